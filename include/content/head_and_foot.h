#ifndef CONTENT_HEAD_AND_FOOT_H
#define CONTENT_HEAD_AND_FOOT_H

#include "content/article.h"
#include "content/body.h"
#include "content/document.h"

/* The parts of an article, in reading order. */
enum article_part {
    PART_HEAD, /* kicker, title, subtitle, byline */
    PART_BODY,
    PART_REFERENCES, /* the body's footnotes, the article's address, the targets of its links */
    PART_FOOT,       /* the editor's note, the next title */
    PART_COUNT
};

/* An article as it is set, read out and searched. The head and the foot are empty at first, and
 * made when they are asked for. */
struct article_parts {
    const struct article *article;
    const struct body *body; /* NULL: unreadable; only the head may be asked for */
    struct str next_title;   /* of the article after this one; empty: the foot names none */
    struct document head, foot;
};

/* Returns a part, which is borrowed until article_parts_free(). */
const struct document *article_part(struct article_parts *parts, enum article_part part);

/* Returns the part that holds a position, which the part need not reach. */
enum article_part article_part_at(const struct article_parts *parts, int64_t position);

/* Frees the head and the foot; the article and its body are the caller's. */
void article_parts_free(struct article_parts *parts);

#endif
