#ifndef CONTENT_INDEX_PARTIAL_H
#define CONTENT_INDEX_PARTIAL_H

#include "base/buffer.h"
#include "content/article.h"
#include "content/index.h"

/* The packed bodies in the file of an unfinished index, which the next index takes over instead of
 * packing them again. Each packed body has a head before it that says of which file it is, and a
 * checksum. */

/* Appends the head of a body of a file, given by its path below the folder, that follows it. */
void index_partial_begin(struct buffer *bodies, struct str relative, struct file_stamp stamp);

/* Completes the head, at an offset in `bodies`, of the body that has been appended, whose struct
 * index_packed_record is the last one of `records`. */
void index_partial_end(struct buffer *bodies, size_t head, const struct buffer *records);

struct index_partial;

/* Maps the beginning of an index. Returns NULL if there is none. */
struct index_partial *index_partial_open(const char *path);

/* Finds the packed body of a file that has not changed since. */
bool index_partial_find(const struct index_partial *partial, struct str relative,
                        struct file_stamp stamp, struct packed_texts *texts);

void index_partial_close(struct index_partial *partial);

#endif
