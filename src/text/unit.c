#include "text/unit.h"

#include "measure_word.h"
#include "step.h"
#include "telephone.h"
#include "text/character.h"
#include "text/kinsoku.h"

#include <stdbool.h>

/* Bounds of the search around a place, in code points. */
enum { MOST_NUMERALS = 12, MOST_PARTS = 12, MOST_DIGITS = 12, NOTE_DIGITS = 5, YEAR_DIGITS = 4 };

/* A place in a text. */
struct place {
    struct str text;
    size_t at;           /* of `next` */
    size_t end;          /* of `prev`, before the blank */
    char32_t prev, next; /* the characters on either side */
    bool blank;          /* whether a typed blank lies between them */
};

/* Returns whether cp joins digits to one number: 2,600  13.76  8:30  1/3  1+4  3×5. */
static bool is_joiner(char32_t cp)
{
    switch (cp) {
    case ',':
    case '.':
    case ':':
    case '-':
    case '/':
    case '+':
    case U'·':
    case U'×':
    case U'‧':
    case U'•':
    case U'∙':
    case U'⋅':
    case U'∶':
    case U'．':
    case U'：':
    case U'／':
    case U'＋':
    case U'＝':
        return true;
    default:
        return false;
    }
}

/* Returns whether cp stands between the ends of a range. */
static bool is_range_mark(char32_t cp)
{
    switch (cp) {
    case '~':
    case U'‐':
    case U'–':
    case U'—':
    case U'―':
    case U'⁓':
    case U'−':
    case U'∼':
    case U'─':
    case U'〜':
    case U'－':
    case U'～':
        return true;
    default:
        return false;
    }
}

/* Returns whether cp is a sign of the number after it: ＋ － ± ＜ ≥, a currency. */
static bool is_sign(char32_t cp)
{
    switch (cp) {
    case '+':
    case '-':
    case '<':
    case '=':
    case '>':
    case '#':
    case U'±':
    case U'−':
    case U'≈':
    case U'≠':
    case U'≤':
    case U'≥':
    case U'≦':
    case U'≧':
    case U'＃':
    case U'＋':
    case U'－':
    case U'＜':
    case U'＝':
    case U'＞':
    case U'€':
    case U'£':
    case U'￡':
        return true;
    default:
        return kinsoku_of(cp, KINSOKU_GB) & KINSOKU_BEFORE_NUMBER;
    }
}

static bool is_year_month_day(char32_t cp)
{
    return cp == U'年' || cp == U'月' || cp == U'日';
}

static bool is_numeral(char32_t cp)
{
    return is_han_numeral(cp) || is_multiplier(cp);
}

/* Returns whether a number ends at `end`: digits, with multipliers or without, or at least two Han
 * numerals, or one after 第. */
static bool number_ends(struct str text, size_t end)
{
    for (int han = 0; han < MOST_NUMERALS; han++) {
        char32_t cp = step_back(text, &end);

        if (character_is_digit(cp) || (cp == ' ' && character_is_digit(step_before(text, end))))
            return true;
        if (cp == U'第')
            return han > 0;
        if (!is_numeral(cp) && !is_vague(cp))
            return han >= 2;
    }
    return true;
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

/* Returns whether the number that ends at `end` is that of a document, after its year: 〔2023〕15.
 */
static bool document_ends(struct str text, size_t end)
{
    char32_t cp = step_back(text, &end);
    int digits = 0;

    for (int i = 0; i < MOST_DIGITS && character_is_digit(cp); i++)
        cp = step_back(text, &end);
    if (cp != U'〕' && cp != U'］' && cp != U'】' && cp != ']')
        return false;
    while (digits <= YEAR_DIGITS && character_is_digit(step_back(text, &end)))
        digits++;
    return digits == YEAR_DIGITS;
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

/* Returns whether an abbreviation in capitals ends at `end`: GB/T, ISO. */
static bool capitals_end(struct str text, size_t end)
{
    int capitals = 0;
    char32_t cp = step_back(text, &end);

    for (; capitals < MOST_DIGITS && ((cp >= 'A' && cp <= 'Z') || (capitals && cp == '/'));
         cp = step_back(text, &end))
        capitals++;
    return capitals > 1 && !ascii_is_letter(cp) && !character_is_digit(cp);
}

static enum text_joint within_range(const struct place *p)
{
    size_t end = p->end;
    char32_t left;

    step_back(p->text, &end);
    left = step_before(p->text, end);
    if (character_is_digit(left)) {
        if (p->prev != '~' && (within_telephone(p->text, p->at) || standard_ends(p->text, end)))
            return TEXT_JOINT_HARD;
        return TEXT_JOINT_PART;
    }
    return is_unit_symbol(left) || amount_ends(p->text, end) ? TEXT_JOINT_PART : TEXT_JOINT_NONE;
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
    if (document_ends(p->text, p->end))
        return after == U'号' ? TEXT_JOINT_HARD : TEXT_JOINT_NONE;
    if (!character_is_digit(left) && left != ' ')
        return TEXT_JOINT_NONE;
    if ((p->prev == U'年' && after == U'月') ||
        (p->prev == U'月' && (after == U'日' || after == U'号')) ||
        (p->prev == U'日' && (after == U'时' || after == U'点')) ||
        ((p->prev == U'时' || p->prev == U'点') && after == U'分') ||
        (p->prev == U'分' && after == U'秒'))
        return TEXT_JOINT_PART;
    return TEXT_JOINT_NONE;
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

/* Returns the joint between two Han characters. */
static enum text_joint between_han(const struct place *p)
{
    size_t back;

    if (is_numeral(p->next) && (p->prev == U'第' || is_numeral(p->prev)))
        return TEXT_JOINT_SOFT;
    if (date_goes_on(p))
        return TEXT_JOINT_PART;
    if (is_numeral(p->prev) || is_vague(p->prev)) {
        if ((is_vague(p->next) || is_multiplier(p->next) || measure_word_at(p->text, p->at)) &&
            number_ends(p->text, p->end))
            return TEXT_JOINT_SOFT;
    }
    back = measure_word_around(p->text, p->at);
    return back && number_ends(p->text, p->at - back) ? TEXT_JOINT_SOFT : TEXT_JOINT_NONE;
}

static bool is_superscript(char32_t cp)
{
    return cp == U'¹' || cp == U'²' || cp == U'³' || cp == 0x2070 || (cp >= 0x2074 && cp <= 0x2079);
}

static bool is_circled(char32_t cp)
{
    return (cp >= 0x2460 && cp <= 0x2487) || (cp >= 0x2776 && cp <= 0x2793) ||
           (cp >= 0x3251 && cp <= 0x325F) || (cp >= 0x32B1 && cp <= 0x32BF);
}

/* Returns the closing mark of a bracket that can hold the number of a note or a year; 0 if absent.
 */
static char32_t closing_of(char32_t cp)
{
    switch (cp) {
    case '[':
        return ']';
    case U'〔':
        return U'〕';
    case U'［':
        return U'］';
    case U'【':
        return U'】';
    default:
        return 0;
    }
}

/* Returns the joint before a number in brackets: of a note[12], or the year of a document. */
static enum text_joint before_bracket(const struct place *p)
{
    size_t at = p->at;
    char32_t close = closing_of(step_on(p->text, &at)), cp;
    int digits = 0;

    while (character_is_digit(cp = step_on(p->text, &at)) && digits <= NOTE_DIGITS)
        digits++;
    if (digits == 0 || digits > NOTE_DIGITS || cp != close)
        return TEXT_JOINT_NONE;
    if (digits == YEAR_DIGITS && character_is_digit(step_at(p->text, at)))
        return character_is_han(p->prev) ? TEXT_JOINT_SOFT : TEXT_JOINT_NONE;
    return p->next == U'【' && digits == YEAR_DIGITS ? TEXT_JOINT_NONE : TEXT_JOINT_HARD;
}

static bool is_word(char32_t cp)
{
    return character_is_han(cp) || character_is_letter(cp) || character_is_digit(cp);
}

/* Returns the joint beside a number in a circle: it marks a note if a word is before it, or if
 * nothing is after it; otherwise it counts what comes after it. */
static enum text_joint beside_circled(const struct place *p)
{
    size_t at = p->at, end = p->end;
    bool pause;

    if (is_circled(p->next)) {
        step_on(p->text, &at);
        pause = (kinsoku_of(p->prev, KINSOKU_GB) & KINSOKU_PUNCTUATION) &&
                !(kinsoku_of(p->prev, KINSOKU_GB) & KINSOKU_CLOSE_QUOTE);
        return pause && is_word(step_at(p->text, at)) ? TEXT_JOINT_NONE : TEXT_JOINT_HARD;
    }
    step_back(p->text, &end);
    return is_word(p->next) && !is_word(step_before(p->text, end)) ? TEXT_JOINT_SOFT
                                                                   : TEXT_JOINT_NONE;
}

/* Returns the joint between characters that are not both Han, and of which none is a digit. */
static enum text_joint beside_others(const struct place *p)
{
    if (is_superscript(p->next))
        return TEXT_JOINT_HARD;
    if (closing_of(p->next))
        return before_bracket(p);
    if (is_circled(p->next) || is_circled(p->prev))
        return beside_circled(p);
    if (is_numeral(p->prev) || is_vague(p->prev))
        if (is_unit_symbol(p->next) || is_latin_unit(p->text, p->at))
            return number_ends(p->text, p->end) ? TEXT_JOINT_HARD : TEXT_JOINT_NONE;
    if (p->next == '/' || p->next == U'／' || p->next == U'·' || p->prev == '/' ||
        p->prev == U'／' || p->prev == U'·')
        return within_rate(p);
    return TEXT_JOINT_NONE;
}

/* Returns whether a unit can go on after a Han character, whatever Han follows it: a numeral, 第,
 * or a character that a longer measure word goes on after. Most characters do not. */
static bool may_go_on(char32_t cp)
{
    static const char32_t FIRST[] = U"第年月平方公千厘立个百分摄氏工作毫海英兆小点人车场周季世"
                                    U"美欧日港余瓦";

    if (is_numeral(cp) || is_vague(cp))
        return true;
    for (size_t i = 0; FIRST[i]; i++)
        if (FIRST[i] == cp)
            return true;
    return false;
}

/* Returns the joint at a typed blank, beside which there are no two digits. */
static enum text_joint at_blank(const struct place *p)
{
    if (character_is_digit(p->prev))
        return after_digit(p);
    if (!character_is_digit(p->next))
        return TEXT_JOINT_NONE;
    if (p->prev == U'第' || capitals_end(p->text, p->end))
        return TEXT_JOINT_SOFT;
    return is_year_month_day(p->prev) || p->prev == U'〕' ? before_digits(p) : TEXT_JOINT_NONE;
}

enum text_joint text_joint_at(struct str text, size_t at)
{
    struct place p = {.text = text, .at = at, .end = at};

    p.next = step_at(text, at);
    p.prev = step_before(text, at);
    if (!p.prev || !p.next || p.next == ' ' || p.next == '\n')
        return TEXT_JOINT_NONE;
    if (p.prev == ' ') {
        p.end--;
        p.blank = true;
        p.prev = step_before(text, p.end);
    }
    if (character_is_digit(p.prev) && character_is_digit(p.next))
        return between_digits(&p);
    if (p.blank)
        return at_blank(&p);
    if (character_is_digit(p.next))
        return before_digits(&p);
    if (character_is_han(p.prev) && character_is_han(p.next))
        return may_go_on(p.prev) ? between_han(&p) : TEXT_JOINT_NONE;
    if (!character_is_digit(p.prev))
        return beside_others(&p);
    if (is_superscript(p.next) || is_circled(p.next) || closing_of(p.next))
        return beside_others(&p);
    return after_digit(&p);
}
