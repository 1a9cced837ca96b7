#ifndef SYSTEM_WATCH_H
#define SYSTEM_WATCH_H

#include <stdbool.h>
#include <stdint.h>

/* Returns whether a file of this name is content. */
typedef bool watch_wants(const char *name);

/* Notices changes of the content on disk: a file edited in place, a file or folder renamed into
 * place, a symbolic link pointed at another folder. */
struct watch {
    watch_wants *wants;
    int fd;       /* to be polled for reading; -1: only watch_moved() notices changes */
    char *path;   /* of the content, as given */
    char *target; /* its real path when last resolved; NULL: none */
    int parent;   /* the inotify watch of the folder of `path` */
    bool shallow; /* nothing below the folder changes: its subfolders are not watched */
    bool changed; /* since watch_anew(), */
    int64_t first_change_ms, last_change_ms;
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

/* Returns whether there was a change and the changes have ceased, or have gone on for so long that
 * the content is to be read nevertheless. */
bool watch_has_settled(const struct watch *watch, int64_t now_ms);

/* Returns whether the path leads elsewhere than at the last watch_anew(). To be asked in addition,
 * since some file systems send no events, and the folder of a link may itself have been replaced.
 */
bool watch_moved(const struct watch *watch);

void watch_close(struct watch *watch);

#endif
