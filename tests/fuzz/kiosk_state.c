#include "fuzz/kiosk_state.h"

#include "fuzz/fuzz.h"
#include "fuzz/screen.h"
#include "view/kiosk_view.h"

static bool has_button(const struct kiosk *kiosk, size_t button)
{
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];
    size_t count = kiosk_buttons(kiosk, buttons);

    MUST(count <= KIOSK_BUTTON_COUNT);
    for (size_t i = 0; i < count; i++)
        if (buttons[i] == (enum kiosk_button)button)
            return true;
    return false;
}

static void check_focus(const struct kiosk *kiosk)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);
    size_t value = kiosk->focus.value;

    switch (kiosk->focus.kind) {
    case TARGET_ENTRY:
        MUST(rows && value < rows->count);
        break;
    case TARGET_LETTER:
        MUST(kiosk->screen == KIOSK_PANEL && value < sizeof(KIOSK_LETTERS) - 1);
        break;
    case TARGET_BUTTON:
        MUST(has_button(kiosk, value));
        break;
    case TARGET_ARTICLE:
        MUST(kiosk->screen == KIOSK_ARTICLE);
        break;
    default:
        MUST(kiosk->focus.kind == TARGET_ENTRY); /* no other target can have the focus */
        break;
    }
}

static void check_rows(const struct kiosk *kiosk, const struct kiosk_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        const struct kiosk_row *row = &rows->items[i];

        if (row->article != SIZE_MAX) {
            MUST(edition_shows(kiosk->edition, row->article));
            continue;
        }
        MUST(row->list < KIOSK_GROUP_KINDS);
        MUST(row->node < kiosk->groups[row->list].count);
    }
}

/* Each screen is on the way from the front page to the current one but once. */
static void check_trail(const struct kiosk *kiosk)
{
    MUST(kiosk->trail_count < KIOSK_SCREEN_COUNT);
    MUST((kiosk->trail_count == 0) == (kiosk->screen == KIOSK_FRONT));
    MUST(kiosk->screen == KIOSK_FRONT || kiosk->trail[0] == KIOSK_FRONT);
    for (size_t i = 0; i < kiosk->trail_count; i++) {
        MUST(kiosk->trail[i] != kiosk->screen);
        for (size_t j = 0; j < i; j++)
            MUST(kiosk->trail[j] != kiosk->trail[i]);
    }
}

static void check_reading(const struct kiosk *kiosk)
{
    const struct reading *reading = &kiosk->reading;

    MUST(reading_is_open(reading) && edition_shows(kiosk->edition, reading->article));
    MUST(kiosk->opened_from != KIOSK_ARTICLE && kiosk->opened_from < KIOSK_SCREEN_COUNT);
    if (reading->layout)
        screen_check_top(reading);
}

void kiosk_state_check(const struct kiosk *kiosk)
{
    MUST(kiosk->screen < KIOSK_SCREEN_COUNT && kiosk->presence <= KIOSK_RESTING);
    check_trail(kiosk);
    MUST(kiosk->listed <= KIOSK_BOOKMARKS && kiosk->end <= KIOSK_END_RENEWED);
    MUST(kiosk->offered <= KIOSK_BUTTON_COUNT);
    MUST(kiosk->since_ms <= kiosk->now_ms && kiosk->message_ms <= kiosk->now_ms);
    MUST(!kiosk->front.count || kiosk->headline < kiosk->front.count);
    for (int i = 0; i < KIOSK_SCREEN_COUNT; i++)
        MUST(kiosk->scrolled_lines[i] >= 0);
    check_rows(kiosk, &kiosk->front);
    check_rows(kiosk, &kiosk->kinds);
    check_rows(kiosk, &kiosk->list);
    check_rows(kiosk, &kiosk->results);
    MUST(kiosk->screen != KIOSK_LIST || kiosk->list.count || kiosk->listed == KIOSK_BOOKMARKS);
    if (kiosk->screen == KIOSK_ARTICLE || kiosk->screen == KIOSK_CODE)
        check_reading(kiosk);
    MUST(kiosk->screen != KIOSK_CODE || kiosk->code.chosen < kiosk->code.count);
    if (!kiosk->geometry.too_small)
        check_focus(kiosk);
}

void kiosk_state_draw(struct frame *frame, struct kiosk *kiosk)
{
    kiosk_state_check(kiosk);
    view_kiosk(frame, kiosk);
    MUST(frame->cols == kiosk->cols && frame->lines == kiosk->lines);
    screen_check_frame(frame);
    fuzz_check_line(buffer_str(&kiosk->message));
}
