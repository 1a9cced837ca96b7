#ifndef CONTENT_BRACKET_MARKS_H
#define CONTENT_BRACKET_MARKS_H

#include "base/arena.h"
#include "finding.h"
#include "pieces.h"
#include "prepare.h"
#include "source.h"

#include <stddef.h>

/* Footnotes in the order in which the text first names them. */
struct footnotes {
    struct definition *definitions; /* by label, of one label the first one first */
    size_t definition_count;
    size_t *order; /* definitions; the footnote of number 1 first */
    size_t count, cap;
};

/* Takes over the definitions, which the caller frees. */
void footnotes_start(struct footnotes *footnotes, const struct definitions *definitions);

/* Numbers what the text does not name, behind what it does; each is a finding, its
 * label in `arena`. */
void footnotes_number_rest(struct footnotes *footnotes, struct arena *arena,
                           struct findings *findings);

/* Frees the order. */
void footnotes_free(struct footnotes *footnotes);

/* The mark of a footnote, 〔1〕, in `arena`. */
struct str footnote_mark(struct arena *arena, size_t number);

/* Settles a block's marks in brackets: [^label] is a footnote's mark, [[page|text]] is its text,
 * ![[file]] is a picture. */
void marks_settle(struct pieces *pieces, const struct source *source, struct footnotes *footnotes,
                  struct arena *arena);

/* Takes {#id} off a heading's end. */
void marks_chop_id(struct pieces *pieces);

#endif
