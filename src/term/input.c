#include "term/input.h"

#include "text/utf8.h"

#include <ncurses.h>
#include <string.h>

enum { ESCAPE = 0x1B, BELL = 0x07, SEQUENCE_WAIT_MS = 25, SEQUENCE_MOST_BYTES = 4096 };

struct named_key {
    int name;
    reader_key key;
};

static const struct named_key CURSES_KEYS[] = {
    {KEY_UP, RK_UP},         {KEY_DOWN, RK_DOWN},
    {KEY_LEFT, RK_LEFT},     {KEY_RIGHT, RK_RIGHT},
    {KEY_PPAGE, RK_PAGE_UP}, {KEY_NPAGE, RK_PAGE_DOWN},
    {KEY_HOME, RK_HOME},     {KEY_END, RK_END},
    {KEY_A1, RK_HOME},       {KEY_C1, RK_END},
    {KEY_A3, RK_PAGE_UP},    {KEY_C3, RK_PAGE_DOWN},
    {KEY_ENTER, RK_ENTER},   {KEY_BACKSPACE, RK_BACKSPACE},
    {KEY_BTAB, RK_BACK_TAB}, {KEY_F(1), RK_F1},
    {KEY_HELP, RK_F1},
};

/* By the byte that ends ESC [ or ESC O. */
static const struct named_key FINAL_KEYS[] = {
    {'A', RK_UP},   {'B', RK_DOWN}, {'C', RK_RIGHT},    {'D', RK_LEFT},
    {'H', RK_HOME}, {'F', RK_END},  {'Z', RK_BACK_TAB}, {'P', RK_F1},
};

/* By the number in ESC [ number ~. */
static const struct named_key TILDE_KEYS[] = {
    {1, RK_HOME},    {7, RK_HOME},      {4, RK_END}, {8, RK_END},
    {5, RK_PAGE_UP}, {6, RK_PAGE_DOWN}, {11, RK_F1},
};

/* The next byte of a sequence that has begun, or ERR. */
static int next_byte(void)
{
    int byte;

    timeout(SEQUENCE_WAIT_MS);
    byte = getch();
    timeout(0);
    return byte;
}

/* The key of that name in a table. False where it has none. */
static bool find_key(const struct named_key *keys, size_t count, int name, reader_key *key)
{
    for (size_t i = 0; i < count; i++) {
        if (keys[i].name == name) {
            *key = keys[i].key;
            return true;
        }
    }
    return false;
}

#define FIND_KEY(keys, name, key) find_key(keys, sizeof(keys) / sizeof(*(keys)), name, key)

/* Up to the byte that ends a CSI. Keys come so that were typed before curses was there, which then
 * takes no notice of them, and cursor keys from a terminal that has not heard yet that it should
 * send the other form. False where it was none. */
static bool read_csi(reader_key *key)
{
    int number = 0;

    for (int i = 0; i < SEQUENCE_MOST_BYTES; i++) {
        int byte = next_byte();

        if (i == 0 && FIND_KEY(FINAL_KEYS, byte, key))
            return true;
        if (byte == '~')
            return FIND_KEY(TILDE_KEYS, number, key);
        if (byte < 0x20 || byte > 0x7E) { /* cut off: this is a key of its own */
            if (byte != ERR)
                ungetch(byte);
            return false;
        }
        if (byte >= 0x40)
            return false;
        number = byte >= '0' && byte <= '9' && number >= 0 && number < 100
                     ? number * 10 + byte - '0'
                     : -1;
    }
    return false;
}

/* Up to the BEL or ST that ends an OSC, DCS, SOS, PM or APC. */
static void swallow_string(void)
{
    for (int i = 0, before = 0, byte = 0; i < SEQUENCE_MOST_BYTES; i++, before = byte) {
        byte = next_byte();
        if (byte == ERR || byte == BELL || (before == ESCAPE && byte == '\\'))
            return;
    }
}

/* What begins with an ESC: the key itself, a cursor key, or a sequence that is gone now and no key.
 */
static bool read_escape(reader_key *key)
{
    int byte = getch();

    *key = RK_ESCAPE;
    switch (byte) {
    case ERR:
        return true;
    case '[':
        return read_csi(key);
    case 'O':
        return FIND_KEY(FINAL_KEYS, next_byte(), key);
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
        swallow_string();
        return false;
    default:
        ungetch(byte);
        return true;
    }
}

/* The rest of a mouse report that nobody asked for: curses knows how one begins. */
static void swallow_mouse(void)
{
    enum { X10_BYTES = 3 };
    const char *begins = tigetstr("kmous");
    reader_key none;

    if (begins && begins != (const char *)-1 && begins[strlen(begins) - 1] == 'M')
        for (int i = 0; i < X10_BYTES; i++)
            next_byte();
    else
        read_csi(&none);
}

static bool read_character(int lead, reader_key *key)
{
    char bytes[4] = {(char)lead};
    size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    char32_t cp;

    for (size_t i = 1; i < need; i++) {
        int byte = next_byte();

        if (byte == ERR)
            return false;
        if (byte > 0xFF || (byte & 0xC0) != 0x80) {
            ungetch(byte);
            return false;
        }
        bytes[i] = (char)byte;
    }
    if (utf8_decode(bytes, need, &cp) != need || (need == 1 && lead >= 0x80))
        return false;
    *key = cp;
    return true;
}

enum input input_read(reader_key *key, bool wait, bool *more)
{
    int code;

    timeout(wait ? -1 : 0);
    code = getch();
    timeout(0);
    *more = code != ERR && (code > '~' || code == ESCAPE);
    if (code == ERR)
        return INPUT_NONE;
    if (code == ESCAPE)
        return read_escape(key) ? INPUT_KEY : INPUT_NO_KEY;
    if (code <= 0xFF)
        return read_character(code, key) ? INPUT_KEY : INPUT_NO_KEY;
    if (code == KEY_MOUSE) {
        swallow_mouse();
        return INPUT_NO_KEY;
    }
    return FIND_KEY(CURSES_KEYS, code, key) ? INPUT_KEY : INPUT_NO_KEY;
}
