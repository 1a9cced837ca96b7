#include "layout/align.h"

#include "text/utf8.h"

#include <string.h>

enum {
    CONTINUED_COLS = 2,
    /* the space beside a date, in columns of text of at least these widths */
    DATE_COLS = 8,
    WIDE_COLS = 32,
    NARROW_DATE_COLS = 4,
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

/* Returns whether a line is a date: 2026年3月5日, 二〇二六年三月五日, 2026-03-05. */
static bool is_date(struct str line)
{
    static const char32_t parts[] = U"年月日号-/.", numerals[] = U"〇零一二三四五六七八九十 \u3000";
    size_t part_count = 0;

    for (size_t at = 0; at < line.bytes;) {
        char32_t cp;
        bool part = false, numeral;

        at += utf8_decode(line.p + at, line.bytes - at, &cp);
        numeral = (cp >= '0' && cp <= '9') || (cp >= U'０' && cp <= U'９');
        for (const char32_t *p = parts; *p; p++)
            part |= cp == *p;
        for (const char32_t *p = numerals; *p; p++)
            numeral |= cp == *p;
        if (!part && !numeral)
            return false;
        part_count += part;
    }
    return part_count >= 2;
}

/* Returns the line that is a signature's date, or NULL if none is or the lines are not lines of
 * their own but go on from one to the next. */
static const struct block_line *find_date(const struct block_lines *lines, struct str text)
{
    const struct block_line *date = NULL;

    for (size_t i = lines->blank_count; i < lines->count; i++) {
        const struct block_line *line = &lines->lines[i];

        if (line->end < text.bytes && text.p[line->end] != '\n')
            return NULL;
        if (is_date((struct str){text.p + line->start, line->end - line->start}))
            date = line;
    }
    return date;
}

/* Returns the space beside a date in a column of `cols`. */
static int space_beside(int cols)
{
    return cols >= WIDE_COLS ? DATE_COLS : cols >= NARROW_COLS ? NARROW_DATE_COLS : 0;
}

static void set_right(struct block_lines *lines, struct str text)
{
    int widest = 0, base = lines->lines[lines->blank_count].indent_cols, twice_middle = 0;
    const struct block_line *date = find_date(lines, text);

    for (size_t i = lines->blank_count; i < lines->count; i++)
        widest = lines->lines[i].cols > widest ? lines->lines[i].cols : widest;
    if (date)
        twice_middle = 2 * (lines->end_col - space_beside(lines->end_col - base)) - date->cols;
    if (twice_middle + widest > 2 * lines->end_col)
        twice_middle = 2 * lines->end_col - widest;
    for (size_t i = lines->blank_count; i < lines->count; i++) {
        struct block_line *line = &lines->lines[i];

        set_right_edge(line, date ? (twice_middle + line->cols) / 2 : lines->end_col);
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
    int before;

    if (lines->count == lines->blank_count)
        return;
    for (size_t i = lines->blank_count; i < lines->count; i++)
        lines->lines[i].fills = false;
    before = lines->lines[lines->blank_count].indent_cols;
    if (block->align == CELL_CENTER)
        centre(lines);
    else
        set_right(lines, block->rich.text);
    lines->marker_col += lines->lines[lines->blank_count].indent_cols - before;
}
