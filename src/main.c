#include "base/clock.h"
#include "base/i18n.h"
#include "cli.h"
#include "config/keys.h"
#include "content/edition.h"
#include "dump.h"
#include "language.h"
#include "linear.h"
#include "reader/reader.h"
#include "settings.h"
#include "store.h"
#include "term/probe.h"
#include "term/term.h"
#include "view/view.h"

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define KANBAO_VERSION "0.1.0"
#define SYSTEM_CONFIG "/etc/kanbao/kanbao.ini"

/* What the run is made of. */
struct program {
    struct cli cli;
    struct clock clock;
    struct config config;
    struct keymap keymap;
    struct edition edition;
    struct diags diags;
    struct buffer typed;       /* keys that came while the terminal was asked */
    bool single;               /* the content is one file */
    struct layout_style style; /* from the configuration, the command line and the terminal */
};

static void complain(const char *text)
{
    fprintf(stderr, "kanbao: %s\n", text);
}

/* Tests set the clock. */
static bool read_clock(struct clock *clock)
{
    const char *setting = getenv("KANBAO_NOW");

    if (clock_read(clock, setting))
        return true;
    fprintf(stderr, "kanbao: KANBAO_NOW=%s: %s\n", setting ? setting : "",
            _("要写成 2026-11-23T08:00 这样的当地时间，或 1970 年以来的秒数"));
    return false;
}

/* Where the charset is not UTF-8, C.UTF-8 stands in: anything else draws garbage. True if so. */
static bool set_locale(void)
{
    setlocale(LC_ALL, "");
    if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
        return false;
    setlocale(LC_CTYPE, "C.UTF-8");
    return true;
}

/* The content installed beside the program (PREFIX/share/kanbao/content, whatever the prefix), else
 * ./content. */
static void default_path(struct buffer *path)
{
    char program[PATH_MAX];
    ssize_t bytes = readlink("/proc/self/exe", program, sizeof(program));

    while (bytes > 0 && program[bytes - 1] != '/')
        bytes--;
    if (bytes > 0) {
        buffer_add(path, program, (size_t)bytes);
        buffer_add_text(path, "../share/kanbao/content");
        if (access(buffer_c_str(path), F_OK) == 0)
            return;
    }
    buffer_clear(path);
    buffer_add_text(path, "content");
}

/* What is said of a loading that takes long. */
struct progress {
    int64_t begun_ms;
    bool shown;
    bool in_lines; /* it is said once: nothing may be written over */
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

/* Loads, telling a person who waits how far it is. */
static bool load_watched(struct program *program, const char *path)
{
    struct progress progress = {.begun_ms = clock_monotonic_ms(),
                                .in_lines = program->cli.order == ORDER_LINEAR};
    struct edition_watch watch = {show_progress, &progress};
    bool loaded;

    loaded = edition_load_watched(&program->edition, path, &program->diags,
                                  isatty(STDERR_FILENO) ? &watch : NULL);
    if (progress.shown && !progress.in_lines)
        fputs("\r\033[K", stderr);
    return loaded;
}

/* What is to be seen: of a folder neither what has expired nor drafts, unless they are asked for; a
 * file that is named always. */
static void choose_shown(struct program *program)
{
    const struct edition_filter filter = {
        .today = str_of(program->clock.date),
        .hide_expired = !program->cli.all && !program->single,
        .hide_drafts = !program->cli.drafts && !program->single,
    };

    edition_show(&program->edition, &filter);
}

static bool load(struct program *program)
{
    struct buffer path = {0};
    struct stat info;
    bool loaded;

    if (program->cli.path)
        buffer_add_text(&path, program->cli.path);
    else
        default_path(&path);
    program->single = stat(buffer_c_str(&path), &info) == 0 && S_ISREG(info.st_mode);
    loaded = load_watched(program, buffer_c_str(&path));
    buffer_free(&path);
    if (loaded)
        choose_shown(program);
    return loaded;
}

/* What is wrong, to standard error. */
static void report(const struct diags *diags, bool errors_only)
{
    for (size_t i = 0; i < diags->count; i++) {
        if (errors_only && diags->items[i].level != DIAG_ERROR)
            continue;
        fputs("kanbao: ", stderr);
        diag_print(stderr, &diags->items[i]);
    }
}

static int check(struct program *program, bool loaded)
{
    if (loaded)
        edition_check_bodies(&program->edition, &program->diags);
    for (size_t i = 0; i < program->diags.count; i++)
        diag_print(stdout, &program->diags.items[i]);
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

static bool has_own_theme(const struct config *config)
{
    bool given = config->theme == CONFIG_THEME_OWN;

    for (int role = 0; role < CONFIG_PAINTS; role++)
        given = given || config->own[role].given;
    return given;
}

static struct reader_options reader_options(const struct program *program)
{
    static const enum theme THEMES[] = {
        [CONFIG_THEME_DEFAULT] = THEME_DEFAULT, [CONFIG_THEME_LIGHT] = THEME_LIGHT,
        [CONFIG_THEME_DARK] = THEME_DARK,       [CONFIG_THEME_CONTRAST] = THEME_CONTRAST,
        [CONFIG_THEME_MONO] = THEME_MONO,       [CONFIG_THEME_OWN] = THEME_OWN};

    return (struct reader_options){
        .style = program->style,
        .measure_cols = program->config.measure_cols,
        .theme = THEMES[program->config.theme],
        .has_own_theme = has_own_theme(&program->config),
        .may_copy = program->config.clipboard == SWITCH_YES,
        .single = program->single,
        .keymap = program->keymap,
    };
}

/* --frame: the screen after the keys, as text. It keeps no marks and reads none. */
static int print_frame(struct program *program)
{
    struct str keys = program->cli.keys ? str_of(program->cli.keys) : (struct str){0};
    struct marks marks = {0};
    struct frame frame = {0};
    struct buffer text = {0};
    struct reader reader;
    int status = STATUS_FINE;

    reader_init(&reader, &program->edition, &marks, reader_options(program));
    reader_resize(&reader, program->cli.frame_cols, program->cli.frame_lines);
    while (keys.bytes && !reader.quit) {
        reader_key key;
        size_t bytes = key_parse(keys, &key);

        if (!bytes) {
            fprintf(stderr, "kanbao: %.*s: %s\n", STR_FMT(keys),
                    _("不认识这个键；键名如 <Down> <Enter> <C-f>，“<”写作 <lt>"));
            status = STATUS_USAGE;
            break;
        }
        keys.p += bytes;
        keys.bytes -= bytes;
        reader_key_press(&reader, key);
        while (reader_work(&reader))
            continue;
        /* What scrolls with the selection depends on every frame there was. */
        view_compose(&frame, &reader);
    }
    if (status == STATUS_FINE) {
        view_compose(&frame, &reader);
        frame_write(&frame, &text);
        fwrite(text.data, 1, text.bytes, stdout);
    }
    buffer_free(&text);
    frame_free(&frame);
    reader_free(&reader);
    marks_free(&marks);
    return status;
}

static void draw(struct term *term, struct reader *reader, struct frame *frame)
{
    view_compose(frame, reader);
    term_draw(term, frame, reader->redraw);
    reader->redraw = false;
}

static void fit(struct term *term, struct reader *reader)
{
    int cols, lines;

    term_size(term, &cols, &lines);
    reader_resize(reader, cols, lines);
}

/* What the loop turns on. */
struct session {
    struct term *term;
    struct reader reader;
    struct marks marks;
    struct store store;
    bool save_failed; /* once is enough to be told of it */
};

/* The marks are saved when the keys pause, so that a power cut costs little and no key waits for
 * the disk. */
static void save_in_passing(struct session *session)
{
    struct buffer message = {0};

    if (!session->save_failed) {
        session->save_failed = !store_save(&session->store, &session->marks, &message);
        if (session->store.taken_in)
            reader_marks_changed(&session->reader);
    }
    if (message.bytes) {
        buffer_clear(&session->reader.message);
        buffer_add_str(&session->reader.message, buffer_str(&message));
    }
    buffer_free(&message);
}

/* How long to wait for a key: not at all while there is work, a moment while there is something to
 * save. */
static int patience(const struct session *session, bool working)
{
    enum { SAVE_AFTER_MS = 1000 };

    if (working)
        return 0;
    return session->marks.changed && !session->save_failed ? SAVE_AFTER_MS : -1;
}

/* The event loop. Returns why it ended: TERM_KEY where the person quit. */
static enum term_event run(struct session *session)
{
    struct reader *reader = &session->reader;
    struct frame frame = {0};
    enum term_event event = TERM_RESIZE;
    bool working = false;

    while (!reader->quit && event != TERM_END && event != TERM_SIGNAL) {
        reader_key key;
        struct pointer pointer;

        if (event == TERM_RESIZE)
            fit(session->term, reader);
        draw(session->term, reader, &frame);
        event = term_wait(session->term, patience(session, working), &key, &pointer);
        if (event == TERM_KEY && key == RK_CTRL('z')) {
            term_suspend(session->term);
            event = TERM_RESIZE;
        } else if (event == TERM_KEY) {
            reader_key_press(reader, key);
            reader_note_place(reader);
        } else if (event == TERM_POINTER) {
            reader_point(reader, pointer.deed, frame_target_at(&frame, pointer.line, pointer.col));
            reader_note_place(reader);
        } else if (event == TERM_PASTE) {
            reader_paste(reader, term_pasted(session->term));
        } else if (event == TERM_IDLE && !working) {
            save_in_passing(session);
        }
        if (reader->copied.bytes) {
            term_copy(session->term, buffer_str(&reader->copied));
            buffer_clear(&reader->copied);
        }
        working = reader_work(reader);
    }
    frame_free(&frame);
    return event;
}

static struct ink to_ink(int colour)
{
    if (colour == CONFIG_COLOUR_OWN)
        return (struct ink){-1, -1, -1};
    return colour >= CONFIG_COLOUR_RGB ? theme_ink_of_rgb(colour - CONFIG_COLOUR_RGB)
                                       : theme_ink_of_256(colour);
}

/* One's own theme is the default one but for what was given. */
static void make_own_theme(const struct config *config, struct paint own[ROLE_COUNT])
{
    _Static_assert((int)CONFIG_PAINTS == (int)ROLE_COUNT, "a paint for every role");

    memcpy(own, theme_paints(THEME_DEFAULT), ROLE_COUNT * sizeof(*own));
    for (int role = 0; role < ROLE_COUNT; role++) {
        const struct config_paint *paint = &config->own[role];

        if (paint->given)
            own[role] = (struct paint){to_ink(paint->foreground), to_ink(paint->background),
                                       theme_attrs(paint->attrs & CONFIG_BOLD,
                                                   paint->attrs & CONFIG_UNDERLINE,
                                                   paint->attrs & CONFIG_REVERSE)};
    }
}

static struct term *open_terminal(const struct program *program)
{
    static const enum term_links LINKS[] = {
        [CONFIG_LINKS_AUTO] = TERM_LINKS_AUTO,
        [CONFIG_LINKS_ON] = TERM_LINKS_ON,
        [CONFIG_LINKS_OFF] = TERM_LINKS_OFF,
    };
    const char *no_color = getenv("NO_COLOR");
    struct paint own[ROLE_COUNT];
    struct term_options options = {
        .own = has_own_theme(&program->config) ? own : NULL,
        .mono = no_color && *no_color,
        .ambiguous_wide = program->style.text.ambiguous_wide,
        .links = LINKS[program->config.links],
        .mouse = program->config.mouse == SWITCH_YES,
        .typed = buffer_str(&program->typed),
    };
    struct buffer message = {0};
    struct term *term;

    make_own_theme(&program->config, own);
    term = term_open(options, &message);

    if (!term)
        complain(buffer_c_str(&message));
    buffer_free(&message);
    return term;
}

static int read_bulletin(struct program *program, bool charset_replaced)
{
    struct session session = {.term = open_terminal(program)};
    struct buffer message = {0};
    enum term_event ended;
    int status = STATUS_FINE;

    if (!session.term)
        return STATUS_USAGE;
    if (program->config.borders == CONFIG_BORDERS_AUTO && !term_draws_lines(session.term))
        program->style.borders = BORDERS_ASCII;
    store_open(&session.store, &session.marks, &message);
    if (!message.bytes && charset_replaced)
        buffer_add_text(&message, _("语言环境不是 UTF-8，按 C.UTF-8 显示"));
    reader_init(&session.reader, &program->edition, &session.marks, reader_options(program));
    if (message.bytes) {
        buffer_clear(&session.reader.message);
        buffer_add_str(&session.reader.message, buffer_str(&message));
        buffer_clear(&message);
    }
    ended = run(&session);
    reader_note_place(&session.reader);
    term_close(session.term);
    if (ended == TERM_END)
        complain(_("输入已到尽头，阅读结束"));
    else if (ended == TERM_SIGNAL)
        complain(_("收到信号，阅读结束"));
    if (!store_save(&session.store, &session.marks, &message))
        status = STATUS_FAULT;
    if (message.bytes)
        complain(buffer_c_str(&message));
    reader_free(&session.reader);
    store_close(&session.store);
    marks_free(&session.marks);
    buffer_free(&message);
    return status;
}

/* Without an order: the reader, or a dump where the output is no terminal. */
static enum order settle_order(const struct cli *cli)
{
    return cli->order == ORDER_READ && !isatty(STDOUT_FILENO) ? ORDER_DUMP : cli->order;
}

/* Only the reader has a terminal to ask. */
static bool settle_ambiguous(struct program *program, enum order order)
{
    if (program->config.ambiguous == AMBIGUOUS_AUTO && order == ORDER_READ)
        return probe_ambiguous_wide(&program->typed);
    return program->config.ambiguous == AMBIGUOUS_WIDE;
}

static void settle_style(struct program *program, enum order order)
{
    static const enum kinsoku_level LEVELS[] = {
        [CONFIG_KINSOKU_AUTO] = KINSOKU_AUTO,     [CONFIG_KINSOKU_NONE] = KINSOKU_NONE,
        [CONFIG_KINSOKU_BASIC] = KINSOKU_BASIC,   [CONFIG_KINSOKU_GB] = KINSOKU_GB,
        [CONFIG_KINSOKU_STRICT] = KINSOKU_STRICT, [CONFIG_KINSOKU_LOOSE] = KINSOKU_LOOSE};
    const struct config *config = &program->config;

    program->style = (struct layout_style){
        .text = {.kinsoku = LEVELS[config->kinsoku],
                 .ambiguous_wide = settle_ambiguous(program, order),
                 .hang = config->hang == SWITCH_YES,
                 .spacing = config->spacing == SWITCH_YES},
        .justify = config->justify == SWITCH_YES,
        .large = config->style == CONFIG_STYLE_LARGE,
        .borders = config->borders == CONFIG_BORDERS_ASCII ? BORDERS_ASCII : BORDERS_LINE,
    };
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
    const struct linear_options options = {.width_cols = program->cli.width_cols,
                                           .text = program->style.text};

    return linear_read(&program->edition, &options);
}

static int carry_out(struct program *program, bool charset_replaced)
{
    enum order order = settle_order(&program->cli);
    bool loaded;

    loaded = load(program);
    if (order == ORDER_CHECK)
        return check(program, loaded);
    if (!loaded || !program->edition.article_count) {
        report(&program->diags, true);
        if (loaded && !program->single)
            complain(_("没有可读的文章；文章是文件夹里的 .md 文件，见 README"));
        return STATUS_FAULT;
    }
    if (!program->edition.shown_count && !program->cli.id) {
        report(&program->diags, true);
        complain(_("文章不是过期了就是草稿；加上 --all、--drafts 就能看"));
        return STATUS_FAULT;
    }
    if (order != ORDER_READ && order != ORDER_LINEAR && order != ORDER_FRAME)
        report(&program->diags, true);
    settle_style(program, order);
    switch (order) {
    case ORDER_LINEAR:
        return read_in_lines(program);
    case ORDER_DUMP:
        return dump(program);
    case ORDER_LIST:
        return dump_list(stdout, &program->edition, program->cli.all);
    case ORDER_SEARCH:
        return dump_search(stdout, &program->edition, program->cli.words);
    case ORDER_FRAME:
        return print_frame(program);
    default:
        return read_bulletin(program, charset_replaced);
    }
}

/* The configuration, the command line over it, and the keys. */
static bool settle_settings(struct program *program, struct diags *diags)
{
    program->config = config_default();
    if (!config_load(&program->config, program->cli.config, SYSTEM_CONFIG, diags))
        return false;
    if (program->cli.ambiguous)
        config_key_set(config_key_find("text", "ambiguous"), &program->config,
                       program->cli.ambiguous, CONFIG_COMMAND_LINE);
    if (program->cli.lang)
        config_key_set(config_key_find("screen", "lang"), &program->config, program->cli.lang,
                       CONFIG_COMMAND_LINE);
    return settings_bind_keys(&program->keymap, &program->config, diags);
}

static int print_config(const struct program *program)
{
    struct buffer text = {0};

    settings_write(&program->config, &program->keymap, &text);
    fwrite(text.data, 1, text.bytes, stdout);
    buffer_free(&text);
    return STATUS_FINE;
}

/* What was printed must have arrived. */
static int close_output(int status)
{
    if (fflush(stdout) != 0 || ferror(stdout)) {
        complain(_("写不进标准输出；磁盘满了吗？"));
        return STATUS_FAULT;
    }
    return status;
}

int main(int argc, char **argv)
{
    struct program program = {0};
    struct diags config_diags = {0};
    bool charset_replaced = set_locale();
    int status;

    /* A limit on file sizes shall be an error that can be told, not a death. */
    signal(SIGXFSZ, SIG_IGN);
    language_settle(argc, argv, SYSTEM_CONFIG);
    if (!cli_parse(&program.cli, argc, argv))
        return STATUS_USAGE;
    if (program.cli.order == ORDER_HELP) {
        cli_help();
        return close_output(STATUS_FINE);
    }
    if (program.cli.order == ORDER_VERSION) {
        puts("kanbao " KANBAO_VERSION);
        return close_output(STATUS_FINE);
    }
    if (!read_clock(&program.clock))
        return STATUS_USAGE;
    if (!settle_settings(&program, &config_diags)) {
        report(&config_diags, true);
        status = STATUS_USAGE;
    } else {
        report(&config_diags, false);
        status = close_output(program.cli.order == ORDER_PRINT_CONFIG
                                  ? print_config(&program)
                                  : carry_out(&program, charset_replaced));
    }
    config_free(&program.config);
    buffer_free(&program.typed);
    edition_free(&program.edition);
    diags_free(&program.diags);
    diags_free(&config_diags);
    return status;
}
