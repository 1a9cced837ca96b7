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

/* AUTO: ask the terminal; narrow if there is none. */
enum config_ambiguous { AMBIGUOUS_AUTO, AMBIGUOUS_NARROW, AMBIGUOUS_WIDE };

enum config_switch { SWITCH_NO, SWITCH_YES };

enum config_style { CONFIG_STYLE_NORMAL, CONFIG_STYLE_LARGE };

/* AUTO: on, unless TERM is a terminal known not to support links. */
enum config_links { CONFIG_LINKS_AUTO, CONFIG_LINKS_ON, CONFIG_LINKS_OFF };

/* AUTO: a folder that takes long to load gets an index. */
enum config_index { CONFIG_INDEX_AUTO, CONFIG_INDEX_ON, CONFIG_INDEX_OFF };

enum { CONFIG_MOST_KEYS = 48, CONFIG_TEXT_BYTES = 256, CONFIG_URL_BYTES = 200 };

/* The origins of a setting, besides the number of a line of the file. */
enum { CONFIG_BUILT_IN = 0, CONFIG_COMMAND_LINE = -1 };

/* A line of [keys]: the keys of an action. The key map parses both texts. */
struct config_binding {
    char *action; /* the action's name, in lower case; owned */
    char *keys;   /* owned */
    size_t line;
};

/* AUTO: the locale's. */
enum config_lang { CONFIG_LANG_AUTO, CONFIG_LANG_ZH_CN, CONFIG_LANG_EN };

/* The settings in force, and their origins. */
struct config {
    enum config_index index;         /* [content] index = auto | on | off */
    enum config_ambiguous ambiguous; /* [text] ambiguous = auto | narrow | wide */
    int measure_cols;           /* [text] measure: the maximum width of text, 20 to 400 columns */
    enum kinsoku_level kinsoku; /* [text] kinsoku = auto | none | basic | gb | strict | loose */
    enum config_switch hang;    /* [text] hang = no | yes; the next two likewise */
    enum config_switch spacing;
    enum config_switch justify;
    enum config_style style;      /* [text] style = normal | large */
    enum layout_borders borders;  /* [screen] borders = auto | line | ascii */
    int list_cols;                /* [screen] list: 0 (by the screen's width) to 200 columns */
    enum config_switch mouse;     /* [screen] mouse = yes | no */
    enum config_switch clipboard; /* [screen] clipboard = yes | no */
    enum theme theme;             /* [screen] theme = a name of theme_id() */
    enum config_links links;      /* [screen] links = auto | on | off */
    enum config_lang lang;        /* [screen] lang = auto | zh_CN | en */
    int idle_seconds;             /* [kiosk] idle_seconds: 0 to 3600; the next two: to 600 */
    int countdown_seconds;
    int attract_seconds;
    enum theme night_theme;          /* [kiosk] night_theme = a name of theme_id() */
    char site[CONFIG_URL_BYTES + 1]; /* [kiosk] site: URL of the bulletin's web site, or empty */
    int accent;                      /* [kiosk] accent: 0xrrggbb */
    char contact[CONFIG_TEXT_BYTES]; /* [kiosk] contact: whom to call; empty: nobody */

    struct config_paint own[ROLE_COUNT]; /* [theme] */

    char *path;                      /* the file that was read, or NULL; owned */
    long origins[CONFIG_MOST_KEYS];  /* for each key of config_keys.h: a line of `path`,
                                        CONFIG_BUILT_IN or CONFIG_COMMAND_LINE */
    struct config_binding *bindings; /* the lines of [keys], one for each action; owned */
    size_t binding_count;
};

/* Returns the built-in settings, which own nothing. */
struct config config_default(void);

/* Reads an ini file over *config: the keys of config/config_keys.h, and [keys]. Warns, with file
 * and line and what is allowed, of an unknown section or key, a key that is set twice, a value that
 * the key does not allow, which leaves the setting as it was, and a line of [keys] that iniparser
 * would misread. If the file cannot be read or parsed, adds an error with file and line, leaves
 * *config as it was and returns false. */
bool config_read(struct config *config, const char *path, struct diags *diags);

/* Finds and reads the configuration: `path` if it is not NULL (the file must exist); else the first
 * file that exists of $XDG_CONFIG_HOME/kanbao/kanbao.ini (~/.config if unset) and `system_path`
 * (may be NULL); else none. Returns false on an error, as config_read() does. */
bool config_load(struct config *config, const char *path, const char *system_path,
                 struct diags *diags);

/* Binds the keys of [keys] to their actions. Returns false, with an error for each fault, if the
 * program cannot be used with these keys. */
bool config_bind_keys(const struct config *config, struct keymap *map, struct diags *diags);

/* Appends the settings and the keys as an ini file that config_read() reads back as the same, each
 * under a comment with its origin. */
void config_write(const struct config *config, const struct keymap *map, struct buffer *out);

/* Appends the same as one JSON object: of each section an object, and of each key its value and its
 * origin ("default", "command line" or the line of the file). */
void config_write_json(const struct config *config, const struct keymap *map, struct buffer *out);

void config_free(struct config *config);

#endif
