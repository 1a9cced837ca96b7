#include "content/tree.h"

#include "base/alloc.h"
#include "base/i18n.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

/* An article's place in the tree: below `group`, and there below `subgroup` if the grouping has
 * any. Ranks are the number of a group's first place, so that groups stand in the order of their
 * first article; what has no name comes last. */
struct place {
    struct str group, subgroup;
    size_t group_rank, subgroup_rank;
    size_t number; /* in the order of the articles and their topics */
    size_t article;
};

static int compare_numbers(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_names(const void *a, const void *b)
{
    const struct place *left = a, *right = b;
    int order = str_cmp(left->group, right->group);

    if (!order)
        order = str_cmp(left->subgroup, right->subgroup);
    return order ? order : compare_numbers(left->number, right->number);
}

static int compare_ranks(const void *a, const void *b)
{
    const struct place *left = a, *right = b;
    int order = compare_numbers(left->group_rank, right->group_rank);

    if (!order)
        order = compare_numbers(left->subgroup_rank, right->subgroup_rank);
    return order ? order : compare_numbers(left->number, right->number);
}

static struct place *list_places(const struct edition *edition, enum grouping grouping,
                                 size_t *count)
{
    struct place *places = NULL;
    size_t cap = 0;

    *count = 0;
    for (size_t i = 0; i < edition->article_count; i++) {
        const struct article *article = &edition->articles[i];
        struct str first_topic = article->topic_count ? article->topics[0] : (struct str){0};
        size_t topic = 0;

        do {
            struct place place = {.number = *count, .article = i};

            if (grouping == GROUP_DISTRICT) {
                place.group = article->district;
                place.subgroup = first_topic;
            } else if (article->topic_count) {
                place.group = article->topics[topic];
            }
            places = mem_grow(places, &cap, *count + 1, sizeof(*places));
            places[(*count)++] = place;
        } while (grouping == GROUP_TOPIC && ++topic < article->topic_count);
    }
    return places;
}

/* Sets the ranks; leaves the places sorted by name. */
static void rank_places(struct place *places, size_t count)
{
    size_t group_start = 0, subgroup_start = 0;

    qsort(places, count, sizeof(*places), compare_names);
    for (size_t i = 0; i < count; i++) {
        if (!str_eq(places[i].group, places[group_start].group))
            group_start = subgroup_start = i;
        else if (!str_eq(places[i].subgroup, places[subgroup_start].subgroup))
            subgroup_start = i;
        places[i].subgroup_rank =
            places[i].subgroup.bytes ? places[subgroup_start].number : SIZE_MAX;
        /* The least number of all of the group's, which are not in order. */
        if (places[i].number < places[group_start].group_rank || i == group_start)
            places[group_start].group_rank = places[i].number;
    }
    for (size_t i = 0, start = 0; i < count; i++) {
        if (!str_eq(places[i].group, places[start].group))
            start = i;
        places[i].group_rank = places[i].group.bytes ? places[start].group_rank : SIZE_MAX;
    }
}

static size_t add_node(struct tree *tree, size_t *cap, struct tree_node node)
{
    tree->nodes = mem_grow(tree->nodes, cap, tree->count + 1, sizeof(*tree->nodes));
    tree->nodes[tree->count] = node;
    return tree->count++;
}

static struct str label_or(struct str label, const char *missing)
{
    return label.bytes ? label : str_of(missing);
}

/* Counts an article at or below each of these nodes and ends them after it. */
static void count_upwards(struct tree *tree, size_t node)
{
    for (; node != SIZE_MAX; node = tree->nodes[node].parent) {
        tree->nodes[node].articles++;
        tree->nodes[node].end = tree->count;
    }
}

void tree_build(struct tree *tree, const struct edition *edition, enum grouping grouping)
{
    size_t count, cap = 0, group = SIZE_MAX, subgroup = SIZE_MAX;
    struct place *places = list_places(edition, grouping, &count);
    const bool two_levels = grouping == GROUP_DISTRICT;

    *tree = (struct tree){.grouping = grouping};
    if (count) {
        rank_places(places, count);
        qsort(places, count, sizeof(*places), compare_ranks);
    }
    for (size_t i = 0; i < count; i++) {
        const struct place *place = &places[i];
        bool new_group = i == 0 || place->group_rank != places[i - 1].group_rank;
        struct str label;

        if (new_group) {
            label = label_or(place->group, two_levels ? _("未分区") : _("未分类"));
            group = add_node(tree, &cap, (struct tree_node){label, SIZE_MAX, SIZE_MAX, 0, 0, 0});
        }
        if (two_levels && (new_group || place->subgroup_rank != places[i - 1].subgroup_rank)) {
            label = label_or(place->subgroup, _("未分类"));
            subgroup = add_node(tree, &cap, (struct tree_node){label, SIZE_MAX, group, 0, 0, 1});
        }
        count_upwards(tree, add_node(tree, &cap,
                                     (struct tree_node){.article = place->article,
                                                        .parent = two_levels ? subgroup : group,
                                                        .depth = two_levels ? 2 : 1}));
    }
    free(places);
}

const char *grouping_name(enum grouping grouping)
{
    static const char *const names[GROUPING_COUNT] = {N_("按地区"), N_("按主题")};

    return _(names[grouping]);
}

void tree_free(struct tree *tree)
{
    free(tree->nodes);
    *tree = (struct tree){0};
}
