#include "linear/commands.h"

#include "base/bounds.h"
#include "base/i18n.h"
#include "state/bookmarks.h"
#include "state/fingerprint.h"
#include "state/passage.h"

enum { CHOICES_AT_ONCE = 20 };

static const struct mark_place WHERE_IT_STOPPED = {.position = POSITION_NONE};

static void say(struct linear *linear, const char *text)
{
    line_io_say(&linear->io, str_of(text));
}

const struct article *linear_article_at(const struct linear *linear, size_t index)
{
    return edition_article(linear->edition, list_article_at(&linear->list, index));
}

static struct choices_source choices_source(struct linear *linear)
{
    return (struct choices_source){linear->edition, &linear->marks, &linear->search,
                                   buffer_str(&linear->words)};
}

/* Outputs the next choices. */
static void offer_more(struct linear *linear)
{
    size_t count = choices_count(&linear->list, linear->menu);
    struct choices_source source = choices_source(linear);
    struct buffer line = {0};

    for (size_t i = 0; i < CHOICES_AT_ONCE && linear->offered < count; i++) {
        buffer_clear(&line);
        buffer_addf(&line, _("%zu、"), ++linear->offered);
        choices_write(&linear->list, linear->menu, linear->offered, &source, &line);
        line_io_say(&linear->io, buffer_str(&line));
    }
    buffer_free(&line);
}

static void close_article(struct linear *linear)
{
    readout_close(linear->readout);
    linear->readout = NULL;
}

void linear_show_choices(struct linear *linear, size_t number)
{
    struct choices_source source = choices_source(linear);
    struct buffer name = {0};

    close_article(linear);
    linear->index = choices_before(&linear->list, linear->menu);
    choices_write_name(&linear->list, linear->menu, &source, &name);
    line_io_sayf(&linear->io, _("%.*s："), STR_FMT(buffer_str(&name)));
    buffer_free(&name);
    linear->offered = number ? (number - 1) / CHOICES_AT_ONCE * CHOICES_AT_ONCE : 0;
    offer_more(linear);
}

void linear_contents(struct linear *linear)
{
    list_show_tree(&linear->list);
    linear->menu = choices_menu(&linear->list, SIZE_MAX);
    linear_show_choices(linear, 0);
}

/* Returns the place of the current piece. Its words are put into `words`. */
static struct mark_place place_of_piece(const struct linear *linear, struct buffer *words)
{
    int64_t position = readout_position(linear->readout);

    passage_words(readout_body(linear->readout), position, words);
    return (struct mark_place){position, buffer_str(words)};
}

/* Goes to a place in the article, where its words are now. */
static void seek(struct linear *linear, struct mark_place place)
{
    readout_seek(linear->readout, passage_find(readout_body(linear->readout), place));
}

void linear_read_piece(struct linear *linear)
{
    struct mark_place place = {.position = INT64_MIN};
    struct buffer lines = {0}, words = {0};
    struct str id = linear_article_at(linear, linear->index)->mark_id;
    bool last = readout_is_last(linear->readout);

    readout_write_piece(linear->readout, &lines);
    line_io_say_lines(&linear->io, buffer_str(&lines));
    buffer_free(&lines);
    if (!last)
        place = place_of_piece(linear, &words);
    marks_set_place(&linear->marks, id, place);
    buffer_free(&words);
    marks_set_last(&linear->marks, id);
    if (!last && !linear->enter_explained)
        say(linear, _("按 Enter 继续，输入 ? 看其他命令"));
    linear->enter_explained = linear->enter_explained || !last;
}

/* Goes to the position at which reading stopped, and tells the person. */
static void go_to_stop(struct linear *linear)
{
    seek(linear, marks_place(&linear->marks, linear_article_at(linear, linear->index)->mark_id));
    if (readout_position(linear->readout) == INT64_MIN)
        return;
    line_io_sayf(&linear->io, _("接着第 %zu 段读；输入 1 从头读"), readout_number(linear->readout));
}

/* Opens an article. Returns NULL, with a diagnostic, if it cannot be read, and without if a signal
 * came meanwhile. */
static struct readout *read_out(struct linear *linear, const struct article *article,
                                struct diags *diags)
{
    struct body_opening *opening = body_begin(article, LINKS_NUMBERED, diags);
    struct body *body;

    while (opening && !body_wait(opening, BOUND_KEY_MS)) {
        if (line_io_is_over(&linear->io)) {
            body_give_up(opening);
            return NULL;
        }
    }
    body = opening ? body_take(opening, diags) : NULL;
    return body ? readout_new(article, body) : NULL;
}

/* Opens the article at an index of the list at a place in it (POSITION_NONE: where reading
 * stopped). */
static void open_article(struct linear *linear, size_t index, struct mark_place place)
{
    const struct article *article = linear_article_at(linear, index);
    struct diags diags = {0};
    struct buffer header = {0};

    close_article(linear);
    linear->index = index;
    if (linear->list.kind == LIST_TREE)
        choices_above(&linear->list, index, &linear->menu);
    linear->readout = read_out(linear, article, &diags);
    if (!linear->readout) {
        linear->offered = 0;
        if (diags.count)
            line_io_sayf(&linear->io, "%s: %s", diags.items[0].path, diags.items[0].message);
        diags_free(&diags);
        return;
    }
    list_set_read(&linear->list, linear->edition, &linear->marks,
                  list_article_at(&linear->list, index), true);
    fingerprint_note(&linear->marks, article);
    history_add(&linear->history, article->id);
    readout_write_header(linear->readout, &header);
    line_io_say_lines(&linear->io, buffer_str(&header));
    buffer_free(&header);
    if (place.position == POSITION_NONE)
        go_to_stop(linear);
    else
        seek(linear, place);
    linear_read_piece(linear);
}

/* Opens the article at an index; outputs `none` if the index is SIZE_MAX. */
static void open_or_say(struct linear *linear, size_t index, const char *none)
{
    if (index == SIZE_MAX)
        say(linear, none);
    else
        open_article(linear, index, WHERE_IT_STOPPED);
}

static void return_to_tree(struct linear *linear)
{
    list_show_tree(&linear->list);
    if (linear->origin == SIZE_MAX)
        linear_show_choices(linear, 0);
    else
        open_article(linear, linear->origin,
                     (struct mark_place){.position = linear->origin_position});
}

/* Tells that the article of a bookmark is away; the bookmark is removed if its number comes again.
 */
static void open_away(struct linear *linear, size_t index)
{
    struct list_row row = list_row_at(&linear->list, index);

    if (linear->away_number != index + 1) {
        linear->away_number = index + 1;
        line_io_sayf(&linear->io, _("“%s”不在这里了；再输入 %zu 去掉这个书签"), row.away->title,
                     index + 1);
        return;
    }
    linear->away_number = 0;
    marks_toggle_bookmark(&linear->marks, str_of(row.away->id), (struct mark_place){0});
    say(linear, _("已去掉书签"));
    list_show_bookmarks(&linear->list, linear->edition, &linear->marks);
    if (linear->list.count)
        linear_show_choices(linear, 0);
    else
        return_to_tree(linear);
}

/* Opens the result or the bookmark at an index. */
static void open_listed(struct linear *linear, size_t index)
{
    if (list_row_at(&linear->list, index).away) {
        open_away(linear, index);
        return;
    }
    open_article(
        linear, index,
        list_place(&linear->list, &linear->search, linear->edition, &linear->marks, index));
}

static void open_choice(struct linear *linear, size_t number)
{
    size_t count = choices_count(&linear->list, linear->menu), index;

    if (number < 1 || number > count) {
        line_io_sayf(&linear->io, _("没有 %zu 号；编号从 1 到 %zu"), number, count);
        return;
    }
    index = choices_index(&linear->list, linear->menu, number);
    if (linear->list.kind != LIST_TREE) {
        open_listed(linear, index);
    } else if (tree_node(&linear->list.tree, index).article != SIZE_MAX) {
        open_article(linear, index, WHERE_IT_STOPPED);
    } else {
        linear->menu = choices_menu(&linear->list, index);
        linear_show_choices(linear, 0);
    }
}

static void go_to_piece(struct linear *linear, size_t number)
{
    if (readout_go(linear->readout, number))
        linear_read_piece(linear);
    else
        line_io_sayf(&linear->io, _("没有第 %zu 段；共 %zu 段"), number,
                     readout_count(linear->readout));
}

void linear_number(struct linear *linear, size_t number)
{
    if (linear->readout)
        go_to_piece(linear, number);
    else
        open_choice(linear, number);
}

void linear_continue(struct linear *linear)
{
    if (!linear->readout) {
        if (linear->offered < choices_count(&linear->list, linear->menu))
            offer_more(linear);
        else
            say(linear, _("都列完了"));
    } else if (readout_next(linear->readout)) {
        linear_read_piece(linear);
    } else {
        open_or_say(linear, list_index_after(&linear->list, linear->index), _("这是最后一篇"));
    }
}

void linear_leave_tree(struct linear *linear)
{
    if (linear->list.kind != LIST_TREE)
        return;
    linear->origin = linear->readout ? linear->index : SIZE_MAX;
    if (linear->readout)
        linear->origin_position = readout_position(linear->readout);
}

void linear_back(struct linear *linear)
{
    const struct list *list = &linear->list;
    bool reading = linear->readout != NULL;
    size_t from = reading ? linear->index : linear->menu;

    if (list->kind == LIST_BOOKMARKS && reading) /* a bookmark may have been removed */
        list_show_bookmarks(&linear->list, linear->edition, &linear->marks);
    if (list->kind == LIST_TREE && !choices_above(list, from, &linear->menu))
        say(linear, _("已经在目录；输入 q 退出"));
    else if (list->kind == LIST_TREE || (reading && list->count))
        linear_show_choices(linear, choices_number(list, linear->menu, from));
    else
        return_to_tree(linear);
}

void linear_next_unread(struct linear *linear)
{
    open_or_say(linear,
                list_next_unread(&linear->list, linear->edition, &linear->marks, linear->index),
                _("全部读过了"));
}

void linear_previous_unread(struct linear *linear)
{
    open_or_say(linear,
                list_previous_unread(&linear->list, linear->edition, &linear->marks, linear->index),
                _("全部读过了"));
}

void linear_next(struct linear *linear)
{
    open_or_say(linear, list_index_after(&linear->list, linear->index), _("这是最后一篇"));
}

void linear_previous(struct linear *linear)
{
    size_t index = linear->index;

    open_or_say(linear, index == SIZE_MAX ? index : list_index_before(&linear->list, index),
                _("这是第一篇"));
}

void linear_back_in_history(struct linear *linear)
{
    struct str id =
        linear->readout ? linear_article_at(linear, linear->index)->id : (struct str){0};
    const char *before;

    while ((before = history_back(&linear->history, id))) {
        size_t article = edition_find(linear->edition, str_of(before));
        size_t index =
            article == SIZE_MAX ? article : tree_find_article(&linear->list.tree, article, 0);

        if (index != SIZE_MAX) {
            list_show_tree(&linear->list);
            open_article(linear, index, WHERE_IT_STOPPED);
            return;
        }
        id = str_of(before); /* skip an article that is no longer shown */
    }
    say(linear, _("前面没有读过别的文章"));
}

void linear_previous_piece(struct linear *linear)
{
    if (!linear->readout)
        say(linear, _("先打开一篇文章"));
    else if (readout_previous(linear->readout))
        linear_read_piece(linear);
    else
        say(linear, _("这是开头"));
}

void linear_repeat(struct linear *linear)
{
    if (linear->readout)
        linear_read_piece(linear);
    else
        linear_show_choices(linear, linear->offered);
}

size_t linear_unfinished(const struct linear *linear)
{
    const struct marks *marks = &linear->marks;
    struct str id = marks->last ? str_of(marks->last) : (struct str){0};
    size_t article = edition_find_marked(linear->edition, id);

    if (article == SIZE_MAX || marks_position(marks, id) == INT64_MIN)
        return SIZE_MAX;
    return tree_find_article(&linear->list.tree, article, 0);
}

void linear_resume(struct linear *linear)
{
    size_t index = linear_unfinished(linear);

    if (index != SIZE_MAX)
        list_show_tree(&linear->list);
    open_or_say(linear, index, _("没有读到一半的文章"));
}

void linear_toggle_bookmark(struct linear *linear)
{
    const struct article *article;
    struct buffer words = {0};
    bool there;

    if (!linear->readout) {
        say(linear, _("先打开一篇文章，再加书签"));
        return;
    }
    article = linear_article_at(linear, linear->index);
    there = marks_toggle_bookmark(&linear->marks, article->mark_id, place_of_piece(linear, &words));
    buffer_free(&words);
    say(linear, there ? _("已加书签") : _("已去掉书签"));
}

void linear_bookmarks(struct linear *linear)
{
    if (!bookmarks_any(&linear->marks, linear->edition)) {
        say(linear, _("还没有书签：读文章时输入 m 加上"));
        return;
    }
    linear_leave_tree(linear);
    list_show_bookmarks(&linear->list, linear->edition, &linear->marks);
    linear_show_choices(linear, 0);
}

/* Rebuilds the tree and shows it. */
static void rearrange(struct linear *linear, enum grouping grouping, enum sorting sorting)
{
    list_group(&linear->list, linear->edition, &linear->marks, grouping, sorting);
    linear_contents(linear);
}

void linear_regroup(struct linear *linear)
{
    const struct tree *tree = &linear->list.tree;

    rearrange(linear, (enum grouping)((tree->grouping + 1) % GROUPING_COUNT), tree->sorting);
}

void linear_resort(struct linear *linear)
{
    const struct tree *tree = &linear->list.tree;
    enum sorting next = (enum sorting)((tree->sorting + 1) % SORTING_COUNT);

    say(linear, sorting_name(next));
    rearrange(linear, tree->grouping, next);
}
