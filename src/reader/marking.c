#include "marking.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "commands.h"
#include "state/fingerprint.h"

#include <stdlib.h>

/* Keeps what was marked, so that it can be undone. */
static void remember(struct reader *reader, const struct str *mark_ids, size_t count, bool read)
{
    buffer_clear(&reader->marked);
    for (size_t i = 0; i < count; i++) {
        buffer_add_str(&reader->marked, mark_ids[i]);
        buffer_add_char(&reader->marked, '\0');
    }
    reader->marked_read = read;
}

/* Gives the indexes to mark as read: the selected group's, or the whole list's. */
static void chosen_indexes(const struct reader *reader, size_t *first, size_t *end)
{
    bool on_group = list_is_on_group(&reader->list);

    *first = on_group ? list_selected_index(&reader->list) : 0;
    *end = on_group ? tree_node(&reader->list.tree, *first).end : SIZE_MAX;
}

/* Returns the mark_ids of the unread articles to mark, each once. The caller frees the array. */
static struct str *chosen_unread(const struct reader *reader, size_t *count)
{
    const struct edition *edition = reader->edition;
    uint8_t *met = mem_zeroed(edition->article_count / 8 + 1, sizeof(*met));
    struct str *ids = NULL;
    size_t first, end, cap = 0;

    *count = 0;
    chosen_indexes(reader, &first, &end);
    for (size_t index = first; index < end && index != SIZE_MAX;
         index = list_index_after(&reader->list, index)) {
        size_t article = list_article_at(&reader->list, index);
        struct str id;

        if (article == SIZE_MAX || met[article / 8] >> article % 8 & 1)
            continue;
        met[article / 8] |= (uint8_t)(1 << article % 8);
        id = edition_mark_id(edition, article);
        if (marks_is_read(reader->marks, id))
            continue;
        MEM_GROW(ids, cap, *count + 1);
        ids[(*count)++] = id;
    }
    free(met);
    return ids;
}

void marking_all_read(struct reader *reader)
{
    size_t unread;
    struct str *ids = chosen_unread(reader, &unread);
    bool sure = reader->offered == ACTION_MARK_READ;

    reader->offered = ACTION_NONE;
    buffer_clear(&reader->message);
    if (!ids || !unread) {
        command_say(reader, _("全部读过了"));
    } else if (sure) {
        marks_set_all_read(reader->marks, ids, unread);
        list_count_unread(&reader->list, reader->edition, reader->marks);
        remember(reader, ids, unread, true);
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
    remember(reader, &id, 1, read);
    command_say(reader, read ? _("已标为读过") : _("已标为未读"));
}

void marking_undo(struct reader *reader)
{
    size_t count = 0;

    for (size_t at = 0; at < reader->marked.bytes; count++) {
        struct str id = str_of(reader->marked.data + at);

        marks_set_read(reader->marks, id, !reader->marked_read);
        at += id.bytes + 1;
    }
    buffer_clear(&reader->marked);
    list_count_unread(&reader->list, reader->edition, reader->marks);
    buffer_clear(&reader->message);
    if (!count)
        command_say(reader, _("没有可以撤销的标记"));
    else if (reader->marked_read)
        buffer_addf(&reader->message, _("已撤销：%zu篇仍是未读"), count);
    else
        buffer_addf(&reader->message, _("已撤销：%zu篇仍是读过"), count);
}
