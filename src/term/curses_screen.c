#include "curses_screen.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <termios.h>
#include <unistd.h>

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

SCREEN *screen_start(const char *name)
{
    SCREEN *screen = NULL;

    /* curses would make windows of whatever size the terminal or the environment says: term_draw()
     * tells it the size. */
    use_env(FALSE);
    if (open_output()) {
        screen_cut();
        screen = newterm(name, output, stdin);
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
     * dozens of writes. The first refresh() resumes. */
    endwin();
    return screen;
}

void screen_take(bool inherited)
{
    if (inherited)
        refresh(); /* resumes, to nowhere, instead of switching to the other screen again */
    dup3(STDOUT_FILENO, output_fd, O_CLOEXEC);
    def_shell_mode(); /* which newterm() could not read */
    clearok(curscr, TRUE);
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
