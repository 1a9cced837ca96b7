#include "header.h"

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "header_keys.h"

#include <stdlib.h>

/* The most faults reported for one header. */
enum { MOST_FAULTS = 64 };

struct header_entry *header_add_entry(struct header *header, struct str key, size_t line)
{
    struct header_entry *entry;

    MEM_GROW(header->entries, header->cap, header->count + 1);
    entry = &header->entries[header->count++];
    *entry = (struct header_entry){
        .key = key, .line = line, .at_line = line, .first = header->item_count};
    return entry;
}

void header_add_item(struct header *header, struct header_item item)
{
    struct header_entry *entry = &header->entries[header->count - 1];

    if (entry->count == HEADER_MOST_ITEMS) {
        entry->too_many = true;
        return;
    }
    MEM_GROW(header->items, header->item_cap, header->item_count + 1);
    header->items[header->item_count++] = item;
    entry->count++;
}

void header_add_fault(struct header *header, struct header_fault fault)
{
    if (header->fault_count == MOST_FAULTS)
        return;
    MEM_GROW(header->faults, header->fault_cap, header->fault_count + 1);
    header->faults[header->fault_count++] = fault;
}

void header_clear(struct header *header)
{
    arena_free(&header->arena);
    header->count = header->item_count = header->fault_count = 0;
}

void header_free(struct header *header)
{
    arena_free(&header->arena);
    free(header->entries);
    free(header->items);
    free(header->faults);
    *header = (struct header){0};
}

/* Blanks the line with this number, so that the lines after it can be read. */
static void blank_line(struct buffer *text, size_t first, size_t line)
{
    char *at = text->data, *end = text->data + text->bytes;

    for (; at && line > first; line--) {
        at = memchr(at, '\n', (size_t)(end - at));
        at = at ? at + 1 : NULL;
    }
    for (; at && at < end && *at != '\n'; at++)
        if (*at != '\r')
            *at = ' ';
}

/* Returns the quick reader's fault on this line, or NULL. */
static const struct header_fault *fault_on(const struct header *flat, size_t line)
{
    for (size_t i = 0; i < flat->fault_count; i++)
        if (flat->faults[i].line == line)
            return &flat->faults[i];
    return NULL;
}

/* Returns the quick reader's last fault before this line for something not closed, or NULL. */
static const struct header_fault *opened_before(const struct header *flat, size_t line)
{
    const struct header_fault *found = NULL;

    for (size_t i = 0; i < flat->fault_count; i++)
        if (flat->faults[i].opens && flat->faults[i].line < line)
            found = &flat->faults[i];
    return found;
}

/* Returns a fault of libyaml's, or that of the quick reader if its words are better. */
static struct header_fault best_words(const struct header *flat, struct header_fault fault)
{
    const struct header_fault *better = fault_on(flat, fault.line);

    /* The quick reader knows no indented lines, which YAML allows below a key. */
    if (better && better->of_layout && !fault.of_layout)
        return fault;
    if (!better)
        better = opened_before(flat, fault.line);
    return better ? *better : fault;
}

/* Returns a known key that became part of a quoted text, or NULL. A quotation mark may be closed on
 * a later line, but with a known key in between somebody forgot to close it, and a `draft: true`
 * would be text. */
static const struct header_entry *swallowed_entry(const struct header *flat,
                                                  const struct header *yaml)
{
    size_t j = 0;

    for (size_t i = 0; i < flat->count; i++) {
        size_t line = flat->entries[i].line;

        while (j < yaml->count && yaml->entries[j].line < line)
            j++;
        if ((j == yaml->count || yaml->entries[j].line != line) && key_find(flat->entries[i].key))
            return &flat->entries[i];
    }
    return NULL;
}

/* Adds the faults that are errors even in valid YAML. */
static void tell_firm(const struct header *flat, struct header *told)
{
    for (size_t i = 0; i < flat->fault_count; i++)
        if (flat->faults[i].firm)
            header_add_fault(told, flat->faults[i]);
}

/* Reads with libyaml until nothing is wrong, blanking each wrong line, so that each mistake is
 * reported once. Adds the faults to `told`. */
static void read_by_libyaml(struct header *yaml, const struct header *flat, struct str text,
                            size_t line, struct header *told)
{
    enum { MOST_ROUNDS = 8 };
    struct buffer copy = {0};

    buffer_add_str(&copy, text);
    for (int round = 0; round < MOST_ROUNDS; round++) {
        struct header_fault fault;

        header_clear(yaml);
        yaml_read(yaml, buffer_str(&copy), line);
        if (!yaml->fault_count)
            break;
        fault = yaml->faults[0].firm ? yaml->faults[0] : best_words(flat, yaml->faults[0]);
        if (fault_on(told, fault.line))
            break;
        header_add_fault(told, fault);
        if (fault.firm)
            break;
        blank_line(&copy, line, fault.line);
    }
    buffer_free(&copy);
}

void header_read_yaml(struct header *header, struct str text, size_t line)
{
    struct header flat = {0}, yaml = {0}, told = {0};
    const struct header_entry *swallowed;

    flat_read(header, text, line);
    if (!header->fault_count)
        return;
    flat = *header;
    tell_firm(&flat, &told);
    if (!told.fault_count)
        read_by_libyaml(&yaml, &flat, text, line, &told);
    if (!told.fault_count && (swallowed = swallowed_entry(&flat, &yaml))) {
        struct header_fault fault = {.line = swallowed->line,
                                     .column = 1,
                                     .message =
                                         _("上面有引号或括号没有成对，这一行成了它的一部分")};

        header_add_fault(&told, best_words(&flat, fault));
        header_clear(&yaml);
    }
    *header = yaml;
    header->fault_count = 0;
    for (size_t i = 0; i < told.fault_count; i++)
        header_add_fault(header, told.faults[i]);
    header_free(&told);
    header_free(&flat);
}
