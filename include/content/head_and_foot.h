#ifndef CONTENT_HEAD_AND_FOOT_H
#define CONTENT_HEAD_AND_FOOT_H

#include "content/article.h"
#include "content/body.h"
#include "content/document.h"

/* Makes the document shown before the body: kicker, title, subtitle, byline. The caller frees it.
 */
void head_make(struct document *head, const struct article *article);

/* Makes the document shown after the body: its footnotes, the targets of its links, the editor's
 * note, and the next article's title unless that is empty. The caller frees it. */
void foot_make(struct document *foot, const struct article *article, const struct body *body,
               struct str next_title);

#endif
