#include "content/index.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/hash.h"
#include "base/lower_bound.h"
#include "base/mapped_file.h"
#include "folder_walk.h"
#include "index_format.h"
#include "text/clean.h"

#include <stdlib.h>
#include <unistd.h>

struct index {
    struct str file; /* mapped */
    int fd;          /* of it */
    const struct index_header *header;
    struct str parts[INDEX_PARTS];
    struct buffer folder;      /* as given, with its / */
    struct article **articles; /* those that were asked for, else NULL */
    struct arena *arena;       /* owns them */
};

/* Reads texts one after the other. Beyond the end, texts are empty and numbers 0. */
struct cursor {
    struct str rest;
};

static struct str slice_of(struct str whole, struct index_slice slice)
{
    if (slice.offset > whole.bytes || slice.bytes > whole.bytes - slice.offset)
        return (struct str){0};
    return (struct str){whole.p + slice.offset, slice.bytes};
}

static uint32_t take_number(struct cursor *cursor)
{
    uint32_t number = 0;

    if (cursor->rest.bytes < sizeof(number)) {
        cursor->rest.bytes = 0;
        return 0;
    }
    memcpy(&number, cursor->rest.p, sizeof(number));
    cursor->rest.p += sizeof(number);
    cursor->rest.bytes -= sizeof(number);
    return number;
}

static bool is_clean_line(struct str text)
{
    return text_clean_prefix(text.p, text.bytes, 0) == text.bytes &&
           !memchr(text.p, '\n', text.bytes) && !memchr(text.p, '\t', text.bytes);
}

static struct str take_text(struct cursor *cursor)
{
    size_t bytes = take_number(cursor);
    struct str text = {cursor->rest.p, bytes};

    if (bytes > cursor->rest.bytes)
        cursor->rest.bytes = 0;
    if (!bytes || bytes > cursor->rest.bytes)
        return (struct str){0};
    cursor->rest.p += bytes;
    cursor->rest.bytes -= bytes;
    return is_clean_line(text) ? text : (struct str){0};
}

/* Takes a number of texts and the texts. */
static struct str *take_texts(struct cursor *cursor, struct arena *arena, size_t *count)
{
    size_t number = take_number(cursor);
    struct str *texts;

    *count = 0;
    if (!number || number > cursor->rest.bytes / sizeof(uint32_t))
        return NULL;
    texts = arena_alloc(arena, number * sizeof(*texts));
    for (*count = 0; *count < number; (*count)++)
        texts[*count] = take_text(cursor);
    return texts;
}

size_t index_count(const struct index *index, enum index_part part)
{
    return index->parts[part].bytes / sizeof(struct index_record);
}

static const struct index_record *record_at(const struct index *index, enum index_part part,
                                            size_t i)
{
    return (const struct index_record *)(const void *)index->parts[part].p + i;
}

static struct cursor texts_of(const struct index *index, const struct index_record *record)
{
    return (struct cursor){slice_of(index->parts[INDEX_TEXTS], record->texts)};
}

/* Returns whether a path leads to what is below the folder. */
static bool stays_below(struct str relative)
{
    struct str rest = relative;

    if (!rest.bytes || memchr(rest.p, '\0', rest.bytes))
        return false;
    for (;;) {
        const char *slash = memchr(rest.p, '/', rest.bytes);
        struct str name = {rest.p, slash ? (size_t)(slash - rest.p) : rest.bytes};

        if (!name.bytes || str_eq(name, str_of(".")) || str_eq(name, str_of("..")))
            return false;
        if (!slash)
            return true;
        rest.p += name.bytes + 1;
        rest.bytes -= name.bytes + 1;
    }
}

/* Returns the path to open a file by; one that does not stay below the folder becomes the folder,
 * which is no article. */
static struct str full_path(const struct index *index, struct str relative)
{
    struct buffer path = {0};
    struct str kept;

    buffer_add_str(&path, buffer_str(&index->folder));
    if (stays_below(relative))
        buffer_add_str(&path, relative);
    kept = arena_copy(index->arena, buffer_str(&path));
    buffer_free(&path);
    return kept;
}

/* Returns the text, whose digits are taken by their places, or nothing if it is forged. */
static struct str of_length(struct str text, size_t bytes)
{
    return text.bytes == bytes ? text : (struct str){0};
}

static struct article *make_article(const struct index *index, const struct index_record *record)
{
    struct article *article = arena_alloc(index->arena, sizeof(*article));
    struct cursor cursor = texts_of(index, record);

    article->path = full_path(index, take_text(&cursor));
    for (size_t i = 0; i < INDEX_FIELD_COUNT; i++)
        *(struct str *)(void *)((char *)article + INDEX_FIELDS[i]) = take_text(&cursor);
    article->mark_id = article->id;
    article->date = of_length(article->date, strlen("YYYY-MM-DD"));
    article->month = of_length(article->month, strlen("YYYY-MM"));
    article->authors = take_texts(&cursor, index->arena, &article->author_count);
    article->topics = take_texts(&cursor, index->arena, &article->topic_count);
    article->order = record->order;
    article->pinned = record->flags & INDEX_PINNED;
    article->draft = record->flags & INDEX_DRAFT;
    article->headless = record->flags & INDEX_HEADLESS;
    article->district_line = record->district_line;
    article->expires_line = record->expires_line;
    article->body_start = record->body_start;
    article->stamp = record->stamp;
    return article;
}

const struct article *index_article(const struct index *index, size_t article)
{
    static const struct article NONE;

    if (article >= index_count(index, INDEX_ARTICLES))
        return &NONE;
    if (!index->articles[article])
        index->articles[article] = make_article(index, record_at(index, INDEX_ARTICLES, article));
    return index->articles[article];
}

/* Returns a text that stands in the header. */
static struct str header_text(const struct index *index, struct index_slice slice)
{
    struct str text = slice_of(index->parts[INDEX_TEXTS], slice);

    return text.bytes && is_clean_line(text) ? text : (struct str){0};
}

static bool is_index(struct str file)
{
    const struct index_header *header = (const struct index_header *)(const void *)file.p;

    return file.bytes >= sizeof(*header) &&
           memcmp(header->magic, INDEX_MAGIC, sizeof(INDEX_MAGIC)) == 0 &&
           header->version == INDEX_VERSION && header->byte_order == INDEX_BYTE_ORDER &&
           header->bytes == file.bytes && header->sum == index_header_sum(header);
}

/* Finds the parts. Returns whether each is within the file, and of as many numbers as articles. */
static bool take_parts(struct index *index)
{
    size_t count;

    for (int part = 0; part < INDEX_PARTS; part++) {
        struct index_slice slice = index->header->parts[part];

        index->parts[part] = slice_of(index->file, slice);
        if (index->parts[part].bytes != slice.bytes || slice.offset % INDEX_ALIGNMENT != 0)
            return false;
    }
    count = index_count(index, INDEX_ARTICLES);
    for (int kind = 0; kind < PACKED_KINDS; kind++)
        if (index->parts[INDEX_PACKED_RECORDS + kind].bytes !=
            count * sizeof(struct index_packed_record))
            return false;
    return count <= BOUND_ARTICLES && index->parts[INDEX_IDS].bytes == count * sizeof(uint32_t) &&
           index->parts[INDEX_SHOWN].bytes <= count * sizeof(uint32_t);
}

/* Returns whether the index is that of the folder. */
static bool is_of_folder(const struct index *index, const char *folder)
{
    char *real = realpath(folder, NULL);
    bool same = real && str_eq(header_text(index, index->header->folder), str_of(real));

    free(real);
    return same;
}

struct index *index_open(const char *path, const char *folder)
{
    int fd;
    struct str file = mapped_file_open(path, &fd);
    struct index *index;

    if (!file.bytes)
        return NULL;
    if (!is_index(file)) {
        mapped_file_close(file);
        close(fd);
        return NULL;
    }
    index = mem_zeroed(1, sizeof(*index));
    index->file = file;
    index->fd = fd;
    index->header = (const struct index_header *)(const void *)file.p;
    index->arena = mem_zeroed(1, sizeof(*index->arena));
    if (!take_parts(index) || !is_of_folder(index, folder)) {
        index_close(index);
        return NULL;
    }
    buffer_add_text(&index->folder, folder);
    if (index->folder.bytes < folder_walk_prefix_bytes(folder))
        buffer_add_char(&index->folder, '/');
    index->articles = mem_zeroed(index_count(index, INDEX_ARTICLES) + 1, sizeof(struct article *));
    return index;
}

void index_close(struct index *index)
{
    if (!index)
        return;
    mapped_file_close(index->file);
    close(index->fd);
    arena_free(index->arena);
    free(index->arena);
    free(index->articles);
    buffer_free(&index->folder);
    free(index);
}

uint64_t index_identity(const struct index *index)
{
    return index->header->sum ? index->header->sum : 1;
}

/* Returns a day of the header, which has a NUL after it or is no day. */
static struct str day_of(const char day[16])
{
    return (struct str){day, strnlen(day, 16)};
}

bool index_fits(const struct index *index, const struct edition_filter *filter)
{
    const struct index_header *header = index->header;

    return (header->hide_expired != 0) == filter->hide_expired &&
           (header->hide_drafts != 0) == filter->hide_drafts &&
           (!filter->hide_expired || (str_cmp(day_of(header->after_day), filter->today) < 0 &&
                                      str_cmp(filter->today, day_of(header->last_day)) <= 0));
}

void index_describe(const struct index *index, struct edition *edition)
{
    edition->name = header_text(index, index->header->name);
    edition->article_count = index_count(index, INDEX_ARTICLES);
    edition->by_id = (const uint32_t *)(const void *)index->parts[INDEX_IDS].p;
    edition->shown = (const uint32_t *)(const void *)index->parts[INDEX_SHOWN].p;
    edition->shown_count = index->parts[INDEX_SHOWN].bytes / sizeof(*edition->shown);
    edition->bad_count = index->header->bad_articles;
    edition->bad_folder_count = index->header->bad_folders;
}

/* Returns the record that stands at a place of its part's order, SIZE_MAX if that is forged. */
static size_t record_in_order(const struct index *index, enum index_part part, size_t place)
{
    const uint32_t *ids = (const uint32_t *)(const void *)index->parts[INDEX_IDS].p;
    size_t record = part == INDEX_ARTICLES ? ids[place] : place;

    return record < index_count(index, part) ? record : SIZE_MAX;
}

/* Returns the path of a record's file. Stores by which text the records are in order: their ids or,
 * if they have none, their paths. */
static struct str path_of(const struct index *index, enum index_part part, size_t record,
                          struct str *key)
{
    struct cursor cursor = texts_of(index, record_at(index, part, record));
    struct str path = take_text(&cursor);

    *key = part == INDEX_ARTICLES ? take_text(&cursor) : path;
    return path;
}

static void skip_texts(struct cursor *cursor, size_t count)
{
    while (count-- && cursor->rest.bytes) {
        size_t bytes = take_number(cursor);

        if (bytes > cursor->rest.bytes)
            bytes = cursor->rest.bytes;
        cursor->rest.p += bytes;
        cursor->rest.bytes -= bytes;
    }
}

/* Returns a text of an article behind some others. */
static struct str text_behind(const struct index *index, size_t article, size_t count)
{
    struct cursor cursor;

    if (article >= index_count(index, INDEX_ARTICLES))
        return (struct str){0};
    cursor = texts_of(index, record_at(index, INDEX_ARTICLES, article));
    skip_texts(&cursor, count);
    return take_text(&cursor);
}

struct str index_id(const struct index *index, size_t article)
{
    return text_behind(index, article, 1); /* the path */
}

struct str index_title(const struct index *index, size_t article)
{
    return text_behind(index, article, 2); /* the path and the id */
}

struct str index_value(const struct index *index, size_t article, enum edition_field field,
                       size_t i)
{
    static const size_t OFFSETS[] = {
        [EDITION_DISTRICT] = offsetof(struct article, district),
        [EDITION_PLACE] = offsetof(struct article, place),
        [EDITION_DATE] = offsetof(struct article, date),
    };
    const bool many = field == EDITION_AUTHORS || field == EDITION_TOPICS;
    struct cursor cursor;
    struct str value;

    if (article >= index_count(index, INDEX_ARTICLES))
        return (struct str){0};
    cursor = texts_of(index, record_at(index, INDEX_ARTICLES, article));
    skip_texts(&cursor, 1); /* the path */
    for (size_t n = 0; n < INDEX_FIELD_COUNT && (many || INDEX_FIELDS[n] != OFFSETS[field]); n++)
        skip_texts(&cursor, 1);
    if (field == EDITION_TOPICS)
        skip_texts(&cursor, take_number(&cursor)); /* the authors */
    if (i >= (many ? take_number(&cursor) : 1))
        return (struct str){0};
    skip_texts(&cursor, i);
    value = take_text(&cursor);
    return field == EDITION_DATE ? of_length(value, strlen("YYYY-MM-DD")) : value;
}

/* Returns a path without the ending of its file's name. */
static struct str without_ending(struct str path)
{
    size_t bytes = path.bytes;

    while (bytes && path.p[bytes - 1] != '.')
        bytes--;
    return bytes ? (struct str){path.p, bytes - 1} : path;
}

/* A record that is looked for by its key. */
struct wanted {
    const struct index *index;
    enum index_part part;
    struct str key;
};

static bool is_before(const void *context, size_t place)
{
    const struct wanted *wanted = context;
    size_t record = record_in_order(wanted->index, wanted->part, place);
    struct str key = {0};

    if (record != SIZE_MAX)
        path_of(wanted->index, wanted->part, record, &key);
    return str_cmp(key, wanted->key) < 0;
}

/* Returns the record at a place of its part's order, if it is of a path, else SIZE_MAX. */
static size_t record_of_path(const struct index *index, enum index_part part, size_t place,
                             struct str relative)
{
    size_t record =
        place < index_count(index, part) ? record_in_order(index, part, place) : SIZE_MAX;
    struct cursor cursor;

    if (record == SIZE_MAX)
        return SIZE_MAX;
    cursor = texts_of(index, record_at(index, part, record));
    if (take_number(&cursor) != relative.bytes || relative.bytes > cursor.rest.bytes)
        return SIZE_MAX;
    cursor.rest.bytes = relative.bytes;
    return str_eq(cursor.rest, relative) ? record : SIZE_MAX;
}

size_t index_place(const struct index *index, enum index_part part, struct str relative,
                   size_t *near)
{
    size_t record = record_of_path(index, part, *near, relative);

    if (record == SIZE_MAX) {
        const struct wanted wanted = {index, part,
                                      part == INDEX_ARTICLES ? without_ending(relative) : relative};

        *near = lower_bound(0, index_count(index, part), is_before, &wanted);
        record = record_of_path(index, part, *near, relative);
    }
    *near += record != SIZE_MAX;
    return record;
}

bool index_has_stamp(const struct index *index, enum index_part part, size_t record,
                     struct file_stamp stamp)
{
    return file_stamp_eq(record_at(index, part, record)->stamp, stamp);
}

size_t index_find(const struct index *index, struct str relative, struct file_stamp stamp,
                  size_t *near)
{
    size_t record = index_place(index, INDEX_ARTICLES, relative, near);

    return record != SIZE_MAX && index_has_stamp(index, INDEX_ARTICLES, record, stamp) ? record
                                                                                       : SIZE_MAX;
}

bool index_has_other(const struct index *index, struct str beginning)
{
    const struct wanted wanted = {index, INDEX_OTHERS, beginning};
    const size_t count = index_count(index, INDEX_OTHERS);
    size_t record = lower_bound(0, count, is_before, &wanted);
    struct str path = {0};

    if (record < count)
        path = path_of(index, INDEX_OTHERS, record, &path);
    return path.p && path.bytes >= beginning.bytes &&
           memcmp(path.p, beginning.p, beginning.bytes) == 0;
}

struct str index_relative(const struct index *index, size_t article)
{
    struct str key, relative = path_of(index, INDEX_ARTICLES, article, &key);

    return stays_below(relative) ? relative : (struct str){0};
}

const struct index_header *index_header(const struct index *index)
{
    return index->header;
}

struct str index_part(const struct index *index, enum index_part part)
{
    return index->parts[part];
}

bool index_read(const struct index *index, struct str mapped, char *out)
{
    return pread(index->fd, out, mapped.bytes, mapped.p - index->file.p) == (ssize_t)mapped.bytes;
}

size_t index_file_bytes(const struct index *index, size_t article)
{
    return article < index_count(index, INDEX_ARTICLES)
               ? record_at(index, INDEX_ARTICLES, article)->stamp.bytes
               : 0;
}

bool index_is_cut(const struct index *index)
{
    return mapped_file_is_cut(index->file);
}

bool index_is_whole(const struct index *index)
{
    for (int part = 0; part < INDEX_PARTS; part++)
        if (hash_of(index->parts[part]) != index->header->parts[part].sum)
            return false;
    return true;
}

const struct tree_record *index_tree(const struct index *index, enum grouping grouping,
                                     enum sorting sorting, size_t *count)
{
    struct str part = index->parts[INDEX_TREES + (int)grouping * SORTING_COUNT + (int)sorting];

    *count = part.bytes / sizeof(struct tree_record);
    return (const struct tree_record *)(const void *)part.p;
}
