#ifndef SRC_TERM_CURSES_SCREEN_H
#define SRC_TERM_CURSES_SCREEN_H

#include "base/buffer.h"

#include <ncurses.h>
#include <stdbool.h>

/* Starts curses for a terminal of this type, and sends what it would write at once, which switches
 * to the other screen and back, nowhere. Returns NULL if curses does not know the type. */
SCREEN *screen_start(const char *name);

/* Sets the terminal's size. Returns false if it does not know it. */
bool screen_size(int *col_count, int *line_count);

/* Gives curses the terminal at standard output. */
void screen_take(void);

/* Lets the terminal give each key at once, and nothing but keys. Returns false if it does not. */
bool screen_make_raw(void);

/* Appends what switches to the other screen, of so many lines, unless another process has left the
 * terminal with that on (`inherited`), and hides the cursor; to be written before the first frame.
 */
void screen_add_enter(struct buffer *out, bool inherited, int line_count);

/* Writes sequences that curses does not know. */
void screen_write(struct str sequences);

/* Lets all further output of curses and of screen_write() fail, and a write that blocks as soon as
 * a signal interrupts it. A signal's handler may call it. */
void screen_cut(void);

/* Frees curses' memory; writes nothing. */
void screen_free(SCREEN *screen);

#endif
