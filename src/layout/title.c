#include "layout/title.h"

#include "text/grapheme.h"
#include "text/utf8.h"
#include "text/width.h"

#include <stdint.h>

enum {
    MOST_BREAKS = 192,
    SHORT_COLS = 4 /* two characters, too few for a line of a title */
};

/* Costs, besides the squares of blank columns. One line more costs more than any lines can. */
static const int64_t COST_BAD = INT64_C(1000000000), COST_LINE = INT64_C(1000000000000),
                     COST_NONE = INT64_MAX;

/* A way to set a title: where its lines may begin, and what the best lines from there on cost. */
struct setting_out {
    struct str text; /* up to a hard line break or the end */
    const struct text_setting *setting;
    int cols;
    size_t breaks[MOST_BREAKS + 1]; /* from the first line's beginning to the text's end */
    size_t count;                   /* of the breaks, without the end */
    int64_t best[MOST_BREAKS + 1];  /* of the lines from each break on */
    size_t next[MOST_BREAKS + 1];   /* the break after the first of those lines */
};

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

static struct str without_blanks(struct str line)
{
    while (line.bytes) {
        char32_t cp;
        size_t last = utf8_decode_before(line.p, line.bytes, &cp);

        if (cp != ' ' && cp != U'\u3000')
            break;
        line.bytes = last;
    }
    return line;
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
    return cp == U'的' || (kinsoku_of(cp, KINSOKU_STRICT) & KINSOKU_NOT_START);
}

/* Returns the cost of the line from `start` to `end`, or COST_NONE if it does not fit. */
static int64_t line_cost(const struct setting_out *out, size_t start, size_t end)
{
    struct str line = without_blanks((struct str){out->text.p + start, end - start});
    int64_t left = out->cols - text_set_cols(line, out->setting), cost = COST_LINE + left * left;

    if (left < 0)
        return COST_NONE;
    if (word_cols(line) <= SHORT_COLS)
        cost += COST_BAD;
    if (end < out->text.bytes) {
        cost += begins_badly(out->text, end) ? COST_BAD : 0;
        cost += is_pause(out->text, end) ? 0 : (int64_t)out->cols * out->cols;
    }
    return cost;
}

/* Finds the places where a line may begin. Returns false if there are too many. */
static bool find_breaks(struct setting_out *out, size_t start)
{
    out->breaks[0] = start;
    out->count = 1;
    for (size_t at = start; at < out->text.bytes;) {
        char32_t cp;

        at += utf8_decode(out->text.p + at, out->text.bytes - at, &cp);
        if (at == out->text.bytes || !text_may_break(out->text, at, out->setting->kinsoku))
            continue;
        if (out->count == MOST_BREAKS)
            return false;
        out->breaks[out->count++] = at;
    }
    out->breaks[out->count] = out->text.bytes;
    return true;
}

/* Finds the best lines from each break on, the last break first. */
static void choose_lines(struct setting_out *out)
{
    out->best[out->count] = 0;
    for (size_t i = out->count; i-- > 0;) {
        out->best[i] = COST_NONE;
        for (size_t j = i + 1; j <= out->count; j++) {
            int64_t line = line_cost(out, out->breaks[i], out->breaks[j]);

            if (line == COST_NONE)
                break;
            /* Takes, of two ways that cost the same, the one with the longer first line. */
            if (out->best[j] == COST_NONE || line + out->best[j] > out->best[i])
                continue;
            out->best[i] = line + out->best[j];
            out->next[i] = j;
        }
    }
}

struct text_line title_line_next(struct str text, size_t at, int cols,
                                 const struct text_setting *setting)
{
    struct text_line line = text_line_next(text, at, cols, setting);
    const char *newline = memchr(text.p + at, '\n', text.bytes - at);
    struct setting_out out = {.text = {text.p, newline ? (size_t)(newline - text.p) : text.bytes},
                              .setting = setting,
                              .cols = cols};

    if (line.next >= out.text.bytes || !find_breaks(&out, at))
        return line;
    choose_lines(&out);
    if (out.best[0] == COST_NONE)
        return line;
    out.text.bytes = out.breaks[out.next[0]];
    return text_line_next(out.text, at, cols, setting);
}
