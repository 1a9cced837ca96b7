#include "text/glyph.h"

#include "plain.h"
#include "text/width.h"

#include <stddef.h>
#include <unictype.h>

enum { MISSING_NARROW = 0x25AF, MISSING_WIDE = 0x3013 };

/* Returns whether cp changes the width of its neighbours in some terminals. */
static bool changes_neighbours(char32_t cp)
{
    return cp == 0x200C || cp == 0x200D || cp == 0xFE0E || cp == 0xFE0F;
}

/* Code points whose columns depend on the terminal's version of Unicode; both ends included. */
static const struct {
    char32_t first, last;
} DOUBTFUL[] = {
    /* Arabic, Syriac and Kaithi signs, which some terminals treat as format characters. */
    {0x600, 0x605},
    {0x6DD, 0x6DE},
    {0x70F, 0x70F},
    {0x890, 0x891},
    {0x8E2, 0x8E2},
    {0x110BD, 0x110BD},
    {0x110CD, 0x110CD},
    /* A Hanunoo sign and Hangul tone marks, combining marks in older versions. */
    {0x1734, 0x1734},
    {0x302E, 0x302F},
    /* Yijing trigrams and digrams, Taixuanjing signs, counting rods: wide since Unicode 16. */
    {0x2630, 0x2637},
    {0x268A, 0x268F},
    {0x1D300, 0x1D376},
    /* Letters that are wide in the C library of Debian 13 and narrow in its libunistring. */
    {0x18CFF, 0x18CFF},
    {0x1B132, 0x1B132},
    {0x1B155, 0x1B155},
};

/* Returns whether terminals disagree about the columns of cp. */
static bool is_doubtful(char32_t cp, bool ambiguous_wide)
{
    for (size_t i = 0; i < sizeof(DOUBTFUL) / sizeof(*DOUBTFUL); i++)
        if (cp >= DOUBTFUL[i].first && cp <= DOUBTFUL[i].last)
            return true;
    /* Some of the terminals that draw “ wide draw the hexagrams of the Yijing wide, too. */
    if (cp >= 0x4DC0 && cp <= 0x4DFF)
        return ambiguous_wide;
    /* Hands and persons that are text without a skin tone: wide in tmux since 3.5. */
    if (uc_is_property_emoji_modifier_base(cp) && !uc_is_property_emoji_presentation(cp))
        return true;
    /* Terminals of a system know no newer Unicode than the system: no Ext-H in Debian 12. */
    return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Cn);
}

char32_t text_glyph(char32_t cp, bool ambiguous_wide)
{
    if (cp < 0x300 || (cp >= 0x4E00 && cp <= 0x9FFF))
        return cp;
    if (changes_neighbours(cp))
        return 0;
    if (plain_region(cp))
        return 'A' + (cp - 0x1F1E6);
    if (!is_doubtful(cp, ambiguous_wide))
        return cp;
    return text_width(cp, ambiguous_wide) == 2 ? MISSING_WIDE : MISSING_NARROW;
}
