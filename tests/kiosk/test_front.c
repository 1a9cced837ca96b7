/* The order of the front page, and the date of the bulletin. */

#include "content/index.h"
#include "kiosk/visit.h"

/* Gives an article a date; the visit is on 2026-11-24. */
static void put_date(struct visit *visit, const char *id, const char *date)
{
    struct buffer header = {0};

    buffer_addf(&header, "title: 题\ndate: %s\n", date);
    bulletin_put(&visit->bulletin, id, buffer_c_str(&header), "正文。\n");
    buffer_free(&header);
}

static void restart(struct visit *visit)
{
    visit_reload(visit);
    visit_start(visit, VISIT_OPTIONS, (struct str){0});
}

static void expect_section(struct visit *visit, size_t row, enum kiosk_section section)
{
    assert_int_equal(kiosk_rows(&visit->kiosk)->items[row].section, section);
}

static void the_front_page_is_news_and_then_what_has_no_date(void **state)
{
    struct visit *visit = *state;

    visit_expect_rows(visit, "pabcde");
    expect_section(visit, FRONT_P, KIOSK_PINNED);
    expect_section(visit, FRONT_A, KIOSK_TODAY);
    expect_section(visit, FRONT_B, KIOSK_OTHERS);
    expect_section(visit, FRONT_E, KIOSK_OTHERS);
}

/* The week ends at midnight, not after 168 hours, and February has 28 days. */
static void the_front_page_is_newest_first(void **state)
{
    struct visit *visit = *state;

    put_date(visit, "a", "2026-11-17");
    put_date(visit, "b", "2026-11-18");
    put_date(visit, "c", "2026-11-24");
    put_date(visit, "d", "2026-11-23");
    restart(visit);
    visit_expect_rows(visit, "pcdbae");
    expect_section(visit, 1, KIOSK_TODAY);
    expect_section(visit, 2, KIOSK_RECENT);
    expect_section(visit, 3, KIOSK_RECENT);
    expect_section(visit, 4, KIOSK_OTHERS);
    expect_section(visit, 5, KIOSK_OTHERS);
}

static void a_date_to_come_is_dated_and_not_today(void **state)
{
    struct visit *visit = *state;

    put_date(visit, "b", "2026-11-25");
    put_date(visit, "c", "2027-03-01");
    put_date(visit, "d", "2026-11-22");
    restart(visit);
    visit_expect_rows(visit, "pabdce");
    expect_section(visit, 1, KIOSK_TODAY);
    expect_section(visit, 2, KIOSK_RECENT);
    expect_section(visit, 3, KIOSK_RECENT);
    expect_section(visit, 4, KIOSK_OTHERS);
}

/* Days around 2026-11-24, with what their articles' section is. */
static const struct {
    const char *date;
    enum kiosk_section section;
} AROUND[] = {
    {"2027-03-01", KIOSK_OTHERS}, {"2026-12-01", KIOSK_OTHERS}, {"2026-11-30", KIOSK_RECENT},
    {"2026-11-25", KIOSK_RECENT}, {"2026-11-24", KIOSK_TODAY},  {"2026-11-23", KIOSK_RECENT},
    {"2026-11-18", KIOSK_RECENT}, {"2026-11-17", KIOSK_OTHERS}, {"2025-11-24", KIOSK_OTHERS},
    {"", KIOSK_OTHERS},
};
enum { AROUND_COUNT = sizeof(AROUND) / sizeof(*AROUND) };

static size_t day_of(struct visit *visit, size_t article)
{
    size_t day = 0;

    while (
        !str_eq(edition_article(&visit->bulletin.edition, article)->date, str_of(AROUND[day].date)))
        assert_true(++day < AROUND_COUNT);
    return day;
}

/* Expects all articles in the order of sections, days (AROUND is in it) and the edition. */
static void expect_front_in_order(struct visit *visit)
{
    const struct kiosk_rows *front = &visit->kiosk.front;

    assert_int_equal(front->count, visit->bulletin.edition.shown_count);
    for (size_t i = 0; i < front->count; i++) {
        size_t article = front->items[i].article, day = day_of(visit, article), before;
        bool pinned = edition_article(&visit->bulletin.edition, article)->pinned;

        assert_int_equal(front->items[i].section, pinned ? KIOSK_PINNED : AROUND[day].section);
        if (!i)
            continue;
        before = front->items[i - 1].article;
        assert_true(front->items[i - 1].section <= front->items[i].section);
        if (front->items[i - 1].section != front->items[i].section)
            continue;
        if (!pinned)
            assert_true(day_of(visit, before) <= day);
        if (pinned || day_of(visit, before) == day)
            assert_true(before < article);
    }
}

/* Read from the files, and opened from an index. */
static void articles_of_a_day_are_in_the_editions_order(void **state)
{
    enum { ARTICLES = 4 * AROUND_COUNT };
    struct visit *visit = *state;
    struct edition *edition = &visit->bulletin.edition;
    struct edition_filter filter = {.today = {"2026-11-24", 10}};
    struct buffer path = {0};

    for (size_t i = 0; i < ARTICLES; i++) {
        const char *date = AROUND[i * 7 % AROUND_COUNT].date;
        struct buffer id = {0}, header = {0};

        buffer_addf(&id, "n%zu", i);
        buffer_addf(&header, "title: 题\n%s%s\n%s",
                    *date ? "date: " : "note: ", *date ? date : "无",
                    i % 9 == 0 ? "pinned: true\n" : "");
        bulletin_put(&visit->bulletin, buffer_c_str(&id), buffer_c_str(&header), "正文。\n");
        buffer_free(&id);
        buffer_free(&header);
    }
    restart(visit);
    expect_front_in_order(visit);
    assert_true(str_eq(visit->kiosk.updated, str_of("2026-11-24")));
    buffer_addf(&path, "%s/index", visit->bulletin.folder);
    assert_int_equal(index_write(buffer_c_str(&path), edition, visit->bulletin.folder, NULL), 0);
    kiosk_free(&visit->kiosk);
    visit->kiosk = (struct kiosk){0};
    edition_free(edition);
    assert_true(edition_open(edition, buffer_c_str(&path), visit->bulletin.folder, &filter));
    visit_start(visit, VISIT_OPTIONS, (struct str){0});
    assert_true(edition_has_trees(edition));
    expect_front_in_order(visit);
    buffer_free(&path);
}

/* The date of the bulletin is a pinned article's, too, but none to come, and without any that of
 * the files. */
static void the_bulletin_has_the_date_of_its_newest_article(void **state)
{
    struct visit *visit = *state;
    struct kiosk_options options = VISIT_OPTIONS;

    put_date(visit, "a", "2026-11-20");
    put_date(visit, "b", "2026-11-25");
    bulletin_put(&visit->bulletin, "p", "title: 题\npinned: true\ndate: 2026-11-22\n", "正文。\n");
    restart(visit);
    assert_true(str_eq(visit->kiosk.updated, str_of("2026-11-22")));
    bulletin_put(&visit->bulletin, "p", "title: 题\npinned: true\ndate: 2026-11-26\n", "正文。\n");
    restart(visit);
    assert_true(str_eq(visit->kiosk.updated, str_of("2026-11-20")));
    put_date(visit, "a", "2026-11-26");
    visit_reload(visit);
    options.arrived = str_of("2026-11-01");
    visit_start(visit, options, (struct str){0});
    assert_true(str_eq(visit->kiosk.updated, str_of("2026-11-01")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(the_front_page_is_news_and_then_what_has_no_date),
        VISIT_TEST(the_front_page_is_newest_first),
        VISIT_TEST(a_date_to_come_is_dated_and_not_today),
        VISIT_TEST(articles_of_a_day_are_in_the_editions_order),
        VISIT_TEST(the_bulletin_has_the_date_of_its_newest_article),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
