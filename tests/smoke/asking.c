#include "asking.h"

#include "base/alloc.h"
#include "text/grapheme.h"
#include "text/utf8.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

/* Terminals stop answering if too many answers are unread: at most this many questions at once. */
enum { MOST_QUESTIONS = 100, ANSWER_MS = 10000, MOST_TOLD = 100 };

struct question {
    int cols; /* that the text should take; -1: any number */
    size_t start, end;
};

struct asking {
    struct termios before;
    struct winsize size;
    bool ambiguous_wide;
    bool dumb; /* the terminal left a question unanswered */
    const char *part;
    int asked; /* in the current part */
    int differ;
    int col; /* from the last answer, counted from 1 */
    struct buffer out;
    struct buffer texts;
    struct question questions[MOST_QUESTIONS];
    size_t count;
    struct buffer in;
    struct buffer report;
};

struct asking *asking_open(bool ambiguous_wide)
{
    struct asking *asking = mem_zeroed(1, sizeof(*asking));
    struct termios raw;

    if (tcgetattr(STDIN_FILENO, &asking->before) != 0 ||
        ioctl(STDOUT_FILENO, TIOCGWINSZ, &asking->size) != 0) {
        free(asking);
        return NULL;
    }
    raw = asking->before;
    cfmakeraw(&raw);
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    asking->ambiguous_wide = ambiguous_wide;
    return asking;
}

int asking_cols(const struct asking *asking)
{
    return asking->size.ws_col;
}

int asking_lines(const struct asking *asking)
{
    return asking->size.ws_row;
}

static void report_part(struct asking *asking)
{
    if (asking->part)
        buffer_addf(&asking->report, "%s: %d asked\n", asking->part, asking->asked);
}

void asking_begin(struct asking *asking, const char *part)
{
    asking_settle(asking);
    report_part(asking);
    asking->part = part;
    asking->asked = 0;
}

static bool write_out(struct asking *asking)
{
    for (size_t at = 0; at < asking->out.bytes;) {
        ssize_t written = write(STDOUT_FILENO, asking->out.data + at, asking->out.bytes - at);

        if (written < 0 && errno != EINTR)
            return false;
        at += written > 0 ? (size_t)written : 0;
    }
    buffer_clear(&asking->out);
    return true;
}

/* Removes the first cursor position report, and the bytes before it, from the input. */
static bool take_answer(struct buffer *in, int *col)
{
    for (size_t at = 0; at + 1 < in->bytes; at++) {
        int line, length = 0;

        if (in->data[at] != '\033')
            continue;
        if (sscanf(buffer_c_str(in) + at, "\033[%d;%dR%n", &line, col, &length) == 2 && length) {
            at += (size_t)length;
            memmove(in->data, in->data + at, in->bytes - at);
            in->bytes -= at;
            return true;
        }
    }
    return false;
}

static bool read_answer(struct asking *asking, int *col)
{
    struct pollfd terminal = {STDIN_FILENO, POLLIN, 0};

    while (!take_answer(&asking->in, col)) {
        char piece[4096];
        ssize_t bytes;

        if (poll(&terminal, 1, ANSWER_MS) <= 0)
            return false;
        bytes = read(STDIN_FILENO, piece, sizeof(piece));
        if (bytes <= 0)
            return false;
        buffer_add(&asking->in, piece, (size_t)bytes);
    }
    return true;
}

static void tell(struct asking *asking, struct str text, int cols, int got)
{
    if (asking->differ++ >= MOST_TOLD)
        return;
    buffer_addf(&asking->report, "%s: not %d columns but %d: %.*s", asking->part, cols, got,
                STR_FMT(text));
    for (size_t at = 0; at < text.bytes;) {
        char32_t cp;

        at += utf8_decode(text.p + at, text.bytes - at, &cp);
        buffer_addf(&asking->report, " U+%04X", (unsigned)cp);
    }
    buffer_add_char(&asking->report, '\n');
}

/* After a full line the cursor is reported in the last column or one beyond. */
static bool is_expected(const struct asking *asking, int expected, int col)
{
    return col == expected || (expected > asking->size.ws_col && col >= asking->size.ws_col);
}

bool asking_settle(struct asking *asking)
{
    if (asking->dumb || !write_out(asking))
        return false;
    for (size_t i = 0; i < asking->count; i++) {
        const struct question *question = &asking->questions[i];
        struct str text = {asking->texts.data + question->start, question->end - question->start};
        int col;

        if (!read_answer(asking, &col)) {
            asking->dumb = true;
            buffer_addf(&asking->report, "%s: no answer after “%.*s”\n", asking->part,
                        STR_FMT(text));
            return false;
        }
        if (question->cols >= 0) {
            asking->asked++;
            if (!is_expected(asking, asking->col + question->cols, col))
                tell(asking, text, question->cols, col - asking->col);
        }
        asking->col = col;
    }
    asking->count = 0;
    buffer_clear(&asking->texts);
    return true;
}

static void ask(struct asking *asking, struct str text, int cols)
{
    size_t start = asking->texts.bytes;

    buffer_add_str(&asking->texts, text);
    buffer_add_str(&asking->out, text);
    buffer_add_text(&asking->out, "\033[6n");
    asking->questions[asking->count++] = (struct question){cols, start, asking->texts.bytes};
    if (asking->count == MOST_QUESTIONS)
        asking_settle(asking);
}

void asking_control(struct asking *asking, struct str bytes)
{
    if (!asking->dumb)
        buffer_add_str(&asking->out, bytes);
}

void asking_here(struct asking *asking)
{
    if (!asking->dumb)
        ask(asking, str_of(""), -1);
}

void asking_text(struct asking *asking, struct str text)
{
    if (!asking->dumb)
        ask(asking, text, text_cols(text, asking->ambiguous_wide));
}

int asking_close(struct asking *asking, struct buffer *report)
{
    bool answered = asking_settle(asking);
    int differ = asking->differ;

    tcsetattr(STDIN_FILENO, TCSANOW, &asking->before);
    report_part(asking);
    buffer_add_str(report, buffer_str(&asking->report));
    buffer_free(&asking->out);
    buffer_free(&asking->texts);
    buffer_free(&asking->in);
    buffer_free(&asking->report);
    free(asking);
    return answered ? differ : -1;
}
