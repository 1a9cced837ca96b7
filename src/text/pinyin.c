#include "text/pinyin.h"

#include "pinyin_initials.h"
#include "plain.h"
#include "text/utf8.h"

#include <endian.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

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
        size_t at = cp - PINYIN_FIRST;

        return pinyin_marks[(unsigned char)pinyin_rows[at / PINYIN_ROW][at % PINYIN_ROW]];
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
    return (initials_of(cp) & letter_bit(wanted)) ? taken : 0;
}

/* Returns the end of the needle's occurrence at byte `at`, or SIZE_MAX if it does not occur there.
 */
static inline size_t match_end(struct str text, struct str needle, size_t at)
{
    for (size_t i = 0; i < needle.bytes; i++) {
        size_t taken = take(text.p + at, text.bytes - at, needle.p[i]);

        if (!taken)
            return SIZE_MAX;
        at += taken;
    }
    return at;
}

/* Skips characters of one and of three bytes that have not the initial, of which most texts
 * consist, as fast as can be: all of an archive may be scanned. */
static inline size_t skip_others(struct str text, char initial, size_t at)
{
    unsigned bit = is_letter((unsigned char)initial) ? letter_bit(initial) : 0;

    while (text.bytes - at >= sizeof(uint32_t)) {
        uint32_t four;

        memcpy(&four, text.p + at, sizeof(four));
        four = be32toh(four);
        if (four < 0x80000000) {
            if (text.p[at] == initial)
                break;
            at++;
        } else if ((four & 0xF0C0C000) == 0xE0808000) {
            if (initials_of((four >> 12 & 0xF000) | (four >> 10 & 0xFC0) | (four >> 8 & 0x3F)) &
                bit)
                break;
            at += 3;
        } else {
            break;
        }
    }
    return at;
}

/* Does what pinyin_scan() does, and stores where the place ends. */
static size_t scan(struct str text, struct str needle, size_t from, size_t *past)
{
    for (size_t at = from; needle.bytes && at < text.bytes; at++) {
        at = skip_others(text, needle.p[0], at);
        if (at == text.bytes)
            break;
        if (utf8_is_tail(text.p[at]))
            continue;
        *past = match_end(text, needle, at);
        if (*past != SIZE_MAX)
            return at;
    }
    return SIZE_MAX;
}

size_t pinyin_scan(struct str text, struct str needle, size_t from)
{
    size_t past;

    return scan(text, needle, from, &past);
}

size_t pinyin_find(const struct folded *folded, struct str needle, size_t from, size_t *start,
                   size_t *end)
{
    const struct str text = {folded->text, folded->bytes};
    size_t past;

    for (size_t at = from; (at = scan(text, needle, at, &past)) != SIZE_MAX; at++) {
        if (folded_is_boundary(folded, at) && folded_is_boundary(folded, past)) {
            *start = folded_source(folded, at);
            *end = folded_source(folded, past);
            return at;
        }
    }
    return SIZE_MAX;
}
