#ifndef CONTENT_PIECES_H
#define CONTENT_PIECES_H

#include "base/str.h"
#include "source.h"

#include <stdbool.h>
#include <stddef.h>

/* Style of an image's alt text while it is collected. It ends as emphasis, or as plain text in a
 * caption. */
enum { SPAN_IMAGE = 1 << 8 };

/* A block's content as the parser reports it, before pieces_write.h turns it into text. */

enum piece_kind {
    PIECE_TEXT,       /* a part of the body; kanbao's own markup in it is not resolved yet */
    PIECE_STAND_IN,   /* text that replaces a part of the body, or none of it if `at` is SIZE_MAX */
    PIECE_SOFT_BREAK, /* a newline in the source */
    PIECE_HARD_BREAK,
    PIECE_OPEN, /* the beginning of a span with `style` */
    PIECE_CLOSE
};

struct piece {
    enum piece_kind kind;
    unsigned style;  /* SPAN_EMPHASIS, _STRONG, _CODE, _LINK, _STRIKE, _PROPER, or SPAN_IMAGE; for
                        text 0, or  SPAN_CODE if it is code */
    struct str text; /* for PIECE_OPEN: a link's target, or text for an image without alt text */
    size_t at;       /* offset in the parser's input */
    size_t bytes;    /* length in the parser's input */
};

/* A zeroed struct is empty. */
struct pieces {
    struct piece *items;
    size_t count, cap;
};

void pieces_add(struct pieces *pieces, struct piece piece);

/* Returns the part of a text piece from byte `start` to `end`. */
struct piece piece_cut(const struct piece *piece, size_t start, size_t end);

/* Returns whether a piece is text that may hold kanbao's own markup. */
bool piece_is_prose(const struct piece *piece);

/* Returns whether a backslash escapes the first byte of a text piece. */
bool piece_is_escaped(const struct piece *piece, const struct source *source);

void pieces_free(struct pieces *pieces);

#endif
