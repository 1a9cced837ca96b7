#include "app/live_edition.h"

#include "base/i18n.h"

#include <stdlib.h>

enum {
    SETTLE_MS = 500,       /* after the last change, before the content is read */
    SETTLE_MOST_MS = 5000, /* however much goes on changing */
    LOOK_EVERY_MS = 30000  /* for what is not heard of */
};

static void tell_diags(const struct feed *feed, const struct diags *diags)
{
    enum { MOST_LINES = 20 };
    int lines = 0;

    for (size_t i = 0; i < diags->count && lines < MOST_LINES; i++) {
        const struct diag *diag = &diags->items[i];

        if (diag->level != DIAG_ERROR)
            continue;
        journal_line(feed->journal, JOURNAL_WARNING, "%s:%zu: %s", diag->path, diag->line,
                     diag->message);
        lines++;
    }
}

static void tell_of_nothing(const struct feed *feed)
{
    journal_line(feed->journal, JOURNAL_WARNING, "%s: %s", feed->watch.path,
                 _("没有可读的文章；文章是文件夹里的 .md 文件，见 README"));
}

/* Reads what the content's path leads to at the moment: a link may be turned to another folder, and
 * the articles of one edition all are of one folder. */
static bool load(struct feed *feed, struct edition *edition, struct diags *diags)
{
    const char *path = feed->watch.target ? feed->watch.target : feed->watch.path;

    if (!edition_load(edition, path, diags))
        return false;
    program_choose_shown(feed->program, edition);
    return true;
}

/* There is something to be seen in it, and no more of it is broken than of the old one, if that was
 * anything. */
static bool is_sound(const struct feed *feed, const struct edition *edition)
{
    const struct edition *old = &feed->program->edition;

    return edition->shown_count && (!old->shown_count || edition->bad_count <= old->bad_count);
}

/* The old one stays, but on another day other notices of it hold. */
static bool keep_edition(const struct feed *feed)
{
    struct program *program = feed->program;

    if (str_eq(program->edition.filter.today, str_of(program->clock.date)))
        return false;
    program_choose_shown(program, &program->edition);
    return true;
}

/* True where another is to be shown. */
static bool take_edition(struct feed *feed)
{
    struct program *program = feed->program;
    struct edition edition = {0};
    struct diags diags = {0};
    bool renewed = true;

    feed->changed = false;
    ticker_read(&program->ticker, &program->clock);
    watch_anew(&feed->watch);
    if (load(feed, &edition, &diags) && is_sound(feed, &edition)) {
        edition_free(&program->edition);
        program->edition = edition;
        journal_line(feed->journal, JOURNAL_INFO, _("换上新的内容，共%zu篇"), edition.shown_count);
        notify_send(feed->notify, "STATUS=%zu articles", edition.shown_count);
    } else {
        tell_diags(feed, &diags);
        if (!edition.shown_count)
            tell_of_nothing(feed);
        journal_line(feed->journal, JOURNAL_ERROR, "%s", _("新的内容有错，没有换上，仍用原来的"));
        edition_free(&edition);
        renewed = keep_edition(feed);
    }
    diags_free(&diags);
    return renewed;
}

static int64_t now_ms(const struct feed *feed)
{
    return ticker_ms(&feed->program->ticker);
}

static void note_change(struct feed *feed)
{
    feed->last_change_ms = now_ms(feed);
    if (!feed->changed)
        feed->first_change_ms = feed->last_change_ms;
    feed->changed = true;
}

/* What nobody tells: a link that was turned unheard, and another day, on which other notices hold.
 */
static void look_about(struct feed *feed)
{
    struct clock clock;

    if (now_ms(feed) - feed->looked_ms < LOOK_EVERY_MS)
        return;
    feed->looked_ms = now_ms(feed);
    ticker_read(&feed->program->ticker, &clock);
    if (watch_moved(&feed->watch) || strcmp(clock.date, feed->program->clock.date) != 0)
        note_change(feed);
}

bool feed_look(struct feed *feed)
{
    int64_t now = now_ms(feed);

    if (watch_read(&feed->watch))
        note_change(feed);
    look_about(feed);
    return feed->changed &&
           (now - feed->last_change_ms >= SETTLE_MS ||
            now - feed->first_change_ms >= SETTLE_MOST_MS) &&
           take_edition(feed);
}

int feed_patience_ms(const struct feed *feed)
{
    return ticker_real_ms(&feed->program->ticker, feed->changed ? SETTLE_MS : LOOK_EVERY_MS);
}

/* The folder that a path is in, as a rule: below it is what a link may be turned to, or what may be
 * renamed into place. Not the root of all. */
static char *folder_of(const char *path)
{
    char *folder = path ? realpath(path, NULL) : NULL;
    char *slash = folder ? strrchr(folder, '/') : NULL;

    if (slash && slash > folder)
        *slash = '\0';
    return folder;
}

/* The folder of the path as it was given, which may be a link. */
static char *folder_as_given(const char *path)
{
    const char *slash = strrchr(path, '/');
    char *given = slash ? strndup(path, (size_t)(slash - path)) : strdup(".");
    char *folder = given && *given ? realpath(given, NULL) : NULL;

    free(given);
    return folder;
}

size_t feed_folders(const struct feed *feed, char *folders[FEED_MOST_FOLDERS])
{
    const char *path = feed->watch.target ? feed->watch.target : feed->watch.path;
    char *found[FEED_MOST_FOLDERS] = {strdup(path), folder_as_given(feed->watch.path),
                                      folder_of(feed->watch.target)};
    size_t count = 0;

    for (size_t i = 0; i < FEED_MOST_FOLDERS; i++) {
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

void feed_open(struct feed *feed, struct program *program, const struct journal *journal,
               const struct notify *notify)
{
    struct buffer path = {0};

    *feed = (struct feed){.program = program, .journal = journal, .notify = notify};
    program_content_path(program, &path);
    watch_open(&feed->watch, buffer_c_str(&path), is_article_name);
    buffer_free(&path);
}

bool feed_begin(struct feed *feed)
{
    struct program *program = feed->program;
    bool loaded;

    ticker_read(&program->ticker, &program->clock);
    loaded = load(feed, &program->edition, &program->diags);
    tell_diags(feed, &program->diags);
    if (loaded && !program->edition.shown_count)
        tell_of_nothing(feed);
    return loaded;
}

void feed_close(struct feed *feed)
{
    watch_close(&feed->watch);
}
