/* A minimal curses pager to compare kanbao with: pager FILE; j and k scroll, q quits. */

#include <curses.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct lines {
    char **items;
    int count;
};

static struct lines read_lines(const char *path)
{
    struct lines lines = {0};
    char *line = NULL;
    size_t cap = 0;
    FILE *file = fopen(path, "r");
    if (!file) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    while (getline(&line, &cap, file) > 0) {
        line[strcspn(line, "\n")] = 0;
        lines.items = realloc(lines.items, (size_t)(lines.count + 1) * sizeof *lines.items);
        if (!lines.items || !(lines.items[lines.count++] = strdup(line)))
            exit(EXIT_FAILURE);
    }
    free(line);
    fclose(file);
    return lines;
}

static void show_line(WINDOW *pane, const struct lines *lines, int line, int row)
{
    if (line >= 0 && line < lines->count)
        mvwaddnstr(pane, row, 0, lines->items[line], (int)strlen(lines->items[line]));
}

static void scroll_by(WINDOW *pane, const struct lines *lines, int *top, int by)
{
    int line = by > 0 ? *top + LINES : *top - 1;
    if (line < 0 || line >= lines->count)
        return;
    *top += by;
    wscrl(pane, by);
    show_line(pane, lines, line, by > 0 ? LINES - 1 : 0);
}

static void run(WINDOW *pane, const struct lines *lines)
{
    int top = 0;
    idlok(pane, TRUE);
    scrollok(pane, TRUE);
    keypad(pane, TRUE);
    for (int row = 0; row < LINES; row++)
        show_line(pane, lines, row, row);
    wrefresh(pane);
    for (int key; (key = wgetch(pane)) != 'q' && key != ERR;) {
        if (key == 'j' || key == 'k')
            scroll_by(pane, lines, &top, key == 'j' ? 1 : -1);
        wrefresh(pane);
    }
}

int main(int argc, char **argv)
{
    if (argc != 2 && argc != 3) {
        fputs("usage: pager FILE [COLUMN]\n", stderr);
        return 2;
    }
    int column = argc == 3 ? atoi(argv[2]) : 0;
    setlocale(LC_ALL, "");
    struct lines lines = read_lines(argv[1]);
    initscr();
    raw();
    noecho();
    curs_set(0);
    for (int row = 0; column && row < LINES; row++)
        mvprintw(row, 0, "%d", row);
    wnoutrefresh(stdscr);
    run(column ? newwin(LINES, COLS - column, 0, column) : stdscr, &lines);
    endwin();
    return 0;
}
