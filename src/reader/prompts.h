#ifndef READER_PROMPTS_H
#define READER_PROMPTS_H

#include "reader/reader.h"

/* The prompts: what to search all articles for, what to find in this one, which number to go to.
 * The inside of reader.c. */

void prompts_ask_search(struct reader *reader);
void prompts_ask_find(struct reader *reader);

/* A key while that prompt is up. */
void prompts_search_key(struct reader *reader, reader_key key);
void prompts_find_key(struct reader *reader, reader_key key);
void prompts_number_key(struct reader *reader, reader_key key);

/* Takes a text that was pasted: nothing but where words are typed. */
void prompts_paste(struct reader *reader, struct str text);

#endif
