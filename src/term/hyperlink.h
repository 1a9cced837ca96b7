#ifndef SRC_TERM_HYPERLINK_H
#define SRC_TERM_HYPERLINK_H

#include "base/buffer.h"
#include "view/frame.h"

#include <ncurses.h>
#include <stdbool.h>

/* Links on the terminal (OSC 8), which curses knows nothing of: what it draws leads nowhere, and
 * what it moves or leaves leads where it did. So their cells are written again after it, over
 * themselves. Every link is underlined; therefore so is, in curses' eyes, every cell that was one
 * and may have been moved there or left, and it is enough to write again what is underlined. */

/* Does a terminal of this name, TERM, take them, or at least swallow them? */
bool hyperlink_taken_by(const char *name);

/* Can cells be written as curses writes them? Asked once curses has the terminal, with colours. */
bool hyperlink_can_draw(void);

/* What is to be written after a refresh. A zeroed struct is nothing. */
struct hyperlink_output {
    struct buffer bytes;
    attr_t attrs; /* that it leaves the terminal with, and the colours */
    short pair;
};

/* Appends what makes the underlined cells of a line lead where the frame says, or nowhere; `cells`
 * are the line's, column by column, as curses has them. */
void hyperlink_add_line(struct hyperlink_output *out, const struct frame *frame, int line,
                        const cchar_t *cells);

/* Writes it, leaving the attributes and the cursor as curses has them, and frees it. */
void hyperlink_write(struct hyperlink_output *out);

#endif
