#include "measure_word.h"

#include "base/ascii.h"
#include "step.h"
#include "text/kinsoku.h"

enum {
    HAN_BYTES = 3, /* of each character of the words here */
    MOST_WORD_HAN = 4,
    MOST_LATIN_BYTES = 8,
};

bool is_unit_symbol(char32_t cp)
{
    if (cp < 0x80)
        return cp == '%' || cp == '#';
    if (cp >= 0x3300 && cp <= 0x33FF) /* but for the hours, days and names among them */
        return cp <= 0x3357 || (cp >= 0x3371 && cp <= 0x337A) || (cp >= 0x3380 && cp <= 0x33DF) ||
               cp == 0x33FF;
    switch (cp) {
    case U'¢':
    case U'µ':
    case U'μ':
    case U'Ω':
    case U'‱':
    case U'℉':
    case U'ℓ':
    case 0x2126: /* ohm */
    case 0x212A: /* kelvin */
    case 0x212B: /* angstrom */
    case U'￠':
    case U'＃':
        return true;
    default:
        return kinsoku_of(cp, KINSOKU_GB) & KINSOKU_AFTER_NUMBER;
    }
}

/* Returns whether cp is a measure word of one character. */
static bool is_measure(char32_t cp)
{
    switch (cp) {
    case U'年':
    case U'月':
    case U'日':
    case U'时':
    case U'点':
    case U'分':
    case U'秒':
    case U'刻':
    case U'天':
    case U'周':
    case U'季':
    case U'届':
    case U'期':
    case U'个':
    case U'名':
    case U'人':
    case U'位':
    case U'户':
    case U'家':
    case U'口':
    case U'元':
    case U'角':
    case U'岁':
    case U'度':
    case U'倍':
    case U'次':
    case U'回':
    case U'号':
    case U'条':
    case U'章':
    case U'节':
    case U'款':
    case U'项':
    case U'目':
    case U'级':
    case U'类':
    case U'种':
    case U'批':
    case U'份':
    case U'件':
    case U'台':
    case U'辆':
    case U'艘':
    case U'架':
    case U'部':
    case U'本':
    case U'册':
    case U'页':
    case U'版':
    case U'篇':
    case U'首':
    case U'张':
    case U'片':
    case U'块':
    case U'根':
    case U'支':
    case U'枝':
    case U'只':
    case U'头':
    case U'匹':
    case U'株':
    case U'棵':
    case U'颗':
    case U'粒':
    case U'瓶':
    case U'盒':
    case U'箱':
    case U'袋':
    case U'包':
    case U'桶':
    case U'杯':
    case U'碗':
    case U'盘':
    case U'组':
    case U'队':
    case U'班':
    case U'排':
    case U'场':
    case U'轮':
    case U'步':
    case U'路':
    case U'线':
    case U'站':
    case U'处':
    case U'座':
    case U'栋':
    case U'幢':
    case U'套':
    case U'间':
    case U'层':
    case U'楼':
    case U'室':
    case U'弄':
    case U'门':
    case U'对':
    case U'双':
    case U'代':
    case U'成':
    case U'折':
    case U'米':
    case U'里':
    case U'亩':
    case U'吨':
    case U'克':
    case U'斤':
    case U'钱':
    case U'升':
    case U'寸':
    case U'尺':
    case U'丈':
    case U'强':
    case U'所':
    case U'枚':
    case U'宗':
    case U'起':
    case U'卷':
    case U'集':
    case U'辑':
    case U'声':
    case U'句':
    case U'字':
        return true;
    default:
        return false;
    }
}

/* Longer ones come first. */
static const char *const LONG_WORDS[] = {
    "平方公里", "平方千米", "平方厘米", "立方厘米", "个百分点", "个工作日", "个自然日", "个交易日",
    "号服务台", "平方米",   "立方米",   "千瓦时",   "百分点",   "摄氏度",   "工作日",   "自然日",
    "交易日",   "个小时",   "个星期",   "个季度",   "个学期",   "个单元",   "号窗口",   "公里",
    "千米",     "厘米",     "毫米",     "公斤",     "千克",     "毫克",     "毫升",     "公顷",
    "海里",     "英里",     "英尺",     "英寸",     "千瓦",     "兆瓦",     "小时",     "分钟",
    "点钟",     "星期",     "人次",     "车次",     "场次",     "课时",     "学时",     "学期",
    "学分",     "个月",     "年代",     "年级",     "年度",     "年底",     "年初",     "年末",
    "月份",     "月底",     "月初",     "月末",     "周年",     "周岁",     "季度",     "世纪",
    "美元",     "欧元",     "日元",     "港元",     "英镑",     "余元",     "号楼",     "号线",
    "号门",     "号馆",     "单元",     "国道",     "省道",     "县道",
};

enum { LONG_WORD_COUNT = sizeof(LONG_WORDS) / sizeof(*LONG_WORDS) };

static bool stands_at(struct str text, size_t at, const char *word)
{
    size_t bytes = strlen(word);

    return text.bytes - at >= bytes && memcmp(text.p + at, word, bytes) == 0;
}

/* Returns whether one of those words begins with cp, which spares most places the comparisons. */
static bool begins_long_word(char32_t cp)
{
    switch (cp) {
    case U'平':
    case U'立':
    case U'个':
    case U'号':
    case U'千':
    case U'百':
    case U'摄':
    case U'工':
    case U'自':
    case U'交':
    case U'公':
    case U'厘':
    case U'毫':
    case U'海':
    case U'英':
    case U'兆':
    case U'小':
    case U'分':
    case U'点':
    case U'星':
    case U'人':
    case U'车':
    case U'场':
    case U'课':
    case U'学':
    case U'年':
    case U'月':
    case U'周':
    case U'季':
    case U'世':
    case U'美':
    case U'欧':
    case U'日':
    case U'港':
    case U'余':
    case U'单':
    case U'国':
    case U'省':
    case U'县':
        return true;
    default:
        return false;
    }
}

/* Returns the bytes of the word of several characters at `at`; 0 if absent. */
static size_t long_word_at(struct str text, size_t at)
{
    if (!begins_long_word(step_at(text, at)))
        return 0;
    for (size_t i = 0; i < LONG_WORD_COUNT; i++)
        if (stands_at(text, at, LONG_WORDS[i]))
            return strlen(LONG_WORDS[i]);
    return 0;
}

size_t measure_word_at(struct str text, size_t at)
{
    size_t bytes = long_word_at(text, at);

    return bytes || !is_measure(step_at(text, at)) ? bytes : HAN_BYTES;
}

size_t measure_word_before(struct str text, size_t at)
{
    for (size_t bytes = MOST_WORD_HAN * HAN_BYTES; bytes > HAN_BYTES; bytes -= HAN_BYTES)
        if (bytes <= at && long_word_at(text, at - bytes) == bytes)
            return bytes;
    return is_measure(step_before(text, at)) ? HAN_BYTES : 0;
}

size_t measure_word_around(struct str text, size_t at)
{
    for (size_t back = (MOST_WORD_HAN - 1) * HAN_BYTES; back > 0; back -= HAN_BYTES)
        if (back <= at && long_word_at(text, at - back) > back)
            return back;
    return 0;
}

bool is_latin_unit(struct str text, size_t at)
{
    static const char UNITS[] = " m cm mm km dm nm um kg g mg t L l ml mL cl h min s ms Hz kHz MHz "
                                "GHz KB kB MB GB TB PB Kbps "
                                "Mbps Gbps bps V kV mV W kW MW GW kWh Wh A mA mAh Ah Pa kPa MPa "
                                "hPa N kN J kJ cal kcal mol dB "
                                "lm lx cd C F K ha hm rpm px dpi ppm pH ";
    char word[MOST_LATIN_BYTES + 3] = " ";
    size_t bytes = 0;

    while (at + bytes < text.bytes && bytes <= MOST_LATIN_BYTES &&
           ascii_is_letter(text.p[at + bytes]))
        bytes++;
    if (bytes == 0 || bytes > MOST_LATIN_BYTES)
        return false;
    memcpy(word + 1, text.p + at, bytes);
    word[bytes + 1] = ' ';
    return strstr(UNITS, word);
}
