#ifndef CONTENT_EDITION_H
#define CONTENT_EDITION_H

#include "base/arena.h"
#include "base/diag.h"
#include "content/article.h"

#include <stdbool.h>
#include <stddef.h>

/* What of an edition is to be seen. A zeroed struct: all of it, nothing of which has expired. */
struct edition_filter {
    struct str today;  /* YYYY-MM-DD: what `expires` before it has expired; empty: nothing has */
    bool hide_expired; /* leave out what has */
    bool hide_drafts;
};

/* The bulletin: the headers of all its articles. Owns every string and array of them. */
struct edition {
    struct arena arena;
    struct str name; /* the bulletin's own, by the _index.md of the top folder; empty: none */
    struct article *articles; /* sorted: by order (0 last), then id, numbers in it as such */
    size_t article_count;
    size_t *by_id;    /* indices of the articles, sorted by id, in byte order */
    size_t bad_count; /* articles left out for an error */
    size_t *shown;    /* indices of what is to be seen: the pinned ones, then the others, both in
                       * the order of `articles` */
    size_t shown_count;
    struct edition_filter filter;
};

/* Loads a folder (walked to any depth; hidden files and what has no article's name are passed over;
 * symbolic links are followed, a loop is a diagnostic) or one article's file into *edition. Of each
 * file the first 64 KiB are read (more if the header is longer) and checked as UTF-8; a body beyond
 * that is cleaned like all text when it is parsed, and checked by edition_check(). Faults go
 * to `diags` with file:line:col; a bad article, and one with the id of another, is left out and
 * counted. False, with a diagnostic, where `path` itself cannot be read. An article whose header
 * has no title takes the first heading in what is read for one, else its file's name. One without a
 * district takes the name of the folder right below `path` that it is in, if any: that folder's
 * _index.md may give the name. In a folder an _index.md is no article, nor is a README.md,
 * LICENSE.md or CONTRIBUTING.md without a header. Drafts and what has expired are loaded like all
 * others, and to be seen until edition_show() says otherwise. */
bool edition_load(struct edition *edition, const char *path, struct diags *diags);

/* Is told, while an edition is loaded, every EDITION_WATCH_FILES files, how many were read. */
struct edition_watch {
    void (*read)(void *context, size_t files);
    void *context;
};

enum { EDITION_WATCH_FILES = 256 };

/* The same, telling `watch`. */
bool edition_load_watched(struct edition *edition, const char *path, struct diags *diags,
                          const struct edition_watch *watch);

/* Reads every body to its end and adds to `diags` what is wrong with it (UTF-8, NUL), what its
 * editor probably did not mean (see enum finding_kind; a picture's file that is not there; no text,
 * no header), and what is odd about the edition as a whole (the same title twice in a district, a
 * district's name that looks like a slip, what has expired by the filter's today); for --check. All
 * of `diags` is then settled. `folder` is what was loaded, or NULL for a single file. */
void edition_check(const struct edition *edition, const char *folder, struct diags *diags);

/* Returns what the bulletin is called on the screen: its own name, else 看报. Borrowed from the
 * edition. */
struct str edition_name(const struct edition *edition);

/* Chooses what is to be seen: by trees, lists and searches. What it is to be seen by is copied. */
void edition_show(struct edition *edition, const struct edition_filter *filter);

/* Whether an article is to be seen. */
bool edition_shows(const struct edition *edition, size_t article);

/* Whether the last day on which an article holds, its `expires`, is before the filter's today. */
bool edition_has_expired(const struct edition *edition, size_t article);

/* The index of the article with this id, to be seen or not; or SIZE_MAX. */
size_t edition_find(const struct edition *edition, struct str id);

/* The same of the article with this mark_id. */
size_t edition_find_marked(const struct edition *edition, struct str mark_id);

void edition_free(struct edition *edition);

#endif
