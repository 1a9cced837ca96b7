#include "html_flow.h"

#include "base/alloc.h"
#include "base/ascii.h"
#include "base/lower_bound.h"
#include "entity.h"
#include "html.h"
#include "html_tags.h"
#include "parser.h"
#include "source.h"

#include <stdint.h>
#include <stdlib.h>

void html_flow_drop_tag(struct html_flow *flow)
{
    if (!flow->in_block)
        buffer_clear(&flow->text);
}

bool html_flow_drops(const struct html_flow *flow)
{
    return flow->dropping > 0;
}

unsigned html_flow_style(const struct html_flow *flow)
{
    return flow->code > 0 ? SPAN_CODE : 0;
}

enum cell_align html_flow_align(const struct html_flow *flow)
{
    return flow->aligned_count ? flow->aligned[flow->aligned_count - 1].align : CELL_LEFT;
}

static bool is_digits(struct str text)
{
    for (size_t i = 0; i < text.bytes; i++)
        if (!ascii_is_digit(text.p[i]))
            return false;
    return text.bytes > 0;
}

/* Returns whether the block's text so far ends in a digit. */
static bool after_digit(const struct parser *parser)
{
    const struct pieces *pieces = &parser->pieces;
    const struct piece *last =
        parser->open && pieces->count ? &pieces->items[pieces->count - 1] : NULL;

    return last && last->kind == PIECE_TEXT && last->text.bytes &&
           ascii_is_digit(last->text.p[last->text.bytes - 1]);
}

bool html_flow_scripts(struct parser *parser, size_t at, size_t bytes)
{
    static const char *const superscripts[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    static const char *const subscripts[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
    const char *const *digits = parser->html.subscript ? subscripts : superscripts;
    struct str text = {parser->source->input.data + at, bytes};
    struct buffer small = {0};

    if (at == SIZE_MAX || !parser->html.script || !is_digits(text) || !after_digit(parser))
        return false;
    for (size_t i = 0; i < bytes; i++)
        buffer_add_text(&small, digits[text.p[i] - '0']);
    inline_add(parser,
               (struct piece){.kind = PIECE_STAND_IN,
                              .text = arena_copy(&parser->document->arena, buffer_str(&small)),
                              .at = at,
                              .bytes = bytes});
    buffer_free(&small);
    return true;
}

/* Adds text to the HTML. It is at input[at], or the parser's own if `at` is SIZE_MAX. */
static void add_stretch(struct html_flow *flow, struct str text, size_t at)
{
    MEM_GROW(flow->lines, flow->line_cap, flow->line_count + 1);
    flow->lines[flow->line_count++] = (struct html_line){flow->text.bytes, at};
    buffer_add_str(&flow->text, text);
}

/* Adds a part of a block's HTML, or of an inline tag. */
static void add_html(struct parser *parser, const char *text, size_t bytes, size_t at)
{
    struct str stretch;

    if (at == SIZE_MAX) {
        add_stretch(&parser->html, (struct str){text, bytes}, at);
        return;
    }
    for (size_t end = at + bytes; at < end; at += stretch.bytes) {
        stretch = source_stretch(parser->source, at, end);
        if (stretch.p)
            add_stretch(&parser->html, stretch, at);
    }
}

/* Applies an inline tag once it is complete: md4c reports it whole, or line by line. */
static void take_tag(struct parser *parser, size_t at)
{
    struct html_flow *flow = &parser->html;
    struct str text = buffer_str(&flow->text);
    struct html_tag tag;

    if (text.bytes > 1 && (text.p[1] == '!' || text.p[1] == '?')) {
        if (text.p[text.bytes - 1] == '>')
            buffer_clear(&flow->text);
        return;
    }
    if (!html_read_tag(text, &tag))
        return;
    html_tags_apply(parser, &tag, text, at);
    buffer_clear(&flow->text);
}

void html_flow_add(struct parser *parser, const char *text, size_t bytes, size_t at)
{
    struct html_flow *flow = &parser->html;

    add_html(parser, text, bytes, at);
    if (flow->in_block)
        return;
    flow->line_count = 0;
    take_tag(parser, at);
}

void html_flow_enter_block(struct parser *parser)
{
    struct html_flow *flow = &parser->html;

    flow->in_block = true;
    buffer_clear(&flow->text);
    flow->line_count = 0;
}

/* A byte of the block's HTML that is looked for among its stretches. */
struct wanted {
    const struct html_flow *flow;
    size_t at;
};

static bool is_not_behind(const void *context, size_t i)
{
    const struct wanted *wanted = context;

    return wanted->flow->lines[i].html <= wanted->at;
}

/* Returns the index of the stretch of the block's HTML that contains byte `at`. */
static size_t stretch_at(const struct html_flow *flow, size_t at)
{
    const struct wanted wanted = {flow, at};

    return last_not_behind(flow->line_count, is_not_behind, &wanted);
}

/* Returns the input offset of byte `at` of the block's HTML, or SIZE_MAX if it is the parser's own.
 */
static size_t input_of(const struct html_flow *flow, size_t at)
{
    const struct html_line *line = &flow->lines[stretch_at(flow, at)];

    return line->input == SIZE_MAX ? SIZE_MAX : line->input + (at - line->html);
}

/* Adds white space in a block of HTML as a line break or a space, or drops it at a line's
 * beginning. Returns its end. */
static size_t take_space(struct parser *parser, size_t at)
{
    const struct buffer *html = &parser->html.text;
    const struct pieces *pieces = &parser->pieces;
    size_t end = at;
    bool ends_line = false;

    while (end < html->bytes && ascii_is_space(html->data[end]))
        ends_line = html->data[end++] == '\n' || ends_line;
    if (!parser->open || !pieces->count || end == html->bytes || parser->html.break_wanted)
        return end;
    if (ends_line)
        inline_add(parser, (struct piece){.kind = PIECE_SOFT_BREAK});
    else
        inline_add(parser,
                   (struct piece){.kind = PIECE_STAND_IN, .text = str_of(" "), .at = SIZE_MAX});
    return end;
}

static size_t take_reference(struct parser *parser, size_t at)
{
    enum { MOST_BYTES = 40 };
    struct buffer *html = &parser->html.text;
    size_t left = html->bytes - at < MOST_BYTES ? html->bytes - at : MOST_BYTES;
    const char *end = memchr(html->data + at, ';', left);
    size_t bytes = end ? (size_t)(end - html->data) + 1 - at : 0;
    char decoded[4];
    struct str text = {decoded, 0};

    if (bytes)
        text.bytes = entity_decode((struct str){html->data + at, bytes}, decoded);
    if (!text.bytes) {
        bytes = 1;
        text = str_of("&");
    }
    text = arena_copy(&parser->document->arena, text);
    if (parser->html.verbatim)
        rich_add_code(&parser->rich, text.p, text.bytes);
    else
        inline_add(parser, (struct piece){.kind = PIECE_STAND_IN,
                                          .text = text,
                                          .at = input_of(&parser->html, at),
                                          .bytes = bytes});
    return at + bytes;
}

/* Adds text up to the next white space, tag or reference, within one stretch. Returns its end. */
static size_t take_words(struct parser *parser, size_t at)
{
    struct html_flow *flow = &parser->html;
    const char *html = flow->text.data;
    size_t start = at, input = input_of(flow, at), next = stretch_at(flow, at) + 1;
    size_t end = next < flow->line_count ? flow->lines[next].html : flow->text.bytes;

    do
        at++;
    while (at < end && html[at] != '<' && html[at] != '&' &&
           (flow->verbatim ? html[at] != '\n' : !ascii_is_space(html[at])));
    if (flow->verbatim)
        rich_add_code(&parser->rich,
                      input == SIZE_MAX ? html + start : parser->source->input.data + input,
                      at - start);
    else if (input == SIZE_MAX)
        inline_add(parser,
                   (struct piece){.kind = PIECE_STAND_IN,
                                  .text = arena_copy(&parser->document->arena,
                                                     (struct str){html + start, at - start}),
                                  .at = SIZE_MAX});
    else if (!html_flow_scripts(parser, input, at - start))
        inline_add_text(parser, input, at - start, html_flow_style(flow));
    return at;
}

/* Returns the end of the comment, declaration or instruction that begins at html[at]. */
static size_t declaration_end(struct str html, size_t at)
{
    bool comment = html.bytes - at >= 4 && memcmp(html.p + at, "<!--", 4) == 0;
    const char *mark = comment ? "-->" : ">";
    const char *end = memmem(html.p + at + 2, html.bytes - at - 2, mark, strlen(mark));

    return end ? (size_t)(end - html.p) + strlen(mark) : html.bytes;
}

/* Returns the end of an element whose text is dropped: the offset of its closing tag. */
static size_t skip_element(struct str html, size_t at, struct str name)
{
    for (const char *p; at < html.bytes && (p = memmem(html.p + at, html.bytes - at, "</", 2));) {
        struct html_tag tag;

        at = (size_t)(p - html.p);
        if (html_read_tag((struct str){p, html.bytes - at}, &tag) && str_case_eq(tag.name, name))
            return at;
        at += 2;
    }
    return html.bytes;
}

static size_t take_markup(struct parser *parser, size_t at)
{
    struct str html = buffer_str(&parser->html.text);
    struct html_tag tag;
    size_t bytes;

    if (html.bytes - at > 1 && (html.p[at + 1] == '!' || html.p[at + 1] == '?'))
        return declaration_end(html, at);
    bytes = html_read_tag((struct str){html.p + at, html.bytes - at}, &tag);
    if (!bytes)
        return take_words(parser, at);
    if (tag.kind == HTML_DROPPED && !tag.closing && !tag.empty)
        return skip_element(html, at + bytes, tag.name);
    if (tag.kind != HTML_DROPPED)
        html_tags_apply(parser, &tag, (struct str){html.p + at, bytes},
                        input_of(&parser->html, at));
    return at + bytes;
}

/* Adds a newline in <pre>, unless it is right after the tag. */
static void take_newline(struct parser *parser)
{
    if (parser->rich.text.bytes)
        rich_add_code(&parser->rich, "\n", 1);
}

void html_flow_leave_block(struct parser *parser)
{
    struct html_flow *flow = &parser->html;

    for (size_t at = 0; at < flow->text.bytes;) {
        char byte = flow->text.data[at];

        if (byte == '<')
            at = take_markup(parser, at);
        else if (byte == '&')
            at = take_reference(parser, at);
        else if (flow->verbatim && byte == '\n') {
            take_newline(parser);
            at++;
        } else if (!flow->verbatim && ascii_is_space(byte))
            at = take_space(parser, at);
        else
            at = take_words(parser, at);
    }
    parser_close_block(parser);
    html_tags_end_block(parser);
    flow->in_block = false;
    buffer_clear(&flow->text);
}

void html_flow_end_line(struct parser *parser)
{
    struct html_flow *flow = &parser->html;

    flow->verbatim = flow->script = flow->break_wanted = flow->reading = false;
    flow->dropping = flow->code = 0;
}

void html_flow_free(struct html_flow *flow)
{
    buffer_free(&flow->text);
    free(flow->lines);
    free(flow->closed);
}
