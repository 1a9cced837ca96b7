#ifndef CONTENT_ITEMS_H
#define CONTENT_ITEMS_H

#include "content/document.h"
#include "rich.h"

#include <stdbool.h>
#include <stddef.h>

/* Lists that CommonMark knows nothing of: lines that begin with a number as Chinese text has it
 * (numbering.h). They are noted while the text is parsed; what is a list is seen when all of it is
 * there. */
struct items {
    struct item_line *lines;
    size_t count, cap;
};

/* The columns of an item up to its text: enough for the marker however wide an ambiguous one is
 * drawn, and two Han characters at the least. */
int items_cols(struct str marker);

/* Notes those lines of a paragraph that begin with a number. Its text was collected by `builder`,
 * and it will be the document's block `block`. */
void items_note(struct items *items, size_t block, const struct rich_text *rich,
                const struct rich_builder *builder);

/* Returns whether a line noted from index `from` on stands within its paragraph: there it may be an
 * item of a list outside of CommonMark's, which goes on behind it. */
bool items_within(const struct items *items, size_t from);

/* Makes list items of the noted lines whose number goes on from one before it, or is gone on from:
 * their paragraphs are cut up, and *blocks and *count replaced by what comes of it in `arena`. */
void items_settle(struct items *items, struct arena *arena, struct block **blocks, size_t *count);

void items_free(struct items *items);

#endif
