#include "system/journal.h"

#include "base/buffer.h"
#include "base/grace.h"
#include "base/write_within.h"
#include "text/clean.h"
#include "text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* Cleaning can triple the length, and the line with its prefix must be shorter than PIPE_BUF, the
 * most that a pipe accepts in one piece. */
enum { MAX_MESSAGE_BYTES = 1024 };

/* LOG_DAEMON of syslog(3). */
enum { FACILITY = 3 << 3 };

void journal_open(struct journal *journal, const char *socket_path)
{
    *journal = (struct journal){.datagram.fd = -1};
    journal->is_stderr = !isatty(STDERR_FILENO) && fcntl(STDERR_FILENO, F_GETFD) >= 0;
    if (!journal->is_stderr)
        datagram_open(&journal->datagram, socket_path);
}

/* Writes to standard error, of whatever kind, without SIGPIPE, and with hardly any waiting: a
 * terminal that is ready may take a byte and no more. */
static void write_to_stderr(struct str line)
{
    static const struct timespec AT_ONCE = {0};
    struct pollfd out = {.fd = STDERR_FILENO, .events = POLLOUT};
    sigset_t pipe_signal, before;

    if (send(STDERR_FILENO, line.p, line.bytes, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0 ||
        errno != ENOTSOCK)
        return;
    /* A pipe is ready only if it has room for PIPE_BUF bytes. */
    if (poll(&out, 1, 0) <= 0 || !(out.revents & POLLOUT))
        return;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    sigprocmask(SIG_BLOCK, &pipe_signal, &before);
    if (write_within(STDERR_FILENO, line.p, line.bytes, GRACE_WRITE_MS) < 0 && errno == EPIPE &&
        !sigismember(&before, SIGPIPE))
        sigtimedwait(&pipe_signal, NULL, &AT_ONCE);
    sigprocmask(SIG_SETMASK, &before, NULL);
}

/* Appends a message as one line without control characters; changes `message` itself, too. */
static void add_message(struct buffer *line, char *message, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        unsigned char byte = (unsigned char)message[i];

        if (byte == '\n' || byte == '\t')
            message[i] = ' ';
        else if (byte < 0x20 || byte == 0x7F)
            message[i] = '?';
    }
    text_clean(line, message, bytes);
}

/* Returns where to cut a message that is too long: before its last character, which may be
 * incomplete. */
static size_t cut(const char *message, size_t bytes)
{
    while (bytes > 0 && utf8_is_tail(message[bytes - 1]))
        bytes--;
    return bytes > 0 ? bytes - 1 : 0;
}

static void make_line(const struct journal *journal, struct buffer *out, enum journal_level level,
                      const char *format, va_list args)
{
    char message[MAX_MESSAGE_BYTES];
    int wanted = vsnprintf(message, sizeof(message), format, args);

    if (wanted < 0)
        return;
    if (journal->is_stderr)
        buffer_add_text(out, "kanbao: ");
    else
        buffer_addf(out, "<%d>kanbao[%ld]: ", FACILITY | (int)level, (long)getpid());
    if ((size_t)wanted < sizeof(message)) {
        add_message(out, message, (size_t)wanted);
    } else {
        add_message(out, message, cut(message, sizeof(message) - 1));
        buffer_add_text(out, "…");
    }
    if (journal->is_stderr)
        buffer_add_char(out, '\n');
}

void journal_make_line(const struct journal *journal, struct buffer *out, enum journal_level level,
                       const char *format, ...)
{
    va_list args;

    va_start(args, format);
    make_line(journal, out, level, format, args);
    va_end(args);
}

void journal_send(const struct journal *journal, struct str made)
{
    if (journal->is_stderr)
        write_to_stderr(made);
    else
        datagram_send(&journal->datagram, made.p, made.bytes);
}

void journal_line(const struct journal *journal, enum journal_level level, const char *format, ...)
{
    struct buffer line = {0};
    int error = errno;
    va_list args;

    va_start(args, format);
    make_line(journal, &line, level, format, args);
    va_end(args);
    journal_send(journal, buffer_str(&line));
    buffer_free(&line);
    errno = error;
}

void journal_close(struct journal *journal)
{
    datagram_close(&journal->datagram);
}
