#include "state/history.h"

#include "base/alloc.h"

#include <stdlib.h>

static bool is_latest(const struct history *history, struct str id)
{
    return history->count && str_eq(str_of(history->ids[history->count - 1]), id);
}

void history_add(struct history *history, struct str id)
{
    char *copy;

    if (is_latest(history, id))
        return;
    if (history->count == HISTORY_MOST) {
        free(history->ids[0]);
        history->count--;
        memmove(history->ids, history->ids + 1, history->count * sizeof(*history->ids));
    }
    copy = mem_zeroed(id.bytes + 1, 1);
    memcpy(copy, id.p, id.bytes);
    history->ids[history->count++] = copy;
}

const char *history_back(struct history *history, struct str id)
{
    while (is_latest(history, id))
        free(history->ids[--history->count]);
    return history->count ? history->ids[history->count - 1] : NULL;
}

void history_free(struct history *history)
{
    while (history->count)
        free(history->ids[--history->count]);
}
