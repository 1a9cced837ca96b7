#ifndef TEXT_SPACING_H
#define TEXT_SPACING_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

/* Blank columns that typesetting adds within a line: between Han and Latin (clreq 3.2.2), and to
 * justify a line (clreq 3.2.4). */

/* Returns whether a blank column belongs between two clusters that begin with these code points:
 * between Han or kana and a letter of another script or a digit. */
bool text_is_spaced(char32_t left, char32_t right);

/* Do the same as text_cols() and text_fit(), with those blank columns counted. */
int text_spaced_cols(struct str text, bool ambiguous_wide);
size_t text_spaced_fit(struct str text, int cols, bool ambiguous_wide, int *used);

enum text_gap_kind {
    TEXT_GAP_NONE,
    TEXT_GAP_BLANK,  /* there is a blank already, typed or of the spacing between Han and Latin */
    TEXT_GAP_SPACED, /* between Han and Latin */
    TEXT_GAP_PUNCTUATION
};

/* Adds `cols` blank columns before byte `at`. */
struct text_gap {
    size_t at;
    int cols;
    enum text_gap_kind kind;
    int blank_cols; /* of the whole gap, with typed spaces */
    int room_cols;  /* by which it may become wider still */
};

/* A list of gaps, in ascending order. A zeroed struct is empty and may be filled repeatedly. */
struct text_gaps {
    struct text_gap *items;
    size_t count;
    size_t cap;
};

/* Finds the gaps of a line: one column at each boundary of Han and Latin if `spacing`, and `slack`
 * columns more at those boundaries, at spaces, and after punctuation. The gaps become as equal as
 * whole columns allow, and those that are a column wider than others stand evenly over the line. No
 * gap becomes wider by more than two columns: if the slack would need it, it stays at the end of
 * the line. No unit is opened (text/unit.h), nor any other place where no line may end, nor two
 * marks (clreq: 拉伸处理, 符号分离禁则). */
void text_gaps_find(struct text_gaps *gaps, struct str line, bool spacing, int slack);

void text_gaps_free(struct text_gaps *gaps);

#endif
