#ifndef SRC_TERM_SEQUENCE_H
#define SRC_TERM_SEQUENCE_H

#include "term/decode.h"

/* Keys that escape sequences stand for, and the numbers in sequences. */

enum { DECODE_ESC = 0x1B };

/* Finds the key of ESC and `bytes` in the terminal's description. Returns false if absent. */
bool sequence_name(const struct decoder *decoder, const char *bytes, size_t count, reader_key *key);

/* Returns the key of a control character in the terminal's description, or else the character. */
reader_key sequence_control(const struct decoder *decoder, char byte);

/* Finds a key by the final byte of ESC [ or ESC O. Returns false if absent. */
bool sequence_final(char final, reader_key *key);

/* Finds the key of a CSI, of which `bytes` are all after the introducer, `count` of them before the
 * final byte: a cursor or function key of xterm, with its modifiers, or a key of kitty's protocol
 * (CSI u, https://sw.kovidgoyal.net/kitty/keyboard-protocol/) or xterm's modifyOtherKeys
 * (CSI 27;…~). It is RK_UNKNOWN for another key, one with Alt or another modifier without a
 * meaning. Returns false for a key that is let go, a modifier alone, and what is no key. */
bool sequence_key(const char *bytes, size_t count, reader_key *key);

/* Parses exactly `wanted` numbers, separated by semicolons. Returns false for anything else. */
bool sequence_numbers(const char *bytes, size_t count, int *numbers, size_t wanted);

/* Returns the event of a button's number; POINTER_EVENT_COUNT for those that are ignored: other
 * buttons, movement without a button. */
enum pointer_event sequence_pointer(int button, bool released);

#endif
