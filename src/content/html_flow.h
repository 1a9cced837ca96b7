#ifndef CONTENT_HTML_FLOW_H
#define CONTENT_HTML_FLOW_H

#include "base/buffer.h"
#include "base/str.h"
#include "content/document.h"

#include <stdbool.h>
#include <stddef.h>

/* HTML in a body: of most elements the text is kept and nothing else. Comments, <script> and
 * <style> are nothing; <br> and the elements that stand on lines of their own make lines and
 * blocks; <b>, <i>, <s>, <code>, <a>, <img>, lists, headings and quotes are what Markdown has of
 * them; <ruby>字<rt>zì</rt></ruby> is 字（zì）. An element that HTML does not have is shown as it
 * is written where nothing but its name says that it is one; it is a finding. */

struct parser;

/* The place of a piece of a block's HTML in the input. */
struct html_line {
    size_t html;
    size_t input;
};

/* An element that aligns what is in it. */
struct html_aligned {
    char name[12];
    enum cell_align align;
};

enum { HTML_MAX_ALIGNED = 16 };

/* A zeroed struct: nothing is open. */
struct html_flow {
    bool in_block;      /* md4c tells a block of HTML */
    struct buffer text; /* of the block, or of a tag within text that is not whole yet */
    struct html_line *lines;
    size_t line_count, line_cap;
    bool verbatim; /* in <pre> */
    int dropping;  /* in <script>, … */
    int code;      /* in <code> */
    bool reading;  /* a bracket is open */
    bool script;   /* in <sup> or <sub> */
    bool subscript;
    bool break_wanted; /* before what comes next */
    int quotes;        /* opened by this block */
    int lists;
    struct html_aligned aligned[HTML_MAX_ALIGNED];
    size_t aligned_count;
    struct str *closed; /* the names of all closing tags, in order; NULL: not looked for yet */
    size_t closed_count;
};

/* A text that md4c tells as HTML. */
void html_flow_add(struct parser *parser, const char *text, size_t bytes, size_t at);

/* A tag within text that is not whole ends. */
void html_flow_drop_tag(struct html_flow *flow);

/* Returns whether text is dropped here. */
bool html_flow_drops(const struct html_flow *flow);

/* The style of text here. */
unsigned html_flow_style(const struct html_flow *flow);

/* Sets a number in <sup> or <sub> that follows a digit in small digits, so that no number changes:
 * 10³. False where the text at input[at] is no such number. */
bool html_flow_scripts(struct parser *parser, size_t at, size_t bytes);

/* A block of HTML begins, and ends. */
void html_flow_enter_block(struct parser *parser);
void html_flow_leave_block(struct parser *parser);

/* A block of text ends, and with it what is open in its line. */
void html_flow_end_line(struct parser *parser);

enum cell_align html_flow_align(const struct html_flow *flow);

void html_flow_free(struct html_flow *flow);

#endif
