#include "system/ownership.h"

#include "base/i18n.h"

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_LINKS = 40 }; /* Linux's own limit */

/* A walk along a path, name by name. */
struct path_check {
    struct buffer at;   /* the path walked so far, without symbolic links; empty for / */
    struct buffer rest; /* the path still to walk */
    int links;
    struct buffer *why;
};

static bool writable_by_others(const struct stat *status)
{
    return status->st_mode & (S_IWGRP | S_IWOTH);
}

static bool folder_is_safe(const char *path, const struct stat *status, struct buffer *why)
{
    if (status->st_uid != 0)
        buffer_addf(why,
                    _("文件夹 %s 不归 root 所有，其中的配置会被人换掉；请运行 chown root:root %s"),
                    path, path);
    else if (writable_by_others(status) && !(status->st_mode & S_ISVTX))
        buffer_addf(why, _("文件夹 %s 别人也能写，其中的配置会被人换掉；请运行 chmod go-w %s"),
                    path, path);
    else
        return true;
    return false;
}

static bool file_is_safe(const char *path, const struct stat *status, struct buffer *why)
{
    if (!S_ISREG(status->st_mode))
        buffer_addf(why, _("配置 %s 不是普通文件；请换成普通文件"), path);
    else if (status->st_uid != 0)
        buffer_addf(why, _("配置 %s 不归 root 所有，别人能改它；请运行 chown root:root %s"), path,
                    path);
    else if (writable_by_others(status))
        buffer_addf(why, _("配置 %s 别人也能写；请运行 chmod go-w %s"), path, path);
    else
        return true;
    return false;
}

static enum ownership fail(struct path_check *check, int error)
{
    const char *path = buffer_c_str(&check->at);

    if (error == ENOENT) {
        buffer_addf(check->why, _("没有配置 %s；请检查路径，或新建它"), path);
        return OWNED_ABSENT;
    }
    buffer_addf(check->why, _("查不了配置的路径 %s（%s）；请检查路径和权限"), path,
                strerror(error));
    return OWNED_BY_OTHERS;
}

/* Removes the last name. */
static void step_up(struct buffer *at)
{
    while (at->bytes > 0 && at->data[--at->bytes] != '/')
        continue;
}

/* Replaces the symbolic link at the end of `at` by its target. Returns false if it cannot be
 * trusted or followed. */
static bool follow(struct path_check *check, const struct stat *status)
{
    const char *path = buffer_c_str(&check->at);
    struct buffer rest = {0};
    char target[PATH_MAX];
    ssize_t bytes;

    if (status->st_uid != 0) {
        buffer_addf(check->why,
                    _("符号链接 %s 不归 root 所有，会被人指到别处；请运行 chown -h root:root %s"),
                    path, path);
        return false;
    }
    bytes = readlink(path, target, sizeof(target));
    if (bytes < 0 || bytes == sizeof(target) || ++check->links > MAX_LINKS) {
        fail(check, bytes < 0 ? errno : ELOOP);
        return false;
    }
    buffer_add(&rest, target, (size_t)bytes);
    buffer_add_str(&rest, buffer_str(&check->rest));
    buffer_free(&check->rest);
    check->rest = rest;
    if (target[0] == '/')
        buffer_clear(&check->at);
    else
        step_up(&check->at);
    return true;
}

/* Moves the next name from `rest` to the end of `at`. Returns false if `rest` has none. */
static bool step(struct path_check *check)
{
    struct buffer rest = {0};
    const char *name = buffer_c_str(&check->rest);
    size_t bytes;

    name += strspn(name, "/");
    bytes = strcspn(name, "/");
    if (bytes == 0)
        return false;
    if (bytes == 2 && memcmp(name, "..", 2) == 0) {
        step_up(&check->at);
    } else if (bytes != 1 || name[0] != '.') {
        buffer_add_char(&check->at, '/');
        buffer_add(&check->at, name, bytes);
    }
    buffer_add_text(&rest, name + bytes);
    buffer_free(&check->rest);
    check->rest = rest;
    return true;
}

static enum ownership go(struct path_check *check)
{
    struct stat status;
    const char *path;

    do {
        path = check->at.bytes ? buffer_c_str(&check->at) : "/";
        if (lstat(path, &status) < 0)
            return fail(check, errno);
        if (S_ISLNK(status.st_mode)) {
            if (!follow(check, &status))
                return OWNED_BY_OTHERS;
        } else if (S_ISDIR(status.st_mode)) {
            if (!folder_is_safe(path, &status, check->why))
                return OWNED_BY_OTHERS;
        } else if (check->rest.bytes) {
            return fail(check, ENOTDIR);
        } else {
            return file_is_safe(path, &status, check->why) ? OWNED_BY_ROOT : OWNED_BY_OTHERS;
        }
    } while (step(check));
    /* The path leads to a folder. */
    file_is_safe(check->at.bytes ? buffer_c_str(&check->at) : "/", &status, check->why);
    return OWNED_BY_OTHERS;
}

/* Appends the path made absolute. Returns false if the current folder is unknown. */
static bool add_absolute(struct buffer *out, const char *path)
{
    char *folder;

    if (path[0] != '/') {
        folder = getcwd(NULL, 0);
        if (!folder)
            return false;
        buffer_add_text(out, folder);
        buffer_add_char(out, '/');
        free(folder);
    }
    buffer_add_text(out, path);
    return true;
}

enum ownership ownership_of_file(const char *path, struct buffer *why)
{
    struct path_check check = {.why = why};
    enum ownership owner;

    owner = add_absolute(&check.rest, path) ? go(&check) : fail(&check, errno);
    buffer_free(&check.at);
    buffer_free(&check.rest);
    return owner;
}
