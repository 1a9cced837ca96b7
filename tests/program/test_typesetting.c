/* Checks the rules of typesetting one by one with the program's output. */

#include "program/desk.h"
#include "program/typesetting_cases.h"
#include "text/utf8.h"

#include <string.h>
#include <uniwidth.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))
#define HEADER "---\ntitle: 题\n---\n"
#define TITLE "题\n\n"

enum {
    LEAST_CASES = 120,
    INDENT_COLS = 4,
    NARROW_INDENT_COLS = 2, /* below NARROW_COLS */
    NARROW_COLS = 24,
    CONTINUED_COLS = 2, /* further, after a hard-broken line that is too long */
    LEAST_TEXT_COLS = 8,
    LEAST_COLS = 12,        /* on narrower lines the indent would shrink */
    LEAST_NUMBER_COLS = 18, /* on narrower lines the longest would not fit below the first line */
    MOST_NUMBER_COLS = 40,
    MOST_HOLE_COLS = 4, /* that a line is left shorter so that a unit is held together */
    MOST_PARTS = 24,
    MOST_ADDRESS_COLS = 72
};

/* Runs --dump on an article with this body. */
static void dump(struct desk *desk, const char *settings, int cols, const char *body)
{
    struct buffer config = {0}, article = {0}, width = {0};

    buffer_addf(&config, "[text]\n%s\n", settings);
    buffer_addf(&article, "%s%s\n", strncmp(body, "---", 3) == 0 ? "" : HEADER, body);
    buffer_addf(&width, "%d", cols);
    desk_put(desk, "kanbao.ini", buffer_c_str(&config));
    desk_put(desk, "article.md", buffer_c_str(&article));
    DESK_RUN(desk, "--config", "@/kanbao.ini", "--dump", "--width", buffer_c_str(&width),
             "@/article.md");
    buffer_free(&config);
    buffer_free(&article);
    buffer_free(&width);
}

static bool case_is_right(struct desk *desk, const struct typesetting_case *c)
{
    struct buffer wanted = {0};
    bool right;

    buffer_addf(&wanted, "%s%s\n", strncmp(c->text, "---", 3) == 0 ? "" : TITLE, c->lines);
    for (size_t i = 0; i < wanted.bytes; i++)
        if (wanted.data[i] == '|')
            wanted.data[i] = '\n';
    dump(desk, c->settings, c->cols, c->text);
    right = desk->status == 0 && !desk->errors.bytes &&
            str_eq(buffer_str(&desk->out), buffer_str(&wanted));
    if (!right)
        print_message("rule %d, %s: in %d columns, “%s”:\n%s%s\nrather than\n%s\n", c->rule,
                      c->what, c->cols, c->settings, buffer_c_str(&desk->out),
                      buffer_c_str(&desk->errors), buffer_c_str(&wanted));
    buffer_free(&wanted);
    return right;
}

static void test_cases(void **state)
{
    int wrong = 0;

    for (size_t i = 0; i < COUNT(CASES); i++)
        wrong += !case_is_right(*state, &CASES[i]);
    assert_int_equal(wrong, 0);
}

static void test_every_rule_has_a_case(void **state)
{
    size_t counted = 0;

    (void)state;
    for (size_t rule = 0; rule < COUNT(RULES); rule++) {
        size_t before = counted;

        for (size_t i = 0; i < COUNT(CASES); i++)
            counted += CASES[i].rule == RULES[rule];
        if (counted == before)
            fail_msg("no case for rule %d", RULES[rule]);
    }
    assert_int_equal(counted, COUNT(CASES)); /* none is of another rule */
    assert_in_range(COUNT(CASES), LEAST_CASES, INT32_MAX);
}

/* Checks, at every level, a mark at a line's last column or before the next line's first. */
static void expect_marks(struct desk *desk, const char *level, const struct marks *list, bool start)
{
    struct buffer body = {0}, wanted = {0}, settings = {0};
    bool may = strstr(list->may, level) != NULL;

    buffer_addf(&settings, "kinsoku = %s", level);
    buffer_add_text(&wanted, TITLE);
    for (const char *mark = list->marks; *mark;) {
        char32_t cp;
        int bytes = (int)utf8_decode(mark, strlen(mark), &cp);

        if (start) {
            buffer_addf(&body, "字一二三四五六七八%.*s九十\n\n", bytes, mark);
            buffer_addf(&wanted,
                        may ? "  字一二三四五六七八\n%.*s九十\n"
                            : "  字一二三四五六七\n八%.*s九十\n",
                        bytes, mark);
        } else {
            buffer_addf(&body, "字一二三四五六七%.*s八九\n\n", bytes, mark);
            buffer_addf(&wanted,
                        may ? "  字一二三四五六七%.*s\n八九\n" : "  字一二三四五六七\n%.*s八九\n",
                        bytes, mark);
        }
        mark += bytes;
    }
    dump(desk, buffer_c_str(&settings), 20, buffer_c_str(&body));
    desk_expect_output(desk, 0, buffer_c_str(&wanted), settings.data);
    buffer_free(&body);
    buffer_free(&wanted);
    buffer_free(&settings);
}

static void test_every_mark_at_every_level(void **state)
{
    static const char *const levels[] = {"none", "basic", "gb", "strict", "loose", "auto"};

    for (size_t level = 0; level < COUNT(levels); level++) {
        for (size_t i = 0; i < COUNT(AT_START); i++)
            expect_marks(*state, levels[level], &AT_START[i], true);
        for (size_t i = 0; i < COUNT(AT_END); i++)
            expect_marks(*state, levels[level], &AT_END[i], false);
    }
}

static int indent_in(int cols)
{
    return cols < NARROW_COLS ? NARROW_INDENT_COLS : INDENT_COLS;
}

/* A part of a text, between two places where a line may end. */
struct part {
    const char *text;
    size_t bytes;
    int joint; /* before it, as an index into JOINTS: a line ends rather at the lower ones */
};

static const char JOINTS[] = "|^;=";

static size_t read_parts(const char *text, struct part *parts, size_t room)
{
    size_t count = 0;
    int joint = 0;

    while (*text) {
        size_t bytes = strcspn(text, JOINTS);

        assert_true(count < room);
        parts[count++] = (struct part){text, bytes, joint};
        text += bytes;
        if (*text)
            joint = (int)(strchr(JOINTS, *text++) - JOINTS);
    }
    return count;
}

static int part_cols(const struct part *first, const struct part *end)
{
    int cols = 0;

    for (; first < end; first++)
        cols += u8_width((const uint8_t *)first->text, first->bytes, "UTF-8");
    return cols;
}

static bool ends_with_blank(const struct part *part)
{
    return part->text[part->bytes - 1] == ' ';
}

/* Returns the end of the line that begins with `first`: it is as full as `cols` columns allow, but
 * up to four columns shorter rather than to end at a worse joint. */
static const struct part *line_end(const struct part *first, const struct part *end, int cols)
{
    const struct part *last = first + 1, *best;

    while (last < end && part_cols(first, last + 1) - ends_with_blank(last) <= cols)
        last++;
    best = last;
    if (last == end)
        return end;
    for (const struct part *at = last - 1; at > first && part_cols(at, last) <= MOST_HOLE_COLS;
         at--)
        if (at->joint < best->joint)
            best = at;
    return best;
}

/* Fills lines of `cols` columns with a text that may be broken at its joints, as a paragraph with a
 * hard line break. */
static void fill_paragraph(struct buffer *lines, const char *text, int cols)
{
    struct part parts[MOST_PARTS];
    const struct part *end = parts + read_parts(text, parts, MOST_PARTS), *at = parts;
    int indent = indent_in(cols), continued = indent + CONTINUED_COLS;

    if (continued > cols - LEAST_TEXT_COLS)
        continued = cols - LEAST_TEXT_COLS;
    buffer_add_spaces(lines, indent);
    while (at < end) {
        const struct part *next = line_end(at, end, cols - (at == parts ? indent : continued));

        if (at > parts) {
            buffer_add_char(lines, '\n');
            buffer_add_spaces(lines, continued);
        }
        for (; at < next; at++)
            buffer_add(lines, at->text, at->bytes - (at + 1 == next && ends_with_blank(at)));
    }
}

/* Each of NUMBERS after up to three characters, in lines of every width. A Latin word follows,
 * because the last line of a text is subject to rule 8. */
static void test_numbers_at_every_width(void **state)
{
    static const char last[] = "以下无话", after[] = "|all";
    static const char *const before[] = {"", "今|", "今|日|", "今|日|又|"};

    for (int cols = LEAST_NUMBER_COLS; cols <= MOST_NUMBER_COLS; cols++) {
        struct buffer body = {0}, wanted = {0}, parts = {0};

        buffer_add_text(&wanted, TITLE);
        for (size_t i = 0; i < COUNT(NUMBERS) * COUNT(before); i++) {
            buffer_clear(&parts);
            buffer_addf(&parts, "%s%s%s", before[i % COUNT(before)], NUMBERS[i / COUNT(before)],
                        after);
            fill_paragraph(&wanted, buffer_c_str(&parts), cols);
            buffer_addf(&wanted, "\n%*s%s\n", indent_in(cols), "", last);
            for (const char *p = parts.data; *p; p++)
                if (!strchr(JOINTS, *p))
                    buffer_add_char(&body, *p);
            buffer_addf(&body, "\\\n%s\n\n", last);
        }
        dump(*state, "", cols, buffer_c_str(&body));
        desk_expect_output(*state, 0, buffer_c_str(&wanted), "no number is split");
        buffer_free(&body);
        buffer_free(&wanted);
        buffer_free(&parts);
    }
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
}

/* Returns whether an address in a line that begins at `start` may be broken at `at`. */
static bool parts_well(const char *address, size_t start, size_t at)
{
    static const char after[] = "/?&=-";

    if (strchr(after, address[at - 1]))
        return true;
    for (size_t i = start + 1; i < at; i++)
        if (strchr(after, address[i]))
            return false;
    if (address[at] == '.')
        return true;
    for (size_t back = 1; back <= 2 && at >= start + back; back++)
        if (address[at - back] == '%' && is_hex(address[at - back + 1]))
            return false;
    return true;
}

/* Checks that the lines from `line` on contain the whole address, broken in the right places.
 * Returns the line after it. */
static const char *check_address(const char *line, const char *address, int cols)
{
    size_t at = 0;

    for (bool first = true;; first = false) {
        const char *end = strchr(line, '\n');
        size_t bytes;

        assert_non_null(end);
        line += first ? indent_in(cols) : 0;
        bytes = (size_t)(end - line);
        if (bytes > (size_t)cols - (first ? (size_t)indent_in(cols) : 0) ||
            strncmp(address + at, line, bytes) != 0)
            fail_msg("%s in %d columns: “%.*s”", address, cols, (int)bytes, line);
        if (!address[at + bytes])
            return end + 1;
        if (!parts_well(address, at, at + bytes))
            fail_msg("%s in %d columns: parted after “%.*s”", address, cols, (int)bytes, line);
        at += bytes;
        line = end + 1;
    }
}

static void test_addresses_at_every_width(void **state)
{
    struct desk *desk = *state;
    struct buffer body = {0};

    for (size_t i = 0; i < COUNT(ADDRESSES); i++)
        buffer_addf(&body, "%s\n\n", ADDRESSES[i]);
    for (int cols = LEAST_COLS; cols <= MOST_ADDRESS_COLS; cols++) {
        const char *line;

        dump(desk, "", cols, buffer_c_str(&body));
        desk_expect(desk, desk->status == 0 && !desk->errors.bytes, "addresses");
        line = desk->out.data + strlen(TITLE);
        for (size_t i = 0; i < COUNT(ADDRESSES); i++)
            line = check_address(line, ADDRESSES[i], cols);
        assert_string_equal(line, "");
    }
    buffer_free(&body);
}

static int count_printed(const struct desk *desk, const char *text)
{
    int count = 0;

    for (const char *p = desk->out.data; (p = strstr(p, text)); p += strlen(text))
        count++;
    return count;
}

/* No cell of a table is so narrow that an unbreakable unit would be broken. */
static void test_units_in_tables(void **state)
{
    static const char *const units[] = {"0000-0000000",
                                        "00000000000",
                                        "2026-11-23",
                                        "8:30-20:00",
                                        "13.76%",
                                        "￥1,280.50",
                                        "2026年",
                                        "000****0000",
                                        "a.b@c.cn",
                                        "WiFi6GHz",
                                        "1/3",
                                        "library",
                                        "http://a.cn/b?c=d1",
                                        "(000)0000000",
                                        "１２３４５６",
                                        "0571-8888 8888",
                                        "138 0013 8000",
                                        "0571—8888 8888",
                                        "300 ㎡",
                                        "20 km",
                                        "－13℃",
                                        "≥60",
                                        "〔2023〕15号",
                                        "3×5"};
    struct desk *desk = *state;

    for (size_t i = 0; i < COUNT(units); i++) {
        int unit_cols = u8_width((const uint8_t *)units[i], strlen(units[i]), "UTF-8");

        for (int cols = LEAST_COLS + unit_cols; cols <= 60; cols += 5) {
            struct buffer body = {0};

            buffer_addf(&body,
                        "| 时间 | 内容 | 值 | 备注 |\n|---|---|---|---|\n"
                        "| 周一上午 | 手机培训，请自带手机 | %s | 无 |\n"
                        "| 周二 | 没有 | 电话%s，找值班的人 | 请先打电话来问 |\n",
                        units[i], units[i]);
            dump(desk, "", cols, buffer_c_str(&body));
            desk_expect(desk, count_printed(desk, units[i]) == 2, units[i]);
            buffer_free(&body);
        }
    }
}

static void test_screens(void **state)
{
    static const char text[] = "字";
    enum { CHARACTERS = 240, CHARACTER_COLS = 2 };
    struct desk *desk = *state;
    struct buffer article = {0};

    buffer_add_text(&article, HEADER);
    for (int i = 0; i < CHARACTERS; i++)
        buffer_add_text(&article, text);
    desk_put(desk, "content/one.md", buffer_c_str(&article));
    desk_put(desk, "content/two.md", HEADER "另一篇\n");
    for (size_t i = 0; i < COUNT(SCREENS); i++) {
        struct buffer config = {0}, wanted = {0};

        buffer_addf(&config, "[text]\n%s\n", SCREENS[i].settings);
        desk_put(desk, "kanbao.ini", buffer_c_str(&config));
        DESK_RUN(desk, "--config", "@/kanbao.ini", "--frame", SCREENS[i].size, "--keys", "1z",
                 "@/content");
        for (int row = 0; row < 2; row++) {
            int indent = row == 0 ? INDENT_COLS : 0;

            buffer_add_char(&wanted, '\n');
            buffer_add_spaces(&wanted, SCREENS[i].left_cols + indent);
            for (int col = indent; col < SCREENS[i].cols; col += CHARACTER_COLS)
                buffer_add_text(&wanted, text);
        }
        buffer_add_char(&wanted, '\n');
        desk_expect(desk, desk->status == 0 && desk_printed(desk, buffer_c_str(&wanted)),
                    SCREENS[i].what);
        buffer_free(&config);
        buffer_free(&wanted);
    }
    buffer_free(&article);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_cases),
        cmocka_unit_test(test_every_rule_has_a_case),
        DESK_TEST(test_every_mark_at_every_level),
        DESK_TEST(test_numbers_at_every_width),
        DESK_TEST(test_addresses_at_every_width),
        DESK_TEST(test_units_in_tables),
        DESK_TEST(test_screens),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
