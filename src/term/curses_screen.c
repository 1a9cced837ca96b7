#include "curses_screen.h"

#include "capability.h"
#include "description.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <term.h>

/* The output of curses: a descriptor of its own for standard output. */
static FILE *output;
static volatile sig_atomic_t output_fd = -1;

/* The reading end of a pipe, to which every write fails. */
static volatile sig_atomic_t nowhere_fd = -1;

static void close_output(void)
{
    output_fd = -1;
    if (output)
        fclose(output);
    output = NULL;
    if (nowhere_fd >= 0)
        close(nowhere_fd);
    nowhere_fd = -1;
}

static bool open_output(void)
{
    int ends[2], fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);

    output = fd >= 0 ? fdopen(fd, "w") : NULL;
    if (!output && fd >= 0)
        close(fd);
    if (!output || pipe2(ends, O_CLOEXEC) != 0)
        return false;
    close(ends[1]);
    nowhere_fd = ends[0];
    output_fd = fd;
    return true;
}

void screen_cut(void)
{
    int error = errno;

    if (output_fd >= 0)
        dup3(nowhere_fd, output_fd, O_CLOEXEC);
    errno = error;
}

/* Sets a variable of the environment, or removes it if the value is NULL. */
static void set_variable(const char *name, const char *value)
{
    if (value)
        setenv(name, value, 1);
    else
        unsetenv(name);
}

bool screen_size(int *col_count, int *line_count)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) < 0 || !size.ws_row || !size.ws_col)
        return false;
    *col_count = size.ws_col;
    *line_count = size.ws_row;
    return true;
}

/* Starts curses with windows of one long line. It collects output in a buffer of about three bytes
 * for each of their cells, and a frame that does not fit in is written in pieces. term_draw() tells
 * it the size of the screen. */
static SCREEN *start_with_room(const char *name)
{
    static const char *const SIZES[][2] = {{"LINES", "1"}, {"COLUMNS", "3500"}};
    enum { COUNT = sizeof(SIZES) / sizeof(*SIZES) };
    char *before[COUNT];
    SCREEN *screen;

    for (int i = 0; i < COUNT; i++) {
        const char *value = getenv(SIZES[i][0]);

        before[i] = value ? str_copy(str_of(value)) : NULL;
        set_variable(SIZES[i][0], SIZES[i][1]);
    }
    use_env(TRUE);
    screen = newterm(name, output, stdin);
    for (int i = 0; i < COUNT; i++) {
        set_variable(SIZES[i][0], before[i]);
        free(before[i]);
    }
    use_env(FALSE);
    if (screen)
        resizeterm(1, 1); /* else the windows would first grow to many such lines */
    return screen;
}

/* Starts curses. If the terminal does not know its size, that of its description is needed, for
 * which curses would put that of its windows. */
static SCREEN *start_sized(const char *name)
{
    int col_count, line_count;

    if (screen_size(&col_count, &line_count))
        return start_with_room(name);
    use_env(FALSE);
    return newterm(name, output, stdin);
}

SCREEN *screen_start(const char *name)
{
    SCREEN *screen = NULL;

    if (open_output()) {
        screen_cut();
        screen = start_sized(name);
    }
    if (!screen) {
        close_output();
        return NULL;
    }
    nonl();
    idlok(stdscr, TRUE);
    idcok(stdscr, FALSE); /* ncurses miscounts wide characters that it moves along a line */
    typeahead(-1);        /* polling for keys every few lines costs more than drawing */
    /* Before its first endwin(), ncurses flushes after every cursor movement, so a frame would take
     * dozens of writes. */
    endwin();
    return screen;
}

void screen_take(void)
{
    /* To nowhere: screen_add_enter() has what these write, so that the first frame is one write. */
    refresh();
    curs_set(0);
    dup3(STDOUT_FILENO, output_fd, O_CLOEXEC);
    def_shell_mode(); /* which newterm() could not read */
    clearok(curscr, TRUE);
}

void screen_add_enter(struct buffer *out, bool inherited, int line_count)
{
    const char *margins = capability("csr");

    if (!inherited) {
        description_add(out, "smcup");
        if (margins)
            buffer_add_text(out, tiparm(margins, 0, line_count - 1));
        description_add(out, "sgr0");
        description_add(out, "rmir");
    }
    /* Not before: terminals save the cursor's visibility as they switch, to restore it later. */
    description_add(out, "civis");
}

bool screen_make_raw(void)
{
    struct termios modes;
    tcflag_t output_modes;

    if (tcgetattr(STDOUT_FILENO, &modes) != 0)
        return false;
    output_modes = modes.c_oflag;
    cfmakeraw(&modes);
    modes.c_oflag = output_modes & ~(tcflag_t)ONLCR; /* as curses expects it */
    return tcsetattr(STDOUT_FILENO, TCSANOW, &modes) == 0 && def_prog_mode() != ERR;
}

void screen_write(struct str sequences)
{
    for (size_t at = 0; at < sequences.bytes;) {
        ssize_t written = write(output_fd, sequences.p + at, sequences.bytes - at);

        if (written < 0 && errno != EINTR && errno != EAGAIN)
            break;
        at += written > 0 ? (size_t)written : 0;
    }
}

void screen_free(SCREEN *screen)
{
    delscreen(screen);
    close_output();
}
