#include "text/clean.h"

#include "plain.h"
#include "text/utf8.h"
#include "text/width.h"

#include <stdbool.h>
#include <unictype.h>
#include <unigbrk.h>

/* Characters that are never clean, with their replacements: ascending, both ends included. */
static const struct {
    char32_t first, last;
    const char *stand_in;
} unclean_ranges[] = {
    {0x0000, 0x0008, ""},   {0x000B, 0x000C, " "},  {0x000D, 0x000D, "\n"}, {0x000E, 0x001F, ""},
    {0x007F, 0x0084, ""},   {0x0085, 0x0085, " "},  {0x0086, 0x009F, ""},   {0x00AD, 0x00AD, ""},
    {0x034F, 0x034F, ""},   {0x061C, 0x061C, ""},   {0x115F, 0x1160, ""},   {0x180E, 0x180E, ""},
    {0x200B, 0x200B, ""},   {0x200E, 0x200F, ""},   {0x2028, 0x2029, " "},  {0x202A, 0x202E, ""},
    {0x2060, 0x206F, ""},   {0x3164, 0x3164, " "},  {0xFDD0, 0xFDEF, ""},   {0xFEFF, 0xFEFF, ""},
    {0xFFA0, 0xFFA0, " "},  {0xFFF0, 0xFFFB, ""},   {0x13430, 0x1343F, ""}, {0x1BCA0, 0x1BCA3, ""},
    {0x1D173, 0x1D17A, ""}, {0xE0000, 0xE00FF, ""}, {0xE01F0, 0xE0FFF, ""},
};

static const char dotted_circle[] = "\u25CC";
static const char replacement[] = "\uFFFD";

enum { ZWNJ = 0x200C, ZWJ = 0x200D, VARIATION_16 = 0xFE0F };

/* Returns the replacement of cp if it is never clean, or NULL if it is, or may be, clean. */
static const char *never_clean(char32_t cp)
{
    size_t low = 0, high = sizeof(unclean_ranges) / sizeof(*unclean_ranges);

    if ((cp & 0xFFFE) == 0xFFFE) /* the last two of every plane are noncharacters */
        return "";
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (cp < unclean_ranges[middle].first)
            high = middle;
        else if (cp > unclean_ranges[middle].last)
            low = middle + 1;
        else
            return unclean_ranges[middle].stand_in;
    }
    return NULL;
}

static bool is_variation_selector(char32_t cp)
{
    return (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF) ||
           (cp >= 0x180B && cp <= 0x180F); /* includes U+180E, but that is never clean */
}

static bool is_mark(char32_t cp)
{
    return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_M);
}

/* Returns whether cp is a letter or mark of a script in which a ZWJ or ZWNJ joins or separates
 * letters. */
static bool is_joining_letter(char32_t cp)
{
    /* Arabic to Sinhala; Myanmar; Khmer and Mongolian */
    bool in_script = (cp >= 0x0600 && cp <= 0x0DFF) || (cp >= 0x1000 && cp <= 0x109F) ||
                     (cp >= 0x1780 && cp <= 0x18AF);

    return in_script && !is_variation_selector(cp) &&
           uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M);
}

static bool ends_pictograph(char32_t cp)
{
    return uc_is_property_extended_pictographic(cp) || cp == VARIATION_16 ||
           (cp >= 0x1F3FB && cp <= 0x1F3FF); /* the skin tones */
}

/* Returns whether a ZWJ or ZWNJ has an effect between two code points. Looks only at properties
 * that later cleaning cannot take away, so that cleaning twice changes nothing more. */
static bool joiner_joins(char32_t before, char32_t joiner, char32_t after)
{
    if (joiner == ZWJ && uc_is_property_extended_pictographic(after) && ends_pictograph(before))
        return true;
    if (uc_combining_class(before) == UC_CCC_VR)
        return true;
    return is_joining_letter(before) && is_joining_letter(after);
}

/* Returns whether cp, which is clean only in some places, is clean between `before` and `after`. */
static bool clean_between(char32_t before, char32_t cp, char32_t after)
{
    bool line_begins = before == 0 || before == '\n' || before == '\t';

    if (never_clean(cp))
        return false;
    if (cp == ZWJ || cp == ZWNJ)
        return joiner_joins(before, cp, after);
    if (is_variation_selector(cp))
        return !line_begins && text_width(before, false) > 0 && !uc_is_property_white_space(before);
    if (is_mark(cp))
        return !line_begins;
    /* The remaining characters without a width are conjoining jamos. */
    return text_width(cp, false) > 0 || (!line_begins && !uc_is_grapheme_break(before, cp));
}

/* The most combining marks on one base: what Unicode's Stream-Safe Text Format allows (UAX #15).
 * With more, a cluster could be as long as the article. */
enum { MOST_MARKS = 30 };

/* Returns whether text[at] has MOST_MARKS marks right before it. */
static bool marks_are_full(const char *text, size_t at)
{
    char32_t cp;

    for (int marks = 0; marks < MOST_MARKS; marks++) {
        if (at == 0)
            return false;
        at = utf8_decode_before(text, at, &cp);
        if (!is_mark(cp))
            return false;
    }
    return true;
}

/* Returns the bytes of the character at text[at] if it is clean, else 0. */
static size_t clean_char(const char *text, size_t bytes, size_t at, char32_t before)
{
    char32_t cp, after = 0;
    size_t length = utf8_decode(text + at, bytes - at, &cp);

    if (cp == '\n' || cp == '\t')
        return 1;
    if (length == 1) /* not UTF-8, since plain ASCII does not come here */
        return 0;
    if (at > 0)
        utf8_decode_before(text, at, &before);
    if (at + length < bytes)
        utf8_decode(text + at + length, bytes - at - length, &after);
    if (!clean_between(before, cp, after) || (is_mark(cp) && marks_are_full(text, at)))
        return 0;
    return length;
}

size_t text_clean_prefix(const char *text, size_t bytes, char32_t before)
{
    const unsigned char *p = (const unsigned char *)text;
    size_t at = 0;

    for (;;) {
        size_t length;

        while (bytes - at >= 3 && plain_three(p + at))
            at += 3;
        if (at == bytes)
            break;
        length = plain_char(p + at, bytes - at);
        if (!length)
            length = clean_char(text, bytes, at, before);
        if (!length)
            break;
        at += length;
    }
    return at;
}

size_t text_clean_unit(const char *text, size_t bytes, const char **stand_in)
{
    char32_t cp;
    size_t length = utf8_decode(text, bytes, &cp);

    *stand_in = never_clean(cp);
    if (*stand_in) {
        if (cp == '\r' && bytes > 1 && text[1] == '\n')
            *stand_in = "";
        return length;
    }
    if (cp == ZWJ || cp == ZWNJ || is_variation_selector(cp)) {
        *stand_in = "";
        return length;
    }
    if (is_mark(cp)) {
        *stand_in = dotted_circle;
        return 0;
    }
    *stand_in = replacement; /* not UTF-8, or a conjoining jamo without a base */
    return length;
}

void text_clean(struct buffer *out, const char *text, size_t bytes)
{
    char32_t before = 0;
    size_t at = 0;

    while (at < bytes) {
        const char *stand_in;
        size_t clean = text_clean_prefix(text + at, bytes - at, before);

        buffer_add(out, text + at, clean);
        at += clean;
        if (at == bytes)
            break;
        if (clean)
            utf8_decode_before(text, at, &before);
        at += text_clean_unit(text + at, bytes - at, &stand_in);
        if (*stand_in) {
            buffer_add_text(out, stand_in);
            utf8_decode(stand_in, strlen(stand_in), &before);
        }
    }
}
