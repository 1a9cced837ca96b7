#ifndef APP_LIVE_EDITION_H
#define APP_LIVE_EDITION_H

#include "app/program.h"
#include "system/journal.h"
#include "system/notify.h"
#include "system/watch.h"

/* The edition that a kiosk shows, program->edition, and what becomes of it on disk. */
struct live_edition {
    struct program *program;
    const struct journal *journal;
    const struct notify *notify;
    struct watch watch;
    bool changed;                                       /* what is on disk is another */
    int64_t first_change_ms, last_change_ms, looked_ms; /* by program->ticker */
};

/* Begins to watch the content. The three must outlive the live. */
void live_edition_open(struct live_edition *live, struct program *program,
                       const struct journal *journal, const struct notify *notify);

/* Loads the first edition, of which any part will do; a folder that has nothing in it yet, too.
 * False, with the reason in the journal, where there is no such folder. */
bool live_edition_begin(struct live_edition *live);

/* Takes in what changed on disk, once it has come to rest, and another day, on which other notices
 * hold. A new edition of which more is broken than of the old one, or in which there is nothing to
 * be seen, is refused: the journal says why. True where the edition to be shown is another now. */
bool live_edition_look(struct live_edition *live);

/* How many milliseconds really may pass before the next look, if live->watch.fd is not readable. */
int live_edition_patience_ms(const struct live_edition *live);

/* The folders beneath which all editions will be: that of the content itself, the one it is in,
 * where it may be replaced by a rename or be a link that is turned, and the one that a link leads
 * to. Returns how many; the caller frees each. */
enum { LIVE_EDITION_MOST_FOLDERS = 3 };
size_t live_edition_folders(const struct live_edition *live,
                            char *folders[LIVE_EDITION_MOST_FOLDERS]);

void live_edition_close(struct live_edition *live);

#endif
