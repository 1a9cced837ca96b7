/* Processes that take one terminal over from one another, as those of a kiosk do, and show the
 * events they get.
 *
 *     relay
 *
 * Each process has the terminal until a key: x leaves the terminal as it is for the next process, q
 * closes it and ends all, as a signal that is not ignored does. The screen shows the number of the
 * process and, one below another, its events: key, place, paste, size, user, and idle if nothing
 * came for a while after another event. The first process waits for the others and forwards its
 * signals to the one that has the terminal. */

#include "term/term.h"
#include "ui/keys.h"

#include <errno.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { NEXT = 10, IDLE_MS = 200, USER_BYTES = sizeof("user\n") - 1 };

static void add_event(struct buffer *log, enum term_event event, reader_key key,
                      struct pointer pointer, const struct term *term)
{
    int cols, lines;

    switch (event) {
    case TERM_KEY:
        buffer_add_text(log, "key ");
        key_spell(log, key);
        break;
    case TERM_POINTER:
        buffer_addf(log, "%s %d,%d", pointer.event == POINTER_RELEASE ? "leave" : "place",
                    pointer.line, pointer.col);
        break;
    case TERM_PASTE:
        buffer_addf(log, "paste %.*s", STR_FMT(term_pasted(term)));
        break;
    case TERM_RESIZE:
        term_size(term, &cols, &lines);
        buffer_addf(log, "size %dx%d", cols, lines);
        break;
    case TERM_USER:
        buffer_add_text(log, "user");
        break;
    case TERM_IDLE:
        if (log->bytes < USER_BYTES ||
            memcmp(log->data + log->bytes - USER_BYTES, "user\n", USER_BYTES) != 0)
            return;
        buffer_add_text(log, "idle");
        break;
    default:
        return;
    }
    buffer_add_char(log, '\n');
}

static void show(struct term *term, struct frame *frame, int number, struct str log)
{
    struct buffer title = {0};
    int cols, lines;

    term_size(term, &cols, &lines);
    frame_reset(frame, cols, lines, false);
    buffer_addf(&title, "process %d", number);
    frame_put(frame, 0, 0, cols, buffer_str(&title), (struct style){ROLE_TEXT, 0});
    for (int line = 1; line < lines && log.bytes; line++) {
        const char *end = memchr(log.p, '\n', log.bytes);
        size_t bytes = end ? (size_t)(end - log.p) : log.bytes;

        frame_put(frame, line, 0, cols, (struct str){log.p, bytes}, (struct style){ROLE_TEXT, 0});
        bytes += end ? 1 : 0;
        log.p += bytes;
        log.bytes -= bytes;
    }
    term_draw(term, frame, false);
    buffer_free(&title);
}

/* Runs one process. Returns its exit status. */
static int run(int number)
{
    struct term_options options = {.mouse = true, .kiosk = true, .inherited = number > 1};
    struct buffer message = {0}, log = {0};
    struct term *term = term_open(options, &message);
    struct frame frame = {0};
    enum term_event event;
    reader_key key = 0;

    if (!term) {
        fprintf(stderr, "%s\n", buffer_c_str(&message));
        return EXIT_FAILURE;
    }
    do {
        struct pointer pointer;

        show(term, &frame, number, buffer_str(&log));
        event = term_wait(term, IDLE_MS, &key, &pointer);
        add_event(&log, event, key, pointer, term);
        if (event == TERM_KEY && key == RK_CTRL('z'))
            term_suspend(term);
    } while (event != TERM_END && event != TERM_SIGNAL &&
             !(event == TERM_KEY && (key == 'x' || key == 'q')));
    if (event == TERM_KEY && key == 'x')
        term_abandon(term);
    else
        term_close(term);
    frame_free(&frame);
    buffer_free(&log);
    return event == TERM_KEY && key == 'x' ? NEXT : EXIT_SUCCESS;
}

static const int SIGNALS[] = {SIGTERM, SIGHUP,  SIGINT,  SIGQUIT, SIGTSTP,
                              SIGTTIN, SIGTTOU, SIGUSR1, SIGUSR2};
static volatile pid_t child;

static void hand_on(int number)
{
    if (child > 0)
        kill(child, number);
}

static void settle_signals(void (*handler)(int))
{
    for (size_t i = 0; i < sizeof(SIGNALS) / sizeof(*SIGNALS); i++)
        signal(SIGNALS[i], handler);
}

/* Starts a process. Signals are blocked until their receiver is known. */
static void begin_child(int number)
{
    sigset_t held, before;

    sigemptyset(&held);
    for (size_t i = 0; i < sizeof(SIGNALS) / sizeof(*SIGNALS); i++)
        sigaddset(&held, SIGNALS[i]);
    sigprocmask(SIG_BLOCK, &held, &before);
    child = fork();
    if (child == 0)
        settle_signals(SIG_DFL);
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (child == 0)
        exit(run(number));
}

static bool wait_for_child(int *status)
{
    pid_t ended;

    do
        ended = waitpid(child, status, 0);
    while (ended < 0 && errno == EINTR);
    return ended == child && WIFEXITED(*status);
}

int main(void)
{
    int status;

    setlocale(LC_ALL, "C.UTF-8");
    term_prepare(false);
    settle_signals(hand_on);
    for (int number = 1;; number++) {
        begin_child(number);
        if (child < 0 || !wait_for_child(&status))
            return EXIT_FAILURE;
        if (WEXITSTATUS(status) != NEXT)
            return WEXITSTATUS(status);
    }
}
