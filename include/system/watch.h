#ifndef SYSTEM_WATCH_H
#define SYSTEM_WATCH_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Returns whether a file of this name is content. */
typedef bool watch_wants(const char *name);

/* Notices changes of the content on disk: a file edited in place, a file or folder renamed into
 * place, a symbolic link pointed at another folder. */
enum { WATCH_MOST_NAMES = 64 };
struct watch {
    watch_wants *wants;
    int fd;              /* to be polled for reading; -1: only watch_moved() notices changes */
    char *path;          /* of the content, as given */
    char *target;        /* its real path when last resolved; NULL: none */
    int parent;          /* the inotify watch of the folder of `path` */
    bool shallow;        /* nothing below the folder changes: its subfolders are not watched */
    bool blind;          /* not all folders could be watched: there are too many watches already */
    struct str *folders; /* for each inotify watch: the path below `target` of its folder with a /;
                            no pointer: it is the parent, or reached by several paths */
    size_t folder_count, folder_cap;
    bool changed; /* since watch_anew(), */
    int64_t first_change_ms, last_change_ms;
    struct str names[WATCH_MOST_NAMES]; /* the paths below `target` of the files that have changed
                                           since watch_forget_names() */
    size_t name_count;
    bool more; /* there are more than those: folders, links, or too many */
};

/* The time without a change after which the content is to be read. */
enum { WATCH_SETTLE_MS = 500 };

/* Prepares to watch the content at `path`, from watch_anew() on; `wants` says which files there are
 * content. */
void watch_open(struct watch *watch, const char *path, watch_wants *wants);

/* Watches the folders now at the path in place of those watched before, as if nothing had changed.
 */
void watch_anew(struct watch *watch);

/* Reads the pending events, and notes at `now_ms` if any is about the content. Never waits. */
void watch_read(struct watch *watch, int64_t now_ms);

/* Notes a change that raised no event. */
void watch_note_change(struct watch *watch, int64_t now_ms);

/* Returns whether no more has changed than the files of which watch->names has the paths, and all
 * of them are there or have been gone for a while: an editor moves a file away before it writes it.
 */
bool watch_has_names(const struct watch *watch, int64_t now_ms);

/* Lets go of these names, once they are taken. */
void watch_forget_names(struct watch *watch);

/* Returns whether more has changed, so that the content is to be read: the changes have ceased, or
 * have gone on for so long that it is to be read nevertheless. */
bool watch_has_settled(const struct watch *watch, int64_t now_ms);

/* Returns whether the path leads elsewhere than at the last watch_anew(). To be asked in addition,
 * since some file systems send no events, and the folder of a link may itself have been replaced.
 */
bool watch_moved(const struct watch *watch);

void watch_close(struct watch *watch);

#endif
