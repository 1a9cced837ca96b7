#ifndef SYSTEM_WATCH_H
#define SYSTEM_WATCH_H

#include <stdbool.h>

/* Hears of changes of the content on disk: an edit in place, a file or a folder that is renamed
 * into place, a symbolic link that is turned to another folder. */
typedef bool watch_wants(const char *name);

struct watch {
    watch_wants *wants; /* whether a file of this name is content */
    int fd;       /* to be polled for reading; -1: nothing is heard, only watch_moved() tells */
    char *path;   /* of the content, as it was given */
    char *target; /* where that led when it was last looked at; NULL: nowhere */
    int parent;   /* the watch of the folder that `path` is in */
};

/* Watches the content at `path`, whose files are those that `wants` tells by their names. */
void watch_open(struct watch *watch, const char *path, watch_wants *wants);

/* Watches what is at the path by now, with its folders. */
void watch_anew(struct watch *watch);

/* Takes what was heard. True where some of it is about the content. Never waits. */
bool watch_read(struct watch *watch);

/* Whether the path leads elsewhere than when watch_anew() looked: some file systems tell nothing,
 * and a link's own folder may be the one that was replaced. */
bool watch_moved(const struct watch *watch);

void watch_close(struct watch *watch);

#endif
