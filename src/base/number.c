#include "base/number.h"

#include "base/ascii.h"

size_t number_read(struct str text, uint64_t most, uint64_t *number)
{
    size_t digits = 0;

    for (*number = 0; digits < text.bytes && ascii_is_digit(text.p[digits]); digits++) {
        uint64_t digit = (uint64_t)(text.p[digits] - '0');

        if (digit > most || *number > (most - digit) / 10)
            break;
        *number = *number * 10 + digit;
    }
    return digits;
}
