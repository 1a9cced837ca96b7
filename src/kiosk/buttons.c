#include "aloud.h"
#include "commands.h"

#include "state/bookmarks.h"

/* The buttons of each screen, their places and their numbers. */

enum { SLOTS_PER_LINE = 4, MOST_SLOTS = 3 * SLOTS_PER_LINE };

/* The buttons that a screen can have, in their order. The place of a button that does nothing at
 * the moment stays empty, so that the others do not move under a finger. */
static const struct slots {
    size_t count;
    enum kiosk_button buttons[MOST_SLOTS];
} SLOTS[KIOSK_SCREEN_COUNT] = {
    [KIOSK_FRONT] = {7,
                     {KIOSK_ALL, KIOSK_SEARCH, KIOSK_LARGER, KIOSK_QUIT, KIOSK_BOOKMARK_LIST,
                      KIOSK_PAGE_UP, KIOSK_PAGE_DOWN}},
    [KIOSK_GROUPS] = {8,
                      {KIOSK_BACK, KIOSK_HOME, KIOSK_PAGE_UP, KIOSK_PAGE_DOWN, KIOSK_SEARCH,
                       KIOSK_BOOKMARK_LIST, KIOSK_LARGER, KIOSK_QUIT}},
    [KIOSK_LIST] = {8,
                    {KIOSK_BACK, KIOSK_HOME, KIOSK_PAGE_UP, KIOSK_PAGE_DOWN, KIOSK_SEARCH,
                     KIOSK_BOOKMARK_LIST, KIOSK_LARGER, KIOSK_QUIT}},
    [KIOSK_ARTICLE] = {11,
                       {KIOSK_BACK, KIOSK_HOME, KIOSK_PAGE_UP, KIOSK_PAGE_DOWN, KIOSK_PREVIOUS,
                        KIOSK_NEXT, KIOSK_BOOKMARK, KIOSK_LARGER, KIOSK_ALOUD, KIOSK_TAKE,
                        KIOSK_QUIT}},
    [KIOSK_CODE] = {4, {KIOSK_BACK, KIOSK_HOME, KIOSK_PREVIOUS, KIOSK_NEXT}},
    [KIOSK_PANEL] = {8,
                     {KIOSK_BACK, KIOSK_HOME, KIOSK_PAGE_UP, KIOSK_PAGE_DOWN, KIOSK_ERASE,
                      KIOSK_ALL, KIOSK_LARGER, KIOSK_QUIT}},
};

/* While an article is read aloud. */
static const struct slots READING_SLOTS = {7,
                                           {KIOSK_BACK, KIOSK_ALOUD_PAUSE, KIOSK_ALOUD_SLOWER,
                                            KIOSK_ALOUD_FASTER, KIOSK_ALOUD_STOP,
                                            KIOSK_ALOUD_QUIETER, KIOSK_ALOUD_LOUDER}};

static const struct slots *slots_of(const struct kiosk *kiosk)
{
    return kiosk->aloud.state == ALOUD_OFF ? &SLOTS[kiosk->screen] : &READING_SLOTS;
}

/* Returns the place of a button on the screen, or SIZE_MAX if the screen has no such button. */
static size_t slot_of(const struct kiosk *kiosk, enum kiosk_button button)
{
    const struct slots *slots = slots_of(kiosk);

    for (size_t i = 0; i < slots->count; i++)
        if (slots->buttons[i] == button)
            return i;
    return SIZE_MAX;
}

bool kiosk_has_button(const struct kiosk *kiosk, enum kiosk_button button)
{
    return slot_of(kiosk, button) != SIZE_MAX;
}

static bool can_turn(const struct kiosk *kiosk, bool forward)
{
    int top = kiosk->scrolled_lines[kiosk->screen];

    if (!kiosk_rows(kiosk))
        return forward
                   ? (!reading_is_opening(&kiosk->reading) && !reading_at_end(&kiosk->reading)) ||
                         kiosk_neighbour(kiosk, 1) != SIZE_MAX
                   : !reading_at_start(&kiosk->reading);
    return forward ? top + kiosk->geometry.rows.lines < kiosk->geometry.page_lines : top > 0;
}

/* Returns whether a button of the screen would do something now. */
static bool works(const struct kiosk *kiosk, enum kiosk_button button)
{
    switch (button) {
    case KIOSK_PAGE_UP:
    case KIOSK_PAGE_DOWN:
        return can_turn(kiosk, button == KIOSK_PAGE_DOWN);
    case KIOSK_PREVIOUS:
    case KIOSK_NEXT:
        if (kiosk->screen == KIOSK_CODE)
            return kiosk_can_turn_code(kiosk, button == KIOSK_NEXT);
        return kiosk_neighbour(kiosk, button == KIOSK_NEXT ? 1 : -1) != SIZE_MAX;
    case KIOSK_ALL:
        return kiosk->kinds.count > 0;
    case KIOSK_ERASE:
        return kiosk->letters.bytes > 0;
    case KIOSK_BOOKMARK_LIST:
        return bookmarks_any_shown(kiosk->marks, kiosk->edition);
    case KIOSK_TAKE:
        return kiosk->code.count > 0;
    case KIOSK_QUIT:
        return kiosk->visited || kiosk->options.may_quit;
    case KIOSK_ALOUD:
        return kiosk->speech.possible && kiosk->reading.body;
    case KIOSK_ALOUD_SLOWER:
    case KIOSK_ALOUD_FASTER:
        return aloud_rate_can(kiosk, button == KIOSK_ALOUD_FASTER ? 1 : -1);
    case KIOSK_ALOUD_QUIETER:
    case KIOSK_ALOUD_LOUDER:
        return aloud_volume_can(kiosk, button == KIOSK_ALOUD_LOUDER ? 1 : -1);
    case KIOSK_BACK:
    case KIOSK_HOME:
    case KIOSK_SEARCH:
    case KIOSK_BOOKMARK:
    case KIOSK_LARGER:
    case KIOSK_ALOUD_PAUSE:
    case KIOSK_ALOUD_STOP:
    case KIOSK_BUTTON_COUNT:
        break;
    }
    return true;
}

/* Returns whether a button needs its row of the bar: it works, or may after a page is turned. */
static bool needs_row(const struct kiosk *kiosk, enum kiosk_button button)
{
    const struct kiosk_geometry *geometry = &kiosk->geometry;

    if (button == KIOSK_PAGE_UP || button == KIOSK_PAGE_DOWN)
        return !kiosk_rows(kiosk) || geometry->page_lines > geometry->rows.lines;
    return works(kiosk, button);
}

int kiosk_bar_rows(const struct kiosk *kiosk)
{
    enum { OTHER_LEAST_LINES = 3 }; /* the masthead and two lines of the body */
    const struct slots *slots = slots_of(kiosk);
    int rows = 1, most = kiosk->lines - OTHER_LEAST_LINES;

    for (size_t i = 0; i < slots->count; i++)
        if (needs_row(kiosk, slots->buttons[i]))
            rows = (int)i / SLOTS_PER_LINE + 1;
    return rows < most ? rows : most > 1 ? most : 1;
}

size_t kiosk_buttons(const struct kiosk *kiosk, enum kiosk_button buttons[KIOSK_BUTTON_COUNT])
{
    const struct slots *slots = slots_of(kiosk);
    size_t room = (size_t)kiosk->geometry.bar_rows * SLOTS_PER_LINE, count = 0;

    for (size_t i = 0; i < slots->count && i < room; i++)
        if (works(kiosk, slots->buttons[i]))
            buttons[count++] = slots->buttons[i];
    return count;
}

struct rect kiosk_button_rect(const struct kiosk *kiosk, enum kiosk_button button)
{
    int slot = (int)slot_of(kiosk, button), lines = kiosk->geometry.button_lines;

    return kiosk_cell_rect(slot % SLOTS_PER_LINE, SLOTS_PER_LINE, kiosk->cols,
                           kiosk->geometry.bar.line + slot / SLOTS_PER_LINE * lines, lines);
}

size_t kiosk_button_number(const struct kiosk *kiosk, enum kiosk_button button)
{
    const struct slots *slots = slots_of(kiosk);
    const struct kiosk_rows *rows = kiosk_rows(kiosk);
    size_t number = 0;

    if (button == KIOSK_BACK)
        return 0;
    if (button == KIOSK_QUIT)
        return SIZE_MAX;
    for (size_t base = 90; rows && !number; base *= 10)
        number = base > rows->count ? base : 0;
    for (size_t i = 0; i < slots->count && slots->buttons[i] != button; i++)
        number += slots->buttons[i] != KIOSK_BACK && slots->buttons[i] != KIOSK_QUIT;
    return number + 1;
}
