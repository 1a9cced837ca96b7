#include "config/paint.h"

#include "base/ascii.h"
#include "base/str.h"
#include "ui/theme.h"

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

/* Returns the colour 0xrrggbb of a word rrggbb, or -1. */
static int parse_rgb(struct str digits)
{
    enum { RGB_DIGITS = 6 };

    return digits.bytes == RGB_DIGITS ? parse_number(digits, 16, CONFIG_COLOUR_RGB - 1) : -1;
}

static bool parse_colour(struct str word, int *colour)
{
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
    if (word.bytes && word.p[0] == '#') {
        int rgb = parse_rgb((struct str){word.p + 1, word.bytes - 1});

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

/* Returns x to the power of 2.4, for x from 0.05 to 1. For this alone libm, with its pow(), would
 * have to be loaded at every start. */
static double to_2_4(double x)
{
    enum { MOST_STEPS = 40 };
    double square = x * x, root = 1;

    /* The fifth root by Newton's method, from above. */
    for (int i = 0; i < MOST_STEPS; i++)
        root = (4 * root + square / (root * root * root * root)) / 5;
    return square * root;
}

/* Returns a colour's relative luminance (WCAG 2). */
static double luminance(int rgb)
{
    static const double WEIGHTS[] = {0.2126, 0.7152, 0.0722};
    double sum = 0;

    for (int i = 0; i < 3; i++) {
        double level = (rgb >> (16 - 8 * i) & 0xFF) / 255.0;

        sum += WEIGHTS[i] * (level <= 0.04045 ? level / 12.92 : to_2_4((level + 0.055) / 1.055));
    }
    return sum;
}

bool config_accent_parse(int *rgb, const char *text)
{
    struct str digits = str_of(text);
    int parsed;

    if (digits.bytes && digits.p[0] == '#')
        digits = (struct str){digits.p + 1, digits.bytes - 1};
    parsed = parse_rgb(digits);
    if (parsed < 0 || (luminance(THEME_TINT_RGB) + 0.05) / (luminance(parsed) + 0.05) < 4.5)
        return false;
    *rgb = parsed;
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
