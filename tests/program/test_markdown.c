/* Markdown as editors write it is shown as they mean it: at least one case of each construct, with
 * --dump. */

#include "program/desk.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* A body and the lines of its dump, "/" at each line's end. */
struct body_case {
    const char *what;
    const char *markdown;
    const char *lines;
};

static void dump(struct desk *desk, const char *markdown)
{
    struct buffer article = {0};

    buffer_addf(&article, "---\ntitle: 题\n---\n%s", markdown);
    desk_put(desk, "article.md", buffer_c_str(&article));
    DESK_RUN(desk, "--ambiguous", "narrow", "--dump", "--width", "40", "@/article.md");
    buffer_free(&article);
}

static int check_case(struct desk *desk, const struct body_case *c)
{
    struct buffer wanted = {0};
    bool right;

    buffer_addf(&wanted, "题//%s/", c->lines);
    for (size_t i = 0; i < wanted.bytes; i++)
        if (wanted.data[i] == '/')
            wanted.data[i] = '\n';
    dump(desk, c->markdown);
    for (size_t i = 0; i < desk->out.bytes; i++)
        if (desk->out.data[i] == '/') /* of an address */
            desk->out.data[i] = '\n';
    right = desk->status == 0 && !desk->errors.bytes &&
            str_eq(buffer_str(&desk->out), buffer_str(&wanted));
    if (!right)
        print_message("%s:\n%s%s\nrather than\n%s\n", c->what, buffer_c_str(&desk->out),
                      buffer_c_str(&desk->errors), buffer_c_str(&wanted));
    buffer_free(&wanted);
    return !right;
}

#define CHECK_CASES(desk, cases) check_cases((desk), (cases), COUNT(cases))

static void check_cases(struct desk *desk, const struct body_case *cases, size_t count)
{
    int wrong = 0;

    for (size_t i = 0; i < count; i++)
        wrong += check_case(desk, &cases[i]);
    assert_int_equal(wrong, 0);
}

static void test_marks_of_notices(void **state)
{
    static const struct body_case cases[] = {
        {"a tilde between times", "周一~周五 9:00~11:30", "    周一~周五 9:00~11:30"},
        {"struck text", "原定~~三月~~四月", "    原定~~三月~~四月"},
        {"struck text of HTML", "原定<del>三月</del><s>四月</s>五月",
         "    原定~~三月~~~~四月~~五月"},
        {"masked names and numbers", "李*明、王**，138****1234，3*4",
         "    李*明、王**，138****1234，3*4"},
        {"strong beside a stop", "**时间：**三月，**“好”**。", "    时间：三月，“好”。"},
        {"a formula in a line", "设 $x^{*}y_{1}*z_2$，价 $5 或 **$10**",
         "    设 $x^{*}y_{1}*z_2$，价 $5 或 $10"},
        {"a formula on lines", "$$\na \\\\ b_1 * c_2*d\n= {e}\n$$\n",
         "    $$/    a \\\\ b_1 * c_2*d/    = {e}/    $$"},
        {"wiki links", "见[[页面|这里]]、[[另一页]]，[[甲*乙|丙*丁*]]", "    见这里、另一页，丙丁"},
        {"a picture of a wiki", "![[文件夹/a.png|300]]",
         "            ┌─ 图 ─────────┐/            │ 文件夹/a.png │/            └──────────────┘"},
        {"a heading's id", "## 报名办法 {#apply}\n\n### 二 {.cls #x}\n\n## 集合 {a, b}\n",
         "报名办法//二//集合 {a, b}"},
    };

    CHECK_CASES(*state, cases);
}

static void test_lists(void **state)
{
    static const struct body_case cases[] = {
        {"numbers as written", "1949. 建国\n1978. 改革\n", "1949. 建国/1978. 改革"},
        {"numbers that jump", "1. 甲\n3. 乙\n7. 丙\n", " 1. 甲/ 3. 乙/ 7. 丙"},
        {"numbers that go down", "3) 甲\n2) 乙\n1) 丙\n", " 3) 甲/ 2) 乙/ 1) 丙"},
        {"numbers with zeros before them", "01. 甲\n02. 乙\n10. 丙\n", "01. 甲/02. 乙/10. 丙"},
        {"a jump in a list that is counted on", "1. 甲\n1. 乙\n5. 丙\n", " 1. 甲/ 2. 乙/ 5. 丙"},
        {"numbers of HTML", "<ol start=\"3\"><li>甲</li><li>乙</li><li value=7>丙</li></ol>",
         " 3. 甲/ 4. 乙/ 7. 丙"},
        {"the same year twice", "1949. 甲\n1949. 乙\n", "1949. 甲/1949. 乙"},
        {"ones that are to be counted", "1. 甲\n1. 乙\n1. 丙\n", " 1. 甲/ 2. 乙/ 3. 丙"},
        {"in a quotation", "> 2. 甲\n> 5. **乙**\n", "     2. 甲/     5. 乙"},
        {"with two paragraphs and a list", "2. 甲\n\n   乙\n   - 丙\n\n9. 丁\n",
         " 2. 甲/    乙/      ◦ 丙/ 9. 丁"},
        {"boxes", "- [x] 甲\n- [ ] 乙\n- 丙\n", "  ☑ 甲/  ☐ 乙/  • 丙"},
        {"numbered boxes", "1. [x] 甲\n2. [ ] 乙\n", "1. ☑ 甲/2. ☐ 乙"},
    };

    CHECK_CASES(*state, cases);
}

static void test_html(void **state)
{
    static const struct body_case cases[] = {
        {"a comment on its own", "甲\n\n<!-- 电话\n\n待核实 -->\n\n乙\n", "    甲/    乙"},
        {"a comment in a line", "甲<!-- more -->乙 <!-- a -- b -->\n", "    甲乙"},
        {"a comment over paragraphs", "甲 <!-- 一\n\n- 二\n\n三 -->乙\n", "    甲 乙"},
        {"a comment before text", "<!-- 甲 --> **乙**[丙](丁)\n", "    乙丙[1]//[1] 丁"},
        {"a comment between lines", "甲\n<!-- 乙 -->\n丙\n", "    甲/    丙"},
        {"a comment with what looks like code in it", "甲\n\n<!--\n```\n-->\n\n乙*丙*\n",
         "    甲/    乙丙"},
        {"a comment in a cell", "|甲<!-- 丙 -->|乙|\n|-|-|\n|一|<!-- 丙 -->二|\n",
         "    ━━━━━━/    甲  乙/    ──────/    一  二/    ━━━━━━"},
        {"a comment from a heading on", "# 甲 <!-- 一\n\n二 --> 乙\n## 丙 <!-- 三\n-->\n丁\n",
         "甲/    乙//丙/    丁"},
        {"a comment from a cell on",
         "|甲|乙|\n|-|-|\n|一<!-- 丙\n-->|二|\n|三<!--\n\n丁 -->\n|四|五|\n",
         "    ━━━━━━/    甲  乙/    ──────/    一/    二/    三/    四  五/    ━━━━━━"},
        {"comments behind code and each other",
         "`甲`<!-- 一\n\n二 -->乙<!-- 三 --><!-- 四\n\n五 -->丙\n", "    甲乙丙"},
        {"a comment in code is code", "`<!-- 甲 -->`\n\n```\n<!-- 乙 -->\n```\n\n    <!-- 丙 -->\n",
         "    <!-- 甲 -->//    <!-- 乙 -->//    <!-- 丙 -->"},
        {"line breaks", "甲<br>乙<br/>丙<BR />\n丁", "    甲/    乙/    丙/    丁"},
        {"line breaks in cells", "|甲|\n|-|\n|一<br>二<br/>三|\n",
         "    ━━/    甲/    ──/    一/    二/    三/    ━━"},
        {"elements whose text is kept",
         "<u>甲</u><span style=\"color:red\">乙</span><kbd>Ctrl</kbd><font "
         "size=5>丙</font>m<sup>2</sup>",
         "    甲乙Ctrl丙m2"},
        {"a power stays one", "10<sup>3</sup>、H<sub>2</sub>O、10<sub>2</sub>",
         "    10³、H2O、10₂"},
        {"paragraphs and divisions", "<p>甲</p>\n<div>乙<p>丙</p>\n丁</div>\n",
         "    甲/    乙/    丙/    丁"},
        {"details", "<details>\n<summary>甲</summary>\n\n乙**丙**\n\n</details>\n",
         "    甲/    乙丙"},
        {"a reading", "<ruby>鬱<rt>yù</rt></ruby>金香<ruby>香<rp>(</rp><rt>xiāng<rp>)</rp></ruby>",
         "    鬱（yù）金香香（xiāng）"},
        {"preformatted text", "<pre>\n一 &amp; <b>二</b>\n\n  三*四*\n</pre>\n",
         "    一 & 二//      三*四*"},
        {"pictures", "<img src=\"a/b.png\" alt=\"凉亭\">\n\n甲<img src='c.jpg'/>乙",
         "              ┌─ 图 ─────┐/              │ 凉亭     │/              └──────────┘//"
         "    甲c.jpg乙"},
        {"scripts and styles",
         "甲\n\n<script>\nvar a = '<b>';\n\n乙\n</script>\n<style>p{}</style>\n\n丙",
         "    甲/    丙"},
        {"text after a script", "<div><script>x</script>乙</div>", "    乙"},
        {"a script in a line", "甲<style>p{}</style>乙", "    甲乙"},
        {"alignment",
         "<p align=\"right\">甲</p>\n\n<center>乙</center>\n\n<div style=\"text-align: "
         "center\">\n\n丙\n\n</div>\n\n丁",
         "                                      甲/                   乙/                   丙/    "
         "丁"},
        {"alignment of every line", "<p align=\"right\">甲<br>乙乙<br>丙</p>",
         "                                      甲/                                    乙乙/       "
         "                               丙"},
        {"a list", "<ul><li>甲</li><li>乙<ol><li>丙</ol></ul>", "  • 甲/  • 乙/     1. 丙"},
        {"headings and a rule", "<h2>甲</h2>乙<hr>丙",
         "甲/    乙//────────────────────────────────────────//    丙"},
        {"a table", "<table><tr><td>甲</td><td>乙</td></tr>\n<tr><td>丙</td></tr></table>",
         "    甲　乙/    丙"},
        {"a link", "见<a href=\"b\">这里</a>。", "    见这里[1]。//[1] b"},
        {"references", "<p>甲&nbsp;&lt;乙&gt;&#20013;&copy;</p>", "    甲\u00A0<乙>中©"},
        {"an element that is none", "填<姓名>，写<name>和<a-b>丙</a-b><foo>丁</foo>",
         "    填<姓名>，写<name>和丙丁"},
        {"elements of WPS",
         "<o:p></o:p>甲<v:shape id=\"x\">乙</v:shape><st1:place "
         "w:st=\"on\">丙</st1:place>，a<b:c>d",
         "    甲乙丙，a<b:c>d"},
        {"less than", "a<b，1 < 2 > 3，<>", "    a<b，1 < 2 > 3，<>"},
    };

    CHECK_CASES(*state, cases);
}

static void test_tables(void **state)
{
    static const struct body_case cases[] = {
        {"right behind a line of text", "安排：\n|甲|乙|\n|---|---|\n|一|二|\n",
         "    安排：//    ━━━━━━/    甲  乙/    ──────/    一  二/    ━━━━━━"},
        {"short dashes", "|甲|乙|\n|-|:-:|\n|一|二|\n",
         "    ━━━━━━/    甲  乙/    ──────/    一  二/    ━━━━━━"},
        {"ended by a heading, a quotation, code",
         "|甲|\n|--|\n|一|\n## 乙\n\n|甲|\n|--|\n|一|\n> 丙\n\n|甲|\n|--|\n|一|\n```\n丁\n```\n",
         "    ━━/    甲/    ──/    一/    ━━//乙//    ━━/    甲/    ──/    一/    ━━//        丙//"
         "    ━━/    甲/    ──/    一/    ━━//    丁"},
        {"an escaped pipe in code", "|甲|\n|---|\n|`a\\|b`c\\|d|\n",
         "    ━━━━━━/    甲/    ──────/    a|bc|d/    ━━━━━━"},
        {"an empty cell", "|甲|乙|丙|\n|---|---|---|\n|一||三|\n||二||\n",
         "    ━━━━━━━━━━/    甲  乙  丙/    ──────────/    一      三/        二/    ━━━━━━━━━━"},
        {"a surplus cell stays", "|甲|乙|\n|---|---|\n|一|二|三|四|\n",
         "    ━━━━━━━━━━━━/    甲  乙/    ────────────/    一  二|三|四/    ━━━━━━━━━━━━"},
        {"a pipe in a formula, a target, what is no tag",
         "|甲|乙|\n|---|---|\n|$a|b$|c|\n|[x](a|b)|c|\n|x<y|b>z|c|\n",
         "    ━━━━━━━━━━━━/    甲     乙/    ────────────/    $a     b$|c/    [x](a  b)|c/"
         "    x<y    b>z|c/    ━━━━━━━━━━━━"},
        {"no table without as many dashes", "|甲|乙|\n|---|\n", "    |甲|乙| |---|"},
        {"in a quotation and an item", "> 文\n> |甲|\n> |-|\n> |一|\n\n- 文\n  |乙|\n  |-|\n",
         "        文//        ━━/        甲/        ──/        一/        ━━//  • 文//    ━━/    "
         "乙/    ──/    ━━"},
    };

    CHECK_CASES(*state, cases);
}

static void test_footnotes(void **state)
{
    static const struct body_case cases[] = {
        {"marks in their order", "甲[^b]，乙[^a]。\n\n[^a]: 一\n[^b]: 二 **三**\n\n丙[^b]\n",
         "    甲〔1〕，乙〔2〕。/    丙〔1〕//〔1〕二三/〔2〕一"},
        {"of several paragraphs, with a link", "甲[^1]\n\n[^1]: 一\n二\n\n    三[四](五)\n\n乙\n",
         "    甲〔1〕/    乙//〔1〕一二/     三四[1]//[1] 五"},
        {"in a quotation",
         "> 甲[^1]乙[^2]\n>\n> [^1]: 一\n>     二\n>\n>     三\n> [^2]: 四\n\n丙\n",
         "        甲〔1〕乙〔2〕//    丙//〔1〕一二/     三/〔2〕四"},
        {"one without a mark is not lost", "甲\n\n[^x]: 一\n", "    甲//〔1〕一"},
        {"a mark without a note stays", "甲[^y]\n", "    甲[^y]"},
        {"a note that names another", "甲[^1]\n\n[^1]: 见[^2]\n[^2]: 乙\n",
         "    甲〔1〕//〔1〕见〔2〕/〔2〕乙"},
        {"in code", "`[^1]`[^1]\n\n[^1]: 甲\n", "    [^1]〔1〕//〔1〕甲"},
    };

    CHECK_CASES(*state, cases);
}

static void test_boxes(void **state)
{
    static const struct body_case cases[] = {
        {"of GitHub", "> [!NOTE]\n> 甲\n> 乙\n\n> [!warning] 停水\n> 丙\n",
         "    说明/        甲乙//    停水/        丙"},
        {"of VuePress", "甲\n::: tip\n乙\n\n- 丙\n:::\n丁\n",
         "    甲//    提示/        乙/      • 丙//    丁"},
        {"with a title", "::: details 点这里\n甲\n:::\n:::tip[乙]\n丙\n:::\n",
         "    点这里/        甲//    乙/        丙"},
        {"one in another", ":::: info\n甲\n::: danger\n乙\n:::\n::::\n丙",
         "    信息/        甲//        危险/            乙//    丙"},
        {"around a table, and behind one",
         "::: tip\n|甲|\n|-|\n|一|\n:::\n|乙|\n|-|\n::: info\n丙\n:::\n",
         "    提示//        ━━/        甲/        ──/        一/        ━━//    ━━/    乙/    ──/  "
         "  ━━//"
         "    信息/        丙"},
        {"not closed", "::: tip\n甲\n", "    提示/        甲"},
        {"no box", "甲 ::: 乙\n\n`:::`", "    甲 ::: 乙/    :::"},
    };

    CHECK_CASES(*state, cases);
}

static void test_pictures(void **state)
{
    static const struct body_case cases[] = {
        {"without a description", "![](a/ting.jpg)\n",
         "              ┌─ 图 ─────┐/              │ ting.jpg │/              └──────────┘"},
        {"with a title alone", "![](he.jpg \"合影\")\n",
         "              ┌─ 图 ─────┐/              │ 合影     │/              └──────────┘"},
        {"without anything", "![]()\n",
         "             ┌─ 图 ───────┐/             │ （无说明） │/             └────────────┘"},
        {"that is a link", "[![](small.png)](full)\n",
         "            ┌─ 图 ─────────┐/            │ small.png[1] │/            └──────────────┘//"
         "[1] full"},
    };

    CHECK_CASES(*state, cases);
}

/* A title is shown once, whatever form the body's first heading has. */
static void test_title_and_first_heading(void **state)
{
    static const struct {
        const char *what;
        const char *article;
        const char *lines;
    } cases[] = {
        {"of a header and a heading", "---\ntitle: 停水 通知\n---\n# **停水** 通知 #\n\n正文\n",
         "停水 通知\n\n    正文\n"},
        {"underlined", "---\ntitle: 停水通知\n---\n停水通知\n====\n正文\n",
         "停水通知\n\n    正文\n"},
        {"of HTML", "---\ntitle: 停水通知\n---\n<h1>停水通知</h1>\n\n正文\n",
         "停水通知\n\n    正文\n"},
        {"of a heading alone", "## 停水通知 {#a}\n\n正文\n\n## 停水通知\n",
         "停水通知\n\n    正文\n\n停水通知\n"},
        {"behind text", "---\ntitle: 停水通知\n---\n正文\n\n# 停水通知\n\n再说\n",
         "停水通知\n\n    正文\n    再说\n"},
        {"a section of that name stays", "---\ntitle: 停水通知\n---\n正文\n\n## 停水通知\n\n再说\n",
         "停水通知\n\n    正文\n\n停水通知\n    再说\n"},
        {"another heading stays", "---\ntitle: 停水通知\n---\n# 停水\n\n正文\n",
         "停水通知\n\n停水\n    正文\n"},
    };
    struct desk *desk = *state;

    for (size_t i = 0; i < COUNT(cases); i++) {
        desk_put(desk, "article.md", cases[i].article);
        DESK_RUN(desk, "--dump", "--width", "40", "@/article.md");
        desk_expect_output(desk, 0, cases[i].lines, cases[i].what);
    }
}

/* Comments are neither found nor read out. */
static void test_comments_are_nowhere(void **state)
{
    struct desk *desk = *state;

    desk_put(desk, "a.md", "---\ntitle: 题\n---\n甲\n\n<!-- 待核实 -->\n\n乙<!-- 内部 -->丙\n");
    DESK_RUN(desk, "--search", "待核实", "@");
    desk_expect(desk, desk->status == 1 && !desk->out.bytes, "a comment is not found");
    DESK_RUN(desk, "--search", "乙丙", "@");
    desk_expect(desk, desk->status == 0, "text around a comment is one");
    DESK_RUN(desk, "--frame", "80x24", "@/a.md");
    desk_expect(desk, !desk_printed(desk, "核实") && !desk_printed(desk, "内部"),
                "a comment is on no screen");
    desk_run_as(desk, (const char *[]){"--linear", "@/a.md", NULL},
                (struct run){.input = str_of("\n\nq\n")});
    desk_expect(desk, !desk_printed(desk, "核实") && !desk_printed(desk, "内部"),
                "a comment is not read out");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        DESK_TEST(test_marks_of_notices),
        DESK_TEST(test_lists),
        DESK_TEST(test_html),
        DESK_TEST(test_tables),
        DESK_TEST(test_footnotes),
        DESK_TEST(test_boxes),
        DESK_TEST(test_title_and_first_heading),
        DESK_TEST(test_pictures),
        DESK_TEST(test_comments_are_nowhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
