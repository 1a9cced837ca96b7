/* Articles and searches that take long: keys are handled meanwhile, and the result comes when it is
 * there. */

#include "reader/session.h"
#include "view/view.h"

#include <stdio.h>
#include <stdlib.h>

enum { SLOW_BYTES = 1 << 20 };

/* Makes the first article a text on which the parser takes longer than reading_open() waits, so
 * that the tests find it still opening, and starts anew. */
static void start_slow(struct session *session)
{
    struct buffer text = {0};

    buffer_add_text(&text, "起点\n\n");
    while (text.bytes < SLOW_BYTES)
        buffer_add_text(&text, "*_");
    buffer_add_text(&text, "\n\n水箱在末尾。\n");
    bulletin_put(&session->bulletin, "a", "title: 慢\ndistrict: 东桥\ntopic: 物业\n",
                 buffer_c_str(&text));
    buffer_free(&text);
    session_reload(session, SESSION_OPTIONS);
}

static void finish(struct session *session)
{
    while (reader_work(&session->reader))
        continue;
    assert_false(reading_is_opening(&session->reader.reading));
}

static void compose(struct session *session)
{
    struct frame frame = {0};
    struct buffer text = {0};

    view_compose(&frame, &session->reader);
    frame_write(&frame, &text);
    buffer_free(&text);
    frame_free(&frame);
}

/* Every key may come while the article is being opened. */
static void keys_while_it_opens(void **state)
{
    static const char *const KEYS[] = {
        "<Space><Space><End><Home>bjk",
        "mm",
        "Myz",
        "Cts?j?",
        "nNu",
        "f水箱<Enter>f<Esc>",
        "/水箱<Esc><Tab>",
        "rA1<C-l>",
    };
    struct session *session = *state;

    start_slow(session);
    for (size_t i = 0; i < sizeof(KEYS) / sizeof(*KEYS); i++) {
        session_start(session, SESSION_OPTIONS);
        session_press(session, "<Enter>");
        assert_true(reading_is_open(&session->reader.reading));
        compose(session);
        session_press(session, KEYS[i]);
        compose(session);
        reader_resize(&session->reader, 40 + (int)i, 12);
        compose(session);
    }
    session_start(session, SESSION_OPTIONS);
    finish(session);
    compose(session);
    session_expect_shown(session, "a", false);
    assert_non_null(session->reader.reading.layout);
}

static void it_opens_where_reading_stopped(void **state)
{
    struct session *session = *state;
    int64_t stopped;

    start_slow(session);
    finish(session);
    session_press(session, "<Enter><End>");
    stopped = session_top(session);
    assert_true(stopped > SLOW_BYTES / 2);
    reader_note_position(&session->reader);
    session_start(session, SESSION_OPTIONS);
    session_press(session, "<Enter>");
    reader_note_position(&session->reader);
    assert_int_equal(marks_position(&session->bulletin.marks, str_of("a")), stopped);
    finish(session);
    assert_int_equal(session_top(session), stopped);
    assert_true(reading_at_end(&session->reader.reading));
}

static void words_are_found_once_it_is_open(void **state)
{
    struct session *session = *state;

    start_slow(session);
    session_press(session, "<Enter>f水箱<Enter>");
    finish(session);
    assert_true(session_top(session) > SLOW_BYTES / 2);
    session_expect_message(session, "第1/1处");
    session_press(session, "n");
    finish(session);
    session_expect_message(session, "转了一圈，第1/1处");
    session_press(session, "f没有的<Enter>");
    finish(session);
    session_expect_message(session, "本文里没有");
    session_start(session, SESSION_OPTIONS);
    session_press(session, "<Enter>fzzz<Enter>");
    finish(session);
    session_expect_message(session, "本文里没有");
    session_press(session, "fsx<Enter>");
    finish(session);
    session_expect_message(session, "按拼音，第1/1处");
}

/* Another key takes back what is looked for. */
static void a_key_gives_up_what_is_looked_for(void **state)
{
    struct session *session = *state;

    start_slow(session);
    session_press(session, "<Enter>f水箱<Enter><Home>");
    finish(session);
    assert_true(reading_at_start(&session->reader.reading));
}

static void a_search_finds_words_in_it(void **state)
{
    struct session *session = *state;

    start_slow(session);
    session_press(session, "/水箱在末尾<Enter>");
    finish(session);
    assert_int_equal(session->reader.search.count, 1);
    session_press(session, "<Enter>");
    finish(session);
    session_expect_shown(session, "a", true);
    assert_true(session_top(session) > SLOW_BYTES / 2);
}

/* Words that no article has are told when all have been searched. */
static void a_search_without_a_result(void **state)
{
    struct session *session = *state;

    start_slow(session);
    finish(session);
    session_press(session, "/没有的词<Enter>");
    finish(session);
    session_expect_message(session, "没有找到");
    session_expect_shown(session, "a", false);
    assert_non_null(session->reader.reading.layout);
    session_press(session, "/没有的词<Enter>/");
    finish(session);
    session_expect_message(session, "");
}

/* A file that cannot be read any more when it is opened: the list has the focus, and says why. */
static void one_that_goes_away(void **state)
{
    struct session *session = *state;
    char *path = scratch_path(session->bulletin.folder, "b.md");

    start_slow(session);
    finish(session);
    assert_int_equal(remove(path), 0);
    session_press(session, "<Enter><Esc>j<Enter>");
    finish(session);
    assert_false(reader_is_reading(&session->reader));
    assert_true(session->reader.message.bytes > 0);
    compose(session);
    free(path);
}

/* What a key asks for during a search stays, though the search ends without a result. */
static void a_key_during_a_search_stays(void **state)
{
    struct session *session = *state;

    start_slow(session);
    finish(session);
    session_press(session, "2m<Esc>");
    session_press(session, "/没有的词<Enter>'");
    finish(session);
    assert_int_equal(session->reader.list.kind, LIST_BOOKMARKS);
    session_press(session, "'/没有的词<Enter>n");
    session_expect_message(session, "还在搜索，请稍等");
    session_press(session, "<Esc>/没有的词<Enter><Esc>Gk");
    finish(session);
    session_expect_row(session, ROWS - 2);
    session_press(session, "/没有的词<Enter>?");
    finish(session);
    assert_int_equal(session->reader.mode, MODE_HELP);
}

static bool shows(struct session *session, const char *text)
{
    struct frame frame = {0};
    struct buffer drawn = {0};
    bool found;

    view_compose(&frame, &session->reader);
    frame_write(&frame, &drawn);
    found = strstr(buffer_c_str(&drawn), text) != NULL;
    buffer_free(&drawn);
    frame_free(&frame);
    return found;
}

/* The last line says that work goes on until it has ended. */
static void the_screen_says_that_it_works(void **state)
{
    struct session *session = *state;

    start_slow(session);
    session_press(session, "<Enter>f水箱<Enter>");
    assert_true(!reading_is_opening(&session->reader.reading) || shows(session, "正在查找"));
    finish(session);
    assert_false(shows(session, "正在"));
    session_press(session, "<Esc>/水箱<Enter>");
    finish(session);
    assert_false(shows(session, "正在"));
}

/* In the find prompt the article may be closed: by the wheel over the list, and as it is gone. */
static void words_are_typed_as_the_article_closes(void **state)
{
    struct session *session = *state;
    char *path = scratch_path(session->bulletin.folder, "b.md");

    session_press(session, "<Enter>f");
    session_point(session, POINTER_WHEEL_UP, TARGET_LIST, 0);
    session_press(session, "水");
    compose(session);
    session_start(session, SESSION_OPTIONS);
    session_press(session, "<Enter>f");
    assert_int_equal(remove(path), 0);
    session_point(session, POINTER_WHEEL_DOWN, TARGET_LIST, 0);
    session_press(session, "水");
    compose(session);
    free(path);
}

/* A bookmark is for the place that will be shown. */
static void a_bookmark_while_it_opens(void **state)
{
    struct session *session = *state;
    int64_t wanted;

    start_slow(session);
    session_press(session, "/水箱在末尾<Enter>");
    finish(session);
    wanted = list_position(&session->reader.list, &session->reader.search, 0);
    assert_in_range(wanted, SLOW_BYTES / 2, INT64_MAX);
    session_press(session, "<Down><Up>m");
    finish(session);
    assert_in_range(marks_find(&session->bulletin.marks, str_of("a"))->bookmark, SLOW_BYTES / 2,
                    wanted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(keys_while_it_opens),
        SESSION_TEST(it_opens_where_reading_stopped),
        SESSION_TEST(words_are_found_once_it_is_open),
        SESSION_TEST(a_key_gives_up_what_is_looked_for),
        SESSION_TEST(a_search_finds_words_in_it),
        SESSION_TEST(a_search_without_a_result),
        SESSION_TEST(one_that_goes_away),
        SESSION_TEST(a_key_during_a_search_stays),
        SESSION_TEST(the_screen_says_that_it_works),
        SESSION_TEST(words_are_typed_as_the_article_closes),
        SESSION_TEST(a_bookmark_while_it_opens),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
