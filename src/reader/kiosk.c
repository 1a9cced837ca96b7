#include "reader/kiosk.h"

#include "base/i18n.h"
#include "kiosk_steps.h"
#include "reader/list.h"
#include <stdlib.h>

enum {
    WHEEL_LINES = 3,
    BOUNCE_MS = 250 /* a finger that trembles touches twice */
};

void kiosk_say(struct kiosk *kiosk, const char *text)
{
    buffer_clear(&kiosk->message);
    buffer_add_text(&kiosk->message, text);
}

void kiosk_note_place(struct kiosk *kiosk)
{
    struct str id;

    if (kiosk->screen != KIOSK_ARTICLE || !reading_is_open(&kiosk->reading))
        return;
    id = kiosk->edition->articles[kiosk->reading.article].id;
    marks_set_place(kiosk->marks, id, kiosk->reading.position);
}

void kiosk_show(struct kiosk *kiosk, enum kiosk_screen screen)
{
    kiosk_note_place(kiosk);
    kiosk->left[kiosk->screen] = kiosk->focus;
    kiosk->screen = screen;
    kiosk->focus = kiosk->left[screen];
    kiosk->number = 0;
    kiosk->offered = KIOSK_BUTTON_COUNT;
    if (screen != KIOSK_ARTICLE)
        reading_close(&kiosk->reading);
    kiosk_place(kiosk);
}

/* The article of a row of `from`; of the front page, of the edition: one reads on beyond the
 * headlines. */
static size_t article_of(const struct kiosk *kiosk, enum kiosk_screen from, size_t row)
{
    const struct edition *edition = kiosk->edition;

    switch (from) {
    case KIOSK_LIST:
        return row < kiosk->list.count ? kiosk->list.items[row].article : SIZE_MAX;
    case KIOSK_PANEL:
        return row < kiosk->results.count ? kiosk->results.items[row].article : SIZE_MAX;
    default:
        return row < edition->shown_count ? edition->shown[row] : SIZE_MAX;
    }
}

size_t kiosk_neighbour(const struct kiosk *kiosk, long by)
{
    if (by < 0 && kiosk->row < (size_t)-by)
        return SIZE_MAX;
    return article_of(kiosk, kiosk->from, kiosk->row + (size_t)by) == SIZE_MAX
               ? SIZE_MAX
               : kiosk->row + (size_t)by;
}

static struct str next_title(const struct kiosk *kiosk)
{
    size_t next = kiosk_neighbour(kiosk, 1);

    return next == SIZE_MAX ? (struct str){0}
                            : kiosk->edition->articles[article_of(kiosk, kiosk->from, next)].title;
}

/* Where a row of a list leads in its article, if not to where reading stopped. */
static int64_t row_position(struct kiosk *kiosk)
{
    const struct kiosk_rows *rows = kiosk_rows_of(kiosk, kiosk->from);

    return kiosk->from == KIOSK_FRONT ? LIST_NO_POSITION : rows->items[kiosk->row].position;
}

static int64_t noted_place(const struct kiosk *kiosk, size_t article)
{
    const struct mark *mark = marks_find(kiosk->marks, kiosk->edition->articles[article].id);

    return mark && mark->has_place ? mark->place : INT64_MIN;
}

void kiosk_open_article(struct kiosk *kiosk, enum kiosk_screen from, size_t row, bool at_row)
{
    size_t article = article_of(kiosk, from, row);

    if (article == SIZE_MAX)
        return;
    kiosk_note_place(kiosk);
    kiosk->from = from;
    kiosk->row = row;
    if (!reading_open(&kiosk->reading, kiosk->edition, article, noted_place(kiosk, article),
                      next_title(kiosk), &kiosk->fault)) {
        kiosk_say(kiosk, _("这篇文章现在打不开"));
        return;
    }
    marks_set_read(kiosk->marks, kiosk->edition->articles[article].id, true);
    kiosk->left[KIOSK_ARTICLE] =
        kiosk->screen == KIOSK_ARTICLE ? kiosk->focus : (struct target){TARGET_ARTICLE, 0};
    if (kiosk->screen != KIOSK_ARTICLE)
        kiosk_show(kiosk, KIOSK_ARTICLE);
    kiosk_place(kiosk);
    if (at_row && row_position(kiosk) != LIST_NO_POSITION)
        reading_show(&kiosk->reading, row_position(kiosk));
}

size_t kiosk_place_in_edition(const struct edition *edition, size_t article)
{
    for (size_t i = 0; i < edition->shown_count; i++)
        if (edition->shown[i] == article)
            return i;
    return SIZE_MAX;
}

void kiosk_open(struct kiosk *kiosk, enum kiosk_screen from, size_t row)
{
    if (from == KIOSK_FRONT)
        row = kiosk_place_in_edition(kiosk->edition, kiosk->front.items[row].article);
    kiosk_open_article(kiosk, from, row, true);
}

void kiosk_open_group(struct kiosk *kiosk, enum kiosk_list list, size_t node)
{
    kiosk_fill_group(kiosk, list, node);
    kiosk->list.top = 0;
    kiosk_show(kiosk, KIOSK_LIST);
    kiosk->focus = (struct target){TARGET_ENTRY, 0};
}

static bool has_bookmarks(const struct kiosk *kiosk)
{
    for (size_t i = 0; i < kiosk->marks->count; i++) {
        const struct mark *mark = &kiosk->marks->items[i];
        size_t article = mark->bookmarked ? edition_find(kiosk->edition, mark->id) : SIZE_MAX;

        if (article != SIZE_MAX && edition_shows(kiosk->edition, article))
            return true;
    }
    return false;
}

static void open_bookmarks(struct kiosk *kiosk)
{
    if (!has_bookmarks(kiosk)) {
        kiosk_say(kiosk, _("还没有书签：读文章时按“加书签”"));
        return;
    }
    kiosk_fill_bookmarks(kiosk);
    kiosk->list.top = 0;
    kiosk_show(kiosk, KIOSK_LIST);
    kiosk->focus = (struct target){TARGET_ENTRY, 0};
}

void kiosk_search(struct kiosk *kiosk)
{
    search_start_by_initials(&kiosk->search, kiosk->edition, buffer_str(&kiosk->letters));
    kiosk->results.top = 0;
    kiosk_fill_results(kiosk);
    kiosk_place(kiosk);
}

static void add_letter(struct kiosk *kiosk, char letter)
{
    enum { MOST_LETTERS = 16 };

    if (kiosk->letters.bytes >= MOST_LETTERS)
        return;
    buffer_add_char(&kiosk->letters, letter);
    kiosk_search(kiosk);
}

static void go_home(struct kiosk *kiosk)
{
    buffer_clear(&kiosk->letters);
    search_start(&kiosk->search, kiosk->edition, (struct str){0});
    kiosk_fill_results(kiosk);
    kiosk->left[KIOSK_PANEL] = (struct target){0};
    kiosk->front.top = 0;
    kiosk_show(kiosk, KIOSK_FRONT);
}

static void go_back(struct kiosk *kiosk)
{
    switch (kiosk->screen) {
    case KIOSK_ARTICLE:
        if (kiosk->from == KIOSK_LIST && kiosk->listed == KIOSK_BOOKMARKS)
            kiosk_fill_bookmarks(kiosk); /* one may have been taken away */
        kiosk_show(kiosk, kiosk->from);
        break;
    case KIOSK_LIST:
    case KIOSK_PANEL:
        go_home(kiosk);
        break;
    case KIOSK_FRONT:
        break;
    }
}

static void go_on(struct kiosk *kiosk, long by)
{
    size_t row = kiosk_neighbour(kiosk, by);

    if (row == SIZE_MAX)
        kiosk_say(kiosk, by > 0 ? _("这是最后一篇") : _("这是第一篇"));
    else
        kiosk_open_article(kiosk, kiosk->from, row, true);
}

/* At the article's end the same again opens the next one. */
static void page_down(struct kiosk *kiosk)
{
    struct str title;

    if (kiosk->screen != KIOSK_ARTICLE) {
        kiosk_turn_rows(kiosk, true);
        return;
    }
    if (reading_turn_page(&kiosk->reading, true))
        return;
    title = next_title(kiosk);
    if (!title.bytes) {
        kiosk_say(kiosk, _("完：这是最后一篇"));
    } else if (kiosk->offered != KIOSK_PAGE_DOWN) {
        kiosk->offered = KIOSK_PAGE_DOWN;
        buffer_clear(&kiosk->message);
        buffer_addf(&kiosk->message, _("完。再按一次读下一篇：%.*s"), STR_FMT(title));
    } else {
        go_on(kiosk, 1);
    }
}

static void page_up(struct kiosk *kiosk)
{
    if (kiosk->screen == KIOSK_ARTICLE)
        reading_turn_page(&kiosk->reading, false);
    else
        kiosk_turn_rows(kiosk, false);
}

static void toggle_bookmark(struct kiosk *kiosk)
{
    bool there = marks_toggle_bookmark(
        kiosk->marks, kiosk->edition->articles[kiosk->reading.article].id, kiosk->reading.position);

    kiosk_say(kiosk, there ? _("已加书签，离开后自动清除") : _("已删去书签"));
}

void kiosk_set_large(struct kiosk *kiosk, bool large)
{
    struct layout_style style = kiosk->options.style;

    kiosk->large = style.large = large;
    reading_set_style(&kiosk->reading, style);
    kiosk_place(kiosk);
}

/* Where nobody sees to the terminal's font, the text is at least set in another way. */
static void enlarge(struct kiosk *kiosk)
{
    if (kiosk->options.text_size) {
        kiosk->end = KIOSK_SIZE;
        return;
    }
    kiosk_set_large(kiosk, !kiosk->large);
    kiosk_say(kiosk, kiosk->large ? _("已改为宽松排版") : _("已改为紧凑排版"));
}

static void press_button(struct kiosk *kiosk, enum kiosk_button button)
{
    if (kiosk->offered != button)
        kiosk->offered = KIOSK_BUTTON_COUNT;
    switch (button) {
    case KIOSK_BACK:
        go_back(kiosk);
        break;
    case KIOSK_HOME:
        go_home(kiosk);
        break;
    case KIOSK_PAGE_UP:
        page_up(kiosk);
        break;
    case KIOSK_PAGE_DOWN:
        page_down(kiosk);
        break;
    case KIOSK_PREVIOUS:
        go_on(kiosk, -1);
        break;
    case KIOSK_NEXT:
        go_on(kiosk, 1);
        break;
    case KIOSK_ERASE:
        if (kiosk->letters.bytes) {
            kiosk->letters.bytes--;
            kiosk_search(kiosk);
        }
        break;
    case KIOSK_SEARCH:
        kiosk_show(kiosk, KIOSK_PANEL);
        break;
    case KIOSK_MARK:
        toggle_bookmark(kiosk);
        break;
    case KIOSK_MARKS:
        open_bookmarks(kiosk);
        break;
    case KIOSK_LARGER:
        enlarge(kiosk);
        break;
    case KIOSK_QUIT:
        kiosk->end = KIOSK_LEFT;
        break;
    case KIOSK_BUTTON_COUNT:
        break;
    }
}

static bool can_turn(const struct kiosk *kiosk, bool forward)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);

    if (!rows)
        return forward ? !reading_at_end(&kiosk->reading) || kiosk_neighbour(kiosk, 1) != SIZE_MAX
                       : !reading_at_start(&kiosk->reading);
    return forward ? rows->top + kiosk->places.rows.lines < kiosk->places.page_lines
                   : rows->top > 0;
}

bool kiosk_button_works(const struct kiosk *kiosk, enum kiosk_button button)
{
    switch (button) {
    case KIOSK_PAGE_UP:
    case KIOSK_PAGE_DOWN:
        return can_turn(kiosk, button == KIOSK_PAGE_DOWN);
    case KIOSK_PREVIOUS:
    case KIOSK_NEXT:
        return kiosk_neighbour(kiosk, button == KIOSK_NEXT ? 1 : -1) != SIZE_MAX;
    case KIOSK_ERASE:
        return kiosk->letters.bytes > 0;
    case KIOSK_MARKS:
        return has_bookmarks(kiosk);
    default:
        return true;
    }
}

/* Presses a button where the screen has it. */
static void press_if_there(struct kiosk *kiosk, enum kiosk_button button)
{
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];
    size_t count = kiosk_buttons(kiosk, buttons);

    for (size_t i = 0; i < count; i++)
        if (buttons[i] == button) {
            press_button(kiosk, button);
            return;
        }
}

static void enter_row(struct kiosk *kiosk, size_t row)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);

    if (!rows || row >= rows->count)
        return;
    kiosk->focus = (struct target){TARGET_ENTRY, row};
    if (rows->items[row].article != SIZE_MAX)
        kiosk_open(kiosk, kiosk->screen, row);
    else
        kiosk_open_group(kiosk, rows->items[row].list, rows->items[row].node);
}

static void enter(struct kiosk *kiosk, struct target target)
{
    switch (target.kind) {
    case TARGET_ENTRY:
        enter_row(kiosk, target.value);
        break;
    case TARGET_LETTER:
        if (kiosk->screen == KIOSK_PANEL && target.value < sizeof(KIOSK_LETTERS) - 1) {
            kiosk->focus = target;
            add_letter(kiosk, KIOSK_LETTERS[target.value]);
        }
        break;
    case TARGET_BUTTON:
        press_if_there(kiosk, (enum kiosk_button)target.value);
        break;
    case TARGET_ARTICLE:
        if (kiosk->screen == KIOSK_ARTICLE)
            page_down(kiosk);
        break;
    default:
        break;
    }
}

/* Digits are the numbers of rows; a number is complete when no row's begins with it and goes on. In
 * an article they are those of the buttons. 0 goes back. */
static void take_digit(struct kiosk *kiosk, unsigned digit)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];

    if (!kiosk->number && !digit) {
        go_back(kiosk);
        return;
    }
    if (!rows) {
        if (digit >= 1 && digit <= kiosk_buttons(kiosk, buttons))
            press_button(kiosk, buttons[digit - 1]);
        return;
    }
    kiosk->number = kiosk->number * 10 + digit;
    if (kiosk->number > rows->count) {
        buffer_clear(&kiosk->message);
        buffer_addf(&kiosk->message, _("没有第 %zu 项"), kiosk->number);
        kiosk->number = 0;
    } else if (kiosk->number * 10 > rows->count) {
        size_t row = kiosk->number - 1;

        kiosk->number = 0;
        kiosk->opened_by_digit = true;
        enter_row(kiosk, row);
    } else {
        buffer_clear(&kiosk->message);
        buffer_addf(&kiosk->message, _("第 %zu 项：按 Enter 打开，或接着按数字"), kiosk->number);
    }
}

static void scroll(struct kiosk *kiosk, long lines)
{
    if (kiosk->screen == KIOSK_ARTICLE)
        reading_scroll(&kiosk->reading, lines);
    else
        kiosk_scroll_rows(kiosk, (int)lines);
}

/* The arrows move what has the focus; in an article up and down move the text. */
static void arrow(struct kiosk *kiosk, enum action direction)
{
    bool on_text = kiosk->focus.kind == TARGET_ARTICLE;
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];

    if (on_text && direction == ACTION_LINE_DOWN)
        scroll(kiosk, 1);
    else if (on_text && direction == ACTION_LINE_UP)
        scroll(kiosk, -1);
    else if (on_text && direction == ACTION_RIGHT && kiosk_buttons(kiosk, buttons))
        kiosk->focus = (struct target){TARGET_BUTTON, KIOSK_PAGE_DOWN};
    else if (!kiosk_move_focus(kiosk, direction) && direction == ACTION_LEFT)
        go_back(kiosk);
}

static void to_end(struct kiosk *kiosk, bool forward)
{
    if (kiosk->screen == KIOSK_ARTICLE && forward)
        reading_to_end(&kiosk->reading);
    else if (kiosk->screen == KIOSK_ARTICLE)
        reading_to_start(&kiosk->reading);
    else
        kiosk_scroll_rows(kiosk, forward ? kiosk->places.page_lines : -kiosk->places.page_lines);
}

/* From the rows or the text to the buttons and back. */
static void change_pane(struct kiosk *kiosk)
{
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];

    if (kiosk->focus.kind == TARGET_BUTTON)
        kiosk->focus = (struct target){0};
    else if (kiosk_buttons(kiosk, buttons))
        kiosk->focus = (struct target){TARGET_BUTTON, buttons[0]};
    kiosk_settle_focus(kiosk);
}

/* What there is of the reader's actions: all others do nothing. */
static void act(struct kiosk *kiosk, enum action action)
{
    switch (action) {
    case ACTION_LINE_DOWN:
    case ACTION_LINE_UP:
    case ACTION_LEFT:
    case ACTION_RIGHT:
        arrow(kiosk, action);
        break;
    case ACTION_PAGE_DOWN:
    case ACTION_HALF_DOWN:
        press_if_there(kiosk, KIOSK_PAGE_DOWN);
        break;
    case ACTION_PAGE_UP:
    case ACTION_HALF_UP:
        press_if_there(kiosk, KIOSK_PAGE_UP);
        break;
    case ACTION_TOP:
        to_end(kiosk, false);
        break;
    case ACTION_BOTTOM:
        to_end(kiosk, true);
        break;
    case ACTION_OPEN:
        enter(kiosk, kiosk->focus);
        break;
    case ACTION_BACK:
        go_back(kiosk);
        break;
    case ACTION_OTHER_PANE:
        change_pane(kiosk);
        break;
    case ACTION_NEXT_ARTICLE:
        press_if_there(kiosk, KIOSK_NEXT);
        break;
    case ACTION_PREVIOUS_ARTICLE:
        press_if_there(kiosk, KIOSK_PREVIOUS);
        break;
    case ACTION_SEARCH:
        press_if_there(kiosk, KIOSK_SEARCH);
        break;
    case ACTION_BOOKMARK:
        press_if_there(kiosk, KIOSK_MARK);
        break;
    case ACTION_BOOKMARKS:
        press_if_there(kiosk, KIOSK_MARKS);
        break;
    case ACTION_QUIT:
        if (kiosk->screen != KIOSK_FRONT)
            go_back(kiosk);
        else
            press_if_there(kiosk, KIOSK_QUIT);
        break;
    case ACTION_QUIT_NOW:
        if (kiosk->options.may_quit)
            kiosk->end = KIOSK_LEFT;
        break;
    default:
        break;
    }
}

/* In the panel a keyboard's letters are the panel's. */
static bool take_letter(struct kiosk *kiosk, reader_key key)
{
    if (kiosk->screen != KIOSK_PANEL)
        return false;
    key = key_narrow(key);
    if (key >= 'A' && key <= 'Z')
        key += 'a' - 'A';
    if (key == RK_BACKSPACE || key == RK_CTRL('h')) {
        if (kiosk->letters.bytes)
            press_button(kiosk, KIOSK_ERASE);
        else
            go_back(kiosk);
        return true;
    }
    if (key < 'a' || key > 'z')
        return false;
    add_letter(kiosk, (char)key);
    return true;
}

/* After something was done. */
static void settle(struct kiosk *kiosk)
{
    kiosk->message_ms = kiosk->now_ms;
    kiosk_place(kiosk);
    kiosk_note_place(kiosk);
}

void kiosk_key(struct kiosk *kiosk, reader_key key)
{
    enum action action = keymap_action(&kiosk->keymap, key);
    size_t number = kiosk->number;
    bool belated = kiosk->opened_by_digit && action == ACTION_OPEN;

    kiosk->opened_by_digit = false;
    if (!kiosk_wake(kiosk) || belated)
        return;
    buffer_clear(&kiosk->message);
    if (action == ACTION_NUMBER) {
        take_digit(kiosk, (unsigned)(key_narrow(key) - '0'));
    } else {
        kiosk->number = 0;
        if (number && action == ACTION_OPEN)
            enter_row(kiosk, number - 1);
        else if (!take_letter(kiosk, key))
            act(kiosk, action);
    }
    settle(kiosk);
}

/* Whether a touch is only the last one again. Letters may well be the same twice. */
static bool is_bounce(struct kiosk *kiosk, struct target target)
{
    bool bounce = target.kind != TARGET_LETTER && target.kind == kiosk->touched.kind &&
                  target.value == kiosk->touched.value &&
                  kiosk->now_ms - kiosk->touched_ms < BOUNCE_MS;

    kiosk->touched = target;
    kiosk->touched_ms = kiosk->now_ms;
    return bounce;
}

void kiosk_point(struct kiosk *kiosk, enum pointer_deed deed, struct target target)
{
    int lines = kiosk_rows(kiosk) ? kiosk->places.row_lines : WHEEL_LINES;

    kiosk->opened_by_digit = false;
    if (!kiosk_wake(kiosk))
        return;
    if (deed == POINTER_PRESS && is_bounce(kiosk, target))
        return;
    buffer_clear(&kiosk->message);
    kiosk->number = 0;
    if (deed != POINTER_PRESS)
        scroll(kiosk, deed == POINTER_WHEEL_UP ? -lines : lines);
    else if (target.kind != TARGET_ARTICLE)
        enter(kiosk, target);
    settle(kiosk);
}

bool kiosk_work(struct kiosk *kiosk)
{
    size_t before = kiosk->search.count;
    bool more = search_step(&kiosk->search);

    if (kiosk->search.count != before) {
        kiosk_fill_results(kiosk);
        kiosk_place(kiosk);
    }
    return more;
}

void kiosk_init(struct kiosk *kiosk, const struct edition *edition, struct marks *marks,
                struct kiosk_options options, int64_t now_ms, struct str handed)
{
    *kiosk = (struct kiosk){.edition = edition,
                            .marks = marks,
                            .options = options,
                            .now_ms = now_ms,
                            .since_ms = now_ms,
                            .message_ms = now_ms,
                            .offered = KIOSK_BUTTON_COUNT};
    kiosk->large = options.style.large;
    search_start(&kiosk->search, edition, (struct str){0});
    tree_build(&kiosk->groups[KIOSK_DISTRICT], edition, GROUP_DISTRICT, SORT_PAGES);
    tree_build(&kiosk->groups[KIOSK_TOPIC], edition, GROUP_TOPIC, SORT_PAGES);
    kiosk_fill_front(kiosk);
    kiosk->reading.options.style = options.style;
    if (handed.bytes)
        kiosk_take_over(kiosk, handed);
}

void kiosk_resize(struct kiosk *kiosk, int cols, int lines)
{
    kiosk->cols = cols;
    kiosk->lines = lines;
    kiosk->offered = KIOSK_BUTTON_COUNT; /* what was offered may not be at hand any more */
    kiosk_place(kiosk);
}

void kiosk_free(struct kiosk *kiosk)
{
    reading_close(&kiosk->reading);
    tree_free(&kiosk->groups[KIOSK_DISTRICT]);
    tree_free(&kiosk->groups[KIOSK_TOPIC]);
    free(kiosk->front.items);
    free(kiosk->list.items);
    free(kiosk->results.items);
    search_free(&kiosk->search);
    buffer_free(&kiosk->letters);
    buffer_free(&kiosk->message);
    buffer_free(&kiosk->fault);
}
