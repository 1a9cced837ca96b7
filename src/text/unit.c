#include "text/unit.h"

#include "document_number.h"
#include "han_number.h"
#include "masked_name.h"
#include "measure_word.h"
#include "note_mark.h"
#include "number_sign.h"
#include "place.h"
#include "plain.h"
#include "step.h"
#include "telephone.h"
#include "text/character.h"

#include <stdbool.h>

/* Bounds of the search around a place, in code points. */
enum { MOST_PARTS = 12, MOST_DIGITS = 12, YEAR_DIGITS = 4 };

static bool is_year_month_day(char32_t cp)
{
    return cp == U'年' || cp == U'月' || cp == U'日';
}

/* Returns whether a number with measure words ends at `end`: 3.2元/㎡. */
static bool amount_ends(struct str text, size_t end)
{
    for (int i = 0; i < MOST_PARTS; i++) {
        size_t word = measure_word_before(text, end), before = end;
        char32_t cp = step_back(text, &before);

        if (number_ends(text, end))
            return true;
        if (!word && !is_unit_symbol(cp) && !ascii_is_letter(cp) && cp != '/' && cp != U'／' &&
            cp != U'·')
            return false;
        end = word ? end - word : before;
    }
    return false;
}

/* Returns whether a symbol or a word for what was counted begins at `at`. */
static bool measure_begins(struct str text, size_t at)
{
    return is_unit_symbol(step_at(text, at)) || is_latin_unit(text, at) ||
           measure_word_at(text, at);
}

/* Returns the first code point after the digits at `at`. */
static char32_t after_digits(struct str text, size_t at)
{
    char32_t cp = step_on(text, &at);

    for (int i = 0; i < MOST_DIGITS && character_is_digit(cp); i++)
        cp = step_on(text, &at);
    if (cp == ' ')
        cp = step_on(text, &at);
    return cp;
}

/* Returns whether the digits that end at `end` are the number of a standard: GB/T 15834. */
static bool standard_ends(struct str text, size_t end)
{
    char32_t cp = step_back(text, &end);

    for (int i = 0; i < MOST_DIGITS && (character_is_digit(cp) || cp == '.'); i++)
        cp = step_back(text, &end);
    if (cp == ' ')
        cp = step_back(text, &end);
    return cp >= 'A' && cp <= 'Z';
}

static bool is_capital(char32_t cp)
{
    return cp >= 'A' && cp <= 'Z';
}

/* Returns whether an abbreviation ends at `end` that a number goes with: GB/T, ISO, DB33/T, No. */
static bool abbreviation_ends(struct str text, size_t end)
{
    int characters = 0;
    char32_t cp = step_back(text, &end);

    if (cp == '.')
        return ascii_is_letter(step_before(text, end));
    for (; characters < MOST_DIGITS &&
           (is_capital(cp) || (characters && (cp == '/' || character_is_digit(cp))));
         cp = step_back(text, &end))
        characters++;
    return characters > 1 && !ascii_is_letter(cp) && !character_is_digit(cp);
}

/* Returns whether cp names a day after 周 or 星期. */
static bool is_weekday(char32_t cp)
{
    return (is_han_numeral(cp) && cp != U'〇' && cp != U'零' && cp != U'两') || cp == U'日' ||
           cp == U'天' || cp == U'末';
}

/* Returns the joint after the sign of a range; NONE if it is not within one. */
static enum text_joint within_range(const struct place *p)
{
    size_t end = p->end;
    char32_t left, left_of_day;

    step_back(p->text, &end);
    left = step_before(p->text, end);
    if (character_is_digit(left)) {
        if (p->prev != '~' && (within_telephone(p->text, p->at) || standard_ends(p->text, end)))
            return TEXT_JOINT_HARD;
        return TEXT_JOINT_PART;
    }
    if (is_unit_symbol(left) || amount_ends(p->text, end))
        return TEXT_JOINT_PART;
    step_back(p->text, &end);
    left_of_day = step_before(p->text, end);
    return is_weekday(left) && (left_of_day == U'周' || left_of_day == U'期') ? TEXT_JOINT_PART
                                                                              : TEXT_JOINT_NONE;
}

/* Returns whether 至 or 到 stands before the place, after an amount that ends at `end`: 3日至|5日.
 */
static bool amount_before_range(const struct place *p, size_t end)
{
    return (p->prev == U'至' || p->prev == U'到') &&
           (is_unit_symbol(step_before(p->text, end)) || amount_ends(p->text, end));
}

/* Returns the joint before digits, after what is neither a digit nor a blank. */
static enum text_joint before_digits(const struct place *p)
{
    size_t end = p->end;
    char32_t left, after;

    step_back(p->text, &end);
    left = step_before(p->text, end);
    if (is_joiner(p->prev) && character_is_digit(left))
        return TEXT_JOINT_HARD;
    if (is_range_mark(p->prev) && within_range(p) != TEXT_JOINT_NONE)
        return within_range(p);
    if (is_sign(p->prev))
        return TEXT_JOINT_HARD;
    if (p->prev == U'第')
        return TEXT_JOINT_SOFT;
    if (p->prev == U'转')
        return character_is_digit(left) ? TEXT_JOINT_SOFT : TEXT_JOINT_NONE;
    after = after_digits(p->text, p->at);
    if (area_code_ends(p->text, p->end))
        return TEXT_JOINT_HARD;
    if (document_ends(p->text, p->end))
        return after == U'号' ? TEXT_JOINT_HARD : TEXT_JOINT_NONE;
    if (amount_before_range(p, end))
        return TEXT_JOINT_PART;
    return measure_word_before(p->text, p->end) && amount_ends(p->text, p->end) ? TEXT_JOINT_PART
                                                                                : TEXT_JOINT_NONE;
}

/* Returns the joint after digits, before what is no digit. */
static enum text_joint after_digit(const struct place *p)
{
    size_t on = p->at;
    char32_t after;

    step_on(p->text, &on);
    after = step_at(p->text, on);
    if (is_unit_symbol(p->next) || is_year_month_day(p->next))
        return p->next == U'日' && after == U'本' ? TEXT_JOINT_NONE : TEXT_JOINT_HARD;
    if (p->blank && is_latin_unit(p->text, p->at))
        return TEXT_JOINT_HARD;
    if (!p->blank && (is_joiner(p->next) || is_range_mark(p->next)) && character_is_digit(after))
        return TEXT_JOINT_HARD;
    if (p->next == U'号' && document_ends(p->text, p->end))
        return TEXT_JOINT_HARD;
    if ((p->next == U'至' || p->next == U'到') && character_is_digit(after))
        return TEXT_JOINT_PART;
    if (is_multiplier(p->next) || measure_word_at(p->text, p->at) ||
        (is_vague(p->next) && (is_multiplier(after) || measure_begins(p->text, on))) ||
        (p->next == U'转' && character_is_digit(after)))
        return TEXT_JOINT_SOFT;
    return TEXT_JOINT_NONE;
}

/* Returns the joint between the digits of a number, or of two. */
static enum text_joint between_digits(const struct place *p)
{
    size_t plus = p->end;

    if (!p->blank || within_telephone(p->text, p->at))
        return TEXT_JOINT_HARD;
    for (int i = 0; i < 3 && character_is_digit(step_before(p->text, plus)); i++)
        step_back(p->text, &plus);
    return step_before(p->text, plus) == '+' ? TEXT_JOINT_HARD : TEXT_JOINT_NONE;
}

/* Returns the joint beside the sign between two measure words: 元/㎡·月. */
static enum text_joint within_rate(const struct place *p)
{
    static const char SIGNS[] = "/";
    size_t end = p->end, on = p->at;
    bool before = p->next == (char32_t)SIGNS[0] || p->next == U'／' || p->next == U'·';

    if (before)
        step_on(p->text, &on);
    else
        step_back(p->text, &end);
    if (character_is_digit(step_before(p->text, end)) || !measure_begins(p->text, on))
        return TEXT_JOINT_NONE;
    return amount_ends(p->text, end) ? TEXT_JOINT_HARD : TEXT_JOINT_NONE;
}

/* Returns whether a Han date goes on with a month or a day at `at`. */
static bool date_goes_on(const struct place *p)
{
    size_t at = p->at, end = p->end;
    char32_t cp = p->next;

    step_back(p->text, &end);
    if ((p->prev != U'年' && p->prev != U'月') || !is_numeral(step_before(p->text, end)))
        return false;
    for (int i = 0; i < 4 && is_numeral(cp); i++)
        cp = step_on(p->text, &at);
    return p->prev == U'年' ? cp == U'月' : cp == U'日';
}

/* Returns whether the place is within 周一 or 星期一. */
static bool within_weekday(const struct place *p)
{
    size_t at = p->at, end = p->end;

    step_on(p->text, &at);
    step_back(p->text, &end);
    if (p->prev == U'星')
        return p->next == U'期' && is_weekday(step_at(p->text, at));
    if (p->prev == U'期')
        return step_before(p->text, end) == U'星' && is_weekday(p->next);
    return p->prev == U'周' && is_weekday(p->next);
}

/* Returns the joint between two Han characters. */
static enum text_joint between_han(const struct place *p)
{
    size_t back = measure_word_around(p->text, p->at);

    if (back && amount_ends(p->text, p->at - back))
        return TEXT_JOINT_WORD;
    if (p->prev == U'第' && is_numeral(p->next))
        return TEXT_JOINT_SOFT;
    if (p->next == U'第' && measure_word_before(p->text, p->end) && amount_ends(p->text, p->end))
        return TEXT_JOINT_PART;
    if (date_goes_on(p))
        return TEXT_JOINT_PART;
    if (within_weekday(p))
        return TEXT_JOINT_SOFT;
    if (is_numeral(p->prev) || is_vague(p->prev)) {
        if (is_numeral(p->next) || is_vague(p->next))
            return within_han_number(p->text, p->at) ? TEXT_JOINT_SOFT : TEXT_JOINT_NONE;
        if (measure_word_at(p->text, p->at) && number_ends(p->text, p->end))
            return TEXT_JOINT_SOFT;
    }
    return TEXT_JOINT_NONE;
}

/* Returns the joint between two measures: 3米|×4米. */
static enum text_joint before_factor(const struct place *p)
{
    size_t on = p->at;

    step_on(p->text, &on);
    return character_is_digit(step_at(p->text, on)) && amount_ends(p->text, p->end)
               ? TEXT_JOINT_PART
               : TEXT_JOINT_NONE;
}

/* Returns the joint beside the brackets of 第（三）项. */
static enum text_joint beside_bracket(const struct place *p)
{
    size_t end = p->end;
    char32_t cp;

    if (p->prev == U'第')
        return p->next == U'（' || p->next == '(' ? TEXT_JOINT_SOFT : TEXT_JOINT_NONE;
    if ((p->prev != U'）' && p->prev != ')') || !measure_word_at(p->text, p->at))
        return TEXT_JOINT_NONE;
    step_back(p->text, &end);
    for (int i = 0; i < YEAR_DIGITS && is_numeral(step_before(p->text, end)); i++)
        step_back(p->text, &end);
    cp = step_back(p->text, &end);
    return (cp == U'（' || cp == '(') && step_before(p->text, end) == U'第' ? TEXT_JOINT_SOFT
                                                                            : TEXT_JOINT_NONE;
}

/* Returns the joint between characters that are not both Han, and of which none is a digit. */
static enum text_joint beside_others(const struct place *p)
{
    if (p->next == U'×' && before_factor(p) != TEXT_JOINT_NONE)
        return TEXT_JOINT_PART;
    if (is_mask(p->next) || is_mask(p->prev))
        return masked_name_joint(p);
    if (p->prev == '#' || p->prev == U'＃')
        return number_ends(p->text, p->end - (p->prev == '#' ? 1 : 3)) &&
                       measure_word_at(p->text, p->at)
                   ? TEXT_JOINT_SOFT
                   : TEXT_JOINT_NONE;
    if (p->prev == U'第' || p->prev == U'）' || p->prev == ')')
        return beside_bracket(p);
    if (begins_note_mark(p->next) || is_circled(p->prev))
        return note_mark_joint(p);
    if (is_numeral(p->prev) || is_vague(p->prev))
        if (is_unit_symbol(p->next) || is_latin_unit(p->text, p->at))
            return number_ends(p->text, p->end) ? TEXT_JOINT_HARD : TEXT_JOINT_NONE;
    if (is_range_mark(p->prev) && (p->next == U'周' || p->next == U'星'))
        return within_range(p);
    if (p->next == '/' || p->next == U'／' || p->next == U'·' || p->prev == '/' ||
        p->prev == U'／' || p->prev == U'·')
        return within_rate(p);
    return TEXT_JOINT_NONE;
}

/* Returns whether a unit can go on after a Han character, whatever Han follows it: a numeral, 第,
 * or a character that a longer measure word goes on after. Most characters do not. */
static bool may_go_on(char32_t cp)
{
    switch (cp) {
    case U'第':
    case U'期':
    case U'条':
    case U'款':
    case U'章':
    case U'节':
    case U'平':
    case U'方':
    case U'公':
    case U'千':
    case U'厘':
    case U'立':
    case U'个':
    case U'百':
    case U'分':
    case U'工':
    case U'作':
    case U'瓦':
    case U'摄':
    case U'氏':
    case U'小':
    case U'星':
    case U'季':
    case U'单':
    case U'毫':
    case U'海':
    case U'英':
    case U'兆':
    case U'点':
    case U'人':
    case U'车':
    case U'场':
    case U'年':
    case U'月':
    case U'周':
    case U'世':
    case U'美':
    case U'欧':
    case U'日':
    case U'港':
    case U'余':
    case U'号':
        return true;
    default:
        return is_numeral(cp) || is_vague(cp);
    }
}

/* Returns the joint at a typed blank, beside which there are no two digits. */
static enum text_joint at_blank(const struct place *p)
{
    if (character_is_digit(p->prev))
        return after_digit(p);
    if (!character_is_digit(p->next))
        return TEXT_JOINT_NONE;
    if (p->prev == U'第' || abbreviation_ends(p->text, p->end))
        return TEXT_JOINT_SOFT;
    return is_year_month_day(p->prev) || p->prev == U'〕' ? before_digits(p) : TEXT_JOINT_NONE;
}

enum text_joint text_joint_at(struct str text, size_t at)
{
    struct place p = {.text = text, .at = at, .end = at};

    if (at >= 3 && plain_han((const unsigned char *)text.p + at, text.bytes - at) &&
        plain_han((const unsigned char *)text.p + at - 3, 3) &&
        !may_go_on(step_three(text.p + at - 3)))
        return within_document_code(&p) ? TEXT_JOINT_SOFT : TEXT_JOINT_NONE;
    p.next = step_at(text, at);
    p.prev = step_before(text, at);
    if (p.prev == ' ') {
        p.end--;
        p.blank = true;
        p.prev = step_before(text, p.end);
    }
    if (!p.prev || !p.next || p.next == ' ' || p.next == '\n' || p.prev == '\n')
        return TEXT_JOINT_NONE;
    if (character_is_digit(p.prev) && character_is_digit(p.next))
        return between_digits(&p);
    if (p.blank)
        return at_blank(&p);
    if (character_is_digit(p.next))
        return before_digits(&p);
    if (character_is_han(p.prev) && character_is_han(p.next))
        return within_document_code(&p) ? TEXT_JOINT_SOFT : between_han(&p);
    if (!character_is_digit(p.prev))
        return beside_others(&p);
    return begins_note_mark(p.next) ? note_mark_joint(&p) : after_digit(&p);
}
