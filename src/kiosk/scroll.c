#include "commands.h"

/* Scrolling of the rows. The line at the top of the screen is always the first line of a row. */

/* Returns the first line of the first row that begins at a line of the page or below it; the
 * page's end if none does. */
static int start_from(const struct kiosk *kiosk, int line)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);

    for (size_t i = 0; i < rows->count; i++)
        if (rows->items[i].rect.line >= line)
            return rows->items[i].rect.line;
    return kiosk->geometry.page_lines;
}

/* Returns the first line of the last row that begins at a line of the page or above it. */
static int start_to(const struct kiosk *kiosk, int line)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);
    int start = 0;

    for (size_t i = 0; i < rows->count && rows->items[i].rect.line <= line; i++)
        start = rows->items[i].rect.line;
    return start;
}

/* Returns the top with which the rest of the page just fits on the screen. */
static int last_top(const struct kiosk *kiosk)
{
    int spare = kiosk->geometry.page_lines - kiosk->geometry.rows.lines;

    return spare > 0 ? start_from(kiosk, spare) : 0;
}

static void set_top(struct kiosk *kiosk, int top)
{
    int last = last_top(kiosk);

    kiosk->scrolled_lines[kiosk->screen] = top < 0 ? 0 : top > last ? last : top;
}

/* Scrolls to a line of the page, and notes the row there, which stays at the top whatever the size
 * of the screen. */
static void choose_top(struct kiosk *kiosk, int top)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);
    size_t row = 0;

    set_top(kiosk, top);
    top = kiosk->scrolled_lines[kiosk->screen];
    while (row < rows->count && rows->items[row].rect.line < top)
        row++;
    kiosk->top_row[kiosk->screen] = row;
}

/* Returns the first line of the first row that is not whole on the screen with this top. */
static int next_top(const struct kiosk *kiosk, int top)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);

    for (size_t i = 0; i < rows->count; i++) {
        struct rect rect = rows->items[i].rect;

        if (rect.line + rect.lines > top + kiosk->geometry.rows.lines)
            return rect.line > top ? rect.line : start_from(kiosk, top + 1);
    }
    return kiosk->geometry.page_lines;
}

void kiosk_keep_in_view(struct kiosk *kiosk)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);
    size_t row = kiosk->top_row[kiosk->screen];
    struct rect rect;
    int top;

    if (!rows)
        return;
    row = row < rows->count ? row : rows->count - 1;
    set_top(kiosk, rows->count ? rows->items[row].rect.line : 0);
    top = kiosk->scrolled_lines[kiosk->screen];
    if (kiosk->focus.kind != TARGET_ENTRY)
        return;
    rect = rows->items[kiosk->focus.value].rect;
    if (rect.line < top)
        choose_top(kiosk, rect.line);
    else if (rect.line + rect.lines > top + kiosk->geometry.rows.lines)
        choose_top(kiosk, start_from(kiosk, rect.line + rect.lines - kiosk->geometry.rows.lines));
}

/* Moves a focus that is out of view to the first row in view: else kiosk_arrange() would scroll the
 * rows back. */
static void move_focus_into_view(struct kiosk *kiosk)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);

    if (kiosk->focus.kind != TARGET_ENTRY || kiosk_row_in_view(kiosk, kiosk->focus.value))
        return;
    for (size_t i = 0; i < rows->count; i++)
        if (kiosk_row_in_view(kiosk, i)) {
            kiosk->focus.value = i;
            return;
        }
}

static void scroll_to(struct kiosk *kiosk, int top)
{
    choose_top(kiosk, top);
    move_focus_into_view(kiosk);
}

void kiosk_scroll_rows(struct kiosk *kiosk, int lines)
{
    int top = kiosk->scrolled_lines[kiosk->screen] + lines;

    if (kiosk_rows(kiosk) && !kiosk->geometry.too_small)
        scroll_to(kiosk, lines < 0 ? start_to(kiosk, top) : start_from(kiosk, top));
}

/* Moves a focus on a row to the row that begins at a line of the page, if one does. */
static void move_focus_to(struct kiosk *kiosk, int line)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);

    for (size_t i = 0; kiosk->focus.kind == TARGET_ENTRY && i < rows->count; i++)
        if (rows->items[i].rect.line == line) {
            kiosk->focus.value = i;
            return;
        }
}

void kiosk_turn_rows(struct kiosk *kiosk, bool forward)
{
    int top = kiosk->scrolled_lines[kiosk->screen], next;

    if (!kiosk_rows(kiosk) || kiosk->geometry.too_small)
        return;
    next = forward ? next_top(kiosk, top) : start_from(kiosk, top - kiosk->geometry.rows.lines);
    scroll_to(kiosk, next);
    /* The last page may repeat rows of the one before: the focus shows where to go on. */
    if (forward)
        move_focus_to(kiosk, next);
}

int kiosk_row_screens(const struct kiosk *kiosk, int *seen)
{
    int top = kiosk->scrolled_lines[kiosk->screen], last = last_top(kiosk), screens = 1;

    *seen = 1;
    for (int at = 0; at < last; screens++) {
        at = next_top(kiosk, at);
        if (at <= top || (at > last && top == last))
            *seen = screens + 1;
    }
    return screens;
}
