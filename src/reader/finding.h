#ifndef READER_FINDING_H
#define READER_FINDING_H

#include "reader/reader.h"

/* Looking for the words of the reader's query in the open article, which in a large one goes on
 * while keys are handled. */

/* Begins to look for the first match of the words being typed: as text or, if there is none, as
 * pinyin. Shows the match. */
void finding_begin_first(struct reader *reader);

/* Begins to look for the match after the one shown last, or before it, and goes there, else on to
 * the next article of the search's results. */
void finding_begin_next(struct reader *reader, bool forward);

/* Goes on to look from the beginning of the open article (from its end): there is no match after
 * (before) the one shown last, or that was in another article. `anew`: in another round. */
void finding_begin_at_end(struct reader *reader, bool forward, bool anew);

/* Tells how the words ended with Enter were found, now or once they are. */
void finding_accept(struct reader *reader);

/* Does a slice of the work. Returns true while there is more to do. */
bool finding_work(struct reader *reader);

/* Forgets the words to find. */
void finding_forget(struct reader *reader);

/* Gives up what is being looked for. Call before the query or the open article changes. */
void finding_stop(struct reader *reader);

#endif
