#ifndef CONTENT_EMPHASIS_H
#define CONTENT_EMPHASIS_H

#include "pieces.h"
#include "source.h"

#include <stdbool.h>

/* Resolves the asterisks, underscores and double tildes of a block: they become PIECE_OPEN and
 * PIECE_CLOSE, or stay text. The rules are CommonMark's (6.2, emphasis), with these differences:
 *
 * - A full-width stop or bracket counts as a letter, and so does any other stop next to a Han
 *   character: **时间：**三月 is strong (the rule of markdown-cjk-friendly). A colon at the end of
 *   a strong text counts as a letter, too: **电话:**8888. But no mark opens before a closing stop,
 *   or closes after an opening one, unless a space is on its other side.
 * - Marks between digits, and runs of four and more, are text: 3*4, 138****1234; so is a single
 *   asterisk between a number's unit and a digit: 10cm*20cm. A single one right after a digit
 *   opens nothing.
 * - Underscores open nothing before a closing stop: they are blanks to fill in, as in
 *   姓名：__，电话：__。 In a block of HTML they are text.
 * - Masked names and addresses are text: 李*明、王*华, 李**和王**, **路**号.
 * - ~~ strikes out, and is kept in the struck-out text; a single ~ is text. */
void emphasis_resolve(struct pieces *pieces, const struct source *source, bool html);

#endif
