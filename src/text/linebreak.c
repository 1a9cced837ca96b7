#include "text/linebreak.h"

#include "base/ascii.h"
#include "plain.h"
#include "step.h"
#include "text/character.h"
#include "text/grapheme.h"
#include "text/spacing.h"
#include "text/uax14.h"

#include <unigbrk.h>

/* Limit of the search for an address on either side of a hyphen, so that no text makes it slow. */
enum { LOOK_AROUND = 128 };

enum { NOTE_DIGITS = 5 };

static bool is_space(char32_t cp)
{
    return cp == ' ' || cp == 0x3000;
}

/* Returns whether a ’ next to cp can be an apostrophe: cp is a Latin letter, with accents or
 * without. */
static bool is_latin_letter(char32_t cp)
{
    return ascii_is_letter(cp) || (cp >= 0xC0 && cp <= 0x24F && cp != 0xD7 && cp != 0xF7);
}

static bool is_ascii_graph(char32_t cp)
{
    return cp > ' ' && cp < 0x7F;
}

/* Returns whether cp joins digits to one number: 2,600  13.76  8:30  2020-2023  1/3  1+4. */
static bool is_number_joiner(char32_t cp)
{
    return cp == ',' || cp == '.' || cp == ':' || cp == '-' || cp == '/' || cp == '+' ||
           cp == U'．' || cp == U'：';
}

/* Returns whether cp follows a number in Chinese dates. */
static bool is_date_unit(char32_t cp)
{
    return cp == U'年' || cp == U'月' || cp == U'日';
}

/* The code points around a place in the text; 0 if absent. */
struct context {
    char32_t before; /* before `prev` */
    char32_t prev;   /* the last code point before the place that is not a space */
    char32_t next;   /* the code point at the place, which would begin the line */
    char32_t after;  /* after `next` */
    bool spaces;     /* whether spaces lie between `prev` and `next` */
};

static struct context context_at(struct str text, size_t at)
{
    struct context c = {0};
    size_t back = at;

    c.next = step_on(text, &at);
    c.after = step_on(text, &at);
    c.prev = step_back(text, &back);
    while (is_space(c.prev)) {
        c.spaces = true;
        c.prev = step_back(text, &back);
    }
    c.before = step_back(text, &back);
    return c;
}

/* Returns the flags of cp in its context: a ’ between Latin letters is a letter, a doubled — is a
 * dash and no connector, and a single … after Latin letters is a part of their word. */
static unsigned flags_in(char32_t left, char32_t cp, char32_t right, enum kinsoku_level level)
{
    if (cp == U'’' && is_latin_letter(left) && is_latin_letter(right))
        return 0;
    if (cp == U'…' && is_ascii_graph(left) && right != U'…')
        return 0;
    if (cp == U'—' && (left == U'—' || right == U'—'))
        cp = U'⸺';
    return kinsoku_of(cp, level);
}

/* Returns whether the place is between two parts of a number, or between a number and its sign or
 * date unit. */
static bool within_number(const struct context *c, unsigned prev, unsigned next)
{
    if (character_is_digit(c->prev))
        return character_is_digit(c->next) || is_date_unit(c->next) ||
               (next & KINSOKU_AFTER_NUMBER) ||
               ((is_number_joiner(c->next) || c->next == U'—') && character_is_digit(c->after));
    return character_is_digit(c->next) &&
           ((prev & KINSOKU_BEFORE_NUMBER) ||
            (character_is_digit(c->before) && is_number_joiner(c->prev)));
}

/* Returns whether the place is between the halves of —— …… ⋯⋯, or of ？！ at levels where those may
 * begin a line. */
static bool within_mark(const struct context *c, unsigned prev, unsigned next)
{
    unsigned both = prev & next;

    if (c->prev == c->next && (c->prev == U'—' || c->prev == U'…' || c->prev == U'⋯'))
        return true;
    return (both & KINSOKU_PUNCTUATION) && (both & KINSOKU_MAY_START) && !(both & KINSOKU_MAY_END);
}

/* Returns whether no line is ever broken beside cp: ZWJ and the non-breaking characters. */
static bool is_glue(char32_t cp)
{
    return cp == 0xA0 || cp == 0x200D || cp == 0x2011 || cp == 0x202F;
}

/* Returns whether a number in brackets begins at `at`, as of a note[12], which stays with the text
 * before it. */
static bool before_note_number(struct str text, size_t at)
{
    size_t end = at + 1;

    if (text.p[at] != '[')
        return false;
    while (end < text.bytes && end - at <= NOTE_DIGITS && ascii_is_digit(text.p[end]))
        end++;
    return end > at + 1 && end < text.bytes && text.p[end] == ']';
}

/* Returns whether the run of ASCII around `at` looks like an address rather than words with
 * hyphens: some delimiter in it is followed by a letter or a digit. Looks no further than
 * LOOK_AROUND. */
static bool within_address(struct str text, size_t at)
{
    size_t first = at, last = at;

    while (first > 0 && at - first < LOOK_AROUND &&
           is_ascii_graph((unsigned char)text.p[first - 1]))
        first--;
    while (last < text.bytes && last - at < LOOK_AROUND &&
           is_ascii_graph((unsigned char)text.p[last]))
        last++;
    for (size_t i = first + 1; i + 1 < last; i++) {
        char32_t next = (unsigned char)text.p[i + 1];

        if (strchr("/.@:?=&_%", text.p[i]) && (ascii_is_letter(next) || character_is_digit(next)))
            return true;
    }
    return false;
}

/* Returns whether the place is within an ASCII word. A hyphen between letters may end a line, if
 * Unicode agrees, but not in an address. */
static bool within_word(const struct context *c, struct str text, size_t at)
{
    if (!is_ascii_graph(c->prev) || !is_ascii_graph(c->next))
        return false;
    if (c->prev == '-' && ascii_is_letter(c->before) && ascii_is_letter(c->next))
        return within_address(text, at);
    return true;
}

/* Returns whether a grapheme cluster begins at `at`, between `prev` and `next`. Regional indicators
 * pair up from the start of their run; a run too long to find its start is not broken. */
static bool parts_clusters(struct str text, size_t at, char32_t prev, char32_t next)
{
    int count = 0;

    if (!plain_region(prev) || !plain_region(next))
        return uc_is_grapheme_break(prev, next);
    while (count < LOOK_AROUND && plain_region(step_back(text, &at)))
        count++;
    return count % 2 == 0 && count < LOOK_AROUND;
}

/* Answers text_may_break() in full, without its shortcut. */
static bool may_break(struct str text, size_t at, enum kinsoku_level level)
{
    struct context c = context_at(text, at);
    unsigned prev, next;

    if (!c.next || c.next == '\n' || is_space(c.next))
        return false;
    if (!c.prev || c.prev == '\n')
        return c.prev == '\n' && !c.spaces;
    if (!parts_clusters(text, at, c.spaces ? ' ' : c.prev, c.next))
        return false;
    prev = flags_in(c.before, c.prev, c.spaces ? ' ' : c.next, level);
    next = flags_in(c.spaces ? ' ' : c.prev, c.next, c.after, level);
    if ((next & KINSOKU_NOT_START) || (prev & KINSOKU_NOT_END))
        return false;
    if (!c.spaces) {
        if (within_number(&c, prev, next) || within_word(&c, text, at) ||
            within_mark(&c, prev, next) || before_note_number(text, at))
            return false;
        /* Unicode's algorithm allows no break on either side of a quotation mark, because it does
         * not know which way the mark faces. */
        if ((prev & KINSOKU_CLOSE_QUOTE) || (next & KINSOKU_OPEN_QUOTE))
            return true;
    }
    if (((next & KINSOKU_MAY_START) || (prev & KINSOKU_MAY_END)) && !is_glue(c.prev) &&
        !is_glue(c.next))
        return true;
    return uax14_allows(text, at);
}

bool text_may_break(struct str text, size_t at, enum kinsoku_level level)
{
    const unsigned char *p = (const unsigned char *)text.p;

    /* Shortcut for two Han characters, between which most lines end. */
    if (at >= 3 && plain_han(p + at, text.bytes - at) && plain_han(p + at - 3, 3))
        return true;
    return may_break(text, at, level);
}

size_t text_last_break(struct str text, size_t start, size_t end, enum kinsoku_level level)
{
    for (size_t at = end; at > start;) {
        step_back(text, &at);
        if (at > start && text_may_break(text, at, level))
            return at;
    }
    return start;
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

/* Returns where to break a word that is longer than the line, given that [start, limit) fits: a URL
 * after one of / ? & = - or, failing that, before a dot, and never inside a percent escape; any
 * other word at `limit`. */
static size_t emergency_break(struct str text, size_t start, size_t limit)
{
    const char *p = text.p;
    size_t dot = 0;

    for (size_t i = limit; i > start + 1 && is_ascii_graph((unsigned char)p[i - 1]); i--) {
        if (strchr("/?&=-", p[i - 1]))
            return i;
        if (!dot && p[i] == '.' && !character_is_digit((unsigned char)p[i - 1]))
            dot = i;
    }
    if (dot)
        return dot;
    for (size_t back = 1; back <= 2 && limit > start + back; back++)
        if (p[limit - back] == '%')
            return limit - back;
    return limit;
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

struct text_line text_line_next(struct str text, size_t start, int cols,
                                const struct text_setting *setting)
{
    size_t near = cols > 0 ? (size_t)cols * 4 : 4;
    struct str rest = {text.p + start, text.bytes - start};
    const char *newline = memchr(rest.p, '\n', near < rest.bytes ? near : rest.bytes);
    int used;
    size_t fitting, at;
    struct text_line line;

    /* A newline takes up no columns: without cutting the text there, a run of newlines would be
     * measured again for every line. */
    if (newline == rest.p)
        return (struct text_line){start, start + 1, 0};
    if (newline)
        rest.bytes = (size_t)(newline - rest.p);
    fitting = start + fit(rest, cols, setting, &used);
    newline = memchr(rest.p, '\n', fitting - start);
    at = newline ? (size_t)(newline - text.p) : fitting;
    if (newline || hang_spaces(text, &at)) {
        size_t end = newline ? at : fitting;

        line = make_line(text, start, end, fitting, used, setting);
        line.next = at < text.bytes ? at + 1 : at;
        return line;
    }
    if (at > fitting && text_may_break(text, at, setting->kinsoku)) {
        line = make_line(text, start, fitting, fitting, used, setting);
        line.next = at;
        return line;
    }
    if (!text_may_break(text, fitting, setting->kinsoku)) {
        size_t cut = text_last_break(text, start, fitting, setting->kinsoku);

        if (cut == start)
            cut = emergency_break(text, start, fitting);
        /* Spaces after the cut hang as well. */
        line = make_line(text, start, cut, fitting, used, setting);
        line.next = cut == fitting ? at : cut;
        return line;
    }
    return make_line(text, start, fitting, fitting, used, setting);
}
