#ifndef STATE_STORE_H
#define STATE_STORE_H

#include "base/buffer.h"
#include "content/edition.h"
#include "state/marks.h"

#include <stdbool.h>

/* The time without input after which the marks are saved, so that they are on the disk 200 ms after
 * the last key; and the time after which they are saved while input goes on. */
enum { STORE_SAVE_AFTER_MS = 100, STORE_SAVE_AT_LAST_MS = 1000 };

/* The marks on disk: $XDG_STATE_HOME/kanbao/marks, else ~/.local/state/kanbao/marks. The file has
 * those of all contents. Several readers may have it open: each save merges in what the others
 * saved, under a lock on `marks.lock`. */
struct store {
    char *path; /* NULL: saving does nothing, and reports nothing, because there is no home folder,
                   or to spare a file that could not be read or not be copied, or because it cannot
                   be written */
    struct buffer base; /* the file's text that this reader last read in or wrote */
    bool merged;        /* the last save merged another reader's changes into the marks */
};

/* Finds the state file (an XDG_STATE_HOME that is not absolute is ignored, as the XDG base
 * directory specification says) and reads the marks of a folder's content, or with NULL those of
 * files that are opened alone, into *marks. A folder that was moved is known again by its articles.
 * Takes over the marks that an earlier version kept in the file `state`, whenever that file has
 * changed, and never writes to it; its ids are those of the first content that has such an article.
 * A file that is damaged, or of a later version, is copied to `marks.damaged-N` (the first free N),
 * and the lines before the damage are used. Appends a line for the person (with no newline) to
 * `message` if anything is wrong; the reader can start all the same.
 * `edition` is the folder's, or NULL: neither old ids nor a moved folder are looked for. Close with
 * store_close(). */
void store_open(struct store *store, struct marks *marks, const char *folder,
                const struct edition *edition, struct buffer *message);

/* Stops all saving if the file cannot be written, with a line for the person in place of what
 * `message` has. May make a folder and remove it, so that it is for after the first screen. Does
 * nothing if saving is stopped already. */
void store_check_place(struct store *store, struct buffer *message);

/* Writes the marks if they changed, merged with the file as it is by now: of a fact that both this
 * reader and another changed, the change saved later counts. A file damaged meanwhile is copied as
 * by store_open(), with a line in `message`. Returns false, with a line in `message`, if saving
 * failed, also because another reader held the lock for too long; `changed` is then still set. The
 * program must ignore SIGXFSZ, so that reaching a limit on the size of files is such a failure and
 * does not end it. */
bool store_save(struct store *store, struct marks *marks, struct buffer *message);

/* May be called at once after store_open(), too: then nothing is saved. */
void store_close(struct store *store);

#endif
