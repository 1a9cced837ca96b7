#include "commands.h"
#include "reader/reader.h"

enum { WHEEL_LINES = 3 };

/* Returns whether the list and the article are hidden. */
static bool is_on_page(const struct reader *reader)
{
    return reader->mode == MODE_HELP || reader->mode == MODE_PAGE;
}

static void turn_wheel(struct reader *reader, struct target target, long by)
{
    size_t before = reader->list.selected;

    if (is_on_page(reader)) {
        command_help(reader, by > 0 ? ACTION_LINE_DOWN : ACTION_LINE_UP);
        return;
    }
    switch (target.kind) {
    case TARGET_ARTICLE:
    case TARGET_ARTICLE_BAR:
        reading_scroll(&reader->reading, by);
        break;
    case TARGET_LIST:
    case TARGET_LIST_BAR:
    case TARGET_ROW:
    case TARGET_FOLD:
        list_scroll(&reader->list, by, (size_t)reader->panes.list.lines);
        if (reader->list.selected != before)
            command_preview(reader);
        break;
    case TARGET_SUMMARIES:
    case TARGET_INDEX:
        if (by > 0)
            command_go_next(reader);
        else
            command_go_previous(reader);
        break;
    case TARGET_NONE:
    case TARGET_RULE:
    case TARGET_ACTION:
    case TARGET_ENTRY:
    case TARGET_LETTER:
    case TARGET_BUTTON:
        break;
    }
}

static void select_row(struct reader *reader, size_t row)
{
    if (reader->article_focused)
        command_leave_article(reader);
    command_select_row(reader, (long)row - (long)reader->list.selected);
}

/* Opens an article; selects a group, and folds or unfolds it if pressed again or on its ▾ or ▸. */
static void press_row(struct reader *reader, struct target target)
{
    bool again = target.value == reader->list.selected && !reader->article_focused;

    select_row(reader, target.value);
    if (target.kind == TARGET_FOLD || again ||
        list_row_at(&reader->list, target.value).article != SIZE_MAX)
        command_open_or_fold(reader);
}

/* Scrolls so that the thumb of the dragged scroll bar is at about a line of its pane. */
static void scroll_to(struct reader *reader, int line)
{
    struct list *list = &reader->list;
    int lines = reader->panes.list.lines;
    size_t selected = list->selected, before = list->top;
    size_t outside = list->count > (size_t)lines ? list->count - (size_t)lines : 0;

    line = line < 0 ? 0 : line < lines ? line : lines - 1;
    if (reader->dragged == TARGET_ARTICLE_BAR)
        reading_go_to_share(&reader->reading, line, reader->panes.text.lines - 1);
    if (reader->dragged != TARGET_LIST_BAR)
        return;
    list_scroll(list, (long)(outside / (size_t)(lines - 1) * (size_t)line) - (long)before,
                (size_t)lines);
    if (line == lines - 1)
        list_scroll(list, (long)outside, (size_t)lines);
    if (list->selected != selected)
        command_preview(reader);
}

void reader_drag(struct reader *reader, int line, int col)
{
    if (is_on_page(reader) || reader->dragged == TARGET_NONE)
        return;
    if (reader->dragged == TARGET_RULE)
        reader->list_cols = col > 1 ? col : 1;
    else
        scroll_to(reader, line - reader->panes.list.line);
    command_arrange(reader);
}

static void press(struct reader *reader, struct target target)
{
    switch (target.kind) {
    case TARGET_ROW:
    case TARGET_FOLD:
        if (target.value < reader->list.count)
            press_row(reader, target);
        break;
    case TARGET_INDEX:
        reader_note_position(reader);
        list_select_index(&reader->list, target.value);
        command_preview(reader);
        command_open_selected(reader);
        break;
    case TARGET_ARTICLE:
        if (!reader->article_focused)
            command_open_selected(reader);
        break;
    case TARGET_ACTION:
        command_do(reader, (enum action)target.value);
        break;
    case TARGET_RULE:
    case TARGET_LIST_BAR:
    case TARGET_ARTICLE_BAR:
        reader->dragged = target.kind;
        scroll_to(reader, (int)target.value);
        break;
    case TARGET_NONE:
    case TARGET_LIST:
    case TARGET_SUMMARIES:
    case TARGET_ENTRY:
    case TARGET_LETTER:
    case TARGET_BUTTON:
        break;
    }
}

void reader_point(struct reader *reader, enum pointer_event event, struct target target)
{
    reader->dragged = TARGET_NONE;
    if (event != POINTER_PRESS && event != POINTER_WHEEL_UP && event != POINTER_WHEEL_DOWN)
        return;
    command_stop_waiting(reader);
    buffer_clear(&reader->message);
    if (event != POINTER_PRESS) {
        turn_wheel(reader, target, event == POINTER_WHEEL_UP ? -WHEEL_LINES : WHEEL_LINES);
    } else if (is_on_page(reader)) {
        command_help(reader,
                     target.kind == TARGET_ACTION ? (enum action)target.value : ACTION_BACK);
    } else {
        /* A press ends typing as Enter does, so that a search keeps its results. */
        if (reader->mode == MODE_SEARCH || reader->mode == MODE_FIND)
            reader_key_press(reader, RK_ENTER);
        reader->mode = MODE_READING;
        press(reader, target);
    }
    command_arrange(reader);
}
