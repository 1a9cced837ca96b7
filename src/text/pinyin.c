#include "text/pinyin.h"

#include "pinyin_initials.h"
#include "plain.h"
#include "text/utf8.h"

#include <stdbool.h>
#include <stdint.h>

enum { LISTED = sizeof(pinyin_lists) / sizeof(*pinyin_lists) };

static unsigned letter_bit(char letter)
{
    return 1U << (letter - 'a');
}

static bool is_letter(char32_t cp)
{
    return cp >= 'a' && cp <= 'z';
}

static unsigned listed_initials(char32_t cp)
{
    size_t low = 0, high = LISTED;
    unsigned initials = 0;

    if (cp < pinyin_lists[0].cp)
        return 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (pinyin_lists[middle].cp < cp)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < LISTED && pinyin_lists[low].cp == cp)
        for (const char *letter = pinyin_lists[low].initials; *letter; letter++)
            initials |= letter_bit(*letter);
    return initials;
}

static inline unsigned initials_of(char32_t cp)
{
    if (cp >= PINYIN_FIRST && cp <= PINYIN_LAST) {
        char mark = pinyin_rows[(cp - PINYIN_FIRST) / PINYIN_ROW][(cp - PINYIN_FIRST) % PINYIN_ROW];

        if (is_letter((unsigned char)mark))
            return letter_bit(mark);
        return mark == '.' ? 0 : listed_initials(cp);
    }
    if (cp < 0x80)
        return is_letter(cp) ? letter_bit((char)cp) : 0;
    return listed_initials(cp);
}

unsigned pinyin_initials(char32_t cp)
{
    return initials_of(cp);
}

/* Returns the bytes of the character at p[0] if it matches `wanted`, else 0. */
static inline size_t take(const char *p, size_t bytes, char wanted)
{
    const unsigned char *q = (const unsigned char *)p;
    size_t taken = 3;
    char32_t cp;

    if (bytes == 0)
        return 0;
    if (*q < 0x80)
        return *p == wanted;
    if (!is_letter((unsigned char)wanted))
        return 0;
    if (plain_han(q, bytes))
        cp = (char32_t)(q[0] & 0x0F) << 12 | (char32_t)(q[1] & 0x3F) << 6 | (q[2] & 0x3F);
    else
        taken = utf8_decode(p, bytes, &cp);
    return initials_of(cp) & letter_bit(wanted) ? taken : 0;
}

/* Returns the end of the needle's occurrence at folded byte `at`, or SIZE_MAX if it does not occur
 * there. */
static inline size_t match_end(const struct folded *folded, struct str needle, size_t at)
{
    for (size_t i = 0; i < needle.bytes; i++) {
        size_t taken = take(folded->text + at, folded->bytes - at, needle.p[i]);

        if (!taken)
            return SIZE_MAX;
        at += taken;
    }
    return at;
}

size_t pinyin_find(const struct folded *folded, struct str needle, size_t from, size_t *start,
                   size_t *end)
{
    for (size_t at = from; needle.bytes && at < folded->bytes; at++) {
        size_t past;

        if (utf8_is_tail(folded->text[at]))
            continue;
        past = match_end(folded, needle, at);
        if (past != SIZE_MAX && folded_is_boundary(folded, at) &&
            folded_is_boundary(folded, past)) {
            *start = folded->source[at];
            *end = folded->source[past];
            return at;
        }
    }
    return SIZE_MAX;
}
