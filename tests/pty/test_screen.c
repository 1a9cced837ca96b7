/* The terminal's screen equals the output of --frame, after every key and at every size. */

#include "pty/fixture.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

static const char *const content[] = {FIXTURE_CONTENT, NULL};

/* Waits for the first frame, then types `keys` one by one and waits for the frame after each. */
static void type_and_compare(struct fixture *fixture, int cols, int rows, const char *keys)
{
    char typed[256] = "";
    char key[32];
    assert_true(fixture_wait_frame(fixture, cols, rows, typed, FIXTURE_CONTENT));
    for (size_t at = 0, bytes; (bytes = terminal_key_bytes(keys + at)) > 0; at += bytes) {
        snprintf(key, sizeof key, "%.*s", (int)bytes, keys + at);
        snprintf(typed, sizeof typed, "%.*s", (int)(at + bytes), keys);
        assert_true(harness_keys(fixture->harness, key));
        assert_true(fixture_wait_frame(fixture, cols, rows, typed, FIXTURE_CONTENT));
    }
}

struct typing_row {
    const char *name;
    int cols;
    int rows;
    const char *keys;
};

static const struct typing_row typing_rows[] = {
    {"first screen 80x24", 80, 24, ""},
    {"first screen 60x12", 60, 12, ""},
    {"first screen 59x24", 59, 24, ""},
    {"first screen 40x12", 40, 12, ""},
    {"first screen 20x5", 20, 5, ""},
    {"first screen 100x30", 100, 30, ""},
    {"first screen 200x60", 200, 60, ""},
    {"too small 19x5", 19, 5, "j"},
    {"too small 20x4", 20, 4, "j"},
    {"browse down and up 80x24", 80, 24, "jjjj<Down><Down>kk<Up>G<Home><End>g"},
    {"browse down and up 40x12", 40, 12, "jjjjjjjjjjjjkkG<Home>"},
    {"an arrow as the first key", 80, 24, "<Down><Up>"},
    {"fold and unfold", 80, 24, "<Left><Right>j<Enter><Enter><Left><Left>jj<Right>"},
    {"group by topic", 80, 24, "tjj<Enter>tt"},
    {"open an article 80x24", 80, 24, "jj<Enter><Enter>"},
    {"page through an article 80x24", 80, 24, "jj<Enter><Space><C-f><PgDn>b<C-b><PgUp>"},
    {"page through an article 40x12", 40, 12, "jj<Enter><Space><C-f><PgDn><Space><Space>b<C-b>"},
    {"page through an article 100x30", 100, 30, "jj<Enter>jjjkd<C-d>u<C-u>G<Home><End>g"},
    {"line by line 80x24", 80, 24, "jj<Enter>jjjjjjjjkkkk"},
    {"line by line 20x5", 20, 5, "jj<Enter>jjjjjkk"},
    {"back from an article 40x12", 40, 12, "jj<Enter><Esc>j<Enter>h"},
    {"other pane", 80, 24, "jj<Tab>jj<S-Tab>j<Tab>k"},
    {"next and previous article", 80, 24, "jj<Enter>]]J[K"},
    {"next unread", 80, 24, "nn<Enter>n"},
    {"on to the next article by Space", 80, 24, "jj<Enter>G<Space><Space>"},
    {"search as one types", 80, 24, "/物业<Enter>nnN"},
    {"search that finds nothing", 80, 24, "/qqq<Enter>"},
    {"search by initials", 80, 24, "/sjq<Enter>nnN"},
    {"search by initials after one by text", 80, 24, "/ai<BS><BS>sjq<BS><Enter>"},
    {"search taken back", 80, 24, "/物业<BS><BS><Esc>"},
    {"search in a narrow window", 40, 12, "/社区<Down><Enter>"},
    {"search in this article", 80, 24, "jj<Enter>f社区<Enter>n"},
    {"help and back 80x24", 80, 24, "?<Esc>"},
    {"help and back 40x12", 40, 12, "<F1>jj<Esc>"},
    {"bookmarks", 80, 24, "jj<Enter>jjm'"},
    {"bookmarks in a narrow window", 40, 12, "jj<Enter>jjm'<Enter>"},
    {"no bookmarks", 80, 24, "'"},
    {"full-width keys", 80, 24, "ｊｊ？"},
    {"redraw", 80, 24, "jj<C-l>j"},
    {"an article's number", 80, 24, "3<Enter>"},
    {"keys without a meaning", 80, 24, "\\#<C-a>"},
};

static void test_typing(void **state)
{
    struct fixture *fixture = *state;
    const struct typing_row *row = fixture->row;
    fixture_start(fixture, row->cols, row->rows, content);
    type_and_compare(fixture, row->cols, row->rows, row->keys);
}

/* Keys that come faster than the program reads them have the same effect as slow ones. */
static void test_typed_ahead(void **state)
{
    static const char keys[] = "jj<Enter>jjjkk<PgDn>]<Space>[/社区<Enter>n?";
    struct fixture *fixture = *state;
    fixture_start(fixture, 80, 24, content);
    assert_true(harness_keys(fixture->harness, keys));
    assert_true(fixture_wait_frame(fixture, 80, 24, keys, FIXTURE_CONTENT));
}

/* Input that is no key is ignored, and the key after it is not lost. */
struct noise_row {
    const char *name;
    const char *bytes;
};

static const struct noise_row noise_rows[] = {
    {"a CSI sequence that nobody knows", "<Esc>[99;5v"},
    {"a mouse report that nobody asked for", "<Esc>[<lt>0;99998;99998M"},
    {"a cursor position report", "<Esc>[12;40R"},
    {"a device attributes report", "<Esc>[?1;2c"},
    {"a title report", "<Esc>]lkanbao<Esc>\\"},
    {"a colour report", "<Esc>]11;rgb:0000/0000/0000<C-g>"},
    {"a DCS string", "<Esc>P1$r0m<Esc>\\"},
    {"a CSI sequence with an intermediate byte", "<Esc>[2 q"},
    {"a CSI of one byte", "\x9b"
                          "5q"},
    {"a CSI of one byte, encoded", "\xc2\x9b"
                                   "5q"},
    {"the end of a paste that never began", "<Esc>[201~"},
    {"a paste", "<Esc>[200~jjq5<Esc>[A<C-c><Esc>[201~"},
    {"a byte that is not UTF-8", "\xff"},
    {"half a character", "\xe7\x9c"},
};

/* Keys that no action has are told of. */
static const struct noise_row unknown_rows[] = {
    {"a function key without a meaning", "<Esc>[24~"},
    {"a console's function key", "<Esc>[[E"},
    {"a keypad's key without a meaning", "<Esc>Ox"},
    {"a key with Alt", "<Esc>q"},
};

static void test_unknown(void **state)
{
    struct fixture *fixture = *state;
    const struct noise_row *row = fixture->row;

    fixture_start(fixture, 80, 24, content);
    assert_true(fixture_wait_frame(fixture, 80, 24, "", FIXTURE_CONTENT));
    assert_true(harness_keys(fixture->harness, row->bytes));
    assert_true(fixture_wait_frame(fixture, 80, 24, "X", FIXTURE_CONTENT));
    assert_true(harness_keys(fixture->harness, "j"));
    assert_true(fixture_wait_frame(fixture, 80, 24, "j", FIXTURE_CONTENT));
}

static void test_noise(void **state)
{
    struct fixture *fixture = *state;
    const struct noise_row *row = fixture->row;
    fixture_start(fixture, 80, 24, content);
    assert_true(fixture_wait_frame(fixture, 80, 24, "", FIXTURE_CONTENT));
    assert_true(harness_keys(fixture->harness, row->bytes));
    assert_true(fixture_wait_frame(fixture, 80, 24, "", FIXTURE_CONTENT));
    assert_true(harness_keys(fixture->harness, "j"));
    assert_true(fixture_wait_frame(fixture, 80, 24, "j", FIXTURE_CONTENT));
}

/* A sequence may come in pieces. */
static void test_parted_sequence(void **state)
{
    struct fixture *fixture = *state;
    fixture_start(fixture, 80, 24, content);
    assert_true(fixture_wait_frame(fixture, 80, 24, "", FIXTURE_CONTENT));
    for (int i = 0; i < 2; i++) {
        assert_true(harness_send(fixture->harness, "\033["));
        assert_true(harness_send(fixture->harness, i % 2 ? "A" : "B"));
    }
    assert_true(harness_send(fixture->harness, "\033["));
    assert_true(harness_send(fixture->harness, "B"));
    assert_true(fixture_wait_frame(fixture, 80, 24, "j", FIXTURE_CONTENT));
}

/* A terminal may be resized without a signal: the program is in another session than the one that
 * gets it. The program notices at the next key. */
static void test_resized_without_a_signal(void **state)
{
    struct fixture *fixture = *state;
    fixture->harness =
        harness_new(&fixture->sandbox,
                    &(struct harness_start){.argv = (const char *const[]){"/usr/bin/setsid", "-w",
                                                                          sandbox_kanbao(),
                                                                          FIXTURE_CONTENT, NULL},
                                            .rows = 24,
                                            .cols = 80});
    assert_true(fixture_wait_frame(fixture, 80, 24, "", FIXTURE_CONTENT));
    harness_resize(fixture->harness, 30, 100);
    assert_true(harness_keys(fixture->harness, "j"));
    assert_true(fixture_wait_frame(fixture, 100, 30, "j", FIXTURE_CONTENT));
}

enum { SIZES_MAX = 8 };

/* Keys typed at the first size, and sizes set after that: each screen is the same as if the keys
 * had been typed at its size. This holds only if nothing had to scroll on the way. */
struct resizing_row {
    const char *name;
    const char *keys;
    int sizes[SIZES_MAX][2]; /* columns and rows, ended by zeros */
};

static const struct resizing_row resizing_rows[] = {
    {"resize in the tree", "jj", {{80, 24}, {100, 30}, {60, 20}, {200, 60}, {40, 12}, {20, 5}}},
    {"resize at an article's top",
     "<Enter>",
     {{80, 24}, {40, 12}, {100, 30}, {20, 5}, {60, 12}, {1, 1}, {200, 60}, {80, 24}}},
    {"resize in the help",
     "?",
     {{80, 24}, {40, 12}, {100, 30}, {20, 5}, {1, 1}, {200, 60}, {80, 24}}},
    {"resize in the bookmarks",
     "<Enter>m'",
     {{80, 24}, {40, 12}, {100, 30}, {20, 5}, {1, 1}, {200, 60}, {80, 24}}},
    {"resize while searching", "/物业", {{40, 12}, {20, 5}, {59, 30}, {1, 1}, {40, 12}}},
    {"resize after a search", "/物业<Enter>", {{40, 12}, {20, 5}, {59, 30}, {1, 1}, {40, 12}}},
};

static void test_resizing(void **state)
{
    struct fixture *fixture = *state;
    const struct resizing_row *row = fixture->row;
    fixture_start(fixture, row->sizes[0][0], row->sizes[0][1], content);
    type_and_compare(fixture, row->sizes[0][0], row->sizes[0][1], row->keys);
    for (size_t i = 1; i < SIZES_MAX && row->sizes[i][0]; i++) {
        harness_resize(fixture->harness, row->sizes[i][1], row->sizes[i][0]);
        assert_true(fixture_wait_frame(fixture, row->sizes[i][0], row->sizes[i][1], row->keys,
                                       FIXTURE_CONTENT));
    }
}

/* A list that had to scroll in a small window fills a large window again. */
static void test_list_grows_back(void **state)
{
    struct fixture *fixture = *state;
    fixture_start(fixture, 80, 24, content);
    type_and_compare(fixture, 80, 24, "G");
    harness_resize(fixture->harness, 5, 20);
    assert_true(fixture_wait_frame(fixture, 20, 5, "G", FIXTURE_CONTENT));
    harness_resize(fixture->harness, 24, 80);
    assert_true(fixture_wait_frame(fixture, 80, 24, "G", FIXTURE_CONTENT));
}

/* Resizes that come faster than the program reacts lead to the right screen. */
static void test_many_resizes_at_once(void **state)
{
    struct fixture *fixture = *state;
    fixture_start(fixture, 80, 24, content);
    type_and_compare(fixture, 80, 24, "jj<Enter>");
    for (int i = 0; i < 40; i++)
        harness_resize(fixture->harness, 1 + i * 7 % 40, 1 + i * 31 % 120);
    harness_resize(fixture->harness, 30, 100);
    assert_true(fixture_wait_frame(fixture, 100, 30, "jj<Enter>", FIXTURE_CONTENT));
}

/* Writes an article of numbered words, 第0001词第0002词…, by which the text at the top can be
 * identified. */
static void write_numbered_article(const struct fixture *fixture)
{
    struct buffer text = {0};
    buffer_add_text(&text, "---\ntitle: 编号\ndistrict: 上城区\ntopic: 试验\n---\n");
    for (int word = 1; word <= 2000; word++)
        buffer_addf(&text, "第%04d词%s", word, word % 50 ? "" : "。\n\n");
    sandbox_write(&fixture->sandbox, "paper/numbered.md", buffer_str(&text));
    buffer_free(&text);
}

/* Returns the number of the first whole word on the screen, or 0 if there is none. */
static int first_word(const struct fixture *fixture)
{
    char *text = terminal_text(harness_terminal(fixture->harness));
    int word = 0;
    for (const char *at = text; at && !word; at = strstr(at + 1, "第")) {
        char end[8] = "";
        if (sscanf(at, "第%4d%7s", &word, end) != 2 || strncmp(end, "词", strlen("词")) != 0)
            word = 0;
    }
    free(text);
    return word;
}

struct place_row {
    const char *name;
    int cols;
    int rows;
};

static const struct place_row place_rows[] = {
    {"a resize to 40x12 keeps the words at the top", 40, 12},
    {"a resize to 100x30 keeps the words at the top", 100, 30},
    {"a resize to 20x5 keeps the words at the top", 20, 5},
    {"a resize to 200x60 keeps the words at the top", 200, 60},
};

static void test_place_is_kept(void **state)
{
    struct fixture *fixture = *state;
    const struct place_row *row = fixture->row;
    write_numbered_article(fixture);
    char *path = sandbox_path(&fixture->sandbox, "paper/numbered.md");
    struct harness *harness = fixture_start(fixture, 80, 24, (const char *const[]){path, NULL});
    assert_true(fixture_wait_frame(fixture, 80, 24, "", path));
    assert_true(harness_keys(harness, "<PgDn><PgDn><PgDn>jjj"));
    assert_true(fixture_wait_frame(fixture, 80, 24, "<PgDn><PgDn><PgDn>jjj", path));
    char *before = terminal_text(harness_terminal(harness));
    int word_before = first_word(fixture);
    assert_true(word_before > 100);
    harness_resize(harness, row->rows, row->cols);
    assert_true(harness_wait_idle(harness, SANDBOX_DEADLINE_MS));
    int word_after = first_word(fixture);
    /* A wider line may begin with earlier words, but the former first word is on it. */
    assert_in_range(word_after, word_before - row->cols / 8, word_before + 1);
    harness_resize(harness, 24, 80);
    assert_true(harness_wait_screen(harness, before, SANDBOX_DEADLINE_MS));
    free(before);
    free(path);
}

static size_t coloured_cells(const struct fixture *fixture, int cols, int rows)
{
    size_t count = 0;
    for (int row = 0; row < rows; row++) {
        for (int col = 0; col < cols; col++)
            count += terminal_cell(harness_terminal(fixture->harness), row, col).coloured;
    }
    return count;
}

struct colour_row {
    const char *name;
    const char *term;
    const char *no_color;
    bool coloured;
};

static const struct colour_row colour_rows[] = {
    {"colours by default", "xterm-256color", NULL, true},
    {"NO_COLOR has no colours", "xterm-256color", "1", false},
    {"an empty NO_COLOR says nothing", "xterm-256color", "", true},
    {"a terminal without colours", "xterm-mono", NULL, false},
};

static void test_colours(void **state)
{
    struct fixture *fixture = *state;
    const struct colour_row *row = fixture->row;
    sandbox_env(&fixture->sandbox, "TERM", row->term);
    sandbox_env(&fixture->sandbox, "NO_COLOR", row->no_color);
    fixture_start(fixture, 80, 24, content);
    type_and_compare(fixture, 80, 24, "jj<Enter>");
    assert_int_equal(coloured_cells(fixture, 80, 24) > 0, row->coloured);
}

struct marks_row {
    const char *name;
    const char *by_text;
    const char *by_pinyin;
};

static const struct marks_row marks_rows[] = {
    {"marks of a search by initials", "/四季青<Enter>", "/sjq<Enter>"},
    {"marks of one in this article", "5<Enter>f四季青<Enter>", "5<Enter>fsjq<Enter>"},
};

/* Appends the marked text of the article's pane at 80x24. Returns the row of the current match. */
static int marked(const struct fixture *fixture, struct buffer *text)
{
    int found = -1;
    buffer_clear(text);
    for (int row = 1; row < 23; row++) {
        for (int col = 33; col < 80; col++) {
            struct terminal_cell cell = terminal_cell(harness_terminal(fixture->harness), row, col);
            char bytes[4];
            if (!cell.reverse || cell.character == UINT32_MAX)
                continue;
            buffer_add(text, bytes, utf8_encode(cell.character, bytes));
            if (cell.underline)
                found = row;
        }
    }
    return found;
}

/* Opens a reader without colours in a home folder of its own: an earlier reader that was killed may
 * have saved its place, or may not. */
static void open_anew(struct fixture *fixture, const char *keys)
{
    harness_free(fixture->harness);
    fixture->harness = NULL;
    sandbox_close(&fixture->sandbox);
    sandbox_open(&fixture->sandbox);
    sandbox_env(&fixture->sandbox, "TERM", "xterm-mono");
    fixture_open(fixture, keys);
}

/* Matches by initials are marked like others, and n and N move between them. */
static void test_marks(void **state)
{
    struct fixture *fixture = *state;
    const struct marks_row *row = fixture->row;
    struct buffer by_text = {0}, text = {0};
    int first, next;
    open_anew(fixture, row->by_text);
    first = marked(fixture, &by_text);
    assert_in_range(first, 1, 22);
    open_anew(fixture, row->by_pinyin);
    assert_int_equal(marked(fixture, &text), first);
    assert_int_equal(text.bytes, by_text.bytes);
    assert_memory_equal(text.data, by_text.data, text.bytes);
    assert_memory_equal(text.data, "四季青四季青", strlen("四季青四季青"));
    assert_true(harness_keys(fixture->harness, "n"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    next = marked(fixture, &text);
    assert_in_range(next, first + 1, 22);
    assert_true(harness_keys(fixture->harness, "N"));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
    assert_int_equal(marked(fixture, &text), first);
    buffer_free(&by_text);
    buffer_free(&text);
}

struct theme_row {
    const char *name;
    const char *term;
    const char *no_color;
    const char *keys;
    bool ground; /* the theme has a background, so every cell is coloured */
    bool coloured;
};

static const struct theme_row theme_rows[] = {
    {"light", "xterm-256color", NULL, "T", true, true},
    {"dark", "xterm-256color", NULL, "TT", true, true},
    {"high contrast", "xterm-256color", NULL, "TTT", true, true},
    {"paper", "xterm-256color", NULL, "TTTT", true, true},
    {"mono", "xterm-256color", NULL, "TTTTT", false, false},
    {"round again", "xterm-256color", NULL, "TTTTTT", false, true},
    {"light with eight colours", "xterm", NULL, "T", true, true},
    {"a ground stays while scrolling", "xterm-256color", NULL, "T<Enter>jjjk<Space>]", true, true},
    {"NO_COLOR wins over a theme", "xterm-256color", "1", "T", false, false},
    {"so does a terminal without colours", "vt100", NULL, "TT", false, false},
};

static void test_theme(void **state)
{
    struct fixture *fixture = *state;
    const struct theme_row *row = fixture->row;
    sandbox_env(&fixture->sandbox, "TERM", row->term);
    sandbox_env(&fixture->sandbox, "NO_COLOR", row->no_color);
    fixture_start(fixture, 80, 24, content);
    type_and_compare(fixture, 80, 24, row->keys);
    assert_int_equal(coloured_cells(fixture, 80, 24) > 0, row->coloured);
    assert_int_equal(coloured_cells(fixture, 80, 24) == (size_t)80 * 24, row->ground);
}

/* A file opened by itself begins where reading of it stopped, not of another file of the same
 * name. */
static void test_files_of_the_same_name(void **state)
{
    static const char *const files[] = {"one/notice.md", "two/notice.md"};
    struct fixture *fixture = *state;
    struct buffer text = {0};
    buffer_add_text(&text, "---\ntitle: 通知\n---\n");
    for (int i = 1; i <= 60; i++)
        buffer_addf(&text, "第%d段。\n\n", i);
    for (size_t i = 0; i < 2; i++)
        sandbox_write(&fixture->sandbox, files[i], buffer_str(&text));
    buffer_free(&text);
    for (size_t i = 0; i < 2; i++) {
        free(fixture_start_below(fixture, 80, 24, files[i]));
        assert_true(harness_keys(fixture->harness, "<Space>"));
        assert_true(harness_wait_text(fixture->harness, "第30段。", SANDBOX_DEADLINE_MS));
        assert_true(harness_keys(fixture->harness, "Q"));
        fixture_assert_exit(fixture, 0);
    }
    char *path = sandbox_path(&fixture->sandbox, files[0]);
    fixture_start(fixture, 80, 24, (const char *const[]){path, NULL});
    assert_true(harness_wait_text(fixture->harness, "第30段。", SANDBOX_DEADLINE_MS));
    free(path);
}

/* The chosen theme is remembered; an unknown name is ignored. */
static void test_theme_is_remembered(void **state)
{
    struct fixture *fixture = *state;
    fixture_start(fixture, 80, 24, content);
    type_and_compare(fixture, 80, 24, "T");
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_exit(fixture, 0);
    fixture_start(fixture, 80, 24, content);
    type_and_compare(fixture, 80, 24, "");
    assert_int_equal(coloured_cells(fixture, 80, 24), 80 * 24);
    assert_true(harness_keys(fixture->harness, "Q"));
    fixture_assert_exit(fixture, 0);
    sandbox_write(&fixture->sandbox, "state/kanbao/marks",
                  str_of("kanbao-state 2\ntheme\tno-such-theme\n"));
    fixture_start(fixture, 80, 24, content);
    type_and_compare(fixture, 80, 24, "");
    assert_in_range(coloured_cells(fixture, 80, 24), 1, 80 * 24 - 1);
}

struct own_row {
    const char *name;
    const char *term;
    const char *ini;
    const char *keys;
    const char *written; /* of the colour sequences */
};

static const struct own_row own_rows[] = {
    {"a number of the 256", "xterm-256color", "[screen]\ntheme = own\n[theme]\ntext = 235 on 231\n",
     "", "48;5;231"},
    {"red, green and blue, the nearest of the 256", "xterm-256color",
     "[screen]\ntheme = own\n[theme]\ntext = \"#111111 on #fffffe\"\n", "", "48;5;231"},
    {"the nearest of the eight", "xterm", "[screen]\ntheme = own\n[theme]\ntext = 16 on 231\n", "",
     "\033[30m\033[47m"},
    {"chosen by the key", "xterm-256color", "[theme]\ntext = 235 on 231\n", "TTTTTT", "48;5;231"},
};

static void test_own_theme(void **state)
{
    struct fixture *fixture = *state;
    const struct own_row *row = fixture->row;
    char *config;
    sandbox_env(&fixture->sandbox, "TERM", row->term);
    sandbox_write(&fixture->sandbox, "c.ini", str_of(row->ini));
    config = sandbox_path(&fixture->sandbox, "c.ini");
    fixture_start(fixture, 80, 24,
                  (const char *const[]){"--config", config, FIXTURE_CONTENT, NULL});
    free(config);
    assert_true(harness_wait_text(fixture->harness, "上城区 (6)", SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(fixture->harness, row->keys));
    assert_true(harness_wait_output(fixture->harness, row->written, 1, SANDBOX_DEADLINE_MS));
}

struct refused_row {
    const char *name;
    const char *size;
    const char *keys;
};

static const struct refused_row refused_rows[] = {
    {"--frame 0x0", "0x0", ""},
    {"--frame 80", "80", ""},
    {"--frame 80x", "80x", ""},
    {"--frame x24", "x24", ""},
    {"--frame 80x24x3", "80x24x3", ""},
    {"--frame -80x24", "-80x24", ""},
    {"--frame 80x-1", "80x-1", ""},
    {"--frame 99999999999x24", "99999999999x24", ""},
    {"--frame 60000x60000", "60000x60000", ""},
    {"--frame with nothing", "", ""},
    {"--frame with words", "axb", ""},
    {"--keys with an unknown key", "80x24", "<Nokey>"},
    {"--keys with half a key", "80x24", "<Down"},
};

static void test_refused(void **state)
{
    struct fixture *fixture = *state;
    const struct refused_row *row = fixture->row;
    struct sandbox_result result = {0};
    const char *const argv[] = {sandbox_kanbao(), "--frame",       row->size, "--keys",
                                row->keys,        FIXTURE_CONTENT, NULL};
    assert_true(sandbox_run(&fixture->sandbox, argv, SANDBOX_DEADLINE_MS, &result));
    assert_true(WIFEXITED(result.status));
    assert_int_equal(WEXITSTATUS(result.status), 2);
    assert_int_equal(result.out.bytes, 0);
    assert_int_equal(strncmp(buffer_c_str(&result.err), "kanbao: ", 8), 0);
    sandbox_result_free(&result);
}

int main(void)
{
    struct CMUnitTest tests[TABLE_TESTS_MAX];
    size_t count = 0;
    tests[count++] = (struct CMUnitTest)FIXTURE_TEST(test_theme_is_remembered);
    tests[count++] = (struct CMUnitTest)FIXTURE_TEST(test_files_of_the_same_name);
    ADD_ROWS(tests, count, test_typing, typing_rows);
    ADD_ROWS(tests, count, test_noise, noise_rows);
    ADD_ROWS(tests, count, test_unknown, unknown_rows);
    ADD_ROWS(tests, count, test_resizing, resizing_rows);
    ADD_ROWS(tests, count, test_place_is_kept, place_rows);
    ADD_ROWS(tests, count, test_colours, colour_rows);
    ADD_ROWS(tests, count, test_marks, marks_rows);
    ADD_ROWS(tests, count, test_theme, theme_rows);
    ADD_ROWS(tests, count, test_own_theme, own_rows);
    ADD_ROWS(tests, count, test_refused, refused_rows);
    tests[count++] = (struct CMUnitTest)FIXTURE_TEST(test_typed_ahead);
    tests[count++] = (struct CMUnitTest)FIXTURE_TEST(test_parted_sequence);
    tests[count++] = (struct CMUnitTest)FIXTURE_TEST(test_resized_without_a_signal);
    tests[count++] = (struct CMUnitTest)FIXTURE_TEST(test_list_grows_back);
    tests[count++] = (struct CMUnitTest)FIXTURE_TEST(test_many_resizes_at_once);
    return _cmocka_run_group_tests("screen", tests, count, NULL, NULL);
}
