#ifndef CONFIG_PAINT_H
#define CONFIG_PAINT_H

#include "base/buffer.h"

#include <stdbool.h>

/* A paint of the user's own theme, such as "red on #fdf6e3 bold underline". A colour is "default"
 * (the terminal's own), one of eight names, a number from 0 to 255, or #rrggbb. */
enum { CONFIG_COLOUR_DEFAULT = -1, CONFIG_COLOUR_RGB = 1 << 24 };
enum { CONFIG_BOLD = 1, CONFIG_UNDERLINE = 2, CONFIG_REVERSE = 4 };

struct config_paint {
    bool given;     /* false: painted as in the default theme, and the rest is 0 */
    int foreground; /* CONFIG_COLOUR_DEFAULT, 0 to 255, or CONFIG_COLOUR_RGB + 0xrrggbb */
    int background;
    unsigned attrs; /* CONFIG_…, or'ed */
};

/* Parses a paint, ignoring case; an empty text makes *paint one that is not given. Returns false,
 * with *paint as it was, if the text is not a paint. */
bool config_paint_parse(struct config_paint *paint, const char *text);

/* Parses "#rrggbb", with or without the #, as *rgb. Returns false, with *rgb as it was, if the text
 * is none or the colour cannot be read on the paper of THEME_PAPER and on its buttons: less than
 * 4.5:1 of contrast (WCAG 2, AA). */
bool config_accent_parse(int *rgb, const char *text);

/* Appends the paint as config_paint_parse() reads it, in quotes if an ini file needs them. */
void config_paint_write(const struct config_paint *paint, struct buffer *out);

#endif
