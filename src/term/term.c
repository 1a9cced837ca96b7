#include "term/term.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "curses_screen.h"
#include "hyperlink.h"
#include "term/input.h"
#include "term/theme.h"
#include "term/wcwidth.h"

#include <errno.h>
#include <ncurses.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

/* What is done about a signal. */
enum care { CAUGHT, CAUGHT_IN_KIOSK, IGNORED_IN_KIOSK, CAUGHT_BUT_IN_KIOSK };

static const struct {
    int number;
    enum care care;
} SIGNALS[] = {
    {SIGHUP, CAUGHT},
    {SIGTERM, CAUGHT},
    {SIGWINCH, CAUGHT},
    {SIGINT, CAUGHT_BUT_IN_KIOSK},
    {SIGQUIT, CAUGHT_BUT_IN_KIOSK},
    {SIGUSR1, CAUGHT_IN_KIOSK},
    {SIGUSR2, IGNORED_IN_KIOSK},
    {SIGTSTP, IGNORED_IN_KIOSK},
    {SIGTTIN, IGNORED_IN_KIOSK},
    {SIGTTOU, IGNORED_IN_KIOSK},
};

/* The theme in force, as curses has it. */
struct colours {
    attr_t attrs[ROLE_COUNT];     /* each role's attributes, without its colours */
    short pairs[ROLE_COUNT];      /* each role's colour pair; 0: the terminal's own */
    bool plain[ROLE_COUNT];       /* the role cannot be bold */
    struct paint own[ROLE_COUNT]; /* of THEME_OWN */
    bool own_given;
    enum theme theme;
    bool mono;
};

/* The frame on the screen, and the means to show the next. */
struct canvas {
    struct colours colours;
    struct frame shown;  /* no cells: the next frame is drawn whole */
    cchar_t *row;        /* a line of cells for curses */
    bool links;          /* the terminal takes hyperlinks */
    unsigned generation; /* of the links that are shown */
};

struct term {
    SCREEN *screen;
    struct canvas canvas;
    struct input input;
    struct str pasted;
    bool mouse;
    bool kiosk;
    sigset_t wait_mask; /* the signals that are blocked during ppoll() */
};

/* What the handler leaves for the loop. */
static volatile sig_atomic_t got_end, got_winch, got_user;

/* What term_note_modes() noted. */
static struct termios noted_modes;
static bool modes_are_noted;

/* Whose screen to restore should the program exit() from within. */
static struct term *open_term;

static void on_signal(int number)
{
    if (number == SIGWINCH)
        got_winch = 1;
    else if (number == SIGUSR1)
        got_user = 1;
    else
        got_end = 1;
}

/* The signals are blocked but for the time of ppoll(), so none slips in between a look and a wait.
 */
static void signals_catch(bool kiosk, sigset_t *wait_mask)
{
    sigset_t caught;

    sigemptyset(&caught);
    sigprocmask(SIG_BLOCK, NULL, wait_mask);
    for (size_t i = 0; i < sizeof(SIGNALS) / sizeof(*SIGNALS); i++) {
        enum care care = SIGNALS[i].care;
        bool ignored = kiosk && care != CAUGHT && care != CAUGHT_IN_KIOSK;
        struct sigaction action = {.sa_handler = ignored ? SIG_IGN : on_signal};

        if (!kiosk && (care == CAUGHT_IN_KIOSK || care == IGNORED_IN_KIOSK))
            continue;
        sigemptyset(&action.sa_mask);
        sigaction(SIGNALS[i].number, &action, NULL);
        if (!ignored) {
            sigaddset(&caught, SIGNALS[i].number);
            sigdelset(wait_mask, SIGNALS[i].number);
        }
    }
    sigprocmask(SIG_BLOCK, &caught, NULL);
}

static bool signals_ended(void)
{
    return got_end;
}

/* Returns whether a signal came since the last call. */
static bool take_signal(volatile sig_atomic_t *got)
{
    bool came = *got;

    if (came)
        *got = 0;
    return came;
}

static bool signals_take_user(void)
{
    return take_signal(&got_user);
}

static bool signals_take_resize(void)
{
    return take_signal(&got_winch);
}

/* Gives the terminal back, for good or for a while. */
static void leave_screen(const struct term *term)
{
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

/* Why this terminal will not do; NULL where it may. */
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

/* Terminals that are like xterm, and whose own description is often not where one has logged in. */
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

/* Some terminals have no palette, but every colour as its red, green and blue; the first eight
 * numbers are those of the eight all the same. */
static int ink_number(struct ink ink)
{
    if (ink.of_8 < 0 || COLORS < 256)
        return ink.of_8;
    if (COLORS > 256 && tigetflag("RGB") > 0) {
        int rgb = ink.rgb >= 0 || ink.of_256 < 8 ? ink.rgb : theme_ink_of_256(ink.of_256).rgb;

        return rgb < 8 ? ink.of_8 : rgb; /* nearly black is black */
    }
    return ink.of_256;
}

/* Without colours every theme is black on white, or the other way round. */
static void colours_set_theme(struct colours *colours, enum theme theme)
{
    const struct paint *paints = colours->mono ? theme_paints(THEME_MONO)
                                 : theme == THEME_OWN && colours->own_given ? colours->own
                                                                            : theme_paints(theme);

    colours->theme = theme;
    for (int role = 0; role < ROLE_COUNT; role++) {
        int foreground = ink_number(paints[role].foreground);
        int background = ink_number(paints[role].background);

        colours->attrs[role] = paints[role].attrs;
        /* With few colours bold means bright, and black becomes grey. */
        colours->plain[role] = COLORS < 16 && foreground == COLOR_BLACK;
        colours->pairs[role] = 0;
        if (foreground >= 0 || background >= 0) {
            colours->pairs[role] = (short)(role + 1);
            init_extended_pair(colours->pairs[role], foreground, background);
        }
    }
    bkgdset(' ' | (chtype)COLOR_PAIR(colours->pairs[ROLE_TEXT]));
}

static void colours_start(struct colours *colours, const struct paint *own, bool mono)
{
    colours->own_given = own != NULL;
    if (own)
        memcpy(colours->own, own, sizeof(colours->own));
    colours->mono = mono || !has_colors();
    if (!colours->mono) {
        start_color();
        use_default_colors();
    }
    colours_set_theme(colours, THEME_DEFAULT);
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
    typeahead(-1); /* a look for keys every few lines costs more than the drawing */
}

/* Has curses begin, under the name of TERM or, where that is not known, one that is like it. NULL
 * where curses can do nothing with it. */
static SCREEN *take_screen(const char *name, bool inherited)
{
    SCREEN *(*take)(const char *) = inherited ? screen_inherit : screen_take;
    SCREEN *screen = take(NULL);

    if (!screen && name && is_like_xterm(name))
        screen = take("xterm-256color");
    if (screen && !tigetstr("cup")) {
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
        hyperlink_can_draw() && (options.links == TERM_LINKS_ON ||
                                 (options.links == TERM_LINKS_AUTO && hyperlink_taken_by(name)));
    return term;
}

bool term_draws_lines(const struct term *term)
{
    const char *characters;

    set_term(term->screen);
    characters = tigetstr("acsc");
    return characters && characters != (const char *)-1;
}

void term_size(const struct term *term, int *cols, int *lines)
{
    struct winsize size;

    (void)term;
    getmaxyx(stdscr, *lines, *cols);
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col) {
        *lines = size.ws_row;
        *cols = size.ws_col;
    }
}

static cchar_t colours_cell(const struct colours *colours, const struct cell *cell)
{
    attr_t attrs = colours->attrs[cell->style.role];
    wchar_t text[CELL_CODE_POINTS + 1] = {0};
    cchar_t out;

    for (int i = 0; i < CELL_CODE_POINTS; i++)
        text[i] = (wchar_t)cell->cps[i];
    if (cell->style.attrs & CELL_BOLD)
        attrs |= A_BOLD;
    if (cell->style.attrs & CELL_UNDERLINE)
        attrs |= A_UNDERLINE;
    if (cell->style.attrs & CELL_STRIKE)
        attrs |= A_DIM;
    if (colours->plain[cell->style.role])
        attrs &= ~A_BOLD;
    setcchar(&out, text, attrs, colours->pairs[cell->style.role], NULL);
    return out;
}

/* Does a cell begin at this column of the line, before and after? */
static bool both_begin(const struct canvas *canvas, const struct frame *frame, int line, int col)
{
    return frame_cell(frame, line, col)->cols && frame_cell(&canvas->shown, line, col)->cols;
}

static bool same_line(const struct frame *a, int a_line, const struct frame *b, int b_line)
{
    return memcmp(frame_cell(a, a_line, 0), frame_cell(b, b_line, 0),
                  (size_t)a->cols * sizeof(struct cell)) == 0;
}

/* What differs of a line, in whole cells: writing a narrow cell over half of a wide one would shift
 * the rest. False where nothing does. */
static bool draw_line(struct canvas *canvas, const struct frame *frame, int line)
{
    const size_t cell_bytes = sizeof(struct cell);
    int start = 0, end = frame->cols, count = 0;

    if (same_line(frame, line, &canvas->shown, line))
        return false;
    while (start < end && memcmp(frame_cell(frame, line, start),
                                 frame_cell(&canvas->shown, line, start), cell_bytes) == 0)
        start++;
    while (end > start && memcmp(frame_cell(frame, line, end - 1),
                                 frame_cell(&canvas->shown, line, end - 1), cell_bytes) == 0)
        end--;
    while (!both_begin(canvas, frame, line, start))
        start--;
    while (end < frame->cols && !both_begin(canvas, frame, line, end))
        end++;
    for (int col = start; col < end; col++)
        if (frame_cell(frame, line, col)->cols)
            canvas->row[count++] = colours_cell(&canvas->colours, frame_cell(frame, line, col));
    mvadd_wchnstr(line, start, canvas->row, count);
    return true;
}

/* How many lines what stands between the first and the last line has moved up (down, where
 * negative); 0 where it was not simply moved. */
static int find_scroll(const struct frame *shown, const struct frame *frame)
{
    int first = 1, last = frame->lines - 2;

    for (int by = 1; by < (last - first) / 2; by++) {
        bool up = true, down = true;

        for (int line = first; (up || down) && line + by <= last; line++) {
            up = up && same_line(frame, line, shown, line + by);
            down = down && same_line(frame, line + by, shown, line);
        }
        if (up || down)
            return up ? by : -by;
    }
    return 0;
}

/* Moves the lines that only moved, so that they need not be written. True where there were some. */
static bool scroll_shown(struct canvas *canvas, const struct frame *frame)
{
    int by = find_scroll(&canvas->shown, frame), last = frame->lines - 2, count = last - abs(by);
    size_t line_cells = (size_t)frame->cols;

    if (!by)
        return false;
    setscrreg(1, last);
    scrollok(stdscr, TRUE);
    scrl(by);
    scrollok(stdscr, FALSE);
    memmove(frame_cell(&canvas->shown, by > 0 ? 1 : 1 - by, 0),
            frame_cell(&canvas->shown, by > 0 ? 1 + by : 1, 0),
            (size_t)count * line_cells * sizeof(struct cell));
    for (int i = 0; i < abs(by); i++)
        frame_fill(&canvas->shown, by > 0 ? last - i : 1 + i, 0, frame->cols,
                   (struct style){ROLE_TEXT, 0});
    return true;
}

/* After a change of size, all is drawn anew. */
static void take_size(struct canvas *canvas, const struct frame *frame)
{
    resizeterm(frame->lines, frame->cols);
    canvas->row = mem_resize(canvas->row, (size_t)frame->cols + 1, sizeof(*canvas->row));
    frame_reset(&canvas->shown, frame->cols, frame->lines, frame->ambiguous_wide);
    clear();
}

/* Puts links on lines [first, end), which curses has just drawn, and takes off those that are no
 * more. */
static void draw_links(struct canvas *canvas, const struct frame *frame, int first, int end)
{
    struct hyperlink_output out = {0};

    for (int line = first; line < end; line++) {
        for (int col = 0; col < frame->cols; col++)
            canvas->row[col] = colours_cell(&canvas->colours, frame_cell(frame, line, col));
        hyperlink_add_line(&out, frame, line, canvas->row);
    }
    if (out.bytes.bytes)
        hyperlink_write(&out);
}

/* Gives curses what differs; the lines [*first, *end) are all that it may change on the screen. */
static void give_lines(struct canvas *canvas, const struct frame *frame, int *first, int *end)
{
    bool scrolled = false;

    *first = *end = 0;
    if (frame->cols != canvas->shown.cols || frame->lines != canvas->shown.lines)
        take_size(canvas, frame);
    else if (frame->lines > 2 && !same_line(frame, 1, &canvas->shown, 1))
        scrolled = scroll_shown(canvas, frame);
    for (int line = 0; line < frame->lines; line++) {
        if (!draw_line(canvas, frame, line))
            continue;
        if (!*end)
            *first = line;
        *end = line + 1;
    }
    /* Where more than one line differs, curses may find that others can be moved. */
    if (scrolled || *end - *first > 1) {
        *first = 0;
        *end = frame->lines;
    }
}

static void canvas_draw(struct canvas *canvas, const struct frame *frame, bool anew)
{
    bool linked = frame->linked || canvas->shown.linked;
    int first, end;

    if (frame->theme != canvas->colours.theme) {
        colours_set_theme(&canvas->colours, frame->theme);
        frame_free(&canvas->shown); /* so that all is drawn anew */
    }
    give_lines(canvas, frame, &first, &end);
    memcpy(canvas->shown.cells, frame->cells,
           (size_t)frame->cols * (size_t)frame->lines * sizeof(struct cell));
    canvas->shown.linked = frame->linked;
    if (frame->cursor_line >= 0)
        move(frame->cursor_line, frame->cursor_col);
    else
        move(frame->lines - 1, 0);
    if (anew)
        clearok(stdscr, TRUE);
    refresh();
    if (anew || canvas->generation != frame->urls.generation) {
        first = 0;
        end = frame->lines;
    }
    canvas->generation = frame->urls.generation;
    if (canvas->links && linked)
        draw_links(canvas, frame, first, end);
    /* Not before the refresh that switches to the alternate screen: terminals keep the cursor as it
     * was then, to give it back so. */
    curs_set(frame->cursor_line >= 0);
}

static void canvas_free(struct canvas *canvas)
{
    frame_free(&canvas->shown);
    free(canvas->row);
}

void term_draw(struct term *term, const struct frame *frame, bool anew)
{
    canvas_draw(&term->canvas, frame, anew);
}

/* Is the screen of another size than what is shown? The signal that tells so can be missed: a
 * terminal may resize a program that is only just starting. */
static bool is_resized(struct term *term)
{
    int cols, lines;

    if (signals_take_resize()) {
        frame_free(&term->canvas.shown); /* what a terminal cut off and gave room again is gone */
        return true;
    }
    term_size(term, &cols, &lines);
    return term->canvas.shown.cells &&
           (cols != term->canvas.shown.cols || lines != term->canvas.shown.lines);
}

/* What was read, as an event; false where it is none. */
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

/* What ppoll() returns for the input. */
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
