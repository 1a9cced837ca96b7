#include "document_number.h"

#include "plain.h"
#include "step.h"
#include "text/character.h"

enum { MOST_DIGITS = 12, YEAR_DIGITS = 4, MOST_CODE_HAN = 6, HAN_BYTES = 3 };

static bool opens(char32_t cp)
{
    return cp == U'〔' || cp == U'［' || cp == U'【' || cp == '[' || cp == U'（';
}

static bool closes(char32_t cp)
{
    return cp == U'〕' || cp == U'］' || cp == U'】' || cp == ']' || cp == U'）';
}

/* Returns how many digits, at most MOST_DIGITS, stand before the closing bracket that ends at
 * `end`, with an opening one before them, and puts the first one into *first; 0 if absent. */
static int bracketed_digits(struct str text, size_t end, char32_t *first)
{
    char32_t cp = step_back(text, &end);
    int digits = 0;

    if (!closes(cp))
        return 0;
    while (digits < MOST_DIGITS && character_is_digit(cp = step_back(text, &end))) {
        *first = cp;
        digits++;
    }
    return opens(cp) ? digits : 0;
}

bool document_year_begins(struct str text, size_t at)
{
    int digits = 0;
    char32_t cp;

    if (!opens(step_on(text, &at)) || step_at(text, at) == '0') /* an area code */
        return false;
    while (character_is_digit(cp = step_on(text, &at)) && digits <= YEAR_DIGITS)
        digits++;
    if (digits != YEAR_DIGITS || !closes(cp))
        return false;
    if (step_at(text, at) == ' ' || step_at(text, at) == U'第')
        step_on(text, &at);
    return character_is_digit(step_at(text, at));
}

bool document_ends(struct str text, size_t end)
{
    char32_t first;

    for (int i = 0; i < MOST_DIGITS && character_is_digit(step_before(text, end)); i++)
        step_back(text, &end);
    if (step_before(text, end) == U'第' || step_before(text, end) == ' ')
        step_back(text, &end);
    return bracketed_digits(text, end, &first) == YEAR_DIGITS;
}

bool within_document_code(const struct place *p)
{
    size_t at = p->at, end = p->end;
    int characters = 0;

    /* Most places end here, at the first character that is neither Han nor a bracket. */
    for (; p->text.bytes - at >= HAN_BYTES &&
           plain_han((const unsigned char *)p->text.p + at, HAN_BYTES);
         at += HAN_BYTES)
        if (++characters > MOST_CODE_HAN)
            return false;
    if (!document_year_begins(p->text, at))
        return false;
    while (character_is_han(step_before(p->text, end)) && characters <= MOST_CODE_HAN) {
        characters++;
        step_back(p->text, &end);
    }
    return characters <= MOST_CODE_HAN;
}

bool area_code_ends(struct str text, size_t end)
{
    char32_t first = 0;
    int digits = bracketed_digits(text, end, &first);

    return (digits == 3 || digits == 4) && (first == '0' || first == U'０');
}
