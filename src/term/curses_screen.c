#include "curses_screen.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

SCREEN *screen_take(const char *name)
{
    SCREEN *screen = newterm(name, stdout, stdin);

    /* Before its first endwin(), ncurses flushes after every cursor movement, so a frame would take
     * dozens of writes. The first refresh() resumes. */
    if (screen)
        endwin();
    return screen;
}

/* curses' output, if not standard output. */
static FILE *output;

static void close_output(void)
{
    if (output)
        fclose(output);
    output = NULL;
}

/* Lets curses write its start sequences, which switch to the other screen and back, into a pipe
 * that nobody reads, and only then gives the descriptor to the terminal. */
SCREEN *screen_inherit(const char *name)
{
    SCREEN *screen = NULL;
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) != 0)
        return NULL;
    output = fdopen(ends[1], "w");
    if (output)
        screen = newterm(name, output, stdin);
    else
        close(ends[1]);
    if (screen) {
        endwin();
        refresh();
        dup3(STDOUT_FILENO, ends[1], O_CLOEXEC);
        /* newterm() could not read the modes from a pipe. */
        def_prog_mode();
        def_shell_mode();
        clearok(curscr, TRUE);
    } else {
        close_output();
    }
    close(ends[0]);
    return screen;
}

void screen_free(SCREEN *screen)
{
    delscreen(screen);
    close_output();
}
