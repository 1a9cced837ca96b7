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

struct number_key {
    int number;
    reader_key key;
};

/* Keys by the number in ESC [ number ~. */
static const struct number_key TILDE_KEYS[] = {
    {1, RK_HOME},    {7, RK_HOME},      {4, RK_END}, {8, RK_END},
    {5, RK_PAGE_UP}, {6, RK_PAGE_DOWN}, {11, RK_F1},
};

/* Keys by the number in ESC [ number u that are not characters of their own. */
static const struct number_key CODE_KEYS[] = {
    {8, RK_BACKSPACE},   {9, RK_TAB},      {13, RK_ENTER},      {27, RK_ESCAPE},
    {127, RK_BACKSPACE}, {57399, '0'},     {57400, '1'},        {57401, '2'},
    {57402, '3'},        {57403, '4'},     {57404, '5'},        {57405, '6'},
    {57406, '7'},        {57407, '8'},     {57408, '9'},        {57409, '.'},
    {57410, '/'},        {57411, '*'},     {57412, '-'},        {57413, '+'},
    {57414, RK_ENTER},   {57415, '='},     {57417, RK_LEFT},    {57418, RK_RIGHT},
    {57419, RK_UP},      {57420, RK_DOWN}, {57421, RK_PAGE_UP}, {57422, RK_PAGE_DOWN},
    {57423, RK_HOME},    {57424, RK_END},
};

enum { GROUPS = 3, PARAMETERS = 3 };

/* Modifiers, as bits of the number that a terminal sends, less 1. Caps Lock and Num Lock have no
 * part in which key it is. */
enum { SHIFT = 1, CONTROL = 4, LOCKS = 64 | 128 };

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

static bool find_tilde(int number, reader_key *key)
{
    for (size_t i = 0; i < sizeof(TILDE_KEYS) / sizeof(*TILDE_KEYS); i++) {
        if (TILDE_KEYS[i].number == number) {
            *key = TILDE_KEYS[i].key;
            return true;
        }
    }
    return false;
}

/* Parses the parameters: groups of numbers, separated by semicolons, the numbers of a group by
 * colons; an absent number is 0, and those beyond PARAMETERS are ignored. Returns false for
 * anything else, or more than GROUPS. */
static bool parse_groups(const char *bytes, size_t count, int groups[GROUPS][PARAMETERS])
{
    enum { MOST = 10000000 };
    size_t group = 0, parameter = 0;

    memset(groups, 0, GROUPS * sizeof(*groups));
    for (size_t i = 0; i < count; i++) {
        if (bytes[i] == ';') {
            if (++group == GROUPS)
                return false;
            parameter = 0;
        } else if (bytes[i] == ':') {
            parameter++;
        } else if (!ascii_is_digit(bytes[i])) {
            return false;
        } else if (parameter < PARAMETERS) {
            int *number = &groups[group][parameter];

            if (*number >= MOST)
                return false;
            *number = *number * 10 + bytes[i] - '0';
        }
    }
    return true;
}

/* Returns whether a number is a character that a key can stand for: no control character, and none
 * of the private code points that are function keys. */
static bool is_character(int code)
{
    return code >= ' ' && (code < 0x7F || code >= 0xA0) && (code < 0xD800 || code > 0xF8FF) &&
           code <= 0x10FFFF;
}

/* Finds the key of Ctrl and a character, as a terminal without the protocol sends it. */
static bool find_control(int code, reader_key *key)
{
    if ((code < '@' || code > '_') && !ascii_is_letter(code) && code != ' ')
        return false;
    *key = RK_CTRL(code);
    return true;
}

/* Finds the key of a code point or of a private number. */
static bool find_code(int code, bool shift, reader_key *key)
{
    for (size_t i = 0; i < sizeof(CODE_KEYS) / sizeof(*CODE_KEYS); i++) {
        if (CODE_KEYS[i].number == code) {
            *key = shift && CODE_KEYS[i].key == RK_TAB ? RK_BACK_TAB : CODE_KEYS[i].key;
            return true;
        }
    }
    if (!is_character(code))
        return false;
    *key = (reader_key)(shift && ascii_is_letter(code) ? code & ~0x20 : code);
    return true;
}

/* Finds the key of a code, of which the second number is the character with Shift, and its
 * modifiers. `text` is the character that the key types. Both may be 0: not told. */
static bool find_typed(const int code[PARAMETERS], int text, int modifiers, reader_key *key)
{
    if (modifiers & ~(SHIFT | CONTROL | LOCKS))
        return false;
    if (modifiers & CONTROL)
        return !(modifiers & SHIFT) && find_control(code[0], key);
    if (is_character(text))
        return find_code(text, false, key);
    if ((modifiers & SHIFT) && is_character(code[1]))
        return find_code(code[1], false, key);
    return find_code(code[0], modifiers & SHIFT, key);
}

enum { OTHER_KEY = 27 };

/* Finds the key that a sequence of numbers stands for. */
static bool find_key(int groups[GROUPS][PARAMETERS], char final, reader_key *key)
{
    int modifiers = groups[1][0] ? groups[1][0] - 1 : 0;

    if (final == 'u')
        return find_typed(groups[0], groups[2][0], modifiers, key);
    if (final == '~' && groups[0][0] == OTHER_KEY)
        return find_typed(groups[2], 0, modifiers, key);
    if (modifiers & ~LOCKS)
        return false;
    return final == '~' ? find_tilde(groups[0][0], key)
                        : groups[0][0] <= 1 && sequence_final(final, key);
}

/* Returns whether a sequence of numbers is a key that has no meaning here: one of xterm's by its
 * final byte or its number, rxvt's with a modifier (a to d, ^, @), kitty's private code points but
 * for locks and modifiers. Others are answers. */
static bool is_other_key(int groups[GROUPS][PARAMETERS], char final)
{
    enum { FIRST_PRIVATE = 57361, LAST_PRIVATE = 57440, MOST_TILDE = 57 };
    int number = groups[0][0];
    reader_key key;

    if (final == 'u')
        return (number >= FIRST_PRIVATE && number <= LAST_PRIVATE) ||
               find_code(number, false, &key);
    if (final == '~' && number == OTHER_KEY)
        return find_code(groups[2][0], false, &key);
    if (final == '~' || final == '^' || final == '@')
        return number > 0 && number <= MOST_TILDE;
    return number <= 1 && final && strchr("ABCDEFHPQSZabcd", final);
}

bool sequence_key(const char *bytes, size_t count, reader_key *key)
{
    enum { LET_GO = 3 };
    int groups[GROUPS][PARAMETERS];

    if (!parse_groups(bytes, count, groups) || groups[1][1] == LET_GO)
        return false;
    if (find_key(groups, bytes[count], key))
        return true;
    *key = RK_UNKNOWN;
    return is_other_key(groups, bytes[count]);
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

enum pointer_event sequence_pointer(int button, bool released)
{
    enum { MODIFIERS = 4 | 8 | 16, FIRST = 0, DRAGGED = 32, WHEEL = 64 };
    static const enum pointer_event WHEELS[] = {POINTER_WHEEL_UP, POINTER_WHEEL_DOWN,
                                                POINTER_WHEEL_LEFT, POINTER_WHEEL_RIGHT};
    int number = button & ~MODIFIERS;

    if (number == FIRST)
        return released ? POINTER_RELEASE : POINTER_PRESS;
    if (number == DRAGGED && !released)
        return POINTER_DRAG;
    return !released && number >= WHEEL && number < WHEEL + 4 ? WHEELS[number - WHEEL]
                                                              : POINTER_EVENT_COUNT;
}
