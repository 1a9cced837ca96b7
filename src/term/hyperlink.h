#ifndef SRC_TERM_HYPERLINK_H
#define SRC_TERM_HYPERLINK_H

#include "base/buffer.h"
#include "view/frame.h"

#include <ncurses.h>
#include <stdbool.h>

/* Hyperlinks on the terminal (OSC 8), which curses does not know: cells that it draws lose their
 * link, and cells that it moves or leaves keep theirs. So cells are written again after curses has
 * drawn. Every link is underlined; so every cell that has a link on the screen, or had one and was
 * moved or left by curses, is underlined for curses as well, and writing the underlined cells again
 * is enough. */

/* Returns whether a terminal of this name, as in TERM, supports hyperlinks, or at least swallows
 * them. */
bool hyperlink_taken_by(const char *name);

/* Returns whether cells can be written as curses writes them. To be called after curses has
 * started, with colours. */
bool hyperlink_can_draw(void);

/* Bytes to write after a refresh. A zeroed struct is empty. */
struct hyperlink_output {
    struct buffer bytes;
    attr_t attrs; /* in force after the bytes, like `pair` */
    short pair;
};

/* Appends the underlined cells of a line again, with the links of the frame or without; `cells` are
 * the line's cells for curses, by column. */
void hyperlink_add_line(struct hyperlink_output *out, const struct frame *frame, int line,
                        const cchar_t *cells);

/* Writes the bytes, restores the attributes and the cursor for curses, and frees the bytes. */
void hyperlink_write(struct hyperlink_output *out);

#endif
