#include "state/fingerprint.h"

#include "base/ascii.h"
#include "base/hash.h"

#include <fcntl.h>
#include <unistd.h>

/* The bytes of an article's text that are looked at: so many that no other article has them, and so
 * few that to open a large one takes no longer. */
enum { LOOKED_AT_BYTES = 64 * 1024 };

/* Reads the beginning of a file. Returns false if it cannot be read. */
static bool read_beginning(const char *path, size_t most, struct buffer *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    size_t got = 0;
    bool is_read;

    if (fd < 0)
        return false;
    buffer_reserve(out, most);
    is_read = file_read_on(fd, out->data, most, &got) == 0;
    out->bytes = got;
    close(fd);
    return is_read;
}

uint64_t fingerprint_of(const struct article *article)
{
    const size_t most = article->body_start + LOOKED_AT_BYTES;
    struct buffer file = {0};
    uint64_t fingerprint = 0;

    if (article->path.bytes && read_beginning(article->path.p, most, &file) &&
        article->body_start <= file.bytes) {
        struct str text = {file.data + article->body_start, file.bytes - article->body_start};

        fingerprint = hash_more(hash_of(article->title), str_trim(text, ascii_is_space));
        if (file.bytes == most) /* two long ones may begin alike */
            fingerprint += article->stamp.bytes - article->body_start;
        fingerprint += fingerprint == 0;
    }
    buffer_free(&file);
    return fingerprint;
}

void fingerprint_note(struct marks *marks, const struct article *article)
{
    marks_set_text(marks, article->mark_id, fingerprint_of(article), article->title);
}
