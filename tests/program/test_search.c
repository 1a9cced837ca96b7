/* --search: the articles found, their order, and their presentation. */

#include "program/desk.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* A body, search words, and whether they are found. */
static const struct {
    const char *what;
    const char *text; /* of a file */
    const char *words;
    bool found;
} FINDINGS[] = {
    {"a Chinese character", "元宇宙体验馆", "宙", true},
    {"two of them", "元宇宙体验馆", "宇宙", true},
    {"two that are there, but not together", "元宇宙体验馆", "元馆", false},
    {"all of a sentence", "元宇宙体验馆开馆了。", "元宇宙体验馆开馆了。", true},
    {"a character outside of the BMP", "𠮷记面馆", "𠮷", true},
    {"lower case finds upper case", "用的是 AI 和 App", "ai", true},
    {"upper case finds lower case", "用的是 python3", "PYTHON3", true},
    {"half width finds full width", "用的是ＡＩ和１６楼", "ai", true},
    {"full width finds half width", "用的是AI，在16楼", "ＡＩ", true},
    {"full-width digits find half-width ones", "用的是AI，在16楼", "１６楼", true},
    {"a full-width bracket finds a half-width one", "(图片)", "（图", true},
    {"a sharp s finds two", "Straße", "STRASSE", true},
    {"a composed letter finds a decomposed one", "cafe\u0301", "caf\u00E9", true},
    {"a letter without its accent", "去café坐坐", "cafe", true},
    {"a letter with an accent finds one without", "去cafe坐坐", "café", true},
    {"several accents", "Việt Nam", "viet nam", true},
    {"an accent that is another letter's mark in Cyrillic", "май", "маи", false},
    {"simplified characters find traditional ones", "臺灣的圖書館", "台湾的图书馆", true},
    {"traditional characters find simplified ones", "台湾的图书馆", "臺灣的圖書館", true},
    {"both in one word", "台灣", "臺湾", true},
    {"one that stands for several", "理髮店發通知", "理发 发通", true},
    {"the dry one, the trunk and the stem", "乾净 樹幹 干部", "干净 树干 幹部", true},
    {"a form of old prints", "爲羣衆", "为群众", true},
    {"a name's character beyond the BMP", "𬱖某", "頔某", true},
    {"another character is another", "台湾", "台弯", false},
    {"traditional characters in the title", "---\ntitle: 圖書館\n---\n文", "图书馆", true},
    {"in the place", "---\ntitle: 题\nplace: 臺北路\n---\n文", "台北", true},
    {"straight quotation marks", "办“邻里节”了", "\"邻里节\"", true},
    {"curly ones find straight ones", "办\"邻里节\"了", "“邻里节”", true},
    {"corner brackets, either way", "办「邻里节」了，用“看报”", "“邻里节” 「看报」", true},
    {"single ones", "don’t ‘看’", "don't '看'", true},
    {"full-width ones", "办“邻里节”了", "＂邻里节＂", true},
    {"a book's title", "《看报》", "“看报”", true},
    {"a phrase", "a tall tree", "\"a tall\"", true},
    {"its words in another order", "a tall tree", "\"tall a\"", false},
    {"over a line's end", "a tall\ntree", "“tall tree”", true},
    {"without its end", "先有社区，后有居民", "居民 \"先有社", true},
    {"a phrase and a word at once", "先有社区，后有居民", "\"先有\"居民", true},
    {"a quotation mark within a word", "24\"的屏", "24\"的", true},
    {"empty phrases", "先有社区，后有居民", "\"\" 社区 “　”", true},
    {"a word that is not there", "先有社区，后有居民", "社区 -街道", true},
    {"one that is", "先有社区，后有居民", "社区 -居民", false},
    {"with a full-width hyphen", "先有社区，后有居民", "社区　－居民", false},
    {"in traditional characters", "先有社区，后有体育", "社区 -體育", false},
    {"far into the text", "# 社区\n\n一\n\n二\n\n居民", "社区 -居民", false},
    {"in the title", "---\ntitle: 社区\n---\n居民", "居民 -社区", false},
    {"in the summary", "---\ntitle: 社区\nsummary: 概要\n---\n居民", "社区 -概要", false},
    {"in the byline", "---\ntitle: 社区\nauthor: 张三\n---\n居民", "社区 -张三", false},
    {"a phrase that is", "先有社区，后有居民", "社区 -\"后有 居民\"", true},
    {"a phrase that is not", "先有社区，后有居民", "社区 -\"后有居民\"", false},
    {"two, one of which is", "先有社区，后有居民", "社区 -街道 -居民", false},
    {"a hyphen alone", "先有社区，后有居民", "社区 -", true},
    {"a dash is none", "8:30—20:00", "—20", true},
    {"pinyin that is", "先有社区，后有居民", "sq -jumin", false},
    {"pinyin that is not", "先有社区，后有居民", "sq -jiedao", true},
    {"repeated characters", "人人都说人人", "人々", true},
    {"and written with a mark", "人々都说", "人人", true},
    {"a hyphen finds a dash", "8:30—20:00，3–5日", "8:30-20:00 3-5", true},
    {"initials of traditional characters", "乾隆年間的圖書館", "qlnj tsg", true},
    {"a Roman numeral", "第Ⅳ章", "iv", true},
    {"two words, both there", "先有社区，后有居民", "社区 居民", true},
    {"two words, in any order", "先有社区，后有居民", "居民 社区", true},
    {"two words, one not there", "先有社区，后有居民", "社区 街道", false},
    {"words with a full-width space between them", "先有社区，后有居民", "居民　社区", true},
    {"words with spaces around them", "先有社区，后有居民", "  居民   社区 ", true},
    {"words in different paragraphs", "先有社区。\n\n后有居民。", "社区 居民", true},
    {"a word in the title, a word in the body", "---\ntitle: 社区\n---\n居民", "社区 居民", true},
    {"the kicker", "---\ntitle: 题\nkicker: 肩上的\n---\n文", "肩上", true},
    {"the subtitle", "---\ntitle: 题\nsubtitle: 副的\n---\n文", "副的", true},
    {"an author", "---\ntitle: 题\nauthors: [甲某, 乙某]\n---\n文", "乙某", true},
    {"the district", "---\ntitle: 题\ndistrict: 东区\n---\n文", "东区", true},
    {"the place", "---\ntitle: 题\nplace: 河边\n---\n文", "河边", true},
    {"a second topic", "---\ntitle: 题\ntopic: 甲\ntopics: [乙乙]\n---\n文", "乙乙", true},
    {"a key is no text", "---\ntitle: 题\nkicker: 肩\n---\n文", "kicker", false},
    {"a heading", "# 题\n\n## 小标题\n\n文", "小标", true},
    {"an item of a list", "- 甲\n  - 乙项\n", "乙项", true},
    {"a quote", "> 引来的\n", "引来", true},
    {"a cell of a table", "| 甲 | 乙 |\n|-----|-----|\n| 丙 | 丁格 |\n", "丁格", true},
    {"code", "```\nprint(你好)\n```\n", "你好", true},
    {"a caption", "![图说在此](a.png)\n", "图说", true},
    {"a link's text", "见[这里的链接](https://example.org/)", "这里的链接", true},
    {"text across a link's end", "东桥[图书馆](/a)开放", "图书馆开放", true},
    {"a link's number is no text", "[甲](/a)", "[1]", false},
    {"a link's target", "见[这里](https://example.org/library)", "org/library", true},
    {"the article's own link", "---\ntitle: 题\nlink: https://example.org/b\n---\n文",
     "example.org/b", true},
    {"the same where there is no text", "---\ntitle: 题\nlink: https://example.org/b\n---\n",
     "example.org/b", true},
    {"text across emphasis", "重**要**的", "重要的", true},
    {"text across a line's end", "重要\n的事", "要的", true},
    {"text with an entity", "甲&amp;乙", "甲&乙", true},
    {"text with a soft hyphen, which is cleaned away", "co\u00ADop", "coop", true},
    {"a bracket of markup", "重**要**的", "**", false},
    {"a word longer than the text", "甲", "甲甲甲甲甲甲甲甲甲甲甲甲", false},
    {"initials of pinyin", "在四季青街道", "sjq", true},
    {"in upper case, in full width", "在四季青街道", "ＳＪＱ", true},
    {"of either reading", "重庆长城", "cqcc", true},
    {"with a Latin word and a number in them", "第3届AI大会", "d3jaidh", true},
    {"two words of them", "先有社区，后有居民", "jm sq", true},
    {"one there, one not", "先有社区，后有居民", "sq jd", false},
    {"in the title", "---\ntitle: 社区\n---\n文", "sq", true},
    {"one in the title, one in the body", "---\ntitle: 社区\n---\n居民", "sq jm", true},
    {"an author's", "---\ntitle: 题\nauthors: [曾单]\n---\n文", "zs", true},
    {"across a link's end", "东桥[图书馆](/a)开放", "tsgkf", true},
    {"across a stop", "东桥。图书馆", "qt", false},
    {"initials beside what is no letter", "在四季青街道", "sj-q", false},
};

/* Articles' fields, each with what a search for them finds. */
static void test_fields(void **state)
{
    static const struct {
        const char *words, *found; /* the articles' names, in order */
    } ROWS[] = {
        {"district:萧山", "ab"},
        {"地区：萧山 主题:文化", "a"},
        {"地區:蕭山", "ab"},
        {"-district:萧山", "cd"},
        {"topic:文", "ac"},
        {"topic:文 topic:体育", "c"},
        {"主题:\"社区 体育\"", ""},
        {"主题:“群众 体育”", "c"},
        {"author:郑宸", "ac"},
        {"作者:zhengchen 正文", "ac"},
        {"place:湘湖 地点:xh", "b"},
        {"Author:Li", "bc"},
        {"after:2025-01", "bc"},
        {"after:2024-12-31", "abc"},
        {"自:2025年1月2日", "c"},
        {"after:2025", "bc"},
        {"before:2025", "abc"},
        {"before:2024-12", "a"},
        {"之前:2025/1/1", "ab"},
        {"之后:2025.1 至:2025-01", "b"},
        {"-after:2025", "ad"},
        {"after:2025 -水", "c"},
        {"水 after:2025", "b"},
        {"水 -district:萧山", "d"},
        {"-水", "ac"},
        {"\"district:萧山\"", "d"},
        {"district:上城 -", ""},
    };
    struct desk *desk = *state;

    desk_put(desk, "a.md",
             "---\ntitle: 甲\ndistrict: 萧山区\ntopic: 文化\nauthor: 郑宸\n"
             "date: 2024-12-31\n---\n正文\n");
    desk_put(desk, "b.md",
             "---\ntitle: 乙\ndistrict: 萧山区\nplace: 湘湖\nauthor: Lily\n"
             "date: 2025-01-01\n---\n水\n");
    desk_put(desk, "c.md",
             "---\ntitle: 丙\ntopics: [文娱, 群众 体育]\nauthors: [李四, 郑宸]\n"
             "date: 2025-02-28\n---\n正文\n");
    desk_put(desk, "d.md", "---\ntitle: 丁\n---\n水，district:萧山\n");
    for (int indexed = 0; indexed < 2; indexed++) {
        for (size_t i = 0; i < sizeof(ROWS) / sizeof(*ROWS); i++) {
            struct buffer found = {0};

            DESK_RUN(desk, "--search", ROWS[i].words, "@");
            for (struct str rest = buffer_str(&desk->out); rest.bytes;)
                buffer_add_char(&found, str_take_line(&rest).p[0]);
            desk_expect(desk, strcmp(buffer_c_str(&found), ROWS[i].found) == 0, ROWS[i].words);
            desk_expect(desk, !desk->errors.bytes, ROWS[i].words);
            buffer_free(&found);
        }
        DESK_RUN(desk, "--index", "@");
    }
}

/* A query that cannot be used is told in a line, in each mode. */
static void test_wrong_queries(void **state)
{
    static const struct {
        const char *words, *fault;
    } ROWS[] = {
        {"文 after:20x5", "“after:20x5”里没有日期，要像 2025、2025-01 或 2025-01-31"},
        {"至:2025-02-30", "“至:2025-02-30”里没有日期，要像 2025、2025-01 或 2025-01-31"},
        {"-before:2025-13", "“-before:2025-13”里没有日期，要像 2025、2025-01 或 2025-01-31"},
        {"文 作者：", "“作者:”后面要有词"},
        {"district:\"\" 文", "“district:\"\"”后面要有词"},
        {"-", "“-”里没有要找的词"},
        {"“” --- \"", "“\"\" --- \"”里没有要找的词"},
        {"一 二 三 四 五 六 七 八 九 十 一 二 三 四 五 六 文",
         "要找的词太多，从“文”起写不下；最多 16 个"},
    };
    struct desk *desk = *state;

    desk_put(desk, "a.md", "---\ntitle: 甲\n---\n文\n");
    for (size_t i = 0; i < sizeof(ROWS) / sizeof(*ROWS); i++) {
        const char *const linear[] = {"--linear", "@", NULL};
        struct buffer input = {0};

        DESK_RUN(desk, "--search", ROWS[i].words, "@");
        desk_expect(desk, desk->status == 2 && !desk->out.bytes, ROWS[i].words);
        desk_expect(desk, strstr(buffer_c_str(&desk->errors), ROWS[i].fault) != NULL,
                    ROWS[i].words);
        desk_expect(desk, desk_lines(&desk->errors) == 1, ROWS[i].words);
        buffer_addf(&input, "/%s\n", ROWS[i].words);
        desk_run_as(desk, linear, (struct run){.input = {input.data, input.bytes}});
        desk_expect(desk, desk_printed(desk, ROWS[i].fault), ROWS[i].words);
        desk_expect(desk, !desk_printed(desk, "没有找到"), ROWS[i].words);
        buffer_free(&input);
    }
}

/* A word that looks like a field is one where nothing else is found. */
static void test_unknown_fields(void **state)
{
    static const char hint[] = "没有找到；没有“标题:”这一栏，只有地区、主题、地点、作者、自、至\n";
    struct desk *desk = *state;

    desk_put(desk, "a.md", "---\ntitle: 甲\n---\n文，时间：8点，见 http://a.cn\n");
    DESK_RUN(desk, "--search", "标题：甲", "@");
    desk_expect(desk,
                desk->status == 1 && !desk->out.bytes && strstr(buffer_c_str(&desk->errors), hint),
                hint);
    DESK_RUN(desk, "--json", "--search", "标题：甲", "@");
    desk_expect(desk, desk->status == 1 && strstr(buffer_c_str(&desk->errors), hint), hint);
    DESK_RUN(desk, "--search", "时间:8", "@");
    desk_expect(desk, desk->status == 0 && !desk->errors.bytes, "时间:8");
    DESK_RUN(desk, "--search", "  ", "@");
    desk_expect(desk, desk->status == 2 && strstr(buffer_c_str(&desk->errors), "没有写要找的词"),
                "blanks");
    DESK_RUN(desk, "--search", "http://b 8:30", "@");
    desk_expect(desk, desk->status == 1 && !desk->errors.bytes, "http://b 8:30");
}

static void test_findings(void **state)
{
    struct desk *desk = *state;

    for (size_t i = 0; i < sizeof(FINDINGS) / sizeof(*FINDINGS); i++) {
        desk_put(desk, "a/one.md", FINDINGS[i].text);
        desk_put(desk, "a/other.md", "---\ntitle: 别的\n---\n不相干。\n");
        DESK_RUN(desk, "--search", FINDINGS[i].words, "@");
        desk_expect(desk, desk->status == (FINDINGS[i].found ? 0 : 1), FINDINGS[i].what);
        desk_expect(desk, desk_lines(&desk->out) == FINDINGS[i].found, FINDINGS[i].what);
        desk_expect(desk, !FINDINGS[i].found || strncmp(desk->out.data, "a/one\t", 6) == 0,
                    FINDINGS[i].what);
        desk_expect(desk, !desk->errors.bytes, FINDINGS[i].what);
    }
}

/* Titles come first, then matches in the rest of the header, then in the text; each in the list's
 * order. */
static void test_best_first(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "a/text.md", "---\ntitle: 甲\norder: 1\n---\n正文里有垂柳。\n");
    desk_put(desk, "a/text-too.md", "---\ntitle: 乙\norder: 2\n---\n这里也有垂柳，垂柳，垂柳。\n");
    desk_put(desk, "b/kicker.md", "---\ntitle: 丙\nkicker: 说垂柳\norder: 3\n---\n没有。\n");
    desk_put(desk, "b/title.md", "---\ntitle: 丁垂柳\norder: 4\n---\n没有。\n");
    desk_put(desk, "b/title-too.md", "---\ntitle: 垂柳\norder: 5\n---\n正文里也有垂柳。\n");
    DESK_RUN(desk, "--search", "垂柳", "@");
    desk_expect(desk, desk->status == 0 && desk_lines(&desk->out) == 5, "each is found once");
    desk_expect(desk,
                strncmp(desk->out.data, "b/title\t丁垂柳\t", strlen("b/title\t丁垂柳\t")) == 0,
                "a title comes first");
    desk_expect(desk, desk_printed(desk, "\nb/title-too\t垂柳\t"), "a second title");
    desk_expect(desk,
                strstr(desk->out.data, "b/title-too") < strstr(desk->out.data, "b/kicker") &&
                    strstr(desk->out.data, "b/kicker") < strstr(desk->out.data, "a/text\t") &&
                    strstr(desk->out.data, "a/text\t") < strstr(desk->out.data, "a/text-too"),
                "then the header, then the text");
}

/* Initials are tried if the words are found nowhere as text; the order of results is the same. */
static void test_initials(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "a/text.md", "---\ntitle: 甲\n---\n楼在四季青街道。\n");
    desk_put(desk, "b/place.md", "---\ntitle: 乙\nplace: 四季青街道\n---\n没有。\n");
    desk_put(desk, "c/title.md", "---\ntitle: 四季青的楼\n---\n没有。\n");
    DESK_RUN(desk, "--search", "sjq", "@");
    desk_expect_output(desk, 0,
                       "c/title\t四季青的楼\t四季青的楼\n"
                       "b/place\t乙\tb 四季青街道\n"
                       "a/text\t甲\t楼在四季青街道。\n",
                       "titles first");
    desk_put(desk, "d/latin.md", "---\ntitle: 丁\n---\n网址是 sjq.example\n");
    DESK_RUN(desk, "--search", "sjq", "@");
    desk_expect_output(desk, 0, "d/latin\t丁\t网址是 sjq.example\n", "the text alone");
    DESK_RUN(desk, "--search", "sjqjd", "@");
    desk_expect(desk, desk->status == 0 && desk_lines(&desk->out) == 2, "one letter on");
}

/* The context of a match is one line that contains the match, wherever it is in the text. */
static void test_context(void **state)
{
    static const struct {
        const char *what;
        const char *text;
    } rows[] = {
        {"at the beginning", "目标在开头。后面还有许多文字。"},
        {"at the end", "前面有许多文字。最后才是目标"},
        {"between hard breaks", "一行\\\n二行有目标在\\\n三行"},
        {"in code of some lines", "```\n一\n二\t目标\n三\n```\n"},
        {"in a table", "| 甲 | 乙 |\n|-----|-----|\n| 丙 | 目标 |\n"},
        {"in a heading", "# 题\n\n## 目标\n\n文"},
        {"in a caption", "![目标](a.png)"},
        {"in the place", "---\ntitle: 题\nplace: 目标镇\n---\n文\n"},
        {"in a link's target", "[甲](/目标)[乙](/乙)"},
        {"in the note", "---\ntitle: 题\nnote: 目标\n---\n[甲](/a)\n"},
    };
    struct desk *desk = *state;
    struct buffer far = {0};

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        const char *context;

        desk_put(desk, "one.md", rows[i].text);
        DESK_RUN(desk, "--search", "目标", "@");
        desk_expect(desk, desk->status == 0 && desk_lines(&desk->out) == 1, rows[i].what);
        context = strchr(strchr(desk->out.data, '\t') + 1, '\t') + 1;
        desk_expect(desk, strstr(context, "目标") != NULL, rows[i].what);
        desk_expect(desk, !strchr(context, '\t'), rows[i].what);
    }
    for (int paragraphs = 0; paragraphs < 2; paragraphs++) {
        buffer_clear(&far);
        for (int i = 0; i < 30000; i++)
            buffer_add_text(&far, paragraphs && i % 100 == 99 ? "。\n\n" : "字");
        buffer_add_text(&far, "远处的目标在此。\n");
        desk_put(desk, "one.md", buffer_c_str(&far));
        DESK_RUN(desk, "--search", "目标", "@");
        desk_expect(desk, desk->status == 0 && desk_lines(&desk->out) == 1, "far into a text");
        desk_expect(desk,
                    desk_printed(desk, paragraphs ? "\t远处的目标在此。\n" : "\t…字字") &&
                        desk_printed(desk, "远处的目标在此。\n") && desk->out.bytes < 400,
                    "far into a text");
    }
    buffer_free(&far);
}

/* The linear mode finds the same articles and passages. */
static void test_linear(void **state)
{
    static const char *const words[] = {"台湾", "臺灣", "cafe", "\"臺灣\"", "图书馆", "tw"};
    struct desk *desk = *state;
    struct buffer input = {0};

    desk_put(desk, "one.md", "# 题\n\n头一段。\n\n他在café里说“臺灣”的圖書館。\n\n末一段。\n");
    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        const char *const arguments[] = {"--linear", "@/one.md", NULL};

        buffer_clear(&input);
        buffer_addf(&input, "f %s\n/%s\n", words[i], words[i]);
        desk_run_as(desk, arguments, (struct run){.input = {input.data, input.bytes}});
        desk_expect(desk, desk_printed(desk, "第 1 处，共 1 处：\n"), words[i]);
        desk_expect(desk, desk_printed(desk, "1、题，已读：他在café里说“臺灣”"), words[i]);
    }
    buffer_free(&input);
}

/* A folder with an index prints the same, and a changed file is noticed. */
static void test_published_index(void **state)
{
    static const char *const WORDS[] = {"台湾", "ai",          "社区 居民", "sjq",
                                        "链接", "example.org", "乙"};
    enum { WORD_COUNT = sizeof(WORDS) / sizeof(*WORDS) };
    struct desk *desk = *state;
    struct buffer printed[WORD_COUNT] = {0}, path = {0};
    struct stat before;

    for (size_t i = 0; i < sizeof(FINDINGS) / sizeof(*FINDINGS); i++) {
        char name[32];

        snprintf(name, sizeof(name), "a/%02zu.md", i);
        desk_put(desk, name, FINDINGS[i].text);
    }
    for (size_t i = 0; i < WORD_COUNT; i++) {
        DESK_RUN(desk, "--search", WORDS[i], "@");
        desk_expect(desk, desk_lines(&desk->out) > 0, WORDS[i]);
        buffer_add_str(&printed[i], buffer_str(&desk->out));
    }
    DESK_RUN(desk, "--index", "@");
    for (size_t i = 0; i < WORD_COUNT; i++) {
        DESK_RUN(desk, "--search", WORDS[i], "@");
        desk_expect_output(desk, 0, buffer_c_str(&printed[i]), WORDS[i]);
        buffer_free(&printed[i]);
    }
    buffer_addf(&path, "%s/a/00.md", desk->folder);
    assert_int_equal(stat(buffer_c_str(&path), &before), 0);
    desk_put(desk, "a/00.md", "元宇宙观光馆");
    DESK_RUN(desk, "--search", "观光", "@");
    desk_expect(desk, desk_lines(&desk->out) == 1, "the file is another");
    assert_int_equal(utimensat(AT_FDCWD, buffer_c_str(&path),
                               (struct timespec[]){before.st_atim, before.st_mtim}, 0),
                     0);
    DESK_RUN(desk, "--search", "观光", "@");
    desk_expect(desk, !desk->out.bytes, "the file seems to be the old one: its index is searched");
    buffer_free(&path);
}

/* Prints what is found, for people and for a script. */
static void print_found(struct desk *desk, const char *words, struct buffer *out)
{
    buffer_clear(out);
    DESK_RUN(desk, "--search", words, "@");
    buffer_add_str(out, buffer_str(&desk->out));
    DESK_RUN(desk, "--search", words, "--json", "@");
    buffer_add_str(out, buffer_str(&desk->out));
}

static void put_numbered(struct desk *desk, int count, const char *text)
{
    for (int i = 0; i < count; i++) {
        char name[32];

        snprintf(name, sizeof(name), "%s%02d.md", i % 2 ? "f" : "sub/g", i);
        desk_put(desk, name, text);
    }
}

/* Whatever has changed since the index was built, what was found in it is discarded. */
static void test_changed_since_index(void **state)
{
    static const char *const WORDS[] = {"文章", "新来", "wenzhang"};
    static const struct {
        const char *name, *text; /* without a name, most files change */
    } CHANGES[] = {
        {"f05.md", "---\ntitle: 新\n---\n新来的文章。\n"},
        {"f3a.md", "新来的文章。\n"},
        {"README.md", "这里有新来的。\n"},
        {"sub/_index.md", "---\ntitle: 新来\n---\n"},
        {NULL, "新来的文章，许多。\n"},
        {"sub/bad.md", "---\ntitle: [\n---\n新来的。\n"},
    };
    enum { FILES = 90, MANY = 80 };
    struct desk *desk = *state;
    struct buffer indexed = {0}, plain = {0}, index = {0};

    put_numbered(desk, FILES, "---\ntitle: 题\n---\n这里是一篇文章，说得很长。\n");
    buffer_addf(&index, "%s/.kanbao-index", desk->folder);
    for (size_t i = 0; i < sizeof(CHANGES) / sizeof(*CHANGES); i++) {
        const char *words = WORDS[i % (sizeof(WORDS) / sizeof(*WORDS))];

        DESK_RUN(desk, "--index", "@");
        if (CHANGES[i].name)
            desk_put(desk, CHANGES[i].name, CHANGES[i].text);
        else
            put_numbered(desk, MANY, CHANGES[i].text);
        print_found(desk, words, &indexed);
        assert_int_equal(remove(buffer_c_str(&index)), 0);
        print_found(desk, words, &plain);
        desk_expect(desk, str_eq(buffer_str(&indexed), buffer_str(&plain)), CHANGES[i].text);
    }
    buffer_free(&indexed);
    buffer_free(&plain);
    buffer_free(&index);
}

static void test_no_match(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "one.md", "正文");
    DESK_RUN(desk, "--search", "没有的", "@");
    desk_expect_output(desk, 1, "", "no match");
    DESK_RUN(desk, "--search", "正文", "@/one.md");
    desk_expect_output(desk, 0, "one\tone\t正文\n", "a file alone");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_fields),          DESK_TEST(test_wrong_queries),
        DESK_TEST(test_findings),        DESK_TEST(test_unknown_fields),
        DESK_TEST(test_best_first),      DESK_TEST(test_initials),
        DESK_TEST(test_context),         DESK_TEST(test_linear),
        DESK_TEST(test_published_index), DESK_TEST(test_changed_since_index),
        DESK_TEST(test_no_match),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
