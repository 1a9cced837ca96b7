#include "probe.h"

#include "base/clock.h"

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
    return probe->asked && clock_monotonic_ms() - probe->asked_ms < LATE_ANSWER_MS;
}

int probe_left_ms(const struct probe *probe)
{
    int64_t left_ms = probe->asked_ms + ANSWER_MS - clock_monotonic_ms();

    return probe->asked && left_ms > 0 ? (int)left_ms : 0;
}
