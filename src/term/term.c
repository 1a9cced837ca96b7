#include "term/term.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/number.h"
#include "canvas.h"
#include "capability.h"
#include "crash.h"
#include "curses_screen.h"
#include "hyperlink.h"
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
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

/* The size of most terminals. */
enum { DEFAULT_COLS = 80, DEFAULT_LINES = 24 };

struct term {
    SCREEN *screen;
    struct canvas canvas;
    struct input input;
    struct str pasted;
    bool mouse;
    bool kiosk;
    struct termios modes; /* before curses changed them */
    sigset_t wait_mask;   /* unblocks the signals during ppoll() */
};

/* Modes saved by term_note_modes(). */
static struct termios noted_modes;
static bool modes_are_noted;

/* The terminal to restore if the program calls exit(). */
static struct term *open_term;

/* Restores the terminal, at the end or for a pause. */
static void leave_screen(const struct term *term)
{
    crash_stop_guarding();
    input_mark_pastes(false);
    if (term->mouse)
        input_report_mouse(false);
    endwin();
    if (modes_are_noted)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &noted_modes);
}

static void restore_at_exit(void)
{
    if (open_term)
        leave_screen(open_term);
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

/* Returns whether a terminal is like xterm. The description of such terminals is often missing on a
 * machine that one logs in to. */
static bool is_like_xterm(const char *name)
{
    static const char *const BEGINNINGS[] = {
        "xterm", "foot", "alacritty", "wezterm", "contour", "kitty", "ghostty",
        "rio",   "vte",  "gnome",     "konsole", "mintty",  "iterm"};

    for (size_t i = 0; i < sizeof(BEGINNINGS) / sizeof(*BEGINNINGS); i++)
        if (strncmp(name, BEGINNINGS[i], strlen(BEGINNINGS[i])) == 0)
            return true;
    return false;
}

/* Appends a capability's text, if the terminal has it, without the pauses that hardware terminals
 * need. */
static void add_without_pauses(struct buffer *out, const char *name)
{
    const char *text = capability(name);

    while (text && *text) {
        const char *pause = strstr(text, "$<"), *end = pause ? strchr(pause, '>') : NULL;

        buffer_add(out, text, end ? (size_t)(pause - text) : strlen(text));
        text = end ? end + 1 : NULL;
    }
}

/* Prepares for a crash. A kiosk's terminal stays with the next visit. */
static void guard_screen(const struct term *term)
{
    static const char *const names[] = {"sgr0", "cnorm", "rmkx", "rmcup"};
    struct buffer out = {0};

    if (term->kiosk)
        return;
    input_write_ends(&out, term->mouse);
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        add_without_pauses(&out, names[i]);
    crash_guard(buffer_str(&out), &term->modes);
    buffer_free(&out);
}

static void init_screen(const struct term *term)
{
    set_term(term->screen);
    raw();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    keypad(stdscr, TRUE);
    idlok(stdscr, TRUE);
    if (term->mouse)
        input_report_mouse(true);
    input_mark_pastes(true);
    typeahead(-1); /* polling for keys every few lines costs more than drawing */
}

/* Starts curses for the terminal type `name` or, if that is unknown, for a similar one. Returns
 * NULL if curses cannot use it. */
static SCREEN *take_screen(const char *name, bool inherited)
{
    SCREEN *(*take)(const char *) = inherited ? screen_inherit : screen_take;
    SCREEN *screen;

    /* curses would make windows of whatever size the terminal or the environment says: term_draw()
     * tells it the size. */
    use_env(FALSE);
    screen = take(NULL);

    if (!screen && name && is_like_xterm(name))
        screen = take("xterm-256color");
    if (screen && !capability("cup")) {
        screen_free(screen);
        return NULL;
    }
    return screen;
}

struct term *term_open(struct term_options options, struct buffer *message)
{
    const char *name = getenv("TERM"), *refused = name_refused(name);
    struct term *term;

    if (refused) {
        buffer_add_text(message, refused);
        return NULL;
    }
    wcwidth_set_ambiguous(options.ambiguous_wide);
    term = mem_zeroed(1, sizeof(*term));
    term->mouse = options.mouse;
    term->kiosk = options.kiosk;
    if (modes_are_noted)
        term->modes = noted_modes;
    else
        tcgetattr(STDIN_FILENO, &term->modes);
    term->screen = take_screen(name, options.inherited);
    if (!term->screen) {
        buffer_addf(message,
                    _("不认识终端“%s”，或它不能移动光标；请设置 TERM，或用 --dump 输出文本"), name);
        free(term);
        return NULL;
    }
    if (!open_term)
        atexit(restore_at_exit);
    open_term = term;
    init_screen(term);
    input_start(&term->input, options.typed, options.kiosk);
    colours_start(&term->canvas.colours, options.own, options.mono);
    signals_catch(options.kiosk, &term->wait_mask);
    term->canvas.links =
        hyperlink_can_draw() && (options.links == CONFIG_LINKS_ON ||
                                 (options.links == CONFIG_LINKS_AUTO && hyperlink_taken_by(name)));
    guard_screen(term);
    return term;
}

bool term_draws_lines(const struct term *term)
{
    set_term(term->screen);
    return capability("acsc");
}

/* Returns a size of a terminal that does not know its own: that of the environment, else of the
 * terminal's description, else of most terminals. */
static unsigned short size_from(const char *variable, int described, unsigned short fallback)
{
    const char *text = getenv(variable);
    uint64_t size;

    if (text && number_read(str_of(text), USHRT_MAX, &size) && size)
        return (unsigned short)size;
    return described > 0 && described <= USHRT_MAX ? (unsigned short)described : fallback;
}

void term_size(const struct term *term, int *cols, int *lines)
{
    struct winsize size;

    (void)term;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_row || !size.ws_col)
        size = (struct winsize){.ws_row = size_from("LINES", tigetnum("lines"), DEFAULT_LINES),
                                .ws_col = size_from("COLUMNS", tigetnum("cols"), DEFAULT_COLS)};
    *lines = size.ws_row < SCREEN_MOST_LINES ? size.ws_row : SCREEN_MOST_LINES;
    *cols = size.ws_col < SCREEN_MOST_COLS ? size.ws_col : SCREEN_MOST_COLS;
}

void term_draw(struct term *term, const struct frame *frame, bool anew)
{
    canvas_draw(&term->canvas, frame, anew);
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
    *event = decoded.kind == DECODED_KEY     ? TERM_KEY
             : decoded.kind == DECODED_PASTE ? TERM_PASTE
                                             : TERM_POINTER;
    return *event != TERM_POINTER ||
           (pointer->line < term->canvas.shown.lines && pointer->col < term->canvas.shown.cols);
}

/* Waits for input, and returns the result of ppoll(). */
static int wait_for_input(const struct term *term, int milliseconds)
{
    struct pollfd input = {STDIN_FILENO, POLLIN, 0};
    int patience = input_patience(&term->input, milliseconds);
    struct timespec time = {patience / 1000, patience % 1000 * 1000000L};

    return ppoll(&input, 1, patience < 0 ? NULL : &time, &term->wait_mask);
}

enum term_event term_wait(struct term *term, int milliseconds, reader_key *key,
                          struct pointer *pointer)
{
    int64_t until_ms = clock_monotonic_ms() + milliseconds;
    bool silent = false, waited = false;

    for (;;) {
        int64_t left = until_ms - clock_monotonic_ms();
        enum term_event event;
        int ready;

        if (signals_ended())
            return TERM_SIGNAL;
        if (signals_take_user())
            return TERM_USER;
        if (is_resized(term))
            return TERM_RESIZE;
        if (take_input(term, silent, &event, key, pointer))
            return event;
        silent = false;
        if (input_has_more(&term->input))
            continue;
        if (milliseconds >= 0 && left <= 0 && waited)
            return TERM_IDLE;
        ready = wait_for_input(term, milliseconds < 0 ? -1 : left > 0 ? (int)left : 0);
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready < 0 || (ready > 0 && !input_read(&term->input)))
            return TERM_END;
        silent = ready == 0;
        waited = true;
    }
}

struct str term_pasted(const struct term *term)
{
    return term->pasted;
}

void term_suspend(struct term *term)
{
    if (term->kiosk)
        return;
    leave_screen(term);
    raise(SIGTSTP);
    init_screen(term);
    guard_screen(term);
    clearok(curscr, TRUE);
    frame_free(&term->canvas.shown);
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
    leave_screen(term);
    free_term(term);
}

void term_abandon(struct term *term)
{
    if (term)
        free_term(term);
}

void term_note_modes(void)
{
    modes_are_noted = tcgetattr(STDIN_FILENO, &noted_modes) == 0;
}
