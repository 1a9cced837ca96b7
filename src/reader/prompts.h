#ifndef READER_PROMPTS_H
#define READER_PROMPTS_H

#include "reader/reader.h"

/* The prompts for words to search all articles for, words to find in this one, and the number of an
 * article. Internal to the reader. */

/* Ends a search for complete words that is done: without a result, says so and returns to where it
 * began. */
void prompts_conclude_search(struct reader *reader);

void prompts_ask_search(struct reader *reader);
void prompts_ask_find(struct reader *reader);

/* Handle a key while the prompt is shown. */
void prompts_search_key(struct reader *reader, reader_key key);
void prompts_find_key(struct reader *reader, reader_key key);
void prompts_number_key(struct reader *reader, reader_key key);

/* Adds pasted text to words being typed; ignored without such a prompt. */
void prompts_paste(struct reader *reader, struct str text);

#endif
