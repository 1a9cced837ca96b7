#include "config/paint.h"

#include "base/ascii.h"
#include "base/str.h"

static const char *const COLOURS[] = {"black", "red",     "green", "yellow",
                                      "blue",  "magenta", "cyan",  "white"};
enum { COLOUR_COUNT = sizeof(COLOURS) / sizeof(*COLOURS), MOST_INDEX = 255 };

static const struct {
    const char *name;
    unsigned attr;
} ATTRS[] = {{"bold", CONFIG_BOLD}, {"underline", CONFIG_UNDERLINE}, {"reverse", CONFIG_REVERSE}};

enum { ATTR_COUNT = sizeof(ATTRS) / sizeof(*ATTRS) };

/* Returns the value of a word that is a number of this base, or -1 if it is not or is too large. */
static int parse_number(struct str word, int base, int most)
{
    int value = 0;

    for (size_t i = 0; i < word.bytes; i++) {
        int digit = ascii_hex_value(word.p[i]);

        if (digit < 0 || digit >= base)
            return -1;
        value = value * base + digit;
        if (value > most)
            return -1;
    }
    return word.bytes ? value : -1;
}

static bool parse_colour(struct str word, int *colour)
{
    enum { RGB_DIGITS = 6 };

    if (str_case_eq(word, str_of("default"))) {
        *colour = CONFIG_COLOUR_DEFAULT;
        return true;
    }
    for (int i = 0; i < COLOUR_COUNT; i++) {
        if (str_case_eq(word, str_of(COLOURS[i]))) {
            *colour = i;
            return true;
        }
    }
    if (word.bytes == RGB_DIGITS + 1 && word.p[0] == '#') {
        int rgb = parse_number((struct str){word.p + 1, RGB_DIGITS}, 16, CONFIG_COLOUR_RGB - 1);

        *colour = CONFIG_COLOUR_RGB + rgb;
        return rgb >= 0;
    }
    *colour = parse_number(word, 10, MOST_INDEX);
    return *colour >= 0;
}

static bool parse_attr(struct str word, unsigned *attrs)
{
    for (int i = 0; i < ATTR_COUNT; i++) {
        if (str_case_eq(word, str_of(ATTRS[i].name))) {
            *attrs |= ATTRS[i].attr;
            return true;
        }
    }
    return false;
}

bool config_paint_parse(struct config_paint *paint, const char *text)
{
    struct config_paint read = {
        .given = true, .foreground = CONFIG_COLOUR_DEFAULT, .background = CONFIG_COLOUR_DEFAULT};
    struct str rest = str_of(text), word = str_take_word(&rest);

    if (!word.bytes) {
        *paint = (struct config_paint){0};
        return true;
    }
    if (!parse_attr(word, &read.attrs) && !parse_colour(word, &read.foreground))
        return false;
    word = str_take_word(&rest);
    if (str_case_eq(word, str_of("on"))) {
        if (!parse_colour(str_take_word(&rest), &read.background))
            return false;
        word = str_take_word(&rest);
    }
    for (; word.bytes; word = str_take_word(&rest))
        if (!parse_attr(word, &read.attrs))
            return false;
    *paint = read;
    return true;
}

static void write_colour(int colour, struct buffer *out)
{
    if (colour == CONFIG_COLOUR_DEFAULT)
        buffer_add_text(out, "default");
    else if (colour >= CONFIG_COLOUR_RGB)
        buffer_addf(out, "#%06x", (unsigned)(colour - CONFIG_COLOUR_RGB));
    else if (colour < COLOUR_COUNT)
        buffer_add_text(out, COLOURS[colour]);
    else
        buffer_addf(out, "%d", colour);
}

void config_paint_write(const struct config_paint *paint, struct buffer *out)
{
    /* In an ini file a # begins a comment, unless it is in quotes. */
    const char *quote =
        paint->foreground >= CONFIG_COLOUR_RGB || paint->background >= CONFIG_COLOUR_RGB ? "\""
                                                                                         : "";

    if (!paint->given)
        return;
    buffer_add_text(out, quote);
    write_colour(paint->foreground, out);
    buffer_add_text(out, " on ");
    write_colour(paint->background, out);
    for (int i = 0; i < ATTR_COUNT; i++)
        if (paint->attrs & ATTRS[i].attr)
            buffer_addf(out, " %s", ATTRS[i].name);
    buffer_add_text(out, quote);
}
