#include "content/index.h"

#include "base/alloc.h"
#include "index_format.h"

/* The texts to search, as they lie in an index. */

bool index_is_in_language(const struct index *index)
{
    return index_header(index)->language == index_language();
}

struct str index_packed_bytes(const struct index *index, enum packed_kind kind)
{
    return index_part(index, INDEX_PACKED + kind);
}

struct packed_texts index_packed(const struct index *index, enum packed_kind kind, size_t article)
{
    const struct str bytes = index_packed_bytes(index, kind);
    const struct str records = index_part(index, INDEX_PACKED_RECORDS + kind);
    const struct index_packed_record *record =
        (const struct index_packed_record *)(const void *)records.p + article;
    struct packed_texts texts = {.start = bytes.bytes, .next = bytes.bytes};
    size_t left, list, changes;

    if (article >= records.bytes / sizeof(*record) || record->offset > bytes.bytes ||
        record->offset % INDEX_ALIGNMENT != 0)
        return texts;
    left = bytes.bytes - record->offset;
    list = index_packed_list(record->bytes);
    if (list > left || record->within_count > (left - list) / sizeof(uint32_t) ||
        record->plain_bytes > record->bytes)
        return texts;
    changes = list + record->within_count * sizeof(uint32_t);
    if (record->change_bytes > left - changes)
        return texts;
    texts.start = record->offset;
    texts.next = record->offset + changes + record->change_bytes;
    texts.plain_bytes = record->plain_bytes;
    texts.folded.text = (char *)(uintptr_t)bytes.p + record->offset;
    texts.folded.bytes = record->bytes;
    texts.folded.within = (const uint32_t *)(const void *)(bytes.p + record->offset + list);
    texts.folded.within_count = record->within_count;
    texts.changes = (struct str){bytes.p + record->offset + changes, record->change_bytes};
    return texts;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Copies bytes of the index into the window. Returns false if they cannot be read. */
static bool fill(struct packed_window *window, const struct index *index, struct str bytes)
{
    struct buffer *copy = &window->copy;

    MEM_GROW(copy->data, copy->cap, bytes.bytes);
    copy->bytes = index_read(index, bytes, copy->data) ? bytes.bytes : 0;
    return copy->bytes == bytes.bytes;
}

struct str packed_window_bytes(struct packed_window *window, const struct index *index,
                               enum packed_kind kind, size_t from, size_t bytes, size_t ahead)
{
    const struct str all = index_packed_bytes(index, kind);
    const size_t left = from < all.bytes ? all.bytes - from : 0, most = least(bytes + ahead, left);
    const size_t before = (all.bytes - left) % INDEX_ALIGNMENT;
    const struct str mapped = {all.p + (all.bytes - left), most};
    size_t at = from - window->from; /* or SIZE_MAX and less if it is before the window */

    if (window->kind != kind || at > window->copy.bytes ||
        least(bytes, left) > window->copy.bytes - at) {
        window->kind = kind;
        window->from = all.bytes - left - before;
        at = before;
        if (!fill(window, index, (struct str){mapped.p - before, before + most}))
            return mapped;
    }
    return (struct str){window->copy.data + at, window->copy.bytes - at};
}

struct packed_texts packed_window_texts(struct packed_window *window, const struct index *index,
                                        enum packed_kind kind, size_t article, size_t ahead)
{
    struct packed_texts texts = index_packed(index, kind, article);
    const char *from = texts.folded.text, *to;

    if (!from)
        return texts;
    to = packed_window_bytes(window, index, kind, texts.start, texts.next - texts.start, ahead).p;
    texts.folded.text = (char *)(uintptr_t)to;
    texts.folded.within =
        (const uint32_t *)(const void *)(to + ((const char *)texts.folded.within - from));
    texts.changes.p = to + (texts.changes.p - from);
    return texts;
}
