#ifndef CONTENT_SOURCE_H
#define CONTENT_SOURCE_H

#include "base/buffer.h"
#include "base/str.h"

#include <stddef.h>

/* A place where the parser's input departs from the text: behind it stand `added` bytes that are
 * none of the text's, and then the text goes on at `source`. */
struct source_edit {
    size_t input;
    size_t added;
    size_t source;
};

/* A body as its editor wrote it, and the input that the parser gets for it: as prepare.h makes it.
 * Offsets into the input are turned into offsets into the text. A zeroed struct with `text` set has
 * an empty input. */
struct source {
    struct str text;     /* borrowed */
    struct buffer input; /* text[…] copied, some bytes masked, some left out, some added */
    struct source_edit *edits;
    size_t edit_count, edit_cap;
    size_t copied; /* bytes of the text that the input has, or has left out */
};

/* Appends the text up to `end` to the input. */
void source_copy(struct source *source, size_t end);

/* Appends bytes that the text does not have. They are never shown. */
void source_add(struct source *source, struct str bytes);

/* Leaves out the text up to `end`. */
void source_skip(struct source *source, size_t end);

/* The offset into the text of offset `at` into the input; of an added byte it is what follows. */
size_t source_offset(const struct source *source, size_t at);

/* Returns how many of the bytes from input[at] on stand in the text one after the other, at most
 * `bytes`; 0 where input[at] was added. */
size_t source_stretch(const struct source *source, size_t at, size_t bytes);

/* Returns how many added bytes begin at input[at]. */
size_t source_added(const struct source *source, size_t at);

void source_free(struct source *source);

#endif
