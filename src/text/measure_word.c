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

/* The measure words of several characters, by their first one; longer ones come first. */
static const struct {
    char32_t first;
    const char *words; /* separated by blanks */
} LONG_WORDS[] = {
    {U'平', "平方公里 平方千米 平方厘米 平方米"},
    {U'立', "立方厘米 立方米"},
    {U'个', "个百分点 个工作日 个小时 个星期 个季度 个单元 个月"},
    {U'千', "千瓦时 千米 千克 千瓦"},
    {U'百', "百分点"},
    {U'摄', "摄氏度"},
    {U'工', "工作日"},
    {U'公', "公里 公斤 公顷"},
    {U'厘', "厘米"},
    {U'毫', "毫米 毫克 毫升"},
    {U'海', "海里"},
    {U'英', "英里 英尺 英寸 英镑"},
    {U'兆', "兆瓦"},
    {U'小', "小时"},
    {U'分', "分钟"},
    {U'点', "点钟"},
    {U'星', "星期"},
    {U'人', "人次"},
    {U'车', "车次"},
    {U'场', "场次"},
    {U'年', "年代 年级 年度 年底 年初 年末"},
    {U'月', "月份 月底 月初 月末"},
    {U'周', "周年 周岁"},
    {U'季', "季度"},
    {U'世', "世纪"},
    {U'美', "美元"},
    {U'欧', "欧元"},
    {U'日', "日元"},
    {U'港', "港元"},
    {U'余', "余元"},
    {U'号', "号楼 号线 号门 号馆"},
    {U'单', "单元"},
};

enum { LONG_WORD_GROUPS = sizeof(LONG_WORDS) / sizeof(*LONG_WORDS) };

/* Returns the bytes of the first of several words that stands at `at`; 0 if absent. */
static size_t one_of_at(struct str text, size_t at, const char *words)
{
    while (*words) {
        size_t bytes = strcspn(words, " ");

        if (text.bytes - at >= bytes && memcmp(text.p + at, words, bytes) == 0)
            return bytes;
        words += bytes + (words[bytes] == ' ');
    }
    return 0;
}

/* Returns the bytes of the word of several characters at `at`; 0 if absent. */
static size_t long_word_at(struct str text, size_t at)
{
    char32_t first = step_at(text, at);

    for (size_t i = 0; i < LONG_WORD_GROUPS; i++)
        if (LONG_WORDS[i].first == first)
            return one_of_at(text, at, LONG_WORDS[i].words);
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
