#ifndef CONTENT_EMPHASIS_H
#define CONTENT_EMPHASIS_H

#include "pieces.h"
#include "source.h"

#include <stdbool.h>

/* Settles what asterisks, underscores and double tildes are in a block: they become PIECE_OPEN and
 * PIECE_CLOSE, or stay text. The rules are CommonMark's (6.2, emphasis), with these differences:
 *
 * - A full-width stop or bracket counts as a letter, and beside a Han character so does any other
 *   stop: **时间：**三月 is strong (the rule that markdown-cjk-friendly has). A colon counts as one
 *   before the end of what is strong, too: **电话:**8888. But behind a letter nothing opens before
 *   a closing stop, and nothing closes behind an opening one.
 * - Between digits, and four and more in a row, they are text: 3*4, 138****1234; so is a single
 *   asterisk between a number's unit and a digit: 10cm*20cm. A single one right behind a digit
 *   opens nothing.
 * - Underscores open nothing before a closing stop: they are blanks to fill in, as in
 *   姓名：__，电话：__。 In a block of HTML they are text.
 * - Masked names and addresses are text: 李*明、王*华, 李**和王**, **路**号.
 * - ~~ strikes out, and is kept as text within what it strikes out; ~ is text. */
void emphasis_settle(struct pieces *pieces, const struct source *source, bool html);

#endif
