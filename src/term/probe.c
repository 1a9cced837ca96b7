#include "probe.h"

#include "base/ascii.h"
#include "base/clock.h"

#include <string.h>
#include <unistd.h>

/* Terminals that answer at all take hardly longer than the first time, but for the most distant
 * ones; after the second one nobody waits any more. */
enum { ANSWER_MS = 500, LATE_ANSWER_MS = 10000 };

/* Needs 13 columns. The cursor, which is asked for, stands behind the characters; then the line is
 * erased, and the cursor is put back. */
#define CHARACTERS "“—…·①×"
static const char QUESTION[] = "\0337\r" CHARACTERS "\033[6n\r\033[K\0338";
enum { COUNT = 6, NARROW_COL = 1 + COUNT, WIDE_COL = 1 + 2 * COUNT };

void probe_ask(struct probe *probe, struct buffer *out)
{
    if (!isatty(STDIN_FILENO))
        return;
    buffer_add_text(out, QUESTION);
    *probe = (struct probe){.asked = true, .asked_ms = clock_monotonic_ms()};
}

bool probe_take(struct probe *probe, int cursor_col, bool *wide)
{
    if (!probe->asked)
        return false;
    probe->asked = false;
    /* A terminal of another charset goes further. */
    *wide = cursor_col - NARROW_COL > COUNT / 2 && cursor_col <= WIDE_COL;
    return true;
}

bool probe_is_awaited(const struct probe *probe)
{
    return (probe->asked || probe->ground_awaited) &&
           clock_monotonic_ms() - probe->asked_ms < LATE_ANSWER_MS;
}

void probe_ask_ground(struct probe *probe, struct buffer *out)
{
    if (probe->ground_asked || !isatty(STDIN_FILENO))
        return;
    buffer_add_text(out, "\033]11;?\033\\");
    probe->ground_asked = probe->ground_awaited = true;
    probe->asked_ms = clock_monotonic_ms();
}

/* Takes one to four hexadecimal digits as a share of all light, 0 to 255, and a slash before them
 * unless they are the first. Returns false if there are none. */
static bool take_level(struct str *text, bool first, int *level)
{
    int value = 0, most = 0, digit;

    if (!first && (!text->bytes || *text->p != '/'))
        return false;
    if (!first)
        *text = (struct str){text->p + 1, text->bytes - 1};
    for (; text->bytes && most < 0xFFFF && (digit = ascii_hex_value(*text->p)) >= 0;
         *text = (struct str){text->p + 1, text->bytes - 1}) {
        value = value * 16 + digit;
        most = most * 16 + 15;
    }
    *level = most ? value * 255 / most : 0;
    return most != 0;
}

bool probe_take_ground(struct probe *probe, struct str osc, bool *light)
{
    /* The level of grey, by Rec. 601's weights, on which black and white have the same contrast. */
    enum { MIDDLE = 118 };
    static const char *const beginnings[] = {"11;rgb:", "11;rgba:"};
    int red, green, blue;

    for (size_t i = 0; i < sizeof(beginnings) / sizeof(*beginnings); i++) {
        size_t bytes = strlen(beginnings[i]);
        struct str rest = {osc.p + bytes, osc.bytes - bytes};

        if (!probe->ground_awaited || osc.bytes < bytes ||
            memcmp(osc.p, beginnings[i], bytes) != 0 || !take_level(&rest, true, &red) ||
            !take_level(&rest, false, &green) || !take_level(&rest, false, &blue))
            continue;
        probe->ground_awaited = false;
        *light = (299 * red + 587 * green + 114 * blue) / 1000 > MIDDLE;
        return true;
    }
    return false;
}

int probe_left_ms(const struct probe *probe)
{
    int64_t left_ms = probe->asked_ms + ANSWER_MS - clock_monotonic_ms();

    return (probe->asked || probe->ground_awaited) && left_ms > 0 ? (int)left_ms : 0;
}
