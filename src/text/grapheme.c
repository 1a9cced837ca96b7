#include "text/grapheme.h"

#include "plain.h"
#include "text/utf8.h"
#include "text/width.h"

#include <limits.h>
#include <unictype.h>
#include <unigbrk.h>

/* The state of a cluster for the rules of UAX #29. */
struct cluster {
    char32_t last;
    bool pictograph;  /* ends in a pictograph and its extenders, then maybe a ZWJ (rule GB11) */
    bool lone_region; /* ends in one regional indicator, which a second one joins (GB12) */
};

enum { ZWJ = 0x200D };

static bool is_emoji_modifier(char32_t cp)
{
    return cp >= 0x1F3FB && cp <= 0x1F3FF;
}

static bool is_pictograph(char32_t cp)
{
    return uc_is_property_extended_pictographic(cp);
}

static bool cluster_joins(const struct cluster *cluster, char32_t cp)
{
    if (plain_region(cluster->last) && plain_region(cp))
        return cluster->lone_region;
    if (cluster->last == ZWJ && is_pictograph(cp))
        return cluster->pictograph;
    return !uc_is_grapheme_break(cluster->last, cp);
}

static void cluster_add(struct cluster *cluster, char32_t cp)
{
    bool extends =
        cluster->last != ZWJ && (cp == ZWJ || uc_graphemeclusterbreak_property(cp) == GBP_EXTEND);

    cluster->pictograph = is_pictograph(cp) || (cluster->pictograph && extends);
    cluster->lone_region = plain_region(cp) && !plain_region(cluster->last);
    cluster->last = cp;
}

static int cols_of(char32_t cp, bool ambiguous_wide)
{
    int cols = text_width(cp, ambiguous_wide);

    return cols > 0 ? cols : 0;
}

/* Returns the columns that cp adds to its cluster. */
static int added_cols(const struct cluster *cluster, char32_t cp, bool ambiguous_wide)
{
    bool joined_on = cluster->last == ZWJ && is_pictograph(cp);

    return joined_on || is_emoji_modifier(cp) ? 0 : cols_of(cp, ambiguous_wide);
}

static struct grapheme any_grapheme(const char *text, size_t bytes, bool ambiguous_wide)
{
    struct cluster cluster = {0};
    struct grapheme grapheme;
    char32_t cp;
    size_t length = utf8_decode(text, bytes, &cp);

    grapheme = (struct grapheme){length, cols_of(cp, ambiguous_wide)};
    if (length == 1 && cp == 0xFFFD) /* not UTF-8: a cluster by itself */
        return grapheme;
    cluster_add(&cluster, cp);
    while (grapheme.bytes < bytes) {
        int cols;

        length = utf8_decode(text + grapheme.bytes, bytes - grapheme.bytes, &cp);
        if ((length == 1 && cp == 0xFFFD) || !cluster_joins(&cluster, cp))
            break;
        cols = added_cols(&cluster, cp, ambiguous_wide);
        if (cols > 0 && grapheme.cols + cols > GRAPHEME_MAX_COLS)
            break;
        grapheme.bytes += length;
        grapheme.cols += cols;
        cluster_add(&cluster, cp);
    }
    return grapheme;
}

static inline struct grapheme next_grapheme(const char *text, size_t bytes, bool ambiguous_wide)
{
    const unsigned char *p = (const unsigned char *)text;
    size_t length;

    /* The most frequent case. With a constant length, the next call need not wait for this call's
     * loads. */
    if (plain_han(p, bytes) && plain_ends(p + 3, bytes - 3))
        return (struct grapheme){3, 2};
    if (p[0] == '\n')
        return (struct grapheme){1, 0};
    length = plain_char(p, bytes);
    if (!length || !plain_ends(p + length, bytes - length))
        return any_grapheme(text, bytes, ambiguous_wide);
    if (plain_is_wide(p[0]))
        return (struct grapheme){length, 2};
    if (ambiguous_wide && length > 1) {
        char32_t cp;

        utf8_decode(text, bytes, &cp);
        return (struct grapheme){length, text_width(cp, true)};
    }
    return (struct grapheme){length, 1};
}

struct grapheme grapheme_next(const char *text, size_t bytes, bool ambiguous_wide)
{
    return next_grapheme(text, bytes, ambiguous_wide);
}

int text_cols(struct str text, bool ambiguous_wide)
{
    int cols = 0;
    size_t at = 0;

    while (at < text.bytes) {
        struct grapheme next = next_grapheme(text.p + at, text.bytes - at, ambiguous_wide);

        at += next.bytes;
        if (cols > INT_MAX - next.cols)
            return INT_MAX;
        cols += next.cols;
    }
    return cols;
}

/* Returns the bytes of the Han characters and the Chinese punctuation at the beginning of the text,
 * each a cluster of 2 columns, as many as fit into `cols`. Most Chinese text is of them, so this
 * loop decides the speed. Leaves out the last character if the text after it may join its cluster.
 */
static size_t fit_wide(const unsigned char *p, size_t bytes, int cols)
{
    size_t at = 0;

    for (; cols >= 2 && (plain_han(p + at, bytes - at) || plain_mark(p + at, bytes - at));
         cols -= 2)
        at += 3;
    return at && !plain_ends(p + at, bytes - at) ? at - 3 : at;
}

size_t text_fit(struct str text, int cols, bool ambiguous_wide, int *used)
{
    int left = cols;
    size_t at = 0;

    while (at < text.bytes) {
        size_t wide = fit_wide((const unsigned char *)text.p + at, text.bytes - at, left);
        struct grapheme next;

        at += wide;
        left -= (int)(wide / 3) * 2;
        if (at == text.bytes)
            break;
        next = next_grapheme(text.p + at, text.bytes - at, ambiguous_wide);
        if (next.cols > left)
            break;
        at += next.bytes;
        left -= next.cols;
    }
    if (used)
        *used = cols - left;
    return at;
}
