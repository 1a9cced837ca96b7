#ifndef FUZZ_CONTENT_H
#define FUZZ_CONTENT_H

#include <stddef.h>
#include <stdint.h>

/* Reads the bytes as a header and as a body, and aborts if an invariant is broken. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
