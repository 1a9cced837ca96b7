#ifndef READER_WRITING_H
#define READER_WRITING_H

#include "reader/reader.h"

/* Writing the open article to a file, which the program does that runs the reader. Internal to the
 * reader. */

/* Asks for the file's name. */
void writing_ask(struct reader *reader);

/* Handles a key while the question is shown. */
enum line_edit_result writing_key(struct reader *reader, reader_key key);

/* Adds pasted text to the name. */
enum line_edit_result writing_paste(struct reader *reader, struct str text);

#endif
