#include "masked.h"

#include "text/utf8.h"

/* The commonest surnames, and the second characters of those of two (欧阳, 司马, 上官, 诸葛, …). */
static const char32_t SURNAMES[] =
    U"王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏"
    U"魏吕丁任沈"
    U"姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃"
    U"武戴莫孔汤"
    U"常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌"
    U"毕单季裴霍"
    U"涂苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳穆农司卓古吉缪简车项连芦麦褚娄"
    U"窦戚岑景党"
    U"宫费卜冷晏席卫米柏宗瞿桂佟臧闵苟邬边卞姬师仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩佘池查麻苑迟邝官"
    U"封谈匡鞠惠"
    U"荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼满闻厉伊仝郜阚花帅屠朴盖练廉禹井祖漆巴支狄晋卿初门"
    U"云容"
    U"扈晁芮阙浦戈伏鹿薄邸雍辜羊阿裘邰赫杭况宿隆茹诺慕危银亢嵇湛戎茅束檀阴昝衡闾葛官丘羿";

static const char32_t UNITS[] = U"省市区县镇乡街路巷弄里村组社幢栋号楼层室座单元年月日时分某";

static bool is_in(const char32_t *set, char32_t cp)
{
    while (*set && *set != cp)
        set++;
    return cp && *set;
}

bool name_is_surname(char32_t cp)
{
    return is_in(SURNAMES, cp);
}

bool name_is_address_unit(struct str text)
{
    char32_t cp;

    return text.bytes && utf8_decode(text.p, text.bytes, &cp) == text.bytes && is_in(UNITS, cp);
}
