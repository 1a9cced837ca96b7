#include "slip.h"

#include "text/utf8.h"

#include <stddef.h>
#include <string.h>

/* Longer texts are not compared, because they are not names. */
enum { MAX_CHARACTERS = 32, FEWEST_COMMON = 2 };

struct name {
    char32_t characters[MAX_CHARACTERS];
    size_t count;
};

static bool read_name(struct str text, struct name *name)
{
    name->count = 0;
    for (size_t at = 0; at < text.bytes;) {
        if (name->count == MAX_CHARACTERS)
            return false;
        at += utf8_decode(text.p + at, text.bytes - at, &name->characters[name->count++]);
    }
    return true;
}

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

/* Returns whether the longer name is the shorter one with an extra character at `at`. */
static bool is_one_more(const struct name *longer, const struct name *shorter, size_t at)
{
    return shorter->count >= FEWEST_COMMON && !tells_apart(longer->characters[at]) &&
           memcmp(longer->characters + at + 1, shorter->characters + at,
                  (shorter->count - at) * sizeof(char32_t)) == 0;
}

/* Returns how many characters the names have in common at their ends, not counting those before
 * `at`. */
static size_t common_end(const struct name *a, const struct name *b, size_t at)
{
    size_t common = 0;

    while (at + common < a->count && at + common < b->count &&
           a->characters[a->count - 1 - common] == b->characters[b->count - 1 - common])
        common++;
    return common;
}

/* Returns whether names of the same length that are equal before `at` differ in one character or by
 * a swap of two. */
static bool is_exchanged(const struct name *a, const struct name *b, size_t at)
{
    size_t rest = a->count - at - common_end(a, b, at);
    const char32_t *left = a->characters + at, *right = b->characters + at;

    if (rest == 1)
        return a->count > FEWEST_COMMON && !(tells_apart(*left) && tells_apart(*right));
    return rest == 2 && left[0] == right[1] && left[1] == right[0];
}

static bool is_ending(const struct name *name, size_t at)
{
    static const char *const endings[] = {"街道", "社区", "新区", "办事处", "居委会"};

    for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); i++) {
        struct name ending = {0};

        read_name(str_of(endings[i]), &ending);
        if (name->count - at == ending.count &&
            memcmp(name->characters + at, ending.characters, ending.count * sizeof(char32_t)) == 0)
            return true;
    }
    return false;
}

bool slip_is_likely(struct str name, struct str other)
{
    struct name a = {0}, b = {0};
    size_t at = 0;

    if (!read_name(name, &a) || !read_name(other, &b))
        return false;
    while (at < a.count && at < b.count && a.characters[at] == b.characters[at])
        at++;
    if (a.count == b.count)
        return at < a.count && is_exchanged(&a, &b, at);
    if (a.count == b.count + 1)
        return is_one_more(&a, &b, at);
    if (b.count == a.count + 1)
        return is_one_more(&b, &a, at);
    return at >= FEWEST_COMMON &&
           (at == a.count ? is_ending(&b, at) : at == b.count && is_ending(&a, at));
}
