#ifndef CONTENT_ARTICLE_H
#define CONTENT_ARTICLE_H

#include "base/arena.h"
#include "base/bounds.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* An article's metadata, as the tree and the lists show it. Every string is cleaned UTF-8 on one
 * line, borrowed from the edition's arena; a missing one is empty. */
struct article {
    struct str id;      /* the path below the content folder, without the name's ending */
    struct str mark_id; /* the key of its saved state: `id`, or the absolute path of a file opened
                           alone, as many such files share a name */
    struct str path;    /* the path to open the file by, NUL-terminated */
    struct str title;
    struct str kicker;
    struct str subtitle;
    struct str district;
    struct str place;
    struct str date;
    struct str month; /* YYYY-MM of `date` */
    struct str issue;
    struct str page;
    struct str source;
    struct str link;
    struct str summary;
    struct str expires;
    struct str note;
    struct str *authors;
    size_t author_count;
    struct str *topics; /* `topic`, then `topics`, without duplicates; if both are empty, those of
                           `categories`, `tags` and `keywords` */
    size_t topic_count;
    int order; /* 0 if the header gives none */
    bool pinned;
    bool draft;
    bool headless;                      /* the file has no header */
    size_t district_line, expires_line; /* lines of the file, from 1; 0: not in the header */
    size_t body_start;                  /* bytes of the file before the body */
    struct file_stamp stamp;            /* of the file as it was read */
};

/* Returns whether a file's name is an article's: *.md or *.markdown, in any case. If so, stores the
 * bytes before the extension in *stem_bytes, which may be NULL. */
bool article_is_name(const char *name, size_t *stem_bytes);

/* Returns whether a path is that of a file known by its descriptor alone, which is an article
 * without a name and a folder: /proc/self/fd/N. */
bool article_is_unnamed(const char *path);

/* Returns the offset of the body: the bytes of `head` through the header's closing line or, without
 * a header, those of the BOM (0 or 3). Returns SIZE_MAX if the closing line is not in `head`, and
 * `bytes` if the header is malformed. */
size_t article_header_bytes(const char *head, size_t bytes);

/* Reads the header at the beginning of a file, after an optional BOM: YAML between two lines of
 * ---, or TOML without tables between two of +++. `head` is the file's first `bytes` bytes (all of
 * it, or at least its header), valid UTF-8 or not. The caller zeroes *article; its strings are
 * copied to `arena`. Without a header only body_start and headless are set. Adds every fault to
 * `diags` with its file:line:col. Returns false if one was an error; `draft` and `expires` are then
 * not reliable. A malformed header is an error, an unknown key a warning. The keys are in
 * src/content/header_keys.c. */
bool article_read_header(struct article *article, struct arena *arena, const char *path,
                         const char *head, size_t bytes, struct diags *diags);

/* Returns the version of libyaml in use. */
const char *article_yaml_version(void);

#endif
