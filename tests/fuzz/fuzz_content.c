/* The readers of the content room: the bytes are read as a body, and as a header with its body. */

#include "content/article.h"
#include "content/document.h"
#include "fuzz/fuzz.h"

#include <stdlib.h>

/* The last byte of a body may be shown as more: a tab as spaces, a byte that is not UTF-8 as �. */
enum { MOST_BEYOND = 3 };

static void check_line(struct str text)
{
    fuzz_check_line(text);
    MUST(!text.bytes || (text.p[0] != ' ' && text.p[text.bytes - 1] != ' '));
}

static bool is_boundary(struct str text, size_t at)
{
    return at == text.bytes || ((unsigned char)text.p[at] & 0xC0) != 0x80;
}

static void check_spans(const struct rich_text *rich)
{
    const unsigned added = SPAN_NUMBER;
    const unsigned known =
        SPAN_EMPHASIS | SPAN_STRONG | SPAN_CODE | SPAN_LINK | SPAN_STRIKE | SPAN_PROPER | added;

    for (size_t i = 0; i < rich->span_count; i++) {
        const struct span *span = &rich->spans[i], *before = span - 1;

        MUST(span->start < span->end && span->end <= rich->text.bytes);
        MUST(is_boundary(rich->text, span->start) && is_boundary(rich->text, span->end));
        MUST(span->styles && !(span->styles & ~known));
        MUST((span->styles & SPAN_LINK) || !span->target.bytes);
        MUST(!(span->styles & added) || span->target.bytes);
        check_line(span->target);
        if (i == 0)
            continue;
        MUST(before->end <= span->start);
        MUST(before->end < span->start || before->styles != span->styles ||
             !str_eq(before->target, span->target));
    }
}

static void check_runs(const struct rich_text *rich, int64_t bytes)
{
    int64_t source = 0;

    MUST(!rich->text.bytes == !rich->run_count);
    for (size_t i = 0; i < rich->run_count; i++) {
        const struct text_run *run = &rich->runs[i];

        MUST(i == 0 ? run->text == 0 : run->text > run[-1].text);
        MUST(i == 0 || run->source >= run[-1].source);
        MUST(run->text < rich->text.bytes && is_boundary(rich->text, run->text));
        MUST(run->source >= 0 && run->source <= bytes);
    }
    for (size_t i = 0; i < rich->text.bytes; i++) {
        int64_t next = rich_text_source(rich, i);
        size_t back = rich_text_offset(rich, next);

        MUST(next >= source);
        MUST(next <= bytes + MOST_BEYOND);
        MUST(back < rich->text.bytes && is_boundary(rich->text, back));
        MUST(rich_text_source(rich, back) <= next);
        source = next;
    }
}

static void check_rich(const struct rich_text *rich, size_t bytes)
{
    fuzz_check_clean(rich->text);
    MUST(!rich->text.bytes || !memchr(rich->text.p, '\t', rich->text.bytes));
    check_spans(rich);
    check_runs(rich, (int64_t)bytes);
}

static void check_block(const struct block *block, size_t bytes)
{
    const struct table *table = block->table;

    MUST(block->kind <= BLOCK_TABLE);
    MUST(block->source >= 0 && block->source <= (int64_t)bytes);
    MUST(block->quote_depth >= 0 && block->list_depth >= 0);
    MUST(block->list_cols >= 4 * block->list_depth && !block->list_cols == !block->list_depth);
    MUST((block->kind == BLOCK_HEADING) == (block->level >= 1 && block->level <= 6));
    MUST((block->kind == BLOCK_TABLE) == (table != NULL));
    MUST(block->kind == BLOCK_TABLE || block->kind == BLOCK_RULE || block->rich.text.bytes ||
         block->marker.bytes);
    check_rich(&block->rich, bytes);
    check_line(block->marker);
    for (size_t i = 0; table && i < table->column_count * table->row_count; i++)
        check_rich(&table->cells[i], bytes);
}

static void check_targets(const struct document *document, enum link_form links)
{
    MUST(links == LINKS_NUMBERED || !document->target_count);
    for (size_t i = 0; i < document->target_count; i++) {
        MUST(document->targets[i].bytes);
        check_line(document->targets[i]);
    }
}

static void check_with_links(const char *text, size_t bytes, enum link_form links)
{
    struct document document;

    document_parse(&document, text, bytes, 0, links);
    for (size_t i = 0; i < document.block_count; i++) {
        check_block(&document.blocks[i], bytes);
        MUST(i == 0 || document.blocks[i].source >= document.blocks[i - 1].source);
    }
    for (size_t i = 0; i < document.finding_count; i++)
        MUST(document.findings[i].source >= 0 && document.findings[i].source <= (int64_t)bytes);
    check_targets(&document, links);
    document_free(&document);
}

static void check_document(const char *text, size_t bytes)
{
    check_with_links(text, bytes, LINKS_PLAIN);
    check_with_links(text, bytes, LINKS_NUMBERED);
}

static void check_header(const char *text, size_t bytes)
{
    struct article article = {0};
    struct arena arena = {0};
    struct diags diags = {0};
    bool good = article_read_header(&article, &arena, "fuzz.md", text, bytes, &diags);

    MUST(good == (diag_errors(&diags) == 0));
    MUST(article.body_start <= bytes);
    check_line(article.title);
    check_line(article.district);
    check_line(article.date);
    for (size_t i = 0; i < article.author_count; i++)
        check_line(article.authors[i]);
    for (size_t i = 0; i < article.topic_count; i++)
        check_line(article.topics[i]);
    for (size_t i = 0; i < diags.count; i++)
        MUST(diags.items[i].line > 0 && !strchr(diags.items[i].message, '\n'));
    check_document(text + article.body_start, bytes - article.body_start);
    diags_free(&diags);
    arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str input = fuzz_copy(data, size);

    check_document(input.p, input.bytes);
    check_header(input.p, input.bytes);
    free((char *)input.p);
    return 0;
}
