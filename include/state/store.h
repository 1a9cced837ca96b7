#ifndef STATE_STORE_H
#define STATE_STORE_H

#include "base/buffer.h"
#include "state/marks.h"

#include <stdbool.h>

/* The marks on disk: $XDG_STATE_HOME/kanbao/state, else ~/.local/state/kanbao/state. Several
 * readers may have them open: each save merges in what the others saved, under a lock on
 * `state.lock`. */
struct store {
    char *path; /* NULL: saving does nothing, and reports nothing, because there is no home folder,
                   or to spare a file that could not be read or not be copied */
    struct buffer base; /* the file's text that this reader last read in or wrote */
    bool merged;        /* the last save merged another reader's changes into the marks */
};

/* Finds the state file (an XDG_STATE_HOME that is not absolute is ignored, as the XDG base
 * directory specification says) and reads it into *marks. A file that is damaged, or of a later
 * version, is copied to `state.damaged-N` (the first free N), and the lines before the damage are
 * used. Appends a line for the person (with no newline) to `message` if anything is wrong; the
 * reader can start all the same. Close with store_close(). */
void store_open(struct store *store, struct marks *marks, struct buffer *message);

/* Writes the marks if they changed, merged with the file as it is by now: of a fact that both this
 * reader and another changed, the change saved later counts. A file damaged meanwhile is copied as
 * by store_open(), with a line in `message`. Returns false, with a line in `message`, if saving
 * failed, also because another reader held the lock for too long; `changed` is then still set. The
 * program must ignore SIGXFSZ, so that reaching a limit on the size of files is such a failure and
 * does not end it. */
bool store_save(struct store *store, struct marks *marks, struct buffer *message);

void store_close(struct store *store);

#endif
