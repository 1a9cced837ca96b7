#ifndef CONTENT_CHECK_TEXT_H
#define CONTENT_CHECK_TEXT_H

#include "base/str.h"
#include "content/document.h"
#include "finding.h"

/* Finds marks that were meant as Markdown and were left in the text for want of a space, a line or
 * a half-width sign: FINDING_OPEN_STRONG and those after it. It is the text of the document that is
 * looked at, so what is code or a comment or stands behind a backslash is none. `body` is what the
 * document was parsed from. */
void check_text(const struct document *document, struct str body, struct findings *findings);

#endif
