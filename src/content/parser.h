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
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What md4c's callbacks share: document.c has those of blocks, inline.c those of spans and text. */

/* What a callback ends the parsing with, so that it is done again without some markup. md4c goes on
 * after a positive one, and has -1 for itself. */
enum { PARSER_TABLES_REFUSED = -2, PARSER_LINKS_REFUSED = -3 };

struct open_list {
    bool ordered;
    bool tight;
    unsigned first;  /* its first number as it is written */
    unsigned number; /* of its last item */
    bool counts;     /* all its items have one number, 0 or 1: it is counted on */
    char mark;       /* behind the number, or the bullet */
    size_t items;
    size_t noted; /* how many lines were noted before its open item: see items.h */
    int cols;     /* of its open item's marker and of those outside of it */
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

    bool open; /* a block is collected: this one, its inside in `pieces`; of code its text in `rich`
                */
    struct block block;
    struct pieces pieces;
    int quote_depth;
    bool quote_begins; /* no block has been added since a quote opened */
    struct open_list *lists;
    size_t list_count, list_cap;
    char marker[32]; /* of the item whose first block is still to come */
    size_t marker_bytes;
    size_t marker_at; /* where it stands in the input */

    struct table *table; /* NULL outside of one */
    struct rich_text *cells;
    size_t cell_count, cell_cap;
    size_t cells_wanted;
    int64_t table_source;

    struct html_flow html;
    enum link_form link_form;
    struct links *links;
    size_t target_budget; /* bytes of targets and titles that are still accepted */
};

/* Begins a block where its text begins; ends it. */
void parser_open_block(struct parser *parser, enum block_kind kind);
void parser_close_block(struct parser *parser);

/* Adds a thematic break. */
void parser_add_rule(struct parser *parser);

/* Begins and ends a list, and begins an item in it. `list` says what kind it is. */
void parser_enter_list(struct parser *parser, struct open_list list);
void parser_enter_item(struct parser *parser);
void parser_leave_item(struct parser *parser);
void parser_leave_list(struct parser *parser);

int inline_enter_span(MD_SPANTYPE type, void *detail, void *userdata);
int inline_leave_span(MD_SPANTYPE type, void *detail, void *userdata);
int inline_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *userdata);

/* Adds a piece to the block, which is opened where none is: a tight item's text comes without its
 * paragraph. */
void inline_add(struct parser *parser, struct piece piece);

/* Adds `bytes` of the input at `at` as text: prose, or code where `style` is SPAN_CODE. */
void inline_add_text(struct parser *parser, size_t at, size_t bytes, unsigned style);

/* Adds a picture without its description, from now on to its PIECE_CLOSE. */
void inline_open_image(struct parser *parser, size_t at, struct str file, struct str title);

#endif
