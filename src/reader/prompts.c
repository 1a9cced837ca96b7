#include "prompts.h"

#include "base/ascii.h"
#include "base/i18n.h"
#include "base/number.h"
#include "commands.h"

/* Searches for the words typed so far; without any, shows the tree. */
static void redo_search(struct reader *reader)
{
    search_start(&reader->search, reader->edition, buffer_str(&reader->prompt.text));
    if (reader->search.query.word_count)
        list_show_results(&reader->list, &reader->search);
    else
        list_show_tree(&reader->list);
    command_preview(reader);
}

/* Ends the search and returns to where it began. */
static void leave_search(struct reader *reader)
{
    reader->mode = MODE_READING;
    search_start(&reader->search, reader->edition, (struct str){0});
    list_show_tree(&reader->list);
    reader->list.selected = reader->search_row;
    command_preview(reader);
    if (reader->search_reading)
        command_open_selected(reader);
}

void prompts_ask_search(struct reader *reader)
{
    if (reader->options.single) {
        prompts_ask_find(reader);
        return;
    }
    reader->search_reading = reader_is_reading(reader);
    if (reader->search_reading)
        command_leave_article(reader);
    query_set(&reader->find, (struct str){0});
    reader->mode = MODE_SEARCH;
    buffer_clear(&reader->prompt.text);
    if (reader->list.kind != LIST_TREE)
        list_show_tree(&reader->list);
    reader->search_row = reader->list.selected;
    redo_search(reader);
}

void prompts_ask_find(struct reader *reader)
{
    if (!reading_is_open(&reader->reading)) {
        command_say(reader, _("先打开一篇文章，再在里面查找"));
        return;
    }
    if (!reader->article_focused)
        command_open_selected(reader);
    reader->mode = MODE_FIND;
    buffer_clear(&reader->prompt.text);
}

static void go_on_searching(struct reader *reader, enum line_edit_result result)
{
    switch (result) {
    case LINE_EDIT_CHANGED:
        redo_search(reader);
        break;
    case LINE_EDIT_ACCEPTED:
        reader->mode = MODE_READING;
        while (reader_work(reader))
            continue;
        if (!reader->search.count) {
            bool asked = reader->search.query.word_count > 0;

            leave_search(reader);
            if (asked)
                command_say(reader, _("没有找到"));
        }
        break;
    case LINE_EDIT_CANCELLED:
        leave_search(reader);
        break;
    case LINE_EDIT_IGNORED:
        break;
    }
}

void prompts_search_key(struct reader *reader, reader_key key)
{
    if (key == RK_DOWN || key == RK_UP)
        command_select_row(reader, key == RK_DOWN ? 1 : -1);
    else
        go_on_searching(reader, line_edit_key(&reader->prompt, key));
}

/* Finds the first match in the open article. Returns false if there is none. */
static bool find_first(const struct reader *reader, int64_t *found)
{
    return search_neighbour(&reader->find, command_article_at(reader, reader->reading.article),
                            reader->reading.body, INT64_MIN, true, found);
}

static void go_on_finding(struct reader *reader, enum line_edit_result result)
{
    int64_t found;

    switch (result) {
    case LINE_EDIT_CHANGED:
        if (search_first(&reader->find, buffer_str(&reader->prompt.text),
                         command_article_at(reader, reader->reading.article), reader->reading.body,
                         &found))
            reading_show(&reader->reading, found);
        break;
    case LINE_EDIT_ACCEPTED:
        reader->mode = MODE_READING;
        if (reader->find.word_count && !find_first(reader, &found)) {
            command_say(reader, _("本文里没有"));
            query_set(&reader->find, (struct str){0});
        } else if (reader->find.by_initials) {
            command_say(reader, _("按拼音首字母找到"));
        }
        break;
    case LINE_EDIT_CANCELLED:
        reader->mode = MODE_READING;
        query_set(&reader->find, (struct str){0});
        break;
    case LINE_EDIT_IGNORED:
        break;
    }
}

void prompts_find_key(struct reader *reader, reader_key key)
{
    go_on_finding(reader, line_edit_key(&reader->prompt, key));
}

void prompts_paste(struct reader *reader, struct str text)
{
    if (reader->mode == MODE_SEARCH)
        go_on_searching(reader, line_edit_paste(&reader->prompt, text));
    else if (reader->mode == MODE_FIND)
        go_on_finding(reader, line_edit_paste(&reader->prompt, text));
}

static size_t prompt_number(const struct reader *reader)
{
    uint64_t number;

    number_read(buffer_str(&reader->prompt.text), SIZE_MAX, &number);
    return (size_t)number;
}

static void go_to_number(struct reader *reader)
{
    size_t number = prompt_number(reader);

    reader->mode = MODE_READING;
    reader_note_position(reader);
    if (!list_select_number(&reader->list, number)) {
        buffer_clear(&reader->message);
        buffer_addf(&reader->message, _("没有第 %zu 篇"), number);
        return;
    }
    command_preview(reader);
    command_open_selected(reader);
}

/* Goes to an article as soon as no longer number can begin with the digits typed. */
void prompts_number_key(struct reader *reader, reader_key key)
{
    enum { MOST_DIGITS = 9 };

    key = key_narrow(key);
    if (ascii_is_digit(key) && reader->prompt.text.bytes < MOST_DIGITS) {
        buffer_add_char(&reader->prompt.text, (char)key);
        if (prompt_number(reader) * 10 > list_articles(&reader->list))
            go_to_number(reader);
    } else if (key == RK_BACKSPACE && reader->prompt.text.bytes > 1) {
        reader->prompt.text.bytes--;
    } else if (key == RK_ENTER || key == '\n') {
        go_to_number(reader);
    } else {
        reader->mode = MODE_READING;
    }
}
