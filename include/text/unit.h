#ifndef TEXT_UNIT_H
#define TEXT_UNIT_H

#include "base/str.h"

#include <stddef.h>

/* Units: what a reader takes in as one idea, so that breaking, filling and measuring must treat it
 * as one. A number with its sign, separators, multiplier and measure word (13.76万元, 3.2元/㎡·月,
 * －13℃), a date, a telephone number, the number of a document (〔2023〕15号), of an article of a
 * law (第三十二条) or of a standard (GB/T 15834—2011), a range, and the mark of a note with the
 * word before it. After clreq (数字不拆分, 符号分离禁则) and GB/T 15834-2011. */

/* The firmness with which a unit holds together at a place, from the loosest to the firmest. */
enum text_joint {
    TEXT_JOINT_NONE, /* not within a unit */
    TEXT_JOINT_PART, /* between two parts that each make sense: 2023年|11月, 8:30—|20:00. Opened
                        before a SOFT one, and otherwise like it */
    TEXT_JOINT_SOFT, /* digits and their Han measure word or multiplier, 第|1条, a typed blank: a
                        line may end there if it would be too short otherwise */
    TEXT_JOINT_WORD, /* within a measure word of several characters: 平|方米. Opened after a SOFT
                        one, and otherwise like it */
    TEXT_JOINT_HARD, /* within a number, at its sign or symbol, within a telephone number: a line
                        ends there only if the unit is longer than the line */
};

/* Returns the joint at byte `at` of a text, which must begin a code point; NONE at the text's ends
 * and at a newline. With a typed blank in a unit, the joint is that of the place after the blank.
 * The answer depends only on the text around `at`, never on more than a few dozen bytes of it. */
enum text_joint text_joint_at(struct str text, size_t at);

#endif
