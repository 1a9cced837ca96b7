#include "base/i18n.h"
#include "tree_scheme.h"

#include <assert.h>
#include <stdlib.h>

#define ONE(member, missing)                                                                       \
    {                                                                                              \
        offsetof(struct article, member), ONE_VALUE, missing                                       \
    }
#define EACH(members, count, missing)                                                              \
    {                                                                                              \
        offsetof(struct article, members), offsetof(struct article, count), missing                \
    }
#define TOPICS EACH(topics, topic_count, N_("未分类"))

const struct tree_scheme TREE_SCHEMES[GROUPING_COUNT] = {
    [GROUP_DISTRICT] = {N_("按地区"), false, 2, {ONE(district, N_("未分区")), TOPICS}},
    [GROUP_TOPIC] = {N_("按主题"), false, 1, {TOPICS}},
    [GROUP_PLACE] = {N_("按地点"), false, 1, {ONE(place, N_("未注明地点"))}},
    [GROUP_AUTHOR] = {N_("按作者"), false, 1, {EACH(authors, author_count, N_("未署名"))}},
    [GROUP_ISSUE] = {N_("按期号"), true, 1, {ONE(issue, N_("未注明期号"))}},
    [GROUP_MONTH] = {N_("按月份"), true, 1, {ONE(month, N_("未注明日期"))}},
};

const struct str *tree_field_values(const struct tree_field *field, const struct article *article,
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

static_assert(sizeof(struct tree_record) == 20, "a record has no padding");

struct tree_node tree_node(const struct tree *tree, size_t index)
{
    const struct tree_record *record = &tree->records[index];
    bool is_group = record->article >= tree->article_count;
    size_t end = record->end > index && record->end <= tree->count ? record->end : index + 1;

    return (struct tree_node){
        .article = is_group ? SIZE_MAX : record->article,
        .parent = record->parent < index ? record->parent : SIZE_MAX,
        .end = end,
        .number = record->number <= index ? record->number : index,
        .depth = record->depth < MOST_LEVELS ? record->depth : MOST_LEVELS,
        .unnamed = record->flags & TREE_UNNAMED,
        .pinned = record->flags & TREE_PINNED,
    };
}

struct str tree_label(const struct tree *tree, const struct edition *edition, size_t group)
{
    struct tree_node node = tree_node(tree, group);
    const struct tree_field *field = &TREE_SCHEMES[tree->grouping].fields[node.depth % MOST_LEVELS];
    const struct str *values;
    size_t first = group, count, value = tree->records[group].value;

    if (tree->names)
        return tree->names[group - node.number];
    if (node.pinned)
        return str_of(_("置顶"));
    if (node.unnamed && field->missing)
        return str_of(_(field->missing));
    while (first + 1 < node.end && tree_node(tree, first).article == SIZE_MAX)
        first++;
    values =
        tree_field_values(field, edition_article(edition, tree_node(tree, first).article), &count);
    return value < count ? values[value] : (struct str){0};
}

uint32_t tree_newest(const struct tree *tree, size_t group)
{
    return UINT32_MAX - tree->records[group].article;
}

size_t tree_articles_below(const struct tree *tree, size_t index)
{
    const struct tree_node node = tree_node(tree, index);
    const size_t from = tree->records[index].number, to = tree->records[node.end - 1].number;
    const size_t count = node.article != SIZE_MAX ? 1 : to > from ? to - from : 0;

    return count < node.end - index ? count : node.end - index;
}

size_t tree_articles(const struct tree *tree)
{
    return tree->count ? tree_node(tree, tree->count - 1).number : 0;
}

size_t tree_find_number(const struct tree *tree, size_t number)
{
    size_t low = 0, high = tree->count ? tree->count - 1 : 0;

    if (number < 1 || number > tree_articles(tree))
        return SIZE_MAX;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (tree->records[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t tree_find_article(const struct tree *tree, size_t article, size_t from)
{
    for (size_t i = from; i < tree->count && article < tree->article_count; i++)
        if (tree->records[i].article == article)
            return i;
    return SIZE_MAX;
}

size_t tree_find_any(const struct tree *tree, const uint8_t *bits, size_t from)
{
    for (size_t i = from; i < tree->count; i++) {
        uint32_t article = tree->records[i].article;

        if (article < tree->article_count && bits[article / 8] >> article % 8 & 1)
            return i;
    }
    return SIZE_MAX;
}

size_t tree_group_number(const struct tree *tree, size_t group)
{
    return group - tree_node(tree, group).number;
}

const char *grouping_name(enum grouping grouping)
{
    return _(TREE_SCHEMES[grouping].name);
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
    free(tree->own);
    free(tree->names);
    *tree = (struct tree){0};
}
