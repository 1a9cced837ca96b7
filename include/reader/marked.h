#ifndef READER_MARKED_H
#define READER_MARKED_H

#include "base/buffer.h"
#include "state/marks.h"

#include <stdbool.h>
#include <stddef.h>

/* The articles that were marked last by hand as read or unread, so that it can be undone. A zeroed
 * struct has none. */
struct marked {
    struct buffer ids; /* their mark_ids, each with a NUL */
    bool read;         /* as read, else as unread */
};

/* Notes what was marked, in place of what was marked before. */
void marked_note(struct marked *marked, const struct str *mark_ids, size_t count, bool read);

/* Marks the articles as they were, and forgets them. Returns their number. */
size_t marked_undo(struct marked *marked, struct marks *marks);

void marked_free(struct marked *marked);

#endif
