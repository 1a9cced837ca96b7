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

/* Handle a key while the prompt is shown. Like the others, return LINE_EDIT_IGNORED for a key that
 * has no use there. */
enum line_edit_result prompts_search_key(struct reader *reader, reader_key key);
enum line_edit_result prompts_find_key(struct reader *reader, reader_key key);
enum line_edit_result prompts_number_key(struct reader *reader, reader_key key);

/* Add pasted text to the words being typed. */
enum line_edit_result prompts_search_paste(struct reader *reader, struct str text);
enum line_edit_result prompts_find_paste(struct reader *reader, struct str text);

/* Opens the article with a number, or says that there is none. */
void prompts_go_to_number(struct reader *reader, size_t number);

#endif
