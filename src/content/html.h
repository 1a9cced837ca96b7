#ifndef CONTENT_HTML_H
#define CONTENT_HTML_H

#include "base/buffer.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* HTML's elements, by what a reader of text makes of them. */
enum html_kind {
    HTML_UNKNOWN,
    HTML_INLINE, /* its text is kept, and nothing else */
    HTML_BLOCK,  /* stands on lines of its own */
    HTML_BREAK,
    HTML_RULE,
    HTML_HEADING,
    HTML_STRONG,
    HTML_EMPHASIS,
    HTML_STRIKE,
    HTML_CODE,
    HTML_QUOTED, /* <q> */
    HTML_SCRIPT, /* <sup>, <sub> */
    HTML_LINK,
    HTML_IMAGE,
    HTML_READING, /* <rt>: stands in brackets behind its word */
    HTML_NOTHING, /* neither it nor its text is shown */
    HTML_PRE,
    HTML_QUOTE,
    HTML_LIST,
    HTML_ITEM,
    HTML_CELL
};

/* One tag. */
struct html_tag {
    enum html_kind kind;
    struct str name;
    struct str attributes; /* what stands behind the name */
    bool closing;
    bool empty; /* <name/> */
};

/* Reads the tag at text[0], a <. Returns its bytes; 0: it is none. */
size_t html_read_tag(struct str text, struct html_tag *tag);

/* The kind of an element, in any case of its letters. */
enum html_kind html_kind_of(struct str name);

/* Returns whether a line of Markdown begins HTML that interrupts a paragraph (CommonMark, HTML
 * blocks 1 to 6). */
bool html_begins_block(struct str content);

/* Appends the value of an attribute, its references decoded. False where the tag has none. */
bool html_attribute(const struct html_tag *tag, const char *name, struct buffer *value);

#endif
