#ifndef CONTENT_EDITION_PATCH_H
#define CONTENT_EDITION_PATCH_H

#include "content/edition.h"

/* The differences of a patched edition from its base, the edition that it was made from. */

/* A file of the folder that is not as it was. */
struct edition_change {
    struct str relative;
    const struct article *article; /* NULL: it is gone, or faulty */
    bool is_bad;                   /* faulty, and counted as such */
    size_t before;                 /* the article's index in the base, or SIZE_MAX */
    size_t at;                     /* the index in the base that the article is sorted before */
};

struct edition_patch {
    struct edition_change *changes;
    size_t count;
    const struct edition_change **articles; /* those with an article, in the edition's order */
    uint32_t *places;                       /* of each of them: its index in the edition */
    size_t article_count;
    uint32_t *origins; /* for each article of the edition: its index in the base or, with
                          PATCH_CHANGED, in `articles` */
    uint32_t *kept;    /* for each article of the base: its index in the edition, or UINT32_MAX */
};

#define PATCH_CHANGED ((uint32_t)1 << 31)

/* A base, shared by all editions that were patched from it. */
struct edition_base {
    struct edition edition; /* the base, and in its arena the articles that have changed since */
    size_t users;
};

/* Returns the base of a patched edition. */
const struct edition *edition_unpatched(const struct edition *edition);

/* Returns the index in the edition of an article of the base, or SIZE_MAX if it has changed. */
size_t edition_kept_place(const struct edition *edition, size_t article);

/* Makes edition->shown from that of the base, which is shown by a filter with the same result. */
void edition_patch_shown(struct edition *edition);

/* Lets go of the base. */
void edition_leave_base(struct edition *edition);

/* Returns how two articles are ordered in an edition. */
int edition_compare(const struct article *a, const struct article *b);

/* The findings of a look at one file. */
enum edition_read { READ_ARTICLE, READ_BAD, READ_GONE, READ_OTHER };

/* Reads the article of one file, given by its path below the folder, as edition_load() does. Its
 * texts are put into the arena. */
enum edition_read edition_read_file(struct article *article, struct arena *arena,
                                    const char *folder, struct str relative, struct diags *diags);

#endif
