#include "hyperlink.h"

#include "capability.h"
#include "curses_screen.h"
#include "text/utf8.h"

#include <string.h>

#include <term.h>

bool hyperlink_taken_by(const char *name)
{
    /* Consoles and older terminals that print sequences they do not know, and GNU screen, which
     * prints sequences that are too long for it. */
    static const char *const REFUSING[] = {
        "ansi",    "bterm", "cons", "cygwin", "dumb",   "eterm", "fbterm", "hurd",
        "jfbterm", "linux", "mach", "pcansi", "screen", "sun",   "teken",  "vt1",
        "vt2",     "vt3",   "vt4",  "vt5",    "wsvt",   "wy",
    };

    for (size_t i = 0; i < sizeof(REFUSING) / sizeof(*REFUSING); i++) {
        if (strncmp(name, REFUSING[i], strlen(REFUSING[i])) == 0)
            return false;
    }
    return true;
}

bool hyperlink_can_draw(void)
{
    return !has_colors() || (capability("setaf") && capability("setab") && capability("op"));
}

/* The buffer that take_byte() appends to: curses passes it nothing but the byte. */
static struct buffer *taker;

static int take_byte(int byte)
{
    buffer_add_char(taker, (char)byte);
    return byte;
}

static void add_capability(struct hyperlink_output *out, const char *name, int first, int second)
{
    taker = &out->bytes;
    tputs(tiparm(capability(name), first, second), 1, take_byte);
}

/* Changes attributes and colours. vid_puts() gets the attributes only, because it would write the
 * sequence that resets colours to curses' own output. */
static void set_ink(struct hyperlink_output *out, attr_t attrs, short pair)
{
    int foreground, background;

    if (attrs == out->attrs && pair == out->pair)
        return;
    if (out->pair)
        add_capability(out, "op", 0, 0);
    taker = &out->bytes;
    vid_puts(attrs, 0, NULL, take_byte);
    out->attrs = attrs;
    out->pair = pair;
    if (!pair)
        return;
    extended_pair_content(pair, &foreground, &background);
    if (foreground >= 0)
        add_capability(out, "setaf", foreground, 0);
    if (background >= 0)
        add_capability(out, "setab", background, 0);
}

static attr_t read_ink(const cchar_t *cell, short *pair)
{
    wchar_t text[CCHARW_MAX + 1];
    attr_t attrs = A_NORMAL;

    *pair = 0;
    getcchar(cell, text, &attrs, pair, NULL);
    return attrs & ~A_COLOR;
}

static bool is_underlined(const cchar_t *cell)
{
    short pair;

    return read_ink(cell, &pair) & A_UNDERLINE;
}

static void add_cell(struct hyperlink_output *out, const struct cell *cell, const cchar_t *painted)
{
    short pair;
    attr_t attrs = read_ink(painted, &pair);

    set_ink(out, attrs, pair);
    for (int i = 0; i < CELL_CODE_POINTS && cell->cps[i]; i++) {
        char utf8[4];

        buffer_add(&out->bytes, utf8, utf8_encode(cell->cps[i], utf8));
    }
}

/* Adds a run of underlined cells with the same link. Returns the column after it. */
static int add_run(struct hyperlink_output *out, const struct frame *frame, int line, int col,
                   const cchar_t *cells)
{
    const struct cell *cell = frame_cell(frame, line, col);
    uint16_t link = cell->link;

    add_capability(out, "cup", line, col);
    if (link) {
        struct str url = urls_get(&frame->urls, link);

        /* The id joins the parts of a link that spans several lines. */
        buffer_addf(&out->bytes, "\033]8;id=%d;%.*s\033\\", link, STR_FMT(url));
    }
    do {
        add_cell(out, cell, &cells[col]);
        col += cell->cols;
        cell = frame_cell(frame, line, col);
    } while (col < frame->cols && cell->link == link && is_underlined(&cells[col]));
    if (link)
        buffer_add_text(&out->bytes, "\033]8;;\033\\");
    return col;
}

void hyperlink_add_line(struct hyperlink_output *out, const struct frame *frame, int line,
                        const cchar_t *cells)
{
    for (int col = 0; col < frame->cols;) {
        if (is_underlined(&cells[col]))
            col = add_run(out, frame, line, col, cells);
        else
            col += frame_cell(frame, line, col)->cols;
    }
}

void hyperlink_write(struct hyperlink_output *out)
{
    int line, col;

    set_ink(out, A_NORMAL, 0);
    getyx(stdscr, line, col);
    add_capability(out, "cup", line, col);
    screen_write(buffer_str(&out->bytes));
    buffer_free(&out->bytes);
    *out = (struct hyperlink_output){0};
}
