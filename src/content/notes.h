#ifndef CONTENT_NOTES_H
#define CONTENT_NOTES_H

#include "base/buffer.h"
#include "content/document.h"

#include <stddef.h>

/* Collects the footnotes of a document; set `document` of a zeroed struct. */
struct notes {
    struct document *document;
    struct block *blocks;
    size_t count, cap;
};

/* Appends a definition's text without the marks of its quotes and the indent of its further lines.
 */
void notes_dedent(struct buffer *out, struct str text, int quotes);

/* Adds the blocks of the footnote with this number, behind its mark. */
void notes_add(struct notes *notes, size_t number, const struct block *blocks, size_t count);

/* Gives the notes to the document; `last` is the highest number. Frees what is collected. */
void notes_finish(struct notes *notes, size_t last);

#endif
