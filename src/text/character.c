#include "text/character.h"

#include "base/ascii.h"

#include <unictype.h>
#include <unistring/version.h>

bool character_is_han(char32_t cp)
{
    return (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0xF900 && cp <= 0xFAFF) || cp == U'〇' ||
           (cp >= 0x20000 && cp <= 0x3FFFF);
}

bool character_is_space(char32_t cp)
{
    if (cp < 0x80)
        return ascii_is_space(cp);
    return cp <= 0x3000 && uc_is_general_category(cp, UC_SPACE_SEPARATOR);
}

bool character_is_letter(char32_t cp)
{
    return character_is_han(cp) || uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L);
}

bool character_is_punctuation(char32_t cp)
{
    if (cp < 0x80)
        return cp > ' ' && cp < 0x7F && !ascii_is_letter(cp) && !ascii_is_digit(cp);
    return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_P | UC_CATEGORY_MASK_S);
}

bool character_is_symbol(char32_t cp)
{
    return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_S);
}

int character_library_version(void)
{
    return _libunistring_version;
}
