#include "content/body.h"

#include "base/alloc.h"
#include "fault.h"
#include "text/character.h"
#include "text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct body {
    struct document document;
    size_t bytes;
};

/* Opens a regular file that is not too large, and stores its size. Returns 0 or an errno value. The
 * caller closes *fd unless it is negative. */
static int open_file(const char *path, int *fd, size_t *bytes)
{
    struct stat status;

    /* Without O_NONBLOCK, opening a FIFO would block for ever. */
    *fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (*fd < 0 || fstat(*fd, &status) != 0)
        return errno;
    if (!S_ISREG(status.st_mode))
        return EINVAL;
    if (status.st_size > (off_t)ARTICLE_MAX_FILE_MIB * 1024 * 1024)
        return EFBIG;
    *bytes = (size_t)status.st_size;
    return 0;
}

/* Reads up to `want` bytes from `start` on, fewer if the file has shrunk. Returns 0 or an errno
 * value. */
static int read_from(int fd, size_t start, char *text, size_t want, size_t *got)
{
    *got = 0;
    while (*got < want) {
        ssize_t bytes = pread(fd, text + *got, want - *got, (off_t)(start + *got));

        if (bytes < 0 && errno == EINTR)
            continue;
        if (bytes < 0)
            return errno;
        if (bytes == 0)
            break;
        *got += (size_t)bytes;
    }
    return 0;
}

/* Reads the file after its header. The caller frees *text. Returns 0 or an errno value. */
static int read_body(const struct article *article, char **text, size_t *bytes)
{
    size_t start = article->body_start;
    int fd, error = open_file(article->path.p, &fd, bytes);

    if (!error) {
        *bytes = *bytes > start ? *bytes - start : 0;
        *text = mem_resize(NULL, *bytes, 1);
        error = read_from(fd, start, *text, *bytes, bytes);
    }
    if (fd >= 0)
        close(fd);
    return error;
}

static bool is_heading(const struct block *block)
{
    return block->kind == BLOCK_HEADING && !block->quote_depth && !block->list_depth;
}

/* Appends the text without its spaces. */
static void add_unspaced(struct buffer *out, struct str text)
{
    for (size_t at = 0, bytes; at < text.bytes; at += bytes) {
        char32_t cp;

        bytes = utf8_decode(text.p + at, text.bytes - at, &cp);
        if (!character_is_space(cp))
            buffer_add(out, text.p + at, bytes);
    }
}

/* Returns whether a heading's text is the title, without spaces and link numbers. */
static bool is_title(const struct rich_text *heading, struct str title)
{
    struct buffer said = {0}, wanted = {0};
    const char *text = heading->text.p;
    size_t at = 0;
    bool same;

    for (size_t i = 0; i < heading->span_count; i++) {
        const struct span *span = &heading->spans[i];

        if (!(span->styles & SPAN_NUMBER))
            continue;
        add_unspaced(&said, (struct str){text + at, span->start - at});
        at = span->end;
    }
    add_unspaced(&said, (struct str){text + at, heading->text.bytes - at});
    add_unspaced(&wanted, title);
    same = str_eq(buffer_str(&said), buffer_str(&wanted));
    buffer_free(&said);
    buffer_free(&wanted);
    return same;
}

/* Drops a first heading that repeats the title, which is shown above the body. A heading of a lower
 * level with text before it is a section's, and stays. */
static void drop_title(struct document *document, struct str title)
{
    size_t first = 0;

    while (first < document->block_count && !is_heading(&document->blocks[first]))
        first++;
    if (first == document->block_count || (first > 0 && document->blocks[first].level > 1) ||
        !is_title(&document->blocks[first].rich, title))
        return;
    document->block_count--;
    memmove(&document->blocks[first], &document->blocks[first + 1],
            (document->block_count - first) * sizeof(*document->blocks));
}

struct body *body_open(const struct article *article, struct diags *diags)
{
    struct body *body = NULL;
    char *text = NULL;
    size_t bytes = 0;
    int error = read_body(article, &text, &bytes);

    if (error) {
        fault_add_unreadable(diags, article->path.p, error);
    } else {
        body = mem_zeroed(1, sizeof(*body));
        body->bytes = bytes;
        document_parse(&body->document, text, bytes, 0, LINKS_NUMBERED);
        drop_title(&body->document, article->title);
    }
    free(text);
    return body;
}

const struct document *body_document(const struct body *body)
{
    return &body->document;
}

int64_t body_bytes(const struct body *body)
{
    return (int64_t)body->bytes;
}

void body_close(struct body *body)
{
    if (!body)
        return;
    document_free(&body->document);
    free(body);
}
