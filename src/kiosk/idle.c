#include "commands.h"

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

bool kiosk_wake(struct kiosk *kiosk)
{
    bool awake = kiosk->presence == KIOSK_AWAKE;

    kiosk->visited = true;
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

/* Returns how long the presence lasts; -1: until the next input. */
static int64_t presence_ms(const struct kiosk *kiosk)
{
    const struct kiosk_options *options = &kiosk->options;

    switch (kiosk->presence) {
    case KIOSK_ASKING:
        return ms_of(options->countdown_seconds);
    case KIOSK_RESTING:
        return ms_of(options->attract_seconds);
    case KIOSK_AWAKE:
        break;
    }
    if (kiosk->visited || options->may_quit)
        return options->idle_seconds ? ms_of(options->idle_seconds) : -1;
    return options->attract_seconds ? REST_AFTER_MS : -1;
}

/* Goes on to the next headline, the next presence, or the end of the visit. */
static void advance_presence(struct kiosk *kiosk)
{
    size_t count = kiosk->edition->shown_count;

    switch (kiosk->presence) {
    case KIOSK_ASKING:
        kiosk->end = KIOSK_END_IDLE;
        break;
    case KIOSK_RESTING:
        kiosk->headline = count ? (kiosk->headline + 1) % count : 0;
        enter_presence(kiosk, KIOSK_RESTING);
        break;
    case KIOSK_AWAKE:
        enter_presence(kiosk,
                       kiosk->visited || kiosk->options.may_quit ? KIOSK_ASKING : KIOSK_RESTING);
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
