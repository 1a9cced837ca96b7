#include "base/i18n.h"
#include "linear/commands.h"

#include <stdlib.h>

/* Gives the indexes to mark as read: those of the menu that was offered last, in which the open
 * article is, or of the whole list. */
static void chosen_indexes(const struct linear *linear, size_t *first, size_t *end)
{
    bool in_menu = linear->list.kind == LIST_TREE && linear->menu != SIZE_MAX;

    *first = in_menu ? linear->menu : 0;
    *end = in_menu ? tree_node(&linear->list.tree, linear->menu).end : SIZE_MAX;
}

void linear_mark_all_read(struct linear *linear)
{
    size_t unread, first, end;
    struct str *ids;

    chosen_indexes(linear, &first, &end);
    ids = list_unread_ids(&linear->list, linear->edition, &linear->marks, first, end, &unread);
    if (!ids) {
        line_io_say(&linear->io, str_of(_("全部读过了")));
    } else if (linear->offers_marking) {
        marks_set_all_read(&linear->marks, ids, unread);
        list_count_unread(&linear->list, linear->edition, &linear->marks);
        marked_note(&linear->marked, ids, unread, true);
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
    marked_note(&linear->marked, &id, 1, read);
    line_io_say(&linear->io, str_of(read ? _("已标为读过") : _("已标为未读")));
}

void linear_undo(struct linear *linear)
{
    size_t count = marked_undo(&linear->marked, &linear->marks);

    list_count_unread(&linear->list, linear->edition, &linear->marks);
    if (!count)
        line_io_say(&linear->io, str_of(_("没有可以撤销的标记")));
    else if (linear->marked.read)
        line_io_sayf(&linear->io, n_("已撤销，%zu 篇仍是未读", count), count);
    else
        line_io_sayf(&linear->io, n_("已撤销，%zu 篇仍是读过", count), count);
}
