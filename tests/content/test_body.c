#include "content/body.h"

#include "generate.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { HARD_BYTES = 4 * BODY_CHUNK_BYTES };

/* A body in a file of its own. */
struct opened {
    char *folder, *path;
    struct article article;
    struct body *body;
};

static struct opened open_text(const char *text, size_t bytes)
{
    struct opened opened = {.folder = scratch_new()};
    struct diags diags = {0};

    opened.path = scratch_path(opened.folder, "a.md");
    scratch_write(opened.path, text, bytes);
    opened.article.path = str_of(opened.path);
    opened.body = body_open(&opened.article, &diags);
    assert_non_null(opened.body);
    assert_int_equal(diags.count, 0);
    return opened;
}

static void close_text(struct opened *opened)
{
    body_close(opened->body);
    free(opened->path);
    scratch_free(opened->folder);
}

static void assert_same_block(const struct block *found, const struct block *expected)
{
    assert_int_equal(found->kind, expected->kind);
    if (!str_eq(found->rich.text, expected->rich.text))
        fail_msg("found\n%.*s\nexpected\n%.*s", STR_FMT(found->rich.text),
                 STR_FMT(expected->rich.text));
    assert_true(str_eq(found->marker, expected->marker));
    if (expected->rich.text.bytes) /* the place of others is about right */
        assert_int_equal(found->source, expected->source);
    assert_int_equal(found->level, expected->level);
    assert_int_equal(found->quote_depth, expected->quote_depth);
    assert_int_equal(found->list_depth, expected->list_depth);
    assert_int_equal(found->list_cols, expected->list_cols);
    assert_int_equal(found->tight, expected->tight);
    assert_int_equal(found->rich.span_count, expected->rich.span_count);
    if (expected->table)
        assert_int_equal(found->table->row_count, expected->table->row_count);
}

/* The chunks tile the body; all cuts are soft; their blocks are the whole's. */
static void check_soft_chunks(const struct buffer *text)
{
    struct opened opened = open_text(text->data, text->bytes);
    struct document whole, part;
    int64_t start, end, before = 0;
    size_t found = 0, chunks = 0;

    document_parse(&whole, text->data, text->bytes, 0, LINKS_WRITTEN_OUT);
    for (; body_chunk_range(opened.body, chunks, &start, &end); chunks++) {
        assert_int_equal(start, before);
        assert_true(end - start >= BODY_CHUNK_BYTES || end == (int64_t)text->bytes);
        assert_true(end - start < HARD_BYTES);
        assert_int_equal(body_chunk_at(opened.body, start), chunks);
        assert_int_equal(body_chunk_at(opened.body, end - 1), chunks);
        body_parse_chunk(opened.body, chunks, &part);
        for (size_t i = 0; i < part.block_count; i++, found++) {
            assert_true(found < whole.block_count);
            assert_same_block(&part.blocks[i], &whole.blocks[found]);
            assert_true(part.blocks[i].source >= start && part.blocks[i].source < end);
        }
        document_free(&part);
        before = end;
    }
    assert_int_equal(before, text->bytes);
    assert_int_equal(found, whole.block_count);
    assert_true(chunks > 2);
    document_free(&whole);
    close_text(&opened);
}

static void soft_chunks_hold_the_blocks_of_the_whole(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 24; seed++) {
        struct buffer text = {0};

        /* Every third is larger than what is read at once. */
        generate_document(&text, seed, seed % 3 ? 300 * 1024 : 1200 * 1024, seed % 4 == 0);
        check_soft_chunks(&text);
        buffer_free(&text);
    }
}

/* Text of the chunks one after another, each block's with a newline. */
static size_t collect(struct body *body, struct buffer *out, bool code)
{
    struct document document;
    int64_t start, end, before = 0;
    size_t chunks = 0;

    for (; body_chunk_range(body, chunks, &start, &end); chunks++) {
        assert_int_equal(start, before);
        assert_true(end > start && end - start <= HARD_BYTES);
        body_parse_chunk(body, chunks, &document);
        for (size_t i = 0; i < document.block_count; i++) {
            if (code)
                assert_int_equal(document.blocks[i].kind, BLOCK_CODE);
            assert_true(document.blocks[i].source >= start);
            buffer_add_str(out, document.blocks[i].rich.text);
            if (code)
                buffer_add_char(out, '\n');
        }
        document_free(&document);
        before = end;
    }
    assert_int_equal(before, body_bytes(body));
    return chunks;
}

static void check_long_fence(const char *opening, const char *closing)
{
    struct buffer text = {0}, lines = {0}, found = {0};
    struct opened opened;

    for (int i = 0; lines.bytes < 3 * HARD_BYTES; i++)
        buffer_addf(&lines, i % 7 ? "  line %d `` 中文\n" : "# no heading %d\n\n- no item\n", i);
    buffer_add_text(&text, opening);
    buffer_add_str(&text, buffer_str(&lines));
    buffer_add_text(&text, closing);
    opened = open_text(text.data, text.bytes);
    assert_true(collect(opened.body, &found, true) >= 4);
    assert_int_equal(found.bytes, lines.bytes);
    assert_memory_equal(found.data, lines.data, lines.bytes);
    close_text(&opened);
    buffer_free(&text);
    buffer_free(&lines);
    buffer_free(&found);
}

static void a_long_fence_goes_on_as_code(void **state)
{
    (void)state;
    check_long_fence("```c\n", "```\n");
    check_long_fence("~~~~~ ```\n", "~~~~~~\n");
    check_long_fence("```\n", ""); /* never closed */
}

static void the_fence_ends_where_it_ends(void **state)
{
    struct buffer text = {0};
    struct opened opened;
    struct document document;
    size_t last;

    (void)state;
    buffer_add_text(&text, "```\n");
    while (text.bytes < HARD_BYTES + 1000)
        buffer_add_text(&text, "code\n");
    buffer_add_text(&text, "```\n\n甲\n");
    opened = open_text(text.data, text.bytes);
    last = body_chunk_at(opened.body, body_bytes(opened.body));
    assert_int_equal(last, 1);
    body_parse_chunk(opened.body, last, &document);
    assert_int_equal(document.block_count, 2);
    assert_int_equal(document.blocks[0].kind, BLOCK_CODE);
    assert_int_equal(document.blocks[1].kind, BLOCK_PARAGRAPH);
    assert_int_equal(document.blocks[1].source, (int64_t)text.bytes - 4);
    document_free(&document);
    close_text(&opened);
    buffer_free(&text);
}

/* The cut falls right before the closing fence. */
static void a_fence_that_ends_with_its_chunk(void **state)
{
    struct buffer text = {0};
    struct opened opened;
    struct document document;
    int64_t start, end;

    (void)state;
    buffer_add_text(&text, "```\n");
    while (text.bytes < HARD_BYTES)
        buffer_add_text(&text, "code\n");
    buffer_add_text(&text, "```\n---\n\n甲\n");
    opened = open_text(text.data, text.bytes);
    assert_true(body_chunk_range(opened.body, 1, &start, &end));
    assert_int_equal(start, HARD_BYTES);
    body_parse_chunk(opened.body, 1, &document);
    assert_int_equal(document.block_count, 2);
    assert_int_equal(document.blocks[0].kind, BLOCK_RULE);
    assert_int_equal(document.blocks[0].source, start);
    document_free(&document);
    close_text(&opened);
    buffer_free(&text);
}

/* What looks like an opening fence closes the one in the list, so the text after it is none. */
static void a_fence_in_doubt_at_a_hard_cut(void **state)
{
    struct buffer text = {0};
    struct opened opened;
    struct document document;

    (void)state;
    buffer_add_text(&text, "- ```\n  code\n```\n");
    while (text.bytes < HARD_BYTES + 1000)
        buffer_add_text(&text, "正文\n");
    opened = open_text(text.data, text.bytes);
    body_parse_chunk(opened.body, 1, &document);
    assert_int_equal(document.block_count, 1);
    assert_int_equal(document.blocks[0].kind, BLOCK_PARAGRAPH);
    document_free(&document);
    close_text(&opened);
    buffer_free(&text);
}

static void check_long_line(const char *unit, size_t bytes)
{
    struct buffer text = {0}, found = {0};
    struct opened opened;

    while (text.bytes < bytes)
        buffer_add_text(&text, unit);
    opened = open_text(text.data, text.bytes);
    assert_true(collect(opened.body, &found, false) >= bytes / HARD_BYTES);
    assert_int_equal(found.bytes, text.bytes);
    assert_memory_equal(found.data, text.data, text.bytes);
    close_text(&opened);
    buffer_free(&text);
    buffer_free(&found);
}

static void a_long_line_loses_nothing(void **state)
{
    (void)state;
    check_long_line("望江街道的网格员走访了三十多户居民", 1 << 20);
    check_long_line("望江街道的网格员。走访了三十多户居民", 1 << 20);
    check_long_line("x", (1 << 20) + 7);
    check_long_line("😀", 5 << 20);
    check_long_line("1234567890", 1 << 20);
}

/* A list is cut between two of its items only. */
static void a_long_list_is_cut_at_an_item(void **state)
{
    struct buffer text = {0};
    struct opened opened;
    int64_t start, end;
    size_t chunks = 1;

    (void)state;
    while (text.bytes < 3 * HARD_BYTES)
        buffer_add_text(&text, "- 甲\n\n  一、乙\n\n      code\n\n  - 丙\n\n");
    opened = open_text(text.data, text.bytes);
    for (; body_chunk_range(opened.body, chunks, &start, &end); chunks++)
        assert_memory_equal(text.data + start, "- 甲", 5);
    assert_true(chunks == 4);
    close_text(&opened);
    buffer_free(&text);
}

/* Before none of these lines, after a blank one, may be cut softly. */
static void lines_that_go_on_with_what_is_before(void **state)
{
    static const char *const lines[] = {"- 甲\n",
                                        "* 甲\n",
                                        "+ 甲\n",
                                        "12. 甲\n",
                                        "3) 甲\n",
                                        "  甲\n",
                                        "    code\n",
                                        "\tcode\n",
                                        "-\n",
                                        "* * *\n",
                                        "一、甲\n",
                                        "（3）甲\n",
                                        "\u3000\u3000**①甲**\n",
                                        "> 二、甲\n",
                                        "> - 甲\n",
                                        "1．甲\n"};

    (void)state;
    for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
        struct buffer text = {0};
        struct opened opened;
        int64_t start, end;

        while (text.bytes < BODY_CHUNK_BYTES)
            buffer_add_text(&text, "- 上城区\n");
        for (int j = 0; j < 10; j++)
            buffer_addf(&text, "\n%s", lines[i]);
        buffer_add_text(&text, "\n正文\n");
        opened = open_text(text.data, text.bytes);
        assert_true(body_chunk_range(opened.body, 0, &start, &end));
        if (end != (int64_t)text.bytes - 7)
            fail_msg("cut at %d of %zu for %s", (int)end, text.bytes, lines[i]);
        close_text(&opened);
        buffer_free(&text);
    }
}

/* The first block's text, of a body of `bytes`. */
static void check_first_text(size_t bytes, const char *expected, size_t targets)
{
    struct buffer text = {0};
    struct opened opened;
    struct document document;

    buffer_add_text(&text, "见[甲](/a)。\n\n");
    while (text.bytes < bytes)
        buffer_add_text(&text, "正文[乙](/b)\n\n");
    opened = open_text(text.data, text.bytes);
    body_parse_chunk(opened.body, 0, &document);
    assert_true(str_eq(document.blocks[0].rich.text, str_of(expected)));
    assert_int_equal(document.target_count, targets);
    document_free(&document);
    close_text(&opened);
    buffer_free(&text);
}

/* Counting those of several chunks would take all of them. */
static void links_are_numbered_in_one_chunk_alone(void **state)
{
    (void)state;
    check_first_text(0, "见甲[1]。", 1);
    check_first_text(BODY_CHUNK_BYTES, "见甲[1]。", 2);
    check_first_text(BODY_CHUNK_BYTES + 1000, "见甲（/a）。", 0);
}

static void small_bodies(void **state)
{
    struct opened opened = open_text("", 0);
    struct document document;
    int64_t start, end;

    (void)state;
    assert_int_equal(body_bytes(opened.body), 0);
    assert_false(body_chunk_range(opened.body, 0, &start, &end));
    assert_int_equal(body_chunk_at(opened.body, 5), 0);
    body_parse_chunk(opened.body, 0, &document);
    assert_int_equal(document.block_count, 0);
    document_free(&document);
    close_text(&opened);

    opened = open_text("甲", 3);
    assert_true(body_chunk_range(opened.body, 0, &start, &end));
    assert_int_equal(end, 3);
    assert_int_equal(body_chunk_at(opened.body, 99), 0);
    body_parse_chunk(opened.body, 1, &document);
    assert_int_equal(document.block_count, 0);
    document_free(&document);
    close_text(&opened);
}

static void the_header_is_not_of_the_body(void **state)
{
    static const char text[] = "---\ntitle: a\n---\n甲\n";
    struct opened opened = open_text(text, strlen(text));
    struct diags diags = {0};
    struct document document;

    (void)state;
    body_close(opened.body);
    opened.article.body_start = 17;
    opened.body = body_open(&opened.article, &diags);
    assert_int_equal(body_bytes(opened.body), 4);
    body_parse_chunk(opened.body, 0, &document);
    assert_int_equal(document.block_count, 1);
    assert_int_equal(document.blocks[0].source, 0);
    document_free(&document);
    body_close(opened.body);

    opened.article.body_start = 1000; /* the file is shorter than it was */
    opened.body = body_open(&opened.article, &diags);
    assert_int_equal(body_bytes(opened.body), 0);
    close_text(&opened);
}

static void check_unreadable(const char *path)
{
    struct article article = {.path = str_of(path)};
    struct diags diags = {0};

    assert_null(body_open(&article, &diags));
    assert_int_equal(diag_errors(&diags), 1);
    assert_string_equal(diags.items[0].path, path);
    diags_free(&diags);
}

static void files_that_cannot_be_read(void **state)
{
    char *folder = scratch_new();
    char *large = scratch_path(folder, "large.md"), *pipe = scratch_path(folder, "pipe.md");
    char *none = scratch_path(folder, "none.md");

    (void)state;
    scratch_write(large, "x", 1);
    assert_int_equal(truncate(large, ((off_t)ARTICLE_MAX_FILE_MIB << 20) + 1), 0);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    check_unreadable(large);
    check_unreadable(pipe);
    check_unreadable(none);
    check_unreadable(folder);
    free(large);
    free(pipe);
    free(none);
    scratch_free(folder);
}

/* A file that shrinks under the reader ends early; so does one that is emptied. */
static void a_file_that_shrinks(void **state)
{
    struct buffer text = {0};
    struct opened opened;
    struct document document;
    int64_t start, end;
    size_t chunks = 0;

    (void)state;
    while (text.bytes < 4 << 20)
        buffer_add_text(&text, "望江街道的网格员走访了三十多户居民\n\n");
    opened = open_text(text.data, text.bytes);
    assert_true(body_chunk_range(opened.body, 0, &start, &end));
    assert_int_equal(truncate(opened.path, 2 << 20), 0);
    while (body_chunk_range(opened.body, chunks, &start, &end))
        chunks++;
    assert_true(chunks > 30 && end <= 2 << 20);
    assert_int_equal(body_bytes(opened.body), end);
    assert_int_equal(truncate(opened.path, 0), 0);
    for (size_t i = 0; i < chunks; i++) {
        body_parse_chunk(opened.body, i, &document);
        document_free(&document);
    }
    close_text(&opened);
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(soft_chunks_hold_the_blocks_of_the_whole),
        cmocka_unit_test(a_long_fence_goes_on_as_code),
        cmocka_unit_test(the_fence_ends_where_it_ends),
        cmocka_unit_test(a_fence_that_ends_with_its_chunk),
        cmocka_unit_test(a_fence_in_doubt_at_a_hard_cut),
        cmocka_unit_test(a_long_line_loses_nothing),
        cmocka_unit_test(a_long_list_is_cut_at_an_item),
        cmocka_unit_test(lines_that_go_on_with_what_is_before),
        cmocka_unit_test(links_are_numbered_in_one_chunk_alone),
        cmocka_unit_test(small_bodies),
        cmocka_unit_test(the_header_is_not_of_the_body),
        cmocka_unit_test(files_that_cannot_be_read),
        cmocka_unit_test(a_file_that_shrinks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
