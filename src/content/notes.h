#ifndef CONTENT_NOTES_H
#define CONTENT_NOTES_H

#include "base/buffer.h"
#include "content/document.h"

#include <stddef.h>

/* Collects the footnotes of a document. Set `document` in a zeroed struct. */
struct notes {
    struct document *document;
    struct block *blocks;
    size_t count, cap;
};

/* Appends a definition's text without its quote marks and the indent of its lines. */
void notes_dedent(struct buffer *out, struct str text, int quotes);

/* Adds the blocks of the footnote with this number, with its mark on the first. */
void notes_add(struct notes *notes, size_t number, const struct block *blocks, size_t count);

/* Moves the notes to the document and frees the rest; `last` is the highest number. */
void notes_finish(struct notes *notes, size_t last);

#endif
