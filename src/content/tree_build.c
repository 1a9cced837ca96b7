#include "base/alloc.h"
#include "base/bounds.h"
#include "content/index.h"
#include "tree_scheme.h"

#include <assert.h>
#include <search.h>
#include <stdlib.h>

/* An article is under so many of its values, which is more than a header can give it. */
enum { MOST_VALUES = 1024 };

static_assert((uint64_t)BOUND_ARTICLES * MOST_VALUES * (MOST_LEVELS + 1) < UINT32_MAX,
              "a node's index has 32 bits");

/* Returns whether values[index] occurs before `index`, too. */
static bool is_repeated(const struct str *values, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (str_eq(values[i], values[index]))
            return true;
    return false;
}

/* A group while its tree is built. */
struct tree_group {
    struct str name;                /* empty: of the articles without a value */
    const struct tree_group *above; /* NULL on the top level */
    struct tree_group *before;      /* on the lowest level: the one that was met before it */
    bool pinned;
    struct str newest; /* date of a top group, if the scheme orders by it */
    size_t serial;     /* groups are numbered as they are met, which is by their first article */
    uint16_t value;    /* of its first article, that its top group is named by */
    uint32_t articles;
    uint32_t node, next; /* its node, and the one of its next article */
};

/* An article in a group on the lowest level. */
struct tree_place {
    struct tree_group *group;
    uint32_t article;
};

/* The groups and places of which a tree is made. Groups are found by a balanced tree of the C
 * library, which no choice of names makes slow. */
struct tree_builder {
    const struct tree_scheme *scheme;
    struct arena arena; /* of the groups */
    void *found;        /* root of tsearch() */
    struct tree_group *spare;
    struct tree_group *last; /* group that has articles, see `before` */
    size_t lowest_count;     /* number of such groups */
    size_t group_count;
    struct tree_place *places;
    size_t place_count, place_cap;
};

static int compare_numbers(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

/* Orders groups so that they can be found, not as they are shown. */
static int compare_names(const void *a, const void *b)
{
    const struct tree_group *left = a, *right = b;

    if (left->above != right->above)
        return (uintptr_t)left->above < (uintptr_t)right->above ? -1 : 1;
    if (left->pinned != right->pinned)
        return left->pinned ? -1 : 1;
    return str_cmp(left->name, right->name);
}

/* Orders groups below the same one as they are shown. */
static int compare_siblings(const struct tree_group *a, const struct tree_group *b)
{
    int order = str_cmp(b->newest, a->newest);

    if (a->pinned != b->pinned)
        return a->pinned ? -1 : 1;
    if (order)
        return order;
    if (!a->name.bytes != !b->name.bytes)
        return a->name.bytes ? -1 : 1;
    return compare_numbers(a->serial, b->serial);
}

static int compare_groups(const void *a, const void *b)
{
    const struct tree_group *left = *(struct tree_group *const *)a;
    const struct tree_group *right = *(struct tree_group *const *)b;
    int order =
        compare_siblings(left->above ? left->above : left, right->above ? right->above : right);

    return order ? order : compare_siblings(left, right);
}

/* Returns the group that equals `wanted`, added if there was none. */
static struct tree_group *find_group(struct tree_builder *builder, struct tree_group wanted,
                                     bool lowest)
{
    struct tree_group *group;

    if (!builder->spare)
        builder->spare = arena_alloc(&builder->arena, sizeof(*builder->spare));
    *builder->spare = wanted;
    group =
        *(struct tree_group **)mem_or_die(tsearch(builder->spare, &builder->found, compare_names));
    if (group != builder->spare)
        return group;
    builder->spare = NULL;
    group->serial = builder->group_count++;
    if (lowest) {
        group->before = builder->last;
        builder->last = group;
        builder->lowest_count++;
    }
    return group;
}

static void add_place(struct tree_builder *builder, struct tree_group *group, size_t article)
{
    MEM_GROW(builder->places, builder->place_cap, builder->place_count + 1);
    builder->places[builder->place_count++] = (struct tree_place){group, (uint32_t)article};
    group->articles++;
}

/* Adds an article to the group that one of its values names, or to that of no value. */
static void add_value(struct tree_builder *builder, const struct edition *edition, size_t index,
                      struct str name, size_t value)
{
    const struct tree_scheme *scheme = builder->scheme;
    const struct article *article = edition_article(edition, index);
    struct tree_group *group = find_group(
        builder, (struct tree_group){.name = name, .value = (uint16_t)value}, scheme->levels == 1);

    if (scheme->newest_first && name.bytes && str_cmp(article->date, group->newest) > 0)
        group->newest = article->date;
    for (int level = 1; level < scheme->levels; level++) {
        size_t count;
        const struct str *values = tree_field_values(&scheme->fields[level], article, &count);

        group = find_group(builder,
                           (struct tree_group){.name = count ? values[0] : (struct str){0},
                                               .above = group,
                                               .value = (uint16_t)value},
                           level == scheme->levels - 1);
    }
    add_place(builder, group, index);
}

static void add_article(struct tree_builder *builder, const struct edition *edition, size_t index)
{
    const struct article *article = edition_article(edition, index);
    const struct str *values;
    size_t count;

    if (article->pinned) {
        add_place(builder, find_group(builder, (struct tree_group){.pinned = true}, true), index);
        return;
    }
    values = tree_field_values(&builder->scheme->fields[0], article, &count);
    if (!count)
        add_value(builder, edition, index, (struct str){0}, 0);
    for (size_t i = 0; i < count && i < MOST_VALUES; i++)
        if (!is_repeated(values, i))
            add_value(builder, edition, index, values[i], i);
}

/* Returns the digits of a date, YYYY-MM-DD, as a number. */
static uint32_t date_number(struct str date)
{
    uint32_t number = 0;

    for (size_t i = 0; i < date.bytes; i++)
        if (date.p[i] != '-')
            number = number * 10 + (uint32_t)(date.p[i] - '0');
    return number;
}

static int compare_keys(const void *a, const void *b)
{
    const uint64_t *left = a, *right = b;

    return (*left > *right) - (*left < *right);
}

/* Adds the shown articles by date, the newest first; articles without a date come last. */
static void add_by_date(struct tree_builder *builder, const struct edition *edition)
{
    size_t count = edition->shown_count;
    uint64_t *keys = mem_zeroed(count, sizeof(*keys));

    for (size_t i = 0; i < count; i++) {
        size_t index = edition_shown(edition, i);
        uint32_t date = date_number(edition_article(edition, index)->date);

        keys[i] = (uint64_t)(UINT32_MAX - date) << 32 | index;
    }
    if (count)
        qsort(keys, count, sizeof(*keys), compare_keys);
    for (size_t i = 0; i < count; i++)
        add_article(builder, edition, (uint32_t)keys[i]);
    free(keys);
}

static uint32_t add_group(struct tree *tree, const struct tree_group *group,
                          struct tree_record record)
{
    if (group->pinned)
        record.flags = TREE_PINNED;
    else if (!group->name.bytes)
        record.flags = TREE_UNNAMED;
    record.article = UINT32_MAX;
    tree->own[tree->count] = record;
    return (uint32_t)tree->count++;
}

/* Returns the groups that have articles, as they are shown. The caller frees the array. */
static struct tree_group **sort_groups(const struct tree_builder *builder)
{
    struct tree_group **sorted = mem_zeroed(builder->lowest_count, sizeof(struct tree_group *));
    size_t count = 0;

    for (struct tree_group *group = builder->last; group; group = group->before)
        sorted[count++] = group;
    if (count)
        qsort(sorted, count, sizeof(struct tree_group *), compare_groups);
    return sorted;
}

/* Adds the groups' nodes, and leaves room for those of their articles. */
static void place_groups(struct tree *tree, const struct tree_builder *builder)
{
    struct tree_group **sorted = sort_groups(builder);
    const struct tree_group *before = NULL;
    uint32_t number = 0, top = 0;

    for (size_t i = 0; i < builder->lowest_count; i++) {
        struct tree_group *group = sorted[i];
        const struct tree_group *above = group->above;

        if (above && above != before)
            top = add_group(tree, above,
                            (struct tree_record){
                                .parent = UINT32_MAX, .number = number, .value = group->value});
        before = above;
        group->node = add_group(tree, group,
                                (struct tree_record){.parent = above ? top : UINT32_MAX,
                                                     .number = number,
                                                     .value = above ? 0 : group->value,
                                                     .depth = above ? 1 : 0});
        group->next = group->node + 1;
        number += group->articles;
        tree->count += group->articles;
        tree->own[group->node].end = (uint32_t)tree->count;
        if (above)
            tree->own[top].end = (uint32_t)tree->count;
    }
    free(sorted);
}

static void place_articles(struct tree *tree, const struct tree_builder *builder)
{
    for (size_t i = 0; i < builder->place_count; i++) {
        struct tree_group *group = builder->places[i].group;
        const struct tree_record *parent = &tree->records[group->node];
        uint32_t node = group->next++;

        tree->own[node] = (struct tree_record){.article = builder->places[i].article,
                                               .parent = group->node,
                                               .end = node + 1,
                                               .number = parent->number + node - group->node,
                                               .depth = (uint8_t)(parent->depth + 1)};
    }
}

/* Does nothing: the groups lie in an arena. */
static void leave_group(void *group)
{
    (void)group;
}

void tree_build(struct tree *tree, const struct edition *edition, enum grouping grouping,
                enum sorting sorting)
{
    struct tree_builder builder = {.scheme = &TREE_SCHEMES[grouping]};

    *tree = (struct tree){
        .grouping = grouping, .sorting = sorting, .article_count = edition->article_count};
    if (edition_has_trees(edition)) {
        tree->records = index_tree(edition->index, grouping, sorting, &tree->count);
        return;
    }
    if (sorting == SORT_DATES)
        add_by_date(&builder, edition);
    else
        for (size_t i = 0; i < edition->shown_count; i++)
            add_article(&builder, edition, edition_shown(edition, i));
    tree->own = mem_zeroed(builder.group_count + builder.place_count, sizeof(*tree->own));
    tree->records = tree->own;
    place_groups(tree, &builder);
    place_articles(tree, &builder);
    tdestroy(builder.found, leave_group);
    arena_free(&builder.arena);
    free(builder.places);
}
