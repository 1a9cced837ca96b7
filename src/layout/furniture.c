#include "layout/layout.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"

/* What stands around the body: one block a field that the header has. */

enum { FURNITURE_BLOCKS = 5 };

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

static void document_start(struct document *document)
{
    *document = (struct document){0};
    document->blocks = arena_alloc(&document->arena, FURNITURE_BLOCKS * sizeof(*document->blocks));
}

/* Appends a word of a line, with `gap` before it if the line has begun. */
static void add_word(struct buffer *line, struct str word, const char *gap)
{
    if (!word.bytes)
        return;
    buffer_add_text(line, line->bytes ? gap : "");
    buffer_add_str(line, word);
}

/* Who wrote it: 张梦月 杨元元 */
static void write_authors(struct buffer *line, const struct article *article)
{
    for (size_t i = 0; i < article->author_count; i++)
        add_word(line, article->authors[i], " ");
}

/* Where, about what, when: 上城区 望江街道　产业发展　2023-11-30 */
static void write_place(struct buffer *line, const struct article *article)
{
    add_word(line, article->district, "");
    add_word(line, article->place, " ");
    for (size_t i = 0; i < article->topic_count; i++)
        add_word(line, article->topics[i], i ? " " : "　");
    add_word(line, article->date, "　");
}

void layout_header(struct document *document, const struct article *article)
{
    struct buffer authors = {0}, place = {0};
    int64_t source;

    document_start(document);
    write_authors(&authors, article);
    write_place(&place, article);
    source = -(int64_t)(article->kicker.bytes + article->title.bytes + article->subtitle.bytes +
                        authors.bytes + place.bytes);
    add_block(document, BLOCK_KICKER, article->kicker, &source);
    if (!article->title_in_body)
        add_block(document, BLOCK_TITLE, article->title, &source);
    add_block(document, BLOCK_SUBTITLE, article->subtitle, &source);
    add_block(document, BLOCK_BYLINE, buffer_str(&authors), &source);
    add_block(document, BLOCK_BYLINE, buffer_str(&place), &source);
    buffer_free(&authors);
    buffer_free(&place);
}

void layout_footer(struct document *document, const struct article *article, int64_t body_bytes,
                   struct str next_title)
{
    struct buffer text = {0};
    int64_t source = body_bytes;

    document_start(document);
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
