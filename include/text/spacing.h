#ifndef TEXT_SPACING_H
#define TEXT_SPACING_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

/* Blank columns that are set into a line and are no characters of the text: between Han and Latin
 * (clreq 3.2.2), and to fill a line (clreq 3.2.4). */

/* Is a column set in between two clusters that begin with these? Between Han or kana and a letter
 * of another script or a digit. */
bool text_is_spaced(char32_t left, char32_t right);

/* text_cols() and text_fit() of a text with those columns set in. */
int text_spaced_cols(struct str text, bool ambiguous_wide);
size_t text_spaced_fit(struct str text, int cols, bool ambiguous_wide, int *used);

enum text_place {
    TEXT_PLACE_NONE,
    TEXT_PLACE_SPACED, /* between Han and Latin */
    TEXT_PLACE_WORD,   /* after a space */
    TEXT_PLACE_PUNCTUATION
};

/* `cols` blank columns before byte `at`. */
struct text_gap {
    size_t at;
    int cols;
    enum text_place place;
};

/* A list of them, ascending. A zeroed struct is empty and may be filled again and again. */
struct text_gaps {
    struct text_gap *items;
    size_t count;
    size_t cap;
};

/* The gaps of a line: one column at each boundary of Han and Latin where `spacing`, and `slack`
 * columns that are spread evenly: first over those boundaries and the spaces, then after
 * punctuation, one or two columns in a place. A slack that they cannot take up without larger holes
 * is left at the line's end. */
void text_gaps_find(struct text_gaps *gaps, struct str line, bool spacing, int slack);

void text_gaps_free(struct text_gaps *gaps);

#endif
