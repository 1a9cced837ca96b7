#include "html_tags.h"

#include "base/alloc.h"
#include "base/number.h"
#include "line.h"
#include "parser.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

static void add_style(struct parser *parser, bool closing, unsigned style)
{
    inline_add(parser, (struct piece){.kind = closing ? PIECE_CLOSE : PIECE_OPEN, .style = style});
}

static void add_sign(struct parser *parser, const char *sign, size_t at)
{
    inline_add(parser,
               (struct piece){.kind = PIECE_STAND_IN, .text = str_of(sign), .at = at, .bytes = 0});
}

static bool has_text(const struct parser *parser)
{
    return parser->open && parser->pieces.count;
}

/* Returns an attribute's value, cleaned, on one line. */
static struct str read_attribute(struct parser *parser, const struct html_tag *tag,
                                 const char *name)
{
    struct buffer value = {0};
    struct str text = {0};

    if (html_attribute(tag, name, &value) && value.bytes)
        text = clean_line(&parser->document->arena, buffer_str(&value));
    buffer_free(&value);
    return text;
}

static void apply_link(struct parser *parser, const struct html_tag *tag)
{
    struct str target = {0};

    if (!tag->closing)
        target = read_attribute(parser, tag, "href");
    if (tag->closing)
        add_style(parser, true, SPAN_LINK);
    else if (target.bytes && target.p[0] != '#')
        inline_add(parser, (struct piece){.kind = PIECE_OPEN, .style = SPAN_LINK, .text = target});
}

static void apply_image(struct parser *parser, const struct html_tag *tag, size_t at)
{
    struct str alt;

    if (tag->closing)
        return;
    alt = read_attribute(parser, tag, "alt");
    inline_open_image(parser, at, read_attribute(parser, tag, "src"),
                      read_attribute(parser, tag, "title"));
    if (alt.bytes)
        inline_add(parser, (struct piece){.kind = PIECE_STAND_IN, .text = alt, .at = at});
    add_style(parser, true, SPAN_IMAGE);
}

static void apply_reading(struct parser *parser, bool closing, size_t at)
{
    if (parser->html.reading)
        add_sign(parser, "）", at);
    parser->html.reading = !closing;
    if (!closing)
        add_sign(parser, "（", at);
}

static int compare_names(const void *a, const void *b)
{
    const struct str *left = a, *right = b;
    size_t common = left->bytes < right->bytes ? left->bytes : right->bytes;
    int order = strncasecmp(left->p, right->p, common);

    return order ? order : (left->bytes > right->bytes) - (left->bytes < right->bytes);
}

/* Collects the names of all closing tags in the text. */
static void find_closed(struct parser *parser)
{
    struct html_flow *flow = &parser->html;
    struct str text = parser->source->text;
    size_t cap = 0;

    MEM_GROW(flow->closed, cap, 1);
    for (const char *p = text.p; (p = memmem(p, text.bytes - (size_t)(p - text.p), "</", 2));
         p += 2) {
        size_t at = (size_t)(p - text.p) + 2, end = at;

        while (end < text.bytes && !strchr(" \t\r\n>", text.p[end]))
            end++;
        MEM_GROW(flow->closed, cap, flow->closed_count + 1);
        flow->closed[flow->closed_count++] = (struct str){text.p + at, end - at};
    }
    qsort(flow->closed, flow->closed_count, sizeof(*flow->closed), compare_names);
}

static bool is_closed(struct parser *parser, struct str name)
{
    struct html_flow *flow = &parser->html;

    if (!flow->closed)
        find_closed(parser);
    return bsearch(&name, flow->closed, flow->closed_count, sizeof(*flow->closed), compare_names);
}

/* Applies an element unknown to HTML. CommonMark takes <name> for a tag, but not <姓名>. */
static void apply_unknown(struct parser *parser, const struct html_tag *tag, struct str text,
                          size_t at)
{
    bool is_tag = tag->closing || tag->empty || trim(tag->attributes).bytes ||
                  memchr(tag->name.p, '-', tag->name.bytes) || is_closed(parser, tag->name);

    if (!tag->closing)
        findings_add(parser->findings, FINDING_UNKNOWN_HTML,
                     parser->rich.base + (int64_t)source_offset(parser->source, at),
                     arena_copy(&parser->document->arena, tag->name));
    if (!is_tag)
        inline_add_text(parser, at, text.bytes, 0);
}

static bool is_named(const struct html_tag *tag, const char *name)
{
    return str_case_eq(tag->name, str_of(name));
}

/* Returns the alignment that a tag gives its content, or the current one if it gives none. */
static enum cell_align read_align(struct parser *parser, const struct html_tag *tag)
{
    struct str align = read_attribute(parser, tag, "align");
    struct str style = read_attribute(parser, tag, "style");
    const char *rule = style.bytes ? memmem(style.p, style.bytes, "text-align", 10) : NULL;

    if (rule) {
        align = (struct str){rule + 10, style.bytes - (size_t)(rule + 10 - style.p)};
        while (align.bytes && (align.p[0] == ':' || align.p[0] == ' '))
            align = (struct str){align.p + 1, align.bytes - 1};
    }
    if (is_named(tag, "center") || str_case_begins(align, "center"))
        return CELL_CENTER;
    if (str_case_begins(align, "right"))
        return CELL_RIGHT;
    return align.bytes ? CELL_LEFT : html_flow_align(&parser->html);
}

static void open_aligned(struct parser *parser, const struct html_tag *tag)
{
    struct html_flow *flow = &parser->html;
    struct html_aligned aligned = {.align = read_align(parser, tag)};

    if (tag->name.bytes >= sizeof(aligned.name) || flow->aligned_count == HTML_MAX_ALIGNED ||
        !is_closed(parser, tag->name))
        return;
    memcpy(aligned.name, tag->name.p, tag->name.bytes);
    flow->aligned[flow->aligned_count++] = aligned;
}

static void close_aligned(struct html_flow *flow, const struct html_tag *tag)
{
    for (size_t i = flow->aligned_count; i-- > 0;) {
        if (is_named(tag, flow->aligned[i].name)) {
            flow->aligned_count = i;
            return;
        }
    }
}

/* Applies an element on lines of its own. */
static void apply_block(struct parser *parser, const struct html_tag *tag)
{
    if (!parser->html.in_block) {
        parser->html.break_wanted = true;
        return;
    }
    parser_close_block(parser);
    if (tag->closing)
        close_aligned(&parser->html, tag);
    else if (!tag->empty)
        open_aligned(parser, tag);
}

static void apply_heading(struct parser *parser, const struct html_tag *tag)
{
    apply_block(parser, tag);
    if (tag->closing || !parser->html.in_block)
        return;
    parser_open_block(parser, BLOCK_HEADING);
    parser->block.level = tag->name.p[1] - '0';
}

static void apply_pre(struct parser *parser, const struct html_tag *tag)
{
    apply_block(parser, tag);
    if (!parser->html.in_block)
        return;
    parser->html.verbatim = !tag->closing;
    if (!tag->closing)
        parser_open_block(parser, BLOCK_CODE);
}

static void apply_quote(struct parser *parser, const struct html_tag *tag)
{
    struct html_flow *flow = &parser->html;

    apply_block(parser, tag);
    if (!flow->in_block || (tag->closing && !flow->quotes))
        return;
    flow->quotes += tag->closing ? -1 : 1;
    parser->quote_depth += tag->closing ? -1 : 1;
}

/* Returns the number that an attribute gives, or 0 if it gives none. */
static unsigned read_number(struct parser *parser, const struct html_tag *tag, const char *name)
{
    enum { MOST_DIGITS = 9 };
    struct str value = read_attribute(parser, tag, name);
    uint64_t number;
    size_t digits = number_read(value, INT_MAX, &number);

    return digits == value.bytes && digits <= MOST_DIGITS ? (unsigned)number : 0;
}

static void apply_list(struct parser *parser, const struct html_tag *tag)
{
    struct html_flow *flow = &parser->html;
    struct open_list list = {.ordered = is_named(tag, "ol"), .tight = true, .first = 1};

    apply_block(parser, tag);
    if (!flow->in_block || (tag->closing && !flow->lists))
        return;
    list.mark = list.ordered ? '.' : '-';
    if (!tag->closing && read_number(parser, tag, "start"))
        list.first = read_number(parser, tag, "start");
    flow->lists += tag->closing ? -1 : 1;
    if (tag->closing)
        parser_leave_list(parser);
    else
        parser_enter_list(parser, list);
}

static void apply_item(struct parser *parser, const struct html_tag *tag)
{
    struct open_list *list;
    unsigned number;

    apply_block(parser, tag);
    if (!parser->html.in_block || !parser->html.lists)
        return;
    parser_leave_item(parser);
    if (tag->closing)
        return;
    list = &parser->lists[parser->list_count - 1];
    number = read_number(parser, tag, "value");
    if (number) {
        list->first = number;
        list->number = number - 1;
    }
    parser_enter_item(parser);
}

static void apply_cell(struct parser *parser, const struct html_tag *tag, size_t at)
{
    if (!tag->closing && has_text(parser))
        add_sign(parser, "\u3000", at);
}

static void apply_rule(struct parser *parser, const struct html_tag *tag, size_t at)
{
    apply_block(parser, &(struct html_tag){.name = tag->name, .empty = true});
    if (parser->html.in_block)
        parser_add_rule(parser, at == SIZE_MAX ? parser->rich.consumed : at);
}

static void apply_strike(struct parser *parser, bool closing, size_t at)
{
    if (!closing)
        add_style(parser, false, SPAN_STRIKE);
    add_sign(parser, "~~", at);
    if (closing)
        add_style(parser, true, SPAN_STRIKE);
}

/* Returns whether a tag is within <pre>, where only the text counts. */
static bool is_ignored(const struct parser *parser, const struct html_tag *tag)
{
    return parser->html.verbatim && tag->kind != HTML_PRE;
}

static void apply_break(struct parser *parser)
{
    struct html_flow *flow = &parser->html;

    if (flow->break_wanted)
        inline_add(parser, (struct piece){.kind = PIECE_HARD_BREAK});
    flow->break_wanted = has_text(parser);
}

static void apply_code(struct parser *parser, bool closing)
{
    struct html_flow *flow = &parser->html;

    flow->code += closing ? -(flow->code > 0) : 1;
    add_style(parser, closing, SPAN_CODE);
}

static void apply_script(struct parser *parser, const struct html_tag *tag)
{
    parser->html.script = !tag->closing;
    parser->html.subscript = is_named(tag, "sub");
}

/* Applies a tag that begins or ends a block or a line. */
static void apply_block_tag(struct parser *parser, const struct html_tag *tag, size_t at)
{
    switch (tag->kind) {
    case HTML_BLOCK:
        apply_block(parser, tag);
        break;
    case HTML_BREAK:
        apply_break(parser);
        break;
    case HTML_RULE:
        apply_rule(parser, tag, at);
        break;
    case HTML_HEADING:
        apply_heading(parser, tag);
        break;
    case HTML_PRE:
        apply_pre(parser, tag);
        break;
    case HTML_QUOTE:
        apply_quote(parser, tag);
        break;
    case HTML_LIST:
        apply_list(parser, tag);
        break;
    case HTML_ITEM:
        apply_item(parser, tag);
        break;
    case HTML_CELL:
        apply_cell(parser, tag, at);
        break;
    default:
        break;
    }
}

void html_tags_apply(struct parser *parser, const struct html_tag *tag, struct str text, size_t at)
{
    struct html_flow *flow = &parser->html;

    if (is_ignored(parser, tag))
        return;
    switch (tag->kind) {
    case HTML_UNKNOWN:
        apply_unknown(parser, tag, text, at);
        break;
    case HTML_INLINE:
        if (tag->closing && flow->reading && is_named(tag, "ruby"))
            apply_reading(parser, true, at);
        break;
    case HTML_STRONG:
        add_style(parser, tag->closing, SPAN_STRONG);
        break;
    case HTML_EMPHASIS:
        add_style(parser, tag->closing, SPAN_EMPHASIS);
        break;
    case HTML_PROPER:
        add_style(parser, tag->closing, SPAN_PROPER);
        break;
    case HTML_STRIKE:
        apply_strike(parser, tag->closing, at);
        break;
    case HTML_CODE:
        apply_code(parser, tag->closing);
        break;
    case HTML_QUOTED:
        add_sign(parser, tag->closing ? "”" : "“", at);
        break;
    case HTML_SUPER_SUB:
        apply_script(parser, tag);
        break;
    case HTML_LINK:
        apply_link(parser, tag);
        break;
    case HTML_IMAGE:
        apply_image(parser, tag, at);
        break;
    case HTML_RUBY_TEXT:
        apply_reading(parser, tag->closing, at);
        break;
    case HTML_DROPPED:
        flow->dropping += tag->closing ? -(flow->dropping > 0) : !tag->empty;
        break;
    default:
        apply_block_tag(parser, tag, at);
        break;
    }
}

/* Returns whether an element goes on aligning after a block of HTML: only one that surely has its
 * closing tag later, which a paragraph may not have. */
static bool goes_on(const char *name)
{
    return strcasecmp(name, "div") == 0 || strcasecmp(name, "center") == 0;
}

void html_tags_end_block(struct parser *parser)
{
    struct html_flow *flow = &parser->html;
    size_t kept = 0;

    for (; flow->lists > 0; flow->lists--) {
        parser_leave_item(parser);
        parser_leave_list(parser);
    }
    parser->quote_depth -= flow->quotes;
    flow->quotes = 0;
    while (kept < flow->aligned_count && goes_on(flow->aligned[kept].name))
        kept++;
    flow->aligned_count = kept;
}
