#ifndef TERM_INPUT_H
#define TERM_INPUT_H

#include "term/decode.h"

#include <stdbool.h>
#include <stdint.h>

/* Input read from the terminal, and how far it has been decoded. */
struct input {
    struct decoder decoder;
    struct buffer bytes; /* all bytes read */
    size_t at;           /* offset of the bytes not yet decoded */
    int64_t heard_ms;    /* time of the last read */
};

/* Takes the keys from the description of curses' terminal. For `remote` see struct decoder. */
void input_start(struct input *input, bool remote);

/* Reads from the terminal, which poll() must have reported as readable. Returns false at the end of
 * the input. */
bool input_read(struct input *input);

/* Decodes the next key, mouse report, paste or answer. Returns false if there is none yet.
 * `silent`: the terminal has no more bytes at the moment, so a sequence may be over. */
bool input_next(struct input *input, bool silent, struct decoded *out);

/* Tells whether an answer of the terminal may still come: the beginning of one is then awaited for
 * longer. */
void input_await_answer(struct input *input, bool awaited);

/* Returns whether bytes are left to decode. */
bool input_has_more(const struct input *input);

/* Returns how long to wait for more input before input_next() must be called again: `milliseconds`
 * at most (-1: for ever). */
int input_patience(const struct input *input, int milliseconds);

/* Appends what asks the terminal for the keys of its description, to mark pasted text (bracketed
 * paste, 2004) and, if `mouse`, to report presses and releases (1000) and, if it `drags`, movements
 * between them (1002) in SGR form (1006), which has no limit of columns; nothing that its
 * description does not have. */
void input_write_starts(struct buffer *out, bool mouse, bool drags);

/* Appends what takes all but the first back. */
void input_write_ends(struct buffer *out, bool mouse);

void input_free(struct input *input);

#endif
