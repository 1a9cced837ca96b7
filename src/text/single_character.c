#include "step.h"
#include "text/kinsoku.h"
#include "text/linebreak.h"
#include "text/width.h"

enum { CHARACTER_COLS = 2 }; /* width of a Han character */

static bool is_dash(char32_t cp)
{
    return cp == U'—' || (kinsoku_of(cp, KINSOKU_GB) & KINSOKU_MAY_START);
}

bool text_is_single_character(struct str line)
{
    int characters = 0;
    bool in_dash = false;

    for (size_t at = 0; at < line.bytes && characters <= 1;) {
        char32_t cp = step_on(line, &at);

        if (is_dash(cp)) {
            characters += !in_dash;
            in_dash = true;
            continue;
        }
        in_dash = false;
        if (text_width(cp, false) == 0 || (kinsoku_of(cp, KINSOKU_GB) & KINSOKU_NOT_START))
            continue;
        if (text_width(cp, false) != CHARACTER_COLS)
            return false;
        characters++;
    }
    return characters <= 1;
}
