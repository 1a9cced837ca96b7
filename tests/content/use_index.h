#ifndef TESTS_CONTENT_USE_INDEX_H
#define TESTS_CONTENT_USE_INDEX_H

#include "base/str.h"

/* Completes the bytes of an index, forged or not, as index_open() asks for them: magic, length and
 * the checksum of the header. Fewer bytes than a header stay as they are. */
void complete_index(char *bytes, size_t count);

/* Opens the index at `path` of `folder`, if it is one, and reads all that it can be asked for.
 * Fails unless all texts are clean and all numbers are in range. */
void use_index(const char *path, const char *folder);

#endif
