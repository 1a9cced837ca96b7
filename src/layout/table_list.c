#include "layout/table.h"

#include "base/i18n.h"
#include "composer.h"
#include "text/grapheme.h"

#include <string.h>

/* The columns of a head that is repeated. */
enum { SHORT_HEAD_COLS = 12 };

/* Returns the length of the part of a head that tells the column from the others well enough when
 * it is repeated: without what stands in brackets, and a few characters. */
static size_t short_bytes(struct str head)
{
    static const char *const brackets[] = {"（", "("};
    size_t bytes = text_fit(head, SHORT_HEAD_COLS, false, NULL);

    for (size_t i = 0; bytes && i < sizeof(brackets) / sizeof(*brackets); i++) {
        const char *bracket = memmem(head.p, bytes, brackets[i], strlen(brackets[i]));

        if (bracket && bracket > head.p)
            bytes = (size_t)(bracket - head.p);
    }
    return bytes;
}

/* Returns the length of a column's head in a row: the whole head, unless it is `repeated` and no
 * other column's short head is the same. */
static size_t head_bytes(const struct table *table, size_t column, bool repeated)
{
    struct str head = table->cells[column].text;
    struct str brief = {head.p, repeated ? short_bytes(head) : head.bytes};

    for (size_t i = 0; repeated && i < table->column_count; i++) {
        struct str other = table->cells[i].text;

        if (i != column && str_eq((struct str){other.p, short_bytes(other)}, brief))
            return head.bytes;
    }
    return brief.bytes;
}

static void set_list_line(struct composer *to, const struct table *table, size_t row, size_t column,
                          bool aloud)
{
    struct cursor head = {.cell = &table->cells[column]};
    struct cursor cell = {.cell = &table->cells[row * table->column_count + column]};
    size_t colon;
    bool is_placed;

    composer_start_line(to);
    /* Heads repeat in every row. Only the very first keeps its runs, so that runs ascend. */
    if (row > 0)
        composer_add_part(to, &head, head_bytes(table, column, aloud && row > 1),
                          row == 1 && column == 0);
    colon = to->text.bytes;
    if (row > 0)
        buffer_add_text(&to->text, _("："));
    composer_add_part(to, &cell, cell.cell->text.bytes, true);
    is_placed = to->line_has_run;
    composer_finish_line(to);
    if (!is_placed) /* the text after the head has the same position, however long the head is */
        composer_add_run(to, colon, to->runs[to->run_count - 1].source);
    composer_pass_cell(to, cell.cell);
}

static struct rich_text *set_list(const struct block *block, bool aloud, struct arena *arena)
{
    const struct table *table = block->table;
    struct composer to = {.behind = block->source};

    for (size_t row = table->row_count > 1 ? 1 : 0; row < table->row_count; row++) {
        if (row > 1) {
            composer_start_line(&to);
            composer_finish_line(&to);
        }
        if (aloud && row > 0) {
            composer_start_line(&to);
            buffer_addf(&to.text, _("第 %zu 行"), row);
            composer_finish_line(&to);
        }
        for (size_t column = 0; column < table->column_count; column++)
            set_list_line(&to, table, row, column, aloud);
    }
    return composer_finish(&to, arena);
}

struct rich_text *table_set_list(const struct block *block, struct arena *arena)
{
    return set_list(block, false, arena);
}

struct rich_text *table_set_aloud(const struct block *block, struct arena *arena)
{
    return set_list(block, true, arena);
}
