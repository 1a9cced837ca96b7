#include "opportunity.h"

#include "base/ascii.h"
#include "plain.h"
#include "step.h"
#include "text/uax14.h"

#include <unigbrk.h>

/* Limit of the search for an address on either side of a hyphen, so that no text makes it slow. */
enum { LOOK_AROUND = 128 };

/* The same for a run of …: an even number, so that no longer run is one without an opportunity. */
enum { MOST_DOTS = 126 };

/* Returns whether a ’ next to cp can be an apostrophe: cp is a Latin letter, with accents or
 * without. */
static bool is_latin_letter(char32_t cp)
{
    return ascii_is_letter(cp) || (cp >= 0xC0 && cp <= 0x24F && cp != 0xD7 && cp != 0xF7);
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

/* The flags of the characters on both sides of a place. */
struct sides {
    unsigned prev, next;
};

static struct sides sides_of(const struct context *c, enum kinsoku_level level)
{
    struct sides flags = {flags_in(c->before, c->prev, c->spaces ? ' ' : c->next, level),
                          flags_in(c->spaces ? ' ' : c->prev, c->next, c->after, level)};

    /* / between Han is a form of ／ (GB/T 15834-2011, 4.17.1). */
    if (c->prev == '/' && !c->spaces && c->before >= 0x80)
        flags.prev |= kinsoku_of(U'／', level) & KINSOKU_NOT_END;
    return flags;
}

static bool is_forbidden(const struct context *c, struct sides flags)
{
    return (flags.next & KINSOKU_NOT_START) || (flags.prev & KINSOKU_NOT_END) ||
           (!c->spaces && ((flags.next & KINSOKU_CLINGS) || (flags.prev & KINSOKU_HOLDS)));
}

/* Returns whether the place is in the middle of the twelve dots of a lost passage, which may part
 * there: …… has six. */
static bool within_twelve_dots(const struct context *c, struct str text, size_t at)
{
    size_t back = at;
    int before = 0, after = 0;

    if (c->prev != c->next || (c->prev != U'…' && c->prev != U'⋯'))
        return false;
    while (before < MOST_DOTS && step_back(text, &back) == c->prev)
        before++;
    while (after < MOST_DOTS && step_on(text, &at) == c->prev)
        after++;
    return before % 2 == 0 && after % 2 == 0;
}

/* Returns whether the place is between the halves of —— …… ⋯⋯, or of ？！ at levels where those may
 * begin a line. */
static bool within_mark(const struct context *c, struct sides flags)
{
    unsigned both = flags.prev & flags.next;

    if (c->prev == c->next && (c->prev == U'—' || c->prev == U'…' || c->prev == U'⋯'))
        return true;
    return (both & KINSOKU_PUNCTUATION) && (both & KINSOKU_MAY_START) && !(both & KINSOKU_MAY_END);
}

static bool is_hangul(char32_t cp)
{
    return (cp >= 0xAC00 && cp <= 0xD7FB) || (cp >= 0x1100 && cp <= 0x11FF) ||
           (cp >= 0x3131 && cp <= 0x318E) || (cp >= 0xA960 && cp <= 0xA97C);
}

static bool is_bopomofo(char32_t cp)
{
    return (cp >= 0x3105 && cp <= 0x312F) || (cp >= 0x31A0 && cp <= 0x31BF);
}

/* Returns whether cp is a tone of Bopomofo; U+02D9 stands before its syllable. */
static bool is_tone(char32_t cp)
{
    return cp == 0x2C7 || cp == 0x2C9 || cp == 0x2CA || cp == 0x2CB || cp == 0x2D9 || cp == 0x2EA ||
           cp == 0x2EB;
}

/* Returns whether the place is within a Korean word, or a syllable of Bopomofo with its tone. */
static bool within_syllables(char32_t prev, char32_t next)
{
    if (is_hangul(prev))
        return is_hangul(next);
    if (is_bopomofo(prev))
        return is_bopomofo(next) || (is_tone(next) && next != 0x2D9);
    return prev == 0x2D9 && is_bopomofo(next);
}

/* Returns whether no line is ever broken beside cp: ZWJ and the non-breaking characters. */
static bool is_glue(char32_t cp)
{
    return cp == 0xA0 || cp == 0x200D || cp == 0x2011 || cp == 0x202F;
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

        if (strchr("/.@:?=&_%", text.p[i]) && (ascii_is_letter(next) || ascii_is_digit(next)))
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

bool opportunity_at(struct str text, size_t at, enum kinsoku_level level)
{
    struct context c = context_at(text, at);
    struct sides flags;

    if (!c.next || c.next == '\n' || is_space(c.next))
        return false;
    if (!c.prev || c.prev == '\n')
        return c.prev == '\n' && !c.spaces;
    if (!parts_clusters(text, at, c.spaces ? ' ' : c.prev, c.next))
        return false;
    if (!c.spaces && within_twelve_dots(&c, text, at))
        return level != KINSOKU_STRICT;
    flags = sides_of(&c, level);
    if (is_forbidden(&c, flags))
        return false;
    if (!c.spaces) {
        if (within_word(&c, text, at) || within_mark(&c, flags) || within_syllables(c.prev, c.next))
            return false;
        /* Unicode's algorithm allows no break on either side of a quotation mark, because it does
         * not know which way the mark faces. */
        if ((flags.prev & KINSOKU_CLOSE_QUOTE) || (flags.next & KINSOKU_OPEN_QUOTE))
            return true;
    }
    if (((flags.next & KINSOKU_MAY_START) || (flags.prev & KINSOKU_MAY_END)) && !is_glue(c.prev) &&
        !is_glue(c.next))
        return true;
    return uax14_allows(text, at);
}

bool cut_at(struct str text, size_t at, enum kinsoku_level level)
{
    struct context c = context_at(text, at);
    struct sides flags;

    if (c.spaces || is_space(c.next))
        return false;
    flags = sides_of(&c, level);
    return !is_forbidden(&c, flags) && !within_mark(&c, flags);
}
