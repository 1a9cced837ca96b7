#ifndef CONTENT_PIECES_H
#define CONTENT_PIECES_H

#include "base/str.h"
#include "source.h"

#include <stdbool.h>
#include <stddef.h>

/* A span of an image's alt text while it is collected: it ends as emphasis, or as nothing in a
 * caption. */
enum { SPAN_IMAGE = 1 << 8 };

/* The inside of a block as the parser tells it, before it is a text: see replay.h. */

enum piece_kind {
    PIECE_TEXT,       /* a stretch of the body; what is markup of ours in it is not settled yet */
    PIECE_STAND_IN,   /* something else for a stretch of the body, for nothing of it where `at` is
                         SIZE_MAX */
    PIECE_SOFT_BREAK, /* a line ends in the source */
    PIECE_HARD_BREAK,
    PIECE_OPEN, /* of `style` */
    PIECE_CLOSE
};

struct piece {
    enum piece_kind kind;
    unsigned style; /* SPAN_EMPHASIS, _STRONG, _CODE, _LINK, _STRIKE, or SPAN_IMAGE; of a text 0, or
                       SPAN_CODE where it is code */
    struct str text; /* of PIECE_OPEN and a link: its target */
    size_t at;       /* where it begins in the parser's input */
    size_t bytes;    /* of the input */
};

/* A zeroed struct is empty. */
struct pieces {
    struct piece *items;
    size_t count, cap;
};

void pieces_add(struct pieces *pieces, struct piece piece);

/* A part of a text, from byte `start` to `end`. */
struct piece piece_cut(const struct piece *piece, size_t start, size_t end);

/* Returns whether a piece is text that may hold markup of ours. */
bool piece_is_prose(const struct piece *piece);

/* Returns whether the first byte of a text was escaped by a backslash. */
bool piece_is_escaped(const struct piece *piece, const struct source *source);

void pieces_free(struct pieces *pieces);

#endif
