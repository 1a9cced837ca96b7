#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include "base/str.h"

#include <stdarg.h>
#include <stddef.h>

/* A growable run of bytes. A zeroed struct is an empty buffer; `data` may move with every add. */
struct buffer {
    char *data;
    size_t bytes;
    size_t cap;
};

/* Reserves `bytes` more, which makes adding many bytes faster (see arena_reserve()). */
void buffer_reserve(struct buffer *buffer, size_t bytes);

void buffer_add(struct buffer *buffer, const void *data, size_t bytes);
void buffer_add_str(struct buffer *buffer, struct str text);
void buffer_add_text(struct buffer *buffer, const char *text);
void buffer_add_char(struct buffer *buffer, char byte);
void buffer_add_spaces(struct buffer *buffer, int count);
void buffer_addf(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buffer_vaddf(struct buffer *buffer, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));

/* Replaces the newlines and tabs from byte `from` on by spaces. */
void buffer_join_lines(struct buffer *buffer, size_t from);

/* Returns the contents, borrowed until the next change. */
struct str buffer_str(const struct buffer *buffer);

/* Appends a NUL, which is not counted, and returns the data; never NULL. */
char *buffer_c_str(struct buffer *buffer);

/* Empties the buffer and keeps its memory. */
void buffer_clear(struct buffer *buffer);

/* Frees the memory and leaves an empty buffer. */
void buffer_free(struct buffer *buffer);

#endif
