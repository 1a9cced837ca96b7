#ifndef CONFIG_PAINT_H
#define CONFIG_PAINT_H

#include "base/buffer.h"

#include <stdbool.h>

/* How one's own theme paints something: "red on #fdf6e3 bold underline". A colour is default (the
 * terminal's own), a name of the eight, a number of the 256, or #rrggbb. */
enum { CONFIG_COLOUR_OWN = -1, CONFIG_COLOUR_RGB = 1 << 24 };
enum { CONFIG_BOLD = 1, CONFIG_UNDERLINE = 2, CONFIG_REVERSE = 4 };

struct config_paint {
    bool given;     /* else as in the theme default, and the rest is 0 */
    int foreground; /* CONFIG_COLOUR_OWN, 0 to 255, or CONFIG_COLOUR_RGB + 0xrrggbb */
    int background;
    unsigned attrs; /* CONFIG_…, or'ed */
};

/* Reads a paint in any case; an empty text is none. False, with *paint as it was, where it is no
 * paint. */
bool config_paint_parse(struct config_paint *paint, const char *text);

/* Appends what config_paint_parse() reads as this paint, quoted if an ini file needs it. */
void config_paint_write(const struct config_paint *paint, struct buffer *out);

#endif
