#include "numbering.h"

#include "base/ascii.h"
#include "content/document.h"
#include "text/grapheme.h"
#include "text/kinsoku.h"
#include "text/utf8.h"
#include "text/width.h"

/* A number's style: the kind of its numerals, and the stop or brackets that frame it. */
enum numeral { NUMERAL_HAN, NUMERAL_DIGITS, NUMERAL_ENCLOSED };
enum frame { FRAME_COMMA, FRAME_STOP, FRAME_BRACKET, FRAME_BRACKETS, FRAME_COUNT };

/* The style of 第一章, 第一条 and their kin, which share it: an article's number goes on in the
 * next chapter, and neither is within the other's indent. */
enum { STYLE_ORDINAL = -1 };

/* Numbers that are one character, frame included. */
static const struct {
    char32_t first; /* the character for 1 */
    int count;
} ENCLOSED[] = {{U'①', 20}, {U'⑴', 20}, {U'⒈', 20}, {U'㈠', 10}};

struct number_scan {
    struct str text;
    size_t at;
    size_t last; /* where the code point before `at` begins */
};

/* Returns the current code point, with full-width forms of ASCII as ASCII, or 0 at the end. */
static char32_t peek(const struct number_scan *scan, size_t *bytes)
{
    char32_t cp = 0;

    *bytes = 0;
    if (scan->at < scan->text.bytes)
        *bytes = utf8_decode(scan->text.p + scan->at, scan->text.bytes - scan->at, &cp);
    return cp >= U'！' && cp <= U'～' ? cp - U'！' + U'!' : cp;
}

static void step(struct number_scan *scan, size_t bytes)
{
    scan->last = scan->at;
    scan->at += bytes;
}

static bool take(struct number_scan *scan, char32_t wanted)
{
    size_t bytes;

    if (peek(scan, &bytes) != wanted)
        return false;
    step(scan, bytes);
    return true;
}

/* Takes a digit from one to nine. Returns 0 if there is none. */
static int take_han_digit(struct number_scan *scan)
{
    static const char32_t digits[] = U"一二三四五六七八九";
    size_t bytes;
    char32_t cp = peek(scan, &bytes);

    for (int i = 0; i < 9; i++) {
        if (cp == digits[i]) {
            step(scan, bytes);
            return i + 1;
        }
    }
    return 0;
}

/* Takes a number up to 九十九. */
static int take_han(struct number_scan *scan)
{
    int digit = take_han_digit(scan);

    if (!take(scan, U'十'))
        return digit;
    return (digit ? digit : 1) * 10 + take_han_digit(scan);
}

/* Takes a number up to 九百九十九. */
static int take_han_hundreds(struct number_scan *scan)
{
    int number = take_han(scan);

    if (number < 1 || number > 9 || !take(scan, U'百'))
        return number;
    take(scan, U'零');
    return number * 100 + take_han(scan);
}

static int take_digits(struct number_scan *scan)
{
    enum { MOST_DIGITS = 3 };
    int number = 0;

    for (int i = 0; i < MOST_DIGITS; i++) {
        size_t bytes;
        char32_t cp = peek(scan, &bytes);

        if (!ascii_is_digit(cp))
            break;
        number = number * 10 + (int)(cp - '0');
        step(scan, bytes);
    }
    return number;
}

static int take_enclosed(struct number_scan *scan, int *style)
{
    size_t bytes;
    char32_t cp = peek(scan, &bytes);

    for (size_t i = 0; i < sizeof(ENCLOSED) / sizeof(*ENCLOSED); i++) {
        if (cp < ENCLOSED[i].first || cp >= ENCLOSED[i].first + (char32_t)ENCLOSED[i].count)
            continue;
        step(scan, bytes);
        *style = (int)NUMERAL_ENCLOSED * (int)FRAME_COUNT + (int)i;
        return (int)(cp - ENCLOSED[i].first) + 1;
    }
    return 0;
}

/* Takes the end of a number, which may have begun with a bracket. Returns FRAME_COUNT if there is
 * none. */
static enum frame take_frame(struct number_scan *scan, bool bracket)
{
    size_t bytes;

    if (take(scan, ')'))
        return bracket ? FRAME_BRACKETS : FRAME_BRACKET;
    if (bracket)
        return FRAME_COUNT;
    if (take(scan, U'、'))
        return FRAME_COMMA;
    /* 1.5 is not an item's number. */
    return take(scan, '.') && !ascii_is_digit(peek(scan, &bytes)) ? FRAME_STOP : FRAME_COUNT;
}

static int take_framed(struct number_scan *scan, int *style)
{
    bool bracket = take(scan, '(');
    enum numeral numeral = NUMERAL_HAN;
    int number = take_han(scan);
    enum frame frame;

    if (!number) {
        numeral = NUMERAL_DIGITS;
        number = take_digits(scan);
    }
    frame = take_frame(scan, bracket);
    *style = (int)numeral * (int)FRAME_COUNT + (int)frame;
    return frame == FRAME_COUNT ? 0 : number;
}

/* Takes 第一章, 第1条 and their kin up to the unit, and a stop after it. Returns 0 if there is
 * none, or neither a stop nor a blank parts it from what follows: 第一条规定 is a part of the text.
 */
static int take_ordinal(struct number_scan *scan)
{
    static const char32_t units[] = U"编篇章节条款项步";
    size_t bytes;
    char32_t cp;
    int number;

    if (!take(scan, U'第'))
        return 0;
    number = take_han_hundreds(scan);
    if (!number)
        number = take_digits(scan);
    cp = peek(scan, &bytes);
    for (const char32_t *unit = units; *unit; unit++) {
        if (cp != *unit)
            continue;
        step(scan, bytes);
        if (take(scan, ':') || take(scan, U'、'))
            return number;
        cp = peek(scan, &bytes);
        return !cp || cp == ' ' || cp == U'\u3000' || cp == '\n' ? number : 0;
    }
    return 0;
}

/* Returns whether a grapheme cluster ends here, so that no mark combines with the last character.
 */
static bool at_boundary(const struct number_scan *scan)
{
    size_t left = scan->text.bytes - scan->last;

    return grapheme_next(scan->text.p + scan->last, left, false).bytes == scan->at - scan->last;
}

bool numbering_read(struct str text, struct numbering *numbering)
{
    struct number_scan scan = {.text = text};

    numbering->style = STYLE_ORDINAL;
    numbering->number = take_ordinal(&scan);
    numbering->alone = numbering->number > 0;
    if (!numbering->number) {
        scan = (struct number_scan){.text = text};
        numbering->number = take_enclosed(&scan, &numbering->style);
    }
    if (!numbering->number)
        numbering->number = take_framed(&scan, &numbering->style);
    if (!numbering->number)
        return false;
    take(&scan, U'、'); /* （一）、 is wrong, but often written */
    numbering->bytes = scan.at;
    return at_boundary(&scan);
}

int marker_cols(struct str marker, bool ambiguous_wide)
{
    char32_t last = 0;
    bool spaced;

    for (size_t at = 0; at < marker.bytes;)
        at += utf8_decode(marker.p + at, marker.bytes - at, &last);
    spaced = text_width(last, false) == 2 && (kinsoku_of(last, KINSOKU_GB) & KINSOKU_NOT_START);
    return text_cols(marker, ambiguous_wide) + !spaced;
}
