#ifndef LAYOUT_TABLE_H
#define LAYOUT_TABLE_H

#include "base/arena.h"
#include "content/document.h"

/* A table as running text: for each row of its body a line `head：cell` a column, with a blank line
 * between rows. Comes from the arena. */
struct rich_text *table_compose(const struct table *table, struct arena *arena);

#endif
