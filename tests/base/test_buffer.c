#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_holds(const struct buffer *buffer, const char *data, size_t bytes)
{
    assert_int_equal(buffer->bytes, bytes);
    assert_memory_equal(buffer->data, data, bytes);
}

static void test_adds_of_each_kind_follow_each_other(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    buffer_add(&buffer, "a\0b", 3);
    buffer_add_str(&buffer, str_of("看报"));
    buffer_add_text(&buffer, "+");
    buffer_add_char(&buffer, '\n');
    buffer_add_spaces(&buffer, 2);
    buffer_addf(&buffer, "%d%s", 42, "。");
    assert_holds(&buffer, "a\0b看报+\n  42。", 18);
    assert_true(str_eq(buffer_str(&buffer), (struct str){"a\0b看报+\n  42。", 18}));
    buffer_free(&buffer);
}

static void test_adding_nothing_changes_nothing(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    buffer_add(&buffer, NULL, 0);
    buffer_add_str(&buffer, (struct str){NULL, 0});
    buffer_add_text(&buffer, "");
    buffer_add_spaces(&buffer, 0);
    buffer_add_spaces(&buffer, -3);
    buffer_addf(&buffer, "%s", "");
    assert_int_equal(buffer.bytes, 0);
    assert_string_equal(buffer_c_str(&buffer), "");
    buffer_free(&buffer);
}

static void test_c_str_terminates_without_counting(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    for (size_t i = 1; i <= 100; i++) { /* enough to grow the memory several times */
        buffer_add_char(&buffer, 'x');
        assert_int_equal(strlen(buffer_c_str(&buffer)), i);
        assert_int_equal(buffer.bytes, i);
    }
    buffer_free(&buffer);
}

static void test_long_format_is_whole(void **state)
{
    static char text[100001];
    struct buffer buffer = {0};

    (void)state;
    memset(text, 'y', sizeof(text) - 1);
    buffer_add_text(&buffer, "<");
    buffer_addf(&buffer, "%s>", text);
    assert_int_equal(buffer.bytes, sizeof(text) + 1);
    assert_memory_equal(buffer.data + 1, text, sizeof(text) - 1);
    assert_int_equal(buffer.data[sizeof(text)], '>');
    buffer_free(&buffer);
}

static void test_clear_keeps_memory_and_free_does_not(void **state)
{
    struct buffer buffer = {0};
    const char *data;

    (void)state;
    buffer_add_text(&buffer, "first");
    data = buffer.data;
    buffer_clear(&buffer);
    assert_int_equal(buffer.bytes, 0);
    buffer_add_text(&buffer, "2nd");
    assert_ptr_equal(buffer.data, data);
    assert_holds(&buffer, "2nd", 3);
    buffer_free(&buffer);
    assert_null(buffer.data);
    assert_int_equal(buffer.cap, 0);
    buffer_add_text(&buffer, "3rd");
    assert_holds(&buffer, "3rd", 3);
    buffer_free(&buffer);
}

static void test_lines_are_joined(void **state)
{
    struct buffer buffer = {0};

    (void)state;
    buffer_join_lines(&buffer, 0);
    buffer_add_text(&buffer, "a\nb\n\tc\r");
    buffer_join_lines(&buffer, 2);
    assert_holds(&buffer, "a\nb  c\r", 7);
    buffer_free(&buffer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_adds_of_each_kind_follow_each_other),
        cmocka_unit_test(test_adding_nothing_changes_nothing),
        cmocka_unit_test(test_c_str_terminates_without_counting),
        cmocka_unit_test(test_long_format_is_whole),
        cmocka_unit_test(test_clear_keeps_memory_and_free_does_not),
        cmocka_unit_test(test_lines_are_joined),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
