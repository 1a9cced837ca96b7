#include "sequence.h"

#include "base/ascii.h"

#include <string.h>

struct final_key {
    char final;
    reader_key key;
};

/* Keys by the final byte of ESC [ or ESC O. */
static const struct final_key FINAL_KEYS[] = {
    {'A', RK_UP},   {'B', RK_DOWN}, {'C', RK_RIGHT},    {'D', RK_LEFT},
    {'H', RK_HOME}, {'F', RK_END},  {'Z', RK_BACK_TAB}, {'P', RK_F1},
};

/* Keys by the number in ESC [ number ~. */
static const struct {
    int number;
    reader_key key;
} TILDE_KEYS[] = {
    {1, RK_HOME},    {7, RK_HOME},      {4, RK_END}, {8, RK_END},
    {5, RK_PAGE_UP}, {6, RK_PAGE_DOWN}, {11, RK_F1},
};

bool sequence_name(const struct decoder *decoder, const char *bytes, size_t count, reader_key *key)
{
    for (size_t i = 0; i < decoder->name_count; i++) {
        const struct decode_name *name = &decoder->names[i];

        if (name->bytes[0] == DECODE_ESC && strlen(name->bytes + 1) == count &&
            memcmp(name->bytes + 1, bytes, count) == 0) {
            *key = name->key;
            return true;
        }
    }
    return false;
}

reader_key sequence_control(const struct decoder *decoder, char byte)
{
    for (size_t i = 0; i < decoder->name_count; i++)
        if (decoder->names[i].bytes[0] == byte && !decoder->names[i].bytes[1])
            return decoder->names[i].key;
    return (reader_key)byte;
}

bool sequence_final(char final, reader_key *key)
{
    for (size_t i = 0; i < sizeof(FINAL_KEYS) / sizeof(*FINAL_KEYS); i++) {
        if (FINAL_KEYS[i].final == final) {
            *key = FINAL_KEYS[i].key;
            return true;
        }
    }
    return false;
}

bool sequence_tilde(int number, reader_key *key)
{
    for (size_t i = 0; i < sizeof(TILDE_KEYS) / sizeof(*TILDE_KEYS); i++) {
        if (TILDE_KEYS[i].number == number) {
            *key = TILDE_KEYS[i].key;
            return true;
        }
    }
    return false;
}

bool sequence_numbers(const char *bytes, size_t count, int *numbers, size_t wanted)
{
    enum { MOST = 100000 };
    size_t index = 0;
    bool digits = false;

    numbers[0] = 0;
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] == ';' && digits && index + 1 < wanted) {
            numbers[++index] = 0;
            digits = false;
        } else if (ascii_is_digit(bytes[i]) && numbers[index] < MOST) {
            numbers[index] = numbers[index] * 10 + bytes[i] - '0';
            digits = true;
        } else {
            return false;
        }
    }
    return digits && index + 1 == wanted;
}
