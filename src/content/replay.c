#include "replay.h"

enum { STYLES = 9 };

/* Counts the open styles, by the bit of each. */
struct replay {
    struct parser *parser;
    struct rich_builder *rich;
    int open[STYLES];
    struct str target;  /* of the link that is open, the outer one of two */
    size_t image_start; /* where in the text the image's began */
    struct piece image; /* that opened it */
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

/* md4c has links within links, where an address in <> or an image stands in one: the outer one is
 * the link. It also ends links that it has not begun. */
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

/* Returns whether a link's text is the address that it leads to. */
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

/* A picture without a description: its title or its file's name stands for it. */
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
