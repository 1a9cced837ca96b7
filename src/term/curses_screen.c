#include "curses_screen.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

SCREEN *screen_take(const char *name)
{
    SCREEN *screen = newterm(name, stdout, stdin);

    /* Until it has been suspended once, ncurses flushes after every move of the cursor: a frame
     * would go out in dozens of writes. The first refresh resumes. */
    if (screen)
        endwin();
    return screen;
}

/* What curses writes to where it is not standard output. */
static FILE *output;

static void close_output(void)
{
    if (output)
        fclose(output);
    output = NULL;
}

/* Curses begins as it does, with the other screen and back, on a pipe that nobody reads: its
 * descriptor is the terminal only afterwards. */
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
        /* The modes could not be read before. */
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
