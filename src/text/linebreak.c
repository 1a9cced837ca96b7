#include "text/linebreak.h"

#include "base/ascii.h"
#include "opportunity.h"
#include "plain.h"
#include "step.h"
#include "text/grapheme.h"
#include "text/spacing.h"
#include "text/unit.h"

#include <unigbrk.h>

/* The most columns that a line is left shorter so that it does not end within a unit, or ends at a
 * better joint of it. */
enum { MOST_HOLE_COLS = 4, MOST_HOLE_BYTES = 64 };

/* Digits of which fewer are not cut off a long number. */
enum { LEAST_DIGITS = 4 };

bool text_may_break(struct str text, size_t at, enum kinsoku_level level)
{
    const unsigned char *p = (const unsigned char *)text.p;

    /* Shortcut for two Han characters, between which most lines end and no joint is hard. */
    if (at >= 3 && plain_han(p + at, text.bytes - at) && plain_han(p + at - 3, 3))
        return true;
    return opportunity_at(text, at, level) && text_joint_at(text, at) != TEXT_JOINT_HARD;
}

/* Returns the last break opportunity after `start` and before `end`, within units or not, or
 * `start` if absent. */
static size_t last_opportunity(struct str text, size_t start, size_t end, enum kinsoku_level level)
{
    for (size_t at = end; at > start;) {
        step_back(text, &at);
        if (at > start && text_may_break(text, at, level))
            return at;
    }
    return start;
}

size_t text_last_break(struct str text, size_t start, size_t end, enum kinsoku_level level)
{
    size_t last = last_opportunity(text, start, end, level);

    for (size_t at = last; at > start; at = last_opportunity(text, start, at, level))
        if (text_joint_at(text, at) == TEXT_JOINT_NONE)
            return at;
    return last;
}

int text_widest_piece(struct str text, bool whole_units, int most,
                      const struct text_setting *setting)
{
    int widest = 0, cols = 0, spaces = 0;

    for (size_t at = 0; at < text.bytes && widest <= most;) {
        struct grapheme cluster =
            grapheme_next(text.p + at, text.bytes - at, setting->ambiguous_wide);
        char32_t cp = step_at(text, at);

        if (cp == '\n' || (text_may_break(text, at, setting->kinsoku) &&
                           !(whole_units && text_joint_at(text, at) != TEXT_JOINT_NONE)))
            cols = spaces = 0;
        if (is_space(cp)) {
            spaces += cols ? cluster.cols : 0;
        } else if (cp != '\n') {
            cols += spaces + cluster.cols;
            spaces = 0;
        }
        if (cols > widest)
            widest = cols;
        at += cluster.bytes;
    }
    return widest;
}

int text_set_cols(struct str text, const struct text_setting *setting)
{
    return setting->spacing ? text_spaced_cols(text, setting->ambiguous_wide)
                            : text_cols(text, setting->ambiguous_wide);
}

/* Returns the bytes of the stop after the fitting text that may hang in the margin, or 0. */
static size_t hanging_stop(struct str text, size_t at)
{
    static const size_t BYTES = sizeof("。") - 1;

    if (text.bytes - at < BYTES ||
        (memcmp(text.p + at, "，", BYTES) != 0 && memcmp(text.p + at, "。", BYTES) != 0 &&
         memcmp(text.p + at, "、", BYTES) != 0))
        return 0;
    /* a stop with combining marks does not hang */
    return grapheme_next(text.p + at, text.bytes - at, false).bytes == BYTES ? BYTES : 0;
}

/* Returns the length of the longest prefix that fits, at least one cluster, and sets *used to its
 * columns. */
static size_t fit(struct str text, int cols, const struct text_setting *setting, int *used)
{
    int room = setting->hang ? cols - TEXT_HANG_COLS : cols;
    size_t bytes = setting->spacing ? text_spaced_fit(text, room, setting->ambiguous_wide, used)
                                    : text_fit(text, room, setting->ambiguous_wide, used);

    if (bytes == 0) {
        struct grapheme only = grapheme_next(text.p, text.bytes, setting->ambiguous_wide);

        *used = only.cols;
        return only.bytes;
    }
    if (setting->hang) {
        size_t stop = hanging_stop(text, bytes);

        *used += stop ? TEXT_HANG_COLS : 0;
        return bytes + stop;
    }
    return bytes;
}

/* Returns whether a percent escape of an address begins at `at`. */
static bool is_escape(struct str text, size_t at)
{
    return text.bytes - at > 2 && text.p[at] == '%' && ascii_hex_value(text.p[at + 1]) >= 0 &&
           ascii_hex_value(text.p[at + 2]) >= 0;
}

/* Returns whether an escape that begins after `start` would be cut at `at`. */
static bool within_escape(struct str text, size_t start, size_t at)
{
    return (at > start + 1 && is_escape(text, at - 1)) ||
           (at > start + 2 && is_escape(text, at - 2));
}

/* Returns where to break an address that is longer than the line, given that [start, limit) fits:
 * after one of / ? & = - or, failing that, before a dot; `start` if absent. */
static size_t address_break(struct str text, size_t start, size_t limit, enum kinsoku_level level)
{
    const char *p = text.p;
    size_t dot = start;

    for (size_t i = limit; i > start + 1 && is_ascii_graph((unsigned char)p[i - 1]); i--) {
        if (strchr("/?&=-", p[i - 1]) &&
            (p[i] == '/' || cut_at(text, i, level) || is_escape(text, i)))
            return i;
        if (dot == start && p[i] == '.' && !ascii_is_digit(p[i - 1]))
            dot = i;
    }
    return dot;
}

/* Returns where to cut a long number of ASCII digits rather than at `cut`, so that no few digits of
 * it are cut off. */
static size_t keep_digits(struct str text, size_t start, size_t cut)
{
    size_t after = 0, before = 0;

    while (after < LEAST_DIGITS && cut + after < text.bytes && ascii_is_digit(text.p[cut + after]))
        after++;
    while (before < 2 * LEAST_DIGITS && cut - before > start &&
           ascii_is_digit(text.p[cut - before - 1]))
        before++;
    if (after == 0 || after + before < 2 * LEAST_DIGITS)
        return cut;
    return cut - (LEAST_DIGITS - after);
}

/* Returns where to cut a word that is longer than the line, given that [start, limit) fits: at the
 * last place where the parts obey the rules; `after` if absent. */
static size_t word_break(struct str text, size_t start, size_t limit, size_t after,
                         enum kinsoku_level level)
{
    size_t cut = start;

    for (size_t at = start; at < limit;) {
        at += grapheme_next(text.p + at, text.bytes - at, false).bytes;
        if (at <= limit &&
            (is_escape(text, at) || (cut_at(text, at, level) && !within_escape(text, start, at))))
            cut = at;
    }
    return cut > start ? keep_digits(text, start, cut) : after;
}

/* Returns where to break a line that has no opportunity, given that [start, limit) fits: at the
 * last of a unit's joints that would be one otherwise, up to `after`, where the spaces after the
 * fitting text end; in an address; or within a word, where its parts obey the rules, if there is
 * such a place. */
static size_t emergency_break(struct str text, size_t start, size_t limit, size_t after,
                              enum kinsoku_level level)
{
    size_t at = limit;

    if (opportunity_at(text, after, level))
        return after;
    for (; at > start; step_back(text, &at))
        if (opportunity_at(text, at, level))
            return at;
    at = address_break(text, start, limit, level);
    if (at > start)
        return at;
    return word_break(text, start, limit, after, level);
}

/* Returns where to break rather than at `last`, which is in a unit: at an ordinary break, or at the
 * best joint, if that leaves the line at most MOST_HOLE_COLS columns shorter. */
static size_t hold_unit(struct str text, size_t start, size_t last, enum text_joint joint,
                        const struct text_setting *setting)
{
    size_t best = last, at = last;

    while (at > start && joint != TEXT_JOINT_NONE) {
        step_back(text, &at);
        if (at == start || last - at > MOST_HOLE_BYTES ||
            text_cols((struct str){text.p + at, last - at}, setting->ambiguous_wide) >
                MOST_HOLE_COLS)
            break;
        if (text_may_break(text, at, setting->kinsoku) && text_joint_at(text, at) < joint) {
            joint = text_joint_at(text, at);
            best = at;
        }
    }
    return best;
}

/* Makes the line [start, next), given that [start, fitting) takes up `cols` columns and next <=
 * fitting. */
static struct text_line make_line(struct str text, size_t start, size_t next, size_t fitting,
                                  int cols, const struct text_setting *setting)
{
    size_t end = next, before = next;

    while (before > start && is_space(step_back(text, &before)))
        end = before;
    if (setting->spacing && end < fitting)
        cols = text_set_cols((struct str){text.p + start, end - start}, setting);
    else
        cols -= text_cols((struct str){text.p + end, fitting - end}, setting->ambiguous_wide);
    return (struct text_line){end, next, cols};
}

/* Moves *at past the spaces after the fitting text, which hang at the end of the line. Returns
 * whether a newline or the text's end follows. */
static bool hang_spaces(struct str text, size_t *at)
{
    while (*at < text.bytes) {
        size_t next = *at, after;
        char32_t cp = step_on(text, &next);

        if (cp == '\n')
            return true;
        if (!is_space(cp))
            return false;
        after = next;
        if (next < text.bytes && !uc_is_grapheme_break(cp, step_on(text, &after)))
            return false; /* the space carries a combining mark */
        *at = next;
    }
    return true;
}

/* Returns where the line after that of `start` begins, given that [start, fitting) fits and that
 * spaces follow up to `after`, where the text goes on. */
static size_t break_of(struct str text, size_t start, size_t fitting, size_t after,
                       const struct text_setting *setting)
{
    size_t last = after;
    enum text_joint joint;

    if (!text_may_break(text, after, setting->kinsoku))
        last = last_opportunity(text, start, fitting, setting->kinsoku);
    if (last == start)
        return emergency_break(text, start, fitting, after, setting->kinsoku);
    joint = text_joint_at(text, last);
    return joint ? hold_unit(text, start, last, joint, setting) : last;
}

struct text_line text_line_next(struct str text, size_t start, int cols,
                                const struct text_setting *setting)
{
    size_t near = cols > 0 ? (size_t)cols * 4 : 4;
    struct str rest = {text.p + start, text.bytes - start};
    const char *newline = memchr(rest.p, '\n', near < rest.bytes ? near : rest.bytes);
    int used;
    size_t fitting, at, cut;
    struct text_line line;

    /* A newline takes up no columns: without cutting the text there, a run of newlines would be
     * measured again for every line. */
    if (newline == rest.p)
        return (struct text_line){start, start + 1, 0};
    if (newline)
        rest.bytes = (size_t)(newline - rest.p);
    fitting = start + fit(rest, cols, setting, &used);
    newline = fitting - start > near ? memchr(rest.p, '\n', fitting - start) : NULL;
    at = newline ? (size_t)(newline - text.p) : fitting;
    if (newline || hang_spaces(text, &at)) {
        size_t end = newline ? at : fitting;

        line = make_line(text, start, end, fitting, used, setting);
        line.next = at < text.bytes ? at + 1 : at;
        return line;
    }
    cut = break_of(text, start, fitting, at, setting);
    line = make_line(text, start, cut < fitting ? cut : fitting, fitting, used, setting);
    line.next = cut;
    return line;
}
