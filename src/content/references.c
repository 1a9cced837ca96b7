#include "references.h"

#include "base/buffer.h"
#include "base/i18n.h"
#include "text/grapheme.h"

/* The blocks between an article's body and its foot: an article may have a million of them, so they
 * are made with the body, by the thread that opens it. */

/* Adds a link's target, which is borrowed. An article may have hundreds of thousands. */
static void add_link(struct document *document, struct str marker, struct str target,
                     int64_t *source)
{
    struct block *block = &document->blocks[document->block_count++];
    struct span *span = arena_alloc(&document->arena, sizeof(*span));
    struct text_run *run = arena_alloc(&document->arena, sizeof(*run));

    *span = (struct span){0, target.bytes, SPAN_LINK, target};
    *run = (struct text_run){0, *source};
    *block = (struct block){
        .kind = BLOCK_LINK,
        .source = *source,
        .rich = {.text = target, .spans = span, .span_count = 1, .runs = run, .run_count = 1},
        .marker = marker,
    };
    *source += (int64_t)target.bytes;
}

/* Returns the marker of a numbered link in the document's arena, padded to `cols` columns. */
static struct str link_marker(struct document *document, size_t number, int cols)
{
    char text[32], *marker;
    size_t at = sizeof(text), bytes, blanks;

    text[--at] = ']';
    for (; number; number /= 10)
        text[--at] = (char)('0' + number % 10);
    text[--at] = '[';
    bytes = sizeof(text) - at;
    blanks = (size_t)cols > bytes ? (size_t)cols - bytes : 0;
    marker = arena_alloc(&document->arena, blanks + bytes);
    memset(marker, ' ', blanks);
    memcpy(marker + blanks, text + at, bytes);
    return (struct str){marker, blanks + bytes};
}

/* Adds the article's original address, padded to `cols` columns. */
static void add_origin(struct document *document, struct str link, int cols, int64_t *source)
{
    const char *origin = _("原文");
    struct buffer marker = {0};

    buffer_add_spaces(&marker, cols - text_cols(str_of(origin), false));
    buffer_add_text(&marker, origin);
    add_link(document, arena_copy(&document->arena, buffer_str(&marker)), link, source);
    buffer_free(&marker);
}

/* Adds the article's original address, and the targets of the body's numbered links, in one column.
 */
static void add_links(struct document *document, const struct document *body, struct str link,
                      int64_t *source)
{
    int cols = body->target_count ? (int)link_marker(document, body->target_count, 0).bytes : 0;
    int origin_cols = text_cols(str_of(_("原文")), false);

    if (link.bytes && cols < origin_cols)
        cols = origin_cols;
    if (link.bytes)
        add_origin(document, arena_copy(&document->arena, link), cols, source);
    for (size_t i = 0; i < body->target_count; i++)
        add_link(document, link_marker(document, i + 1, cols), body->targets[i], source);
}

/* Returns a copy of the text whose positions continue from *source. */
static struct rich_text move_rich(struct document *document, const struct rich_text *rich,
                                  int64_t *source)
{
    struct rich_text moved = *rich;

    moved.runs = arena_alloc(&document->arena, rich->run_count * sizeof(*moved.runs));
    for (size_t i = 0; i < rich->run_count; i++)
        moved.runs[i] =
            (struct text_run){rich->runs[i].text, *source + (int64_t)rich->runs[i].text};
    *source += (int64_t)rich->text.bytes;
    return moved;
}

static struct table *move_table(struct document *document, const struct table *table,
                                int64_t *source)
{
    struct table *moved = arena_alloc(&document->arena, sizeof(*moved));
    size_t count = table->row_count * table->column_count;

    *moved = *table;
    moved->cells = arena_alloc(&document->arena, count * sizeof(*moved->cells));
    for (size_t i = 0; i < count; i++)
        moved->cells[i] = move_rich(document, &table->cells[i], source);
    return moved;
}

/* Adds the footnotes. Their positions are after the body's, because they are shown after it. */
static void add_notes(struct document *document, const struct document *body, int64_t *source)
{
    for (size_t i = 0; i < body->note_count; i++) {
        struct block *block = &document->blocks[document->block_count++];

        *block = body->notes[i];
        block->source = *source;
        block->rich = move_rich(document, &body->notes[i].rich, source);
        if (block->table)
            block->table = move_table(document, block->table, source);
    }
}

void references_make(struct document *document, const struct document *body, struct str link,
                     int64_t *source)
{
    size_t count = body->note_count + body->target_count + (link.bytes > 0);

    *document = (struct document){0};
    document->blocks = arena_alloc(&document->arena, count * sizeof(*document->blocks));
    add_notes(document, body, source);
    add_links(document, body, link, source);
}
