#include "canvas.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "curses_screen.h"
#include "hyperlink.h"

#include <stdlib.h>
#include <string.h>

/* Returns whether a cell begins at this column in both the new and the shown frame. */
static bool both_begin(const struct canvas *canvas, const struct frame *frame, int line, int col)
{
    return frame_cell(frame, line, col)->cols && frame_cell(&canvas->shown, line, col)->cols;
}

static bool same_line(const struct frame *a, int a_line, const struct frame *b, int b_line)
{
    return memcmp(frame_cell(a, a_line, 0), frame_cell(b, b_line, 0),
                  (size_t)a->cols * sizeof(struct cell)) == 0;
}

/* Draws the part of a line that differs, in whole cells, because a narrow cell written over half of
 * a wide one would shift the rest. Returns false if nothing differs. */
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

/* Returns by how many lines the content between the first and the last line has moved up (down if
 * negative); 0 if it has not simply moved. */
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

/* Scrolls the lines that only moved, so that they need not be written. Returns whether there were
 * any. */
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

/* Adopts a new size, after which everything is drawn again. */
static void take_size(struct canvas *canvas, const struct frame *frame)
{
    resizeterm(frame->lines, frame->cols);
    canvas->row = mem_resize(canvas->row, (size_t)frame->cols + 1, sizeof(*canvas->row));
    frame_reset(&canvas->shown, frame->cols, frame->lines, frame->ambiguous_wide);
    clear();
}

/* Writes the links of the lines [first, end), which curses has just drawn, and removes links that
 * are gone. */
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

/* Passes the differences to curses, which may change only the lines [*first, *end) of the screen.
 */
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
    /* If more than one line differs, curses may decide to move other lines, too. */
    if (scrolled || *end - *first > 1) {
        *first = 0;
        *end = frame->lines;
    }
}

/* Sets the terminal's default background (OSC 11), or resets it for a theme that has none. */
static void set_ground(const struct colours *colours)
{
    struct buffer sequence = {0};
    int rgb = colours->ground_rgb;

    if (rgb >= 0)
        buffer_addf(&sequence, "\033]11;rgb:%02x/%02x/%02x\033\\", (unsigned)rgb >> 16,
                    (unsigned)rgb >> 8 & 0xFF, (unsigned)rgb & 0xFF);
    else
        buffer_add_text(&sequence, "\033]111\033\\");
    screen_write(buffer_str(&sequence));
    buffer_free(&sequence);
}

void canvas_draw(struct canvas *canvas, const struct frame *frame, bool anew)
{
    bool linked = frame->linked || canvas->shown.linked;
    int first, end;

    if (frame->theme != canvas->colours.theme) {
        colours_set_theme(&canvas->colours, frame->theme);
        frame_free(&canvas->shown); /* draw everything again */
        if (canvas->own_ground)
            set_ground(&canvas->colours);
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
    /* Only after refresh() has switched to the alternate screen: terminals save the cursor's
     * visibility at that point, to restore it later. */
    curs_set(frame->cursor_line >= 0);
}

void canvas_free(struct canvas *canvas)
{
    frame_free(&canvas->shown);
    free(canvas->row);
}
