#ifndef READER_WRITING_H
#define READER_WRITING_H

#include "reader/reader.h"

/* Writing the open article to a file, which the program does that runs the reader. Internal to the
 * reader. */

/* Asks for the file's name. */
void writing_ask(struct reader *reader);

/* Handles a key while the question is shown. */
void writing_key(struct reader *reader, reader_key key);

#endif
