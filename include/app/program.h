#ifndef APP_PROGRAM_H
#define APP_PROGRAM_H

#include "app/cli.h"
#include "base/clock.h"
#include "config/config.h"
#include "content/edition.h"
#include "layout/layout.h"
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
    struct diags diags;
    struct buffer typed;       /* keys that came while the terminal was queried */
    bool single;               /* the content is one file */
    bool charset_replaced;     /* the locale's charset was not UTF-8 */
    struct layout_style style; /* from the configuration, the command line and the terminal */
};

/* Prints a line on standard error. */
void program_complain(const char *text);

/* Appends the path of the content: the command line's, else that of the content installed with the
 * program (../share/kanbao/content from its folder), else ./content. */
void program_content_path(const struct program *program, struct buffer *path);

/* Loads the edition, with progress on standard error if that is a terminal, and chooses the
 * articles shown. Adds faults to program->diags. Returns false if the content cannot be read at
 * all. */
bool program_load(struct program *program);

/* Chooses the articles shown: of a folder, no expired articles and no drafts, unless the command
 * line asks for them; of a single file, any article. */
void program_choose_shown(const struct program *program, struct edition *edition);

/* Sets program->style, how text is laid out. If `ask`, queries the terminal for the width of
 * ambiguous characters, if the configuration leaves that to the terminal. */
void program_init_style(struct program *program, bool ask);

#endif
