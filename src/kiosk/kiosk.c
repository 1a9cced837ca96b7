#include "kiosk/kiosk.h"

#include "base/i18n.h"
#include "commands.h"

#include <stdlib.h>

/* Meaning of keys and touches. */

enum {
    WHEEL_LINES = 3,
    BOUNCE_MS = 250 /* a finger that trembles touches twice */
};

/* Presses a button if the screen has it. */
static void press_if_there(struct kiosk *kiosk, enum kiosk_button button)
{
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];
    size_t count = kiosk_buttons(kiosk, buttons);

    for (size_t i = 0; i < count; i++)
        if (buttons[i] == button) {
            kiosk_press(kiosk, button);
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
        break;
    }
}

enum kiosk_number kiosk_add_digit(size_t *number, unsigned digit, size_t count)
{
    *number = *number * 10 + digit;
    if (*number > count)
        return KIOSK_NUMBER_NONE;
    return *number * 10 > count ? KIOSK_NUMBER_WHOLE : KIOSK_NUMBER_OPEN;
}

/* Opens the row with the number that was typed; in an article, presses the button with it. */
static void enter_number(struct kiosk *kiosk)
{
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];
    size_t index = kiosk->number - 1;

    kiosk->number = 0;
    if (kiosk_rows(kiosk))
        enter_row(kiosk, index);
    else if (index < kiosk_buttons(kiosk, buttons))
        kiosk_press(kiosk, buttons[index]);
}

/* Handles a digit of the number of a row or, in an article, of a button. 0 alone goes back. */
static void take_digit(struct kiosk *kiosk, unsigned digit)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];

    if (!kiosk->number && !digit) {
        kiosk_go_back(kiosk);
        return;
    }
    switch (kiosk_add_digit(&kiosk->number, digit,
                            rows ? rows->count : kiosk_buttons(kiosk, buttons))) {
    case KIOSK_NUMBER_NONE:
        if (rows)
            buffer_addf(&kiosk->message, _("没有第 %zu 项"), kiosk->number);
        kiosk->number = 0;
        break;
    case KIOSK_NUMBER_WHOLE:
        /* Ignores an Enter next as the number's end, but not after a button's single digit. */
        kiosk->ignore_enter = rows || kiosk->number > 9;
        enter_number(kiosk);
        break;
    case KIOSK_NUMBER_OPEN:
        buffer_addf(&kiosk->message,
                    rows ? _("第 %zu 项：按 Enter 打开，或接着按数字")
                         : _("%zu 号按钮：按 Enter，或接着按数字"),
                    kiosk->number);
        break;
    }
}

static void scroll(struct kiosk *kiosk, long lines)
{
    if (kiosk->screen == KIOSK_ARTICLE)
        reading_scroll(&kiosk->reading, lines);
    else
        kiosk_scroll_rows(kiosk, (int)lines);
}

/* Arrows move the focus; up and down scroll the text of an article. */
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
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];

    if (kiosk->focus.kind == TARGET_BUTTON)
        kiosk->focus = (struct target){0};
    else if (kiosk_buttons(kiosk, buttons))
        kiosk->focus = (struct target){TARGET_BUTTON, buttons[0]};
    kiosk_validate_focus(kiosk);
}

/* Actions that press a button, if the screen has it. */
static const struct {
    enum action action;
    enum kiosk_button button;
} PRESSES[] = {
    {ACTION_PAGE_DOWN, KIOSK_PAGE_DOWN},     {ACTION_HALF_DOWN, KIOSK_PAGE_DOWN},
    {ACTION_PAGE_UP, KIOSK_PAGE_UP},         {ACTION_HALF_UP, KIOSK_PAGE_UP},
    {ACTION_NEXT_ARTICLE, KIOSK_NEXT},       {ACTION_PREVIOUS_ARTICLE, KIOSK_PREVIOUS},
    {ACTION_SEARCH, KIOSK_SEARCH},           {ACTION_BOOKMARK, KIOSK_BOOKMARK},
    {ACTION_BOOKMARKS, KIOSK_BOOKMARK_LIST},
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
        else
            press_if_there(kiosk, KIOSK_QUIT);
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

void kiosk_key(struct kiosk *kiosk, reader_key key)
{
    enum action action = keymap_action(&kiosk->keymap, key);
    bool belated = kiosk->ignore_enter && action == ACTION_OPEN;

    kiosk->ignore_enter = false;
    if (!kiosk_wake(kiosk) || belated)
        return;
    begin(kiosk);
    if (action == ACTION_NUMBER) {
        take_digit(kiosk, (unsigned)(key_narrow(key) - '0'));
    } else if (kiosk->number && action == ACTION_OPEN) {
        enter_number(kiosk);
    } else {
        kiosk->number = 0;
        if (!take_letter(kiosk, key))
            act(kiosk, action);
    }
    settle(kiosk);
}

/* Returns whether a touch is a bounce of the last one. A letter may be meant twice. */
static bool is_bounce(struct kiosk *kiosk, struct target target)
{
    bool bounce = target.kind != TARGET_LETTER && target.kind == kiosk->last_touch.kind &&
                  target.value == kiosk->last_touch.value &&
                  kiosk->now_ms - kiosk->last_touch_ms < BOUNCE_MS;

    kiosk->last_touch = target;
    kiosk->last_touch_ms = kiosk->now_ms;
    return bounce;
}

void kiosk_point(struct kiosk *kiosk, enum pointer_event event, struct target target)
{
    int lines = kiosk_rows(kiosk) ? kiosk->geometry.row_lines : WHEEL_LINES;

    kiosk->ignore_enter = false;
    if (!kiosk_wake(kiosk))
        return;
    if (event == POINTER_PRESS && is_bounce(kiosk, target))
        return;
    begin(kiosk);
    kiosk->number = 0;
    if (event != POINTER_PRESS)
        scroll(kiosk, event == POINTER_WHEEL_UP ? -lines : lines);
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
        kiosk_arrange(kiosk);
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
        kiosk_read_handover(kiosk, handed);
}

void kiosk_resize(struct kiosk *kiosk, int cols, int lines)
{
    kiosk->cols = cols;
    kiosk->lines = lines;
    kiosk->offered = KIOSK_BUTTON_COUNT; /* an offer may not apply at the new size */
    kiosk_arrange(kiosk);
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
