#include "reader/line_edit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { MOST_BYTES = 1024 };

static void expect(struct line_edit *prompt, const char *text)
{
    assert_string_equal(buffer_c_str(&prompt->text), text);
}

/* Types characters; fails unless each is taken. */
static void type(struct line_edit *prompt, const char *text)
{
    struct str left = str_of(text);

    while (left.bytes) {
        reader_key key;
        size_t bytes = key_parse(left, &key);

        assert_int_equal(line_edit_key(prompt, key), LINE_EDIT_CHANGED);
        left.p += bytes;
        left.bytes -= bytes;
    }
}

static void characters_are_added(void **state)
{
    struct line_edit prompt = {0};

    (void)state;
    type(&prompt, "a 水𠀀");
    expect(&prompt, "a 水𠀀");
    line_edit_free(&prompt);
}

/* A mark belongs to the character before it; without one it would change what stands beside the
 * line. */
static void a_mark_needs_a_base(void **state)
{
    struct line_edit prompt = {0};

    (void)state;
    assert_int_equal(line_edit_key(&prompt, 0x301), LINE_EDIT_IGNORED);
    assert_int_equal(line_edit_key(&prompt, 0x599), LINE_EDIT_IGNORED);
    expect(&prompt, "");
    type(&prompt, "水e\u0301");
    expect(&prompt, "水e\u0301");
    line_edit_free(&prompt);
}

static void enter_accepts_and_escape_cancels(void **state)
{
    struct line_edit prompt = {0};

    (void)state;
    type(&prompt, "水");
    assert_int_equal(line_edit_key(&prompt, RK_ENTER), LINE_EDIT_ACCEPTED);
    assert_int_equal(line_edit_key(&prompt, '\n'), LINE_EDIT_ACCEPTED);
    assert_int_equal(line_edit_key(&prompt, RK_ESCAPE), LINE_EDIT_CANCELLED);
    assert_int_equal(line_edit_key(&prompt, RK_CTRL('c')), LINE_EDIT_CANCELLED);
    expect(&prompt, "水");
    line_edit_free(&prompt);
}

static void backspace_takes_a_cluster_and_cancels_an_empty_line(void **state)
{
    struct line_edit prompt = {0};

    (void)state;
    type(&prompt, "水e\u0301");
    assert_int_equal(line_edit_key(&prompt, RK_BACKSPACE), LINE_EDIT_CHANGED);
    expect(&prompt, "水");
    assert_int_equal(line_edit_key(&prompt, RK_CTRL('h')), LINE_EDIT_CHANGED);
    expect(&prompt, "");
    assert_int_equal(line_edit_key(&prompt, RK_BACKSPACE), LINE_EDIT_CANCELLED);
    line_edit_free(&prompt);
}

static void ctrl_w_takes_a_word_and_ctrl_u_all(void **state)
{
    struct line_edit prompt = {0};

    (void)state;
    type(&prompt, "东桥 水箱  ");
    assert_int_equal(line_edit_key(&prompt, RK_CTRL('w')), LINE_EDIT_CHANGED);
    expect(&prompt, "东桥 ");
    type(&prompt, "电梯");
    assert_int_equal(line_edit_key(&prompt, RK_CTRL('u')), LINE_EDIT_CHANGED);
    expect(&prompt, "");
    line_edit_key(&prompt, RK_CTRL('w'));
    expect(&prompt, "");
    line_edit_free(&prompt);
}

static void no_other_key_adds_anything(void **state)
{
    static const reader_key KEYS[] = {RK_UP,        RK_END, RK_F1,  RK_BACK_TAB, '\t',
                                      RK_CTRL('a'), 0,      0x009B, 0xD800U,     0xFFFFU};
    struct line_edit prompt = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(KEYS) / sizeof(*KEYS); i++) {
        if (line_edit_key(&prompt, KEYS[i]) != LINE_EDIT_IGNORED)
            fail_msg("%X was taken", (unsigned)KEYS[i]);
        expect(&prompt, "");
    }
    line_edit_free(&prompt);
}

static void a_paste_is_cleaned_and_in_one_line(void **state)
{
    struct line_edit prompt = {0};

    (void)state;
    type(&prompt, "东");
    assert_int_equal(line_edit_paste(&prompt, str_of("桥\n水\t\x1b箱\x07")), LINE_EDIT_CHANGED);
    expect(&prompt, "东桥 水 箱");
    assert_int_equal(line_edit_paste(&prompt, (struct str){0}), LINE_EDIT_IGNORED);
    line_edit_free(&prompt);
}

/* Types until there is room for `left` bytes more. */
static void fill(struct line_edit *prompt, size_t left)
{
    while (prompt->text.bytes < MOST_BYTES - left)
        type(prompt, "x");
}

static void a_full_line_takes_no_more(void **state)
{
    struct line_edit prompt = {0};

    (void)state;
    fill(&prompt, 2);
    assert_int_equal(line_edit_key(&prompt, U'水'), LINE_EDIT_FULL);
    type(&prompt, "yz");
    assert_int_equal(line_edit_key(&prompt, 'x'), LINE_EDIT_FULL);
    assert_int_equal(line_edit_paste(&prompt, str_of("x")), LINE_EDIT_FULL);
    assert_int_equal(prompt.text.bytes, MOST_BYTES);
    line_edit_free(&prompt);
}

static void of_a_long_paste_the_clusters_that_fit_are_added(void **state)
{
    struct line_edit prompt = {0};

    (void)state;
    fill(&prompt, 7);
    assert_int_equal(line_edit_paste(&prompt, str_of("水箱水箱")), LINE_EDIT_FULL);
    assert_int_equal(prompt.text.bytes, MOST_BYTES - 1);
    assert_int_equal(line_edit_paste(&prompt, str_of("e\u0301")), LINE_EDIT_FULL);
    assert_int_equal(prompt.text.bytes, MOST_BYTES - 1);
    line_edit_free(&prompt);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_are_added),
        cmocka_unit_test(a_mark_needs_a_base),
        cmocka_unit_test(enter_accepts_and_escape_cancels),
        cmocka_unit_test(backspace_takes_a_cluster_and_cancels_an_empty_line),
        cmocka_unit_test(ctrl_w_takes_a_word_and_ctrl_u_all),
        cmocka_unit_test(no_other_key_adds_anything),
        cmocka_unit_test(a_paste_is_cleaned_and_in_one_line),
        cmocka_unit_test(a_full_line_takes_no_more),
        cmocka_unit_test(of_a_long_paste_the_clusters_that_fit_are_added),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
