#include "base/diag.h"

#include "base/alloc.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>

void diag_add(struct diags *diags, enum diag_level level, const char *path, size_t line,
              size_t column, const char *format, ...)
{
    struct buffer where = {0};
    char *message;
    va_list args;
    int bytes;

    va_start(args, format);
    bytes = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (bytes < 0)
        bytes = 0;
    message = mem_zeroed((size_t)bytes + 1, 1);
    va_start(args, format);
    vsnprintf(message, (size_t)bytes + 1, format, args);
    va_end(args);

    buffer_add_text(&where, path);
    diags->items = mem_grow(diags->items, &diags->cap, diags->count + 1, sizeof(*diags->items));
    diags->items[diags->count++] =
        (struct diag){level, buffer_c_str(&where), line, column, message};
}

void diag_quote(struct str text, struct buffer *out)
{
    enum { MAX_BYTES = 120 };

    for (size_t i = 0; i < text.bytes; i++) {
        unsigned char byte = (unsigned char)text.p[i];
        unsigned char next = i + 1 < text.bytes ? (unsigned char)text.p[i + 1] : 0;
        bool begins_character = (byte & 0xC0) != 0x80;

        if (i >= MAX_BYTES && begins_character) {
            buffer_add_text(out, "…");
            return;
        }
        if (byte == 0xC2 && next >= 0x80 && next < 0xA0) { /* C1 */
            buffer_add_char(out, '?');
            i++;
        } else {
            buffer_add_char(out, byte < 0x20 || byte == 0x7F ? '?' : (char)byte);
        }
    }
}

size_t diag_errors(const struct diags *diags)
{
    size_t errors = 0;

    for (size_t i = 0; i < diags->count; i++)
        errors += diags->items[i].level == DIAG_ERROR;
    return errors;
}

void diag_print(FILE *out, const struct diag *diag)
{
    fprintf(out, "%s:%zu:%zu:", diag->path, diag->line ? diag->line : 1,
            diag->line && diag->column ? diag->column : 1);
    fprintf(out, " %s: %s\n", diag->level == DIAG_ERROR ? "error" : "warning", diag->message);
}

void diags_free(struct diags *diags)
{
    for (size_t i = 0; i < diags->count; i++) {
        free(diags->items[i].path);
        free(diags->items[i].message);
    }
    free(diags->items);
    *diags = (struct diags){0};
}
