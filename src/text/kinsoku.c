#include "text/kinsoku.h"

unsigned kinsoku_of(char32_t cp)
{
    switch (cp) {
    case U'“':
    case U'‘':
        return KINSOKU_NOT_END | KINSOKU_OPEN_QUOTE;
    case U'”':
    case U'’':
        return KINSOKU_NOT_START | KINSOKU_CLOSE_QUOTE;
    case U'、':
    case U'。':
    case U'，':
    case U'．':
    case U'：':
    case U'；':
    case U'！':
    case U'？':
    case U'‼':
    case U'⁇':
    case U'⁈':
    case U'⁉':
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
    case U'·':
    case U'・':
    case U'‧':
    case U'～':
    case U'〜':
    case U'－':
    case U'–':
    case U'—':
    case U'…':
    case U'⋯':
    case U'/':
    case U'％':
    case U'%':
    case U'‰':
    case U'℃':
    case U'°':
    case U'′':
    case U'″':
    case U'々':
    case U')':
    case U']':
    case U'}':
    case U',':
    case U'.':
    case U':':
    case U';':
    case U'!':
    case U'?':
        return KINSOKU_NOT_START;
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
    case U'￥':
    case U'¥':
    case U'$':
    case U'№':
        return KINSOKU_NOT_END;
    case U'／':
        return KINSOKU_NOT_START | KINSOKU_NOT_END;
    default:
        return 0;
    }
}
