#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Helpers that the fuzz targets share. A target is a file fuzz_<name>.c with this function: it
 * gives the bytes to a part of kanbao and aborts if that part breaks an invariant. libFuzzer calls
 * it with bytes that it makes up, replay.c with those of files. Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Aborts with the condition's text and place unless it is true. */
#define MUST(condition) ((condition) ? (void)0 : fuzz_fail(#condition, __FILE__, __LINE__))
void fuzz_fail(const char *text, const char *file, int line) __attribute__((noreturn));

/* Separates the parts of an input: a byte that UTF-8 never has. */
#define FUZZ_SEPARATOR '\xFF'

/* Returns the input in memory of just its size, so that AddressSanitizer catches a read beyond its
 * end. Free the pointer. */
struct str fuzz_copy(const uint8_t *data, size_t size);

/* Take the beginning off an input: a byte (0 where the input is over), the bytes before the first
 * separator (all of them where there is none). */
unsigned fuzz_take_byte(struct str *input);
struct str fuzz_take_part(struct str *input);

/* Puts the bytes into a file in memory and returns its path, both valid until the next call. */
const char *fuzz_file(struct str bytes);

/* Aborts unless the text is valid UTF-8 and clean (see text/clean.h). */
void fuzz_check_clean(struct str text);

/* Aborts unless the text is clean and on one line. */
void fuzz_check_line(struct str text);

#endif
