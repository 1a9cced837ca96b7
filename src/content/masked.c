#include "masked.h"

#include "text/utf8.h"

#include <stdlib.h>

/* The commonest surnames, and the second characters of two-character ones (欧阳, 司马, 上官, 诸葛,
 * …), sorted by code point. */
static const char32_t SURNAMES[] =
    U"丁万丘丛严乐乔于云井亢仇付仝仲任伊伍伏何佘余佟侯俞倪傅储党兰关冀"
    U"冉农冯况冷冼凌刁刘初劳包匡华卓单南卜卞卢卫危卿厉原古史叶司吉吕吴"
    U"周唐商喻夏奚姚姜姬娄孔孙孟季宁安宋宗官宫容宿寇封尚尤尹屈屠岑岳崔"
    U"嵇左巩巫巴帅师席常庄庞康廉廖张彭徐惠慕戈戎戚戴房扈支敖文方施易昝"
    U"晁晋晏景曲曹曾朱朴李杜束杨杭林柏查柯柳柴栗栾桂桑梁梅楚楼樊檀欧武"
    U"段殷毕毛江池汤汪沈沙浦涂温游湛滕满漆潘焦熊燕牛牟狄王班甄甘田申白"
    U"皮盖盛瞿石祁祖祝禹秦程穆窦章童符简管米粟纪练缪罗羊羿翁翟耿聂肖胡"
    U"胥臧舒艾芦芮花苏苑苗苟范茅茹荆荣莫萧葛董蒋蒙蒲蓝蔡蔺薄薛虞衡袁裘"
    U"裴褚覃解詹许诺谈谌谢谭谷费贺贾赫赵路车辛辜边连迟邓邝邢邬邰邱邵邸"
    U"邹郁郎郑郜郝郭鄢金钟钱银门闫闵闻闾阎阙阚阮阳阴阿陆陈陶隆隋雍雷霍"
    U"靳鞠韦韩项顾颜饶马骆高魏鲁鲍鹿麦麻黄黎齐龙龚";

static const char32_t UNITS[] = U"省市区县镇乡街路巷弄里村组社幢栋号楼层室座单元年月日时分某";

static bool is_in(const char32_t *set, char32_t cp)
{
    while (*set && *set != cp)
        set++;
    return cp && *set;
}

static int compare(const void *a, const void *b)
{
    char32_t left = *(const char32_t *)a, right = *(const char32_t *)b;

    return (left > right) - (left < right);
}

bool name_is_surname(char32_t cp)
{
    size_t count = sizeof(SURNAMES) / sizeof(*SURNAMES) - 1;

    return bsearch(&cp, SURNAMES, count, sizeof(*SURNAMES), compare);
}

bool name_is_address_unit(struct str text)
{
    char32_t cp;

    return text.bytes && utf8_decode(text.p, text.bytes, &cp) == text.bytes && is_in(UNITS, cp);
}
