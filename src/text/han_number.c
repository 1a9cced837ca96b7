#include "han_number.h"

#include "measure_word.h"
#include "step.h"
#include "text/character.h"

enum { MOST_NUMERALS = 12, YEAR_DIGITS = 4 };

bool is_han_numeral(char32_t cp)
{
    switch (cp) {
    case U'〇':
    case U'零':
    case U'一':
    case U'二':
    case U'三':
    case U'四':
    case U'五':
    case U'六':
    case U'七':
    case U'八':
    case U'九':
    case U'两':
    case U'壹':
    case U'贰':
    case U'叁':
    case U'肆':
    case U'伍':
    case U'陆':
    case U'柒':
    case U'捌':
    case U'玖':
        return true;
    default:
        return false;
    }
}

bool is_multiplier(char32_t cp)
{
    switch (cp) {
    case U'十':
    case U'百':
    case U'千':
    case U'万':
    case U'亿':
    case U'兆':
    case U'拾':
    case U'佰':
    case U'仟':
        return true;
    default:
        return false;
    }
}

bool is_vague(char32_t cp)
{
    return cp == U'余' || cp == U'多' || cp == U'几' || cp == U'来';
}

bool is_numeral(char32_t cp)
{
    return is_han_numeral(cp) || is_multiplier(cp);
}

/* Returns the start of the Han numerals, multipliers and vague words that end at `end`; `end` if
 * they are too many. */
static size_t numerals_start(struct str text, size_t end)
{
    size_t start = end;

    for (int i = 0; i <= MOST_NUMERALS; i++) {
        size_t at = start;
        char32_t cp = step_back(text, &at);

        if (!is_numeral(cp) && !is_vague(cp))
            return start;
        start = at;
    }
    return end;
}

/* Does the same for those that begin at `start`. */
static size_t numerals_end(struct str text, size_t start)
{
    size_t end = start;

    for (int i = 0; i <= MOST_NUMERALS; i++) {
        size_t at = end;
        char32_t cp = step_on(text, &at);

        if (!is_numeral(cp) && !is_vague(cp))
            return end;
        end = at;
    }
    return start;
}

/* Returns whether [start, end) is a number in Han that is not to be parted: after digits or 第, one
 * of a date, or one with a multiplier (三百, 十五). Other numerals in Han are broken as any words.
 */
static bool is_whole(struct str text, size_t start, size_t end)
{
    char32_t before = step_before(text, start), after = step_at(text, end);
    int characters = 0, adjacent = 0, multipliers = 0;
    bool after_numeral = false;

    if (character_is_digit(before))
        return true;
    if (before == ' ' && start > 0 && character_is_digit(step_before(text, start - 1)))
        return true;
    if (is_numeral(before) || is_numeral(after)) /* more than were looked at */
        return false;
    for (size_t at = start; at < end; characters++) {
        char32_t cp = step_on(text, &at);
        bool numeral = is_han_numeral(cp) && cp != U'零';

        adjacent += numeral && after_numeral;
        multipliers += is_multiplier(cp);
        after_numeral = numeral;
    }
    if (after == U'年' && adjacent == YEAR_DIGITS - 1 && characters == YEAR_DIGITS)
        return true;
    return characters > 0 && adjacent == 0 &&
           (before == U'第' ||
            (characters >= 2 && (multipliers > 0 || after == U'月' || after == U'日')));
}

bool number_ends(struct str text, size_t end)
{
    return is_whole(text, numerals_start(text, end), end);
}

bool within_han_number(struct str text, size_t at)
{
    return is_whole(text, numerals_start(text, at), numerals_end(text, at));
}
