#include "fuzz/fuzz.h"

#include "base/buffer.h"
#include "text/clean.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

void fuzz_fail(const char *text, const char *file, int line)
{
    fprintf(stderr, "%s:%d: not true: %s\n", file, line, text);
    abort();
}

struct str fuzz_copy(const uint8_t *data, size_t size)
{
    char *copy = malloc(size ? size : 1);

    MUST(copy);
    if (size)
        memcpy(copy, data, size);
    return (struct str){copy, size};
}

unsigned fuzz_take_byte(struct str *input)
{
    if (!input->bytes)
        return 0;
    input->bytes--;
    return (unsigned char)*input->p++;
}

struct str fuzz_take_part(struct str *input)
{
    const char *end =
        input->bytes ? memchr(input->p, (unsigned char)FUZZ_SEPARATOR, input->bytes) : NULL;
    struct str part = *input;

    if (end)
        part.bytes = (size_t)(end - input->p);
    input->p += part.bytes + (end != NULL);
    input->bytes -= part.bytes + (end != NULL);
    return part;
}

const char *fuzz_file(struct str bytes)
{
    static int file = -1;
    static char path[32];

    if (file >= 0)
        close(file);
    file = memfd_create("fuzz", MFD_CLOEXEC);
    MUST(file >= 0);
    MUST(write(file, bytes.p, bytes.bytes) == (ssize_t)bytes.bytes);
    snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
    return path;
}

void fuzz_check_clean(struct str text)
{
    if (!text.bytes)
        return;
    MUST(utf8_valid_prefix(text.p, text.bytes) == text.bytes);
    MUST(text_clean_prefix(text.p, text.bytes, 0) == text.bytes);
}

void fuzz_check_line(struct str text)
{
    fuzz_check_clean(text);
    MUST(!text.bytes || (!memchr(text.p, '\n', text.bytes) && !memchr(text.p, '\t', text.bytes)));
}
