#ifndef APP_LIVE_EDITION_H
#define APP_LIVE_EDITION_H

#include "app/program.h"
#include "system/journal.h"
#include "system/notify.h"
#include "system/watch.h"

/* The edition that a kiosk shows, program->edition, and what becomes of it on disk. */
struct feed {
    struct program *program;
    const struct journal *journal;
    const struct notify *notify;
    struct watch watch;
    bool changed;                                       /* what is on disk is another */
    int64_t first_change_ms, last_change_ms, looked_ms; /* by program->ticker */
};

/* Begins to watch the content. The three must outlive the feed. */
void feed_open(struct feed *feed, struct program *program, const struct journal *journal,
               const struct notify *notify);

/* Loads the first edition, of which any part will do; a folder that has nothing in it yet, too.
 * False, with the reason in the journal, where there is no such folder. */
bool feed_begin(struct feed *feed);

/* Takes in what changed on disk, once it has come to rest, and another day, on which other notices
 * hold. A new edition of which more is broken than of the old one, or in which there is nothing to
 * be seen, is refused: the journal says why. True where the edition to be shown is another now. */
bool feed_look(struct feed *feed);

/* How many milliseconds really may pass before the next look, if feed->watch.fd is not readable. */
int feed_patience_ms(const struct feed *feed);

/* The folders beneath which all editions will be: that of the content itself, the one it is in,
 * where it may be replaced by a rename or be a link that is turned, and the one that a link leads
 * to. Returns how many; the caller frees each. */
enum { FEED_MOST_FOLDERS = 3 };
size_t feed_folders(const struct feed *feed, char *folders[FEED_MOST_FOLDERS]);

void feed_close(struct feed *feed);

#endif
