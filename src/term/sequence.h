#ifndef SRC_TERM_SEQUENCE_H
#define SRC_TERM_SEQUENCE_H

#include "term/decode.h"

/* The keys that escape sequences mean, and the numbers in them. */

enum { DECODE_ESC = 0x1B };

/* Finds the key whose sequence is ESC and `bytes` in the terminal's description. False: none. */
bool sequence_name(const struct decoder *decoder, const char *bytes, size_t count, reader_key *key);

/* Returns the key that a control character is in the terminal's description, or the character. */
reader_key sequence_control(const struct decoder *decoder, char byte);

/* Finds the key by the byte that ends ESC [ or ESC O. False: none. */
bool sequence_final(char final, reader_key *key);

/* Finds the key by the number in ESC [ number ~. False: none. */
bool sequence_tilde(int number, reader_key *key);

/* Reads `wanted` numbers of digits, with semicolons between them. False if `bytes` are not just
 * that. */
bool sequence_numbers(const char *bytes, size_t count, int *numbers, size_t wanted);

#endif
