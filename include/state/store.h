#ifndef STATE_STORE_H
#define STATE_STORE_H

#include "base/buffer.h"
#include "state/marks.h"

#include <stdbool.h>

/* The marks on disk: $XDG_STATE_HOME/kanbao/state, else ~/.local/state/kanbao/state. Several
 * readers may have them open: a save takes in what the others changed, under a lock on
 * `state.lock`. */
struct store {
    char *path; /* NULL: nothing is saved, without a word, for there is no home, or there is a file
                   that could neither be read nor set aside and is left as it is */
    struct buffer base; /* the file as this reader's marks last agreed with it */
    bool taken_in;      /* the last save changed the marks by what another reader had saved */
};

/* Finds out where the state is (an XDG_STATE_HOME that is not absolute is ignored, as the XDG base
 * directory specification says) and reads it into *marks. Where it is damaged, or of a later
 * version, it is set aside as `state.damaged-N` (the first free N) and what could be read of it is
 * used; a line for the person (with no newline) is put in `message`. Never a reason not to start.
 */
void store_open(struct store *store, struct marks *marks, struct buffer *message);

/* Writes the marks if they changed, merged into what is there by now: of what this reader and
 * another changed alike, the change that is saved later counts. False, with a line in `message`,
 * where that failed, also because another reader keeps the lock for long; `changed` is then still
 * set. Where what is there has been damaged meanwhile it is set aside, and a line says so. SIGXFSZ
 * is to be ignored by the program, so that a limit on the size of files is such a line too. */
bool store_save(struct store *store, struct marks *marks, struct buffer *message);

void store_close(struct store *store);

#endif
