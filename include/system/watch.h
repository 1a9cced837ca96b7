#ifndef SYSTEM_WATCH_H
#define SYSTEM_WATCH_H

#include <stdbool.h>

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
};

/* Watches the content at `path`; `wants` says which files there are content. */
void watch_open(struct watch *watch, const char *path, watch_wants *wants);

/* Watches the folders now at the path in place of those watched before. */
void watch_anew(struct watch *watch);

/* Reads the pending events. Returns whether any is about the content. Never waits. */
bool watch_read(struct watch *watch);

/* Returns whether the path leads elsewhere than at the last watch_anew(). To be asked in addition,
 * since some file systems send no events, and the folder of a link may itself have been replaced.
 */
bool watch_moved(const struct watch *watch);

void watch_close(struct watch *watch);

#endif
