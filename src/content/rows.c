#include "prepare_internal.h"

#include "base/ascii.h"
#include "line.h"

bool rows_is_delimiter(struct str content)
{
    bool dash = false;

    for (size_t i = 0; i < content.bytes; i++) {
        if (!strchr("|-: \t", content.p[i]) || !content.p[i])
            return false;
        if (content.p[i] == '-')
            dash = true;
        /* A cell has dashes and colons only in one stretch. */
        if (i && ascii_is_blank(content.p[i - 1]) && (content.p[i] == '-' || content.p[i] == ':')) {
            size_t before = i - 1;

            while (before && ascii_is_blank(content.p[before]))
                before--;
            if (content.p[before] == '-' || content.p[before] == ':')
                return false;
        }
    }
    return dash && memchr(content.p, '|', content.bytes);
}

size_t rows_columns(const struct prepare *prepare, const struct line *line)
{
    struct containers containers = prepare->containers;
    struct str content = line_content(prepare->text, line), delimiters;
    struct line next;
    size_t cells;

    /* Only a line with a pipe is a table's head: for most, the next line need not be read. */
    if (line->next >= prepare->text.bytes || !memchr(content.p, '|', content.bytes))
        return 0;
    next = lines_read(prepare->text, line->next, &containers);
    delimiters = line_content(prepare->text, &next);
    if (next.item || next.blank || next.quotes != line->quotes || next.indent >= CODE_COLS ||
        !rows_is_delimiter(delimiters))
        return 0;
    cells = mask_count_cells(delimiters);
    return cells == mask_count_cells(content) ? cells : 0;
}

/* Copies a table's delimiter row, with at least three dashes in each cell. */
static void copy_delimiters(struct prepare *prepare, const struct line *line)
{
    static const struct str DASHES = {"---", 3};
    const char *text = prepare->text.p;

    prepare_begin_line(prepare, line);
    for (size_t at = line->content; at < line->end;) {
        size_t dashes = 0;

        while (at + dashes < line->end && text[at + dashes] == '-')
            dashes++;
        at += dashes ? dashes : 1;
        source_copy(prepare->source, at);
        if (dashes && dashes < DASHES.bytes)
            source_add(prepare->source, (struct str){DASHES.p, DASHES.bytes - dashes});
    }
    mask_copy_raw(&prepare->mask, line->next);
}

static void copy_row(struct prepare *prepare, const struct line *line)
{
    prepare_begin_line(prepare, line);
    mask_copy_row(&prepare->mask, line->end, prepare->columns);
    if (prepare->source->copied < line->next)
        mask_copy_raw(&prepare->mask, line->next);
}

size_t rows_pass_head(struct prepare *prepare, const struct line *line, size_t columns)
{
    struct line second;

    if (prepare->after_text && !line->item)
        prepare_add_blank_line(prepare, line);
    prepare->columns = columns;
    prepare->table_quotes = line->quotes;
    copy_row(prepare, line);
    second = lines_read(prepare->text, line->next, &prepare->containers);
    copy_delimiters(prepare, &second);
    prepare->after_text = false;
    return second.next;
}

size_t rows_pass(struct prepare *prepare, struct line *line)
{
    struct str content = line_content(prepare->text, line), name;
    size_t cut;

    if (!line->blank && !line->item && !prepare_begins_block(content, line) &&
        !line_fence(content) && !boxes_is(prepare, line, &name) &&
        line->quotes == prepare->table_quotes) {
        cut = comments_cut(prepare, line);
        copy_row(prepare, line);
        return cut ? comments_skip(prepare, cut) : line->next;
    }
    prepare->columns = 0;
    if (!line->blank)
        prepare_add_blank_line(prepare, line);
    return 0;
}

void rows_mask_delimiter(struct prepare *prepare, const struct line *line)
{
    struct str content = line_content(prepare->text, line);
    const char *dash = memchr(content.p, '-', content.bytes);

    prepare_flush(prepare, line->start);
    prepare_begin_line(prepare, line);
    mask_byte(&prepare->mask, (size_t)(dash - prepare->text.p), 'x');
    prepare->pending = true;
}
