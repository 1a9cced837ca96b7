#ifndef CONTENT_HTML_TAGS_H
#define CONTENT_HTML_TAGS_H

#include "base/str.h"
#include "html.h"

#include <stddef.h>

struct parser;

/* Applies a tag: see html_flow.h. `text` is the whole tag, which is at input[at]. */
void html_tags_apply(struct parser *parser, const struct html_tag *tag, struct str text, size_t at);

/* Closes the elements that a block of HTML has left open. */
void html_tags_end_block(struct parser *parser);

#endif
