#include "base/alloc.h"
#include "base/hash.h"
#include "content/index.h"
#include "folder_walk.h"
#include "index_format.h"
#include "index_pack.h"
#include "index_partial.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* The bodies are written whenever there are as many bytes of them: all of them are larger than the
 * memory should be. */
enum { BODIES = INDEX_PACKED + PACKED_BODY, PIECE_BYTES = 1 << 20 };

/* An index that is being made: its parts, and the texts that its records refer to. */
struct writer {
    const struct edition *edition;
    const struct index *known;     /* an older one, with the bodies of unchanged files, or NULL, */
    struct index_partial *partial; /* and one that was not finished, likewise */
    struct buffer parts[INDEX_PARTS];
    struct index_header header;
    struct packer packer;
    struct file_replacement file;
    const struct edition_watch *watch; /* or NULL */
    size_t folder_bytes;               /* of the articles' paths, with the / */
    size_t near;                       /* the last known body: see index_find() */
};

static void add_number(struct buffer *texts, size_t number)
{
    uint32_t fixed = (uint32_t)number;

    buffer_add(texts, &fixed, sizeof(fixed));
}

static void add_text(struct buffer *texts, struct str text)
{
    add_number(texts, text.bytes);
    buffer_add_str(texts, text);
}

static void add_texts(struct buffer *texts, const struct str *each, size_t count)
{
    add_number(texts, count);
    for (size_t i = 0; i < count; i++)
        add_text(texts, each[i]);
}

static void add_article(struct writer *writer, const struct article *article)
{
    struct buffer *texts = &writer->parts[INDEX_TEXTS];
    struct index_record record = {.stamp = article->stamp,
                                  .texts.offset = texts->bytes,
                                  .body_start = article->body_start,
                                  .district_line = article->district_line,
                                  .expires_line = article->expires_line,
                                  .order = article->order,
                                  .flags = (article->pinned ? INDEX_PINNED : 0U) |
                                           (article->draft ? INDEX_DRAFT : 0U) |
                                           (article->headless ? INDEX_HEADLESS : 0U)};

    add_text(texts, (struct str){article->path.p + writer->folder_bytes,
                                 article->path.bytes - writer->folder_bytes});
    for (size_t i = 0; i < INDEX_FIELD_COUNT; i++)
        add_text(texts,
                 *(const struct str *)(const void *)((const char *)article + INDEX_FIELDS[i]));
    add_texts(texts, article->authors, article->author_count);
    add_texts(texts, article->topics, article->topic_count);
    record.texts.bytes = texts->bytes - record.texts.offset;
    buffer_add(&writer->parts[INDEX_ARTICLES], &record, sizeof(record));
}

/* Appends the texts of an article to search, of all kinds but the body. */
static void pack_header(struct writer *writer, const struct article *article)
{
    for (int kind = 0; kind < PACKED_BODY; kind++) {
        struct buffer *packed = &writer->parts[INDEX_PACKED + kind];

        index_pack(&writer->packer, (enum packed_kind)kind, article, NULL, packed, packed->bytes,
                   &writer->parts[INDEX_PACKED_RECORDS + kind]);
    }
}

static void add_other(struct writer *writer, const struct edition_other *other)
{
    struct buffer *texts = &writer->parts[INDEX_TEXTS];
    struct index_record record = {.stamp = other->stamp, .texts.offset = texts->bytes};

    add_text(texts, other->relative);
    record.texts.bytes = texts->bytes - record.texts.offset;
    buffer_add(&writer->parts[INDEX_OTHERS], &record, sizeof(record));
}

/* Returns the slice of a text of the header. */
static struct index_slice add_header_text(struct writer *writer, struct str text)
{
    struct buffer *texts = &writer->parts[INDEX_TEXTS];
    struct index_slice slice = {.offset = texts->bytes, .bytes = text.bytes};

    buffer_add_str(texts, text);
    return slice;
}

static void add_trees(struct writer *writer)
{
    struct tree tree;

    for (int grouping = 0; grouping < GROUPING_COUNT; grouping++)
        for (int sorting = 0; sorting < SORTING_COUNT; sorting++) {
            tree_build(&tree, writer->edition, (enum grouping)grouping, (enum sorting)sorting);
            buffer_add(&writer->parts[INDEX_TREES + grouping * SORTING_COUNT + sorting],
                       tree.records, tree.count * sizeof(*tree.records));
            tree_free(&tree);
        }
}

/* Notes the days on which the articles shown are the same: after the day on which the last of the
 * expired ones expired, and up to the day on which the first of the others does. */
static void note_days(struct writer *writer)
{
    const struct edition *edition = writer->edition;
    struct str after = str_of(""), last = str_of("9999-99-99");

    for (size_t i = 0; i < edition->article_count; i++) {
        struct str expires = edition_article(edition, i)->expires;

        if (!expires.bytes)
            continue;
        if (edition_has_expired(edition, i))
            after = str_cmp(expires, after) > 0 ? expires : after;
        else
            last = str_cmp(expires, last) < 0 ? expires : last;
    }
    memcpy(writer->header.after_day, after.p,
           after.bytes < sizeof(writer->header.after_day) ? after.bytes : 0);
    memcpy(writer->header.last_day, last.p,
           last.bytes < sizeof(writer->header.last_day) ? last.bytes : 0);
}

static void collect(struct writer *writer, const char *folder)
{
    const struct edition *edition = writer->edition;
    struct index_header *header = &writer->header;

    for (size_t i = 0; i < edition->article_count; i++) {
        add_article(writer, edition_article(edition, i));
        pack_header(writer, edition_article(edition, i));
    }
    for (size_t i = 0; i < edition->other_count; i++)
        add_other(writer, &edition->others[i]);
    buffer_add(&writer->parts[INDEX_IDS], edition->by_id,
               edition->article_count * sizeof(*edition->by_id));
    buffer_add(&writer->parts[INDEX_SHOWN], edition->shown,
               edition->shown_count * sizeof(*edition->shown));
    add_trees(writer);
    header->folder = add_header_text(writer, str_of(folder));
    header->name = add_header_text(writer, edition->name);
    header->bad_articles = edition->bad_count;
    header->bad_folders = edition->bad_folder_count;
    header->hide_expired = edition->filter.hide_expired;
    header->hide_drafts = edition->filter.hide_drafts;
    header->language = index_language();
    note_days(writer);
}

/* Appends a part to the file, or more of the bodies, and empties its buffer. */
static void put_part(struct writer *writer, int part)
{
    struct index_slice *slice = &writer->header.parts[part];
    struct buffer *bytes = &writer->parts[part];

    if (!slice->bytes)
        *slice = (struct index_slice){writer->header.bytes, 0, hash_begin()};
    slice->bytes += bytes->bytes;
    slice->sum = hash_more(slice->sum, buffer_str(bytes));
    while (bytes->bytes % INDEX_ALIGNMENT)
        buffer_add_char(bytes, '\0');
    file_replace_add(&writer->file, buffer_str(bytes));
    writer->header.bytes += bytes->bytes;
    buffer_clear(bytes);
}

/* Finds the packed body of a file that has not changed since the index that the edition was made
 * from, or since one that was not finished. */
static bool find_known(struct writer *writer, struct str relative, struct file_stamp stamp,
                       struct packed_texts *texts)
{
    size_t found = SIZE_MAX;

    if (writer->known)
        found = index_find(writer->known, relative, stamp, &writer->near);
    if (found != SIZE_MAX)
        *texts = index_packed(writer->known, PACKED_BODY, found);
    return found != SIZE_MAX ||
           (writer->partial && index_partial_find(writer->partial, relative, stamp, texts));
}

/* Appends the body of an article, with its head. */
static void add_body(struct writer *writer, const struct article *article)
{
    struct buffer *bodies = &writer->parts[BODIES];
    const struct str relative = {article->path.p + writer->folder_bytes,
                                 article->path.bytes - writer->folder_bytes};
    const size_t head = bodies->bytes;
    struct packed_texts known;
    bool is_known = find_known(writer, relative, article->stamp, &known);

    index_partial_begin(bodies, relative, article->stamp);
    index_pack(&writer->packer, PACKED_BODY, article, is_known ? &known : NULL, bodies,
               writer->header.parts[BODIES].bytes + bodies->bytes,
               &writer->parts[INDEX_PACKED_RECORDS + PACKED_BODY]);
    index_partial_end(bodies, head, &writer->parts[INDEX_PACKED_RECORDS + PACKED_BODY]);
}

/* Writes the bodies. */
static void put_bodies(struct writer *writer)
{
    const struct edition *edition = writer->edition;

    for (size_t i = 0; i < edition->article_count && !writer->file.error; i++) {
        add_body(writer, edition_article(edition, i));
        if (writer->parts[BODIES].bytes >= PIECE_BYTES)
            put_part(writer, BODIES);
        if (writer->watch && (i + 1) % EDITION_WATCH_FILES == 0)
            writer->watch->done(writer->watch->context, i + 1);
    }
    put_part(writer, BODIES);
}

/* Writes the parts and, once it is complete, the header. */
static int put(struct writer *writer, const char *path)
{
    struct index_header *header = &writer->header;
    const struct str head = {(const char *)header, sizeof(*header)};

    memcpy(header->magic, INDEX_MAGIC, sizeof(INDEX_MAGIC));
    header->version = INDEX_VERSION;
    header->byte_order = INDEX_BYTE_ORDER;
    header->bytes = sizeof(*header);
    file_replace_begin(&writer->file, path);
    file_replace_add(&writer->file, head);
    put_bodies(writer);
    for (int part = 0; part < INDEX_PARTS; part++)
        if (part != BODIES)
            put_part(writer, part);
    header->sum = index_header_sum(header);
    return file_replace_end(&writer->file, head, 0644);
}

int index_write(const char *path, const struct edition *edition, const char *folder,
                const struct edition_watch *watch)
{
    struct writer writer = {
        .edition = edition, .watch = watch, .folder_bytes = folder_walk_prefix_bytes(folder)};
    char *real = realpath(folder, NULL);
    int error = errno;
    struct buffer partial = {0};

    if (!real)
        return error ? error : EIO;
    if (edition->known && index_is_in_language(edition->known))
        writer.known = edition->known;
    buffer_addf(&partial, "%s" INDEX_PARTIAL, path);
    writer.partial = index_partial_open(buffer_c_str(&partial));
    collect(&writer, real);
    error = put(&writer, path);
    index_partial_close(writer.partial);
    unlink(partial.data); /* whatever the result: a full disk needs the room */
    buffer_free(&partial);
    for (int part = 0; part < INDEX_PARTS; part++)
        buffer_free(&writer.parts[part]);
    packer_free(&writer.packer);
    free(real);
    return error;
}
