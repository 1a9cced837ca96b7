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
    atomic_size_t read, written;
    char *folder, *path; /* see struct folder_index */
    char *today;
    struct edition_filter filter; /* its day is `today` */
    uint64_t shown;               /* identity of the index that is shown, or 0, */
    uint64_t digest;              /* and then that of the edition, if there is to be no index */
    bool is_patched;              /* the edition that is shown */
    enum folder_index_extent extent;
    bool renewed;          /* there is another edition than is shown: that of the index or, */
    bool is_loaded;        /* if no index could be written, */
    struct edition loaded; /* this one */
    struct index_changes changes; /* with which the edition is to be patched */
    int error;                    /* errno value */
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

struct folder_comparison {
    struct task *task; /* NULL: there could be none, and the names were compared at once */
    const char *folder;
    struct index_comparison *of_index;
};

static void run_comparison(void *context)
{
    struct folder_comparison *comparison = context;

    index_comparison_names(comparison->of_index);
    index_comparison_stamps(comparison->of_index);
}

static struct folder_comparison *comparison_of(const struct folder_index *index,
                                               const struct edition *edition)
{
    static const atomic_bool NEVER = false;
    struct folder_comparison *comparison = mem_zeroed(1, sizeof(*comparison));

    comparison->folder = index->folder;
    comparison->of_index = index_comparison_new(edition->index, index->folder, &NEVER);
    return comparison;
}

struct folder_comparison *folder_index_compare(const struct folder_index *index,
                                               const struct edition *edition)
{
    struct folder_comparison *comparison = comparison_of(index, edition);
    bool is_busy;

    comparison->task = task_start(TASK_INDEX, run_comparison, comparison, &is_busy);
    if (!comparison->task)
        index_comparison_names(comparison->of_index);
    return comparison;
}

bool folder_index_is_complete(const struct edition *edition)
{
    return !edition->bad_count && !edition->bad_folder_count && edition->shown_count;
}

enum folder_index_use folder_index_settle(struct folder_comparison *comparison,
                                          struct edition *edition)
{
    struct diags diags = {0}; /* discarded: an edition with faults is not used */
    struct index_changes changes;
    enum folder_index_use use = FOLDER_INDEX_CURRENT;
    struct edition next = {0};

    index_comparison_stamps(comparison->of_index); /* that the thread has not come to yet */
    if (comparison->task) {
        task_wait(comparison->task, -1);
        task_free(comparison->task);
    }
    if (!index_comparison_end(comparison->of_index, &changes)) {
        use = !changes.more && edition_patch(&next, edition, comparison->folder, changes.names,
                                             changes.count, &diags)
                  ? FOLDER_INDEX_PATCHED
                  : FOLDER_INDEX_USELESS;
        edition_free(edition);
    }
    if (use == FOLDER_INDEX_PATCHED)
        *edition = next;
    if (!folder_index_is_complete(edition)) {
        use = FOLDER_INDEX_USELESS;
        edition_free(edition);
    }
    index_changes_free(&changes);
    free(comparison);
    diags_free(&diags);
    return use;
}

bool folder_index_open_current(const struct folder_index *index, struct edition *edition,
                               const struct edition_filter *filter)
{
    struct folder_comparison *comparison;

    if (!folder_index_open(index, edition, filter))
        return false;
    comparison = comparison_of(index, edition);
    index_comparison_names(comparison->of_index);
    return folder_index_settle(comparison, edition) != FOLDER_INDEX_USELESS;
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

/* Keeps others from writing an index until *fd is closed. What those have written that were killed
 * or ended before it was all is kept for the next one. Returns 0 or an errno value. */
static int lock(const char *path, int *fd)
{
    enum { PATIENCE_MS = 60000 };
    struct buffer name = {0}, partial = {0};
    int error = file_make_folder_of(path);

    buffer_addf(&name, "%s.lock", path);
    buffer_addf(&partial, "%s" INDEX_PARTIAL, path);
    if (!error)
        error = file_lock(buffer_c_str(&name), PATIENCE_MS, fd);
    if (!error) {
        file_keep_leftover(path, buffer_c_str(&partial));
        file_remove_leftovers(path);
    }
    buffer_free(&name);
    buffer_free(&partial);
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
        error = index_write(index->path, &edition, index->folder, NULL);
    }
    edition_free(&edition);
    close(fd);
    return error;
}

static void count_read(void *context, size_t files)
{
    struct index_renewal *renewal = context;

    atomic_store(&renewal->read, files);
}

static void count_written(void *context, size_t articles)
{
    struct index_renewal *renewal = context;

    atomic_store(&renewal->written, articles);
}

/* Loads the folder, without reading what `known` has. Returns false if it cannot be read. */
static bool load(struct index_renewal *renewal, struct index *known)
{
    const struct edition_watch watch = {count_read, renewal};
    struct diags diags = {0};

    renewal->is_loaded =
        edition_load_watched(&renewal->loaded, renewal->folder, &diags, known, &watch);
    if (renewal->is_loaded)
        edition_show(&renewal->loaded, &renewal->filter);
    diags_free(&diags);
    return renewal->is_loaded;
}

/* Compares the folder with the index. Returns whether that is enough: whether there is nothing to
 * be written. */
static bool compare(struct index_renewal *renewal, struct index *known)
{
    bool enough;

    if (!known || !index_fits(known, &renewal->filter) || !index_is_in_language(known))
        return false;
    enough = index_is_current(known, renewal->folder, &renewal->given_up, &renewal->changes) ||
             (renewal->extent == RENEW_SHOWN && !renewal->changes.more);
    if (enough)
        renewal->renewed = index_identity(known) != renewal->shown || renewal->changes.count ||
                           renewal->is_patched;
    else
        index_changes_free(&renewal->changes);
    return enough;
}

/* Writes the index of what was loaded. */
static void write_loaded(struct index_renewal *renewal)
{
    const struct edition_watch watch = {count_written, renewal};

    if (!renewal->loaded.shown_count) {
        unlink(renewal->path); /* the next reader is to see that there is nothing */
        return;
    }
    renewal->error = index_write(renewal->path, &renewal->loaded, renewal->folder, &watch);
    if (!renewal->error) {
        edition_free(&renewal->loaded);
        renewal->is_loaded = false;
    }
}

/* Brings the index up to date, while no other reader does. Another one may have done so. */
static void renew_locked(struct index_renewal *renewal)
{
    struct index *known = open_whole(renewal->path, renewal->folder);

    if (compare(renewal, known)) {
        index_close(known);
        return;
    }
    renewal->renewed = load(renewal, known);
    if (renewal->renewed)
        write_loaded(renewal);
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
    index_changes_free(&renewal->changes);
    free(renewal->folder);
    free(renewal->path);
    free(renewal->today);
    free(renewal);
}

bool folder_index_patch(struct folder_index *index, struct edition *edition,
                        const struct str *names, size_t count, struct edition *next)
{
    struct diags diags = {0};
    bool patched = edition_patch(next, edition, index->folder, names, count, &diags);

    diags_free(&diags);
    for (size_t i = 0; index->renewal && i < count; i++)
        index_changes_add(&index->recent, names[i]);
    return patched;
}

void folder_index_renew(struct folder_index *index, const struct edition *edition,
                        enum folder_index_extent extent)
{
    struct index_renewal *renewal;
    bool is_busy;

    if (!index->folder || index->renewal)
        return;
    renewal = mem_zeroed(1, sizeof(*renewal));
    renewal->folder = str_copy(str_of(index->folder));
    renewal->path = index->path ? str_copy(str_of(index->path)) : NULL;
    renewal->today = str_copy(edition->filter.today);
    renewal->extent = extent;
    renewal->is_patched = edition->patch != NULL;
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

struct folder_index_progress folder_index_progress(const struct folder_index *index)
{
    struct index_renewal *renewal = index->renewal;

    if (!renewal)
        return (struct folder_index_progress){0};
    return (struct folder_index_progress){atomic_load(&renewal->read),
                                          atomic_load(&renewal->written)};
}

/* Sets *next to the edition that was read, or to that of the index. Returns false if there is none.
 */
static bool take_edition(const struct folder_index *index, struct edition *next)
{
    struct index_renewal *renewal = index->renewal;

    if (!renewal->is_loaded)
        return folder_index_open(index, next, &renewal->filter);
    *next = renewal->loaded;
    renewal->loaded = (struct edition){0};
    return true;
}

/* Patches an edition with what the renewal has found to have changed, and with what has changed
 * since. Returns whether that is enough. */
static bool patch(struct folder_index *index, struct edition *edition)
{
    const struct index_changes *found = &index->renewal->changes, *all = &index->recent;
    struct diags diags = {0};
    struct edition next;
    bool patched;

    for (size_t i = 0; i < found->count; i++)
        index_changes_add(&index->recent, found->names[i]);
    if (!all->count)
        return true;
    patched =
        !all->more && edition_patch(&next, edition, index->folder, all->names, all->count, &diags);
    diags_free(&diags);
    edition_free(edition);
    if (patched)
        *edition = next;
    return patched;
}

/* Sets *next to the result of the renewal. */
static enum folder_index_result take(struct folder_index *index, struct edition *next)
{
    if (!index->renewal->renewed || !take_edition(index, next))
        return RENEWED_NOTHING;
    return patch(index, next) ? RENEWED_EDITION : RENEWED_TOO_LITTLE;
}

enum folder_index_result folder_index_take(struct folder_index *index, struct edition *next,
                                           struct buffer *message)
{
    struct index_renewal *renewal = index->renewal;
    enum folder_index_result result;

    if (!renewal || !task_wait(renewal->task, 0))
        return RENEWED_NOTHING;
    result = take(index, next);
    if (renewal->error && !index->failed) {
        index->failed = true;
        buffer_addf(message, _("写不了索引 %s：%s；照常能看，只是打开慢些"), index->path,
                    strerror(renewal->error));
    }
    task_free(renewal->task);
    discard(renewal);
    index->renewal = NULL;
    index_changes_free(&index->recent);
    return result;
}

bool folder_index_is_behind(const struct folder_index *index, const struct edition *edition)
{
    return index->path && !index->failed && edition->patch;
}

bool folder_index_is_cut(const struct edition *edition)
{
    return edition->index && index_is_cut(edition->index);
}

void folder_index_close(struct folder_index *index)
{
    if (index->renewal) {
        atomic_store(&index->renewal->given_up, true);
        task_abandon(index->renewal->task, discard);
    }
    index_changes_free(&index->recent);
    free(index->folder);
    free(index->path);
    *index = (struct folder_index){0};
}
