#include "text/unit.h"

#include "base/buffer.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Texts with their joints: | stands at a PART, ; at a SOFT, = at a WORD, + at a HARD. Between other
 * characters there is no joint. (No text here has these characters itself, and no joint is marked
 * within the digits of a number.) */
static const char *const UNITS[] = {
    /* sign, separators, multiplier, measure word */
    "共13+.+76;万;元整",
    "收费3+.+2;元+/+㎡+·+月。",
    "面积约1+.+2;万+㎡，",
    "零下－+13+℃左右",
    "人数＜+4;人",
    "凡≥+60;岁的",
    "约300;平=方=米的",
    "三;百;六;十;五;天，四;十;年，十;几;个",
    "有20;余;万;人",
    "超过300;多;人",
    "付￥+100;元",
    "增长3+.+5+%多",
    "共300+㎡的",
    "共300+ ㎡的",
    "长20+ km的",
    "气温35+ ℃时",
    "有20 kilos重",
    "每天3;小=时",
    "用5G网",
    "占1+/+3多",
    "面积3+×+5;米",
    "长3;米|×4;米",
    "每3;个=工=作=日",
    "50;元+／+平=方=米",
    "第;3;季=度、2023+年=底",
    "面积9+∶+16的",
    /* dates and times */
    "2023+年|11+月|30+日起",
    "2023+ 年| 11+ 月| 30+ 日起",
    "二;〇;二;三;年|十;一;月|三;十;日",
    "上午8;时|30;分",
    "从8+:+30+—|20+:+00止",
    "3+月|5+日|19+:+30",
    "3+月|5+日至|8+日、3|至|5;天",
    /* telephone numbers */
    "电话0571+-+8888+ 8888，",
    "电话0571+—+8888+ 8888，",
    "电话400+-+800+-+8888。",
    "手机138+ 0013+ 8000。",
    "手机86+ 138+ 0013+ 8000。",
    "电话（0571）+8888+ 8888。",
    "电话8888+ 8888、8888;转;8001",
    "共1+ 234+ 567;人",
    "账号6222+ 0212+ 0200+ 1234+ 567。",
    "年份2023 12 1",
    /* numbers of documents and the like */
    "杭;政;办;〔2023〕+15+号文",
    "（杭;政;办;〔2023〕+15+号）",
    "根据市政府杭政办;〔2023〕+15+号文",
    "国;发（2023）+8+号文",
    "国;发;〔2023〕+ 8+号、国;发;〔2023〕第;8+号",
    "3;号=楼|2;单=元",
    "第;1;条",
    "第;12;条|第;3;款、第;三;章|第;二;节、第;（三）;项",
    "3+#;楼",
    "第;三;十;二;条规定",
    "见15;号文",
    "按GB/T; 15834+—+2011的",
    "按DB33/T; 1234+-+2020、No.; 5的",
    /* ranges */
    "为3+%～|5+%的",
    "在2020+—|2023+年间",
    /* marks of notes */
    "见正文+①，",
    "见正文+¹，",
    "见正文+〔1〕，",
    "见正文+[12]，",
    "见正文+[1+,+2]、正文+[1+-+3]，",
    "有：①;春，②;夏",
    /* names of which a part is hidden */
    "李+*;明、王+×+×",
    "李+○;明",
    /* none */
    "一个人",
    "杭州市",
    "一二三四五六七八九十个",
};

static char mark_of(enum text_joint joint)
{
    static const char MARKS[] = {[TEXT_JOINT_PART] = '|',
                                 [TEXT_JOINT_SOFT] = ';',
                                 [TEXT_JOINT_WORD] = '=',
                                 [TEXT_JOINT_HARD] = '+'};

    return MARKS[joint];
}

static bool is_mark(char c)
{
    return c && strchr("|;=+", c);
}

/* Returns whether `at` is between two digits, or two ASCII characters of which neither is a blank,
 * where joints go without saying. */
static bool goes_without_saying(struct str text, size_t at)
{
    return at > 0 && text.p[at - 1] >= '0' && text.p[at - 1] <= '9' && text.p[at] >= '0' &&
           text.p[at] <= '9';
}

static void joints_of_units(void **state)
{
    struct buffer text = {0}, joints = {0};
    int wrong = 0;

    (void)state;
    for (size_t i = 0; i < sizeof(UNITS) / sizeof(*UNITS); i++) {
        struct str s;

        buffer_clear(&text);
        buffer_clear(&joints);
        for (const char *p = UNITS[i]; *p; p++)
            if (!is_mark(*p))
                buffer_add_char(&text, *p);
        s = buffer_str(&text);
        for (size_t at = 0; at < s.bytes; at++) {
            enum text_joint joint = utf8_is_tail(s.p[at]) ? TEXT_JOINT_NONE : text_joint_at(s, at);
            bool after_blank = at > 0 && s.p[at - 1] == ' ';

            if (joint && !goes_without_saying(s, at)) {
                /* the mark stands before the blank */
                if (after_blank)
                    joints.bytes--;
                buffer_add_char(&joints, mark_of(joint));
                if (after_blank)
                    buffer_add_char(&joints, ' ');
            }
            buffer_add_char(&joints, s.p[at]);
        }
        if (!str_eq(buffer_str(&joints), str_of(UNITS[i]))) {
            print_message("%s, not %s\n", buffer_c_str(&joints), UNITS[i]);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
    buffer_free(&text);
    buffer_free(&joints);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(joints_of_units),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
