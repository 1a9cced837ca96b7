/* The section [keys], whose values iniparser alone would misread; the origin of each setting; and
 * the writing of settings. */

#include "config/config_keys.h"

#include "scratch.h"
#include "text/clean.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int set_up(void **state)
{
    *state = scratch_new();
    return 0;
}

static int tear_down(void **state)
{
    scratch_free(*state);
    return 0;
}

/* Reads text as the configuration file `name` in the test's folder. */
static bool read_named(void **state, const char *name, struct str text, struct config *config,
                       struct diags *diags)
{
    char *path = scratch_path(*state, name);
    bool sound;

    *config = config_default();
    scratch_write(path, text.p, text.bytes);
    sound = config_read(config, path, diags);
    free(path);
    return sound;
}

static const struct config_binding *find_binding(const struct config *config, const char *action)
{
    for (size_t i = 0; i < config->binding_count; i++) {
        if (strcmp(config->bindings[i].action, action) == 0)
            return config->bindings + i;
    }
    return NULL;
}

/* A line of [keys], as "find", and its effect. */
static const struct value_case {
    const char *description, *line;
    const char *keys;   /* NULL: the line has no effect, */
    const char *reason; /* and a warning gives this reason */
} VALUES[] = {
    {"one key", "find = F", "F", NULL},
    {"the case is kept, the name's is not", "FIND = F f", "F f", NULL},
    {"no blanks around the sign", "find=x", "x", NULL},
    {"blanks and tabs within stay", "find =  a \t b  ", "a \t b", NULL},
    {"nothing", "find =", "", NULL},
    {"blanks alone", "find =   ", "", NULL},
    {"an equals sign", "find = =", "=", NULL},
    {"two of them", "find = = ==", "= ==", NULL},
    {"brackets", "find = [ ]", "[ ]", NULL},
    {"a backslash before another key", "find = \\ x", "\\ x", NULL},
    {"names", "find = <Semicolon> <Hash>", "<Semicolon> <Hash>", NULL},
    {"Chinese", "find = 找", "找", NULL},
    {"a comment after keys", "find = f F ; both", "f F", NULL},
    {"a comment after keys, #", "find = f # one", "f", NULL},
    {"a comment without a blank before it", "find = f;one", "f", NULL},
    {"quoted", "find = \"; #\"", "; #", NULL},
    {"quoted the other way", "find = ';'", ";", NULL},
    {"a quotation mark in the other kind", "find = \"'\"", "'", NULL},
    {"the other way round", "find = '\"'", "\"", NULL},
    {"a quotation mark alone", "find = '", "'", NULL},
    {"the other one alone", "find = \"", "\"", NULL},
    {"a quotation mark later on", "find = f '", "f '", NULL},
    {"quoted nothing", "find = \"\"", "", NULL},
    {"quoted nothing, the other way", "find = ''", "", NULL},
    {"quoted and a comment", "find = \"f\" ; one", "f", NULL},
    {"a comment's sign alone", "find = ;", NULL, "<Semicolon>"},
    {"the other one alone", "find = #", NULL, "<Hash>"},
    {"nothing but a comment", "find = ; no key", NULL, "<Semicolon>"},
    {"a comment's sign as the last key", "find = f ;", NULL, "<Semicolon>"},
    {"a comment's sign between a key and a sign at the end", "find = # f ;", NULL, "<Semicolon>"},
    {"a quotation mark before another key", "find = ' f", NULL, "<Quote>"},
    {"the other one", "find = \" f", NULL, "<Quote>"},
    {"a quotation mark before a comment", "find = ' ; f", NULL, "<Quote>"},
    {"something after the closing mark", "find = 'f' F", NULL, "引号"},
    {"two quoted", "find = \"f\" \"F\"", NULL, "引号"},
};

static void test_values(void **state)
{
    for (size_t i = 0; i < sizeof(VALUES) / sizeof(VALUES[0]); i++) {
        const struct value_case *item = VALUES + i;
        const struct config_binding *find;
        struct config config;
        struct diags diags = {0};
        struct buffer text = {0};
        bool right;

        buffer_addf(&text, "[keys]\nzoom = Z\n%s\n[text]\nmeasure = 50\n", item->line);
        assert_true(read_named(state, "kanbao.ini", buffer_str(&text), &config, &diags));
        find = find_binding(&config, "find");
        if (item->keys)
            right = find && strcmp(find->keys, item->keys) == 0 && find->line == 3 && !diags.count;
        else
            right = !find && diags.count == 1 && diags.items[0].line == 3 &&
                    diags.items[0].level == DIAG_WARNING &&
                    strstr(diags.items[0].message, item->reason) &&
                    strstr(diags.items[0].message, "find");
        if (!right)
            print_error("%s: %s, %s\n", item->description, find ? find->keys : "no line",
                        diags.count ? diags.items[0].message : "no warning");
        assert_true(right);
        /* The line must have no other effect. */
        assert_string_equal(find_binding(&config, "zoom")->keys, "Z");
        assert_int_equal(config.binding_count, item->keys ? 2 : 1);
        assert_int_equal(config.measure_cols, 50);
        buffer_free(&text);
        config_free(&config);
        diags_free(&diags);
    }
}

/* The least and the most of each number, and one beyond either. */
static void test_numbers_at_their_bounds(void **state)
{
    static const struct {
        const char *section, *name;
        size_t field;
        int least, most;
    } numbers[] = {
        {"text", "measure", offsetof(struct config, measure_cols), 20, 400},
        {"kiosk", "idle_seconds", offsetof(struct config, idle_seconds), 0, 3600},
        {"kiosk", "countdown_seconds", offsetof(struct config, countdown_seconds), 1, 600},
        {"kiosk", "attract_seconds", offsetof(struct config, attract_seconds), 0, 600},
    };

    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        const int values[] = {numbers[i].least - 1, numbers[i].least, numbers[i].most,
                              numbers[i].most + 1};

        for (size_t j = 0; j < sizeof(values) / sizeof(values[0]); j++) {
            bool is_sound = j == 1 || j == 2;
            struct buffer text = {0};
            struct config config;
            struct diags diags = {0};
            int found;

            buffer_addf(&text, "[%s]\n%s = %d\n", numbers[i].section, numbers[i].name, values[j]);
            assert_true(read_named(state, "kanbao.ini", buffer_str(&text), &config, &diags));
            memcpy(&found, (const char *)&config + numbers[i].field, sizeof(found));
            if ((found == values[j] && !diags.count) != is_sound)
                fail_msg("%s: %d", buffer_c_str(&text), found);
            buffer_free(&text);
            config_free(&config);
            diags_free(&diags);
        }
    }
}

/* URLs that are taken and some that are not: what a QR code or an ini file cannot have, or others
 * would hide. */
static void test_the_url_of_the_site(void **state)
{
    static const struct {
        const char *value;
        bool is_sound;
    } cases[] = {
        {"", true},
        {"https://bulletin.example.cn/notices/", true},
        {"HTTP://1.2.3.4:8080/a-b_c~d/%E6%8A%A5", true},
        {"https://", false},
        {"bulletin.example.cn", false},
        {"ftp://a.cn/", false},
        {"javascript:alert/1", false},
        {"https://a.cn/b c/", false},
        {"https://a.cn/\t", false},
        {"https://a.cn/?id=", false},
        {"https://u@a.cn/", false},
        {"https://报.cn/", false},
        {"https://a.cn/\xE2\x80\xAE/", false},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct buffer text = {0};
        struct config config;
        struct diags diags = {0};

        buffer_addf(&text, "[kiosk]\nsite = \"%s\"\n", cases[i].value);
        assert_true(read_named(state, "kanbao.ini", buffer_str(&text), &config, &diags));
        assert_string_equal(config.site, cases[i].is_sound ? cases[i].value : "");
        if (diags.count != !cases[i].is_sound)
            fail_msg("%s", cases[i].value);
        if (diags.count)
            assert_non_null(strstr(diags.items[0].message, "http:// 或 https:// 开头的网址"));
        buffer_free(&text);
        config_free(&config);
        diags_free(&diags);
    }
}

/* The longest URL and one byte more. */
static void test_the_bound_of_a_url(void **state)
{
    for (size_t bytes = CONFIG_URL_BYTES; bytes <= CONFIG_URL_BYTES + 1; bytes++) {
        struct buffer text = {0};
        struct config config;
        struct diags diags = {0};

        buffer_add_text(&text, "[kiosk]\nsite = https://a.cn/");
        for (size_t i = strlen("https://a.cn/"); i < bytes; i++)
            buffer_add_char(&text, 'x');
        buffer_add_char(&text, '\n');
        assert_true(read_named(state, "kanbao.ini", buffer_str(&text), &config, &diags));
        assert_int_equal(strlen(config.site), bytes > CONFIG_URL_BYTES ? 0 : bytes);
        assert_int_equal(diags.count, bytes > CONFIG_URL_BYTES);
        buffer_free(&text);
        config_free(&config);
        diags_free(&diags);
    }
}

static void test_an_action_twice(void **state)
{
    static const struct {
        const char *description, *text;
        const char *keys; /* NULL: neither line has an effect */
        size_t line;
        size_t warnings;
    } cases[] = {
        {"the later counts", "[keys]\nfind = f\n\nfind = g\n", "g", 4, 1},
        {"in another case and another section", "[keys]\nfind = f\n[text]\n[Keys]\nFind = g\n", "g",
         5, 1},
        {"the later wrong: neither", "[keys]\nfind = f\nfind = ;\n", NULL, 0, 2},
        {"the earlier wrong", "[keys]\nfind = ;\nfind = g\n", "g", 3, 1},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        const struct config_binding *find;
        struct config config;
        struct diags diags = {0};

        assert_true(read_named(state, "kanbao.ini", str_of(cases[i].text), &config, &diags));
        find = find_binding(&config, "find");
        if ((find != NULL) != (cases[i].keys != NULL) || diags.count != cases[i].warnings)
            print_error("%s\n", cases[i].description);
        assert_int_equal(diags.count, cases[i].warnings);
        assert_int_equal(config.binding_count, cases[i].keys ? 1 : 0);
        if (cases[i].keys) {
            assert_non_null(find);
            assert_string_equal(find->keys, cases[i].keys);
            assert_int_equal(find->line, cases[i].line);
        }
        config_free(&config);
        diags_free(&diags);
    }
}

static void test_where_settings_come_from(void **state)
{
    static const char text[] = "[text]\nmeasure = 50\nhang = maybe\n\n[screen]\ntheme = mono\n";
    struct config config;
    struct diags diags = {0};
    char *path = scratch_path(*state, "kanbao.ini");
    size_t checked = 0;

    assert_true(read_named(state, "kanbao.ini", str_of(text), &config, &diags));
    assert_string_equal(config.path, path);
    assert_true(
        config_key_set(config_key_find("text", "ambiguous"), &config, "WIDE", CONFIG_COMMAND_LINE));
    assert_false(
        config_key_set(config_key_find("text", "kinsoku"), &config, "no", CONFIG_COMMAND_LINE));
    assert_int_equal(config.ambiguous, AMBIGUOUS_WIDE);
    for (size_t i = 0; config_key_at(i); i++) {
        const char *name = config_key_at(i)->name;
        long origin = strcmp(name, "measure") == 0     ? 2
                      : strcmp(name, "theme") == 0     ? 6
                      : strcmp(name, "ambiguous") == 0 ? CONFIG_COMMAND_LINE
                                                       : CONFIG_BUILT_IN;

        assert_ptr_equal(config_key_find(config_key_at(i)->section, name), config_key_at(i));
        assert_int_equal(config.origins[i], origin);
        checked += origin != CONFIG_BUILT_IN;
    }
    assert_int_equal(checked, 3);
    config_free(&config);
    diags_free(&diags);
    free(path);
}

/* Writes and reads each value of a key. */
static void test_what_is_written_is_read(void **state)
{
    static const char *const WORDS[] = {
        "20",    "80",   "400",    "auto",  "narrow",  "wide",  "none", "gb",
        "yes",   "no",   "strict", "loose", "basic",   "light", "dark", "contrast",
        "paper", "mono", "line",   "ascii", "default", "own",   "red",  "#123456 on 7 bold"};
    size_t tried = 0;

    for (size_t i = 0; config_key_at(i); i++) {
        for (size_t j = 0; j < sizeof(WORDS) / sizeof(WORDS[0]); j++) {
            struct config config = config_default(), again;
            struct buffer text = {0}, rewritten = {0}, line = {0};
            struct diags diags = {0};

            if (!config_key_set(config_key_at(i), &config, WORDS[j], CONFIG_COMMAND_LINE))
                continue;
            tried++;
            config_write(&config, &(struct keymap){0}, &text);
            buffer_addf(&line, "\n# 命令行\n%s = ", config_key_at(i)->name);
            config_key_write(config_key_at(i), &config, &line);
            buffer_add_char(&line, '\n');
            assert_non_null(strstr(buffer_c_str(&text), buffer_c_str(&line)));
            assert_true(read_named(state, "written", buffer_str(&text), &again, &diags));
            assert_int_equal(diags.count, 0);
            for (size_t k = 0; config_key_at(k); k++) {
                buffer_clear(&line);
                config_key_write(config_key_at(k), &config, &line);
                config_key_write(config_key_at(k), &again, &rewritten);
                assert_true(str_eq(buffer_str(&line), buffer_str(&rewritten)));
                assert_true(again.origins[k] > 0);
                buffer_clear(&rewritten);
            }
            buffer_free(&text);
            buffer_free(&rewritten);
            buffer_free(&line);
            config_free(&again);
            diags_free(&diags);
        }
    }
    assert_true(tried > 20);
}

/* A written file can be read and printed, whatever the name of the file that its comments
 * mention. */
static void test_a_path_in_a_comment(void **state)
{
    static const char *const NAMES[] = {"a\nb = c",    "ends in \\", "[x]",
                                        "; #",         "看报\x01",   "\x7F",
                                        "\xC2\x9B[2J", "\u202Eini",  "not UTF-8 \xFF"};
    struct buffer longest = {0}, comment = {0};
    struct config config;
    struct diags diags = {0};
    const char *line;

    for (size_t i = 0; i < sizeof(NAMES) / sizeof(NAMES[0]); i++) {
        struct buffer text = {0};
        struct config again;

        assert_true(read_named(state, NAMES[i], str_of("[text]\nmeasure = 50\n"), &config, &diags));
        config_write(&config, &(struct keymap){0}, &text);
        assert_true(read_named(state, "written", buffer_str(&text), &again, &diags));
        assert_int_equal(again.measure_cols, 50);
        assert_int_equal(diags.count, 0);
        assert_non_null(strstr(buffer_c_str(&text), " 第 2 行\n"));
        assert_int_equal(text_clean_prefix(text.data, text.bytes, 0), text.bytes);
        buffer_free(&text);
        config_free(&config);
        config_free(&again);
    }
    for (int i = 0; i < 500; i++)
        buffer_add_text(&longest, "报/");
    config = config_default();
    config.path = buffer_c_str(&longest);
    config.origins[0] = 7;
    config_write(&config, &(struct keymap){0}, &comment);
    line = strchr(buffer_c_str(&comment), '\n') + 1;
    assert_true(strcspn(line, "\n") < 1000);
    assert_int_equal(strncmp(line, "# …", strlen("# …")), 0);
    assert_int_not_equal((unsigned char)line[strlen("# …")] & 0xC0, 0x80);
    assert_non_null(strstr(line, "报/ 第 7 行\nambiguous = auto\n"));
    buffer_free(&comment);
    config_free(&config);
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(test_values),
        WITH_FOLDER(test_numbers_at_their_bounds),
        WITH_FOLDER(test_the_url_of_the_site),
        WITH_FOLDER(test_the_bound_of_a_url),
        WITH_FOLDER(test_an_action_twice),
        WITH_FOLDER(test_where_settings_come_from),
        WITH_FOLDER(test_what_is_written_is_read),
        WITH_FOLDER(test_a_path_in_a_comment),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
