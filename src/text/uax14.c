#include "text/uax14.h"

#include "line_class.h"
#include "text/utf8.h"

/* Number of code points after which rules stop looking back over a run (of separators in a number,
 * of regional indicators), so that no text makes them slow. */
enum { LOOK_BACK = 128, CLASS_BLOCK = 128 };

static enum line_class class_of(char32_t cp)
{
    return cp > 0x10FFFF
               ? LB_AL
               : (enum line_class)
                     line_class_blocks[line_class_index[cp / CLASS_BLOCK]][cp % CLASS_BLOCK];
}

/* A set of classes. */
#define SET(class) (1ULL << LB_##class)

static bool is_in(enum line_class class, uint64_t set)
{
    return set >> class & 1;
}

static const uint64_t HARD_BREAKS = SET(BK) | SET(CR) | SET(LF) | SET(NL);
static const uint64_t BARE = SET(BK) | SET(CR) | SET(LF) | SET(NL) | SET(SP) | SET(ZW);
static const uint64_t LETTERS = SET(AL) | SET(HL);
static const uint64_t OPENERS = SET(OP) | SET(OP_WIDE);
static const uint64_t IDEOGRAPHS = SET(ID) | SET(ID_PICTOGRAPH) | SET(EB) | SET(EM);
static const uint64_t JAMO = SET(JL) | SET(JV) | SET(JT) | SET(H2) | SET(H3);
static const uint64_t AFFIXES = SET(PR) | SET(PO);

/* Moves *at > 0 back by one code point and returns its class. */
static enum line_class raw_before(struct str text, size_t *at)
{
    char32_t cp;

    *at = utf8_decode_before(text.p, *at, &cp);
    return class_of(cp);
}

/* Does what raw_before() does, but takes combining marks and joiners as one with their base (LB9),
 * or as letters if they have none (LB10). */
static enum line_class class_before(struct str text, size_t *at)
{
    enum line_class class = raw_before(text, at);
    size_t base = *at;

    while (is_in(class, SET(CM) | SET(ZWJ))) {
        if (base == 0 || is_in(class = raw_before(text, &base), BARE))
            return LB_AL;
        *at = base;
    }
    return class == LB_CJ ? LB_NS : class;
}

static enum line_class raw_at(struct str text, size_t at, size_t *bytes)
{
    char32_t cp;

    *bytes = utf8_decode(text.p + at, text.bytes - at, &cp);
    return class_of(cp);
}

/* Returns the class after the code point at `at` and its combining marks; LB_BK at the end. */
static enum line_class class_after(struct str text, size_t at)
{
    size_t bytes;

    raw_at(text, at, &bytes);
    for (at += bytes; at < text.bytes; at += bytes) {
        enum line_class class = raw_at(text, at, &bytes);

        if (!is_in(class, SET(CM) | SET(ZWJ)))
            return class;
    }
    return LB_BK;
}

/* Returns whether a number ends at `at`: NU (NU | SY | IS)*. */
static bool number_before(struct str text, size_t at)
{
    for (int i = 0; at > 0 && i < LOOK_BACK; i++) {
        enum line_class class = class_before(text, &at);

        if (class == LB_NU)
            return true;
        if (!is_in(class, SET(SY) | SET(IS)))
            return false;
    }
    return false;
}

/* Returns whether the regional indicator that ends at `at` is the first of a pair. */
static bool opens_pair(struct str text, size_t at)
{
    int count = 0;

    while (at > 0 && count < LOOK_BACK && class_before(text, &at) == LB_RI)
        count++;
    return count % 2 == 1;
}

/* Applies LB25 as in example 7: returns whether the place lies within ( PR | PO )? ( OP | HY )? NU
 * ( NU | SY | IS )* ( CL | CP )? ( PR | PO )?; `a` ends at `at`. */
static bool within_number(struct str text, size_t at, enum line_class a, enum line_class b)
{
    if (b == LB_NU)
        return is_in(a, AFFIXES | OPENERS | SET(HY)) || number_before(text, at);
    if (is_in(b, OPENERS | SET(HY)) && is_in(a, AFFIXES))
        return class_after(text, at) == LB_NU;
    if (is_in(b, AFFIXES)) {
        if (is_in(a, SET(CL) | SET(CP)))
            class_before(text, &at);
        return number_before(text, at);
    }
    return false;
}

/* Returns whether LB21, 22 to 24 or 26 to 30 forbid a break between the two classes. */
static bool stays_together(enum line_class a, enum line_class b)
{
    switch (a) {
    case LB_BB:
        return b != LB_CB;
    case LB_AL:
    case LB_HL:
        return is_in(b, LETTERS | SET(NU) | AFFIXES | SET(OP));
    case LB_NU:
        return is_in(b, LETTERS | SET(OP));
    case LB_CP:
        return is_in(b, LETTERS | SET(NU));
    case LB_PR:
        return is_in(b, IDEOGRAPHS | LETTERS | JAMO);
    case LB_PO:
    case LB_IS:
        return is_in(b, LETTERS);
    case LB_SY:
        return b == LB_HL;
    case LB_ID:
    case LB_EM:
        return b == LB_PO;
    case LB_EB:
    case LB_ID_PICTOGRAPH:
        return is_in(b, SET(PO) | SET(EM));
    case LB_JL:
        return is_in(b, SET(JL) | SET(JV) | SET(H2) | SET(H3) | SET(PO));
    case LB_JV:
    case LB_H2:
        return is_in(b, SET(JV) | SET(JT) | SET(PO));
    case LB_JT:
    case LB_H3:
        return is_in(b, SET(JT) | SET(PO));
    default:
        return false;
    }
}

/* Applies the rules for two adjacent classes, from LB11 on; `a` ends at `at`. */
static bool breaks_between(struct str text, size_t at, size_t a_start, enum line_class a,
                           enum line_class b)
{
    size_t before = a_start;

    if (is_in(a, SET(WJ) | SET(GL) | SET(QU)) || b == LB_QU)
        return false;
    if (b == LB_GL)
        return is_in(a, SET(BA) | SET(HY));
    if (a == LB_CB || b == LB_CB)
        return true;
    if (is_in(b, SET(BA) | SET(HY) | SET(NS) | SET(IN)))
        return false;
    if (is_in(a, SET(HY) | SET(BA)) && before > 0 && class_before(text, &before) == LB_HL)
        return false;
    if (a == LB_RI && b == LB_RI)
        return !opens_pair(text, at);
    return !stays_together(a, b) && !within_number(text, at, a, b);
}

bool uax14_allows(struct str text, size_t at)
{
    size_t bytes, start = at;
    enum line_class next, raw, prev;
    bool spaces;

    if (at == 0 || at >= text.bytes)
        return false;
    next = raw_at(text, at, &bytes);
    raw = raw_before(text, &start);
    if (raw == LB_CR && next == LB_LF)
        return false;
    if (is_in(raw, HARD_BREAKS))
        return true; /* LB4, LB5 */
    if (is_in(next, HARD_BREAKS | SET(SP) | SET(ZW)))
        return false; /* LB6, LB7 */
    if (is_in(next, SET(CM) | SET(ZWJ)) && !is_in(raw, BARE))
        return false; /* LB9 */
    if (raw == LB_ZWJ)
        return false; /* LB8a */
    spaces = raw == LB_SP;
    for (at = spaces ? start : at; at > 0 && raw == LB_SP; at = raw == LB_SP ? start : at)
        raw = raw_before(text, &start);
    if (raw == LB_ZW)
        return true; /* LB8 */
    if (next == LB_WJ)
        return false; /* LB11 */
    if (is_in(next, SET(CM) | SET(ZWJ)))
        next = LB_AL; /* LB10 */
    else if (next == LB_CJ)
        next = LB_NS; /* LB1 */
    if (is_in(next, SET(CL) | SET(CP) | SET(EX) | SET(IS) | SET(SY)))
        return false; /* LB13 */
    if (raw == LB_SP || is_in(raw, HARD_BREAKS))
        return true; /* only spaces before */
    start = at;
    prev = class_before(text, &start);
    if (is_in(prev, OPENERS))
        return false; /* LB14 */
    if ((prev == LB_QU && is_in(next, OPENERS)) ||
        (is_in(prev, SET(CL) | SET(CP)) && next == LB_NS) || (prev == LB_B2 && next == LB_B2))
        return false; /* LB15, LB16, LB17 */
    if (spaces)
        return true; /* LB18 */
    return breaks_between(text, at, start, prev, next);
}
