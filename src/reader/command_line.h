#ifndef READER_COMMAND_LINE_H
#define READER_COMMAND_LINE_H

#include "reader/reader.h"

/* A line that takes an action's name, the number of an article or a date. Internal to the reader.
 */

void command_line_ask(struct reader *reader);

/* Handles a key while the line is shown. */
void command_line_key(struct reader *reader, reader_key key);

/* Adds pasted text. */
void command_line_paste(struct reader *reader, struct str text);

#endif
