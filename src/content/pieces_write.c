#include "pieces_write.h"

#include "letter.h"

enum { STYLES = 9 };

/* The state in which pieces are written. `open` counts the open spans of each style, by its bit. */
struct writing {
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

static int *count_of(struct writing *writing, unsigned style)
{
    return &writing->open[bit_of(style)];
}

static void update_styles(struct writing *writing)
{
    unsigned styles = 0;

    for (int bit = 0; bit < STYLES; bit++)
        styles |= writing->open[bit] > 0 ? 1U << bit : 0U;
    rich_set_styles(writing->rich, styles,
                    *count_of(writing, SPAN_LINK) > 0 ? writing->target : (struct str){0});
}

/* Opens a span. md4c nests links if an address in <> or an image is in one: the outer one is the
 * link. It also closes links that it has not opened. */
static void open(struct writing *writing, const struct piece *piece)
{
    int *count = count_of(writing, piece->style);

    if (piece->style == SPAN_EMPHASIS || piece->style == SPAN_STRONG)
        rich_open_emphasis(writing->rich);
    if (++*count > 1)
        return;
    if (piece->style == SPAN_LINK) {
        rich_open_link(writing->rich);
        writing->target = piece->text;
    } else if (piece->style == SPAN_IMAGE) {
        rich_open_image(writing->rich);
        writing->image_start = writing->rich->text.bytes;
        writing->image = *piece;
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

static void close_link(struct writing *writing)
{
    struct parser *parser = writing->parser;
    struct str text = rich_link_text(writing->rich);

    if (text.bytes && writing->target.bytes && !is_target(text, writing->target) &&
        parser->link_form == LINKS_NUMBERED)
        rich_add_number(writing->rich,
                        links_number(parser->links, writing->target, &parser->document->arena));
}

/* Closes a picture. One without a description shows its title or its file's name. */
static void close_image(struct writing *writing)
{
    struct rich_builder *rich = writing->rich;
    size_t at = writing->image.at;

    if (rich->text.bytes > writing->image_start)
        return;
    findings_add(writing->parser->findings, FINDING_BARE_IMAGE,
                 rich_position(rich, at < rich->source->input.bytes ? at : rich->consumed),
                 (struct str){0});
    rich_add_stand_in(rich, at, 0, writing->image.text);
}

static void close(struct writing *writing, const struct piece *piece)
{
    int *count = count_of(writing, piece->style);

    if (piece->style == SPAN_EMPHASIS || piece->style == SPAN_STRONG)
        rich_close_emphasis(writing->rich);
    if (!*count)
        return;
    if (*count == 1 && piece->style == SPAN_LINK)
        close_link(writing);
    else if (*count == 1 && piece->style == SPAN_IMAGE)
        close_image(writing);
    --*count;
}

/* Returns the text's line that is being written. */
static struct str open_line(const struct rich_builder *rich)
{
    size_t start = rich->line_count ? rich->lines[rich->line_count - 1] : 0;

    return (struct str){rich->text.data + start, rich->text.bytes - start};
}

/* Returns whether a newline in the source that is no hard line break stays one in the text: before
 * or after a line that only stands for itself. */
static bool stays_line(const struct writing *writing, const struct piece *next, size_t left)
{
    bool whole =
        left == 1 || (left && next[1].kind != PIECE_TEXT && next[1].kind != PIECE_STAND_IN);

    return (writing->rich->text.bytes && letter_is_line(open_line(writing->rich))) ||
           (whole && next->kind == PIECE_TEXT && letter_is_line(next->text));
}

void pieces_write(struct parser *parser, size_t start, size_t end)
{
    struct writing writing = {.parser = parser, .rich = &parser->rich};

    update_styles(&writing);
    for (size_t i = start; i < end; i++) {
        const struct piece *piece = &parser->pieces.items[i];

        switch (piece->kind) {
        case PIECE_TEXT:
            rich_add(writing.rich, piece->text, piece->at);
            break;
        case PIECE_STAND_IN:
            rich_add_stand_in(writing.rich, piece->at, piece->bytes, piece->text);
            break;
        case PIECE_SOFT_BREAK:
            if (stays_line(&writing, piece + 1, end - i - 1))
                rich_add_hard_break(writing.rich);
            else
                rich_add_soft_break(writing.rich);
            break;
        case PIECE_HARD_BREAK:
            rich_add_hard_break(writing.rich);
            break;
        case PIECE_OPEN:
            open(&writing, piece);
            update_styles(&writing);
            break;
        case PIECE_CLOSE:
            close(&writing, piece);
            update_styles(&writing);
            break;
        }
    }
}
