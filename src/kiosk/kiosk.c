#include "kiosk/kiosk.h"

#include "aloud.h"
#include "base/bounds.h"
#include "base/i18n.h"
#include "commands.h"
#include "spoken.h"

#include <stdlib.h>

/* Meaning of keys and touches. */

enum { WHEEL_LINES = 3 };

/* Presses a button if the screen has it; one that is not shown says why it does nothing. */
static void press_if_there(struct kiosk *kiosk, enum kiosk_button button)
{
    if (kiosk_has_button(kiosk, button))
        kiosk_press(kiosk, button);
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
            kiosk_add_letter(kiosk, KIOSK_LETTERS[target.value]);
        }
        break;
    case TARGET_BUTTON:
        press_if_there(kiosk, (enum kiosk_button)target.value);
        break;
    case TARGET_ARTICLE:
        if (kiosk->screen == KIOSK_ARTICLE)
            kiosk_press(kiosk, KIOSK_PAGE_DOWN);
        break;
    case TARGET_NONE:
    case TARGET_LIST:
    case TARGET_ROW:
    case TARGET_FOLD:
    case TARGET_SUMMARIES:
    case TARGET_INDEX:
    case TARGET_ACTION:
    case TARGET_RULE:
    case TARGET_LIST_BAR:
    case TARGET_ARTICLE_BAR:
        break;
    }
}

/* Finds the button with a number. Returns false if there is none. */
static bool find_button(const struct kiosk *kiosk, size_t number, enum kiosk_button *button)
{
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];
    size_t count = kiosk_buttons(kiosk, buttons);

    for (size_t i = 0; i < count; i++)
        if (kiosk_button_number(kiosk, buttons[i]) == number) {
            *button = buttons[i];
            return true;
        }
    return false;
}

static bool is_row(const struct kiosk *kiosk, size_t number)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);

    return rows && number > 0 && number <= rows->count;
}

/* Returns whether the number of a row or button begins with `number` and goes on. */
static bool may_go_on(const struct kiosk *kiosk, size_t number)
{
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];
    size_t count = kiosk_buttons(kiosk, buttons);

    if (is_row(kiosk, number * 10))
        return true;
    /* Without rows no button has more than a digit. */
    for (size_t i = 0; i < count && kiosk_rows(kiosk); i++) {
        size_t begun = buttons[i] == KIOSK_QUIT ? 0 : kiosk_button_number(kiosk, buttons[i]);

        while (begun /= 10)
            if (begun == number)
                return true;
    }
    return false;
}

/* Opens the row or presses the button with the number that was typed. */
static void enter_number(struct kiosk *kiosk)
{
    size_t number = kiosk->number;
    enum kiosk_button button;

    kiosk->number = 0;
    if (is_row(kiosk, number))
        enter_row(kiosk, number - 1);
    else if (find_button(kiosk, number, &button))
        kiosk_press(kiosk, button);
    else
        buffer_addf(&kiosk->message, _("没有第 %zu 项"), number);
}

/* Handles a digit of the number of a row or a button. 0 alone goes back. */
static void take_digit(struct kiosk *kiosk, unsigned digit)
{
    if (!kiosk->number && !digit) {
        kiosk_go_back(kiosk);
        return;
    }
    kiosk->number = kiosk->number * 10 + digit;
    if (may_go_on(kiosk, kiosk->number)) {
        buffer_addf(&kiosk->message,
                    is_row(kiosk, kiosk->number) ? _("第 %zu 项：按 Enter 打开，或接着按数字")
                                                 : _("%zu：接着按数字"),
                    kiosk->number);
        return;
    }
    /* Ignores an Enter next as the number's end, but not after a button's single digit. */
    kiosk->ignore_enter = kiosk_rows(kiosk) != NULL;
    enter_number(kiosk);
}

static void scroll(struct kiosk *kiosk, long lines)
{
    if (kiosk->screen == KIOSK_ARTICLE)
        reading_scroll(&kiosk->reading, lines);
    else
        kiosk_scroll_rows(kiosk, (int)lines);
}

/* Moves the focus to the button `wanted` or, if it is not shown, to the first one. */
static void focus_buttons(struct kiosk *kiosk, enum kiosk_button wanted)
{
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];
    size_t count = kiosk_buttons(kiosk, buttons), at = 0;

    for (size_t i = 0; i < count; i++)
        if (buttons[i] == wanted)
            at = i;
    if (count)
        kiosk->focus = (struct target){TARGET_BUTTON, buttons[at]};
}

/* Arrows move the focus; up and down scroll the text of an article. */
static void arrow(struct kiosk *kiosk, enum action direction)
{
    bool on_text = kiosk->focus.kind == TARGET_ARTICLE;

    if (on_text && direction == ACTION_LINE_DOWN)
        scroll(kiosk, 1);
    else if (on_text && direction == ACTION_LINE_UP)
        scroll(kiosk, -1);
    else if (on_text && direction == ACTION_RIGHT)
        focus_buttons(kiosk, KIOSK_PAGE_DOWN);
    else if (!kiosk_move_focus(kiosk, direction) && direction == ACTION_LEFT)
        kiosk_go_back(kiosk);
}

static void to_end(struct kiosk *kiosk, bool forward)
{
    if (kiosk->screen == KIOSK_ARTICLE && forward)
        reading_to_end(&kiosk->reading);
    else if (kiosk->screen == KIOSK_ARTICLE)
        reading_to_start(&kiosk->reading);
    else
        kiosk_scroll_rows(kiosk,
                          forward ? kiosk->geometry.page_lines : -kiosk->geometry.page_lines);
}

/* Moves the focus from rows or text to the buttons, or back. */
static void change_pane(struct kiosk *kiosk)
{
    if (kiosk->focus.kind == TARGET_BUTTON)
        kiosk->focus = (struct target){0};
    else
        focus_buttons(kiosk, KIOSK_BUTTON_COUNT);
    kiosk_validate_focus(kiosk);
}

/* Actions that press a button, if the screen has it. */
static const struct {
    enum action action;
    enum kiosk_button button;
} PRESSES[] = {
    {ACTION_PAGE_DOWN, KIOSK_PAGE_DOWN},
    {ACTION_HALF_DOWN, KIOSK_PAGE_DOWN},
    {ACTION_PAGE_UP, KIOSK_PAGE_UP},
    {ACTION_HALF_UP, KIOSK_PAGE_UP},
    {ACTION_NEXT_ARTICLE, KIOSK_NEXT},
    {ACTION_PREVIOUS_ARTICLE, KIOSK_PREVIOUS},
    {ACTION_SEARCH, KIOSK_SEARCH},
    {ACTION_BOOKMARK, KIOSK_BOOKMARK},
    {ACTION_BOOKMARKS, KIOSK_BOOKMARK_LIST},
    {ACTION_COPY, KIOSK_TAKE},
    {ACTION_GROUP, KIOSK_ALL},
};

static void press_button_of(struct kiosk *kiosk, enum action action)
{
    for (size_t i = 0; i < sizeof(PRESSES) / sizeof(*PRESSES); i++)
        if (PRESSES[i].action == action)
            press_if_there(kiosk, PRESSES[i].button);
}

/* Does an action of the reader; those that a kiosk does not have do nothing. */
static void act(struct kiosk *kiosk, enum action action)
{
    switch (action) {
    case ACTION_LINE_DOWN:
    case ACTION_LINE_UP:
    case ACTION_LEFT:
    case ACTION_RIGHT:
        arrow(kiosk, action);
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
        kiosk_go_back(kiosk);
        break;
    case ACTION_OTHER_PANE:
        change_pane(kiosk);
        break;
    case ACTION_QUIT:
        if (kiosk->screen != KIOSK_FRONT)
            kiosk_go_back(kiosk);
        else if (kiosk->options.may_quit)
            kiosk_press(kiosk, KIOSK_QUIT);
        break;
    case ACTION_QUIT_NOW:
        if (kiosk->options.may_quit)
            kiosk->end = KIOSK_END_QUIT;
        break;
    default:
        press_button_of(kiosk, action);
        break;
    }
}

/* Handles a letter or Backspace typed in the panel. Returns false for any other key or screen. */
static bool take_letter(struct kiosk *kiosk, reader_key key)
{
    if (kiosk->screen != KIOSK_PANEL)
        return false;
    key = key_narrow(key);
    if (key >= 'A' && key <= 'Z')
        key += 'a' - 'A';
    if (key == RK_BACKSPACE || key == RK_CTRL('h')) {
        if (kiosk->letters.bytes)
            kiosk_press(kiosk, KIOSK_ERASE);
        else
            kiosk_go_back(kiosk);
        return true;
    }
    if (key < 'a' || key > 'z')
        return false;
    kiosk_add_letter(kiosk, (char)key);
    return true;
}

/* Prepares for input, which withdraws an earlier offer and message. */
static void begin(struct kiosk *kiosk)
{
    kiosk->offered_before = kiosk->offered;
    kiosk->offered = KIOSK_BUTTON_COUNT;
    buffer_clear(&kiosk->message);
}

/* Completes the handling of input: dates its message, updates the screen, notes the position. */
static void settle(struct kiosk *kiosk)
{
    kiosk->message_ms = kiosk->now_ms;
    kiosk_arrange(kiosk);
    kiosk_save_position(kiosk);
}

/* Wakes a kiosk that rests, and opens the headline that was touched. */
static void end_rest(struct kiosk *kiosk, struct target target)
{
    kiosk_wake(kiosk);
    begin(kiosk);
    if (target.kind == TARGET_ENTRY && target.value < kiosk->front.count)
        kiosk_open(kiosk, KIOSK_FRONT, target.value);
    settle(kiosk);
    if (kiosk->options.rest)
        kiosk_want_size(kiosk, kiosk->options.text_size);
}

void kiosk_key(struct kiosk *kiosk, reader_key key)
{
    enum action action = keymap_action(&kiosk->keymap, key);
    bool belated = kiosk->ignore_enter && action == ACTION_OPEN;
    bool begins = !spoken_begin(kiosk);

    kiosk->ignore_enter = false;
    if (kiosk->presence == KIOSK_RESTING) {
        end_rest(kiosk, (struct target){0});
        return;
    }
    if (!kiosk_wake(kiosk) || belated || begins)
        return;
    begin(kiosk);
    if (action == ACTION_NUMBER && kiosk_is_spoken(kiosk)) {
        act(kiosk, spoken_digit(kiosk, (unsigned)(key_narrow(key) - '0')));
    } else if (action == ACTION_NUMBER) {
        take_digit(kiosk, (unsigned)(key_narrow(key) - '0'));
    } else if (kiosk->number && action == ACTION_OPEN) {
        enter_number(kiosk);
    } else {
        kiosk->number = 0;
        if (key_narrow(key) == KIOSK_QUIT_KEY)
            kiosk_press(kiosk, KIOSK_QUIT);
        else if (!take_letter(kiosk, key))
            act(kiosk, action);
    }
    settle(kiosk);
}

void kiosk_point(struct kiosk *kiosk, enum pointer_event event, struct target target)
{
    kiosk->ignore_enter = false;
    if (kiosk->presence == KIOSK_RESTING) {
        end_rest(kiosk, event == POINTER_PRESS ? target : (struct target){0});
        return;
    }
    if (!kiosk_wake(kiosk))
        return;
    begin(kiosk);
    kiosk->number = 0;
    switch (event) {
    case POINTER_PRESS:
        if (target.kind != TARGET_ARTICLE)
            enter(kiosk, target);
        break;
    case POINTER_WHEEL_UP:
        scroll(kiosk, -WHEEL_LINES);
        break;
    case POINTER_WHEEL_DOWN:
        scroll(kiosk, WHEEL_LINES);
        break;
    case POINTER_WHEEL_LEFT:
        kiosk_press(kiosk, KIOSK_PAGE_UP);
        break;
    case POINTER_WHEEL_RIGHT:
        kiosk_press(kiosk, KIOSK_PAGE_DOWN);
        break;
    case POINTER_RELEASE:
    case POINTER_DRAG:
    case POINTER_EVENT_COUNT:
        break;
    }
    settle(kiosk);
}

/* Takes the article that was being opened. */
static void work_on_article(struct kiosk *kiosk)
{
    bool opening = reading_is_opening(&kiosk->reading);

    if (reading_work(&kiosk->reading, &kiosk->fault)) {
        if (opening && !reading_is_opening(&kiosk->reading)) {
            kiosk_find_addresses(kiosk);
            kiosk_arrange(kiosk); /* there may be one more button now */
        }
        return;
    }
    kiosk_say(kiosk, _("这篇文章现在打不开"));
    if (kiosk->screen == KIOSK_ARTICLE)
        kiosk_go_back(kiosk);
}

bool kiosk_work(struct kiosk *kiosk)
{
    size_t before = kiosk->search.count;
    bool more;

    work_on_article(kiosk);
    more = search_for(&kiosk->search, BOUND_SLICE_MS);
    if (kiosk->search.count != before) {
        kiosk_fill_results(kiosk);
        kiosk_arrange(kiosk);
    }
    return more || reading_is_opening(&kiosk->reading);
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
    aloud_init(kiosk);
    /* Visitors cannot follow an address: they take it home as a code or, without one, write it
       down. */
    kiosk->reading.links = qr_is_available() ? LINKS_PLAIN : LINKS_NUMBERED;
    kiosk->search.links = kiosk->reading.links;
    search_start(&kiosk->search, edition, (struct str){0});
    kiosk_fill_pages(kiosk);
    kiosk->updated = kiosk_newest_date(kiosk);
    if (!kiosk->updated.bytes)
        kiosk->updated = options.arrived;
    kiosk->reading.options.style = options.style;
    if (handed.bytes)
        kiosk_read_handover(kiosk, handed);
    /* A visit that began on the resting screen, which has no voice, has not heard the keys. */
    kiosk->greets = kiosk->visited && kiosk->screen == KIOSK_FRONT;
    if (options.rest)
        kiosk_rest(kiosk);
}

void kiosk_resize(struct kiosk *kiosk, int cols, int lines)
{
    kiosk->cols = cols;
    kiosk->lines = lines;
    kiosk->offered = KIOSK_BUTTON_COUNT; /* an offer may not apply at the new size */
    kiosk_arrange(kiosk);
}

void kiosk_set_wide(struct kiosk *kiosk, bool wide)
{
    if (kiosk->options.style.text.ambiguous_wide == wide)
        return;
    kiosk->options.style.text.ambiguous_wide = wide;
    kiosk_set_large(kiosk, kiosk->large); /* sets the text anew */
}

void kiosk_free(struct kiosk *kiosk)
{
    aloud_stop(kiosk);
    buffer_free(&kiosk->speech.text);
    reading_close(&kiosk->reading);
    for (size_t list = 0; list < KIOSK_GROUP_KINDS; list++)
        tree_free(&kiosk->groups[list]);
    free(kiosk->front.items);
    free(kiosk->kinds.items);
    free(kiosk->list.items);
    free(kiosk->results.items);
    search_free(&kiosk->search);
    buffer_free(&kiosk->letters);
    buffer_free(&kiosk->code.own);
    buffer_free(&kiosk->code.url);
    qr_free(&kiosk->code.qr);
    buffer_free(&kiosk->message);
    buffer_free(&kiosk->fault);
}
