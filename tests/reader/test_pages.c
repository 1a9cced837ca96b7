/* The pages: what was left out, and an article's links; writing it to a file. */

#include "reader/session.h"

#include <errno.h>

static void what_was_left_out_is_told_when_it_is_known(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    session_press(session, "E");
    session_expect_message(session, "没有有错未收的文章");
    session->bulletin.edition.bad_count = 2;
    session_press(session, "E");
    assert_int_equal(reader->mode, MODE_PAGE);
    assert_true(reader->faults_wanted);
    reader_tell_faults(reader, str_of("x.md:1:1: 错误\ny.md:1:1: 错误\n"));
    assert_false(reader->faults_wanted);
    assert_int_equal(reader->page_text.bytes, strlen("x.md:1:1: 错误\ny.md:1:1: 错误\n"));
    session_press(session, "<Esc>");
    session_expect_shown(session, "a", false);
    session_press(session, "E<Esc>");
    reader_tell_faults(reader, str_of("too late\n"));
    assert_int_equal(reader->mode, MODE_READING);
}

static void links_are_listed_chosen_and_copied(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    session_press(session, "4L");
    session_expect_message(session, "本文里没有链接");
    bulletin_put(&session->bulletin, "d", "title: 旧书市集\ndistrict: 西门\ntopic: 文化\n",
                 "看[市集**的**网页](https://example.org/books)，写信到 <books@example.org>，\n"
                 "[图](books.png)不算。\n");
    session_reload(session, SESSION_OPTIONS);
    session_press(session, "4L");
    assert_int_equal(reader->mode, MODE_PAGE);
    assert_true(str_eq(reader_page_selected(reader), str_of("https://example.org/books")));
    session_press(session, "jy");
    assert_true(str_eq(buffer_str(&reader->copied), str_of("mailto:books@example.org")));
    session_press(session, "jjk<Enter>");
    assert_true(str_eq(buffer_str(&reader->copied), str_of("https://example.org/books")));
    session_press(session, "<Esc>g");
    session_expect_shown(session, "d", true);
    session_press(session, "qgL");
    session_expect_message(session, "先选一篇文章，再看它的链接");
}

/* All that is a link on the screen is in the list once, in the order of the text. */
static void links_without_markup_are_listed_too(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    bulletin_put(
        &session->bulletin, "d",
        "title: 旧书市集\ndistrict: 西门\ntopic: 文化\nlink: https://example.org/d\n",
        "见https://example.org/a，又见[甲](https://example.org/a)、`www.example.org`。\n\n"
        "| 乙 | b@example.org |\n|--|--|\n| 丙[^1] | 丁 |\n\n[^1]: 注 http://example.org/n\n");
    session_reload(session, SESSION_OPTIONS);
    session_press(session, "4L");
    assert_string_equal(buffer_c_str(&reader->page_text),
                        "https://example.org/a\n\n"
                        "www.example.org\nhttp://www.example.org\n\n"
                        "b@example.org\nmailto:b@example.org\n\n"
                        "http://example.org/n\n\n"
                        "https://example.org/d\n");
}

static void a_file_is_replaced_only_if_it_is_asked_for_twice(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    session_press(session, "w<C-u><Enter>");
    session_expect_message(session, "没有写文件名");
    session_press(session, "w<C-u>x<Enter>");
    assert_true(str_eq(buffer_str(&reader->write_path), str_of("x")));
    assert_false(reader->write_over);
    reader_tell_written(reader, EEXIST);
    assert_true(reader->mode == MODE_WRITE && reader->write_over);
    session_press(session, "y<Enter>"); /* another file */
    assert_false(reader->write_over);
    reader_tell_written(reader, EEXIST);
    session_press(session, "<Enter>");
    assert_true(reader->write_over && str_eq(buffer_str(&reader->write_path), str_of("xy")));
    reader_tell_written(reader, 0);
    session_expect_message(session, "已写到 xy");
    session_press(session, "gw");
    session_expect_message(session, "先打开一篇文章，再把它写到文件里");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(what_was_left_out_is_told_when_it_is_known),
        SESSION_TEST(a_file_is_replaced_only_if_it_is_asked_for_twice),
        SESSION_TEST(links_are_listed_chosen_and_copied),
        SESSION_TEST(links_without_markup_are_listed_too),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
