#include "term/input.h"

#include "base/clock.h"
#include "capability.h"
#include "description.h"

#include <errno.h>
#include <ncurses.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Keys by their names in terminfo. */
static const struct {
    const char *name;
    reader_key key;
} NAMES[] = {
    {"kcuu1", RK_UP},    {"kcud1", RK_DOWN},    {"kcub1", RK_LEFT},    {"kcuf1", RK_RIGHT},
    {"kpp", RK_PAGE_UP}, {"knp", RK_PAGE_DOWN}, {"khome", RK_HOME},    {"kend", RK_END},
    {"ka1", RK_HOME},    {"kc1", RK_END},       {"ka3", RK_PAGE_UP},   {"kc3", RK_PAGE_DOWN},
    {"kent", RK_ENTER},  {"kbs", RK_BACKSPACE}, {"kcbt", RK_BACK_TAB}, {"kf1", RK_F1},
    {"khlp", RK_F1},
};

enum { NAME_COUNT = sizeof(NAMES) / sizeof(*NAMES) };
_Static_assert((int)NAME_COUNT <= (int)DECODE_MOST_NAMES, "the decoder has room for all");

/* Returns a string of the terminal's description; empty if absent. */
static const char *described(const char *name)
{
    const char *text = capability(name);

    return text ? text : "";
}

static void learn_names(struct decoder *decoder)
{
    for (size_t i = 0; i < NAME_COUNT; i++) {
        const char *bytes = described(NAMES[i].name);
        struct decode_name *name = &decoder->names[decoder->name_count];

        if (!*bytes || strlen(bytes) >= sizeof(name->bytes))
            continue;
        memcpy(name->bytes, bytes, strlen(bytes) + 1);
        name->key = NAMES[i].key;
        decoder->name_count++;
    }
}

void input_start(struct input *input, bool remote)
{
    *input = (struct input){.decoder = {.remote = remote}, .heard_ms = clock_monotonic_ms()};
    learn_names(&input->decoder);
}

bool input_read(struct input *input)
{
    char piece[4096];
    int waiting = 0;
    ssize_t bytes;

    /* Readable, but without bytes: the end of the input. */
    if (ioctl(STDIN_FILENO, FIONREAD, &waiting) != 0 || waiting <= 0)
        return false;
    bytes = read(STDIN_FILENO, piece,
                 (size_t)waiting < sizeof(piece) ? (size_t)waiting : sizeof(piece));
    if (bytes < 0)
        return errno == EINTR || errno == EAGAIN;
    if (input->at == input->bytes.bytes) {
        buffer_clear(&input->bytes);
        input->at = 0;
    }
    buffer_add(&input->bytes, piece, (size_t)bytes);
    input->heard_ms = clock_monotonic_ms();
    return bytes > 0;
}

/* Returns how long to wait for the rest of the current sequence; -1 if there is none. */
static int64_t time_left(const struct input *input)
{
    int patience = decode_patience_ms(&input->decoder);
    int64_t left = input->heard_ms + patience - clock_monotonic_ms();

    return patience < 0 ? -1 : left > 0 ? left : 0;
}

bool input_next(struct input *input, bool silent, struct decoded *out)
{
    struct str left = {input->bytes.data + input->at, input->bytes.bytes - input->at};

    *out = (struct decoded){0};
    if (left.bytes)
        input->at += decode(&input->decoder, left, out);
    else if (silent && time_left(input) == 0)
        decode_silence(&input->decoder, out);
    return out->kind != DECODED_NOTHING;
}

void input_await_answer(struct input *input, bool awaited)
{
    input->decoder.awaits_answer = awaited;
}

bool input_has_more(const struct input *input)
{
    return input->at < input->bytes.bytes;
}

int input_patience(const struct input *input, int milliseconds)
{
    int64_t left = time_left(input);

    return left >= 0 && (milliseconds < 0 || left < milliseconds) ? (int)left : milliseconds;
}

static bool has_pastes(void)
{
    return strncmp(described("cup"), "\033[", 2) == 0;
}

void input_write_starts(struct buffer *out, bool mouse, bool drags)
{
    description_add(out, "smkx");
    if (mouse && *described("kmous"))
        buffer_addf(out, "\033[?1000h%s\033[?1006h", drags ? "\033[?1002h" : "");
    if (has_pastes())
        buffer_add_text(out, "\033[?2004h");
}

void input_write_ends(struct buffer *out, bool mouse)
{
    if (has_pastes())
        buffer_add_text(out, "\033[?2004l");
    if (mouse && *described("kmous"))
        buffer_add_text(out, "\033[?1006l\033[?1002l\033[?1000l");
}

void input_free(struct input *input)
{
    decode_free(&input->decoder);
    buffer_free(&input->bytes);
}
