#include "term/wcwidth.h"

#include "text/width.h"

#include <wchar.h>

static bool ambiguous_wide;

void wcwidth_set_ambiguous(bool wide)
{
    ambiguous_wide = wide;
}

int wcwidth(wchar_t character)
{
    return text_width((char32_t)character, ambiguous_wide);
}
