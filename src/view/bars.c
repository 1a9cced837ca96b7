#include "base/buffer.h"
#include "base/i18n.h"
#include "base/number.h"
#include "text/grapheme.h"
#include "view/parts.h"

#include <stdint.h>

enum {
    LONG_MINUTES = 2, /* from here on the time left is shown */
    SCREENS_LEAST_COLS = 40,
    TIME_LEAST_COLS = 60
};

static const struct style BAR = {ROLE_BAR, 0};

/* Appends how many articles and folders were left out. */
static void write_faults(const struct edition *edition, struct buffer *out)
{
    if (edition->bad_count)
        buffer_addf(out, _("  %zu篇有错未收"), edition->bad_count);
    if (edition->bad_folder_count)
        buffer_addf(out, _("  %zu个文件夹读不了"), edition->bad_folder_count);
}

static void list_name(const struct reader *reader, struct buffer *out)
{
    switch (reader->list.kind) {
    case LIST_TREE:
        buffer_add_text(out, grouping_name(reader->list.tree.grouping));
        if (reader->list.tree.sorting != SORT_PAGES)
            buffer_addf(out, "  %s", sorting_name(reader->list.tree.sorting));
        buffer_addf(out, n_("  共%zu篇", reader->edition->shown_count),
                    reader->edition->shown_count);
        write_faults(reader->edition, out);
        if (reader->packed)
            buffer_addf(out, _("  正在编索引，已编%zu篇"), reader->packed);
        else if (reader->indexed)
            buffer_addf(out, _("  正在编索引，已读%zu篇"), reader->indexed);
        break;
    case LIST_RESULTS:
        buffer_addf(out, _("搜索“%.*s”  找到%zu篇"), STR_FMT(buffer_str(&reader->words)),
                    reader->list.count);
        if (reader->search.pass < SEARCH_DONE)
            buffer_add_text(out, _("，还在找"));
        break;
    case LIST_BOOKMARKS:
        buffer_addf(out, _("书签  %zu个"), reader->list.count);
        break;
    }
}

/* Appends which of the list's articles is selected: 3/120. */
static void write_number(const struct list *list, struct buffer *out)
{
    size_t number = list_selected(list).number;

    if (number)
        buffer_addf(out, "%zu/%zu  ", number, list_articles(list));
}

/* Appends a note that the results were found by pinyin, if it fits in `cols` columns. */
static void add_pinyin(const struct frame *frame, const struct reader *reader, int cols,
                       struct buffer *out)
{
    struct str note = str_of(_("  按拼音"));

    if (reader->list.kind == LIST_RESULTS && reader->list.count && reader->search.query.by_pinyin &&
        text_cols(buffer_str(out), frame->ambiguous_wide) +
                text_cols(note, frame->ambiguous_wide) <=
            cols)
        buffer_add_str(out, note);
}

/* Appends the position in the article, in more detail the more columns the screen has. */
static void write_position(const struct reading *reading, int cols, struct buffer *out)
{
    long screens = reading_screens_left(reading), minutes = reading_minutes_left(reading);

    if (minutes >= LONG_MINUTES && cols >= TIME_LEAST_COLS)
        buffer_addf(out, _("约%ld分钟  "), minutes);
    if (screens && cols >= SCREENS_LEAST_COLS)
        buffer_addf(out, n_("余%ld屏  ", (unsigned long)screens), screens);
    buffer_addf(out, "%d%%", reading_percent(reading));
}

/* Writes the text after the bulletin's name, in `cols` columns if possible. */
static void write_where(const struct frame *frame, const struct reader *reader, int cols,
                        struct buffer *out)
{
    if (reader->mode == MODE_HELP) {
        buffer_add_text(out, _("帮助"));
    } else if (reader->mode == MODE_PAGE) {
        buffer_add_text(out, reader->page == PAGE_LINKS ? _("文中的链接") : _("有错未收的文章"));
    } else if (reader->panes.list.cols) {
        list_name(reader, out);
        add_pinyin(frame, reader, cols, out);
    } else if (reading_is_open(&reader->reading)) {
        buffer_add_str(out, edition_article(reader->edition, reader->reading.article)->title);
    }
}

/* Makes the note about what was left out a target, in the first line from column 1 on. */
static void add_faults_target(struct frame *frame, const struct reader *reader, struct str line,
                              int cols)
{
    struct buffer note = {0};
    const char *at;
    int col;

    if (reader->list.kind == LIST_TREE)
        write_faults(reader->edition, &note);
    at = note.bytes ? memmem(line.p, line.bytes, note.data, note.bytes) : NULL;
    if (at) {
        col = 1 + text_cols((struct str){line.p, (size_t)(at - line.p)}, frame->ambiguous_wide);
        frame_add_target(
            frame, 0, col,
            int_smaller(col + text_cols(buffer_str(&note), frame->ambiguous_wide), 1 + cols),
            (struct target){TARGET_ACTION, ACTION_FAULTS});
    }
    buffer_free(&note);
}

/* The bulletin's name is cut to make room for the text after it, but keeps its share of the
 * line. */
static void put_name_and_where(struct frame *frame, const struct reader *reader, int cols)
{
    enum { NAME_SHARE = 3, GAP_COLS = 2 };
    const struct str name = edition_name(reader->edition);
    int name_cols = text_cols(name, frame->ambiguous_wide), left;
    struct buffer where = {0}, line = {0};

    write_where(frame, reader, cols - name_cols - GAP_COLS, &where);
    left = cols - GAP_COLS - text_cols(buffer_str(&where), frame->ambiguous_wide);
    view_add_cut(&line, name, left > cols / NAME_SHARE ? left : cols / NAME_SHARE,
                 frame->ambiguous_wide);
    buffer_add_spaces(&line, GAP_COLS);
    buffer_add_str(&line, buffer_str(&where));
    frame_put_cut(frame, 0, 1, 1 + cols, buffer_str(&line), (struct style){ROLE_BAR, CELL_BOLD});
    add_faults_target(frame, reader, buffer_str(&line), cols);
    buffer_free(&where);
    buffer_free(&line);
}

void view_title_bar(struct frame *frame, const struct reader *reader)
{
    struct buffer right = {0};
    int right_cols;

    frame_fill(frame, 0, 0, frame->cols, BAR);
    bool pages = reader->mode == MODE_HELP || reader->mode == MODE_PAGE;

    if (!pages && !reader->options.single && frame->cols >= SCREENS_LEAST_COLS)
        write_number(&reader->list, &right);
    if (!pages && reading_is_open(&reader->reading) && !reading_is_opening(&reader->reading) &&
        reader->panes.article.cols)
        write_position(&reader->reading, frame->cols, &right);
    while (right.bytes && right.data[right.bytes - 1] == ' ')
        right.bytes--;
    right_cols = text_cols(buffer_str(&right), frame->ambiguous_wide);
    put_name_and_where(frame, reader, frame->cols - right_cols - 3);
    frame_put(frame, 0, frame->cols - right_cols - 1, frame->cols, buffer_str(&right), BAR);
    buffer_free(&right);
}

/* Shows a prompt. Its cursor is at the end, so a long text loses its beginning. A message behind it
 * has half of the line if it needs as much. */
static void prompt_line(struct frame *frame, const struct reader *reader, const char *label)
{
    struct str text = buffer_str(&reader->prompt.text);
    int line = frame->lines - 1, end = frame->cols - 1;
    int message_cols = text_cols(buffer_str(&reader->message), frame->ambiguous_wide);
    int col =
        frame_put(frame, line, 1, frame->cols, str_of(label), (struct style){ROLE_BAR, CELL_BOLD});

    if (message_cols)
        end -= int_smaller(message_cols + 2, frame->cols / 2);
    while (text.bytes && text_cols(text, frame->ambiguous_wide) > end - col) {
        size_t bytes = grapheme_next(text.p, text.bytes, frame->ambiguous_wide).bytes;

        text.p += bytes;
        text.bytes -= bytes;
    }
    col = frame_put(frame, line, col, end, text, BAR);
    frame->cursor_line = line;
    frame->cursor_col = col;
}

/* Shows what the command line may mean, behind its cursor. */
static void put_meant(struct frame *frame, const struct reader *reader)
{
    const struct keymap_entry *meant[ACTION_COUNT];
    size_t count = reader_actions_meant(reader, meant);
    struct buffer text = {0};

    for (size_t i = 0; i < count; i++)
        buffer_addf(&text, "%s%s %s", i ? "  " : "", meant[i]->name, _(meant[i]->help));
    if (!reader->prompt.text.bytes)
        buffer_add_text(&text, _("动作的名字、文章编号或日期（2026-11）"));
    frame_put_cut(frame, frame->cursor_line, frame->cursor_col + 2, frame->cols - 1,
                  buffer_str(&text), BAR);
    buffer_free(&text);
}

/* Writes the two parts of a hint such as "/搜索": the key and the word. */
static void write_hint(const struct reader *reader, const struct keymap_entry *entry,
                       struct buffer *key, struct buffer *word)
{
    buffer_clear(key);
    buffer_clear(word);
    keymap_write_key(&reader->options.keymap, entry->action, key);
    if (entry->action == ACTION_NEXT && reader_query(reader))
        buffer_add_text(word, _("下一处"));
    else if (entry->action == ACTION_OPEN && list_is_on_group(&reader->list))
        buffer_add_text(word, list_is_folded(&reader->list, list_selected(&reader->list).node)
                                  ? _("展开")
                                  : _("收起"));
    else
        buffer_add_text(word, _(entry->hint));
}

/* Returns whether an action makes sense at present: in the list there is nothing to go back to. */
static bool hint_applies(const struct reader *reader, enum action action)
{
    bool top = !reader->article_focused && reader->list.kind == LIST_TREE;

    if (reader->mode == MODE_HELP || reader->mode == MODE_PAGE)
        return action == ACTION_BACK || action == ACTION_PAGE_DOWN ||
               (action == ACTION_COPY && reader_page_selected(reader).bytes);
    switch (action) {
    case ACTION_OPEN:
        return !reader->article_focused;
    case ACTION_BACK:
        return !top && !reader->options.single;
    case ACTION_QUIT:
        return top || reader->options.single;
    case ACTION_PAGE_DOWN:
        return reader->article_focused;
    case ACTION_COPY:
        return false;
    case ACTION_FAULTS:
        return top && (reader->edition->bad_count || reader->edition->bad_folder_count);
    case ACTION_GROUP:
        return top && !reader->options.single;
    case ACTION_NEXT:
        return !reader->options.single && !reader->missed.bytes;
    case ACTION_NEXT_ARTICLE:
    case ACTION_PREVIOUS_ARTICLE:
        return !reader->options.single;
    default:
        return true;
    }
}

static bool has_hint(const struct reader *reader, const struct keymap_entry *entry)
{
    return entry->hint && keymap_keys(&reader->options.keymap, entry)[0] &&
           hint_applies(reader, entry->action);
}

enum { HINT_GAP_COLS = 2 };

static int hint_cols(const struct frame *frame, const struct reader *reader,
                     const struct keymap_entry *entry, struct buffer *key, struct buffer *word)
{
    write_hint(reader, entry, key, word);
    return text_cols(buffer_str(key), frame->ambiguous_wide) + 1 +
           text_cols(buffer_str(word), frame->ambiguous_wide) + HINT_GAP_COLS;
}

/* Returns the least weight such that all hints of this weight or more fit in the bar from column
 * `first` on. */
static int least_weight(const struct frame *frame, const struct reader *reader, int first,
                        struct buffer *key, struct buffer *word)
{
    int cols[KEYMAP_MOST_WEIGHT + 1] = {0}, used = 0, weight = KEYMAP_MOST_WEIGHT;

    for (const struct keymap_entry *e = keymap_entries(); e->action != ACTION_NONE; e++)
        if (has_hint(reader, e))
            cols[e->weight] += hint_cols(frame, reader, e, key, word);
    while (weight > 0 && first + used + cols[weight] <= frame->cols)
        used += cols[weight--];
    return weight + 1;
}

/* Draws the hints from column `col` on. */
static void hints(struct frame *frame, const struct reader *reader, int col)
{
    struct buffer key = {0}, word = {0};
    int weight = least_weight(frame, reader, col, &key, &word), line = frame->lines - 1, first;

    for (const struct keymap_entry *e = keymap_entries(); e->action != ACTION_NONE; e++) {
        if (e->weight < weight || !has_hint(reader, e))
            continue;
        write_hint(reader, e, &key, &word);
        first = col;
        col = frame_put(frame, line, col, frame->cols, buffer_str(&key),
                        (struct style){ROLE_KEY, CELL_BOLD});
        col = frame_put(frame, line, col + 1, frame->cols, buffer_str(&word), BAR);
        frame_add_target(frame, line, first, col, (struct target){TARGET_ACTION, e->action});
        col += HINT_GAP_COLS;
    }
    buffer_free(&key);
    buffer_free(&word);
}

/* Puts the whole of a selected row that is cut, if the line holds it. Returns the column for the
 * hints. */
static int put_selected(struct frame *frame, const struct reader *reader)
{
    struct buffer text = {0};
    int col = 1, end = frame->cols - 1;

    if (reader->mode == MODE_READING)
        view_add_selected(reader, &text);
    if (text.bytes && text_cols(buffer_str(&text), frame->ambiguous_wide) < end)
        col = frame_put(frame, frame->lines - 1, col, end, buffer_str(&text), BAR) + HINT_GAP_COLS;
    buffer_free(&text);
    return col;
}

/* Returns what is said while work goes on that the person waits for, or NULL. */
static const char *work_in_progress(const struct reader *reader)
{
    if (reader->finding != FINDING_NONE && reader->finding != FINDING_COUNT)
        return _("正在查找…");
    return reader->search_ended && !reader->search.count ? _("正在搜索…") : NULL;
}

/* Shows the prompt of a mode. Returns false if it has none. */
static bool put_prompt(struct frame *frame, const struct reader *reader)
{
    switch (reader->mode) {
    case MODE_SEARCH:
        prompt_line(frame, reader, _("搜索："));
        break;
    case MODE_FIND:
        prompt_line(frame, reader, _("在本文查找："));
        break;
    case MODE_NUMBER:
        prompt_line(frame, reader, _("到第几篇："));
        break;
    case MODE_WRITE:
        prompt_line(frame, reader,
                    reader->write_over ? _("已有这个文件，再按 Enter 覆盖：") : _("写到文件："));
        break;
    case MODE_COMMAND:
        prompt_line(frame, reader, ":");
        if (!reader->message.bytes)
            put_meant(frame, reader);
        break;
    case MODE_READING:
    case MODE_PAGE:
    case MODE_HELP:
        return false;
    }
    return true;
}

void view_hint_bar(struct frame *frame, const struct reader *reader)
{
    const char *work = work_in_progress(reader);
    int line = frame->lines - 1, col = 1;
    bool prompt;

    frame_fill(frame, line, 0, frame->cols, BAR);
    prompt = put_prompt(frame, reader);
    if (prompt)
        col = frame->cursor_col + 2;
    if (reader->message.bytes)
        frame_put_cut(frame, line, col, frame->cols - 1, buffer_str(&reader->message),
                      (struct style){ROLE_MESSAGE, CELL_BOLD});
    else if (work && !prompt)
        frame_put_cut(frame, line, col, frame->cols - 1, str_of(work),
                      (struct style){ROLE_MESSAGE, 0});
    else if (!prompt)
        hints(frame, reader, put_selected(frame, reader));
}
