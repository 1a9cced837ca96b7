#include "content/edition.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "check.h"
#include "content/body.h"
#include "content/document.h"
#include "fault.h"
#include "fence.h"
#include "folder_walk.h"
#include "line.h"
#include "names.h"
#include "natural.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD_BYTES = 64 * 1024 };

/* The name that _index.md gives to a folder directly below the top one. */
struct folder_name {
    struct str folder;
    struct str name;
};

struct loader {
    struct edition *edition;
    size_t cap;                /* of the edition's articles */
    struct folder_name *names; /* in the order of the walk, by the folders' names */
    size_t name_count, name_cap;
    bool single; /* one file is read, not a folder */
    struct diags *diags;
    char *head; /* beginning of the current file, reused for the next */
    size_t head_bytes, head_cap;
    const struct edition_watch *watch; /* or NULL */
    size_t files;                      /* read so far */
};

/* Reads the file up to its first `want` bytes, continuing after those already read. Returns 0 or an
 * errno value. */
static int read_head(struct loader *loader, int fd, size_t want)
{
    MEM_GROW(loader->head, loader->head_cap, want);
    while (loader->head_bytes < want) {
        ssize_t bytes = pread(fd, loader->head + loader->head_bytes, want - loader->head_bytes,
                              (off_t)loader->head_bytes);

        if (bytes < 0 && errno == EINTR)
            continue;
        if (bytes < 0)
            return errno;
        if (bytes == 0)
            break;
        loader->head_bytes += (size_t)bytes;
    }
    return 0;
}

/* Opens the file and reads its beginning, including the whole header. Returns 0 or an errno value.
 */
static int read_file_head(struct loader *loader, const struct folder_walk_file *file,
                          size_t *file_bytes)
{
    int fd = openat(file->folder, file->name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat status;
    int error = 0;
    size_t want = HEAD_BYTES;

    if (fd < 0)
        return errno;
    loader->head_bytes = 0;
    if (fstat(fd, &status) != 0)
        error = errno;
    else if (!S_ISREG(status.st_mode))
        error = EINVAL;
    else if (status.st_size > (off_t)ARTICLE_MAX_FILE_MIB * 1024 * 1024)
        error = EFBIG;
    else
        error = read_head(loader, fd, want);
    while (!error && loader->head_bytes == want &&
           article_header_bytes(loader->head, loader->head_bytes) == SIZE_MAX) {
        want *= 4;
        error = read_head(loader, fd, want);
    }
    close(fd);
    *file_bytes = loader->head_bytes;
    if (!error && loader->head_bytes == want)
        *file_bytes = (size_t)status.st_size;
    return error;
}

/* Returns the text of the first heading, or an empty text if there is none. */
static struct str first_heading(struct arena *arena, const char *text, size_t bytes)
{
    struct document document;
    struct str heading = {0};

    document_parse(&document, text, bytes, 0, LINKS_PLAIN);
    for (size_t i = 0; i < document.block_count && !heading.bytes; i++)
        if (document.blocks[i].kind == BLOCK_HEADING)
            heading = clean_line(arena, document.blocks[i].rich.text);
    document_free(&document);
    return heading;
}

/* Returns the first folder of a path below the top folder, or an empty text if there is none. */
static struct str top_folder(struct str relative)
{
    const char *slash = relative.bytes ? memchr(relative.p, '/', relative.bytes) : NULL;

    return slash ? (struct str){relative.p, (size_t)(slash - relative.p)} : (struct str){0};
}

/* Takes the first heading as the title, if the header gives none. */
static void find_title(struct loader *loader, struct article *article)
{
    if (article->title.bytes)
        return;
    article->title = first_heading(&loader->edition->arena, loader->head + article->body_start,
                                   loader->head_bytes - article->body_start);
}

/* Returns the file's absolute path without symbolic links, or the given path if that is unknown. */
static struct str resolved_path(struct arena *arena, const char *path)
{
    char *resolved = realpath(path, NULL);
    struct str copy = arena_copy(arena, str_of(resolved ? resolved : path));

    free(resolved);
    return copy;
}

/* Fills in from the file's path and name what the header does not give. */
static void complete(struct loader *loader, struct article *article,
                     const struct folder_walk_file *file)
{
    struct arena *arena = &loader->edition->arena;
    size_t stem = 0, name;

    article_is_name(file->name, &stem);
    article->path = arena_copy(arena, str_of(file->path));
    /* Only a file that is named itself may have a name that is not clean. */
    article->id = clean_line(
        arena, (struct str){file->relative.p, file->relative.bytes + stem - strlen(file->name)});
    article->mark_id = loader->single ? resolved_path(arena, file->path) : article->id;
    find_title(loader, article);
    for (name = article->id.bytes; name > 0 && article->id.p[name - 1] != '/'; name--)
        continue;
    if (!article->title.bytes)
        article->title = (struct str){article->id.p + name, article->id.bytes - name};
}

/* Takes a folder's name from its _index.md, which is not an article. */
static void name_folder(struct loader *loader, struct article *article,
                        const struct folder_walk_file *file)
{
    struct str folder = top_folder(file->relative);
    bool deeper = folder.bytes + strlen("/") + strlen(file->name) < file->relative.bytes;

    find_title(loader, article);
    if (!article->title.bytes || (folder.bytes && deeper))
        return;
    if (!folder.bytes) {
        loader->edition->name = article->title;
        return;
    }
    MEM_GROW(loader->names, loader->name_cap, loader->name_count + 1);
    loader->names[loader->name_count++] =
        (struct folder_name){arena_copy(&loader->edition->arena, folder), article->title};
}

static bool is_no_article(const struct loader *loader, const struct folder_walk_file *file)
{
    struct fence fence;

    if (loader->single || !name_is_for_maintainers(file->name))
        return false;
    fence_find(&fence, loader->head, loader->head_bytes);
    return fence.kind == FENCE_NONE;
}

static void add_article(struct loader *loader, struct article *article,
                        const struct folder_walk_file *file)
{
    struct edition *edition = loader->edition;

    complete(loader, article, file);
    MEM_GROW(edition->articles, loader->cap, edition->article_count + 1);
    edition->articles[edition->article_count++] = *article;
}

static void load_file(void *context, const struct folder_walk_file *file)
{
    struct loader *loader = context;
    struct edition *edition = loader->edition;
    struct article article = {0};
    int error;

    if (loader->watch && ++loader->files % EDITION_WATCH_FILES == 0)
        loader->watch->read(loader->watch->context, loader->files);
    error = read_file_head(loader, file, &article.file_bytes);

    if (error)
        fault_add_unreadable(loader->diags, file->path, error);
    else if (is_no_article(loader, file))
        return;
    if (error ||
        !check_utf8(loader->head, loader->head_bytes, loader->head_bytes < article.file_bytes,
                    file->path, loader->diags) ||
        !article_read_header(&article, &edition->arena, file->path, loader->head,
                             loader->head_bytes, loader->diags))
        edition->bad_count++;
    else if (!loader->single && name_is_index(file->name))
        name_folder(loader, &article, file);
    else
        add_article(loader, &article, file);
}

/* Gives articles without a district the name of their folder. They are still in the order of the
 * walk, so that one pass over both lists is enough. */
static void name_districts(struct loader *loader)
{
    struct edition *edition = loader->edition;
    size_t next = 0;

    for (size_t i = 0; i < edition->article_count; i++) {
        struct article *article = &edition->articles[i];
        struct str folder = top_folder(article->id);

        if (article->district.bytes || !folder.bytes)
            continue;
        article->district = folder;
        while (next < loader->name_count && str_cmp(loader->names[next].folder, folder) < 0)
            next++;
        if (next < loader->name_count && str_eq(loader->names[next].folder, folder))
            article->district = loader->names[next].name;
    }
}

/* Orders by id, and articles with the same id by path. */
static int compare_ids(const void *a, const void *b, void *articles)
{
    const struct article *left = (const struct article *)articles + *(const size_t *)a;
    const struct article *right = (const struct article *)articles + *(const size_t *)b;
    int order = str_cmp(left->id, right->id);

    return order ? order : str_cmp(left->path, right->path);
}

static void sort_ids(struct edition *edition)
{
    size_t count = edition->article_count;

    for (size_t i = 0; i < count; i++)
        edition->by_id[i] = i;
    qsort_r(edition->by_id, count, sizeof(*edition->by_id), compare_ids, edition->articles);
}

static int compare_articles(const void *a, const void *b)
{
    const struct article *left = a, *right = b;

    if (left->order != right->order) {
        if (left->order == 0 || right->order == 0)
            return left->order == 0 ? 1 : -1;
        return left->order < right->order ? -1 : 1;
    }
    return natural_cmp(left->id, right->id);
}

/* Drops all but the first of articles with the same id: x.md and x.markdown. */
static void drop_doubles(struct edition *edition, struct diags *diags)
{
    size_t kept = 0, first = 0;

    for (size_t i = 1; i < edition->article_count; i++) {
        struct article *before = &edition->articles[edition->by_id[first]];
        struct article *article = &edition->articles[edition->by_id[i]];

        if (!str_eq(before->id, article->id)) {
            first = i;
            continue;
        }
        diag_add(diags, DIAG_ERROR, article->path.p, 0, 0,
                 _("与 %s 只差扩展名，没有读，请改名或删去一个"), before->path.p);
        article->path = (struct str){0};
        edition->bad_count++;
    }
    for (size_t i = 0; i < edition->article_count; i++)
        if (edition->articles[i].path.p)
            edition->articles[kept++] = edition->articles[i];
    edition->article_count = kept;
}

static void sort_articles(struct edition *edition, struct diags *diags)
{
    size_t count = edition->article_count;

    if (!count)
        return;
    edition->by_id = arena_alloc(&edition->arena, count * sizeof(*edition->by_id));
    sort_ids(edition);
    drop_doubles(edition, diags);
    qsort(edition->articles, edition->article_count, sizeof(*edition->articles), compare_articles);
    sort_ids(edition);
}

/* Loads one article, whose folder says nothing about it. */
static bool load_one(struct loader *loader, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    struct folder_walk_file file = {
        .folder = AT_FDCWD, .name = path, .path = path, .relative = str_of(name)};

    if (!article_is_name(name, NULL)) {
        diag_add(loader->diags, DIAG_ERROR, path, 0, 0, _("既不是文件夹，也不是 .md 文件"));
        return false;
    }
    if (access(path, R_OK) != 0) {
        fault_add_unreadable(loader->diags, path, errno);
        return false;
    }
    loader->single = true;
    load_file(loader, &file);
    return true;
}

bool edition_load(struct edition *edition, const char *path, struct diags *diags)
{
    return edition_load_watched(edition, path, diags, NULL);
}

bool edition_load_watched(struct edition *edition, const char *path, struct diags *diags,
                          const struct edition_watch *watch)
{
    struct loader loader = {.edition = edition, .diags = diags, .watch = watch};
    struct stat status;
    bool loaded;

    *edition = (struct edition){0};
    if (stat(path, &status) != 0) {
        fault_add_unreadable(diags, path, errno);
        return false;
    }
    if (S_ISDIR(status.st_mode))
        loaded = folder_walk(path, load_file, &loader, diags, &edition->bad_count);
    else
        loaded = load_one(&loader, path);
    free(loader.head);
    name_districts(&loader);
    free(loader.names);
    sort_articles(edition, diags);
    if (loaded)
        edition_show(edition, &(struct edition_filter){0});
    return loaded;
}

struct str edition_name(const struct edition *edition)
{
    return edition->name.bytes ? edition->name : str_of(_("看报"));
}

bool edition_has_expired(const struct edition *edition, size_t article)
{
    struct str expires = edition->articles[article].expires;

    /* Dates of this form are ordered like their bytes. */
    return expires.bytes && str_cmp(expires, edition->filter.today) < 0;
}

struct str edition_title(const struct edition *edition, size_t article)
{
    return article == SIZE_MAX ? (struct str){0} : edition->articles[article].title;
}

bool edition_shows(const struct edition *edition, size_t article)
{
    return !(edition->filter.hide_drafts && edition->articles[article].draft) &&
           !(edition->filter.hide_expired && edition_has_expired(edition, article));
}

static void show_pinned_or_not(struct edition *edition, bool pinned)
{
    for (size_t i = 0; i < edition->article_count; i++)
        if (edition->articles[i].pinned == pinned && edition_shows(edition, i))
            edition->shown[edition->shown_count++] = i;
}

void edition_show(struct edition *edition, const struct edition_filter *filter)
{
    if (!edition->shown)
        edition->shown =
            arena_alloc(&edition->arena, edition->article_count * sizeof(*edition->shown));
    edition->filter = *filter;
    edition->filter.today = arena_copy(&edition->arena, filter->today);
    edition->shown_count = 0;
    show_pinned_or_not(edition, true);
    show_pinned_or_not(edition, false);
}

size_t edition_find(const struct edition *edition, struct str id)
{
    size_t low = 0, high = edition->article_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_cmp(id, edition->articles[edition->by_id[middle]].id);

        if (order == 0)
            return edition->by_id[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return SIZE_MAX;
}

size_t edition_find_marked(const struct edition *edition, struct str mark_id)
{
    /* Only a file that is read alone has a mark_id that is not its id. */
    size_t found = edition->article_count == 1 ? 0 : edition_find(edition, mark_id);

    if (found != SIZE_MAX && !str_eq(edition->articles[found].mark_id, mark_id))
        found = SIZE_MAX;
    return found;
}

void edition_free(struct edition *edition)
{
    arena_free(&edition->arena);
    free(edition->articles);
    *edition = (struct edition){0};
}
