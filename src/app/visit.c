#include "app/visit.h"

#include "base/i18n.h"
#include "config/config_keys.h"
#include "kiosk/gesture.h"
#include "kiosk/kiosk.h"
#include "system/voice.h"
#include "term/term.h"
#include "text/clean.h"
#include "text/grapheme.h"
#include "view/kiosk_spoken.h"
#include "view/kiosk_view.h"

#include <limits.h>
#include <unistd.h>

struct visit {
    const struct program *program;
    const struct visit_options *options;
    struct term *term;
    struct kiosk kiosk;
    struct marks marks;
    struct gesture gesture;
    unsigned changes; /* of the kiosk's screen, as last seen */
    struct frame frame;
    struct voice voice;
    struct kiosk_spoken spoken;
    struct buffer machine; /* the machine's name, clean */
    bool ready;            /* READY=1 has been sent to the service manager */
    int64_t beaten_ms;     /* real time of the last message to the watchdog */
    int64_t due_ms;        /* ticker time of the next change without input */
};

/* Returns whether the configuration does not set a key, for which a kiosk has a more legible
 * default. */
static bool is_built_in(const struct config *config, const char *section, const char *name)
{
    return config_key_origin(config_key_find(section, name), config) == CONFIG_BUILT_IN;
}

static struct kiosk_options kiosk_options(const struct program *program)
{
    enum { MEASURE_COLS = 60 }; /* longer lines are hard to follow back */
    const struct config *config = &program->config;
    struct kiosk_options options = {
        .style = program->style,
        .measure_cols = config->measure_cols,
        .theme = config->theme,
        .night_theme = config->night_theme,
        .may_quit = program->cli.ssh,
        .spoken = program->cli.speech && !program->cli.ssh,
        .text_size = program->cli.text_size,
        .idle_seconds = config->idle_seconds,
        .countdown_seconds = config->countdown_seconds,
        .attract_seconds = config->attract_seconds,
        .night = program->cli.night,
        .site = str_of(config->site),
        .contact = str_of(config->contact),
        .arrived = str_of(program->arrived),
        .unread = program->unread,
    };

    if (is_built_in(config, "text", "measure"))
        options.measure_cols = MEASURE_COLS;
    if (is_built_in(config, "screen", "theme"))
        options.theme = THEME_PAPER;
    if (is_built_in(config, "text", "style"))
        options.style.large = true;
    return options;
}

/* Sets the machine's name, cleaned and not longer than a corner has room for. */
static void set_machine(struct visit *visit, struct kiosk_options *options)
{
    enum { MOST_COLS = 24 };
    const char *name = visit->program->cli.machine ? visit->program->cli.machine : "";
    struct str clean;

    text_clean(&visit->machine, name, strlen(name));
    buffer_join_lines(&visit->machine, 0);
    clean = buffer_str(&visit->machine);
    clean.bytes = text_fit(clean, MOST_COLS, true, NULL);
    options->machine = clean;
}

static void fit(struct visit *visit)
{
    int cols, lines;

    kiosk_set_wide(&visit->kiosk, term_is_wide(visit->term));
    term_size(visit->term, &cols, &lines);
    kiosk_resize(&visit->kiosk, cols, lines);
    gesture_pause(&visit->gesture, clock_monotonic_ms());
}

static void tick(struct visit *visit)
{
    const struct ticker *ticker = &visit->program->ticker;
    int64_t now_ms = ticker_ms(ticker);
    struct clock clock;

    ticker_read(ticker, &clock);
    visit->due_ms = now_ms + kiosk_tick(&visit->kiosk, now_ms, &clock);
}

/* Reports to the service manager that the kiosk is ready, once, and regularly to its watchdog that
 * it is alive: from the event loop alone, so that a loop that hangs is noticed. */
static void beat(struct visit *visit)
{
    int period_ms = notify_watchdog_ms(visit->options->notify);
    int64_t now_ms = clock_monotonic_ms();

    if (!visit->ready) {
        visit->ready = true;
        notify_send(visit->options->notify, "READY=1\nSTATUS=%zu articles",
                    visit->program->edition.shown_count);
    }
    if (period_ms < 0 || (visit->beaten_ms && now_ms - visit->beaten_ms < period_ms))
        return;
    visit->beaten_ms = now_ms;
    notify_send(visit->options->notify, "WATCHDOG=1");
}

static void ask_voice(struct visit *visit)
{
    const struct kiosk_speech *speech = &visit->kiosk.speech;

    voice_ask(&visit->voice,
              &(struct voice_text){speech->number, buffer_str(&speech->text), speech->rate,
                                   speech->volume},
              clock_monotonic_ms());
}

/* Lets those who do not see the screen hear what has changed on it. */
static void speak_screen(struct visit *visit)
{
    struct buffer text = {0};

    if (!kiosk_is_spoken(&visit->kiosk))
        return;
    view_kiosk_spoken(&visit->kiosk, &visit->spoken, &text);
    visit->kiosk.greets = visit->kiosk.repeats = false;
    if (text.bytes)
        kiosk_speak(&visit->kiosk, buffer_str(&text));
    buffer_free(&text);
}

/* Passes on what is to be heard, and what was. */
static void converse(struct visit *visit)
{
    struct voice *voice = &visit->voice;
    unsigned heard = voice->heard;

    speak_screen(visit);
    ask_voice(visit);
    voice_work(voice, clock_monotonic_ms());
    kiosk_set_voice(&visit->kiosk, voice->state == VOICE_READY);
    if (voice->fault)
        journal_line(visit->options->journal, JOURNAL_WARNING, "%s", _(voice->fault));
    voice->fault = NULL;
    if (voice->heard != heard)
        kiosk_heard(&visit->kiosk, voice->heard);
    speak_screen(visit);
    ask_voice(visit); /* for the next sentence, at once */
    term_also(visit->term, voice->fd, voice_events(voice));
}

static int patience(const struct visit *visit, bool working)
{
    const struct ticker *ticker = &visit->program->ticker;
    int64_t left_ms = visit->due_ms - ticker_ms(ticker);
    int period_ms = notify_watchdog_ms(visit->options->notify);
    int wait_ms = left_ms > 0 ? ticker_real_ms(ticker, left_ms) : 0;
    int64_t now_ms = clock_monotonic_ms();
    int64_t others_ms[] = {gesture_wait_ms(&visit->gesture, now_ms),
                           voice_patience_ms(&visit->voice, now_ms)};

    if (working)
        return 0;
    for (size_t i = 0; i < sizeof(others_ms) / sizeof(*others_ms); i++)
        if (others_ms[i] >= 0 && (wait_ms < 0 || others_ms[i] < wait_ms))
            wait_ms = (int)others_ms[i];
    return period_ms >= 0 && period_ms < wait_ms ? period_ms : wait_ms;
}

static void tell_fault(struct visit *visit)
{
    struct kiosk *kiosk = &visit->kiosk;

    if (kiosk->fault.bytes)
        journal_line(visit->options->journal, JOURNAL_WARNING, "%s", buffer_c_str(&kiosk->fault));
    buffer_clear(&kiosk->fault);
}

static void draw(struct visit *visit)
{
    view_kiosk(&visit->frame, &visit->kiosk);
    term_draw(visit->term, &visit->frame, false);
    if (visit->changes != visit->kiosk.changes)
        gesture_pause(&visit->gesture, clock_monotonic_ms());
    visit->changes = visit->kiosk.changes;
}

/* Handles an event of the pointer, or what silence completes if `pointer` is NULL. */
static void point(struct visit *visit, const struct pointer *pointer)
{
    int64_t now_ms = clock_monotonic_ms();
    struct deed deed;

    if (pointer ? gesture_take(&visit->gesture, pointer,
                               frame_target_at(&visit->frame, pointer->line, pointer->col), now_ms,
                               &deed)
                : gesture_finish(&visit->gesture, now_ms, &deed))
        kiosk_point(&visit->kiosk, deed.event, deed.target);
}

/* Returns the open article, or SIZE_MAX. */
static size_t open_article(const struct kiosk *kiosk)
{
    return kiosk->screen == KIOSK_ARTICLE ? kiosk->reading.article : SIZE_MAX;
}

/* Counts an input, before which `visited` and `article` were the visit's. */
static void count_input(const struct visit *visit, bool visited, size_t article)
{
    struct tally *tally = visit->options->tally;
    const struct kiosk *kiosk = &visit->kiosk;

    if (!tally)
        return;
    tally->touched_seconds = kiosk->clock.seconds;
    if (!visited && kiosk->visited)
        tally->visits++;
    if (open_article(kiosk) != SIZE_MAX && open_article(kiosk) != article)
        tally->articles++;
}

/* Handles an input, what silence completes, or a signal. */
static void handle(struct visit *visit, enum term_event event, reader_key key,
                   struct pointer pointer)
{
    struct kiosk *kiosk = &visit->kiosk;
    bool visited = kiosk->visited;
    size_t article = open_article(kiosk);

    point(visit, NULL);
    if (event == TERM_KEY)
        kiosk_key(kiosk, key);
    else if (event == TERM_POINTER)
        point(visit, &pointer);
    else if (event == TERM_USER)
        kiosk_renew(kiosk);
    if (event == TERM_KEY || event == TERM_POINTER || open_article(kiosk) != article)
        count_input(visit, visited, article);
}

static enum term_event run(struct visit *visit)
{
    struct kiosk *kiosk = &visit->kiosk;
    enum term_event event = TERM_RESIZE;
    bool working = reading_is_opening(&kiosk->reading);

    converse(visit);
    while (kiosk->end == KIOSK_END_NONE && event != TERM_END && event != TERM_SIGNAL) {
        reader_key key;
        struct pointer pointer;

        if (event == TERM_RESIZE)
            fit(visit);
        draw(visit);
        beat(visit);
        event = term_wait(visit->term, patience(visit, working), &key, &pointer);
        /* Handle the input at the time it came, not at the time before the wait. */
        tick(visit);
        if (kiosk->end != KIOSK_END_NONE)
            break;
        handle(visit, event, key, pointer);
        tick(visit);
        tell_fault(visit);
        working = kiosk_work(kiosk);
        converse(visit);
    }
    return event;
}

/* Writes the handover to `fd`, unless it is -1. Does not wait for a full pipe: the next process
 * then begins a new visit. */
static void hand_over(struct visit *visit, int fd)
{
    struct buffer text = {0};

    kiosk_write_handover(&visit->kiosk, &text);
    if (fd >= 0 && write(fd, text.data, text.bytes) != (ssize_t)text.bytes)
        journal_line(visit->options->journal, JOURNAL_WARNING, "%s",
                     _("这次阅读没能接着进行，回到了首页"));
    buffer_free(&text);
}

/* Leaves the terminal without restoring it, so that nothing flashes: another visit takes it over at
 * once. */
static int leave(struct visit *visit, int status)
{
    term_abandon(visit->term);
    return status;
}

static int give_back(struct visit *visit, int status)
{
    term_close(visit->term);
    return status;
}

static int conclude(struct visit *visit)
{
    switch (visit->kiosk.end) {
    case KIOSK_END_IDLE:
    case KIOSK_END_QUIT:
        if (visit->program->cli.ssh)
            return give_back(visit, VISIT_QUIT);
        return leave(visit, VISIT_IDLE);
    case KIOSK_END_RENEWED:
        hand_over(visit, visit->options->handover_fd);
        return leave(visit, VISIT_RENEWED);
    case KIOSK_END_TEXT_SIZE:
        hand_over(visit, visit->options->size_fd);
        return give_back(visit, VISIT_SIZE + visit->kiosk.wanted_size);
    case KIOSK_END_REST:
        return give_back(visit, VISIT_REST);
    case KIOSK_END_NONE:
        break;
    }
    return give_back(visit, VISIT_STOPPED);
}

/* Returns how long a terminal may take no output. A visitor whose terminal takes none for as long
 * as an idle visit lasts has left it, but without output the visit cannot ask: over SSH, a
 * connection would keep its process for ever. (On a machine of its own, the watchdog is faster.) */
static int write_ms(const struct config *config)
{
    return config->idle_seconds ? (config->idle_seconds + config->countdown_seconds) * 1000 : 0;
}

/* Makes THEME_PAPER the terminal's own theme, whose paints have the accent of the configuration.
 * Returns whether it is in use. */
static bool take_accent(struct kiosk_options *options)
{
    enum theme *const themes[] = {&options->theme, &options->night_theme};
    bool taken = false;

    for (size_t i = 0; i < sizeof(themes) / sizeof(*themes); i++)
        if (*themes[i] == THEME_PAPER) {
            *themes[i] = THEME_OWN;
            taken = true;
        }
    return taken;
}

int visit_run(const struct program *program, const struct visit_options *options)
{
    struct kiosk_options kiosk = kiosk_options(program);
    struct paint paper[ROLE_COUNT];
    const struct term_options term = {
        .own = take_accent(&kiosk) ? paper : NULL,
        .ambiguous_wide = program->style.text.ambiguous_wide,
        .ask_widths = program->config.ambiguous == AMBIGUOUS_AUTO,
        .links = CONFIG_LINKS_OFF,
        .mouse = true,
        .kiosk = true,
        .remote = program->cli.ssh,
        .write_ms = write_ms(&program->config),
        .own_ground = options->size_fd >= 0,
        .inherited = options->inherited,
    };
    struct visit visit = {.program = program, .options = options};
    struct buffer message = {0};
    int status = VISIT_REFUSED;

    set_machine(&visit, &kiosk);
    /* Only a launcher, to which the pipe leads, can start a terminal with larger letters. */
    kiosk.rest = program->cli.rest && options->size_fd >= 0;
    kiosk.rests_apart = !kiosk.rest && options->size_fd >= 0;
    theme_paper(program->config.accent, paper);
    visit.term = term_open(term, &message);
    if (visit.term) {
        if (kiosk.style.borders == BORDERS_AUTO && !term_draws_lines(visit.term))
            kiosk.style.borders = BORDERS_ASCII;
        kiosk_init(&visit.kiosk, &program->edition, &visit.marks, kiosk,
                   ticker_ms(&program->ticker), options->handover);
        voice_open(&visit.voice, options->voice_fd, clock_monotonic_ms());
        tick(&visit);
        run(&visit);
        voice_close(&visit.voice);
        status = conclude(&visit);
    } else {
        program_complain(buffer_c_str(&message));
        journal_line(options->journal, JOURNAL_ERROR, "%s", buffer_c_str(&message));
    }
    kiosk_free(&visit.kiosk);
    marks_free(&visit.marks);
    frame_free(&visit.frame);
    buffer_free(&visit.machine);
    kiosk_spoken_free(&visit.spoken);
    buffer_free(&message);
    return status;
}
