#include "marking.h"

#include "base/i18n.h"
#include "commands.h"
#include "state/fingerprint.h"

#include <stdlib.h>

/* Gives the indexes to mark as read: the selected group's, or the whole list's. */
static void chosen_indexes(const struct reader *reader, size_t *first, size_t *end)
{
    bool on_group = list_is_on_group(&reader->list);

    *first = on_group ? list_selected_index(&reader->list) : 0;
    *end = on_group ? tree_node(&reader->list.tree, *first).end : SIZE_MAX;
}

void marking_all_read(struct reader *reader)
{
    bool sure = reader->offered == ACTION_MARK_READ;
    size_t unread, first, end;
    struct str *ids;

    chosen_indexes(reader, &first, &end);
    ids = list_unread_ids(&reader->list, reader->edition, reader->marks, first, end, &unread);
    reader->offered = ACTION_NONE;
    buffer_clear(&reader->message);
    if (!ids) {
        command_say(reader, _("全部读过了"));
    } else if (sure) {
        marks_set_all_read(reader->marks, ids, unread);
        list_count_unread(&reader->list, reader->edition, reader->marks);
        marked_note(&reader->marked, ids, unread, true);
        buffer_addf(&reader->message, _("%zu篇已标为读过"), unread);
    } else {
        reader->offered = ACTION_MARK_READ;
        buffer_addf(&reader->message, _("再按一次，把%zu篇未读的标为读过"), unread);
    }
    free(ids);
}

void marking_toggle_read(struct reader *reader)
{
    size_t article = list_selected(&reader->list).article;
    struct str id;
    bool read;

    if (article == SIZE_MAX) {
        command_say(reader, _("先选一篇文章，再标为读过或未读"));
        return;
    }
    id = edition_mark_id(reader->edition, article);
    read = !marks_is_read(reader->marks, id);
    list_set_read(&reader->list, reader->edition, reader->marks, article, read);
    if (read)
        fingerprint_note(reader->marks, command_article_at(reader, article));
    marked_note(&reader->marked, &id, 1, read);
    command_say(reader, read ? _("已标为读过") : _("已标为未读"));
}

void marking_undo(struct reader *reader)
{
    size_t count = marked_undo(&reader->marked, reader->marks);

    list_count_unread(&reader->list, reader->edition, reader->marks);
    buffer_clear(&reader->message);
    if (!count)
        command_say(reader, _("没有可以撤销的标记"));
    else if (reader->marked.read)
        buffer_addf(&reader->message, _("已撤销：%zu篇仍是未读"), count);
    else
        buffer_addf(&reader->message, _("已撤销：%zu篇仍是读过"), count);
}
