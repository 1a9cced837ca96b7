#ifndef UI_KEYS_H
#define UI_KEYS_H

#include "base/buffer.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A key press: a code point, or one of these above all code points. Ctrl with a letter is the
 * control character: Ctrl-F is 6. */
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
    RK_TAB = '\t',
    RK_ENTER = '\r',
    RK_ESCAPE = 0x1B,
    RK_BACKSPACE = 0x7F,
};

#define RK_CTRL(letter) ((reader_key)(letter)&0x1FU)

/* Reads the first key of a text such as "j<Down><C-f>": <Up> <Down> <Left> <Right> <Enter> <Esc>
 * <Tab> <S-Tab> <Space> <PgDn> <PgUp> <Home> <End> <BS> <F1> <C-x> and, for what means something
 * else in a file, <lt> <Quote> (') <DQuote> (") <Semicolon> <Hash> <Backslash>, in any case, else a
 * character. Returns the bytes it takes up; 0 where a "<" begins no key's name or nothing is left.
 */
size_t key_parse(struct str text, reader_key *key);

/* Appends a key so that key_parse() reads it again: by its name where it has one. */
void key_spell(struct buffer *out, reader_key key);

/* Appends a key's name as a person reads it: j, Ctrl-F, ↓, Space. */
void key_write(struct buffer *out, reader_key key);

/* Full-width letters, digits and signs, 【 】 and ‘ ’ (an input method left on sends them) as what
 * is on their keys. */
reader_key key_narrow(reader_key key);

#endif
