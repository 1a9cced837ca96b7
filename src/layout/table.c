#include "layout/table.h"

#include "base/buffer.h"

#include <string.h>

/* Grows a rich text in an arena, its sizes known beforehand. */
struct composer {
    struct rich_text *rich;
    char *text;
};

static void add_plain(struct composer *to, struct str text)
{
    if (text.bytes)
        memcpy(to->text + to->rich->text.bytes, text.p, text.bytes);
    to->rich->text.bytes += text.bytes;
}

static void add_cell(struct composer *to, const struct rich_text *cell)
{
    struct rich_text *rich = to->rich;
    size_t base = rich->text.bytes;

    for (size_t i = 0; i < cell->span_count; i++) {
        struct span span = cell->spans[i];

        span.start += base;
        span.end += base;
        rich->spans[rich->span_count++] = span;
    }
    for (size_t i = 0; i < cell->run_count; i++) {
        struct text_run run = {cell->runs[i].text + base, cell->runs[i].source};

        /* The heads are set again in every row; only what ascends says where the text is from. */
        if (!rich->run_count || run.source >= rich->runs[rich->run_count - 1].source)
            rich->runs[rich->run_count++] = run;
    }
    add_plain(to, cell->text);
}

struct rich_text *table_compose(const struct table *table, struct arena *arena)
{
    const struct str colon = str_of("："), newline = str_of("\n");
    size_t columns = table->column_count, rows = table->row_count;
    size_t cells = columns * rows, bytes = 0, spans = 0, runs = 0;
    struct composer to = {arena_alloc(arena, sizeof(*to.rich)), NULL};

    for (size_t i = 0; i < cells; i++) {
        size_t times = i < columns && rows > 1 ? rows : 1;

        bytes += times * (table->cells[i].text.bytes + colon.bytes + 2 * newline.bytes);
        spans += times * table->cells[i].span_count;
        runs += times * table->cells[i].run_count;
    }
    to.text = arena_alloc(arena, bytes + 1);
    to.rich->text.p = to.text;
    to.rich->spans = arena_alloc(arena, spans * sizeof(*to.rich->spans));
    to.rich->runs = arena_alloc(arena, runs * sizeof(*to.rich->runs));

    for (size_t row = rows > 1 ? 1 : 0; row < rows; row++) {
        for (size_t column = 0; column < columns; column++) {
            if (to.rich->text.bytes)
                add_plain(&to, newline);
            if (column == 0 && row > 1)
                add_plain(&to, newline);
            if (row > 0) {
                add_cell(&to, &table->cells[column]);
                add_plain(&to, colon);
            }
            add_cell(&to, &table->cells[row * columns + column]);
        }
    }
    return to.rich;
}
