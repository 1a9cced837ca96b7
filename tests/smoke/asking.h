#ifndef TESTS_SMOKE_ASKING_H
#define TESTS_SMOKE_ASKING_H

#include "base/buffer.h"

#include <stdbool.h>

/* Text written to the terminal that this program runs in, with questions in between where its
 * cursor is, the answers held against what kanbao counts. One at a time. */
struct asking;

/* Takes the terminal into raw mode; NULL where there is none. */
struct asking *asking_open(bool ambiguous_wide);

/* The size of the terminal. */
int asking_cols(const struct asking *asking);
int asking_lines(const struct asking *asking);

/* Begins a part: its name is in the report of what differs. */
void asking_begin(struct asking *asking, const char *part);

/* Writes what is no text: nothing is expected of it. */
void asking_control(struct asking *asking, struct str bytes);

/* Asks where the cursor is, without an opinion of it. */
void asking_here(struct asking *asking);

/* Writes text and asks whether the cursor has moved by the text's columns since the question
 * before. */
void asking_text(struct asking *asking, struct str text);

/* Waits for the answers to all that was asked. False once the terminal has failed to answer: then
 * nothing more is asked. */
bool asking_settle(struct asking *asking);

/* Gives the terminal back and appends the report: a line for each text that differs, then what was
 * asked in each part. Returns how many differ; where the terminal failed to answer, -1. */
int asking_close(struct asking *asking, struct buffer *report);

#endif
