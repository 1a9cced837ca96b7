/* Dumps of every shipped article, and of one of random paragraphs, at each width from 20 to 120: no
 * line is too wide or begins or ends with a forbidden character, no cluster is split, and no
 * character is lost. The rules are implemented a second time here, from the design's lists rather
 * than the program's tables. */

#include "base/file.h"
#include "base/sanitized.h"
#include "program/run.h"
#include "scratch.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <unigbrk.h>
#include <uniwidth.h>

enum { LEAST_COLS = 20, MOST_COLS = 120, FILE_LIMIT = 1 << 20, PARAGRAPHS = 40, MOST_PIECES = 60 };

static const char NOT_AT_START[] =
    "、。，．：；！？‼⁇⁈⁉”’」』）〕】〗〙》〉］｝〞〟·・‧～〜－–—／/％%‰℃°′″々)]},.:;!?";
static const char NOT_AT_END[] = "“‘「『（〔【〖〘《〈［｛〝([{￥¥$№／";

static bool is_one_of(const char *set, const char *character, size_t bytes)
{
    for (const char *p = set; *p;) {
        char32_t cp;
        size_t length = utf8_decode(p, strlen(p), &cp);

        if (length == bytes && memcmp(p, character, bytes) == 0)
            return true;
        p += length;
    }
    return false;
}

static size_t last_character(const char *line, size_t bytes)
{
    size_t at = bytes - 1;

    while (at > 0 && ((unsigned char)line[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static void check_line(const char *id, int cols, const char *line, size_t bytes)
{
    size_t start = 0, last;
    char32_t cp;

    while (start < bytes && line[start] == ' ')
        start++;
    if (start == bytes) {
        assert_int_equal(bytes, 0); /* a blank line has no spaces */
        return;
    }
    if (strncmp(line + start, "——", strlen("——")) != 0 &&
        is_one_of(NOT_AT_START, line + start, utf8_decode(line + start, bytes - start, &cp)))
        fail_msg("%s at %d begins wrongly: %.*s", id, cols, (int)bytes, line);
    while (line[bytes - 1] == ' ') /* left by unbox() */
        bytes--;
    last = last_character(line, bytes);
    if (is_one_of(NOT_AT_END, line + last, bytes - last))
        fail_msg("%s at %d ends wrongly: %.*s", id, cols, (int)bytes, line);
}

/* Appends a text without its white space. */
static void squeeze(struct buffer *out, const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        if (bytes - i >= 3 && memcmp(text + i, "\u3000", 3) == 0)
            i += 2;
        else if (text[i] != ' ' && text[i] != '\n' && text[i] != '\r' && text[i] != '\t')
            buffer_add_char(out, text[i]);
    }
}

/* Appends the body's text without its white space and without the Markdown used by the shipped
 * articles: emphasis, headings, and an image's brackets and target. */
static void squeeze_body(struct buffer *out, const struct buffer *file)
{
    struct buffer plain = {0};
    const char *body = strstr(file->data, "\n---\n");
    bool line_start = true;

    assert_non_null(body);
    for (const char *p = body + 5; *p; p++) {
        if (line_start && *p == '#') {
            while (*p == '#')
                p++;
        } else if (line_start && strncmp(p, "![", 2) == 0) {
            const char *end = strstr(p, "](");

            buffer_add(&plain, p + 2, (size_t)(end - p - 2));
            p = strchr(end, ')');
            continue;
        } else if (strncmp(p, "**", 2) == 0) {
            p++;
            continue;
        }
        buffer_add_char(&plain, *p);
        line_start = *p == '\n';
    }
    squeeze(out, plain.data, plain.bytes);
    buffer_free(&plain);
}

/* Checks that a line ends where a cluster ends: it must not form a cluster with the beginning of
 * the next line. */
static void check_clusters(const char *id, int cols, const char *a, const char *b)
{
    char32_t before = 0, after = 0;
    size_t start = last_character(a, strlen(a));

    utf8_decode(a + start, strlen(a) - start, &before);
    while (*b == ' ')
        b++;
    utf8_decode(b, strlen(b), &after);
    if (!uc_is_grapheme_break(before, after))
        fail_msg("%s at %d: a cluster is split between “%s” and “%s”", id, cols, a, b);
}

static void check_widths(const char *id, int cols, const struct buffer *dump)
{
    for (const char *line = dump->data, *end; *line; line = end + 1) {
        int width;

        end = strchr(line, '\n');
        width = u8_width((const uint8_t *)line, (size_t)(end - line), "UTF-8");
        if (width > cols)
            fail_msg("%s at %d: %d columns: %.*s", id, cols, width, (int)(end - line), line);
        assert_true(end == line || end[-1] != ' ');
    }
}

/* Blanks the boxes around captions. */
static void unbox(struct buffer *dump)
{
    static const char *const MARKS[] = {"┌─ 图 ", "└", "┐", "┘", "─", "│"};
    char *at = dump->data;

    while (*at) {
        size_t bytes = 0;

        for (size_t i = 0; i < sizeof(MARKS) / sizeof(*MARKS) && !bytes; i++)
            if (strncmp(at, MARKS[i], strlen(MARKS[i])) == 0)
                bytes = strlen(MARKS[i]);
        memset(at, ' ', bytes);
        at += bytes ? bytes : 1;
    }
}

static bool is_blank(const char *line)
{
    return line[strspn(line, " ")] == '\0';
}

static void check_article(const char *folder, const char *id, const char *path)
{
    struct buffer file = {0}, wanted = {0}, dump = {0}, seen = {0};

    assert_int_equal(file_read(path, FILE_LIMIT, &file), 0);
    buffer_c_str(&file);
    squeeze_body(&wanted, &file);
    buffer_c_str(&wanted);
    for (int cols = LEAST_COLS; cols <= MOST_COLS; cols += SANITIZED ? 5 : 1) {
        char width[16];
        const char *previous = NULL;

        snprintf(width, sizeof(width), "%d", cols);
        buffer_clear(&dump);
        assert_int_equal(
            run_kanbao((const char *[]){"--dump", "--width", width, id, folder, NULL}, &dump, NULL),
            0);
        buffer_c_str(&dump);
        buffer_clear(&seen);
        check_widths(id, cols, &dump);
        unbox(&dump);
        squeeze(&seen, dump.data, dump.bytes);
        if (!strstr(buffer_c_str(&seen), wanted.data))
            fail_msg("%s at %d: the body's text is not all there", id, cols);
        for (char *line = strtok(dump.data, "\n"); line; line = strtok(NULL, "\n")) {
            if (is_blank(line))
                continue;
            check_line(id, cols, line, strlen(line));
            if (previous)
                check_clusters(id, cols, previous, line);
            previous = line;
        }
    }
    buffer_free(&file);
    buffer_free(&wanted);
    buffer_free(&dump);
    buffer_free(&seen);
}

/* Appends a dump without its blank lines. Returns the number of blank lines. */
static size_t dump_tightly(const char *width, const char *option, struct buffer *out)
{
    struct buffer dump = {0};
    size_t blanks = 0;

    assert_int_equal(
        run_kanbao((const char *[]){"--dump", "--width", width, "content", option, NULL}, &dump,
                   NULL),
        0);
    for (size_t i = 0; i < dump.bytes; i++) {
        if (dump.data[i] == '\n' && i && dump.data[i - 1] == '\n')
            blanks++;
        else
            buffer_add_char(out, dump.data[i]);
    }
    buffer_free(&dump);
    return blanks;
}

/* The large style adds blank lines and changes nothing else, so the rules hold for it too. */
static void test_large_adds_blank_lines(void **state)
{
    (void)state;
    for (int cols = LEAST_COLS; cols <= MOST_COLS; cols += 4) {
        struct buffer normal = {0}, large = {0};
        char width[16];
        size_t blanks;

        snprintf(width, sizeof(width), "%d", cols);
        blanks = dump_tightly(width, NULL, &normal);
        assert_true(dump_tightly(width, "--config=tests/program/large.ini", &large) > blanks);
        assert_string_equal(buffer_c_str(&large), buffer_c_str(&normal));
        buffer_free(&normal);
        buffer_free(&large);
    }
}

static void test_every_article_at_every_width(void **state)
{
    struct buffer list = {0};
    int articles = 0;
    char *rest;

    (void)state;
    assert_int_equal(run_kanbao((const char *[]){"--list", "content", NULL}, &list, NULL), 0);
    buffer_c_str(&list);
    for (char *line = strtok_r(list.data, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
        struct buffer path = {0};

        *strchr(line, '\t') = '\0';
        buffer_addf(&path, "content/%s.md", line);
        check_article("content", line, buffer_c_str(&path));
        buffer_free(&path);
        articles++;
    }
    assert_int_equal(articles, 9);
    buffer_free(&list);
}

static unsigned next_random(unsigned *random)
{
    *random = *random * 1103515245 + 12345;
    return *random >> 16;
}

/* Appends words, units, marks, typed blanks and the author's own line breaks. */
static void add_paragraph(struct buffer *text, unsigned *random)
{
    static const char *const PIECES[] = {
        "居民",
        "社区的",
        "议事会",
        "，",
        "。",
        "、",
        "；",
        "“春天”",
        "（试行）",
        "《条例》",
        "——",
        "……",
        "？”",
        "～",
        "·",
        " of ",
        " ",
        "\u3000",
        "  \n春天",
        "internationalization",
        "LibreOffice",
        "信箱service@a.cn处",
        "13.76万元",
        "1.2万㎡",
        "3.2元/㎡·月",
        "2023年11月30日",
        "2023 年 11 月 ",
        "0571-8888 8888",
        "－13℃",
        "〔2023〕15号",
        "第三十二条",
        "GB/T 15834—2011",
        "8:30—20:00",
        "3%～5%",
        "￥1,200.50",
        "300 ㎡",
        "约300人",
        "三百六十五天",
        "5栋2单元",
        "正文①",
    };
    unsigned count = 1 + next_random(random) % MOST_PIECES;

    buffer_add_text(text, "开会");
    for (unsigned i = 0; i < count; i++) {
        buffer_add_text(text, PIECES[next_random(random) % (sizeof(PIECES) / sizeof(*PIECES))]);
        for (unsigned han = next_random(random) % 12; han > 4; han--)
            buffer_add_text(text, "字");
    }
    buffer_add_text(text, "散会\n\n");
}

static void test_random_paragraphs_at_every_width(void **state)
{
    char *folder = scratch_new(), *path = scratch_path(folder, "random.md");
    struct buffer text = {0};
    unsigned random = 15;

    (void)state;
    buffer_add_text(&text, "---\ntitle: 题\n---\n");
    for (int i = 0; i < PARAGRAPHS; i++)
        add_paragraph(&text, &random);
    scratch_put(folder, "random.md", text.data, text.bytes);
    check_article(folder, "random", path);
    buffer_free(&text);
    free(path);
    scratch_free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_article_at_every_width),
        cmocka_unit_test(test_random_paragraphs_at_every_width),
        cmocka_unit_test(test_large_adds_blank_lines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
