#ifndef TERM_DECODE_H
#define TERM_DECODE_H

#include "base/buffer.h"
#include "ui/keys.h"
#include "ui/pointer.h"

#include <stdbool.h>
#include <stddef.h>

/* Bytes from a terminal in, keys, reports of the mouse and pastes out. Sequences that are none of
 * these are swallowed whole (ECMA-48 5.4 says where they end), and so is what is cut off or is no
 * UTF-8. Knows no terminal and no clock: whoever reads says when there was a silence. */

enum {
    DECODE_PASTE_MOST_BYTES = 64 << 10,  /* of a paste; the rest of it is swallowed */
    DECODE_STRING_MOST_BYTES = 64 << 10, /* of an OSC, DCS, …: then it is taken to have ended */
    DECODE_MOST_BYTES = 64,              /* of another sequence that may mean something */
    DECODE_MOST_NAMES = 24,
    DECODE_NAME_BYTES = 8
};

/* What a terminal's description calls a key. */
struct decode_name {
    char bytes[DECODE_NAME_BYTES]; /* all of them; ends in a NUL */
    reader_key key;
};

enum decode_state {
    DECODE_GROUND,
    DECODE_CHARACTER, /* some bytes of one are there */
    DECODE_ESCAPE,    /* ESC: the key, or the beginning of a sequence */
    DECODE_ESCAPED,   /* ESC and an intermediate byte: up to the final one */
    DECODE_CSI,
    DECODE_SS3,
    DECODE_CONSOLE, /* ESC [ [: one byte more, a Linux console's function key */
    DECODE_X10,     /* ESC [ M: three bytes more */
    DECODE_STRING,  /* OSC, DCS, SOS, PM or APC, up to its end */
    DECODE_PASTE
};

/* Zeroed, but for `strict` and the names, it is ready. */
struct decoder {
    /* ESC and another character that comes with it (Alt held down, mostly) are nothing together;
     * else they are the key Esc, and the character. Only where Esc may be lost: a person's Esc and
     * next key come together, too, over a slow line. */
    bool strict;
    struct decode_name names[DECODE_MOST_NAMES];
    size_t name_count;
    enum decode_state state;
    bool dropped;                  /* what has begun is to be nothing: there was an ESC before it */
    char bytes[DECODE_MOST_BYTES]; /* what has begun, but for the ESC */
    size_t count;                  /* how many there were, or of a string that are swallowed */
    size_t end_count;              /* bytes of a paste's end that are there */
    bool string_escape;            /* the string's last byte was an ESC */
    struct buffer paste;           /* the text of the last one */
};

enum decoded_kind { DECODED_NOTHING, DECODED_KEY, DECODED_POINTER, DECODED_PASTE };

struct decoded {
    enum decoded_kind kind;
    reader_key key;
    struct pointer pointer; /* a press of the first button or a turn of the wheel; its place is not
                               negative, and may be outside of the screen */
    struct str paste;       /* as it came, not cleaned; borrowed until the next call */
};

/* Takes bytes up to and with those that complete something. Returns how many; *out says what it
 * was, DECODED_NOTHING where all bytes were taken without. */
size_t decode(struct decoder *decoder, struct str bytes, struct decoded *out);

/* How long nothing may come before decode_silence() is to be called; -1: it need not be. */
int decode_patience_ms(const struct decoder *decoder);

/* Nothing came for that long: what has begun is over, and an ESC is the key. */
void decode_silence(struct decoder *decoder, struct decoded *out);

void decode_free(struct decoder *decoder);

#endif
