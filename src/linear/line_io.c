#include "linear/line_io.h"

#include "text/clean.h"
#include "text/kinsoku.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>

enum { LINE_MOST_BYTES = 4096, OUT_MOST_BYTES = 1 << 16 };

/* The signals are read, so that none can come between a look and a wait. One that was to be ignored
 * (nohup) stays so. */
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

void talk_open(struct talk *talk, int width_cols, struct text_setting setting)
{
    *talk = (struct talk){.setting = setting, .width_cols = width_cols};
    talk->setting.hang = talk->setting.spacing = false;
    talk->echoed = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    talk->signals = catch_signals();
    signal(SIGPIPE, SIG_IGN);
}

bool talk_is_over(struct talk *talk)
{
    struct pollfd signals = {talk->signals, POLLIN, 0};

    if (poll(&signals, 1, 0) > 0)
        talk->over = true;
    return talk->over;
}

/* At the end nothing that blocks is begun any more. */
void talk_flush(struct talk *talk)
{
    for (size_t at = 0; at < talk->out.bytes && !talk->over;) {
        struct pollfd fds[] = {{STDOUT_FILENO, POLLOUT, 0}, {talk->signals, POLLIN, 0}};
        size_t bytes = talk->out.bytes - at;
        ssize_t written;

        if (poll(fds, 2, -1) < 0) {
            talk->over = errno != EINTR;
            continue;
        }
        if (fds[1].revents) {
            talk->over = true;
            break;
        }
        /* A pipe that is ready takes so many bytes without waiting. */
        written = write(STDOUT_FILENO, talk->out.data + at, bytes < PIPE_BUF ? bytes : PIPE_BUF);
        if (written >= 0) {
            at += (size_t)written;
        } else if (errno != EAGAIN && errno != EINTR) {
            talk->error = errno;
            talk->over = true;
        }
    }
    buffer_clear(&talk->out);
}

/* 0: lines are not wrapped. */
static int wrap_cols(const struct talk *talk)
{
    struct winsize size;

    if (talk->width_cols)
        return talk->width_cols;
    /* One column less: what a plain terminal does with a newline after a full line is its own. */
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 1)
        return size.ws_col - 1;
    return 0;
}

static void clean_line(struct buffer *clean, struct str line)
{
    text_clean(clean, line.p, line.bytes);
    for (size_t i = 0; i < clean->bytes; i++)
        if (clean->data[i] == '\n' || clean->data[i] == '\t')
            clean->data[i] = ' ';
}

static void end_line(struct talk *talk)
{
    buffer_add_char(&talk->out, '\n');
    if (talk->out.bytes > OUT_MOST_BYTES)
        talk_flush(talk);
}

void talk_say(struct talk *talk, struct str line)
{
    struct text_setting setting = talk->setting;
    struct buffer clean = {0};
    int cols = wrap_cols(talk);

    if (talk->prompted)
        end_line(talk);
    talk->prompted = false;
    clean_line(&clean, line);
    if (!cols && clean.bytes) {
        buffer_add_str(&talk->out, buffer_str(&clean));
        end_line(talk);
    }
    setting.kinsoku = kinsoku_settle(setting.kinsoku, cols);
    for (size_t at = 0; cols && at < clean.bytes;) {
        struct text_line part = text_line_next(buffer_str(&clean), at, cols, &setting);

        if (part.end > at) { /* not spaces alone */
            buffer_add(&talk->out, clean.data + at, part.end - at);
            end_line(talk);
        }
        at = part.next;
    }
    buffer_free(&clean);
}

void talk_sayf(struct talk *talk, const char *format, ...)
{
    char *text;
    va_list arguments;
    int bytes;

    va_start(arguments, format);
    bytes = vasprintf(&text, format, arguments);
    va_end(arguments);
    if (bytes < 0)
        return;
    talk_say(talk, (struct str){text, (size_t)bytes});
    free(text);
}

void talk_say_lines(struct talk *talk, struct str text)
{
    while (text.bytes) {
        const char *newline = memchr(text.p, '\n', text.bytes);
        size_t bytes = newline ? (size_t)(newline - text.p) : text.bytes;

        talk_say(talk, (struct str){text.p, bytes});
        bytes += newline ? 1 : 0;
        text.p += bytes;
        text.bytes -= bytes;
    }
}

void talk_prompt(struct talk *talk, struct str prompt)
{
    talk_say(talk, prompt);
    if (talk->echoed && talk->out.bytes) {
        talk->out.bytes--;
        talk->prompted = true;
    }
}

/* Takes the first line off the input. False where none is whole yet. */
static bool take_line(struct talk *talk, struct buffer *line)
{
    struct buffer *in = &talk->in;
    const char *newline = in->bytes ? memchr(in->data, '\n', in->bytes) : NULL;
    size_t bytes = newline ? (size_t)(newline - in->data) : in->bytes, taken = bytes;

    if (!newline && (!talk->ended || !in->bytes))
        return false;
    taken += newline ? 1 : 0;
    buffer_clear(line);
    clean_line(line, (struct str){in->data, bytes < LINE_MOST_BYTES ? bytes : LINE_MOST_BYTES});
    in->bytes -= taken;
    memmove(in->data, in->data + taken, in->bytes);
    return true;
}

static void read_some(struct talk *talk)
{
    char bytes[LINE_MOST_BYTES];
    ssize_t count = read(STDIN_FILENO, bytes, sizeof(bytes));

    if (count > 0) {
        buffer_add(&talk->in, bytes, (size_t)count);
        if (!memchr(bytes, '\n', (size_t)count) && talk->in.bytes > LINE_MOST_BYTES)
            talk->in.bytes = LINE_MOST_BYTES;
    } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
        talk->ended = true;
    }
}

enum talk_event talk_wait(struct talk *talk, int milliseconds, struct buffer *line)
{
    talk_flush(talk);
    while (!talk_is_over(talk)) {
        struct pollfd fds[] = {{STDIN_FILENO, POLLIN, 0}, {talk->signals, POLLIN, 0}};
        int ready;

        if (take_line(talk, line)) {
            talk->prompted = false;
            return TALK_LINE;
        }
        if (talk->ended)
            break;
        ready = poll(fds, 2, milliseconds);
        if (ready == 0)
            return TALK_IDLE;
        if (ready < 0 && errno != EINTR)
            break;
        if (ready > 0 && fds[0].revents)
            read_some(talk);
    }
    return TALK_OVER;
}

bool talk_close(struct talk *talk)
{
    struct pollfd out = {STDOUT_FILENO, POLLOUT, 0};
    bool written = !talk->error || talk->error == EPIPE;

    if (talk->prompted && !talk->error && poll(&out, 1, 0) > 0)
        written &= write(STDOUT_FILENO, "\n", 1) == 1;
    if (talk->signals >= 0)
        close(talk->signals);
    buffer_free(&talk->out);
    buffer_free(&talk->in);
    return written;
}
