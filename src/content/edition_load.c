#include "content/edition.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "check.h"
#include "content/body.h"
#include "content/document.h"
#include "content/index.h"
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
    size_t cap, other_cap;     /* of the edition's articles and other files */
    struct folder_name *names; /* in the order of the walk, by the folders' names */
    size_t name_count, name_cap;
    size_t folder_bytes; /* of the path given, with its final / */
    bool single;         /* one file is read, not a folder */
    struct diags *diags;
    char *head; /* beginning of the current file, reused for the next */
    size_t head_bytes, head_cap;
    const struct edition_watch *watch; /* or NULL */
    size_t files;                      /* read so far */
    size_t refused;                    /* beyond BOUND_ARTICLES */
};

/* Reads the file up to its first `want` bytes, continuing after those already read. Returns 0 or an
 * errno value. */
static int read_head(struct loader *loader, int fd, size_t want)
{
    MEM_GROW(loader->head, loader->head_cap, want);
    return file_read_on(fd, loader->head, want, &loader->head_bytes);
}

/* Opens the file and reads its beginning, including the whole header. Returns 0 or an errno value.
 */
static int read_file_head(struct loader *loader, const struct folder_walk_file *file,
                          struct article *article)
{
    int fd = openat(file->folder, file->name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    struct stat status = {0};
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
    article->file_bytes = loader->head_bytes;
    if (!error && loader->head_bytes == want)
        article->file_bytes = (size_t)status.st_size;
    article->stamp = file_stamp_of(&status);
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
    size_t stem = strlen(file->name), name;

    article_is_name(file->name, &stem);
    article->path = arena_copy(arena, str_of(file->path));
    /* Only a file that is named itself may have a name that is not clean. */
    article->id = clean_line(
        arena, (struct str){file->relative.p, file->relative.bytes + stem - strlen(file->name)});
    if (article_is_unnamed(file->path))
        article->id = str_of(_("标准输入"));
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

/* Leaves an article out, with an error for the first one. */
static void refuse_more(struct loader *loader, const char *path)
{
    if (!loader->refused++)
        diag_add(loader->diags, DIAG_ERROR, path, 0, 0,
                 _("文章超过 %d 篇，从这一篇起没有读；请分成几个文件夹来读"), BOUND_ARTICLES);
    loader->edition->bad_count++;
}

/* Notes a file that is no article. */
static void note_other(struct loader *loader, struct str relative, struct file_stamp stamp)
{
    struct edition *edition = loader->edition;

    MEM_GROW(edition->others, loader->other_cap, edition->other_count + 1);
    edition->others[edition->other_count++] =
        (struct edition_other){arena_copy(&edition->arena, relative), stamp};
}

/* Takes an article from the known index, if its file is unchanged. A district that its folder gave
 * it is found anew. */
static bool take_known(struct loader *loader, const struct folder_walk_file *file)
{
    struct edition *edition = loader->edition;
    const struct article *known;
    struct stat status;
    size_t found;

    if (!edition->known || fstatat(file->folder, file->name, &status, 0) != 0)
        return false;
    found = index_find(edition->known, file->relative, file_stamp_of(&status));
    if (found == SIZE_MAX)
        return false;
    known = index_article(edition->known, found);
    MEM_GROW(edition->articles, loader->cap, edition->article_count + 1);
    edition->articles[edition->article_count] = *known;
    if (!known->district_line)
        edition->articles[edition->article_count].district = (struct str){0};
    edition->article_count++;
    return true;
}

static void load_file(void *context, const struct folder_walk_file *file)
{
    struct loader *loader = context;
    struct edition *edition = loader->edition;
    struct article article = {0};
    int error;

    if (loader->watch && ++loader->files % EDITION_WATCH_FILES == 0)
        loader->watch->read(loader->watch->context, loader->files);
    if (edition->article_count == BOUND_ARTICLES) {
        refuse_more(loader, file->path);
        return;
    }
    if (take_known(loader, file))
        return;
    error = read_file_head(loader, file, &article);
    if (error) {
        struct stat status = {0};

        fstatat(file->folder, file->name, &status, 0);
        article.stamp = file_stamp_of(&status);
        fault_add_unreadable(loader->diags, file->path, error);
    }
    if (!error && is_no_article(loader, file)) {
        note_other(loader, file->relative, article.stamp);
        return;
    }
    if (error ||
        !check_utf8(loader->head, loader->head_bytes, loader->head_bytes < article.file_bytes,
                    file->path, loader->diags) ||
        !article_read_header(&article, &edition->arena, file->path, loader->head,
                             loader->head_bytes, loader->diags)) {
        edition->bad_count++;
        note_other(loader, file->relative, article.stamp);
    } else if (!loader->single && name_is_index(file->name)) {
        name_folder(loader, &article, file);
        note_other(loader, file->relative, article.stamp);
    } else {
        add_article(loader, &article, file);
    }
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
    const struct article *left = (const struct article *)articles + *(const uint32_t *)a;
    const struct article *right = (const struct article *)articles + *(const uint32_t *)b;
    int order = str_cmp(left->id, right->id);

    return order ? order : str_cmp(left->path, right->path);
}

static void sort_ids(struct edition *edition)
{
    size_t count = edition->article_count;
    uint32_t *by_id = arena_alloc(&edition->arena, count * sizeof(*by_id));

    for (size_t i = 0; i < count; i++)
        by_id[i] = (uint32_t)i;
    qsort_r(by_id, count, sizeof(*by_id), compare_ids, edition->articles);
    edition->by_id = by_id;
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
static void drop_doubles(struct loader *loader)
{
    struct edition *edition = loader->edition;
    size_t kept = 0, first = 0;

    for (size_t i = 1; i < edition->article_count; i++) {
        struct article *before = &edition->articles[edition->by_id[first]];
        struct article *article = &edition->articles[edition->by_id[i]];

        if (!str_eq(before->id, article->id)) {
            first = i;
            continue;
        }
        diag_add(loader->diags, DIAG_ERROR, article->path.p, 0, 0,
                 _("与 %s 只差扩展名，没有读，请改名或删去一个"), before->path.p);
        note_other(loader,
                   (struct str){article->path.p + loader->folder_bytes,
                                article->path.bytes - loader->folder_bytes},
                   article->stamp);
        article->path = (struct str){0};
        edition->bad_count++;
    }
    for (size_t i = 0; i < edition->article_count; i++)
        if (edition->articles[i].path.p)
            edition->articles[kept++] = edition->articles[i];
    edition->article_count = kept;
}

static void sort_articles(struct loader *loader)
{
    struct edition *edition = loader->edition;

    if (!edition->article_count)
        return;
    sort_ids(edition);
    drop_doubles(loader);
    qsort(edition->articles, edition->article_count, sizeof(*edition->articles), compare_articles);
    sort_ids(edition);
}

static int compare_others(const void *a, const void *b)
{
    return str_cmp(((const struct edition_other *)a)->relative,
                   ((const struct edition_other *)b)->relative);
}

/* Loads one article, whose folder says nothing about it. */
static bool load_one(struct loader *loader, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    struct folder_walk_file file = {
        .folder = AT_FDCWD, .name = path, .path = path, .relative = str_of(name)};

    if (!article_is_unnamed(path) && !article_is_name(name, NULL)) {
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
    return edition_load_watched(edition, path, diags, NULL, NULL);
}

bool edition_load_watched(struct edition *edition, const char *path, struct diags *diags,
                          struct index *known, const struct edition_watch *watch)
{
    struct loader loader = {.edition = edition, .diags = diags, .watch = watch};
    struct folder_walk_left_out left_out = {0};
    struct stat status;
    bool loaded;

    *edition = (struct edition){.known = known};
    loader.folder_bytes = folder_walk_prefix_bytes(path);
    if (stat(path, &status) != 0) {
        fault_add_unreadable(diags, path, errno);
        return false;
    }
    if (S_ISDIR(status.st_mode))
        loaded = folder_walk(path, load_file, &loader, diags, &left_out);
    else
        loaded = load_one(&loader, path);
    edition->bad_count += left_out.articles;
    edition->bad_folder_count = left_out.folders;
    free(loader.head);
    name_districts(&loader);
    free(loader.names);
    sort_articles(&loader);
    if (edition->other_count)
        qsort(edition->others, edition->other_count, sizeof(*edition->others), compare_others);
    if (loaded)
        edition_show(edition, &(struct edition_filter){0});
    return loaded;
}
