#ifndef KIOSK_SENTENCE_H
#define KIOSK_SENTENCE_H

#include "base/buffer.h"
#include "content/head_and_foot.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The sentences of an article, in reading order, for being read aloud: of its title, its byline,
 * its body and its notes. Links' targets and the next title are left out. */

/* A longer sentence is cut, if possible after a comma. */
enum { SENTENCE_MOST_BYTES = 240 };

struct sentence {
    enum article_part part;
    size_t block;
    size_t row;      /* of a table; else 0 */
    size_t from, to; /* bytes of the block's text, or of the text that the row is read as */
    bool begins;     /* the block or the row begins with it */
    int64_t source, source_end; /* its positions in the article; those of a table's whole row */
};

/* Sets *sentence to the first one that begins at or after a position, else to the last one. Returns
 * false if the article has none. */
bool sentence_find(struct article_parts *parts, int64_t position, struct sentence *sentence);

/* Go to the next sentence and to the one before. Return false, and change nothing, if there is
 * none. */
bool sentence_next(struct article_parts *parts, struct sentence *sentence);
bool sentence_previous(struct article_parts *parts, struct sentence *sentence);

/* Appends what is to be said: the sentence, after its item's number or the word for a picture,
 * without the numbers of links; a table's row with the names of its columns. */
void sentence_write(struct article_parts *parts, const struct sentence *sentence,
                    struct buffer *out);

#endif
