#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

/* A text folded for search, so that different spellings of the same text become equal:
 * - NFKC case folding (UAX #15, by u8_casefold() with UNINORM_NFKC): ＡＩ, Ai and ai are the
 *   same, ％ is %, … is "..." and ㎡ is "m2";
 * - accents of Latin letters are removed: é is e;
 * - simplified, traditional and variant forms of a Han character become one form: 臺, 檯 and 台
 *   are 台 (see gen_variants.py);
 * - 々 is the Han character before it: 人々 is 人人;
 * - quotation marks and corner brackets are " and ', dashes are -.
 * Text is folded cluster by cluster, so every folded byte has a place in the source. A zeroed
 * struct is empty and may be filled repeatedly; it owns its arrays. */
struct folded {
    char *text;
    size_t bytes, text_cap;
    uint32_t *source; /* source[i]: the source offset of the cluster that byte i came from;
                         source[bytes]: the length of the source */
    size_t source_cap;
    /* The bytes, in order, at which a character begins but no cluster. Only a folded text that was
     * kept without its source has them; it is borrowed, its `source` is NULL, and a byte's place is
     * its own. */
    const uint32_t *within;
    size_t within_count;
};

/* Replaces the contents of `folded` by the folding of `text`, of up to 4 GiB. Needs no locale.
 * Keeps bytes that are not UTF-8. */
void text_fold(struct folded *folded, struct str text);

/* Appends the folding of text[start…end) to `folded`, which holds text before `start`. A caller may
 * skip parts of the text between calls. */
void text_fold_more(struct folded *folded, struct str text, size_t start, size_t end);

/* Appends the text to `text`, to be kept without its source, and its bytes at which a character
 * begins but no cluster to `within`, each a uint32_t and an offset in `text`. */
void folded_keep(const struct folded *folded, struct buffer *text, struct buffer *within);

/* Returns the place in the source of a folded byte. */
size_t folded_source(const struct folded *folded, size_t at);

/* Returns whether a cluster of the source begins at folded byte `at`, or the text ends there. */
bool folded_is_boundary(const struct folded *folded, size_t at);

/* Finds the first occurrence of the folded `needle` at or after folded byte `from`. Sets *start and
 * *end to its range of source bytes. An occurrence must consist of whole clusters: the m of ㎡ is
 * none. An empty needle has none. Returns the folded offset, or SIZE_MAX if absent. */
size_t folded_find(const struct folded *folded, struct str needle, size_t from, size_t *start,
                   size_t *end);

void folded_free(struct folded *folded);

#endif
