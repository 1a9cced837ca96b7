#include "text/kinsoku.h"

#include <stdbool.h>

enum { NARROW_COLS = 20 };

/* Characters with the same flags at every level. */
enum char_class {
    CLASS_OTHER,
    CLASS_STOP,
    CLASS_LOUD_STOP, /* ？ ！ and similar marks */
    CLASS_CLOSE,
    CLASS_CLOSE_QUOTE,
    CLASS_OPEN,
    CLASS_OPEN_QUOTE,
    CLASS_CONNECTOR,
    CLASS_SOLIDUS,
    CLASS_DASH,
    CLASS_ELLIPSIS,
    CLASS_CLINGING, /* forms and look-alikes of connectors, and marks on what is before them */
    CLASS_HOLDING,  /* signs of what is after them */
    CLASS_STRAIGHT_QUOTE,
    CLASS_AFTER_NUMBER,
    CLASS_BEFORE_NUMBER,
    CLASS_REPEAT
};

/* Classes by the low byte of a code point, for the blocks of 256 in which most of them lie. */
#define IS(cp, name) [(cp)&0xFF] = CLASS_##name
static const unsigned char LATIN[256] = {
    IS(U'!', STOP),          IS(U'$', BEFORE_NUMBER), IS(U'%', AFTER_NUMBER), IS(U'(', OPEN),
    IS(U')', CLOSE),         IS(U',', STOP),          IS(U'.', STOP),         IS(U'/', CONNECTOR),
    IS(U':', STOP),          IS(U';', STOP),          IS(U'?', STOP),         IS(U'[', OPEN),
    IS(U']', CLOSE),         IS(U'{', OPEN),          IS(U'}', CLOSE),        IS(U'~', CLINGING),
    IS(U'¥', BEFORE_NUMBER), IS(U'°', AFTER_NUMBER),  IS(U'·', CONNECTOR),    IS(U'<', HOLDING),
    IS(U'>', CLINGING),      IS(U'@', HOLDING),       IS(U'§', HOLDING),      IS(U'®', CLINGING)};
static const unsigned char GENERAL[256] = {
    IS(U'–', CONNECTOR),    IS(U'―', CLINGING),     IS(U'•', CLINGING),    IS(U'⁓', CLINGING),
    IS(U'—', CONNECTOR),    IS(U'‘', OPEN_QUOTE),   IS(U'’', CLOSE_QUOTE), IS(U'“', OPEN_QUOTE),
    IS(U'”', CLOSE_QUOTE),  IS(U'…', ELLIPSIS),     IS(U'‧', CONNECTOR),   IS(U'‰', AFTER_NUMBER),
    IS(U'′', AFTER_NUMBER), IS(U'″', AFTER_NUMBER), IS(U'‼', LOUD_STOP),   IS(U'⁇', LOUD_STOP),
    IS(U'⁈', LOUD_STOP),    IS(U'⁉', LOUD_STOP),    IS(U'‖', CLINGING),    IS(U'※', HOLDING),
    IS(U'†', CLINGING),     IS(U'‡', CLINGING)};
static const unsigned char LETTERLIKE[256] = {IS(U'℃', AFTER_NUMBER), IS(U'№', BEFORE_NUMBER),
                                              IS(U'℠', CLINGING), IS(U'™', CLINGING)};
static const unsigned char MATHEMATICAL[256] = {IS(U'−', CLINGING), IS(U'∙', CLINGING),
                                                IS(U'∶', CLINGING), IS(U'∼', CLINGING),
                                                IS(U'⋅', CLINGING), IS(U'⋯', ELLIPSIS)};
static const unsigned char CJK[256] = {
    IS(U'、', STOP),      IS(U'。', STOP),  IS(U'〃', CLINGING), IS(U'々', REPEAT),
    IS(U'〈', OPEN),      IS(U'〉', CLOSE), IS(U'《', OPEN),     IS(U'》', CLOSE),
    IS(U'「', OPEN),      IS(U'」', CLOSE), IS(U'『', OPEN),     IS(U'』', CLOSE),
    IS(U'【', OPEN),      IS(U'】', CLOSE), IS(U'〔', OPEN),     IS(U'〕', CLOSE),
    IS(U'〖', OPEN),      IS(U'〗', CLOSE), IS(U'〘', OPEN),     IS(U'〙', CLOSE),
    IS(U'〜', CONNECTOR), IS(U'〝', OPEN),  IS(U'〞', CLOSE),    IS(U'〟', CLOSE),
    IS(U'・', CONNECTOR)};
static const unsigned char FULL_WIDTH[256] = {
    IS(U'！', LOUD_STOP), IS(U'％', AFTER_NUMBER),   IS(U'（', OPEN),
    IS(U'）', CLOSE),     IS(U'，', STOP),           IS(U'－', CONNECTOR),
    IS(U'．', STOP),      IS(U'／', SOLIDUS),        IS(U'：', STOP),
    IS(U'；', STOP),      IS(U'？', LOUD_STOP),      IS(U'［', OPEN),
    IS(U'］', CLOSE),     IS(U'｛', OPEN),           IS(U'｝', CLOSE),
    IS(U'～', CONNECTOR), IS(U'＂', STRAIGHT_QUOTE), IS(U'＇', STRAIGHT_QUOTE),
    IS(U'｜', CLINGING),  IS(U'￥', BEFORE_NUMBER),  IS(U'＜', HOLDING),
    IS(U'＞', CLINGING),  IS(U'＠', HOLDING),        IS(U'＼', CLINGING)};
/* The vertical and the small forms. */
static const unsigned char FORMS[256] = {
    IS(U'︐', STOP),         IS(U'︑', STOP),      IS(U'︒', STOP),      IS(U'︓', STOP),
    IS(U'︔', STOP),         IS(U'︕', LOUD_STOP), IS(U'︖', LOUD_STOP), IS(U'︗', OPEN),
    IS(U'︘', CLOSE),        IS(U'︙', ELLIPSIS),  IS(U'︰', CLINGING),  IS(U'︲', CONNECTOR),
    IS(U'︵', OPEN),         IS(U'︶', CLOSE),     IS(U'︷', OPEN),      IS(U'︸', CLOSE),
    IS(U'︹', OPEN),         IS(U'︺', CLOSE),     IS(U'︻', OPEN),      IS(U'︼', CLOSE),
    IS(U'︽', OPEN),         IS(U'︾', CLOSE),     IS(U'︿', OPEN),      IS(U'﹀', CLOSE),
    IS(U'﹁', OPEN),         IS(U'﹂', CLOSE),     IS(U'﹃', OPEN),      IS(U'﹄', CLOSE),
    IS(U'﹇', OPEN),         IS(U'﹈', CLOSE),     IS(U'﹐', STOP),      IS(U'﹑', STOP),
    IS(U'﹒', STOP),         IS(U'﹔', STOP),      IS(U'﹕', STOP),      IS(U'﹖', LOUD_STOP),
    IS(U'﹗', LOUD_STOP),    IS(U'﹙', OPEN),      IS(U'﹚', CLOSE),     IS(U'﹛', OPEN),
    IS(U'﹜', CLOSE),        IS(U'﹝', OPEN),      IS(U'﹞', CLOSE),     IS(U'﹩', BEFORE_NUMBER),
    IS(U'﹪', AFTER_NUMBER), IS(U'﹘', CLINGING),  IS(U'﹣', CLINGING),  IS(U'﹤', HOLDING),
    IS(U'﹥', CLINGING),     IS(U'﹫', HOLDING)};

static enum char_class class_of(char32_t cp)
{
    switch (cp >> 8) {
    case 0x00:
        return (enum char_class)LATIN[cp];
    case 0x20:
        return (enum char_class)GENERAL[cp & 0xFF];
    case 0x21:
        return (enum char_class)LETTERLIKE[cp & 0xFF];
    case 0x22:
        return (enum char_class)MATHEMATICAL[cp & 0xFF];
    case 0x25:
        return cp == U'─' ? CLASS_CLINGING : cp == U'□' ? CLASS_HOLDING : CLASS_OTHER;
    case 0x26:
        return cp == U'☐' || cp == U'☑' || cp == U'☒' ? CLASS_HOLDING : CLASS_OTHER;
    case 0x2E:
        return cp == U'⸺' ? CLASS_DASH : CLASS_OTHER;
    case 0x30:
        return (enum char_class)CJK[cp & 0xFF];
    case 0xFE:
        return (enum char_class)FORMS[cp & 0xFF];
    case 0xFF:
        return (enum char_class)FULL_WIDTH[cp & 0xFF];
    default:
        return CLASS_OTHER;
    }
}

unsigned kinsoku_of(char32_t cp, enum kinsoku_level level)
{
    const unsigned free = level == KINSOKU_NONE ? KINSOKU_MAY_START | KINSOKU_MAY_END : 0;
    const bool is_gb = level != KINSOKU_NONE && level != KINSOKU_BASIC;

    switch (class_of(cp)) {
    case CLASS_STOP:
    case CLASS_CLOSE:
        return KINSOKU_PUNCTUATION | (free ? free : KINSOKU_NOT_START);
    case CLASS_LOUD_STOP:
        return KINSOKU_PUNCTUATION | (free                     ? free
                                      : level == KINSOKU_LOOSE ? KINSOKU_MAY_START
                                                               : KINSOKU_NOT_START);
    case CLASS_CLOSE_QUOTE:
        return KINSOKU_PUNCTUATION | KINSOKU_CLOSE_QUOTE | (free ? free : KINSOKU_NOT_START);
    case CLASS_CONNECTOR:
        return free ? free : KINSOKU_NOT_START;
    case CLASS_OPEN:
        return free ? free : KINSOKU_NOT_END;
    case CLASS_OPEN_QUOTE:
        return KINSOKU_OPEN_QUOTE | (free ? free : KINSOKU_NOT_END);
    case CLASS_SOLIDUS:
        return free ? free : is_gb ? KINSOKU_NOT_START | KINSOKU_NOT_END : KINSOKU_NOT_START;
    case CLASS_DASH:
        return free ? free : level == KINSOKU_STRICT ? KINSOKU_NOT_START : KINSOKU_MAY_START;
    case CLASS_ELLIPSIS:
        return free                      ? free
               : level == KINSOKU_STRICT ? KINSOKU_NOT_START
               : level == KINSOKU_AUTO   ? KINSOKU_CLINGS
                                         : KINSOKU_MAY_START;
    case CLASS_CLINGING:
        return free ? free : KINSOKU_CLINGS;
    case CLASS_HOLDING:
        return free ? free : KINSOKU_HOLDS;
    case CLASS_STRAIGHT_QUOTE:
        return free ? free : KINSOKU_CLINGS | KINSOKU_HOLDS;
    case CLASS_AFTER_NUMBER:
        return KINSOKU_AFTER_NUMBER | (free ? free : is_gb ? KINSOKU_NOT_START : 0);
    case CLASS_BEFORE_NUMBER:
        return KINSOKU_BEFORE_NUMBER | (free ? free : is_gb ? KINSOKU_NOT_END : 0);
    case CLASS_REPEAT:
        return free ? free : is_gb ? KINSOKU_NOT_START : 0;
    case CLASS_OTHER:
        break;
    }
    return 0;
}

enum kinsoku_level kinsoku_resolve(enum kinsoku_level level, int cols)
{
    if (level != KINSOKU_AUTO)
        return level;
    return cols < NARROW_COLS ? KINSOKU_LOOSE : KINSOKU_AUTO;
}
