#ifndef CONTENT_FOLDER_WALK_H
#define CONTENT_FOLDER_WALK_H

#include "base/diag.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* A regular file with an article's name, or a link to one. */
struct folder_walk_file {
    int folder;          /* the open folder that contains it */
    const char *name;    /* its name in that folder */
    const char *path;    /* the path given to folder_walk(), joined with `relative` */
    struct str relative; /* the path below that folder; clean UTF-8 on one line */
};

/* The numbers of entries that were left out because of an error. */
struct folder_walk_left_out {
    size_t articles; /* with an article's name */
    size_t folders;  /* any other */
};

/* Returns the bytes of all paths of a walk before what is relative to the folder, whose path is
 * given: with a slash at its end. */
size_t folder_walk_prefix_bytes(const char *path);

typedef void folder_walk_visit(void *context, const struct folder_walk_file *file);

/* Walks a folder recursively, in byte order of the names, and calls `visit` for each article's
 * file. Skips hidden files and files without an article's name, with a warning if one was probably
 * meant as an article. Follows symbolic links, to each folder once. An entry that cannot be entered
 * or read, or has an unclean name, is a diagnostic, and is counted in *left_out. Returns false,
 * with a diagnostic, if the folder itself cannot be read. */
bool folder_walk(const char *path, folder_walk_visit *visit, void *context, struct diags *diags,
                 struct folder_walk_left_out *left_out);

#endif
