#include "number_sign.h"

#include "text/kinsoku.h"

bool is_joiner(char32_t cp)
{
    switch (cp) {
    case ',':
    case '.':
    case ':':
    case '-':
    case '/':
    case '+':
    case U'·':
    case U'×':
    case U'‧':
    case U'•':
    case U'∙':
    case U'⋅':
    case U'∶':
    case U'．':
    case U'：':
    case U'／':
    case U'＋':
    case U'＝':
    case U'﹕':
        return true;
    default:
        return false;
    }
}

bool is_range_mark(char32_t cp)
{
    switch (cp) {
    case '~':
    case U'‐':
    case U'–':
    case U'—':
    case U'―':
    case U'⁓':
    case U'−':
    case U'∼':
    case U'─':
    case U'〜':
    case U'－':
    case U'～':
        return true;
    default:
        return false;
    }
}

bool is_sign(char32_t cp)
{
    switch (cp) {
    case '+':
    case '-':
    case '<':
    case '=':
    case '>':
    case '#':
    case U'±':
    case U'−':
    case U'≈':
    case U'≠':
    case U'≤':
    case U'≥':
    case U'≦':
    case U'≧':
    case U'＃':
    case U'＋':
    case U'－':
    case U'＜':
    case U'＝':
    case U'＞':
    case U'€':
    case U'£':
    case U'￡':
    case U'﹢':
    case U'﹣':
    case U'﹤':
    case U'﹥':
    case U'﹦':
        return true;
    default:
        return kinsoku_of(cp, KINSOKU_GB) & KINSOKU_BEFORE_NUMBER;
    }
}
