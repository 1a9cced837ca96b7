#include "prompts.h"

#include "base/ascii.h"
#include "base/bounds.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/number.h"
#include "commands.h"
#include "finding.h"

/* Searches for the words typed so far; without any, shows the tree. */
static void redo_search(struct reader *reader)
{
    reader->search_ended = false;
    buffer_clear(&reader->words);
    buffer_add_str(&reader->words, buffer_str(&reader->prompt.text));
    reader->awaited = SIZE_MAX;
    search_start(&reader->search, reader->edition, buffer_str(&reader->words));
    if (!query_is_empty(&reader->search.query))
        list_show_results(&reader->list, &reader->search);
    else
        list_show_tree(&reader->list);
    command_preview(reader);
}

/* Ends the search and returns to where it began. */
static void leave_search(struct reader *reader)
{
    command_drop_search(reader);
    list_show_tree(&reader->list);
    if (reader->search_article == SIZE_MAX ||
        !list_select_article(&reader->list, reader->search_article))
        list_select_row(&reader->list, reader->search_row);
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
    finding_forget(reader);
    reader->mode = MODE_SEARCH;
    buffer_clear(&reader->prompt.text);
    if (reader->list.kind != LIST_TREE)
        list_show_tree(&reader->list);
    reader->search_row = reader->list.selected;
    reader->search_article = list_selected(&reader->list).article;
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
    finding_forget(reader);
    buffer_clear(&reader->prompt.text);
}

void prompts_conclude_search(struct reader *reader)
{
    reader->search_ended = false;
    if (reader->search.count || reader->list.kind != LIST_RESULTS)
        return;
    buffer_clear(&reader->message);
    buffer_add_text(&reader->message, _("没有找到"));
    query_write_hint(&reader->search.query, &reader->message);
    leave_search(reader);
    buffer_clear(&reader->missed);
    buffer_add_str(&reader->missed, buffer_str(&reader->words));
}

/* Ends a search whose query cannot be used, and says why. Returns false if it can. */
static bool refuse_search(struct reader *reader)
{
    struct buffer fault = {0};
    bool wrong = query_write_fault(&reader->search.query, &fault);

    if (wrong) {
        leave_search(reader);
        command_say(reader, buffer_c_str(&fault));
    }
    buffer_free(&fault);
    return wrong;
}

/* Searches on for as long as a person does not notice. */
static void work_at_once(struct reader *reader)
{
    int64_t begun_ms = clock_monotonic_ms();

    while (reader_work(reader) && clock_monotonic_ms() - begun_ms < BOUND_KEY_MS)
        continue;
}

static enum line_edit_result go_on_searching(struct reader *reader, enum line_edit_result result)
{
    switch (result) {
    case LINE_EDIT_CHANGED:
    case LINE_EDIT_FULL:
        redo_search(reader);
        break;
    case LINE_EDIT_ACCEPTED:
        reader->mode = MODE_READING;
        if (!reader->prompt.text.bytes) {
            leave_search(reader);
            break;
        }
        if (refuse_search(reader))
            break;
        reader->search_ended = true;
        work_at_once(reader);
        break;
    case LINE_EDIT_CANCELLED:
        reader->mode = MODE_READING;
        leave_search(reader);
        break;
    case LINE_EDIT_IGNORED:
        break;
    }
    return result;
}

/* Selects the next or the previous result, after the last one the first. */
static void walk_results(struct reader *reader, bool forward)
{
    struct list *list = &reader->list;
    bool at_end = list->selected == (forward ? list->count - 1 : 0);

    if (list->kind != LIST_RESULTS || !list->count)
        return;
    if (at_end)
        list_select_row(list, forward ? 0 : list->count - 1);
    else
        list_move(list, forward ? 1 : -1);
    command_preview(reader);
}

enum line_edit_result prompts_search_key(struct reader *reader, reader_key key)
{
    if (key != RK_DOWN && key != RK_UP && key != RK_TAB && key != RK_BACK_TAB)
        return go_on_searching(reader, line_edit_key(&reader->prompt, key));
    if (key == RK_DOWN || key == RK_UP)
        command_select_row(reader, key == RK_DOWN ? 1 : -1);
    else
        walk_results(reader, key == RK_TAB);
    return LINE_EDIT_CHANGED;
}

static enum line_edit_result go_on_finding(struct reader *reader, enum line_edit_result result)
{
    switch (result) {
    case LINE_EDIT_CHANGED:
    case LINE_EDIT_FULL:
        finding_begin_first(reader);
        break;
    case LINE_EDIT_ACCEPTED:
        reader->mode = MODE_READING;
        finding_accept(reader);
        break;
    case LINE_EDIT_CANCELLED:
        reader->mode = MODE_READING;
        finding_forget(reader);
        break;
    case LINE_EDIT_IGNORED:
        break;
    }
    return result;
}

enum line_edit_result prompts_find_key(struct reader *reader, reader_key key)
{
    return go_on_finding(reader, line_edit_key(&reader->prompt, key));
}

enum line_edit_result prompts_search_paste(struct reader *reader, struct str text)
{
    return go_on_searching(reader, line_edit_paste(&reader->prompt, text));
}

enum line_edit_result prompts_find_paste(struct reader *reader, struct str text)
{
    return go_on_finding(reader, line_edit_paste(&reader->prompt, text));
}

static size_t prompt_number(const struct reader *reader)
{
    uint64_t number;

    number_read(buffer_str(&reader->prompt.text), SIZE_MAX, &number);
    return (size_t)number;
}

void prompts_go_to_number(struct reader *reader, size_t number)
{
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
enum line_edit_result prompts_number_key(struct reader *reader, reader_key key)
{
    enum { MOST_DIGITS = 9 };

    key = key_narrow(key);
    if (ascii_is_digit(key) && reader->prompt.text.bytes == MOST_DIGITS)
        return LINE_EDIT_FULL;
    if (ascii_is_digit(key)) {
        buffer_add_char(&reader->prompt.text, (char)key);
        if (prompt_number(reader) * 10 > list_articles(&reader->list))
            prompts_go_to_number(reader, prompt_number(reader));
    } else if (key == RK_BACKSPACE && reader->prompt.text.bytes > 1) {
        reader->prompt.text.bytes--;
    } else if (key == RK_ENTER || key == '\n') {
        prompts_go_to_number(reader, prompt_number(reader));
    } else if (key != RK_ESCAPE && key != RK_CTRL('c') && key != RK_BACKSPACE &&
               keymap_action(&reader->options.keymap, key) == ACTION_NONE) {
        return LINE_EDIT_IGNORED;
    } else {
        reader->mode = MODE_READING;
    }
    return LINE_EDIT_CHANGED;
}
