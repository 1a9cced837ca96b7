#include "config/config.h"

#include "base/file.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Relative to the root of the tree, where the tests are run. */
static const char SHIPPED[] = "config/kanbao.ini";

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

/* Reads a file. Returns whether the program can be used with its keys. */
static bool read_file(const char *path, struct config *config, struct keymap *map,
                      struct diags *diags)
{
    *config = config_default();
    *map = (struct keymap){0};
    assert_true(config_read(config, path, diags));
    return config_bind_keys(config, map, diags);
}

static bool read_text(void **state, struct str text, struct config *config, struct keymap *map,
                      struct diags *diags)
{
    char *path = scratch_path(*state, "kanbao.ini");
    bool sound;

    scratch_write(path, text.p, text.bytes);
    sound = read_file(path, config, map, diags);
    free(path);
    return sound;
}

static bool same_keys(const struct keymap *a, const struct keymap *b)
{
    for (const struct keymap_entry *e = keymap_entries(); e->action != ACTION_NONE; e++) {
        if (memcmp(keymap_keys(a, e), keymap_keys(b, e), sizeof(e->keys)) != 0) {
            print_error("%s\n", e->name);
            return false;
        }
    }
    return true;
}

/* Writes the settings without the comments of the file. */
static void write_bare(const struct config *config, const struct keymap *map, struct buffer *out)
{
    struct buffer text = {0};

    config_write(config, map, &text);
    for (char *line = strtok(buffer_c_str(&text), "\n"); line; line = strtok(NULL, "\n")) {
        if (*line != '#')
            buffer_addf(out, "%s\n", line);
    }
    buffer_free(&text);
}

static void test_shipped_file_has_every_action_with_its_default_keys(void **state)
{
    struct keymap map, defaults = {0};
    struct config config;
    struct diags diags = {0};
    struct buffer text = {0};

    (void)state;
    assert_true(read_file(SHIPPED, &config, &map, &diags));
    assert_int_equal(diags.count, 0);
    for (const struct keymap_entry *e = keymap_entries(); e->action != ACTION_NONE; e++) {
        if (e->name && !map.bindings[e->action].bound)
            fail_msg("%s has no line for %s", SHIPPED, e->name);
    }
    assert_true(same_keys(&map, &defaults));
    assert_int_equal(file_read(SHIPPED, 1 << 20, &text), 0);
    assert_non_null(strstr(buffer_c_str(&text), "\n[keys]\n"));
    buffer_free(&text);
    config_free(&config);
}

static void test_what_is_written_is_read(void **state)
{
    static const char *const TEXTS[] = {
        "",
        "[text]\nmeasure = 66\nhang = yes\n[screen]\nborders = ascii\n",
        "[keys]\nfind = & <C-\\> <C-_> ' \\ <Hash> = @\nzoom =\nbookmarks =\nsearch = ％ 找 /\n",
        "[keys]\nline-down = <Down> <Enter>\nopen = ~ <F1> <lt> >\nhelp = '\" ; #'\n",
    };

    for (size_t i = 0; i < sizeof(TEXTS) / sizeof(TEXTS[0]); i++) {
        struct keymap map, again_map;
        struct config config, again;
        struct diags diags = {0};
        struct buffer text = {0}, first = {0}, second = {0};

        assert_true(read_text(state, str_of(TEXTS[i]), &config, &map, &diags));
        assert_int_equal(diags.count, 0);
        config_write(&config, &map, &text);
        assert_true(read_text(state, buffer_str(&text), &again, &again_map, &diags));
        assert_int_equal(diags.count, 0);
        assert_true(same_keys(&map, &again_map));
        write_bare(&config, &map, &first);
        write_bare(&again, &again_map, &second);
        assert_string_equal(buffer_c_str(&first), buffer_c_str(&second));
        buffer_free(&text);
        buffer_free(&first);
        buffer_free(&second);
        config_free(&config);
        config_free(&again);
    }
}

/* Binds each key that can be bound, by itself, and writes and reads it again. */
static void test_every_key(void **state)
{
    size_t bound = 0;

    for (reader_key key = 1; key <= RK_BACK_TAB; key = key == 0x7F ? RK_UP : key + 1) {
        struct keymap map, again_map;
        struct config config, again;
        struct diags diags = {0};
        struct buffer text = {0};

        buffer_add_text(&text, "[keys]\n");
        /* Unbind the other actions to free their default keys. */
        for (const struct keymap_entry *e = keymap_entries(); e->action != ACTION_NONE; e++) {
            bool kept = e->action == ACTION_OPEN || e->action == ACTION_BACK ||
                        e->action == ACTION_QUIT || !e->name || e->action == ACTION_ZOOM;

            if (!kept)
                buffer_addf(&text, "%s =\n", e->name);
        }
        buffer_add_text(&text, "open = 甲\nback = 乙\nquit = 丙\nzoom = ");
        key_spell(&text, key);
        buffer_add_text(&text, "\n");
        if ((key >= '0' && key <= '9') || key == RK_CTRL('z')) {
            buffer_free(&text);
            continue;
        }
        bound++;
        assert_true(read_text(state, buffer_str(&text), &config, &map, &diags));
        if (diags.count || keymap_action(&map, key) != ACTION_ZOOM)
            print_error("%s: %s\n", text.data + text.bytes - 8,
                        diags.count ? diags.items[0].message : "");
        assert_int_equal(diags.count, 0);
        assert_int_equal(keymap_action(&map, key), ACTION_ZOOM);
        buffer_clear(&text);
        config_write(&config, &map, &text);
        assert_true(read_text(state, buffer_str(&text), &again, &again_map, &diags));
        assert_int_equal(diags.count, 0);
        assert_true(same_keys(&map, &again_map));
        buffer_free(&text);
        config_free(&config);
        config_free(&again);
    }
    assert_int_equal(bound, 0x7F - 10 - 1 + 10);
}

static void test_where_each_comes_from(void **state)
{
    static const char given[] = "[text]\nmeasure = 66\n[keys]\n\nfind = &\nzoom =\n";
    struct buffer text = {0}, line = {0};
    struct keymap map;
    struct config config;
    struct diags diags = {0};
    char *path = scratch_path(*state, "kanbao.ini");

    assert_true(read_text(state, str_of(given), &config, &map, &diags));
    config_write(&config, &map, &text);
    buffer_c_str(&text);
    buffer_addf(&line, "\n# %s 第 2 行\nmeasure = 66\n", path);
    assert_non_null(strstr(text.data, buffer_c_str(&line)));
    buffer_clear(&line);
    buffer_addf(&line, "\n# %s 第 5 行\nfind = &\n", path);
    assert_non_null(strstr(text.data, buffer_c_str(&line)));
    buffer_clear(&line);
    buffer_addf(&line, "\n# %s 第 6 行\nzoom =\n", path);
    assert_non_null(strstr(text.data, buffer_c_str(&line)));
    assert_non_null(strstr(text.data, "\n# 默认\nbookmarks = <Quote>\n"));
    assert_non_null(strstr(text.data, "\n# 默认\ntheme = default\n"));
    buffer_free(&text);
    buffer_free(&line);
    config_free(&config);
    free(path);
}

static void test_faults_have_their_lines(void **state)
{
    static const char given[] = "[keys]\nzoom = f\nhelp = 7\nhlep = h\n";
    struct keymap map;
    struct config config;
    struct diags diags = {0};

    assert_false(read_text(state, str_of(given), &config, &map, &diags));
    assert_int_equal(diags.count, 3);
    for (size_t i = 0; i < diags.count; i++) {
        const struct diag *diag = diags.items + i;

        assert_string_equal(diag->path, config.path);
        assert_int_equal(diag->level, diag->line == 2 ? DIAG_ERROR : DIAG_WARNING);
        assert_non_null(strstr(diag->message, diag->line == 2   ? "zoom"
                                              : diag->line == 3 ? "help"
                                                                : "“hlep”"));
    }
    diags_free(&diags);
    config_free(&config);
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shipped_file_has_every_action_with_its_default_keys),
        WITH_FOLDER(test_what_is_written_is_read),
        WITH_FOLDER(test_every_key),
        WITH_FOLDER(test_where_each_comes_from),
        WITH_FOLDER(test_faults_have_their_lines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
