#include "show.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void show_text(struct buffer *out, struct str text)
{
    for (size_t i = 0; i < text.bytes; i++)
        if (text.p[i] == '\n')
            buffer_add_text(out, "⏎");
        else
            buffer_add_char(out, text.p[i]);
}

void show_rich(struct buffer *out, const struct rich_text *rich)
{
    static const char letters[] = "esclknu";
    size_t at = 0;

    for (size_t i = 0; i < rich->span_count; i++) {
        const struct span *span = &rich->spans[i];

        show_text(out, (struct str){rich->text.p + at, span->start - at});
        buffer_add_char(out, '{');
        for (unsigned bit = 0; bit < strlen(letters); bit++)
            if (span->styles & 1U << bit)
                buffer_add_char(out, letters[bit]);
        buffer_add_char(out, '|');
        show_text(out, (struct str){rich->text.p + span->start, span->end - span->start});
        buffer_add_char(out, '}');
        if (span->styles & SPAN_LINK)
            buffer_addf(out, "<%.*s>", STR_FMT(span->target));
        at = span->end;
    }
    if (at < rich->text.bytes)
        show_text(out, (struct str){rich->text.p + at, rich->text.bytes - at});
}

static void show_table(struct buffer *out, const struct table *table)
{
    for (size_t i = 0; i < table->row_count * table->column_count; i++) {
        if (i % table->column_count == 0)
            buffer_add_text(out, i ? "|⏎|" : "|");
        else
            buffer_add_char(out, '|');
        if (i < table->column_count)
            buffer_add_char(out, "<^>"[table->aligns[i]]);
        show_rich(out, &table->cells[i]);
    }
    buffer_add_char(out, '|');
}

void show_document(struct buffer *out, const struct document *document)
{
    static const char *const kinds[] = {"p", "h", "code", "caption", "rule", "table"};

    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];

        buffer_add_text(out, kinds[block->kind]);
        if (block->level)
            buffer_addf(out, "%d", block->level);
        if (block->quote_depth)
            buffer_addf(out, " q%d", block->quote_depth);
        if (block->list_depth)
            buffer_addf(out, " l%d%s", block->list_depth, block->tight ? "t" : "");
        if (block->marker.bytes)
            buffer_addf(out, " %.*s", STR_FMT(block->marker));
        if (block->align)
            buffer_add_text(out, block->align == CELL_RIGHT ? " right" : " centre");
        if (block->flush)
            buffer_add_text(out, " flush");
        buffer_add_text(out, ": ");
        show_rich(out, &block->rich);
        if (block->table)
            show_table(out, block->table);
        buffer_add_char(out, '\n');
    }
}

void show_check(const struct example *examples, size_t count, enum link_form links)
{
    for (size_t i = 0; i < count; i++) {
        const struct example *example = &examples[i];
        struct document document;
        struct buffer shown = {0};

        document_parse(&document, example->markdown, strlen(example->markdown), 0, links);
        show_document(&shown, &document);
        if (strcmp(buffer_c_str(&shown), example->shown) != 0)
            fail_msg("%s: found\n%sexpected\n%s", example->what, shown.data, example->shown);
        buffer_free(&shown);
        document_free(&document);
    }
}
