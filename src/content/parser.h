#ifndef CONTENT_PARSER_H
#define CONTENT_PARSER_H

#include "items.h"
#include "links.h"
#include "rich.h"

#include <md4c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What md4c's callbacks share: document.c has those of blocks, inline.c those of spans and text. */

/* What a callback ends the parsing with, so that it is done again without some markup. md4c goes on
 * after a positive one, and has -1 for itself. */
enum { PARSER_TABLES_REFUSED = -2, PARSER_LINKS_REFUSED = -3 };

struct list {
    bool ordered;
    bool tight;
    unsigned number; /* of its next item */
    char delimiter;
    int cols; /* of its open item's marker and of those outside of it */
};

struct parser {
    struct document *document;
    struct rich_builder rich;
    struct block *blocks;
    size_t block_count, block_cap;
    int64_t *bare_images;
    size_t bare_image_count, bare_image_cap;
    struct items items;

    bool open; /* a block is collected: this one, and its text in `rich` */
    struct block block;
    int quote_depth;
    struct list *lists;
    size_t list_count, list_cap;
    char marker[16]; /* of the item whose first block is still to come */
    size_t marker_bytes;
    size_t marker_consumed; /* of the input, when the item began */

    struct table *table; /* NULL outside of one */
    struct rich_text *cells;
    size_t cell_count, cell_cap;
    size_t cells_wanted;
    int64_t table_source;

    int emphasis, strong, code, strike, link, image; /* how many are open */
    enum link_form link_form;
    struct links links;
    struct str target;    /* of the link that is open, the outer one of two */
    size_t target_budget; /* bytes of targets and titles that are still accepted */
    size_t image_start;   /* where in the text the image's began */
    int64_t image_source;
};

/* Begins a block where its text begins. */
void parser_open_block(struct parser *parser, enum block_kind kind);

int inline_enter_span(MD_SPANTYPE type, void *detail, void *userdata);
int inline_leave_span(MD_SPANTYPE type, void *detail, void *userdata);
int inline_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *userdata);

#endif
