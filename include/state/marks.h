#ifndef STATE_MARKS_H
#define STATE_MARKS_H

#include "base/buffer.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The reader's marks of one article. Positions are those of layout/layout.h: bytes into the
 * article, negative in its header. */
struct mark {
    struct str id; /* the article's mark_id; NUL-terminated, owned by the marks */
    bool read;
    bool has_position; /* `position` is set */
    bool bookmarked;
    int64_t position;         /* at which reading stopped */
    int64_t bookmark;         /* the position of the bookmark */
    uint64_t bookmark_serial; /* a serial number: the larger, the later the bookmark was set */
};

/* Read marks, positions and bookmarks, by the articles' mark_id. A zeroed struct is empty. Articles
 * that are not in the edition keep their marks, since they may return in another one. */
struct marks {
    struct mark *items; /* in order of id */
    size_t count;
    size_t cap;
    uint64_t next_serial;
    char *last;   /* the id of the article last read, or NULL */
    char *theme;  /* the name of the theme that was chosen while reading, or NULL */
    bool changed; /* since the last marks_write() or marks_parse() */
};

/* Returns the mark of an article, or NULL if it has none; valid until the next change. */
const struct mark *marks_find(const struct marks *marks, struct str id);

/* Return whether an article was read, whether it has a bookmark, and the position at which reading
 * stopped, or INT64_MIN (the beginning) if no position is noted. */
bool marks_is_read(const struct marks *marks, struct str id);
bool marks_is_bookmarked(const struct marks *marks, struct str id);
int64_t marks_position(const struct marks *marks, struct str id);

/* Set what their names say, unless a line of the state file cannot hold the id or name: it is
 * empty, has a control character or is not UTF-8. */
void marks_set_read(struct marks *marks, struct str id, bool read);
void marks_set_all_read(struct marks *marks, const struct str *ids, size_t count);
void marks_set_position(struct marks *marks, struct str id, int64_t position);
void marks_set_last(struct marks *marks, struct str id);
void marks_set_theme(struct marks *marks, struct str name);

/* Sets an article's bookmark to `position`, or removes it if the article has one. Returns whether
 * it has one now. */
bool marks_toggle_bookmark(struct marks *marks, struct str id, int64_t position);

/* Returns the indexes of the bookmarked articles in marks->items, the latest bookmark first, and
 * their number in *count; the caller frees. */
size_t *marks_bookmarks(const struct marks *marks, size_t *count);

/* Appends the marks as text: a line "kanbao-state 1", then a line for each fact, tab-separated:
 * "last\tID", "theme\tNAME", "read\tID", "place\tID\tOFFSET", "bookmark\tID\tOFFSET\tAGE". Clears
 * `changed`. */
void marks_write(struct marks *marks, struct buffer *out);

/* Replaces the marks by those in `text`, with LF or CRLF; of two lines of the same kind about one
 * article the later counts. Returns false if the text is damaged, or ends within a line: *bad_line
 * is then the number of the first bad line, from 1, and the marks are those of the lines before it.
 * Takes O(n log n) for lines in any order, O(n) in the order of marks_write(). Clears `changed`. */
bool marks_parse(struct marks *marks, struct str text, size_t *bad_line);

/* Merges `theirs`, the marks of another program, into `marks`, where both programs began with
 * `base`. A fact (read, position, bookmark, last, theme) that this program changed stays; every
 * other fact becomes theirs. New bookmarks of this program count as later than theirs. Returns
 * whether `marks` took anything from `theirs`. Leaves `changed` as it is. */
bool marks_merge(struct marks *marks, const struct marks *base, const struct marks *theirs);

void marks_free(struct marks *marks);

#endif
