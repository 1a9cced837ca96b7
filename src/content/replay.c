#include "replay.h"

enum { STYLES = 9 };

/* State of a replay. `open` counts the open spans of each style, by its bit. */
struct replay {
    struct parser *parser;
    struct rich_builder *rich;
    int open[STYLES];
    struct str target;  /* of the open link, the outer one of two */
    size_t image_start; /* beginning of the open image's text */
    struct piece image; /* the piece that opened it */
};

static int bit_of(unsigned style)
{
    int bit = 0;

    while (style >> bit > 1)
        bit++;
    return bit;
}

static int *count_of(struct replay *replay, unsigned style)
{
    return &replay->open[bit_of(style)];
}

static void update_styles(struct replay *replay)
{
    unsigned styles = 0;

    for (int bit = 0; bit < STYLES; bit++)
        styles |= replay->open[bit] > 0 ? 1U << bit : 0U;
    rich_set_styles(replay->rich, styles,
                    *count_of(replay, SPAN_LINK) > 0 ? replay->target : (struct str){0});
}

/* Opens a span. md4c nests links if an address in <> or an image is in one: the outer one is the
 * link. It also closes links that it has not opened. */
static void open(struct replay *replay, const struct piece *piece)
{
    int *count = count_of(replay, piece->style);

    if (piece->style == SPAN_EMPHASIS || piece->style == SPAN_STRONG)
        rich_open_emphasis(replay->rich);
    if (++*count > 1)
        return;
    if (piece->style == SPAN_LINK) {
        rich_open_link(replay->rich);
        replay->target = piece->text;
    } else if (piece->style == SPAN_IMAGE) {
        rich_open_image(replay->rich);
        replay->image_start = replay->rich->text.bytes;
        replay->image = *piece;
    }
}

/* Returns whether a link's text is its target, with or without mailto:. */
static bool is_target(struct str text, struct str target)
{
    static const char scheme[] = "mailto:";
    size_t bytes = strlen(scheme);

    if (str_eq(text, target))
        return true;
    return target.bytes > bytes && memcmp(target.p, scheme, bytes) == 0 &&
           str_eq(text, (struct str){target.p + bytes, target.bytes - bytes});
}

static void close_link(struct replay *replay)
{
    struct parser *parser = replay->parser;
    struct str text = rich_link_text(replay->rich);

    if (text.bytes && replay->target.bytes && !is_target(text, replay->target) &&
        parser->link_form == LINKS_NUMBERED)
        rich_add_number(replay->rich,
                        links_number(parser->links, replay->target, &parser->document->arena));
}

/* Closes a picture. One without a description shows its title or its file's name. */
static void close_image(struct replay *replay)
{
    struct rich_builder *rich = replay->rich;
    size_t at = replay->image.at;

    if (rich->text.bytes > replay->image_start)
        return;
    findings_add(replay->parser->findings, FINDING_BARE_IMAGE,
                 rich_place(rich, at < rich->source->input.bytes ? at : rich->consumed),
                 (struct str){0});
    rich_add_stand_in(rich, at, 0, replay->image.text);
}

static void close(struct replay *replay, const struct piece *piece)
{
    int *count = count_of(replay, piece->style);

    if (piece->style == SPAN_EMPHASIS || piece->style == SPAN_STRONG)
        rich_close_emphasis(replay->rich);
    if (!*count)
        return;
    if (*count == 1 && piece->style == SPAN_LINK)
        close_link(replay);
    else if (*count == 1 && piece->style == SPAN_IMAGE)
        close_image(replay);
    --*count;
}

void replay(struct parser *parser, size_t start, size_t end)
{
    struct replay replay = {.parser = parser, .rich = &parser->rich};

    update_styles(&replay);
    for (size_t i = start; i < end; i++) {
        const struct piece *piece = &parser->pieces.items[i];

        switch (piece->kind) {
        case PIECE_TEXT:
            rich_add(replay.rich, piece->text, piece->at);
            break;
        case PIECE_STAND_IN:
            rich_add_stand_in(replay.rich, piece->at, piece->bytes, piece->text);
            break;
        case PIECE_SOFT_BREAK:
            rich_add_soft_break(replay.rich);
            break;
        case PIECE_HARD_BREAK:
            rich_add_hard_break(replay.rich);
            break;
        case PIECE_OPEN:
            open(&replay, piece);
            update_styles(&replay);
            break;
        case PIECE_CLOSE:
            close(&replay, piece);
            update_styles(&replay);
            break;
        }
    }
}
