/* --check reports the faults of articles with file, line and column; articles with errors are left
 * out, the others open. */

#include "program/desk.h"

#include "scratch.h"
#include "skip.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum { KIB = 1024, MIB = 1024 * KIB };

/* A file with one fault, and the report expected. */
struct fault {
    const char *what;
    const char *text;
    size_t bytes;      /* of the text */
    const char *place; /* "LINE:COLUMN:", or "" for the file as a whole */
    const char *level;
};

#define TEXT(literal) (literal), sizeof(literal) - 1

static const struct fault FAULTS[] = {
    /* encoding */
    {"a byte that is not UTF-8", TEXT("---\ntitle: 题\n---\n一行\n二\xFF行\n"), "5:4:", "错误"},
    {"the same after CRLF", TEXT("---\r\ntitle: 题\r\n---\r\n一行\r\n二\xFF行\r\n"),
     "5:4:", "错误"},
    {"the first byte", TEXT("\xFF正文\n"), "1:1:", "错误"},
    {"GBK", TEXT("---\ntitle: \xD6\xD0\xCE\xC4\n---\n文\n"), "2:8:", "错误"},
    {"a cut code point", TEXT("---\ntitle: 题\n---\n\xE4\xB8"), "4:1:", "错误"},
    {"a code point cut by a newline", TEXT("---\ntitle: \xE4\xB8\n---\n文\n"), "2:8:", "错误"},
    {"an overlong form", TEXT("正文\n\xC0\xAF\n"), "2:1:", "错误"},
    {"a surrogate", TEXT("正文\n字\xED\xA0\x80\n"), "2:4:", "错误"},
    {"beyond Unicode", TEXT("正文\n字\xF4\x90\x80\x80\n"), "2:4:", "错误"},
    {"a continuation byte alone", TEXT("正文\n\x80\n"), "2:1:", "错误"},
    {"UTF-16", TEXT("\xFF\xFE-\0-\0-\0\n\0"), "1:1:", "错误"},
    {"a NUL in the body", TEXT("---\ntitle: 题\n---\n一\0二\n"), "4:4:", "错误"},
    {"a NUL in the header", TEXT("---\ntitle: a\0b\n---\n文\n"), "2:9:", "错误"},
    {"a NUL at the very end", TEXT("---\ntitle: 题\n---\n文\n\0"), "5:1:", "错误"},

    /* the header's form */
    {"a header that does not end", TEXT("---\ntitle: 题\n文\n"), "1:1:", "错误"},
    {"nothing but a header's beginning", TEXT("---"), "1:1:", "错误"},
    {"a line without a colon", TEXT("---\ntitle: 题\n没有冒号\n---\n文\n"), "3:1:", "错误"},
    {"a full-width colon", TEXT("---\ntitle: 题\nplace：街\n---\n文\n"), "3:1:", "错误"},
    {"no space behind the colon", TEXT("---\ntitle: 题\nplace:街\n---\n文\n"), "3:6:", "错误"},
    {"no key", TEXT("---\ntitle: 题\n: 街\n---\n文\n"), "3:1:", "错误"},
    {"an indented line", TEXT("---\ntitle: 题\n  place: 街\n---\n文\n"), "3:1:", "错误"},
    {"a list over lines", TEXT("---\ntitle: 题\n- 甲\n---\n文\n"), "3:1:", "错误"},
    {"a key twice", TEXT("---\ntitle: 题\nplace: 街\nplace: 道\n---\n文\n"), "4:1:", "错误"},

    /* values */
    {"a title that is a list", TEXT("---\ntitle: [甲, 乙]\n---\n文\n"), "2:8:", "错误"},
    {"an open quote", TEXT("---\ntitle: \"题\n---\n文\n"), "2:8:", "错误"},
    {"an open single quote", TEXT("---\ntitle: '题\n---\n文\n"), "2:8:", "错误"},
    {"an open list", TEXT("---\ntitle: 题\nauthors: [甲, 乙\n---\n文\n"), "3:10:", "错误"},
    {"a date of another form", TEXT("---\ntitle: 题\ndate: 01/02/2024\n---\n文\n"), "3:7:", "错误"},
    {"a day that is not", TEXT("---\ntitle: 题\ndate: 2023-02-29\n---\n文\n"), "3:7:", "错误"},
    {"a month that is not", TEXT("---\ntitle: 题\nexpires: 2023-13-01\n---\n文\n"),
     "3:10:", "错误"},
    {"an order that is no number", TEXT("---\ntitle: 题\norder: 一\n---\n文\n"), "3:8:", "错误"},
    {"an order past all numbers", TEXT("---\ntitle: 题\norder: 99999999999\n---\n文\n"),
     "3:8:", "错误"},
    {"a flag that is neither", TEXT("---\ntitle: 题\npinned: 也许\n---\n文\n"), "3:9:", "错误"},

    /* warnings, which keep no article out */
    {"an unknown key", TEXT("---\ntitle: 题\ncolour: red\n---\n文\n"), "3:1:", "警告"},
    {"strong that does not close", TEXT("---\ntitle: 题\n---\n一\n\n二**三\n"), "6:4:", "警告"},
    {"an image without words", TEXT("---\ntitle: 题\n---\n文![](https://example.org/a.png)\n"),
     "4:8:", "警告"},
    {"no body", TEXT("---\ntitle: 题\n---\n"), "1:1:", "警告"},
    {"no header", TEXT("文\n"), "1:1:", "警告"},
    {"no header behind a BOM", TEXT("\xEF\xBB\xBF文\n"), "1:1:", "警告"},
    {"no header, but a heading", TEXT("# 题\n\n文\n"), "1:1:", "警告"},
    {"nothing at all", TEXT(""), "1:1:", "警告"},
};

/* Files without a fault. */
static const struct fault FINE[] = {
    {"LF", TEXT("---\ntitle: 题\n---\n文\n"), "", ""},
    {"CRLF", TEXT("---\r\ntitle: 题\r\n---\r\n文\r\n"), "", ""},
    {"a BOM", TEXT("\xEF\xBB\xBF---\ntitle: 题\n---\n文\n"), "", ""},
    {"no newline at the end", TEXT("---\ntitle: 题\n---\n文"), "", ""},
    {"spaces behind the header's lines", TEXT("---  \ntitle: 题  \n---\t\n文\n"), "", ""},
    {"a comment and an empty line", TEXT("---\n# 注释\n\ntitle: 题\ndraft: no # 注释\n---\n文\n"),
     "", ""},
    {"every known key",
     TEXT("---\ntitle: 题\nkicker: 肩\nsubtitle: 副\nauthors: [甲, \"乙, 丙\"]\ndistrict: 东\n"
          "place: 街\ntopic: 主\ntopics: [题, 目]\ndate: 2024-02-29\nissue: 1\npage: 2\norder: 3\n"
          "source: 报\nlink: https://example.org/\nsummary: 摘\nexpires: 2925-01-01\n"
          "pinned: true\ndraft: false\nnote: 注\n---\n文\n"),
     "", ""},
    {"a value with a colon in quotes", TEXT("---\ntitle: \"甲: 乙\"\n---\n文\n"), "", ""},
    {"a thematic break in the body", TEXT("---\ntitle: 题\n---\n文\n\n---\n\n文\n"), "", ""},
    {"asterisks in code", TEXT("---\ntitle: 题\n---\n文`**`文\n"), "", ""},
};

static void expect_place(struct desk *desk, const struct fault *fault)
{
    struct buffer wanted = {0};

    buffer_addf(&wanted, "%s/a/bad.md:%s %s: ", desk->folder, fault->place, fault->level);
    desk_expect(desk,
                desk_report_lines(desk) == 1 &&
                    strncmp(desk->out.data, buffer_c_str(&wanted), wanted.bytes) == 0 &&
                    desk->out.bytes > wanted.bytes + 1,
                fault->what);
    desk_expect(desk, !desk->errors.bytes, fault->what);
    buffer_free(&wanted);
}

static void test_faults(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "a/good.md", "---\ntitle: 好的\n---\n正文。\n");
    for (size_t i = 0; i < sizeof(FAULTS) / sizeof(*FAULTS); i++) {
        bool error = strcmp(FAULTS[i].level, "错误") == 0;

        desk_put_bytes(desk, "a/bad.md", FAULTS[i].text, FAULTS[i].bytes);
        DESK_RUN(desk, "--check", "@");
        desk_expect(desk, desk->status == error, FAULTS[i].what);
        expect_place(desk, &FAULTS[i]);
        DESK_RUN(desk, "--list", "@");
        desk_expect(desk, desk_printed(desk, "a/good\t"), FAULTS[i].what);
        desk_expect(desk, desk_printed(desk, "a/bad\t") != error, FAULTS[i].what);
        desk_expect(desk, desk_lines(&desk->errors) == error, FAULTS[i].what);
    }
}

static void test_fine(void **state)
{
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(FINE) / sizeof(*FINE); i++) {
        desk_put_bytes(desk, "a/fine.md", FINE[i].text, FINE[i].bytes);
        DESK_RUN(desk, "--check", "@");
        desk_expect_clean(desk, 1, FINE[i].what);
    }
}

/* Writes an article with a header line of `bytes` bytes. */
static void put_header_line(struct desk *desk, size_t bytes)
{
    struct buffer text = {0};

    buffer_add_text(&text, "---\ntitle: 题\n");
    bytes += text.bytes;
    buffer_add_text(&text, "summary: ");
    while (text.bytes < bytes)
        buffer_add_char(&text, 'a');
    buffer_add_text(&text, "\n---\n文\n");
    desk_put_bytes(desk, "a/bad.md", text.data, text.bytes);
    buffer_free(&text);
}

static void test_header_line_limit(void **state)
{
    static const struct fault fault = {"a header line over 64 KiB", "", 0, "3:1:", "错误"};
    struct desk *desk = *state;

    put_header_line(desk, 64 * KIB);
    DESK_RUN(desk, "--check", "@");
    desk_expect_clean(desk, 1, "a header line of 64 KiB");
    put_header_line(desk, 64 * KIB + 1);
    DESK_RUN(desk, "--check", "@");
    desk_expect(desk, desk->status == 1, "over it");
    expect_place(desk, &fault);
}

/* A header of any length is allowed if each of its lines is short enough. */
static void test_long_header(void **state)
{
    struct desk *desk = *state;
    struct buffer text = {0};

    buffer_add_text(&text, "---\ntitle: 题\n");
    for (int i = 0; i < 20000; i++)
        buffer_add_text(&text, "# 一行注释，什么也不说\n");
    buffer_add_text(&text, "---\n文\n");
    desk_put_bytes(desk, "a.md", text.data, text.bytes);
    DESK_RUN(desk, "--check", "@");
    desk_expect_clean(desk, 1, "a header of 700 kB");
    buffer_free(&text);
}

/* Writes an article of `bytes` bytes. */
static void put_article(struct desk *desk, const char *name, size_t bytes)
{
    struct buffer text = {0};

    buffer_add_text(&text, "---\ntitle: 题\n---\n");
    while (text.bytes + strlen("甲乙丙丁戊己。\n\n") <= bytes)
        buffer_add_text(&text, "甲乙丙丁戊己。\n\n");
    while (text.bytes < bytes)
        buffer_add_char(&text, 'a');
    desk_put_bytes(desk, name, text.data, text.bytes);
    buffer_free(&text);
}

/* An article one byte too large is left out, and the message gives the limit. */
static void test_file_limit(void **state)
{
    static const struct fault fault = {"a file over 8 MiB", "", 0, "1:1:", "错误"};
    struct desk *desk = *state;

    desk_put(desk, "a/good.md", "---\ntitle: 好的\n---\n正文。\n");
    for (int over = -1; over <= 0; over++) {
        put_article(desk, "a/bad.md", (size_t)(8 * MIB + over));
        DESK_RUN(desk, "--check", "@");
        desk_expect(desk, desk->status == 0 && desk_report_lines(desk) == 1, "a file of 8 MiB");
        DESK_RUN(desk, "--list", "@");
        desk_expect(desk, desk_lines(&desk->out) == 2, "a file of 8 MiB");
    }
    put_article(desk, "a/bad.md", 8 * MIB + 1);
    DESK_RUN(desk, "--check", "@");
    desk_expect(desk, desk->status == 1, fault.what);
    expect_place(desk, &fault);
    desk_expect(desk, desk_printed(desk, "8 MiB"), fault.what);
    DESK_RUN(desk, "--list", "@");
    desk_expect(desk, desk_lines(&desk->out) == 1 && desk_printed(desk, "a/good\t"), fault.what);
}

/* An article or a paragraph out of all proportion is told, once each, and shown all the same. */
static void test_proportions(void **state)
{
    static const struct {
        size_t article, paragraph; /* bytes */
        size_t warnings;
    } sizes[] = {
        {MIB, 0, 0},           {MIB + 1, 0, 1},   {0, 256 * KIB, 0},
        {0, 256 * KIB + 1, 1}, {0, 900 * KIB, 1}, {MIB + 1, 700 * KIB, 2},
    };
    struct desk *desk = *state;
    struct buffer text = {0};

    for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
        buffer_clear(&text);
        buffer_add_text(&text, "---\ntitle: 题\n---\n首段。\n\n");
        for (size_t bytes = 0; bytes < sizes[i].paragraph; bytes++)
            buffer_add_char(&text, 'a');
        buffer_add_text(&text, "\n\n");
        while (text.bytes + 3 <= sizes[i].article)
            buffer_add_text(&text, "a\n\n");
        while (text.bytes < sizes[i].article)
            buffer_add_char(&text, 'a');
        desk_put_bytes(desk, "a.md", text.data, text.bytes);
        DESK_RUN(desk, "--check", "@");
        desk_expect(desk, desk->status == 0 && desk_report_lines(desk) == sizes[i].warnings,
                    "proportions");
        if (sizes[i].paragraph > 256 * KIB)
            desk_expect(desk, desk_printed(desk, "a.md:6:1: 警告: 这一段太长"), "a paragraph");
        if (sizes[i].article > MIB)
            desk_expect(desk, desk_printed(desk, "文件超过 1 MiB"), "an article");
    }
    buffer_free(&text);
}

/* A sparse file is refused for its size before its contents are read. */
static void test_hole(void **state)
{
    struct desk *desk = *state;
    char *path = scratch_path(desk->folder, "hole.md");

    desk_put(desk, "hole.md", "---\ntitle: 题\n---\n文\n");
    assert_int_equal(truncate(path, 1LL << 40), 0);
    DESK_RUN(desk, "--check", "@");
    desk_expect(desk, desk->status == 1 && desk_printed(desk, "8 MiB"), "a hole");
    free(path);
}

/* Wrong bytes are found far into a body as well, with the right position. */
static void test_far_into_a_body(void **state)
{
    static const struct fault faults[] = {
        {"not UTF-8 after 300 kB", TEXT("二\xFF三\n"), "40004:4:", "错误"},
        {"a NUL after 300 kB", TEXT("二三\0\n"), "40004:7:", "错误"},
    };
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
        struct buffer text = {0};

        buffer_add_text(&text, "---\ntitle: 题\n---\n");
        for (int line = 0; line < 20000; line++)
            buffer_add_text(&text, "正文正文。\n\n");
        buffer_add(&text, faults[i].text, faults[i].bytes);
        desk_put_bytes(desk, "a/bad.md", text.data, text.bytes);
        DESK_RUN(desk, "--check", "@");
        desk_expect(desk, desk->status == 1, faults[i].what);
        expect_place(desk, &faults[i]);
        buffer_free(&text);
    }
}

static void put_link(struct desk *desk, const char *name, const char *target)
{
    char *path = scratch_path(desk->folder, name);

    assert_int_equal(symlink(target, path), 0);
    free(path);
}

static void test_links(void **state)
{
    static const struct {
        const char *what;
        const char *name;
        const char *target;
        int status;
        const char *said; /* in the only line of --check; NULL: no line */
    } rows[] = {
        {"a link to the folder above", "a/loop", "..", 1, "/a/loop"},
        {"a link to its own folder", "a/loop", ".", 1, "/a/loop"},
        {"a link to itself", "a/loop", "loop", 1, "/a/loop"},
        {"an article that links to itself", "a/loop.md", "loop.md", 1, "/a/loop.md"},
        {"an article that links to nothing", "a/dead.md", "nothing.md", 1, "/a/dead.md"},
        {"a link to an article", "a/link.md", "good.md", 0, NULL},
        {"a link to a folder beside", "link", "a", 0, NULL},
        {"what is no article and links to nothing", "a/notes.txt", "nothing.txt", 0, NULL},
    };
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        desk_clear(desk);
        desk_put(desk, "a/good.md", "---\ntitle: 好的\n---\n正文。\n");
        put_link(desk, rows[i].name, rows[i].target);
        DESK_RUN(desk, "--check", "@");
        desk_expect(desk, desk->status == rows[i].status, rows[i].what);
        if (rows[i].said)
            desk_expect(desk,
                        desk_report_lines(desk) == 1 && desk_printed(desk, rows[i].said) &&
                            desk_printed(desk, ": 错误: "),
                        rows[i].what);
        DESK_RUN(desk, "--list", "@");
        desk_expect(desk, desk->status == rows[i].status && desk_printed(desk, "a/good\t"),
                    rows[i].what);
    }
}

/* Things with an article's name that are not regular files. */
static void test_no_regular_files(void **state)
{
    struct desk *desk = *state;
    char *fifo = scratch_path(desk->folder, "fifo.md");

    desk_put(desk, "good.md", "---\ntitle: 好的\n---\n正文。\n");
    desk_put(desk, "folder.md/inside.md", "---\ntitle: 里面的\n---\n正文。\n");
    assert_int_equal(mkfifo(fifo, 0600), 0);
    DESK_RUN(desk, "--check", "@");
    desk_expect(desk,
                desk->status == 1 && desk_report_lines(desk) == 1 &&
                    desk_printed(desk, "/fifo.md:1:1: 错误: "),
                "a FIFO is told of, not waited for");
    DESK_RUN(desk, "--list", "@");
    desk_expect(desk,
                desk_lines(&desk->out) == 2 && desk_printed(desk, "folder.md/inside\t") &&
                    desk_printed(desk, "good\t"),
                "the others open");
    free(fifo);
}

/* Removes all permissions from a path. Returns false if they cannot be tested because there is no
 * user but root. */
static bool shut(struct desk *desk, const char *name)
{
    char *path = scratch_path(desk->folder, name);

    chmod(desk->folder, 0755);
    assert_int_equal(chmod(path, 0), 0);
    free(path);
    desk_run_as(desk, (const char *[]){"--version", NULL}, (struct run){.unprivileged = true});
    return desk->status == 0;
}

static void open_again(struct desk *desk, const char *name)
{
    char *path = scratch_path(desk->folder, name);

    chmod(path, 0755);
    free(path);
}

static void test_unreadable(void **state)
{
    static const char *const names[] = {"a/shut", "a/shut.md"};
    const struct run unprivileged = {.unprivileged = true};
    struct desk *desk = *state;

    desk_put(desk, "a/good.md", "---\ntitle: 好的\n---\n正文。\n");
    desk_put(desk, "a/shut/inside.md", "---\ntitle: 里面的\n---\n正文。\n");
    desk_put(desk, "a/shut.md", "---\ntitle: 关着的\n---\n正文。\n");
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        struct buffer said = {0};

        if (!shut(desk, names[i])) {
            open_again(desk, names[i]);
            skip_because("root can read every folder, and there is no other user");
        }
        buffer_addf(&said, "%s/%s:1:1: 错误: ", desk->folder, names[i]);
        desk_run_as(desk, (const char *[]){"--check", "@", NULL}, unprivileged);
        desk_expect(desk,
                    desk->status == 1 && desk_report_lines(desk) == 1 &&
                        strncmp(desk->out.data, buffer_c_str(&said), said.bytes) == 0,
                    names[i]);
        desk_run_as(desk, (const char *[]){"--list", "@", NULL}, unprivileged);
        desk_expect(desk, desk->status == 1 && desk_printed(desk, "a/good\t"), names[i]);
        open_again(desk, names[i]);
        buffer_free(&said);
    }
    if (shut(desk, "a")) {
        desk_run_as(desk, (const char *[]){"--list", "@/a", NULL}, unprivileged);
        desk_expect_error(desk, 1, "the folder itself");
        desk_run_as(desk, (const char *[]){"--check", "@/a", NULL}, unprivileged);
        desk_expect(desk, desk->status == 1 && desk_report_lines(desk) == 1, "the folder itself");
    }
    open_again(desk, "a");
}

/* A file's name with control characters is reported without sending them to the terminal. */
static void test_names(void **state)
{
    static const char *const names[] = {"a/\x1B[31m.md", "a/\xFF.md", "a/new\nline.md",
                                        "a/\u202E.md", "a/\xC2\x9B.md"};
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        desk_clear(desk);
        desk_put(desk, names[i], "---\ntitle: 题\n---\n正文。\n");
        desk_put(desk, "a/good.md", "---\ntitle: 好的\n---\n正文。\n");
        DESK_RUN(desk, "--check", "@");
        desk_expect(desk, desk->status == 1 && desk_report_lines(desk) == 1, "a name is a fault");
        desk_expect(desk,
                    !desk_printed(desk, "\x1B") && !desk_printed(desk, "\xFF") &&
                        !desk_printed(desk, "\u202E") && !desk_printed(desk, "\xC2\x9B"),
                    "and is shown cleaned");
        DESK_RUN(desk, "--list", "@");
        desk_expect(desk, desk->status == 1 && desk_lines(&desk->out) == 1, "the other opens");
    }
}

/* One run reports all faults; the screen says how many articles are missing. */
static void test_all_at_once(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "a/good.md", "---\ntitle: 好的\n---\n正文。\n");
    desk_put(desk, "a/one.md", "---\ntitle: 题\ndate: 昨天\norder: 一\n---\n文\n");
    desk_put(desk, "a/two.md", "---\nplace: 街\n文\n");
    desk_put_bytes(desk, "b/three.md", TEXT("\xFF"));
    DESK_RUN(desk, "--check", "@");
    desk_expect(desk, desk->status == 1 && desk_report_lines(desk) == 4, "four faults");
    desk_expect(desk,
                desk_printed(desk, "/a/one.md:3:7: 错误: ") &&
                    desk_printed(desk, "/a/one.md:4:8: 错误: ") &&
                    desk_printed(desk, "/a/two.md:1:1: 错误: ") &&
                    desk_printed(desk, "/b/three.md:1:1: 错误: "),
                "each at its place");
    DESK_RUN(desk, "--frame", "80x24", "@");
    desk_expect(desk, desk->status == 0 && desk_printed(desk, "3篇有错未收"), "three left out");
    DESK_RUN(desk, "--check", "@/a/one.md");
    desk_expect(desk, desk->status == 1 && desk_report_lines(desk) == 2, "one file alone");
    DESK_RUN(desk, "--check", "@/a/good.md");
    desk_expect_clean(desk, 1, "one good file alone");
    DESK_RUN(desk, "--check", "@/nothing");
    desk_expect(desk, desk->status == 1 && desk_report_lines(desk) == 1, "nothing there");
}

/* Two articles of one district with the same title: a warning, since a list cannot tell them
 * apart. */
static void test_same_title(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "a/one.md", "---\ntitle: 题\ndistrict: 东\n---\n文\n");
    desk_put(desk, "a/two.md", "---\ntitle: 题\ndistrict: 西\n---\n文\n");
    DESK_RUN(desk, "--check", "@");
    desk_expect_clean(desk, 2, "in two districts");
    desk_put(desk, "a/two.md", "---\ntitle: 题\ndistrict: 东\n---\n文\n");
    DESK_RUN(desk, "--check", "@");
    desk_expect(desk,
                desk->status == 0 && desk_report_lines(desk) == 1 &&
                    desk_printed(desk, "/a/two.md:") && desk_printed(desk, " 警告: ") &&
                    desk_printed(desk, "/a/one.md"),
                "in one district");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_faults),
        DESK_TEST(test_fine),
        DESK_TEST(test_header_line_limit),
        DESK_TEST(test_long_header),
        DESK_TEST(test_file_limit),
        DESK_TEST(test_proportions),
        DESK_TEST(test_hole),
        DESK_TEST(test_far_into_a_body),
        DESK_TEST(test_links),
        DESK_TEST(test_no_regular_files),
        DESK_TEST(test_unreadable),
        DESK_TEST(test_names),
        DESK_TEST(test_all_at_once),
        DESK_TEST(test_same_title),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
