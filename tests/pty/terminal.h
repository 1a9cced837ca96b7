#ifndef TESTS_PTY_TERMINAL_H
#define TESTS_PTY_TERMINAL_H

#include "base/buffer.h"
#include "pty/links.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <vterm.h>

/* A terminal without a program: it draws the bytes given to it and turns keys into the bytes that a
 * program would read. Based on libvterm. */
struct terminal {
    VTerm *vterm;
    VTermScreen *screen;
    bool alternate; /* the alternate screen is shown */
    bool cursor_visible;
    bool mouse; /* the program asked for mouse reports */
    struct links_seen links;
    struct buffer pending; /* the beginning of an incomplete character */
    struct buffer input;   /* keys and replies still to be sent to the program */
};

/* Opens a terminal. Callbacks point to it, so it must not be moved. */
void terminal_open(struct terminal *terminal, int rows, int cols);

void terminal_resize(struct terminal *terminal, int rows, int cols);

void terminal_draw(struct terminal *terminal, const char *bytes, size_t count);

/* Keys: a character stands for itself; <Down> <Up> <Left> <Right> <Enter> <Esc> <Tab> <S-Tab>
 * <Space> <PgDn> <PgUp> <Home> <End> <BS> <F1> and <C-x> are keys, and <lt> is the character <. */

/* Returns the bytes of the first key, or 0 at the end. A < that begins no known name is an unknown
 * key of one byte. */
size_t terminal_key_bytes(const char *keys);

/* Appends the bytes of keys to `input`, in the mode the program has set. Returns false if a key is
 * unknown. */
bool terminal_type(struct terminal *terminal, const char *keys);

/* Returns a row without trailing spaces or newline. The caller frees. */
char *terminal_row(const struct terminal *terminal, int row);

/* Returns all rows without trailing spaces, each ended by a newline. The caller frees. */
char *terminal_text(const struct terminal *terminal);

struct terminal_cell {
    uint32_t character; /* 0: never written to; UINT32_MAX: the right half of a wide character */
    int cols;
    bool bold;
    bool underline;
    bool italic;
    bool reverse;
    bool coloured;    /* its foreground or background is not the terminal's default */
    const char *link; /* the URL of its link (OSC 8), or NULL */
};

struct terminal_cell terminal_cell(const struct terminal *terminal, int row, int col);

void terminal_cursor(const struct terminal *terminal, int *row, int *col);

/* Prints the screen on standard error, next to `expected` (in the form of terminal_text(), or
 * NULL). */
void terminal_report(const struct terminal *terminal, const char *expected);

void terminal_close(struct terminal *terminal);

#endif
