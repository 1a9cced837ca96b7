#include "text/pinyin.h"

#include "base/bounds.h"
#include "generated.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static unsigned bits(const char *letters)
{
    unsigned all = 0;

    for (; *letters; letters++)
        all |= 1U << (*letters - 'a');
    return all;
}

/* Returns the letters by which a character alone is found. Folding is left out, as for the letters
 * that it changes. */
static unsigned initials_of(char32_t cp)
{
    char text[4];
    unsigned found = 0;
    const size_t bytes = cp <= 0x10FFFF ? utf8_encode(cp, text) : 0;

    for (char letter = 'a'; letter <= 'z' && bytes; letter++)
        if (pinyin_scan((struct str){text, bytes}, (struct str){&letter, 1}, 0) != SIZE_MAX)
            found |= 1U << (letter - 'a');
    return found;
}

static void has_initials(void **state)
{
    static const struct {
        const char *what;
        char32_t cp;
        const char *letters;
    } cases[] = {
        {"the first letter of the Latin ones", 'a', "a"},
        {"the last", 'z', "z"},
        {"a letter that is not folded", 'A', ""},
        {"before a", '`', ""},
        {"after z", '{', ""},
        {"a digit", '4', ""},
        {"a control", 0, ""},
        {"a letter with an accent", U'é', ""},
        {"four", U'四', "s"},
        {"season", U'季', "j"},
        {"green", U'青', "q"},
        {"zh is z", U'中', "z"},
        {"ch is c", U'城', "c"},
        {"sh is s", U'上', "s"},
        {"no consonant: a", U'安', "a"},
        {"no consonant: e", U'二', "e"},
        {"o", U'欧', "o"},
        {"y", U'雨', "y"},
        {"w", U'王', "w"},
        {"n alone", U'嗯', "n"},
        {"zhong, chong", U'重', "zc"},
        {"zhang, chang", U'长', "zc"},
        {"xing, hang", U'行', "xh"},
        {"le, yue", U'乐', "ly"},
        {"chao, zhao", U'朝', "cz"},
        {"can, shen", U'参', "cs"},
        {"hui, kuai", U'会', "hk"},
        {"diao, tiao", U'调', "dt"},
        {"in names: ceng, zeng", U'曾', "cz"},
        {"qu, ou", U'区', "qo"},
        {"in place names: cang, zang", U'藏', "cz"},
        {"three: dan, chan, shan", U'单', "dcs"},
        {"two readings of one initial", U'都', "d"},
        {"a traditional character", U'長', "zc"},
        {"of one that it stands for in folded text: gan, and the qian of 乾", U'干', "gq"},
        {"the first of Extension A", 0x3400, "q"},
        {"near its end", 0x4DB3, "y"},
        {"a hexagram between the blocks", 0x4DC0, ""},
        {"the first of U+4E00", U'一', "y"},
        {"a rare one", U'龘', "d"},
        {"the last of the rows", 0x9FFF, ""},
        {"after them", 0xA000, ""},
        {"zero, which is no ideograph", U'〇', "l"},
        {"before it", 0x3006, ""},
        {"a stop", U'。', ""},
        {"kana", U'の', ""},
        {"Hangul", U'한', ""},
        {"a standard character of Extension B", 0x20164, "x"},
        {"another, of Extension E", 0x2CE93, "c"},
        {"after it", 0x2CE94, ""},
        {"ji of Extension B", U'𠮷', "j"},
        {"one of Extension B out of use", 0x20000, ""},
        {"a pictograph", U'🐉', ""},
        {"the last code point", 0x10FFFF, ""},
        {"beyond it", 0xFFFFFFFF, ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        if (initials_of(cases[i].cp) != bits(cases[i].letters))
            fail_msg("%s, U+%04X: %x", cases[i].what, (unsigned)cases[i].cp,
                     initials_of(cases[i].cp));
}

/* Of the 20,902 Han characters in the first version of Unicode only ten have no reading in
 * Mandarin: units of measure and characters made in Japan. */
static void covers_han(void **state)
{
    unsigned none = 0, listed = 0;

    (void)state;
    for (char32_t cp = 0x4E00; cp <= 0x9FA5; cp++)
        none += !initials_of(cp);
    assert_int_equal(none, 10);
    for (char32_t cp = 0x20000; cp <= 0x3FFFF; cp++)
        listed += initials_of(cp) != 0;
    assert_int_equal(listed, 197);
    for (char32_t cp = 0; cp <= 0x10FFFF; cp++)
        assert_int_equal(initials_of(cp) & ~bits("abcdefghjklmnopqrstwxyz"),
                         cp == 'i' || cp == 'u' || cp == 'v' ? bits((char[]){(char)cp, 0}) : 0);
}

static void finds(void **state)
{
    static const struct {
        const char *what, *text, *needle;
        size_t from, at, start, end; /* at is SIZE_MAX if there is no match */
    } cases[] = {
        {"all of a text", "四季青", "sjq", 0, 0, 0, 9},
        {"in its middle", "在四季青街道", "sjq", 0, 3, 3, 12},
        {"one character", "在四季青", "q", 0, 9, 9, 12},
        {"the second one", "四季青四季青", "sjq", 1, 9, 9, 18},
        {"one that overlaps the one before", "四四四", "ss", 1, 3, 3, 9},
        {"from within a character", "四季青", "sjq", 1, SIZE_MAX, 0, 0},
        {"a beginning that goes on otherwise", "四季四季青", "sjq", 0, 6, 6, 15},
        {"either reading", "重庆", "cq", 0, 0, 0, 6},
        {"the other", "重点", "zd", 0, 0, 0, 6},
        {"no third", "重点", "sd", 0, SIZE_MAX, 0, 0},
        {"Latin letters among them", "用AI产业园", "aicyy", 0, 3, 3, 14},
        {"full-width ones", "用ＡＩ产业", "aic", 0, 3, 3, 12},
        {"a digit stands for itself", "第3届", "d3j", 0, 0, 0, 7},
        {"and for nothing else", "第三届", "d3j", 0, SIZE_MAX, 0, 0},
        {"a full-width digit", "第３届", "d3j", 0, 0, 0, 9},
        {"digits alone", "在2026年", "2026", 0, 3, 3, 7},
        {"other planes", "去𠮷记面馆", "jjmg", 0, 3, 3, 16},
        {"whole syllables", "在乡贤馆", "xiangxian", 0, 3, 3, 9},
        {"a syllable and an initial", "在乡贤馆", "xiangx", 0, 3, 3, 9},
        {"an initial and a syllable", "在乡贤馆", "xxian", 0, 3, 3, 9},
        {"the beginning of a syllable, last", "在乡贤馆", "xiangxia", 0, 3, 3, 9},
        {"but not in the middle", "在乡贤馆", "xiaxian", 0, SIZE_MAX, 0, 0},
        {"initials and a syllable", "盈悦书房", "yyshufang", 0, 0, 0, 12},
        {"either reading in whole", "重庆", "chongqing", 0, 0, 0, 6},
        {"the other in whole", "重点", "zhongdian", 0, 0, 0, 6},
        {"two ways to part", "西安", "xian", 0, 0, 0, 6},
        {"and one character", "先安", "xian", 0, 0, 0, 3},
        {"xi'an before the rest", "西安门", "xianm", 0, 0, 0, 9},
        {"a syllable within a longer one", "方案", "fangan", 0, 0, 0, 6},
        {"in the other way", "反感", "fangan", 0, 0, 0, 6},
        {"ü as v", "绿地", "lvdi", 0, 0, 0, 6},
        {"ü as u", "女儿", "nuer", 0, 0, 0, 6},
        {"üe as ue", "策略", "celue", 0, 0, 0, 6},
        {"u is not v", "路", "lv", 0, SIZE_MAX, 0, 0},
        {"a letter too many", "乡贤", "xiangxiang", 0, SIZE_MAX, 0, 0},
        {"syllables among Latin letters", "用AI产业园", "aichanye", 0, 3, 3, 11},
        {"syllables of a traditional text", "鄉賢", "xiangxian", 0, 0, 0, 6},
        {"nothing across a space", "四 季青", "sjq", 0, SIZE_MAX, 0, 0},
        {"nor across a stop", "四，季青", "sjq", 0, SIZE_MAX, 0, 0},
        {"nor across a line's end", "四\n季青", "sjq", 0, SIZE_MAX, 0, 0},
        {"a letter with an accent", "cafe\u0301", "cafe", 0, 0, 0, 6},
        {"a traditional character of another reading", "乾隆，干部", "ql", 0, 0, 0, 6},
        {"a variation selector as well", "葛\U000E0100城", "gc", 0, SIZE_MAX, 0, 0},
        {"nor is what it is on a match", "葛\U000E0100", "g", 0, SIZE_MAX, 0, 0},
        {"half of what a cluster folds to is no match", "㎡面", "2m", 0, SIZE_MAX, 0, 0},
        {"all of it is", "㎡面", "m2m", 0, 0, 0, 6},
        {"a needle in Han finds nothing", "四季青", "四", 0, SIZE_MAX, 0, 0},
        {"the text ends in the middle", "四季", "sjq", 0, SIZE_MAX, 0, 0},
        {"an empty needle", "四季青", "", 0, SIZE_MAX, 0, 0},
        {"an empty text", "", "s", 0, SIZE_MAX, 0, 0},
        {"from beyond the end", "四", "s", 99, SIZE_MAX, 0, 0},
        {"bytes that are no UTF-8", "\xE5\x9B四季", "sj", 0, 2, 2, 8},
        {"half a character at the end", "四\xE5\xAD", "sj", 0, SIZE_MAX, 0, 0},
    };
    struct folded folded = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        size_t start = 0, end = 0, at;

        text_fold(&folded, str_of(cases[i].text));
        at = pinyin_find(&folded, str_of(cases[i].needle), cases[i].from, &start, &end);
        if (at != cases[i].at || start != cases[i].start || end != cases[i].end)
            fail_msg("%s: at %zu, from %zu to %zu", cases[i].what, at, start, end);
    }
    folded_free(&folded);
    assert_int_equal(pinyin_find(&folded, str_of("s"), 0, &(size_t){0}, &(size_t){0}), SIZE_MAX);
}

/* The longest needle is found, and a longer one is not: whatever the text, there is no more work
 * than the places of a needle for each character. */
static void needle_has_a_bound(void **state)
{
    char text[3 * (BOUND_PINYIN + 1)], needle[BOUND_PINYIN + 1];

    (void)state;
    for (size_t i = 0; i <= BOUND_PINYIN; i++) {
        memcpy(text + 3 * i, "啊", 3);
        needle[i] = 'a';
    }
    assert_int_equal(
        pinyin_scan((struct str){text, sizeof(text)}, (struct str){needle, BOUND_PINYIN}, 0), 0);
    assert_int_equal(
        pinyin_scan((struct str){text, sizeof(text) - 6}, (struct str){needle, BOUND_PINYIN}, 0),
        SIZE_MAX);
    assert_int_equal(
        pinyin_scan((struct str){text, sizeof(text)}, (struct str){needle, BOUND_PINYIN + 1}, 0),
        SIZE_MAX);
}

static void table_is_what_the_generator_makes(void **state)
{
    (void)state;
    generated_expect("src/text/pinyin_readings.h",
                     "src/text/gen_pinyin.py " UNIHAN("Readings") " " UNIHAN("Variants"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(has_initials),
        cmocka_unit_test(covers_han),
        cmocka_unit_test(finds),
        cmocka_unit_test(needle_has_a_bound),
        cmocka_unit_test(table_is_what_the_generator_makes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
