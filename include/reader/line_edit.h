#ifndef READER_LINE_EDIT_H
#define READER_LINE_EDIT_H

#include "base/buffer.h"
#include "ui/keys.h"

/* A line of text being typed. A zeroed struct is an empty one. */
struct line_edit {
    struct buffer text;
};

enum line_edit_result {
    LINE_EDIT_IGNORED,
    LINE_EDIT_CHANGED,
    LINE_EDIT_ACCEPTED,
    LINE_EDIT_CANCELLED
};

/* Takes a key: a character is added, Backspace removes the last cluster (and cancels an empty
 * prompt), Ctrl-W the last word, Ctrl-U all, Enter accepts, Esc and Ctrl-C cancel; the rest is
 * ignored. */
enum line_edit_result line_edit_key(struct line_edit *prompt, reader_key key);

/* Adds a text that was pasted, cleaned and in one line, as much of it as there is room for. */
enum line_edit_result line_edit_paste(struct line_edit *prompt, struct str text);

void line_edit_free(struct line_edit *prompt);

#endif
