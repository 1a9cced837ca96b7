/* The prompts: for a number, for a search of all articles, for words in the open one. */

#include "base/bounds.h"
#include "reader/session.h"

static void a_number_that_can_be_no_longer_opens_at_once(void **state)
{
    struct session *session = *state;

    session_press(session, "3");
    session_expect_shown(session, "c", true);
    assert_int_equal(session->reader.mode, MODE_READING);
    session_press(session, "９");
    session_expect_message(session, "没有第 9 篇");
    session_expect_shown(session, "c", true);
}

static void a_number_that_may_go_on_waits(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    for (int i = 0; i < 8; i++) {
        char id[] = {(char)('m' + i), '\0'};

        bulletin_put(&session->bulletin, id, "title: 题\ndistrict: 西门\ntopic: 文化\n",
                     "正文。\n");
    }
    session_reload(session, SESSION_OPTIONS);
    session_press(session, "1");
    assert_int_equal(reader->mode, MODE_NUMBER);
    session_expect_shown(session, "a", false);
    session_press(session, "2");
    session_expect_shown(session, "t", true);
    session_press(session, "1<Enter>");
    session_expect_shown(session, "a", true);
    session_press(session, "1x");
    assert_int_equal(reader->mode, MODE_READING);
    session_expect_shown(session, "a", true);
    session_press(session, "1<BS>"); /* no digit is left */
    assert_int_equal(reader->mode, MODE_READING);
    session_press(session, "0");
    assert_int_equal(reader->mode, MODE_NUMBER);
    session_press(session, "0<BS><Enter>");
    session_expect_message(session, "没有第 0 篇");
}

/* With ten articles 1 may become 10, and 2 may not become 20. */
static void a_number_waits_where_the_last_article_has_one_digit_more(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    while (list_articles(&reader->list) < 10) {
        char id[] = {(char)('a' + session->bulletin.edition.article_count), '\0'};

        bulletin_put(&session->bulletin, id, "title: 题\ndistrict: 西门\ntopic: 文化\n",
                     "正文。\n");
        session_reload(session, SESSION_OPTIONS);
    }
    session_press(session, "1");
    assert_int_equal(reader->mode, MODE_NUMBER);
    session_press(session, "0");
    assert_int_equal(reader->mode, MODE_READING);
    assert_int_equal(list_selected(&reader->list).number, 10);
    session_press(session, "2");
    assert_int_equal(reader->mode, MODE_READING);
    assert_int_equal(list_selected(&reader->list).number, 2);
    session_press(session, "12");
    session_expect_message(session, "没有第 12 篇");
}

static void digits_of_a_number_are_deleted_from_its_end(void **state)
{
    struct session *session = *state;

    session_press(session, "00000");
    assert_true(str_eq(buffer_str(&session->reader.prompt.text), str_of("00000")));
    session_press(session, "<BS><BS>");
    assert_true(str_eq(buffer_str(&session->reader.prompt.text), str_of("000")));
    session_press(session, "3"); /* 0003 */
    session_expect_shown(session, "c", true);
}

static void a_search_shows_results_while_it_is_typed(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    session_press(session, "/");
    assert_int_equal(reader->mode, MODE_SEARCH);
    assert_int_equal(reader->list.kind, LIST_TREE);
    session_press(session, "电梯");
    assert_int_equal(reader->list.kind, LIST_RESULTS);
    while (reader_work(reader))
        continue;
    session_expect_shown(session, "b", false);
    assert_ptr_equal(reader_query(reader), &reader->search.query);
    session_press(session, "<Enter>");
    assert_int_equal(reader->mode, MODE_READING);
    assert_int_equal(reader->list.kind, LIST_RESULTS);
    session_press(session, "<Esc>");
    assert_int_equal(reader->list.kind, LIST_TREE);
    assert_null(reader_query(reader));
}

static void the_arrows_choose_among_results_while_words_are_typed(void **state)
{
    struct session *session = *state;

    session_press(session, "/水箱");
    while (reader_work(&session->reader))
        continue;
    session_expect_shown(session, "b", false);
    session_press(session, "<Down>");
    session_expect_shown(session, "c", false);
    session_press(session, "<Up>");
    session_expect_shown(session, "b", false);
}

/* Tab walks around the results, and typing goes on. */
static void tab_walks_the_results_while_words_are_typed(void **state)
{
    struct session *session = *state;

    session_press(session, "/水箱");
    while (reader_work(&session->reader))
        continue;
    session_press(session, "<Tab>");
    session_expect_shown(session, "c", false);
    session_press(session, "<Tab>");
    session_expect_shown(session, "b", false);
    session_press(session, "<S-Tab>");
    session_expect_shown(session, "c", false);
    session_press(session, "<BS>箱");
    while (reader_work(&session->reader))
        continue;
    assert_int_equal(session->reader.mode, MODE_SEARCH);
    assert_int_equal(session->reader.list.count, 2);
    session_press(session, "没有的<Tab>");
    assert_int_equal(session->reader.mode, MODE_SEARCH);
}

/* A search without words lists what fits; nothing is marked. One that cannot be used says why. */
static void fields_choose_articles(void **state)
{
    struct session *session = *state;

    session_press(session, "/-水箱<Enter>");
    assert_int_equal(session->reader.list.kind, LIST_RESULTS);
    assert_true(session->reader.list.count > 0);
    assert_null(reader_query(&session->reader));
    session_press(session, "<Esc>3/after:2026-13<Enter>");
    session_expect_message(session, "“after:2026-13”里没有日期，要像 2025、2025-01 或 2025-01-31");
    assert_int_equal(session->reader.list.kind, LIST_TREE);
    session_expect_shown(session, "c", true);
}

static void a_cancelled_search_goes_back_to_where_it_began(void **state)
{
    struct session *session = *state;

    session_press(session, "jj/水箱<Esc>");
    session_expect_row(session, ROW_WEST);
    session_press(session, "3/水箱<Esc>");
    session_expect_shown(session, "c", true);
    session_press(session, "/<BS>");
    session_expect_shown(session, "c", true);
}

static void a_search_from_results_goes_back_to_the_tree(void **state)
{
    struct session *session = *state;

    session_press(session, "/水箱<Enter>/旧书<Esc>");
    assert_int_equal(session->reader.list.kind, LIST_TREE);
    session_expect_shown(session, "b", false); /* the selected result */
    assert_null(reader_query(&session->reader));
}

static void a_search_without_a_result_goes_back_and_says_so(void **state)
{
    struct session *session = *state;

    session_press(session, "3/没有的<Enter>");
    session_expect_message(session, "没有找到");
    session_press(session, "/<Space>—<BS><Enter>");
    session_expect_message(session, "没有写要找的词");
    session_press(session, "/<DQuote><DQuote> “” --<Enter>");
    session_expect_message(session, "“\"\" \"\" --”里没有要找的词");
    session_press(session, "/district:<Enter>");
    session_expect_message(session, "“district:”后面要有词");
    session_press(session, "/after:2025-13<Enter>");
    session_expect_message(session, "“after:2025-13”里没有日期，要像 2025、2025-01 或 2025-01-31");
    session_press(session, "/标题：没有<Enter>");
    session_expect_message(session,
                           "没有找到；没有“标题:”这一栏，只有地区、主题、地点、作者、自、至");
    session_expect_shown(session, "c", true);
    session_press(session, "/<Enter>"); /* no words */
    session_expect_message(session, "");
    session_expect_shown(session, "c", true);
}

static void a_result_is_shown_at_its_match(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    session_press(session, "/水箱<Enter>");
    session_expect_shown(session, "b", false);
    assert_true(session_top(session) > 0);
    assert_int_equal(reader->reading.match,
                     list_position(&reader->list, &reader->search, reader->list.selected));
}

static void matches_are_gone_through_to_the_next_result(void **state)
{
    struct session *session = *state;
    int64_t first, second;

    session_press(session, "/水箱<Enter>");
    first = session->reader.reading.match;
    session_press(session, "n");
    second = session->reader.reading.match;
    assert_true(second > first);
    session_expect_shown(session, "b", true);
    session_press(session, "N");
    assert_int_equal(session->reader.reading.match, first);
    session_press(session, "nn");
    session_expect_shown(session, "c", true);
    session_expect_message(session, "第1/1处");
    session_press(session, "n");
    session_expect_shown(session, "b", true);
    session_expect_message(session, "转了一圈，第1/2处");
    session_press(session, "N");
    session_expect_shown(session, "c", true);
    session_expect_message(session, "转了一圈，第1/1处");
    session_press(session, "N");
    session_expect_shown(session, "b", true);
    session_expect_message(session, "第2/2处");
}

/* A result that was found in its title opens at its beginning, which is no match. */
static void a_match_in_a_title_is_counted(void **state)
{
    struct session *session = *state;

    bulletin_put(&session->bulletin, "a", "title: 甲水\n", "水。\n");
    bulletin_put(&session->bulletin, "b", "title: 乙水\n", "水。\n");
    session_reload(session, SESSION_OPTIONS);
    session_press(session, "/水<Enter><Enter>nn");
    session_expect_message(session, "第2/2处");
    session_press(session, "n");
    session_expect_message(session, "第1/2处");
    session_press(session, "nN");
    session_expect_message(session, "第1/2处");
    session_press(session, "N");
    session_expect_message(session, "第2/2处");
}

/* Returns the line of the pane that shows the current match. */
static int match_line(struct session *session)
{
    struct reading *reading = &session->reader.reading;
    struct layout_at at = reading->top, wanted = layout_find(reading->layout, reading->match);
    int line = 0;

    while (layout_before(at, wanted) && layout_next(reading->layout, &at))
        line++;
    return line;
}

static void find_brings_words_of_the_article_into_view(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;
    int64_t first;

    session_press(session, "jf");
    session_expect_shown(session, "b", true);
    assert_int_equal(reader->mode, MODE_FIND);
    session_press(session, "水箱");
    first = reader->reading.match;
    assert_true(first > 0 && session_top(session) > 0 && session_top(session) <= first);
    session_press(session, "<Enter>");
    session_expect_message(session, "第1/2处");
    assert_ptr_equal(reader_query(reader), &reader->find);
    session_press(session, "n");
    assert_true(reader->reading.match > first);
    session_expect_message(session, "第2/2处");
    session_press(session, "n");
    session_expect_message(session, "转了一圈，第1/2处");
    assert_int_equal(reader->reading.match, first);
    assert_int_equal(match_line(session), reader->panes.text.lines / 2);
    session_press(session, "N");
    session_expect_message(session, "转了一圈，第2/2处");
    session_press(session, "N");
    session_expect_message(session, "第1/2处");
}

static void find_says_what_it_does_not_find_and_what_by_pinyin(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    session_press(session, "jf没有的<Enter>");
    session_expect_message(session, "本文里没有");
    assert_null(reader_query(reader));
    session_press(session, "f<DQuote><DQuote><Enter>");
    session_expect_message(session, "“\"\"”里没有要找的词");
    assert_null(reader_query(reader));
    session_press(session, "fsx<Enter>");
    session_expect_message(session, "按拼音，第1/2处");
    assert_true(reader->reading.match > 0);
    session_press(session, "f水箱<C-c>");
    assert_int_equal(reader->mode, MODE_READING);
    assert_null(reader_query(reader));
    session_press(session, "qgf");
    session_expect_message(session, "先打开一篇文章，再在里面查找");
}

static void a_paste_goes_where_words_are_typed_alone(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    reader_paste(reader, str_of("q水箱"));
    assert_false(reader->quit);
    session_press(session, "/");
    reader_paste(reader, str_of("水箱\n"));
    assert_int_equal(reader->list.kind, LIST_RESULTS);
    assert_int_equal(reader->mode, MODE_SEARCH);
    session_press(session, "<Esc>jf");
    reader_paste(reader, str_of("水箱"));
    assert_true(reader->reading.match > 0);
}

/* A key that has no use says so in any prompt, which goes on, and what is too long says so, too. */
static void a_prompt_tells_what_it_does_not_take(void **state)
{
    static const char *const prompts[] = {"/物", "<Enter>f物", ":lin", "w", "0"};
    struct session *session = *state;
    struct reader *reader = &session->reader;

    for (size_t i = 0; i < sizeof(prompts) / sizeof(*prompts); i++) {
        enum reader_mode mode;

        session_press(session, prompts[i]);
        mode = reader->mode;
        assert_int_not_equal(mode, MODE_READING);
        session_expect_message(session, "");
        reader_key_press(reader, RK_UNKNOWN);
        session_expect_message(session, "这个键没有用处；Esc 取消");
        reader_key_press(reader, RK_CTRL('a'));
        session_expect_message(session, "");
        assert_int_equal(reader->mode, mode);
        while (reader->prompt.text.bytes < BOUND_QUERY_BYTES && mode != MODE_NUMBER)
            session_press(session, "x");
        session_press(session, mode == MODE_NUMBER ? "000000000" : "x");
        session_expect_message(session, "太长了，写不下");
        session_press(session, "<Esc>q");
    }
}

/* A number is ended by Enter and Esc, whatever these keys are bound to. */
static void a_number_needs_no_bound_keys(void **state)
{
    struct session *session = *state;
    struct reader_options options = SESSION_OPTIONS;

    options.keymap.bindings[ACTION_OPEN].bound = true;
    options.keymap.bindings[ACTION_BACK].bound = true;
    session_start(session, options);
    session_press(session, "02<Enter>");
    session_expect_shown(session, "b", true);
    session_press(session, "q0<Esc>");
    assert_int_equal(session->reader.mode, MODE_READING);
    session_expect_message(session, "");
}

static void a_paste_is_for_every_prompt_with_words(void **state)
{
    static const char *const prompts[] = {"/", "<Enter>f", ":", "w<C-u>"};
    struct session *session = *state;
    struct reader *reader = &session->reader;

    for (size_t i = 0; i < sizeof(prompts) / sizeof(*prompts); i++) {
        session_press(session, prompts[i]);
        reader_paste(reader, str_of("粘贴"));
        assert_true(str_eq(buffer_str(&reader->prompt.text), str_of("粘贴")));
        session_press(session, "<Esc>q");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(a_number_that_can_be_no_longer_opens_at_once),
        SESSION_TEST(a_number_that_may_go_on_waits),
        SESSION_TEST(a_number_waits_where_the_last_article_has_one_digit_more),
        SESSION_TEST(digits_of_a_number_are_deleted_from_its_end),
        SESSION_TEST(a_search_shows_results_while_it_is_typed),
        SESSION_TEST(the_arrows_choose_among_results_while_words_are_typed),
        SESSION_TEST(tab_walks_the_results_while_words_are_typed),
        SESSION_TEST(fields_choose_articles),
        SESSION_TEST(a_cancelled_search_goes_back_to_where_it_began),
        SESSION_TEST(a_search_from_results_goes_back_to_the_tree),
        SESSION_TEST(a_search_without_a_result_goes_back_and_says_so),
        SESSION_TEST(a_result_is_shown_at_its_match),
        SESSION_TEST(matches_are_gone_through_to_the_next_result),
        SESSION_TEST(a_match_in_a_title_is_counted),
        SESSION_TEST(find_brings_words_of_the_article_into_view),
        SESSION_TEST(find_says_what_it_does_not_find_and_what_by_pinyin),
        SESSION_TEST(a_paste_goes_where_words_are_typed_alone),
        SESSION_TEST(a_prompt_tells_what_it_does_not_take),
        SESSION_TEST(a_number_needs_no_bound_keys),
        SESSION_TEST(a_paste_is_for_every_prompt_with_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
