#ifndef CONTENT_CHECK_TEXT_H
#define CONTENT_CHECK_TEXT_H

#include "base/str.h"
#include "content/document.h"
#include "finding.h"

/* Finds marks that were meant as Markdown but are still in the text, because a space, a line or a
 * half-width sign is missing: FINDING_OPEN_STRONG and those after it. Searches the document's text,
 * so that code, comments and escaped marks do not count. `body` is the text that the document was
 * parsed from. */
void check_text(const struct document *document, struct str body, struct findings *findings);

#endif
