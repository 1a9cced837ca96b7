#include "note_mark.h"

#include "document_number.h"
#include "step.h"
#include "text/character.h"
#include "text/kinsoku.h"

enum { MOST_CHARACTERS = 9, YEAR_DIGITS = 4 };

static bool is_superscript(char32_t cp)
{
    return cp == U'¹' || cp == U'²' || cp == U'³' || cp == 0x2070 || (cp >= 0x2074 && cp <= 0x2079);
}

bool is_circled(char32_t cp)
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

static bool is_separator(char32_t cp)
{
    return cp == ',' || cp == U'，' || cp == U'、' || cp == '-' || cp == U'–' || cp == U'—' ||
           cp == '~' || cp == U'～';
}

/* Returns the joint before numbers in brackets: of notes [12], [1,2], [1-3], or the year of a
 * document. */
static enum text_joint before_bracket(const struct place *p)
{
    size_t at = p->at;
    char32_t close = closing_of(step_on(p->text, &at)), cp;
    int characters = 0, digits = 0;

    for (; characters <= MOST_CHARACTERS; characters++) {
        cp = step_on(p->text, &at);
        if (!character_is_digit(cp) && !(digits && is_separator(cp)))
            break;
        digits += character_is_digit(cp);
    }
    if (digits == 0 || cp != close)
        return TEXT_JOINT_NONE;
    if (document_year_begins(p->text, p->at))
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

bool begins_note_mark(char32_t cp)
{
    return is_superscript(cp) || is_circled(cp) || closing_of(cp);
}

enum text_joint note_mark_joint(const struct place *p)
{
    if (is_superscript(p->next))
        return TEXT_JOINT_HARD;
    return closing_of(p->next) ? before_bracket(p) : beside_circled(p);
}
