#include "base/i18n.h"
#include "view/matches.h"
#include "view/parts.h"

/* Returns the style of a block's text. */
static struct style block_style(const struct block *block)
{
    switch (block->kind) {
    case BLOCK_TITLE:
        return (struct style){ROLE_TITLE, CELL_BOLD};
    case BLOCK_KICKER:
    case BLOCK_SUBTITLE:
        return (struct style){ROLE_KICKER, 0};
    case BLOCK_HEADING:
        return (struct style){ROLE_HEADING, CELL_BOLD};
    case BLOCK_CODE:
        return (struct style){ROLE_CODE, 0};
    case BLOCK_BYLINE:
    case BLOCK_LINK:
    case BLOCK_NOTE:
    case BLOCK_CAPTION:
    case BLOCK_RULE:
    case BLOCK_NEXT:
        return (struct style){ROLE_DIM, 0};
    case BLOCK_PARAGRAPH:
    case BLOCK_TABLE:
        break;
    }
    return (struct style){ROLE_TEXT, 0};
}

static struct style span_style(struct style style, unsigned styles, bool links)
{
    if ((styles & SPAN_LINK) && links)
        style.role = ROLE_LINK;
    else if (styles & SPAN_CODE)
        style.role = ROLE_CODE;
    /* A terminal has no emphasis dots (着重号), and a line under the text is that of a proper name
     * (专名号, GB/T 15834-2011 4.16). */
    if (styles & (SPAN_STRONG | SPAN_EMPHASIS))
        style.attrs |= CELL_BOLD;
    if ((styles & SPAN_PROPER) || ((styles & SPAN_LINK) && links))
        style.attrs |= CELL_UNDERLINE;
    if (styles & SPAN_STRIKE)
        style.attrs |= CELL_STRIKE;
    return style;
}

/* Sets *style and *target (empty: no link) for byte `at`. Returns the end, at most `end`, of the
 * bytes from `at` on that share both. */
static size_t style_run(const struct rich_text *rich, const struct matches *matches, bool links,
                        size_t at, size_t end, struct style *style, struct str *target)
{
    *target = (struct str){0};
    for (size_t i = 0; i < rich->span_count; i++) {
        const struct span *span = &rich->spans[i];

        if (span->end <= at)
            continue;
        if (span->start <= at) {
            *style = span_style(*style, span->styles, links);
            *target = links ? span->target : (struct str){0};
            end = span->end < end ? span->end : end;
        } else {
            end = span->start < end ? span->start : end;
        }
        break;
    }
    return matches_run(matches, at, end, style);
}

static void draw_line(struct frame *frame, struct rect rect, int row,
                      const struct layout_line *line, const struct matches *matches, bool links,
                      const struct reading *reading)
{
    struct style base = block_style(line->block);
    int screen_line = rect.line + row, end = rect.col + rect.cols;

    for (size_t i = 0; i < line->piece_count; i++) {
        const struct layout_piece *piece = &line->pieces[i];
        int col = rect.col + piece->col;

        if (piece->start == LAYOUT_DECORATION) {
            frame_put(frame, screen_line, col, end, piece->text, base);
            continue;
        }
        for (size_t at = piece->start, to; at < piece->start + piece->text.bytes; at = to) {
            struct style style = base;
            struct str target;
            int start = col;

            to = style_run(line->rich, matches, links, at, piece->start + piece->text.bytes, &style,
                           &target);
            to = view_mark_run(reading, line, at, to, &style);
            col = frame_put(frame, screen_line, start, end,
                            (struct str){line->rich->text.p + at, to - at}, style);
            if (target.bytes)
                frame_link(frame, screen_line, start, col, target);
        }
    }
}

/* Returns the offset of a source position in a text, or SIZE_MAX if it is not in it. */
static size_t found_in(const struct rich_text *rich, int64_t position)
{
    size_t offset = rich_text_offset(rich, position);

    return offset < rich->text.bytes && rich_text_source(rich, offset) == position ? offset
                                                                                   : SIZE_MAX;
}

void view_article(struct frame *frame, struct reading *reading, struct rect rect,
                  const struct query *query, bool links)
{
    struct layout_at at = reading->top;
    struct matches matches = {0};
    const struct rich_text *marked = NULL; /* the text `matches` belongs to */
    int lines = reading->layout ? reading_lines_in_view(reading) : 0;

    if (reading_is_opening(reading))
        view_put_wrapped(frame, &reading->options.style, rect, 0, 0, str_of(_("正在打开…")),
                         (struct style){ROLE_DIM, 0});
    for (int row = 0; row < lines; row++) {
        struct layout_line line = layout_line(reading->layout, at);

        if (query && (!marked || line.rich != marked)) {
            matches_find(&matches, query, line.rich);
            matches.found = found_in(line.rich, reading->match);
            marked = line.rich;
        }
        draw_line(frame, rect, row, &line, &matches, links, reading);
        if (reading->has_new && !layout_before(at, reading->new_line) &&
            !layout_before(reading->new_line, at))
            frame_put(frame, rect.line + row, rect.col - 1, rect.col,
                      str_of(reading->options.style.borders == BORDERS_ASCII ? ">" : "▸"),
                      (struct style){ROLE_HEADING, CELL_BOLD});
        if (!layout_next(reading->layout, &at))
            break;
    }
    matches_free(&matches);
}

void view_group(struct frame *frame, const struct reader *reader)
{
    struct list_row row = list_selected(&reader->list);
    const struct tree *tree = &reader->list.tree;
    struct rect rect = reader->panes.text;
    struct buffer title = {0};
    int line;

    if (!list_is_on_group(&reader->list))
        return;
    line = view_put_title(frame, &reader->options.style, rect, 0,
                          tree_label(tree, reader->edition, row.node),
                          (struct style){ROLE_TITLE, CELL_BOLD}) +
           1;
    for (size_t i = row.node + 1; i < tree_node(tree, row.node).end && line < rect.lines; i++) {
        size_t index = tree_node(tree, i).article;
        const struct article *article;

        if (index == SIZE_MAX)
            continue;
        article = edition_article(reader->edition, index);
        buffer_clear(&title);
        view_add_title(&title, reader->edition, index);
        line = view_put_title(frame, &reader->options.style, rect, line, buffer_str(&title),
                              (struct style){ROLE_HEADING, CELL_BOLD});
        if (article->summary.bytes)
            line = view_put_wrapped(frame, &reader->options.style, rect, line, 4, article->summary,
                                    (struct style){ROLE_DIM, 0});
        line++;
    }
    buffer_free(&title);
}
