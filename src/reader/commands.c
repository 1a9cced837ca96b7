#include "commands.h"

#include "base/i18n.h"
#include "finding.h"
#include "state/fingerprint.h"

void command_say(struct reader *reader, const char *text)
{
    buffer_clear(&reader->message);
    buffer_add_text(&reader->message, text);
}

void command_say_key(struct reader *reader, enum action action, const char *with,
                     const char *without)
{
    struct buffer key = {0};

    buffer_clear(&reader->message);
    if (keymap_write_key(&reader->options.keymap, action, &key))
        buffer_addf(&reader->message, with, buffer_c_str(&key));
    else
        buffer_add_text(&reader->message, without);
    buffer_free(&key);
}

const struct article *command_article_at(const struct reader *reader, size_t article)
{
    return edition_article(reader->edition, article);
}

bool reader_is_reading(const struct reader *reader)
{
    return reader->article_focused && reading_is_open(&reader->reading);
}

const struct query *reader_query(const struct reader *reader)
{
    if (reader->find.word_count)
        return &reader->find;
    return reader->search.query.word_count ? &reader->search.query : NULL;
}

bool reader_is_mono(const struct reader *reader)
{
    return reader->options.mono || reader->theme == THEME_MONO;
}

bool reader_shows_dates(const struct reader *reader)
{
    return (reader->cols >= PANES_WIDE_COLS) != reader->dates_turned;
}

void command_arrange(struct reader *reader)
{
    struct panes_wanted wanted = {
        .list = !reader->options.single,
        .article_focused = reader->article_focused,
        .article_only = reader->article_only && reader->article_focused,
        .list_cols = reader->list_cols,
        .measure_cols = reader->options.measure_cols,
        .wide_margins = reader->options.style.large,
    };

    reader->panes = panes_arrange(reader->cols, reader->lines, wanted);
    reading_resize(&reader->reading, reader->panes.text.cols, reader->panes.text.lines);
}

void reader_note_position(struct reader *reader)
{
    const struct reading *reading = &reader->reading;
    struct buffer words = {0};
    struct str id;

    if (!reader_is_reading(reader) ||
        (reader->noted_article == reading->article && reader->noted_position == reading->position))
        return;
    reader->noted_article = reading->article;
    reader->noted_position = reading->position;
    id = reading_article(reading)->mark_id;
    marks_set_place(reader->marks, id, reading_kept_place(reading, &words));
    marks_set_last(reader->marks, id);
    buffer_free(&words);
}

struct str command_next_title(const struct reader *reader)
{
    return edition_title(reader->edition, list_article_at(&reader->list, list_next(&reader->list)));
}

void command_note_next(struct reader *reader)
{
    const struct str next = command_next_title(reader);

    if (reading_is_open(&reader->reading) &&
        list_selected(&reader->list).article == reader->reading.article &&
        !str_eq(reader->reading.options.next_title, next))
        reading_set_next(&reader->reading, next);
}

void command_close_article(struct reader *reader)
{
    finding_stop(reader);
    reading_close(&reader->reading);
    /* Words to find are typed for an open article only. */
    if (reader->mode == MODE_FIND)
        reader->mode = MODE_READING;
}

void command_drop_search(struct reader *reader)
{
    reader->search_ended = false;
    search_start(&reader->search, reader->edition, (struct str){0});
}

void command_preview(struct reader *reader)
{
    struct list_row row = list_selected(&reader->list);
    struct mark_place place;

    reader->offered = ACTION_NONE;
    finding_stop(reader);
    if (row.article == SIZE_MAX) {
        command_close_article(reader);
        return;
    }
    if (!reading_open(&reader->reading, reader->edition, row.article,
                      marks_place(reader->marks, command_article_at(reader, row.article)->mark_id),
                      command_next_title(reader), &reader->message)) {
        command_close_article(reader);
        return;
    }
    place = list_place(&reader->list, &reader->search, reader->edition, reader->marks,
                       reader->list.selected);
    if (place.position != POSITION_NONE)
        reading_show_place(&reader->reading, place);
}

void command_open_selected(struct reader *reader)
{
    struct list_row row = list_selected(&reader->list);

    if (row.article == SIZE_MAX)
        return;
    if (!reading_is_open(&reader->reading) || reader->reading.article != row.article)
        command_preview(reader);
    if (!reading_is_open(&reader->reading))
        return;
    reader->article_focused = true;
    command_arrange(reader);
    list_set_read(&reader->list, reader->edition, reader->marks, row.article, true);
    fingerprint_note(reader->marks, command_article_at(reader, row.article));
    history_add(&reader->history, command_article_at(reader, row.article)->id);
    marks_set_last(reader->marks, command_article_at(reader, row.article)->mark_id);
}

void command_leave_article(struct reader *reader)
{
    reader_note_position(reader);
    reader->article_focused = false;
    reader->offered = ACTION_NONE;
    command_arrange(reader);
}

void command_select_row(struct reader *reader, long by)
{
    size_t before = reader->list.selected;

    list_move(&reader->list, by);
    if (reader->list.selected != before)
        command_preview(reader);
}

/* Selects the row at an index; opens its article if one was being read. */
static void go_to(struct reader *reader, size_t index)
{
    bool reading = reader_is_reading(reader);

    reader_note_position(reader);
    list_select_index(&reader->list, index);
    command_preview(reader);
    if (reading)
        command_open_selected(reader);
}

void command_go_or_say(struct reader *reader, size_t index, const char *none)
{
    if (index == SIZE_MAX)
        command_say(reader, reader->search_ended ? _("还在搜索，请稍等") : none);
    else
        go_to(reader, index);
}

void command_go_next(struct reader *reader)
{
    command_go_or_say(reader, list_next(&reader->list), _("这是最后一篇"));
}

void command_go_previous(struct reader *reader)
{
    command_go_or_say(reader, list_previous(&reader->list), _("这是第一篇"));
}

void command_go_next_unread(struct reader *reader)
{
    command_go_or_say(reader,
                      list_next_unread(&reader->list, reader->edition, reader->marks,
                                       list_selected_index(&reader->list)),
                      _("全部读过了"));
}

void command_go_previous_unread(struct reader *reader)
{
    command_go_or_say(reader,
                      list_previous_unread(&reader->list, reader->edition, reader->marks,
                                           list_selected_index(&reader->list)),
                      _("全部读过了"));
}

void command_show_tree(struct reader *reader)
{
    command_drop_search(reader);
    list_show_tree(&reader->list);
    if (!reader->article_focused)
        command_preview(reader);
}

void command_copy_text(struct reader *reader, struct str text)
{
    if (!reader->options.may_copy) {
        command_say(reader, _("这里不能复制"));
        return;
    }
    buffer_clear(&reader->copied);
    buffer_add_str(&reader->copied, text);
    buffer_clear(&reader->message);
    buffer_addf(&reader->message, _("已请终端复制：%.*s"), STR_FMT(text));
}

void command_copy(struct reader *reader)
{
    struct list_row row = list_selected(&reader->list);
    const struct article *article;

    if (row.article == SIZE_MAX) {
        command_say(reader, _("先选一篇文章，再复制它的链接或编号"));
        return;
    }
    article = command_article_at(reader, row.article);
    command_copy_text(reader, article->link.bytes ? article->link : article->id);
}

void command_go_back_in_history(struct reader *reader)
{
    struct str id =
        reader_is_reading(reader) ? reading_article(&reader->reading)->id : (struct str){0};
    const char *before;

    reader_note_position(reader);
    while ((before = history_back(&reader->history, id))) {
        size_t article = edition_find(reader->edition, str_of(before));

        if (article != SIZE_MAX && reader->list.kind != LIST_TREE)
            command_show_tree(reader);
        if (article != SIZE_MAX && list_select_article(&reader->list, article)) {
            command_preview(reader);
            command_open_selected(reader);
            return;
        }
        id = str_of(before); /* skip an article that is no longer shown */
    }
    command_say(reader, _("前面没有读过别的文章"));
}

bool command_is_alone(struct reader *reader)
{
    if (reader->options.single)
        command_say(reader, _("只有这一篇文章"));
    return reader->options.single;
}

bool command_go_back(struct reader *reader)
{
    if (reader->find.word_count) {
        finding_forget(reader);
        return true;
    }
    if (reader->article_focused && !reader->options.single) {
        command_leave_article(reader);
        return true;
    }
    if (reader->list.kind != LIST_TREE) {
        command_show_tree(reader);
        return true;
    }
    return false;
}

void command_go_left(struct reader *reader)
{
    struct list_row row = list_selected(&reader->list);

    if (reader->article_focused || reader->list.kind != LIST_TREE) {
        command_go_back(reader);
        return;
    }
    if (list_is_on_group(&reader->list) && !list_is_folded(&reader->list, row.node))
        list_fold(&reader->list, true);
    else if (list_select_parent(&reader->list))
        command_preview(reader);
}

/* Says why a bookmark cannot be opened. */
static void say_away(struct reader *reader)
{
    command_say_key(reader, ACTION_BOOKMARK, _("这篇文章不在这里了；按 %s 去掉书签"),
                    _("这篇文章不在这里了"));
}

void command_go_right(struct reader *reader)
{
    struct list_row row = list_selected(&reader->list);

    if (reader->article_focused || !reader->list.count)
        return;
    if (row.article != SIZE_MAX)
        command_open_selected(reader);
    else if (list_away_id(&reader->list).bytes)
        say_away(reader);
    else if (list_is_folded(&reader->list, row.node))
        list_fold(&reader->list, false);
    else
        command_select_row(reader, 1);
}

void command_open_or_fold(struct reader *reader)
{
    struct list_row row = list_selected(&reader->list);

    if (reader->article_focused || !reader->list.count)
        return;
    if (row.article != SIZE_MAX)
        command_open_selected(reader);
    else if (list_away_id(&reader->list).bytes)
        say_away(reader);
    else
        list_fold(&reader->list, !list_is_folded(&reader->list, row.node));
}

void command_page_down(struct reader *reader)
{
    size_t next;

    if (reading_turn_page(&reader->reading, true) || reading_is_opening(&reader->reading))
        return;
    next = list_next(&reader->list);
    if (next == SIZE_MAX) {
        command_say(reader, reader->options.single ? _("完") : _("完：这是最后一篇"));
    } else if (reader->offered != ACTION_PAGE_DOWN) {
        struct str title = command_next_title(reader);

        reader->offered = ACTION_PAGE_DOWN;
        buffer_clear(&reader->message);
        buffer_addf(&reader->message, _("完。再按一次读下一篇：%.*s"), STR_FMT(title));
    } else {
        go_to(reader, next);
    }
}
