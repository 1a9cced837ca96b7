#include "text/fold.h"

#include "base/alloc.h"
#include "plain.h"
#include "text/grapheme.h"

#include <stdlib.h>
#include <unicase.h>
#include <uninorm.h>

static void make_room(struct folded *folded, size_t need)
{
    folded->text = mem_grow(folded->text, &folded->text_cap, need, 1);
    folded->source = mem_grow(folded->source, &folded->source_cap, need, sizeof(*folded->source));
}

/* There is always room for one byte more: source[] has an element for the end. */
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

/* Whether a character of three bytes is a common one that folds to itself. `tail`: its last two
 * bytes. */
static bool folds_to_itself(unsigned lead, unsigned tail)
{
    if (lead == 0xE2) /* the dashes and quotation marks – to ‟ but ‗ */
        return tail >= 0x8093 && tail <= 0x809F && tail != 0x8097;
    if (lead == 0xE3) /* 、 to 〩, ぁ to ゖ, ァ to ヾ */
        return (tail >= 0x8081 && tail <= 0x80A9) || (tail >= 0x8181 && tail <= 0x8296) ||
               (tail >= 0x82A1 && tail <= 0x83BE);
    /* Han from U+4E00 on */
    return (lead == 0xE4 && tail >= 0xB880) || (lead > 0xE4 && lead <= 0xE9);
}

/* The folding of a cluster that is one common character of three bytes: the bytes written to
 * `out`; 0 where it is none. */
static size_t fold_common(const char *cluster, char out[3])
{
    const unsigned char *p = (const unsigned char *)cluster;
    unsigned tail = (unsigned)p[1] << 8 | p[2];

    if (folds_to_itself(p[0], tail)) {
        memcpy(out, cluster, 3);
        return 3;
    }
    if (p[0] == 0xE3 && tail == 0x8080) { /* the ideographic space */
        out[0] = ' ';
        return 1;
    }
    if (p[0] == 0xEF && tail >= 0xBC81 && tail <= 0xBD9E) { /* ！ to ～ */
        out[0] = lower_ascii((char)((p[2] & 0x3F) + (p[1] == 0xBC ? 0x20 : 0x60)));
        return 1;
    }
    return 0;
}

/* Any cluster; one that is not UTF-8 is kept as it is. */
static void fold_any(struct folded *folded, const char *cluster, size_t bytes, size_t source)
{
    size_t count;
    uint8_t *out = u8_casefold((const uint8_t *)cluster, bytes, NULL, UNINORM_NFKC, NULL, &count);

    if (out)
        add_bytes(folded, (const char *)out, count, source);
    else
        add_bytes(folded, cluster, bytes, source);
    free(out);
}

static void fold_cluster(struct folded *folded, const char *cluster, size_t bytes, size_t source)
{
    char out[3];
    size_t count = 0;

    if (bytes == 1) {
        out[0] = lower_ascii(cluster[0]);
        count = 1;
    } else if (bytes == 3) {
        count = fold_common(cluster, out);
    }
    if (count)
        add_bytes(folded, out, count, source);
    else
        fold_any(folded, cluster, bytes, source);
}

void text_fold(struct folded *folded, struct str text)
{
    folded->bytes = 0;
    text_fold_more(folded, text, 0, text.bytes);
}

void text_fold_more(struct folded *folded, struct str text, size_t start, size_t end)
{
    size_t at = start;

    /* Mostly, folded text is no longer than its source. */
    make_room(folded, folded->bytes + (end - start) + 1);
    while (at < end) {
        const unsigned char *p = (const unsigned char *)text.p + at;
        size_t bytes, left = end - at;

        if (plain_han(p, left) && plain_ends(p + 3, left - 3)) {
            add_bytes(folded, text.p + at, 3, at);
            at += 3;
            continue;
        }
        bytes = grapheme_next(text.p + at, left, false).bytes;
        fold_cluster(folded, text.p + at, bytes, at);
        at += bytes;
    }
    folded->source[folded->bytes] = (uint32_t)end;
}

bool folded_is_boundary(const struct folded *folded, size_t at)
{
    return at == 0 || folded->source[at] != folded->source[at - 1];
}

size_t folded_find(const struct folded *folded, struct str needle, size_t from, size_t *start,
                   size_t *end)
{
    while (needle.bytes && from < folded->bytes) {
        const char *match =
            memmem(folded->text + from, folded->bytes - from, needle.p, needle.bytes);
        size_t at, past;

        if (!match)
            break;
        at = (size_t)(match - folded->text);
        past = at + needle.bytes;
        if (folded_is_boundary(folded, at) && folded_is_boundary(folded, past)) {
            *start = folded->source[at];
            *end = folded->source[past];
            return at;
        }
        from = at + 1;
    }
    return SIZE_MAX;
}

void folded_free(struct folded *folded)
{
    free(folded->text);
    free(folded->source);
    *folded = (struct folded){0};
}
