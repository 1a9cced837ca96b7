#ifndef CONFIG_CONFIG_H
#define CONFIG_CONFIG_H

#include "base/buffer.h"
#include "base/diag.h"
#include "config/paint.h"
#include "layout/layout.h"
#include "text/kinsoku.h"
#include "ui/keymap.h"
#include "ui/theme.h"

#include <stdbool.h>
#include <stddef.h>

/* AUTO: ask the terminal, where there is one. */
enum config_ambiguous { AMBIGUOUS_AUTO, AMBIGUOUS_NARROW, AMBIGUOUS_WIDE };

enum config_switch { SWITCH_NO, SWITCH_YES };

enum config_style { CONFIG_STYLE_NORMAL, CONFIG_STYLE_LARGE };

/* AUTO: where TERM is not known to be a terminal that does not take them. */
enum config_links { CONFIG_LINKS_AUTO, CONFIG_LINKS_ON, CONFIG_LINKS_OFF };

enum { CONFIG_MOST_KEYS = 40 };

/* Where a setting comes from, if not from a line of the file. */
enum { CONFIG_BUILT_IN = 0, CONFIG_COMMAND_LINE = -1 };

/* A line of [keys]: the keys that call an action. What they mean is the key map's. */
struct config_binding {
    char *action; /* its name, in lower case; owned */
    char *keys;   /* owned */
    size_t line;
};

/* AUTO: as the locale says. */
enum config_lang { CONFIG_LANG_AUTO, CONFIG_LANG_ZH_CN, CONFIG_LANG_EN };

/* The settings in force, and where they come from. */
struct config {
    enum config_ambiguous ambiguous; /* [text] ambiguous = auto | narrow | wide */
    int measure_cols;           /* [text] measure: the widest that text is set, 20 to 400 columns */
    enum kinsoku_level kinsoku; /* [text] kinsoku = auto | none | basic | gb | strict | loose */
    enum config_switch hang;    /* [text] hang = no | yes, and so the next two */
    enum config_switch spacing;
    enum config_switch justify;
    enum config_style style;      /* [text] style = normal | large */
    enum layout_borders borders;  /* [screen] borders = auto | line | ascii */
    enum config_switch mouse;     /* [screen] mouse = yes | no */
    enum config_switch clipboard; /* [screen] clipboard = yes | no */
    enum theme theme;        /* [screen] theme = default | light | dark | contrast | mono | own */
    enum config_links links; /* [screen] links = auto | on | off */
    enum config_lang lang;   /* [screen] lang = auto | zh_CN | en */
    int idle_seconds;        /* [kiosk] idle_seconds: 0 to 3600; and so the next two, to 600 */
    int countdown_seconds;
    int attract_seconds;

    struct config_paint own[ROLE_COUNT]; /* [theme] */

    char *path;                      /* the file that was read, or NULL; owned */
    long origins[CONFIG_MOST_KEYS];  /* of each key of config_keys.h: a line of it, or one of the
                                        above */
    struct config_binding *bindings; /* the lines of [keys], no action twice; owned */
    size_t binding_count;
};

/* The built-in settings; nothing in it is to be freed. */
struct config config_default(void);

/* Reads an ini file over *config: the keys of config/config_keys.h. An unknown section or key, a
 * key that is set twice and a value that is not one of the key's are warnings with file and line
 * that say what is allowed; the last leaves the setting as it was. A line of [keys] that iniparser
 * would not read as it is meant is such a warning too. A file that cannot be read or parsed is an
 * error with file and line, and leaves *config as it was. Returns false on an error. */
bool config_read(struct config *config, const char *path, struct diags *diags);

/* Finds and reads the configuration: `path` where given (it must be there); else the first that
 * exists of $XDG_CONFIG_HOME/kanbao/kanbao.ini (~/.config where unset) and `system_path` (may be
 * NULL); else nothing. */
bool config_load(struct config *config, const char *path, const char *system_path,
                 struct diags *diags);

/* Gives the actions the keys of [keys]. False, with an error for each fault, where the program
 * cannot be used with them. */
bool config_bind_keys(const struct config *config, struct keymap *map, struct diags *diags);

/* Appends the settings and the keys as an ini file that reads back to the same, each under a
 * comment that says where it comes from. */
void config_write(const struct config *config, const struct keymap *map, struct buffer *out);

void config_free(struct config *config);

#endif
