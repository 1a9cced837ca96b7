/* What comes from outside is taken up to the bounds of base/bounds.h, and a person is told where
 * one is reached. */

#include "base/bounds.h"
#include "program/desk.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scratch.h"

/* Returns a text of `count` times `piece`; the caller frees. */
static char *repeat(const char *piece, size_t count)
{
    struct buffer text = {0};

    for (size_t i = 0; i < count; i++)
        buffer_add_text(&text, piece);
    return buffer_c_str(&text);
}

static void test_words_to_search_for(void **state)
{
    struct desk *desk = *state;
    char *most = repeat("x", BOUND_QUERY_BYTES), *more = repeat("x", BOUND_QUERY_BYTES + 1);

    desk_put(desk, "a.md", most);
    DESK_RUN(desk, "--search", most, "@");
    desk_expect(desk, desk->status == 0 && desk_lines(&desk->out) == 1, "as many bytes as may be");
    DESK_RUN(desk, "--search", more, "@");
    desk_expect_error(desk, 2, "one byte more");
    free(most);
    free(more);
}

/* Every place of the article is the beginning of such words, or nearly. */
static void test_search_that_nearly_matches_everywhere(void **state)
{
    struct desk *desk = *state;
    char *text = repeat("x", 4 << 20), *words = repeat("x", BOUND_QUERY_BYTES - 1);
    char *marks = repeat("\xcc\xb6", 1 << 20), *some_marks = repeat("\xcc\xb6", 500);

    words[BOUND_QUERY_BYTES - 2] = 'y';
    desk_put(desk, "a.md", text);
    desk_put(desk, "b.md", marks);
    DESK_RUN(desk, "--search", words, "@");
    desk_expect(desk, desk->status == 1 && !desk->out.bytes, "letters");
    DESK_RUN(desk, "--search", some_marks, "@");
    desk_expect(desk, desk->status <= 1, "marks");
    free(text);
    free(words);
    free(marks);
    free(some_marks);
}

static void test_initials(void **state)
{
    struct desk *desk = *state;
    char *han = repeat("四", BOUND_PINYIN + 1), *letters = repeat("s", BOUND_PINYIN + 1);

    desk_put(desk, "a.md", han);
    DESK_RUN(desk, "--search", letters + 1, "@");
    desk_expect(desk, desk_lines(&desk->out) == 1, "as many as may be");
    DESK_RUN(desk, "--search", letters, "@");
    desk_expect(desk, desk_lines(&desk->out) == 0, "one more");
    free(han);
    free(letters);
}

static void test_words_of_the_linear_mode(void **state)
{
    struct desk *desk = *state;
    struct buffer input = {0};
    char *words = repeat("x", BOUND_QUERY_BYTES + 1);

    desk_put(desk, "a.md", "text");
    buffer_addf(&input, "/%s\nf%s\nq\n", words, words);
    desk_run_as(desk, (const char *const[]){"--linear", "@", NULL},
                (struct run){.input = buffer_str(&input)});
    desk_expect(desk, desk_printed(desk, "要找的词太长"), "said");
    buffer_free(&input);
    free(words);
}

static void test_state_file(void **state)
{
    static const char HEAD[] = "kanbao-state 2\nread\ta\n";
    const off_t bytes = ((off_t)BOUND_STATE_MIB << 20) + 1;
    struct desk *desk = *state;
    struct buffer variable = {0};
    struct stat status;
    char *path = scratch_path(desk->folder, "state/kanbao/marks");

    desk_put(desk, "paper/a.md", "text");
    desk_put(desk, "paper/b.md", "text");
    desk_put(desk, "state/kanbao/marks", HEAD);
    assert_int_equal(truncate(path, bytes), 0);
    buffer_addf(&variable, "XDG_STATE_HOME=%s/state", desk->folder);
    desk_run_as(desk, (const char *const[]){"--linear", "@/paper", NULL},
                (struct run){.variables = (const char *const[]){buffer_c_str(&variable), NULL},
                             .input = str_of("1\n1\nm\nq\n")});
    desk_expect(desk, desk->status == 0 && desk_printed(desk, "大于 32 MiB"), "said");
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_size, bytes);
    buffer_free(&variable);
    free(path);
}

static void test_warnings_of_an_article(void **state)
{
    struct desk *desk = *state;
    struct buffer text = {0};

    buffer_add_text(&text, "---\ntitle: a\n---\n");
    for (size_t i = 0; i < BOUND_WARNINGS + 7; i++)
        buffer_addf(&text, "[^n%zu]\n", i);
    desk_put(desk, "a.md", buffer_c_str(&text));
    desk_put(desk, "b.md", "---\ntitle: b\n---\n[^lost]\n");
    DESK_RUN(desk, "--check", "@");
    desk_expect(desk, desk_report_lines(desk) == BOUND_WARNINGS + 2, "the number of lines");
    desk_expect(desk, desk_printed(desk, "还有 7 种警告没有列出"), "said");
    desk_expect(desk, desk_printed(desk, "没有脚注 [^lost]"), "the next article");
    buffer_free(&text);
}

static void test_links_to_folders(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "a.md", "text");
    for (int i = 0; i <= BOUND_FOLDER_LINKS; i++) {
        char name[32], *folder, *link;

        snprintf(name, sizeof(name), "t%d", i);
        folder = scratch_path(desk->folder, name);
        name[0] = 'l';
        link = scratch_path(desk->folder, name);
        assert_int_equal(mkdir(folder, 0755), 0);
        assert_int_equal(symlink(folder, link), 0);
        free(folder);
        free(link);
    }
    DESK_RUN(desk, "--list", "@");
    desk_expect(desk, desk->status == 1, "status");
    desk_expect(desk, strstr(buffer_c_str(&desk->errors), "指向文件夹的链接太多") != NULL, "said");
    desk_expect(desk, desk_lines(&desk->errors) == 1, "for one link");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_words_to_search_for),
        DESK_TEST(test_search_that_nearly_matches_everywhere),
        DESK_TEST(test_initials),
        DESK_TEST(test_words_of_the_linear_mode),
        DESK_TEST(test_state_file),
        DESK_TEST(test_warnings_of_an_article),
        DESK_TEST(test_links_to_folders),
    };
    return cmocka_run_group_tests_name("bounds", tests, NULL, NULL);
}
