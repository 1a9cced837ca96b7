#ifndef STATE_HISTORY_H
#define STATE_HISTORY_H

#include "base/str.h"

#include <stddef.h>

/* The ids of the articles read last, the latest at the end. The history owns them, since the
 * edition may be replaced. A zeroed struct is empty. */
enum { HISTORY_MOST = 32 };

struct history {
    char *ids[HISTORY_MOST];
    size_t count;
};

/* Adds an article, unless it is the latest already. Drops the oldest one if the history is full. */
void history_add(struct history *history, struct str id);

/* Drops the article with this id if it is the latest. Returns the id of the article that is the
 * latest then, or NULL if there is none; valid until the next call. */
const char *history_back(struct history *history, struct str id);

void history_free(struct history *history);

#endif
