#include "text/width.h"

#include "ambiguous.h"
#include "plain.h"

#include <stddef.h>
#include <unictype.h>
#include <unigbrk.h>
#include <uniwidth.h>

static bool is_ambiguous(char32_t cp)
{
    size_t low = 0, high = sizeof(ambiguous_ranges) / sizeof(*ambiguous_ranges);

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (cp < ambiguous_ranges[middle].first)
            high = middle;
        else if (cp > ambiguous_ranges[middle].last)
            low = middle + 1;
        else
            return true;
    }
    return false;
}

/* Returns the width with ambiguous characters narrow. */
static int narrow_width(char32_t cp)
{
    int cols;

    if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0))
        return cp ? -1 : 0;
    if (cp < 0x300 && cp != 0xAD)
        return 1;
    if ((cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3041 && cp <= 0x3096) ||
        (cp >= 0x3000 && cp <= 0x3029) || (cp >= 0xFF01 && cp <= 0xFF60))
        return 2;
    if ((cp >= 0xD800 && cp <= 0xDFFF) || cp > 0x10FFFF || cp == 0x2028 || cp == 0x2029)
        return -1;
    /* Hexagrams and numbers in black squares: wide in terminals, against UAX #11. */
    if ((cp >= 0x4DC0 && cp <= 0x4DFF) || (cp >= 0x3248 && cp <= 0x324F))
        return 2;
    cols = uc_width(cp, "UTF-8");
    /* A few marks that libunistring counts as one column. */
    if (cols == 1 &&
        uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me))
        return 0;
    /* Pictographs whose properties libunistring knows, but not yet their width. */
    if (cols == 1 && uc_is_property_emoji_presentation(cp) && !plain_region(cp))
        return 2;
    /* Arabic and other number signs: format characters, but terminals draw them. */
    if (cols == 0 && uc_graphemeclusterbreak_property(cp) == GBP_PREPEND)
        return 1;
    return cols;
}

int text_width(char32_t cp, bool ambiguous_wide)
{
    int cols = narrow_width(cp);

    return cols == 1 && ambiguous_wide && is_ambiguous(cp) ? 2 : cols;
}
