#ifndef CONTENT_BLOCKS_H
#define CONTENT_BLOCKS_H

#include "parser.h"

#include <stdbool.h>
#include <stddef.h>

/* Returns what md4c tells of blocks: blocks.c, with lists.c for lists and cells.c for tables. */
int blocks_enter(MD_BLOCKTYPE type, void *detail, void *userdata);
int blocks_leave(MD_BLOCKTYPE type, void *detail, void *userdata);

/* Returns where the line after that of input[at] begins. */
size_t blocks_after_line(const struct buffer *input, size_t at);

/* Returns where a block without text stands: on the first line behind input[at] that is not blank,
 * since the parser tells of a block no place but its text's. */
size_t blocks_next_line(const struct buffer *input, size_t at);

/* The input up to `at` is behind us; the line there too, if `whole`. */
void blocks_pass(struct rich_builder *rich, size_t at, bool whole);

/* A block in the quotes and lists that are open. */
struct block blocks_make(const struct parser *parser, enum block_kind kind);

/* Adds a finished block; the first one of an item gets its marker. */
void blocks_add(struct parser *parser, struct block block);

/* Settles what of the open block's inside is markup of ours. */
void blocks_settle(struct parser *parser);

/* A box stands for the bullet of an item that is a task, behind the number of a numbered one. */
void lists_mark_task(struct parser *parser, const MD_BLOCK_LI_DETAIL *item);

/* Begins a table; false where it is a few pipes that stand for millions of cells. */
bool cells_enter_table(struct parser *parser, const MD_BLOCK_TABLE_DETAIL *detail);
void cells_leave(struct parser *parser, const MD_BLOCK_TD_DETAIL *detail);
void cells_leave_table(struct parser *parser);

#endif
