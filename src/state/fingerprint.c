#include "state/fingerprint.h"

#include "base/ascii.h"
#include "base/bounds.h"
#include "base/hash.h"

uint64_t fingerprint_of(const struct article *article)
{
    struct buffer file = {0};
    uint64_t fingerprint = 0;

    if (!article->path.bytes ||
        file_read(article->path.p, (size_t)ARTICLE_MAX_FILE_MIB << 20, &file) != 0)
        return 0;
    if (article->body_start <= file.bytes) {
        struct str text = {file.data + article->body_start, file.bytes - article->body_start};

        fingerprint = hash_more(hash_of(article->title), str_trim(text, ascii_is_space));
        fingerprint += fingerprint == 0;
    }
    buffer_free(&file);
    return fingerprint;
}

void fingerprint_note(struct marks *marks, const struct article *article)
{
    marks_set_text(marks, article->mark_id, fingerprint_of(article), article->title);
}
