#include "search/query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void may_be_pinyin(void **state)
{
    static const struct {
        const char *text;
        bool may;
    } cases[] = {
        {"sjq", true},       {"s", true},          {"SJQ", true},    {"ｓｊｑ", true},
        {"5g", true},        {"g20", true},        {"sjq jd", true}, {"sjq 2026", true},
        {" sjq　", true},    {"", false},          {" ", false},     {"2026", false},
        {"20 26", false},    {"四季青", false},    {"s季q", false},  {"s.j.q", false},
        {"caf\u00E9", true}, {"caf\u0444", false}, {"sjq，", false}, {"a-b", false},
    };
    struct query query = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        query_set(&query, str_of(cases[i].text));
        assert_false(query.by_pinyin);
        if (query_try_pinyin(&query) != cases[i].may)
            fail_msg("\"%s\"", cases[i].text);
        assert_int_equal(query.by_pinyin, cases[i].may);
        assert_false(query_try_pinyin(&query));
        assert_int_equal(query.by_pinyin, cases[i].may);
    }
    query_free(&query);
    assert_false(query_try_pinyin(&query));
}

static void expect_next(const struct query *query, const struct folded *text, size_t from,
                        size_t start, size_t end)
{
    struct match match = {0, 0};

    assert_int_equal(query_next(query, text, from, &match), end > 0);
    assert_int_equal(match.start, start);
    assert_int_equal(match.end, end);
}

static void finds_by_pinyin(void **state)
{
    struct query query = {0};
    struct folded text = {0};

    (void)state;
    text_fold(&text, str_of("上城区四季青街道，sj在四季青。"));
    query_set(&query, str_of("SJ jd qq"));
    assert_int_equal(query_words_in(&query, &text), 1);
    expect_next(&query, &text, 0, 27, 29);
    assert_true(query_try_pinyin(&query));
    assert_int_equal(query_words_in(&query, &text), 3);
    assert_int_equal(query_all(&query), 7);
    expect_next(&query, &text, 0, 9, 15);
    expect_next(&query, &text, 10, 18, 24);
    expect_next(&query, &text, 15, 18, 24);
    expect_next(&query, &text, 24, 27, 29);
    expect_next(&query, &text, 29, 32, 38);
    expect_next(&query, &text, 33, 0, 0);
    /* Of two words that match at the same place the longer one counts. */
    query_set(&query, str_of("s sjq"));
    assert_true(query_try_pinyin(&query));
    expect_next(&query, &text, 0, 0, 3);
    expect_next(&query, &text, 3, 9, 18);
    /* A query that is set again is no longer by initials. */
    query_set(&query, str_of("jd"));
    assert_int_equal(query_words_in(&query, &text), 0);
    folded_free(&text);
    query_free(&query);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(may_be_pinyin),
        cmocka_unit_test(finds_by_pinyin),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
