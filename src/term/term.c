#include "term/term.h"

#include "base/alloc.h"
#include "base/i18n.h"
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
#include <unistd.h>
#include <wchar.h>

/* The signals that the loop hears of. */
enum { CAUGHT_COUNT = 5 };
static const int CAUGHT[CAUGHT_COUNT] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};

struct term {
    SCREEN *screen;
    attr_t attrs[ROLE_COUNT];     /* of the roles, without their colours */
    short pairs[ROLE_COUNT];      /* and those; 0: the terminal's own */
    struct paint own[ROLE_COUNT]; /* of THEME_OWN */
    bool own_given;
    enum theme theme;
    bool mono;
    struct frame shown;  /* what is on the screen */
    cchar_t *row;        /* a line of cells for curses */
    bool links;          /* the terminal takes hyperlinks */
    unsigned generation; /* of the links that are shown */
    bool has_more;       /* curses may have read keys that poll() knows nothing of */
    bool mouse;
    bool has_typed;     /* some of what was given back to curses may be left */
    sigset_t wait_mask; /* the signals as they are outside of ppoll() */
};

/* What the handler leaves for the loop. */
static volatile sig_atomic_t got_end, got_winch;

/* Whose screen to restore should the program exit() from within. */
static struct term *open_term;

static void on_signal(int number)
{
    if (number == SIGWINCH)
        got_winch = 1;
    else
        got_end = 1;
}

/* The signals are blocked but for the time of ppoll(), so none slips in between a look and a wait.
 */
static void catch_signals(struct term *term)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigset_t mask;

    sigemptyset(&action.sa_mask);
    sigemptyset(&mask);
    for (int i = 0; i < CAUGHT_COUNT; i++) {
        sigaction(CAUGHT[i], &action, NULL);
        sigaddset(&mask, CAUGHT[i]);
    }
    sigprocmask(SIG_BLOCK, &mask, &term->wait_mask);
}

/* Gives the terminal back, for good or for a while. */
static void leave_screen(const struct term *term)
{
    if (term->mouse)
        input_report_mouse(false);
    endwin();
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
static void take_theme(struct term *term, enum theme theme)
{
    const struct paint *paints = term->mono                              ? theme_paints(THEME_MONO)
                                 : theme == THEME_OWN && term->own_given ? term->own
                                                                         : theme_paints(theme);

    term->theme = theme;
    for (int role = 0; role < ROLE_COUNT; role++) {
        int foreground = ink_number(paints[role].foreground);
        int background = ink_number(paints[role].background);

        term->attrs[role] = paints[role].attrs;
        term->pairs[role] = 0;
        if (foreground >= 0 || background >= 0) {
            term->pairs[role] = (short)(role + 1);
            init_extended_pair(term->pairs[role], foreground, background);
        }
    }
    bkgdset(' ' | (chtype)COLOR_PAIR(term->pairs[ROLE_TEXT]));
}

static void init_colours(struct term *term, bool mono)
{
    term->mono = mono || !has_colors();
    if (!term->mono) {
        start_color();
        use_default_colors();
    }
    take_theme(term, THEME_DEFAULT);
}

static void init_screen(const struct term *term)
{
    set_term(term->screen);
    raw();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    idlok(stdscr, TRUE);
    if (term->mouse)
        input_report_mouse(true);
    typeahead(-1); /* a look for keys every few lines costs more than the drawing */
}

/* Curses gives first what was given back to it last. */
static void give_back(struct term *term, struct str typed)
{
    for (size_t i = typed.bytes; i-- > 0;)
        ungetch((unsigned char)typed.p[i]);
    term->has_typed = typed.bytes > 0;
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
    term->own_given = options.own != NULL;
    if (options.own)
        memcpy(term->own, options.own, sizeof(term->own));
    set_escdelay(25);
    term->screen = newterm(NULL, stdout, stdin);
    if (!term->screen && name && is_like_xterm(name))
        term->screen = newterm("xterm-256color", stdout, stdin);
    if (!term->screen || !tigetstr("cup")) {
        if (term->screen) {
            endwin();
            delscreen(term->screen);
        }
        buffer_addf(message,
                    _("不认识终端“%s”，或它不能移动光标；请设置 TERM，或用 --dump 输出文本"), name);
        free(term);
        return NULL;
    }
    if (!open_term)
        atexit(restore_at_exit);
    open_term = term;
    /* Until it has been suspended once, ncurses flushes after every move of the cursor: a frame
     * would go out in dozens of writes. The first refresh resumes. */
    endwin();
    init_screen(term);
    give_back(term, options.typed);
    init_colours(term, options.mono);
    catch_signals(term);
    term->links =
        hyperlink_can_draw() && (options.links == TERM_LINKS_ON ||
                                 (options.links == TERM_LINKS_AUTO && hyperlink_taken_by(name)));
    term->has_more = true;
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

static cchar_t to_curses(const struct term *term, const struct cell *cell)
{
    attr_t attrs = term->attrs[cell->style.role];
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
    setcchar(&out, text, attrs, term->pairs[cell->style.role], NULL);
    return out;
}

/* Does a cell begin at this column of the line, before and after? */
static bool both_begin(const struct term *term, const struct frame *frame, int line, int col)
{
    return frame_cell(frame, line, col)->cols && frame_cell(&term->shown, line, col)->cols;
}

static bool same_line(const struct frame *a, int a_line, const struct frame *b, int b_line)
{
    return memcmp(frame_cell(a, a_line, 0), frame_cell(b, b_line, 0),
                  (size_t)a->cols * sizeof(struct cell)) == 0;
}

/* What differs of a line, in whole cells: writing a narrow cell over half of a wide one would shift
 * the rest. False where nothing does. */
static bool draw_line(struct term *term, const struct frame *frame, int line)
{
    const size_t cell_bytes = sizeof(struct cell);
    int start = 0, end = frame->cols, count = 0;

    if (same_line(frame, line, &term->shown, line))
        return false;
    while (start < end && memcmp(frame_cell(frame, line, start),
                                 frame_cell(&term->shown, line, start), cell_bytes) == 0)
        start++;
    while (end > start && memcmp(frame_cell(frame, line, end - 1),
                                 frame_cell(&term->shown, line, end - 1), cell_bytes) == 0)
        end--;
    while (!both_begin(term, frame, line, start))
        start--;
    while (end < frame->cols && !both_begin(term, frame, line, end))
        end++;
    for (int col = start; col < end; col++)
        if (frame_cell(frame, line, col)->cols)
            term->row[count++] = to_curses(term, frame_cell(frame, line, col));
    mvadd_wchnstr(line, start, term->row, count);
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
static bool scroll_shown(struct term *term, const struct frame *frame)
{
    int by = find_scroll(&term->shown, frame), last = frame->lines - 2, count = last - abs(by);
    size_t line_cells = (size_t)frame->cols;

    if (!by)
        return false;
    setscrreg(1, last);
    scrollok(stdscr, TRUE);
    scrl(by);
    scrollok(stdscr, FALSE);
    memmove(frame_cell(&term->shown, by > 0 ? 1 : 1 - by, 0),
            frame_cell(&term->shown, by > 0 ? 1 + by : 1, 0),
            (size_t)count * line_cells * sizeof(struct cell));
    for (int i = 0; i < abs(by); i++)
        frame_fill(&term->shown, by > 0 ? last - i : 1 + i, 0, frame->cols,
                   (struct style){ROLE_TEXT, 0});
    return true;
}

/* After a change of size, all is drawn anew. */
static void take_size(struct term *term, const struct frame *frame)
{
    resizeterm(frame->lines, frame->cols);
    term->row = mem_resize(term->row, (size_t)frame->cols + 1, sizeof(*term->row));
    frame_reset(&term->shown, frame->cols, frame->lines, frame->ambiguous_wide);
    clear();
}

/* Puts links on lines [first, end), which curses has just drawn, and takes off those that are no
 * more. */
static void draw_links(struct term *term, const struct frame *frame, int first, int end)
{
    struct hyperlink_output out = {0};

    for (int line = first; line < end; line++) {
        for (int col = 0; col < frame->cols; col++)
            term->row[col] = to_curses(term, frame_cell(frame, line, col));
        hyperlink_add_line(&out, frame, line, term->row);
    }
    if (out.bytes.bytes)
        hyperlink_write(&out);
}

/* Gives curses what differs; the lines [*first, *end) are all that it may change on the screen. */
static void give_lines(struct term *term, const struct frame *frame, int *first, int *end)
{
    bool scrolled = false;

    *first = *end = 0;
    if (frame->cols != term->shown.cols || frame->lines != term->shown.lines)
        take_size(term, frame);
    else if (frame->lines > 2 && !same_line(frame, 1, &term->shown, 1))
        scrolled = scroll_shown(term, frame);
    for (int line = 0; line < frame->lines; line++) {
        if (!draw_line(term, frame, line))
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

void term_draw(struct term *term, const struct frame *frame, bool anew)
{
    bool linked = frame->linked || term->shown.linked;
    int first, end;

    if (frame->theme != term->theme) {
        take_theme(term, frame->theme);
        frame_free(&term->shown); /* so that all is drawn anew */
    }
    give_lines(term, frame, &first, &end);
    memcpy(term->shown.cells, frame->cells,
           (size_t)frame->cols * (size_t)frame->lines * sizeof(struct cell));
    term->shown.linked = frame->linked;
    if (frame->cursor_line >= 0)
        move(frame->cursor_line, frame->cursor_col);
    else
        move(frame->lines - 1, 0);
    if (anew)
        clearok(stdscr, TRUE);
    refresh();
    if (anew || term->generation != frame->urls.generation) {
        first = 0;
        end = frame->lines;
    }
    term->generation = frame->urls.generation;
    if (term->links && linked)
        draw_links(term, frame, first, end);
    /* Not before the refresh that switches to the alternate screen: terminals keep the cursor as it
     * was then, to give it back so. */
    curs_set(frame->cursor_line >= 0);
}

/* Readable, and still nothing to read: that is the end of the input. */
static bool at_end(void)
{
    int bytes = 0;

    return ioctl(STDIN_FILENO, FIONREAD, &bytes) != 0 || bytes == 0;
}

enum term_event term_wait(struct term *term, int milliseconds, reader_key *key,
                          struct pointer *pointer)
{
    struct pollfd input = {STDIN_FILENO, POLLIN, 0};
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    bool readable = false;

    for (;;) {
        int ready;

        if (got_end)
            return TERM_SIGNAL;
        if (got_winch) {
            got_winch = 0;
            return TERM_RESIZE;
        }
        if (readable || term->has_more) {
            enum input read = input_read(key, pointer, readable, &term->has_more);

            term->has_typed = term->has_typed && read != INPUT_NONE;
            term->has_more = term->has_more || term->has_typed;
            if (read == INPUT_KEY)
                return TERM_KEY;
            if (read == INPUT_POINTER)
                return TERM_POINTER;
            if (read == INPUT_NONE && readable && at_end())
                return TERM_END;
            readable = false;
            if (read == INPUT_NO_KEY) {
                term->has_more = true;
                continue;
            }
        }
        ready = ppoll(&input, 1, milliseconds < 0 ? NULL : &time, &term->wait_mask);
        if (ready < 0 && errno != EINTR)
            return TERM_END;
        if (ready == 0)
            return TERM_IDLE;
        readable = ready > 0;
    }
}

void term_suspend(struct term *term)
{
    leave_screen(term);
    raise(SIGTSTP);
    init_screen(term);
    clearok(curscr, TRUE);
    frame_free(&term->shown);
}

void term_close(struct term *term)
{
    if (!term)
        return;
    leave_screen(term);
    open_term = NULL;
    delscreen(term->screen);
    frame_free(&term->shown);
    free(term->row);
    free(term);
}
