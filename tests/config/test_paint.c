/* Parsing and writing the paints of the user's own theme. */

#include "config/paint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { OWN = CONFIG_COLOUR_DEFAULT, RGB = CONFIG_COLOUR_RGB };

static const struct {
    const char *text;
    struct config_paint paint;
    const char *written;
} SOUND[] = {
    {"", {false, 0, 0, 0}, ""},
    {"  \t", {false, 0, 0, 0}, ""},
    {"red", {true, 1, OWN, 0}, "red on default"},
    {"RED on White", {true, 1, 7, 0}, "red on white"},
    {"default on 234", {true, OWN, 234, 0}, "default on 234"},
    {"255 bold", {true, 255, OWN, CONFIG_BOLD}, "255 on default bold"},
    {"0 on 7", {true, 0, 7, 0}, "black on white"},
    {"#ff8000", {true, RGB + 0xFF8000, OWN, 0}, "\"#ff8000 on default\""},
    {"#000000 on #FDF6E3 reverse underline bold",
     {true, RGB, RGB + 0xFDF6E3, CONFIG_BOLD | CONFIG_UNDERLINE | CONFIG_REVERSE},
     "\"#000000 on #fdf6e3 bold underline reverse\""},
    {"bold", {true, OWN, OWN, CONFIG_BOLD}, "default on default bold"},
    {"underline on blue", {true, OWN, 4, CONFIG_UNDERLINE}, "default on blue underline"},
};

static const char *const WRONG[] = {
    "purple", "red on",    "red on bold",   "red blue", "256",
    "-1",     "1x",        "#12345",        "#1234567", "#12345g",
    "on red", "red on on", "red on blue x", "bold red", "99999999999999999999",
    "#",      "red on #",  "\xFF",
};

static bool same(const struct config_paint *a, const struct config_paint *b)
{
    return a->given == b->given && a->foreground == b->foreground &&
           a->background == b->background && a->attrs == b->attrs;
}

static void test_sound(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(SOUND) / sizeof(*SOUND); i++) {
        struct config_paint paint = {true, 3, 3, 3}, again = {true, 3, 3, 3};
        struct buffer out = {0};
        char *text;

        assert_true(config_paint_parse(&paint, SOUND[i].text));
        config_paint_write(&paint, &out);
        if (!same(&paint, &SOUND[i].paint) || strcmp(buffer_c_str(&out), SOUND[i].written) != 0)
            fail_msg("%s: %d on %d, %u: %s", SOUND[i].text, paint.foreground, paint.background,
                     paint.attrs, buffer_c_str(&out));
        /* iniparser removes the quotes. */
        text = out.data;
        if (*text == '"') {
            text[out.bytes - 1] = '\0';
            text++;
        }
        assert_true(config_paint_parse(&again, text));
        assert_true(same(&again, &paint));
        buffer_free(&out);
    }
}

static void test_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(WRONG) / sizeof(*WRONG); i++) {
        struct config_paint paint = {true, 3, 4, 5};

        if (config_paint_parse(&paint, WRONG[i]))
            fail_msg("%s is a paint", WRONG[i]);
        assert_true(same(&paint, &(struct config_paint){true, 3, 4, 5}));
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sound),
        cmocka_unit_test(test_wrong),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
