#include "app/live_edition.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

enum { LOOK_EVERY_MS = 30000 /* for changes that raise no event */ };

static void tell_diags(const struct live_edition *live, const struct diags *diags)
{
    enum { MOST_LINES = 20 };
    int lines = 0;

    for (size_t i = 0; i < diags->count && lines < MOST_LINES; i++) {
        const struct diag *diag = &diags->items[i];

        if (diag->level != DIAG_ERROR)
            continue;
        journal_line(live->journal, JOURNAL_WARNING, "%s:%zu: %s", diag->path, diag->line,
                     diag->message);
        lines++;
    }
}

static void tell_of_nothing(const struct live_edition *live)
{
    journal_line(live->journal, JOURNAL_WARNING, "%s: %s", live->watch.path,
                 _("没有可读的文章；文章是文件夹里的 .md 文件，见 README"));
}

/* Returns the content's real path as last resolved: a link may be changed meanwhile, but all
 * articles of an edition must come from one folder. */
static const char *real_path(const struct live_edition *live)
{
    return live->watch.target ? live->watch.target : live->watch.path;
}

/* Opens the edition from the index that was published with it, if there is one, else reads it. Each
 * session over SSH would take the time to compare them; there an edition must not change. */
static bool load(struct live_edition *live, struct edition *edition, struct diags *diags)
{
    const struct edition_filter filter = program_filter(live->program);
    struct folder_index index;
    bool loaded;

    folder_index_choose(&index, real_path(live), true);
    loaded = live->program->cli.ssh ? folder_index_open(&index, edition, &filter)
                                    : folder_index_open_current(&index, edition, &filter);
    if (!loaded) {
        loaded = edition_load(edition, real_path(live), diags);
        program_choose_shown(live->program, edition);
    }
    folder_index_close(&index);
    return loaded;
}

/* Notes the date of the folder, for editions whose articles have none. */
static void note_arrival(const struct live_edition *live)
{
    struct program *program = live->program;
    struct stat info;
    struct tm local;

    if (stat(live->watch.path, &info) != 0 || !localtime_r(&info.st_mtime, &local) ||
        !strftime(program->arrived, sizeof(program->arrived), "%Y-%m-%d", &local))
        program->arrived[0] = '\0';
}

/* Returns whether the edition has articles to show and no more broken articles and folders than the
 * old edition, if that shows any. */
static bool is_sound(const struct live_edition *live, const struct edition *edition)
{
    const struct edition *old = &live->program->edition;

    return edition->shown_count &&
           (!old->shown_count || (edition->bad_count <= old->bad_count &&
                                  edition->bad_folder_count <= old->bad_folder_count));
}

static void note_shown(struct live_edition *live)
{
    buffer_clear(&live->shown);
    buffer_add_text(&live->shown, real_path(live));
    buffer_clear(&live->refused);
}

/* Notes why the content is not shown: its first error. */
static void note_refused(struct live_edition *live, const struct diags *diags)
{
    buffer_clear(&live->refused);
    for (size_t i = 0; i < diags->count; i++) {
        if (diags->items[i].level == DIAG_ERROR) {
            diag_write(&diags->items[i], &live->refused);
            return;
        }
    }
    buffer_add_text(&live->refused, _("没有可读的文章；文章是文件夹里的 .md 文件，见 README"));
}

/* Keeps the old edition. Returns true if the date has changed, on which other notices are shown. */
static bool keep_edition(const struct live_edition *live)
{
    struct program *program = live->program;

    if (str_eq(program->edition.filter.today, str_of(program->clock.date)))
        return false;
    program_choose_shown(program, &program->edition);
    return true;
}

/* Shows another edition. */
static void show(struct live_edition *live, struct edition *edition)
{
    struct program *program = live->program;

    edition_free(&program->edition);
    program->edition = *edition;
    program->unread = false;
    note_arrival(live);
    note_shown(live);
    journal_line(live->journal, JOURNAL_INFO, _("换上新的内容，共%zu篇"), edition->shown_count);
    notify_send(live->notify, "STATUS=%zu articles", edition->shown_count);
}

/* Loads the content anew, and keeps the old edition if the new one is worse. Returns true if the
 * edition to show has changed. */
static bool take_edition(struct live_edition *live)
{
    struct program *program = live->program;
    struct edition edition = {0};
    struct diags diags = {0};
    bool renewed = true;

    ticker_read(&program->ticker, &program->clock);
    watch_anew(&live->watch);
    if (load(live, &edition, &diags) && is_sound(live, &edition)) {
        show(live, &edition);
    } else {
        tell_diags(live, &diags);
        if (!edition.shown_count)
            tell_of_nothing(live);
        note_refused(live, &diags);
        journal_line(live->journal, JOURNAL_ERROR, "%s", _("新的内容有错，没有换上，仍用原来的"));
        edition_free(&edition);
        renewed = keep_edition(live);
    }
    diags_free(&diags);
    return renewed;
}

static int64_t now_ms(const struct live_edition *live)
{
    return ticker_ms(&live->program->ticker);
}

/* Notes changes that raise no event: a changed link that the watch missed, and a new date, on which
 * other notices are valid. */
static void poll_changes(struct live_edition *live)
{
    struct clock clock;

    if (now_ms(live) - live->polled_ms < LOOK_EVERY_MS)
        return;
    live->polled_ms = now_ms(live);
    ticker_read(&live->program->ticker, &clock);
    if (watch_moved(&live->watch) || strcmp(clock.date, live->program->clock.date) != 0)
        watch_note_change(&live->watch, now_ms(live));
}

/* Shows the articles that have changed, if nothing else has and nothing is refused. Returns false
 * if the content is to be loaded. */
static bool take_changed(struct live_edition *live)
{
    struct watch *watch = &live->watch;
    struct edition next;
    struct diags diags = {0}; /* discarded: an edition with more faults is loaded */
    bool taken = false;

    if (!live->program->unread && !live->refused.bytes &&
        edition_patch(&next, &live->program->edition, real_path(live), watch->names,
                      watch->name_count, &diags)) {
        taken = is_sound(live, &next);
        if (taken)
            show(live, &next);
        else
            edition_free(&next);
    }
    if (taken)
        watch_forget_names(watch);
    else
        watch_note_change(watch, now_ms(live));
    diags_free(&diags);
    return taken;
}

bool live_edition_update(struct live_edition *live)
{
    int64_t now = now_ms(live);

    watch_read(&live->watch, now);
    poll_changes(live);
    if (now - live->patched_ms >= WATCH_SETTLE_MS && watch_has_names(&live->watch, now)) {
        live->patched_ms = now;
        if (take_changed(live))
            return true;
    }
    return watch_has_settled(&live->watch, now) && take_edition(live);
}

int live_edition_timeout_ms(const struct live_edition *live)
{
    return ticker_real_ms(&live->program->ticker,
                          live->watch.changed ? WATCH_SETTLE_MS : LOOK_EVERY_MS);
}

/* Returns the folder of the real path, in which a link may later find another target, or the path
 * itself if its folder is the root; NULL on an error. The caller frees. */
static char *folder_of(const char *path)
{
    char *folder = path ? realpath(path, NULL) : NULL;
    char *slash = folder ? strrchr(folder, '/') : NULL;

    if (slash && slash > folder)
        *slash = '\0';
    return folder;
}

/* Returns the folder of the path as given, without resolving the path's last part, which may be a
 * link; NULL on an error or if the folder is the root. The caller frees. */
static char *folder_as_given(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *given = str_copy(slash ? (struct str){path, (size_t)(slash - path)} : str_of("."));
    char *folder = *given ? realpath(given, NULL) : NULL;

    free(given);
    return folder;
}

size_t live_edition_folders(const struct live_edition *live,
                            char *folders[LIVE_EDITION_MOST_FOLDERS])
{
    char *found[LIVE_EDITION_MOST_FOLDERS] = {str_copy(str_of(real_path(live))),
                                              folder_as_given(live->watch.path),
                                              folder_of(live->watch.target)};
    size_t count = 0;

    for (size_t i = 0; i < LIVE_EDITION_MOST_FOLDERS; i++) {
        if (found[i] && strcmp(found[i], "/") != 0)
            folders[count++] = found[i];
        else
            free(found[i]);
    }
    return count;
}

void live_edition_open(struct live_edition *live, struct program *program,
                       const struct journal *journal, const struct notify *notify)
{
    struct folder_index index;
    struct buffer path = {0};

    *live = (struct live_edition){.program = program, .journal = journal, .notify = notify};
    program_content_path(program, &path);
    folder_index_choose(&index, buffer_c_str(&path), true);
    watch_open(&live->watch, buffer_c_str(&path), folder_index_wants);
    live->watch.shallow = program->cli.ssh && folder_index_exists(&index);
    folder_index_close(&index);
    watch_anew(&live->watch);
    if (live->watch.blind)
        journal_line(journal, JOURNAL_WARNING, "%s: %s", live->watch.path,
                     _("inotify 用完了，看不到文件的改动；见 sysctl fs.inotify"));
    buffer_free(&path);
}

void live_edition_begin(struct live_edition *live)
{
    struct program *program = live->program;

    ticker_read(&program->ticker, &program->clock);
    program->unread = !load(live, &program->edition, &program->diags);
    note_arrival(live);
    tell_diags(live, &program->diags);
    if (!program->unread)
        note_shown(live);
    if (!program->unread && !program->edition.shown_count)
        tell_of_nothing(live);
}

void live_edition_close(struct live_edition *live)
{
    watch_close(&live->watch);
    buffer_free(&live->shown);
    buffer_free(&live->refused);
}
