#include "district_typo.h"

#include "text/edit_distance.h"
#include "text/utf8.h"

#include <stddef.h>
#include <string.h>

enum { FEWEST_COMMON = 2 };

/* Returns whether a character distinguishes names that are otherwise equal. */
static bool tells_apart(char32_t character)
{
    static const char set[] = "东南西北中上下左右前后内外新老旧大小高低主副"
                              "〇零一二三四五六七八九十百千甲乙丙丁戊己庚辛壬癸";
    char32_t other;

    if (character < 0x80 || (character >= 0xFF10 && character <= 0xFF5A)) /* full-width 0 to z */
        return true;
    for (size_t at = 0; at < sizeof(set) - 1; at += 3) {
        utf8_decode(set + at, 3, &other);
        if (other == character)
            return true;
    }
    return false;
}

static bool is_ending(const struct edit_text *name, size_t at)
{
    static const char *const endings[] = {"街道", "社区", "新区", "办事处", "居委会"};

    for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
        struct edit_text ending;

        edit_text_read(str_of(endings[i]), &ending);
        if (name->count - at == ending.count &&
            memcmp(name->characters + at, ending.characters, ending.count * sizeof(char32_t)) == 0)
            return true;
    }
    return false;
}

/* Returns whether the only typo between two names is a likely one. `a` is not the shorter name; the
 * names are equal before `at`. */
static bool is_likely(const struct edit_text *a, const struct edit_text *b, size_t at)
{
    const char32_t *left = a->characters + at, *right = b->characters + at;

    if (a->count > b->count)
        return b->count >= FEWEST_COMMON && !tells_apart(*left);
    if (at + 1 < a->count && left[0] == right[1] && left[1] == right[0])
        return true;
    return a->count > FEWEST_COMMON && !(tells_apart(*left) && tells_apart(*right));
}

bool district_typo_is_likely(struct str name, struct str other)
{
    struct edit_text a, b;
    size_t at = 0;

    if (!edit_text_read(name, &a) || !edit_text_read(other, &b))
        return false;
    while (at < a.count && at < b.count && a.characters[at] == b.characters[at])
        at++;
    if (edit_distance(&a, &b) == 1)
        return a.count < b.count ? is_likely(&b, &a, at) : is_likely(&a, &b, at);
    return at >= FEWEST_COMMON &&
           (at == a.count ? is_ending(&b, at) : at == b.count && is_ending(&a, at));
}
