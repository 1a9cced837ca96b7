#ifndef READER_LINE_EDIT_H
#define READER_LINE_EDIT_H

#include "base/buffer.h"
#include "ui/keys.h"

/* A line of text being typed. A zeroed struct is an empty one. */
struct prompt {
    struct buffer text;
};

enum prompt_result { PROMPT_IGNORED, PROMPT_CHANGED, PROMPT_ACCEPTED, PROMPT_CANCELLED };

/* Takes a key: a character is added, Backspace removes the last cluster (and cancels an empty
 * prompt), Ctrl-W the last word, Ctrl-U all, Enter accepts, Esc and Ctrl-C cancel; the rest is
 * ignored. */
enum prompt_result prompt_key(struct prompt *prompt, reader_key key);

/* Adds a text that was pasted, cleaned and in one line, as much of it as there is room for. */
enum prompt_result prompt_paste(struct prompt *prompt, struct str text);

void prompt_free(struct prompt *prompt);

#endif
