#include "content/edition.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "check.h"
#include "content/body.h"
#include "content/document.h"
#include "content/index.h"
#include "edition_patch.h"
#include "fault.h"
#include "fence.h"
#include "file_head.h"
#include "folder_walk.h"
#include "line.h"
#include "names.h"
#include "natural.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

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
    struct file_head head;             /* of the current file */
    const struct edition_watch *watch; /* or NULL */
    size_t files;                      /* read so far */
    size_t near;                       /* the last known article: see index_find() */
    size_t refused;                    /* beyond BOUND_ARTICLES */
};

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
    article->title = first_heading(&loader->edition->arena, loader->head.text + article->body_start,
                                   loader->head.bytes - article->body_start);
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
    article->id = (struct str){file->relative.p, file->relative.bytes + stem - strlen(file->name)};
    /* Only a file that is named itself may have a name that is not clean. */
    article->id = loader->single ? clean_line(arena, article->id) : arena_copy(arena, article->id);
    if (article_is_unnamed(file->path))
        article->id = str_of(_("标准输入"));
    article->mark_id = loader->single ? resolved_path(arena, file->path) : article->id;
    find_title(loader, article);
    for (name = article->id.bytes; name > 0 && article->id.p[name - 1] != '/'; name--)
        continue;
    if (!article->title.bytes)
        article->title =
            clean_line(arena, (struct str){article->id.p + name, article->id.bytes - name});
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
    fence_find(&fence, loader->head.text, loader->head.bytes);
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
    found = index_find(edition->known, file->relative, file_stamp_of(&status), &loader->near);
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
        loader->watch->done(loader->watch->context, loader->files);
    if (edition->article_count == BOUND_ARTICLES) {
        refuse_more(loader, file->path);
        return;
    }
    if (take_known(loader, file))
        return;
    error = file_head_read(&loader->head, file->folder, file->name, &article);
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
        !check_utf8(loader->head.text, loader->head.bytes, loader->head.bytes < article.stamp.bytes,
                    file->path, loader->diags) ||
        !article_read_header(&article, &edition->arena, file->path, loader->head.text,
                             loader->head.bytes, loader->diags)) {
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

int edition_compare(const struct article *a, const struct article *b)
{
    if (a->order != b->order) {
        if (a->order == 0 || b->order == 0)
            return a->order == 0 ? 1 : -1;
        return a->order < b->order ? -1 : 1;
    }
    return natural_cmp(a->id, b->id);
}

static int compare_articles(const void *a, const void *b)
{
    return edition_compare(a, b);
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
    free(loader.head.text);
    name_districts(&loader);
    free(loader.names);
    sort_articles(&loader);
    if (edition->other_count)
        qsort(edition->others, edition->other_count, sizeof(*edition->others), compare_others);
    if (loaded)
        edition_show(edition, &(struct edition_filter){0});
    return loaded;
}

/* Loads a file of a folder if it is there, and returns whether it is. */
static bool load_below(struct loader *loader, int folder, const char *path, struct str relative)
{
    const struct folder_walk_file file = {folder, strrchr(path, '/') + 1, path, relative};
    struct stat status;

    if (fstatat(folder, file.name, &status, 0) != 0)
        return false;
    if (S_ISREG(status.st_mode))
        load_file(loader, &file);
    return true;
}

/* Opens the folder that is the beginning of a path, up to a slash. */
static int open_folder(struct buffer *path, size_t slash)
{
    char *end = buffer_c_str(path) + slash + 1, first = *end;
    int folder;

    *end = '\0';
    folder = open(path->data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    *end = first;
    return folder;
}

/* Returns whether there is nothing of that name, not even a dead link. */
static bool is_gone(const char *path)
{
    struct stat status;

    return lstat(path, &status) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

/* Finds the name of the folder that is directly below the top one, in which a path is. Returns
 * false if more than one file gives it. */
static bool load_name(struct loader *loader, struct buffer *path, struct str top)
{
    struct diags unread = {0}; /* discarded: loading the folder reports them */
    int fd = open_folder(path, loader->folder_bytes + top.bytes);
    DIR *folder = fd >= 0 ? fdopendir(fd) : NULL;
    struct dirent *entry;
    size_t found = 0;

    /* cppcheck-suppress autoVariables ; taken back below */
    loader->diags = &unread;
    while (folder && (entry = readdir(folder))) {
        if (!name_is_index(entry->d_name))
            continue;
        path->bytes = loader->folder_bytes + top.bytes + 1;
        buffer_add_text(path, entry->d_name);
        found += load_below(
            loader, fd, buffer_c_str(path),
            (struct str){path->data + loader->folder_bytes, path->bytes - loader->folder_bytes});
    }
    if (folder)
        closedir(folder);
    loader->diags = NULL;
    diags_free(&unread);
    return folder && found <= 1;
}

/* Completes an article that was read alone by what its folder says. */
static bool complete_by_folder(struct loader *loader, struct buffer *path)
{
    const struct article *article = loader->edition->articles;
    const struct str top = top_folder(article->id);

    if (!article->district.bytes && top.bytes && !load_name(loader, path, top))
        return false;
    name_districts(loader);
    return true;
}

enum edition_read edition_read_file(struct article *article, struct arena *arena,
                                    const char *folder, struct str relative, struct diags *diags)
{
    struct edition read = {.arena = *arena};
    struct loader loader = {
        .edition = &read, .diags = diags, .folder_bytes = folder_walk_prefix_bytes(folder)};
    struct buffer path = {0};
    enum edition_read result = READ_OTHER;
    int fd;

    buffer_add_text(&path, folder);
    if (path.bytes < loader.folder_bytes)
        buffer_add_char(&path, '/');
    buffer_add_str(&path, relative);
    fd = open_folder(&path, (size_t)(strrchr(buffer_c_str(&path), '/') - path.data));
    relative.p = path.data + loader.folder_bytes;
    if (is_gone(path.data))
        result = READ_GONE;
    else if (fd < 0 || !load_below(&loader, fd, path.data, relative))
        result = READ_OTHER;
    else if (read.bad_count)
        result = READ_BAD;
    else if (read.article_count && complete_by_folder(&loader, &path))
        result = READ_ARTICLE;
    if (result == READ_ARTICLE)
        *article = *read.articles;
    if (fd >= 0)
        close(fd);
    *arena = read.arena;
    free(read.articles);
    free(read.others);
    free(loader.names);
    free(loader.head.text);
    buffer_free(&path);
    return result;
}
