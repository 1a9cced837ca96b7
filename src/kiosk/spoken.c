#include "spoken.h"

#include "aloud.h"
#include "base/i18n.h"
#include "commands.h"

bool kiosk_is_spoken(const struct kiosk *kiosk)
{
    return kiosk->options.spoken && kiosk->speech.possible;
}

bool spoken_begin(struct kiosk *kiosk)
{
    if (!kiosk_is_spoken(kiosk))
        return true;
    kiosk->greets = !kiosk->visited;
    kiosk->repeats = kiosk->greets || kiosk->presence != KIOSK_AWAKE;
    return !kiosk->greets;
}

/* Returns the number of targets that are no buttons, letters before rows, and sets *letters. */
static size_t count_items(const struct kiosk *kiosk, size_t *letters)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);
    bool panel = kiosk->screen == KIOSK_PANEL && kiosk->geometry.letter_lines > 0;

    *letters = panel ? sizeof(KIOSK_LETTERS) - 1 : 0;
    return *letters + (rows ? rows->count : 0);
}

/* Returns the place of the focus among `count` things of which it is number `index`, moved by one;
 * from outside of them (SIZE_MAX) to the first or the last. SIZE_MAX: there is none. */
static size_t moved(size_t index, size_t count, bool forward)
{
    if (index == SIZE_MAX)
        return forward ? 0 : count - 1;
    if (forward)
        return index + 1 < count ? index + 1 : SIZE_MAX;
    return index > 0 ? index - 1 : SIZE_MAX;
}

static void say_end(struct kiosk *kiosk, bool forward)
{
    kiosk_say(kiosk, forward ? _("这里没有下一项了") : _("这里没有上一项了"));
}

static void step_items(struct kiosk *kiosk, bool forward)
{
    size_t letters, count = count_items(kiosk, &letters), index = SIZE_MAX;

    if (kiosk->focus.kind == TARGET_LETTER)
        index = kiosk->focus.value;
    else if (kiosk->focus.kind == TARGET_ENTRY)
        index = letters + kiosk->focus.value;
    index = count ? moved(index, count, forward) : SIZE_MAX;
    if (index == SIZE_MAX)
        say_end(kiosk, forward);
    else if (index < letters)
        kiosk->focus = (struct target){TARGET_LETTER, index};
    else
        kiosk->focus = (struct target){TARGET_ENTRY, index - letters};
}

static void step_buttons(struct kiosk *kiosk, bool forward)
{
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];
    size_t count = kiosk_buttons(kiosk, buttons), index = SIZE_MAX;

    for (size_t i = 0; i < count; i++)
        if (kiosk->focus.kind == TARGET_BUTTON && kiosk->focus.value == buttons[i])
            index = i;
    index = count ? moved(index, count, forward) : SIZE_MAX;
    if (index == SIZE_MAX)
        say_end(kiosk, forward);
    else
        kiosk->focus = (struct target){TARGET_BUTTON, buttons[index]};
}

/* Reads the open article aloud, or the one that has the focus; pauses and goes on. */
static void read_aloud(struct kiosk *kiosk)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);

    if (rows && kiosk->focus.kind == TARGET_ENTRY && kiosk->focus.value < rows->count &&
        rows->items[kiosk->focus.value].article != SIZE_MAX)
        kiosk_open(kiosk, kiosk->screen, kiosk->focus.value);
    if (kiosk->screen != KIOSK_ARTICLE)
        return;
    if (kiosk->aloud.state == ALOUD_OFF)
        aloud_start(kiosk);
    else
        aloud_pause(kiosk);
}

/* Opens the next article or, on a screen with rows, goes to the next row, over all letters. */
static void next_article(struct kiosk *kiosk)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);
    size_t row = SIZE_MAX;

    if (!rows) {
        kiosk_press(kiosk, KIOSK_NEXT);
        return;
    }
    if (rows->count)
        row = moved(kiosk->focus.kind == TARGET_ENTRY ? kiosk->focus.value : SIZE_MAX, rows->count,
                    true);
    if (row == SIZE_MAX)
        say_end(kiosk, true);
    else
        kiosk->focus = (struct target){TARGET_ENTRY, row};
}

enum action spoken_digit(struct kiosk *kiosk, unsigned digit)
{
    bool in_article = kiosk->screen == KIOSK_ARTICLE;

    switch (digit) {
    case 0:
        return ACTION_BACK;
    case 1:
        kiosk->repeats = true;
        break;
    case 2:
    case 8:
        if (in_article)
            aloud_skip(kiosk, digit == 2);
        else
            step_items(kiosk, digit == 2);
        break;
    case 3:
        next_article(kiosk);
        break;
    case 4:
    case 6:
        step_buttons(kiosk, digit == 6);
        break;
    case 5:
        if (!in_article || kiosk->focus.kind == TARGET_BUTTON)
            return ACTION_OPEN;
        read_aloud(kiosk);
        break;
    case 7:
        kiosk_press(kiosk, KIOSK_HOME);
        break;
    case 9:
        read_aloud(kiosk);
        break;
    default:
        break;
    }
    return ACTION_NONE;
}
