#include "index_partial.h"

#include "base/alloc.h"
#include "base/hash.h"
#include "base/lower_bound.h"
#include "base/mapped_file.h"
#include "index_format.h"

#include <stdlib.h>

/* The head of a packed body: a multiple of INDEX_ALIGNMENT. */
struct head {
    uint64_t sum; /* of the head, with 0 here, and of the body */
    uint64_t key; /* key_of() the file */
    struct file_stamp stamp;
    uint32_t bytes, plain_bytes, within_count; /* see struct index_packed_record */
    uint32_t unused;
};

/* A head that was found, by its key. */
struct found {
    uint64_t key;
    const struct head *head;
};

struct index_partial {
    struct str file;
    struct found *found; /* sorted */
    size_t count, cap;
};

/* Returns a number of a file's path and of the language of the texts. */
static uint64_t key_of(struct str relative)
{
    const uint64_t language = index_language();

    return hash_more(hash_of((struct str){(const char *)&language, sizeof(language)}), relative);
}

/* Returns the bytes of a body and what is up to the next head. */
static size_t body_bytes(const struct head *head)
{
    size_t bytes = index_packed_list(head->bytes) + head->within_count * sizeof(uint32_t);

    return (bytes + INDEX_ALIGNMENT - 1) / INDEX_ALIGNMENT * INDEX_ALIGNMENT;
}

static uint64_t sum_of(const struct head *head, struct str body)
{
    struct head copy = *head;

    copy.sum = 0;
    return hash_more(hash_of((struct str){(const char *)&copy, sizeof(copy)}), body);
}

void index_partial_begin(struct buffer *bodies, struct str relative, struct file_stamp stamp)
{
    const struct head head = {.key = key_of(relative), .stamp = stamp};

    buffer_add(bodies, &head, sizeof(head));
}

void index_partial_end(struct buffer *bodies, size_t at, const struct buffer *records)
{
    const size_t body = at + sizeof(struct head);
    struct index_packed_record record;
    struct head head;

    memcpy(&head, bodies->data + at, sizeof(head));
    memcpy(&record, records->data + records->bytes - sizeof(record), sizeof(record));
    head.bytes = record.bytes;
    head.plain_bytes = record.plain_bytes;
    head.within_count = record.within_count;
    head.sum = sum_of(&head, (struct str){bodies->data + body, bodies->bytes - body});
    memcpy(bodies->data + at, &head, sizeof(head));
}

static int compare_keys(const void *a, const void *b)
{
    const struct found *left = a, *right = b;

    return (left->key > right->key) - (left->key < right->key);
}

/* Finds the heads, up to one whose body was not written, or is torn. */
static void find_heads(struct index_partial *partial)
{
    struct str rest = {partial->file.p + sizeof(struct index_header),
                       partial->file.bytes - sizeof(struct index_header)};

    while (rest.bytes >= sizeof(struct head)) {
        const struct head *head = (const struct head *)(const void *)rest.p;
        const size_t bytes = body_bytes(head);
        const struct str body = {rest.p + sizeof(*head), bytes};

        if (bytes > rest.bytes - sizeof(*head) || head->sum != sum_of(head, body))
            break;
        MEM_GROW(partial->found, partial->cap, partial->count + 1);
        partial->found[partial->count++] = (struct found){head->key, head};
        rest.p += sizeof(*head) + bytes;
        rest.bytes -= sizeof(*head) + bytes;
    }
    if (partial->count)
        qsort(partial->found, partial->count, sizeof(*partial->found), compare_keys);
}

struct index_partial *index_partial_open(const char *path)
{
    struct str file = mapped_file_open(path, NULL);
    const struct index_header *header = (const struct index_header *)(const void *)file.p;
    struct index_partial *partial;

    if (!file.bytes)
        return NULL;
    if (file.bytes < sizeof(*header) ||
        memcmp(header->magic, INDEX_MAGIC, sizeof(INDEX_MAGIC)) != 0 ||
        header->version != INDEX_VERSION || header->byte_order != INDEX_BYTE_ORDER) {
        mapped_file_close(file);
        return NULL;
    }
    partial = mem_zeroed(1, sizeof(*partial));
    partial->file = file;
    find_heads(partial);
    return partial;
}

/* A key that is looked for. */
struct wanted {
    const struct index_partial *partial;
    uint64_t key;
};

static bool is_before(const void *context, size_t i)
{
    const struct wanted *wanted = context;

    return wanted->partial->found[i].key < wanted->key;
}

bool index_partial_find(const struct index_partial *partial, struct str relative,
                        struct file_stamp stamp, struct packed_texts *texts)
{
    const struct wanted wanted = {partial, key_of(relative)};
    size_t at = lower_bound(0, partial->count, is_before, &wanted);
    const struct head *head;
    const char *body;

    if (at == partial->count || partial->found[at].key != wanted.key ||
        !file_stamp_eq(partial->found[at].head->stamp, stamp))
        return false;
    head = partial->found[at].head;
    body = (const char *)(head + 1);
    *texts = (struct packed_texts){.plain_bytes = head->plain_bytes};
    texts->folded.text = (char *)(uintptr_t)body;
    texts->folded.bytes = head->bytes;
    texts->folded.within = (const uint32_t *)(const void *)(body + index_packed_list(head->bytes));
    texts->folded.within_count = head->within_count;
    return true;
}

void index_partial_close(struct index_partial *partial)
{
    if (!partial)
        return;
    mapped_file_close(partial->file);
    free(partial->found);
    free(partial);
}
