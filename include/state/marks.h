#ifndef STATE_MARKS_H
#define STATE_MARKS_H

#include "base/buffer.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A place in an article: a position of layout/layout.h (bytes into the article, negative in its
 * header; INT64_MIN: the beginning), and the words around it as state/passage.h gives them, by
 * which it is found in an edited text; empty: none. */
struct mark_place {
    int64_t position;
    struct str words;
};

/* The reader's marks of one article. The texts are NUL-terminated and owned by the marks. */
struct mark {
    struct str id; /* the article's mark_id */
    bool read;
    bool has_position; /* `position` is set */
    bool bookmarked;
    int64_t position;         /* at which reading stopped, */
    char *words;              /* and the words around it, or NULL */
    int64_t bookmark;         /* the position of the bookmark, */
    char *bookmark_words;     /* and the words around it, or NULL */
    uint64_t bookmark_serial; /* a serial number: the larger, the later the bookmark was set */
    char *title;              /* of the article, or NULL if it was not noted */
    uint64_t fingerprint;     /* see state/fingerprint.h; 0: none */
};

/* Read marks, places and bookmarks of the articles of one content, by their mark_id. A zeroed
 * struct is empty, of no named content. Articles that are not in the edition keep their marks,
 * since they may return in another one. */
struct marks {
    struct mark *items; /* in order of id */
    size_t count;
    size_t cap;
    uint64_t next_serial;
    char *content;        /* the name of the content, or NULL */
    struct buffer others; /* the marks of other contents, as they stand in the file */
    char *last;           /* the id of the article last read, or NULL */
    char *theme;          /* the name of the theme that was chosen while reading, or NULL */
    char *taken_over;     /* which file of an earlier version was taken over, or NULL */
    bool changed;         /* since the last marks_write() or marks_parse() */
};

/* The fields of a line that are separated by tabs must be without control characters, UTF-8, and
 * not empty. Returns whether a text may be one. */
bool marks_may_hold(struct str text);

/* Returns the mark of an article, or NULL if it has none; valid until the next change. */
const struct mark *marks_find(const struct marks *marks, struct str id);

/* Return whether an article was read, whether it has a bookmark, and the place at which reading
 * stopped, or its position alone; INT64_MIN if none is noted. Words are borrowed until the next
 * change. */
bool marks_is_read(const struct marks *marks, struct str id);
bool marks_is_bookmarked(const struct marks *marks, struct str id);
struct mark_place marks_place(const struct marks *marks, struct str id);
int64_t marks_position(const struct marks *marks, struct str id);

/* Returns the place of an article's bookmark, or POSITION_NONE of content/body.h without words if
 * it has none. */
struct mark_place marks_bookmark(const struct marks *marks, struct str id);

/* Set what their names say, unless a line of the state file cannot hold the id or name; words that
 * it cannot hold are left out. */
void marks_set_read(struct marks *marks, struct str id, bool read);
void marks_set_all_read(struct marks *marks, const struct str *ids, size_t count);
void marks_set_place(struct marks *marks, struct str id, struct mark_place place);
void marks_set_text(struct marks *marks, struct str id, uint64_t fingerprint, struct str title);
void marks_set_last(struct marks *marks, struct str id);
void marks_set_theme(struct marks *marks, struct str name);

/* Sets an article's bookmark to a place, or removes it if the article has one. Returns whether it
 * has one now. */
bool marks_toggle_bookmark(struct marks *marks, struct str id, struct mark_place place);

/* Removes all that is known of an article, which may be nothing. */
void marks_remove(struct marks *marks, struct str id);

/* Gives the mark of `from`, if there is one, to `to`, whose own facts stay where it has some; and
 * so with what was last read. */
void marks_rename(struct marks *marks, struct str from, struct str to);

/* Adds the facts of `mark`, which is of other marks, to `id`, whose own stay where it has some. */
void marks_adopt(struct marks *marks, struct str id, const struct mark *mark);

/* Returns the indexes of the bookmarked articles in marks->items, the latest bookmark first, and
 * their number in *count; the caller frees. */
size_t *marks_bookmarks(const struct marks *marks, size_t *count);

/* Appends the marks as text: a line "kanbao-state 2"; "theme\tNAME" and "taken\tFILE"; the other
 * contents; and, after "content\tNAME" if it is named, a line for each fact of this content,
 * tab-separated: "last\tID", "read\tID", "place\tID\tOFFSET", "bookmark\tID\tOFFSET\tAGE", both
 * with the words before and those after, if there are any, as two more fields, and
 * "text\tID\tFINGERPRINT\tTITLE". Clears `changed`. */
void marks_write(struct marks *marks, struct buffer *out);

/* Replaces the marks by those of the content `content` (NULL: of no name) in `text`, of version 1
 * or 2, with LF or CRLF; of two lines of the same kind about one article the later counts. Returns
 * false if the text is damaged, or ends within a line: *bad_line is then the number of the first
 * bad line, from 1, and the marks of this content are those of the lines before it. Those of other
 * contents are kept as they are. Takes O(n log n) for lines in any order, O(n) in the order of
 * marks_write(). Clears `changed`. */
bool marks_parse(struct marks *marks, struct str text, const char *content, size_t *bad_line);

/* Merges `theirs`, the marks of another program, into `marks`, where both programs began with
 * `base`; all three are of one content. A fact (read, place, bookmark, text, last, theme) that this
 * program changed stays; every other fact becomes theirs, and so do other contents. New bookmarks
 * of this program count as later than theirs. Returns whether `marks` took anything of this content
 * from `theirs`. Leaves `changed` as it is. */
bool marks_merge(struct marks *marks, const struct marks *base, const struct marks *theirs);

/* Adds marks of an earlier time: facts of articles for which `marks` has none. */
void marks_add_missing(struct marks *marks, const struct marks *from);

void marks_free(struct marks *marks);

#endif
