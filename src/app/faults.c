#include "app/faults.h"

#include "base/alloc.h"
#include "content/edition.h"

#include <stdlib.h>

struct faults_reading {
    char *folder;
    struct buffer lines;
};

void faults_read(const char *folder, struct buffer *out)
{
    struct edition edition = {0};
    struct diags diags = {0};

    if (edition_load(&edition, folder, &diags))
        edition_free(&edition);
    for (size_t i = 0; i < diags.count; i++) {
        if (diags.items[i].level != DIAG_ERROR)
            continue;
        diag_write(&diags.items[i], out);
        buffer_add_char(out, '\n');
    }
    diags_free(&diags);
}

static void run(void *context)
{
    struct faults_reading *reading = context;

    faults_read(reading->folder, &reading->lines);
}

static void discard(void *context)
{
    struct faults_reading *reading = context;

    buffer_free(&reading->lines);
    free(reading->folder);
    free(reading);
}

bool faults_begin(struct faults *faults, const char *folder)
{
    bool is_busy;

    if (faults->task)
        return true;
    faults->reading = mem_zeroed(1, sizeof(*faults->reading));
    faults->reading->folder = str_copy(str_of(folder));
    faults->task = task_start(TASK_FAULTS, run, faults->reading, &is_busy);
    if (!faults->task)
        discard(faults->reading);
    return faults->task != NULL;
}

bool faults_are_read(const struct faults *faults)
{
    return faults->task != NULL;
}

bool faults_take(struct faults *faults, struct buffer *out)
{
    if (!faults->task || !task_wait(faults->task, 0))
        return false;
    buffer_add_str(out, buffer_str(&faults->reading->lines));
    task_free(faults->task);
    discard(faults->reading);
    *faults = (struct faults){0};
    return true;
}

void faults_close(struct faults *faults)
{
    if (faults->task)
        task_abandon(faults->task, discard);
    *faults = (struct faults){0};
}
