#ifndef CONTENT_FILE_HEAD_H
#define CONTENT_FILE_HEAD_H

#include "content/article.h"

/* The beginning of an article's file, with the whole header. Zero it before the first file; its
 * memory is reused for the next. */
struct file_head {
    char *text;
    size_t bytes, cap;
};

/* Reads the beginning of a file, given by its name in an open folder, and stores the file's stamp
 * in *article. Returns 0 or an errno value. */
int file_head_read(struct file_head *head, int folder, const char *name, struct article *article);

#endif
