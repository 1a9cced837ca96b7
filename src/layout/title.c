#include "layout/title.h"

#include "text/kinsoku.h"
#include "text/utf8.h"
#include "text/width.h"

enum {
    MOST_LINES = 16,
    SHORT_COLS = 4 /* two characters, too few for a line of a title */
};

/* Besides the squares of blank columns. */
static const long long BAD_COST = 1000000000;

/* Returns the columns of a line without the marks that no line begins with. */
static int word_cols(struct str line)
{
    int cols = 0;

    for (size_t at = 0; at < line.bytes;) {
        char32_t cp;
        int width;

        at += utf8_decode(line.p + at, line.bytes - at, &cp);
        width = text_width(cp, false);
        if (width > 0 && cp != ' ' && !(kinsoku_of(cp, KINSOKU_STRICT) & KINSOKU_NOT_START))
            cols += width;
    }
    return cols;
}

/* Returns whether a title may well be parted here: at a blank or after a stop. */
static bool is_pause(struct str text, size_t at)
{
    static const char32_t stops[] = U"，。、；：！？…—";
    char32_t before, first;
    size_t last = utf8_decode_before(text.p, at, &before);

    if (before == ' ' || before == U'\u3000')
        return true;
    if (before == U'—' && (utf8_decode_before(text.p, last, &first), first != U'—'))
        return false;
    for (const char32_t *stop = stops; *stop; stop++)
        if (before == *stop)
            return true;
    return false;
}

static bool begins_badly(struct str text, size_t at)
{
    char32_t cp;

    utf8_decode(text.p + at, text.bytes - at, &cp);
    return cp == U'的' || (kinsoku_of(cp, KINSOKU_STRICT) & (KINSOKU_NOT_START | KINSOKU_CLINGS));
}

long long title_cost(const struct fit_line *line)
{
    struct str part = {line->text.p + line->start, line->end - line->start};
    long long left = line->room - line->cols, room = line->room, cost = left * left;

    if (word_cols(part) <= SHORT_COLS)
        cost += BAD_COST;
    if (line->next >= line->text.bytes)
        return cost;
    if (begins_badly(line->text, line->next))
        cost += BAD_COST;
    if (line->in_unit)
        cost += 2 * room * room;
    return is_pause(line->text, line->next) ? cost : cost + room * room;
}

struct text_line title_line_next(struct str text, size_t at, int cols,
                                 const struct text_setting *setting)
{
    struct text_line first = text_line_next(text, at, cols, setting), line = first;
    struct block_line lines[MOST_LINES];
    size_t count = 0, next = at;

    for (;;) {
        lines[count++] = (struct block_line){.start = next, .end = line.end, .cols = line.cols};
        next = line.next;
        if (next >= text.bytes || text.p[next - 1] == '\n')
            break;
        if (count == MOST_LINES)
            return first;
        line = text_line_next(text, next, cols, setting);
    }
    if (count == 1)
        return first;
    fit_lines(lines, count, (struct str){text.p, next}, cols, setting, title_cost);
    return (struct text_line){lines[0].end, lines[1].start, lines[0].cols};
}
