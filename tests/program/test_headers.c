/* Headers as other tools and other people write them: real headers are read, and text meant as a
 * header is an error and is never published. */

#include "program/desk.h"

#include "scratch.h"

#include <stdio.h>

/* Fails unless --dump prints these authors, each after a space, in one line below the title. */
static void expect_authors(struct desk *desk, const char *authors, const char *what)
{
    struct buffer wanted = {0};

    buffer_addf(&wanted, "\n%s\n", authors);
    DESK_RUN(desk, "--dump", "@/x.md");
    desk_expect(desk, desk_printed(desk, buffer_c_str(&wanted)), what);
    buffer_free(&wanted);
}

/* Writes the folder's only article, and fails if --check finds a fault. */
static void put_good(struct desk *desk, const char *text, const char *what)
{
    desk_clear(desk);
    desk_put(desk, "x.md", text);
    DESK_RUN(desk, "--check", "@");
    desk_expect(desk, desk->status == 0 && !desk_printed(desk, "x.md:"), what);
}

/* Writes an article next to a good one, and fails unless it is refused with one message at
 * `place`. */
static void expect_refused(struct desk *desk, const char *text, size_t bytes, const char *place,
                           const char *said, const char *what)
{
    struct buffer wanted = {0};

    desk_clear(desk);
    desk_put(desk, "good.md", "---\ntitle: 好的\n---\n正文。\n");
    desk_put_bytes(desk, "x.md", text, bytes);
    buffer_addf(&wanted, "/x.md:%s: 错误: ", place);
    DESK_RUN(desk, "--check", "@");
    desk_expect(desk,
                desk->status == 1 && desk_printed(desk, buffer_c_str(&wanted)) &&
                    desk_printed(desk, said),
                what);
    desk_expect(desk, strstr(strstr(desk->out.data, "/x.md:") + 1, "/x.md:") == NULL, what);
    DESK_RUN(desk, "--list", "@");
    desk_expect(desk, !desk_printed(desk, "x\t") && desk_printed(desk, "good\t"), what);
    DESK_RUN(desk, "--dump", "@");
    desk_expect(desk, !desk_printed(desk, "不公开"), what);
    buffer_free(&wanted);
}

static void test_yaml(void **state)
{
    static const struct {
        const char *what;
        const char *header;
        const char *listed;
        const char *authors;
    } rows[] = {
        {"a list under its key", "title: 题\nauthors:\n  - 王某\n  - 李某\n", "x\t\t\t\t\t题",
         "王某 李某"},
        {"one that is not indented", "title: 题\nauthors:\n- 王某\n- 李某\n", "x\t\t\t\t\t题",
         "王某 李某"},
        {"a list over lines", "title: 题\nauthors: [\n  王某, # 一\n  李某\n]\n", "x\t\t\t\t\t题",
         "王某 李某"},
        {"lists in a list", "title: 题\ncategories:\n- [甲, 乙]\n- 丙\n", "x\t\t甲\t\t\t题", NULL},
        {"names in maps", "title: 题\nauthors:\n  - name: 王某\n    url: http://a.cn\n  - 李某\n",
         "x\t\t\t\t\t题", "王某 李某"},
        {"one name in a map", "title: 题\nauthor: {name: 王某, url: x}\n", "x\t\t\t\t\t题", "王某"},
        {"an alias", "title: &t 题\nsummary: *t\nkeywords: &a [王某]\nauthor: *a\n",
         "x\t\t王某\t\t\t题", "王某"},
        {"a folded text", "title: >-\n  ab\n  cd\n", "x\t\t\t\t\tab cd", NULL},
        {"a literal text", "title: |\n  题\n", "x\t\t\t\t\t题", NULL},
        {"a text over lines", "title: ab\n  cd\n", "x\t\t\t\t\tab cd", NULL},
        {"quotes over lines", "title: \"ab\n  cd\"\n", "x\t\t\t\t\tab cd", NULL},
        {"other escapes", "title: \"\\u9898\\x41\"\n", "x\t\t\t\t\t题A", NULL},
        {"quoted keys", "\"title\": 题\n'date': 2026-03-05\n", "x\t\t\t\t2026-03-05\t题", NULL},
        {"a tab before a value", "title:\t题\n", "x\t\t\t\t\t题", NULL},
        {"comments between", "# 一\ntitle: 题 # 二\nauthors: # 三\n  # 四\n  - 王某\n",
         "x\t\t\t\t\t题", "王某"},
        {"all in braces", "{title: 题, date: 2026-03-05}\n", "x\t\t\t\t2026-03-05\t题", NULL},
        {"a list of one for a text", "title: [题]\ndate:\n  - 2026-03-05\n",
         "x\t\t\t\t2026-03-05\t题", NULL},
        {"maps under keys of others",
         "title: 题\nhead:\n  - - meta\n    - name: description\n      content: 某\nmenu:\n  "
         "main:\n    weight: 1\n",
         "x\t\t\t\t\t题", NULL},
        {"nothing",
         "title: 题\nauthors:\ndate: ~\ntopic: null\nsummary: Null\nlink: ''\nplace: []\n",
         "x\t\t\t\t\t题", NULL},
        {"what is null in quotes is text", "title: \"null\"\n", "x\t\t\t\t\tnull", NULL},
    };
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct buffer text = {0};

        buffer_addf(&text, "---\n%s---\n正文。\n", rows[i].header);
        put_good(desk, buffer_c_str(&text), rows[i].what);
        desk_expect_listed(desk, rows[i].listed, rows[i].what);
        if (rows[i].authors)
            expect_authors(desk, rows[i].authors, rows[i].what);
        buffer_free(&text);
    }
}

/* A # begins a comment in YAML, even if the author meant it as text: --check reports it. */
static void test_number_signs(void **state)
{
    static const struct {
        const char *header;
        const char *where; /* position of the report; NULL: none */
    } rows[] = {
        {"标题: 通知 #3", ":2:16: "},
        {"title: #读书会# 开讲", ":2:8: "},
        {"title: 题\n作者: [王某, 李某] # 内部", ":3:26: "},
        {"title: \"通知 #3\"", NULL},
        {"title: 通知#3", NULL},
        {"title: 题\n# 说明\ndraft: no # 定稿后删\ndate: 2026-03-05 # 周四", NULL},
    };
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct buffer text = {0};

        buffer_addf(&text, "---\n%s\n---\n# 题\n\n正文。\n", rows[i].header);
        desk_put(desk, "x.md", buffer_c_str(&text));
        DESK_RUN(desk, "--check", "@/x.md");
        desk_expect(desk, desk_printed(desk, "#") == (rows[i].where != NULL), rows[i].header);
        desk_expect(desk, !rows[i].where || desk_printed(desk, rows[i].where), rows[i].header);
        buffer_free(&text);
    }
}

static void test_keys_of_others(void **state)
{
    static const struct {
        const char *what;
        const char *header;
        const char *listed;
        const char *authors;
    } rows[] = {
        {"author", "author: 王某\n", "x\t\t\t\t\t题", "王某"},
        {"a category and tags", "categories: 甲\ntags: [乙]\n", "x\t\t甲\t\t\t题", NULL},
        {"a category that comes after the tags", "tags: [乙]\ncategory: [甲]\n", "x\t\t甲\t\t\t题",
         NULL},
        {"tags", "tags:\n- 甲\n- 乙\n", "x\t\t甲\t\t\t题", NULL},
        {"keywords in one line", "keywords: 甲, 乙\n", "x\t\t甲\t\t\t题", NULL},
        {"ours for theirs", "topic: 甲\ncategories: [乙]\nauthor: 李某\nauthors: 王某\n",
         "x\t\t甲\t\t\t题", "王某"},
        {"ours, which is empty", "topic:\ncategories: [乙]\nauthors: []\nauthor: 李某\n",
         "x\t\t乙\t\t\t题", "李某"},
        {"ours after theirs", "categories: [乙]\n主题: 甲\n", "x\t\t甲\t\t\t题", NULL},
        {"a date of theirs", "publishDate: 2026-03-05\n", "x\t\t\t\t2026-03-05\t题", NULL},
        {"published, with a day", "published: 2026-03-05\n", "x\t\t\t\t2026-03-05\t题", NULL},
        {"published: true", "published: true\nstatus: publish\n", "x\t\t\t\t\t题", NULL},
        {"what is of no use",
         "Lastmod: 2026-03-05\nupdated: x\nlayout: post\npermalink: /a/\naliases: [/b]\n"
         "cover: c.jpg\ncomments: false\nslug: d\nurl: e\ntoc: true\nmathjax: true\nsidebar: auto\n"
         "head: []\nheadless: {}\nabbrlink: 1\nsidebar_position: 2\ncssclasses: [f]\n",
         "x\t\t\t\t\t题", NULL},
        {"a value of theirs that is none of ours",
         "weight: heavy\ncreated: lately\ntags: {a: b}\n"
         "description: [a, b]\nauthor: false\n",
         NULL, NULL},
        {"capitals", "Author: 王某\nDATE: 2026-03-05\n", "x\t\t\t\t2026-03-05\t题", "王某"},
    };
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct buffer text = {0};

        buffer_addf(&text, "---\ntitle: 题\n%s---\n正文。\n", rows[i].header);
        put_good(desk, buffer_c_str(&text), rows[i].what);
        if (rows[i].listed)
            desk_expect_listed(desk, rows[i].listed, rows[i].what);
        if (rows[i].authors)
            expect_authors(desk, rows[i].authors, rows[i].what);
        buffer_free(&text);
    }
}

static void test_chinese_keys(void **state)
{
    struct desk *desk = *state;

    put_good(desk,
             "---\n标题: 题\n引题: 肩\n副题: 副\n作者: [王某, 李某]\n地区: 东\n地点: 街\n主题: 主\n"
             "日期: 2026年3月5日\n期号: 1\n版面: 2\n来源: 报\n链接: http://a.cn\n摘要: 要\n"
             "有效期: 2099年1月1日\n置顶: 是\n草稿: 否\n按语: 按\n排序: 3\n更多主题: "
             "[次]\n---\n正文。\n",
             "Chinese keys");
    desk_expect_listed(desk, "x\t东\t主\t街\t2026-03-05\t题", "Chinese keys");
    DESK_RUN(desk, "--dump", "@/x.md");
    desk_expect(desk,
                desk_printed(desk, "肩") && desk_printed(desk, "副") && desk_printed(desk, "街"),
                "Chinese keys");
}

/* Drafts and expired articles are not shown, whichever key or value says so. */
static void test_what_is_not_public(void **state)
{
    static const char *const rows[] = {
        "---\ntitle: 题\ndraft: true\n---\n",
        "---\ntitle: 题\nDraft: True\n---\n",
        "---\ntitle: 题\ndraft: yes\n---\n",
        "---\ntitle: 题\ndraft: ON\n---\n",
        "---\ntitle: 题\ndraft: 是\n---\n",
        "---\ntitle: 题\n草稿: 是\n---\n",
        "---\ntitle: 题\n草稿: yes\n---\n",
        "---\ntitle: 题\npublished: false\n---\n",
        "---\ntitle: 题\npublished: no\n---\n",
        "---\ntitle: 题\npublish: false\n---\n",
        "---\ntitle: 题\nstatus: draft\n---\n",
        "---\ntitle: 题\ndraft: [true]\n---\n",
        "---\ntitle: 题\ntags:\n  - 甲\ndraft: true\n---\n",
        "---\ntitle: 题\ndraft: true\n...\n",
        "+++\ntitle = \"题\"\ndraft = true\n+++\n",
        "+++\n草稿 = true\n+++\n",
        "---\ntitle: 题\nexpires: 2020-01-01\n---\n",
        "---\ntitle: 题\nexpires: 2020-1-1 10:00\n---\n",
        "---\ntitle: 题\n有效期: 2020年1月1日\n---\n",
        "---\ntitle: 题\nexpiryDate: 2020-01-01T00:00:00+08:00\n---\n",
        "+++\ntitle = \"题\"\nexpiryDate = 2020-01-01\n+++\n",
    };
    static const char *const public[] = {
        "---\ntitle: 题\ndraft: false\n---\n",       "---\ntitle: 题\ndraft: No\n---\n",
        "---\ntitle: 题\n草稿: 否\n---\n",           "---\ntitle: 题\ndraft:\n---\n",
        "---\ntitle: 题\npublished: true\n---\n",    "---\ntitle: 题\nstatus: published\n---\n",
        "+++\ntitle = \"题\"\ndraft = false\n+++\n", "---\ntitle: 题\nexpires: 2999/1/1\n---\n",
    };
    struct desk *desk = *state;

    desk_put(desk, "good.md", "---\ntitle: 好的\n---\n正文。\n");
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct buffer text = {0};

        buffer_addf(&text, "%s不公开。\n", rows[i]);
        desk_put(desk, "x.md", buffer_c_str(&text));
        DESK_RUN(desk, "--check", "@");
        desk_expect(desk, desk->status == 0, rows[i]);
        DESK_RUN(desk, "--list", "@");
        desk_expect(desk, !desk_printed(desk, "x\t") && desk_printed(desk, "good\t"), rows[i]);
        DESK_RUN(desk, "--dump", "@");
        desk_expect(desk, !desk_printed(desk, "不公开"), rows[i]);
        buffer_free(&text);
    }
    for (size_t i = 0; i < sizeof(public) / sizeof(*public); i++) {
        struct buffer text = {0};

        buffer_addf(&text, "%s公开。\n", public[i]);
        desk_put(desk, "x.md", buffer_c_str(&text));
        DESK_RUN(desk, "--list", "@");
        desk_expect(desk, desk_printed(desk, "x\t"), public[i]);
        buffer_free(&text);
    }
}

static void test_dates(void **state)
{
    static const char *const dates[] = {
        "2026-03-05",
        "2026-3-5",
        "2026/3/5",
        "2026/03/05 10:00",
        "2026.3.5",
        "2026年3月5日",
        "2026年03月05日 8:30",
        "２０２６年３月５日",
        "2026-03-05 10:00:00",
        "2026-03-05T10:00:00+08:00",
        "2026-03-05T23:00:00Z",
        "2026-03-05 10:00:00 +0800",
        "'2026-03-05'",
        "2026-03-05 # 注",
    };
    static const char *const none[] = {
        "2026-02-29",       "2026-13-01",       "2026年2月30日", "2026/4/31", "2026.0.1",
        "2026-03-05 25:00", "2026-03-05T10:61", "三月五日",      "3/5",       "26-3-5",
    };
    struct desk *desk = *state;
    struct buffer text = {0};

    for (size_t i = 0; i < sizeof(dates) / sizeof(*dates); i++) {
        buffer_clear(&text);
        buffer_addf(&text, "---\ntitle: 题\ndate: %s\n---\n正文。\n", dates[i]);
        put_good(desk, buffer_c_str(&text), dates[i]);
        desk_expect_listed(desk, "x\t\t\t\t2026-03-05\t题", dates[i]);
    }
    for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
        static const char *const keys[] = {"date", "expires", "日期", "有效期", "expiryDate"};

        for (size_t j = 0; j < sizeof(keys) / sizeof(*keys); j++) {
            char place[32];

            buffer_clear(&text);
            buffer_addf(&text, "---\ntitle: 题\n%s: %s\n---\n不公开。\n", keys[j], none[i]);
            snprintf(place, sizeof(place), "3:%zu", strlen(keys[j]) + 3);
            expect_refused(desk, text.data, text.bytes, place, "年-月-日", none[i]);
        }
    }
    buffer_free(&text);
}

static void test_toml(void **state)
{
    static const struct {
        const char *what;
        const char *header;
        const char *listed;
        const char *authors;
    } rows[] = {
        {"strings", "title = \"题\"\ndistrict = '东'\n", "x\t东\t\t\t\t题", NULL},
        {"escapes", "title = \"a\\\"\\u9898\\\\\"\n", "x\t\t\t\t\ta\"题\\", NULL},
        {"no escapes", "title = 'a\\b'\n", "x\t\t\t\t\ta\\b", NULL},
        {"strings over lines", "title = \"\"\"\n题\"\"\"\nplace = '''\na\nb'''\n",
         "x\t\t\ta b\t\t题", NULL},
        {"a line that goes on", "title = \"\"\"ab \\\n   cd\"\"\"\n", "x\t\t\t\t\tab cd", NULL},
        {"lists", "title = \"题\"\nauthors = [\"王某\", '李某',]\n", "x\t\t\t\t\t题", "王某 李某"},
        {"lists over lines", "title = \"题\"\nauthors = [ # 一\n  \"王某\",\n  \"李某\" # 二\n]\n",
         "x\t\t\t\t\t题", "王某 李某"},
        {"lists in a list", "title = \"题\"\ntags = [[\"甲\"], \"乙\"]\n", "x\t\t甲\t\t\t题", NULL},
        {"dates", "title = \"题\"\ndate = 2026-03-05\n", "x\t\t\t\t2026-03-05\t题", NULL},
        {"dates with a time", "title = \"题\"\ndate = 2026-03-05T10:00:00+08:00 # 注\n",
         "x\t\t\t\t2026-03-05\t题", NULL},
        {"dates in quotes", "title = \"题\"\ndate = \"2026/3/5\"\n", "x\t\t\t\t2026-03-05\t题",
         NULL},
        {"a date with a space", "title = \"题\"\ndate = 2026-03-05 10:00:00\n",
         "x\t\t\t\t2026-03-05\t题", NULL},
        {"numbers", "title = \"题\"\nweight = 10\nissue = 0x1F\npage = 1_000\n", "x\t\t\t\t\t题",
         NULL},
        {"comments and empty lines", "# 一\n\n  title = \"题\" # 二\n\n", "x\t\t\t\t\t题", NULL},
        {"Chinese keys", "标题 = \"题\"\n日期 = 2026-03-05\n", "x\t\t\t\t2026-03-05\t题", NULL},
        {"CRLF", "title = \"题\"\r\nauthors = [\r\n\"王某\"]\r\n", "x\t\t\t\t\t题", "王某"},
        {"no title", "date = 2026-03-05\n", "x\t\t\t\t2026-03-05\t首题", NULL},
        {"nothing at all", "", "x\t\t\t\t\t首题", NULL},
    };
    static const struct {
        const char *header;
        const char *place;
        const char *said;
    } faults[] = {
        {"title = 题\n", "2:9", "引号"},
        {"title: 题\n", "2:6", "="},
        {"title = \"题\n", "2:9", "引号"},
        {"title = \"题\" x\n", "2:15", "还有字"},
        {"title =\n", "2:8", "没有值"},
        {"title = \"\"\"题\n", "2:9", "引号"},
        {"title = \"\\q\"\n", "2:10", "反斜杠"},
        {"title = \"题\"\ntags = [\"甲\"\n", "3:8", "]"},
        {"title = \"题\"\ntags = [\"甲\" \"乙\"]\n", "3:15", "逗号"},
        {"title = \"题\"\ntags = [,]\n", "3:9", "逗号"},
        {"title = \"题\"\ntags = [甲,\n乙]\n", "3:9", "引号"},
        {"title = \"题\"\nauthor = {name = \"甲\"}\n", "3:10", "表"},
        {"title = \"题\"\n[params]\nx = 1\ny = 题\n", "3:1", "表"},
        {"title = \"题\"\n[[a]]\nx = 1\n", "3:1", "表"},
        {"title = \"题\"\n不像\n", "3:7", "键 = 值"},
        {"title = \"题\"\ndate = 2026-02-29\n", "3:8", "年-月-日"},
        {"title = \"题\"\ndraft = 1\n", "3:9", "true"},
        {"title = \"题\"\ntitle = \"题\"\n", "3:1", "第 2 行"},
    };
    struct desk *desk = *state;
    struct buffer text = {0};

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        buffer_clear(&text);
        buffer_addf(&text, "+++\n%s+++\n# 首题\n\n正文。\n", rows[i].header);
        put_good(desk, buffer_c_str(&text), rows[i].what);
        desk_expect_listed(desk, rows[i].listed, rows[i].what);
        if (rows[i].authors)
            expect_authors(desk, rows[i].authors, rows[i].what);
    }
    for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
        buffer_clear(&text);
        buffer_addf(&text, "+++\n%s+++\n不公开。\n", faults[i].header);
        expect_refused(desk, text.data, text.bytes, faults[i].place, faults[i].said,
                       faults[i].header);
    }
    buffer_free(&text);
}

#define TEXT(literal) (literal), sizeof(literal) - 1

/* A header with something before it or with wrong marks is refused, so that nothing of it is
 * published. */
static void test_near_misses(void **state)
{
    static const struct {
        const char *what;
        const char *text;
        size_t bytes;
        const char *place;
    } rows[] = {
        {"a blank line", TEXT("\n---\ntitle: 题\ndraft: true\n---\n不公开。\n"), "2:1"},
        {"blank lines", TEXT("\n\n\r\n---\ntitle: 题\n---\n不公开。\n"), "4:1"},
        {"a line of spaces", TEXT("   \n---\ntitle: 题\n---\n不公开。\n"), "2:1"},
        {"a line of a full-width space", TEXT("　\n---\ntitle: 题\n---\n不公开。\n"), "2:1"},
        {"spaces", TEXT("  ---\ntitle: 题\n---\n不公开。\n"), "1:1"},
        {"a tab", TEXT("\t---\ntitle: 题\n---\n不公开。\n"), "1:1"},
        {"a full-width space", TEXT("　---\ntitle: 题\n---\n不公开。\n"), "1:1"},
        {"two BOMs", TEXT("\xEF\xBB\xBF\xEF\xBB\xBF---\ntitle: 题\n---\n不公开。\n"), "1:4"},
        {"a BOM and a blank line", TEXT("\xEF\xBB\xBF\n---\ntitle: 题\n---\n不公开。\n"), "2:1"},
        {"a zero-width space", TEXT("\u200B---\ntitle: 题\n---\n不公开。\n"), "1:1"},
        {"a word joiner", TEXT("\u2060---\n标题: 题\n草稿: 是\n---\n不公开。\n"), "1:1"},
        {"a direction mark", TEXT("\u200E---\ntitle: 题\n---\n不公开。\n"), "1:1"},
        {"a zero-width space behind", TEXT("---\u200B\ntitle: 题\n---\n不公开。\n"), "1:1"},
        {"a blank line before TOML", TEXT("\n+++\ntitle = \"题\"\n+++\n不公开。\n"), "2:1"},
        {"a comment before", TEXT("<!-- 注 -->\n---\ntitle: 题\n---\n不公开。\n"), "2:1"},
        {"a heading before", TEXT("# 题\n\n---\ntitle: 题\ndraft: true\n---\n不公开。\n"), "3:1"},
        {"two hyphens", TEXT("--\ntitle: 题\n--\n不公开。\n"), "1:1"},
        {"four", TEXT("----\ntitle: 题\n----\n不公开。\n"), "1:1"},
        {"many", TEXT("--------\ntitle: 题\n--------\n不公开。\n"), "1:1"},
        {"dashes", TEXT("———\ntitle: 题\ndraft: true\n———\n不公开。\n"), "1:1"},
        {"two of them", TEXT("——\n标题: 题\n——\n不公开。\n"), "1:1"},
        {"one", TEXT("—\ntitle: 题\n—\n不公开。\n"), "1:1"},
        {"full-width hyphens", TEXT("－－－\ntitle: 题\n－－－\n不公开。\n"), "1:1"},
        {"a dash and a hyphen", TEXT("—-\ntitle: 题\n—-\n不公开。\n"), "1:1"},
        {"en dashes", TEXT("–––\ntitle: 题\n–––\n不公开。\n"), "1:1"},
        {"minus signs", TEXT("−−−\ntitle: 题\n−−−\n不公开。\n"), "1:1"},
        {"lines of a box", TEXT("───\ntitle: 题\n───\n不公开。\n"), "1:1"},
        {"hyphens apart", TEXT("- - -\ntitle: 题\n- - -\n不公开。\n"), "1:1"},
        {"asterisks", TEXT("***\ntitle: 题\n***\n不公开。\n"), "1:1"},
        {"equals signs", TEXT("===\ntitle: 题\n===\n不公开。\n"), "1:1"},
        {"unknown keys between", TEXT("----\nfoo: 题\nbar: 题\n----\n不公开。\n"), "1:1"},
        {"text behind the hyphens", TEXT("---title: 题\ndraft: true\n---\n不公开。\n"), "1:1"},
        {"the name of the format", TEXT("---yaml\ntitle: 题\n---\n不公开。\n"), "1:1"},
        {"two pluses", TEXT("++\ntitle = \"题\"\n++\n不公开。\n"), "1:1"},
        {"four pluses", TEXT("++++\ntitle = \"题\"\n++++\n不公开。\n"), "1:1"},
        {"full-width pluses", TEXT("＋＋＋\ntitle = \"题\"\n＋＋＋\n不公开。\n"), "1:1"},
        {"YAML between pluses", TEXT("+++\ntitle: 题\n+++\n不公开。\n"), "2:6"},
        {"TOML between hyphens", TEXT("---\ntitle = \"题\"\n---\n不公开。\n"), "2:1"},
        {"closed by four", TEXT("---\ntitle: 题\n----\n不公开。\n"), "3:1"},
        {"closed by two", TEXT("---\ntitle: 题\n--\n不公开。\n"), "3:1"},
        {"closed by dashes", TEXT("---\ntitle: 题\n———\n不公开。\n\n---\n\n不公开。\n"), "3:1"},
        {"closed with spaces before", TEXT("---\ntitle: 题\n  ---\n不公开。\n"), "3:1"},
        {"closed by pluses", TEXT("---\ntitle: 题\n+++\n不公开。\n"), "3:1"},
        {"TOML closed by hyphens", TEXT("+++\ntitle = \"题\"\n---\n不公开。\n"), "3:1"},
        {"TOML closed by four", TEXT("+++\ntitle = \"题\"\n++++\n不公开。\n"), "3:1"},
        {"not closed", TEXT("---\ntitle: 题\ndraft: true\n\n不公开。\n"), "1:1"},
        {"not closed, in Chinese", TEXT("---\n标题: 题\n\n不公开。\n"), "1:1"},
        {"not closed, without a key", TEXT("---\n不公开。\n"), "1:1"},
        {"TOML not closed", TEXT("+++\ntitle = \"题\"\n\n不公开。\n"), "1:1"},
        {"a code fence", TEXT("```yaml\ntitle: 题\ndraft: true\n```\n不公开。\n"), "1:1"},
        {"one around the hyphens", TEXT("```\n---\ntitle: 题\n---\n```\n不公开。\n"), "1:1"},
        {"one of tildes", TEXT("~~~\ntitle: 题\n~~~\n不公开。\n"), "1:1"},
        {"CR alone", TEXT("---\rtitle: 题\rdraft: true\r---\r不公开。\r"), "1:4"},
        {"CR alone within", TEXT("---\ntitle: 题\rdraft: true\n---\n不公开。\n"), "2:11"},
        {"CR alone in TOML", TEXT("+++\rtitle = \"题\"\r+++\r不公开。\r"), "1:4"},
        {"no opening line", TEXT("title: 题\ndate: 2026-03-05\n---\n不公开。\n"), "1:1"},
        {"no line at all", TEXT("title: 题\n\n不公开。\n"), "1:1"},
        {"another key", TEXT("draft: true\n\n不公开。\n"), "1:1"},
        {"a key of another tool", TEXT("layout: post\ntitle: 题\n---\n不公开。\n"), "1:1"},
        {"a capital", TEXT("Title: 题\nDate: 2026-03-05\n\n不公开。\n"), "1:1"},
        {"Chinese keys", TEXT("标题: 题\n草稿: 是\n\n不公开。\n"), "1:1"},
        {"full-width colons", TEXT("标题：题\n草稿：是\n\n不公开。\n"), "1:1"},
        {"one of them", TEXT("草稿：是\n\n不公开。\n"), "1:1"},
        {"an English key with one", TEXT("title：题\n\n不公开。\n"), "1:1"},
        {"other keys and a closing line", TEXT("地区：东\n作者：王某\n---\n不公开。\n"), "1:1"},
        {"behind blank lines", TEXT("\n\ntitle: 题\n---\n不公开。\n"), "3:1"},
        {"TOML without a line", TEXT("title = \"题\"\ndraft = true\n+++\n不公开。\n"), "1:1"},
        {"JSON", TEXT("{\n  \"title\": \"题\",\n  \"draft\": true\n}\n不公开。\n"), "1:1"},
        {"JSON in one line", TEXT("{\"title\": \"题\"}\n不公开。\n"), "1:1"},
        {"JSON of Hexo", TEXT("\"title\": \"题\",\n\"date\": \"2026-03-05\"\n;;;\n不公开。\n"),
         "1:1"},
        {"semicolons", TEXT(";;;\n\"title\": \"题\"\n;;;\n不公开。\n"), "1:1"},
        {"a full-width colon within", TEXT("---\ntitle：题\n---\n不公开。\n"), "2:1"},
        {"full-width colons within", TEXT("---\ntitle: 题\n草稿：是\n---\n不公开。\n"), "3:1"},
        {"no space within", TEXT("---\ntitle: 题\ndraft:true\n---\n不公开。\n"), "3:6"},
        {"an open quotation mark", TEXT("---\ntitle: \"题\ndraft: true\n---\n不公开。\n"), "2:8"},
        {"one that takes in a key",
         TEXT("---\ntitle: \"题\ndraft: true\nplace: 街\"\n---\n不公开。\n"), "2:8"},
        {"a bracket that does",
         TEXT("---\ntitle: 题\ntopics: [甲,\ndraft: true\n]\n---\n不公开。\n"), "3:9"},
    };
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        expect_refused(desk, rows[i].text, rows[i].bytes, rows[i].place, "", rows[i].what);
}

/* Articles that only slightly resemble a header are shown. */
static void test_no_false_alarm(void **state)
{
    static const struct {
        const char *what;
        const char *text;
    } rows[] = {
        {"a rule", "---\n\n公开。\n"},
        {"a rule and another", "---\n\n公开。\n\n---\n\n公开。\n"},
        {"a longer rule", "-----\n公开。\n"},
        {"a rule of asterisks", "***\n公开。\n"},
        {"a rule and a place", "----\n\n地点：文化站\n\n公开。\n"},
        {"a rule, a place and a time", "---\n\n时间：三月五日\n地点：文化站\n\n公开。\n"},
        {"a place", "地点：文化站\n\n公开。\n"},
        {"a place and a time", "地点：文化站\n时间：三月五日\n公开。\n"},
        {"a place and a source", "地点：文化站\n来源：街道办\n\n公开。\n"},
        {"a place with a colon", "地点: 文化站\n\n公开。\n"},
        {"a note", "Note: this is public.\n\n公开。\n"},
        {"a link", "http://example.org/: 公开。\n"},
        {"a list", "- 作者：王某\n- 地点：文化站\n\n公开。\n"},
        {"a heading", "# 公开\n\ntitle: 题\n\n公开。\n"},
        {"a heading of two lines", "公开\n---\n\n正文。\n"},
        {"a dash and words", "——致居民\n\n公开。\n"},
        {"a dash, words and an author", "——题记：公开\n作者：王某\n\n公开。\n"},
        {"code", "```c\nint x;\n```\n公开。\n"},
        {"code of settings", "```yaml\nversion: 1\nname: x\n```\n公开。\n"},
        {"a brace", "{公开}\n"},
        {"a shortcode", "{{< toc >}}\n\n公开。\n"},
        {"an equals sign", "x = 5，公开。\n"},
        {"a comment", "<!-- 注：title: 题 -->\n公开。\n"},
        {"a heading about headers", "# 怎样写\n\n```\n---\ntitle: 题\n---\n```\n公开。\n"},
        {"a salutation", "各位居民：\n公开。\n"},
        {"plus signs", "+++公开\n"},
        {"CR alone", "公开。\r\r公开。\r"},
    };
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        desk_put(desk, "x.md", rows[i].text);
        DESK_RUN(desk, "--check", "@");
        desk_expect(desk, desk->status == 0, rows[i].what);
        DESK_RUN(desk, "--dump", "@");
        desk_expect(desk, desk_printed(desk, "公开") || desk_printed(desk, "public"), rows[i].what);
    }
}

/* Each mistake gives exactly one message. */
static void test_messages(void **state)
{
    static const struct {
        const char *what;
        const char *header;
        size_t lines;
        const char *said[3];
    } rows[] = {
        {"an unknown key with much under it",
         "foo:\n  a: 1\n  b:\n    - c\n    - d\n",
         1,
         {":3:1: 警告"}},
        {"an unknown key with a list", "foo:\n- a\n- b\n", 1, {":3:1: 警告"}},
        {"an unknown key with a text", "foo: |\n  a\n  b: c\n", 1, {":3:1: 警告"}},
        {"two of them", "foo: 1\nbar:\n- x\n", 2, {":3:1: 警告", ":4:1: 警告"}},
        {"a typo", "expire: 2020-01-01\n", 1, {":3:1: 警告", "expires"}},
        {"a typo in Chinese", "有效: 2020-01-01\n", 1, {":3:1: 警告", "有效期"}},
        {"two letters swapped", "darft: true\n", 1, {":3:1: 警告", "draft"}},
        {"a flag", "pinned: 也许\n", 1, {":3:9: 错误"}},
        {"a list for a text", "place: [甲, 乙]\n", 1, {":3:8: 错误"}},
        {"the same under its key", "place:\n- 甲\n- 乙\n", 1, {":4:1: 错误"}},
        {"a map for a text", "place:\n  甲: 乙\n", 1, {":4:3: 错误"}},
        {"an author without a name", "authors:\n- 王某\n- url: x\n", 1, {":5:3: 错误"}},
        {"a fault below a list", "topics:\n  - 甲\nplace：街\n", 1, {":5:1: 错误", "半角冒号"}},
        {"two faults below a list",
         "topics:\n  - 甲\nplace：街\nnote:x\n",
         2,
         {":5:1: 错误", ":6:5: 错误"}},
        {"a colon in a value below one",
         "topics:\n  - 甲\nplace: 街: 道\n",
         1,
         {":5:11: 错误", "引号"}},
        {"an indented key", "topics:\n  - 甲\n  place: 街\n", 1, {":5:1: 错误", "缩进"}},
        {"a list that is not in line", "topics:\n  - 甲\n - 乙\n", 1, {":5:2: 错误", "对齐"}},
        {"an open quotation mark in a list",
         "topics:\n  - \"甲\n  - 乙\n",
         1,
         {":4:5: 错误", "引号"}},
        {"an open bracket below", "tags:\n  - 甲\ntopics: [甲, 乙\n", 1, {":5:9: 错误", "]"}},
        {"a key twice below a list", "tags:\n  - 甲\nTitle: 题\n", 1, {":5:1: 错误", "第 2 行"}},
        {"two names of one key", "标题: 题\n", 1, {":3:1: 错误", "第 2 行"}},
        {"tabs for indentation", "topics:\n\t- 甲\n", 1, {":4:1: 错误", "制表符"}},
        {"commas of Chinese", "topics: [甲，乙]\n", 1, {":3:10: 警告", "，"}},
    };
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct buffer text = {0};
        size_t told = 0;

        buffer_addf(&text, "---\ntitle: 题\n%s---\n正文。\n", rows[i].header);
        desk_put(desk, "x.md", buffer_c_str(&text));
        DESK_RUN(desk, "--check", "@");
        for (const char *at = desk->out.data; (at = strstr(at, "/x.md:")); at++)
            told++;
        desk_expect(desk, told == rows[i].lines, rows[i].what);
        for (size_t j = 0; j < 3 && rows[i].said[j]; j++)
            desk_expect(desk, desk_printed(desk, rows[i].said[j]), rows[i].what);
        buffer_free(&text);
    }
}

static void test_title(void **state)
{
    static const struct {
        const char *text;
        const char *listed;
    } rows[] = {
        {"---\ntags: [甲]\n---\n# 停水通知\n\n正文。\n", "x\t\t甲\t\t\t停水通知"},
        {"---\ntitle:\n---\n## 停水\n\n正文。\n", "x\t\t\t\t\t停水"},
        {"---\ntitle: ''\n---\n正文。\n\n# 停水\n", "x\t\t\t\t\t停水"},
        {"---\ntitle: ~\n---\n正文。\n", "x\t\t\t\t\tx"},
        {"---\n---\n# 停水\n\n正文。\n", "x\t\t\t\t\t停水"},
        {"---\n\n---\n正文。\n", "x\t\t\t\t\tx"},
        {"---\ntitle: \u200B\n---\n# 停水\n\n正文。\n", "x\t\t\t\t\t停水"},
        {"+++\n+++\n# 停水\n\n正文。\n", "x\t\t\t\t\t停水"},
        {"# 停水\n\n正文。\n", "x\t\t\t\t\t停水"},
        {"---\ntitle: 通知\n---\n# 停水\n\n正文。\n", "x\t\t\t\t\t通知"},
    };
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        desk_put(desk, "x.md", rows[i].text);
        desk_expect_listed(desk, rows[i].listed, rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_yaml),
        DESK_TEST(test_number_signs),
        DESK_TEST(test_keys_of_others),
        DESK_TEST(test_chinese_keys),
        DESK_TEST(test_what_is_not_public),
        DESK_TEST(test_dates),
        DESK_TEST(test_toml),
        DESK_TEST(test_near_misses),
        DESK_TEST(test_no_false_alarm),
        DESK_TEST(test_messages),
        DESK_TEST(test_title),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
