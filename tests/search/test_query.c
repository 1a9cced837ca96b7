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
    /* A query that is set again is no longer by pinyin. */
    query_set(&query, str_of("jd"));
    assert_int_equal(query_words_in(&query, &text), 0);
    folded_free(&text);
    query_free(&query);
}

/* A query's parts, written one after the other. */
static void expect_parts(const char *text, const char *expected)
{
    static const char *const FIELDS[] = {"district", "topic", "place", "author", "after", "before"};
    struct query query = {0};
    struct buffer parts = {0};

    query_set(&query, str_of(text));
    for (size_t i = 0; i < query.word_count; i++)
        buffer_addf(&parts, "[%.*s]", STR_FMT(query.words[i]));
    for (size_t i = 0; i < query.without_count; i++)
        buffer_addf(&parts, "-[%.*s]", STR_FMT(query.without[i]));
    for (size_t i = 0; i < query.filter_count; i++) {
        const struct query_filter *filter = &query.filters[i];

        buffer_addf(&parts, "%s%s[%.*s]", filter->without ? "-" : "", FIELDS[filter->field],
                    filter->date_bytes ? (int)filter->date_bytes : (int)filter->value.bytes,
                    filter->date_bytes ? filter->date : filter->value.p);
    }
    if (query.wrong.bytes)
        buffer_addf(&parts, "!%.*s", STR_FMT(query.wrong));
    assert_string_equal(buffer_c_str(&parts), expected);
    assert_int_equal(query_is_empty(&query),
                     !query.word_count && !query.without_count && !query.filter_count);
    buffer_free(&parts);
    query_free(&query);
}

static void has_parts(void **state)
{
    (void)state;
    expect_parts("", "");
    expect_parts(" - \" “", "");
    expect_parts("一　二 3-5 8:30", "[一][二][3-5][8:30]");
    expect_parts("“a  b ”c d\"e\"", "[a  b][c][d\"e\"]");
    expect_parts("-一 —二 －\"三 四\" --五", "[-二]-[一]-[三 四]-[-五]");
    expect_parts("district:一 地区：二 地區:三", "district[一]district[二]district[三]");
    expect_parts("topic:一 主題:“二 三” PLACE:x 地点:x", "topic[一]topic[二 三]place[x]place[x]");
    expect_parts("author:a 作者:b -作者:c", "author[a]author[b]-author[c]");
    expect_parts("after:2025 自:2025-1 之後:2025-1-2",
                 "after[2025]after[2025-01]after[2025-01-02]");
    expect_parts("before:2025年3月 之前:2025年 至：２０２５/3/1",
                 "before[2025-03]before[2025]before[2025-03-01]");
    expect_parts("a after:2025-0 before:x", "[a]!after:2025-0");
    expect_parts("district: a", "[a]!district:");
    expect_parts("\"after:2025\" https://x after", "[after:2025][https://x][after]");
}

/* One article is searched for words and phrases alone. */
static void words_alone(void **state)
{
    struct query query = {0};

    (void)state;
    query_set_words(&query, str_of("-5 \"a b\" after:x"));
    assert_int_equal(query.word_count, 3);
    assert_int_equal(query.without_count + query.filter_count + query.wrong.bytes, 0);
    assert_true(str_eq(query.words[0], str_of("-5")));
    assert_true(str_eq(query.words[1], str_of("a b")));
    query_free(&query);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(may_be_pinyin),
        cmocka_unit_test(finds_by_pinyin),
        cmocka_unit_test(has_parts),
        cmocka_unit_test(words_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
