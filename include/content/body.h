#ifndef CONTENT_BODY_H
#define CONTENT_BODY_H

#include "base/diag.h"
#include "content/article.h"
#include "content/document.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The text of one open article, read piece by piece: however large it is, opening costs nothing of
 * its size. It is cut into chunks at places where CommonMark can be cut: a blank line followed by a
 * line that begins a new top-level block and no item of a list (or what may be one), outside of a
 * fenced code block, once a chunk has reached BODY_CHUNK_BYTES. Such a cut is soft: the chunks hold
 * the very blocks that the whole would. At four times that it is cut hard, before a list item or at
 * any line or, at worst, between two code points; a fenced code block that is cut goes on as one. A
 * link definition is seen within its chunk. */
struct body;

enum { BODY_CHUNK_BYTES = 64 * 1024 };

/* Opens the body. NULL with a diagnostic where the file cannot be read or is over the limit. The
 * article must outlive the body. A file of up to 1 MiB is read and closed at once; a larger one is
 * read through a window and never mapped, so that one that shrinks while it is open ends early, no
 * more. */
struct body *body_open(const struct article *article, struct diags *diags);

/* The size of the body in bytes: offsets are from 0 to this. Less than before where the file turned
 * out to have shrunk. */
int64_t body_bytes(const struct body *body);

/* Where chunk `index` begins and ends, finding boundaries as far as need be. False past the end. An
 * empty body has no chunk. */
bool body_chunk_range(struct body *body, size_t index, int64_t *start, int64_t *end);

/* The chunk that holds `offset` (the last one for what lies past the end); 0 for an empty body. */
size_t body_chunk_at(struct body *body, int64_t offset);

/* Parses chunk `index` into *document, which the caller frees. An index past the end gives no
 * blocks. The links of a body that is one chunk are numbered; in one of several, where that would
 * take all of them, their targets are written out. */
void body_parse_chunk(struct body *body, size_t index, struct document *document);

void body_close(struct body *body);

#endif
