/* The line that takes an action's name, a number or a date. */

#include "reader/session.h"

static void every_action_of_the_help_can_be_typed(void **state)
{
    struct session *session = *state;

    for (const struct keymap_entry *e = keymap_entries(); e->action != ACTION_NONE; e++) {
        const struct keymap_entry *meant[ACTION_COUNT];
        struct reader *reader = &session->reader;

        if (!e->name || e->action == ACTION_COMMAND)
            continue;
        session_press(session, ":");
        reader_paste(reader, str_of(e->name));
        assert_true(reader_actions_meant(reader, meant) >= 1);
        assert_int_equal(meant[0]->action, e->action);
        session_press(session, "<C-u>");
        reader_paste(reader, str_of(e->help));
        assert_true(reader_actions_meant(reader, meant) >= 1);
        session_press(session, "<Esc>");
        assert_int_equal(reader->mode, MODE_READING);
    }
}

static void a_name_is_completed_and_done(void **state)
{
    struct session *session = *state;
    struct reader *reader = &session->reader;

    session_press(session, ":gr<Tab><Enter>");
    assert_int_equal(reader->list.tree.grouping, GROUP_TOPIC);
    session_press(session, ":bo<Tab>");
    assert_true(str_eq(buffer_str(&reader->prompt.text), str_of("bo")));
    session_press(session, "ok<Tab>");
    assert_true(str_eq(buffer_str(&reader->prompt.text), str_of("bookmark")));
    session_press(session, "<Esc>:bo<Enter>");
    session_expect_message(session, "“bo”有几个：bottom、bookmark……；按 Tab 补全");
    session_press(session, ":没有的<Enter>");
    session_expect_message(session, "没有“没有的”；可以写动作的名字、文章编号或日期");
    session_press(session, ":书签列表<Enter>");
    session_expect_message(session, "还没有书签：读文章时按 m 加上");
    session_press(session, ":no<Enter>"); /* in quit-now alone */
    assert_int_equal(reader->mode, MODE_COMMAND);
    assert_true(str_eq(buffer_str(&reader->prompt.text), str_of("quit-now")));
    session_press(session, "<Esc>: 書簽列表 <Enter>");
    session_expect_message(session, "还没有书签：读文章时按 m 加上");
    session_press(session, ":FIND<Enter>");
    assert_int_equal(reader->mode, MODE_FIND);
    assert_int_equal(reader->prompt.text.bytes, 0);
    session_press(session, "<Esc>q:mark-read<Enter>:mark-read<Enter>");
    session_expect_message(session, "3篇已标为读过");
    session_press(session, ":<Enter>:quit-now<Enter>");
    assert_true(reader->quit);
}

static void a_number_or_a_date_leads_to_an_article(void **state)
{
    static const struct {
        const char *keys, *id;
    } dates[] = {{":2026-11-03<Enter>", "b"},
                 {":2026-11-02<Enter>", "c"},
                 {":2026-11<Enter>", "b"},
                 {":2026-10-31<Enter>", "d"},
                 {":2027-01<Enter>", "b"},
                 {":2026-10-31<Enter>", "d"},
                 {":2026<Enter>", "b"},
                 {":2026/10/31<Enter>", "d"},
                 {": ２０２６年１１月２日 <Enter>", "c"},
                 {":2026-10<Enter>", "d"}};
    struct session *session = *state;

    session_press(session, ":3<Enter>");
    session_expect_shown(session, "c", true);
    session_press(session, ":9<Enter>");
    session_expect_message(session, "没有第 9 篇");
    for (size_t i = 0; i < sizeof(dates) / sizeof(*dates); i++) {
        session_press(session, dates[i].keys);
        session_expect_shown(session, dates[i].id, false);
    }
    session_press(session, ":2026-09<Enter>");
    session_expect_message(session, "没有这一天或更早的文章");
    session_press(session, ":2026-13<Enter>");
    session_expect_message(session, "没有“2026-13”；可以写动作的名字、文章编号或日期");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SESSION_TEST(every_action_of_the_help_can_be_typed),
        SESSION_TEST(a_name_is_completed_and_done),
        SESSION_TEST(a_number_or_a_date_leads_to_an_article),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
