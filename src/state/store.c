#include "state/store.h"

#include "base/bounds.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/xdg.h"
#include "mark.h"
#include "store_file.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { MAX_SET_ASIDE = 999 };

/* The time that a save waits for another reader's save, which lasts as long as a disk takes to
 * sync. */
enum { LOCK_WAIT_MS = 1000 };

/* Returns what a person can do about a failure. */
static const char *advice(int error)
{
    switch (error) {
    case ENOSPC:
    case EDQUOT:
        return _("请腾出磁盘空间");
    case EFBIG:
        return _("请放宽文件大小的限制（ulimit -f）");
    case EROFS:
        return _("文件系统是只读的，可把 XDG_STATE_HOME 设为可写的文件夹");
    case EACCES:
    case EPERM:
        return _("请检查权限，或把 XDG_STATE_HOME 设为可写的文件夹");
    case ENOTDIR:
        return _("路径中有一段不是文件夹，请把它移走");
    case EISDIR:
    case EINVAL:
        return _("那里不是普通文件，请把它移走");
    case EWOULDBLOCK:
        return _("另一个看报一直占着它，请关掉那一个");
    case ENOENT:
    case ELOOP:
        return _("请修好或删去指向空处的符号链接");
    default:
        return _("请检查磁盘，或把 XDG_STATE_HOME 设为别的文件夹");
    }
}

/* Stops all saving, so that the file on the disk stays as it is. */
static void give_up(struct store *store)
{
    free(store->path);
    store->path = NULL;
    buffer_free(&store->base);
}

/* Notes `text` as the file's: the marks now differ from it only by this reader's changes. */
static void set_base(struct store *store, struct str text)
{
    buffer_clear(&store->base);
    buffer_add_str(&store->base, text);
}

/* Copies a damaged file's text to the first free name. Returns 0, with the name in `copy`, or an
 * errno value. Does not rename the file, so that a symbolic link stays one. */
static int set_aside(const char *path, struct str text, struct buffer *copy)
{
    int error = EEXIST;

    for (int n = 1; n <= MAX_SET_ASIDE && error == EEXIST; n++) {
        buffer_clear(copy);
        buffer_addf(copy, "%s.damaged-%d", path, n);
        error = file_create(buffer_c_str(copy), text, 0600);
    }
    return error;
}

static void recover(struct store *store, struct marks *marks, struct str text, size_t bad_line,
                    struct buffer *message)
{
    struct buffer copy = {0};
    struct buffer unsaid = {0};
    int error = set_aside(store->path, text, &copy);

    if (error) {
        buffer_addf(
            message,
            _("状态文件 %s 第 %zu 行读不懂，又无法另存一份（%s）：%s；这次不保存，以免覆盖它"),
            store->path, bad_line, strerror(error), advice(error));
        give_up(store);
    } else {
        buffer_addf(message, _("状态文件 %s 第 %zu 行读不懂，原件另存为 %s；此前的内容照常使用"),
                    store->path, bad_line, buffer_c_str(&copy));
        /* Save at once, or each start before the next save would copy the same damage again. If
         * this save fails, the next one reports it. */
        set_base(store, text);
        marks->changed = true;
        store_save(store, marks, &unsaid);
    }
    buffer_free(&copy);
    buffer_free(&unsaid);
}

void store_open_content(struct store *store, struct marks *marks, const char *content,
                        struct buffer *message)
{
    struct buffer text = {0};
    size_t bad_line;
    int error;

    *store = (struct store){.path = xdg_path("XDG_STATE_HOME", ".local/state", "kanbao/marks")};
    marks_parse(marks, (struct str){0}, content, &bad_line);
    if (!store->path) {
        buffer_add_text(message,
                        _("已读和书签这次不保存：没有主目录（HOME）；可设 XDG_STATE_HOME"));
        return;
    }
    error = file_read(store->path, (size_t)BOUND_STATE_MIB << 20, &text);
    if (!error && !text.bytes) {
        buffer_addf(message, _("状态文件 %s 是空的，已读和书签从头记起"), store->path);
    } else if (!error) {
        if (marks_parse(marks, buffer_str(&text), content, &bad_line))
            set_base(store, buffer_str(&text));
        else
            recover(store, marks, buffer_str(&text), bad_line, message);
    } else if (error == EFBIG) {
        buffer_addf(message, _("状态文件 %s 大于 %d MiB：请把它移走；这次不保存，以免覆盖它"),
                    store->path, BOUND_STATE_MIB);
        give_up(store);
    } else if (error != ENOENT && error != ENOTDIR) {
        buffer_addf(message,
                    _("读不了状态文件 %s（%s）：请检查权限或把它移走；这次不保存，以免覆盖它"),
                    store->path, strerror(error));
        give_up(store);
    }
    buffer_free(&text);
}

/* Makes a folder in another one, and removes it. Returns 0 or an errno value: /proc and /sys allow
 * everything to root, by what access() says, and nobody can make a folder there. */
static int try_folder(const char *folder)
{
    struct buffer made = {0};
    int error = 0;

    buffer_addf(&made, "%s.kanbao-XXXXXX", folder);
    buffer_c_str(&made);
    if (!mkdtemp(made.data) || rmdir(made.data) != 0)
        error = errno;
    buffer_free(&made);
    return error;
}

/* Returns 0 if a file can be written, or made with its folders, else the errno value. */
static int writable(const char *path)
{
    char *target = realpath(path, NULL), *folder = target ? target : str_copy(str_of(path)), *end;
    bool missing = false;
    int error = 0;

    do {
        end = strrchr(folder, '/');
        if (!end)
            break;
        end[1] = '\0'; /* with the slash only a folder is there */
        error = access(folder, W_OK | X_OK) == 0 ? 0 : errno;
        if (!error && missing && (error = try_folder(folder)))
            break;
        missing = true;
        *end = '\0';
    } while (error == ENOENT);
    free(folder);
    return error;
}

/* Opens the marks of a folder. One of which there are none may be known by another name. */
static void open_folder(struct store *store, struct marks *marks, const char *folder,
                        const struct edition *edition, struct buffer *message)
{
    char *name = contents_name(folder), *known;

    store_open_content(store, marks, name, message);
    if (!marks->count && (known = contents_known(folder, name, edition, &store->base))) {
        store_close(store);
        store_open_content(store, marks, known, message);
        free(known);
    }
    free(name);
}

/* Returns whether there are marks of files opened alone, or without their content. */
static bool has_files(struct marks *marks)
{
    return strstr(buffer_c_str(&marks->others), "content\t" STORE_FILES "\n") != NULL;
}

void store_open(struct store *store, struct marks *marks, const char *folder,
                const struct edition *edition, struct buffer *message)
{
    earlier_take_over(message);
    if (folder)
        open_folder(store, marks, folder, edition, message);
    else
        store_open_content(store, marks, STORE_FILES, message);
    if (folder && edition && store->path && has_files(marks) && !writable(store->path))
        earlier_claim(store, marks, edition, message);
}

void store_check_place(struct store *store, struct buffer *message)
{
    int error;

    if (!store->path || !(error = writable(store->path)))
        return;
    buffer_clear(message);
    buffer_addf(message, _("已读和书签这次不保存：写不了 %s（%s），%s"), store->path,
                strerror(error), advice(error));
    give_up(store);
}

/* Locks the state. Returns 0, or EWOULDBLOCK if another reader holds the lock for too long. Where
 * locking is impossible, as on some network file systems, returns 0 with *fd -1: saving goes on
 * without a lock. */
static int lock(const struct store *store, int *fd)
{
    struct buffer path = {0};
    int error;

    *fd = -1;
    buffer_addf(&path, "%s.lock", store->path);
    error = file_lock(buffer_c_str(&path), LOCK_WAIT_MS, fd);
    buffer_free(&path);
    return error == EWOULDBLOCK ? error : 0;
}

/* Merges `text`, the file as another reader left it, into the marks. Returns 0 or an errno. */
static int merge(struct store *store, struct marks *marks, struct str text, struct buffer *message)
{
    struct marks base = {0}, theirs = {0};
    struct buffer copy = {0};
    size_t bad_line, unsaid;
    int error = 0;

    if (marks_parse(&theirs, text, marks->content, &bad_line)) {
        marks_parse(&base, buffer_str(&store->base), marks->content, &unsaid);
    } else {
        /* Merge with an empty base: marks missing after the damage were not removed by anybody. */
        error = set_aside(store->path, text, &copy);
        if (!error)
            buffer_addf(message, _("状态文件 %s 第 %zu 行读不懂，原件另存为 %s；这里的标记照旧"),
                        store->path, bad_line, buffer_c_str(&copy));
    }
    if (!error) {
        store->merged = marks_merge(marks, &base, &theirs);
        set_base(store, text);
    }
    buffer_free(&copy);
    marks_free(&base);
    marks_free(&theirs);
    return error;
}

/* Merges the file into the marks if another reader changed it. Ignores a file that is gone or
 * empty: no reader removes marks that way. Returns 0 or an errno value. */
static int merge_file(struct store *store, struct marks *marks, struct buffer *message)
{
    struct buffer text = {0};
    int error = file_read(store->path, (size_t)BOUND_STATE_MIB << 20, &text);

    if (error == ENOENT)
        error = 0;
    else if (!error && text.bytes && !str_eq(buffer_str(&text), buffer_str(&store->base)))
        error = merge(store, marks, buffer_str(&text), message);
    buffer_free(&text);
    return error;
}

static int write_marks(struct store *store, struct marks *marks)
{
    struct buffer text = {0};
    int error;

    marks_write(marks, &text);
    error = file_replace(store->path, buffer_str(&text), 0600);
    if (!error)
        set_base(store, buffer_str(&text));
    buffer_free(&text);
    return error;
}

bool store_save(struct store *store, struct marks *marks, struct buffer *message)
{
    int fd = -1, error;

    store->merged = false;
    if (!store->path || !marks->changed)
        return true;
    error = file_make_folder_of(store->path);
    if (!error)
        error = lock(store, &fd);
    /* No other reader is writing while the lock is held. */
    if (!error && fd >= 0)
        file_remove_leftovers(store->path);
    if (!error)
        error = merge_file(store, marks, message);
    if (!error)
        error = write_marks(store, marks);
    if (fd >= 0)
        close(fd);
    if (!error)
        return true;
    marks->changed = true;
    buffer_clear(message);
    buffer_addf(message, _("没能保存状态文件 %s（%s）：%s"), store->path, strerror(error),
                advice(error));
    return false;
}

void store_rename_content(const char *from, const char *to)
{
    struct store store = {0};
    struct marks marks = {0};
    struct buffer unsaid = {0};

    store_open_content(&store, &marks, from, &unsaid);
    mark_set_text(&marks.content, str_of(to));
    marks.changed = true;
    store_save(&store, &marks, &unsaid);
    store_close(&store);
    marks_free(&marks);
    buffer_free(&unsaid);
}

void store_close(struct store *store)
{
    give_up(store);
}
