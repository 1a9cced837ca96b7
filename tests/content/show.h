#ifndef SHOW_H
#define SHOW_H

#include "base/buffer.h"
#include "content/document.h"

/* A document as text, for tests: a line for each block, "kind q1 l2 marker: text". A quote's depth,
 * a list's and "t" for a tight one are left out where there is none. Spans are {e s c l k|text}, by
 * the first letter of their styles (k: strike; n, t: a link's number, its target), a link's target
 * in <> behind it; ⏎ is a newline; a
 * table's cells stand between |, with a < ^ > for their column's align in the first row. */
void show_document(struct buffer *out, const struct document *document);

void show_rich(struct buffer *out, const struct rich_text *rich);

struct example {
    const char *what;
    const char *markdown;
    const char *shown;
};

/* Fails where one of the examples, parsed, is not shown as it says. */
void show_check(const struct example *examples, size_t count, enum link_form links);

#define SHOW_CHECK(examples, links)                                                                \
    show_check(examples, sizeof(examples) / sizeof(*(examples)), links)

#endif
