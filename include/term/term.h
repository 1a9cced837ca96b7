#ifndef TERM_TERM_H
#define TERM_TERM_H

#include "base/buffer.h"
#include "term/theme.h"
#include "ui/keys.h"
#include "view/frame.h"

#include <stdbool.h>

/* The terminal: the only part that knows of curses. One at a time. */
struct term;

/* AUTO: where TERM is not known to be a terminal that does not take them. */
enum term_links { TERM_LINKS_AUTO, TERM_LINKS_ON, TERM_LINKS_OFF };

struct term_options {
    const struct paint *own; /* of THEME_OWN, one for each role; NULL: there is none; copied */
    bool mono;               /* no colours, whatever the theme */
    enum term_links links;   /* cells that lead somewhere can be opened (OSC 8) */
    bool ambiguous_wide;
    bool mouse;       /* reports of it are asked for */
    bool kiosk;       /* signals that a keyboard sends have no effect, SIGUSR1 is heard of, Esc with
                         another character at once is nothing, and nothing suspends */
    bool inherited;   /* the terminal is as term_abandon() left it: what it shows stays until the
                         first frame */
    struct str typed; /* read from the terminal before: the first input, PROBE_TYPED_MAX_BYTES at
                         the most; borrowed for the call */
};

enum term_event {
    TERM_KEY,
    TERM_POINTER,
    TERM_PASTE,  /* see term_pasted() */
    TERM_RESIZE, /* the screen has another size than the frame that is shown, or was resized */
    TERM_IDLE,   /* the time was up */
    TERM_USER,   /* SIGUSR1, in a kiosk only */
    TERM_SIGNAL, /* SIGTERM, SIGHUP or, but in a kiosk, SIGINT or SIGQUIT */
    TERM_END     /* the end of the input: there is no one there any more */
};

/* Takes the terminal over. NULL, with one line for the person in `message`, where it cannot be: no
 * TERM, a TERM that is not known or cannot place the cursor, the Linux console (it draws no
 * Chinese). */
struct term *term_open(struct term_options options, struct buffer *message);

/* Does it have characters to draw lines with? */
bool term_draws_lines(const struct term *term);

/* The size of the screen, at least 1×1. */
void term_size(const struct term *term, int *cols, int *lines);

/* Shows a frame of the screen's size, always the same struct frame; only what differs from the time
 * before is written, everything where `anew`. */
void term_draw(struct term *term, const struct frame *frame, bool anew);

/* Waits for what happens next, `milliseconds` at the most (-1: as long as it takes); *key is set
 * for TERM_KEY, *pointer, a place of the frame that is shown, for TERM_POINTER. */
enum term_event term_wait(struct term *term, int milliseconds, reader_key *key,
                          struct pointer *pointer);

/* The text of the paste that TERM_PASTE told of, as it came: to be cleaned, and its end missing
 * where it was over 64 KiB. Borrowed until the next term_wait(). */
struct str term_pasted(const struct term *term);

/* Asks the terminal to put a text on the clipboard (OSC 52): many do, some only where their owner
 * said so, and none answers. A text of over 64 KiB is not sent. */
void term_copy(struct term *term, struct str text);

/* Stops the program as Ctrl-Z does, the terminal restored meanwhile; nothing in a kiosk. */
void term_suspend(struct term *term);

/* Gives the terminal back as it was. */
void term_close(struct term *term);

/* Leaves the terminal as it is, with all that is on it, for another process that takes it over at
 * once (term_options.inherited). */
void term_abandon(struct term *term);

/* Notes the terminal's modes (termios) as what term_close() goes back to, here and in processes
 * forked from here: to the last of those that take a terminal over from each other it would else be
 * raw from the start. */
void term_note_modes(void);

#endif
