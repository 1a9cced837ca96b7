#include "ui/keymap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* Binds keys by the line `line` of a configuration "ini". */
static bool bind(struct keymap *map, const char *name, const char *keys, size_t line,
                 struct diags *diags)
{
    return keymap_bind(map, &(struct keymap_line){str_of(name), str_of(keys), "ini", line}, diags);
}

/* Returns an action's keys as key_spell() writes them; the caller frees. */
static char *spelled(const struct keymap *map, enum action action)
{
    const struct keymap_entry *entry = keymap_entries();
    struct buffer out = {0};

    while (entry->action != action)
        entry++;
    for (int i = 0; i < KEYMAP_KEYS && keymap_keys(map, entry)[i]; i++)
        key_spell(&out, keymap_keys(map, entry)[i]);
    return buffer_c_str(&out);
}

static void test_the_table_is_sound(void **state)
{
    struct keymap map = {0};
    struct diags diags = {0};
    size_t actions = 0;

    (void)state;
    assert_true(keymap_check(&map, NULL, &diags));
    assert_int_equal(diags.count, 0);
    for (const struct keymap_entry *e = keymap_entries(); e->action != ACTION_NONE; e++) {
        actions++;
        assert_true(e->help && *e->help);
        for (const struct keymap_entry *o = e + 1; o->action != ACTION_NONE; o++) {
            assert_int_not_equal(o->action, e->action);
            assert_false(o->name && e->name && strcmp(o->name, e->name) == 0);
        }
        if (e->action == ACTION_NUMBER) {
            assert_null(e->name);
            continue;
        }
        /* In a configuration file names are in lower case and end at a blank or an equals sign. */
        assert_true(e->name && *e->name);
        assert_int_equal(strspn(e->name, "abcdefghijklmnopqrstuvwxyz-"), strlen(e->name));
        assert_int_not_equal(e->keys[0], 0);
        for (int i = 0; i < KEYMAP_KEYS && e->keys[i]; i++)
            assert_int_equal(keymap_action(&map, e->keys[i]), e->action);
    }
    assert_int_equal(actions, ACTION_COUNT - 1);
}

static void test_defaults(void **state)
{
    struct keymap map = {0};

    (void)state;
    assert_int_equal(keymap_action(&map, 'j'), ACTION_LINE_DOWN);
    assert_int_equal(keymap_action(&map, 0xFF4A), ACTION_LINE_DOWN); /* ｊ */
    assert_int_equal(keymap_action(&map, '\n'), ACTION_OPEN);
    assert_int_equal(keymap_action(&map, RK_CTRL('h')), ACTION_BACK);
    assert_int_equal(keymap_action(&map, '7'), ACTION_NUMBER);
    assert_int_equal(keymap_action(&map, 0xFF17), ACTION_NUMBER); /* ７ */
    assert_int_equal(keymap_action(&map, '@'), ACTION_NONE);
    assert_int_equal(keymap_action(&map, 0), ACTION_NONE);
}

static void test_bind(void **state)
{
    static const struct {
        const char *description, *keys, *spelled;
    } cases[] = {
        {"one key", "x", "x"},
        {"several", "x <F1> X", "x<F1>X"},
        {"blanks around and tabs", " \t x\t\tX  ", "xX"},
        {"one twice is one", "x X x", "xX"},
        {"nothing", "", ""},
        {"blanks", "  ", ""},
        {"an input method's twin is the key", "ｘ x", "x"},
        {"Ctrl-J is Enter", "<C-j>", "<Enter>"},
        {"Ctrl-H is Backspace", "<C-h> <BS>", "<BS>"},
        {"what means something in a file", "; # ' \" \\",
         "<Semicolon><Hash><Quote><DQuote>"
         "<Backslash>"},
        {"Chinese", "找", "找"},
        {"as many as there may be", "a b c d e f g i", "abcdefgi"},
        {"as many, one twice", "a b c d e f g i a", "abcdefgi"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct keymap map = {0};
        struct diags diags = {0};
        char *keys;

        assert_true(bind(&map, "zoom", cases[i].keys, 3, &diags));
        keys = spelled(&map, ACTION_ZOOM);
        if (strcmp(keys, cases[i].spelled) != 0)
            print_error("%s: %s\n", cases[i].description, keys);
        assert_string_equal(keys, cases[i].spelled);
        assert_int_equal(diags.count, 0);
        assert_int_equal(map.bindings[ACTION_ZOOM].line, 3);
        assert_int_equal(keymap_action(&map, 'z'), ACTION_NONE);
        free(keys);
    }
}

static void test_a_bound_key_calls_its_action(void **state)
{
    struct keymap map = {0};
    struct diags diags = {0};
    struct buffer name = {0};

    (void)state;
    assert_true(bind(&map, "zoom", "@ <C-j>", 1, &diags));
    assert_true(bind(&map, "open", "~", 2, &diags));
    assert_true(bind(&map, "find", "", 3, &diags));
    assert_true(keymap_check(&map, "ini", &diags));
    assert_int_equal(keymap_action(&map, '@'), ACTION_ZOOM);
    assert_int_equal(keymap_action(&map, 0xFF20), ACTION_ZOOM); /* ＠ */
    assert_int_equal(keymap_action(&map, RK_ENTER), ACTION_ZOOM);
    assert_int_equal(keymap_action(&map, '\n'), ACTION_ZOOM);
    assert_int_equal(keymap_action(&map, 'f'), ACTION_NONE);
    assert_int_equal(keymap_action(&map, 'm'), ACTION_BOOKMARK);
    assert_true(keymap_write_key(&map, ACTION_OPEN, &name));
    assert_true(keymap_write_key(&map, ACTION_PAGE_DOWN, &name));
    assert_false(keymap_write_key(&map, ACTION_FIND, &name));
    assert_string_equal(buffer_c_str(&name), "~Space");
    buffer_free(&name);
}

static void test_what_cannot_be_bound(void **state)
{
    static const struct {
        const char *description, *name, *keys;
        const char *said[2];
    } cases[] = {
        {"no such action", "zom", "x", {"“zom”", "line-down、line-up、"}},
        {"an action's name in capitals", "Zoom", "x", {"“Zoom”", "zoom"}},
        {"an action that has no name", "", "x", {"“”", "zoom"}},
        {"controls in a name", "z\x1b[2J", "x", {"“z?[2J”", "zoom"}},
        {"no such key", "zoom", "x <Nope>", {"zoom", "“<Nope>”"}},
        {"two keys without a blank", "zoom", "xX", {"zoom", "“xX”"}},
        {"a name without its marks", "zoom", "Space", {"zoom", "“Space”"}},
        {"a < alone", "zoom", "<", {"zoom", "“<”"}},
        {"a wide space is no blank", "zoom", "x　X", {"zoom", "“x　X”"}},
        {"no key at all", "zoom", "<C-@>", {"zoom", "“<C-@>”"}},
        {"no UTF-8", "zoom", "\xFF", {"zoom", "不是一个键"}},
        {"a control of C1", "zoom", "\xC2\x85", {"zoom", "不是一个键"}},
        {"a bidi control", "zoom", "\u202E", {"zoom", "不是一个键"}},
        {"a mark without a base", "zoom", "\u0301", {"zoom", "不是一个键"}},
        {"a digit", "zoom", "x 7", {"zoom", "“7”是数字"}},
        {"a wide digit", "zoom", "７", {"zoom", "“７”是数字"}},
        {"what suspends", "zoom", "<C-z>", {"zoom", "“<C-z>”总是用来挂起"}},
        {"too many", "zoom", "a b c d e f g i j", {"zoom", "“j”"}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct keymap map = {0};
        struct diags diags = {0};

        assert_true(bind(&map, "zoom", "@", 1, &diags));
        assert_false(bind(&map, cases[i].name, cases[i].keys, 12, &diags));
        assert_int_equal(diags.count, 1);
        assert_int_equal(diags.items[0].level, DIAG_WARNING);
        assert_int_equal(diags.items[0].line, 12);
        assert_string_equal(diags.items[0].path, "ini");
        for (size_t j = 0; j < 2; j++) {
            if (!strstr(diags.items[0].message, cases[i].said[j]))
                print_error("%s: %s\n", cases[i].description, diags.items[0].message);
            assert_non_null(strstr(diags.items[0].message, cases[i].said[j]));
        }
        assert_int_equal(keymap_action(&map, '@'), ACTION_ZOOM); /* its default key */
        assert_int_equal(keymap_action(&map, 'z'), ACTION_NONE);
        diags_free(&diags);
    }
}

/* The lines of [keys], numbered from 1, and the errors they cause. */
static const struct check_case {
    const char *description;
    const char *lines[4][2];
    struct {
        size_t line;
        const char *said[4];
    } errors[3];
} CHECKS[] = {
    {"nothing bound", {{NULL}}, {{0}}},
    {"a free key", {{"zoom", "@"}}, {{0}}},
    {"the default keys, written out", {{"zoom", "z"}, {"find", "f"}}, {{0}}},
    {"two change their keys", {{"zoom", "f"}, {"find", "z"}}, {{0}}},
    {"a default key that was given away", {{"find", "@"}, {"zoom", "f"}}, {{0}}},
    {"a default key that was taken away", {{"find", ""}, {"zoom", "f"}}, {{0}}},
    {"another's default key", {{"zoom", "f"}}, {{1, {"f 键", "给了 zoom", "find 的默认键", NULL}}}},
    {"the same, the default's action later in the table",
     {{"find", "z"}},
     {{1, {"z 键", "给了 find", "zoom 的默认键", NULL}}}},
    {"its twin", {{"zoom", "ｆ"}}, {{1, {"f 键", "给了 zoom", "find 的默认键", NULL}}}},
    {"two lines", {{"zoom", "@"}, {"find", "@"}}, {{2, {"@ 键", "给了 find", "第 1 行", "zoom"}}}},
    {"two lines, the other way round",
     {{"find", "@"}, {"zoom", "@"}},
     {{2, {"@ 键", "给了 zoom", "第 1 行", "find"}}}},
    {"two keys in conflict",
     {{"zoom", "f <C-l>"}},
     {{1, {"f 键", "zoom", "find 的默认键", NULL}},
      {1, {"Ctrl-L 键", "zoom", "redraw 的默认键", NULL}}}},
    {"three actions",
     {{"zoom", "@"}, {"find", "@"}, {"group", "@"}},
     {{3, {"@ 键", "group", "find", NULL}},
      {2, {"@ 键", "zoom", "find", NULL}},
      {3, {"@ 键", "group", "zoom", NULL}}}},
    {"nothing opens", {{"open", ""}, {"right", ""}}, {{2, {"open", "right", "打不开", NULL}}}},
    {"right still opens", {{"open", ""}}, {{0}}},
    {"nothing goes back", {{"left", ""}, {"back", ""}}, {{2, {"back", "left", "回不去", NULL}}}},
    {"nothing quits", {{"quit-now", ""}, {"quit", ""}}, {{2, {"quit", "quit-now", "退不", NULL}}}},
    {"Ctrl-C still quits", {{"quit-now", "<C-c>"}, {"quit", ""}}, {{0}}},
};

static void test_check(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(CHECKS) / sizeof(CHECKS[0]); i++) {
        const struct check_case *item = CHECKS + i;
        struct keymap map = {0};
        struct diags diags = {0};
        size_t expected = 0;

        for (size_t j = 0; j < 4 && item->lines[j][0]; j++)
            assert_true(bind(&map, item->lines[j][0], item->lines[j][1], j + 1, &diags));
        while (expected < 3 && item->errors[expected].line)
            expected++;
        if (keymap_check(&map, "ini", &diags) != !expected || diags.count != expected)
            print_error("%s: %s\n", item->description,
                        diags.count ? diags.items[0].message : "nothing said");
        assert_int_equal(diags.count, expected);
        for (size_t j = 0; j < expected; j++) {
            const struct diag *diag = diags.items + j;

            for (size_t k = 0; k < 4 && item->errors[j].said[k]; k++) {
                if (!strstr(diag->message, item->errors[j].said[k]))
                    print_error("%s: %s\n", item->description, diag->message);
                assert_non_null(strstr(diag->message, item->errors[j].said[k]));
            }
            assert_int_equal(diag->level, DIAG_ERROR);
            assert_int_equal(diag->line, item->errors[j].line);
            assert_string_equal(diag->path, "ini");
        }
        assert_int_equal(keymap_check(&map, "ini", &diags), !expected);
        diags_free(&diags);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_table_is_sound),
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_bind),
        cmocka_unit_test(test_a_bound_key_calls_its_action),
        cmocka_unit_test(test_what_cannot_be_bound),
        cmocka_unit_test(test_check),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
