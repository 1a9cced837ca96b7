#include "content/tree.h"

#include "base/alloc.h"
#include "base/i18n.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

enum { MOST_LEVELS = 2, ONE_VALUE = 0 };

/* A field of struct article by which articles are grouped. */
struct field {
    size_t offset;       /* of a struct str or, if there can be several, of a pointer to them */
    size_t count_offset; /* of their number, or ONE_VALUE */
    const char *missing; /* name of the group for articles without a value */
};

/* A grouping. On the top level an article is under each of its values, on lower levels under its
 * first. */
struct scheme {
    const char *name;
    bool newest_first; /* order the top groups by their newest date, not by their first article */
    int levels;
    struct field fields[MOST_LEVELS];
};

#define ONE(member, missing)                                                                       \
    {                                                                                              \
        offsetof(struct article, member), ONE_VALUE, missing                                       \
    }
#define EACH(members, count, missing)                                                              \
    {                                                                                              \
        offsetof(struct article, members), offsetof(struct article, count), missing                \
    }
#define TOPICS EACH(topics, topic_count, N_("未分类"))

static const struct scheme SCHEMES[GROUPING_COUNT] = {
    [GROUP_DISTRICT] = {N_("按地区"), false, 2, {ONE(district, N_("未分区")), TOPICS}},
    [GROUP_TOPIC] = {N_("按主题"), false, 1, {TOPICS}},
    [GROUP_PLACE] = {N_("按地点"), false, 1, {ONE(place, N_("未注明地点"))}},
    [GROUP_AUTHOR] = {N_("按作者"), false, 1, {EACH(authors, author_count, N_("未署名"))}},
    [GROUP_ISSUE] = {N_("按期号"), true, 1, {ONE(issue, N_("未注明期号"))}},
};

/* An article's place in the tree: the groups it is under. A rank is the number of the group's first
 * place, so that groups are in the order of their first article; a group without a name comes last.
 */
struct tree_entry {
    struct str names[MOST_LEVELS];
    size_t ranks[MOST_LEVELS];
    struct str newest; /* date in the top group, if the scheme orders by it */
    size_t number;     /* position in the order of the articles and their values */
    size_t article;
};

struct tree_entries {
    struct tree_entry *items;
    size_t count;
    size_t cap;
};

static int compare_numbers(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_names(const void *a, const void *b)
{
    const struct tree_entry *left = a, *right = b;
    int order = 0;

    for (int i = 0; i < MOST_LEVELS && !order; i++)
        order = str_cmp(left->names[i], right->names[i]);
    return order ? order : compare_numbers(left->number, right->number);
}

static int compare_ranks(const void *a, const void *b)
{
    const struct tree_entry *left = a, *right = b;
    int order = str_cmp(right->newest, left->newest);

    for (int i = 0; i < MOST_LEVELS && !order; i++)
        order = compare_numbers(left->ranks[i], right->ranks[i]);
    return order ? order : compare_numbers(left->number, right->number);
}

/* Orders by date, newest first; articles without a date come last. */
static int compare_dates(const void *a, const void *b, void *articles)
{
    const struct article *all = articles;
    size_t left = *(const size_t *)a, right = *(const size_t *)b;
    int order = str_cmp(all[right].date, all[left].date);

    return order ? order : compare_numbers(left, right);
}

/* Returns the shown articles in the given order. The caller frees them. */
static size_t *sort_shown(const struct edition *edition, enum sorting sorting)
{
    size_t *sorted = mem_zeroed(edition->shown_count, sizeof(*sorted));

    if (edition->shown_count)
        memcpy(sorted, edition->shown, edition->shown_count * sizeof(*sorted));
    if (sorting == SORT_DATES)
        qsort_r(sorted, edition->shown_count, sizeof(*sorted), compare_dates, edition->articles);
    return sorted;
}

static const struct str *field_values(const struct field *field, const struct article *article,
                                      size_t *count)
{
    const char *base = (const char *)article;

    if (field->count_offset == ONE_VALUE) {
        *count = 1;
        return (const struct str *)(const void *)(base + field->offset);
    }
    *count = *(const size_t *)(const void *)(base + field->count_offset);
    return *(struct str *const *)(const void *)(base + field->offset);
}

/* Returns whether values[index] occurs before `index`, too. */
static bool is_repeated(const struct str *values, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (str_eq(values[i], values[index]))
            return true;
    return false;
}

static void add_place(struct tree_entries *places, struct tree_entry place)
{
    MEM_GROW(places->items, places->cap, places->count + 1);
    place.number = places->count;
    places->items[places->count++] = place;
}

/* Adds the places of an article. */
static void add_places(struct tree_entries *places, const struct scheme *scheme,
                       const struct edition *edition, size_t index)
{
    const struct article *article = &edition->articles[index];
    struct tree_entry place = {.article = index};
    const struct str *values;
    size_t count;

    for (int level = 1; level < scheme->levels; level++) {
        values = field_values(&scheme->fields[level], article, &count);
        if (count)
            place.names[level] = values[0];
    }
    values = field_values(&scheme->fields[0], article, &count);
    if (!count)
        add_place(places, place);
    for (size_t i = 0; i < count; i++) {
        place.names[0] = values[i];
        if (scheme->newest_first && values[i].bytes)
            place.newest = article->date;
        if (!is_repeated(values, i))
            add_place(places, place);
    }
}

static bool same_group(const struct tree_entry *a, const struct tree_entry *b, int level)
{
    for (int i = 0; i <= level; i++)
        if (!str_eq(a->names[i], b->names[i]))
            return false;
    return true;
}

/* Gives all places of a group the group's rank and newest date. The places are sorted by name. */
static void rank_groups(struct tree_entries *places, int level)
{
    for (size_t start = 0, end; start < places->count; start = end) {
        struct tree_entry *first = &places->items[start];
        size_t least = SIZE_MAX;
        struct str newest = first->newest;

        for (end = start; end < places->count; end++) {
            const struct tree_entry *place = &places->items[end];

            if (!same_group(first, place, level))
                break;
            if (first->names[level].bytes && place->number < least)
                least = place->number;
            if (str_cmp(place->newest, newest) > 0)
                newest = place->newest;
        }
        for (size_t i = start; i < end; i++) {
            places->items[i].ranks[level] = least;
            places->items[i].newest = newest;
        }
    }
}

static void sort_places(struct tree_entries *places)
{
    if (!places->count)
        return;
    qsort(places->items, places->count, sizeof(*places->items), compare_names);
    for (int level = 0; level < MOST_LEVELS; level++)
        rank_groups(places, level);
    qsort(places->items, places->count, sizeof(*places->items), compare_ranks);
}

static size_t add_node(struct tree *tree, size_t *cap, struct tree_node node)
{
    MEM_GROW(tree->nodes, *cap, tree->count + 1);
    tree->nodes[tree->count] = node;
    return tree->count++;
}

static size_t add_group(struct tree *tree, size_t *cap, struct str label, size_t parent, int depth)
{
    return add_node(
        tree, cap,
        (struct tree_node){.label = label, .article = SIZE_MAX, .parent = parent, .depth = depth});
}

/* Adds an article, and counts it in its own node and in each node above. */
static void add_article(struct tree *tree, size_t *cap, size_t article, size_t parent)
{
    size_t node =
        add_node(tree, cap,
                 (struct tree_node){
                     .article = article, .parent = parent, .depth = tree->nodes[parent].depth + 1});

    for (; node != SIZE_MAX; node = tree->nodes[node].parent) {
        tree->nodes[node].articles++;
        tree->nodes[node].end = tree->count;
    }
}

static void add_placed(struct tree *tree, size_t *cap, const struct scheme *scheme,
                       const struct tree_entries *places)
{
    size_t groups[MOST_LEVELS] = {0};

    for (size_t i = 0; i < places->count; i++) {
        const struct tree_entry *place = &places->items[i];

        for (int level = 0; level < scheme->levels; level++) {
            struct str label = place->names[level];

            if (i > 0 && same_group(place, place - 1, level))
                continue;
            if (!label.bytes)
                label = str_of(_(scheme->fields[level].missing));
            groups[level] =
                add_group(tree, cap, label, level ? groups[level - 1] : SIZE_MAX, level);
        }
        add_article(tree, cap, place->article, groups[scheme->levels - 1]);
    }
}

void tree_build(struct tree *tree, const struct edition *edition, enum grouping grouping,
                enum sorting sorting)
{
    const struct scheme *scheme = &SCHEMES[grouping];
    size_t *sorted = sort_shown(edition, sorting), cap = 0, pinned = SIZE_MAX;
    struct tree_entries places = {0};

    *tree = (struct tree){.grouping = grouping, .sorting = sorting};
    for (size_t i = 0; i < edition->shown_count; i++) {
        if (!edition->articles[sorted[i]].pinned) {
            add_places(&places, scheme, edition, sorted[i]);
            continue;
        }
        if (pinned == SIZE_MAX)
            pinned = add_group(tree, &cap, str_of(_("置顶")), SIZE_MAX, 0);
        add_article(tree, &cap, sorted[i], pinned);
    }
    sort_places(&places);
    add_placed(tree, &cap, scheme, &places);
    free(places.items);
    free(sorted);
}

const char *grouping_name(enum grouping grouping)
{
    return _(SCHEMES[grouping].name);
}

const char *sorting_name(enum sorting sorting)
{
    static const char *const NAMES[SORTING_COUNT] = {
        [SORT_PAGES] = N_("按版面次序"),
        [SORT_DATES] = N_("新的在前"),
    };

    return _(NAMES[sorting]);
}

void tree_free(struct tree *tree)
{
    free(tree->nodes);
    *tree = (struct tree){0};
}
