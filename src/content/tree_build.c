#include "base/alloc.h"
#include "base/bounds.h"
#include "content/index.h"
#include "edition_patch.h"
#include "tree_builder.h"

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

/* Returns the digits of a date, YYYY-MM-DD, as a number. */
static uint32_t date_number(struct str date)
{
    uint32_t number = 0;

    for (size_t i = 0; i < date.bytes; i++)
        if (date.p[i] >= '0' && date.p[i] <= '9')
            number = number * 10 + (uint32_t)(date.p[i] - '0');
    return number;
}

uint32_t tree_date_of(const struct edition *edition, size_t article)
{
    return date_number(edition_article(edition, article)->date);
}

/* Returns a number by which the articles of a group are ordered: their index or, before it, their
 * date, the newest first; articles without a date come last. */
static uint64_t key_of(const struct tree_builder *builder, size_t article)
{
    if (builder->sorting == SORT_PAGES)
        return article;
    return (uint64_t)(UINT32_MAX - tree_date_of(builder->edition, article)) << 32 | article;
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
    if (a->pinned != b->pinned)
        return a->pinned ? -1 : 1;
    if (a->newest != b->newest)
        return a->newest > b->newest ? -1 : 1;
    if (!a->name.bytes != !b->name.bytes)
        return a->name.bytes ? -1 : 1;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    return (a->value > b->value) - (a->value < b->value);
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
    builder->group_count++;
    if (lowest) {
        group->before = builder->last;
        builder->last = group;
        builder->lowest_count++;
    }
    return group;
}

/* Notes the first article of a group, and which of its values names the group. */
static void note_first(struct tree_group *group, uint64_t key, size_t value)
{
    if (key >= group->first)
        return;
    group->first = key;
    group->value = (uint16_t)value;
}

void tree_note_place(const struct tree_builder *builder, struct tree_group *group, size_t article,
                     size_t value)
{
    const uint64_t key = key_of(builder, article);

    note_first(group, key, value);
    if (group->above)
        note_first(group->above, key, value);
}

static void add_place(struct tree_builder *builder, struct tree_group *group, size_t article,
                      size_t value)
{
    MEM_GROW(builder->places, builder->place_cap, builder->place_count + 1);
    builder->places[builder->place_count++] = (struct tree_place){group, (uint32_t)article};
    group->articles++;
    tree_note_place(builder, group, article, value);
}

struct tree_group *tree_pinned_group(struct tree_builder *builder)
{
    return find_group(builder, (struct tree_group){.pinned = true, .first = UINT64_MAX}, true);
}

struct tree_group *tree_named_group(struct tree_builder *builder, struct str name,
                                    struct tree_group *above)
{
    return find_group(builder,
                      (struct tree_group){.name = name, .above = above, .first = UINT64_MAX},
                      above || builder->scheme->levels == 1);
}

/* Adds an article to the group that one of its values names, or to that of no value. */
static void add_value(struct tree_builder *builder, size_t index, struct str name, size_t value)
{
    const struct tree_scheme *scheme = builder->scheme;
    const struct article *article = edition_article(builder->edition, index);
    struct tree_group *group = tree_named_group(builder, name, NULL);
    const uint32_t date = date_number(article->date);

    if (scheme->newest_first && name.bytes && date > group->newest)
        group->newest = date;
    for (int level = 1; level < scheme->levels; level++) {
        size_t count;
        const struct str *values = tree_field_values(&scheme->fields[level], article, &count);

        group = tree_named_group(builder, count ? values[0] : (struct str){0}, group);
    }
    add_place(builder, group, index, value);
}

static void add_article(struct tree_builder *builder, size_t index)
{
    const struct article *article = edition_article(builder->edition, index);
    const struct str *values;
    size_t count;

    if (article->pinned) {
        add_place(builder, tree_pinned_group(builder), index, 0);
        return;
    }
    values = tree_field_values(&builder->scheme->fields[0], article, &count);
    if (!count)
        add_value(builder, index, (struct str){0}, 0);
    for (size_t i = 0; i < count && i < MOST_VALUES; i++)
        if (!is_repeated(values, i))
            add_value(builder, index, values[i], i);
}

static int compare_keys(const void *a, const void *b)
{
    const uint64_t *left = a, *right = b;

    return (*left > *right) - (*left < *right);
}

/* Adds the shown articles in the order of their keys. */
static void add_all(struct tree_builder *builder)
{
    const struct edition *edition = builder->edition;
    size_t count = edition->shown_count;
    uint64_t *keys = mem_zeroed(count, sizeof(*keys));

    for (size_t i = 0; i < count; i++)
        keys[i] = key_of(builder, edition_shown(edition, i));
    if (count && builder->sorting == SORT_DATES)
        qsort(keys, count, sizeof(*keys), compare_keys);
    for (size_t i = 0; i < count; i++)
        add_article(builder, (uint32_t)keys[i]);
    free(keys);
}

/* Adds the articles that have changed. */
static void add_changed(struct tree_builder *builder)
{
    const struct edition *edition = builder->edition;

    for (size_t at = edition_next_changed(edition, 0); at != SIZE_MAX;
         at = edition_next_changed(edition, at + 1))
        if (edition_shows(edition, at))
            add_article(builder, at);
}

static uint32_t add_group(struct tree *tree, const struct tree_group *group,
                          struct tree_record record)
{
    if (group->pinned)
        record.flags = TREE_PINNED;
    else if (!group->name.bytes)
        record.flags = TREE_UNNAMED;
    record.article = UINT32_MAX - group->newest;
    tree->own[tree->count] = record;
    return (uint32_t)tree->count++;
}

/* Returns the groups that have articles, as they are shown, and NULL after them. The caller frees
 * the array. */
static struct tree_group **sort_groups(const struct tree_builder *builder)
{
    struct tree_group **sorted = mem_zeroed(builder->lowest_count + 1, sizeof(struct tree_group *));
    size_t count = 0;

    for (struct tree_group *group = builder->last; group; group = group->before)
        if (group->articles)
            sorted[count++] = group;
    if (count)
        qsort(sorted, count, sizeof(struct tree_group *), compare_groups);
    sorted[count] = NULL;
    return sorted;
}

/* Adds the groups' nodes, and leaves room for those of their articles. */
static void place_groups(struct tree *tree, const struct tree_builder *builder)
{
    struct tree_group **sorted = sort_groups(builder);
    const struct tree_group *before = NULL;
    uint32_t number = 0, top = 0;

    for (size_t i = 0; sorted[i]; i++) {
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

/* Moves an article that comes after the others of its group to where it belongs. */
static void place_late(const struct tree_builder *builder, struct tree_record *own, uint32_t first,
                       uint32_t node)
{
    const uint32_t article = own[node].article;
    const uint64_t key = key_of(builder, article);
    uint32_t low = first, high = node;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (key_of(builder, own[middle].article) < key)
            low = middle + 1;
        else
            high = middle;
    }
    for (uint32_t i = node; i > low; i--)
        own[i].article = own[i - 1].article;
    own[low].article = article;
}

/* Makes the next node of a group, and returns its index. */
static uint32_t place(struct tree *tree, struct tree_group *group, size_t article)
{
    const struct tree_record *parent = &tree->records[group->node];
    uint32_t node = group->next++;

    tree->own[node] = (struct tree_record){.article = (uint32_t)article,
                                           .parent = group->node,
                                           .end = node + 1,
                                           .number = parent->number + node - group->node,
                                           .depth = (uint8_t)(parent->depth + 1)};
    return node;
}

static void place_articles(struct tree *tree, const struct tree_builder *builder)
{
    struct tree_kept_walk walk = {.builder = builder};
    struct tree_group *group;
    size_t article;

    while (builder->before && (group = tree_next_kept(&walk, &article)))
        if (article != SIZE_MAX)
            place(tree, group, article);
    for (size_t i = 0; i < builder->place_count; i++) {
        uint32_t node;

        group = builder->places[i].group;
        node = place(tree, group, builder->places[i].article);
        if (builder->before)
            place_late(builder, tree->own, group->node + 1, node);
    }
}

/* Does nothing: the groups lie in an arena. */
static void leave_group(void *group)
{
    (void)group;
}

/* Borrows the tree from the edition's index. */
static void borrow(struct tree *tree, const struct edition *edition)
{
    tree->article_count = edition->article_count;
    tree->records = index_tree(edition->index, tree->grouping, tree->sorting, &tree->count);
}

static void build(struct tree *tree, struct tree_builder *builder)
{
    tree->own =
        mem_resize(NULL, builder->group_count + builder->kept_count + builder->place_count + 1,
                   sizeof(*tree->own));
    tree->records = tree->own;
    place_groups(tree, builder);
    place_articles(tree, builder);
    tdestroy(builder->found, leave_group);
    arena_free(&builder->arena);
    free(builder->places);
    free(builder->kept);
}

void tree_build(struct tree *tree, const struct edition *edition, enum grouping grouping,
                enum sorting sorting)
{
    struct tree_builder builder = {
        .scheme = &TREE_SCHEMES[grouping], .edition = edition, .sorting = sorting};
    struct tree before = {.grouping = grouping, .sorting = sorting};

    *tree = before;
    if (edition_has_trees(edition) && !edition->patch) {
        borrow(tree, edition);
        return;
    }
    tree->article_count = edition->article_count;
    if (edition_has_trees(edition)) {
        borrow(&before, edition_unpatched(edition));
        builder.before = &before;
        tree_keep(&builder);
        add_changed(&builder);
    } else {
        add_all(&builder);
    }
    build(tree, &builder);
}
