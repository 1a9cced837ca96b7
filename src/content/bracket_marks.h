#ifndef CONTENT_BRACKET_MARKS_H
#define CONTENT_BRACKET_MARKS_H

#include "base/arena.h"
#include "finding.h"
#include "pieces.h"
#include "prepare.h"
#include "source.h"

#include <stddef.h>

/* Footnotes in the order in which the text first refers to them. */
struct footnotes {
    struct definition *definitions; /* sorted by label, and of one label by position */
    size_t definition_count;
    size_t *order; /* indices of definitions; the footnote with number 1 is first */
    size_t count, cap;
};

/* Begins with no footnote numbered. Sorts and borrows the definitions, which the caller frees. */
void footnotes_start(struct footnotes *footnotes, const struct definitions *definitions);

/* Numbers the footnotes that the text does not refer to, after the others. Adds a finding for each,
 * with its label in `arena`. */
void footnotes_number_rest(struct footnotes *footnotes, struct arena *arena,
                           struct findings *findings);

/* Frees the order, but not the definitions. */
void footnotes_free(struct footnotes *footnotes);

/* Returns a footnote's mark, 〔1〕, in `arena`. */
struct str footnote_mark(struct arena *arena, size_t number);

/* Resolves a block's marks in brackets: [^label] becomes a footnote's mark, [[page|text]] its text,
 * and ![[file]] a picture. */
void bracket_marks_resolve(struct pieces *pieces, const struct source *source,
                           struct footnotes *footnotes, struct arena *arena);

/* Removes {#id} or {.class} from the end of a heading. */
void marks_chop_id(struct pieces *pieces);

#endif
