#include "base/find.h"

/* Bytes that are compared at once, by whatever vectors the processor has. */
typedef uint8_t vector __attribute__((vector_size(16)));
enum { VECTORS = 4, STEP_BYTES = VECTORS * sizeof(vector) };

/* The two bytes of a text to look for by which places are told apart best, and their offsets in it.
 */
struct pair {
    size_t first, second;
    vector first_bytes, second_bytes; /* each in all places */
};

/* Chooses the last bytes of the first and the last character, as most of the other bytes of Chinese
 * characters are alike; of one character the last two. */
static struct pair choose_pair(struct str what)
{
    struct pair pair = {.second = what.bytes - 1};

    while (pair.first + 1 < pair.second && ((uint8_t)what.p[pair.first + 1] & 0xC0) == 0x80)
        pair.first++;
    pair.first_bytes = (vector){0} + (uint8_t)what.p[pair.first];
    pair.second_bytes = (vector){0} + (uint8_t)what.p[pair.second];
    return pair;
}

static vector load(const char *p)
{
    vector bytes;

    memcpy(&bytes, p, sizeof(bytes));
    return bytes;
}

/* Returns whether the pair is at any of the places from `at` on, for STEP_BYTES of them. */
static bool may_begin(const char *at, const struct pair *pair)
{
    vector any = {0};
    uint64_t halves[2];

    for (size_t i = 0; i < VECTORS; i++) {
        const char *place = at + i * sizeof(vector);

        any |= (vector)(load(place + pair->first) == pair->first_bytes) &
               (vector)(load(place + pair->second) == pair->second_bytes);
    }
    memcpy(halves, &any, sizeof(halves));
    return halves[0] | halves[1];
}

static size_t find_plainly(struct str text, struct str what)
{
    const char *found = memmem(text.p, text.bytes, what.p, what.bytes);

    return found ? (size_t)(found - text.p) : SIZE_MAX;
}

size_t find_bytes(struct str text, struct str what)
{
    struct str rest = text;
    struct pair pair;
    size_t found = SIZE_MAX;

    if (!what.bytes || what.bytes > text.bytes)
        return what.bytes ? SIZE_MAX : 0;
    if (what.bytes == 1)
        return find_plainly(text, what);
    pair = choose_pair(what);
    while (rest.bytes >= STEP_BYTES + what.bytes) {
        if (may_begin(rest.p, &pair))
            found = find_plainly((struct str){rest.p, STEP_BYTES + what.bytes - 1}, what);
        if (found != SIZE_MAX)
            return (size_t)(rest.p - text.p) + found;
        rest.p += STEP_BYTES;
        rest.bytes -= STEP_BYTES;
    }
    found = find_plainly(rest, what);
    return found == SIZE_MAX ? SIZE_MAX : (size_t)(rest.p - text.p) + found;
}
