#include "search/search.h"

#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include <cmocka.h>

/* Articles a and b. The text of a is too long to be searched in one slice of work. */
struct desk {
    char *folder;
    struct edition edition;
    struct search search;
};

static void put(const struct desk *desk, const char *name, const struct buffer *text)
{
    char *path = scratch_path(desk->folder, name);

    scratch_write(path, text->data, text->bytes);
    free(path);
}

static int set_up(void **state)
{
    struct desk *desk = calloc(1, sizeof(*desk));
    struct buffer text = {0};
    struct diags diags = {0};

    desk->folder = scratch_new();
    buffer_add_text(&text, "---\ntitle: 甲\n---\n");
    for (int i = 0; i < 3000; i++)
        buffer_add_text(&text, "好好好好好好好好好好好好好好好好。\n\n");
    put(desk, "a.md", &text);
    buffer_clear(&text);
    buffer_add_text(&text, "---\ntitle: 乙\n---\n在四季青街道，有AI。\n\n到了四季青。\n");
    put(desk, "b.md", &text);
    buffer_free(&text);
    assert_true(edition_load(&desk->edition, desk->folder, &diags));
    diags_free(&diags);
    *state = desk;
    return 0;
}

static int tear_down(void **state)
{
    struct desk *desk = *state;

    search_free(&desk->search);
    edition_free(&desk->edition);
    scratch_free(desk->folder);
    free(desk);
    return 0;
}

static void start(struct desk *desk, const char *text)
{
    search_start(&desk->search, &desk->edition, str_of(text));
}

static void finish(struct desk *desk)
{
    while (search_step(&desk->search))
        continue;
    assert_int_equal(desk->search.pass, SEARCH_DONE);
    assert_false(search_step(&desk->search));
}

static void expect_found(const struct desk *desk, size_t count, bool by_pinyin)
{
    assert_int_equal(desk->search.count, count);
    assert_int_equal(desk->search.query.by_pinyin, by_pinyin);
}

static void pinyin_only_where_no_text_matches(void **state)
{
    struct desk *desk = *state;

    start(desk, "sjq");
    finish(desk);
    expect_found(desk, 1, true);
    assert_int_equal(desk->search.results[0].pass, SEARCH_BODIES);
    start(desk, "ai");
    finish(desk);
    expect_found(desk, 1, false);
    start(desk, "Y"); /* the title 乙 */
    finish(desk);
    expect_found(desk, 1, true);
    assert_int_equal(desk->search.results[0].pass, SEARCH_TITLES);
    start(desk, "jd Y");
    finish(desk);
    expect_found(desk, 1, true);
    start(desk, "四季青");
    finish(desk);
    expect_found(desk, 1, false);
    start(desk, "春季青");
    finish(desk);
    expect_found(desk, 0, false);
    start(desk, "2026");
    finish(desk);
    expect_found(desk, 0, false);
    start(desk, "qqq");
    finish(desk);
    expect_found(desk, 0, true);
    start(desk, "");
    finish(desk);
    expect_found(desk, 0, false);
}

static void pinyin_at_once(void **state)
{
    struct desk *desk = *state;
    size_t steps = 0, more = 0;

    search_start_by_pinyin(&desk->search, &desk->edition, str_of("a"));
    finish(desk);
    expect_found(desk, 1, true); /* AI by its own letter */
    search_start_by_pinyin(&desk->search, &desk->edition, str_of("sjq"));
    while (search_step(&desk->search))
        steps++;
    expect_found(desk, 1, true);
    start(desk, "sjq");
    while (search_step(&desk->search))
        more++;
    assert_true(more > steps);
    search_start_by_pinyin(&desk->search, &desk->edition, str_of("四季青"));
    finish(desk);
    expect_found(desk, 1, false);
    search_start_by_pinyin(&desk->search, &desk->edition, str_of(""));
    finish(desk);
    expect_found(desk, 0, false);
}

/* A search that starts at any stage of another one finds what it would find alone. */
static void another_at_any_time(void **state)
{
    static const char *const texts[] = {"sjq", "ai", "四季青", "h", ""};
    static const size_t counts[] = {1, 1, 1, 1, 0};
    struct desk *desk = *state;
    size_t steps = 1;

    start(desk, "sjq");
    while (search_step(&desk->search))
        steps++;
    assert_true(steps > 2);
    for (size_t at = 0; at <= steps; at++) {
        for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
            start(desk, "sjq");
            for (size_t step = 0; step < at; step++) {
                search_step(&desk->search);
                /* There are no results before the search knows that it is by pinyin. */
                assert_true(!desk->search.count || desk->search.query.by_pinyin);
            }
            start(desk, texts[i]);
            expect_found(desk, 0, false);
            finish(desk);
            assert_int_equal(desk->search.count, counts[i]);
        }
    }
}

static void first_in_an_article(void **state)
{
    struct desk *desk = *state;
    const struct article *article = edition_article(&desk->edition, 1);
    struct diags diags = {0};
    struct body *body = body_open(article, &diags);
    struct query query = {0};
    int64_t first, by_text, next;

    assert_true(search_first(&query, str_of("四季青"), article, body, &by_text));
    assert_false(query.by_pinyin);
    assert_true(search_first(&query, str_of("sjq"), article, body, &first));
    assert_true(query.by_pinyin);
    assert_int_equal(first, by_text);
    assert_true(search_neighbour(&query, article, body, first, true, &next));
    assert_true(next > first);
    assert_false(search_neighbour(&query, article, body, next, true, &next));
    assert_true(search_neighbour(&query, article, body, next, false, &next));
    assert_int_equal(next, first);
    assert_true(search_first(&query, str_of("ai"), article, body, &first));
    assert_false(query.by_pinyin);
    assert_false(search_first(&query, str_of("qqq"), article, body, &first));
    assert_false(query.by_pinyin);
    assert_int_equal(query.word_count, 1);
    assert_false(search_first(&query, str_of(""), article, body, &first));
    query_free(&query);
    body_close(body);
}

/* In the head, a paragraph, cells of a table, and what follows the table: one after the other, and
 * the first of all from the beginning. */
static void matches_of_all_parts_in_order(void **state)
{
    enum { MATCHES = 5 };
    struct desk *desk = *state;
    struct buffer text = {0};
    struct diags diags = {0};
    struct edition edition = {0};
    struct query query = {0};
    struct body *body;
    char *path = scratch_path(desk->folder, "c.md");
    int64_t at = INT64_MIN, first;

    buffer_add_text(&text, "---\ntitle: 水箱\n---\n水箱。\n\n| 水箱 | 甲 |\n| --- | --- |\n"
                           "| 乙 | 水箱 |\n\n末了是水箱。\n");
    put(desk, "c.md", &text);
    assert_true(edition_load(&edition, path, &diags));
    body = body_open(edition_article(&edition, 0), &diags);
    assert_true(search_first(&query, str_of("水箱"), edition_article(&edition, 0), body, &first));
    assert_true(first < 0);
    for (int i = 0; i < MATCHES; i++) {
        int64_t before = at;

        assert_true(search_neighbour(&query, edition_article(&edition, 0), body, at, true, &at));
        assert_true(at > before);
        assert_true((at < 0) == (i == 0));
    }
    assert_false(search_neighbour(&query, edition_article(&edition, 0), body, at, true, &first));
    for (int i = 1; i < MATCHES; i++)
        assert_true(search_neighbour(&query, edition_article(&edition, 0), body, at, false, &at));
    assert_true(at < 0);
    body_close(body);
    query_free(&query);
    edition_free(&edition);
    diags_free(&diags);
    buffer_free(&text);
    free(path);
}

static void expect_context(const struct desk *desk, size_t result, int cols, const char *expected)
{
    struct buffer line = {0};

    search_context(search_passage(&desk->search, result), cols, &line);
    assert_string_equal(buffer_c_str(&line), expected);
    buffer_free(&line);
}

/* A result keeps the passage it shows: the article is not read again. */
static void a_result_keeps_its_context(void **state)
{
    struct desk *desk = *state;
    struct buffer text = {0};
    struct diags diags = {0};
    char *path = scratch_path(desk->folder, "b.md");

    buffer_add_text(&text, "---\ntitle: 丙\nsummary: 春\n---\n");
    for (int i = 0; i < 3000; i++)
        buffer_add_text(&text, "人");
    buffer_add_text(&text, "四季青");
    for (int i = 0; i < 3000; i++)
        buffer_add_text(&text, "们");
    put(desk, "c.md", &text);
    edition_free(&desk->edition);
    assert_true(edition_load(&desk->edition, desk->folder, &diags));
    start(desk, "四季青");
    finish(desk);
    expect_found(desk, 2, false);
    assert_int_equal(unlink(path), 0);
    expect_context(desk, 0, 40, "在四季青街道，有AI。");
    expect_context(desk, 0, 12, "在四季青街…");
    expect_context(desk, 1, 24, "…人人人人四季青们们们们…");
    expect_context(desk, 1, 9, "…人四季…");
    start(desk, "丙");
    finish(desk);
    expect_found(desk, 1, false);
    expect_context(desk, 0, 40, "春");
    start(desk, "春");
    finish(desk);
    expect_found(desk, 1, false);
    expect_context(desk, 0, 40, "春");
    free(path);
    buffer_free(&text);
    diags_free(&diags);
}

/* A column of text may have any number of bytes. */
static void a_context_is_as_wide_with_many_marks(void **state)
{
    enum { COLS = 20, BEGINNING = 6, MARKS = 20 };
    struct desk *desk = *state;
    struct buffer text = {0}, expected = {0};
    struct diags diags = {0};

    buffer_add_text(&text, "---\ntitle: 丁\n---\n桂花香");
    buffer_add_text(&expected, "桂花香");
    for (int col = 0; col < 2 * COLS; col++) {
        struct buffer *both[] = {&text, &expected};

        for (int i = 0; i < (col < COLS - BEGINNING - 1 ? 2 : 1); i++) {
            buffer_add_char(both[i], 'e');
            for (int mark = 0; mark < MARKS; mark++)
                buffer_add_text(both[i], "\u0301");
        }
    }
    buffer_add_text(&expected, "…");
    put(desk, "d.md", &text);
    edition_free(&desk->edition);
    assert_true(edition_load(&desk->edition, desk->folder, &diags));
    start(desk, "桂花香");
    finish(desk);
    expect_found(desk, 1, false);
    expect_context(desk, 0, COLS, buffer_c_str(&expected));
    buffer_free(&text);
    buffer_free(&expected);
    diags_free(&diags);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(pinyin_only_where_no_text_matches),
        TEST(pinyin_at_once),
        TEST(another_at_any_time),
        TEST(first_in_an_article),
        TEST(matches_of_all_parts_in_order),
        TEST(a_result_keeps_its_context),
        TEST(a_context_is_as_wide_with_many_marks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
