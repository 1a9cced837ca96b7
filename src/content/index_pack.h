#ifndef CONTENT_INDEX_PACK_H
#define CONTENT_INDEX_PACK_H

#include "base/buffer.h"
#include "changes.h"
#include "content/article.h"
#include "content/index.h"

/* The memory that packing needs, used for one article after the other. Zero it before the first. */
struct packer {
    struct buffer text, within;
    struct changes changes;
    struct folded folded;
};

/* Appends an article's texts of a kind to `packed`, which is at byte `offset` of its part, and
 * their record to `records`. The body is read, unless it is `known`. */
void index_pack(struct packer *packer, enum packed_kind kind, const struct article *article,
                const struct packed_texts *known, struct buffer *packed, size_t offset,
                struct buffer *records);

void packer_free(struct packer *packer);

#endif
