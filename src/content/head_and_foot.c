#include "content/head_and_foot.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "text/grapheme.h"

/* The documents around the body, with one block for each field that the header has. */

enum { HEAD_AND_FOOT_BLOCKS = 5 }; /* without links and footnotes */

static void add_block(struct document *document, enum block_kind kind, struct str text,
                      int64_t *source)
{
    struct block *block = &document->blocks[document->block_count];
    struct text_run *run;

    if (!text.bytes && kind != BLOCK_RULE)
        return;
    document->block_count++;
    run = arena_alloc(&document->arena, sizeof(*run));
    *run = (struct text_run){0, *source};
    block->kind = kind;
    block->source = *source;
    block->rich.text = arena_copy(&document->arena, text);
    block->rich.runs = run;
    block->rich.run_count = 1;
    *source += (int64_t)text.bytes;
}

static void document_start(struct document *document, size_t more)
{
    *document = (struct document){0};
    document->blocks =
        arena_alloc(&document->arena, (HEAD_AND_FOOT_BLOCKS + more) * sizeof(*document->blocks));
}

/* Appends a word to a line, with `gap` before it unless the line is empty. */
static void add_word(struct buffer *line, struct str word, const char *gap)
{
    if (!word.bytes)
        return;
    buffer_add_text(line, line->bytes ? gap : "");
    buffer_add_str(line, word);
}

/* Writes the authors: 张梦月 杨元元 */
static void write_authors(struct buffer *line, const struct article *article)
{
    for (size_t i = 0; i < article->author_count; i++)
        add_word(line, article->authors[i], " ");
}

/* Writes place, topics and date: 上城区 望江街道　产业发展　2023-11-30 */
static void write_place(struct buffer *line, const struct article *article)
{
    add_word(line, article->district, "");
    add_word(line, article->place, " ");
    for (size_t i = 0; i < article->topic_count; i++)
        add_word(line, article->topics[i], i ? " " : "　");
    add_word(line, article->date, "　");
}

static void make_head(struct document *document, const struct article *article)
{
    struct buffer authors = {0}, place = {0};
    int64_t source;

    document_start(document, 0);
    write_authors(&authors, article);
    write_place(&place, article);
    source = -(int64_t)(article->kicker.bytes + article->title.bytes + article->subtitle.bytes +
                        authors.bytes + place.bytes);
    add_block(document, BLOCK_KICKER, article->kicker, &source);
    add_block(document, BLOCK_TITLE, article->title, &source);
    add_block(document, BLOCK_SUBTITLE, article->subtitle, &source);
    add_block(document, BLOCK_BYLINE, buffer_str(&authors), &source);
    add_block(document, BLOCK_BYLINE, buffer_str(&place), &source);
    buffer_free(&authors);
    buffer_free(&place);
}

/* Adds a link's target. Its marker is padded to `cols` columns. */
static void add_link(struct document *document, struct str marker, int cols, struct str target,
                     int64_t *source)
{
    struct block *block = &document->blocks[document->block_count];
    struct span *span = arena_alloc(&document->arena, sizeof(*span));
    struct buffer padded = {0};

    buffer_add_spaces(&padded, cols - text_cols(marker, false));
    buffer_add_str(&padded, marker);
    add_block(document, BLOCK_LINK, target, source);
    block->marker = arena_copy(&document->arena, buffer_str(&padded));
    *span = (struct span){0, target.bytes, SPAN_LINK, block->rich.text};
    block->rich.spans = span;
    block->rich.span_count = 1;
    buffer_free(&padded);
}

/* Adds the article's original address, and the targets of the body's numbered links, in one column.
 */
static void add_links(struct document *document, const struct article *article,
                      const struct document *body, int64_t *source)
{
    struct str origin = str_of(_("原文"));
    struct buffer marker = {0};
    int cols;

    buffer_addf(&marker, "[%zu]", body->target_count);
    cols = body->target_count ? (int)marker.bytes : 0;
    if (article->link.bytes) {
        if (cols < text_cols(origin, false))
            cols = text_cols(origin, false);
        add_link(document, origin, cols, article->link, source);
    }
    for (size_t i = 0; i < body->target_count; i++) {
        buffer_clear(&marker);
        buffer_addf(&marker, "[%zu]", i + 1);
        add_link(document, buffer_str(&marker), cols, body->targets[i], source);
    }
    buffer_free(&marker);
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

static void make_foot(struct document *document, const struct article *article,
                      const struct body *body, struct str next_title)
{
    struct buffer text = {0};
    int64_t source = body_bytes(body);

    document_start(document,
                   body_document(body)->target_count + body_document(body)->note_count + 1);
    add_notes(document, body_document(body), &source);
    add_links(document, article, body_document(body), &source);
    if (article->note.bytes) {
        buffer_add_text(&text, _("编者注："));
        buffer_add_str(&text, article->note);
        add_block(document, BLOCK_NOTE, buffer_str(&text), &source);
        buffer_clear(&text);
    }
    if (next_title.bytes) {
        add_block(document, BLOCK_RULE, (struct str){0}, &source);
        buffer_add_text(&text, _("下一篇："));
        buffer_add_str(&text, next_title);
        add_block(document, BLOCK_NEXT, buffer_str(&text), &source);
    }
    buffer_free(&text);
}

const struct document *article_part(struct article_parts *parts, enum article_part part)
{
    if (part == PART_BODY)
        return body_document(parts->body);
    if (part == PART_HEAD) {
        if (!parts->head.blocks)
            make_head(&parts->head, parts->article);
        return &parts->head;
    }
    if (!parts->foot.blocks)
        make_foot(&parts->foot, parts->article, parts->body, parts->next_title);
    return &parts->foot;
}

void article_parts_free(struct article_parts *parts)
{
    document_free(&parts->head);
    document_free(&parts->foot);
}
