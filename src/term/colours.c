#include "colours.h"

#include <string.h>
#include <wchar.h>

/* Returns the red, green and blue of a colour, -1 if it is the terminal's default. */
static int ink_rgb(struct ink ink)
{
    return ink.rgb >= 0 || ink.of_256 < 0 ? ink.rgb : theme_ink_of_256(ink.of_256).rgb;
}

/* Returns curses' number of a colour. Terminals with direct colour have no palette, and use red,
 * green and blue as the number, except that the first eight numbers are the eight basic colours. */
static int ink_number(struct ink ink)
{
    if (COLORS < 256)
        return ink.of_8;
    if (COLORS > 256 && tigetflag("RGB") > 0) {
        int rgb = ink_rgb(ink);

        return rgb >= 0 && rgb < 8 ? ink.of_8
                                   : rgb; /* else nearly black would be one of the eight */
    }
    return ink.of_256;
}

/* Sets the colours of each role. THEME_MONO replaces every theme if there are no colours. */
void colours_set_theme(struct colours *colours, enum theme theme)
{
    const struct paint *paints = theme_paints(theme == THEME_AUTO ? colours->of_ground : theme);

    if (theme == THEME_OWN && colours->own_given)
        paints = colours->own;
    if (colours->mono)
        paints = theme_paints(THEME_MONO);
    colours->theme = theme;
    colours->ground_rgb = ink_rgb(paints[ROLE_TEXT].background);
    for (int role = 0; role < ROLE_COUNT; role++) {
        int foreground = ink_number(paints[role].foreground);
        int background = ink_number(paints[role].background);

        colours->attrs[role] = paints[role].attrs;
        /* With few colours, bold means bright, which turns black into grey. */
        colours->plain[role] = COLORS < 16 && foreground == COLOR_BLACK;
        colours->pairs[role] = 0;
        if (!colours->mono && (foreground >= 0 || background >= 0)) {
            colours->pairs[role] = (short)(role + 1);
            init_extended_pair(colours->pairs[role], foreground, background);
        }
    }
    bkgdset(' ' | (chtype)COLOR_PAIR(colours->pairs[ROLE_TEXT]));
}

void colours_set_ground(struct colours *colours, bool light)
{
    colours->of_ground = light ? THEME_LIGHT : THEME_DARK;
    if (colours->theme == THEME_AUTO)
        colours_set_theme(colours, THEME_AUTO);
}

void colours_start(struct colours *colours, const struct paint *own, bool mono)
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

cchar_t colours_cell(const struct colours *colours, const struct cell *cell)
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
