#ifndef STATE_FINGERPRINT_H
#define STATE_FINGERPRINT_H

#include "content/article.h"
#include "content/edition.h"
#include "state/marks.h"

#include <stdint.h>

/* Returns a number of an article's title and the text in its file, by which the article is known
 * again in another place; what else its header says does not matter. Returns 0 if the file cannot
 * be read. */
uint64_t fingerprint_of(const struct article *article);

/* Notes an article's title and fingerprint in the marks. */
void fingerprint_note(struct marks *marks, const struct article *article);

#endif
