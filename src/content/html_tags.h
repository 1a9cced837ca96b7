#ifndef CONTENT_HTML_TAGS_H
#define CONTENT_HTML_TAGS_H

#include "base/str.h"
#include "html.h"

#include <stddef.h>

struct parser;

/* Carries out a tag: see html_flow.h. `text` is all of it, and stands at input[at]. */
void html_tags_apply(struct parser *parser, const struct html_tag *tag, struct str text, size_t at);

/* Closes what a block of HTML has left open. */
void html_tags_end_block(struct parser *parser);

#endif
