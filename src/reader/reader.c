#include "reader/reader.h"

#include "base/i18n.h"

static void say(struct reader *reader, const char *text)
{
    buffer_clear(&reader->message);
    buffer_add_text(&reader->message, text);
}

static const struct article *article_at(const struct reader *reader, size_t article)
{
    return &reader->edition->articles[article];
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

static void arrange(struct reader *reader)
{
    struct panes_wanted wanted = {
        .list = !reader->options.single,
        .article_focused = reader->article_focused,
        .article_only = reader->article_only && reader->article_focused,
        .measure_cols = reader->options.measure_cols,
    };

    reader->panes = panes_arrange(reader->cols, reader->lines, wanted);
    reading_resize(&reader->reading, reader->panes.text.cols, reader->panes.text.lines,
                   reader->options.ambiguous_wide);
}

void reader_note_place(struct reader *reader)
{
    struct str id;

    if (!reader_is_reading(reader))
        return;
    id = article_at(reader, reader->reading.article)->id;
    marks_set_place(reader->marks, id, reader->reading.position);
    marks_set_last(reader->marks, id);
}

/* Where to open an article: where the list's row leads, else where reading stopped. */
static int64_t place_in(const struct reader *reader, size_t article, int64_t position)
{
    const struct mark *mark;

    if (position != LIST_NO_POSITION)
        return position;
    mark = marks_find(reader->marks, article_at(reader, article)->id);
    return mark && mark->has_place ? mark->place : INT64_MIN;
}

static struct str next_title(const struct reader *reader)
{
    size_t next = reader->options.single ? SIZE_MAX : list_next(&reader->list);

    return next == SIZE_MAX ? (struct str){0}
                            : article_at(reader, list_article_at(&reader->list, next))->title;
}

/* Shows the selected row's article; a group's row shows none. */
static void preview(struct reader *reader)
{
    const struct list_row *row = list_selected(&reader->list);

    reader->next_offered = false;
    if (!row || row->article == SIZE_MAX) {
        reading_close(&reader->reading);
        return;
    }
    if (!reading_open(&reader->reading, reader->edition, row->article,
                      place_in(reader, row->article, INT64_MIN), next_title(reader),
                      &reader->message)) {
        reading_close(&reader->reading);
        return;
    }
    if (row->position != LIST_NO_POSITION)
        reading_show(&reader->reading, row->position);
}

static void mark_read(struct reader *reader, size_t article)
{
    struct str id = article_at(reader, article)->id;
    const struct mark *mark = marks_find(reader->marks, id);

    if (mark && mark->read)
        return;
    marks_set_read(reader->marks, id, true);
    list_count_unread(&reader->list, reader->edition, reader->marks);
}

/* Gives the article the focus: it counts as read. */
static void open_selected(struct reader *reader)
{
    const struct list_row *row = list_selected(&reader->list);

    if (!row || row->article == SIZE_MAX)
        return;
    if (!reading_is_open(&reader->reading) || reader->reading.article != row->article)
        preview(reader);
    if (!reading_is_open(&reader->reading))
        return;
    reader->article_focused = true;
    arrange(reader);
    mark_read(reader, row->article);
    marks_set_last(reader->marks, article_at(reader, row->article)->id);
}

static void leave_article(struct reader *reader)
{
    reader_note_place(reader);
    reader->article_focused = false;
    reader->next_offered = false;
    arrange(reader);
}

static void select_row(struct reader *reader, long by)
{
    size_t before = reader->list.selected;

    list_move(&reader->list, by);
    if (reader->list.selected != before)
        preview(reader);
}

/* Goes to a place of the list: opens it where an article was being read, else selects it. */
static void go_to(struct reader *reader, size_t place)
{
    bool reading = reader_is_reading(reader);

    reader_note_place(reader);
    list_go(&reader->list, place);
    preview(reader);
    if (reading)
        open_selected(reader);
}

static void go_next(struct reader *reader)
{
    size_t place = list_next(&reader->list);

    if (place == SIZE_MAX || reader->options.single)
        say(reader, _("这是最后一篇"));
    else
        go_to(reader, place);
}

static void go_previous(struct reader *reader)
{
    size_t place = list_previous(&reader->list);

    if (place == SIZE_MAX || reader->options.single)
        say(reader, _("这是第一篇"));
    else
        go_to(reader, place);
}

static void go_next_unread(struct reader *reader)
{
    size_t place = list_next_unread(&reader->list, reader->edition, reader->marks);

    if (place == SIZE_MAX)
        say(reader, _("全部读过了"));
    else
        go_to(reader, place);
}

/* Back from results or bookmarks to the tree. */
static void show_tree(struct reader *reader)
{
    search_start(&reader->search, reader->edition, (struct str){0});
    list_show_tree(&reader->list);
    if (!reader->article_focused)
        preview(reader);
}

static void show_bookmarks(struct reader *reader)
{
    if (reader->options.single)
        return;
    if (reader_is_reading(reader))
        leave_article(reader);
    search_start(&reader->search, reader->edition, (struct str){0});
    query_set(&reader->find, (struct str){0});
    list_show_bookmarks(&reader->list, reader->edition, reader->marks);
    if (!reader->list.count) {
        say(reader, _("还没有书签：读文章时按 m 加上"));
        show_tree(reader);
        return;
    }
    preview(reader);
}

/* One step back. False at the top, where there is nowhere to go back to. */
static bool go_back(struct reader *reader)
{
    if (reader->find.word_count) {
        query_set(&reader->find, (struct str){0});
        return true;
    }
    if (reader->article_focused && !reader->options.single) {
        leave_article(reader);
        return true;
    }
    if (reader->list.kind != LIST_TREE) {
        show_tree(reader);
        return true;
    }
    return false;
}

static void go_left(struct reader *reader)
{
    const struct list_row *row = list_selected(&reader->list);

    if (reader->article_focused || reader->list.kind != LIST_TREE) {
        go_back(reader);
        return;
    }
    if (row && row->article == SIZE_MAX && !list_is_folded(&reader->list, row->node))
        list_fold(&reader->list, true);
    else if (list_select_parent(&reader->list))
        preview(reader);
}

static void go_right(struct reader *reader)
{
    const struct list_row *row = list_selected(&reader->list);

    if (reader->article_focused || !row)
        return;
    if (row->article != SIZE_MAX)
        open_selected(reader);
    else if (list_is_folded(&reader->list, row->node))
        list_fold(&reader->list, false);
    else
        select_row(reader, 1);
}

static void open_or_fold(struct reader *reader)
{
    const struct list_row *row = list_selected(&reader->list);

    if (reader->article_focused || !row)
        return;
    if (row->article != SIZE_MAX)
        open_selected(reader);
    else
        list_fold(&reader->list, !list_is_folded(&reader->list, row->node));
}

static void toggle_bookmark(struct reader *reader)
{
    bool there;

    if (!reading_is_open(&reader->reading)) {
        say(reader, _("先选一篇文章，再加书签"));
        return;
    }
    there = marks_toggle_bookmark(reader->marks, article_at(reader, reader->reading.article)->id,
                                  reader->reading.position);
    say(reader, !there                   ? _("已去掉书签")
                : reader->options.single ? _("已加书签")
                                         : _("已加书签；按 ' 看书签列表"));
    if (reader->list.kind == LIST_BOOKMARKS) {
        list_show_bookmarks(&reader->list, reader->edition, reader->marks);
        if (!reader->list.count)
            show_tree(reader);
        else if (!reader->article_focused)
            preview(reader);
    }
}

static void regroup(struct reader *reader)
{
    enum grouping next = (enum grouping)((reader->list.tree.grouping + 1) % GROUPING_COUNT);

    if (reader->options.single)
        return;
    if (reader->list.kind != LIST_TREE)
        show_tree(reader);
    list_group(&reader->list, reader->edition, reader->marks, next);
    if (!reader->article_focused)
        preview(reader);
    say(reader, grouping_name(next));
}

/* Space: the next screenful, or, at the end, the offer of the next article and then that article.
 */
static void page_down(struct reader *reader)
{
    int lines = reader->panes.text.lines;
    size_t next;

    if (reading_scroll(&reader->reading, lines > 1 ? lines - 1 : 1))
        return;
    next = reader->options.single ? SIZE_MAX : list_next(&reader->list);
    if (next == SIZE_MAX) {
        say(reader, _("完：这是最后一篇"));
    } else if (!reader->next_offered) {
        struct str title = next_title(reader);

        reader->next_offered = true;
        buffer_clear(&reader->message);
        buffer_addf(&reader->message, _("完。再按一次空格读下一篇：%.*s"), STR_FMT(title));
    } else {
        go_to(reader, next);
    }
}

/* The next match in the open article, and after its last one the first of the next result. */
static void walk_matches(struct reader *reader, bool forward)
{
    const struct query *query = reader_query(reader);
    int64_t position = reader->reading.match, found;
    size_t place;

    if (reading_is_open(&reader->reading) &&
        search_walk(query, article_at(reader, reader->reading.article), position, forward,
                    &found)) {
        if (!reader->article_focused)
            open_selected(reader);
        reading_show(&reader->reading, found);
        return;
    }
    if (query == &reader->find || reader->list.kind != LIST_RESULTS) {
        say(reader, forward ? _("后面没有了") : _("前面没有了"));
        return;
    }
    place = forward ? list_next(&reader->list) : list_previous(&reader->list);
    if (place == SIZE_MAX)
        say(reader, forward ? _("这是最后一处") : _("这是第一处"));
    else
        go_to(reader, place);
}

/* With nothing typed yet, the tree stays. */
static void redo_search(struct reader *reader)
{
    search_start(&reader->search, reader->edition, buffer_str(&reader->prompt.text));
    if (reader->search.query.word_count)
        list_show_results(&reader->list, &reader->search);
    else
        list_show_tree(&reader->list);
    preview(reader);
}

/* Back to where the search began. */
static void leave_search(struct reader *reader)
{
    reader->mode = MODE_READING;
    search_start(&reader->search, reader->edition, (struct str){0});
    list_show_tree(&reader->list);
    reader->list.selected = reader->search_row;
    preview(reader);
    if (reader->search_reading)
        open_selected(reader);
}

static void start_search(struct reader *reader)
{
    if (reader->options.single) {
        reader->mode = MODE_FIND;
        buffer_clear(&reader->prompt.text);
        return;
    }
    reader->search_reading = reader_is_reading(reader);
    if (reader->search_reading)
        leave_article(reader);
    query_set(&reader->find, (struct str){0});
    reader->mode = MODE_SEARCH;
    buffer_clear(&reader->prompt.text);
    if (reader->list.kind != LIST_TREE)
        list_show_tree(&reader->list);
    reader->search_row = reader->list.selected;
    redo_search(reader);
}

static void start_find(struct reader *reader)
{
    if (!reading_is_open(&reader->reading)) {
        say(reader, _("先打开一篇文章，再在里面查找"));
        return;
    }
    if (!reader->article_focused)
        open_selected(reader);
    reader->mode = MODE_FIND;
    buffer_clear(&reader->prompt.text);
}

static void search_key(struct reader *reader, reader_key key)
{
    if (key == RK_DOWN || key == RK_UP) {
        select_row(reader, key == RK_DOWN ? 1 : -1);
        return;
    }
    switch (prompt_key(&reader->prompt, key)) {
    case PROMPT_CHANGED:
        redo_search(reader);
        break;
    case PROMPT_ACCEPTED:
        reader->mode = MODE_READING;
        while (reader_work(reader))
            continue;
        if (!reader->search.count) {
            bool asked = reader->search.query.word_count > 0;

            leave_search(reader);
            if (asked)
                say(reader, _("没有找到"));
        }
        break;
    case PROMPT_CANCELLED:
        leave_search(reader);
        break;
    case PROMPT_IGNORED:
        break;
    }
}

static void find_key(struct reader *reader, reader_key key)
{
    int64_t found;

    switch (prompt_key(&reader->prompt, key)) {
    case PROMPT_CHANGED:
        query_set(&reader->find, buffer_str(&reader->prompt.text));
        if (reader->find.word_count &&
            search_walk(&reader->find, article_at(reader, reader->reading.article), INT64_MIN, true,
                        &found))
            reading_show(&reader->reading, found);
        break;
    case PROMPT_ACCEPTED:
        reader->mode = MODE_READING;
        if (reader->find.word_count &&
            !search_walk(&reader->find, article_at(reader, reader->reading.article), INT64_MIN,
                         true, &found)) {
            say(reader, _("本文里没有"));
            query_set(&reader->find, (struct str){0});
        }
        break;
    case PROMPT_CANCELLED:
        reader->mode = MODE_READING;
        query_set(&reader->find, (struct str){0});
        break;
    case PROMPT_IGNORED:
        break;
    }
}

static size_t prompt_number(const struct reader *reader)
{
    size_t number = 0;

    for (size_t i = 0; i < reader->prompt.text.bytes; i++)
        number = number * 10 + (size_t)(reader->prompt.text.data[i] - '0');
    return number;
}

static void go_to_number(struct reader *reader)
{
    size_t number = prompt_number(reader);

    reader->mode = MODE_READING;
    reader_note_place(reader);
    if (!list_select_number(&reader->list, number)) {
        buffer_clear(&reader->message);
        buffer_addf(&reader->message, _("没有第 %zu 篇"), number);
        return;
    }
    preview(reader);
    open_selected(reader);
}

/* A number is complete when no article's number begins with it and goes on. */
static void number_key(struct reader *reader, reader_key key)
{
    enum { MOST_DIGITS = 9 };

    key = key_narrow(key);
    if (key >= '0' && key <= '9' && reader->prompt.text.bytes < MOST_DIGITS) {
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

static void help_action(struct reader *reader, enum action action)
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
        reader->help_top = ACTION_COUNT;
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
    /* The view shows the last screenful where there are not so many lines. */
    if (reader->help_top > ACTION_COUNT)
        reader->help_top = ACTION_COUNT;
    if (reader->help_top < 0)
        reader->help_top = 0;
}

/* Movement in the list or in the article, by which has the focus. */
static void move(struct reader *reader, enum action action)
{
    int lines = reader->article_focused ? reader->panes.text.lines : reader->panes.list.lines;
    int page = lines > 1 ? lines - 1 : 1, half = lines > 1 ? lines / 2 : 1;
    long by = action == ACTION_LINE_DOWN   ? 1
              : action == ACTION_LINE_UP   ? -1
              : action == ACTION_PAGE_DOWN ? page
              : action == ACTION_PAGE_UP   ? -page
              : action == ACTION_HALF_DOWN ? half
              : action == ACTION_HALF_UP   ? -half
              : action == ACTION_TOP       ? -(long)reader->list.count
                                           : (long)reader->list.count;

    if (!reader->article_focused)
        select_row(reader, by);
    else if (action == ACTION_PAGE_DOWN)
        page_down(reader);
    else if (action == ACTION_TOP)
        reading_to_start(&reader->reading);
    else if (action == ACTION_BOTTOM)
        reading_to_end(&reader->reading);
    else
        reading_scroll(&reader->reading, by);
}

static void update(struct reader *reader, enum action action)
{
    bool offered = reader->next_offered;

    reader->next_offered = false;
    switch (action) {
    case ACTION_PAGE_DOWN:
        reader->next_offered = offered;
        move(reader, action);
        break;
    case ACTION_LINE_DOWN:
    case ACTION_LINE_UP:
    case ACTION_PAGE_UP:
    case ACTION_HALF_DOWN:
    case ACTION_HALF_UP:
    case ACTION_TOP:
    case ACTION_BOTTOM:
        move(reader, action);
        break;
    case ACTION_OPEN:
        open_or_fold(reader);
        break;
    case ACTION_RIGHT:
        go_right(reader);
        break;
    case ACTION_LEFT:
        go_left(reader);
        break;
    case ACTION_BACK:
        go_back(reader);
        break;
    case ACTION_OTHER_PANE:
        if (!reader->article_focused)
            open_selected(reader);
        else if (!reader->options.single)
            leave_article(reader);
        break;
    case ACTION_NEXT_ARTICLE:
        go_next(reader);
        break;
    case ACTION_PREVIOUS_ARTICLE:
        go_previous(reader);
        break;
    case ACTION_NEXT:
        if (reader_query(reader))
            walk_matches(reader, true);
        else
            go_next_unread(reader);
        break;
    case ACTION_PREVIOUS_MATCH:
        if (reader_query(reader))
            walk_matches(reader, false);
        break;
    case ACTION_SEARCH:
        start_search(reader);
        break;
    case ACTION_FIND:
        start_find(reader);
        break;
    case ACTION_BOOKMARK:
        toggle_bookmark(reader);
        break;
    case ACTION_BOOKMARKS:
        show_bookmarks(reader);
        break;
    case ACTION_GROUP:
        regroup(reader);
        break;
    case ACTION_ZOOM:
        reader->article_only = !reader->article_only;
        if (!reader->article_focused)
            open_selected(reader);
        break;
    case ACTION_HELP:
        reader->mode = MODE_HELP;
        reader->help_top = 0;
        break;
    case ACTION_REDRAW:
        reader->redraw = true;
        break;
    case ACTION_QUIT:
        if (!go_back(reader))
            reader->quit = true;
        break;
    case ACTION_QUIT_NOW:
        reader->quit = true;
        break;
    case ACTION_NUMBER:
    case ACTION_NONE:
    case ACTION_COUNT:
        break;
    }
}

void reader_key_press(struct reader *reader, reader_key key)
{
    enum action action = keymap_action(key);

    buffer_clear(&reader->message);
    switch (reader->mode) {
    case MODE_SEARCH:
        search_key(reader, key);
        break;
    case MODE_FIND:
        find_key(reader, key);
        break;
    case MODE_NUMBER:
        number_key(reader, key);
        break;
    case MODE_HELP:
        help_action(reader, action);
        break;
    case MODE_READING:
        if (action == ACTION_NUMBER && !reader->options.single) {
            reader->mode = MODE_NUMBER;
            buffer_clear(&reader->prompt.text);
            number_key(reader, key);
        } else {
            update(reader, action);
        }
        break;
    }
    arrange(reader);
}

void reader_init(struct reader *reader, const struct edition *edition, struct marks *marks,
                 struct reader_options options)
{
    size_t last = marks->last ? edition_find(edition, str_of(marks->last)) : SIZE_MAX;

    *reader = (struct reader){.edition = edition, .marks = marks, .options = options};
    search_start(&reader->search, edition, (struct str){0});
    list_group(&reader->list, edition, marks, GROUP_DISTRICT);
    if (last != SIZE_MAX)
        list_select_article(&reader->list, last);
    preview(reader);
    if (options.single)
        open_selected(reader);
}

void reader_resize(struct reader *reader, int cols, int lines)
{
    reader->cols = cols;
    reader->lines = lines;
    reader->list.top = 0; /* so that what is in view depends on the size and the selection alone */
    arrange(reader);
}

bool reader_work(struct reader *reader)
{
    size_t before = reader->search.count;
    bool empty = !reader->list.count;
    bool more = search_step(&reader->search);

    if (reader->search.count != before && reader->list.kind == LIST_RESULTS) {
        list_show_results(&reader->list, &reader->search);
        if (empty)
            preview(reader);
    }
    return more;
}

void reader_free(struct reader *reader)
{
    reading_close(&reader->reading);
    list_free(&reader->list);
    search_free(&reader->search);
    query_free(&reader->find);
    prompt_free(&reader->prompt);
    buffer_free(&reader->message);
}
