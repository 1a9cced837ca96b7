#ifndef CONTENT_BODY_H
#define CONTENT_BODY_H

#include "base/diag.h"
#include "content/article.h"
#include "content/document.h"

#include <stdbool.h>
#include <stdint.h>

/* The text of one open article: read and parsed whole by body_open(), freed by body_close(). It
 * keeps the document, not the file. */
struct body;

/* Opens the body. Returns NULL, with a diagnostic, if the file cannot be read or is over
 * ARTICLE_MAX_FILE_MIB. Needs neither the article nor the file afterwards. A file that shrinks
 * while it is read ends early. */
struct body *body_open(const struct article *article, struct diags *diags);

/* A body that is being opened by a thread, as a large one takes longer than a person notices. */
struct body_opening;

/* Begins to open the body, as body_open() does; a small one is open at once. With LINKS_PLAIN no
 * link is numbered, and no address is in the references. Returns NULL, with a diagnostic, if the
 * file cannot be opened. Does not need the article afterwards. End with body_take() or
 * body_give_up(). */
struct body_opening *body_begin(const struct article *article, enum link_form links,
                                struct diags *diags);

/* Waits up to `ms` milliseconds (-1: without limit). Returns whether body_take() may be called. */
bool body_wait(struct body_opening *opening, int ms);

/* Returns the body, or NULL with a diagnostic if the file could not be read. Frees the opening. */
struct body *body_take(struct body_opening *opening, struct diags *diags);

/* Frees the opening, which may go on or be NULL; the body is not wanted any more. */
void body_give_up(struct body_opening *opening);

/* Returns the body's document, with its links numbered and without a first heading that repeats the
 * article's title; borrowed until body_close(). */
const struct document *body_document(const struct body *body);

/* Returns the blocks after the body: the footnotes, the article's address and the targets of the
 * numbered links. Their positions go from body_bytes() to body_end(). Borrowed until body_close().
 */
const struct document *body_references(const struct body *body);
int64_t body_end(const struct body *body);

/* A value that is no position in any article. */
#define POSITION_NONE INT64_MAX

/* Returns the size of the body in bytes; offsets into it range from 0 to this. */
int64_t body_bytes(const struct body *body);

void body_close(struct body *body);

#endif
