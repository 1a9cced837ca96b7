#include "measure_word.h"

#include "base/ascii.h"
#include "step.h"
#include "text/kinsoku.h"

enum {
    HAN_BYTES = 3, /* of each character of the words here */
    MOST_WORD_HAN = 4,
    MOST_LATIN_BYTES = 8,
};

bool is_han_numeral(char32_t cp)
{
    switch (cp) {
    case U'〇':
    case U'零':
    case U'一':
    case U'二':
    case U'三':
    case U'四':
    case U'五':
    case U'六':
    case U'七':
    case U'八':
    case U'九':
    case U'两':
    case U'壹':
    case U'贰':
    case U'叁':
    case U'肆':
    case U'伍':
    case U'陆':
    case U'柒':
    case U'捌':
    case U'玖':
        return true;
    default:
        return false;
    }
}

bool is_multiplier(char32_t cp)
{
    switch (cp) {
    case U'十':
    case U'百':
    case U'千':
    case U'万':
    case U'亿':
    case U'兆':
    case U'拾':
    case U'佰':
    case U'仟':
        return true;
    default:
        return false;
    }
}

bool is_vague(char32_t cp)
{
    return cp == U'余' || cp == U'多' || cp == U'几' || cp == U'来';
}

bool is_unit_symbol(char32_t cp)
{
    if (cp < 0x80)
        return cp == '%';
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
        return true;
    default:
        return kinsoku_of(cp, KINSOKU_GB) & KINSOKU_AFTER_NUMBER;
    }
}

/* Returns whether cp is a measure word of one character. */
static bool is_measure(char32_t cp)
{
    static const char32_t WORDS[] =
        U"年月日时点分秒刻天周季届期个名人位户家口元角岁度倍次回号条章节款项目级类种批份件"
        U"台辆艘架部本册页版篇首张片块根支枝只头匹株棵颗粒瓶盒箱袋包桶杯碗盘组队班排场轮步路线"
        U"站处座栋幢套间层楼室弄门对双代成折米里亩吨克斤钱升寸尺丈强所枚艘宗起卷集辑声句字";

    for (size_t i = 0; WORDS[i]; i++)
        if (WORDS[i] == cp)
            return true;
    return false;
}

/* Longer ones come first. */
static const char *const LONG_WORDS[] = {
    "平方公里", "平方千米", "平方厘米", "立方厘米", "个百分点", "平方米", "立方米", "千瓦时",
    "百分点",   "摄氏度",   "工作日",   "公里",     "千米",     "厘米",   "毫米",   "公斤",
    "千克",     "毫克",     "毫升",     "公顷",     "海里",     "英里",   "英尺",   "英寸",
    "千瓦",     "兆瓦",     "小时",     "分钟",     "点钟",     "人次",   "车次",   "场次",
    "个月",     "年代",     "年级",     "周年",     "周岁",     "季度",   "世纪",   "美元",
    "欧元",     "日元",     "港元",     "英镑",     "余元",
};

enum { LONG_WORD_COUNT = sizeof(LONG_WORDS) / sizeof(*LONG_WORDS) };

static bool stands_at(struct str text, size_t at, const char *word)
{
    size_t bytes = strlen(word);

    return text.bytes - at >= bytes && memcmp(text.p + at, word, bytes) == 0;
}

/* Returns the bytes of the word of several characters at `at`; 0 if absent. */
static size_t long_word_at(struct str text, size_t at)
{
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
