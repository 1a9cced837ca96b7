#include "content/body.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "base/task.h"
#include "fault.h"
#include "references.h"
#include "text/character.h"
#include "text/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

struct body {
    struct document document;
    struct document references;
    size_t bytes;
    int64_t end; /* position after the references */
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

/* All that opening a body needs, so that it can go on in a thread without the article. */
struct body_opening {
    struct task *task;    /* NULL: not begun, or ended */
    atomic_bool given_up; /* the body is not wanted any more */
    bool done;
    int fd;
    char *path; /* for the message about an error */
    char *title;
    char *link;
    enum link_form links;
    size_t bytes; /* of the file */
    int error;    /* errno value */
    struct body *body;
};

/* Reads the file, and parses what follows its header, which may be another one than the article's:
 * the file may have been edited since. */
static void run(void *context)
{
    struct body_opening *opening = context;
    size_t bytes = 0;
    char *file = mem_resize(NULL, opening->bytes, 1), *text = file;

    opening->error = file_read_on(opening->fd, file, opening->bytes, &bytes);
    if (!opening->error) {
        size_t header_bytes = article_header_bytes(file, bytes);

        if (header_bytes > bytes) /* the header has no end */
            header_bytes = bytes;
        text += header_bytes;
        bytes -= header_bytes;
        opening->body = mem_zeroed(1, sizeof(*opening->body));
        opening->body->bytes = bytes;
        if (document_parse_unless(&opening->body->document, text, bytes, 0, opening->links,
                                  &opening->given_up))
            drop_title(&opening->body->document, str_of(opening->title));
        opening->body->end = (int64_t)bytes;
        references_make(&opening->body->references, &opening->body->document,
                        str_of(opening->links == LINKS_PLAIN ? "" : opening->link),
                        &opening->body->end);
    }
    free(file);
}

static void discard(void *context)
{
    struct body_opening *opening = context;

    body_close(opening->body);
    if (opening->fd >= 0)
        close(opening->fd);
    free(opening->path);
    free(opening->title);
    free(opening->link);
    free(opening);
}

/* Opens the file. Returns NULL with a diagnostic if it cannot be read. */
static struct body_opening *prepare(const struct article *article, enum link_form links,
                                    struct diags *diags)
{
    struct body_opening *opening = mem_zeroed(1, sizeof(*opening));
    int error = open_file(article->path.p, &opening->fd, &opening->bytes);

    opening->path = str_copy(article->path);
    opening->title = str_copy(article->title);
    opening->link = str_copy(article->link);
    opening->links = links;
    if (!error)
        return opening;
    fault_add_unreadable(diags, article->path.p, error);
    discard(opening);
    return NULL;
}

/* Lets a thread run it, if one is free, or runs it, if it takes a few milliseconds or no thread can
 * be made. */
static void begin(struct body_opening *opening)
{
    bool is_busy = false;

    if (opening->bytes > BOUND_AT_ONCE_BYTES)
        opening->task = task_start(TASK_BODY, run, opening, &is_busy);
    if (opening->task || is_busy)
        return;
    run(opening);
    opening->done = true;
}

struct body_opening *body_begin(const struct article *article, enum link_form links,
                                struct diags *diags)
{
    struct body_opening *opening = prepare(article, links, diags);

    if (opening)
        begin(opening);
    return opening;
}

/* Waits for a thread to be free. */
static void wait_to_begin(struct body_opening *opening, int ms)
{
    const struct timespec moment = {.tv_nsec = 1000000};
    int64_t end_ms = clock_monotonic_ms() + ms;

    while (!opening->task && !opening->done && (ms < 0 || clock_monotonic_ms() < end_ms)) {
        nanosleep(&moment, NULL);
        begin(opening);
    }
}

bool body_wait(struct body_opening *opening, int ms)
{
    if (!opening->task && !opening->done)
        wait_to_begin(opening, ms);
    if (opening->task && task_wait(opening->task, ms)) {
        task_free(opening->task);
        opening->task = NULL;
        opening->done = true;
    }
    return opening->done;
}

struct body *body_take(struct body_opening *opening, struct diags *diags)
{
    struct body *body = opening->body;

    if (!body)
        fault_add_unreadable(diags, opening->path, opening->error);
    opening->body = NULL;
    discard(opening);
    return body;
}

void body_give_up(struct body_opening *opening)
{
    if (!opening)
        return;
    atomic_store(&opening->given_up, true);
    if (opening->task)
        task_abandon(opening->task, discard);
    else
        discard(opening);
}

struct body *body_open(const struct article *article, struct diags *diags)
{
    struct body_opening *opening = prepare(article, LINKS_NUMBERED, diags);

    if (!opening)
        return NULL;
    run(opening);
    return body_take(opening, diags);
}

const struct document *body_document(const struct body *body)
{
    return &body->document;
}

const struct document *body_references(const struct body *body)
{
    return &body->references;
}

int64_t body_end(const struct body *body)
{
    return body->end;
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
    document_free(&body->references);
    free(body);
}
