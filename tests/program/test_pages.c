/* Pages of --dump --page-rows, and screenfuls reached with Space: no line is lost, no page ends in
 * a heading or with a paragraph's first line, or begins with its last one. */

#include "program/desk.h"

#include <stdio.h>
#include <string.h>

#define HEADING "小标题在这里"

/* A paragraph of three lines. */
#define FIRST "正文写得长一些"
#define LAST "落在各处。"

enum {
    LEAST_LINES = 3,
    MOST_LINES = 40,
    LEAST_WHOLE = 8 /* on smaller pages a line of a paragraph may be by itself */
};

static void put_article(struct desk *desk)
{
    struct buffer text = {0};

    buffer_add_text(&text, "---\ntitle: 题目\n---\n");
    for (int section = 0; section < 12; section++) {
        for (int i = 0; i <= section % 3; i++)
            buffer_add_text(&text, FIRST "，好让它折成几行，页与页的界线才会" LAST "\n\n");
        buffer_addf(&text, "%s %s%d\n\n", section % 2 ? "##" : "###", HEADING, section);
        if (section == 5)
            buffer_add_text(&text, "## " HEADING "，紧跟着前一个\n\n");
        if (section % 4 == 3)
            buffer_add_text(&text, "| 项目 | 数 |\n|---|---|\n| 甲 | 1 |\n| 乙 | 2 |\n\n");
        if (section % 4 == 2)
            buffer_add_text(&text, "![图片的说明](a.jpg)\n\n");
    }
    buffer_add_text(&text, "## 没有下文的小标题\n");
    desk_put(desk, "a.md", buffer_c_str(&text));
    buffer_free(&text);
}

static bool is_blank(const char *line)
{
    return line[strspn(line, " ")] == '\0';
}

/* Appends the non-blank lines of `text`, each ended by a newline. */
static void take_lines(struct buffer *out, char *text)
{
    char *rest;

    for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        if (!is_blank(line))
            buffer_addf(out, "%s\n", line);
}

/* Checks that a page's last non-blank line is one that may end a page. */
static void check_last(const char *line, int page_lines)
{
    static const char *const KEPT[] = {HEADING, "┌", "│", "项目", "──"};

    line += strspn(line, " ");
    if (page_lines >= LEAST_WHOLE && strncmp(line, FIRST, strlen(FIRST)) == 0)
        fail_msg("pages of %d lines: one ends in a paragraph's first line", page_lines);
    for (size_t i = 0; i < sizeof(KEPT) / sizeof(*KEPT); i++)
        if (strncmp(line, KEPT[i], strlen(KEPT[i])) == 0)
            fail_msg("pages of %d lines: one ends in “%s”", page_lines, line);
}

/* Checks a page's first line. */
static void check_first(const char *line, int page_lines)
{
    size_t bytes = strlen(line);

    if (page_lines >= LEAST_WHOLE && bytes >= strlen(LAST) &&
        strcmp(line + bytes - strlen(LAST), LAST) == 0)
        fail_msg("pages of %d lines: one begins with a paragraph's last line", page_lines);
}

/* Splits the output into lines, without an empty one at the end. */
static size_t split(struct buffer *text, char **lines, size_t most)
{
    size_t count = 0;
    char *at = text->data;

    while (*at && count < most) {
        char *end = strchr(at, '\n');

        *end = '\0';
        lines[count++] = at;
        at = end + 1;
    }
    return count;
}

static void test_pages_of_a_dump(void **state)
{
    enum { MOST = 2000 };
    static char *lines[MOST];
    struct desk *desk = *state;
    struct buffer whole = {0}, seen = {0};

    put_article(desk);
    DESK_RUN(desk, "--dump", "--width", "30", "@/a.md");
    take_lines(&whole, desk->out.data);
    for (int page = LEAST_LINES; page <= MOST_LINES; page++) {
        char rows[16];
        size_t count;

        snprintf(rows, sizeof(rows), "%d", page);
        DESK_RUN(desk, "--dump", "--width", "30", "--page-rows", rows, "@/a.md");
        desk_expect(desk, desk->status == 0, rows);
        count = split(&desk->out, lines, MOST);
        buffer_clear(&seen);
        for (size_t at = 0; at < count; at += (size_t)page) {
            size_t last = at + (size_t)page < count ? at + (size_t)page : count;

            assert_false(is_blank(lines[at]));
            check_first(lines[at], page);
            for (size_t i = at; i < last; i++)
                if (!is_blank(lines[i]))
                    buffer_addf(&seen, "%s\n", lines[i]);
            while (is_blank(lines[last - 1]))
                last--;
            /* on the smallest pages a box takes a whole page */
            if (last < count && page > 5)
                check_last(lines[last - 1], page);
        }
        assert_string_equal(buffer_c_str(&seen), buffer_c_str(&whole));
    }
    buffer_free(&whole);
    buffer_free(&seen);
}

/* Each article begins on a new page, without a rule before it. */
static void test_pages_of_several(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "a.md", "---\ntitle: 甲\norder: 1\n---\n一\n");
    desk_put(desk, "b.md", "---\ntitle: 乙\norder: 2\n---\n二\n");
    DESK_RUN(desk, "--dump", "--width", "30", "--page-rows", "5", "@");
    desk_expect_output(desk, 0, "甲\n\n    一\n\n\n乙\n\n    二\n", "two articles in pages");
}

static void test_what_is_no_number_of_rows(void **state)
{
    static const char *const wrong[] = {"0", "-1", "x", "10001", "5x", ""};
    struct desk *desk = *state;

    put_article(desk);
    for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
        DESK_RUN(desk, "--dump", "--page-rows", wrong[i], "@/a.md");
        desk_expect_error(desk, 2, wrong[i]);
    }
}

/* Takes the scroll bar and the blanks before it off a line of the screen. */
static void cut_scroll_bar(char *line)
{
    char *bar = strstr(line, "▐");

    while (bar && bar > line && bar[-1] == ' ')
        bar--;
    if (bar)
        *bar = '\0';
}

/* Scrolls through an article: every line of its dump appears, and no screenful but the last ends in
 * a heading. */
static void test_screenfuls(void **state)
{
    enum { MOST = 100, COLS = 30, BARS = 2 };
    static char *lines[MOST];
    struct desk *desk = *state;
    struct buffer whole = {0}, keys = {0}, all = {0};

    put_article(desk);
    DESK_RUN(desk, "--dump", "--width", "28", "@/a.md"); /* the screen has a margin of 1 */
    take_lines(&whole, desk->out.data);
    for (int rows = 8; rows <= 24; rows += 3) {
        char size[16];
        bool at_end = false;

        snprintf(size, sizeof(size), "%dx%d", COLS, rows);
        buffer_clear(&keys);
        buffer_clear(&all);
        for (int screen = 0; !at_end; screen++) {
            size_t count, last;

            assert_true(screen < 100);
            DESK_RUN(desk, "--frame", size, "--keys", buffer_c_str(&keys), "@/a.md");
            desk_expect(desk, desk->status == 0, size);
            count = split(&desk->out, lines, MOST);
            assert_int_equal(count, rows);
            at_end = strstr(lines[0], "100%") != NULL;
            for (size_t i = 1; i + 1 < count; i++)
                cut_scroll_bar(lines[i]);
            for (size_t i = 1; i + 1 < count; i++)
                buffer_addf(&all, "%s\n", lines[i] + strspn(lines[i], " "));
            for (last = count - 2; last > 1 && is_blank(lines[last]); last--)
                continue;
            check_first(lines[1], rows - BARS);
            if (!at_end)
                check_last(lines[last], rows - BARS);
            buffer_add_char(&keys, ' ');
        }
        for (char *line = whole.data; *line; line = strchr(line, '\n') + 1) {
            size_t indent = strspn(line, " ");
            size_t bytes = strcspn(line + indent, "\n") + 1;

            if (!memmem(all.data, all.bytes, line + indent, bytes))
                fail_msg("%s: not seen: %.*s", size, (int)bytes, line + indent);
        }
    }
    buffer_free(&whole);
    buffer_free(&keys);
    buffer_free(&all);
}

/* Of an article of two screenfuls the first one is filled even if a heading or a table's head ends
 * it, and so is every one that is reached by scrolling. */
static void test_nothing_is_held_back(void **state)
{
    static const char *const keys[] = {"", "j", "jj", "jjj", "Gk", "Gkk", "Gkkk"};
    enum { ROWS = 11 };
    static char *lines[ROWS];
    struct desk *desk = *state;

    desk_put(desk, "a.md",
             "---\ntitle: 题\n---\n一\n\n二\n\n三\n\n四\n\n## 小标题\n\n| 项目 | 数 |\n|---|---|\n"
             "| 甲 | 1 |\n| 乙 | 2 |\n\n五\n\n六\n");
    for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
        DESK_RUN(desk, "--frame", "30x11", "--keys", keys[i], "@/a.md");
        desk_expect(desk, desk->status == 0, keys[i]);
        assert_int_equal(split(&desk->out, lines, ROWS), ROWS);
        if (is_blank(lines[ROWS - 2]) && is_blank(lines[ROWS - 3]))
            fail_msg("“%s”: blank lines at the end", keys[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_pages_of_a_dump),           DESK_TEST(test_pages_of_several),
        DESK_TEST(test_what_is_no_number_of_rows), DESK_TEST(test_screenfuls),
        DESK_TEST(test_nothing_is_held_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
