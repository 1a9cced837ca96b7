#ifndef READER_MARKING_H
#define READER_MARKING_H

#include "reader/reader.h"

/* Marking articles as read or unread by hand, and undoing it. Internal to the reader. */

/* Marks the articles of the selected group, or of the whole list, as read. The first call only
 * asks. */
void marking_all_read(struct reader *reader);

/* Marks the selected article as read or, if it is, as unread. */
void marking_toggle_read(struct reader *reader);

/* Undoes the last of these two. */
void marking_undo(struct reader *reader);

#endif
