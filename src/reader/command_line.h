#ifndef READER_COMMAND_LINE_H
#define READER_COMMAND_LINE_H

#include "reader/reader.h"

/* A line that takes an action's name, the number of an article or a date. Internal to the reader.
 */

void command_line_ask(struct reader *reader);

/* Handles a key while the line is shown. */
enum line_edit_result command_line_key(struct reader *reader, reader_key key);

#endif
