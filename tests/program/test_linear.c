/* The linear mode: its output for given input, compared byte for byte with golden/linear-NAME.txt.
 * After an intended change UPDATE_GOLDEN=1 rewrites the files: read them, aloud, before keeping
 * them. */

#include "program/desk.h"

#include "base/file.h"
#include "content/tree.h"
#include "scratch.h"
#include "text/utf8.h"

#include <unistd.h>

#define BULLETIN "tests/program/bulletin"

enum { GOLDEN_LIMIT = 1 << 20, GROUPS = 30, CHOICES = 9 };

struct conversation {
    const char *name; /* of the golden file */
    const char *input;
    const char *path;
    const char *width; /* NULL: not wrapped */
};

static const struct conversation TALKS[] = {
    /* from the contents to the end of an article, and on to the next article */
    {"linear-start", "", BULLETIN, NULL},
    {"linear-read", "1\n1\n1\n\n\n\n\n", BULLETIN, NULL},
    {"linear-content", "1\n1\n", "content", NULL},
    {"linear-last", "2\n3\n\n", BULLETIN, NULL},
    {"linear-back", "1\n1\n2\nb\nb\nb\nb\n2\n1\ng\n", BULLETIN, NULL},
    {"linear-walk", "n\nn\n]\n]\n[\n[\n[\nk\n\nk\nr\nb\n]\nb\nr\n", BULLETIN, NULL},
    {"linear-all-read", "n\nn\nn\nn\nn\nn\nn\nn\ng\n", BULLETIN, NULL},
    {"linear-pieces", "2\n2\n3\n5\n6\n0\n1\nk\n", BULLETIN, NULL},
    {"linear-unfinished", "c\n2\n2\n3\ng\nc\n", BULLETIN, NULL},
    {"linear-file", "\n\nb\nb\n1\n", BULLETIN "/dongqiao/prices.md", NULL},

    /* features that print shows by typography */
    {"linear-list", "/图书馆\n1\n\n\n", BULLETIN, NULL},
    {"linear-numbers", "\n", "tests/program/articles/numbers.md", NULL},
    {"linear-table", "/维修\n1\n\n\n", BULLETIN, NULL},
    {"linear-code", "/编程\n1\n\n", BULLETIN, NULL},
    {"linear-caption", "/庭院\n1\n\n", BULLETIN, NULL},
    {"linear-note", "/面馆\n1\n\n", BULLETIN, NULL},
    {"linear-wrapped", "2\n2\n\nzz\n", BULLETIN, "40"},

    /* search */
    {"linear-search", "/开放\n2\nb\n]\n]\nb\nb\n", BULLETIN, NULL},
    {"linear-search-asked", "/\nＰＹＴＨＯＮ\n1\nb\nb\n", BULLETIN, NULL},
    {"linear-search-within", "2\n2\n2\n/开放\n/月季\n1\nb\nb\n", BULLETIN, NULL},
    {"linear-search-none", "/没有这样的话\n/\n\n/　\n", BULLETIN, NULL},
    {"linear-search-initials", "/bcj\n1\nf kf\nb\n", BULLETIN, NULL},
    {"linear-find", "2\n2\nf 冰\nf\nf\nf\nf 海\n", BULLETIN, NULL},
    {"linear-find-asked", "f\n2\n2\nf\n路\nf\n", BULLETIN, NULL},
    {"linear-bookmarks", "'\n2\n2\n3\nm\n]\nm\n'\n2\nb\n1\nm\nb\nb\n", BULLETIN, NULL},
    {"linear-bookmarks-gone", "2\n2\nm\ng\n'\n1\nm\nb\n'\n", BULLETIN, NULL},
    {"linear-groups", "t\n1\n2\nb\nb\n", BULLETIN, NULL},

    /* other commands */
    {"linear-help", "?\n2\n2\n?\n", BULLETIN, NULL},
    {"linear-wrong", "zz\n0\n8\n99999999999999999999999\n1 1\nm\nf 字\nk\nb\nm x\n\n2\n2\nzz\n-1\n",
     BULLETIN, NULL},
    {"linear-full-width", "　２　\n２\n］\n【\nＢ\nＧ\n‘\n？\nｑ\n1\n", BULLETIN, NULL},
    {"linear-noise",
     "\x01\x1b[31m\xff\xfe\n\xe2\x80\xae \t\n这是很长的一行，长得谁也不会把它打完，更不会念完\n",
     BULLETIN, NULL},
    {"linear-quit", "2\nq\n1\n", BULLETIN, NULL},
};

enum { LINE_IO_COUNT = sizeof(TALKS) / sizeof(*TALKS) };

static void converse(struct desk *desk, const struct conversation *talk, struct str input)
{
    const char *arguments[] = {"--linear", talk->path, talk->width ? "--width" : NULL, talk->width,
                               NULL};

    char *home = scratch_new(); /* each begins without marks */
    struct buffer variable = {0};

    buffer_addf(&variable, "XDG_STATE_HOME=%s", home);
    desk_run_as(
        desk, arguments,
        (struct run){.input = input, .variables = (const char *[]){buffer_c_str(&variable), NULL}});
    desk_expect(desk, desk->status == 0 && !desk->errors.bytes, talk->name);
    buffer_free(&variable);
    scratch_free(home);
}

/* Checks the rules for all output: lines of clean text, no control sequences. */
static void check_lines(struct desk *desk, const char *what)
{
    static const char *const drawn[] = {"─", "━", "│", "┌", "└", "●", "○", "▾", "▸"};
    struct str out = buffer_str(&desk->out);

    desk_expect(desk, out.bytes && out.p[out.bytes - 1] == '\n', what);
    desk_expect(desk, utf8_valid_prefix(out.p, out.bytes) == out.bytes, what);
    for (size_t i = 0; i < out.bytes; i++) {
        desk_expect(desk, ((unsigned char)out.p[i] >= ' ' || out.p[i] == '\n') && out.p[i] != 0x7F,
                    what);
        desk_expect(desk, out.p[i] != '\n' || (i > 0 && out.p[i - 1] != '\n'), what);
    }
    for (size_t i = 0; i < sizeof(drawn) / sizeof(*drawn); i++)
        desk_expect(desk, !desk_printed(desk, drawn[i]), what);
}

static void test_talk(void **state)
{
    struct desk *desk = *state;

    for (size_t i = 0; i < LINE_IO_COUNT; i++) {
        const struct conversation *talk = &TALKS[i];
        struct buffer path = {0}, golden = {0}, message = {0};

        converse(desk, talk, str_of(talk->input));
        check_lines(desk, talk->name);
        buffer_addf(&path, "tests/program/golden/%s.txt", talk->name);
        if (getenv("UPDATE_GOLDEN"))
            scratch_write(buffer_c_str(&path), desk->out.data, desk->out.bytes);
        assert_int_equal(file_read(buffer_c_str(&path), GOLDEN_LIMIT, &golden), 0);
        buffer_addf(&message, "%s has changed; UPDATE_GOLDEN=1 keeps it; wanted:\n%s", talk->name,
                    buffer_c_str(&golden));
        desk_expect(desk, str_eq(buffer_str(&desk->out), buffer_str(&golden)),
                    buffer_c_str(&message));
        buffer_free(&path);
        buffer_free(&golden);
        buffer_free(&message);
    }
}

/* The end of input ends the program at any point, and more input only adds to the output. */
static void test_end_of_input(void **state)
{
    struct desk *desk = *state;

    for (size_t i = 0; i < LINE_IO_COUNT; i++) {
        struct str input = str_of(TALKS[i].input);
        struct buffer before = {0};

        for (size_t bytes = 0; bytes <= input.bytes; bytes++) {
            if (bytes > 0 && input.p[bytes - 1] != '\n')
                continue;
            converse(desk, &TALKS[i], (struct str){input.p, bytes});
            desk_expect(desk, desk->out.bytes >= before.bytes, TALKS[i].name);
            desk_expect(desk,
                        memcmp(desk->out.data, before.data ? before.data : "", before.bytes) == 0,
                        TALKS[i].name);
            buffer_clear(&before);
            buffer_add_str(&before, buffer_str(&desk->out));
        }
        buffer_free(&before);
    }
}

/* A last line without a newline is read as well. */
static void test_line_without_end(void **state)
{
    struct desk *desk = *state;
    struct buffer whole = {0};

    converse(desk, &(struct conversation){"whole", "", BULLETIN, NULL}, str_of("2\n2\n"));
    buffer_add_str(&whole, buffer_str(&desk->out));
    converse(desk, &(struct conversation){"without", "", BULLETIN, NULL}, str_of("2\n2"));
    desk_expect(desk, str_eq(buffer_str(&whole), buffer_str(&desk->out)), "a line without its end");
    buffer_free(&whole);
}

static void test_crlf(void **state)
{
    struct desk *desk = *state;

    for (size_t i = 0; i < LINE_IO_COUNT; i++) {
        struct buffer crlf = {0}, with_lf = {0};

        for (const char *p = TALKS[i].input; *p; p++) {
            if (*p == '\n')
                buffer_add_char(&crlf, '\r');
            buffer_add_char(&crlf, *p);
        }
        converse(desk, &TALKS[i], str_of(TALKS[i].input));
        buffer_add_str(&with_lf, buffer_str(&desk->out));
        converse(desk, &TALKS[i], buffer_str(&crlf));
        desk_expect(desk, str_eq(buffer_str(&with_lf), buffer_str(&desk->out)), TALKS[i].name);
        buffer_free(&crlf);
        buffer_free(&with_lf);
    }
}

/* A line longer than anybody types is cut. */
static void test_long_line(void **state)
{
    struct desk *desk = *state;
    struct buffer input = {0};

    while (input.bytes < 40000)
        buffer_add_text(&input, "字");
    buffer_add_text(&input, "\n2\n");
    converse(desk, &(struct conversation){"a long line", "", BULLETIN, NULL}, buffer_str(&input));
    check_lines(desk, "a long line");
    desk_expect(desk, desk->out.bytes < 2000 && desk_printed(desk, "西岭区，3 篇，3 篇未读："),
                "a long line, then a short one");
    buffer_free(&input);
}

/* Runs with a state that is kept in the desk's folder. */
static void run_with_state(struct desk *desk, const char *path, struct str input)
{
    struct buffer home = {0};

    buffer_addf(&home, "XDG_STATE_HOME=%s", desk->folder);
    desk_run_as(
        desk, (const char *[]){"--linear", path, NULL},
        (struct run){.input = input, .variables = (const char *[]){buffer_c_str(&home), NULL}});
    buffer_free(&home);
}

static void converse_with_state(struct desk *desk, const char *path, struct str input)
{
    run_with_state(desk, path, input);
    desk_expect(desk, desk->status == 0 && !desk->errors.bytes, path);
    check_lines(desk, path);
}

static void expect_all_read(struct desk *desk, const char *path, const char *what)
{
    converse_with_state(desk, path, str_of("n\n"));
    desk_expect(desk, desk_printed(desk, "，0 篇未读") && desk_printed(desk, "全部读过了"), what);
    desk_clear(desk);
}

/* Every article can be reached by numbers alone, in every grouping. */
static void test_numbers_reach_all(void **state)
{
    static const char *const paths[] = {"content", BULLETIN};
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
        for (int regroupings = 0; regroupings < GROUPING_COUNT; regroupings++) {
            struct buffer input = {0};

            for (int j = 0; j < regroupings; j++)
                buffer_add_text(&input, "t\n");
            for (int one = 1; one <= GROUPS; one++)
                for (int two = 1; two <= CHOICES; two++)
                    for (int three = 1; three <= CHOICES; three++)
                        buffer_addf(&input, "g\n%d\n%d\n%d\n", one, two, three);
            converse_with_state(desk, paths[i], buffer_str(&input));
            expect_all_read(desk, paths[i], "every article is reached by numbers");
            buffer_free(&input);
        }
    }
}

/* The groupings follow one another, and after the last comes the first. */
static void test_groupings(void **state)
{
    struct desk *desk = *state;
    struct buffer input = {0}, name = {0};

    for (int i = 0; i < GROUPING_COUNT; i++)
        buffer_add_text(&input, "t\n");
    converse(desk, &(struct conversation){"groupings", "", BULLETIN, NULL}, buffer_str(&input));
    for (int i = 0; i < GROUPING_COUNT; i++) {
        buffer_clear(&name);
        buffer_addf(&name, "：\n%s", grouping_name((enum grouping)i));
        desk_expect(desk, desk_printed(desk, buffer_c_str(&name)), name.data);
    }
    buffer_free(&input);
    buffer_free(&name);
}

/* Enter alone reads everything, paragraph by paragraph and article by article. */
static void test_enter_reads_all(void **state)
{
    struct desk *desk = *state;
    struct buffer input = {0};

    buffer_add_text(&input, "n\n");
    for (int i = 0; i < 100; i++)
        buffer_add_char(&input, '\n');
    converse_with_state(desk, "content", buffer_str(&input));
    desk_expect(desk, desk_printed(desk, "完，这是最后一篇"), "the end is reached");
    expect_all_read(desk, "content", "every article is reached by Enter");
    buffer_free(&input);
}

/* A search for its title finds every article. */
static void test_search_reaches_all(void **state)
{
    struct desk *desk = *state;
    struct buffer input = {0};

    desk_run(desk, (const char *[]){"--list", "content", NULL});
    for (const char *line = desk->out.data, *end; (end = strchr(line, '\n')); line = end + 1) {
        const char *title = end;

        while (title[-1] != '\t')
            title--;
        buffer_addf(&input, "/%.*s\n1\n", (int)(end - title), title);
    }
    converse_with_state(desk, "content", buffer_str(&input));
    expect_all_read(desk, "content", "every article is reached by a search");
    buffer_free(&input);
}

/* All of an article's text is read out. */
static void test_nothing_is_left_out(void **state)
{
    static const char *const texts[] = {
        "引题：从三月起 晚间也开门\n", "林一 周小满\n",
        "• 一层阅览区：8:30—20:00\n",  "3. 出门。\n",
        "引文：食物请留在一层。\n",    "周一闭馆整理，节假日另行通知。\n",
    };
    struct desk *desk = *state;

    converse(desk, &(struct conversation){"a file", "", BULLETIN "/dongqiao/reading-room.md", NULL},
             str_of("\n\n\n\n\n\n"));
    for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
        desk_expect(desk, desk_printed(desk, texts[i]), texts[i]);
}

static void put_notice(struct desk *desk, const char *path)
{
    desk_put(desk, path,
             "---\ntitle: 通知\n---\n第一段。\n\n## 二\n\n第二段。\n\n## 三\n\n第三段。\n");
}

/* Opens a file by itself. Fails unless it begins at the top, without a bookmark, if `from_top`, or
 * else goes on where reading stopped, with the bookmark. */
static void expect_alone(struct desk *desk, const char *path, bool from_top, const char *what)
{
    struct buffer full = {0};

    buffer_addf(&full, "%s/%s", desk->folder, path);
    converse_with_state(desk, buffer_c_str(&full), str_of("'\nq\n"));
    desk_expect(desk, desk_printed(desk, "接着第 ") != from_top, what);
    desk_expect(desk, desk_printed(desk, "还没有书签") == from_top, what);
    buffer_free(&full);
}

/* Files opened by themselves share no position, read mark or bookmark with files of the same
 * name. */
static void test_files_of_the_same_name(void **state)
{
    static const char *const others[] = {"two/notice.md", "one/notice.markdown", "one/notice.MD",
                                         "one/deep/notice.md", "notice.md"};
    struct desk *desk = *state;
    struct buffer path = {0}, link = {0};

    put_notice(desk, "one/notice.md");
    buffer_addf(&path, "%s/one/notice.md", desk->folder);
    converse_with_state(desk, buffer_c_str(&path), str_of("\nm\nq\n"));
    desk_expect(desk, desk_printed(desk, "已加书签"), "a bookmark further on");
    expect_alone(desk, "one/notice.md", false, "the same file");
    expect_alone(desk, "one/../one/./notice.md", false, "the same by another path");
    buffer_addf(&link, "%s/link.md", desk->folder);
    assert_int_equal(symlink("one/notice.md", buffer_c_str(&link)), 0);
    expect_alone(desk, "link.md", false, "the same by a symbolic link");
    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
        put_notice(desk, others[i]);
        expect_alone(desk, others[i], true, others[i]);
    }
    desk_clear(desk);
    put_notice(desk, "notice.md");
    put_notice(desk, "other.md");
    desk_put(desk, "kanbao/state",
             "kanbao-state 1\nlast\tnotice\nread\tnotice\nplace\tnotice\t40\n"
             "bookmark\tnotice\t40\t1\n");
    expect_alone(desk, "notice.md", true, "what a folder's article of that name has");
    converse_with_state(desk, desk->folder, str_of("c\nq\n"));
    desk_expect(desk, desk_printed(desk, "1 篇未读"), "the folder's article keeps its own");
    buffer_free(&path);
    buffer_free(&link);
}

/* A later run goes on at the position where reading stopped. */
static void test_place_is_kept(void **state)
{
    struct desk *desk = *state;

    converse_with_state(desk, BULLETIN, str_of("2\n2\n\n\nm\nq\n"));
    desk_expect(desk, desk_printed(desk, "第 3 段，共 5 段"), "two pieces on");
    converse_with_state(desk, BULLETIN, str_of("c\n"));
    desk_expect(desk, desk_printed(desk, "看报，7 篇，6 篇未读\n上次没读完“山路结冰怎么走”；"),
                "it is offered");
    desk_expect(desk, desk_printed(desk, "接着第 3 段读；输入 1 从头读\n"), "it goes on");
    converse_with_state(desk, BULLETIN, str_of("'\n1\n\n\n\n"));
    desk_expect(desk, desk_printed(desk, "1、山路结冰怎么走，已读\n"), "the bookmark is there");
    desk_expect(desk, desk_printed(desk, "第 3 段，共 5 段"), "it leads to where it was put");
    converse_with_state(desk, BULLETIN, str_of("2\n2\n"));
    desk_expect(desk, !desk_printed(desk, "上次") && !desk_printed(desk, "接着"),
                "what was read to its end begins anew");
    desk_expect(desk, desk_printed(desk, "山路结冰怎么走，已读，有书签\n"), "it has a bookmark");
}

/* If the state cannot be written, the first line says so, and nothing else is lost. */
static void test_state_cannot_be_kept(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "kanbao", "not a folder\n");
    converse_with_state(desk, BULLETIN, str_of("2\n2\n"));
    desk_expect(desk, strstr(buffer_c_str(&desk->out), "已读和书签这次不保存：") == desk->out.data,
                "it is said before all else");
    desk_expect(desk, desk_printed(desk, "第 1 段，共 5 段"), "and can be read");
}

static void test_damaged_state(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "kanbao/marks", "noise\n");
    converse_with_state(desk, BULLETIN, str_of(""));
    desk_expect(desk, strncmp(desk->out.data, "状态文件 ", strlen("状态文件 ")) == 0,
                "it is said before all else");
}

/* Pinned articles come first; drafts and expired articles are marked if shown. */
static void test_notices(void **state)
{
    static const char *const variables[] = {"KANBAO_NOW=2026-11-24T08:00", "TZ=UTC0", NULL};
    struct desk *desk = *state;

    desk_put(desk, "a.md", "---\ntitle: 合唱团招新\n---\n正文。\n");
    desk_put(desk, "b.md", "---\ntitle: 山路封闭\npinned: true\n---\n正文。\n");
    desk_put(desk, "c.md", "---\ntitle: 预算\ndraft: true\n---\n正文。\n");
    desk_put(desk, "d.md", "---\ntitle: 停水\nexpires: 2026-11-23\n---\n正文。\n");
    desk_run_as(desk, (const char *[]){"--linear", "@", NULL},
                (struct run){.input = str_of("/正文\n"), .variables = variables});
    desk_expect_output(desk, 0,
                       "已读和书签这次不保存：没有主目录（HOME）；可设 XDG_STATE_HOME\n"
                       "看报，2 篇，2 篇未读\n按地区：\n1、置顶：山路封闭\n2、未分区：合唱团招新\n"
                       "输入编号，或 ?：\n搜索“正文”，找到 2 篇：\n1、山路封闭：正文。\n"
                       "2、合唱团招新：正文。\n输入编号，或 ?：\n",
                       "what is current");
    desk_run_as(desk, (const char *[]){"--linear", "--all", "--drafts", "@", NULL},
                (struct run){.input = str_of("2\no\n"), .variables = variables});
    desk_expect(desk, desk_printed(desk, "1、合唱团招新\n2、预算，草稿\n3、停水，过期\n"), "all");
    desk_expect(desk, desk_printed(desk, "：\n新的在前\n按地区：\n1、"), "another order");
}

/* Deleted text and a task's check box are read out as a word. */
static void test_marks_in_words(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "a.md",
             "---\ntitle: 一\n---\n原定~~三月**五**日~~八日，<del>二楼</del>三楼。\n\n"
             "- [x] 甲\n- [ ] 乙\n\n见[^1]\n\n[^1]: 注\n\n|甲|\n|-|\n|~~乙~~|\n");
    desk_run_as(desk, (const char *[]){"--linear", "@/a.md", NULL},
                (struct run){.input = str_of("\n\n\n\n\nq\n")});
    desk_expect(desk, desk_printed(desk, "原定（已删去：三月五日）八日，（已删去：二楼）三楼。\n"),
                "struck text");
    desk_expect(desk, desk_printed(desk, "已办：甲\n未办：乙\n"), "tasks");
    desk_expect(desk, desk_printed(desk, "见〔1〕\n") && desk_printed(desk, "〔1〕注\n"),
                "a footnote");
    desk_expect(desk, desk_printed(desk, "甲：（已删去：乙）\n"), "struck text in a cell");
}

/* Articles with little or no text. */
static void test_odd_articles(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "a.md", "---\ntitle: 一\n---\n---\n\n# 一\n");
    desk_put(desk, "b.md", "# 二\n\n　　正文。\n\n# 二\n");
    desk_put(desk, "bad.md", "---\nbroken\n");
    desk_put(desk, "c.md", "---\ntitle: 空\n---\n");
    desk_run_as(desk, (const char *[]){"--linear", "@", NULL},
                (struct run){.input = str_of("3\n\nb\n")});
    desk_expect(desk,
                desk->status == 0 && desk_printed(desk, "空\n完，这是最后一篇：\n这是最后一篇\n"),
                "an article without a text");
    desk_expect(desk, desk_printed(desk, "看报，3 篇，3 篇未读，1 篇有错未收\n"), "a bad one");
    desk_run_as(desk, (const char *[]){"--linear", "@", NULL},
                (struct run){.input = str_of("1\n\n\n")});
    desk_expect(desk,
                desk_printed(desk, "：\n标题：一\n完。按 Enter 读下一篇“二”：\n"
                                   "标题：二\n正文。\n按 Enter"),
                "a title that the first heading repeats is said once");
    desk_expect(desk, desk_printed(desk, "\n小标题：二\n完。"), "a heading like the title");
    desk_expect(desk, desk->status == 0 && !desk->errors.bytes, "no word of it elsewhere");
}

static void put_many(struct desk *desk, int count)
{
    for (int i = 1; i <= count; i++) {
        struct buffer name = {0}, text = {0};

        buffer_addf(&name, "%03d.md", i);
        buffer_addf(&text, "---\ntitle: 第%d号\n---\n正文。\n", i);
        desk_put(desk, buffer_c_str(&name), buffer_c_str(&text));
        buffer_free(&name);
        buffer_free(&text);
    }
}

/* A long list is shown in parts, but all of its numbers can be typed at any time. */
static void test_long_list(void **state)
{
    struct desk *desk = *state;
    const char *const arguments[] = {"--linear", "@", NULL};

    put_many(desk, 45);
    desk_run_as(desk, arguments, (struct run){.input = str_of("")});
    desk_expect(desk,
                desk_printed(desk, "20、第20号\n输入编号，按 Enter 更多（还有 25 项），或 ?：\n") &&
                    !desk_printed(desk, "第21号"),
                "the first part");
    desk_run_as(desk, arguments, (struct run){.input = str_of("\n\n\n")});
    desk_expect(desk, desk_printed(desk, "45、第45号\n输入编号，或 ?：\n都列完了\n"), "to its end");
    desk_run_as(desk, arguments, (struct run){.input = str_of("44\nb\nr\n")});
    desk_expect(desk, desk_printed(desk, "\n标题：第44号\n"), "a number that was not offered yet");
    desk_expect(desk, desk_printed(desk, "：\n41、第41号\n") && !desk_printed(desk, "\n40、第40号"),
                "back to the part that it is in");
    desk_run_as(desk, arguments, (struct run){.input = str_of("/正文\n\n45\n")});
    desk_expect(desk, desk_printed(desk, "，找到 45 篇：\n1、第1号：正文。\n"), "many results");
    desk_expect(
        desk, desk_printed(desk, "40、第40号：正文。\n") && desk_printed(desk, "\n标题：第45号\n"),
        "in parts, too");
}

/* A paragraph that is too long to be read at once is split after a sentence. */
static void test_long_paragraph(void **state)
{
    struct desk *desk = *state;
    struct buffer text = {0};

    buffer_add_text(&text, "---\ntitle: 长段\n---\n");
    for (int i = 0; i < 60; i++)
        buffer_addf(&text, "第%d句话里写着“走访的人把问题一一记下，交给社区商议。”", i);
    desk_put(desk, "long.md", buffer_c_str(&text));
    desk_run_as(desk, (const char *[]){"--linear", "@", NULL},
                (struct run){.input = str_of("\n\n\n\n\n")});
    check_lines(desk, "a long paragraph");
    for (const char *line = strstr(desk->out.data, "第0句"), *end; (end = strchr(line, '\n'));
         line = end + 1) {
        bool is_text = strstr(line, "句话") && strstr(line, "句话") < end;

        desk_expect(desk,
                    !is_text || (strncmp(line, "第", 3) == 0 &&
                                 strncmp(end - strlen("。”"), "。”", strlen("。”")) == 0),
                    "whole sentences");
    }
    desk_expect(desk, desk_printed(desk, "第59句"), "all of it");
    buffer_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_talk),
        DESK_TEST(test_end_of_input),
        DESK_TEST(test_line_without_end),
        DESK_TEST(test_crlf),
        DESK_TEST(test_long_line),
        DESK_TEST(test_numbers_reach_all),
        DESK_TEST(test_groupings),
        DESK_TEST(test_enter_reads_all),
        DESK_TEST(test_search_reaches_all),
        DESK_TEST(test_nothing_is_left_out),
        DESK_TEST(test_files_of_the_same_name),
        DESK_TEST(test_place_is_kept),
        DESK_TEST(test_state_cannot_be_kept),
        DESK_TEST(test_damaged_state),
        DESK_TEST(test_notices),
        DESK_TEST(test_odd_articles),
        DESK_TEST(test_marks_in_words),
        DESK_TEST(test_long_list),
        DESK_TEST(test_long_paragraph),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
