#ifndef READER_LINE_EDIT_H
#define READER_LINE_EDIT_H

#include "base/buffer.h"
#include "ui/keys.h"

/* A line of text being typed. A zeroed struct is an empty line. Free with line_edit_free(). */
struct line_edit {
    struct buffer text;
};

enum line_edit_result {
    LINE_EDIT_IGNORED,
    LINE_EDIT_CHANGED,
    LINE_EDIT_FULL, /* it takes no more; what fits was added */
    LINE_EDIT_ACCEPTED,
    LINE_EDIT_CANCELLED
};

/* Handles a key: adds a character; Backspace removes the last cluster (and cancels an empty line),
 * Ctrl-W the last word, Ctrl-U all; Enter accepts; Esc and Ctrl-C cancel. Ignores any other key and
 * a character that is not allowed. */
enum line_edit_result line_edit_key(struct line_edit *prompt, reader_key key);

/* Adds pasted text, cleaned and joined into one line, as far as it fits. Returns LINE_EDIT_IGNORED
 * if nothing was added. */
enum line_edit_result line_edit_paste(struct line_edit *prompt, struct str text);

void line_edit_free(struct line_edit *prompt);

#endif
