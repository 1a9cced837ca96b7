/* The pages: what was left out, and an article's links. */

#include "reader/session.h"

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(what_was_left_out_is_told_when_it_is_known),
        SESSION_TEST(links_are_listed_chosen_and_copied),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
