#include "commands.h"

#include "base/i18n.h"
#include "reader/list.h"
#include "state/bookmarks.h"

/* Commands of a visitor: go somewhere, open something, press a button. */

void kiosk_say(struct kiosk *kiosk, const char *text)
{
    buffer_clear(&kiosk->message);
    buffer_add_text(&kiosk->message, text);
}

void kiosk_save_position(struct kiosk *kiosk)
{
    if (kiosk->screen == KIOSK_ARTICLE && reading_is_open(&kiosk->reading))
        marks_set_position(kiosk->marks, reading_article(&kiosk->reading)->mark_id,
                           kiosk->reading.position);
}

void kiosk_show(struct kiosk *kiosk, enum kiosk_screen screen)
{
    kiosk_save_position(kiosk);
    kiosk->saved_focus[kiosk->screen] = kiosk->focus;
    kiosk->screen = screen;
    kiosk->focus = kiosk->saved_focus[screen];
    kiosk->number = 0;
    kiosk->offered = KIOSK_BUTTON_COUNT;
    if (screen != KIOSK_ARTICLE)
        reading_close(&kiosk->reading);
    kiosk_arrange(kiosk);
}

/* Returns the article at `row` of `from`, or SIZE_MAX. Rows of the front page are those of the
 * whole edition, so that a visitor can read on beyond the headlines. */
static size_t article_of(const struct kiosk *kiosk, enum kiosk_screen from, size_t row)
{
    const struct edition *edition = kiosk->edition;

    switch (from) {
    case KIOSK_LIST:
        return row < kiosk->list.count ? kiosk->list.items[row].article : SIZE_MAX;
    case KIOSK_PANEL:
        return row < kiosk->results.count ? kiosk->results.items[row].article : SIZE_MAX;
    case KIOSK_FRONT:
    case KIOSK_ARTICLE:
        break;
    }
    return row < edition->shown_count ? edition->shown[row] : SIZE_MAX;
}

/* Returns the row `by` after the open article's, or SIZE_MAX if there is none. */
static size_t neighbour(const struct kiosk *kiosk, long by)
{
    if (by < 0 && kiosk->row < (size_t)-by)
        return SIZE_MAX;
    return article_of(kiosk, kiosk->opened_from, kiosk->row + (size_t)by) == SIZE_MAX
               ? SIZE_MAX
               : kiosk->row + (size_t)by;
}

static struct str next_title(const struct kiosk *kiosk)
{
    return edition_title(kiosk->edition,
                         article_of(kiosk, kiosk->opened_from, neighbour(kiosk, 1)));
}

/* Returns the position of the open article's row, or POSITION_NONE if it has none. */
static int64_t row_position(struct kiosk *kiosk)
{
    const struct kiosk_rows *rows = kiosk_rows_of(kiosk, kiosk->opened_from);

    return kiosk->opened_from == KIOSK_FRONT ? POSITION_NONE : rows->items[kiosk->row].position;
}

void kiosk_open_article(struct kiosk *kiosk, enum kiosk_screen from, size_t row, bool at_row)
{
    size_t article = article_of(kiosk, from, row);
    struct str id;

    if (article == SIZE_MAX)
        return;
    id = kiosk->edition->articles[article].mark_id;
    kiosk_save_position(kiosk);
    kiosk->opened_from = from;
    kiosk->row = row;
    if (!reading_open(&kiosk->reading, kiosk->edition, article, marks_position(kiosk->marks, id),
                      next_title(kiosk), &kiosk->fault)) {
        kiosk_say(kiosk, _("这篇文章现在打不开"));
        return;
    }
    marks_set_read(kiosk->marks, id, true);
    kiosk->saved_focus[KIOSK_ARTICLE] =
        kiosk->screen == KIOSK_ARTICLE ? kiosk->focus : (struct target){TARGET_ARTICLE, 0};
    if (kiosk->screen != KIOSK_ARTICLE)
        kiosk_show(kiosk, KIOSK_ARTICLE);
    kiosk_arrange(kiosk);
    if (!at_row)
        return;
    if (row_position(kiosk) != POSITION_NONE)
        reading_show(&kiosk->reading, row_position(kiosk));
    else if (reading_at_end(&kiosk->reading))
        reading_to_start(&kiosk->reading); /* its last lines alone would look broken */
}

size_t kiosk_index_in_edition(const struct edition *edition, size_t article)
{
    for (size_t i = 0; i < edition->shown_count; i++)
        if (edition->shown[i] == article)
            return i;
    return SIZE_MAX;
}

void kiosk_open(struct kiosk *kiosk, enum kiosk_screen from, size_t row)
{
    if (from == KIOSK_FRONT)
        row = kiosk_index_in_edition(kiosk->edition, kiosk->front.items[row].article);
    kiosk_open_article(kiosk, from, row, true);
}

void kiosk_open_group(struct kiosk *kiosk, enum kiosk_list list, size_t node)
{
    kiosk_fill_group(kiosk, list, node);
    kiosk->scrolled_lines[KIOSK_LIST] = 0;
    kiosk_show(kiosk, KIOSK_LIST);
    kiosk->focus = (struct target){TARGET_ENTRY, 0};
}

static void open_bookmarks(struct kiosk *kiosk)
{
    if (!bookmarks_any(kiosk->marks, kiosk->edition)) {
        kiosk_say(kiosk, _("还没有书签；读文章时可以加上"));
        return;
    }
    kiosk_fill_bookmarks(kiosk);
    kiosk->scrolled_lines[KIOSK_LIST] = 0;
    kiosk_show(kiosk, KIOSK_LIST);
    kiosk->focus = (struct target){TARGET_ENTRY, 0};
}

void kiosk_search(struct kiosk *kiosk)
{
    search_start_by_initials(&kiosk->search, kiosk->edition, buffer_str(&kiosk->letters));
    kiosk->scrolled_lines[KIOSK_PANEL] = 0;
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

static void go_home(struct kiosk *kiosk)
{
    buffer_clear(&kiosk->letters);
    search_start(&kiosk->search, kiosk->edition, (struct str){0});
    kiosk_fill_results(kiosk);
    kiosk->saved_focus[KIOSK_PANEL] = (struct target){0};
    kiosk->scrolled_lines[KIOSK_FRONT] = 0;
    kiosk_show(kiosk, KIOSK_FRONT);
}

void kiosk_go_back(struct kiosk *kiosk)
{
    switch (kiosk->screen) {
    case KIOSK_ARTICLE:
        if (kiosk->opened_from == KIOSK_LIST && kiosk->listed == KIOSK_BOOKMARKS)
            kiosk_fill_bookmarks(kiosk); /* a bookmark may have been removed */
        kiosk_show(kiosk, kiosk->opened_from);
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
    size_t row = neighbour(kiosk, by);

    if (row == SIZE_MAX)
        kiosk_say(kiosk, by > 0 ? _("这是最后一篇") : _("这是第一篇"));
    else
        kiosk_open_article(kiosk, kiosk->opened_from, row, true);
}

/* Pages down. At an article's end it offers the next one, and repeated opens it. */
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
    bool there = marks_toggle_bookmark(kiosk->marks, reading_article(&kiosk->reading)->mark_id,
                                       kiosk->reading.position);

    kiosk_say(kiosk, there ? _("已加书签，离开后自动清除") : _("已删去书签"));
}

void kiosk_set_large(struct kiosk *kiosk, bool large)
{
    struct layout_style style = kiosk->options.style;

    kiosk->large = style.large = large;
    reading_set_style(&kiosk->reading, style);
    kiosk_arrange(kiosk);
}

/* Asks for the next text size or, if nobody can change the terminal's font, changes the layout. */
static void enlarge(struct kiosk *kiosk)
{
    if (kiosk->options.text_size) {
        kiosk->end = KIOSK_END_TEXT_SIZE;
        return;
    }
    kiosk_set_large(kiosk, !kiosk->large);
    kiosk_say(kiosk, kiosk->large ? _("已改为宽松排版") : _("已改为紧凑排版"));
}

size_t kiosk_buttons(const struct kiosk *kiosk, enum kiosk_button buttons[KIOSK_BUTTON_COUNT])
{
    static const struct {
        enum kiosk_button button;
        unsigned screens; /* a bit by enum kiosk_screen */
    } WHERE[] = {
        {KIOSK_BACK, 1U << KIOSK_LIST | 1U << KIOSK_ARTICLE | 1U << KIOSK_PANEL},
        {KIOSK_HOME, 1U << KIOSK_LIST | 1U << KIOSK_ARTICLE | 1U << KIOSK_PANEL},
        {KIOSK_PAGE_UP,
         1U << KIOSK_FRONT | 1U << KIOSK_LIST | 1U << KIOSK_ARTICLE | 1U << KIOSK_PANEL},
        {KIOSK_PAGE_DOWN,
         1U << KIOSK_FRONT | 1U << KIOSK_LIST | 1U << KIOSK_ARTICLE | 1U << KIOSK_PANEL},
        {KIOSK_PREVIOUS, 1U << KIOSK_ARTICLE},
        {KIOSK_NEXT, 1U << KIOSK_ARTICLE},
        {KIOSK_ERASE, 1U << KIOSK_PANEL},
        {KIOSK_SEARCH, 1U << KIOSK_FRONT | 1U << KIOSK_LIST},
        {KIOSK_BOOKMARK, 1U << KIOSK_ARTICLE},
        {KIOSK_BOOKMARK_LIST, 1U << KIOSK_FRONT | 1U << KIOSK_LIST},
        {KIOSK_LARGER,
         1U << KIOSK_FRONT | 1U << KIOSK_LIST | 1U << KIOSK_ARTICLE | 1U << KIOSK_PANEL},
        {KIOSK_QUIT, 1U << KIOSK_FRONT | 1U << KIOSK_LIST | 1U << KIOSK_ARTICLE},
    };
    size_t count = 0;

    for (size_t i = 0; i < sizeof(WHERE) / sizeof(*WHERE); i++)
        if ((WHERE[i].screens >> kiosk->screen & 1) &&
            (WHERE[i].button != KIOSK_QUIT || kiosk->options.may_quit))
            buttons[count++] = WHERE[i].button;
    return count;
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
    case KIOSK_LARGER:
        enlarge(kiosk);
        break;
    case KIOSK_QUIT:
        kiosk->end = KIOSK_END_QUIT;
        break;
    case KIOSK_BUTTON_COUNT:
        break;
    }
}

static bool can_turn(const struct kiosk *kiosk, bool forward)
{
    int top = kiosk->scrolled_lines[kiosk->screen];

    if (!kiosk_rows(kiosk))
        return forward ? !reading_at_end(&kiosk->reading) || neighbour(kiosk, 1) != SIZE_MAX
                       : !reading_at_start(&kiosk->reading);
    return forward ? top + kiosk->geometry.rows.lines < kiosk->geometry.page_lines : top > 0;
}

bool kiosk_button_works(const struct kiosk *kiosk, enum kiosk_button button)
{
    switch (button) {
    case KIOSK_PAGE_UP:
    case KIOSK_PAGE_DOWN:
        return can_turn(kiosk, button == KIOSK_PAGE_DOWN);
    case KIOSK_PREVIOUS:
    case KIOSK_NEXT:
        return neighbour(kiosk, button == KIOSK_NEXT ? 1 : -1) != SIZE_MAX;
    case KIOSK_ERASE:
        return kiosk->letters.bytes > 0;
    case KIOSK_BOOKMARK_LIST:
        return bookmarks_any(kiosk->marks, kiosk->edition);
    case KIOSK_BACK:
    case KIOSK_HOME:
    case KIOSK_SEARCH:
    case KIOSK_BOOKMARK:
    case KIOSK_LARGER:
    case KIOSK_QUIT:
    case KIOSK_BUTTON_COUNT:
        break;
    }
    return true;
}
