#include "app/visit.h"

#include "base/i18n.h"
#include "config/config_keys.h"
#include "kiosk/kiosk.h"
#include "term/term.h"
#include "view/kiosk_view.h"

#include <limits.h>
#include <unistd.h>

struct visit {
    const struct program *program;
    const struct visit_options *options;
    struct term *term;
    struct kiosk kiosk;
    struct marks marks;
    struct frame frame;
    bool ready;        /* READY=1 has been sent to the service manager */
    int64_t beaten_ms; /* real time of the last message to the watchdog */
    int64_t due_ms;    /* ticker time of the next change without input */
};

/* Returns whether the configuration does not set a key, for which a kiosk has a more legible
 * default. */
static bool is_built_in(const struct config *config, const char *section, const char *name)
{
    return config_key_origin(config_key_find(section, name), config) == CONFIG_BUILT_IN;
}

static struct kiosk_options kiosk_options(const struct program *program)
{
    const struct config *config = &program->config;
    struct kiosk_options options = {
        .style = program->style,
        .measure_cols = config->measure_cols,
        .theme = program->config.theme,
        .may_quit = program->cli.ssh,
        .text_size = program->cli.text_size,
        .idle_seconds = config->idle_seconds,
        .countdown_seconds = config->countdown_seconds,
        .attract_seconds = config->attract_seconds,
    };

    if (is_built_in(config, "screen", "theme"))
        options.theme = THEME_CONTRAST;
    if (is_built_in(config, "text", "style"))
        options.style.large = true;
    return options;
}

static void fit(struct visit *visit)
{
    int cols, lines;

    term_size(visit->term, &cols, &lines);
    kiosk_resize(&visit->kiosk, cols, lines);
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

static int patience(const struct visit *visit, bool working)
{
    const struct ticker *ticker = &visit->program->ticker;
    int64_t left_ms = visit->due_ms - ticker_ms(ticker);
    int period_ms = notify_watchdog_ms(visit->options->notify);
    int wait_ms = left_ms > 0 ? ticker_real_ms(ticker, left_ms) : 0;

    if (working)
        return 0;
    return period_ms >= 0 && period_ms < wait_ms ? period_ms : wait_ms;
}

static void tell_fault(struct visit *visit)
{
    struct kiosk *kiosk = &visit->kiosk;

    if (kiosk->fault.bytes)
        journal_line(visit->options->journal, JOURNAL_WARNING, "%s", buffer_c_str(&kiosk->fault));
    buffer_clear(&kiosk->fault);
}

static enum term_event run(struct visit *visit)
{
    struct kiosk *kiosk = &visit->kiosk;
    enum term_event event = TERM_RESIZE;
    bool working = false;

    while (kiosk->end == KIOSK_END_NONE && event != TERM_END && event != TERM_SIGNAL) {
        reader_key key;
        struct pointer pointer;

        if (event == TERM_RESIZE)
            fit(visit);
        view_kiosk(&visit->frame, kiosk);
        term_draw(visit->term, &visit->frame, false);
        beat(visit);
        event = term_wait(visit->term, patience(visit, working), &key, &pointer);
        /* Handle the input at the time it came, not at the time before the wait. */
        tick(visit);
        if (kiosk->end != KIOSK_END_NONE)
            break;
        if (event == TERM_KEY)
            kiosk_key(kiosk, key);
        else if (event == TERM_POINTER)
            kiosk_point(kiosk, pointer.event,
                        frame_target_at(&visit->frame, pointer.line, pointer.col));
        else if (event == TERM_USER)
            kiosk_renew(kiosk);
        tick(visit);
        tell_fault(visit);
        working = kiosk_work(kiosk);
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

/* Returns the next larger text size, or the smallest after the largest. */
static int next_size(int size)
{
    return size % KIOSK_MOST_TEXT_SIZE + 1;
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
        if (visit->program->cli.ssh)
            return give_back(visit, VISIT_QUIT);
        return leave(visit, VISIT_IDLE);
    case KIOSK_END_RENEWED:
        hand_over(visit, visit->options->handover_fd);
        return leave(visit, VISIT_RENEWED);
    case KIOSK_END_QUIT:
        return give_back(visit, VISIT_QUIT);
    case KIOSK_END_TEXT_SIZE:
        hand_over(visit, visit->options->size_fd);
        return give_back(visit, VISIT_SIZE + next_size(visit->kiosk.options.text_size));
    case KIOSK_END_NONE:
        break;
    }
    return give_back(visit, VISIT_STOPPED);
}

int visit_run(const struct program *program, const struct visit_options *options)
{
    const struct term_options term = {
        .ambiguous_wide = program->style.text.ambiguous_wide,
        .links = CONFIG_LINKS_OFF,
        .mouse = true,
        .kiosk = true,
        .inherited = options->inherited,
    };
    struct visit visit = {.program = program, .options = options};
    struct kiosk_options kiosk = kiosk_options(program);
    struct buffer message = {0};
    int status = VISIT_REFUSED;

    visit.term = term_open(term, &message);
    if (visit.term) {
        if (kiosk.style.borders == BORDERS_AUTO && !term_draws_lines(visit.term))
            kiosk.style.borders = BORDERS_ASCII;
        kiosk_init(&visit.kiosk, &program->edition, &visit.marks, kiosk,
                   ticker_ms(&program->ticker), options->handover);
        tick(&visit);
        run(&visit);
        status = conclude(&visit);
    } else {
        program_complain(buffer_c_str(&message));
        journal_line(options->journal, JOURNAL_ERROR, "%s", buffer_c_str(&message));
    }
    kiosk_free(&visit.kiosk);
    marks_free(&visit.marks);
    frame_free(&visit.frame);
    buffer_free(&message);
    return status;
}
