#ifndef TERM_DECODE_H
#define TERM_DECODE_H

#include "base/buffer.h"
#include "ui/keys.h"
#include "ui/pointer.h"

#include <stdbool.h>
#include <stddef.h>

/* Decodes bytes from a terminal into keys, mouse reports, pastes and answers. ESC and a character
 * that comes right after it are one key, with Alt, as in Emacs, readline and tmux: taken for Esc
 * and the character, they would do two things that nobody asked for. Swallows other sequences whole
 * (ECMA-48 5.4 defines their ends), as well as incomplete ones and bytes that are not UTF-8. Uses
 * no terminal and no clock: the caller reads, and reports when no more bytes come.
 */

enum {
    DECODE_PASTE_MOST_BYTES = 64 << 10,  /* of a paste; the rest is swallowed */
    DECODE_STRING_MOST_BYTES = 64 << 10, /* of an OSC, DCS, …, which is then taken to be over */
    DECODE_MOST_BYTES = 64,              /* of any other sequence that may mean something */
    DECODE_MOST_NAMES = 24,
    DECODE_NAME_BYTES = 8
};

/* A key's bytes in the terminal's description. */
struct decode_name {
    char bytes[DECODE_NAME_BYTES]; /* all bytes of the key, with a NUL at the end */
    reader_key key;
};

enum decode_state {
    DECODE_GROUND,
    DECODE_CHARACTER,    /* within a UTF-8 character */
    DECODE_ESCAPE,       /* after ESC: the key Esc, or the beginning of a sequence */
    DECODE_ESCAPE_GIVEN, /* after an ESC that was given as the key Esc, since nothing came: a slow
                            line may still bring the rest of a sequence */
    DECODE_ESCAPED,      /* after ESC and an intermediate byte: Alt and a key, or a sequence up to
                            its final byte */
    DECODE_CSI,
    DECODE_SS3,
    DECODE_CONSOLE, /* after ESC [ [, before the last byte of a Linux console's function key */
    DECODE_X10,     /* after ESC [ M, before three more bytes */
    DECODE_STRING,  /* within an OSC, DCS, SOS, PM or APC */
    DECODE_PASTE
};

/* A decoder is ready when zeroed and given its first members, up to the names. */
struct decoder {
    bool remote;        /* a network lies between the terminal and the program */
    bool awaits_answer; /* the terminal has been asked and may still answer */
    struct decode_name names[DECODE_MOST_NAMES];
    size_t name_count;
    enum decode_state state;
    bool alone;        /* nothing came at once after the ESC: no key with Alt */
    bool alt;          /* an ESC precedes the current sequence or character: Alt and a key */
    bool escape_given; /* the ESC of the current sequence was given as the key Esc */
    char bytes[DECODE_MOST_BYTES]; /* the current sequence or character, without the ESC */
    size_t count;                  /* its length; of a string, the bytes swallowed */
    size_t end_count;              /* how many bytes of a paste's end have matched */
    bool string_escape;            /* the last byte of the string was ESC */
    struct buffer paste;           /* text of the latest paste */
};

enum decoded_kind {
    DECODED_NOTHING,
    DECODED_KEY,
    DECODED_POINTER,
    DECODED_PASTE,
    DECODED_CURSOR, /* the answer to a question for the cursor's position */
    DECODED_OSC     /* another answer */
};

struct decoded {
    enum decoded_kind kind;
    reader_key key;
    struct pointer pointer; /* its place is not negative, but may be outside the screen */
    struct str paste;       /* raw, to be cleaned; borrowed until the next call */
    int cursor_col;         /* counted from 1, but a terminal may say anything */
    struct str osc;         /* what an OSC says, without its end; borrowed likewise */
};

/* Decodes bytes until a key, report, paste or answer is complete. Returns the bytes used, and sets
 * *out; to DECODED_NOTHING if all bytes were used and nothing is complete. */
size_t decode(struct decoder *decoder, struct str bytes, struct decoded *out);

/* Returns how long to wait for more bytes before decode_silence() must be called; -1: it need not
 * be. */
int decode_patience_ms(const struct decoder *decoder);

/* Ends the current sequence because no more bytes came: a lone ESC becomes the key Esc, one with a
 * single character after it a key with Alt, a paste what has come of it, the beginning of any other
 * sequence nothing. To be called again while decode_patience_ms() says so.
 */
void decode_silence(struct decoder *decoder, struct decoded *out);

void decode_free(struct decoder *decoder);

#endif
