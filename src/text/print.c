#include "text/print.h"

#include "base/alloc.h"
#include "text/clean.h"

#include <stdarg.h>
#include <stdlib.h>

static void print_cleaned(FILE *out, struct str line)
{
    struct buffer clean = {0};

    text_clean(&clean, line.p, line.bytes);
    buffer_join_lines(&clean, 0);
    fwrite(clean.data, 1, clean.bytes, out);
    fputc('\n', out);
    buffer_free(&clean);
}

void print_line(FILE *out, const char *format, ...)
{
    char *line = NULL;
    va_list arguments;
    int bytes;

    va_start(arguments, format);
    bytes = vasprintf(&line, format, arguments);
    va_end(arguments);
    if (bytes < 0)
        mem_resize(NULL, SIZE_MAX, 2); /* out of memory, which ends the program */
    print_cleaned(out, (struct str){line, (size_t)bytes});
    free(line);
}

void print_diag(FILE *out, const char *prefix, const struct diag *diag)
{
    struct buffer line = {0};

    buffer_add_text(&line, prefix);
    diag_write(diag, &line);
    print_cleaned(out, buffer_str(&line));
    buffer_free(&line);
}
