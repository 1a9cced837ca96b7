#ifndef APP_LIVE_EDITION_H
#define APP_LIVE_EDITION_H

#include "app/program.h"
#include "system/journal.h"
#include "system/notify.h"
#include "system/watch.h"

/* The edition that a kiosk shows, program->edition, and the changes of its content on disk. */
struct live_edition {
    struct program *program;
    const struct journal *journal;
    const struct notify *notify;
    struct watch watch;
    struct buffer shown;   /* the real path of the edition that is shown */
    struct buffer refused; /* why the last new edition was not taken; empty: it was */
    int64_t polled_ms;     /* by program->ticker, as the watch's times are */
    int64_t patched_ms;    /* when changed articles were last shown */
};

/* Begins to watch the content. `program`, `journal` and `notify` must outlive `live`. */
void live_edition_open(struct live_edition *live, struct program *program,
                       const struct journal *journal, const struct notify *notify);

/* Loads the first edition, even if much of it is broken, or the folder is empty or missing: then
 * there is nothing to show, for a reason that is in the journal and program->unread. */
void live_edition_begin(struct live_edition *live);

/* Takes in articles that have changed on disk. Loads the content again if anything else has, once
 * the changes have ceased, or if the date has changed, since other notices are then valid. Refuses
 * a new edition that has more broken articles than the old one, or none to show; the journal says
 * why. Returns true if the edition to show has changed. */
bool live_edition_update(struct live_edition *live);

/* Returns the milliseconds of real time after which to look again, unless live->watch.fd becomes
 * readable before. */
int live_edition_timeout_ms(const struct live_edition *live);

/* Sets `folders` to those beneath which all editions will be, the root left out: the content's real
 * path; the folder of its path as given, in which it may be replaced by a rename or be a link that
 * is changed; the folder of its real path. Returns their number; the caller frees each. */
enum { LIVE_EDITION_MOST_FOLDERS = 3 };
size_t live_edition_folders(const struct live_edition *live,
                            char *folders[LIVE_EDITION_MOST_FOLDERS]);

void live_edition_close(struct live_edition *live);

#endif
