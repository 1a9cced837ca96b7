#ifndef CONTENT_PARSER_H
#define CONTENT_PARSER_H

#include "bracket_marks.h"
#include "finding.h"
#include "html_flow.h"
#include "items.h"
#include "links.h"
#include "pieces.h"
#include "rich.h"
#include "source.h"

#include <md4c.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* State that md4c's callbacks share: blocks.c has those for blocks, inline.c those for spans and
 * text. */

/* Values that a callback returns to stop parsing, so that it is repeated without some markup, or
 * not at all. md4c goes on after a positive value, and uses -1 itself. */
enum { PARSER_TABLES_REFUSED = -2, PARSER_LINKS_REFUSED = -3, PARSER_GIVEN_UP = -4 };

struct open_list {
    bool ordered;
    bool tight;
    unsigned first;  /* its first number, as written */
    unsigned number; /* of its last item so far */
    bool counts;     /* its items repeat one number, 0 or 1, so that they are counted up */
    char mark;       /* after the number, or the bullet itself */
    size_t items;
    size_t noted; /* the number of lines noted before its open item: see items.h */
    int cols;     /* of its open item's marker and of the markers around it */
};

struct parser {
    struct document *document;
    const struct source *source;
    struct rich_builder rich;
    struct block *blocks;
    size_t block_count, block_cap;
    struct items items;
    struct findings *findings;
    struct footnotes *footnotes;
    const atomic_bool *given_up; /* NULL: never */

    bool open; /* `block` is open; its content is in `pieces` or, for code, in `rich` */
    struct block block;
    struct pieces pieces;
    int quote_depth;
    bool quote_begins; /* no block has been added since a quote opened */
    struct open_list *lists;
    size_t list_count, list_cap;
    char marker[32]; /* of the item that has no block yet */
    size_t marker_bytes;
    size_t marker_at; /* the marker's offset in the input */

    struct table *table; /* NULL outside a table */
    struct rich_text *cells;
    size_t cell_count, cell_cap;
    size_t cells_wanted;
    size_t row_bytes; /* text of the current row so far */
    int64_t table_source;

    struct html_flow html;
    enum link_form link_form;
    struct links *links;
    size_t target_budget; /* bytes of targets and titles that are still accepted */
};

static inline bool parser_is_given_up(const struct parser *parser)
{
    return parser->given_up && atomic_load_explicit(parser->given_up, memory_order_relaxed);
}

/* Open a block, and close the open one, if any. */
void parser_open_block(struct parser *parser, enum block_kind kind);
void parser_close_block(struct parser *parser);

/* Adds a thematic break that is at input[at]. */
void parser_add_rule(struct parser *parser, size_t at);

/* Begin and end a list and its items. `list` gives the list's kind. */
void parser_enter_list(struct parser *parser, struct open_list list);
void parser_enter_item(struct parser *parser);
void parser_leave_item(struct parser *parser);
void parser_leave_list(struct parser *parser);

int inline_enter_span(MD_SPANTYPE type, void *detail, void *userdata);
int inline_leave_span(MD_SPANTYPE type, void *detail, void *userdata);
int inline_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *userdata);

/* Adds a piece to the open block. Opens a paragraph if there is none, because md4c reports none
 * around a tight item's text. */
void inline_add(struct parser *parser, struct piece piece);

/* Adds `bytes` of the input at `at` as text: prose, or code if `style` is SPAN_CODE. */
void inline_add_text(struct parser *parser, size_t at, size_t bytes, unsigned style);

/* Opens a picture. Pieces added from then on, up to its PIECE_CLOSE, are its description. */
void inline_open_image(struct parser *parser, size_t at, struct str file, struct str title);

#endif
