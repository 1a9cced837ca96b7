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

/* A report's button and place, counted from 1. False for what is neither a press of the first
 * button nor the wheel: other buttons, releases, movement; with Shift the terminal keeps it. */
static bool take_report(int button, int col, int line, bool press, struct pointer *pointer)
{
    enum { MODIFIERS = 4 | 8 | 16, FIRST = 0, WHEEL_UP = 64, WHEEL_DOWN = 65 };

    switch (button & ~MODIFIERS) {
    case FIRST:
        pointer->deed = POINTER_PRESS;
        break;
    case WHEEL_UP:
        pointer->deed = POINTER_WHEEL_UP;
        break;
    case WHEEL_DOWN:
        pointer->deed = POINTER_WHEEL_DOWN;
        break;
    default:
        return false;
    }
    pointer->col = col - 1;
    pointer->line = line - 1;
    return press && col > 0 && line > 0;
}

/* The rest of ESC [ < button ; column ; line M (m: a release); whatever it is, up to its end. */
static bool read_sgr_report(struct pointer *pointer)
{
    enum { MOST = 100000 };
    int numbers[3] = {0};
    size_t index = 0;
    bool sound = true;

    for (int i = 0; i < SEQUENCE_MOST_BYTES; i++) {
        int byte = next_byte();

        if (byte == 'M' || byte == 'm')
            return sound && index == 2 &&
                   take_report(numbers[0], numbers[1], numbers[2], byte == 'M', pointer);
        if (byte < 0x20 || byte > 0x3F) { /* cut off, or another sequence's end */
            if (byte != ERR && (byte < 0x20 || byte > 0x7E))
                ungetch(byte);
            return false;
        }
        if (byte == ';' && index < 2)
            index++;
        else if (byte >= '0' && byte <= '9' && numbers[index] < MOST)
            numbers[index] = numbers[index] * 10 + byte - '0';
        else
            sound = false;
    }
    return false;
}

/* The three bytes after ESC [ M, of a terminal that has no other form. */
static bool read_x10_report(struct pointer *pointer)
{
    enum { OFFSET = 32 };
    int bytes[3];

    for (int i = 0; i < 3; i++)
        if ((bytes[i] = next_byte()) < OFFSET)
            return false;
    return take_report(bytes[0] - OFFSET, bytes[1] - OFFSET, bytes[2] - OFFSET, true, pointer);
}

/* What begins with an ESC: the key itself, a cursor key, a report of the mouse, or a sequence that
 * is gone now and nothing. */
static enum input read_escape(reader_key *key, struct pointer *pointer)
{
    int byte = getch();

    *key = RK_ESCAPE;
    switch (byte) {
    case ERR:
        return INPUT_KEY;
    case '[':
        byte = next_byte();
        if (byte == '<')
            return read_sgr_report(pointer) ? INPUT_POINTER : INPUT_NO_KEY;
        if (byte == 'M')
            return read_x10_report(pointer) ? INPUT_POINTER : INPUT_NO_KEY;
        if (byte != ERR)
            ungetch(byte);
        return read_csi(key) ? INPUT_KEY : INPUT_NO_KEY;
    case 'O':
        return FIND_KEY(FINAL_KEYS, next_byte(), key) ? INPUT_KEY : INPUT_NO_KEY;
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
        swallow_string();
        return INPUT_NO_KEY;
    default:
        ungetch(byte);
        return INPUT_KEY;
    }
}

static const char *mouse_prefix(void)
{
    const char *prefix = tigetstr("kmous");

    return prefix && prefix != (const char *)-1 ? prefix : "";
}

/* Curses knows how a report begins, and has taken that. */
static bool read_report(struct pointer *pointer)
{
    const char *prefix = mouse_prefix();
    size_t bytes = strlen(prefix);

    return bytes && prefix[bytes - 1] == 'M' ? read_x10_report(pointer) : read_sgr_report(pointer);
}

void input_report_mouse(bool on)
{
    const char *request = on ? "\033[?1000h\033[?1006h" : "\033[?1006l\033[?1000l";

    if (*mouse_prefix())
        putp(request);
    fflush(stdout);
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

enum input input_read(reader_key *key, struct pointer *pointer, bool wait, bool *more)
{
    int code;

    timeout(wait ? -1 : 0);
    code = getch();
    timeout(0);
    *more = code != ERR && (code > '~' || code == ESCAPE);
    if (code == ERR)
        return INPUT_NONE;
    if (code == ESCAPE)
        return read_escape(key, pointer);
    if (code <= 0xFF)
        return read_character(code, key) ? INPUT_KEY : INPUT_NO_KEY;
    if (code == KEY_MOUSE)
        return read_report(pointer) ? INPUT_POINTER : INPUT_NO_KEY;
    return FIND_KEY(CURSES_KEYS, code, key) ? INPUT_KEY : INPUT_NO_KEY;
}
