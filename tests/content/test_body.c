#include "content/body.h"

#include "generate.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LIMIT_BYTES = ARTICLE_MAX_FILE_MIB << 20, LONG_BYTES = 1200 * 1024 };

/* A body in a file of its own. */
struct opened {
    char *folder, *path;
    struct article article;
    struct body *body;
};

static struct opened open_text_of(struct article article, const char *text, size_t bytes)
{
    struct opened opened = {.folder = scratch_new(), .article = article};
    struct diags diags = {0};

    opened.path = scratch_path(opened.folder, "a.md");
    scratch_write(opened.path, text, bytes);
    opened.article.path = str_of(opened.path);
    opened.body = body_open(&opened.article, &diags);
    assert_non_null(opened.body);
    assert_int_equal(diags.count, 0);
    return opened;
}

static struct opened open_text(const char *text, size_t bytes)
{
    return open_text_of((struct article){0}, text, bytes);
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
    assert_true(str_eq(found->rich.text, expected->rich.text));
    assert_int_equal(found->source, expected->source);
}

/* A body has the same blocks as its text parsed directly, however long it is. */
static void all_is_parsed_as_one(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 8; seed++) {
        struct buffer text = {0};
        struct opened opened;
        struct document whole;
        const struct document *found;

        generate_document(&text, seed, seed % 2 ? LONG_BYTES : 300 * 1024, seed % 4 == 0);
        opened = open_text(text.data, text.bytes);
        found = body_document(opened.body);
        document_parse(&whole, text.data, text.bytes, 0, LINKS_NUMBERED);
        assert_int_equal(body_bytes(opened.body), text.bytes);
        assert_int_equal(found->block_count, whole.block_count);
        for (size_t i = 0; i < whole.block_count; i++)
            assert_same_block(&found->blocks[i], &whole.blocks[i]);
        assert_int_equal(found->target_count, whole.target_count);
        document_free(&whole);
        close_text(&opened);
        buffer_free(&text);
    }
}

static void pad(struct buffer *text, size_t bytes)
{
    while (text->bytes < bytes)
        buffer_add_text(text, "走访的人把问题一一记下，交给社区、物业和业委会共同商议。\n\n");
}

/* The ends of a long text are parsed together: a reference finds its definition, a target its
 * number. */
static void the_ends_know_each_other(void **state)
{
    struct buffer text = {0};
    struct opened opened;
    const struct document *document;

    (void)state;
    buffer_add_text(&text, "见[甲]和[乙](/b)。\n\n");
    pad(&text, LONG_BYTES);
    buffer_add_text(&text, "再见[丙](/c)[乙](/b)[甲]。\n\n[甲]: /a\n");
    opened = open_text(text.data, text.bytes);
    document = body_document(opened.body);
    assert_true(str_eq(document->blocks[0].rich.text, str_of("见甲[1]和乙[2]。")));
    assert_true(str_eq(document->blocks[document->block_count - 1].rich.text,
                       str_of("再见丙[3]乙[2]甲[1]。")));
    assert_int_equal(document->target_count, 3);
    assert_true(str_eq(document->targets[0], str_of("/a")));
    close_text(&opened);
    buffer_free(&text);
}

/* However long a code block, a line or a table is, no other block comes of it. */
static void long_blocks_stay_one_text(void **state)
{
    static const struct {
        const char *opening, *unit;
        enum block_kind kind;
    } blocks[] = {
        {"```\n", "code `` 中文\n\n# no heading\n- no item\n", BLOCK_CODE},
        {"", "望江街道的网格员走访了三十多户居民", BLOCK_PARAGRAPH},
        {"", "abcdefghij", BLOCK_PARAGRAPH},
        {"| 甲 | 乙 |\n|---|---|\n", "| 丙 | 丁 |\n", BLOCK_TABLE},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(blocks) / sizeof(*blocks); i++) {
        struct buffer text = {0};
        struct opened opened;
        const struct document *document;

        buffer_add_text(&text, blocks[i].opening);
        while (text.bytes < LONG_BYTES)
            buffer_add_text(&text, blocks[i].unit);
        opened = open_text(text.data, text.bytes);
        document = body_document(opened.body);
        for (size_t block = 0; block < document->block_count; block++) {
            assert_int_equal(document->blocks[block].kind, blocks[i].kind);
            assert_int_equal(document->blocks[block].continues, block > 0);
        }
        close_text(&opened);
        buffer_free(&text);
    }
}

/* Footnotes, the article's address and the targets stand after the body, at positions of their own
 * that follow each other. */
static void references_follow_the_body(void **state)
{
    static const char text[] = "甲[^一]和[乙](/b)。\n\n[^一]: 注文\n";
    static const struct {
        const char *text;
        enum block_kind kind;
    } expected[] = {{"注文", BLOCK_PARAGRAPH}, {"/origin", BLOCK_LINK}, {"/b", BLOCK_LINK}};
    const struct article article = {.link = str_of("/origin")};
    struct opened opened = open_text_of(article, text, sizeof(text) - 1);
    const struct document *references = body_references(opened.body);
    int64_t position = body_bytes(opened.body);

    (void)state;
    assert_int_equal(position, sizeof(text) - 1);
    assert_int_equal(references->block_count, sizeof(expected) / sizeof(*expected));
    for (size_t i = 0; i < references->block_count; i++) {
        const struct block *block = &references->blocks[i];

        assert_int_equal(block->kind, expected[i].kind);
        assert_true(str_eq(block->rich.text, str_of(expected[i].text)));
        assert_int_equal(block->source, position);
        assert_int_equal(rich_text_source(&block->rich, 0), position);
        position += (int64_t)block->rich.text.bytes;
    }
    assert_int_equal(body_end(opened.body), position);
    close_text(&opened);
}

/* The addresses are left out where nothing can follow them, and so are their numbers. */
static void plain_links_have_no_references(void **state)
{
    static const char text[] = "[乙](/b)。甲[^一]\n\n[^一]: 注文\n";
    const struct article article = {.link = str_of("/origin")};
    struct opened opened = open_text_of(article, text, sizeof(text) - 1);
    struct diags diags = {0};
    struct body *body = body_take(body_begin(&opened.article, LINKS_PLAIN, &diags), &diags);

    (void)state;
    assert_true(str_case_begins(body_document(body)->blocks[0].rich.text, "乙。甲"));
    assert_int_equal(body_references(body)->block_count, 1);
    assert_true(str_eq(body_references(body)->blocks[0].rich.text, str_of("注文")));
    body_close(body);
    close_text(&opened);
}

/* A large body is opened by a thread, with the same result; whoever gives it up leaves nothing. */
static void in_the_background(void **state)
{
    struct buffer text = {0};
    struct opened opened;
    struct diags diags = {0};
    struct body_opening *opening;
    struct body *body;

    (void)state;
    while (text.bytes < LONG_BYTES)
        buffer_add_text(&text, "望江街道的**网格员**走访了三十多户居民。\n\n");
    opened = open_text(text.data, text.bytes);
    opening = body_begin(&opened.article, LINKS_NUMBERED, &diags);
    assert_true(body_wait(opening, -1));
    assert_true(body_wait(opening, 0));
    body = body_take(opening, &diags);
    assert_int_equal(body_bytes(body), body_bytes(opened.body));
    assert_int_equal(body_document(body)->block_count, body_document(opened.body)->block_count);
    body_close(body);
    for (int i = 0; i < 8; i++) {
        opening = body_begin(&opened.article, LINKS_NUMBERED, &diags);
        body_wait(opening, i % 2);
        body_give_up(opening);
    }
    body_give_up(NULL);
    assert_int_equal(diags.count, 0);
    opened.article.path = str_of("/nonexistent/a.md");
    assert_null(body_begin(&opened.article, LINKS_NUMBERED, &diags));
    assert_int_equal(diags.count, 1);
    diags_free(&diags);
    close_text(&opened);
    buffer_free(&text);
}

static void an_empty_body(void **state)
{
    struct opened opened = open_text("", 0);

    (void)state;
    assert_int_equal(body_bytes(opened.body), 0);
    assert_int_equal(body_document(opened.body)->block_count, 0);
    close_text(&opened);
}

/* The limit is on the whole file, with its header. */
static void as_large_as_a_file_may_be(void **state)
{
    static const char LAST[] = "末\n";
    struct buffer text = {0};
    const struct document *document;

    (void)state;
    pad(&text, LIMIT_BYTES);
    for (int over = -1; over <= 1; over++) {
        size_t bytes = (size_t)(LIMIT_BYTES + over), end = bytes - strlen(LAST);
        struct opened opened = {.folder = scratch_new()};
        struct diags diags = {0};

        while (((unsigned char)text.data[end] & 0xC0) == 0x80)
            text.data[end++] = ' ';
        memcpy(text.data + bytes - strlen(LAST), LAST, strlen(LAST));
        opened.path = scratch_path(opened.folder, "a.md");
        scratch_write(opened.path, text.data, bytes);
        opened.article.path = str_of(opened.path);
        opened.body = body_open(&opened.article, &diags);
        assert_int_equal(diag_errors(&diags), over > 0);
        assert_true(!opened.body == (over > 0));
        if (opened.body) {
            document = body_document(opened.body);
            assert_int_equal(body_bytes(opened.body), bytes);
            assert_true(document->blocks[document->block_count - 1].source > (int64_t)end - 200);
        } else {
            assert_non_null(strstr(diags.items[0].message, "8 MiB"));
        }
        diags_free(&diags);
        close_text(&opened);
    }
    buffer_free(&text);
}

/* Whatever the header was when the article was read. */
static void the_header_is_not_of_the_body(void **state)
{
    static const struct {
        const char *text;
        int64_t body_bytes;
    } cases[] = {
        {"---\ntitle: a\n---\n甲\n", 4},
        {"---\ntitle: abc\nplace: b\n---\n甲\n", 4},
        {"甲\n", 4},
        {"---\ntitle: a\n", 0},
        {"---\n: [\n---\n甲\n", 4},
        {"", 0},
    };
    struct opened opened = open_text("", 0);
    struct diags diags = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        scratch_write(opened.path, cases[i].text, strlen(cases[i].text));
        body_close(opened.body);
        opened.body = body_open(&opened.article, &diags);
        assert_int_equal(body_bytes(opened.body), cases[i].body_bytes);
        assert_int_equal(body_document(opened.body)->block_count, cases[i].body_bytes > 0);
    }
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
    assert_int_equal(truncate(large, (off_t)LIMIT_BYTES + 1), 0);
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

/* An open body does not depend on its file. */
static void a_file_that_goes_away(void **state)
{
    struct buffer text = {0};
    struct opened opened;
    const struct document *document;
    size_t blocks;

    (void)state;
    pad(&text, LONG_BYTES);
    opened = open_text(text.data, text.bytes);
    document = body_document(opened.body);
    blocks = document->block_count;
    assert_int_equal(truncate(opened.path, 0), 0);
    assert_int_equal(unlink(opened.path), 0);
    assert_int_equal(body_bytes(opened.body), text.bytes);
    for (size_t i = 0; i < blocks; i++)
        assert_true(str_eq(document->blocks[i].rich.text, document->blocks[0].rich.text));
    close_text(&opened);
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_is_parsed_as_one),
        cmocka_unit_test(the_ends_know_each_other),
        cmocka_unit_test(long_blocks_stay_one_text),
        cmocka_unit_test(references_follow_the_body),
        cmocka_unit_test(plain_links_have_no_references),
        cmocka_unit_test(in_the_background),
        cmocka_unit_test(an_empty_body),
        cmocka_unit_test(as_large_as_a_file_may_be),
        cmocka_unit_test(the_header_is_not_of_the_body),
        cmocka_unit_test(files_that_cannot_be_read),
        cmocka_unit_test(a_file_that_goes_away),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
