#ifndef SCRATCH_H
#define SCRATCH_H

#include "base/buffer.h"

#include <dirent.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A temporary folder for a test that needs files, and helpers for it. */

static inline char *scratch_new(void)
{
    const char *base = getenv("TMPDIR");
    struct buffer path = {0};

    buffer_addf(&path, "%s/kanbao-test-XXXXXX", base && *base ? base : "/tmp");
    if (!mkdtemp(buffer_c_str(&path)))
        abort();
    return path.data;
}

static inline int scratch_remove_one(const char *path, const struct stat *status, int type,
                                     struct FTW *place)
{
    (void)status, (void)type, (void)place;
    return remove(path);
}

static inline void scratch_free(char *folder)
{
    nftw(folder, scratch_remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(folder);
}

/* Returns folder/name; the caller frees. */
static inline char *scratch_path(const char *folder, const char *name)
{
    struct buffer path = {0};

    buffer_addf(&path, "%s/%s", folder, name);
    return buffer_c_str(&path);
}

static inline void scratch_write(const char *path, const char *data, size_t bytes)
{
    FILE *file = fopen(path, "wb");

    if (!file || fwrite(data, 1, bytes, file) != bytes || fclose(file) != 0)
        abort();
}

/* Writes a file below the folder, making the folders it is in. */
static inline void scratch_put(const char *folder, const char *name, const char *data, size_t bytes)
{
    char *path = scratch_path(folder, name);

    for (char *slash = path + strlen(folder) + 1; (slash = strchr(slash, '/')); slash++) {
        *slash = '\0';
        mkdir(path, 0755);
        *slash = '/';
    }
    scratch_write(path, data, bytes);
    free(path);
}

/* Returns whether the file contains exactly these bytes. */
static inline bool scratch_holds(const char *path, const char *data, size_t bytes)
{
    struct buffer found = {0};
    FILE *file = fopen(path, "rb");
    bool equal;
    int byte;

    if (!file)
        return false;
    while ((byte = getc(file)) != EOF)
        buffer_add_char(&found, (char)byte);
    fclose(file);
    equal = found.bytes == bytes && (!bytes || memcmp(found.data, data, bytes) == 0);
    buffer_free(&found);
    return equal;
}

/* Returns the number of names in a folder. */
static inline int scratch_count(const char *folder)
{
    DIR *dir = opendir(folder);
    int count = -2; /* do not count . and .. */

    if (!dir)
        abort();
    while (readdir(dir))
        count++;
    closedir(dir);
    return count;
}

#endif
