#ifndef CONTENT_INDEX_FORMAT_H
#define CONTENT_INDEX_FORMAT_H

#include "base/file.h"
#include "base/str.h"
#include "content/article.h"
#include "content/index.h"

#include <stdint.h>

/* The file of an index: a header, then its parts. Numbers are in the
 * byte order of the machine that wrote them. */

#define INDEX_MAGIC "kanbao index\n"
/* The version also changes when the folding or the parser does, as the texts are kept folded. */
enum { INDEX_VERSION = 4, INDEX_BYTE_ORDER = 0x01020304 };

/* The parts begin at multiples of it, and so do an article's packed texts. */
enum { INDEX_ALIGNMENT = sizeof(uint64_t) };

enum index_part {
    INDEX_ARTICLES, /* struct index_record, in the order of the edition */
    INDEX_OTHERS,   /* struct index_record of the files that are no articles, in the order of the
                       walk; their only text is their path below the folder */
    INDEX_TEXTS,
    INDEX_IDS,   /* uint32_t: the articles sorted by id */
    INDEX_SHOWN, /* uint32_t: the articles to show, in their order */
    INDEX_TREES, /* struct tree_record, a part for each grouping and sorting */
    /* The texts to search, of all articles in the order of the edition: a part for each enum
       packed_kind, and one with a struct index_packed_record for each article. The bodies come
       first in the file: see index_partial.h. */
    INDEX_PACKED = INDEX_TREES + GROUPING_COUNT * SORTING_COUNT,
    INDEX_PACKED_RECORDS = INDEX_PACKED + PACKED_KINDS,
    INDEX_PARTS = INDEX_PACKED_RECORDS + PACKED_KINDS
};

struct index_slice {
    uint64_t offset; /* in the file or, of a text, in INDEX_TEXTS */
    uint64_t bytes;
    uint64_t sum; /* hash_of() it; not of a text */
};

struct index_header {
    char magic[16];
    uint32_t version;
    uint32_t byte_order;
    uint64_t bytes; /* of the file */
    uint64_t sum;   /* of this header, while this is 0 */
    struct index_slice parts[INDEX_PARTS];
    struct index_slice folder; /* its real path */
    struct index_slice name;   /* the bulletin's */
    uint64_t bad_articles;
    uint64_t bad_folders;
    uint32_t hide_expired;
    uint32_t hide_drafts;
    /* These articles are to be shown after a day, which may be empty, and up to another. */
    char after_day[16];
    char last_day[16];
    uint64_t language; /* index_language() of the writer */
};

enum index_flag { INDEX_PINNED = 1, INDEX_DRAFT = 2, INDEX_HEADLESS = 4 };

struct index_record {
    struct file_stamp stamp;
    struct index_slice texts; /* each as its uint32_t bytes and its bytes: the path below the
                                 folder, INDEX_FIELDS, then the number of authors, the authors, the
                                 number of topics, the topics */
    uint64_t body_start;
    uint64_t district_line;
    uint64_t expires_line;
    int32_t order;
    uint32_t flags; /* enum index_flag, or'ed together */
};

/* The folded texts of one kind of an article: a PACKED_END after each, 0 up to a multiple of 4,
 * `within` of struct folded, and what folding has changed (changes.h). A multiple of 8 bytes in
 * all. */
struct index_packed_record {
    uint64_t offset;      /* in its part */
    uint32_t bytes;       /* of the texts */
    uint32_t plain_bytes; /* of those before the addresses */
    uint32_t within_count;
    uint32_t change_bytes;
};

/* Returns the offset of `within` in the texts of an article. */
static inline size_t index_packed_list(size_t bytes)
{
    return (bytes + sizeof(uint32_t) - 1) / sizeof(uint32_t) * sizeof(uint32_t);
}

/* The offsets of the struct str members of struct article that an index keeps, in their order. */
enum { INDEX_FIELD_COUNT = 15 };
extern const size_t INDEX_FIELDS[INDEX_FIELD_COUNT];

/* Returns a number of the language of the program's own words, some of which are among the texts
 * (the heading of a box, 说明). */
uint64_t index_language(void);

/* Returns the checksum of a header. */
uint64_t index_header_sum(const struct index_header *header);

/* Returns the bytes of a part, and the header. */
struct str index_part(const struct index *index, enum index_part part);
const struct index_header *index_header(const struct index *index);

/* Copies some bytes of a part out of the file. Returns false if they cannot be read. */
bool index_read(const struct index *index, struct str mapped, char *out);

/* For comparing a folder with an index: the number of the records of a part; the record of a file,
 * given by its path below the folder, or SIZE_MAX, for which see index_find(); whether the file is
 * as it was then; the path of an article's file. */
size_t index_count(const struct index *index, enum index_part part);
size_t index_place(const struct index *index, enum index_part part, struct str relative,
                   size_t *near);
bool index_has_stamp(const struct index *index, enum index_part part, size_t record,
                     struct file_stamp stamp);
struct str index_relative(const struct index *index, size_t article);

#endif
