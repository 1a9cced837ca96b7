#ifndef CONTENT_BODY_H
#define CONTENT_BODY_H

#include "base/diag.h"
#include "content/article.h"
#include "content/document.h"

#include <stdint.h>

/* The text of one open article: read and parsed whole by body_open(), freed by body_close(). It
 * keeps the document, not the file. */
struct body;

/* Opens the body. Returns NULL, with a diagnostic, if the file cannot be read or is over
 * ARTICLE_MAX_FILE_MIB. Needs neither the article nor the file afterwards. A file that shrinks
 * while it is read ends early. */
struct body *body_open(const struct article *article, struct diags *diags);

/* Returns the body's document, with its links numbered and without a first heading that repeats the
 * article's title; borrowed until body_close(). */
const struct document *body_document(const struct body *body);

/* A value that is no position in any article. */
#define POSITION_NONE INT64_MAX

/* Returns the size of the body in bytes; offsets into it range from 0 to this. */
int64_t body_bytes(const struct body *body);

void body_close(struct body *body);

#endif
