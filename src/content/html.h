#ifndef CONTENT_HTML_H
#define CONTENT_HTML_H

#include "base/buffer.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* HTML's elements, by how they are shown as text. */
enum html_kind {
    HTML_UNKNOWN,
    HTML_INLINE, /* only its text is kept */
    HTML_BLOCK,  /* on lines of its own */
    HTML_BREAK,
    HTML_RULE,
    HTML_HEADING,
    HTML_STRONG,
    HTML_EMPHASIS,
    HTML_PROPER, /* <u>: a proper name, 专名号 */
    HTML_STRIKE,
    HTML_CODE,
    HTML_QUOTED,    /* <q> */
    HTML_SUPER_SUB, /* <sup>, <sub> */
    HTML_LINK,
    HTML_IMAGE,
    HTML_RUBY_TEXT, /* <rt>: in brackets after its word */
    HTML_DROPPED,   /* neither it nor its text is shown */
    HTML_PRE,
    HTML_QUOTE,
    HTML_LIST,
    HTML_ITEM,
    HTML_CELL
};

struct html_tag {
    enum html_kind kind;
    struct str name;
    struct str attributes; /* the text after the name */
    bool closing;
    bool empty; /* <name/> */
};

/* Reads the tag at text[0], which is a <. Returns its bytes, or 0 if it is not a tag. */
size_t html_read_tag(struct str text, struct html_tag *tag);

/* Returns the kind of the element with this name, in any case. */
enum html_kind html_kind_of(struct str name);

/* Returns whether a line of Markdown begins HTML that interrupts a paragraph (CommonMark, HTML
 * blocks 1 to 6). */
bool html_begins_block(struct str content);

/* Appends the value of an attribute, with its references decoded. Returns false if the tag has no
 * such attribute. */
bool html_attribute(const struct html_tag *tag, const char *name, struct buffer *value);

#endif
