#include "parser.h"

#include "base/alloc.h"
#include "entity.h"
#include "line.h"

/* A text where none is open is a tight item's: it comes without its paragraph. */
static void want_block(struct parser *parser)
{
    if (!parser->open)
        parser_open_block(parser, BLOCK_PARAGRAPH);
}

/* A link's target with its references decoded, cleaned, on one line. */
static struct str read_target(struct parser *parser, const MD_ATTRIBUTE *attribute)
{
    struct buffer raw = {0};
    struct str target = {0};

    for (size_t i = 0; attribute->size && attribute->substr_offsets[i] < attribute->size; i++) {
        size_t start = attribute->substr_offsets[i];
        struct str part = {attribute->text + start, attribute->substr_offsets[i + 1] - start};
        char decoded[4];
        size_t bytes = 0;

        if (attribute->substr_types[i] == MD_TEXT_ENTITY)
            bytes = entity_decode(part, decoded);
        if (bytes)
            part = (struct str){decoded, bytes};
        buffer_add_str(&raw, part);
    }
    if (raw.bytes)
        target = clean_line(&parser->document->arena, buffer_str(&raw));
    buffer_free(&raw);
    return target;
}

/* Whether there is room for a link's or an image's target and title: references may repeat a long
 * one again and again. The two details are of one form. */
static bool afford(struct parser *parser, const MD_SPAN_A_DETAIL *detail)
{
    size_t bytes = (size_t)detail->href.size + detail->title.size;

    if (bytes > parser->target_budget)
        return false;
    parser->target_budget -= bytes;
    return true;
}

static void update_styles(struct parser *parser)
{
    unsigned styles = 0;

    styles |= parser->emphasis > 0 ? SPAN_EMPHASIS : 0U;
    styles |= parser->strong > 0 ? SPAN_STRONG : 0U;
    styles |= parser->code > 0 ? SPAN_CODE : 0U;
    styles |= parser->link > 0 ? SPAN_LINK : 0U;
    styles |= parser->strike > 0 ? SPAN_STRIKE : 0U;
    styles |= parser->image > 0 ? SPAN_IMAGE : 0U;
    rich_set_styles(&parser->rich, styles, parser->link > 0 ? parser->target : (struct str){0});
}

/* Where in the body an image stands: at its source where that can be told, else about there. */
static int64_t find_image(const struct parser *parser, const MD_ATTRIBUTE *attribute)
{
    const struct rich_builder *rich = &parser->rich;
    uintptr_t at = (uintptr_t)attribute->text - (uintptr_t)rich->input;

    return rich->source + (int64_t)(at < rich->input_bytes ? at : rich->consumed);
}

static void enter_image(struct parser *parser, const MD_SPAN_IMG_DETAIL *detail)
{
    if (parser->image++ > 0)
        return;
    rich_open_image(&parser->rich);
    parser->image_start = parser->rich.text.bytes;
    parser->image_source = find_image(parser, &detail->src);
}

static void leave_image(struct parser *parser)
{
    if (--parser->image > 0 || parser->rich.text.bytes > parser->image_start)
        return;
    parser->bare_images = mem_grow(parser->bare_images, &parser->bare_image_cap,
                                   parser->bare_image_count + 1, sizeof(*parser->bare_images));
    parser->bare_images[parser->bare_image_count++] = parser->image_source;
}

/* md4c 0.4.8 has links within links, where an address in <> or an image stands in one: the outer
 * one is the link. It also ends links that it has not begun. */
static void enter_link(struct parser *parser, const MD_SPAN_A_DETAIL *detail)
{
    if (parser->link++ > 0)
        return;
    rich_open_link(&parser->rich);
    parser->target = read_target(parser, &detail->href);
}

/* Does a link's text say where it leads? */
static bool is_target(struct str text, struct str target)
{
    static const char scheme[] = "mailto:";
    size_t bytes = strlen(scheme);

    if (str_eq(text, target))
        return true;
    return target.bytes > bytes && memcmp(target.p, scheme, bytes) == 0 &&
           str_eq(text, (struct str){target.p + bytes, target.bytes - bytes});
}

static void leave_link(struct parser *parser)
{
    struct str text;

    if (!parser->link || --parser->link > 0)
        return;
    text = rich_link_text(&parser->rich);
    if (!text.bytes || !parser->target.bytes || is_target(text, parser->target))
        return;
    if (parser->link_form == LINKS_NUMBERED)
        rich_add_number(&parser->rich,
                        links_number(&parser->links, parser->target, &parser->document->arena));
    else if (parser->link_form == LINKS_WRITTEN_OUT)
        rich_add_target(&parser->rich);
}

int inline_enter_span(MD_SPANTYPE type, void *detail, void *userdata)
{
    struct parser *parser = userdata;

    want_block(parser);
    switch (type) {
    case MD_SPAN_EM:
        rich_open_emphasis(&parser->rich);
        parser->emphasis++;
        break;
    case MD_SPAN_STRONG:
        rich_open_emphasis(&parser->rich);
        parser->strong++;
        break;
    case MD_SPAN_A:
        if (!afford(parser, detail))
            return PARSER_LINKS_REFUSED;
        enter_link(parser, detail);
        break;
    case MD_SPAN_IMG:
        if (!afford(parser, detail))
            return PARSER_LINKS_REFUSED;
        enter_image(parser, detail);
        break;
    case MD_SPAN_CODE:
        parser->code++;
        break;
    case MD_SPAN_DEL:
        parser->strike++;
        break;
    default:
        break;
    }
    update_styles(parser);
    return 0;
}

int inline_leave_span(MD_SPANTYPE type, void *detail, void *userdata)
{
    struct parser *parser = userdata;

    (void)detail;
    switch (type) {
    case MD_SPAN_EM:
        rich_close_emphasis(&parser->rich);
        parser->emphasis--;
        break;
    case MD_SPAN_STRONG:
        rich_close_emphasis(&parser->rich);
        parser->strong--;
        break;
    case MD_SPAN_A:
        leave_link(parser);
        break;
    case MD_SPAN_IMG:
        leave_image(parser);
        break;
    case MD_SPAN_CODE:
        parser->code--;
        break;
    case MD_SPAN_DEL:
        parser->strike--;
        break;
    default:
        break;
    }
    update_styles(parser);
    return 0;
}

int inline_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *userdata)
{
    struct parser *parser = userdata;
    struct rich_builder *rich = &parser->rich;
    char decoded[4];
    size_t bytes;

    want_block(parser);
    switch (type) {
    case MD_TEXT_NULLCHAR:
        rich_add_stand_in(rich, "", 0, str_of("\uFFFD"));
        break;
    case MD_TEXT_BR:
        rich_add_hard_break(rich);
        break;
    case MD_TEXT_SOFTBR:
        rich_add_soft_break(rich);
        break;
    case MD_TEXT_ENTITY:
        bytes = entity_decode((struct str){text, size}, decoded);
        if (bytes)
            rich_add_stand_in(rich, text, size, (struct str){decoded, bytes});
        else
            rich_add(rich, text, size);
        break;
    default:
        if (parser->block.kind == BLOCK_CODE)
            rich_add_code(rich, text, size);
        else
            rich_add(rich, text, size);
        break;
    }
    return 0;
}
