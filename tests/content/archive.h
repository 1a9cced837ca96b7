#ifndef TESTS_CONTENT_ARCHIVE_H
#define TESTS_CONTENT_ARCHIVE_H

#include "content/index.h"

/* A folder of articles and the path of its index. */
struct archive {
    char *folder, *content, *path;
};

/* What is shown of it; TODAY is for other filters. */
#define TODAY                                                                                      \
    {                                                                                              \
        "2026-11-25", 10                                                                           \
    }
extern const struct edition_filter ARCHIVE_FILTER;

/* Make some articles with all that an index keeps, and remove them: for cmocka. */
int archive_set_up(void **state);
int archive_tear_down(void **state);
#define ARCHIVE_TEST(test) cmocka_unit_test_setup_teardown(test, archive_set_up, archive_tear_down)

void archive_put(const struct archive *archive, const char *name, const char *text);

/* Loads the folder, with an index to start from or NULL. */
void archive_load(const struct archive *archive, struct index *known, struct edition *edition);

/* Writes its index. */
void archive_index(const struct archive *archive);

/* Fail unless two trees, and all of two editions, are the same. */
void archive_same_tree(const struct edition *a, const struct edition *b, enum grouping grouping,
                       enum sorting sorting);
void archive_same(const struct edition *a, const struct edition *b);

#endif
