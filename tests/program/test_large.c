/* Articles of the maximum size open and can be scrolled or read out to the end, in memory of a few
 * times the file's size. */

#include "program/desk.h"

#include "base/sanitized.h"
#include "scratch.h"

#include <stdio.h>

/* The largest article is of usual text. A smaller one will do for the others, and with a sanitizer,
 * where memory cannot be measured. */
enum {
    MOST_KIB = SANITIZED ? 1024 : 8 * 1024,
    OTHER_KIB = SANITIZED ? 512 : 4 * 1024,
    FRAME_LINES = 24
};

/* The contents of a large article: a repeated piece, and a last word that must be shown at the end.
 * Usual text takes up to five times its file's size in memory; text that is mostly markup takes
 * more. */
struct shape {
    const char *what;
    const char *piece;
    const char *before_last;
    int most_times; /* of the file's size, in memory */
    int kib;
};

#define LAST "ZZZZ"

static const struct shape SHAPES[] = {
    {"paragraphs",
     "走访的人把问题一一记下，交给社区、物业和业委会共同商议，三天里办完了其中的二十一件，还有两件"
     "在等回音。\n\n",
     "", 5, MOST_KIB},
    {"one paragraph", "走访的人把问题一一记下，交给社区、物业和业委会共同商议，", "", 5, OTHER_KIB},
    {"one word", "abcdefghijklmnopqrstuvwxyz0123456789", " ", 5, OTHER_KIB},
    {"a list", "- 走访的人把问题一一记下\n", "- ", 15, OTHER_KIB},
    {"a block of code", "    走访的人把问题一一记下\n", "    ", 10, OTHER_KIB},
    {"a table", "| 走访的人 | 把问题一一记下 |\n|---|---|\n| 甲 | 乙 |\n\n", "", 25, OTHER_KIB},
    {"links", "见[这里](https://example.org/news)。\n\n", "", 15, OTHER_KIB},
    {"open emphasis", "**a *b ", "", 60, OTHER_KIB},
    {"open brackets", "[a](b![", "\n\n", 40, OTHER_KIB},
};

/* Writes in pieces, since the test's own memory counts as the program's until it has started. */
static void write_article(const char *path, const struct shape *shape)
{
    FILE *file = fopen(path, "wb");
    struct buffer block = {0};
    size_t written = 0;

    assert_non_null(file);
    while (block.bytes < 1 << 16)
        buffer_add_text(&block, shape->piece);
    fputs("---\ntitle: 长文的题目\n---\n", file);
    for (; written + 2 * block.bytes < (size_t)shape->kib * 1024; written += block.bytes)
        assert_int_equal(fwrite(block.data, 1, block.bytes, file), block.bytes);
    fprintf(file, "%s" LAST "\n", shape->before_last);
    assert_int_equal(fclose(file), 0);
    buffer_free(&block);
}

/* Runs the program in at most `most_kib` of memory (0: any). `how` describes the run in a
 * message. */
static void check_run(struct desk *desk, const char *what, const char *how, struct run run,
                      long most_kib)
{
    long peak_kib;

    buffer_clear(&desk->out);
    buffer_clear(&desk->errors);
    run.out = &desk->out;
    run.errors = &desk->errors;
    desk->status = run_program(&run, &peak_kib);
    desk_expect(desk, desk->status == 0 && !desk->errors.bytes, what);
    if (!SANITIZED && most_kib && peak_kib > most_kib)
        fail_msg("%s, “%s”: %ld KiB", what, how, peak_kib);
}

static void check_frame(struct desk *desk, const struct shape *shape, const char *keys,
                        const char *shown)
{
    char *path = scratch_path(desk->folder, "long.md");

    check_run(
        desk, shape->what, keys,
        (struct run){.arguments = (const char *[]){"--frame", "80x24", "--keys", keys, path, NULL}},
        (long)shape->most_times * shape->kib);
    desk_expect(desk,
                desk_lines(&desk->out) == FRAME_LINES && desk_printed(desk, shown) &&
                    !desk_printed(desk, "正在打开"),
                shape->what);
    free(path);
}

/* Reads the article out: its pieces are counted and numbered. */
static void check_linear(struct desk *desk, const char *what)
{
    static const char input[] = "\n99\nk\nf " LAST "\nm\n'\n1\nk\n0\n";
    char *path = scratch_path(desk->folder, "long.md");

    check_run(
        desk, what, input,
        (struct run){.arguments = (const char *[]){"--linear", path, NULL}, .input = str_of(input)},
        0);
    desk_expect(desk,
                desk_printed(desk, "长文的题目\n") && desk_printed(desk, "\n以上第 99 段，共 ") &&
                    desk_printed(desk, "\n以上第 98 段，共 ") && desk_printed(desk, LAST "\n") &&
                    desk_printed(desk, "：\n已加书签\n") &&
                    desk_printed(desk, "\n书签，1 个：\n1、长文的题目，已读\n") &&
                    desk_printed(desk, "\n没有第 0 段；共 "),
                what);
    free(path);
}

static void check_shape(struct desk *desk, const struct shape *shape)
{
    char *path = scratch_path(desk->folder, "long.md");

    write_article(path, shape);
    check_frame(desk, shape, "", "长文的题目");
    check_frame(desk, shape, "<Enter>Ggkkkkkkbb<C-f><Space>G", LAST);
    check_linear(desk, shape->what);
    free(path);
}

static void test_large(void **state)
{
    for (size_t i = 0; i < sizeof(SHAPES) / sizeof(*SHAPES); i++)
        check_shape(*state, &SHAPES[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {DESK_TEST(test_large)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
