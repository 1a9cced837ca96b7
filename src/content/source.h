#ifndef CONTENT_SOURCE_H
#define CONTENT_SOURCE_H

#include "base/buffer.h"
#include "base/str.h"

#include <stddef.h>

/* A point where the parser's input departs from the text: `added` bytes that the text does not
 * have, after which the text goes on at `source`. */
struct source_edit {
    size_t input;
    size_t added;
    size_t source;
};

/* A body as its editor wrote it, and the parser's input that prepare.h makes from it. Maps offsets
 * into the input to offsets into the text. A zeroed struct with `text` set has an empty input. */
struct source {
    struct str text;     /* borrowed */
    struct buffer input; /* the text with some bytes masked, left out or added */
    struct source_edit *edits;
    size_t edit_count, edit_cap;
    size_t copied; /* bytes of the text copied to the input or left out */
};

/* Appends the text up to `end` to the input. */
void source_copy(struct source *source, size_t end);

/* Appends bytes that the text does not have. They are never shown. */
void source_add(struct source *source, struct str bytes);

/* Leaves out the text up to `end`. */
void source_skip(struct source *source, size_t end);

/* Returns the offset into the text for offset `at` into the input; an added byte has the offset of
 * the text after it. */
size_t source_offset(const struct source *source, size_t at);

/* Returns the part of the text that is at input[at], as far as the input follows the text and not
 * beyond input[end]. For added bytes it returns a string with a NULL pointer. */
struct str source_stretch(const struct source *source, size_t at, size_t end);

void source_free(struct source *source);

#endif
