#include "base/diag.h"

#include "base/alloc.h"
#include "base/i18n.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void diag_add(struct diags *diags, enum diag_level level, const char *path, size_t line,
              size_t column, const char *format, ...)
{
    struct buffer message = {0};
    va_list args;

    va_start(args, format);
    buffer_vaddf(&message, format, args);
    va_end(args);
    MEM_GROW(diags->items, diags->cap, diags->count + 1);
    diags->items[diags->count++] = (struct diag){.level = level,
                                                 .path = str_copy(str_of(path)),
                                                 .line = line,
                                                 .column = column,
                                                 .message = buffer_c_str(&message)};
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
        if (byte == 0xC2 && next >= 0x80 && next < 0xA0) { /* a C1 control */
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

static int compare_places(const struct diag *a, const struct diag *b)
{
    if (a->line != b->line)
        return a->line < b->line ? -1 : 1;
    return (a->column > b->column) - (a->column < b->column);
}

static int compare_by_message(const void *a, const void *b)
{
    const struct diag *left = a, *right = b;
    int order = strcmp(left->path, right->path);

    if (!order)
        order = (left->level > right->level) - (left->level < right->level);
    if (!order)
        order = strcmp(left->message, right->message);
    return order ? order : compare_places(left, right);
}

static int compare_by_place(const void *a, const void *b)
{
    const struct diag *left = a, *right = b;
    int order = strcmp(left->path, right->path);

    if (!order)
        order = compare_places(left, right);
    return order ? order : compare_by_message(left, right);
}

static bool is_same_warning(const struct diag *a, const struct diag *b)
{
    return a->level == DIAG_WARNING && b->level == DIAG_WARNING && strcmp(a->path, b->path) == 0 &&
           strcmp(a->message, b->message) == 0;
}

static size_t places(const struct diag *diag)
{
    return diag->places ? diag->places : 1;
}

static void free_diag(struct diag *diag)
{
    free(diag->path);
    free(diag->message);
}

/* Merges the warnings of one file that have the same message, from the item `from` on. */
static void merge(struct diags *diags, size_t from)
{
    struct diag *items = diags->items;
    size_t kept = from;

    qsort(items + from, diags->count - from, sizeof(*items), compare_by_message);
    for (size_t i = from; i < diags->count; i++) {
        if (kept > from && is_same_warning(&items[kept - 1], &items[i])) {
            items[kept - 1].places = places(&items[kept - 1]) + places(&items[i]);
            free_diag(&items[i]);
        } else {
            items[kept++] = items[i];
        }
    }
    diags->count = kept;
}

size_t diags_join_from(struct diags *diags, size_t from, size_t most)
{
    size_t kept = from, warnings = 0;

    if (from == diags->count)
        return 0;
    merge(diags, from);
    qsort(diags->items + from, diags->count - from, sizeof(*diags->items), compare_by_place);
    for (size_t i = from; i < diags->count; i++) {
        if (diags->items[i].level == DIAG_WARNING && warnings++ >= most)
            free_diag(&diags->items[i]);
        else
            diags->items[kept++] = diags->items[i];
    }
    diags->count = kept;
    return warnings > most ? warnings - most : 0;
}

void diags_join(struct diags *diags)
{
    diags_join_from(diags, 0, SIZE_MAX);
}

void diag_write(const struct diag *diag, struct buffer *out)
{
    buffer_addf(out, "%s:%zu:%zu: %s: %s", diag->path, diag->line ? diag->line : 1,
                diag->line && diag->column ? diag->column : 1,
                diag->level == DIAG_ERROR ? _("错误") : _("警告"), diag->message);
    if (diag->places > 1)
        buffer_addf(out, _("（本文件共 %zu 处）"), diag->places);
}

void diags_free(struct diags *diags)
{
    for (size_t i = 0; i < diags->count; i++)
        free_diag(&diags->items[i]);
    free(diags->items);
    *diags = (struct diags){0};
}
