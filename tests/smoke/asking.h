#ifndef TESTS_SMOKE_ASKING_H
#define TESTS_SMOKE_ASKING_H

#include "base/buffer.h"

#include <stdbool.h>

/* Writes text to this program's terminal, asks it for the cursor's position in between, and
 * compares the answers with kanbao's widths. There may be only one at a time. */
struct asking;

/* Puts the terminal into raw mode. Returns NULL if there is none. */
struct asking *asking_open(bool ambiguous_wide);

/* Returns the columns of the terminal. */
int asking_cols(const struct asking *asking);
int asking_lines(const struct asking *asking);

/* Begins a part, which is named in the report of differences. */
void asking_begin(struct asking *asking, const char *part);

/* Writes control sequences, whose effect on the cursor is not checked. */
void asking_control(struct asking *asking, struct str bytes);

/* Asks for the cursor's position without checking it. */
void asking_here(struct asking *asking);

/* Writes text and checks that the cursor has moved by the text's columns since the last
 * question. */
void asking_text(struct asking *asking, struct str text);

/* Waits for the answers to all questions. Returns false once the terminal has failed to answer;
 * nothing is asked from then on. */
bool asking_settle(struct asking *asking);

/* Restores the terminal and appends the report: a line for each difference, then the number of
 * questions in each part. Returns the number of differences, or -1 if the terminal failed to
 * answer. */
int asking_close(struct asking *asking, struct buffer *report);

#endif
