#include "reader/list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Five articles of one district, with the ids a to e. */
static const struct {
    const char *id, *date, *expires;
    bool pinned, draft;
} LISTED[] = {
    {"a", "2026-11-01", "2026-11-23", false, false},
    {"b", "2026-11-02", "", false, false},
    {"c", "", "", false, true},
    {"d", "2026-11-03", "2026-11-24", false, false},
    {"e", "2026-10-01", "", true, false},
};

enum { COUNT = sizeof(LISTED) / sizeof(*LISTED) };

struct shelf {
    struct edition edition;
    struct marks marks;
    struct list list;
};

static void fill(struct shelf *shelf)
{
    struct edition *edition = &shelf->edition;

    *shelf = (struct shelf){0};
    edition->articles = arena_alloc(&edition->arena, COUNT * sizeof(*edition->articles));
    edition->by_id = arena_alloc(&edition->arena, COUNT * sizeof(*edition->by_id));
    edition->article_count = COUNT;
    for (size_t i = 0; i < COUNT; i++) {
        struct article *article = &edition->articles[i];

        edition->by_id[i] = i;
        article->id = article->mark_id = article->title = str_of(LISTED[i].id);
        article->date = str_of(LISTED[i].date);
        article->expires = str_of(LISTED[i].expires);
        article->pinned = LISTED[i].pinned;
        article->draft = LISTED[i].draft;
    }
}

static void show(struct shelf *shelf, struct edition_filter filter, enum sorting sorting)
{
    edition_show(&shelf->edition, &filter);
    list_group(&shelf->list, &shelf->edition, &shelf->marks, GROUP_DISTRICT, sorting);
}

static void clear(struct shelf *shelf)
{
    list_free(&shelf->list);
    marks_free(&shelf->marks);
    arena_free(&shelf->edition.arena);
}

static const struct edition_filter TODAY = {{"2026-11-24", 10}, true, true};

/* Checks the ids of the articles in the order of their numbers. */
static void expect_numbers(struct shelf *shelf, const char *ids)
{
    size_t number = 0;

    assert_int_equal(list_articles(&shelf->list), strlen(ids));
    for (; ids[number]; number++) {
        const struct list_row *row;

        assert_true(list_select_number(&shelf->list, number + 1));
        row = list_selected(&shelf->list);
        assert_int_equal(row->number, number + 1);
        if (shelf->edition.articles[row->article].id.p[0] != ids[number])
            fail_msg("%s: number %zu is %s", ids, number + 1,
                     shelf->edition.articles[row->article].id.p);
    }
    assert_false(list_select_number(&shelf->list, number + 1));
}

static void numbers_follow_the_order_shown(void **state)
{
    struct shelf shelf;

    (void)state;
    fill(&shelf);
    show(&shelf, (struct edition_filter){0}, SORT_PAGES);
    expect_numbers(&shelf, "eabcd");
    show(&shelf, (struct edition_filter){0}, SORT_DATES);
    expect_numbers(&shelf, "edbac");
    show(&shelf, TODAY, SORT_PAGES);
    expect_numbers(&shelf, "ebd");
    show(&shelf, TODAY, SORT_DATES);
    expect_numbers(&shelf, "edb");
    clear(&shelf);
}

static void the_selection_stays_on_its_article(void **state)
{
    struct shelf shelf;

    (void)state;
    fill(&shelf);
    show(&shelf, TODAY, SORT_PAGES);
    assert_true(list_select_article(&shelf.list, 1));
    assert_int_equal(list_selected(&shelf.list)->number, 2);
    show(&shelf, TODAY, SORT_DATES);
    assert_int_equal(list_selected(&shelf.list)->article, 1);
    assert_int_equal(list_selected(&shelf.list)->number, 3);
    edition_show(&shelf.edition, &(struct edition_filter){0});
    list_group(&shelf.list, &shelf.edition, &shelf.marks, GROUP_AUTHOR, SORT_DATES);
    assert_int_equal(list_selected(&shelf.list)->article, 1);
    assert_true(list_select_article(&shelf.list, 2));
    show(&shelf, TODAY, SORT_DATES); /* draft: not shown without drafts */
    assert_int_equal(list_selected(&shelf.list)->number, 1);
    clear(&shelf);
}

static void bookmarks_that_are_not_to_be_seen_are_kept(void **state)
{
    struct shelf shelf;

    (void)state;
    fill(&shelf);
    for (size_t i = 0; i < COUNT; i++)
        marks_toggle_bookmark(&shelf.marks, str_of(LISTED[i].id), 0);
    show(&shelf, TODAY, SORT_PAGES);
    list_show_bookmarks(&shelf.list, &shelf.edition, &shelf.marks);
    expect_numbers(&shelf, "edb");
    edition_show(&shelf.edition, &(struct edition_filter){0});
    list_show_bookmarks(&shelf.list, &shelf.edition, &shelf.marks);
    expect_numbers(&shelf, "edcba");
    clear(&shelf);
}

static void what_is_not_to_be_seen_is_not_counted_as_unread(void **state)
{
    struct shelf shelf;
    size_t next;

    (void)state;
    fill(&shelf);
    marks_set_read(&shelf.marks, str_of("b"), true);
    show(&shelf, TODAY, SORT_PAGES);
    /* 置顶, e, 未分区, … */
    assert_int_equal(shelf.list.unread[0], 1);
    assert_int_equal(shelf.list.unread[2], 1);
    next = list_next_unread(&shelf.list, &shelf.edition, &shelf.marks, SIZE_MAX);
    assert_int_equal(next, list_index_after(&shelf.list, SIZE_MAX));
    next = list_next_unread(&shelf.list, &shelf.edition, &shelf.marks, next);
    assert_int_equal(list_article_at(&shelf.list, next), 'd' - 'a');
    next = list_next_unread(&shelf.list, &shelf.edition, &shelf.marks, next);
    assert_int_equal(list_article_at(&shelf.list, next), 'e' - 'a');
    marks_set_read(&shelf.marks, str_of("e"), true);
    marks_set_read(&shelf.marks, str_of("d"), true);
    assert_true(list_next_unread(&shelf.list, &shelf.edition, &shelf.marks, 0) == SIZE_MAX);
    clear(&shelf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_follow_the_order_shown),
        cmocka_unit_test(the_selection_stays_on_its_article),
        cmocka_unit_test(bookmarks_that_are_not_to_be_seen_are_kept),
        cmocka_unit_test(what_is_not_to_be_seen_is_not_counted_as_unread),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
