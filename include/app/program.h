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

/* What a run is made of, and what its kinds have in common. */
struct program {
    struct cli cli;
    struct clock clock;
    struct ticker ticker; /* of a kiosk */
    struct config config;
    struct keymap keymap;
    struct edition edition;
    struct diags diags;
    struct buffer typed;       /* keys that came while the terminal was asked */
    bool single;               /* the content is one file */
    bool charset_replaced;     /* the locale's was not UTF-8 */
    struct layout_style style; /* from the configuration, the command line and the terminal */
};

/* A line on standard error. */
void program_complain(const char *text);

/* Appends where the content is: what the command line says, else the content installed beside the
 * program (PREFIX/share/kanbao/content, whatever the prefix), else ./content. */
void program_content_path(const struct program *program, struct buffer *path);

/* Loads the edition, telling a person who waits how far that is, and chooses what is to be seen.
 * Faults go to program->diags; false where there is nothing that could be loaded. */
bool program_load(struct program *program);

/* Of a folder neither what has expired nor drafts are to be seen, unless they are asked for; of a
 * file that is named, all is. */
void program_choose_shown(const struct program *program, struct edition *edition);

/* Settles program->style, how text is set; with `ask`, the terminal is asked how wide it draws,
 * where the configuration leaves that to it. */
void program_settle_style(struct program *program, bool ask);

#endif
