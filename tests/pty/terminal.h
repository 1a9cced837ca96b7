#ifndef TESTS_PTY_TERMINAL_H
#define TESTS_PTY_TERMINAL_H

#include "base/buffer.h"
#include "pty/links.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <vterm.h>

/* A terminal with nothing behind it: it draws the bytes that it is given, and turns keys into the
 * bytes that a program would read. libvterm does the work. */
struct terminal {
    VTerm *vterm;
    VTermScreen *screen;
    bool alternate; /* the alternate screen is shown */
    bool cursor_visible;
    bool mouse; /* the program asked for mouse reports */
    struct links_seen links;
    struct buffer pending; /* the beginning of a character whose other bytes have not come yet */
    struct buffer input;   /* keys and answers that the program has not been sent yet */
};

/* Callbacks point to it: it must stay where it is. */
void terminal_open(struct terminal *terminal, int rows, int cols);

void terminal_resize(struct terminal *terminal, int rows, int cols);

void terminal_draw(struct terminal *terminal, const char *bytes, size_t count);

/* Keys: a character is itself; <Down> <Up> <Left> <Right> <Enter> <Esc> <Tab> <S-Tab> <Space>
 * <PgDn> <PgUp> <Home> <End> <BS> <F1> and <C-x> are keys, and <lt> is the character <. */

/* The bytes of the first key's name; 0 at the end. A < that begins no known name counts as an
 * unknown key of one byte. */
size_t terminal_key_bytes(const char *keys);

/* Types keys: adds their bytes to `input`, in the mode that the program put the terminal in. False
 * where one is unknown. */
bool terminal_type(struct terminal *terminal, const char *keys);

/* One row without trailing spaces, without a newline. The caller frees. */
char *terminal_row(const struct terminal *terminal, int row);

/* All rows without trailing spaces, each with a newline. The caller frees. */
char *terminal_text(const struct terminal *terminal);

struct terminal_cell {
    uint32_t character; /* 0: nothing was written there; UINT32_MAX: the right half of a wide one */
    int cols;
    bool bold;
    bool underline;
    bool italic;
    bool reverse;
    bool coloured;    /* its foreground or background is not the terminal's own */
    const char *link; /* the URL it leads to (OSC 8), NULL where it leads nowhere */
};

struct terminal_cell terminal_cell(const struct terminal *terminal, int row, int col);

void terminal_cursor(const struct terminal *terminal, int *row, int *col);

/* Prints the screen on standard error, beside `expected` (as terminal_text() gives it; may be
 * NULL). */
void terminal_report(const struct terminal *terminal, const char *expected);

void terminal_close(struct terminal *terminal);

#endif
