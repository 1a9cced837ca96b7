#ifndef SHOW_H
#define SHOW_H

#include "base/buffer.h"
#include "content/document.h"

/* Writes a document as text, for tests: a line for each block, "kind q1 l2 marker: text". The depth
 * of quotes and of lists, and "t" for a tight list, are left out if there is none. Spans are {e s c
 * l k|text}, by the first letter of their styles (k: strike; n: a link's number), with a link's
 * target in <> after it. ⏎ is a newline. A table's cells are between |, with < ^ > for the column's
 * alignment in the first row. */
void show_document(struct buffer *out, const struct document *document);

void show_rich(struct buffer *out, const struct rich_text *rich);

struct example {
    const char *what;
    const char *markdown;
    const char *shown;
};

/* Fails unless each example, parsed, is shown as it says. */
void show_check(const struct example *examples, size_t count, enum link_form links);

#define SHOW_CHECK(examples, links)                                                                \
    show_check(examples, sizeof(examples) / sizeof(*(examples)), links)

#endif
