#include "content/index.h"
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
