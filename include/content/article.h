#ifndef CONTENT_ARTICLE_H
#define CONTENT_ARTICLE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* What the tree and the lists show of one article. All strings are cleaned UTF-8 on one line,
 * borrowed from the edition's arena; an absent one has no bytes. */
struct article {
    struct str id;      /* the path below the content folder, without the name's ending */
    struct str mark_id; /* what is remembered of it is kept under: `id`, but of a file that is read
                         * alone its absolute path, as many have the same name */
    struct str path;    /* the file, NUL-terminated, to be opened */
    struct str title;
    struct str kicker;
    struct str subtitle;
    struct str district;
    struct str place;
    struct str date;
    struct str issue;
    struct str page;
    struct str source;
    struct str link;
    struct str summary;
    struct str expires;
    struct str note;
    struct str *authors;
    size_t author_count;
    struct str *topics; /* `topic` first, then those of `topics`, none twice; else those of
                         * `categories`, `tags` and `keywords` */
    size_t topic_count;
    int order; /* 0 where none is given */
    bool pinned;
    bool draft;
    bool headless;                      /* the file has no header */
    size_t district_line, expires_line; /* of the file, from 1: where the header gives them, or 0 */
    size_t body_start;                  /* bytes of the file before the body */
    size_t file_bytes;
};

/* Limits on what is read. An article is parsed whole, which takes some five times its file in
 * memory and, at this size, less time than anybody notices; a novel of a million characters is less
 * than half of it. */
enum { ARTICLE_MAX_FILE_MIB = 8, ARTICLE_MAX_HEADER_LINE_KIB = 64 };

/* Returns whether a file's name is one of an article: *.md or *.markdown, in any case. *stem_bytes
 * (may be NULL) is the bytes before that. */
bool article_is_name(const char *name, size_t *stem_bytes);

/* Where the body begins: the bytes of `head` up to and with the header's closing line; where there
 * is no header, those of the BOM (0 or 3). SIZE_MAX where the closing line is not in these bytes.
 */
size_t article_header_bytes(const char *head, size_t bytes);

/* Reads the header at the beginning of a file, behind a BOM or not: YAML between two lines of ---,
 * or TOML without tables between two of +++. `head` is the file's first `bytes` bytes (all of it,
 * or at least its header), valid UTF-8 or not. *article is zeroed before; its strings are copied to
 * `arena`. Where there is no header nothing is set but body_start. Every fault is added to `diags`
 * with its file:line:col; false is returned if one was an error, and then `draft` and `expires` do
 * not hold. What was meant as a header and is none is an error. Keys: see src/content/keys.c;
 * unknown ones are warnings. */
bool article_read_header(struct article *article, struct arena *arena, const char *path,
                         const char *head, size_t bytes, struct diags *diags);

#endif
