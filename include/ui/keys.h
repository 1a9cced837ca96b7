#ifndef UI_KEYS_H
#define UI_KEYS_H

#include "base/buffer.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A key press: a code point, or one of the RK_ values above all code points. Ctrl with a letter is
 * the control character: Ctrl-F is 6. */
typedef uint32_t reader_key;

enum {
    RK_UP = 0x110000,
    RK_DOWN,
    RK_LEFT,
    RK_RIGHT,
    RK_PAGE_UP,
    RK_PAGE_DOWN,
    RK_HOME,
    RK_END,
    RK_F1,
    RK_BACK_TAB,
    RK_UNKNOWN, /* a key that is none of these: another function key, one with Alt, … */
    RK_TAB = '\t',
    RK_ENTER = '\r',
    RK_ESCAPE = 0x1B,
    RK_BACKSPACE = 0x7F,
};

#define RK_CTRL(letter) ((reader_key)(letter)&0x1FU)

/* Reads the first key of a text such as "j<Down><C-f>" into *key. A key is a character or one of
 * these names, in any case: <Up> <Down> <Left> <Right> <Enter> <Esc> <Tab> <S-Tab> <Space> <PgDn>
 * <PgUp> <Home> <End> <BS> <F1> <C-x> and, for characters that are special in a configuration file,
 * <lt> <Quote> (') <DQuote> (") <Semicolon> <Hash> <Backslash>. Returns the bytes read, or 0 if the
 * text is empty or its "<" begins no key's name. */
size_t key_parse(struct str text, reader_key *key);

/* Appends a key in the notation of key_parse(): its name, or the character if it has none; <?> for
 * RK_UNKNOWN, which has no notation. */
void key_spell(struct buffer *out, reader_key key);

/* Appends a key's label for the user: j, Ctrl-F, ↓, Space. */
void key_write(struct buffer *out, reader_key key);

/* Maps full-width letters, digits and signs, 【 】 and ‘ ’, which an input method left on sends, to
 * the ASCII characters of the same keys. Returns other keys unchanged. */
reader_key key_narrow(reader_key key);

#endif
