#include "commands.h"

#include "aloud.h"
#include "base/i18n.h"
#include "reader/list.h"
#include "state/bookmarks.h"

/* Commands of a visitor: go somewhere, open something, press a button. */

void kiosk_say(struct kiosk *kiosk, const char *text)
{
    buffer_clear(&kiosk->message);
    buffer_add_text(&kiosk->message, text);
    kiosk->message_ms = kiosk->now_ms;
}

void kiosk_save_position(struct kiosk *kiosk)
{
    struct buffer words = {0};

    if (kiosk->screen == KIOSK_ARTICLE && reading_is_open(&kiosk->reading))
        marks_set_place(kiosk->marks, reading_article(&kiosk->reading)->mark_id,
                        reading_kept_place(&kiosk->reading, &words));
    buffer_free(&words);
}

/* Notes the current screen as a step on the way to another one. */
static void leave_trail(struct kiosk *kiosk, enum kiosk_screen to)
{
    for (size_t i = 0; i < kiosk->trail_count; i++)
        if (kiosk->trail[i] == to) {
            kiosk->trail_count = i;
            return;
        }
    if (kiosk->screen != to)
        kiosk->trail[kiosk->trail_count++] = kiosk->screen;
}

void kiosk_show(struct kiosk *kiosk, enum kiosk_screen screen)
{
    aloud_stop(kiosk);
    kiosk_save_position(kiosk);
    if (kiosk->screen == KIOSK_CODE)
        kiosk_restore_size(kiosk);
    leave_trail(kiosk, screen);
    kiosk->saved_focus[kiosk->screen] = kiosk->focus;
    kiosk->screen = screen;
    if (screen == KIOSK_GROUPS)
        kiosk_add_words(kiosk);
    kiosk->changes++;
    kiosk->focus = kiosk->saved_focus[screen];
    kiosk->number = 0;
    kiosk->offered = KIOSK_BUTTON_COUNT;
    if (screen != KIOSK_ARTICLE && screen != KIOSK_CODE)
        reading_close(&kiosk->reading);
    kiosk_arrange(kiosk);
}

/* Returns the article at a row of `from`, or SIZE_MAX. */
static size_t article_of(const struct kiosk *kiosk, enum kiosk_screen from, size_t row)
{
    const struct kiosk_rows *rows = kiosk_rows_of(kiosk, from);

    return rows && row < rows->count ? rows->items[row].article : SIZE_MAX;
}

size_t kiosk_neighbour(const struct kiosk *kiosk, long by)
{
    if (kiosk->row == SIZE_MAX || (by < 0 && kiosk->row < (size_t)-by))
        return SIZE_MAX;
    return article_of(kiosk, kiosk->opened_from, kiosk->row + (size_t)by) == SIZE_MAX
               ? SIZE_MAX
               : kiosk->row + (size_t)by;
}

static struct str next_title(const struct kiosk *kiosk)
{
    return edition_title(kiosk->edition,
                         article_of(kiosk, kiosk->opened_from, kiosk_neighbour(kiosk, 1)));
}

void kiosk_open_article(struct kiosk *kiosk, enum kiosk_screen from, size_t row, size_t article)
{
    struct str id = edition_article(kiosk->edition, article)->mark_id;

    aloud_stop(kiosk);
    kiosk_save_position(kiosk);
    kiosk->opened_from = from;
    kiosk->row = row;
    if (!reading_open(&kiosk->reading, kiosk->edition, article, marks_place(kiosk->marks, id),
                      next_title(kiosk), &kiosk->fault)) {
        kiosk_say(kiosk, _("这篇文章现在打不开"));
        return;
    }
    kiosk->changes++;
    marks_set_read(kiosk->marks, id, true);
    kiosk_find_addresses(kiosk);
    kiosk->saved_focus[KIOSK_ARTICLE] =
        kiosk->screen == KIOSK_ARTICLE ? kiosk->focus : (struct target){TARGET_ARTICLE, 0};
    if (kiosk->screen != KIOSK_ARTICLE)
        kiosk_show(kiosk, KIOSK_ARTICLE);
    kiosk_arrange(kiosk);
}

void kiosk_open(struct kiosk *kiosk, enum kiosk_screen from, size_t row)
{
    const struct kiosk_row *item = &kiosk_rows_of(kiosk, from)->items[row];
    size_t article = article_of(kiosk, from, row);
    struct mark_place place = {.position = item->position};

    if (from == KIOSK_PANEL)
        place.position = search_passage(&kiosk->search, item->result)->position;
    else if (item->position != POSITION_NONE)
        place = marks_bookmark(kiosk->marks, edition_mark_id(kiosk->edition, article));

    kiosk_open_article(kiosk, from, row, article);
    if (kiosk->screen != KIOSK_ARTICLE || kiosk->reading.article != article)
        return;
    if (place.position != POSITION_NONE)
        reading_show_place(&kiosk->reading, place);
    else
        reading_avoid_end(&kiosk->reading);
}

/* Shows the list from its first row on. */
static void show_list(struct kiosk *kiosk)
{
    kiosk->top_row[KIOSK_LIST] = 0;
    kiosk_show(kiosk, KIOSK_LIST);
    kiosk->focus = (struct target){TARGET_ENTRY, 0};
}

void kiosk_open_group(struct kiosk *kiosk, enum kiosk_list list, size_t node)
{
    kiosk_fill_group(kiosk, list, node);
    show_list(kiosk);
}

static void open_bookmarks(struct kiosk *kiosk)
{
    if (!bookmarks_any_shown(kiosk->marks, kiosk->edition)) {
        kiosk_say(kiosk, _("还没有书签；读文章时可以加上"));
        return;
    }
    kiosk_fill_bookmarks(kiosk);
    show_list(kiosk);
}

void kiosk_search(struct kiosk *kiosk)
{
    search_start_by_pinyin(&kiosk->search, kiosk->edition, buffer_str(&kiosk->letters));
    kiosk->top_row[KIOSK_PANEL] = 0;
    kiosk_fill_results(kiosk);
    kiosk_arrange(kiosk);
}

void kiosk_add_letter(struct kiosk *kiosk, char letter)
{
    enum { MOST_LETTERS = 16 };

    if (kiosk->letters.bytes >= MOST_LETTERS)
        return;
    buffer_add_char(&kiosk->letters, letter);
    kiosk_search(kiosk);
}

/* Forgets the letters, which are for one search. */
static void clear_panel(struct kiosk *kiosk)
{
    buffer_clear(&kiosk->letters);
    search_start(&kiosk->search, kiosk->edition, (struct str){0});
    kiosk_fill_results(kiosk);
    kiosk->saved_focus[KIOSK_PANEL] = (struct target){0};
}

static void go_home(struct kiosk *kiosk)
{
    kiosk_show(kiosk, KIOSK_FRONT);
    kiosk->top_row[KIOSK_FRONT] = 0;
    kiosk->scrolled_lines[KIOSK_FRONT] = 0;
    kiosk->focus = (struct target){TARGET_ENTRY, 0};
    clear_panel(kiosk);
}

void kiosk_go_back(struct kiosk *kiosk)
{
    enum kiosk_screen from = kiosk->screen, to;

    if (!kiosk->trail_count)
        return;
    to = kiosk->trail[kiosk->trail_count - 1];
    if (to == KIOSK_LIST && kiosk->listed == KIOSK_BOOKMARKS)
        kiosk_fill_bookmarks(kiosk); /* a bookmark may have been removed */
    kiosk_show(kiosk, to);
    if (from == KIOSK_PANEL)
        clear_panel(kiosk);
}

static void go_on(struct kiosk *kiosk, long by)
{
    size_t row = kiosk_neighbour(kiosk, by);

    if (kiosk->screen == KIOSK_CODE)
        kiosk_turn_code(kiosk, by > 0);
    else if (row == SIZE_MAX)
        kiosk_say(kiosk, by > 0 ? _("这是最后一篇") : _("这是第一篇"));
    else
        kiosk_open(kiosk, kiosk->opened_from, row);
}

/* Pages down. At an article's end it offers the next one, and repeated opens it. */
static void page_down(struct kiosk *kiosk)
{
    struct str title;

    if (kiosk->screen != KIOSK_ARTICLE) {
        kiosk_turn_rows(kiosk, true);
        return;
    }
    if (reading_turn_page(&kiosk->reading, true) || reading_is_opening(&kiosk->reading))
        return;
    title = next_title(kiosk);
    if (!title.bytes) {
        kiosk_say(kiosk, _("完：这是最后一篇"));
    } else if (kiosk->offered_before != KIOSK_PAGE_DOWN) {
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
    struct buffer words = {0};
    bool there = marks_toggle_bookmark(kiosk->marks, reading_article(&kiosk->reading)->mark_id,
                                       reading_place(&kiosk->reading, &words));

    buffer_free(&words);
    kiosk_say(kiosk, there ? _("已加书签，离开后自动清除") : _("已取消书签"));
}

void kiosk_set_large(struct kiosk *kiosk, bool large)
{
    struct layout_style style = kiosk->options.style;

    kiosk->large = style.large = large;
    kiosk->changes++;
    reading_set_style(&kiosk->reading, style);
    kiosk_arrange(kiosk);
}

void kiosk_want_size(struct kiosk *kiosk, int size)
{
    kiosk->wanted_size = size;
    kiosk->end = KIOSK_END_TEXT_SIZE;
}

/* Asks for the next text size or, if nobody can change the terminal's font, changes the layout. */
static void enlarge(struct kiosk *kiosk)
{
    if (kiosk->options.text_size) {
        kiosk_want_size(kiosk, kiosk->options.text_size % KIOSK_MOST_TEXT_SIZE + 1);
        return;
    }
    kiosk_set_large(kiosk, !kiosk->large);
    kiosk_say(kiosk, kiosk->large ? _("行间放宽了") : _("行间收紧了"));
}

void kiosk_press(struct kiosk *kiosk, enum kiosk_button button)
{
    switch (button) {
    case KIOSK_BACK:
        kiosk_go_back(kiosk);
        break;
    case KIOSK_HOME:
        go_home(kiosk);
        break;
    case KIOSK_ALL:
        if (kiosk->kinds.count)
            kiosk_show(kiosk, KIOSK_GROUPS);
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
    case KIOSK_BOOKMARK:
        toggle_bookmark(kiosk);
        break;
    case KIOSK_BOOKMARK_LIST:
        open_bookmarks(kiosk);
        break;
    case KIOSK_TAKE:
        kiosk_open_code(kiosk, 0);
        break;
    case KIOSK_LARGER:
        enlarge(kiosk);
        break;
    case KIOSK_ALOUD:
    case KIOSK_ALOUD_PAUSE:
    case KIOSK_ALOUD_SLOWER:
    case KIOSK_ALOUD_FASTER:
    case KIOSK_ALOUD_QUIETER:
    case KIOSK_ALOUD_LOUDER:
    case KIOSK_ALOUD_STOP:
        aloud_press(kiosk, button);
        break;
    case KIOSK_QUIT:
        kiosk->end = KIOSK_END_QUIT;
        break;
    case KIOSK_BUTTON_COUNT:
        break;
    }
}
