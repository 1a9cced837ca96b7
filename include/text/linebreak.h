#ifndef TEXT_LINEBREAK_H
#define TEXT_LINEBREAK_H

#include "base/str.h"
#include "text/kinsoku.h"

#include <stdbool.h>
#include <stddef.h>

/* Where a line of Chinese newspaper text ends. The base is Unicode's line breaking algorithm
 * (text/uax14.h); on top stands a tailoring by GB/T 15834-2011 and W3C clreq (text/kinsoku.h): what
 * may not begin or end a line, quotation marks by their side, dashes and ellipses, numbers with
 * their signs, ASCII words and URLs kept whole. */

/* How a text is set. Zeroed: by the rules of newspapers, and nothing optional. */
struct text_setting {
    enum kinsoku_level kinsoku;
    bool ambiguous_wide;
    bool hang; /* the last TEXT_HANG_COLS columns are a margin, where one 、 ， or 。 may hang */
    bool spacing; /* a column is set in between Han and Latin: see text/spacing.h */
};

enum { TEXT_HANG_COLS = 2 };

/* One line of a text. */
struct text_line {
    size_t end;  /* offset after its last byte, trailing spaces and the newline left out */
    size_t next; /* offset where the next line begins, after those */
    int cols;    /* what the bytes up to `end` take up, with what is set in between */
};

/* May a line begin at byte `at` of the text, where a code point begins? A pure question: it depends
 * on what stands around `at` alone. "\n" is a hard line break; a line never begins with a space. */
bool text_may_break(struct str text, size_t at, enum kinsoku_level level);

/* The line that begins at byte `start` < text.bytes of clean UTF-8, as full as `cols` columns
 * allow: it ends at the last opportunity that fits (push-out, 推出), or at a newline; spaces at its
 * end count nothing. A word longer than the line is broken at a grapheme cluster; a URL where it
 * reads best. At least one cluster is taken, so a line is wider than `cols` only where a single
 * cluster is. */
struct text_line text_line_next(struct str text, size_t start, int cols,
                                const struct text_setting *setting);

/* The columns of a text on one line, with what is set in between. */
int text_set_cols(struct str text, const struct text_setting *setting);

/* The last opportunity after `start` and before `end`, or `start` where there is none. */
size_t text_last_break(struct str text, size_t start, size_t end, enum kinsoku_level level);

#endif
