#include "content/head_and_foot.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"

/* The documents around the body, with one block for each field that the header has. */

enum { HEAD_AND_FOOT_BLOCKS = 5 };

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
    document->blocks =
        arena_alloc(&document->arena, HEAD_AND_FOOT_BLOCKS * sizeof(*document->blocks));
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

    document_start(document);
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

static void make_foot(struct document *document, const struct article *article,
                      const struct body *body, struct str next_title)
{
    struct buffer text = {0};
    int64_t source = body_end(body);

    document_start(document);
    if (article->note.bytes) {
        buffer_add_text(&text, _("说明："));
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
    if (part == PART_REFERENCES)
        return body_references(parts->body);
    if (!parts->foot.blocks)
        make_foot(&parts->foot, parts->article, parts->body, parts->next_title);
    return &parts->foot;
}

enum article_part article_part_at(const struct article_parts *parts, int64_t position)
{
    if (position < 0)
        return PART_HEAD;
    if (position < body_bytes(parts->body))
        return PART_BODY;
    return position < body_end(parts->body) ? PART_REFERENCES : PART_FOOT;
}

void article_parts_free(struct article_parts *parts)
{
    document_free(&parts->head);
    document_free(&parts->foot);
}
