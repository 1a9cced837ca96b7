#include "base/i18n.h"

#include "base/bounds.h"
#include "base/buffer.h"
#include "base/file.h"

#include <stdint.h>
#include <string.h>

static const uint32_t MAGIC = 0x950412DE;

/* The head of a catalogue, in the byte order of the machine that made it. */
struct head {
    uint32_t magic;
    uint32_t revision;
    uint32_t count;
    uint32_t ids_at; /* offsets of tables of struct string_range, sorted by message id */
    uint32_t texts_at;
};

/* A string in the file. A NUL follows it and, if it has plural forms, each of its forms. */
struct string_range {
    uint32_t bytes;
    uint32_t at;
};

/* The catalogue in use, global as in libintl. It is loaded before the first message. */
static struct {
    struct buffer file;
    struct head head;
} catalogue;

static struct string_range range_at(uint32_t table, uint32_t index)
{
    struct string_range range;

    memcpy(&range, catalogue.file.data + table + index * sizeof(range), sizeof(range));
    return range;
}

static const char *string_at(uint32_t table, uint32_t index)
{
    return catalogue.file.data + range_at(table, index).at;
}

/* Returns whether a table and all its strings lie within the file. */
static bool is_sound(uint32_t table)
{
    size_t bytes = catalogue.file.bytes;

    if (table > bytes || catalogue.head.count > (bytes - table) / sizeof(struct string_range))
        return false;
    for (uint32_t i = 0; i < catalogue.head.count; i++) {
        struct string_range range = range_at(table, i);

        if (range.at >= bytes || range.bytes >= bytes - range.at ||
            catalogue.file.data[range.at + range.bytes])
            return false;
    }
    return true;
}

static bool take_head(void)
{
    struct head *head = &catalogue.head;

    if (catalogue.file.bytes < sizeof(*head))
        return false;
    memcpy(head, catalogue.file.data, sizeof(*head));
    return head->magic == MAGIC && head->revision >> 16 == 0 && is_sound(head->ids_at) &&
           is_sound(head->texts_at);
}

bool i18n_open(const char *path)
{
    catalogue.head = (struct head){0};
    buffer_free(&catalogue.file);
    if (!path)
        return true;
    if (file_read(path, BOUND_CATALOGUE_MIB << 20, &catalogue.file) == 0 && take_head())
        return true;
    catalogue.head = (struct head){0};
    buffer_free(&catalogue.file);
    return false;
}

/* Returns the range of the text for a message id; its `bytes` are 0 if absent. */
static struct string_range find(const char *id)
{
    uint32_t low = 0, high = catalogue.head.count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(id, string_at(catalogue.head.ids_at, middle));

        if (order == 0)
            return range_at(catalogue.head.texts_at, middle);
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return (struct string_range){0};
}

const char *i18n_text(const char *id)
{
    struct string_range text = find(id);

    return *id && text.bytes ? catalogue.file.data + text.at : id;
}

/* English has one form for 1 and one for all other counts; Chinese has one form. */
const char *i18n_counted(const char *id, unsigned long count)
{
    struct string_range text = find(id);
    const char *one = i18n_text(id);
    size_t bytes = strlen(one);

    return one != id && count != 1 && text.bytes > bytes + 1 ? one + bytes + 1 : one;
}
