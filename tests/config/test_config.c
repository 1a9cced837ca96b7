#include "config/config.h"

#include "config/config_keys.h"
#include "scratch.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>

#include <cmocka.h>

/* Relative to the root of the tree, where the tests are run. */
static const char SHIPPED[] = "config/kanbao.ini";

static bool same_paint(struct config_paint a, struct config_paint b)
{
    return a.given == b.given && a.foreground == b.foreground && a.background == b.background &&
           a.attrs == b.attrs;
}

static bool same(struct config a, struct config b)
{
    for (size_t i = 0; i < ROLE_COUNT; i++)
        if (!same_paint(a.own[i], b.own[i]))
            return false;
    return a.ambiguous == b.ambiguous && a.measure_cols == b.measure_cols &&
           a.kinsoku == b.kinsoku && a.hang == b.hang && a.spacing == b.spacing &&
           a.justify == b.justify && a.style == b.style && a.borders == b.borders &&
           a.mouse == b.mouse && a.clipboard == b.clipboard && a.theme == b.theme &&
           a.links == b.links && a.lang == b.lang;
}

static const struct config DEFAULTS = {.ambiguous = AMBIGUOUS_AUTO,
                                       .measure_cols = 80,
                                       .mouse = SWITCH_YES,
                                       .clipboard = SWITCH_YES,
                                       .theme = THEME_DEFAULT};

/* Returns the diagnostics as lines without the path: "LINE LEVEL MESSAGE". The caller frees. */
static char *printed(const struct diags *diags)
{
    struct buffer out = {0};

    for (size_t i = 0; i < diags->count; i++) {
        const struct diag *diag = diags->items + i;

        buffer_addf(&out, "%zu %s %s\n", diag->line,
                    diag->level == DIAG_ERROR ? "error" : "warning", diag->message);
    }
    return buffer_c_str(&out);
}

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

static void test_defaults(void **state)
{
    (void)state;
    assert_true(same(config_default(), DEFAULTS));
}

static void test_shipped_file_is_the_defaults(void **state)
{
    struct config config = {.ambiguous = AMBIGUOUS_WIDE,
                            .measure_cols = 33,
                            .kinsoku = KINSOKU_LOOSE,
                            .hang = SWITCH_YES,
                            .spacing = SWITCH_YES,
                            .justify = SWITCH_YES,
                            .style = CONFIG_STYLE_LARGE,
                            .borders = BORDERS_ASCII,
                            .theme = THEME_MONO,
                            .links = CONFIG_LINKS_OFF,
                            .lang = CONFIG_LANG_EN};
    struct diags diags = {0};

    (void)state;
    assert_true(config_read(&config, SHIPPED, &diags));
    assert_int_equal(diags.count, 0);
    assert_true(same(config, config_default()));
    config_free(&config);
}

/* The shipped file has a line for each key in its section: a wrong value there gives a warning. */
static void test_every_key_is_in_the_shipped_file(void **state)
{
    struct buffer name = {0}, text = {0};
    FILE *file = fopen(SHIPPED, "r");
    int byte;

    (void)state;
    assert_non_null(file);
    while ((byte = getc(file)) != EOF)
        buffer_add_char(&text, (char)byte);
    fclose(file);
    assert_non_null(config_key_at(0));
    for (size_t i = 0; config_key_at(i); i++) {
        const struct config_key *key = config_key_at(i);
        const char *section, *line, *next;

        buffer_clear(&name);
        buffer_addf(&name, "\n[%s]\n", key->section);
        section = strstr(buffer_c_str(&text), buffer_c_str(&name));
        assert_non_null(section);
        next = strstr(section + 1, "\n[");
        buffer_clear(&name);
        buffer_addf(&name, "\n%s =", key->name);
        line = strstr(section, buffer_c_str(&name));
        if (!line || (next && line > next))
            print_error("[%s] %s\n", key->section, key->name);
        assert_true(line && (!next || line < next));
        assert_true(strlen(key->doc) > 0);
    }
    buffer_free(&name);
    buffer_free(&text);
}

/* `expected` has a text for each diagnostic, in order, that the diagnostic must contain. */
struct read_case {
    const char *description, *text;
    struct config config;
    const char *expected[4];
};

static const struct read_case SOUND[] = {
    {"empty",
     "",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES,
      .theme = THEME_DEFAULT},
     {NULL}},
    {"how text is set",
     "[text]\nkinsoku = strict\nhang = yes\nspacing = YES\njustify = yes\nstyle = "
     "Large\n[screen]\nborders = "
     "ascii\n",
     {.measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES,
      .kinsoku = KINSOKU_STRICT,
      .hang = SWITCH_YES,
      .spacing = SWITCH_YES,
      .justify = SWITCH_YES,
      .style = CONFIG_STYLE_LARGE,
      .borders = BORDERS_ASCII},
     {NULL}},
    {"every level of kinsoku has its name",
     "[text]\nkinsoku = loose\n",
     {.measure_cols = 80, .mouse = SWITCH_YES, .clipboard = SWITCH_YES, .kinsoku = KINSOKU_LOOSE},
     {NULL}},
    {"comments alone",
     "# a\n;b = c\n\n  # [x\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES,
      .theme = THEME_DEFAULT},
     {NULL}},
    {"all keys",
     "[text]\nambiguous = wide\nmeasure = 60\n[screen]\ntheme = mono\nlinks = off\nlang = en\n",
     {.ambiguous = AMBIGUOUS_WIDE,
      .measure_cols = 60,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES,
      .theme = THEME_MONO,
      .links = CONFIG_LINKS_OFF,
      .lang = CONFIG_LANG_EN},
     {NULL}},
    {"one key leaves the others",
     "[text]\nmeasure=20",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 20,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES,
      .theme = THEME_DEFAULT},
     {NULL}},
    {"Ctrl-Z at the end, as DOS has it",
     "[text]\r\nmeasure = 60\r\n\x1A",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 60,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {0}},
    {"CRLF",
     "[text]\r\nmeasure = 400\r\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 400,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES,
      .theme = THEME_DEFAULT},
     {NULL}},
    {"case, spaces, a section in two parts",
     "  [ Text ]  \n MEASURE=\t50 \n[screen]\ntheme=MONO\n[TEXT]\nambiguous=Wide\n",
     {.ambiguous = AMBIGUOUS_WIDE,
      .measure_cols = 50,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES,
      .theme = THEME_MONO},
     {NULL}},
    {"quotes",
     "[text]\nmeasure = \"50\"\nambiguous='wide'\n",
     {.ambiguous = AMBIGUOUS_WIDE,
      .measure_cols = 50,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES,
      .theme = THEME_DEFAULT},
     {NULL}},
    {"a comment after a value",
     "[text]\nmeasure = 50 ; 60\nambiguous = wide # x\n[screen]\ntheme = mono;x",
     {.ambiguous = AMBIGUOUS_WIDE,
      .measure_cols = 50,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES,
      .theme = THEME_MONO},
     {NULL}},
    {"a value cut at # is what is before it",
     "[screen]\ntheme = mono#2\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES,
      .theme = THEME_MONO},
     {NULL}},
    {"GBK in a comment",
     "# \xC9\xCF\xB3\xC7\n[text]\nmeasure=50\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 50,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {NULL}},
};

static const struct read_case WARNED[] = {
    {"too small",
     "[text]\nmeasure = 19\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"2 warning [text] 的 measure（正文最宽的列数）不能是“19”，只能是 20 到 400 的整数"}},
    {"too large",
     "[text]\nmeasure = 401\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"2 warning "}},
    {"huge",
     "[text]\nmeasure = 99999999999999999999\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"2 warning "}},
    {"negative",
     "[text]\nmeasure = -50\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"“-50”"}},
    {"not whole",
     "[text]\nmeasure = 50.5\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"“50.5”"}},
    {"hexadecimal",
     "[text]\nmeasure = 0x32\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"“0x32”"}},
    {"a word after it",
     "[text]\nmeasure = 50 columns\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"“50 columns”"}},
    {"full-width",
     "[text]\nmeasure = ５０\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"“５０”"}},
    {"no value",
     "[text]\nmeasure =\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"“”"}},
    {"cut at the comment",
     "[text]\nmeasure = ;50\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"“”"}},
    {"not a choice",
     "[screen]\n\ntheme = blue\n[text]\nmeasure = 50\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 50,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"3 warning [screen] 的 theme（配色）不能是“blue”，只能是 default | light | "
      "dark | contrast | paper | mono | own"}},
    {"an accent too light for paper",
     "[kiosk]\naccent = \"#d08070\"\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"2 warning [kiosk] 的 accent（纸色上的一种强调色）不能是“#d08070”，只能是 \"#8c1c13\" "
      "这样的颜色"}},
    {"an accent without quotes",
     "[kiosk]\naccent = #8c1c13\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"2 warning [kiosk] 的 accent（纸色上的一种强调色）不能是“”，只能是 \"#8c1c13\" 这样的颜色"}},
    {"an accent that is no colour",
     "[kiosk]\naccent = crimson\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"2 warning [kiosk] 的 accent（纸色上的一种强调色）不能是“crimson”，只能是 \"#8c1c13\" "
      "这样的颜色"}},
    {"a part of a choice",
     "[text]\nambiguous = wid\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"auto | narrow | wide"}},
    {"controls in a value",
     "[screen]\ntheme = m\x1b[2Jo\xC2\x9b\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"“m?[2Jo?”"}},
    {"unknown key",
     "[text]\nmeasur = 50\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"2 warning [text] 里没有“measur”这个键；有的是：ambiguous、measure"}},
    {"a full-width space before a key",
     "[text]\n　measure = 50\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"2 warning [text] 里没有“　measure”这个键"}},
    {"unknown section, its keys with it",
     "[txt]\nmeasure = 50\nfoo = 1\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"1 warning 没有 [txt] 这一节"}},
    {"no section",
     "measure = 50\n[text]\nmeasure = 60\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 60,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"1 warning “measure”不在任何一节里"}},
    {"key in the wrong section",
     "[screen]\nmeasure = 50\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"2 warning [screen]"}},
    {"twice: the later counts, both lines are named",
     "[text]\nmeasure = 50\n[screen]\n[text]\n\nMeasure = 60\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 60,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"6 warning [text] 的 measure 在第 2 行已经设过，以这一行为准"}},
    {"three times",
     "[text]\nmeasure=50\nmeasure=60\nmeasure=70",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 70,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"3 warning [text] 的 measure 在第 2 行", "4 warning [text] 的 measure 在第 3 行"}},
    {"twice, the later wrong: neither",
     "[text]\nmeasure=50\nmeasure=x\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"3 warning [text] 的 measure 在第 2 行",
      "3 warning [text] 的 measure（正文最宽的列数）不能是“x”"}},
    {"a section called as a key in full",
     "[text]\nmeasure=50\n[text:measure]\n",
     {.ambiguous = AMBIGUOUS_AUTO,
      .measure_cols = 80,
      .mouse = SWITCH_YES,
      .clipboard = SWITCH_YES},
     {"3 warning 没有 [text:measure] 这一节"}},
};

static const struct read_case WRONG[] = {
    {"syntax", "[text]\nmeasure 50\n", {0}, {"2 error 这一行既不是"}},
    {"all of them", "[text]\nmeasure 50\n\noops\nambiguous = wide\n", {0}, {"2 error", "4 error"}},
    {"full-width equals sign", "[text]\nmeasure ＝ 50\n", {0}, {"2 error"}},
    {"no key", "[text]\nmeasure = 50\n= 50\n", {0}, {"3 error"}},
    {"a BOM", "\xEF\xBB\xBF[text]\nmeasure = 50\n", {0}, {"1 error 文件开头有 BOM"}},
    {"a BOM before a key", "\xEF\xBB\xBFmeasure = 50\n", {0}, {"1 error 文件开头有 BOM"}},
    {"section not closed", "[text\nmeasure = 50\n", {0}, {"1 error 节名要单独成行"}},
    {"a comment after a section",
     "[text] # a = b\nmeasure = 50\n",
     {0},
     {"1 error 节名要单独成行"}},
    {"brackets in a section", "[te]xt]\nmeasure = 50\n", {0}, {"1 error 节名要单独成行"}},
    {"an empty section", "[text]\n[ ]\nmeasure = 50\n", {0}, {"2 error 节名是空的"}},
    {"a comment that swallows the next line",
     "[text]\n# c:\\\nmeasure = 50\n",
     {0},
     {"2 error 行末的“\\”"}},
    {"a value that goes on", "[text]\nmeasure = 5\\  \n0\n", {0}, {"2 error 行末的“\\”"}},
    {"what follows a value that goes on",
     "[text]\nmeasure = 5\\\n0\noops\n",
     {0},
     {"2 error 行末的“\\”", "4 error"}},
    {"UTF-16", "\xFF\xFE[", {0}, {"1 error"}},
};

static void check_cases(void **state, const struct read_case *cases, size_t count, bool sound)
{
    char *path = scratch_path(*state, "kanbao.ini");

    for (size_t i = 0; i < count; i++) {
        const struct read_case *item = cases + i;
        struct config config = DEFAULTS;
        struct config wanted = sound ? item->config : DEFAULTS;
        struct diags diags = {0};
        size_t expected = 0;
        char *lines;
        bool right;

        scratch_write(path, item->text, strlen(item->text));
        right = config_read(&config, path, &diags) == sound && same(config, wanted);
        lines = printed(&diags);
        for (; item->expected[expected]; expected++)
            right = right && strstr(lines, item->expected[expected]);
        if (!right || diags.count != expected)
            print_error("%s: measure %d, said:\n%s", item->description, config.measure_cols, lines);
        assert_true(right);
        assert_int_equal(diags.count, expected);
        for (size_t j = 0; j < diags.count; j++)
            assert_string_equal(diags.items[j].path, path);
        free(lines);
        config_free(&config);
        diags_free(&diags);
    }
    free(path);
}

static void test_sound_files(void **state)
{
    check_cases(state, SOUND, sizeof(SOUND) / sizeof(SOUND[0]), true);
}

static void test_warnings_leave_the_setting(void **state)
{
    check_cases(state, WARNED, sizeof(WARNED) / sizeof(WARNED[0]), true);
}

static void test_errors_leave_the_config(void **state)
{
    check_cases(state, WRONG, sizeof(WRONG) / sizeof(WRONG[0]), false);
}

static void test_a_nul_is_an_error(void **state)
{
    static const char text[] = "[text]\nmeasure = 5\0 0\nambiguous = wide\n";
    char *path = scratch_path(*state, "kanbao.ini");
    struct config config = DEFAULTS;
    struct diags diags = {0};

    scratch_write(path, text, sizeof(text) - 1);
    assert_false(config_read(&config, path, &diags));
    assert_int_equal(diags.count, 1);
    assert_int_equal(diags.items[0].line, 2);
    assert_non_null(strstr(diags.items[0].message, "NUL"));
    assert_true(same(config, DEFAULTS));
    config_free(&config);
    diags_free(&diags);
    free(path);
}

static void test_the_longest_line(void **state)
{
    char *path = scratch_path(*state, "kanbao.ini");

    for (size_t length = 1000; length <= 1100; length++) {
        struct config config = DEFAULTS;
        struct diags diags = {0};
        struct buffer text = {0};

        buffer_add_text(&text, "[text]\n#");
        buffer_add_spaces(&text, (int)length - 1);
        buffer_add_text(&text, "\nmeasure = 50\n");
        scratch_write(path, text.data, text.bytes);
        assert_int_equal(config_read(&config, path, &diags), length <= 1022);
        assert_int_equal(config.measure_cols, length <= 1022 ? 50 : 80);
        assert_int_equal(diags.count, length > 1022);
        if (diags.count) {
            assert_int_equal(diags.items[0].line, 2);
            assert_non_null(strstr(diags.items[0].message, "1022"));
        }
        buffer_free(&text);
        config_free(&config);
        diags_free(&diags);
    }
    free(path);
}

static void test_what_is_no_file_is_an_error(void **state)
{
    char *paths[] = {scratch_path(*state, "missing"), scratch_path(*state, "folder"),
                     scratch_path(*state, "large"), scratch_path(*state, "missing/x")};
    struct buffer large = {0};

    mkdir(paths[1], 0700);
    while (large.bytes <= 64 * 1024)
        buffer_add_text(&large, "# comment\n");
    scratch_write(paths[2], large.data, large.bytes);
    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        struct config config = DEFAULTS;
        struct diags diags = {0};

        assert_false(config_read(&config, paths[i], &diags));
        assert_int_equal(diag_errors(&diags), 1);
        assert_string_equal(diags.items[0].path, paths[i]);
        assert_true(same(config, DEFAULTS));
        config_free(&config);
        diags_free(&diags);
        free(paths[i]);
    }
    buffer_free(&large);
}

static void test_dev_null_is_an_empty_file(void **state)
{
    struct config config = DEFAULTS;
    struct diags diags = {0};

    (void)state;
    assert_true(config_read(&config, "/dev/null", &diags));
    assert_int_equal(diags.count, 0);
}

static void test_a_fifo_is_an_error_and_not_waited_for(void **state)
{
    char *path = scratch_path(*state, "fifo");
    struct config config = DEFAULTS;
    struct diags diags = {0};
    int reader, writer;

    assert_int_equal(mkfifo(path, 0600), 0);
    reader = open(path, O_RDONLY | O_NONBLOCK); /* the FIFO keeps its contents while it is open */
    writer = open(path, O_WRONLY);
    assert_true(reader >= 0 && writer >= 0);
    assert_int_equal(write(writer, "[text]\nmeasure = 50\n", 20), 20);
    close(writer);
    assert_false(config_read(&config, path, &diags));
    assert_int_equal(diags.count, 1);
    assert_true(same(config, DEFAULTS));
    close(reader);
    config_free(&config);
    diags_free(&diags);
    free(path);
}

/* Reads a wrong file in a process that has its standard output and error in one file. */
static void test_nothing_is_written_to_the_screen(void **state)
{
    char *path = scratch_path(*state, "kanbao.ini");
    char *screen = scratch_path(*state, "screen");
    int status = -1;
    pid_t child;

    scratch_write(path, "[text]\nnonsense\n", 16);
    child = fork();
    if (child == 0) {
        struct config config = DEFAULTS;
        struct diags diags = {0};

        if (!freopen(screen, "w", stdout) || !freopen(screen, "a", stderr))
            _exit(2);
        config_read(&config, path, &diags);
        fflush(NULL);
        status = diags.count == 1 ? 0 : 1;
        config_free(&config);
        diags_free(&diags);
        free(path);
        free(screen);
        _exit(status);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_true(scratch_holds(screen, "", 0));
    free(path);
    free(screen);
}

static void write_measure(const char *folder, const char *below, int measure)
{
    struct buffer path = {0}, text = {0};

    buffer_addf(&path, "%s/%s", folder, below);
    buffer_addf(&text, "[text]\nmeasure = %d\n", measure);
    for (size_t i = strlen(folder) + 1; i < path.bytes; i++) {
        if (path.data[i] != '/')
            continue;
        path.data[i] = '\0';
        mkdir(path.data, 0700);
        path.data[i] = '/';
    }
    scratch_write(buffer_c_str(&path), text.data, text.bytes);
    buffer_free(&path);
    buffer_free(&text);
}

static void test_load_takes_the_first_there_is(void **state)
{
    static const struct {
        const char *description;
        bool given, in_xdg, in_home, in_system;
        int measure;
    } cases[] = {
        {"none at all", false, false, false, false, 80},
        {"the system's", false, false, false, true, 30},
        {"home's before the system's", false, false, true, true, 40},
        {"XDG's, not home's", false, true, true, true, 50},
        {"the given one before all", true, true, true, true, 60},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char *folder = *state;
        char *given = scratch_path(folder, "given.ini");
        char *xdg = scratch_path(folder, "xdg");
        char *system = scratch_path(folder, "system.ini");
        struct config config = DEFAULTS;
        struct diags diags = {0};

        setenv("HOME", folder, 1);
        unsetenv("XDG_CONFIG_HOME");
        if (cases[i].given)
            write_measure(folder, "given.ini", 60);
        if (cases[i].in_xdg) {
            setenv("XDG_CONFIG_HOME", xdg, 1);
            write_measure(folder, "xdg/kanbao/kanbao.ini", 50);
        }
        if (cases[i].in_home)
            write_measure(folder, ".config/kanbao/kanbao.ini", 40);
        if (cases[i].in_system)
            write_measure(folder, "system.ini", 30);
        assert_true(config_load(&config, cases[i].given ? given : NULL, system, &diags));
        if (config.measure_cols != cases[i].measure)
            print_error("%s\n", cases[i].description);
        assert_int_equal(config.measure_cols, cases[i].measure);
        assert_int_equal(diags.count, 0);
        config_free(&config);
        free(given);
        free(xdg);
        free(system);
        tear_down(state);
        set_up(state);
    }
}

static void test_load_fails_where_one_is_there_but_cannot_be_read(void **state)
{
    char *given = scratch_path(*state, "given.ini");
    char *own = scratch_path(*state, ".config/kanbao/kanbao.ini");
    struct config config = DEFAULTS;
    struct diags diags = {0};

    setenv("HOME", *state, 1);
    unsetenv("XDG_CONFIG_HOME");
    assert_false(config_load(&config, given, NULL, &diags));
    assert_int_equal(diags.count, 1);
    write_measure(*state, ".config/kanbao/kanbao.ini", 40);
    assert_int_equal(unlink(own), 0);
    assert_true(config_load(&config, NULL, NULL, &diags));
    assert_int_equal(symlink("nowhere", own), 0);
    assert_false(config_load(&config, NULL, NULL, &diags));
    assert_int_equal(diags.count, 2);
    assert_string_equal(diags.items[1].path, own);
    assert_true(same(config, DEFAULTS));
    config_free(&config);
    diags_free(&diags);
    free(given);
    free(own);
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_shipped_file_is_the_defaults),
        cmocka_unit_test(test_every_key_is_in_the_shipped_file),
        WITH_FOLDER(test_sound_files),
        WITH_FOLDER(test_warnings_leave_the_setting),
        WITH_FOLDER(test_errors_leave_the_config),
        WITH_FOLDER(test_a_nul_is_an_error),
        WITH_FOLDER(test_the_longest_line),
        WITH_FOLDER(test_what_is_no_file_is_an_error),
        cmocka_unit_test(test_dev_null_is_an_empty_file),
        WITH_FOLDER(test_a_fifo_is_an_error_and_not_waited_for),
        WITH_FOLDER(test_nothing_is_written_to_the_screen),
        WITH_FOLDER(test_load_takes_the_first_there_is),
        WITH_FOLDER(test_load_fails_where_one_is_there_but_cannot_be_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
