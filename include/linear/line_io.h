#ifndef LINEAR_LINE_IO_H
#define LINEAR_LINE_IO_H

#include "base/buffer.h"
#include "text/linebreak.h"

#include <stdbool.h>

/* A conversation in lines over standard input and output, for screen readers and braille displays:
 * output is never changed afterwards. It is only text and newlines: no escape sequence, no carriage
 * return, no tab. */
struct line_io {
    struct text_setting setting;
    int width_cols; /* width of the lines; 0: the terminal's */
    bool echoed;    /* a terminal echoes the typed line, with its newline, after the prompt */
    bool prompted;  /* the output ends with a prompt without a newline */
    int signals;    /* a descriptor, readable once a signal asks for the end */
    struct buffer out;
    struct buffer in;
    bool ended;     /* no more input comes */
    bool over;      /* a signal came, or nothing can be written or read */
    int error;      /* why nothing can be written: an errno value, or 0 */
    int wait_error; /* why input cannot be waited for or read, likewise */
};

enum line_io_event { LINE_IO_LINE, LINE_IO_IDLE, LINE_IO_OVER };

/* Initializes *io. From now on SIGINT, SIGTERM and SIGHUP end the conversation, not the program,
 * and SIGPIPE is ignored. Free with line_io_close(). */
void line_io_open(struct line_io *io, int width_cols, struct text_setting setting);

/* Outputs one line, cleaned (nothing if it is empty), and wraps it to the width. With neither a
 * width nor a terminal it is not wrapped: a synthesizer or braille translator at the other end of a
 * pipe wraps by itself, and takes a newline within a sentence for a pause. */
void line_io_say(struct line_io *io, struct str line);
void line_io_sayf(struct line_io *io, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Outputs each line of a text. */
void line_io_say_lines(struct line_io *io, struct str text);

/* Writes buffered output now; line_io_wait() does so too. */
void line_io_flush(struct line_io *io);

/* Outputs a prompt; on a terminal without a newline, as the typed line ends it. */
void line_io_prompt(struct line_io *io, struct str prompt);

/* Writes buffered output and waits for a line, at most `milliseconds` (-1: for ever). LINE_IO_LINE:
 * *line is replaced by the line, cleaned, with carriage returns as spaces, and cut if it is very
 * long. LINE_IO_IDLE: the time is over. LINE_IO_OVER: a signal, or no more input. */
enum line_io_event line_io_wait(struct line_io *io, int milliseconds, struct buffer *line);

/* Returns whether a signal or an error ended the conversation, without waiting. Call it during long
 * work. */
bool line_io_is_over(struct line_io *io);

/* Closes *io and frees its buffers. Returns false if output could not be written, except to a pipe
 * that nobody reads any more. */
bool line_io_close(struct line_io *io);

#endif
