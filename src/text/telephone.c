#include "telephone.h"

#include "step.h"
#include "text/character.h"

/* Bounds of the search for the beginning and the end of a run of digits. */
enum { MOST_BEFORE = 40, MOST_GROUPS = 12 };

/* The groups of digits of a telephone number: a digit stands for itself, d for any; a blank is one
 * that was typed, and - a blank or a dash. */
static const char *const NUMBERS[] = {
    "0ddd-dddd-dddd", "0ddd-ddd-dddd", "0ddd-dddddddd", "0ddd-ddddddd",  "0dd-dddd-dddd",
    "0dd-dddddddd",   "1dd-dddd-dddd", "1dd-ddd-ddddd", "1ddd-ddd-dddd", "400-ddd-dddd",
    "800-ddd-dddd",   "400-ddd-ddd",   "400-ddddddd",   "ddd dddd dddd", "86-1dd-dddd-dddd",
    "dddd dddd",      "ddd dddd",
};

static bool is_dash(char32_t cp)
{
    return cp == '-' || cp == U'‐' || cp == U'–' || cp == U'—' || cp == U'−' || cp == U'－' ||
           cp == U'―' || cp == U'─';
}

static bool is_separator(char32_t cp)
{
    return cp == ' ' || is_dash(cp);
}

static int digit_value(char32_t cp)
{
    return (int)(cp < 0x80 ? cp - '0' : cp - U'０');
}

static bool fits_pattern(char pattern, char32_t cp)
{
    if (pattern == ' ')
        return cp == ' ';
    if (pattern == '-')
        return is_separator(cp);
    return character_is_digit(cp) && (pattern == 'd' || pattern - '0' == digit_value(cp));
}

/* Returns where a number of this form that begins at `at` ends; 0 if absent. */
static size_t match(struct str text, size_t at, const char *pattern)
{
    for (; *pattern; pattern++)
        if (!fits_pattern(*pattern, step_on(text, &at)))
            return 0;
    return character_is_digit(step_at(text, at)) ? 0 : at;
}

/* Moves *at past a group of digits. Returns how many there are. */
static size_t pass_digits(struct str text, size_t *at)
{
    size_t count = 0, next = *at;

    while (count < MOST_BEFORE && character_is_digit(step_on(text, &next))) {
        *at = next;
        count++;
    }
    return count;
}

/* Returns where a number in groups of three that begins at `at` ends; 0 if absent. */
static size_t match_thousands(struct str text, size_t at)
{
    size_t groups = 0, end = at;

    if (pass_digits(text, &end) > 3)
        return 0;
    while (groups < MOST_GROUPS && step_at(text, end) == ' ') {
        size_t next = end + 1;

        if (pass_digits(text, &next) != 3)
            return 0;
        end = next;
        groups++;
    }
    return groups ? end : 0;
}

/* Returns where the number of an account that begins at `at` ends, in four groups of four digits
 * and perhaps a shorter one; 0 if absent. */
static size_t match_account(struct str text, size_t at)
{
    size_t next = at;

    for (size_t groups = 0; groups < MOST_GROUPS; groups++) {
        size_t digits = pass_digits(text, &next), end = next;

        if (digits == 0 || digits > 4 || (digits < 4 && groups < 4))
            return 0;
        if (digits < 4 || step_on(text, &next) != ' ' || !character_is_digit(step_at(text, next)))
            return groups >= 3 ? end : 0;
    }
    return 0;
}

/* Returns where the number that begins at `at` ends; 0 if it is neither a telephone number nor in
 * groups of three or four. */
static size_t match_any(struct str text, size_t at)
{
    size_t account = match_account(text, at);

    if (account)
        return account;
    for (size_t i = 0; i < sizeof(NUMBERS) / sizeof(*NUMBERS); i++) {
        size_t end = match(text, at, NUMBERS[i]);

        if (end)
            return end;
    }
    return match_thousands(text, at);
}

/* Returns where the run of digits and separators around `at` begins. */
static size_t run_start(struct str text, size_t at)
{
    size_t start = at, before = at;

    for (int i = 0; i < MOST_BEFORE; i++) {
        char32_t cp = step_back(text, &before);

        if (!character_is_digit(cp) &&
            (!is_separator(cp) || !character_is_digit(step_before(text, before))))
            break;
        start = before;
    }
    return start;
}

bool within_telephone(struct str text, size_t at)
{
    size_t start = run_start(text, at);

    while (start < at) {
        size_t end = match_any(text, start);

        if (end > at)
            return true;
        if (!end) {
            end = start;
            pass_digits(text, &end);
        }
        start = end;
        step_on(text, &start);
    }
    return false;
}
