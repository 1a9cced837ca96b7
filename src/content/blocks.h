#ifndef CONTENT_BLOCKS_H
#define CONTENT_BLOCKS_H

#include "parser.h"

#include <stdbool.h>
#include <stddef.h>

/* md4c's callbacks for blocks. lists.c has the parts for lists, cells.c those for tables. */
int blocks_enter(MD_BLOCKTYPE type, void *detail, void *userdata);
int blocks_leave(MD_BLOCKTYPE type, void *detail, void *userdata);

/* Returns the beginning of the line after that of input[at]. */
size_t blocks_after_line(const struct buffer *input, size_t at);

/* Returns the position of a block without text: the first line that begins at or after input[at]
 * and is not blank. md4c reports no position for a block, only for its text. */
size_t blocks_next_line(const struct buffer *input, size_t at);

/* Marks the input up to `at` as consumed, and the rest of that line, too, if `whole`. */
void blocks_pass(struct rich_builder *rich, size_t at, bool whole);

/* Makes a block within the open quotes and lists. */
struct block blocks_make(const struct parser *parser, enum block_kind kind);

/* Adds a finished block. An item's first block takes the item's marker. */
void blocks_add(struct parser *parser, struct block block);

/* Resolves kanbao's own markup (footnotes, wiki links, emphasis) in the open block's pieces. */
void blocks_resolve(struct parser *parser);

/* Marks an item as a task: a check box replaces its bullet, or follows its number. */
void lists_mark_task(struct parser *parser, const MD_BLOCK_LI_DETAIL *item);

/* Begins a table. Returns false if a few pipes would make millions of cells. */
bool cells_enter_table(struct parser *parser, const MD_BLOCK_TABLE_DETAIL *detail);

/* Ends a cell. Returns false if its row is longer than a block may be. */
bool cells_leave(struct parser *parser, const MD_BLOCK_TD_DETAIL *detail);
void cells_leave_table(struct parser *parser);

#endif
