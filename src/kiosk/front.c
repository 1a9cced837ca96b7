#include "base/bounds.h"
#include "base/lower_bound.h"
#include "commands.h"

/* The front page. The tree of the months has the articles by date, the newest first, after those
 * that are pinned. The numbers of an age are looked for from the newest on, so that a page of an
 * edition of a hundred thousand articles looks at about as many of them as it shows. */

enum { NEWS_DAYS = 7 };

static const struct tree *by_date(const struct kiosk *kiosk)
{
    return &kiosk->groups[KIOSK_MONTH];
}

/* Returns the number after the last article's. */
static size_t end_of_numbers(const struct kiosk *kiosk)
{
    return tree_articles(by_date(kiosk)) + 1;
}

/* Returns the first number after those of the pinned articles. */
static size_t end_of_pinned(const struct kiosk *kiosk)
{
    const struct tree *tree = by_date(kiosk);

    return tree->count && tree_node(tree, 0).pinned ? tree_articles_below(tree, 0) + 1 : 1;
}

/* Returns the article with a number, or SIZE_MAX if an index is forged. */
static size_t article_of(const struct kiosk *kiosk, size_t number)
{
    size_t node = tree_find_number(by_date(kiosk), number);

    return node != SIZE_MAX ? tree_node(by_date(kiosk), node).article : SIZE_MAX;
}

static struct str date_of(const struct kiosk *kiosk, size_t number)
{
    size_t article = article_of(kiosk, number);

    return article != SIZE_MAX ? edition_value(kiosk->edition, article, EDITION_DATE, 0)
                               : (struct str){0};
}

/* An age that is looked for among the articles. */
struct wanted_age {
    const struct kiosk *kiosk;
    int days;
};

static bool is_younger(const void *context, size_t number)
{
    const struct wanted_age *wanted = context;

    return kiosk_days_ago(wanted->kiosk, date_of(wanted->kiosk, number)) < wanted->days;
}

/* Returns the first number from `from` on of an article that is at least so many days old or has no
 * date, or `end` if there is none before it. */
static size_t first_of_age(const struct kiosk *kiosk, size_t from, size_t end, int days)
{
    return lower_bound(from, end, is_younger, &(struct wanted_age){kiosk, days});
}

static void add_numbers(struct kiosk *kiosk, enum kiosk_section section, size_t from, size_t end)
{
    const struct tree *tree = by_date(kiosk);
    struct kiosk_rows *front = &kiosk->front;
    size_t node = tree_find_number(tree, from);

    for (; from < end && node < tree->count && front->count < BOUND_KIOSK_ROWS; node++) {
        struct tree_node shown = tree_node(tree, node);

        kiosk_add_article(front, section, shown.article);
        from += shown.article != SIZE_MAX;
    }
    if (from < end)
        front->left_out += end - from;
}

void kiosk_fill_front(struct kiosk *kiosk)
{
    size_t pinned = end_of_pinned(kiosk), end = end_of_numbers(kiosk);
    size_t soon = first_of_age(kiosk, pinned, end, 1 - NEWS_DAYS);
    size_t today = first_of_age(kiosk, soon, end, 0);
    size_t past = first_of_age(kiosk, today, end, 1);
    size_t old = first_of_age(kiosk, past, end, NEWS_DAYS);

    /* Pinned articles stand where their editor has put them. */
    for (size_t i = 0; i + 1 < pinned && i < kiosk->edition->shown_count; i++)
        kiosk_add_article(&kiosk->front, KIOSK_PINNED, edition_shown(kiosk->edition, i));
    add_numbers(kiosk, KIOSK_TODAY, today, past);
    add_numbers(kiosk, KIOSK_RECENT, soon, today);
    add_numbers(kiosk, KIOSK_RECENT, past, old);
    add_numbers(kiosk, KIOSK_OTHERS, pinned, soon);
    add_numbers(kiosk, KIOSK_OTHERS, old, end);
}

/* Returns the newest date, not after today, of the numbers, which are by date; empty: none. */
static struct str newest_date(const struct kiosk *kiosk, size_t from, size_t end)
{
    size_t number = first_of_age(kiosk, from, end, 0);

    return number < end ? date_of(kiosk, number) : (struct str){0};
}

struct str kiosk_newest_date(const struct kiosk *kiosk)
{
    size_t pinned = end_of_pinned(kiosk);
    struct str of_pinned = newest_date(kiosk, 1, pinned);
    struct str of_others = newest_date(kiosk, pinned, end_of_numbers(kiosk));

    return str_cmp(of_pinned, of_others) > 0 ? of_pinned : of_others;
}
