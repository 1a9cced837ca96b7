/* Runs in a terminal and compares the terminal's cursor with kanbao's widths:
 *
 *     witness REPORT FRAMES PROGRAM ARTICLE KEYS narrow|wide [old-marks]
 *
 * - after every code point that is its own glyph, next to a letter;
 * - in the rows of FRAMES.narrow or FRAMES.wide, as the terminal should draw ambiguous characters,
 *   cell by cell;
 * - in the output of PROGRAM for ARTICLE and KEYS on a terminal of the same size, after each of the
 *   pieces that its curses writes.
 *
 * Then writes REPORT: the differences, the number of questions, and at last "narrow: N differ" or
 * "wide: N differ". With old-marks, for a terminal that knows only old combining marks, the code
 * points are tried without combining marks. */

#include "asking.h"

#include "base/file.h"
#include "text/clean.h"
#include "text/glyph.h"
#include "text/grapheme.h"
#include "text/utf8.h"
#include "text/width.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

enum { FILE_MOST_BYTES = 1 << 20, PROGRAM_MS = 20000 };

struct order {
    const char *report, *frames, *program, *article, *keys;
    bool wide, old_marks;
};

/* Returns whether a code point is left out, because there are many others of its kind. */
static bool is_passed_over(char32_t cp)
{
    enum { EACH = 64 };
    bool one_of_many = (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0xAC00 && cp <= 0xD7A3) ||
                       (cp >= 0xE000 && cp <= 0xF8FF) || cp >= 0x20000;

    return one_of_many && cp % EACH != 0;
}

/* Asks for the code points that are clean after a letter and have themselves as glyphs. */
static void ask_code_points(struct asking *asking, bool wide, bool old_marks)
{
    asking_begin(asking, "code points");
    for (char32_t cp = 0xA0; cp <= 0x10FFFF; cp++) {
        char text[5] = {'x'};
        size_t bytes = 1 + utf8_encode(cp, text + 1);

        if (is_passed_over(cp) || text_width(cp, wide) < (old_marks ? 1 : 0) ||
            text_glyph(cp, wide) != cp || text_clean_prefix(text, bytes, 0) != bytes)
            continue;
        asking_control(asking, str_of("\rx"));
        asking_here(asking);
        asking_text(asking, (struct str){text + 1, bytes - 1});
    }
    asking_control(asking, str_of("\r\033[K"));
}

static void ask_row(struct asking *asking, struct str row, bool wide)
{
    asking_here(asking);
    for (size_t at = 0; at < row.bytes;) {
        size_t bytes = grapheme_next(row.p + at, row.bytes - at, wide).bytes;

        asking_text(asking, (struct str){row.p + at, bytes});
        at += bytes;
    }
    asking_control(asking, str_of("\r\033[K"));
}

static bool ask_frames(struct asking *asking, const char *prefix, bool wide)
{
    struct buffer path = {0}, frames = {0};
    bool read;

    asking_begin(asking, "cells");
    buffer_addf(&path, "%s.%s", prefix, wide ? "wide" : "narrow");
    read = file_read(buffer_c_str(&path), FILE_MOST_BYTES, &frames) == 0;
    for (size_t at = 0; read && at < frames.bytes;) {
        const char *start = frames.data + at;
        const char *end = memchr(start, '\n', frames.bytes - at);

        if (!end)
            break;
        ask_row(asking, (struct str){start, (size_t)(end - start)}, wide);
        at += (size_t)(end - start) + 1;
    }
    buffer_free(&path);
    buffer_free(&frames);
    return read;
}

/* Reads a child's output until its end. Returns false if it failed or took too long and was
 * killed. */
static bool read_all(pid_t child, int master, struct buffer *output)
{
    struct pollfd ready = {master, POLLIN, 0};
    int status;

    for (;;) {
        char piece[4096];
        ssize_t bytes;

        if (poll(&ready, 1, PROGRAM_MS) <= 0)
            kill(child, SIGKILL);
        bytes = read(master, piece, sizeof(piece));
        if (bytes > 0)
            buffer_add(output, piece, (size_t)bytes);
        else if (bytes == 0 || errno != EINTR)
            break;
    }
    close(master);
    return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* Runs the program and appends its output. The terminal is raw from the start, so that keys sent
 * before the program starts are not echoed. */
static bool run_program(const struct asking *asking, const struct order *order, bool wide,
                        struct buffer *output)
{
    struct winsize size = {.ws_row = (unsigned short)asking_lines(asking),
                           .ws_col = (unsigned short)asking_cols(asking)};
    struct termios raw = {0};
    size_t bytes = strlen(order->keys);
    int master;
    pid_t child;

    tcgetattr(STDIN_FILENO, &raw);
    child = forkpty(&master, NULL, &raw, &size);
    if (child < 0)
        return false;
    if (child == 0) {
        execl(order->program, order->program, "--ambiguous", wide ? "wide" : "narrow",
              order->article, (char *)NULL);
        _exit(127);
    }
    if (write(master, order->keys, bytes) != (ssize_t)bytes)
        kill(child, SIGKILL);
    return read_all(child, master, output);
}

/* Returns the bytes of the control character or sequence at the beginning of `text`, or 0 if it
 * begins with text. */
static size_t control_bytes(struct str text)
{
    unsigned char first = (unsigned char)text.p[0];
    size_t at = 2;

    if (first != '\033')
        return first < 0x20 || first == 0x7F;
    if (text.bytes < 2)
        return 1;
    if (text.p[1] == ']') {
        while (at < text.bytes && text.p[at - 1] != '\a')
            at++;
        return at;
    }
    if (text.p[1] == '[') {
        while (at < text.bytes && (text.p[at] < 0x40 || text.p[at] > 0x7E))
            at++;
        return at + 1 < text.bytes ? at + 1 : text.bytes;
    }
    if (strchr("()*+#%", text.p[1]))
        return text.bytes < 3 ? text.bytes : 3;
    return 2;
}

static bool ask_drawing(struct asking *asking, const struct order *order, bool wide)
{
    struct buffer output = {0};
    bool ended = run_program(asking, order, wide, &output);

    asking_begin(asking, "drawing");
    for (size_t at = 0; at < output.bytes;) {
        struct str left = {output.data + at, output.bytes - at};
        size_t bytes = control_bytes(left), text_bytes = 0;

        while (!bytes && text_bytes < left.bytes &&
               !control_bytes((struct str){left.p + text_bytes, left.bytes - text_bytes}))
            text_bytes++;
        if (bytes) {
            asking_control(asking, (struct str){left.p, bytes});
        } else {
            asking_here(asking);
            asking_text(asking, (struct str){left.p, text_bytes});
        }
        at += bytes + text_bytes;
    }
    buffer_free(&output);
    return ended;
}

/* Asks for everything and appends the report. */
static void ask_all(const struct order *order, struct buffer *report)
{
    bool wide = order->wide;
    struct asking *asking = asking_open(wide);
    int differ;

    if (!asking) {
        buffer_add_text(report, "this is no terminal\n");
        return;
    }
    ask_code_points(asking, wide, order->old_marks);
    if (!ask_frames(asking, order->frames, wide))
        buffer_add_text(report, "the frames cannot be read\n");
    if (!ask_drawing(asking, order, wide))
        buffer_add_text(report, "the program did not end well\n");
    differ = asking_close(asking, report);
    buffer_addf(report, "%s: %d differ\n", wide ? "wide" : "narrow", differ);
}

int main(int argc, char **argv)
{
    struct buffer report = {0};
    int failed;

    if (argc < 7) {
        fputs("usage: witness REPORT FRAMES PROGRAM ARTICLE KEYS narrow|wide [old-marks]\n",
              stderr);
        return 2;
    }
    ask_all(&(struct order){argv[1], argv[2], argv[3], argv[4], argv[5],
                            strcmp(argv[6], "wide") == 0,
                            argc > 7 && strcmp(argv[7], "old-marks") == 0},
            &report);
    failed = file_replace(argv[1], buffer_str(&report), 0600);
    buffer_free(&report);
    return failed ? 1 : 0;
}
