#include "linear/linear.h"

#include "base/ascii.h"
#include "base/i18n.h"
#include "base/status.h"
#include "linear/commands.h"
#include "state/moved.h"
#include "state/store.h"
#include "text/grapheme.h"
#include "text/print.h"
#include "text/utf8.h"
#include "ui/keys.h"

#include <stdio.h>

/* MOVED_MS: a person who waits for an answer takes no notice of it. */
enum { MOVED_MS = 200, ECHO_COLS = 40, NUMBER_MOST = 100000000 };

/* Meaning of the next line of input. */
enum asked { ASKED_COMMAND, ASKED_SEARCH, ASKED_FIND, ASKED_NOTHING };

struct linear_session {
    struct linear linear;
    struct store store;
    bool save_failed; /* saves no more in pauses, as one report is enough */
    enum asked asked;
};

struct command {
    reader_key key;
    void (*run)(struct linear *linear); /* NULL: see run_command() */
    const char *help;
};

/* Commands in the order of the help. Keys are the reader's where it has the command. */
static const struct command COMMANDS[] = {
    {'b', linear_back, N_("b 返回上一级")},
    {'g', linear_contents, N_("g 到目录")},
    {'n', linear_next_unread, N_("n 下一篇未读")},
    {'p', linear_previous_unread, N_("p 上一篇未读")},
    {']', linear_next, N_("] 下一篇")},
    {'[', linear_previous, N_("[ 上一篇")},
    {'k', linear_previous_piece, N_("k 上一段")},
    {'r', linear_repeat, N_("r 再说一遍")},
    {'c', linear_resume, N_("c 接着读上次没读完的文章")},
    {'/', NULL, N_("/ 词 在全部文章里搜索")},
    {'f', NULL, N_("f 词 在本文里查找；只输入 f 找下一处")},
    {'m', linear_toggle_bookmark, N_("m 加上或去掉书签")},
    {'\'', linear_bookmarks, N_("' 书签列表")},
    {'h', linear_back_in_history, N_("h 回到刚才读的文章")},
    {'x', linear_toggle_read, N_("x 把本文标为未读或读过")},
    {'a', linear_mark_all_read, N_("A 把这一组（或全部）标为读过")},
    {'u', linear_undo, N_("U 撤销刚才标的")},
    {'t', linear_regroup, N_("t 换一种分组")},
    {'o', linear_resort, N_("o 换一种次序")},
    {'?', NULL, N_("? 帮助")},
    {'q', NULL, N_("q 退出")},
};

enum { COMMAND_COUNT = sizeof(COMMANDS) / sizeof(*COMMANDS) };

/* Returns whether a code point is a space of any width. */
static bool is_space(char32_t cp)
{
    return key_narrow(cp) == ' ';
}

/* Reads a line of digits of any width. Returns false if the line is anything else. */
static bool parse_number(struct str line, size_t *number)
{
    *number = 0;
    for (size_t at = 0; at < line.bytes;) {
        char32_t cp;

        at += utf8_decode(line.p + at, line.bytes - at, &cp);
        cp = key_narrow(cp);
        if (!ascii_is_digit(cp))
            return false;
        if (*number < NUMBER_MOST)
            *number = *number * 10 + (cp - '0');
    }
    return line.bytes > 0;
}

static const struct command *find_command(reader_key key)
{
    key = key_narrow(key);
    if (key >= 'A' && key <= 'Z')
        key += 'a' - 'A';
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        if (COMMANDS[i].key == key)
            return &COMMANDS[i];
    return NULL;
}

static void help(struct linear *linear)
{
    struct line_io *io = &linear->io;

    line_io_say(io, str_of(_("数字 打开这个编号；在文章里到这一段")));
    line_io_say(io, str_of(_("Enter 继续：下一段，下一篇，或列出更多")));
    for (size_t i = 0; i < COMMAND_COUNT; i++)
        line_io_say(io, str_of(_(COMMANDS[i].help)));
    line_io_say(io, str_of(query_help()));
}

static void not_understood(struct linear *linear, struct str line)
{
    line.bytes = text_fit(line, ECHO_COLS, false, NULL);
    line_io_sayf(&linear->io,
                 _("不懂“%.*s”；可输入编号、Enter、b 返回、/ 词 搜索、q 退出，? 看全部命令"),
                 STR_FMT(line));
}

/* Searches or finds the words after / or f, or asks for them if there are none. */
static enum asked look_for(struct linear_session *session, enum asked what, struct str words)
{
    struct linear *linear = &session->linear;

    if (what == ASKED_SEARCH && words.bytes)
        linear_search(linear, words);
    else if (what == ASKED_SEARCH)
        return ASKED_SEARCH;
    else if (words.bytes || linear->find.word_count || !linear->readout)
        linear_find(linear, words);
    else
        return ASKED_FIND;
    return ASKED_COMMAND;
}

static enum asked run_command(struct linear_session *session, const struct command *command,
                              struct str words)
{
    switch (command->key) {
    case '/':
        return look_for(session, ASKED_SEARCH, words);
    case 'f':
        return look_for(session, ASKED_FIND, words);
    case '?':
        help(&session->linear);
        return ASKED_COMMAND;
    case 'q':
        return ASKED_NOTHING;
    default:
        command->run(&session->linear);
        return ASKED_COMMAND;
    }
}

/* Understands a line of input and does what it says. Returns the meaning of the next one. */
static enum asked follow(struct linear_session *session, struct str line)
{
    struct linear *linear = &session->linear;
    const struct command *command;
    char32_t cp;
    size_t bytes, number;
    struct str words;

    line = utf8_trim(line, is_space);
    if (session->asked != ASKED_COMMAND) /* an empty answer cancels */
        return line.bytes ? look_for(session, session->asked, line) : ASKED_COMMAND;
    if (!line.bytes) {
        linear_continue(linear);
        return ASKED_COMMAND;
    }
    if (parse_number(line, &number)) {
        linear_number(linear, number);
        return ASKED_COMMAND;
    }
    bytes = utf8_decode(line.p, line.bytes, &cp);
    command = find_command(cp);
    words = utf8_trim((struct str){line.p + bytes, line.bytes - bytes}, is_space);
    if (command && (!words.bytes || command->key == '/' || command->key == 'f'))
        return run_command(session, command, words);
    not_understood(linear, line);
    return ASKED_COMMAND;
}

/* Handles a line of input. Returns the meaning of the next one. */
static enum asked take_line(struct linear_session *session, struct str line)
{
    bool offered = session->linear.offers_marking;
    enum asked next = follow(session, line);

    if (offered) /* an offer is valid for the next line only */
        session->linear.offers_marking = false;
    return next;
}

/* Writes the number of the current piece or, at the end, the article that Enter opens next. */
static void write_article_prompt(const struct linear *linear, struct buffer *prompt)
{
    const struct readout *readout = linear->readout;
    size_t next = list_index_after(&linear->list, linear->index);

    if (!readout_is_last(readout))
        buffer_addf(prompt, _("以上第 %zu 段，共 %zu 段："), readout_number(readout),
                    readout_count(readout));
    else if (next == SIZE_MAX)
        buffer_add_text(prompt, _("完，这是最后一篇："));
    else
        buffer_addf(
            prompt, _("完。按 Enter 读下一篇“%.*s”："),
            STR_FMT(edition_article(linear->edition, list_article_at(&linear->list, next))->title));
}

static void prompt(struct linear_session *session)
{
    struct linear *linear = &session->linear;
    struct buffer text = {0};
    size_t count;

    if (session->asked == ASKED_SEARCH) {
        buffer_add_text(&text, _("搜索什么？"));
    } else if (session->asked == ASKED_FIND) {
        buffer_add_text(&text, _("在本文里找什么？"));
    } else if (linear->readout) {
        write_article_prompt(linear, &text);
    } else if ((count = choices_count(&linear->list, linear->menu)) > linear->offered) {
        buffer_addf(&text, _("输入编号，按 Enter 更多（还有 %zu 项），或 ?："),
                    count - linear->offered);
    } else {
        buffer_add_text(&text, _("输入编号，或 ?："));
    }
    line_io_prompt(&linear->io, buffer_str(&text));
    buffer_free(&text);
}

/* Saves the marks when input pauses, so that a power cut loses little and no line waits for the
 * disk. */
static void save_in_passing(struct linear_session *session)
{
    struct buffer message = {0};

    if (!store_save(&session->store, &session->linear.marks, &message))
        session->save_failed = true;
    if (session->store.merged)
        list_count_unread(&session->linear.list, session->linear.edition, &session->linear.marks);
    if (message.bytes) {
        line_io_say(&session->linear.io, buffer_str(&message));
        prompt(session);
    }
    buffer_free(&message);
}

static void converse(struct linear_session *session)
{
    struct buffer line = {0};

    while (session->asked != ASKED_NOTHING) {
        enum line_io_event event;

        prompt(session);
        do {
            bool saves = session->linear.marks.changed && !session->save_failed;

            event = line_io_wait(&session->linear.io, saves ? STORE_SAVE_AFTER_MS : -1, &line);
            if (event == LINE_IO_IDLE)
                save_in_passing(session);
        } while (event == LINE_IO_IDLE);
        session->asked =
            event == LINE_IO_LINE ? take_line(session, buffer_str(&line)) : ASKED_NOTHING;
    }
    buffer_free(&line);
}

static void greet(struct linear *linear)
{
    const struct edition *edition = linear->edition;
    const struct tree *tree = &linear->list.tree;
    size_t unread = 0, index = linear_unfinished(linear);
    struct buffer line = {0};

    for (size_t node = 0; node < tree->count; node = tree_node(tree, node).end)
        unread += list_unread(&linear->list, node);
    buffer_addf(&line, n_("%.*s，%zu 篇，%zu 篇未读", list_articles(&linear->list)),
                STR_FMT(edition_name(edition)), list_articles(&linear->list), unread);
    if (edition->bad_count)
        buffer_addf(&line, _("，%zu 篇有错未收"), edition->bad_count);
    if (edition->bad_folder_count)
        buffer_addf(&line, _("，%zu 个文件夹读不了"), edition->bad_folder_count);
    line_io_say(&linear->io, buffer_str(&line));
    if (index != SIZE_MAX)
        line_io_sayf(
            &linear->io, _("上次没读完“%.*s”；输入 c 接着读"),
            STR_FMT(edition_article(edition, list_article_at(&linear->list, index))->title));
    buffer_free(&line);
}

/* Opens the article of an edition that has no other; else greets and shows the tree. */
static void begin(struct linear *linear)
{
    if (list_articles(&linear->list) == 1) {
        linear->menu = choices_menu(&linear->list, SIZE_MAX);
        linear_number(linear, 1);
        return;
    }
    greet(linear);
    linear_contents(linear);
}

static void free_linear(struct linear *linear)
{
    readout_close(linear->readout);
    list_free(&linear->list);
    search_free(&linear->search);
    query_free(&linear->find);
    buffer_free(&linear->words);
    marked_free(&linear->marked);
    history_free(&linear->history);
    marks_free(&linear->marks);
}

int linear_read(const struct edition *edition, const struct linear_options *options)
{
    struct linear_session session = {.linear = {.edition = edition, .origin = SIZE_MAX}};
    struct linear *linear = &session.linear;
    struct buffer message = {0};
    struct moved moved = {0};
    int status = STATUS_FINE;

    line_io_open(&linear->io, options->width_cols, options->text);
    store_open(&session.store, &linear->marks, options->folder, edition, &message);
    if (options->keeps_nothing)
        store_close(&session.store);
    store_check_place(&session.store, &message);
    moved_begin(&moved, &linear->marks, edition);
    moved_look(&moved, &linear->marks, edition, MOVED_MS);
    moved_free(&moved);
    line_io_say(&linear->io, buffer_str(&message));
    buffer_clear(&message);
    list_group(&linear->list, edition, &linear->marks, GROUP_DISTRICT, SORT_PAGES);
    begin(linear);
    converse(&session);
    if (linear->io.wait_error) {
        print_line(stderr, "kanbao: %s: %s", _("读不了输入"), strerror(linear->io.wait_error));
        status = STATUS_FAULT;
    }
    if (!line_io_close(&linear->io)) {
        print_line(stderr, "kanbao: %s", _("写不进标准输出；磁盘满了吗？"));
        status = STATUS_FAULT;
    }
    if (!store_save(&session.store, &linear->marks, &message))
        status = STATUS_FAULT;
    if (message.bytes)
        print_line(stderr, "kanbao: %s", buffer_c_str(&message));
    free_linear(linear);
    store_close(&session.store);
    buffer_free(&message);
    return status;
}
