#include "base/alloc.h"
#include "base/hash.h"
#include "state/fingerprint.h"
#include "store_file.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

/* Which content of the state file a folder is. */

/* Returns the path without symbolic links or, if that cannot be told, an absolute path. */
static char *resolve(const char *path)
{
    char *real = realpath(path, NULL), *here;
    struct buffer out = {0};

    if (real || path[0] == '/')
        return real;
    here = getcwd(NULL, 0);
    if (!here)
        return NULL;
    buffer_addf(&out, "%s/%s", here, path);
    free(here);
    while (out.data[out.bytes - 1] == '/')
        out.bytes--;
    return buffer_c_str(&out);
}

/* Returns the absolute path of the folder, itself perhaps a symbolic link. */
static char *path_of(const char *folder)
{
    struct str path = str_of(folder), name, parent;
    struct buffer out = {0};
    char *real, *copy;

    while (path.bytes > 1 && path.p[path.bytes - 1] == '/')
        path.bytes--;
    name = parent = path;
    while (parent.bytes && parent.p[parent.bytes - 1] != '/')
        parent.bytes--;
    name.p += parent.bytes;
    name.bytes -= parent.bytes;
    if (!name.bytes || str_eq(name, str_of(".")) || str_eq(name, str_of("..")))
        return resolve(folder);
    copy = str_copy(parent.bytes ? parent : str_of("."));
    real = resolve(copy);
    free(copy);
    if (!real)
        return NULL;
    buffer_addf(&out, "%s/%.*s", strcmp(real, "/") == 0 ? "" : real, STR_FMT(name));
    free(real);
    return buffer_c_str(&out);
}

char *contents_name(const char *folder)
{
    char *path = path_of(folder);
    struct buffer name = {0};

    if (!path)
        path = str_copy(str_of(folder));
    if (marks_may_hold(str_of(path)))
        return path;
    /* A number stands for a path that a line cannot hold. */
    buffer_addf(&name, "#%016" PRIx64, hash_of(str_of(path)));
    free(path);
    return buffer_c_str(&name);
}

/* Returns the name in the next line that names a content, or an empty text. */
static struct str next_content(struct str *text)
{
    struct str line, before = str_of("content\t");

    while (text->bytes) {
        line = str_take_line(text);
        if (line.bytes > before.bytes && memcmp(line.p, before.p, before.bytes) == 0)
            return (struct str){line.p + before.bytes, line.bytes - before.bytes};
    }
    return (struct str){0};
}

/* Returns whether the edition has an article of these marks, by its id, its title and its text. */
static bool has_article_of(const struct edition *edition, const struct marks *marks)
{
    enum { MOST_READS = 16 };
    size_t reads = 0, place = 0;

    for (size_t i = 0; i < marks->count && reads < MOST_READS; i++) {
        const struct mark *mark = &marks->items[i];
        size_t article = edition_find_next_marked(edition, mark->id, &place);

        if (article == SIZE_MAX || !mark->fingerprint)
            continue;
        reads++;
        if (fingerprint_of(edition_article(edition, article)) == mark->fingerprint)
            return true;
    }
    return false;
}

/* Returns whether a content is the one of the folder `real`, by another path or, if its own folder
 * is gone, by its articles. */
static bool is_same(const char *name, const char *real, const struct edition *edition,
                    struct str text, bool *gone)
{
    char *path = name[0] == '/' ? realpath(name, NULL) : NULL;
    struct marks marks = {0};
    size_t unsaid;
    bool same = path && strcmp(path, real) == 0;

    *gone = !path && name[0] == '/' && (errno == ENOENT || errno == ENOTDIR);
    free(path);
    if (*gone && edition) {
        marks_parse(&marks, text, name, &unsaid);
        same = has_article_of(edition, &marks);
        marks_free(&marks);
    }
    return same;
}

char *contents_known(const char *folder, const char *own, const struct edition *edition,
                     const struct buffer *text)
{
    struct str rest = buffer_str(text), name;
    char *real = realpath(folder, NULL), *known = NULL;

    while (real && !known && (name = next_content(&rest)).bytes) {
        bool gone = false;

        known = str_copy(name);
        if (str_eq(name, str_of(own)) || !is_same(known, real, edition, buffer_str(text), &gone)) {
            free(known);
            known = NULL;
        } else if (gone) {
            store_rename_content(known, own);
            free(known);
            known = str_copy(str_of(own));
        }
    }
    free(real);
    return known;
}
