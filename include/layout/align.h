#ifndef LAYOUT_ALIGN_H
#define LAYOUT_ALIGN_H

#include "layout/block.h"

/* Indents and alignment of a paragraph's lines, internal to block.c. */

struct indents {
    int first; /* of the first line, and of the lines after the author's own line breaks */
    int rest;
};

/* Returns the indents of text with hard line breaks in it (verse, an address): all its lines begin
 * at one column, and what does not fit on its line goes on two columns further in. Those of any
 * other text are returned unchanged. */
struct indents align_broken_lines(struct str text, struct indents indents);

/* Centres lines, or sets them to the right edge. A signature with a date is set as GB/T 9704-2012
 * 7.3.5.1 has it: the date ends four characters before the edge, less in a narrow column, and the
 * other lines are centred over it, as far as the edge allows. A list item's marker stays before the
 * first line. */
void align_lines(struct block_lines *lines, const struct block *block);

#endif
