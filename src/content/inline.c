#include "parser.h"

#include "base/ascii.h"
#include "base/i18n.h"
#include "entity.h"
#include "line.h"

#include <stdint.h>

static const char NUL_STAND_IN[] = "\uFFFD";

void inline_add(struct parser *parser, struct piece piece)
{
    bool shows =
        piece.kind == PIECE_TEXT || piece.kind == PIECE_STAND_IN || piece.kind == PIECE_OPEN;

    if (!parser->open)
        parser_open_block(parser, BLOCK_PARAGRAPH);
    if (parser->html.break_wanted && shows && parser->pieces.count)
        pieces_add(&parser->pieces, (struct piece){.kind = PIECE_HARD_BREAK});
    if (shows)
        parser->html.break_wanted = false;
    pieces_add(&parser->pieces, piece);
}

void inline_add_text(struct parser *parser, size_t at, size_t bytes, unsigned style)
{
    struct str stretch;

    for (size_t end = at + bytes; at < end; at += stretch.bytes) {
        stretch = source_stretch(parser->source, at, end);
        if (stretch.p)
            inline_add(parser, (struct piece){.kind = PIECE_TEXT,
                                              .style = style,
                                              .text = stretch,
                                              .at = at,
                                              .bytes = stretch.bytes});
    }
}

/* Returns the input offset of text that the parser reports, or SIZE_MAX if it is not part of the
 * input. */
static size_t find_input(const struct parser *parser, const char *text, size_t bytes)
{
    const struct buffer *input = &parser->source->input;
    size_t at = (size_t)((uintptr_t)text - (uintptr_t)input->data);

    return at <= input->bytes && bytes <= input->bytes - at ? at : SIZE_MAX;
}

/* Appends a part of an attribute: as it was before prepare() or, if the parser has copied it, as it
 * is. */
static void add_part(const struct parser *parser, struct buffer *out, struct str part)
{
    size_t at = find_input(parser, part.p, part.bytes);
    struct str stretch;

    if (at == SIZE_MAX) {
        buffer_add_str(out, part);
        return;
    }
    for (size_t end = at + part.bytes; at < end; at += stretch.bytes) {
        stretch = source_stretch(parser->source, at, end);
        if (stretch.p)
            buffer_add_str(out, stretch);
    }
}

/* Returns an attribute with its references decoded, cleaned, on one line. */
static struct str read_attribute(struct parser *parser, const MD_ATTRIBUTE *attribute)
{
    struct buffer raw = {0};
    struct str text = {0};

    for (size_t i = 0; attribute->size && attribute->substr_offsets[i] < attribute->size; i++) {
        size_t start = attribute->substr_offsets[i];
        struct str part = {attribute->text + start, attribute->substr_offsets[i + 1] - start};
        char decoded[4];
        size_t bytes = 0;

        if (attribute->substr_types[i] == MD_TEXT_ENTITY)
            bytes = entity_decode(part, decoded);
        if (bytes)
            buffer_add(&raw, decoded, bytes);
        else
            add_part(parser, &raw, part);
    }
    if (raw.bytes)
        text = clean_line(&parser->document->arena, buffer_str(&raw));
    buffer_free(&raw);
    return text;
}

/* Takes the target and title of a link or an image from the budget. Returns false if the budget is
 * used up, because references may repeat a long target many times. md4c's details of links and
 * images have the same layout. */
static bool take_from_budget(struct parser *parser, const MD_SPAN_A_DETAIL *detail)
{
    size_t bytes = (size_t)detail->href.size + detail->title.size;

    if (bytes > parser->target_budget)
        return false;
    parser->target_budget -= bytes;
    return true;
}

/* Returns a picture's file name in readable form, or a placeholder if there is none. */
static struct str name_of_file(struct arena *arena, struct str file)
{
    struct buffer decoded = {0};
    struct str name = file;

    for (size_t i = 0; i < name.bytes; i++)
        if (name.p[i] == '?' || name.p[i] == '#')
            name.bytes = i;
    for (size_t i = name.bytes; i > 0; i--) {
        if (name.p[i - 1] == '/') {
            name = (struct str){name.p + i, name.bytes - i};
            break;
        }
    }
    if (file.bytes > 5 && memcmp(file.p, "data:", 5) == 0)
        name.bytes = 0;
    for (size_t i = 0; i < name.bytes; i++) {
        bool coded = name.p[i] == '%' && name.bytes - i > 2 &&
                     ascii_hex_value(name.p[i + 1]) >= 0 && ascii_hex_value(name.p[i + 2]) >= 0;

        if (coded) {
            buffer_add_char(&decoded, (char)(ascii_hex_value(name.p[i + 1]) * 16 +
                                             ascii_hex_value(name.p[i + 2])));
            i += 2;
        } else {
            buffer_add_char(&decoded, name.p[i]);
        }
    }
    name = decoded.bytes ? clean_line(arena, buffer_str(&decoded)) : (struct str){0};
    buffer_free(&decoded);
    return name.bytes ? name : str_of(_("（无说明）"));
}

void inline_open_image(struct parser *parser, size_t at, struct str file, struct str title)
{
    struct arena *arena = &parser->document->arena;
    int64_t source =
        parser->rich.base +
        (int64_t)source_offset(parser->source, at == SIZE_MAX ? parser->rich.consumed : at);

    if (file.bytes)
        findings_add(parser->findings, FINDING_IMAGE, source, file);
    inline_add(parser, (struct piece){.kind = PIECE_OPEN,
                                      .style = SPAN_IMAGE,
                                      .text = title.bytes ? title : name_of_file(arena, file),
                                      .at = at});
}

static void enter_image(struct parser *parser, const MD_SPAN_IMG_DETAIL *detail)
{
    inline_open_image(parser, find_input(parser, detail->src.text, detail->src.size),
                      read_attribute(parser, &detail->src), read_attribute(parser, &detail->title));
}

static unsigned style_of(MD_SPANTYPE type)
{
    switch (type) {
    case MD_SPAN_EM:
        return SPAN_EMPHASIS;
    case MD_SPAN_STRONG:
        return SPAN_STRONG;
    case MD_SPAN_A:
        return SPAN_LINK;
    case MD_SPAN_IMG:
        return SPAN_IMAGE;
    case MD_SPAN_CODE:
        return SPAN_CODE;
    default:
        return 0;
    }
}

int inline_enter_span(MD_SPANTYPE type, void *detail, void *userdata)
{
    struct parser *parser = userdata;
    struct piece piece = {.kind = PIECE_OPEN, .style = style_of(type)};

    html_flow_drop_tag(&parser->html);
    if ((type == MD_SPAN_A || type == MD_SPAN_IMG) && !take_from_budget(parser, detail))
        return PARSER_LINKS_REFUSED;
    if (type == MD_SPAN_A)
        piece.text = read_attribute(parser, &((MD_SPAN_A_DETAIL *)detail)->href);
    if (type == MD_SPAN_IMG)
        enter_image(parser, detail);
    else if (piece.style)
        inline_add(parser, piece);
    return 0;
}

int inline_leave_span(MD_SPANTYPE type, void *detail, void *userdata)
{
    struct parser *parser = userdata;
    unsigned style = style_of(type);

    (void)detail;
    html_flow_drop_tag(&parser->html);
    if (style)
        inline_add(parser, (struct piece){.kind = PIECE_CLOSE, .style = style});
    return 0;
}

static void add_entity(struct parser *parser, struct str text, size_t at)
{
    char decoded[4];
    size_t bytes = entity_decode(text, decoded);

    if (!bytes)
        inline_add_text(parser, at, text.bytes, 0);
    else
        inline_add(parser, (struct piece){.kind = PIECE_STAND_IN,
                                          .text = arena_copy(&parser->document->arena,
                                                             (struct str){decoded, bytes}),
                                          .at = at,
                                          .bytes = text.bytes});
}

/* Adds code in a table's cell, where a pipe has a backslash before it. */
static void add_cell_code(struct parser *parser, const char *text, size_t bytes, size_t at)
{
    size_t from = 0;

    for (size_t i = 0; i + 1 < bytes; i++) {
        if (text[i] != '\\' || text[i + 1] != '|')
            continue;
        inline_add_text(parser, at + from, i - from, SPAN_CODE);
        from = i + 1;
    }
    inline_add_text(parser, at + from, bytes - from, SPAN_CODE);
}

static void add_own(struct parser *parser, struct str text)
{
    inline_add(parser, (struct piece){.kind = PIECE_STAND_IN, .text = text, .at = SIZE_MAX});
}

int inline_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *userdata)
{
    struct parser *parser = userdata;
    size_t at = find_input(parser, text, size);

    if (parser_is_given_up(parser))
        return PARSER_GIVEN_UP;
    if (type == MD_TEXT_HTML) {
        html_flow_add(parser, text, size, at);
        return 0;
    }
    if (type == MD_TEXT_NULLCHAR && parser->html.in_block) {
        html_flow_add(parser, NUL_STAND_IN, strlen(NUL_STAND_IN), SIZE_MAX);
        return 0;
    }
    html_flow_drop_tag(&parser->html);
    if (parser->open && parser->block.kind == BLOCK_CODE) {
        if (type == MD_TEXT_NULLCHAR)
            rich_add_stand_in(&parser->rich, SIZE_MAX, 0, str_of(NUL_STAND_IN));
        else
            rich_add_code(&parser->rich, text, size);
        return 0;
    }
    if (html_flow_drops(&parser->html))
        return 0;
    if (type == MD_TEXT_NULLCHAR)
        add_own(parser, str_of(NUL_STAND_IN));
    else if (type == MD_TEXT_BR)
        inline_add(parser, (struct piece){.kind = PIECE_HARD_BREAK});
    else if (type == MD_TEXT_SOFTBR)
        inline_add(parser, (struct piece){.kind = PIECE_SOFT_BREAK});
    else if (at == SIZE_MAX)
        add_own(parser, str_of(" ")); /* a newline in code */
    else if (type == MD_TEXT_ENTITY)
        add_entity(parser, (struct str){text, size}, at);
    else if (type == MD_TEXT_CODE && parser->table)
        add_cell_code(parser, text, size, at);
    else if (!html_flow_scripts(parser, at, size))
        inline_add_text(parser, at, size,
                        type == MD_TEXT_CODE ? SPAN_CODE : html_flow_style(&parser->html));
    return 0;
}
