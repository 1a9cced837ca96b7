#ifndef SRC_TERM_PROBE_H
#define SRC_TERM_PROBE_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

/* The questions how wide the terminal draws characters of ambiguous width, and whether its ground
 * is light. Nothing waits for the answers, which come between the keys, or never. */
struct probe {
    bool asked; /* and not yet answered */
    bool ground_asked;
    bool ground_awaited; /* asked and not yet answered */
    int64_t asked_ms;    /* the last question */
};

/* Appends the question: a few characters on the line of the cursor, what asks for the cursor's
 * position behind them, and what erases them. Asks nothing if standard input is no terminal, since
 * nobody would read the answer. */
void probe_ask(struct probe *probe, struct buffer *out);

/* Takes a cursor's column as the answer, and sets *wide to whether most of the characters were two
 * columns wide. Returns false if no answer is awaited. */
bool probe_take(struct probe *probe, int cursor_col, bool *wide);

/* Returns whether an answer may still come. */
bool probe_is_awaited(const struct probe *probe);

/* Appends the question for the ground, once, on the same condition. */
void probe_ask_ground(struct probe *probe, struct buffer *out);

/* Takes an OSC as the answer, and sets *light to whether black is easier to read on the ground than
 * white. Returns false if it is no answer. */
bool probe_take_ground(struct probe *probe, struct str osc, bool *light);

/* Returns how long a program that ends has to wait for the answers, so that they are not taken for
 * something typed afterwards; 0: not at all. */
int probe_left_ms(const struct probe *probe);

#endif
