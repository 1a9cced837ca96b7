#include "app/screen.h"

#include "app/dump.h"
#include "app/faults.h"
#include "base/bounds.h"
#include "base/file.h"
#include "base/i18n.h"
#include "reader/reader.h"
#include "state/moved.h"
#include "state/store.h"
#include "state/widths.h"
#include "system/watch.h"
#include "term/term.h"
#include "text/print.h"
#include "view/view.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/stat.h>

static bool has_own_theme(const struct config *config)
{
    bool given = config->theme == THEME_OWN;

    for (int role = 0; role < ROLE_COUNT; role++)
        given = given || config->own[role].given;
    return given;
}

static struct reader_options reader_options(const struct program *program)
{
    const char *no_color = getenv("NO_COLOR");

    return (struct reader_options){
        .style = program->style,
        .measure_cols = program->config.measure_cols,
        .theme = program->config.theme,
        .has_own_theme = has_own_theme(&program->config),
        .may_copy = program->config.clipboard == SWITCH_YES,
        .single = program->single,
        .mono = no_color && *no_color,
        .list_cols = program->config.list_cols,
        .keymap = program->keymap,
    };
}

/* Waits for all work that goes on while a person may press the next key. */
static void finish_work(const struct program *program, struct reader *reader)
{
    while (reader_work(reader))
        continue;
    if (reader->faults_wanted) {
        struct buffer path = {0}, lines = {0};

        program_content_path(program, &path);
        faults_read(buffer_c_str(&path), &lines);
        reader_tell_faults(reader, buffer_str(&lines));
        buffer_free(&path);
        buffer_free(&lines);
    }
}

int screen_print_frame(const struct program *program)
{
    struct str keys = program->cli.keys ? str_of(program->cli.keys) : (struct str){0};
    struct marks marks = {0};
    struct frame frame = {0};
    struct buffer text = {0};
    struct reader reader;
    int status = STATUS_FINE;

    reader_init(&reader, &program->edition, &marks, reader_options(program));
    reader_resize(&reader, program->cli.frame_cols, program->cli.frame_lines);
    finish_work(program, &reader);
    while (keys.bytes && !reader.quit) {
        reader_key key;
        size_t bytes = key_parse(keys, &key);

        if (!bytes) {
            print_line(stderr, "kanbao: %.*s: %s", STR_FMT(keys),
                       _("不认识这个键；键名如 <Down> <Enter> <C-f>，“<”写作 <lt>"));
            status = STATUS_USAGE;
            break;
        }
        keys.p += bytes;
        keys.bytes -= bytes;
        reader_key_press(&reader, key);
        finish_work(program, &reader);
        /* Compose every frame, since scrolling to the selection depends on the frames before. */
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

static struct ink to_ink(int colour)
{
    if (colour == CONFIG_COLOUR_DEFAULT)
        return (struct ink){-1, -1, -1};
    return colour >= CONFIG_COLOUR_RGB ? theme_ink_of_rgb(colour - CONFIG_COLOUR_RGB)
                                       : theme_ink_of_256(colour);
}

/* Makes the user's own theme: the default theme with the paints of the configuration. */
static void make_own_theme(const struct config *config, struct paint own[ROLE_COUNT])
{
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

/* Returns whether the person has logged in over a network: sshd says so. */
static bool is_remote(void)
{
    const char *connection = getenv("SSH_CONNECTION");

    return connection && *connection;
}

static struct term *open_terminal(const struct program *program)
{
    const char *no_color = getenv("NO_COLOR");
    struct paint own[ROLE_COUNT];
    struct term_options options = {
        .own = has_own_theme(&program->config) ? own : NULL,
        .mono = no_color && *no_color,
        .ambiguous_wide = program->style.text.ambiguous_wide,
        .ask_widths = program->config.ambiguous == AMBIGUOUS_AUTO,
        .links = program->config.links,
        .mouse = program->config.mouse == SWITCH_YES,
        .remote = is_remote(),
    };
    struct buffer message = {0};
    struct term *term;

    make_own_theme(&program->config, own);
    term = term_open(options, &message);

    if (!term)
        program_complain(buffer_c_str(&message));
    buffer_free(&message);
    return term;
}

static void draw(struct term *term, struct reader *reader, struct frame *frame)
{
    view_compose(frame, reader);
    term_draw(term, frame, reader->redraw);
    reader->redraw = false;
}

static void fit(struct term *term, struct reader *reader)
{
    bool wide = term_is_wide(term);
    int cols, lines;

    if (wide != reader->options.style.text.ambiguous_wide)
        widths_keep(wide);
    reader_set_wide(reader, wide);
    term_size(term, &cols, &lines);
    reader_resize(reader, cols, lines);
}

/* The time that an index may be behind what is shown, as it is written whole; that after which a
 * folder that cannot be watched is compared. */
enum { BEHIND_MOST_MS = 300000, BLIND_LOOK_MS = 60000 };

/* The state of the event loop. */
struct session {
    struct program *program;
    struct term *term;
    struct reader reader;
    struct marks marks;
    struct store store;
    struct moved moved;
    struct watch watch; /* of the content's folder */
    struct faults faults;
    int64_t input_ms;   /* time of the last input, */
    int64_t changed_ms; /* and of the first change that is to be saved, 0: there is none */
    int64_t patched_ms; /* when changes were last shown, */
    int64_t looked_ms;  /* when the folder was last compared, */
    int64_t behind_ms;  /* and since when the index is not as what is shown; 0: it is */
    bool is_kept;       /* the folder has nothing to show, so that the edition is an older one */
    bool save_failed;   /* and was reported: do not try again before the end */
};

/* Shows a message until the next key, unless it is empty, which it is afterwards. */
static void say(struct reader *reader, struct buffer *message)
{
    if (message->bytes) {
        buffer_clear(&reader->message);
        buffer_add_str(&reader->message, buffer_str(message));
    }
    buffer_clear(message);
}

/* Returns how many milliseconds the marks need not be saved yet, or -1 if nothing is to be saved.
 */
static int save_in_ms(struct session *session)
{
    int64_t now_ms = clock_monotonic_ms(), due_ms, at_last_ms;

    if (!session->marks.changed || session->save_failed) {
        session->changed_ms = 0;
        return -1;
    }
    if (!session->changed_ms)
        session->changed_ms = now_ms;
    due_ms = session->input_ms + STORE_SAVE_AFTER_MS;
    at_last_ms = session->changed_ms + STORE_SAVE_AT_LAST_MS;
    due_ms = due_ms < at_last_ms ? due_ms : at_last_ms;
    return due_ms > now_ms ? (int)(due_ms - now_ms) : 0;
}

/* Saves the marks soon after the last key, so that a power cut or SIGKILL costs next to nothing,
 * and few keys wait for the disk. */
static void save_in_passing(struct session *session)
{
    struct buffer message = {0};

    if (save_in_ms(session) != 0)
        return;
    session->save_failed = !store_save(&session->store, &session->marks, &message);
    session->changed_ms = 0;
    if (session->store.merged)
        reader_marks_changed(&session->reader);
    say(&session->reader, &message);
    buffer_free(&message);
}

/* Looks for articles that were moved, of which there are marks. Returns whether there is more to
 * look at. */
static bool look_for_moved(struct session *session)
{
    if (moved_is_over(&session->moved))
        return false;
    if (moved_look(&session->moved, &session->marks, &session->program->edition, BOUND_SLICE_MS))
        reader_marks_changed(&session->reader);
    return !moved_is_over(&session->moved);
}

/* Reads the folder anew, from now on: a later change is noticed by the watch. */
static void read_anew(struct session *session)
{
    session->looked_ms = clock_monotonic_ms();
    watch_anew(&session->watch);
    term_also(session->term, session->watch.fd, POLLIN);
    folder_index_renew(&session->program->index, &session->program->edition, RENEW_SHOWN);
}

/* Begins to follow the folder. It may have changed since it was read, or since its index was
 * written. */
static void follow(struct session *session)
{
    const char *folder = session->program->index.folder;

    if (!folder)
        return;
    watch_open(&session->watch, folder, folder_index_wants);
    read_anew(session);
}

/* Does what the first screen need not wait for. Returns whether there is something to say. */
static bool begin(struct session *session)
{
    struct buffer message = {0};
    bool said;

    store_check_place(&session->store, &message);
    said = message.bytes > 0;
    say(&session->reader, &message);
    buffer_free(&message);
    follow(session);
    return said;
}

/* Shows another edition, unless it has nothing to show. */
static void show(struct session *session, struct edition *next)
{
    struct program *program = session->program;

    session->is_kept = !next->shown_count;
    if (session->is_kept) {
        struct buffer message = {0};

        buffer_add_text(&message, _("文件夹里现在没有可看的文章，仍显示原来的"));
        say(&session->reader, &message);
        buffer_free(&message);
        edition_free(next);
    } else {
        /* At once, as far as it goes: an article that is being read stays open so. */
        moved_begin(&session->moved, &session->marks, next);
        moved_look(&session->moved, &session->marks, next, BOUND_SLICE_MS);
        reader_replace_edition(&session->reader, &program->edition, next);
    }
    if (!folder_index_is_behind(&program->index, &program->edition))
        session->behind_ms = 0;
    else if (!session->behind_ms)
        session->behind_ms = clock_monotonic_ms();
}

/* Shows the articles that have changed, if nothing else has. */
static void show_changed(struct session *session, int64_t now_ms)
{
    struct program *program = session->program;
    struct watch *watch = &session->watch;
    struct edition next;

    session->patched_ms = now_ms;
    if (session->is_kept || !folder_index_patch(&program->index, &program->edition, watch->names,
                                                watch->name_count, &next)) {
        watch_note_change(watch, now_ms);
        return;
    }
    watch_forget_names(watch);
    show(session, &next);
}

/* Some changes are shown at once, unless they come one after the other; for others the folder is
 * compared. The index follows when it has been behind for a while. If not all can be watched, the
 * folder is compared from time to time; if somebody has cut off the index, it is written anew. */
static void notice_changes(struct session *session)
{
    enum { PAUSE_MS = 200 };
    struct program *program = session->program;
    struct watch *watch = &session->watch;
    int64_t now_ms = clock_monotonic_ms();

    if (!watch->path)
        return;
    watch_read(watch, now_ms);
    if (now_ms - session->patched_ms >= PAUSE_MS && watch_has_names(watch, now_ms))
        show_changed(session, now_ms);
    if (folder_index_is_renewed(&program->index))
        return;
    if (watch_has_settled(watch, now_ms) || folder_index_is_cut(&program->edition) ||
        (watch->blind && now_ms - session->looked_ms >= BLIND_LOOK_MS)) {
        read_anew(session);
    } else if (session->behind_ms && now_ms - session->behind_ms >= BEHIND_MOST_MS) {
        session->behind_ms = now_ms;
        folder_index_renew(&program->index, &program->edition, RENEW_INDEX);
    }
}

/* Shows another edition once it has been read, and after changes that are still to be shown: it may
 * have been read while an editor had moved a file away. */
static void take_edition(struct session *session)
{
    struct program *program = session->program;
    struct folder_index_progress progress;
    struct buffer message = {0};
    struct edition next;

    if (session->watch.name_count && !session->watch.more)
        return;
    switch (folder_index_take(&program->index, &next, &message)) {
    case RENEWED_EDITION:
        show(session, &next);
        break;
    case RENEWED_TOO_LITTLE:
        folder_index_renew(&program->index, &program->edition, RENEW_INDEX);
        break;
    case RENEWED_NOTHING:
        break;
    }
    say(&session->reader, &message);
    buffer_free(&message);
    progress = folder_index_progress(&program->index);
    session->reader.indexed = progress.read;
    session->reader.packed = progress.written;
}

/* Returns the milliseconds until something is to be done whatever happens, or -1. */
static int until_next_look(const struct session *session)
{
    int64_t due_ms = INT64_MAX, left_ms;

    if (session->behind_ms)
        due_ms = session->behind_ms + BEHIND_MOST_MS;
    if (session->watch.blind && session->looked_ms + BLIND_LOOK_MS < due_ms)
        due_ms = session->looked_ms + BLIND_LOOK_MS;
    if (due_ms == INT64_MAX)
        return -1;
    left_ms = due_ms - clock_monotonic_ms();
    return left_ms > 0 ? (int)left_ms : 0;
}

/* Writes the open article to the file that the person has named, as it is set on the screen. */
static void write_article(struct reader *reader)
{
    const struct reading *reading = &reader->reading;
    const char *home = getenv("HOME"), *path = buffer_c_str(&reader->write_path);
    struct layout_options options = {reading->options.cols, reading->options.style, {0}};
    struct buffer file = {0}, text = {0};
    struct layout *layout;
    struct stat status;
    bool exists;
    int error;

    if (path[0] == '~' && path[1] == '/' && home)
        buffer_add_text(&file, home);
    buffer_add_text(&file, file.bytes ? path + 1 : path);
    layout = layout_new(reading_article(reading), reading->body, options);
    dump_layout(layout, options.style.text.ambiguous_wide, &text);
    layout_free(layout);
    exists = stat(buffer_c_str(&file), &status) == 0;
    if (exists && S_ISDIR(status.st_mode))
        error = EISDIR; /* cannot be replaced, so do not ask */
    else if (exists && reader->write_over)
        error = file_replace(buffer_c_str(&file), buffer_str(&text), status.st_mode & 0777);
    else
        error = file_create(buffer_c_str(&file), buffer_str(&text), 0666);
    reader_tell_written(reader, error);
    buffer_free(&file);
    buffer_free(&text);
}

/* Has the faults read that the person wants to see, and shows them. */
static void look_into_faults(struct session *session)
{
    struct buffer text = {0};

    if (session->reader.faults_wanted && !faults_are_read(&session->faults)) {
        program_content_path(session->program, &text);
        if (!faults_begin(&session->faults, buffer_c_str(&text)))
            reader_tell_faults(&session->reader, str_of(_("现在读不了，请稍后再看")));
        buffer_clear(&text);
    }
    if (faults_take(&session->faults, &text))
        reader_tell_faults(&session->reader, buffer_str(&text));
    buffer_free(&text);
}

/* Returns how many milliseconds to wait for a key: none while there is work, as long as marks need
 * not be saved, LOOK_EVERY_MS while the folder is read anew or about to be, else until the next
 * look, or -1, without limit. */
static int patience(struct session *session, bool working)
{
    enum { LOOK_EVERY_MS = 100 };
    const int save_ms = save_in_ms(session);
    const bool looks = session->watch.changed || faults_are_read(&session->faults) ||
                       folder_index_is_renewed(&session->program->index);
    const int look_ms = looks ? LOOK_EVERY_MS : until_next_look(session);

    if (working)
        return 0;
    return look_ms < 0 || (save_ms >= 0 && save_ms < look_ms) ? save_ms : look_ms;
}

/* Runs the event loop. Returns the last event: TERM_END or TERM_SIGNAL, or another if the person
 * quit. */
static enum term_event run(struct session *session)
{
    struct reader *reader = &session->reader;
    struct frame frame = {0};
    enum term_event event = TERM_RESIZE;
    bool begun = false;
    bool working = reading_is_opening(&reader->reading);

    while (!reader->quit && event != TERM_END && event != TERM_SIGNAL) {
        reader_key key;
        struct pointer pointer;

        if (event == TERM_RESIZE)
            fit(session->term, reader);
        draw(session->term, reader, &frame);
        if (!begun && begin(session))
            draw(session->term, reader, &frame);
        begun = true;
        event = term_wait(session->term, patience(session, working), &key, &pointer);
        if (event != TERM_IDLE)
            session->input_ms = clock_monotonic_ms();
        if (event == TERM_KEY && key == RK_CTRL('z')) {
            buffer_clear(&reader->message);
            term_suspend(session->term);
            event = TERM_RESIZE;
        } else if (event == TERM_KEY) {
            reader_key_press(reader, key);
            reader_note_position(reader);
        } else if (event == TERM_POINTER && pointer.event == POINTER_DRAG) {
            reader_drag(reader, pointer.line, pointer.col);
            reader_note_position(reader);
        } else if (event == TERM_POINTER) {
            reader_point(reader, pointer.event, frame_target_at(&frame, pointer.line, pointer.col));
            reader_note_position(reader);
        } else if (event == TERM_PASTE) {
            reader_paste(reader, term_pasted(session->term));
        }
        save_in_passing(session);
        if (reader->copied.bytes) {
            term_copy(session->term, buffer_str(&reader->copied));
            buffer_clear(&reader->copied);
        }
        notice_changes(session);
        if (reader->write_path.bytes && reader->reading.body)
            write_article(reader);
        take_edition(session);
        look_into_faults(session);
        working = reader_work(reader);
        working = look_for_moved(session) || working;
    }
    frame_free(&frame);
    return event;
}

int screen_read(struct program *program)
{
    struct session session = {.program = program, .watch.fd = -1};
    struct buffer message = {0};
    enum term_event ended;
    char *folder;
    int status = STATUS_FINE;

    if (program->config.ambiguous == AMBIGUOUS_AUTO)
        program->style.text.ambiguous_wide = widths_were_wide();
    session.term = open_terminal(program);
    if (!session.term)
        return STATUS_USAGE;
    if (program->style.borders == BORDERS_AUTO && !term_draws_lines(session.term))
        program->style.borders = BORDERS_ASCII;
    folder = program_folder(program);
    store_open(&session.store, &session.marks, folder, &program->edition, &message);
    if (program->is_input)
        store_close(&session.store);
    free(folder);
    moved_begin(&session.moved, &session.marks, &program->edition);
    /* In most folders that is to the end, so that the last article is open under its new name. */
    moved_look(&session.moved, &session.marks, &program->edition, BOUND_SLICE_MS);
    if (!message.bytes && program->charset_replaced)
        buffer_add_text(&message, _("语言环境不是 UTF-8，按 C.UTF-8 显示"));
    reader_init(&session.reader, &program->edition, &session.marks, reader_options(program));
    say(&session.reader, &message);
    ended = run(&session);
    reader_note_position(&session.reader);
    /* Save first: nothing that a terminal does can keep the program from it. */
    if (!store_save(&session.store, &session.marks, &message))
        status = STATUS_FAULT;
    term_close(session.term);
    if (ended == TERM_END)
        program_complain(_("输入已到尽头，阅读结束"));
    else if (ended == TERM_SIGNAL)
        program_complain(_("收到信号，阅读结束"));
    if (message.bytes)
        program_complain(buffer_c_str(&message));
    watch_close(&session.watch);
    faults_close(&session.faults);
    reader_free(&session.reader);
    moved_free(&session.moved);
    store_close(&session.store);
    marks_free(&session.marks);
    buffer_free(&message);
    return status;
}
