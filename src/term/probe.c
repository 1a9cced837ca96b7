#include "term/probe.h"

#include "base/ascii.h"
#include "base/clock.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { ANSWER_MS = 200, ESCAPE = 0x1B, WIDE_COL = 3 };

/* The questions, written at once. Each writes a character at the beginning of the line and asks for
 * the cursor's position. The last one, after clearing, asks for the terminal's attributes, which
 * nearly every terminal answers, so its answer means that no more will come. */
#define ASK(character) "\r" character "\033[6n"
static const char QUESTIONS[] =
    "\0337" ASK("“") ASK("—") ASK("…") ASK("·") ASK("①") ASK("×") "\r\033[K\0338\033[c";
enum { ASKED = 6 };

struct answers {
    int wide;
    bool complete;
};

static bool may_ask(void)
{
    const char *name = getenv("TERM");

    return name && *name && strcmp(name, "dumb") != 0 && isatty(STDIN_FILENO) &&
           isatty(STDOUT_FILENO);
}

/* Returns the bytes of a complete CSI sequence at the beginning of `text`, or 0 if absent. */
static size_t csi_bytes(struct str text)
{
    if (text.bytes < 3 || text.p[0] != ESCAPE || text.p[1] != '[')
        return 0;
    for (size_t at = 2; at < text.bytes; at++) {
        if (text.p[at] >= 0x40 && text.p[at] <= 0x7E)
            return at + 1;
        if (text.p[at] < 0x20 || text.p[at] > 0x3F)
            return 0;
    }
    return 0;
}

/* Returns the column in a cursor position report, ESC [ line ; column R; 0 for another sequence. */
static int reported_col(struct str sequence)
{
    enum { MOST_COLS = 100000 };
    int numbers[2] = {0};
    size_t index = 0;

    for (size_t at = 2; at + 1 < sequence.bytes; at++) {
        char byte = sequence.p[at];

        if (byte == ';' && index == 0)
            index = 1;
        else if (ascii_is_digit(byte) && numbers[index] < MOST_COLS)
            numbers[index] = numbers[index] * 10 + (byte - '0');
        else
            return 0;
    }
    return sequence.p[sequence.bytes - 1] == 'R' && numbers[0] ? numbers[1] : 0;
}

/* Returns whether a sequence reports the terminal's attributes: ESC [ ? … c. */
static bool is_attributes(struct str sequence)
{
    return sequence.p[2] == '?' && sequence.p[sequence.bytes - 1] == 'c';
}

/* Removes the answers from the input, and evaluates them; leaves all other bytes. */
static void take_answers(struct buffer *input, size_t start, struct answers *answers)
{
    size_t at = start;

    while (at < input->bytes && !answers->complete) {
        struct str sequence = {input->data + at, input->bytes - at};
        int col;

        sequence.bytes = csi_bytes(sequence);
        col = sequence.bytes ? reported_col(sequence) : 0;
        answers->complete = sequence.bytes && is_attributes(sequence);
        if (!col && !answers->complete) {
            at++;
            continue;
        }
        answers->wide += col == WIDE_COL;
        input->bytes -= sequence.bytes;
        memmove(input->data + at, input->data + at + sequence.bytes, input->bytes - at);
    }
}

/* Waits for input and appends it. Returns false if the time or the room is used up. */
static bool read_some(struct buffer *input, size_t most_bytes, int64_t until_ms)
{
    struct pollfd terminal = {STDIN_FILENO, POLLIN, 0};
    char piece[PROBE_TYPED_MAX_BYTES];
    ssize_t bytes;
    int ready;

    do {
        int64_t left = until_ms - clock_monotonic_ms();

        ready = left > 0 ? poll(&terminal, 1, (int)left) : 0;
    } while (ready < 0 && errno == EINTR);
    if (ready <= 0 || !(terminal.revents & POLLIN) || !most_bytes)
        return false;
    bytes = read(STDIN_FILENO, piece, most_bytes < sizeof(piece) ? most_bytes : sizeof(piece));
    if (bytes > 0)
        buffer_add(input, piece, (size_t)bytes);
    return bytes > 0;
}

static bool ask(void)
{
    size_t bytes = sizeof(QUESTIONS) - 1;

    for (size_t at = 0; at < bytes;) {
        ssize_t written = write(STDOUT_FILENO, QUESTIONS + at, bytes - at);

        if (written < 0 && errno != EINTR)
            return false;
        at += written > 0 ? (size_t)written : 0;
    }
    return true;
}

/* Asks and evaluates; the terminal must be in raw mode. */
static bool is_wide(struct buffer *typed)
{
    size_t start = typed->bytes;
    struct answers answers = {0};
    int64_t until_ms = clock_monotonic_ms() + ANSWER_MS;

    if (!ask())
        return false;
    while (!answers.complete &&
           read_some(typed, start + PROBE_TYPED_MAX_BYTES - typed->bytes, until_ms))
        take_answers(typed, start, &answers);
    return answers.wide * 2 > ASKED;
}

/* Delays the signals that end or stop the program until the terminal is restored. */
static void block_signals(sigset_t *before)
{
    static const int DEADLY[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP};
    sigset_t mask;

    sigemptyset(&mask);
    for (size_t i = 0; i < sizeof(DEADLY) / sizeof(*DEADLY); i++)
        sigaddset(&mask, DEADLY[i]);
    sigprocmask(SIG_BLOCK, &mask, before);
}

bool probe_ambiguous_wide(struct buffer *typed)
{
    struct termios before, raw;
    sigset_t mask;
    bool wide = false;

    if (!may_ask() || tcgetattr(STDIN_FILENO, &before) != 0)
        return false;
    raw = before;
    cfmakeraw(&raw);
    block_signals(&mask);
    /* TCSANOW, without flushing, because keys may have been typed already. */
    if (tcsetattr(STDIN_FILENO, TCSANOW, &raw) == 0) {
        wide = is_wide(typed);
        tcsetattr(STDIN_FILENO, TCSANOW, &before);
    }
    sigprocmask(SIG_SETMASK, &mask, NULL);
    return wide;
}
