#include "text/print.h"

#include "text/clean.h"

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
    struct buffer line = {0};
    va_list arguments;

    va_start(arguments, format);
    buffer_vaddf(&line, format, arguments);
    va_end(arguments);
    print_cleaned(out, buffer_str(&line));
    buffer_free(&line);
}

void print_diag(FILE *out, const char *prefix, const struct diag *diag)
{
    struct buffer line = {0};

    buffer_add_text(&line, prefix);
    diag_write(diag, &line);
    print_cleaned(out, buffer_str(&line));
    buffer_free(&line);
}
