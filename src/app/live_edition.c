#include "app/live_edition.h"

#include "base/i18n.h"

#include <stdlib.h>

enum {
    SETTLE_MS = 500,       /* without a change before the content is loaded */
    SETTLE_MOST_MS = 5000, /* from the first change on, even if changes go on */
    LOOK_EVERY_MS = 30000  /* for changes that raise no event */
};

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

/* Loads the content from its real path as last resolved: a link may be changed meanwhile, but all
 * articles of an edition must come from one folder. */
static bool load(struct live_edition *live, struct edition *edition, struct diags *diags)
{
    const char *path = live->watch.target ? live->watch.target : live->watch.path;

    if (!edition_load(edition, path, diags))
        return false;
    program_choose_shown(live->program, edition);
    return true;
}

/* Returns whether the edition has articles to show and no more broken ones than the old edition, if
 * that shows any. */
static bool is_sound(const struct live_edition *live, const struct edition *edition)
{
    const struct edition *old = &live->program->edition;

    return edition->shown_count && (!old->shown_count || edition->bad_count <= old->bad_count);
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

/* Loads the content anew, and keeps the old edition if the new one is worse. Returns true if the
 * edition to show has changed. */
static bool take_edition(struct live_edition *live)
{
    struct program *program = live->program;
    struct edition edition = {0};
    struct diags diags = {0};
    bool renewed = true;

    live->changed = false;
    ticker_read(&program->ticker, &program->clock);
    watch_anew(&live->watch);
    if (load(live, &edition, &diags) && is_sound(live, &edition)) {
        edition_free(&program->edition);
        program->edition = edition;
        journal_line(live->journal, JOURNAL_INFO, _("换上新的内容，共%zu篇"), edition.shown_count);
        notify_send(live->notify, "STATUS=%zu articles", edition.shown_count);
    } else {
        tell_diags(live, &diags);
        if (!edition.shown_count)
            tell_of_nothing(live);
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

static void note_change(struct live_edition *live)
{
    live->last_change_ms = now_ms(live);
    if (!live->changed)
        live->first_change_ms = live->last_change_ms;
    live->changed = true;
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
        note_change(live);
}

bool live_edition_update(struct live_edition *live)
{
    int64_t now = now_ms(live);

    if (watch_read(&live->watch))
        note_change(live);
    poll_changes(live);
    return live->changed &&
           (now - live->last_change_ms >= SETTLE_MS ||
            now - live->first_change_ms >= SETTLE_MOST_MS) &&
           take_edition(live);
}

int live_edition_timeout_ms(const struct live_edition *live)
{
    return ticker_real_ms(&live->program->ticker, live->changed ? SETTLE_MS : LOOK_EVERY_MS);
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
    const char *path = live->watch.target ? live->watch.target : live->watch.path;
    char *found[LIVE_EDITION_MOST_FOLDERS] = {
        str_copy(str_of(path)), folder_as_given(live->watch.path), folder_of(live->watch.target)};
    size_t count = 0;

    for (size_t i = 0; i < LIVE_EDITION_MOST_FOLDERS; i++) {
        if (found[i] && strcmp(found[i], "/") != 0)
            folders[count++] = found[i];
        else
            free(found[i]);
    }
    return count;
}

static bool is_article_name(const char *name)
{
    return article_is_name(name, NULL);
}

void live_edition_open(struct live_edition *live, struct program *program,
                       const struct journal *journal, const struct notify *notify)
{
    struct buffer path = {0};

    *live = (struct live_edition){.program = program, .journal = journal, .notify = notify};
    program_content_path(program, &path);
    watch_open(&live->watch, buffer_c_str(&path), is_article_name);
    buffer_free(&path);
}

bool live_edition_begin(struct live_edition *live)
{
    struct program *program = live->program;
    bool loaded;

    ticker_read(&program->ticker, &program->clock);
    loaded = load(live, &program->edition, &program->diags);
    tell_diags(live, &program->diags);
    if (loaded && !program->edition.shown_count)
        tell_of_nothing(live);
    return loaded;
}

void live_edition_close(struct live_edition *live)
{
    watch_close(&live->watch);
}
