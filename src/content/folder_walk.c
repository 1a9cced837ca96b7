#include "folder_walk.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/bounds.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "content/article.h"
#include "fault.h"
#include "names.h"
#include "text/clean.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct entry {
    const char *name;
    unsigned char type; /* from readdir(): DT_… */
};

struct folder_id {
    dev_t device;
    ino_t inode;
};

struct folder_walk {
    folder_walk_visit *visit;
    void *context;
    struct diags *diags;
    struct folder_walk_left_out *left_out;
    struct buffer path; /* of the current entry */
    size_t root_bytes;  /* of it, for the path given, with its final / */
    int depth;
    struct folder_id above[BOUND_FOLDER_DEPTH]; /* the open folders, outermost first */
    struct folder_id *linked;                   /* folders entered by a link */
    size_t linked_count, linked_cap;
};

static void leave_out(struct folder_walk *walk, const char *name)
{
    if (article_is_name(name, NULL))
        walk->left_out->articles++;
    else
        walk->left_out->folders++;
}

static void add_fault(struct folder_walk *walk, const char *name, int error)
{
    fault_add_unreadable(walk->diags, buffer_c_str(&walk->path), error);
    leave_out(walk, name);
}

static bool is_clean_name(const char *name)
{
    size_t bytes = strlen(name);

    return text_clean_prefix(name, bytes, 0) == bytes && !strpbrk(name, "\n\t");
}

/* Adds an error for an unclean name. A diagnostic about a path must show it cleaned. */
static void add_unclean_name(struct folder_walk *walk, const char *name)
{
    struct buffer shown = {0};

    buffer_add(&shown, walk->path.data, walk->root_bytes);
    text_clean(&shown, walk->path.data + walk->root_bytes, walk->path.bytes - walk->root_bytes);
    buffer_join_lines(&shown, 0);
    diag_add(walk->diags, DIAG_ERROR, buffer_c_str(&shown), 0, 0,
             _("名字里有控制字符，或不是 UTF-8，请改名"));
    leave_out(walk, name);
    buffer_free(&shown);
}

static int compare_entries(const void *a, const void *b)
{
    return strcmp(((const struct entry *)a)->name, ((const struct entry *)b)->name);
}

/* Returns the folder's entries, except hidden ones, sorted, or NULL with errno if they cannot be
 * read. The caller frees them. */
static struct entry *read_entries(DIR *folder, struct arena *names, size_t *count)
{
    struct entry *entries = mem_zeroed(1, sizeof(*entries));
    size_t cap = 1;
    struct dirent *found;
    int error;

    *count = 0;
    for (errno = 0; (found = readdir(folder)); errno = 0) {
        if (found->d_name[0] == '.')
            continue;
        MEM_GROW(entries, cap, *count + 1);
        entries[*count].name = arena_copy(names, str_of(found->d_name)).p;
        entries[(*count)++].type = found->d_type;
    }
    error = errno;
    if (error) {
        free(entries);
        errno = error;
        return NULL;
    }
    qsort(entries, *count, sizeof(*entries), compare_entries);
    return entries;
}

static bool is_same(struct folder_id a, struct folder_id b)
{
    return a.device == b.device && a.inode == b.inode;
}

/* Returns whether the folder at `fd` may be entered: neither from within itself nor by a second
 * link. If not, adds a diagnostic. */
static bool may_enter(struct folder_walk *walk, int fd, bool by_link)
{
    struct stat status;
    struct folder_id id;

    if (walk->depth == BOUND_FOLDER_DEPTH) {
        diag_add(walk->diags, DIAG_ERROR, buffer_c_str(&walk->path), 0, 0,
                 _("文件夹套得太深（超过 %d 层），没有读，请往上移"), BOUND_FOLDER_DEPTH);
        leave_out(walk, "");
        return false;
    }
    if (fstat(fd, &status) != 0) {
        add_fault(walk, "", errno);
        return false;
    }
    id = (struct folder_id){status.st_dev, status.st_ino};
    for (int i = 0; i < walk->depth; i++)
        if (is_same(walk->above[i], id)) {
            add_fault(walk, "", ELOOP);
            return false;
        }
    for (size_t i = 0; by_link && i < walk->linked_count; i++)
        if (is_same(walk->linked[i], id)) {
            diag_add(walk->diags, DIAG_WARNING, buffer_c_str(&walk->path), 0, 0,
                     _("另一个链接已经指向这个文件夹，没有再读，请删去一个"));
            return false;
        }
    if (by_link && walk->linked_count == BOUND_FOLDER_LINKS) {
        diag_add(walk->diags, DIAG_ERROR, buffer_c_str(&walk->path), 0, 0,
                 _("指向文件夹的链接太多（超过 %d 个），没有读，请删去一些"), BOUND_FOLDER_LINKS);
        leave_out(walk, "");
        return false;
    }
    if (by_link) {
        MEM_GROW(walk->linked, walk->linked_cap, walk->linked_count + 1);
        walk->linked[walk->linked_count++] = id;
    }
    walk->above[walk->depth] = id;
    return true;
}

static bool walk_open_folder(struct folder_walk *walk, int fd, bool by_link);

static void enter_folder(struct folder_walk *walk, int parent, const char *name, bool by_link)
{
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (fd < 0) {
        add_fault(walk, "", errno);
        return;
    }
    buffer_add_char(&walk->path, '/');
    walk_open_folder(walk, fd, by_link);
}

static void visit_entry(struct folder_walk *walk, int parent, struct entry entry)
{
    unsigned char type = entry.type;
    bool article = article_is_name(entry.name, NULL);
    struct folder_walk_file file;

    if (type == DT_LNK || type == DT_UNKNOWN) {
        struct stat status;

        if (fstatat(parent, entry.name, &status, 0) != 0) {
            /* Report a dead link to an article, or perhaps to a folder. */
            if (article || errno == ELOOP || !strchr(entry.name, '.'))
                add_fault(walk, entry.name, errno);
            return;
        }
        type = S_ISDIR(status.st_mode) ? DT_DIR : S_ISREG(status.st_mode) ? DT_REG : DT_CHR;
    }
    if (type != DT_DIR && !article) {
        if (type == DT_REG && name_is_near_article(entry.name) && is_clean_name(entry.name))
            diag_add(walk->diags, DIAG_WARNING, buffer_c_str(&walk->path), 0, 0,
                     _("不是 .md 文件，没有读：是文章就另存为 .md，不是就移走"));
        return;
    }
    if (!is_clean_name(entry.name)) {
        add_unclean_name(walk, entry.name);
    } else if (type == DT_DIR) {
        enter_folder(walk, parent, entry.name, entry.type != DT_DIR);
    } else if (type != DT_REG) {
        add_fault(walk, entry.name, EINVAL);
    } else {
        file = (struct folder_walk_file){
            .folder = parent,
            .name = entry.name,
            .path = buffer_c_str(&walk->path),
            .relative = {walk->path.data + walk->root_bytes, walk->path.bytes - walk->root_bytes}};
        walk->visit(walk->context, &file);
    }
}

/* Walks the folder at `fd`, and closes it. walk->path ends in its /. */
static bool walk_open_folder(struct folder_walk *walk, int fd, bool by_link)
{
    struct arena names = {0};
    struct entry *entries = NULL;
    size_t count = 0, path_bytes = walk->path.bytes;
    DIR *folder = NULL;

    if (!may_enter(walk, fd, by_link)) {
        close(fd);
        return false;
    }
    folder = fdopendir(fd);
    if (folder)
        entries = read_entries(folder, &names, &count);
    if (!entries) {
        add_fault(walk, "", errno);
        count = 0;
    }
    walk->depth++;
    for (size_t i = 0; i < count; i++) {
        buffer_add_text(&walk->path, entries[i].name);
        visit_entry(walk, fd, entries[i]);
        walk->path.bytes = path_bytes;
    }
    walk->depth--;
    if (folder)
        closedir(folder);
    else
        close(fd);
    arena_free(&names);
    free(entries);
    return entries != NULL;
}

size_t folder_walk_prefix_bytes(const char *path)
{
    size_t bytes = strlen(path);

    return bytes && path[bytes - 1] == '/' ? bytes : bytes + 1;
}

bool folder_walk(const char *path, folder_walk_visit *visit, void *context, struct diags *diags,
                 struct folder_walk_left_out *left_out)
{
    struct folder_walk walk = {
        .visit = visit, .context = context, .diags = diags, .left_out = left_out};
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool read;

    if (fd < 0) {
        fault_add_unreadable(diags, path, errno);
        return false;
    }
    buffer_add_text(&walk.path, path);
    walk.root_bytes = folder_walk_prefix_bytes(path);
    if (walk.path.bytes < walk.root_bytes)
        buffer_add_char(&walk.path, '/');
    read = walk_open_folder(&walk, fd, false);
    buffer_free(&walk.path);
    free(walk.linked);
    return read;
}
