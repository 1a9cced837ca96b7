#include "base/alloc.h"
#include "edition_patch.h"
#include "tree_builder.h"

/* Returns the group of a tree's node, which has no articles yet. */
static struct tree_group *group_of(struct tree_builder *builder, const struct tree *tree,
                                   const struct edition *edition, size_t index,
                                   struct tree_group *before)
{
    const struct tree_node node = tree_node(tree, index);
    struct tree_group *above = before && before->above ? before->above : before;
    struct tree_group *group;
    struct str label = {0};

    if (node.pinned)
        return tree_pinned_group(builder);
    if (!node.depth || builder->scheme->levels == 1)
        above = NULL;
    if (!node.unnamed)
        label = tree_label(tree, edition, index);
    group = tree_named_group(builder, label, above);
    if (builder->scheme->newest_first && !node.unnamed)
        group->newest = tree_newest(tree, index);
    return group;
}

/* Returns which of an article's values names a group. */
static size_t value_in(const struct tree_builder *builder, const struct tree_group *group,
                       size_t article)
{
    const struct str name = (group->above ? group->above : group)->name;
    size_t count, value = 0;
    const struct str *values = tree_field_values(
        &builder->scheme->fields[0], edition_article(builder->edition, article), &count);

    while (value < count && !str_eq(values[value], name))
        value++;
    return value < count ? value : 0;
}

struct tree_group *tree_next_kept(struct tree_kept_walk *walk, size_t *article)
{
    const struct tree_builder *builder = walk->builder;
    const struct tree *tree = builder->before;

    while (walk->node < tree->count) {
        const uint32_t before = tree->records[walk->node++].article;

        if (before >= tree->article_count) {
            walk->group++;
        } else if (walk->group && builder->kept[walk->group - 1]) {
            *article = edition_kept_place(builder->edition, before);
            return builder->kept[walk->group - 1];
        }
    }
    return NULL;
}

/* Adds the groups of the tree that is kept; those that have no articles of their own as NULL. */
static void keep_groups(struct tree_builder *builder)
{
    const struct edition *edition = edition_unpatched(builder->edition);
    const struct tree *tree = builder->before;
    const int levels = builder->scheme->levels;
    struct tree_group *group = NULL;
    size_t count = 0, cap = 0;

    for (size_t i = 0; i < tree->count; i++) {
        if (tree->records[i].article < tree->article_count)
            continue;
        group = group_of(builder, tree, edition, i, group);
        MEM_GROW(builder->kept, cap, count + 1); /* NOLINT(bugprone-sizeof-expression): pointers */
        builder->kept[count++] = levels == 1 || group->pinned || group->above ? group : NULL;
    }
}

/* Counts the articles that are kept, and notes the first of each group: they are in order. Notes,
 * too, which groups lose their newest one. */
static void keep_articles(struct tree_builder *builder)
{
    const struct edition *edition = edition_unpatched(builder->edition);
    struct tree_kept_walk walk = {.builder = builder};
    struct tree_group *group;
    size_t article;

    while ((group = tree_next_kept(&walk, &article))) {
        if (article == SIZE_MAX) {
            article = builder->before->records[walk.node - 1].article;
            group->is_shorn = group->is_shorn || (builder->scheme->newest_first &&
                                                  tree_date_of(edition, article) == group->newest);
            continue;
        }
        if (!group->articles++)
            tree_note_place(builder, group, article, value_in(builder, group, article));
        builder->kept_count++;
    }
}

/* Finds the newest date of the groups that have lost it, perhaps. */
static void find_newest(struct tree_builder *builder)
{
    struct tree_kept_walk walk = {.builder = builder};
    struct tree_group *group;
    size_t article;

    for (struct tree_group *each = builder->last; each; each = each->before)
        if (each->is_shorn)
            each->newest = 0;
    while ((group = tree_next_kept(&walk, &article))) {
        uint32_t date;

        if (!group->is_shorn || article == SIZE_MAX)
            continue;
        date = tree_date_of(builder->edition, article);
        if (date > group->newest)
            group->newest = date;
    }
}

void tree_keep(struct tree_builder *builder)
{
    keep_groups(builder);
    keep_articles(builder);
    if (builder->scheme->newest_first)
        find_newest(builder);
}
