#include "base/alloc.h"
#include "base/i18n.h"
#include "linear/commands.h"

#include <stdlib.h>

/* Keeps what was marked, so that it can be undone. */
static void remember(struct linear *linear, const struct str *mark_ids, size_t count, bool read)
{
    buffer_clear(&linear->marked);
    for (size_t i = 0; i < count; i++) {
        buffer_add_str(&linear->marked, mark_ids[i]);
        buffer_add_char(&linear->marked, '\0');
    }
    linear->marked_read = read;
}

/* Gives the indexes to mark as read: those of the menu that was offered last, in which the open
 * article is, or of the whole list. */
static void chosen_indexes(const struct linear *linear, size_t *first, size_t *end)
{
    bool in_menu = linear->list.kind == LIST_TREE && linear->menu != SIZE_MAX;

    *first = in_menu ? linear->menu : 0;
    *end = in_menu ? tree_node(&linear->list.tree, linear->menu).end : SIZE_MAX;
}

/* Returns the mark_ids of the unread articles to mark, each once. The caller frees the array. */
static struct str *chosen_unread(const struct linear *linear, size_t *count)
{
    uint8_t *met = mem_zeroed(linear->edition->article_count / 8 + 1, sizeof(*met));
    struct str *ids = NULL;
    size_t first, end, cap = 0;

    *count = 0;
    chosen_indexes(linear, &first, &end);
    for (size_t index = first; index < end && index != SIZE_MAX;
         index = list_index_after(&linear->list, index)) {
        size_t article = list_article_at(&linear->list, index);
        struct str id;

        if (article == SIZE_MAX || met[article / 8] >> article % 8 & 1)
            continue;
        met[article / 8] |= (uint8_t)(1 << article % 8);
        id = edition_mark_id(linear->edition, article);
        if (marks_is_read(&linear->marks, id))
            continue;
        MEM_GROW(ids, cap, *count + 1);
        ids[(*count)++] = id;
    }
    free(met);
    return ids;
}

void linear_mark_all_read(struct linear *linear)
{
    size_t unread;
    struct str *ids = chosen_unread(linear, &unread);

    if (!unread) {
        line_io_say(&linear->io, str_of(_("全部读过了")));
    } else if (linear->offers_marking) {
        marks_set_all_read(&linear->marks, ids, unread);
        list_count_unread(&linear->list, linear->edition, &linear->marks);
        remember(linear, ids, unread, true);
        line_io_sayf(&linear->io, n_("%zu 篇已标为读过", unread), unread);
    } else {
        line_io_sayf(&linear->io, n_("再输入一次 A，把 %zu 篇未读的标为读过", unread), unread);
        linear->offers_marking = true;
    }
    free(ids);
}

void linear_toggle_read(struct linear *linear)
{
    size_t article;
    struct str id;
    bool read;

    if (!linear->readout) {
        line_io_say(&linear->io, str_of(_("先打开一篇文章，再标为读过或未读")));
        return;
    }
    article = list_article_at(&linear->list, linear->index);
    id = edition_mark_id(linear->edition, article);
    read = !marks_is_read(&linear->marks, id);
    marks_set_read(&linear->marks, id, read);
    list_count_unread(&linear->list, linear->edition, &linear->marks);
    remember(linear, &id, 1, read);
    line_io_say(&linear->io, str_of(read ? _("已标为读过") : _("已标为未读")));
}

void linear_undo(struct linear *linear)
{
    size_t count = 0;

    for (size_t at = 0; at < linear->marked.bytes; count++) {
        struct str id = str_of(linear->marked.data + at);

        marks_set_read(&linear->marks, id, !linear->marked_read);
        at += id.bytes + 1;
    }
    buffer_clear(&linear->marked);
    list_count_unread(&linear->list, linear->edition, &linear->marks);
    if (!count)
        line_io_say(&linear->io, str_of(_("没有可以撤销的标记")));
    else if (linear->marked_read)
        line_io_sayf(&linear->io, n_("已撤销，%zu 篇仍是未读", count), count);
    else
        line_io_sayf(&linear->io, n_("已撤销，%zu 篇仍是读过", count), count);
}
