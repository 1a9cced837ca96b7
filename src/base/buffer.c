#include "base/buffer.h"

#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>

static char *buffer_room(struct buffer *buffer, size_t bytes)
{
    MEM_GROW(buffer->data, buffer->cap, buffer->bytes + bytes + 1);
    return buffer->data + buffer->bytes;
}

void buffer_reserve(struct buffer *buffer, size_t bytes)
{
    buffer_room(buffer, bytes);
}

void buffer_add(struct buffer *buffer, const void *data, size_t bytes)
{
    if (!bytes)
        return;
    memcpy(buffer_room(buffer, bytes), data, bytes);
    buffer->bytes += bytes;
}

void buffer_add_str(struct buffer *buffer, struct str text)
{
    buffer_add(buffer, text.p, text.bytes);
}

void buffer_add_text(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

void buffer_add_char(struct buffer *buffer, char byte)
{
    buffer_add(buffer, &byte, 1);
}

void buffer_add_spaces(struct buffer *buffer, int count)
{
    if (count <= 0)
        return;
    memset(buffer_room(buffer, (size_t)count), ' ', (size_t)count);
    buffer->bytes += (size_t)count;
}

void buffer_vaddf(struct buffer *buffer, const char *format, va_list args)
{
    va_list again;
    int bytes;

    va_copy(again, args);
    bytes = vsnprintf(NULL, 0, format, args);
    if (bytes > 0) {
        vsnprintf(buffer_room(buffer, (size_t)bytes), (size_t)bytes + 1, format, again);
        buffer->bytes += (size_t)bytes;
    }
    va_end(again);
}

void buffer_addf(struct buffer *buffer, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    buffer_vaddf(buffer, format, args);
    va_end(args);
}

void buffer_join_lines(struct buffer *buffer, size_t from)
{
    for (size_t i = from; i < buffer->bytes; i++)
        if (buffer->data[i] == '\n' || buffer->data[i] == '\t')
            buffer->data[i] = ' ';
}

struct str buffer_str(const struct buffer *buffer)
{
    return (struct str){buffer->data, buffer->bytes};
}

char *buffer_c_str(struct buffer *buffer)
{
    *buffer_room(buffer, 0) = '\0';
    return buffer->data;
}

void buffer_clear(struct buffer *buffer)
{
    buffer->bytes = 0;
}

void buffer_free(struct buffer *buffer)
{
    free(buffer->data);
    *buffer = (struct buffer){0};
}
