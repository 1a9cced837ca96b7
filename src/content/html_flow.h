#ifndef CONTENT_HTML_FLOW_H
#define CONTENT_HTML_FLOW_H

#include "base/buffer.h"
#include "base/str.h"
#include "content/document.h"

#include <stdbool.h>
#include <stddef.h>

/* HTML in a body. Of most elements only the text is kept. Comments, <script> and <style> are
 * dropped; <br> and elements on lines of their own make lines and blocks; <b>, <i>, <s>, <code>,
 * <a>, <img>, lists, headings and quotes become what Markdown has for them;
 * <ruby>字<rt>zì</rt></ruby> becomes 字（zì）. An element unknown to HTML is a finding, and is
 * shown as written unless something besides its name shows that it is a tag. */

struct parser;

/* Maps an offset in a block's HTML to one in the input. */
struct html_line {
    size_t html;
    size_t input;
};

/* An element that aligns its content. */
struct html_aligned {
    char name[12];
    enum cell_align align;
};

enum { HTML_MAX_ALIGNED = 16 };

/* State of the HTML being read. In a zeroed struct nothing is open. */
struct html_flow {
    bool in_block;      /* md4c reports a block of HTML */
    struct buffer text; /* of the block, or of an inline tag that is not complete yet */
    struct html_line *lines;
    size_t line_count, line_cap;
    bool verbatim; /* in <pre> */
    int dropping;  /* in <script>, … */
    int code;      /* in <code> */
    bool reading;  /* in <rt>, whose bracket is open */
    bool script;   /* in <sup> or <sub> */
    bool subscript;
    bool break_wanted; /* before the next text */
    int quotes;        /* number of quotes opened by this block */
    int lists;
    struct html_aligned aligned[HTML_MAX_ALIGNED];
    size_t aligned_count;
    struct str *closed; /* names of all closing tags in the text, sorted; NULL: not collected yet */
    size_t closed_count;
};

/* Adds text that md4c reports as HTML. */
void html_flow_add(struct parser *parser, const char *text, size_t bytes, size_t at);

/* Drops an inline tag that is not complete. */
void html_flow_drop_tag(struct html_flow *flow);

/* Returns whether text is dropped at this point. */
bool html_flow_drops(const struct html_flow *flow);

/* Returns the style of text at this point: SPAN_CODE within <code>, else 0. */
unsigned html_flow_style(const struct html_flow *flow);

/* Adds a number in <sup> or <sub> as small digits if it follows a digit, so that 10<sup>3</sup>
 * becomes 10³, not 103. Returns false, without adding anything, if input[at] is not such a number.
 */
bool html_flow_scripts(struct parser *parser, size_t at, size_t bytes);

/* Begin and end a block of HTML. */
void html_flow_enter_block(struct parser *parser);
void html_flow_leave_block(struct parser *parser);

/* Ends a block of text and the inline elements open in it. */
void html_flow_end_line(struct parser *parser);

enum cell_align html_flow_align(const struct html_flow *flow);

void html_flow_free(struct html_flow *flow);

#endif
