/* Meanings of asterisks, underscores and tildes in Chinese text. */

#include "content/document.h"

#include "show.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define CHECK_EXAMPLES(examples) SHOW_CHECK(examples, LINKS_PLAIN)

static void strong_beside_chinese_punctuation(void **state)
{
    static const struct example examples[] = {
        {"a colon before the end", "**时间：**三月五日", "p: {s|时间：}三月五日\n"},
        {"two of them", "**时间：**三月。**地点：**二楼。",
         "p: {s|时间：}三月。{s|地点：}二楼。\n"},
        {"quotations in running text", "他说**“好”**，又说**“不好”**。",
         "p: 他说{s|“好”}，又说{s|“不好”}。\n"},
        {"brackets", "请看**（附件）**一节", "p: 请看{s|（附件）}一节\n"},
        {"a book's title", "**《公报》**已出", "p: {s|《公报》}已出\n"},
        {"corner brackets", "见**「甲」**乙", "p: 见{s|「甲」}乙\n"},
        {"a link", "**[通知](/a)**三月", "p: {sl|通知}</a>三月\n"},
        {"a link amid Han", "请看**[通知](/a)**，三月", "p: 请看{sl|通知}</a>，三月\n"},
        {"code", "用**`ls`**看", "p: 用{sc|ls}看\n"},
        {"brackets of ASCII", "见**(附件)**一节", "p: 见{s|(附件)}一节\n"},
        {"a per cent sign", "增长**50%**左右", "p: 增长{s|50%}左右\n"},
        {"dots", "**等等……**就这样", "p: {s|等等……}就这样\n"},
        {"a full stop and no space", "**粗体。**正文", "p: {s|粗体。}正文\n"},
        {"a full stop and a space", "**粗体。** 正文", "p: {s|粗体。}正文\n"},
        {"emphasis", "*注：*见下", "p: {e|注：}见下\n"},
        {"a colon of ASCII", "**电话:**8888 **Tel:**abc，**时间:**9:00",
         "p: {s|电话:}8888 {s|Tel:}abc，{s|时间:}9:00\n"},
        {"both", "***注意：***见下", "p: {es|注意：}见下\n"},
        {"over lines", "**一行，\n又一行。**三月", "p: {s|一行，又一行。}三月\n"},
        {"several in a row", "**一、**甲**二、**乙**三、**丙",
         "p: {s|一、}甲{s|二、}乙{s|三、}丙\n"},
        {"in a heading, an item, a quote, a cell",
         "# **一：**甲\n- **二：**乙\n\n> **三：**丙\n\n|**四：**丁|\n|---|\n",
         "h1: {s|一：}甲\np l1t •: {s|二：}乙\np q1: {s|三：}丙\ntable: |<{s|四：}丁|\n"},
        {"amid Han", "请选*选项*一，再选**选项**二", "p: 请选{e|选项}一，再选{s|选项}二\n"},
        {"strong within emphasis", "*甲**乙**丙*", "p: {e|甲}{es|乙}{e|丙}\n"},
        {"Latin as ever", "a **b** c*d*e __f__ _g_ h_i_j",
         "p: a {s|b} c{e|d}e {s|f} {e|g} h_i_j\n"},
        {"a list of strong names", "**张三**、**李四**", "p: {s|张三}、{s|李四}\n"},
        {"a sentence with commas", "**先预约，后领取；过期作废**",
         "p: {s|先预约，后领取；过期作废}\n"},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

static void asterisks_that_are_text(void **state)
{
    static const struct example examples[] = {
        {"a product", "3*4=12，2*3*4", "p: 3*4=12，2*3*4\n"},
        {"full-width digits", "３*４*５", "p: ３*４*５\n"},
        {"two of them", "2**10，2**20", "p: 2**10，2**20\n"},
        {"a room", "长3*宽4*高5米", "p: 长3*宽4*高5米\n"},
        {"a telephone number", "138****1234、139****5678", "p: 138****1234、139****5678\n"},
        {"an identity number", "330102********1234和330103********5678",
         "p: 330102********1234和330103********5678\n"},
        {"masked names in a list", "李*明、王*华", "p: 李*明、王*华\n"},
        {"with spaces", "赵*强 钱*红 孙*", "p: 赵*强 钱*红 孙*\n"},
        {"with commas", "李*明，王*华；张*", "p: 李*明，王*华；张*\n"},
        {"on lines", "李*明\n王*华", "p: 李*明王*华\n"},
        {"with a conjunction", "李*明和王*华获奖", "p: 李*明和王*华获奖\n"},
        {"two asterisks each", "李**、王**和赵**", "p: 李**、王**和赵**\n"},
        {"two and a conjunction", "李**与王**一起", "p: 李**与王**一起\n"},
        {"three each", "张***、李***", "p: 张***、李***\n"},
        {"with brackets", "李**（男）、王**（女）", "p: 李**（男）、王**（女）\n"},
        {"with numbers", "李*明（138****1234）王*华（139****5678）",
         "p: 李*明（138****1234）王*华（139****5678）\n"},
        {"at the end", "周*、吴*。", "p: 周*、吴*。\n"},
        {"of two characters", "欧阳*、司马*华", "p: 欧阳*、司马*华\n"},
        {"a masked address", "文苑路**幢**单元，**路**号", "p: 文苑路**幢**单元，**路**号\n"},
        {"a field that must be filled in", "姓名*：　电话*：", "p: 姓名*：　电话*：\n"},
        {"an explanation", "带*的必填，带**的选填", "p: 带*的必填，带**的选填\n"},
        {"five stars", "*****级", "p: *****级\n"},
        {"spaces around", "3 * 4 * 5 ** 6", "p: 3 * 4 * 5 ** 6\n"},
        {"escaped", "\\*甲\\*，\\**乙\\**", "p: *甲*，*{e|乙*}\n"},
        {"an entity", "&#42;甲&#42;", "p: *甲*\n"},
        {"sizes with units", "10cm*20cm*30cm，2m*3m，5㎡*3", "p: 10cm*20cm*30cm，2m*3m，5㎡*3\n"},
        {"a sum", "10元*3+20元*2，12个月*30元*2", "p: 10元*3+20元*2，12个月*30元*2\n"},
        {"masked numbers of cars", "京A*1234、京B*2345", "p: 京A*1234、京B*2345\n"},
        {"in a title", "![](a \"图*一 3*4\")，![](<b> '图_二_')", "p: {e|图*一 3*4}，{e|图_二_}\n"},
        {"in code", "`李*明 王*华` **`a*b*c`**", "p: {c|李*明 王*华} {sc|a*b*c}\n"},
        {"in a target", "[甲](/a*b*c*)[乙](</x *y*>)", "p: {l|甲}</a*b*c*>{l|乙}</x *y*>\n"},
        {"in a definition", "[甲]\n\n[甲]: /a*b*c\n", "p: {l|甲}</a*b*c>\n"},
        {"in a bare address", "见http://x.cn/_a_/*b*~~c~~?d=*e*。**https://x.cn/f_**",
         "p: 见http://x.cn/_a_/*b*~~c~~?d=*e*。{s|https://x.cn/f_}\n"},
        {"beside a bare address", "**http://x.cn/a**（*http://x.cn/b*）",
         "p: {s|http://x.cn/a}（{e|http://x.cn/b}）\n"},
        {"in an address", "<http://x.cn/a*b*c>", "p: {l|http://x.cn/a*b*c}<http://x.cn/a*b*c>\n"},
        {"a name and a strong word", "**获奖者：**李*明、王*华", "p: {s|获奖者：}李*明、王*华\n"},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

static void underscores(void **state)
{
    static const struct example examples[] = {
        {"strong and emphasised", "__重点__ 与 _斜_，（__必填__）、“_引_”、__注意！__",
         "p: {s|重点}与{e|斜}，（{s|必填}）、“{e|引}”、{s|注意！}\n"},
        {"with asterisks", "**_a_** _**b**_ __**c** d__ ***e*_f_**",
         "p: {es|a} {es|b} {s|c d} {es|ef}\n"},
        {"within a word", "foo_bar_ _foo_bar_ 一_二_三", "p: foo_bar_ {e|foo_bar} 一_二_三\n"},
        {"blanks before stops", "姓名：__，电话：__。", "p: 姓名：__，电话：__。\n"},
        {"blanks in brackets", "（__）班（__）号（_）(__)(__)",
         "p: （__）班（__）号（_）(__)(__)\n"},
        {"four and more in a row", "____年__月__日__", "p: ____年__月__日__\n"},
        {"blanks before words", "签名：________ 日期：____年__月__日",
         "p: 签名：________ 日期：____年__月__日\n"},
        {"around a picture", "_![甲](/a_b)_", "caption: {e|甲}\n"},
        {"behind a symbol", "共￥__元，￥__元，⏟__⏟__⏟", "p: 共￥__元，￥__元，⏟__⏟__⏟\n"},
        {"in a block of HTML", "<div>a __b__ **c**</div>", "p: a __b__ {s|c}\n"},
        {"in a target behind a space, a newline and an escape",
         "[甲]( /a_b_*c)[乙](\n/_d_)[丙](</_e_> \"_f_\")[丁](/\\*_g_)\n> [戊](\n> /_h_)",
         "p: {l|甲}</a_b_*c>{l|乙}</_d_>{l|丙}</_e_>{l|丁}</*_g_>\np q1: {l|戊}</_h_>\n"},
        {"in code, a target, an address", "`_a_`[甲](/_b_)<http://x.cn/_c_>\\_d_",
         "p: {c|_a_}{l|甲}</_b_>{l|http://x.cn/_c_}<http://x.cn/_c_>_d_\n"},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

static void tildes(void **state)
{
    static const struct example examples[] = {
        {"single ones", "周一~周五 9:00~11:30，~10~20~元~",
         "p: 周一~周五 9:00~11:30，~10~20~元~\n"},
        {"two strike out, and stay", "原定~~三月五日~~三月八日",
         "p: 原定{k|~~三月五日~~}三月八日\n"},
        {"with a stop before the end", "~~原定：~~改为", "p: {k|~~原定：~~}改为\n"},
        {"with emphasis", "~~甲**乙**丙~~", "p: {k|~~甲}{sk|乙}{k|丙~~}\n"},
        {"between digits", "10~~20元，30~~40元", "p: 10~~20元，30~~40元\n"},
        {"three", "甲~~~乙~~~丙", "p: 甲~~~乙~~~丙\n"},
        {"not closed", "甲~~乙", "p: 甲~~乙\n"},
        {"one and two", "甲~~乙~丙", "p: 甲~~乙~丙\n"},
        {"escaped", "\\~~甲~~", "p: ~~甲~~\n"},
        {"in code", "`~~a~~`", "p: {c|~~a~~}\n"},
        {"a fence", "~~~\n~~a~~\n~~~", "code: ~~a~~\n"},
    };

    (void)state;
    CHECK_EXAMPLES(examples);
}

/* A megabyte of marks. No mark may be compared with all others, or searched for in all the text
 * after it. */
static void many_marks(void **state)
{
    static const char *const forms[] = {"李*明、", "**甲",   "甲**",     "*a **b ",
                                        "~~甲 ",   "`*` * ", "**[*a](b)"};

    (void)state;
    for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
        struct buffer text = {0};
        struct document document;

        while (text.bytes < 1 << 20)
            buffer_add_text(&text, forms[i]);
        document_parse(&document, text.data, text.bytes, 0, LINKS_PLAIN);
        assert_true(document.block_count > 0 || forms[i][0] == '<');
        document_free(&document);
        buffer_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strong_beside_chinese_punctuation),
        cmocka_unit_test(asterisks_that_are_text),
        cmocka_unit_test(underscores),
        cmocka_unit_test(tildes),
        cmocka_unit_test(many_marks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
