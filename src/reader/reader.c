#include "reader/reader.h"

#include "base/bounds.h"
#include "base/i18n.h"
#include "command_line.h"
#include "commands.h"
#include "finding.h"
#include "marking.h"
#include "pages.h"
#include "prompts.h"
#include "writing.h"

/* Bound of the scroll position: more lines than anybody turns over. */
enum { HELP_MOST_LINES = 1000000 };

void command_help(struct reader *reader, enum action action)
{
    int page = reader->lines > 4 ? reader->lines - 3 : 1;

    switch (action) {
    case ACTION_LINE_DOWN:
        reader->help_top++;
        break;
    case ACTION_LINE_UP:
        reader->help_top--;
        break;
    case ACTION_PAGE_DOWN:
    case ACTION_HALF_DOWN:
        reader->help_top += page;
        break;
    case ACTION_PAGE_UP:
    case ACTION_HALF_UP:
        reader->help_top -= page;
        break;
    case ACTION_TOP:
        reader->help_top = 0;
        break;
    case ACTION_BOTTOM:
        reader->help_top = HELP_MOST_LINES;
        break;
    case ACTION_REDRAW:
        reader->redraw = true;
        break;
    case ACTION_QUIT_NOW:
        reader->quit = true;
        break;
    default:
        reader->mode = MODE_READING;
        break;
    }
    /* The view stops at the last screenful, as only it knows the number of lines. */
    if (reader->help_top > HELP_MOST_LINES)
        reader->help_top = HELP_MOST_LINES;
    if (reader->help_top < 0)
        reader->help_top = 0;
}

/* Returns how far a movement goes down in the list or, in lines, in the article; 0 for other
 * actions. */
static long distance_of(const struct reader *reader, enum action action)
{
    int lines = reader->article_focused ? reader->panes.text.lines : reader->panes.list.lines;
    int page = lines > 1 ? lines - 1 : 1, half = lines > 1 ? lines / 2 : 1;

    switch (action) {
    case ACTION_LINE_DOWN:
        return 1;
    case ACTION_LINE_UP:
        return -1;
    case ACTION_PAGE_DOWN:
        return page;
    case ACTION_PAGE_UP:
        return -page;
    case ACTION_HALF_DOWN:
        return half;
    case ACTION_HALF_UP:
        return -half;
    case ACTION_TOP:
        return -(long)reader->list.count;
    case ACTION_BOTTOM:
        return (long)reader->list.count;
    default:
        return 0;
    }
}

/* Moves in the list or in the article, whichever has the focus. */
static void move(struct reader *reader, enum action action)
{
    long by = distance_of(reader, action);

    if (!by)
        return;
    if (!reader->article_focused)
        command_select_row(reader, by);
    else if (action == ACTION_PAGE_DOWN)
        command_page_down(reader);
    else if (action == ACTION_PAGE_UP)
        reading_turn_page(&reader->reading, false);
    else if (action == ACTION_TOP)
        reading_to_start(&reader->reading);
    else if (action == ACTION_BOTTOM)
        reading_to_end(&reader->reading);
    else
        reading_scroll(&reader->reading, by);
}

static void change_focus(struct reader *reader)
{
    if (!reader->article_focused)
        command_open_selected(reader);
    else if (!reader->options.single)
        command_leave_article(reader);
}

static void go_back(struct reader *reader)
{
    command_go_back(reader);
}

static void go_to_next(struct reader *reader)
{
    if (reader->missed.bytes)
        buffer_addf(&reader->message, _("没有找到“%.*s”"), STR_FMT(buffer_str(&reader->missed)));
    else if (reader_query(reader))
        command_go_to_match(reader, true);
    else
        command_go_next_unread(reader);
}

static void go_to_previous_match(struct reader *reader)
{
    if (reader->missed.bytes)
        go_to_next(reader);
    else if (reader_query(reader))
        command_go_to_match(reader, false);
}

static void change_theme(struct reader *reader)
{
    enum theme next = (enum theme)((reader->theme + 1) % THEME_COUNT);

    if (next == THEME_OWN && !reader->options.has_own_theme)
        next = THEME_AUTO;
    reader->theme = next;
    marks_set_theme(reader->marks, str_of(theme_id(reader->theme)));
    buffer_addf(&reader->message, _("配色：%s"), theme_name(reader->theme));
}

static void zoom(struct reader *reader)
{
    reader->article_only = !reader->article_only;
    if (!reader->article_focused)
        command_open_selected(reader);
}

static void show_help(struct reader *reader)
{
    reader->mode = MODE_HELP;
    reader->help_top = 0;
}

static void turn_dates(struct reader *reader)
{
    reader->dates_turned = !reader->dates_turned;
    command_say(reader, reader_shows_dates(reader) ? _("显示日期") : _("不显示日期"));
}

static void redraw(struct reader *reader)
{
    reader->redraw = true;
}

static void quit_at_top(struct reader *reader)
{
    if (!command_go_back(reader))
        reader->quit = true;
}

static void quit(struct reader *reader)
{
    reader->quit = true;
}

/* Commands by action, except movements, which move() does; NULL: the action does nothing. */
static void (*const COMMANDS[ACTION_COUNT])(struct reader *) = {
    [ACTION_OPEN] = command_open_or_fold,
    [ACTION_RIGHT] = command_go_right,
    [ACTION_LEFT] = command_go_left,
    [ACTION_BACK] = go_back,
    [ACTION_OTHER_PANE] = change_focus,
    [ACTION_NEXT_ARTICLE] = command_go_next,
    [ACTION_PREVIOUS_ARTICLE] = command_go_previous,
    [ACTION_NEXT] = go_to_next,
    [ACTION_PREVIOUS_MATCH] = go_to_previous_match,
    [ACTION_PREVIOUS_UNREAD] = command_go_previous_unread,
    [ACTION_SEARCH] = prompts_ask_search,
    [ACTION_FIND] = prompts_ask_find,
    [ACTION_BOOKMARK] = command_toggle_bookmark,
    [ACTION_BOOKMARKS] = command_show_bookmarks,
    [ACTION_COPY] = command_copy,
    [ACTION_HISTORY] = command_go_back_in_history,
    [ACTION_MARK_READ] = marking_all_read,
    [ACTION_TOGGLE_READ] = marking_toggle_read,
    [ACTION_UNDO] = marking_undo,
    [ACTION_GROUP] = command_regroup,
    [ACTION_SORT] = command_resort,
    [ACTION_DATES] = turn_dates,
    [ACTION_ZOOM] = zoom,
    [ACTION_THEME] = change_theme,
    [ACTION_COMMAND] = command_line_ask,
    [ACTION_LINKS] = pages_show_links,
    [ACTION_WRITE] = writing_ask,
    [ACTION_FAULTS] = pages_show_faults,
    [ACTION_HELP] = show_help,
    [ACTION_REDRAW] = redraw,
    [ACTION_QUIT] = quit_at_top,
    [ACTION_QUIT_NOW] = quit,
};

void command_do(struct reader *reader, enum action action)
{
    /* An offer is valid for the next key only, or for its name on the command line. */
    if (reader->offered != action && action != ACTION_COMMAND)
        reader->offered = ACTION_NONE;
    /* The next match of words that were not found is none, whatever was looked at meanwhile. */
    if (COMMANDS[action] && action != ACTION_NEXT && action != ACTION_PREVIOUS_MATCH)
        buffer_clear(&reader->missed);
    if (COMMANDS[action])
        COMMANDS[action](reader);
    else
        move(reader, action);
}

void command_stop_waiting(struct reader *reader)
{
    if (reader->mode != MODE_FIND)
        finding_stop(reader);
}

/* Tells of a key that has no use where it was pressed, once: not again for the next ones that have
 * none. */
static void tell_unknown(struct reader *reader)
{
    if (reader->unknown_told)
        return;
    reader->unknown_told = true;
    if (reader->mode == MODE_READING)
        command_say_key(reader, ACTION_HELP, _("这个键没有用处；按 %s 看全部按键"),
                        _("这个键没有用处"));
    else
        command_say(reader, _("这个键没有用处；Esc 取消"));
}

/* Says what became of input for a prompt, if it cannot be seen there. */
static void tell_result(struct reader *reader, enum line_edit_result result)
{
    if (result == LINE_EDIT_FULL)
        command_say(reader, _("太长了，写不下"));
    if (result == LINE_EDIT_IGNORED)
        tell_unknown(reader);
    else
        reader->unknown_told = false;
}

/* Does what a key means while an article or the list is shown. */
static enum line_edit_result read_key(struct reader *reader, reader_key key, enum action action)
{
    if (action == ACTION_NUMBER && !reader->options.single) {
        reader->mode = MODE_NUMBER;
        buffer_clear(&reader->missed);
        buffer_clear(&reader->prompt.text);
        return prompts_number_key(reader, key);
    }
    command_do(reader, action);
    return action == ACTION_NONE || action == ACTION_NUMBER ? LINE_EDIT_IGNORED : LINE_EDIT_CHANGED;
}

static enum line_edit_result take_key(struct reader *reader, reader_key key)
{
    enum action action = keymap_action(&reader->options.keymap, key);

    switch (reader->mode) {
    case MODE_SEARCH:
        return prompts_search_key(reader, key);
    case MODE_FIND:
        return prompts_find_key(reader, key);
    case MODE_NUMBER:
        return prompts_number_key(reader, key);
    case MODE_COMMAND:
        return command_line_key(reader, key);
    case MODE_WRITE:
        return writing_key(reader, key);
    case MODE_PAGE:
    case MODE_HELP:
        if (!pages_do(reader, action))
            command_help(reader, action); /* any other key than its own closes it */
        return LINE_EDIT_CHANGED;
    case MODE_READING:
        break;
    }
    return read_key(reader, key, action);
}

void reader_key_press(struct reader *reader, reader_key key)
{
    command_stop_waiting(reader);
    buffer_clear(&reader->message);
    tell_result(reader, take_key(reader, key));
    command_arrange(reader);
}

static enum line_edit_result take_paste(struct reader *reader, struct str text)
{
    switch (reader->mode) {
    case MODE_SEARCH:
        return prompts_search_paste(reader, text);
    case MODE_FIND:
        return prompts_find_paste(reader, text);
    case MODE_COMMAND:
        return line_edit_paste(&reader->prompt, text);
    case MODE_WRITE:
        return writing_paste(reader, text);
    case MODE_NUMBER:
    case MODE_PAGE:
    case MODE_HELP:
    case MODE_READING:
        break;
    }
    return LINE_EDIT_CHANGED;
}

void reader_paste(struct reader *reader, struct str text)
{
    buffer_clear(&reader->message);
    if (take_paste(reader, text) == LINE_EDIT_FULL)
        command_say(reader, _("太长了，写不下"));
    command_arrange(reader);
}

void reader_init(struct reader *reader, const struct edition *edition, struct marks *marks,
                 struct reader_options options)
{
    size_t last = marks->last ? edition_find_marked(edition, str_of(marks->last)) : SIZE_MAX;

    *reader = (struct reader){.edition = edition,
                              .marks = marks,
                              .options = options,
                              .noted_article = SIZE_MAX,
                              .awaited = SIZE_MAX,
                              .search_article = SIZE_MAX};
    reader->reading.options.style = options.style;
    reader->theme = options.theme;
    reader->list_cols = options.list_cols;
    reader->list.joins_lone = true;
    if (marks->theme && theme_of_id(marks->theme) != THEME_COUNT &&
        (theme_of_id(marks->theme) != THEME_OWN || options.has_own_theme))
        reader->theme = theme_of_id(marks->theme);
    search_start(&reader->search, edition, (struct str){0});
    list_group(&reader->list, edition, marks, GROUP_DISTRICT, SORT_PAGES);
    if (last != SIZE_MAX)
        list_select_article(&reader->list, last);
    command_preview(reader);
    if (options.single)
        command_open_selected(reader);
}

void reader_resize(struct reader *reader, int cols, int lines)
{
    reader->cols = cols;
    reader->lines = lines;
    reader->list.top = 0; /* the view then depends only on the size and the selection */
    command_arrange(reader);
}

void reader_set_wide(struct reader *reader, bool wide)
{
    if (reader->options.style.text.ambiguous_wide == wide)
        return;
    reader->options.style.text.ambiguous_wide = wide;
    reading_set_style(&reader->reading, reader->options.style);
}

/* Takes the article that was being opened. */
static void work_on_article(struct reader *reader)
{
    if (reading_work(&reader->reading, &reader->message))
        return;
    command_close_article(reader);
    reader->article_focused = false;
    command_arrange(reader);
}

static bool work_on_search(struct reader *reader)
{
    size_t before = reader->search.count;
    bool empty = !reader->list.count;
    bool more = search_for(&reader->search, BOUND_SLICE_MS);

    if (reader->search.count != before && reader->list.kind == LIST_RESULTS) {
        list_show_results(&reader->list, &reader->search);
        if (reader->awaited != SIZE_MAX && list_select_article(&reader->list, reader->awaited))
            reader->awaited = SIZE_MAX;
        else if (empty && reader->awaited == SIZE_MAX)
            command_preview(reader);
        else
            command_note_next(reader);
    }
    if (!more && reader->search_ended)
        prompts_conclude_search(reader);
    return more;
}

bool reader_work(struct reader *reader)
{
    bool searching;

    work_on_article(reader);
    finding_work(reader);
    searching = work_on_search(reader);
    /* Each of them may have begun to open another article. */
    return searching || reader->finding != FINDING_NONE || reading_is_opening(&reader->reading);
}

void reader_free(struct reader *reader)
{
    finding_stop(reader);
    reading_close(&reader->reading);
    list_free(&reader->list);
    search_free(&reader->search);
    query_free(&reader->find);
    line_edit_free(&reader->prompt);
    buffer_free(&reader->words);
    buffer_free(&reader->missed);
    buffer_free(&reader->page_text);
    marked_free(&reader->marked);
    history_free(&reader->history);
    buffer_free(&reader->message);
    buffer_free(&reader->copied);
    buffer_free(&reader->write_path);
}
