#ifndef TERM_TERM_H
#define TERM_TERM_H

#include "base/buffer.h"
#include "config/config.h"
#include "term/theme.h"
#include "ui/keys.h"
#include "view/frame.h"

#include <stdbool.h>

/* The terminal. Only src/term uses curses. One terminal can be open at a time. */
struct term;

struct term_options {
    const struct paint *own; /* paints of THEME_OWN, one for each role, or NULL; copied */
    bool mono;               /* no colours in any theme */
    enum config_links links; /* text with links can be opened (OSC 8) */
    bool ambiguous_wide;     /* characters of ambiguous width take two columns, */
    bool ask_widths;         /* until the terminal answers otherwise */
    bool mouse;              /* ask for mouse reports */
    bool remote;             /* the terminal is at the other end of a network; in a kiosk, it is
                                taken for xterm if its TERM is unknown */
    bool kiosk;              /* ignore signals from the keyboard, report SIGUSR1, never suspend */
    int write_ms;    /* the terminal has gone if it does not take a frame in this time; 0: wait for
                        ever. In a kiosk only. */
    bool own_ground; /* the terminal ends with the program: its default background, which shows at
                        the edges where no cells are, is set to that of the theme */
    bool inherited;  /* term_abandon() left the terminal: keep its screen until the first frame */
};

enum term_event {
    TERM_KEY,
    TERM_POINTER,
    TERM_PASTE,  /* see term_pasted() */
    TERM_RESIZE, /* the size of the screen or the widths of characters are others than those of the
                    last frame */
    TERM_IDLE,   /* the time is up */
    TERM_USER,   /* SIGUSR1, in a kiosk only */
    TERM_OTHER,  /* what term_also() names is ready */
    TERM_SIGNAL, /* SIGTERM or SIGHUP; outside of a kiosk also SIGINT or SIGQUIT; in a kiosk also
                    the end of term_options.write_ms */
    TERM_END     /* the end of the input: the terminal is gone */
};

/* Opens the terminal. Returns NULL, with one line for the user in `message`, if it cannot be used:
 * TERM is unset or unknown, the terminal cannot move the cursor, or it is the Linux console (which
 * has no Chinese characters). */
struct term *term_open(struct term_options options, struct buffer *message);

/* Returns whether the terminal has line drawing characters. */
bool term_draws_lines(const struct term *term);

/* Sets *cols and *lines to the size of the screen, at least 1×1 and at most SCREEN_MOST_COLS ×
 * SCREEN_MOST_LINES. */
void term_size(const struct term *term, int *cols, int *lines);

/* Returns whether the terminal draws characters of ambiguous width in two columns: as
 * term_options said, or as the terminal has answered since. */
bool term_is_wide(const struct term *term);

/* Shows a frame of the screen's size; every call takes the same struct frame. Writes only the
 * differences from the frame before, or everything if `anew`. */
void term_draw(struct term *term, const struct frame *frame, bool anew);

/* Waits for the next event, at most `milliseconds` (-1: for ever). Sets *key for TERM_KEY, and
 * *pointer, a place in the shown frame, for TERM_POINTER. */
enum term_event term_wait(struct term *term, int milliseconds, reader_key *key,
                          struct pointer *pointer);

/* Lets the next term_wait() also wait for `events` of poll() on a descriptor (-1: none). Input of
 * the terminal comes first. */
void term_also(struct term *term, int fd, short events);

/* Returns the text of the paste reported by TERM_PASTE, raw, so the caller must clean it; cut after
 * 64 KiB. Borrowed until the next term_wait(). */
struct str term_pasted(const struct term *term);

/* Asks the terminal to put a text on the clipboard (OSC 52). Many terminals do so, some only if
 * configured, and none confirms it. */
void term_copy(struct term *term, struct str text);

/* Stops the program as Ctrl-Z does, with the terminal restored meanwhile; does nothing in a kiosk.
 */
void term_suspend(struct term *term);

/* Restores the terminal, within the times of base/grace.h, and frees `term`, which may be NULL.
 * From now on, the signals that were reported as TERM_SIGNAL have their default action. */
void term_close(struct term *term);

/* Frees `term`, which may be NULL, and leaves the terminal as it is, for another process that takes
 * it over at once (term_options.inherited). */
void term_abandon(struct term *term);

/* Prepares term_restore() in a kiosk (for `remote` see struct term_options), here and in processes
 * forked later. Processes that take the terminal over from each other need this, because the later
 * ones find it in raw mode. From now on, a signal that ends the process at once restores the
 * terminal. */
void term_prepare(bool remote);

/* Restores the terminal, within the times of base/grace.h, after a process that could not or that
 * abandoned it to another which does not come. */
void term_restore(void);

/* Returns the name and version of the curses library in use. */
const char *term_library(void);

#endif
