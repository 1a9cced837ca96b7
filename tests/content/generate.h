#ifndef GENERATE_H
#define GENERATE_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Appends about `bytes` of CommonMark to `out`: prose, lists, fences, quotes, tables, deep nesting,
 * with LF or CR LF. The text is the same for the same seed. */
void generate_document(struct buffer *out, uint64_t seed, size_t bytes, bool crlf);

#endif
