#include "text/character.h"

#include <unictype.h>

bool character_is_han(char32_t cp)
{
    return (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0xF900 && cp <= 0xFAFF) || cp == U'〇' ||
           (cp >= 0x20000 && cp <= 0x3FFFF);
}

bool character_is_space(char32_t cp)
{
    if (cp < 0x80)
        return cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r';
    return cp <= 0x3000 && uc_is_general_category(cp, UC_SPACE_SEPARATOR);
}

bool character_is_letter(char32_t cp)
{
    return character_is_han(cp) || uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L);
}

static bool is_letter_or_digit(char32_t ascii)
{
    return (ascii >= '0' && ascii <= '9') || ((ascii | 0x20) >= 'a' && (ascii | 0x20) <= 'z');
}

bool character_is_punctuation(char32_t cp)
{
    if (cp < 0x80)
        return cp > ' ' && cp < 0x7F && !is_letter_or_digit(cp);
    return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_P | UC_CATEGORY_MASK_S);
}

bool character_is_symbol(char32_t cp)
{
    return uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_S);
}
