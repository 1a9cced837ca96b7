#include "rows.h"

#include "base/alloc.h"

#include <stdlib.h>
#include <string.h>

enum { WORD_BITS = 64 };

bool rows_is_lone(const struct list *list, size_t node)
{
    return list->lone && list->lone[node / WORD_BITS] >> node % WORD_BITS & 1;
}

/* Returns the number of nodes before one that are no lone groups. */
static size_t full_before(const struct list *list, size_t node)
{
    size_t word = node / WORD_BITS;
    uint64_t below = ((uint64_t)1 << node % WORD_BITS) - 1;

    if (!list->lone)
        return node;
    return node - list->lone_before[word] - (size_t)__builtin_popcountll(list->lone[word] & below);
}

/* Returns the node that is no lone group and has `count` such nodes before it. */
static size_t full_node(const struct list *list, size_t count)
{
    size_t low = 0, high = list->tree.count / WORD_BITS, node;

    if (!list->lone)
        return count;
    while (low < high) {
        size_t middle = high - (high - low) / 2;

        if (middle * WORD_BITS - list->lone_before[middle] <= count)
            low = middle;
        else
            high = middle - 1;
    }
    node = low * WORD_BITS;
    for (size_t left = count - full_before(list, node); left || rows_is_lone(list, node); node++)
        left -= !rows_is_lone(list, node);
    return node;
}

/* Returns the number of rows before `at` that folded groups hide. `at` counts the full nodes before
 * a node in view or, if `at_row`, the rows, to which the hidden ones are still to be added. */
static size_t hidden_before(const struct list *list, size_t at, bool at_row)
{
    size_t hidden = 0, end = 0;

    for (size_t i = 0; i < list->fold_count; i++) {
        size_t fold = list->folds[i], before;

        if (fold < end) /* within another folded group */
            continue;
        before = full_before(list, fold);
        if (before >= at + (at_row ? hidden : 0))
            break;
        end = tree_node(&list->tree, fold).end;
        hidden += full_before(list, end) - before - 1;
    }
    return hidden;
}

size_t rows_of_node(const struct list *list, size_t node)
{
    size_t at = full_before(list, node);

    return at - hidden_before(list, at, false);
}

size_t rows_node(const struct list *list, size_t row)
{
    return full_node(list, row + hidden_before(list, row, true));
}

void rows_count(struct list *list)
{
    list->count = rows_of_node(list, list->tree.count);
}

size_t rows_group_after(const struct tree *tree, size_t node)
{
    struct tree_node at = tree_node(tree, node);
    size_t next = node + 1;

    if (at.article != SIZE_MAX && at.parent != SIZE_MAX)
        next = tree_node(tree, at.parent).end;
    return next > node ? next : node + 1;
}

void rows_note_lone(struct list *list)
{
    size_t words = list->tree.count / WORD_BITS + 1, before = 0;

    free(list->lone);
    free(list->lone_before);
    list->lone = NULL;
    list->lone_before = NULL;
    if (!list->joins_lone)
        return;
    list->lone = mem_zeroed(words, sizeof(*list->lone));
    list->lone_before = mem_zeroed(words, sizeof(*list->lone_before));
    for (size_t i = 0; i < list->tree.count; i = rows_group_after(&list->tree, i)) {
        if (tree_node(&list->tree, i).article == SIZE_MAX &&
            tree_articles_below(&list->tree, i) == 1)
            list->lone[i / WORD_BITS] |= (uint64_t)1 << i % WORD_BITS;
    }
    for (size_t word = 0; word < words; word++) {
        list->lone_before[word] = (uint32_t)before;
        before += (size_t)__builtin_popcountll(list->lone[word]);
    }
}

size_t rows_lone_around(const struct list *list, size_t node)
{
    size_t found = SIZE_MAX, up = tree_node(&list->tree, node).parent;

    for (; up != SIZE_MAX && rows_is_lone(list, up); up = tree_node(&list->tree, up).parent)
        found = up;
    return found;
}

/* Returns the index in `folds` of the first one that is not before a node. */
static size_t fold_bound(const struct list *list, size_t node)
{
    size_t low = 0, high = list->fold_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (list->folds[middle] < node)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool list_is_folded(const struct list *list, size_t node)
{
    size_t at = fold_bound(list, node);

    return at < list->fold_count && list->folds[at] == node;
}

void rows_fold(struct list *list, size_t node, bool folded)
{
    size_t at = fold_bound(list, node), *fold;

    if (list_is_folded(list, node) == folded || rows_is_lone(list, node))
        return;
    MEM_GROW(list->folds, list->fold_cap, list->fold_count + 1);
    fold = list->folds + at;
    if (folded) {
        memmove(fold + 1, fold, (list->fold_count++ - at) * sizeof(*fold));
        *fold = node;
    } else {
        memmove(fold, fold + 1, (--list->fold_count - at) * sizeof(*fold));
    }
    rows_count(list);
}
