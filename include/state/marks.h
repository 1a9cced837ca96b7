#ifndef STATE_MARKS_H
#define STATE_MARKS_H

#include "base/buffer.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the reader remembers of one article. Offsets are layout positions (see layout/layout.h):
 * bytes into the article, negative ones in its header. */
struct mark {
    struct str id; /* the article's mark_id; NUL-terminated, owned by the marks */
    bool read;
    bool has_position; /* `position`: where reading stopped */
    bool bookmarked;
    int64_t position;
    int64_t bookmark;      /* where the bookmark is */
    uint64_t bookmark_age; /* larger is later; the list shows the latest first */
};

/* Read marks, positions and bookmarks, by the articles' mark_id. A zeroed struct is empty. Articles
 * that are not in the edition keep their marks: an edition can come back. */
struct marks {
    struct mark *items; /* in order of id */
    size_t count;
    size_t cap;
    uint64_t next_age;
    char *last;   /* the id of the article last read, or NULL */
    char *theme;  /* the name of the theme that was chosen while reading, or NULL */
    bool changed; /* since marks_write or marks_parse */
};

/* The mark of an article, or NULL. Valid until the next change. */
const struct mark *marks_find(const struct marks *marks, struct str id);

/* Return whether an article was read, whether it has a bookmark, and the position at which reading
 * stopped, or INT64_MIN (the beginning) if no position is noted. */
bool marks_is_read(const struct marks *marks, struct str id);
bool marks_is_bookmarked(const struct marks *marks, struct str id);
int64_t marks_position(const struct marks *marks, struct str id);

/* These set nothing for an id that a line of the file cannot hold: an empty one, one with a control
 * character, one that is not UTF-8. */
void marks_set_read(struct marks *marks, struct str id, bool read);
void marks_set_position(struct marks *marks, struct str id, int64_t position);
void marks_set_last(struct marks *marks, struct str id);
void marks_set_theme(struct marks *marks, struct str name);

/* Puts a bookmark at `position`, or takes the one there is away. Returns whether there is one now.
 */
bool marks_toggle_bookmark(struct marks *marks, struct str id, int64_t position);

/* The bookmarked articles' indexes in marks->items, the latest first; the caller frees. */
size_t *marks_bookmarks(const struct marks *marks, size_t *count);

/* Appends the marks as text: a line "kanbao-state 1", then a line for each fact, tab-separated:
 * "last\tID", "theme\tNAME", "read\tID", "place\tID\tOFFSET", "bookmark\tID\tOFFSET\tAGE". Clears
 * `changed`. */
void marks_write(struct marks *marks, struct buffer *out);

/* Replaces the marks by what `text` says; of two lines that say the same of one article the later
 * counts. LF and CRLF. False where it is damaged (also by ending within a line): *bad_line is the
 * first bad line's number (from 1) and the marks are what could be read before it. Takes n log n
 * for lines in any order, n for the order of marks_write(). Clears `changed`. */
bool marks_parse(struct marks *marks, struct str text, size_t *bad_line);

/* Takes in what another program made of the marks meanwhile: `theirs`, where both began with
 * `base`. Of every fact (read, position, bookmark, last), what this program changed since then
 * stays, and the rest becomes theirs; its new bookmarks are later than theirs. Returns whether
 * anything of theirs came in. `changed` stays as it is. */
bool marks_merge(struct marks *marks, const struct marks *base, const struct marks *theirs);

void marks_free(struct marks *marks);

#endif
