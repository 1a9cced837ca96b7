#ifndef CONTENT_FOLDER_WALK_H
#define CONTENT_FOLDER_WALK_H

#include "base/diag.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* A regular file with an article's name, or a link to one. */
struct folder_walk_file {
    int folder;          /* the open folder it is in */
    const char *name;    /* its name there */
    const char *path;    /* the path that was given, joined with `relative` */
    struct str relative; /* below the folder that was given; clean UTF-8 on one line */
};

typedef void folder_walk_visit(void *context, const struct folder_walk_file *file);

/* Walks a folder to any depth, in byte order of the names, and hands each article's file to
 * `visit`. Passed over: hidden files and what has no article's name; where somebody may have meant
 * an article by it, with a warning. Symbolic links are followed, to each folder once. What cannot
 * be entered or read or has an unclean name is a diagnostic; where it would be an article it is
 * counted in *bad. False, with a diagnostic, where the folder itself cannot be read. */
bool folder_walk(const char *path, folder_walk_visit *visit, void *context, struct diags *diags,
                 size_t *bad);

#endif
