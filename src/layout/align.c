#include "layout/align.h"

#include <string.h>

enum {
    CONTINUED_COLS = 2,
    /* the space beside a signature, in columns of text of at least these widths */
    SIGNATURE_COLS = 8,
    WIDE_COLS = 32,
    NARROW_SIGNATURE_COLS = 4,
    NARROW_COLS = 24
};

struct indents align_broken_lines(struct str text, struct indents indents)
{
    if (text.bytes && memchr(text.p, '\n', text.bytes))
        indents.rest = indents.first + CONTINUED_COLS;
    return indents;
}

static void set_right_edge(struct block_line *line, int end_col)
{
    int indent = end_col - line->cols;

    if (indent > line->indent_cols)
        line->indent_cols = indent;
}

/* Returns whether each of the text's lines has a line of its own. */
static bool stand_alone(const struct block_lines *lines, struct str text)
{
    size_t count = lines->blank_count + 1;

    for (size_t i = 0; i < text.bytes; i++)
        count += text.p[i] == '\n';
    return count == lines->count;
}

/* Returns the space beside a signature in a column of `cols`. */
static int space_beside(int cols)
{
    return cols >= WIDE_COLS ? SIGNATURE_COLS : cols >= NARROW_COLS ? NARROW_SIGNATURE_COLS : 0;
}

static void set_signature(struct block_lines *lines, struct str text)
{
    int widest = 0, base = lines->lines[lines->blank_count].indent_cols, twice_middle;
    const struct block_line *last = &lines->lines[lines->count - 1];
    bool alone = stand_alone(lines, text);

    for (size_t i = lines->blank_count; i < lines->count; i++)
        widest = lines->lines[i].cols > widest ? lines->lines[i].cols : widest;
    twice_middle = 2 * (lines->end_col - space_beside(lines->end_col - base)) - last->cols;
    if (twice_middle + widest > 2 * lines->end_col)
        twice_middle = 2 * lines->end_col - widest;
    for (size_t i = lines->blank_count; i < lines->count; i++) {
        struct block_line *line = &lines->lines[i];

        set_right_edge(line, alone ? (twice_middle + line->cols) / 2 : lines->end_col);
    }
}

static void centre(struct block_lines *lines)
{
    for (size_t i = lines->blank_count; i < lines->count; i++) {
        struct block_line *line = &lines->lines[i];
        int slack = lines->end_col - line->indent_cols - line->cols;

        line->indent_cols += slack > 0 ? slack / 2 : 0;
    }
}

void align_lines(struct block_lines *lines, const struct block *block)
{
    if (!block->align || lines->count == lines->blank_count)
        return;
    for (size_t i = lines->blank_count; i < lines->count; i++)
        lines->lines[i].fills = false;
    if (block->align == CELL_CENTER)
        centre(lines);
    else
        set_signature(lines, block->rich.text);
}
