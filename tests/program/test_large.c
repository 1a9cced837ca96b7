/* An article of 50 MB: it opens, and scrolls or is read out to its end, in the memory of a small
 * program. */

#include "program/desk.h"

#include "scratch.h"

#include <stdio.h>

enum { ARTICLE_BYTES = 50 * 1000 * 1000, MOST_KIB = 150 * 1024, FRAME_LINES = 24 };

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#endif

/* How an article of that size can look: its piece again and again, then the word that the end has
 * to show. */
struct shape {
    const char *what;
    const char *piece;
    const char *before_last;
};

#define LAST "ZZZZ"

static const struct shape SHAPES[] = {
    {"paragraphs", "走访的人把问题一一记下，交给社区、物业和业委会共同商议。\n\n", ""},
    {"one paragraph", "走访的人把问题一一记下，交给社区、物业和业委会共同商议，", ""},
    {"one word", "abcdefghijklmnopqrstuvwxyz0123456789", " "},
    {"a list", "- 走访的人把问题一一记下\n", "- "},
    {"a block of code", "    走访的人把问题一一记下\n", "    "},
    {"open emphasis", "**a *b ", ""},
    {"open brackets", "[a](b![", " "},
};

/* Written piece by piece: what the test holds counts as the program's until it has started. */
static void write_article(const char *path, const struct shape *shape)
{
    FILE *file = fopen(path, "wb");
    struct buffer block = {0};
    size_t written = 0;

    assert_non_null(file);
    while (block.bytes < 1 << 16)
        buffer_add_text(&block, shape->piece);
    fputs("---\ntitle: 长文的题目\n---\n", file);
    for (; written < ARTICLE_BYTES; written += block.bytes)
        assert_int_equal(fwrite(block.data, 1, block.bytes, file), block.bytes);
    fprintf(file, "%s" LAST "\n", shape->before_last);
    assert_int_equal(fclose(file), 0);
    buffer_free(&block);
}

/* `how`: what is done with it, for a message. */
static void check_run(struct desk *desk, const char *what, const char *how, struct run run)
{
    long peak_kib;

    buffer_clear(&desk->out);
    buffer_clear(&desk->errors);
    run.out = &desk->out;
    run.errors = &desk->errors;
    desk->status = run_program(&run, &peak_kib);
    desk_expect(desk, desk->status == 0 && !desk->errors.bytes, what);
#ifdef SANITIZED
    (void)how, (void)peak_kib; /* a sanitizer's memory is its own */
#else
    if (peak_kib > MOST_KIB)
        fail_msg("%s, “%s”: %ld KiB", what, how, peak_kib);
#endif
}

static void check_frame(struct desk *desk, const char *what, const char *keys, const char *shown)
{
    char *path = scratch_path(desk->folder, "long.md");

    check_run(desk, what, keys,
              (struct run){.arguments =
                               (const char *[]){"--frame", "80x24", "--keys", keys, path, NULL}});
    desk_expect(desk, desk_lines(&desk->out) == FRAME_LINES && desk_printed(desk, shown), what);
    free(path);
}

static void check_linear(struct desk *desk, const char *what)
{
    static const char input[] = "\n99\nk\nf " LAST "\nm\n'\n1\nk\n0\n";
    char *path = scratch_path(desk->folder, "long.md");

    check_run(desk, what, input,
              (struct run){.arguments = (const char *[]){"--linear", path, NULL},
                           .input = str_of(input)});
    desk_expect(desk,
                desk_printed(desk, "长文的题目\n") && desk_printed(desk, "\n读到 99%：\n") &&
                    desk_printed(desk, LAST "\n完，这是最后一篇：\n已加书签\n") &&
                    desk_printed(desk, "\n书签，1 个：\n1、长文的题目，已读\n"),
                what);
    free(path);
}

static void test_shape(struct desk *desk, const struct shape *shape)
{
    char *path = scratch_path(desk->folder, "long.md");

    write_article(path, shape);
    check_frame(desk, shape->what, "", "长文的题目");
    check_frame(desk, shape->what, "<Enter>G", LAST);
    check_frame(desk, shape->what, "Gg", "长文的题目");
    check_frame(desk, shape->what, "Gkkkkkkbb<C-f><Space>G", LAST);
    check_linear(desk, shape->what);
    free(path);
}

static void test_large(void **state)
{
    for (size_t i = 0; i < sizeof(SHAPES) / sizeof(*SHAPES); i++)
        test_shape(*state, &SHAPES[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {DESK_TEST(test_large)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
