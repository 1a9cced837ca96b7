#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

/* A text folded for search, so that what is meant alike is the same:
 * - NFKC case folding (UAX #15, as libunistring's u8_casefold with UNINORM_NFKC does it): ＡＩ, Ai
 * and ai are the same, ％ is %, … is "..." and ㎡ is "m2";
 * - a Latin letter has no accents: é is e;
 * - of simplified and traditional Han characters, and of variants of them, one stands for all: 臺,
 *   檯 and 台 are 台 (see gen_variants.py);
 * - quotation marks and corner brackets are " and ', dashes are -.
 * It is folded cluster by cluster, so every folded byte has a place in the source. A zeroed struct
 * is empty and may be filled again and again; it owns its arrays. */
struct folded {
    char *text;
    size_t bytes, text_cap;
    uint32_t *source; /* source[i]: the offset in the source of the cluster that byte i came from;
                         source[bytes] is the source's length */
    size_t source_cap;
};

/* Replaces what is in `folded` by the folding of `text`, of up to 4 GiB. Needs no locale. Bytes
 * that are not UTF-8 are kept as they are. */
void text_fold(struct folded *folded, struct str text);

/* Adds the folding of `text` from byte `start` up to `end` to what is in `folded`, which is of what
 * stands before it. Together they fold the text without what is left out between them. */
void text_fold_more(struct folded *folded, struct str text, size_t start, size_t end);

/* Whether a cluster of the source begins at folded byte `at`, or the text ends there. */
bool folded_is_boundary(const struct folded *folded, size_t at);

/* The first occurrence of the folded `needle` at or after folded byte `from`, as a range of source
 * bytes, from *start up to *end, of whole clusters: what begins or ends within a cluster (the m of
 * ㎡) is no occurrence. An empty needle is found nowhere. Returns the folded offset of the
 * occurrence, or SIZE_MAX. */
size_t folded_find(const struct folded *folded, struct str needle, size_t from, size_t *start,
                   size_t *end);

void folded_free(struct folded *folded);

#endif
