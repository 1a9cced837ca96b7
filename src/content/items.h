#ifndef CONTENT_ITEMS_H
#define CONTENT_ITEMS_H

#include "content/document.h"
#include "rich.h"

#include <stdbool.h>
#include <stddef.h>

/* Lists that CommonMark does not know: lines that begin with a number in Chinese style
 * (numbering.h). Such lines are noted while the text is parsed; items_resolve() then decides which
 * are items. */
struct items {
    struct item_line *lines;
    size_t count, cap;
};

/* Returns the columns of an item up to its text: enough for the marker with ambiguous characters
 * drawn wide, and at least two Han characters' worth. */
int items_cols(struct str marker);

/* Notes those lines of a paragraph that begin with a number. `builder` has built the paragraph's
 * text; `block` will be its index in the document. */
void items_note(struct items *items, size_t block, const struct rich_text *rich,
                const struct rich_builder *builder);

/* Returns whether a line noted from index `from` on is not the first of its paragraph. Such a line
 * may be an item of a list outside the open CommonMark list, which it then ends. */
bool items_within(const struct items *items, size_t from);

/* Makes list items of the noted lines whose number is one more than an earlier one's, or one less
 * than a later one's. Cuts up their paragraphs and replaces *blocks and *count with the result, in
 * `arena`. */
void items_resolve(struct items *items, struct arena *arena, struct block **blocks, size_t *count);

void items_free(struct items *items);

#endif
