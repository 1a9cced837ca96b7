#include "linear/choices.h"

#include "base/i18n.h"

enum { CONTEXT_COLS = 60 };

static bool is_group(const struct tree *tree, size_t node)
{
    return tree_node(tree, node).article == SIZE_MAX;
}

static size_t end_of(const struct tree *tree, size_t menu)
{
    return menu == SIZE_MAX ? tree->count : tree_node(tree, menu).end;
}

size_t choices_menu(const struct list *list, size_t node)
{
    const struct tree *tree = &list->tree;

    for (size_t below = node + 1; below < end_of(tree, node) && is_group(tree, below) &&
                                  tree_node(tree, below).end == end_of(tree, node);
         below = node + 1)
        node = below;
    return node;
}

bool choices_above(const struct list *list, size_t index, size_t *above)
{
    const struct tree *tree = &list->tree;
    size_t up = index;

    while (up != SIZE_MAX) {
        up = tree_node(tree, up).parent;
        if (up != SIZE_MAX && tree_articles_below(tree, up) == 1)
            continue;
        if (choices_menu(list, up) == index)
            continue;
        *above = choices_menu(list, up);
        return true;
    }
    return false;
}

size_t choices_before(const struct list *list, size_t menu)
{
    return list->kind == LIST_TREE ? menu : SIZE_MAX;
}

/* Returns whether the choices of a menu are articles. Their numbers are then those of the nodes
 * after it, of which there may be a hundred thousand; groups are few. */
static bool has_articles(const struct tree *tree, size_t menu)
{
    return menu + 1 < end_of(tree, menu) && !is_group(tree, menu + 1);
}

size_t choices_count(const struct list *list, size_t menu)
{
    const struct tree *tree = &list->tree;
    size_t count = 0;

    if (list->kind != LIST_TREE)
        return list->count;
    if (has_articles(tree, menu))
        return end_of(tree, menu) - (menu + 1);
    for (size_t node = menu + 1; node < end_of(tree, menu); node = tree_node(tree, node).end)
        count++;
    return count;
}

/* Returns the node of a choice; see skip_single_groups() for a group with a single article. */
static size_t node_of(const struct list *list, size_t menu, size_t number)
{
    size_t node = menu + 1;

    if (has_articles(&list->tree, menu))
        return menu + number;
    while (--number > 0)
        node = tree_node(&list->tree, node).end;
    return node;
}

/* Returns the article of a group with a single article, else the node itself. */
static size_t skip_single_groups(const struct tree *tree, size_t node)
{
    while (is_group(tree, node) && tree_articles_below(tree, node) == 1)
        node++;
    return node;
}

size_t choices_index(const struct list *list, size_t menu, size_t number)
{
    return list->kind == LIST_TREE ? skip_single_groups(&list->tree, node_of(list, menu, number))
                                   : number - 1;
}

size_t choices_number(const struct list *list, size_t menu, size_t index)
{
    const struct tree *tree = &list->tree;
    size_t number = 1;

    if (list->kind != LIST_TREE)
        return index < list->count ? index + 1 : 0;
    if (has_articles(tree, menu))
        return index >= menu + 1 && index < end_of(tree, menu) ? index - menu : 0;
    for (size_t node = menu + 1; node < end_of(tree, menu); node = tree_node(tree, node).end) {
        if (index >= node && index < tree_node(tree, node).end)
            return number;
        number++;
    }
    return 0;
}

static void write_counts(size_t articles, size_t unread, struct buffer *out)
{
    buffer_addf(out, n_("，%zu 篇", articles), articles);
    if (unread)
        buffer_addf(out, _("，%zu 篇未读"), unread);
}

/* Writes the labels of the groups around a node, from the top, and its own. */
static void write_path(const struct tree *tree, const struct edition *edition, size_t node,
                       struct buffer *out)
{
    if (tree_node(tree, node).parent != SIZE_MAX) {
        write_path(tree, edition, tree_node(tree, node).parent, out);
        buffer_add_text(out, _("，"));
    }
    buffer_add_str(out, tree_label(tree, edition, node));
}

void choices_write_name(const struct list *list, size_t menu, const struct choices_source *source,
                        struct buffer *out)
{
    size_t above;

    switch (list->kind) {
    case LIST_TREE:
        if (!choices_above(list, menu, &above))
            buffer_add_text(out, grouping_name(list->tree.grouping));
        if (menu != SIZE_MAX) {
            buffer_add_text(out, out->bytes ? _("，") : "");
            write_path(&list->tree, source->edition, menu, out);
            write_counts(tree_articles_below(&list->tree, menu), list_unread(list, menu), out);
        }
        break;
    case LIST_RESULTS:
        buffer_addf(out, _("搜索“%.*s”，找到 %zu 篇"), STR_FMT(source->words), list->count);
        if (source->search->query.by_pinyin)
            buffer_add_text(out, _("，按拼音"));
        break;
    case LIST_BOOKMARKS:
        buffer_addf(out, _("书签，%zu 个"), list->count);
        break;
    }
}

/* Writes an article's title, and its state if it is unusual. */
static void write_article(size_t index, const struct choices_source *source, bool in_bookmarks,
                          struct buffer *out)
{
    const struct article *article = edition_article(source->edition, index);

    buffer_add_str(out, article->title);
    if (article->draft)
        buffer_add_text(out, _("，草稿"));
    if (edition_has_expired(source->edition, index))
        buffer_add_text(out, _("，过期"));
    if (marks_is_read(source->marks, article->mark_id))
        buffer_add_text(out, _("，已读"));
    if (!in_bookmarks && marks_is_bookmarked(source->marks, article->mark_id))
        buffer_add_text(out, _("，有书签"));
}

static void write_node(const struct list *list, size_t node, const struct choices_source *source,
                       struct buffer *out)
{
    const struct tree *tree = &list->tree;
    size_t article = tree_node(tree, skip_single_groups(tree, node)).article;

    if (is_group(tree, node))
        buffer_add_str(out, tree_label(tree, source->edition, node));
    if (article == SIZE_MAX) {
        write_counts(tree_articles_below(tree, node), list_unread(list, node), out);
    } else {
        buffer_add_text(out, is_group(tree, node) ? _("：") : "");
        write_article(article, source, false, out);
    }
}

void choices_write(const struct list *list, size_t menu, size_t number,
                   const struct choices_source *source, struct buffer *out)
{
    struct list_row row;

    if (list->kind == LIST_TREE) {
        write_node(list, node_of(list, menu, number), source, out);
        return;
    }
    row = list_row_at(list, number - 1);
    if (row.away) {
        buffer_addf(out, _("%s，不在了"), row.away->title);
        return;
    }
    write_article(row.article, source, list->kind == LIST_BOOKMARKS, out);
    if (list->kind == LIST_RESULTS && source->search->results[number - 1].pass != SEARCH_TITLES) {
        buffer_add_text(out, _("："));
        search_context(search_passage(source->search, number - 1), CONTEXT_COLS, out);
    }
}
