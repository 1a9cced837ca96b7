#include "system/watch.h"

#include "base/alloc.h"
#include "base/bounds.h"
#include "base/buffer.h"
#include "base/str.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

/* A file counts when it is closed, because editors and copies write it piece by piece. */
static const unsigned CONTENT_EVENTS =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE | IN_DELETE_SELF;
static const unsigned PARENT_EVENTS =
    IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE;

static const char *name_of(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static void watch_parent(struct watch *watch)
{
    struct buffer folder = {0};
    const char *name = name_of(watch->path);

    watch->parent = -1;
    /* The parent folder has no entry of that name to watch. */
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return;
    if (name > watch->path + 1)
        buffer_add(&folder, watch->path, (size_t)(name - watch->path - 1));
    else
        buffer_add_text(&folder, name == watch->path ? "." : "/");
    watch->parent = inotify_add_watch(watch->fd, buffer_c_str(&folder), PARENT_EVENTS);
    buffer_free(&folder);
}

/* Notes which folder below the target a watch is of, given by its path with a slash. */
static void name_watch(struct watch *watch, int number, struct str below)
{
    const size_t at = (size_t)number;

    if (at < watch->folder_count) { /* reached before, by another path, or the parent */
        free((char *)(uintptr_t)watch->folders[at].p);
        watch->folders[at] = (struct str){0};
        return;
    }
    MEM_GROW(watch->folders, watch->folder_cap, at + 1);
    while (watch->folder_count < at)
        watch->folders[watch->folder_count++] = (struct str){0};
    watch->folders[watch->folder_count++] = (struct str){str_copy(below), below.bytes};
}

static void forget_folders(struct watch *watch)
{
    for (size_t i = 0; i < watch->folder_count; i++)
        free((char *)(uintptr_t)watch->folders[i].p);
    watch->folder_count = 0;
}

/* Watches one folder, whose path ends in no slash. */
static void watch_one(struct watch *watch, struct buffer *path)
{
    const size_t root_bytes = strlen(watch->target) + 1;
    int number = inotify_add_watch(watch->fd, buffer_c_str(path), CONTENT_EVENTS);
    struct str below = {0};

    if (number < 0) {
        watch->blind = watch->blind || errno == ENOSPC || errno == ENOMEM;
        return;
    }
    buffer_add_char(path, '/');
    if (path->bytes > root_bytes)
        below = (struct str){path->data + root_bytes, path->bytes - root_bytes};
    name_watch(watch, number, below);
    path->bytes--;
}

/* Watches a folder and its subfolders, but for hidden ones, up to *left of them. */
static void watch_folder(struct watch *watch, struct buffer *path, int depth, int *left)
{
    DIR *folder = opendir(buffer_c_str(path));
    size_t bytes = path->bytes;
    struct dirent *entry;

    if (!folder)
        return;
    watch_one(watch, path);
    --*left;
    while (depth < BOUND_FOLDER_DEPTH && (entry = readdir(folder))) {
        if (entry->d_name[0] == '.' ||
            (entry->d_type != DT_DIR && entry->d_type != DT_LNK && entry->d_type != DT_UNKNOWN))
            continue;
        if (*left <= 0) {
            watch->blind = watch->blind || !watch->shallow;
            break;
        }
        buffer_addf(path, "/%s", entry->d_name);
        watch_folder(watch, path, depth + 1, left);
        path->bytes = bytes;
    }
    closedir(folder);
}

/* Returns a copy of the path without trailing slashes, which would hide the last name. */
static char *without_slashes(const char *path)
{
    size_t bytes = strlen(path);

    while (bytes > 1 && path[bytes - 1] == '/')
        bytes--;
    return str_copy((struct str){path, bytes});
}

void watch_open(struct watch *watch, const char *path, watch_wants *wants)
{
    *watch = (struct watch){.wants = wants, .fd = -1, .path = without_slashes(path), .parent = -1};
}

void watch_anew(struct watch *watch)
{
    struct buffer folder = {0};
    int left = watch->shallow ? 1 : BOUND_WATCHED_FOLDERS;

    watch->changed = watch->more = false;
    watch_forget_names(watch);
    forget_folders(watch);
    if (watch->fd >= 0)
        close(watch->fd); /* and all its watches */
    free(watch->target);
    watch->target = realpath(watch->path, NULL);
    watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    watch->blind = watch->fd < 0;
    if (watch->blind)
        return;
    watch_parent(watch);
    if (watch->target) {
        buffer_add_text(&folder, watch->target);
        watch_folder(watch, &folder, 0, &left);
    }
    buffer_free(&folder);
}

/* The matters of an event. */
enum subject { SUBJECT_OTHER, SUBJECT_ARTICLE, SUBJECT_FOLDER };

/* Returns what an event is about: the content, or an editor's temporary file, for example. */
static enum subject subject_of(const struct watch *watch, const struct inotify_event *event)
{
    bool named = event->len && event->name[0];

    if (event->mask & (IN_Q_OVERFLOW | IN_DELETE_SELF))
        return SUBJECT_FOLDER;
    if (event->wd == watch->parent &&
        strcmp(event->len ? event->name : "", name_of(watch->path)) == 0)
        return SUBJECT_FOLDER;
    if (event->wd == watch->parent || !named || event->name[0] == '.')
        return SUBJECT_OTHER;
    /* A new folder or link, or an article. A created file is ignored until it is closed. */
    if (event->mask & IN_ISDIR)
        return SUBJECT_FOLDER;
    return !(event->mask & IN_CREATE) && watch->wants(event->name) ? SUBJECT_ARTICLE
                                                                   : SUBJECT_OTHER;
}

static bool has_name(const struct watch *watch, struct str name)
{
    for (size_t i = 0; i < watch->name_count; i++)
        if (str_eq(watch->names[i], name))
            return true;
    return false;
}

/* Notes that a file has changed. */
static void add_name(struct watch *watch, const struct inotify_event *event)
{
    const size_t folder = (size_t)event->wd;
    struct buffer path = {0};

    if (event->wd < 0 || folder >= watch->folder_count || !watch->folders[folder].p) {
        watch->more = true;
        return;
    }
    buffer_add_str(&path, watch->folders[folder]);
    buffer_add_text(&path, event->name);
    if (!has_name(watch, buffer_str(&path))) {
        if (watch->name_count == WATCH_MOST_NAMES)
            watch->more = true;
        else
            watch->names[watch->name_count++] =
                (struct str){str_copy(buffer_str(&path)), path.bytes};
    }
    buffer_free(&path);
}

void watch_forget_names(struct watch *watch)
{
    for (size_t i = 0; i < watch->name_count; i++)
        free((char *)(uintptr_t)watch->names[i].p);
    watch->name_count = 0;
    watch->changed = watch->changed && watch->more;
}

/* Notes when there was a change. */
static void note_time(struct watch *watch, int64_t now_ms)
{
    watch->last_change_ms = now_ms;
    if (!watch->changed)
        watch->first_change_ms = now_ms;
    watch->changed = true;
}

void watch_note_change(struct watch *watch, int64_t now_ms)
{
    watch->more = true;
    note_time(watch, now_ms);
}

/* Returns whether the changes have ceased, or have gone on for long. */
static bool has_ceased(const struct watch *watch, int64_t now_ms)
{
    enum { MOST_MS = 5000 };

    return watch->changed && (now_ms - watch->last_change_ms >= WATCH_SETTLE_MS ||
                              now_ms - watch->first_change_ms >= MOST_MS);
}

bool watch_has_settled(const struct watch *watch, int64_t now_ms)
{
    return watch->more && has_ceased(watch, now_ms);
}

/* Returns whether a file of the names is gone. */
static bool is_one_gone(const struct watch *watch)
{
    struct buffer path = {0};
    bool gone = false;

    for (size_t i = 0; i < watch->name_count && !gone; i++) {
        buffer_clear(&path);
        buffer_addf(&path, "%s/%.*s", watch->target, STR_FMT(watch->names[i]));
        gone = access(buffer_c_str(&path), F_OK) != 0;
    }
    buffer_free(&path);
    return gone;
}

bool watch_has_names(const struct watch *watch, int64_t now_ms)
{
    return watch->name_count && !watch->more && (has_ceased(watch, now_ms) || !is_one_gone(watch));
}

void watch_read(struct watch *watch, int64_t now_ms)
{
    enum { MOST_READS = 64 };
    _Alignas(struct inotify_event) char events[64 * (sizeof(struct inotify_event) + NAME_MAX + 1)];
    bool changed = false;
    ssize_t bytes;

    /* Somebody may change files faster than their events are read. */
    for (int reads = 0; reads < MOST_READS && watch->fd >= 0 &&
                        (bytes = read(watch->fd, events, sizeof(events))) > 0;
         reads++) {
        for (char *at = events; at < events + bytes;) {
            const struct inotify_event *event = (const struct inotify_event *)(const void *)at;

            enum subject subject = subject_of(watch, event);

            if (subject == SUBJECT_ARTICLE)
                add_name(watch, event);
            watch->more = watch->more || subject == SUBJECT_FOLDER;
            changed = changed || subject != SUBJECT_OTHER;
            at += sizeof(*event) + event->len;
        }
    }
    if (changed)
        note_time(watch, now_ms);
}

bool watch_moved(const struct watch *watch)
{
    char *target = realpath(watch->path, NULL);
    bool moved = !target != !watch->target || (target && strcmp(target, watch->target) != 0);

    free(target);
    return moved;
}

void watch_close(struct watch *watch)
{
    if (watch->fd >= 0)
        close(watch->fd);
    watch_forget_names(watch);
    forget_folders(watch);
    free(watch->folders);
    free(watch->path);
    free(watch->target);
    *watch = (struct watch){.fd = -1};
}
