#include "state/marks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

static void assert_written(struct marks *marks, const char *text)
{
    struct buffer out = {0};

    marks_write(marks, &out);
    assert_string_equal(buffer_c_str(&out), text);
    buffer_free(&out);
}

/* Checks that the marks are valid and in the order of their ids, each id once. */
static void assert_in_order(const struct marks *marks)
{
    for (size_t i = 0; i < marks->count; i++) {
        assert_int_equal(marks->items[i].id.p[marks->items[i].id.bytes], '\0');
        assert_ptr_equal(marks_find(marks, marks->items[i].id), marks->items + i);
        if (i)
            assert_true(str_cmp(marks->items[i - 1].id, marks->items[i].id) < 0);
    }
}

static void test_set_and_find(void **state)
{
    struct marks marks = {0};
    const struct mark *mark;

    (void)state;
    assert_null(marks_find(&marks, str_of("a/b")));
    assert_null(marks_find(&marks, (struct str){NULL, 0}));
    marks_set_read(&marks, str_of("b/2"), true);
    marks_set_place(&marks, str_of("a/1"), (struct mark_place){.position = -12});
    marks_set_place(&marks, str_of("c/3"), (struct mark_place){.position = 7});
    marks_set_read(&marks, str_of("c/3"), true);
    marks_set_read(&marks, str_of("c/3"), false);

    assert_int_equal(marks.count, 3);
    assert_in_order(&marks);
    mark = marks_find(&marks, str_of("a/1"));
    assert_true(mark->has_position && mark->position == -12 && !mark->read && !mark->bookmarked);
    mark = marks_find(&marks, str_of("b/2"));
    assert_true(mark->read && !mark->has_position);
    mark = marks_find(&marks, str_of("c/3"));
    assert_true(mark->has_position && mark->position == 7 && !mark->read);
    assert_false(marks_is_bookmarked(&marks, str_of("b/2")));
    assert_false(marks_is_bookmarked(&marks, str_of("d")));
    marks_toggle_bookmark(&marks, str_of("b/2"), (struct mark_place){.position = 0});
    assert_true(marks_is_bookmarked(&marks, str_of("b/2")));
    assert_null(marks_find(&marks, str_of("a/")));
    assert_null(marks_find(&marks, str_of("a/11")));
    assert_null(marks_find(&marks, str_of("d")));
    marks_free(&marks);
}

static void test_changed_says_whether_there_is_something_to_save(void **state)
{
    struct marks marks = {0};
    struct buffer out = {0};

    (void)state;
#define ASSERT_CHANGES(call, expected)                                                             \
    do {                                                                                           \
        marks.changed = false;                                                                     \
        call;                                                                                      \
        assert_int_equal(marks.changed, expected);                                                 \
    } while (0)
    ASSERT_CHANGES(marks_set_read(&marks, str_of("a"), false), false);
    assert_int_equal(marks.count, 0);
    ASSERT_CHANGES(marks_set_read(&marks, str_of("a"), true), true);
    ASSERT_CHANGES(marks_set_read(&marks, str_of("a"), true), false);
    ASSERT_CHANGES(marks_set_place(&marks, str_of("a"), (struct mark_place){.position = 0}), true);
    ASSERT_CHANGES(marks_set_place(&marks, str_of("a"), (struct mark_place){.position = 0}), false);
    ASSERT_CHANGES(marks_set_place(&marks, str_of("a"), (struct mark_place){.position = 1}), true);
    ASSERT_CHANGES(marks_set_last(&marks, str_of("a")), true);
    ASSERT_CHANGES(marks_set_last(&marks, str_of("a")), false);
    ASSERT_CHANGES(marks_set_last(&marks, str_of("ab")), true);
    ASSERT_CHANGES(marks_toggle_bookmark(&marks, str_of("a"), (struct mark_place){.position = 3}),
                   true);
    ASSERT_CHANGES(marks_toggle_bookmark(&marks, str_of("a"), (struct mark_place){.position = 3}),
                   true);
    marks.changed = true;
    marks_write(&marks, &out);
    assert_false(marks.changed);
#undef ASSERT_CHANGES
    buffer_free(&out);
    marks_free(&marks);
}

static void test_bookmarks_are_listed_latest_first(void **state)
{
    struct marks marks = {0};
    size_t count;
    size_t *list = marks_bookmarks(&marks, &count);

    (void)state;
    assert_int_equal(count, 0);
    free(list);
    assert_true(marks_toggle_bookmark(&marks, str_of("b"), (struct mark_place){.position = 1}));
    assert_true(marks_toggle_bookmark(&marks, str_of("c"), (struct mark_place){.position = 2}));
    assert_true(marks_toggle_bookmark(&marks, str_of("a"), (struct mark_place){.position = 3}));
    marks_set_read(&marks, str_of("d"), true);
    assert_false(marks_toggle_bookmark(&marks, str_of("b"), (struct mark_place){.position = 9}));
    assert_true(marks_toggle_bookmark(&marks, str_of("b"), (struct mark_place){.position = 4}));
    assert_false(marks_toggle_bookmark(&marks, str_of("c"), (struct mark_place){.position = 9}));

    list = marks_bookmarks(&marks, &count);
    assert_int_equal(count, 2);
    assert_string_equal(marks.items[list[0]].id.p, "b");
    assert_int_equal(marks.items[list[0]].bookmark, 4);
    assert_string_equal(marks.items[list[1]].id.p, "a");
    free(list);
    marks_free(&marks);
}

static const char ALL_KINDS[] = "kanbao-state 2\n"
                                "theme\tdark\n"
                                "taken\t12-34\n"
                                "last\tb 二\n"
                                "read\ta\n"
                                "place\ta\t-9223372036854775808\n"
                                "bookmark\ta\t9223372036854775807\t3\n"
                                "place\tb 二\t12\t前面\t后面的词\n"
                                "text\tb 二\t18446744073709551615\t二 号\n"
                                "read\tc\n"
                                "bookmark\tc\t-5\t9\t\t开头\n";

static void test_what_is_written_is_read(void **state)
{
    struct marks marks = {0};
    size_t bad_line = 99;
    const struct mark *mark;

    (void)state;
    assert_true(marks_parse(&marks, str_of(ALL_KINDS), NULL, &bad_line));
    assert_false(marks.changed);
    assert_string_equal(marks.last, "b 二");
    assert_int_equal(marks.count, 3);
    mark = marks_find(&marks, str_of("a"));
    assert_true(mark->read && mark->has_position && mark->bookmarked);
    assert_true(mark->position == INT64_MIN && mark->bookmark == INT64_MAX);
    assert_int_equal(mark->bookmark_serial, 3);
    assert_int_equal(marks.next_serial, 10);
    assert_written(&marks, ALL_KINDS);
    marks_toggle_bookmark(&marks, str_of("a"), (struct mark_place){.position = 0});
    marks_toggle_bookmark(&marks, str_of("a"), (struct mark_place){.position = 1});
    assert_int_equal(marks_find(&marks, str_of("a"))->bookmark_serial, 10);
    marks_free(&marks);
    assert_written(&marks, "kanbao-state 2\n");
    marks_free(&marks);
}

#define HEAD "kanbao-state 2\n"

static void test_parse(void **state)
{
    static const struct {
        const char *description, *text;
        size_t bad_line;     /* 0: the text is valid */
        const char *written; /* the marks kept, written without HEAD */
    } cases[] = {
        {"empty", "", 1, ""},
        {"head alone", HEAD, 0, ""},
        {"head cut off", "kanbao-state 2", 1, ""},
        {"a later version", "kanbao-state 3\nread\ta\n", 1, ""},
        {"the version before", "kanbao-state 1\nread\ta\n", 0, "read\ta\n"},
        {"version 10", "kanbao-state 10\nread\ta\n", 1, ""},
        {"head in capitals", "Kanbao-State 1\n", 1, ""},
        {"a BOM", "\xEF\xBB\xBFkanbao-state 2\n", 1, ""},
        {"no head", "read\ta\n", 1, ""},
        {"CRLF", "kanbao-state 2\r\nread\ta\r\nplace\ta\t5\r\n", 0, "read\ta\nplace\ta\t5\n"},
        {"CR alone within", HEAD "read\ta\rread\tb\n", 2, ""},
        {"two CR", HEAD "read\ta\r\r\n", 2, ""},
        {"last line cut off", HEAD "read\ta\nplace\tb\t12", 3, "read\ta\n"},
        {"last line cut off, looks whole", HEAD "read\ta\nread\tb", 3, "read\ta\n"},
        {"an empty line", HEAD "read\ta\n\nread\tb\n", 3, "read\ta\n"},
        {"all before a bad line is kept", HEAD "last\tz\nread\tc\nread\ta\nwhat\tb\nread\td\n", 5,
         "last\tz\nread\ta\nread\tc\n"},
        {"unknown kind", HEAD "seen\ta\n", 2, ""},
        {"kind alone", HEAD "read\n", 2, ""},
        {"no id", HEAD "read\t\n", 2, ""},
        {"no place", HEAD "place\ta\n", 2, ""},
        {"empty place", HEAD "place\ta\t\n", 2, ""},
        {"one field too many", HEAD "read\ta\t1\n", 2, ""},
        {"many fields", HEAD "bookmark\ta\t1\t2\t3\t4\t5\n", 2, ""},
        {"bookmark without an age", HEAD "bookmark\ta\t1\n", 2, ""},
        {"a sign alone", HEAD "place\ta\t-\n", 2, ""},
        {"words on one side alone", HEAD "place\ta\t1\twords\n", 2, ""},
        {"words on one side", HEAD "place\ta\t1\twords\t\n", 0, "place\ta\t1\twords\t\n"},
        {"a control in the words", HEAD "place\ta\t1\tw\x1b\tx\n", 2, ""},
        {"more than words", HEAD "bookmark\ta\t1\t1\tb\ta\tx\n", 2, ""},
        {"a text without a title", HEAD "text\ta\t1\t\n", 2, ""},
        {"a text without its number", HEAD "text\ta\t\tt\n", 2, ""},
        {"a huge fingerprint", HEAD "text\ta\t18446744073709551616\tt\n", 2, ""},
        {"a text alone", HEAD "text\ta\t7\tt\n", 0, "text\ta\t7\tt\n"},
        {"plus", HEAD "place\ta\t+1\n", 2, ""},
        {"hexadecimal", HEAD "place\ta\t0x10\n", 2, ""},
        {"a space before a number", HEAD "place\ta\t 1\n", 2, ""},
        {"full-width digits", HEAD "place\ta\t１\n", 2, ""},
        {"leading zeros", HEAD "place\ta\t-0007\n", 0, "place\ta\t-7\n"},
        {"minus nothing", HEAD "place\ta\t-0\n", 0, "place\ta\t0\n"},
        {"one above the largest", HEAD "place\ta\t9223372036854775808\n", 2, ""},
        {"one below the smallest", HEAD "place\ta\t-9223372036854775809\n", 2, ""},
        {"a huge number", HEAD "place\ta\t99999999999999999999999999999999\n", 2, ""},
        {"a huge age", HEAD "bookmark\ta\t1\t18446744073709551616\n", 2, ""},
        {"a negative age", HEAD "bookmark\ta\t1\t-1\n", 2, ""},
        {"a control in an id", HEAD "read\ta\x1b[2J\n", 2, ""},
        {"DEL in an id", HEAD "read\ta\x7f\n", 2, ""},
        {"C1 in an id", HEAD "read\ta\xC2\x9b\n", 2, ""},
        {"NBSP in an id is no C1", HEAD "read\ta\xC2\xA0\n", 0, "read\ta\xC2\xA0\n"},
        {"GBK in an id", HEAD "read\t\xC9\xCF\xB3\xC7\n", 2, ""},
        {"UTF-8 cut off", HEAD "read\t\xE4\xB8\n", 2, ""},
        {"a byte that begins nothing", HEAD "read\t\x80\n", 2, ""},
        {"a surrogate", HEAD "read\t\xED\xA0\x80\n", 2, ""},
        {"duplicates: the last counts",
         HEAD "last\ta\nlast\tb\nplace\ta\t1\nplace\ta\t2\nbookmark\ta\t1\t7\nbookmark\ta\t2\t5\n",
         0, "last\tb\nplace\ta\t2\nbookmark\ta\t2\t5\n"},
        {"duplicates apart, not in order",
         HEAD "place\tb\t1\nread\ta\nplace\tb\t2\nplace\ta\t3\nbookmark\tb\t4\t0\nread\tb\n", 0,
         "read\ta\nplace\ta\t3\nread\tb\nplace\tb\t2\nbookmark\tb\t4\t0\n"},
        {"a shorter id after a longer", HEAD "read\ta/bc\nread\ta/b\nread\ta\n", 0,
         "read\ta\nread\ta/b\nread\ta/bc\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct marks marks = {0};
        struct buffer expected = {0}, written = {0};
        size_t bad_line = 0;
        bool sound, as_expected;

        marks_set_read(&marks, str_of("from before"), true);
        sound = marks_parse(&marks, str_of(cases[i].text), NULL, &bad_line);
        assert_false(marks.changed);
        assert_in_order(&marks);
        marks_write(&marks, &written);
        buffer_addf(&expected, HEAD "%s", cases[i].written);
        as_expected = sound == (cases[i].bad_line == 0) && bad_line == cases[i].bad_line &&
                      str_eq(buffer_str(&written), buffer_str(&expected));
        if (!as_expected)
            print_error("%s: line %zu, left:\n%s\n", cases[i].description, bad_line,
                        buffer_c_str(&written));
        assert_true(as_expected);
        buffer_free(&expected);
        buffer_free(&written);
        marks_free(&marks);
    }
}

static void test_nul_is_damage(void **state)
{
    static const char text[] = HEAD "read\ta\0b\n";
    struct marks marks = {0};
    size_t bad_line = 0;

    (void)state;
    assert_false(marks_parse(&marks, (struct str){text, sizeof(text) - 1}, NULL, &bad_line));
    assert_int_equal(bad_line, 2);
    assert_int_equal(marks.count, 0);
    marks_free(&marks);
}

static void test_every_cut_keeps_the_whole_lines(void **state)
{
    (void)state;
    for (size_t bytes = 0; bytes < sizeof(ALL_KINDS) - 1; bytes++) {
        struct marks marks = {0};
        struct buffer written = {0};
        size_t bad_line = 0, lines = 0, whole = 0;
        char *copy = malloc(bytes + 1); /* of exact size, so that reading past the end is caught */

        memcpy(copy, ALL_KINDS, bytes);
        for (size_t i = 0; i < bytes; i++) {
            if (copy[i] == '\n') {
                lines++;
                whole = i + 1;
            }
        }
        assert_int_equal(marks_parse(&marks, (struct str){copy, bytes}, NULL, &bad_line),
                         bytes && whole == bytes);
        assert_int_equal(bad_line, bytes && whole == bytes ? 0 : lines + 1);
        marks_write(&marks, &written);
        if (whole)
            assert_true(str_eq(buffer_str(&written), (struct str){copy, whole}));
        free(copy);
        buffer_free(&written);
        marks_free(&marks);
    }
}

static void test_any_bytes_are_survived_and_written_sound(void **state)
{
    uint32_t seed = 12345;

    (void)state;
    for (int round = 0; round < 20000; round++) {
        struct marks marks = {0}, again = {0};
        struct buffer written = {0};
        char text[sizeof(ALL_KINDS)];
        size_t bad_line;

        memcpy(text, ALL_KINDS, sizeof(text));
        for (int change = 0; change <= round % 4; change++) {
            static const char BYTES[] = "\t\n\r0129-ab \xE4\xB8\x80\xC2\x1b";

            seed = seed * 1664525 + 1013904223;
            text[15 + (seed >> 8) % (sizeof(text) - 16)] = BYTES[(seed >> 20) % sizeof(BYTES)];
        }
        marks_parse(&marks, (struct str){text, sizeof(text) - 1}, NULL, &bad_line);
        assert_in_order(&marks);
        marks_write(&marks, &written);
        assert_true(marks_parse(&again, buffer_str(&written), NULL, &bad_line));
        assert_written(&again, buffer_c_str(&written));
        buffer_free(&written);
        marks_free(&marks);
        marks_free(&again);
    }
}

static void test_ids_that_no_line_can_hold_are_refused(void **state)
{
    static const char *const ids[] = {"", "a\tb", "a\n", "\x1b", "\x7f", "\xC2\x85", "\xFF"};
    struct marks marks = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
        marks_set_read(&marks, str_of(ids[i]), true);
        marks_set_read(&marks, str_of(ids[i]), false);
        marks_set_place(&marks, str_of(ids[i]), (struct mark_place){.position = 1});
        marks_set_last(&marks, str_of(ids[i]));
        assert_false(
            marks_toggle_bookmark(&marks, str_of(ids[i]), (struct mark_place){.position = 1}));
    }
    assert_int_equal(marks.count, 0);
    assert_false(marks.changed);
    assert_null(marks.last);
    marks_free(&marks);
}

static void test_the_largest_age_stays_readable(void **state)
{
    struct marks marks = {0};
    struct buffer out = {0};
    size_t bad_line;

    (void)state;
    assert_true(
        marks_parse(&marks, str_of(HEAD "bookmark\ta\t1\t9223372036854775807\n"), NULL, &bad_line));
    marks_toggle_bookmark(&marks, str_of("b"), (struct mark_place){.position = 1});
    marks_toggle_bookmark(&marks, str_of("c"), (struct mark_place){.position = 1});
    marks_write(&marks, &out);
    assert_true(marks_parse(&marks, buffer_str(&out), NULL, &bad_line));
    assert_int_equal(marks.count, 3);
    buffer_free(&out);
    marks_free(&marks);
}

/* Quadratic work on so many marks would take a hundred times as long. */
static void test_a_hundred_thousand_in_any_order(void **state)
{
    enum { COUNT = 100000 };
    struct buffer upwards = {0}, downwards = {0}, written = {0};
    struct marks marks = {0};
    clock_t start, sorted_time;
    size_t bad_line;

    (void)state;
    buffer_add_text(&upwards, HEAD);
    buffer_add_text(&downwards, HEAD);
    for (int i = 0; i < COUNT; i++) {
        buffer_addf(&upwards, "read\tshangcheng/%06d\nplace\tshangcheng/%06d\t%d\n", i, i, i);
        buffer_addf(&downwards, "read\tshangcheng/%06d\nplace\tshangcheng/%06d\t%d\n",
                    COUNT - 1 - i, COUNT - 1 - i, COUNT - 1 - i);
    }
    start = clock();
    assert_true(marks_parse(&marks, buffer_str(&upwards), NULL, &bad_line));
    sorted_time = clock() - start;
    assert_int_equal(marks.count, COUNT);
    marks_write(&marks, &written);
    assert_true(str_eq(buffer_str(&written), buffer_str(&upwards)));
    start = clock();
    assert_true(marks_parse(&marks, buffer_str(&downwards), NULL, &bad_line));
    assert_true(clock() - start < 20 * sorted_time);
    assert_int_equal(marks.count, COUNT);
    assert_in_order(&marks);
    assert_int_equal(marks_find(&marks, str_of("shangcheng/077777"))->position, 77777);
    buffer_free(&upwards);
    buffer_free(&downwards);
    buffer_free(&written);
    marks_free(&marks);
}

/* Many at once are as one after the other; what else is known of an article stays. */
static void test_set_all_read(void **state)
{
    const struct str ids[] = {str_of("d"), str_of("a"), str_of("c"), str_of("bad\n"), str_of("a")};
    enum { COUNT = sizeof(ids) / sizeof(*ids) };
    struct marks one_by_one = {0}, all = {0};
    struct marks *both[] = {&one_by_one, &all};
    struct buffer expected = {0}, written = {0};

    (void)state;
    for (size_t i = 0; i < 2; i++) {
        marks_set_place(both[i], str_of("c"), (struct mark_place){.position = 7});
        marks_toggle_bookmark(both[i], str_of("b"), (struct mark_place){.position = 3});
        both[i]->changed = false;
    }
    for (size_t i = 0; i < COUNT; i++)
        marks_set_read(&one_by_one, ids[i], true);
    marks_set_all_read(&all, ids, COUNT);
    assert_true(all.changed);
    assert_in_order(&all);
    marks_write(&one_by_one, &expected);
    marks_write(&all, &written);
    assert_string_equal(buffer_c_str(&written), buffer_c_str(&expected));
    marks_set_all_read(&all, ids, 0);
    assert_false(all.changed);
    assert_int_equal(all.count, 4);
    buffer_free(&expected);
    buffer_free(&written);
    marks_free(&one_by_one);
    marks_free(&all);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_set_and_find),
        cmocka_unit_test(test_set_all_read),
        cmocka_unit_test(test_changed_says_whether_there_is_something_to_save),
        cmocka_unit_test(test_bookmarks_are_listed_latest_first),
        cmocka_unit_test(test_what_is_written_is_read),
        cmocka_unit_test(test_parse),
        cmocka_unit_test(test_nul_is_damage),
        cmocka_unit_test(test_every_cut_keeps_the_whole_lines),
        cmocka_unit_test(test_any_bytes_are_survived_and_written_sound),
        cmocka_unit_test(test_ids_that_no_line_can_hold_are_refused),
        cmocka_unit_test(test_the_largest_age_stays_readable),
        cmocka_unit_test(test_a_hundred_thousand_in_any_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
