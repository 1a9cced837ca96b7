#ifndef TERM_INPUT_H
#define TERM_INPUT_H

#include "term/decode.h"

#include <stdbool.h>
#include <stdint.h>

/* What is read from the terminal, and what was read and not yet asked for. */
struct input {
    struct decoder decoder;
    struct buffer bytes; /* read */
    size_t at;           /* and taken, up to here */
    int64_t heard_ms;    /* when something came last */
};

/* Begins with what was read before; learns what the terminal that curses has calls its keys. With
 * `strict`, see struct decoder. */
void input_start(struct input *input, struct str typed, bool strict);

/* Reads what the terminal, which is known to have something, has. False at the end of the input. */
bool input_read(struct input *input);

/* Takes the next key, report of the mouse or paste from what was read; false where there is none
 * (yet). `silent`: the terminal has nothing more at the moment, so that what has begun may be over.
 */
bool input_next(struct input *input, bool silent, struct decoded *out);

/* Is some of what was read left? */
bool input_has_more(const struct input *input);

/* How long to wait for more, `milliseconds` at the most (-1: for ever), before input_next() is to
 * be asked again. */
int input_patience(const struct input *input, int milliseconds);

/* Asks the terminal to report its mouse, or no more to: SGR reports (1006), which have no limit of
 * columns, of presses (1000). Nothing is written where the terminal's description knows no mouse.
 */
void input_report_mouse(bool on);

/* Asks the terminal to mark what is pasted (2004), or no more to; nothing is written to one that
 * knows no such sequences. */
void input_mark_pastes(bool on);

void input_free(struct input *input);

#endif
