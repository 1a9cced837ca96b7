#ifndef CONTENT_BODY_H
#define CONTENT_BODY_H

#include "base/diag.h"
#include "content/article.h"
#include "content/document.h"

#include <stdint.h>

/* The text of one open article: read and parsed whole when it is opened, let go when it is closed.
 * Of the file nothing is kept but its document. */
struct body;

/* Opens the body. NULL with a diagnostic where the file cannot be read or is over
 * ARTICLE_MAX_FILE_MIB. Needs neither the article nor the file afterwards; one that shrinks while
 * it is read ends early. */
struct body *body_open(const struct article *article, struct diags *diags);

/* Returns what the body says, with its links numbered and without a first heading that repeats the
 * article's title; borrowed until body_close(). */
const struct document *body_document(const struct body *body);

/* The size of the body in bytes: offsets are from 0 to this. */
int64_t body_bytes(const struct body *body);

void body_close(struct body *body);

#endif
