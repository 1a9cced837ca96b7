#include "natural.h"
#include "text/utf8.h"

#include <stdbool.h>

/* Returns the bytes of the digit at text[at], and its value in *value, or 0 if there is none. */
static size_t digit_at(struct str text, size_t at, int *value)
{
    const unsigned char *p = (const unsigned char *)text.p + at;

    if (at >= text.bytes)
        return 0;
    if (p[0] >= '0' && p[0] <= '9') {
        *value = p[0] - '0';
        return 1;
    }
    if (text.bytes - at >= 3 && p[0] == 0xEF && p[1] == 0xBC && p[2] >= 0x90 && p[2] <= 0x99) {
        *value = p[2] - 0x90;
        return 3;
    }
    return 0;
}

/* Compares the numbers at both positions, and moves the positions past them. */
static int compare_numbers(struct str a, size_t *at_a, struct str b, size_t *at_b)
{
    int order = 0, left = 0, right = 0;
    size_t bytes;

    while ((bytes = digit_at(a, *at_a, &left)) > 0 && !left)
        *at_a += bytes;
    while ((bytes = digit_at(b, *at_b, &right)) > 0 && !right)
        *at_b += bytes;
    for (;;) {
        size_t bytes_a = digit_at(a, *at_a, &left), bytes_b = digit_at(b, *at_b, &right);

        if (!bytes_a || !bytes_b)
            return bytes_a ? 1 : bytes_b ? -1 : order;
        if (!order)
            order = (left > right) - (left < right);
        *at_a += bytes_a;
        *at_b += bytes_b;
    }
}

/* Returns the offset to begin at: after the common beginning, but not within a number or a
 * character. */
static size_t common_start(struct str a, struct str b)
{
    size_t common = a.bytes < b.bytes ? a.bytes : b.bytes, at = 0;
    int value;

    while (at < common && a.p[at] == b.p[at])
        at++;
    for (;;) {
        while (at > 0 && (utf8_is_within(a, at) || utf8_is_within(b, at)))
            at--;
        if (at >= 1 && digit_at(a, at - 1, &value) == 1)
            at--;
        else if (at >= 3 && digit_at(a, at - 3, &value) == 3)
            at -= 3;
        else
            return at;
    }
}

int natural_cmp(struct str a, struct str b)
{
    size_t at_a = common_start(a, b), at_b = at_a;
    int order = 0, value;

    while (!order && at_a < a.bytes && at_b < b.bytes) {
        bool number_a = digit_at(a, at_a, &value) > 0, number_b = digit_at(b, at_b, &value) > 0;
        /* Numbers are ordered where ASCII digits are. */
        unsigned char left = number_a ? '0' : (unsigned char)a.p[at_a];
        unsigned char right = number_b ? '0' : (unsigned char)b.p[at_b];

        if (number_a && number_b) {
            order = compare_numbers(a, &at_a, b, &at_b);
        } else {
            order = (left > right) - (left < right);
            at_a++;
            at_b++;
        }
    }
    if (!order)
        order = (at_a < a.bytes) - (at_b < b.bytes);
    return order ? order : str_cmp(a, b);
}
