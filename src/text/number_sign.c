#include "number_sign.h"

#include "step.h"
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

bool approximation_ends(struct str text, size_t end)
{
    static const char32_t with_yue[] = U"大节预条合契签公履违毁邀制特和失守相隐简集婉纽誓盟赴",
                          with_jin[] = U"最附接将靠临邻远亲新较贴逼切相就渐";
    const char32_t *with, cp = step_back(text, &end), before = step_before(text, end);

    if (cp != U'约' && cp != U'近')
        return cp == U'逾';
    for (with = cp == U'约' ? with_yue : with_jin; *with; with++)
        if (before == *with)
            return false;
    return true;
}
