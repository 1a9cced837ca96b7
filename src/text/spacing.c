#include "text/spacing.h"

#include "base/alloc.h"
#include "base/ascii.h"
#include "text/grapheme.h"
#include "text/kinsoku.h"
#include "text/utf8.h"
#include "text/width.h"

#include <limits.h>
#include <stdlib.h>
#include <unictype.h>

static bool is_han_or_kana(char32_t cp)
{
    return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) ||
           (cp >= 0x3041 && cp <= 0x30FF && cp != U'・') || (cp >= 0x3005 && cp <= 0x3007) ||
           (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x3FFFF);
}

static bool is_latin(char32_t cp)
{
    if (cp < 0x80)
        return ascii_is_digit(cp) || ascii_is_letter(cp);
    return text_width(cp, false) == 1 && cp < 0x2000 &&
           uc_is_general_category_withtable(cp, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_Nd);
}

bool text_is_spaced(char32_t left, char32_t right)
{
    return is_han_or_kana(left) ? is_latin(right) : is_han_or_kana(right) && is_latin(left);
}

/* Iterates over a text cluster by cluster. */
struct cluster_cursor {
    struct str text;
    bool ambiguous_wide;
    size_t at;       /* offset of the cluster */
    char32_t before; /* first code point of the cluster before; 0 if absent */
    char32_t first;  /* first code point of the cluster */
    struct grapheme cluster;
};

static bool cursor_advance(struct cluster_cursor *cursor)
{
    cursor->at += cursor->cluster.bytes;
    if (cursor->at >= cursor->text.bytes)
        return false;
    cursor->before = cursor->first;
    cursor->cluster = grapheme_next(cursor->text.p + cursor->at, cursor->text.bytes - cursor->at,
                                    cursor->ambiguous_wide);
    utf8_decode(cursor->text.p + cursor->at, cursor->text.bytes - cursor->at, &cursor->first);
    return true;
}

size_t text_spaced_fit(struct str text, int cols, bool ambiguous_wide, int *used)
{
    struct cluster_cursor cursor = {.text = text, .ambiguous_wide = ambiguous_wide};
    int left = cols;

    while (cursor_advance(&cursor)) {
        int wanted = cursor.cluster.cols + text_is_spaced(cursor.before, cursor.first);

        if (wanted > left)
            break;
        left -= wanted;
    }
    if (used)
        *used = cols - left;
    return cursor.at;
}

int text_spaced_cols(struct str text, bool ambiguous_wide)
{
    int cols;

    text_spaced_fit(text, INT_MAX, ambiguous_wide, &cols);
    return cols;
}

static enum text_gap_kind kind_between(char32_t left, char32_t right)
{
    if (text_is_spaced(left, right))
        return TEXT_GAP_SPACED;
    if (left == ' ' && right != ' ')
        return TEXT_GAP_WORD;
    if (left >= 0x80 && (kinsoku_of(left, KINSOKU_GB) & KINSOKU_PUNCTUATION) &&
        !(kinsoku_of(right, KINSOKU_GB) & KINSOKU_NOT_START) && right != ' ')
        return TEXT_GAP_PUNCTUATION;
    return TEXT_GAP_NONE;
}

static void find_gaps(struct text_gaps *gaps, struct str line, bool spacing)
{
    struct cluster_cursor cursor = {.text = line};

    gaps->count = 0;
    while (cursor_advance(&cursor)) {
        enum text_gap_kind kind =
            cursor.at ? kind_between(cursor.before, cursor.first) : TEXT_GAP_NONE;

        if (kind == TEXT_GAP_NONE)
            continue;
        MEM_GROW(gaps->items, gaps->cap, gaps->count + 1);
        gaps->items[gaps->count++] =
            (struct text_gap){cursor.at, spacing && kind == TEXT_GAP_SPACED, kind};
    }
}

static int count_gaps(const struct text_gaps *gaps, bool punctuation)
{
    int count = 0;

    for (size_t i = 0; i < gaps->count; i++)
        count += (gaps->items[i].kind == TEXT_GAP_PUNCTUATION) == punctuation;
    return count;
}

/* Adds one column to `cols` of the `places` gaps, evenly over the line. */
static void spread(struct text_gaps *gaps, bool punctuation, int places, int cols)
{
    int seen = 0;

    for (size_t i = 0; i < gaps->count; i++) {
        if ((gaps->items[i].kind == TEXT_GAP_PUNCTUATION) != punctuation)
            continue;
        gaps->items[i].cols += (seen + 1) * cols / places > seen * cols / places;
        seen++;
    }
}

static void justify(struct text_gaps *gaps, int slack)
{
    static const bool ROUNDS[] = {false, true, true, false}; /* after punctuation? */
    int places[] = {count_gaps(gaps, false), count_gaps(gaps, true)};

    if (slack > 2 * (places[false] + places[true]))
        return;
    for (size_t i = 0; slack > 0 && i < sizeof(ROUNDS) / sizeof(*ROUNDS); i++) {
        int cols = slack < places[ROUNDS[i]] ? slack : places[ROUNDS[i]];

        spread(gaps, ROUNDS[i], places[ROUNDS[i]], cols);
        slack -= cols;
    }
}

void text_gaps_find(struct text_gaps *gaps, struct str line, bool spacing, int slack)
{
    size_t kept = 0;

    find_gaps(gaps, line, spacing);
    justify(gaps, slack);
    for (size_t i = 0; i < gaps->count; i++)
        if (gaps->items[i].cols)
            gaps->items[kept++] = gaps->items[i];
    gaps->count = kept;
}

void text_gaps_free(struct text_gaps *gaps)
{
    free(gaps->items);
    *gaps = (struct text_gaps){0};
}
