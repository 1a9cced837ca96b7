#include "reader/session.h"

/* Puts an article first that sorts before all others, loads the folder anew, and gives it to the
 * reader. */
static void replace(struct session *session)
{
    struct edition next;
    struct diags diags = {0};

    bulletin_put(&session->bulletin, "0", "title: 新来的\ndistrict: 东区\norder: 1\n", "新文。\n");
    assert_true(edition_load(&next, session->bulletin.folder, &diags));
    edition_show(&next, &(struct edition_filter){0});
    reader_replace_edition(&session->reader, &session->bulletin.edition, &next);
    diags_free(&diags);
}

/* Does the work that goes on while keys are handled. */
static void work(struct session *session)
{
    while (reader_work(&session->reader))
        continue;
}

static struct str selected_label(struct session *session)
{
    const struct list *list = &session->reader.list;

    return tree_label(&list->tree, &session->bulletin.edition, list_selected(list).node);
}

static void the_article_and_its_words_stay(void **state)
{
    struct session *session = *state;
    int64_t top;

    session_press(session, "j<Enter>");
    session_press(session, "<Space>");
    session_expect_shown(session, "b", true);
    top = session_top(session);
    assert_true(top > 0);
    replace(session);
    session_expect_shown(session, "b", true);
    assert_int_equal(session_top(session), top);
    assert_int_equal(session->reader.edition->article_count, 5);
}

/* The article is shorter above the words that are at the top. */
static void the_words_of_an_edited_article_stay(void **state)
{
    struct session *session = *state;
    struct buffer text = {0}, words = {0}, now = {0};
    struct reading *reading = &session->reader.reading;
    int64_t top;

    session_press(session, "j<Enter>");
    session_press(session, "<Space>");
    top = session_top(session);
    reading_top_place(reading, &words);
    assert_int_equal(file_read(reading_article(reading)->path.p, 1 << 20, &text), 0);
    buffer_add_text(&now, "---\ntitle: 乙\n---\n新来的一段，原来没有。\n\n");
    buffer_add_text(&now, buffer_c_str(&text) + reading_article(reading)->body_start);
    scratch_put(session->bulletin.folder, "b.md", now.data, now.bytes);
    replace(session);
    session_expect_shown(session, "b", true);
    assert_true(session_top(session) > top);
    buffer_clear(&now);
    reading_top_place(reading, &now);
    assert_string_equal(buffer_c_str(&now), buffer_c_str(&words));
    buffer_free(&text);
    buffer_free(&words);
    buffer_free(&now);
}

/* Writes b.md with this text, and gives the reader the folder. */
static void rewrite(struct session *session, struct str text)
{
    scratch_put(session->bulletin.folder, "b.md", text.p, text.bytes);
    replace(session);
}

/* A file that is just being written has its header alone for a moment, or nothing at all. */
static void the_words_outlast_a_moment_without_them(void **state)
{
    struct session *session = *state;
    const struct reading *reading = &session->reader.reading;
    struct buffer text = {0};
    int64_t top;

    session_press(session, "j<Enter>");
    session_press(session, "<Space>");
    top = session_top(session);
    assert_int_equal(file_read(reading_article(reading)->path.p, 1 << 20, &text), 0);
    rewrite(session, (struct str){text.data, reading_article(reading)->body_start});
    session_expect_shown(session, "b", true);
    assert_true(session_top(session) < top);
    rewrite(session, (struct str){text.data, reading_article(reading)->body_start + 9});
    rewrite(session, buffer_str(&text));
    session_expect_shown(session, "b", true);
    assert_int_equal(session_top(session), top);
    buffer_free(&text);
}

/* Its mark has moved before; the article stays open under its new name. */
static void an_article_that_was_moved_stays_open(void **state)
{
    struct session *session = *state;
    struct str folder = str_of(session->bulletin.folder);
    struct buffer to = {0};

    session_press(session, "j<Enter>");
    session_press(session, "<Space>");
    reader_note_position(&session->reader);
    buffer_addf(&to, "%.*s/z.md", STR_FMT(folder));
    assert_int_equal(rename(reading_article(&session->reader.reading)->path.p, buffer_c_str(&to)),
                     0);
    marks_rename(&session->bulletin.marks, str_of("b"), str_of("z"));
    replace(session);
    session_expect_shown(session, "z", true);
    assert_true(session_top(session) > 0);
    buffer_free(&to);
}

static void a_selected_group_stays(void **state)
{
    struct session *session = *state;
    char *label;

    session_press(session, "G<Up><Up><Up><Up>");
    while (!list_is_on_group(&session->reader.list))
        session_press(session, "k");
    label = str_copy(selected_label(session));
    replace(session);
    assert_true(str_eq(selected_label(session), str_of(label)));
    session_press(session, "h");
    replace(session);
    assert_true(list_is_on_group(&session->reader.list));
    free(label);
}

static void results_stay_with_their_words_and_their_article(void **state)
{
    struct session *session = *state;

    session_press(session, "/水箱<Enter>");
    work(session);
    session_press(session, "jj");
    session_press(session, "<Enter>");
    session_expect_shown(session, "c", true);
    session_press(session, "f");
    replace(session);
    work(session);
    assert_true(str_eq(buffer_str(&session->reader.words), str_of("水箱")));
    assert_int_equal(session->reader.list.kind, LIST_RESULTS);
    assert_int_equal(session->reader.list.count, 2);
    session_expect_shown(session, "c", true);
}

static void a_cancelled_search_goes_back_to_its_article(void **state)
{
    struct session *session = *state;

    session_press(session, "j<Enter>");
    session_expect_shown(session, "b", true);
    session_press(session, "/水");
    replace(session);
    session_press(session, "<Esc>");
    session_expect_shown(session, "b", true);
}

/* The person who was reading it is told; a preview goes without a word. */
static void a_withdrawn_article_is_closed(void **state)
{
    struct session *session = *state;

    session_press(session, "j<Enter>");
    bulletin_remove(&session->bulletin, "b");
    replace(session);
    session_expect_message(session, "刚才打开的文章已经撤下");
    session_press(session, "k");
    bulletin_remove(&session->bulletin, "a");
    replace(session);
    session_expect_message(session, "");
    assert_int_equal(session->reader.edition->article_count, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(the_article_and_its_words_stay),
        SESSION_TEST(the_words_of_an_edited_article_stay),
        SESSION_TEST(the_words_outlast_a_moment_without_them),
        SESSION_TEST(an_article_that_was_moved_stays_open),
        SESSION_TEST(a_selected_group_stays),
        SESSION_TEST(results_stay_with_their_words_and_their_article),
        SESSION_TEST(a_cancelled_search_goes_back_to_its_article),
        SESSION_TEST(a_withdrawn_article_is_closed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
