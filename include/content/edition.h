#ifndef CONTENT_EDITION_H
#define CONTENT_EDITION_H

#include "base/arena.h"
#include "base/diag.h"
#include "content/article.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Chooses which articles of an edition are shown. With a zeroed struct all of them are, and none
 * has expired. */
struct edition_filter {
    struct str today;  /* YYYY-MM-DD; an earlier `expires` has expired; empty: none has */
    bool hide_expired; /* leave out expired articles */
    bool hide_drafts;
};

/* A file that is no article: without a header and for maintainers, a folder's _index.md, or faulty.
 */
struct edition_other {
    struct str relative; /* its path below the folder */
    struct file_stamp stamp;
};

struct index;
struct edition_base;
struct edition_patch;

/* The bulletin: the headers of all its articles. Owns every string and array of them. */
struct edition {
    struct arena arena;
    struct str name;          /* the bulletin's own, from the top folder's _index.md; empty: none */
    struct article *articles; /* the edition's own; others call edition_article() */
    size_t article_count;
    const uint32_t *by_id;   /* its own: indices of the articles, sorted by id, in byte order */
    size_t bad_count;        /* articles left out because of an error */
    size_t bad_folder_count; /* folders, with all of their articles */
    const uint32_t *shown;   /* its own: indices of the articles to show; see edition_shown() */
    size_t shown_count;
    struct edition_filter filter;
    struct edition_other *others; /* by their paths, in byte order */
    size_t other_count;
    struct index *index; /* from which all of it is borrowed; NULL: it was read from the files */
    struct index *known; /* from which its unchanged articles are borrowed, or NULL */
    struct edition_base *base; /* not NULL: it owns all of it but the arena; see edition_patch() */
    struct edition_patch *patch; /* how it differs from the base, or NULL: not at all */
};

/* Loads a folder or a single article's file into *edition. Walks a folder recursively, skips hidden
 * files and files without an article's name, and follows symbolic links (a loop is a diagnostic).
 * Reads the first 64 KiB of each file (more if the header is longer) and checks them as UTF-8; the
 * rest of a body is cleaned when it is parsed, and checked by edition_check(). Faults go to `diags`
 * with file:line:col; a faulty article, and one with another's id, is left out and counted. Returns
 * false, with a diagnostic, if `path` itself cannot be read. If its header has no title, an article
 * takes the first heading in the bytes read, else its file's name. If its header has no district,
 * it takes the name of the folder directly below `path` that it is in, if any; that folder's
 * _index.md may give the name. In a folder, _index.md is not an article, nor is a README.md,
 * LICENSE.md or CONTRIBUTING.md without a header. Drafts and expired articles are loaded like all
 * others, and shown until edition_show() says otherwise. */
bool edition_load(struct edition *edition, const char *path, struct diags *diags);

/* Receives progress while an edition is loaded, or its index is written: the number of files that
 * have been read, or of articles, every EDITION_WATCH_FILES of them. */
struct edition_watch {
    void (*done)(void *context, size_t count);
    void *context;
};

enum { EDITION_WATCH_FILES = 256 };

/* Does the same, with progress for `watch`. Takes over `known`, an index of the same folder, and
 * does not read the articles that have not changed since. Both may be NULL. */
bool edition_load_watched(struct edition *edition, const char *path, struct diags *diags,
                          struct index *known, const struct edition_watch *watch);

/* Makes *next of an edition of a folder, as its filter shows it, by reading no more than the files
 * that have changed: those with the given paths below the folder, and those that had changed when
 * the edition was made in the same way. They share what is unchanged, and either may be freed
 * first. Returns false, with *next to be freed by nobody, if the folder is to be loaded instead: if
 * the change is none of an article alone (a folder's name, two files of one name), or there are too
 * many. */
bool edition_patch(struct edition *next, struct edition *edition, const char *folder,
                   const struct str *names, size_t count, struct diags *diags);

/* The changes that an edition can be patched with in all. */
enum { EDITION_MOST_CHANGES = 1000 };

/* Returns the index of the first article from `from` on that has changed since the edition was
 * loaded or its index was written, or SIZE_MAX if there is none. */
size_t edition_next_changed(const struct edition *edition, size_t from);

/* Returns an article's index in the edition's index, or SIZE_MAX if it has changed since. */
size_t edition_indexed(const struct edition *edition, size_t article);

/* Opens the index at `path` of `folder` in place of loading the folder, and shows the articles by
 * the filter. Returns false if there is no index that shows them. */
bool edition_open(struct edition *edition, const char *path, const char *folder,
                  const struct edition_filter *filter);

/* Checks an edition for --check. Reads every body to its end, and adds to `diags` what is wrong
 * with it (UTF-8, NUL), what its editor probably did not mean (see enum finding_kind; a missing
 * picture; no text, no header), and oddities of the edition as a whole (the same title twice in a
 * district, a district's name that looks like a typo, articles expired by the filter's today). Then
 * calls diags_join(). `folder` is the loaded folder, or NULL for a single file. */
void edition_check(const struct edition *edition, const char *folder, struct diags *diags);

/* Returns the bulletin's name for the screen: its own, or 看报. Borrowed from the edition. */
struct str edition_name(const struct edition *edition);

/* Returns a number of the edition's files and their stamps, which is another one, but for chance,
 * once a file has come, gone or changed. */
uint64_t edition_digest(const struct edition *edition);

/* Chooses the articles that trees, lists and searches show. Copies the filter. */
void edition_show(struct edition *edition, const struct edition_filter *filter);

/* Returns the article with an index below article_count. They are sorted by order (0 last), then by
 * id in natural order. Borrowed from the edition, valid as long as it. */
const struct article *edition_article(const struct edition *edition, size_t index);

/* Returns the index of the i-th article to show, with `i` below shown_count: pinned ones, then the
 * others, both in the order of their indices. */
size_t edition_shown(const struct edition *edition, size_t i);

/* Returns whether the edition's index has the trees of the articles shown. */
bool edition_has_trees(const struct edition *edition);

/* Returns an article's id, for less than edition_article() takes. Borrowed from the edition. */
struct str edition_id(const struct edition *edition, size_t article);

/* Returns an article's title likewise, or an empty text for SIZE_MAX. */
struct str edition_title(const struct edition *edition, size_t article);

/* Fields of the header that a search filters by. */
enum edition_field {
    EDITION_DISTRICT,
    EDITION_PLACE,
    EDITION_DATE,
    EDITION_AUTHORS,
    EDITION_TOPICS
};

/* Returns the i-th value of an article's field, for less than edition_article() takes, or an empty
 * text beyond the last one. Borrowed from the edition. */
struct str edition_value(const struct edition *edition, size_t article, enum edition_field field,
                         size_t i);

/* Returns whether an article is shown. */
bool edition_shows(const struct edition *edition, size_t article);

/* Returns whether an article's last valid day, `expires`, is before the filter's today. */
bool edition_has_expired(const struct edition *edition, size_t article);

/* Returns the index of the article with this id, shown or not, or SIZE_MAX if there is none. */
size_t edition_find(const struct edition *edition, struct str id);

/* Returns the index of the article with this mark_id, or SIZE_MAX if there is none. */
size_t edition_find_marked(const struct edition *edition, struct str mark_id);

/* Does the same for one of several mark_ids, given in byte order. *place is 0 at first, then of
 * this function. */
size_t edition_find_next_marked(const struct edition *edition, struct str mark_id, size_t *place);

/* Returns an article's mark_id, for less than edition_article() takes. Borrowed from the edition.
 */
struct str edition_mark_id(const struct edition *edition, size_t article);

void edition_free(struct edition *edition);

#endif
