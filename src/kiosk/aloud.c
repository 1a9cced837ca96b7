#include "aloud.h"

#include "base/i18n.h"
#include "commands.h"

enum { LISTENER_MS = 15 * 60 * 1000 /* without input */ };

/* A setting of the voice that is changed by steps. */
struct dial {
    int first, step, least, most;
    const char *at_least, *at_most; /* said where it ends */
};

/* The first rate is for listeners of seventy. */
static const struct dial RATE = {.first = -20,
                                 .step = 20,
                                 .least = -80,
                                 .most = 80,
                                 .at_least = N_("已经最慢了"),
                                 .at_most = N_("已经最快了")};
static const struct dial VOLUME = {.first = 40,
                                   .step = 20,
                                   .least = -60,
                                   .most = 100,
                                   .at_least = N_("已经最轻了"),
                                   .at_most = N_("已经最响了")};

void kiosk_speak(struct kiosk *kiosk, struct str text)
{
    if (!kiosk->speech.possible)
        return;
    buffer_clear(&kiosk->speech.text);
    buffer_add_str(&kiosk->speech.text, text);
    kiosk->speech.number++;
}

/* Says the current sentence, and marks it. */
static void say_sentence(struct kiosk *kiosk)
{
    struct aloud *aloud = &kiosk->aloud;
    struct buffer text = {0};

    sentence_write(&aloud->parts, &aloud->sentence, &text);
    kiosk_speak(kiosk, buffer_str(&text));
    buffer_free(&text);
    aloud->number = kiosk->speech.number;
    aloud->state = ALOUD_READING;
    reading_mark(&kiosk->reading, aloud->sentence.source, aloud->sentence.source_end);
}

void aloud_start(struct kiosk *kiosk)
{
    struct aloud *aloud = &kiosk->aloud;
    struct sentence sentence;

    if (!kiosk->speech.possible || !kiosk->reading.body || aloud->state != ALOUD_OFF)
        return;
    aloud->parts = (struct article_parts){.article = reading_article(&kiosk->reading),
                                          .body = kiosk->reading.body};
    if (!sentence_find(&aloud->parts, kiosk->reading.position, &sentence)) {
        article_parts_free(&aloud->parts);
        kiosk_say(kiosk, _("这篇文章没有可以朗读的文字"));
        return;
    }
    aloud->sentence = sentence;
    aloud_note_input(kiosk);
    say_sentence(kiosk);
    kiosk->focus = (struct target){TARGET_BUTTON, KIOSK_ALOUD_PAUSE};
    kiosk->changes++;
}

void aloud_stop(struct kiosk *kiosk)
{
    struct aloud *aloud = &kiosk->aloud;

    if (aloud->state == ALOUD_OFF)
        return;
    aloud->state = ALOUD_OFF;
    aloud->held = false;
    article_parts_free(&aloud->parts);
    reading_mark(&kiosk->reading, 0, 0);
    kiosk_speak(kiosk, (struct str){0});
    kiosk->focus = (struct target){TARGET_ARTICLE, 0};
    kiosk->changes++;
}

void aloud_pause(struct kiosk *kiosk)
{
    if (kiosk->aloud.state == ALOUD_PAUSED) {
        say_sentence(kiosk);
    } else if (kiosk->aloud.state == ALOUD_READING) {
        kiosk->aloud.state = ALOUD_PAUSED;
        kiosk_speak(kiosk, (struct str){0});
    }
}

void aloud_skip(struct kiosk *kiosk, bool forward)
{
    struct aloud *aloud = &kiosk->aloud;

    if (aloud->state == ALOUD_OFF)
        aloud_start(kiosk);
    else if (forward ? sentence_next(&aloud->parts, &aloud->sentence)
                     : sentence_previous(&aloud->parts, &aloud->sentence))
        say_sentence(kiosk);
    else
        kiosk_say(kiosk, forward ? _("到末尾了") : _("这是开头"));
}

void kiosk_heard(struct kiosk *kiosk, unsigned number)
{
    struct aloud *aloud = &kiosk->aloud;

    if (aloud->state != ALOUD_READING || number != aloud->number)
        return;
    if (sentence_next(&aloud->parts, &aloud->sentence)) {
        say_sentence(kiosk);
        return;
    }
    aloud_stop(kiosk);
    kiosk_say(kiosk, _("读完了"));
    kiosk_arrange(kiosk);
}

void kiosk_set_voice(struct kiosk *kiosk, bool possible)
{
    if (possible == kiosk->speech.possible)
        return;
    kiosk->speech.possible = possible;
    if (kiosk->aloud.state != ALOUD_OFF) {
        aloud_stop(kiosk);
        kiosk_say(kiosk, _("朗读暂时用不了了"));
    }
    kiosk_arrange(kiosk);
}

static int stepped(const struct dial *dial, int value, int steps)
{
    value += steps * dial->step;
    return value < dial->least ? dial->least : value > dial->most ? dial->most : value;
}

bool aloud_rate_can(const struct kiosk *kiosk, int steps)
{
    return stepped(&RATE, kiosk->speech.rate, steps) != kiosk->speech.rate;
}

bool aloud_volume_can(const struct kiosk *kiosk, int steps)
{
    return stepped(&VOLUME, kiosk->speech.volume, steps) != kiosk->speech.volume;
}

/* Turns a dial, says the sentence in progress again in the new way, and tells where it ends. */
static void turn(struct kiosk *kiosk, const struct dial *dial, int *value, int steps)
{
    int before = *value;

    *value = stepped(dial, before, steps);
    if (*value != before && kiosk->aloud.state == ALOUD_READING)
        say_sentence(kiosk);
    if (stepped(dial, *value, steps) == *value)
        kiosk_say(kiosk, steps < 0 ? _(dial->at_least) : _(dial->at_most));
}

void aloud_init(struct kiosk *kiosk)
{
    kiosk->speech.rate = RATE.first;
    kiosk->speech.volume = VOLUME.first;
}

void aloud_press(struct kiosk *kiosk, enum kiosk_button button)
{
    switch (button) {
    case KIOSK_ALOUD:
        aloud_start(kiosk);
        break;
    case KIOSK_ALOUD_PAUSE:
        aloud_pause(kiosk);
        break;
    case KIOSK_ALOUD_SLOWER:
    case KIOSK_ALOUD_FASTER:
        turn(kiosk, &RATE, &kiosk->speech.rate, button == KIOSK_ALOUD_FASTER ? 1 : -1);
        break;
    case KIOSK_ALOUD_QUIETER:
    case KIOSK_ALOUD_LOUDER:
        turn(kiosk, &VOLUME, &kiosk->speech.volume, button == KIOSK_ALOUD_LOUDER ? 1 : -1);
        break;
    case KIOSK_ALOUD_STOP:
        aloud_stop(kiosk);
        break;
    default:
        break;
    }
}

void aloud_hold(struct kiosk *kiosk)
{
    if (kiosk->aloud.state != ALOUD_READING)
        return;
    aloud_pause(kiosk);
    kiosk->aloud.held = true;
    kiosk_speak(kiosk, str_of(_("还在听吗？按任意一处，接着读。")));
}

void aloud_note_input(struct kiosk *kiosk)
{
    if (kiosk->aloud.held)
        aloud_pause(kiosk);
    kiosk->aloud.held = false;
    kiosk->aloud.until_ms = kiosk->now_ms + LISTENER_MS;
}

bool aloud_has_listener(const struct kiosk *kiosk)
{
    return kiosk->aloud.state == ALOUD_READING && kiosk->now_ms < kiosk->aloud.until_ms;
}
