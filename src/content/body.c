#include "content/body.h"

#include "base/alloc.h"
#include "chunk.h"
#include "fault.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

_Static_assert((int)BODY_CHUNK_BYTES == (int)CHUNK_SOFT_BYTES,
               "the contract's size is the scanner's");

/* A file up to this size is read at once and let go; of a larger one a window of this size is in
 * memory. */
enum { WINDOW_BYTES = 1024 * 1024 };

struct chunk {
    int64_t start;
    struct fence fence; /* the code block that a hard cut before it goes through */
};

struct body {
    int fd;             /* -1 once all of it is in the window */
    int64_t file_start; /* where the body begins in the file */
    int64_t bytes;
    char *window;
    int64_t window_start;
    size_t window_bytes;
    struct chunk *chunks; /* those found so far */
    size_t chunk_count, chunk_cap;
    int64_t found_end;  /* where the last of them ends */
    struct fence fence; /* open there */
};

/* Reads what there is from `offset` on into the window. A file that has become shorter ends there.
 */
static void fill_window(struct body *body, int64_t offset)
{
    size_t got = 0, want = WINDOW_BYTES;

    if (body->bytes - offset < WINDOW_BYTES)
        want = (size_t)(body->bytes - offset);
    while (got < want) {
        ssize_t bytes = pread(body->fd, body->window + got, want - got,
                              (off_t)(body->file_start + offset + (int64_t)got));

        if (bytes < 0 && errno == EINTR)
            continue;
        if (bytes <= 0)
            break;
        got += (size_t)bytes;
    }
    body->window_start = offset;
    body->window_bytes = got;
}

/* Up to `want` bytes of the body from `offset` on, borrowed until the next call. Fewer only at its
 * end. */
static struct str view(struct body *body, int64_t offset, size_t want)
{
    size_t skip;

    if (body->bytes - offset < (int64_t)want)
        want = (size_t)(body->bytes - offset);
    if (body->fd >= 0 &&
        (offset < body->window_start ||
         offset + (int64_t)want > body->window_start + (int64_t)body->window_bytes))
        fill_window(body, offset);
    skip = (size_t)(offset - body->window_start);
    if (skip > body->window_bytes)
        return (struct str){0};
    if (want > body->window_bytes - skip)
        want = body->window_bytes - skip;
    return (struct str){body->window + skip, want};
}

static struct body *fail(struct body *body, struct diags *diags, const char *path, int error)
{
    fault_add_unreadable(diags, path, error);
    body_close(body);
    return NULL;
}

struct body *body_open(const struct article *article, struct diags *diags)
{
    struct body *body = mem_zeroed(1, sizeof(*body));
    struct stat status;

    body->fd = open(article->path.p, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (body->fd < 0 || fstat(body->fd, &status) != 0)
        return fail(body, diags, article->path.p, errno);
    if (!S_ISREG(status.st_mode))
        return fail(body, diags, article->path.p, EINVAL);
    if (status.st_size > (off_t)ARTICLE_MAX_FILE_MIB * 1024 * 1024)
        return fail(body, diags, article->path.p, EFBIG);
    body->file_start = (int64_t)article->body_start;
    if (status.st_size > body->file_start)
        body->bytes = status.st_size - body->file_start;
    body->window = mem_zeroed(body->bytes < WINDOW_BYTES ? (size_t)body->bytes : WINDOW_BYTES, 1);
    if (body->bytes <= WINDOW_BYTES) {
        fill_window(body, 0);
        body->bytes = (int64_t)body->window_bytes;
        close(body->fd);
        body->fd = -1;
    }
    return body;
}

int64_t body_bytes(const struct body *body)
{
    return body->bytes;
}

/* Finds the next chunk's end. False at the body's. */
static bool find_chunk(struct body *body)
{
    struct str text;
    struct chunk_cut cut;

    if (body->found_end >= body->bytes)
        return false;
    text = view(body, body->found_end, CHUNK_HARD_BYTES + 1);
    if (!text.bytes) { /* the file has become shorter */
        body->bytes = body->found_end;
        return false;
    }
    cut = chunk_find_cut(text.p, text.bytes, body->fence);
    body->chunks =
        mem_grow(body->chunks, &body->chunk_cap, body->chunk_count + 1, sizeof(*body->chunks));
    body->chunks[body->chunk_count++] = (struct chunk){body->found_end, body->fence};
    body->found_end += (int64_t)cut.bytes;
    body->fence = cut.fence;
    return true;
}

bool body_chunk_range(struct body *body, size_t index, int64_t *start, int64_t *end)
{
    while (index >= body->chunk_count)
        if (!find_chunk(body))
            return false;
    *start = body->chunks[index].start;
    *end = index + 1 < body->chunk_count ? body->chunks[index + 1].start : body->found_end;
    return true;
}

size_t body_chunk_at(struct body *body, int64_t offset)
{
    size_t low = 0, high;

    while (offset >= body->found_end)
        if (!find_chunk(body))
            break;
    high = body->chunk_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (body->chunks[middle].start <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Nothing but blank lines, over which CommonMark takes its time? */
static bool is_blank(struct str text)
{
    for (size_t i = 0; i < text.bytes; i++)
        if (text.p[i] != '\n' && text.p[i] != ' ' && text.p[i] != '\r' && text.p[i] != '\t')
            return false;
    return true;
}

void body_parse_chunk(struct body *body, size_t index, struct document *document)
{
    int64_t start, end;
    struct buffer fenced = {0};
    struct str text;
    size_t added;
    enum link_form links;

    *document = (struct document){0};
    if (!body_chunk_range(body, index, &start, &end))
        return;
    text = view(body, start, (size_t)(end - start));
    chunk_add_fence(&fenced, body->chunks[index].fence);
    added = fenced.bytes;
    if (!added && is_blank(text))
        return;
    if (added) {
        buffer_add_str(&fenced, text);
        text = buffer_str(&fenced);
    }
    links = start == 0 && end == body->bytes ? LINKS_NUMBERED : LINKS_WRITTEN_OUT;
    document_parse(document, text.p, text.bytes, start - (int64_t)added, links);
    for (size_t i = 0; i < document->block_count && document->blocks[i].source < start; i++)
        document->blocks[i].source = start; /* not in the fence that was added */
    buffer_free(&fenced);
}

void body_close(struct body *body)
{
    if (!body)
        return;
    if (body->fd >= 0)
        close(body->fd);
    free(body->window);
    free(body->chunks);
    free(body);
}
