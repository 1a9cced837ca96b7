#include "text/glyph.h"

#include "plain.h"
#include "text/width.h"

#include <unictype.h>

enum { MISSING_NARROW = 0x25AF, MISSING_WIDE = 0x3013 };

/* What changes how its neighbours are drawn, in some terminals by a column or two. */
static bool changes_neighbours(char32_t cp)
{
    return cp == 0x200C || cp == 0x200D || cp == 0xFE0E || cp == 0xFE0F;
}

/* What terminals give different columns. */
static bool is_doubtful(char32_t cp, bool ambiguous_wide)
{
    /* Arabic and Syriac signs, format characters to some; a Hanunoo sign and Hangul tone marks that
     * were combining marks once. */
    if ((cp >= 0x600 && cp <= 0x605) || cp == 0x6DD || cp == 0x6DE || cp == 0x70F || cp == 0x1734 ||
        cp == 0x302E || cp == 0x302F)
        return true;
    /* The hexagrams of the Yijing are wide in some of the terminals that draw “ wide. */
    if (cp >= 0x4DC0 && cp <= 0x4DFF)
        return ambiguous_wide;
    /* The Yijing's shorter figures, those of the Taixuanjing and counting rods are wide since
     * Unicode 16. */
    if ((cp >= 0x2630 && cp <= 0x2637) || (cp >= 0x268A && cp <= 0x268F) ||
        (cp >= 0x1D300 && cp <= 0x1D376))
        return true;
    /* Letters that the C library has wide and libunistring narrow. */
    if (cp == 0x18CFF || cp == 0x1B132 || cp == 0x1B155)
        return true;
    /* Hands and persons that are text without a skin tone: tmux draws them wide since 3.5. */
    if (uc_is_property_emoji_modifier_base(cp) && !uc_is_property_emoji_presentation(cp))
        return true;
    /* What this system's Unicode does not have, its terminals do not know either: Ext-H in Debian
     * 12. */
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
