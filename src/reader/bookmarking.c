#include "base/i18n.h"
#include "commands.h"
#include "finding.h"
#include "state/bookmarks.h"
#include "state/fingerprint.h"

/* Bookmarks, and the list of them. */

void command_show_bookmarks(struct reader *reader)
{
    if (command_is_alone(reader))
        return;
    if (!bookmarks_any(reader->marks, reader->edition)) {
        command_say_key(reader, ACTION_BOOKMARK, _("还没有书签：读文章时按 %s 加上"),
                        _("还没有书签"));
        return;
    }
    if (reader_is_reading(reader))
        command_leave_article(reader);
    command_drop_search(reader);
    finding_forget(reader);
    list_show_bookmarks(&reader->list, reader->edition, reader->marks);
    command_preview(reader);
}

/* Updates the list of bookmarks, if it is shown, after a bookmark was added or removed. */
static void refresh_bookmarks(struct reader *reader)
{
    struct list_row row = list_selected(&reader->list);

    if (reader->list.kind != LIST_BOOKMARKS)
        return;
    list_show_bookmarks(&reader->list, reader->edition, reader->marks);
    if (!reader->list.count) {
        command_show_tree(reader);
        if (row.article != SIZE_MAX)
            list_select_article(&reader->list, row.article);
    }
    if (!reader->article_focused)
        command_preview(reader);
}

void command_toggle_bookmark(struct reader *reader)
{
    struct str away = list_away_id(&reader->list);
    const struct article *article;
    struct buffer words = {0};
    bool there;

    if (away.bytes) {
        marks_toggle_bookmark(reader->marks, away, (struct mark_place){0});
        command_say(reader, _("已去掉书签"));
        refresh_bookmarks(reader);
        return;
    }
    if (!reading_is_open(&reader->reading)) {
        command_say(reader, _("先选一篇文章，再加书签"));
        return;
    }
    article = reading_article(&reader->reading);
    there = marks_toggle_bookmark(reader->marks, article->mark_id,
                                  reading_place(&reader->reading, &words));
    buffer_free(&words);
    if (there)
        fingerprint_note(reader->marks, article);
    if (there && !reader->options.single)
        command_say_key(reader, ACTION_BOOKMARKS, _("已加书签；按 %s 看书签列表"), _("已加书签"));
    else
        command_say(reader, there ? _("已加书签") : _("已去掉书签"));
    refresh_bookmarks(reader);
}

void reader_marks_changed(struct reader *reader)
{
    list_count_unread(&reader->list, reader->edition, reader->marks);
    refresh_bookmarks(reader);
}
