#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

#include "reader/reader.h"
#include "view/frame.h"

/* Draws the reader into a frame. Lays out the visible part of the article if necessary, scrolls the
 * list to its selected row, and the help to its last screenful at most; changes nothing else of the
 * reader. */
void view_compose(struct frame *frame, struct reader *reader);

#endif
