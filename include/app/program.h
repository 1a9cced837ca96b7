#ifndef APP_PROGRAM_H
#define APP_PROGRAM_H

#include "app/cli.h"
#include "app/folder_index.h"
#include "app/standard_input.h"
#include "base/clock.h"
#include "config/config.h"
#include "content/edition.h"
#include "layout/layout.h"
#include "search/search.h"
#include "ui/keymap.h"

#include <stdbool.h>

#define SYSTEM_CONFIG "/etc/kanbao/kanbao.ini"

/* The state of a run, common to all orders. */
struct program {
    struct cli cli;
    struct clock clock;
    struct ticker ticker; /* of a kiosk */
    struct config config;
    struct keymap keymap;
    struct edition edition;
    struct search search;      /* of it, for a script */
    struct folder_index index; /* of the content, if it is worth one */
    struct diags diags;
    bool unread;                    /* the content could not be read at all, in a kiosk */
    char arrived[CLOCK_DATE_BYTES]; /* date of the content's folder, or empty, likewise */
    bool single;                    /* the content is one file, */
    bool is_input;                  /* which came from standard input: nothing is kept of it */
    char input_path[STANDARD_INPUT_PATH_BYTES];
    bool charset_replaced;     /* the locale's charset was not UTF-8 */
    struct layout_style style; /* from the configuration and the command line */
};

/* Prints a line on standard error. */
void program_complain(const char *text);

/* Appends the path of the content: the command line's, else that of the content installed with the
 * program (../share/kanbao/content from its folder), else ./content. */
void program_content_path(const struct program *program, struct buffer *path);

/* Returns that path if the content is a folder, else NULL. The caller frees it. */
char *program_folder(const struct program *program);

/* Returns false if there is no content at the default path, which the command line does not name,
 * with an error that tells where it was looked for. */
bool program_find_content(struct program *program, const char *path);

/* The uses of a folder's index: none, a reader's, who is shown it as it is and then has it renewed,
 * or a search's, for which it is compared with the folder; see program_search(). */
enum program_index { INDEX_UNUSED, INDEX_READ, INDEX_SEARCHED };

/* Reads standard input, if the command line names it as the content. With `keys` the terminal takes
 * its place. Returns false, with an error in program->diags, if that cannot be done. */
bool program_take_input(struct program *program, bool keys);

/* Loads the edition, with progress on standard error if that is a terminal, and chooses the
 * articles shown. Opens the index instead, as it is, if there is one. Adds faults to
 * program->diags. Returns false if the content cannot be read at all. */
bool program_load(struct program *program, enum program_index use);

/* Searches all articles for the words of the command line, for program->search. Meanwhile an index
 * that was opened is compared with the folder: if it is out of date, what was found is discarded,
 * and the folder as it is now is searched. Returns what program_load() does. */
bool program_search(struct program *program);

/* Returns which articles are shown: of a folder, no expired articles and no drafts, unless the
 * command line asks for them; of a single file, any article. Borrows the date. */
struct edition_filter program_filter(const struct program *program);

/* Chooses the articles shown by that filter. */
void program_choose_shown(const struct program *program, struct edition *edition);

/* Sets program->style, how text is laid out. Where the configuration leaves the width of ambiguous
 * characters to the terminal, they are narrow until it has said otherwise. */
void program_init_style(struct program *program);

#endif
