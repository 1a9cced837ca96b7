/* Text from outside in a JSON document. */

#include "text/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void strings_are_quoted_cleaned_and_cut(void **state)
{
    static const struct {
        const char *what, *text, *json;
    } CASES[] = {
        {"nothing", "", "\"\""},
        {"plain", "东桥 1", "\"东桥 1\""},
        {"quotes", "a\"b\\c", "\"a\\\"b\\\\c\""},
        {"lines", "a\n\"serial\": 1\tb", "\"a \\\"serial\\\": 1 b\""},
        {"controls", "a\x1b[2J\x01", "\"a[2J\""},
        {"bytes that are not UTF-8", "a\xff", "\"a\uFFFD\""},
        {"as long as may be", "四四四四四四12", "\"四四四四四四12\""},
        {"longer", "四四四四四四123", "\"四四四四四四12…\""},
        {"cut within a character", "四四四四四四1四", "\"四四四四四四1…\""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
        struct buffer out = {0};

        json_add_string(&out, str_of(CASES[i].text), 20);
        if (strcmp(buffer_c_str(&out), CASES[i].json) != 0)
            fail_msg("%s: %s, not %s", CASES[i].what, buffer_c_str(&out), CASES[i].json);
        buffer_free(&out);
    }
}

static void members_are_parted_by_commas(void **state)
{
    struct buffer out = {0};
    struct json json = {.out = &out};

    (void)state;
    json_open(&json, NULL, '[');
    json_open(&json, NULL, '{');
    json_text(&json, "a", str_of("x\ny"));
    json_number(&json, "b", INT64_MIN);
    json_open(&json, "none", '[');
    json_close(&json, ']');
    json_open(&json, "list", '[');
    json_text(&json, NULL, str_of(""));
    json_bool(&json, NULL, true);
    json_close(&json, ']');
    json_bool(&json, "c", false);
    json_close(&json, '}');
    json_open(&json, NULL, '{');
    json_close(&json, '}');
    json_close(&json, ']');
    assert_string_equal(buffer_c_str(&out),
                        "[\n{\"a\":\"x y\",\"b\":-9223372036854775808,\"none\":[],"
                        "\"list\":[\"\",true],\"c\":false},\n{}]");
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(members_are_parted_by_commas),
        cmocka_unit_test(strings_are_quoted_cleaned_and_cut),
    };

    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
