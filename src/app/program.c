#include "app/program.h"

#include "app/dump.h"
#include "base/i18n.h"
#include "text/print.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

void program_complain(const char *text)
{
    print_line(stderr, "kanbao: %s", text);
}

/* Appends the path of the content that is installed with the program, whether it is there or not.
 */
static void installed_path(struct buffer *path)
{
    char program[PATH_MAX];
    ssize_t bytes = readlink("/proc/self/exe", program, sizeof(program));

    /* The program's own name, and bin. */
    for (int parts = 0; bytes > 0 && parts < 2; parts++) {
        while (bytes > 0 && program[bytes - 1] != '/')
            bytes--;
        bytes -= bytes > 0;
    }
    buffer_add(path, program, bytes > 0 ? (size_t)bytes : 0);
    buffer_add_text(path, "/share/kanbao/content");
}

static void default_path(struct buffer *path)
{
    installed_path(path);
    if (access(buffer_c_str(path), F_OK) == 0)
        return;
    buffer_clear(path);
    buffer_add_text(path, "content");
}

/* The progress reported while loading takes long. */
struct progress {
    int64_t begun_ms;
    bool shown;
    bool in_lines; /* report once and overwrite nothing, for --linear */
};

static void show_progress(void *context, size_t files)
{
    enum { PATIENCE_MS = 400, PATIENCE_FILES = 16384 };
    struct progress *progress = context;

    if (files < PATIENCE_FILES && clock_monotonic_ms() - progress->begun_ms < PATIENCE_MS)
        return;
    if (progress->in_lines && !progress->shown) {
        fputs(_("正在读取，请稍等；按 Ctrl-C 放弃\n"), stderr);
    } else if (!progress->in_lines) {
        fputc('\r', stderr);
        fprintf(stderr, _("正在读取，已读 %zu 篇；按 Ctrl-C 放弃"), files);
    }
    progress->shown = true;
    fflush(stderr);
}

/* Loads the edition, with progress on standard error if that is a terminal. */
static bool load_watched(struct program *program, const char *path)
{
    struct progress progress = {.begun_ms = clock_monotonic_ms(),
                                .in_lines = program->cli.mode == CLI_LINEAR};
    struct edition_watch watch = {show_progress, &progress};
    bool loaded;

    loaded = edition_load_watched(&program->edition, path, &program->diags,
                                  folder_index_known(&program->index),
                                  isatty(STDERR_FILENO) ? &watch : NULL);
    if (progress.shown && !progress.in_lines)
        fputs("\r\033[K", stderr);
    return loaded;
}

struct edition_filter program_filter(const struct program *program)
{
    return (struct edition_filter){
        .today = str_of(program->clock.date),
        .hide_expired = !program->cli.all && !program->single,
        .hide_drafts = !program->cli.drafts && !program->single,
    };
}

void program_choose_shown(const struct program *program, struct edition *edition)
{
    const struct edition_filter filter = program_filter(program);

    edition_show(edition, &filter);
}

void program_content_path(const struct program *program, struct buffer *path)
{
    if (program->cli.path)
        buffer_add_text(path, program->cli.path);
    else
        default_path(path);
}

char *program_folder(const struct program *program)
{
    struct buffer path = {0};

    if (program->single)
        return NULL;
    program_content_path(program, &path);
    return buffer_c_str(&path);
}

/* Loads the folder. It gets no index if that takes no time. */
static bool load_without_index(struct program *program, const char *path)
{
    int64_t begun_ms = clock_monotonic_ms();
    bool loaded = load_watched(program, path);

    if (program->config.index == CONFIG_INDEX_AUTO &&
        clock_monotonic_ms() - begun_ms < FOLDER_INDEX_WORTH_MS)
        folder_index_do_without(&program->index);
    if (loaded)
        program_choose_shown(program, &program->edition);
    return loaded;
}

/* Opens the index. A search is of all articles, so that it does without one that is not complete.
 */
static bool open_index(struct program *program, enum program_index use,
                       const struct edition_filter *filter)
{
    if (!folder_index_open(&program->index, &program->edition, filter))
        return false;
    if (use != INDEX_SEARCHED || folder_index_is_complete(&program->edition))
        return true;
    edition_free(&program->edition);
    return false;
}

/* Chooses this user's index of the folder or, to be only read, a published edition's. */
static void choose_index(struct program *program, const char *folder, enum program_index use)
{
    folder_index_choose(&program->index, folder, false);
    if (use != INDEX_SEARCHED || folder_index_exists(&program->index))
        return;
    folder_index_close(&program->index);
    folder_index_choose(&program->index, folder, true);
}

bool program_take_input(struct program *program, bool keys)
{
    if (!program->cli.path || strcmp(program->cli.path, STANDARD_INPUT) != 0)
        return true;
    if (!standard_input_read(keys, program->input_path, &program->diags))
        return false;
    program->cli.path = program->input_path;
    program->is_input = true;
    return true;
}

bool program_find_content(struct program *program, const char *path)
{
    struct buffer installed = {0};

    if (program->cli.path || access(path, F_OK) == 0 || errno != ENOENT)
        return true;
    installed_path(&installed);
    diag_add(&program->diags, DIAG_ERROR, path, 0, 0,
             _("没有说读哪个文件夹，而 %s 和这里的 %s 都不存在；请输入：kanbao 文件夹"),
             buffer_c_str(&installed), path);
    buffer_free(&installed);
    return false;
}

bool program_load(struct program *program, enum program_index use)
{
    struct buffer path = {0};
    struct edition_filter filter;
    struct stat info;
    bool loaded;

    program_content_path(program, &path);
    program->single = stat(buffer_c_str(&path), &info) == 0 && S_ISREG(info.st_mode);
    filter = program_filter(program);
    if (use != INDEX_UNUSED && !program->single)
        choose_index(program, buffer_c_str(&path), use);
    if (program->config.index == CONFIG_INDEX_OFF)
        folder_index_do_without(&program->index);
    loaded =
        program_find_content(program, buffer_c_str(&path)) &&
        (open_index(program, use, &filter) || load_without_index(program, buffer_c_str(&path)));
    standard_input_name(&program->diags);
    buffer_free(&path);
    return loaded;
}

/* Makes the edition the folder as it is. Sets *changed if it was not. Returns false if the folder
 * cannot be read. */
static bool bring_up_to_date(struct program *program, struct folder_comparison *comparison,
                             bool *changed)
{
    struct buffer path = {0};
    enum folder_index_use use = folder_index_settle(comparison, &program->edition);
    bool loaded = true;

    *changed = use != FOLDER_INDEX_CURRENT;
    program_content_path(program, &path);
    if (use == FOLDER_INDEX_USELESS)
        loaded = load_without_index(program, buffer_c_str(&path));
    buffer_free(&path);
    return loaded;
}

bool program_search(struct program *program)
{
    struct folder_comparison *comparison = NULL;
    bool loaded = true, changed = false;

    if (program->edition.index)
        comparison = folder_index_compare(&program->index, &program->edition);
    search_whole(&program->search, &program->edition, program->cli.words, CONTEXT_COLS);
    if (comparison)
        loaded = bring_up_to_date(program, comparison, &changed);
    if (loaded && changed)
        search_whole(&program->search, &program->edition, program->cli.words, CONTEXT_COLS);
    return loaded;
}

void program_init_style(struct program *program)
{
    const struct config *config = &program->config;

    program->style = (struct layout_style){
        .text = {.kinsoku = config->kinsoku,
                 .ambiguous_wide = config->ambiguous == AMBIGUOUS_WIDE,
                 .hang = config->hang == SWITCH_YES,
                 .spacing = config->spacing == SWITCH_YES},
        .justify = config->justify == SWITCH_YES,
        .large = config->style == CONFIG_STYLE_LARGE,
        .borders = config->borders,
    };
}
