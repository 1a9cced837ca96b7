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

/* Returns whether the characters of [start, end) are a number in Han: numerals between which there
 * are multipliers, or the four of a year. */
static bool is_han_number(struct str text, size_t start, size_t end)
{
    int characters = 0, adjacent = 0;
    bool after_numeral = false;

    while (start < end) {
        char32_t cp = step_on(text, &start);
        bool numeral = is_han_numeral(cp) && cp != U'零';

        characters++;
        adjacent += numeral && after_numeral;
        after_numeral = numeral;
    }
    return characters >= 2 &&
           (adjacent == 0 || (adjacent == YEAR_DIGITS - 1 && characters == YEAR_DIGITS &&
                              step_at(text, end) == U'年'));
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

bool number_ends(struct str text, size_t end)
{
    size_t start = numerals_start(text, end), before = start;
    char32_t cp = step_back(text, &before);

    if (character_is_digit(cp) || (cp == ' ' && character_is_digit(step_before(text, before))))
        return true;
    return (cp == U'第' && start < end) || is_han_number(text, start, end);
}

bool within_han_number(struct str text, size_t at)
{
    size_t start = numerals_start(text, at), end = at, next = at;

    for (int i = 0; i <= MOST_NUMERALS; i++) {
        char32_t cp = step_on(text, &next);

        if (!is_numeral(cp) && !is_vague(cp))
            break;
        end = next;
    }
    if (character_is_digit(step_before(text, start)))
        return true;
    return is_han_number(text, start, end) &&
           (step_before(text, start) == U'第' || measure_word_at(text, end));
}
