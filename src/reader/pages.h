#ifndef READER_PAGES_H
#define READER_PAGES_H

#include "reader/reader.h"

/* Texts that are shown in the place of the list and the article. Internal to the reader. */

/* Shows which articles were left out, and why; the text comes later. */
void pages_show_faults(struct reader *reader);

/* Shows the links of the open article: what is linked, and where it leads. */
void pages_show_links(struct reader *reader);

/* Does what an action means on the page alone: on that of the links, moves the selection and copies
 * the selected one. Returns false if it means what it does on any page. */
bool pages_do(struct reader *reader, enum action action);

#endif
