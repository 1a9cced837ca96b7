#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

#include "reader/reader.h"
#include "view/frame.h"

/* Composes the reader's state into a frame. The reader's layouts may be extended by what has to be
 * seen, and the list's first row and the help's first line are moved so that what matters is in
 * view; nothing else of the state changes. */
void view_compose(struct frame *frame, struct reader *reader);

#endif
