#include "commands.h"

#include "aloud.h"

/* Presence of a visitor, by the time since the last input. */

enum {
    REST_AFTER_MS = 20000, /* without input before headlines are shown */
    QUIET_MS = 2000,       /* without input before a handover */
    MESSAGE_MS = 6000
};

static int64_t ms_of(int seconds)
{
    return (int64_t)seconds * 1000;
}

static void enter_presence(struct kiosk *kiosk, enum kiosk_presence presence)
{
    kiosk->presence = presence;
    kiosk->since_ms = kiosk->now_ms;
}

void kiosk_rest(struct kiosk *kiosk)
{
    enter_presence(kiosk, KIOSK_RESTING);
}

bool kiosk_wake(struct kiosk *kiosk)
{
    bool awake = kiosk->presence == KIOSK_AWAKE;

    kiosk->visited = true;
    kiosk->answered = kiosk->answered || kiosk->presence == KIOSK_ASKING;
    kiosk->changes += !awake;
    aloud_note_input(kiosk);
    enter_presence(kiosk, KIOSK_AWAKE);
    return awake;
}

int kiosk_seconds_left(const struct kiosk *kiosk)
{
    int64_t left = kiosk->since_ms + ms_of(kiosk->options.countdown_seconds) - kiosk->now_ms;

    return left > 0 ? (int)((left + 999) / 1000) : 0;
}

void kiosk_renew(struct kiosk *kiosk)
{
    kiosk->renewing = true;
}

static bool is_night(const struct kiosk *kiosk)
{
    return night_is_at(&kiosk->options.night, &kiosk->clock);
}

bool kiosk_is_dark(const struct kiosk *kiosk)
{
    return kiosk->presence == KIOSK_RESTING && is_night(kiosk);
}

enum theme kiosk_theme(const struct kiosk *kiosk)
{
    return is_night(kiosk) ? kiosk->options.night_theme : kiosk->options.theme;
}

/* Returns about how many characters of a list's texts are in view. */
static size_t characters_of_rows(const struct kiosk *kiosk)
{
    enum { HAN_BYTES = 3 };
    const struct kiosk_rows *rows = kiosk_rows(kiosk);
    const struct rect view = kiosk->geometry.rows;
    size_t bytes = 0;

    for (size_t i = 0; i < rows->count; i++) {
        const struct kiosk_row *row = &rows->items[i];
        struct rect rect = kiosk_row_rect(kiosk, i);

        if (row->article == SIZE_MAX || rect.line < view.line ||
            rect.line + rect.lines > view.line + view.lines)
            continue;
        bytes += edition_title(kiosk->edition, row->article).bytes +
                 edition_article(kiosk->edition, row->article)->summary.bytes;
    }
    return bytes / HAN_BYTES;
}

/* Returns how long a visitor may read what is on the screen: twice as long as a slow reader takes,
 * and at least the time that is set. Who has answered the question once gets twice the time. */
static int64_t idle_ms(const struct kiosk *kiosk)
{
    enum { CHARACTERS_A_MINUTE = 150, TIMES = 2, MINUTE_MS = 60000 };
    int64_t ms = ms_of(kiosk->options.idle_seconds);
    size_t characters = kiosk->geometry.too_small ? 0
                        : kiosk_rows(kiosk)       ? characters_of_rows(kiosk)
                                                  : reading_characters_in_view(&kiosk->reading);
    int64_t reading_ms = (int64_t)characters * TIMES * MINUTE_MS / CHARACTERS_A_MINUTE;

    return (reading_ms > ms ? reading_ms : ms) * (kiosk->answered ? 2 : 1);
}

/* Returns whether there are headlines to show by day. A screen that says whom to call stays. */
static bool has_headlines(const struct kiosk *kiosk)
{
    return kiosk->options.attract_seconds && kiosk->front.count;
}

/* Returns how long the presence lasts; -1: until the next input. */
static int64_t presence_ms(const struct kiosk *kiosk)
{
    const struct kiosk_options *options = &kiosk->options;

    switch (kiosk->presence) {
    case KIOSK_ASKING:
        return ms_of(options->countdown_seconds);
    case KIOSK_RESTING:
        if (is_night(kiosk))
            return -1;
        return has_headlines(kiosk) ? ms_of(options->attract_seconds) : 0;
    case KIOSK_AWAKE:
        break;
    }
    if (kiosk->visited || options->may_quit)
        return options->idle_seconds ? idle_ms(kiosk) : -1;
    return is_night(kiosk) || has_headlines(kiosk) ? REST_AFTER_MS : -1;
}

/* Goes on to the next headline or, after a night without any, to the front page. */
static void advance_headline(struct kiosk *kiosk)
{
    if (has_headlines(kiosk)) {
        kiosk->turns++;
        kiosk->headline = (kiosk->headline + 1) % kiosk->front.count;
        enter_presence(kiosk, KIOSK_RESTING);
        return;
    }
    enter_presence(kiosk, KIOSK_AWAKE);
    if (kiosk->options.rest)
        kiosk_want_size(kiosk, kiosk->options.text_size);
}

/* Goes on to the next headline, the next presence, or the end of the visit. */
static void advance_presence(struct kiosk *kiosk)
{
    switch (kiosk->presence) {
    case KIOSK_ASKING:
        kiosk->end = KIOSK_END_IDLE;
        break;
    case KIOSK_RESTING:
        advance_headline(kiosk);
        break;
    case KIOSK_AWAKE:
        aloud_hold(kiosk); /* nobody may be there to hear it */
        if (kiosk->visited || kiosk->options.may_quit)
            enter_presence(kiosk, KIOSK_ASKING);
        else if (kiosk->options.rests_apart)
            kiosk->end = KIOSK_END_REST;
        else
            kiosk_rest(kiosk);
        break;
    }
}

static int64_t sooner(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

int64_t kiosk_tick(struct kiosk *kiosk, int64_t now_ms, const struct clock *clock)
{
    /* The screen shows the time of day, which changes each minute. */
    int64_t next_ms = (60 - clock->seconds % 60) * 1000, lasts_ms;

    kiosk->now_ms = now_ms;
    kiosk->clock = *clock;
    if (kiosk->message.bytes && now_ms - kiosk->message_ms >= MESSAGE_MS) {
        buffer_clear(&kiosk->message);
        kiosk->offered = KIOSK_BUTTON_COUNT; /* its message is gone */
    }
    if (kiosk->message.bytes)
        next_ms = sooner(next_ms, kiosk->message_ms + MESSAGE_MS - now_ms);
    if (aloud_has_listener(kiosk))
        kiosk->since_ms = now_ms;
    lasts_ms = presence_ms(kiosk);
    if (lasts_ms >= 0 && now_ms - kiosk->since_ms >= lasts_ms) {
        advance_presence(kiosk);
        lasts_ms = presence_ms(kiosk);
    }
    if (kiosk->renewing && kiosk->end == KIOSK_END_NONE && kiosk->presence != KIOSK_ASKING) {
        if (now_ms - kiosk->since_ms >= QUIET_MS || !kiosk->visited)
            kiosk->end = KIOSK_END_RENEWED;
        else
            next_ms = sooner(next_ms, kiosk->since_ms + QUIET_MS - now_ms);
    }
    if (lasts_ms >= 0)
        next_ms = sooner(next_ms, kiosk->since_ms + lasts_ms - now_ms);
    if (kiosk->presence == KIOSK_ASKING)
        next_ms = sooner(next_ms, 1000 - (now_ms - kiosk->since_ms) % 1000);
    return next_ms > 0 ? next_ms : 0;
}
