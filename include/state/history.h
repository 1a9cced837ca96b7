#ifndef STATE_HISTORY_H
#define STATE_HISTORY_H

#include "base/str.h"

#include <stddef.h>

/* The articles that were read, the latest last; the oldest are forgotten. A zeroed struct is empty.
 * It owns its ids: an edition may be replaced. */
enum { HISTORY_MOST = 32 };

struct history {
    char *ids[HISTORY_MOST];
    size_t count;
};

/* Adds an article, unless it is the latest already. */
void history_add(struct history *history, struct str id);

/* The latest article that is not the one with this id, which is forgotten; NULL where there is
 * none. Valid until the next call. */
const char *history_back(struct history *history, struct str id);

void history_free(struct history *history);

#endif
