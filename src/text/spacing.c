#include "text/spacing.h"

#include "base/alloc.h"
#include "base/ascii.h"
#include "text/grapheme.h"
#include "text/kinsoku.h"
#include "text/linebreak.h"
#include "text/unit.h"
#include "text/utf8.h"
#include "text/width.h"

#include <limits.h>
#include <stdlib.h>
#include <unictype.h>

/* The most columns by which a gap becomes wider: with more it would look like a missing word. */
enum { MOST_ADDED = 2 };

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

/* Returns whether cp is a full-width punctuation mark, rather than a sign of a number. */
static bool is_mark(char32_t cp)
{
    unsigned flags = cp < 0x80 || cp == U'々' ? 0 : kinsoku_of(cp, KINSOKU_STRICT);

    return (flags & (KINSOKU_NOT_START | KINSOKU_NOT_END)) &&
           !(flags & (KINSOKU_AFTER_NUMBER | KINSOKU_BEFORE_NUMBER));
}

/* Returns whether the place may be widened, between cp and `right`. */
static bool may_widen(struct str line, size_t at, char32_t left, char32_t right)
{
    return !(is_mark(left) && is_mark(right)) && text_may_break(line, at, KINSOKU_GB) &&
           text_joint_at(line, at) == TEXT_JOINT_NONE;
}

static enum text_gap_kind kind_between(char32_t left, char32_t right)
{
    if (text_is_spaced(left, right))
        return TEXT_GAP_SPACED;
    if (left == ' ' && right != ' ')
        return TEXT_GAP_BLANK;
    if (left >= 0x80 && (kinsoku_of(left, KINSOKU_GB) & KINSOKU_PUNCTUATION) && right != ' ')
        return TEXT_GAP_PUNCTUATION;
    return TEXT_GAP_NONE;
}

/* Finds the gaps that have blank columns, and, if `widen`, those that may get some. */
static void find_gaps(struct text_gaps *gaps, struct str line, bool spacing, bool widen)
{
    struct cluster_cursor cursor = {.text = line};
    char32_t left = 0; /* of the last cluster that is no space */
    int spaces = 0;

    gaps->count = 0;
    while (cursor_advance(&cursor)) {
        enum text_gap_kind kind =
            cursor.at ? kind_between(cursor.before, cursor.first) : TEXT_GAP_NONE;
        int cols = spacing && kind == TEXT_GAP_SPACED;

        spaces = cursor.before == ' ' ? spaces + 1 : 0;
        left = cursor.before == ' ' ? left : cursor.before;
        if (kind == TEXT_GAP_NONE)
            continue;
        MEM_GROW(gaps->items, gaps->cap, gaps->count + 1);
        gaps->items[gaps->count++] = (struct text_gap){
            .at = cursor.at,
            .cols = cols,
            .kind = cols ? TEXT_GAP_BLANK : kind,
            .blank_cols = spaces + cols,
            .room_cols = widen && may_widen(line, cursor.at, left, cursor.first) ? MOST_ADDED : 0,
        };
    }
}

/* Returns whether a gap of this kind is to become `blank_cols` columns wide. */
static bool is_due(const struct text_gap *gap, enum text_gap_kind kind, int blank_cols)
{
    return gap->kind == kind && gap->blank_cols == blank_cols - 1 && gap->room_cols > 0;
}

/* Makes gaps of this kind `blank_cols` columns wide, as many of them as `slack` allows, evenly over
 * the line: a single one is in its middle. Returns the slack that is left. */
static int widen(struct text_gaps *gaps, enum text_gap_kind kind, int blank_cols, int slack)
{
    int places = 0, seen = 0, cols, before;

    for (size_t i = 0; i < gaps->count; i++)
        places += is_due(&gaps->items[i], kind, blank_cols);
    cols = slack < places ? slack : places;
    before = (places - 1) / 2;
    for (size_t i = 0; i < gaps->count; i++) {
        struct text_gap *gap = &gaps->items[i];

        if (!is_due(gap, kind, blank_cols))
            continue;
        if (((seen + 1) * cols + before) / places > (seen * cols + before) / places) {
            gap->cols++;
            gap->blank_cols++;
            gap->room_cols--;
        }
        seen++;
    }
    return slack - cols;
}

/* Widens the gaps column by column. Those that had a blank come first, so that each gets as many as
 * the others; after a mark, which is half blank itself, the eye takes a second column more easily
 * than between Han and Latin. */
static void justify(struct text_gaps *gaps, int slack)
{
    static const enum text_gap_kind ORDER[][3] = {
        {TEXT_GAP_BLANK, TEXT_GAP_SPACED, TEXT_GAP_PUNCTUATION},
        {TEXT_GAP_BLANK, TEXT_GAP_PUNCTUATION, TEXT_GAP_SPACED},
    };
    int room = 0;

    for (size_t i = 0; i < gaps->count; i++)
        room += gaps->items[i].room_cols;
    if (slack > room)
        return;
    for (int blank_cols = 1; slack > 0; blank_cols++)
        for (size_t i = 0; i < 3; i++)
            slack = widen(gaps, ORDER[blank_cols > 1][i], blank_cols, slack);
}

void text_gaps_find(struct text_gaps *gaps, struct str line, bool spacing, int slack)
{
    size_t kept = 0;

    find_gaps(gaps, line, spacing, slack > 0);
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
