#ifndef SRC_TERM_PROBE_H
#define SRC_TERM_PROBE_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

/* The question how wide the terminal draws characters of ambiguous width. Nothing waits for the
 * answer, which comes between the keys, or never. */
struct probe {
    bool asked; /* and not yet answered */
    int64_t asked_ms;
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

/* Returns how long a program that ends has to wait for the answer, so that it is not taken for
 * something typed afterwards; 0: not at all. */
int probe_left_ms(const struct probe *probe);

#endif
