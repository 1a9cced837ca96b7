#ifndef CONTENT_LETTER_H
#define CONTENT_LETTER_H

#include "base/arena.h"
#include "content/document.h"

#include <stdbool.h>
#include <stddef.h>

/* The parts of a letter or a notice that are not set as its text is (GB/T 9704-2012 7.3.2, 7.3.5):
 * 称谓 and 敬礼 begin flush left; 落款, the name and below it the date, stands to the right. */

/* Returns whether a line typed in a paragraph stays a line, although the newline before or after it
 * is no hard line break: a signature's line, which is typed with three or more full-width blanks
 * before it and does not end in a stop, or 敬礼. */
bool letter_is_line(struct str line);

/* Makes blocks of their own of such lines in paragraphs outside of lists. Signatures in lines or
 * paragraphs one after the other become one block, aligned to the right; so do short paragraphs of
 * HTML that are. Full-width blanks at the beginning of lines are taken out. Replaces *blocks, if
 * there is anything to do, with an array in `arena`. */
void letter_resolve(struct arena *arena, struct block **blocks, size_t *count);

/* Lets a salutation begin flush left: the body's first paragraph, if it is short, ends in ： and
 * has no other stop that ends a sentence, and text follows that it does not announce (通知如下：).
 */
void letter_salute(struct block *blocks, size_t count);

#endif
