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
    CLASS_AFTER_NUMBER,
    CLASS_BEFORE_NUMBER,
    CLASS_REPEAT
};

static enum char_class class_of(char32_t cp)
{
    switch (cp) {
    case U'、':
    case U'。':
    case U'，':
    case U'．':
    case U'：':
    case U'；':
    case U',':
    case U'.':
    case U':':
    case U';':
    case U'!':
    case U'?':
        return CLASS_STOP;
    case U'！':
    case U'？':
    case U'‼':
    case U'⁇':
    case U'⁈':
    case U'⁉':
        return CLASS_LOUD_STOP;
    case U'」':
    case U'』':
    case U'）':
    case U'〕':
    case U'】':
    case U'〗':
    case U'〙':
    case U'》':
    case U'〉':
    case U'］':
    case U'｝':
    case U'〞':
    case U'〟':
    case U')':
    case U']':
    case U'}':
        return CLASS_CLOSE;
    case U'”':
    case U'’':
        return CLASS_CLOSE_QUOTE;
    case U'「':
    case U'『':
    case U'（':
    case U'〔':
    case U'【':
    case U'〖':
    case U'〘':
    case U'《':
    case U'〈':
    case U'［':
    case U'｛':
    case U'〝':
    case U'(':
    case U'[':
    case U'{':
        return CLASS_OPEN;
    case U'“':
    case U'‘':
        return CLASS_OPEN_QUOTE;
    case U'·':
    case U'・':
    case U'‧':
    case U'～':
    case U'〜':
    case U'－':
    case U'–':
    case U'—':
    case U'/':
        return CLASS_CONNECTOR;
    case U'／':
        return CLASS_SOLIDUS;
    case U'…':
    case U'⋯':
    case U'⸺':
        return CLASS_DASH;
    case U'％':
    case U'%':
    case U'‰':
    case U'℃':
    case U'°':
    case U'′':
    case U'″':
        return CLASS_AFTER_NUMBER;
    case U'￥':
    case U'¥':
    case U'$':
    case U'№':
        return CLASS_BEFORE_NUMBER;
    case U'々':
        return CLASS_REPEAT;
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
    return cols < NARROW_COLS ? KINSOKU_LOOSE : KINSOKU_GB;
}
