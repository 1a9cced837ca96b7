/* An article's links on the terminal (OSC 8): after every key each cell has the right link, and
 * nothing else differs from a screen without links. */

#include "pty/fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char LINK[] = "\033]8;";
static const char LINKS_OFF[] = "[screen]\nlinks = off\n";
static const char LINKS_ON[] = "[screen]\nlinks = on\n";

/* A character that occurs only in the texts of links to one address and in the address. */
struct mark {
    uint32_t character;
    const char *url; /* NULL: not a link the terminal may be given */
};

static const struct mark marks[] = {
    {U'甲', "http://www.example.com/"},
    {U'乙', "https://example.com/a;b?c=%E4%B9%99"},
    {U'丙', "MAILTO:bianji@example.com"},
    {U'丁', "https://example.com/%E4%B8%81/"},
    {U'戊', NULL}, /* in a link the terminal may not be given */
    {U'己', NULL},
    {U'寅', NULL}, /* underlined for another reason */
};

#define HEADER(title) "---\ntitle: " title "\ndistrict: 上城区\ntopic: 试验\n---\n"
#define JIA "[甲](http://www.example.com/)"
#define BING "[丙**丙**](MAILTO:bianji@example.com)"
#define DING "[丁丁](https://example.com/丁/)"
#define YI_TEN "乙乙乙乙乙乙乙乙乙乙"
/* Takes several lines at every width that is tried. */
#define YI "[" YI_TEN YI_TEN YI_TEN YI_TEN YI_TEN "](https://example.com/a;b?c=乙)"
#define REFUSED "[戊戊](javascript:alert(1))、[己](../己.md)、*寅*"
#define PLAIN "这一段没有，这一段没有，这一段没有，这一段没有，这一段没有。\n\n"

static const char article[] =
    HEADER("有的") "看" JIA "和" YI "。\n\n" PLAIN REFUSED "、" BING "。\n\n" PLAIN
                   "| 名称 | 去处 |\n| --- | --- |\n| 一 | " DING
                   " |\n| 二 | 没有 |\n\n" PLAIN PLAIN "- " JIA "\n- *寅*\n- " JIA JIA
                   "\n- " REFUSED "\n\n" PLAIN PLAIN YI "\n\n" PLAIN "## 小标题" DING
                   "\n\n" PLAIN PLAIN PLAIN JIA "\n\n" PLAIN;

static const char next_article[] =
    HEADER("也有") DING "，" BING "，*寅寅寅*，" REFUSED "。\n\n" PLAIN PLAIN JIA YI "\n\n" PLAIN;

static const char last_article[] = HEADER("没有") "*寅*。\n\n" PLAIN PLAIN;

static const struct mark *find_mark(uint32_t character)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (marks[i].character == character)
            return &marks[i];
    }
    return NULL;
}

static void write_articles(const struct fixture *fixture)
{
    sandbox_write(&fixture->sandbox, "paper/1.md", str_of(article));
    sandbox_write(&fixture->sandbox, "paper/2.md", str_of(next_article));
    sandbox_write(&fixture->sandbox, "paper/3.md", str_of(last_article));
}

/* The links expected of a row's cells, as far as their characters tell. A link's number, [1],
 * stands after its text and is part of the link. */
struct expectation {
    const struct mark *mark; /* of the text or number that the previous cell belongs to */
    bool in_number;
};

/* Sets *url to the link expected of a cell. Returns false if its character does not tell. */
static bool expect(struct expectation *before, uint32_t character, const char **url)
{
    const struct mark *mark = find_mark(character);
    bool opens = before->mark && !before->in_number && character == '[';

    *url = NULL;
    if (mark || opens || before->in_number) {
        mark = mark ? mark : before->mark;
        *url = mark->url;
        *before = (struct expectation){mark, opens || (before->in_number && character != ']')};
        return true;
    }
    *before = (struct expectation){0};
    return character <= ' ' || character > '~';
}

static void assert_leads(const struct terminal *terminal, int row, int col, const char *url)
{
    const char *link = terminal_cell(terminal, row, col).link;

    if (!links_seen_same(link, url)) {
        terminal_report(terminal, NULL);
        fprintf(stderr, "row %d column %d leads to %s, not %s\n", row, col, link ? link : "nowhere",
                url ? url : "nowhere");
    }
    assert_true(links_seen_same(link, url));
}

/* Returns the number of cells that are links. Each cell between the bars must have the link its
 * character tells. */
static size_t count_links(const struct fixture *fixture)
{
    const struct terminal *terminal = harness_terminal(fixture->harness);
    size_t count = 0;
    int rows;
    int cols;

    assert_false(terminal->links.malformed);
    vterm_get_size(terminal->vterm, &rows, &cols);
    for (int row = 0; row < rows; row++) {
        struct expectation before = {0};

        for (int col = 0; col < cols; col++) {
            struct terminal_cell cell = terminal_cell(terminal, row, col);
            bool is_bar = row == 0 || row == rows - 1;
            const char *url = NULL;

            if (cell.character == UINT32_MAX)
                continue; /* libvterm keeps nothing for the right half */
            if (is_bar || expect(&before, cell.character, &url))
                assert_leads(terminal, row, col, url);
            count += cell.link != NULL;
        }
    }
    return count;
}

struct walk_row {
    const char *name;
    int cols;
    int rows;
    const char *below;
    const char *keys;
};

/* Types the row's keys one by one and checks the screen after each. */
static void walk(struct fixture *fixture, const struct walk_row *row, const char *path,
                 void (*look)(const struct fixture *fixture, void *into), void *into)
{
    char typed[256] = "";
    char key[32];

    look(fixture, into);
    for (size_t at = 0, bytes; (bytes = terminal_key_bytes(row->keys + at)) > 0; at += bytes) {
        snprintf(key, sizeof key, "%.*s", (int)bytes, row->keys + at);
        snprintf(typed, sizeof typed, "%.*s", (int)(at + bytes), row->keys);
        assert_true(harness_keys(fixture->harness, key));
        assert_true(fixture_wait_frame(fixture, row->cols, row->rows, typed, path));
        look(fixture, into);
    }
}

#define SCROLL "jjjjjjjjkkkdudd<Space>bGgG<PgUp>kkkkjjjj"

static const struct walk_row walk_rows[] = {
    {"scrolling a file 80x24", 80, 24, "paper/1.md", SCROLL},
    {"scrolling a file 40x12", 40, 12, "paper/1.md", SCROLL},
    {"scrolling a file 20x5", 20, 5, "paper/1.md", SCROLL},
    {"scrolling beside the tree 80x24", 80, 24, "paper", "<Enter>" SCROLL},
    {"scrolling beside the tree 120x40", 120, 40, "paper", "<Enter>" SCROLL},
    {"scrolling without the tree", 80, 24, "paper", "<Enter>jjzjjjjkkz"},
    {"from one article to another 80x24", 80, 24, "paper", "jjkkj<Enter>]][[]j[]"},
    {"from one article to another 40x12", 40, 12, "paper", "<Enter>jjj]][[<Esc>j<Enter>"},
    {"other colours", 80, 24, "paper", "<Enter>TjTjjTkTdTu"},
    {"redrawing, help, a bookmark", 80, 24, "paper", "<Enter>j<C-l>j?<Esc>m'<Esc><C-l>"},
    {"finding what is in a link", 80, 24, "paper", "<Enter>f甲<Enter>nnN<Esc>f没有<Enter>nnnn"},
    {"searching all articles", 80, 24, "paper", "/小标题<Enter>nn<Esc>jj"},
};

static void add_links(const struct fixture *fixture, void *into)
{
    *(size_t *)into += count_links(fixture);
}

static void test_walk(void **state)
{
    struct fixture *fixture = *state;
    const struct walk_row *row = fixture->row;
    size_t links = 0;

    write_articles(fixture);
    char *path = fixture_start_below(fixture, row->cols, row->rows, row->below);
    walk(fixture, row, path, add_links, &links);
    assert_true(links > 20);
    free(path);
}

static void test_resizes(void **state)
{
    static const int sizes[][2] = {{40, 12},  {80, 24}, {20, 5}, {19, 4},
                                   {130, 30}, {60, 12}, {80, 24}};
    struct fixture *fixture = *state;
    size_t links = 0;

    write_articles(fixture);
    char *path = fixture_start_below(fixture, 80, 24, "paper/1.md");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        harness_resize(fixture->harness, sizes[i][1], sizes[i][0]);
        assert_true(fixture_wait_frame(fixture, sizes[i][0], sizes[i][1], "", path));
        links += count_links(fixture);
    }
    assert_true(links > 20);
    free(path);
}

/* After fg the links are back; before, nothing of them is left on the screen. */
static void test_suspend(void **state)
{
    static const char link_end[] = "\033]8;;\033\\";
    static const char script[] =
        "set -m; \"$0\" \"$1\"; echo stopped; read x; fg >/dev/null; echo ended";
    struct fixture *fixture = *state;
    size_t ends = 0;

    write_articles(fixture);
    char *path = sandbox_path(&fixture->sandbox, "paper/1.md");
    const char *const argv[] = {"/bin/sh", "-c", script, sandbox_kanbao(), path, NULL};
    fixture->harness = harness_new(&fixture->sandbox,
                                   &(struct harness_start){.argv = argv, .rows = 24, .cols = 80});
    assert_true(fixture_wait_frame(fixture, 80, 24, "", path));
    /* The program's last output, because the shell would count as idle, too. */
    assert_true(harness_wait_output(fixture->harness, "\033[?25l", 1, SANDBOX_DEADLINE_MS));
    size_t links = count_links(fixture);
    assert_true(links > 0);
    struct str output = harness_output(fixture->harness);
    for (size_t at = 0; at + strlen(link_end) <= output.bytes; at++)
        ends += memcmp(output.p + at, link_end, strlen(link_end)) == 0;
    assert_true(harness_keys(fixture->harness, "<C-z>"));
    assert_true(harness_wait_text(fixture->harness, "stopped", SANDBOX_DEADLINE_MS));
    assert_int_equal(count_links(fixture), 0);
    assert_true(harness_keys(fixture->harness, "<Enter>"));
    assert_true(harness_wait_output(fixture->harness, link_end, 2 * ends, SANDBOX_DEADLINE_MS));
    assert_true(fixture_wait_frame(fixture, 80, 24, "", path));
    assert_int_equal(count_links(fixture), links);
    free(path);
}

/* Appends the link of each cell. */
static void add_leads(const struct fixture *fixture, struct buffer *out)
{
    for (int row = 0; row < 12; row++) {
        for (int col = 0; col < 40; col++) {
            struct terminal_cell cell = terminal_cell(harness_terminal(fixture->harness), row, col);

            if (cell.character != UINT32_MAX)
                buffer_addf(out, "%s\n", cell.link ? cell.link : "");
        }
    }
}

/* Long links of the same text: lines that look alike have different links. After scrolling, every
 * cell must have the same link as after the whole screen was redrawn. */
static void test_lines_alike(void **state)
{
    static const char keys[] = "jjjjjkkjjddjjjukkkkjjjjjdd<PgUp>";
    struct fixture *fixture = *state;
    struct buffer text = {0};
    char typed[256] = "";
    char key[32];
    size_t times = 1;

    buffer_add_text(&text, HEADER("同样"));
    for (int link = 0; link < 20; link++)
        buffer_addf(&text, "[%s](https://example.com/%d)",
                    YI_TEN YI_TEN YI_TEN YI_TEN YI_TEN YI_TEN, link);
    sandbox_write(&fixture->sandbox, "a.md", buffer_str(&text));
    buffer_free(&text);
    char *path = fixture_start_below(fixture, 40, 12, "a.md");
    for (size_t at = 0, bytes; (bytes = terminal_key_bytes(keys + at)) > 0; at += bytes) {
        struct buffer moved = {0};
        struct buffer anew = {0};

        snprintf(key, sizeof key, "%.*s", (int)bytes, keys + at);
        snprintf(typed, sizeof typed, "%.*s", (int)(at + bytes), keys);
        assert_true(harness_keys(fixture->harness, key));
        assert_true(fixture_wait_frame(fixture, 40, 12, typed, path));
        add_leads(fixture, &moved);
        assert_true(harness_keys(fixture->harness, "<C-l>"));
        assert_true(harness_wait_output(fixture->harness, "\033[2J", ++times, SANDBOX_DEADLINE_MS));
        assert_true(fixture_wait_frame(fixture, 40, 12, typed, path));
        add_leads(fixture, &anew);
        assert_string_equal(buffer_c_str(&moved), buffer_c_str(&anew));
        assert_non_null(strstr(buffer_c_str(&anew), "https://example.com/"));
        buffer_free(&moved);
        buffer_free(&anew);
    }
    free(path);
}

/* Only the links differ from one article to the next, so curses has no text to write. */
static void test_articles_alike(void **state)
{
    static const char *const targets[] = {"https://example.com/a", "javascript:a",
                                          "https://example.com/b", "/a", "https://example.com/a"};
    struct fixture *fixture = *state;
    char keys[64] = "<Enter>";
    char below[32];

    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        struct buffer text = {0};

        buffer_addf(&text, "%s[详情](%s)\n", HEADER("同样"), targets[i]);
        snprintf(below, sizeof below, "paper/%zu.md", i);
        sandbox_write(&fixture->sandbox, below, buffer_str(&text));
        buffer_free(&text);
    }
    char *path = fixture_start_below(fixture, 80, 24, "paper");
    assert_true(harness_keys(fixture->harness, keys));
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        const struct terminal *terminal = harness_terminal(fixture->harness);
        bool followed = strncmp(targets[i], "https:", 6) == 0;
        size_t seen = 0;

        assert_true(fixture_wait_frame(fixture, 80, 24, keys, path));
        for (int row = 0; row < 24; row++) {
            for (int col = 0; col < 80; col++) {
                struct terminal_cell cell = terminal_cell(terminal, row, col);

                seen += cell.character == U'详';
                if (cell.character == U'详')
                    assert_true(links_seen_same(cell.link, followed ? targets[i] : NULL));
            }
        }
        assert_int_equal(seen, 1);
        assert_true(harness_keys(fixture->harness, "]"));
        strcat(keys, "]");
    }
    free(path);
}

static void add_colour(const struct terminal *terminal, VTermColor colour, struct buffer *out)
{
    vterm_screen_convert_color_to_rgb(terminal->screen, &colour);
    buffer_addf(out, "#%02x%02x%02x", colour.rgb.red, colour.rgb.green, colour.rgb.blue);
}

/* Appends everything that can be seen. */
static void add_screen(const struct fixture *fixture, void *into)
{
    struct buffer *out = into;
    const struct terminal *terminal = harness_terminal(fixture->harness);
    int rows;
    int cols;
    int cursor_row;
    int cursor_col;

    vterm_get_size(terminal->vterm, &rows, &cols);
    for (int row = 0; row < rows; row++) {
        for (int col = 0; col < cols; col++) {
            VTermScreenCell cell;

            vterm_screen_get_cell(terminal->screen, (VTermPos){row, col}, &cell);
            buffer_addf(out, "%x%d%d%d%d", cell.chars[0], cell.attrs.bold, cell.attrs.underline,
                        cell.attrs.italic, cell.attrs.reverse);
            add_colour(terminal, cell.fg, out);
            add_colour(terminal, cell.bg, out);
        }
    }
    terminal_cursor(terminal, &cursor_row, &cursor_col);
    buffer_addf(out, " %d,%d,%d\n", cursor_row, cursor_col, terminal->cursor_visible);
}

/* Appends the screens of a walk, one in a line, and the output that drew them. */
static void record(struct fixture *fixture, const char *config, const char *path,
                   struct buffer *screens, struct buffer *output)
{
    const struct walk_row *row = fixture->row;
    char *state = sandbox_path(&fixture->sandbox, config == LINKS_ON ? "on" : "off");

    sandbox_write(&fixture->sandbox, FIXTURE_CONFIG, str_of(config));
    sandbox_env(&fixture->sandbox, "XDG_STATE_HOME", state);
    fixture_start(fixture, row->cols, row->rows, (const char *const[]){path, NULL});
    assert_true(fixture_wait_frame(fixture, row->cols, row->rows, "", path));
    walk(fixture, row, path, add_screen, screens);
    buffer_add_str(output, harness_output(fixture->harness));
    free(state);
}

static void compare_on_and_off(struct fixture *fixture, const char *path, bool linked)
{
    struct buffer screens[2] = {0};
    struct buffer outputs[2] = {0};

    record(fixture, LINKS_ON, path, &screens[0], &outputs[0]);
    record(fixture, LINKS_OFF, path, &screens[1], &outputs[1]);
    assert_true(str_eq(buffer_str(&screens[0]), buffer_str(&screens[1])));
    assert_int_equal(strstr(buffer_c_str(&outputs[0]), LINK) != NULL, linked);
    assert_null(strstr(buffer_c_str(&outputs[1]), LINK));
    if (!linked)
        assert_true(str_eq(buffer_str(&outputs[0]), buffer_str(&outputs[1])));
    for (size_t i = 0; i < 2; i++) {
        buffer_free(&screens[i]);
        buffer_free(&outputs[i]);
    }
}

static const struct walk_row same_rows[] = {
    {"the same screen with links 80x24", 80, 24, "paper",
     "<Enter>" SCROLL "<C-l>f甲<Enter>n?<Esc>]"},
    {"the same screen with links 40x12", 40, 12, "paper", "<Enter>" SCROLL "<C-l>f甲<Enter>n"},
    {"the same screen of a file with links", 80, 24, "paper/1.md", SCROLL},
    {"the same screen with links in other colours", 80, 24, "paper/1.md", "TjTjjTf甲<Enter>nTkTd"},
};

static void test_same_screen(void **state)
{
    struct fixture *fixture = *state;

    write_articles(fixture);
    char *path = sandbox_path(&fixture->sandbox, ((const struct walk_row *)fixture->row)->below);
    compare_on_and_off(fixture, path, true);
    free(path);
}

static const struct walk_row unlinked_rows[] = {
    {"the same bytes where there are no links", 80, 24, NULL, "jj<Enter>" SCROLL "/社区<Enter>n"},
};

static void test_same_bytes(void **state)
{
    compare_on_and_off(*state, FIXTURE_CONTENT, false);
}

int main(void)
{
    static const struct CMUnitTest plain[] = {
        FIXTURE_TEST(test_resizes),
        FIXTURE_TEST(test_suspend),
        FIXTURE_TEST(test_lines_alike),
        FIXTURE_TEST(test_articles_alike),
    };
    struct CMUnitTest tests[TABLE_TESTS_MAX];
    size_t count = sizeof plain / sizeof *plain;

    memcpy(tests, plain, sizeof plain);
    ADD_ROWS(tests, count, test_walk, walk_rows);
    ADD_ROWS(tests, count, test_same_screen, same_rows);
    ADD_ROWS(tests, count, test_same_bytes, unlinked_rows);
    return _cmocka_run_group_tests("links", tests, count, NULL, NULL);
}
