#include "text/fold.h"

#include "base/alloc.h"
#include "base/find.h"
#include "plain.h"
#include "text/grapheme.h"
#include "text/utf8.h"
#include "variants.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

enum { REPEATED = 0x3005 /* 々 */ };
enum { OTHER_VARIANTS = sizeof(other_variants) / sizeof(*other_variants) };

static void make_room(struct folded *folded, size_t need)
{
    MEM_GROW(folded->text, folded->text_cap, need);
    MEM_GROW(folded->source, folded->source_cap, need);
}

/* Leaves room for one element more: source[] has one for the end. */
static inline void add_bytes(struct folded *folded, const char *bytes, size_t count, size_t source)
{
    if (count >= folded->source_cap - folded->bytes)
        make_room(folded, folded->bytes + count + 1);
    for (size_t i = 0; i < count; i++) {
        folded->text[folded->bytes + i] = bytes[i];
        folded->source[folded->bytes + i] = (uint32_t)source;
    }
    folded->bytes += count;
}

static char lower_ascii(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

static inline char32_t decode_three(const unsigned char *p)
{
    return (char32_t)(p[0] & 0x0F) << 12 | (char32_t)(p[1] & 0x3F) << 6 | (p[2] & 0x3F);
}

/* Adds the folding of a Han character of U+4E00 to U+9FFF. */
static inline void add_han(struct folded *folded, const char *han, size_t source)
{
    char32_t variant = variants[decode_three((const unsigned char *)han) - VARIANT_FIRST];
    const char bytes[3] = {(char)(0xE0 | variant >> 12), (char)(0x80 | (variant >> 6 & 0x3F)),
                           (char)(0x80 | (variant & 0x3F))};

    add_bytes(folded, variant ? bytes : han, 3, source);
}

/* Returns the form of a Han character that its variants fold to, or `cp` if it has no variants. */
static char32_t variant_of(char32_t cp)
{
    size_t low = 0, high = OTHER_VARIANTS;

    if (cp < other_variants[0].cp)
        return cp;
    if (cp >= VARIANT_FIRST && cp <= VARIANT_LAST)
        return variants[cp - VARIANT_FIRST] ? variants[cp - VARIANT_FIRST] : cp;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (other_variants[middle].cp < cp)
            low = middle + 1;
        else
            high = middle;
    }
    return low < OTHER_VARIANTS && other_variants[low].cp == cp ? other_variants[low].variant : cp;
}

/* Returns the ASCII character that people type for a quotation mark or a dash; 0 for any other
 * `cp`. */
static char typed_for(char32_t cp)
{
    if (cp >= 0x2010 && cp <= 0x2015) /* ‐ ‑ ‒ – — ― */
        return '-';
    if (cp >= 0x2018 && cp <= 0x201B) /* ‘ ’ ‚ ‛ */
        return '\'';
    if ((cp >= 0x201C && cp <= 0x201F) || (cp >= 0x300C && cp <= 0x300F) ||
        (cp >= 0x301D && cp <= 0x301F)) /* “ ” „ ‟ 「 」 『 』 〝 〞 〟 */
        return '"';
    return 0;
}

/* Returns whether a common character of three bytes folds to itself. */
static bool folds_to_itself(char32_t cp)
{
    return (cp >= 0x3001 && cp <= 0x3029) || (cp >= 0x3041 && cp <= 0x3096) ||
           (cp >= 0x30A1 && cp <= 0x30FE);
}

/* Adds the Han character once more that stands before a 々, unless it is a rare one of four bytes.
 * Returns false if none does. */
static bool add_repeated(struct folded *folded, size_t source)
{
    char han[3];

    if (folded->bytes < sizeof(han) ||
        !plain_han((const unsigned char *)folded->text + folded->bytes - sizeof(han), sizeof(han)))
        return false;
    memcpy(han, folded->text + folded->bytes - sizeof(han), sizeof(han));
    add_bytes(folded, han, sizeof(han), source);
    return true;
}

/* Adds the folding of a cluster of three bytes if it is one common character; else returns false.
 */
static bool add_common(struct folded *folded, const char *cluster, size_t source)
{
    const unsigned char *p = (const unsigned char *)cluster;
    char32_t cp = decode_three(p);
    char typed = typed_for(cp);

    if ((p[0] & 0xF0) != 0xE0)
        return false;
    if (plain_han(p, 3)) {
        add_han(folded, cluster, source);
        return true;
    }
    if (cp == REPEATED && add_repeated(folded, source))
        return true;
    if (cp == 0x3000)
        typed = ' ';
    else if (cp >= 0xFF01 && cp <= 0xFF5E) /* ！ to ～ */
        typed = lower_ascii((char)(cp - 0xFF01 + '!'));
    if (!typed && !folds_to_itself(cp))
        return false;
    add_bytes(folded, typed ? &typed : cluster, typed ? 1 : 3, source);
    return true;
}

static bool is_latin_letter(char32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || (cp >= 0xC0 && cp <= 0x24F) ||
           (cp >= 0x1E00 && cp <= 0x1EFF);
}

static bool is_accent(char32_t cp)
{
    return cp >= 0x300 && cp <= 0x36F;
}

/* Adds the result of NFKC case folding of a cluster, with each character replaced by its simplest
 * form. */
static void add_simplest(struct folded *folded, struct str text, bool latin, size_t source)
{
    for (size_t at = 0, taken; at < text.bytes; at += taken) {
        char bytes[4], typed;
        char32_t cp;

        taken = utf8_decode(text.p + at, text.bytes - at, &cp);
        if (latin && is_accent(cp))
            continue;
        typed = typed_for(cp);
        if (typed)
            add_bytes(folded, &typed, 1, source);
        else
            add_bytes(folded, bytes, utf8_encode(variant_of(cp), bytes), source);
    }
}

/* Adds the folding of any cluster; keeps one that is not UTF-8. */
static void add_any(struct folded *folded, const char *cluster, size_t bytes, size_t source)
{
    size_t count;
    uint8_t *out = u8_casefold((const uint8_t *)cluster, bytes, NULL, UNINORM_NFKC, NULL, &count);
    char32_t first = 0;
    bool latin;

    if (!out) {
        add_bytes(folded, cluster, bytes, source);
        return;
    }
    if (count)
        utf8_decode((const char *)out, count, &first);
    latin = is_latin_letter(first);
    if (latin && count > 1) { /* separate its accents */
        uint8_t *apart = u8_normalize(UNINORM_NFD, out, count, NULL, &count);

        if (apart) {
            free(out);
            out = apart;
        }
    }
    add_simplest(folded, (struct str){(const char *)out, count}, latin, source);
    free(out);
}

static void fold_cluster(struct folded *folded, const char *cluster, size_t bytes, size_t source)
{
    const char lower = lower_ascii(cluster[0]);

    if (bytes == 1)
        add_bytes(folded, &lower, 1, source);
    else if (bytes != 3 || !add_common(folded, cluster, source))
        add_any(folded, cluster, bytes, source);
}

void text_fold(struct folded *folded, struct str text)
{
    folded->bytes = 0;
    text_fold_more(folded, text, 0, text.bytes);
}

void text_fold_more(struct folded *folded, struct str text, size_t start, size_t end)
{
    size_t at = start;

    /* Folded text is usually no longer than its source. */
    make_room(folded, folded->bytes + (end - start) + 1);
    while (at < end) {
        const unsigned char *p = (const unsigned char *)text.p + at;
        size_t bytes, left = end - at;

        if (plain_han(p, left) && plain_ends(p + 3, left - 3)) {
            add_han(folded, text.p + at, at);
            at += 3;
            continue;
        }
        bytes = grapheme_next(text.p + at, left, false).bytes;
        fold_cluster(folded, text.p + at, bytes, at);
        at += bytes;
    }
    folded->source[folded->bytes] = (uint32_t)end;
}

void folded_keep(const struct folded *folded, struct buffer *text, struct buffer *within)
{
    for (size_t at = 1; at < folded->bytes; at++) {
        uint32_t offset = (uint32_t)(text->bytes + at);

        if (folded->source[at] == folded->source[at - 1] && !utf8_is_tail(folded->text[at]))
            buffer_add(within, &offset, sizeof(offset));
    }
    buffer_add(text, folded->text, folded->bytes);
}

size_t folded_source(const struct folded *folded, size_t at)
{
    return folded->source ? folded->source[at] : at;
}

/* Returns whether a character that begins at a byte of a kept text is within a cluster. */
static bool is_within(const struct folded *folded, size_t at)
{
    size_t low = 0, high = folded->within_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (folded->within[middle] == at)
            return true;
        if (folded->within[middle] < at)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

bool folded_is_boundary(const struct folded *folded, size_t at)
{
    if (at == 0 || folded->source)
        return at == 0 || folded->source[at] != folded->source[at - 1];
    return at == folded->bytes || (!utf8_is_tail(folded->text[at]) && !is_within(folded, at));
}

size_t folded_find(const struct folded *folded, struct str needle, size_t from, size_t *start,
                   size_t *end)
{
    while (needle.bytes && from < folded->bytes) {
        size_t at = find_bytes((struct str){folded->text + from, folded->bytes - from}, needle);
        size_t past;

        if (at == SIZE_MAX)
            break;
        at += from;
        past = at + needle.bytes;
        if (folded_is_boundary(folded, at) && folded_is_boundary(folded, past)) {
            *start = folded_source(folded, at);
            *end = folded_source(folded, past);
            return at;
        }
        /* A cluster may be of any length, and no match begins within it. */
        for (from = at + 1; from < folded->bytes && !folded_is_boundary(folded, from); from++)
            continue;
    }
    return SIZE_MAX;
}

void folded_free(struct folded *folded)
{
    free(folded->text);
    free(folded->source);
    *folded = (struct folded){0};
}
