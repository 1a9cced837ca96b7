#include "app/folder_index.h"

#include "base/alloc.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/task.h"
#include "base/xdg.h"
#include "content/index.h"

#include <inttypes.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The name of a published edition's index; hidden, so that it is no content. */
#define PUBLISHED_NAME ".kanbao-index"

/* All that a renewal needs, so that it can go on in a thread after its owner. */
struct index_renewal {
    struct task *task;
    atomic_bool given_up;
    atomic_size_t files;
    char *folder, *path; /* see struct folder_index */
    char *today;
    struct edition_filter filter; /* its day is `today` */
    uint64_t shown;               /* identity of the index that is shown, or 0, */
    uint64_t digest;              /* and then that of the edition, if there is to be no index */
    bool renewed;          /* there is another edition than is shown: that of the index or, */
    bool is_loaded;        /* if no index could be written, */
    struct edition loaded; /* this one */
    int error;             /* errno value */
};

static char *cache_path(const char *folder)
{
    char *real = realpath(folder, NULL), name[64], *path;

    if (!real)
        return NULL;
    snprintf(name, sizeof(name), "kanbao/%016" PRIx64 ".index", hash_of(str_of(real)));
    path = xdg_path("XDG_CACHE_HOME", ".cache", name);
    free(real);
    return path;
}

void folder_index_choose(struct folder_index *index, const char *folder, bool published)
{
    struct buffer path = {0};

    *index = (struct folder_index){.folder = str_copy(str_of(folder))};
    if (!published) {
        index->path = cache_path(folder);
        return;
    }
    buffer_addf(&path, "%s/%s", folder, PUBLISHED_NAME);
    index->path = str_copy(buffer_str(&path));
    buffer_free(&path);
}

bool folder_index_wants(const char *name)
{
    return article_is_name(name, NULL);
}

bool folder_index_exists(const struct folder_index *index)
{
    return index->path && access(index->path, R_OK) == 0;
}

void folder_index_do_without(struct folder_index *index)
{
    free(index->path);
    index->path = NULL;
}

bool folder_index_open(const struct folder_index *index, struct edition *edition,
                       const struct edition_filter *filter)
{
    *edition = (struct edition){0};
    if (!index->path || !edition_open(edition, index->path, index->folder, filter))
        return false;
    if (edition->shown_count)
        return true;
    /* Perhaps there is something to show since. */
    edition_free(edition);
    return false;
}

bool folder_index_is_current(const struct folder_index *index, const struct edition *edition)
{
    const atomic_bool given_up = false;

    return !edition->bad_count && !edition->bad_folder_count &&
           index_is_current(edition->index, index->folder, &given_up);
}

/* Returns the index as it is, unless it is broken. */
static struct index *open_whole(const char *path, const char *folder)
{
    struct index *known = index_open(path, folder);

    if (known && index_is_whole(known))
        return known;
    index_close(known);
    return NULL;
}

struct index *folder_index_known(const struct folder_index *index)
{
    return index->path ? open_whole(index->path, index->folder) : NULL;
}

/* Keeps others from writing an index until *fd is closed, and sweeps up after those that were
 * killed. Returns 0 or an errno value. */
static int lock(const char *path, int *fd)
{
    enum { PATIENCE_MS = 60000 };
    struct buffer name = {0};
    int error = file_make_folder_of(path);

    buffer_addf(&name, "%s.lock", path);
    if (!error)
        error = file_lock(buffer_c_str(&name), PATIENCE_MS, fd);
    if (!error)
        file_remove_leftovers(path);
    buffer_free(&name);
    return error;
}

int folder_index_build(const struct folder_index *index, const struct edition_filter *filter,
                       struct diags *diags)
{
    struct edition edition;
    int fd, error = lock(index->path, &fd);

    if (error)
        return error;
    if (edition_load(&edition, index->folder, diags)) {
        edition_show(&edition, filter);
        error = index_write(index->path, &edition, index->folder);
    }
    edition_free(&edition);
    close(fd);
    return error;
}

static void count_files(void *context, size_t files)
{
    struct index_renewal *renewal = context;

    atomic_store(&renewal->files, files);
}

/* Loads the folder, without reading what `known` has. Returns false if it cannot be read. */
static bool load(struct index_renewal *renewal, struct index *known)
{
    const struct edition_watch watch = {count_files, renewal};
    struct diags diags = {0};

    renewal->is_loaded =
        edition_load_watched(&renewal->loaded, renewal->folder, &diags, known, &watch);
    if (renewal->is_loaded)
        edition_show(&renewal->loaded, &renewal->filter);
    diags_free(&diags);
    return renewal->is_loaded;
}

/* Brings the index up to date, while no other reader does. Another one may have done so. */
static void renew_locked(struct index_renewal *renewal)
{
    struct index *known = open_whole(renewal->path, renewal->folder);

    if (known && index_fits(known, &renewal->filter) && index_is_in_language(known) &&
        index_is_current(known, renewal->folder, &renewal->given_up)) {
        renewal->renewed = index_identity(known) != renewal->shown;
        index_close(known);
        return;
    }
    renewal->renewed = load(renewal, known);
    if (!renewal->renewed)
        return;
    if (!renewal->loaded.shown_count) {
        unlink(renewal->path); /* the next reader is to see that there is nothing */
        return;
    }
    renewal->error = index_write(renewal->path, &renewal->loaded, renewal->folder);
    if (!renewal->error) {
        edition_free(&renewal->loaded);
        renewal->is_loaded = false;
    }
}

static void renew(struct index_renewal *renewal)
{
    int fd;

    renewal->error = lock(renewal->path, &fd);
    if (renewal->error) {
        renewal->renewed = load(renewal, NULL);
        return;
    }
    renew_locked(renewal);
    close(fd);
}

static void run(void *context)
{
    struct index_renewal *renewal = context;

    if (renewal->path)
        renew(renewal);
    else
        renewal->renewed =
            load(renewal, NULL) && edition_digest(&renewal->loaded) != renewal->digest;
}

static void discard(void *context)
{
    struct index_renewal *renewal = context;

    edition_free(&renewal->loaded);
    free(renewal->folder);
    free(renewal->path);
    free(renewal->today);
    free(renewal);
}

void folder_index_renew(struct folder_index *index, const struct edition *edition)
{
    struct index_renewal *renewal;
    bool is_busy;

    if (!index->folder || index->renewal)
        return;
    renewal = mem_zeroed(1, sizeof(*renewal));
    renewal->folder = str_copy(str_of(index->folder));
    renewal->path = index->path ? str_copy(str_of(index->path)) : NULL;
    renewal->today = str_copy(edition->filter.today);
    renewal->filter = edition->filter;
    renewal->filter.today = str_of(renewal->today);
    if (edition->index)
        renewal->shown = index_identity(edition->index);
    else if (!index->path)
        renewal->digest = edition_digest(edition);
    renewal->task = task_start(TASK_INDEX, run, renewal, &is_busy);
    if (renewal->task)
        index->renewal = renewal;
    else
        discard(renewal);
}

bool folder_index_is_renewed(const struct folder_index *index)
{
    return index->renewal != NULL;
}

size_t folder_index_files(const struct folder_index *index)
{
    return index->renewal ? atomic_load(&index->renewal->files) : 0;
}

/* Sets *next to the edition that was read. Returns false if there is none. */
static bool take_edition(const struct folder_index *index, struct edition *next)
{
    struct index_renewal *renewal = index->renewal;

    if (!renewal->renewed || !renewal->is_loaded)
        return renewal->renewed && folder_index_open(index, next, &renewal->filter);
    *next = renewal->loaded;
    renewal->loaded = (struct edition){0};
    return true;
}

bool folder_index_take(struct folder_index *index, struct edition *next, struct buffer *message)
{
    struct index_renewal *renewal = index->renewal;
    bool renewed;

    if (!renewal || !task_wait(renewal->task, 0))
        return false;
    renewed = take_edition(index, next);
    if (renewal->error && !index->failed) {
        index->failed = true;
        buffer_addf(message, _("写不了索引 %s：%s；照常能看，只是打开慢些"), index->path,
                    strerror(renewal->error));
    }
    task_free(renewal->task);
    discard(renewal);
    index->renewal = NULL;
    return renewed;
}

void folder_index_close(struct folder_index *index)
{
    if (index->renewal) {
        atomic_store(&index->renewal->given_up, true);
        task_abandon(index->renewal->task, discard);
    }
    free(index->folder);
    free(index->path);
    *index = (struct folder_index){0};
}
