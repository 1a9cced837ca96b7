#include "text/pinyin.h"

#include "base/bounds.h"
#include "pinyin_readings.h"
#include "plain.h"
#include "text/utf8.h"

#include <endian.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { OTHERS = sizeof(pinyin_others) / sizeof(*pinyin_others) };

static unsigned letter_bit(char letter)
{
    return 1U << (letter - 'a');
}

static bool is_letter(char32_t cp)
{
    return cp >= 'a' && cp <= 'z';
}

static unsigned set_of_other(char32_t cp)
{
    size_t low = 0, high = OTHERS;

    if (cp < pinyin_others[0].cp)
        return 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (pinyin_others[middle].cp < cp)
            low = middle + 1;
        else
            high = middle;
    }
    return low < OTHERS && pinyin_others[low].cp == cp ? pinyin_others[low].set : 0;
}

/* Returns the number of a character's set of readings. */
static inline unsigned set_of(char32_t cp)
{
    return cp >= PINYIN_FIRST && cp <= PINYIN_LAST ? pinyin_set_of[cp - PINYIN_FIRST]
                                                   : set_of_other(cp);
}

static inline unsigned initials_of(char32_t cp)
{
    if (cp < 0x80)
        return is_letter(cp) ? letter_bit((char)cp) : 0;
    return pinyin_set_initials[set_of(cp)];
}

/* Returns whether a typed letter is one of a syllable: ü is typed v or u. */
static bool is_typed(char letter, char typed)
{
    return letter == typed || (letter == 'v' && typed == 'u');
}

/* Returns the places of the needle at which one may be after a character of this set, from those at
 * which one may be before it: past its initial, past one of its syllables, or at the needle's end,
 * which may be within a syllable. Bit i is the place before the needle's byte i. */
static uint64_t past_readings(unsigned set, struct str needle, uint64_t places)
{
    uint64_t past = 0;

    for (; places; places &= places - 1) {
        size_t at = (size_t)__builtin_ctzll(places);

        for (size_t i = pinyin_set_starts[set]; i < pinyin_set_starts[set + 1]; i++) {
            const char *syllable = pinyin_syllables[pinyin_members[i]];
            size_t bytes = 0;

            while (syllable[bytes] && at + bytes < needle.bytes &&
                   is_typed(syllable[bytes], needle.p[at + bytes]))
                bytes++;
            if (bytes)
                past |= UINT64_C(1) << (at + 1);
            if (bytes && (!syllable[bytes] || at + bytes == needle.bytes))
                past |= UINT64_C(1) << (at + bytes);
        }
    }
    return past;
}

/* Returns the places of the needle past an ASCII character, which matches itself. */
static uint64_t past_itself(char byte, struct str needle, uint64_t places)
{
    uint64_t past = 0;

    for (; places; places &= places - 1) {
        size_t at = (size_t)__builtin_ctzll(places);

        if (needle.p[at] == byte)
            past |= UINT64_C(1) << (at + 1);
    }
    return past;
}

/* Returns the end of the needle's first occurrence at byte `at`, or SIZE_MAX if it does not occur
 * there. */
static size_t match_end(struct str text, struct str needle, size_t at)
{
    const uint64_t end = UINT64_C(1) << needle.bytes;
    uint64_t places = 1;

    while (places && !(places & end) && at < text.bytes) {
        char32_t cp;
        size_t taken = utf8_decode(text.p + at, text.bytes - at, &cp);

        places = cp < 0x80 ? past_itself((char)cp, needle, places)
                           : past_readings(set_of(cp), needle, places);
        at += taken;
    }
    return (places & end) ? at : SIZE_MAX;
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
    for (size_t at = from; needle.bytes && needle.bytes <= BOUND_PINYIN && at < text.bytes; at++) {
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
