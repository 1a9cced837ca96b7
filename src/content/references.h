#ifndef CONTENT_REFERENCES_H
#define CONTENT_REFERENCES_H

#include "content/document.h"

/* Makes a document of the body's footnotes, the article's own address `link` (may be empty), and
 * the targets of the body's numbered links. Borrows from `body`. Its positions continue from
 * *source, which becomes the position after the last. Free with document_free(). */
void references_make(struct document *document, const struct document *body, struct str link,
                     int64_t *source);

#endif
