#include "linear/line_io.h"

#include "base/grace.h"
#include "base/write_within.h"
#include "text/clean.h"
#include "text/kinsoku.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { LINE_MOST_BYTES = 4096, OUT_MOST_BYTES = 1 << 16 };

/* Blocks the signals and reads them from a descriptor, so that none is missed between a check and a
 * wait. A signal that is ignored (nohup) stays so. Returns the descriptor or -1. */
static int catch_signals(void)
{
    static const int ENDING[] = {SIGINT, SIGTERM, SIGHUP};
    sigset_t mask;
    int signals;

    sigemptyset(&mask);
    for (size_t i = 0; i < sizeof(ENDING) / sizeof(*ENDING); i++) {
        struct sigaction action;

        if (sigaction(ENDING[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            sigaddset(&mask, ENDING[i]);
    }
    signals = signalfd(-1, &mask, SFD_CLOEXEC);
    if (signals >= 0)
        sigprocmask(SIG_BLOCK, &mask, NULL);
    return signals;
}

void line_io_open(struct line_io *io, int width_cols, struct text_setting setting)
{
    *io = (struct line_io){.setting = setting, .width_cols = width_cols};
    io->setting.hang = io->setting.spacing = false;
    io->echoed = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    io->signals = catch_signals();
    signal(SIGPIPE, SIG_IGN);
}

bool line_io_is_over(struct line_io *io)
{
    struct pollfd signals = {io->signals, POLLIN, 0};

    if (poll(&signals, 1, 0) > 0)
        io->over = true;
    return io->over;
}

/* Ends the conversation after an error that trying again does not help. */
static void note_wait_error(struct line_io *io)
{
    if (errno == EINTR || errno == EAGAIN)
        return;
    io->wait_error = errno;
    io->over = true;
}

/* Once a signal came, no more write begins. */
void line_io_flush(struct line_io *io)
{
    for (size_t at = 0; at < io->out.bytes && !io->over;) {
        struct pollfd fds[] = {{STDOUT_FILENO, POLLOUT, 0}, {io->signals, POLLIN, 0}};
        size_t bytes = io->out.bytes - at;
        ssize_t written;

        if (poll(fds, 2, -1) < 0) {
            note_wait_error(io);
            continue;
        }
        if (fds[1].revents) {
            io->over = true;
            break;
        }
        /* A terminal that is ready may take a byte and no more. */
        written = write_within(STDOUT_FILENO, io->out.data + at, bytes, GRACE_WRITE_MS);
        if (written >= 0) {
            at += (size_t)written;
        } else if (errno != EAGAIN) {
            io->error = errno;
            io->over = true;
        }
    }
    buffer_clear(&io->out);
}

/* Returns the columns to wrap at; 0: lines are not wrapped. */
static int wrap_cols(const struct line_io *io)
{
    struct winsize size;

    if (io->width_cols)
        return io->width_cols;
    /* One column less: terminals differ in what a newline after a full line does. */
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1)
        return size.ws_col - 1;
    return 0;
}

static void clean_line(struct buffer *clean, struct str line)
{
    text_clean(clean, line.p, line.bytes);
    buffer_join_lines(clean, 0);
}

static void end_line(struct line_io *io)
{
    buffer_add_char(&io->out, '\n');
    if (io->out.bytes > OUT_MOST_BYTES)
        line_io_flush(io);
}

void line_io_say(struct line_io *io, struct str line)
{
    struct text_setting setting = io->setting;
    struct buffer clean = {0};
    int cols = wrap_cols(io);

    if (io->prompted)
        end_line(io);
    io->prompted = false;
    clean_line(&clean, line);
    if (!cols && clean.bytes) {
        buffer_add_str(&io->out, buffer_str(&clean));
        end_line(io);
    }
    setting.kinsoku = kinsoku_resolve(setting.kinsoku, cols);
    for (size_t at = 0; cols && at < clean.bytes;) {
        struct text_line part = text_line_next(buffer_str(&clean), at, cols, &setting);

        if (part.end > at) { /* not only spaces */
            buffer_add(&io->out, clean.data + at, part.end - at);
            end_line(io);
        }
        at = part.next;
    }
    buffer_free(&clean);
}

void line_io_sayf(struct line_io *io, const char *format, ...)
{
    struct buffer text = {0};
    va_list arguments;

    va_start(arguments, format);
    buffer_vaddf(&text, format, arguments);
    va_end(arguments);
    line_io_say(io, buffer_str(&text));
    buffer_free(&text);
}

void line_io_say_lines(struct line_io *io, struct str text)
{
    while (text.bytes)
        line_io_say(io, str_take_line(&text));
}

void line_io_prompt(struct line_io *io, struct str prompt)
{
    line_io_say(io, prompt);
    if (io->echoed && io->out.bytes) {
        io->out.bytes--;
        io->prompted = true;
    }
}

/* Removes the first line from the input. Returns false if none is complete yet. */
static bool take_line(struct line_io *io, struct buffer *line)
{
    struct str left = buffer_str(&io->in), first = str_take_line(&left);

    if (first.bytes == io->in.bytes && (!io->ended || !first.bytes))
        return false;
    if (first.bytes > LINE_MOST_BYTES)
        first.bytes = LINE_MOST_BYTES;
    buffer_clear(line);
    clean_line(line, first);
    io->in.bytes = left.bytes;
    memmove(io->in.data, left.p, left.bytes);
    return true;
}

static void read_some(struct line_io *io)
{
    char bytes[LINE_MOST_BYTES];
    ssize_t count = read(STDIN_FILENO, bytes, sizeof(bytes));

    if (count > 0) {
        buffer_add(&io->in, bytes, (size_t)count);
        if (!memchr(bytes, '\n', (size_t)count) && io->in.bytes > LINE_MOST_BYTES)
            io->in.bytes = LINE_MOST_BYTES;
    } else if (count == 0) {
        io->ended = true;
    } else {
        note_wait_error(io);
    }
}

enum line_io_event line_io_wait(struct line_io *io, int milliseconds, struct buffer *line)
{
    line_io_flush(io);
    while (!line_io_is_over(io)) {
        struct pollfd fds[] = {{STDIN_FILENO, POLLIN, 0}, {io->signals, POLLIN, 0}};
        int ready;

        if (take_line(io, line)) {
            io->prompted = false;
            return LINE_IO_LINE;
        }
        if (io->ended)
            break;
        ready = poll(fds, 2, milliseconds);
        if (ready == 0)
            return LINE_IO_IDLE;
        if (ready < 0)
            note_wait_error(io);
        if (ready > 0 && fds[0].revents)
            read_some(io);
    }
    return LINE_IO_OVER;
}

bool line_io_close(struct line_io *io)
{
    struct pollfd out = {STDOUT_FILENO, POLLOUT, 0};
    bool written = !io->error || io->error == EPIPE;

    if (io->prompted && !io->error && poll(&out, 1, 0) > 0)
        written &= write_within(STDOUT_FILENO, "\n", 1, GRACE_WRITE_MS) == 1;
    if (io->signals >= 0)
        close(io->signals);
    buffer_free(&io->out);
    buffer_free(&io->in);
    return written;
}
