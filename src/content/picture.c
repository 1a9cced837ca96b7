#include "picture.h"

#include "base/buffer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Returns whether a name begins with a scheme and a colon (RFC 3986). A single letter is a drive of
 * a Windows machine. */
static bool has_scheme(struct str name)
{
    size_t at = 0;

    while (at < name.bytes && name.p[at] &&
           strchr("abcdefghijklmnopqrstuvwxyz0123456789+-.", name.p[at] | 0x20))
        at++;
    return at > 1 && at < name.bytes && name.p[at] == ':';
}

static int hex_value(char digit)
{
    const char *digits = "0123456789abcdef";
    const char *found = digit ? strchr(digits, digit | 0x20) : NULL;

    return found ? (int)(found - digits) : -1;
}

static void add_decoded(struct buffer *path, struct str name)
{
    for (size_t i = 0; i < name.bytes; i++) {
        int high = i + 2 < name.bytes && name.p[i] == '%' ? hex_value(name.p[i + 1]) : -1;
        int low = high >= 0 ? hex_value(name.p[i + 2]) : -1;

        buffer_add_char(path, low >= 0 ? (char)(high * 16 + low) : name.p[i]);
        i += low >= 0 ? 2 : 0;
    }
}

/* Returns whether a file surely does not exist. This is unknown of one that may not be accessed. */
static bool is_missing(const char *path)
{
    struct stat status;

    if (stat(path, &status) == 0)
        return S_ISDIR(status.st_mode);
    return errno == ENOENT || errno == ENOTDIR || errno == ENAMETOOLONG;
}

bool picture_is_missing(const struct article *article, const char *folder, struct str name)
{
    bool absolute = name.bytes && name.p[0] == '/', missing;
    const char *slash = memrchr(article->path.p, '/', article->path.bytes);
    struct buffer path = {0};
    size_t bytes = 0;

    if (has_scheme(name) || (name.bytes > 1 && memcmp(name.p, "//", 2) == 0) ||
        (absolute ? !folder : article_is_unnamed(article->path.p)))
        return false;
    while (bytes < name.bytes && name.p[bytes] != '?' && name.p[bytes] != '#')
        bytes++;
    if (!bytes)
        return false;
    if (absolute)
        buffer_add_text(&path, folder);
    else if (slash)
        buffer_add(&path, article->path.p, (size_t)(slash - article->path.p) + 1);
    add_decoded(&path, (struct str){name.p, bytes});
    missing = is_missing(buffer_c_str(&path));
    buffer_free(&path);
    return missing;
}
