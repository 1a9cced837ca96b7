#include "app/dump.h"
#include "app/help_json.h"
#include "app/keeper.h"
#include "app/language.h"
#include "app/print_json.h"
#include "app/program.h"
#include "app/screen.h"
#include "app/version.h"
#include "base/alloc.h"
#include "base/i18n.h"
#include "config/config_keys.h"
#include "linear/linear.h"
#include "state/store.h"
#include "system/confine.h"
#include "text/print.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

/* Reads the clocks, which tests set: with KANBAO_NOW or, for a kiosk, which ignores the
 * environment, with --clock. Returns false, with a line on standard error, if one is set wrong. */
static bool read_clock(struct program *program)
{
    const char *setting = getenv("KANBAO_NOW");

    if (!ticker_start(&program->ticker, program->cli.clock)) {
        print_line(stderr, "kanbao: --clock %s: %s", program->cli.clock,
                   _("要写成 2026-11-23T08:00*60 这样：时间和快多少倍"));
        return false;
    }
    if (clock_read(&program->clock, setting))
        return true;
    print_line(stderr, "kanbao: KANBAO_NOW=%s: %s", setting ? setting : "",
               _("要写成 2026-11-23T08:00 这样的当地时间，或 1970 年以来的秒数"));
    return false;
}

/* Prints the diagnostics on standard error. */
static void report(const struct diags *diags, bool errors_only)
{
    for (size_t i = 0; i < diags->count; i++) {
        if (errors_only && diags->items[i].level != DIAG_ERROR)
            continue;
        print_diag(stderr, "kanbao: ", &diags->items[i]);
    }
}

/* Prints the last line of --check, a summary. */
static void sum_up(const struct program *program)
{
    size_t articles = program->edition.article_count + program->edition.bad_count;
    size_t errors = diag_errors(&program->diags);

    if (!program->diags.count)
        printf(_("共检查 %zu 篇，没有问题\n"), articles);
    else
        printf(_("共检查 %zu 篇：%zu 个错误，%zu 个警告\n"), articles, errors,
               program->diags.count - errors);
}

static int check(struct program *program, bool loaded)
{
    if (loaded) {
        struct buffer path = {0};

        program_content_path(program, &path);
        edition_check(&program->edition, program->single ? NULL : buffer_c_str(&path),
                      &program->diags);
        standard_input_name(&program->diags);
        buffer_free(&path);
    }
    if (program->cli.json) {
        print_json_check(stdout, &program->diags,
                         program->edition.article_count + program->edition.bad_count);
    } else {
        for (size_t i = 0; i < program->diags.count; i++)
            print_diag(stdout, "", &program->diags.items[i]);
        sum_up(program);
    }
    return diag_errors(&program->diags) ? STATUS_FAULT : STATUS_FINE;
}

/* Writes the index of a published edition, as a kiosk shows it. */
static int write_index(struct program *program)
{
    const struct edition_filter filter = program_filter(program);
    struct buffer path = {0};
    int error;

    program_content_path(program, &path);
    folder_index_choose(&program->index, buffer_c_str(&path), true);
    /* Else building it would make the folder. */
    error = !program_find_content(program, buffer_c_str(&path)) ? 0
            : access(buffer_c_str(&path), F_OK) != 0
                ? errno
                : folder_index_build(&program->index, &filter, &program->diags);
    buffer_free(&path);
    report(&program->diags, true);
    if (error) {
        print_line(stderr, "kanbao: %s: %s", program->index.path, strerror(error));
        return STATUS_FAULT;
    }
    return diag_errors(&program->diags) ? STATUS_FAULT : STATUS_FINE;
}

static int dump_cols(const struct cli *cli)
{
    enum { DEFAULT_COLS = 80 };
    struct winsize size;

    if (cli->width_cols)
        return cli->width_cols;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
        return size.ws_col;
    return DEFAULT_COLS;
}

/* Returns the order to carry out: if the command line has none, the reader, or a dump if standard
 * output is not a terminal. */
static enum cli_mode choose_mode(const struct cli *cli)
{
    return cli->mode == CLI_READ && !isatty(STDOUT_FILENO) ? CLI_DUMP : cli->mode;
}

static int dump(const struct program *program)
{
    const struct dump_options options = {.cols = dump_cols(&program->cli),
                                         .style = program->style,
                                         .page_lines = program->cli.page_lines};

    return dump_articles(stdout, &program->edition, program->cli.id, &options);
}

static int read_in_lines(const struct program *program)
{
    char *folder = program_folder(program);
    const struct linear_options options = {.folder = folder,
                                           .width_cols = program->cli.width_cols,
                                           .text = program->style.text,
                                           .keeps_nothing = program->is_input};
    int status = linear_read(&program->edition, &options);

    free(folder);
    return status;
}

static int print_as_json(const struct program *program, const struct marks *marks)
{
    if (program->cli.mode == CLI_SEARCH)
        return print_json_search(stdout, &program->search, marks);
    print_json_list(stdout, &program->edition, marks);
    return STATUS_FINE;
}

/* Prints articles as JSON, if it is wanted with the reader's marks, which are only read. */
static int list_as_json(const struct program *program)
{
    struct store store = {0};
    struct marks marks = {0};
    struct buffer message = {0};
    char *folder;
    int status;

    if (!program->cli.state)
        return print_as_json(program, NULL);
    folder = program_folder(program);
    store_open(&store, &marks, folder, &program->edition, &message);
    store_close(&store);
    if (message.bytes)
        print_line(stderr, "kanbao: %s", buffer_c_str(&message));
    status = print_as_json(program, &marks);
    free(folder);
    marks_free(&marks);
    buffer_free(&message);
    return status;
}

static int list(const struct program *program)
{
    return program->cli.json ? list_as_json(program)
                             : dump_list(stdout, &program->edition, program->cli.all);
}

static int search(const struct program *program)
{
    return program->cli.json ? list_as_json(program) : dump_search(stdout, &program->search);
}

/* Returns the status of printing something of all articles: a fault if any was left out, so that
 * a script does not take the rest for all. */
static int whole(const struct program *program, int status)
{
    return diag_errors(&program->diags) ? STATUS_FAULT : status;
}

static enum program_index index_use(enum cli_mode mode)
{
    return mode == CLI_READ ? INDEX_READ : mode == CLI_SEARCH ? INDEX_SEARCHED : INDEX_UNUSED;
}

/* Loads the articles and, if that is wanted, searches them. */
static bool load(struct program *program, enum cli_mode mode)
{
    return program_take_input(program, mode == CLI_READ || mode == CLI_LINEAR) &&
           program_load(program, index_use(mode)) &&
           (mode != CLI_SEARCH || program_search(program));
}

/* Memory of a reader with any folder or file; curses has most of it. */
enum { READER_BYTES = 448 * 1024 };

static int carry_out(struct program *program)
{
    enum cli_mode mode = choose_mode(&program->cli);
    bool loaded;

    if (mode == CLI_INDEX)
        return write_index(program);
    if (mode == CLI_READ)
        mem_expect(READER_BYTES);
    loaded = load(program, mode);
    if (program->cli.json && mode != CLI_CHECK && !program->edition.shown_count)
        puts("[]"); /* a document all the same */
    if (mode == CLI_CHECK)
        return check(program, loaded);
    if (!loaded || !program->edition.article_count) {
        report(&program->diags, true);
        if (loaded && !program->single)
            program_complain(_("没有可读的文章；文章是文件夹里的 .md 文件，见 README"));
        return STATUS_FAULT;
    }
    if (!program->edition.shown_count && !program->cli.id) {
        report(&program->diags, true);
        program_complain(_("文章不是过期了就是草稿；加上 --all、--drafts 就能看"));
        return STATUS_FAULT;
    }
    if (mode != CLI_READ && mode != CLI_LINEAR && mode != CLI_FRAME)
        report(&program->diags, true);
    program_init_style(program);
    switch (mode) {
    case CLI_LINEAR:
        return read_in_lines(program);
    case CLI_DUMP:
        return program->cli.id ? dump(program) : whole(program, dump(program));
    case CLI_LIST:
        return whole(program, list(program));
    case CLI_SEARCH:
        return whole(program, search(program));
    case CLI_FRAME:
        return screen_print_frame(program);
    case CLI_READ:
    case CLI_CHECK:
    case CLI_INDEX:
    case CLI_PRINT_CONFIG:
    case CLI_VERSION:
    case CLI_HELP:
        break;
    }
    return screen_read(program);
}

/* Sets program->config from the configuration, unless it is so already, and then the command line,
 * and binds the keys.
 * Returns false on an error. */
static bool load_settings(struct program *program, bool are_read, struct diags *diags)
{
    if (program->cli.kiosk && !keeper_may_read_config(&program->cli))
        return false;
    if (!are_read && !config_load(&program->config, program->cli.config, SYSTEM_CONFIG, diags))
        return false;
    if (program->cli.ambiguous)
        config_key_set(config_key_find("text", "ambiguous"), &program->config,
                       program->cli.ambiguous, CONFIG_COMMAND_LINE);
    if (program->cli.lang)
        config_key_set(config_key_find("screen", "lang"), &program->config, program->cli.lang,
                       CONFIG_COMMAND_LINE);
    /* A kiosk has its own keys. */
    return program->cli.kiosk || config_bind_keys(&program->config, &program->keymap, diags);
}

static int print_config(const struct program *program)
{
    struct buffer text = {0};

    if (program->cli.json)
        config_write_json(&program->config, &program->keymap, &text);
    else
        config_write(&program->config, &program->keymap, &text);
    fwrite(text.data, 1, text.bytes, stdout);
    buffer_free(&text);
    return STATUS_FINE;
}

/* Returns `status`, or STATUS_FAULT with a complaint if standard output could not be written. */
static int close_output(int status)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        program_complain(_("写不进标准输出；磁盘满了吗？"));
        return STATUS_FAULT;
    }
    return status;
}

static int run(struct program *program)
{
    switch (program->cli.mode) {
    case CLI_HELP:
        if (program->cli.json)
            help_json_print(stdout);
        else
            cli_help();
        return STATUS_FINE;
    case CLI_VERSION:
        version_print();
        return STATUS_FINE;
    case CLI_PRINT_CONFIG:
        return print_config(program);
    case CLI_READ:
    case CLI_LINEAR:
    case CLI_DUMP:
    case CLI_LIST:
    case CLI_SEARCH:
    case CLI_CHECK:
    case CLI_INDEX:
    case CLI_FRAME:
        break;
    }
    return program->cli.kiosk ? keeper_run(program) : carry_out(program);
}

static bool is_kiosk(int argc, char **argv)
{
    struct cli glance;

    cli_preparse(&glance, argc, argv);
    return glance.kiosk;
}

/* Opens descriptors 0 to 2 that are missing on /dev/null: else the next file that is opened, or a
 * signalfd, would be taken for standard input or output. To read finds the end, and to write fails,
 * so that lost output is an error. Returns false if a descriptor cannot be opened. */
static bool open_standard_descriptors(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", O_RDONLY) != fd)
            return false;
    return true;
}

/* Does what the command line says. */
static int follow(struct program *program, bool are_read)
{
    struct diags diags = {0};
    int status = STATUS_USAGE;

    if (cli_ends_at_once(program->cli.mode))
        return close_output(run(program));
    if (!read_clock(program))
        return STATUS_USAGE;
    if (load_settings(program, are_read, &diags)) {
        report(&diags, false);
        status = close_output(run(program));
    } else {
        report(&diags, true);
    }
    diags_free(&diags);
    return status;
}

int main(int argc, char **argv)
{
    struct program program = {0};
    bool are_read;
    int status = STATUS_USAGE;

    if (!open_standard_descriptors())
        return STATUS_FAULT;
    /* Before anything else is read, so that a kiosk ignores its environment. */
    if (is_kiosk(argc, argv))
        confine_environment();
    program.charset_replaced = !language_set_locale();
    /* Reaching a limit on file sizes is to be an error that can be reported, not a fatal signal. */
    signal(SIGXFSZ, SIG_IGN);
    are_read = language_init(argc, argv, SYSTEM_CONFIG, &program.config);
    if (cli_parse(&program.cli, argc, argv))
        status = follow(&program, are_read);
    config_free(&program.config);
    search_free(&program.search);
    folder_index_close(&program.index);
    edition_free(&program.edition);
    diags_free(&program.diags);
    return status;
}
