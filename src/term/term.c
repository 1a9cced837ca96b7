#include "term/term.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/number.h"
#include "canvas.h"
#include "capability.h"
#include "curses_screen.h"
#include "description.h"
#include "hyperlink.h"
#include "probe.h"
#include "restore.h"
#include "signals.h"
#include "term/input.h"
#include "term/wcwidth.h"
#include "ui/panes.h"

#include <errno.h>
#include <limits.h>
#include <ncurses.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The size of most terminals. */
enum { DEFAULT_COLS = 80, DEFAULT_LINES = 24 };

struct term {
    SCREEN *screen;
    struct canvas canvas;
    struct input input;
    struct str pasted;
    struct probe probe;
    bool ask_widths;
    bool ambiguous_wide;
    bool mouse;
    bool kiosk;
    bool is_raw;        /* the terminal gives each key at once */
    int write_ms;       /* see struct term_options */
    sigset_t wait_mask; /* unblocks the signals during ppoll() */
    struct pollfd also; /* see term_also() */
};

/* The terminal to restore if the program calls exit(). */
static struct term *open_term;

static void leave_screen(void)
{
    restore_now();
    restore_forget();
}

static void restore_at_exit(void)
{
    if (open_term)
        leave_screen();
}

/* Returns why a terminal of this name cannot be used; NULL if it may. */
static const char *name_refused(const char *name)
{
    if (!name || !*name)
        return _("没有设置 TERM，不知道是什么终端；请设置它，或用 --linear 或 --dump");
    if (strcmp(name, "dumb") == 0)
        return _("终端 dumb 不能移动光标；请用 --linear 逐行读，或用 --dump 输出文本");
    if (strcmp(name, "linux") == 0)
        return _("Linux 控制台不能显示汉字；请在图形终端里打开，或从别的电脑用 SSH 登录");
    return NULL;
}

static void set_wide(struct term *term, bool wide)
{
    term->ambiguous_wide = wide;
    wcwidth_set_ambiguous(wide);
}

/* Takes the keys as they come, and appends what asks the terminal for what the program needs. */
static void begin_input(struct term *term, struct buffer *out)
{
    set_term(term->screen);
    term->is_raw = screen_make_raw();
    input_write_starts(out, term->mouse, !term->kiosk);
    if (term->ask_widths)
        probe_ask(&term->probe, out);
}

/* Starts curses for a terminal of this type or, if that is unknown, of a similar one. */
static SCREEN *start_curses(const char *name, bool guess)
{
    const char *similar = description_similar(name, guess);
    SCREEN *screen = screen_start(name);

    if (!screen && similar)
        screen = screen_start(similar);
    if (!screen || capability("cup"))
        return screen;
    screen_free(screen);
    return NULL;
}

static void take_terminal(struct term *term, bool inherited)
{
    struct buffer starts = {0};
    int cols, lines;

    description_guard(term->mouse);
    signals_let_end(term->write_ms);
    screen_take();
    if (signals_ended())
        screen_cut(); /* a screen begins cut, and then is not */
    begin_input(term, &starts);
    term_size(term, &cols, &lines);
    screen_add_enter(&starts, inherited, lines);
    screen_write(buffer_str(&starts));
    signals_hold();
    buffer_free(&starts);
}

struct term *term_open(struct term_options options, struct buffer *message)
{
    const char *name = getenv("TERM"), *refused = name_refused(name);
    struct term *term;

    if (refused) {
        buffer_add_text(message, refused);
        return NULL;
    }
    term = mem_zeroed(1, sizeof(*term));
    set_wide(term, options.ambiguous_wide);
    term->ask_widths = options.ask_widths;
    term->also.fd = -1;
    term->mouse = options.mouse;
    term->kiosk = options.kiosk;
    term->write_ms = options.write_ms;
    signals_catch(options.kiosk, &term->wait_mask); /* before curses catches some */
    term->screen = start_curses(name, options.kiosk && options.remote);
    if (!term->screen) {
        signals_release();
        buffer_addf(message,
                    _("不认识终端“%s”，或它不能移动光标；请设置 TERM，或用 --dump 输出文本"), name);
        free(term);
        return NULL;
    }
    /* curses may run out of memory when the modes are others. */
    atexit(restore_at_exit);
    open_term = term;
    take_terminal(term, options.inherited);
    if (!term->is_raw && !signals_ended()) { /* the end has cut the screen off */
        buffer_addf(message, _("终端“%s”不肯逐键输入；请换一个终端，或用 --linear 逐行读"), name);
        term_close(term);
        return NULL;
    }
    input_start(&term->input, options.remote);
    colours_start(&term->canvas.colours, options.own, options.mono);
    term->canvas.own_ground = options.own_ground;
    term->canvas.links =
        hyperlink_can_draw() && (options.links == CONFIG_LINKS_ON ||
                                 (options.links == CONFIG_LINKS_AUTO && hyperlink_taken_by(name)));
    return term;
}

bool term_draws_lines(const struct term *term)
{
    set_term(term->screen);
    return capability("acsc");
}

/* Returns a size of a terminal that does not know its own: that of the environment, else of the
 * terminal's description, else of most terminals. */
static int size_from(const char *variable, int described, int fallback)
{
    const char *text = getenv(variable);
    uint64_t size;

    if (text && number_read(str_of(text), USHRT_MAX, &size) && size)
        return (int)size;
    return described > 0 ? described : fallback;
}

void term_size(const struct term *term, int *cols, int *lines)
{
    (void)term;
    if (!screen_size(cols, lines)) {
        *lines = size_from("LINES", tigetnum("lines"), DEFAULT_LINES);
        *cols = size_from("COLUMNS", tigetnum("cols"), DEFAULT_COLS);
    }
    *lines = *lines < SCREEN_MOST_LINES ? *lines : SCREEN_MOST_LINES;
    *cols = *cols < SCREEN_MOST_COLS ? *cols : SCREEN_MOST_COLS;
}

bool term_is_wide(const struct term *term)
{
    return term->ambiguous_wide;
}

static void ask_ground(struct term *term)
{
    struct buffer question = {0};

    probe_ask_ground(&term->probe, &question);
    if (question.bytes)
        screen_write(buffer_str(&question));
    buffer_free(&question);
}

void term_draw(struct term *term, const struct frame *frame, bool anew)
{
    signals_let_end(term->write_ms);
    canvas_draw(&term->canvas, frame, anew);
    if (frame->theme == THEME_AUTO)
        ask_ground(term);
    signals_hold();
}

/* Returns whether the screen's size differs from the shown frame. SIGWINCH alone is not enough,
 * because a terminal may resize a program that is just starting. */
static bool is_resized(struct term *term)
{
    int cols, lines;

    if (signals_take_resize()) {
        frame_free(&term->canvas.shown); /* text that a smaller screen cut off is lost */
        return true;
    }
    term_size(term, &cols, &lines);
    return term->canvas.shown.cells &&
           (cols != term->canvas.shown.cols || lines != term->canvas.shown.lines);
}

/* Takes the terminal's answer about widths. Returns whether they are others than before. */
static bool take_answer(struct term *term, int cursor_col)
{
    bool wide;

    if (!probe_take(&term->probe, cursor_col, &wide) || wide == term->ambiguous_wide)
        return false;
    set_wide(term, wide);
    frame_free(&term->canvas.shown); /* nothing stands where it seems to */
    return true;
}

/* Takes the terminal's answer about its ground. Returns whether the screen must be drawn anew. */
static bool take_ground(struct term *term, struct str osc)
{
    bool light;

    if (!probe_take_ground(&term->probe, osc, &light))
        return false;
    colours_set_ground(&term->canvas.colours, light);
    frame_free(&term->canvas.shown);
    return true;
}

/* Converts the next input to an event. Returns false if there is none. */
static bool take_input(struct term *term, bool silent, enum term_event *event, reader_key *key,
                       struct pointer *pointer)
{
    struct decoded decoded;

    if (!input_next(&term->input, silent, &decoded))
        return false;
    *key = decoded.key;
    *pointer = decoded.pointer;
    term->pasted = decoded.paste;
    if (decoded.kind == DECODED_CURSOR) {
        *event = TERM_RESIZE;
        return take_answer(term, decoded.cursor_col);
    }
    if (decoded.kind == DECODED_OSC) {
        *event = TERM_RESIZE;
        return take_ground(term, decoded.osc);
    }
    *event = decoded.kind == DECODED_KEY     ? TERM_KEY
             : decoded.kind == DECODED_PASTE ? TERM_PASTE
                                             : TERM_POINTER;
    return *event != TERM_POINTER ||
           (pointer->line < term->canvas.shown.lines && pointer->col < term->canvas.shown.cols);
}

/* Waits for input, and returns the result of ppoll(). *other: there is none, but an event of
 * term_also(). */
static int wait_for_input(struct term *term, int milliseconds, bool *other)
{
    struct pollfd polled[] = {{STDIN_FILENO, POLLIN, 0}, term->also};
    struct timespec time;
    int patience, ready;

    input_await_answer(&term->input, probe_is_awaited(&term->probe));
    patience = input_patience(&term->input, milliseconds);
    time = (struct timespec){patience / 1000, patience % 1000 * 1000000L};
    ready = ppoll(polled, 2, patience < 0 ? NULL : &time, &term->wait_mask);
    *other = ready > 0 && !polled[0].revents;
    return ready;
}

/* Waits for an answer that is still to come, before the terminal is given back: it would be taken
 * for something typed there. */
static void swallow_answer(struct term *term)
{
    int left_ms;
    bool other = false;

    while (!signals_ended() && (left_ms = probe_left_ms(&term->probe)) > 0) {
        enum term_event event;
        struct pointer pointer;
        reader_key key;

        if (wait_for_input(term, left_ms, &other) > 0 && (other || !input_read(&term->input)))
            return;
        while (input_has_more(&term->input))
            take_input(term, false, &event, &key, &pointer);
    }
}

/* Takes the terminal over again, after a shell may have changed its modes and its screen. */
static void resume(struct term *term)
{
    struct buffer starts = {0};

    /* A signal that came meanwhile ends the program before it shows anything. */
    signals_let_end(term->write_ms);
    if (!signals_ended()) {
        description_guard(term->mouse);
        begin_input(term, &starts);
        screen_write(buffer_str(&starts));
        clearok(curscr, TRUE);
    }
    signals_hold();
    frame_free(&term->canvas.shown);
    buffer_free(&starts);
}

void term_suspend(struct term *term)
{
    if (term->kiosk)
        return;
    swallow_answer(term);
    signals_let_end(0);
    endwin();
    signals_hold();
    leave_screen();
    if (!signals_ended()) {
        signals_stop();
        signals_take_continue();
    }
    resume(term);
}

enum term_event term_wait(struct term *term, int milliseconds, reader_key *key,
                          struct pointer *pointer)
{
    int64_t until_ms = clock_monotonic_ms() + milliseconds;
    bool silent = false, waited = false, other;

    for (;;) {
        int64_t left = until_ms - clock_monotonic_ms();
        enum term_event event;
        int ready;

        if (signals_ended())
            return TERM_SIGNAL;
        if (signals_take_user())
            return TERM_USER;
        if (signals_take_stop()) {
            term_suspend(term);
            return TERM_RESIZE;
        }
        if (signals_take_continue()) {
            resume(term);
            return TERM_RESIZE;
        }
        if (is_resized(term))
            return TERM_RESIZE;
        if (take_input(term, silent, &event, key, pointer))
            return event;
        silent = false;
        if (input_has_more(&term->input))
            continue;
        if (milliseconds >= 0 && left <= 0 && waited)
            return TERM_IDLE;
        ready = wait_for_input(term, milliseconds < 0 ? -1 : left > 0 ? (int)left : 0, &other);
        if (ready < 0 && errno == EINTR)
            continue;
        if (other)
            return TERM_OTHER;
        if (ready < 0 || (ready > 0 && !input_read(&term->input)))
            return TERM_END;
        silent = ready == 0;
        waited = true;
    }
}

void term_also(struct term *term, int fd, short events)
{
    term->also = (struct pollfd){fd, events, 0};
}

struct str term_pasted(const struct term *term)
{
    return term->pasted;
}

static void free_term(struct term *term)
{
    open_term = NULL;
    screen_free(term->screen);
    input_free(&term->input);
    canvas_free(&term->canvas);
    free(term);
}

void term_close(struct term *term)
{
    if (!term)
        return;
    swallow_answer(term);
    leave_screen();
    free_term(term);
    signals_release();
}

void term_abandon(struct term *term)
{
    if (term)
        free_term(term);
}

void term_prepare(bool remote)
{
    const char *name = getenv("TERM");

    if (!name_refused(name))
        description_prepare(name, remote);
}

void term_restore(void)
{
    restore_now();
}

const char *term_library(void)
{
    return curses_version();
}
