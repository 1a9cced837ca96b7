/* The links given to each terminal, and their bytes (OSC 8). */

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

#define HEADER(title) "---\ntitle: " title "\ndistrict: 上城区\ntopic: 试验\n---\n"
#define JIA "[甲](http://www.example.com/)"
#define YI_TEN "乙乙乙乙乙乙乙乙乙乙"

struct taker_row {
    const char *name;
    const char *term;
    const char *config;
    bool links;
};

static const struct taker_row taker_rows[] = {
    {"links in xterm-256color", "xterm-256color", NULL, true},
    {"links in xterm", "xterm", NULL, true},
    {"links in tmux", "tmux-256color", NULL, true},
    {"links in rxvt-unicode", "rxvt-unicode-256color", NULL, true},
    {"links = off", "xterm-256color", LINKS_OFF, false},
    {"links = on", "xterm-256color", LINKS_ON, true},
    {"links = auto", "screen", "[screen]\nlinks = auto\n", false},
    {"no links in vt100", "vt100", NULL, false},
    {"links = on in vt100", "vt100", LINKS_ON, true},
    {"no links in vt220", "vt220", NULL, false},
    {"no links in screen", "screen", NULL, false},
    {"no links in screen-256color", "screen-256color", NULL, false},
    {"no links in screen.xterm-256color", "screen.xterm-256color", NULL, false},
    {"links = on in screen", "screen", LINKS_ON, true},
};

static void test_takers(void **state)
{
    struct fixture *fixture = *state;
    const struct taker_row *row = fixture->row;
    struct buffer output = {0};

    sandbox_env(&fixture->sandbox, "TERM", row->term);
    if (row->config)
        sandbox_write(&fixture->sandbox, FIXTURE_CONFIG, str_of(row->config));
    sandbox_write(&fixture->sandbox, "a.md", str_of(HEADER("题") JIA "。\n"));
    free(fixture_start_below(fixture, 80, 24, "a.md"));
    buffer_add_str(&output, harness_output(fixture->harness));
    assert_int_equal(strstr(buffer_c_str(&output), LINK) != NULL, row->links);
    assert_false(harness_terminal(fixture->harness)->links.malformed);
    buffer_free(&output);
}

/* Both parts of a link on two lines have the same id and the whole URL. */
static void test_written(void **state)
{
    struct fixture *fixture = *state;

    sandbox_write(
        &fixture->sandbox, "a.md",
        str_of(HEADER("题") "[" YI_TEN YI_TEN "](https://example.com/?q=报)，" JIA "。\n"));
    free(fixture_start_below(fixture, 40, 12, "a.md"));
    assert_true(harness_wait_output(fixture->harness,
                                    "\033]8;id=1;https://example.com/?q=%E6%8A%A5\033\\", 2, 0));
    assert_true(harness_wait_output(fixture->harness,
                                    YI_TEN "乙乙乙乙乙乙乙"
                                           "\033]8;;\033\\\033[6;2H",
                                    1, 0));
    assert_true(harness_wait_output(fixture->harness, "乙乙乙[1]\033]8;;\033\\", 1, 0));
    assert_true(harness_wait_output(
        fixture->harness, "\033]8;id=2;http://www.example.com/\033\\甲[2]\033]8;;\033\\", 1, 0));
    /* The list of links has them, too. */
    assert_true(harness_wait_output(
        fixture->harness,
        "\033]8;id=2;http://www.example.com/\033\\http://www.example.com/\033]8;;\033\\", 1, 0));
}

struct hostile_row {
    const char *name;
    const char *target; /* as written in the article */
    const char *url;    /* NULL: no link */
};

static const struct hostile_row hostile_rows[] = {
    {"javascript:", "javascript:alert(1)", NULL},
    {"file:", "file:///etc/passwd", NULL},
    {"data:", "data:text/html,x", NULL},
    {"relative", "../other.md", NULL},
    {"without a scheme", "//example.com/", NULL},
    {"empty", "<>", NULL},
    {"a scheme alone", "https://", NULL},
    {"https in capitals", "HTTPS://EXAMPLE.COM/", "HTTPS://EXAMPLE.COM/"},
    {"ESC", "<https://example.com/\033]0;x\033\\y>", "https://example.com/]0;x%5Cy"},
    {"BEL", "<https://example.com/\ax>", "https://example.com/x"},
    {"ESC as a reference", "https://example.com/&#27;[2J", "https://example.com/[2J"},
    {"newline as a reference", "https://example.com/&#10;x", "https://example.com/%20x"},
    {"a C1 control", "<https://example.com/\xC2\x9Cx>", "https://example.com/x"},
    {"a space", "<https://example.com/a b>", "https://example.com/a%20b"},
    {"a semicolon", "https://example.com/a;b;;c", "https://example.com/a;b;;c"},
    {"a backslash", "<https://example.com/\\\\x>", "https://example.com/%5Cx"},
    {"Chinese", "https://报.example/看", "https://%E6%8A%A5.example/%E7%9C%8B"},
    {"a percent escape", "https://example.com/%E6%8A%A5", "https://example.com/%E6%8A%A5"},
};

static void check_hostile(struct fixture *fixture, const char *target, const char *url)
{
    struct buffer text = {0};
    size_t seen = 0;

    buffer_addf(&text, "%s[链](%s)完。\n", HEADER("题"), target);
    sandbox_write(&fixture->sandbox, "a.md", buffer_str(&text));
    buffer_free(&text);
    free(fixture_start_below(fixture, 40, 12, "a.md"));
    const struct terminal *terminal = harness_terminal(fixture->harness);
    assert_false(terminal->links.malformed);
    for (int row = 0; row < 12; row++) {
        for (int col = 0; col < 40; col++) {
            struct terminal_cell cell = terminal_cell(terminal, row, col);

            if (cell.character != U'链')
                continue;
            seen++;
            if (!links_seen_same(cell.link, url))
                fprintf(stderr, "%s leads to %s\n", target, cell.link ? cell.link : "nowhere");
            assert_true(links_seen_same(cell.link, url));
        }
    }
    assert_int_equal(seen, 1);
}

static void test_hostile(void **state)
{
    struct fixture *fixture = *state;
    const struct hostile_row *row = fixture->row;

    check_hostile(fixture, row->target, row->url);
}

/* Checks a link with a URL of `bytes` bytes. */
static void check_length(struct fixture *fixture, size_t bytes, bool followed)
{
    struct buffer target = {0};

    buffer_add_text(&target, "https://example.com/");
    while (target.bytes < bytes)
        buffer_add_char(&target, 'x');
    check_hostile(fixture, buffer_c_str(&target), followed ? buffer_c_str(&target) : NULL);
    buffer_free(&target);
}

static void test_lengths(void **state)
{
    check_length(*state, 2000, true);
    check_length(*state, 2001, false);
    check_length(*state, 10240, false);
}

/* Checks that the number in each link's text is the number in its URL. Returns the last number. */
static int check_numbered(const struct fixture *fixture)
{
    const struct terminal *terminal = harness_terminal(fixture->harness);
    int number = -1;

    for (int row = 1; row < 9; row++) {
        for (int col = 0; col < 34; col++) {
            struct terminal_cell cell = terminal_cell(terminal, row, col);

            if (cell.character != U'链')
                continue;
            number = 0;
            for (int digit = 2; digit < 6; digit++)
                number =
                    number * 10 + (int)terminal_cell(terminal, row, col + digit).character - '0';
            assert_non_null(cell.link);
            assert_int_equal(atoi(strrchr(cell.link, '/') + 1), number);
        }
    }
    return number;
}

static void test_numbers_begin_anew(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text = {0};
    int last = 0;

    buffer_add_text(&text, HEADER("编号"));
    for (int line = 0; line < 400; line++)
        buffer_addf(&text, "[链%04d](https://example.com/%04d)\\\n", line, line);
    sandbox_write(&fixture->sandbox, "a.md", buffer_str(&text));
    buffer_free(&text);
    free(fixture_start_below(fixture, 40, 10, "a.md"));
    for (int i = 0; last < 350; i++) {
        assert_in_range(i, 0, 1000);
        assert_true(harness_keys(fixture->harness, i % 4 == 3 ? "k" : "<PgDn>"));
        assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
        last = check_numbered(fixture);
    }
}

/* Waits until the frame after some keys is shown. */
static void press(struct fixture *fixture, const char *keys)
{
    assert_true(harness_keys(fixture->harness, keys));
    assert_true(harness_wait_idle(fixture->harness, SANDBOX_DEADLINE_MS));
}

/* Two articles look the same, and URLs are numbered anew between them: only the URLs of the numbers
 * differ. */
static void test_same_numbers(void **state)
{
    static const int counts[] = {5, 5, 800};
    struct fixture *fixture = *state;
    char name[] = "paper/1.md";

    for (int i = 0; i < 3; i++, name[6]++) {
        struct buffer text = {0};

        buffer_add_text(&text, HEADER("同样"));
        for (int link = 0; link < counts[i]; link++)
            buffer_addf(&text, "[详](https://%c.example/%d)，", "abc"[i], link);
        sandbox_write(&fixture->sandbox, name, buffer_str(&text));
        buffer_free(&text);
    }
    free(fixture_start_below(fixture, 59, 50, "paper"));
    press(fixture, "1");
    press(fixture, "3");
    press(fixture, "1");
    press(fixture, "]");
    assert_true(harness_wait_output(fixture->harness, "\033]8;id=1;https://b.example/0\033\\", 1,
                                    SANDBOX_DEADLINE_MS));
}

static size_t count_links(const struct fixture *fixture)
{
    struct str output = harness_output(fixture->harness);
    size_t count = 0;

    for (const char *at = output.p; (at = memmem(at, output.bytes - (size_t)(at - output.p),
                                                 "\033]8;id=", strlen("\033]8;id=")));
         at++)
        count++;
    return count;
}

/* Hundreds of links on a screen: each number is used once, each URL has its own text, and none is
 * written again with a frame that leaves it where it is. */
static void test_many_links(void **state)
{
    struct fixture *fixture = *state;
    struct buffer text = {0};
    struct buffer output = {0};
    char id[32];
    int count = 0;
    size_t written;

    buffer_add_text(&text, HEADER("多"));
    for (int link = 0; link < 2000; link++)
        buffer_addf(&text, "[%04d](https://example.com/%04d) ", link, link);
    sandbox_write(&fixture->sandbox, "a.md", buffer_str(&text));
    buffer_free(&text);
    free(fixture_start_below(fixture, 200, 60, "a.md"));
    buffer_add_str(&output, harness_output(fixture->harness));
    for (const char *at = buffer_c_str(&output); count < 300 && (at = strstr(at, "\033]8;id="));
         at++) { /* of the first drawing */
        const char *number = strstr(at, "example.com/") + strlen("example.com/");

        snprintf(id, sizeof id, "\033]8;id=%d;", ++count);
        assert_int_equal(strncmp(at, id, strlen(id)), 0);
        assert_int_equal(strncmp(number + 4, "\033\\", 2), 0);
        for (number += 6; *number == '\033'; number += strcspn(number, "m") + 1)
            ;
        assert_int_equal(atoi(number), count - 1);
    }
    assert_int_equal(count, 300);
    buffer_free(&output);
    written = count_links(fixture);
    press(fixture, "X");
    press(fixture, "X");
    assert_int_equal(count_links(fixture), written);
}

int main(void)
{
    static const struct CMUnitTest plain[] = {
        FIXTURE_TEST(test_written),
        FIXTURE_TEST(test_lengths),
        FIXTURE_TEST(test_numbers_begin_anew),
        FIXTURE_TEST(test_same_numbers),
        FIXTURE_TEST(test_many_links),
    };
    struct CMUnitTest tests[TABLE_TESTS_MAX];
    size_t count = sizeof plain / sizeof *plain;

    memcpy(tests, plain, sizeof plain);
    ADD_ROWS(tests, count, test_takers, taker_rows);
    ADD_ROWS(tests, count, test_hostile, hostile_rows);
    return _cmocka_run_group_tests("link targets", tests, count, NULL, NULL);
}
