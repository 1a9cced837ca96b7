#ifndef LINEAR_LINE_IO_H
#define LINEAR_LINE_IO_H

#include "base/buffer.h"
#include "text/linebreak.h"

#include <stdbool.h>

/* A conversation in lines over standard input and output, for screen readers and braille displays:
 * what is out is never changed. Nothing goes out but text and newlines: no escape sequence, no
 * carriage return, no tab. */
struct line_io {
    struct text_setting setting;
    int width_cols; /* of the lines; 0: the terminal's */
    bool echoed;    /* a terminal shows what is typed after the prompt, and ends its line */
    bool prompted;  /* the last line of the output has no end yet */
    int signals;    /* a descriptor that is readable once a signal asks for the end */
    struct buffer out;
    struct buffer in;
    bool ended; /* no more input comes */
    bool over;  /* a signal came, or nothing can be written */
    int error;  /* why nothing can be written: an errno value, or 0 */
};

enum line_io_event { LINE_IO_LINE, LINE_IO_IDLE, LINE_IO_OVER };

/* From here on SIGINT, SIGTERM and SIGHUP end the io and not the program. */
void line_io_open(struct line_io *io, int width_cols, struct text_setting setting);

/* Says one line (nothing where it is empty), cleaned. It is wrapped to the width; where the output
 * is no terminal and no width is given it is not: what reads a pipe, a synthesizer or a braille
 * translator, wraps by itself, and takes a newline within a sentence for a pause. */
void line_io_say(struct line_io *io, struct str line);
void line_io_sayf(struct line_io *io, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Says each line of a text. */
void line_io_say_lines(struct line_io *io, struct str text);

/* Sends what was said; else line_io_wait() does. */
void line_io_flush(struct line_io *io);

/* Says what is being waited for. */
void line_io_prompt(struct line_io *io, struct str prompt);

/* Waits for a line, for at most so many milliseconds (-1: for ever). LINE_IO_LINE: *line is
 * replaced by it, cleaned, a carriage return as a space; a very long one is cut. */
enum line_io_event line_io_wait(struct line_io *io, int milliseconds, struct buffer *line);

/* Is it over? For looking in between while something takes long. */
bool line_io_is_over(struct line_io *io);

/* False where something could not be written. That nobody reads on is no such failure. */
bool line_io_close(struct line_io *io);

#endif
