#include "config/config.h"

#include "base/alloc.h"
#include "base/bounds.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/xdg.h"
#include "config/config_keys.h"
#include "scan.h"

#include <errno.h>
#include <iniparser/iniparser.h>
#include <stdlib.h>
#include <sys/stat.h>

/* Set if iniparser reports an error during a load. Its callback takes no context pointer, so the
 * flag has to be a variable at file scope. */
static bool load_failed;

static int take_complaint(const char *format, ...)
{
    (void)format;
    load_failed = true;
    return 0;
}

static bool has_entry(const dictionary *ini, const char *section, const char *name)
{
    struct buffer full_name = {0};
    bool found;

    buffer_addf(&full_name, "%s:%s", section, name);
    found = iniparser_find_entry(ini, buffer_c_str(&full_name));
    buffer_free(&full_name);
    return found;
}

/* Returns whether iniparser found all that the scan has found. If it cannot read the file to its
 * end, it takes the part before for the whole. */
static bool is_whole(const dictionary *ini, const struct config_lines *lines)
{
    const struct config_key *key;

    for (size_t i = 0; (key = config_key_at(i)); i++)
        if (lines->keys[i] && !has_entry(ini, key->section, key->name))
            return false;
    for (size_t i = 0; i < lines->action_count; i++)
        if (!has_entry(ini, KEYS_SECTION, lines->actions[i].action))
            return false;
    return true;
}

/* Loads a file that the scan has passed; the caller frees. Returns NULL, with an error, if
 * iniparser fails, when it may return part of the file. */
static dictionary *load_ini(const char *path, const struct config_lines *lines, struct diags *diags)
{
    dictionary *ini;

    load_failed = false;
    iniparser_set_error_callback(take_complaint);
    ini = iniparser_load(path);
    iniparser_set_error_callback(NULL);
    if (ini && !load_failed && is_whole(ini, lines))
        return ini;
    diag_add(diags, DIAG_ERROR, path, 0, 0, _("读不懂这个配置文件"));
    if (ini)
        iniparser_freedict(ini);
    return NULL;
}

static void warn_of_value(const struct config_key *key, const char *value, const char *path,
                          size_t line, struct diags *diags)
{
    struct buffer quoted = {0};
    struct buffer allowed = {0};

    diag_quote(str_of(value), &quoted);
    config_key_allowed(key, &allowed);
    diag_add(diags, DIAG_WARNING, path, line, 0,
             _("[%s] 的 %s（%s）不能是“%s”，只能是 %s；沿用原来的设置"), key->section, key->name,
             _(key->doc), buffer_c_str(&quoted), buffer_c_str(&allowed));
    buffer_free(&quoted);
    buffer_free(&allowed);
}

static const char *find_value(const dictionary *ini, const char *section, const char *name)
{
    struct buffer full_name = {0};
    const char *value;

    buffer_addf(&full_name, "%s:%s", section, name);
    /* Also NULL if a section has the key's full name, as in [text:measure]. */
    value = iniparser_getstring(ini, buffer_c_str(&full_name), NULL);
    buffer_free(&full_name);
    return value;
}

static void apply_keys(struct config *config, const dictionary *ini, const size_t *lines,
                       struct diags *diags)
{
    const struct config_key *key;

    for (size_t i = 0; (key = config_key_at(i)); i++) {
        const char *value = lines[i] ? find_value(ini, key->section, key->name) : NULL;

        if (value && !config_key_set(key, config, value, (long)lines[i]))
            warn_of_value(key, value, config->path, lines[i], diags);
    }
}

static void free_bindings(struct config *config)
{
    for (size_t i = 0; i < config->binding_count; i++) {
        free(config->bindings[i].action);
        free(config->bindings[i].keys);
    }
    free(config->bindings);
    config->bindings = NULL;
    config->binding_count = 0;
}

/* Moves the actions from `lines` to *config, and adds their keys. */
static void apply_bindings(struct config *config, const dictionary *ini, struct config_lines *lines)
{
    free_bindings(config);
    config->bindings = lines->actions;
    config->binding_count = lines->action_count;
    for (size_t i = 0; i < lines->action_count; i++) {
        const char *keys = find_value(ini, KEYS_SECTION, lines->actions[i].action);
        struct buffer copy = {0};

        buffer_add_text(&copy, keys ? keys : "");
        lines->actions[i].keys = buffer_c_str(&copy);
    }
    lines->actions = NULL;
    lines->action_count = 0;
}

static void apply(struct config *config, const dictionary *ini, struct config_lines *lines,
                  const char *path, struct diags *diags)
{
    struct buffer copy = {0};

    buffer_add_text(&copy, path);
    free(config->path);
    config->path = buffer_c_str(&copy);
    apply_keys(config, ini, lines->keys, diags);
    apply_bindings(config, ini, lines);
}

/* Scans the text, then has iniparser read the file: see scan.h. */
static bool read_text(struct config *config, const char *path, struct str text, struct diags *diags)
{
    struct config_lines lines = {0};
    dictionary *ini = NULL;

    if (config_scan(text, path, &lines, diags))
        ini = load_ini(path, &lines, diags);
    if (ini) {
        apply(config, ini, &lines, path, diags);
        iniparser_freedict(ini);
    }
    config_lines_free(&lines);
    return ini != NULL;
}

static void add_read_error(const char *path, int error, struct diags *diags)
{
    if (error == EFBIG)
        diag_add(diags, DIAG_ERROR, path, 0, 0, _("超过 %d KiB，不像是配置文件"), BOUND_CONFIG_KIB);
    else
        diag_add(diags, DIAG_ERROR, path, 0, 0, _("读不了配置文件（%s）：请检查路径和权限"),
                 strerror(error));
}

bool config_read(struct config *config, const char *path, struct diags *diags)
{
    struct buffer text = {0};
    struct stat status;
    int error = file_read(path, (size_t)BOUND_CONFIG_KIB << 10, &text);
    bool sound = false;

    /* iniparser opens the file a second time, and would wait for ever on a FIFO. */
    if (!error && text.bytes && (stat(path, &status) < 0 || !S_ISREG(status.st_mode)))
        error = EINVAL;
    if (error)
        add_read_error(path, error, diags);
    else
        sound = !text.bytes || read_text(config, path, buffer_str(&text), diags);
    buffer_free(&text);
    return sound;
}

/* Returns whether the path exists, even as a broken link or out of reach: a configuration that
 * cannot be read is then an error. */
static bool is_there(const char *path)
{
    struct stat status;

    return lstat(path, &status) == 0 || (errno != ENOENT && errno != ENOTDIR);
}

bool config_load(struct config *config, const char *path, const char *system_path,
                 struct diags *diags)
{
    char *own;
    bool sound = true;

    if (path)
        return config_read(config, path, diags);
    own = xdg_path("XDG_CONFIG_HOME", ".config", "kanbao/kanbao.ini");
    if (own && is_there(own))
        sound = config_read(config, own, diags);
    else if (system_path && is_there(system_path))
        sound = config_read(config, system_path, diags);
    free(own);
    return sound;
}

bool config_bind_keys(const struct config *config, struct keymap *map, struct diags *diags)
{
    for (size_t i = 0; i < config->binding_count; i++) {
        const struct config_binding *binding = config->bindings + i;
        const struct keymap_line line = {str_of(binding->action), str_of(binding->keys),
                                         config->path, binding->line};

        keymap_bind(map, &line, diags);
    }
    return !config->binding_count || keymap_check(map, config->path, diags);
}

struct config config_default(void)
{
    return (struct config){.ambiguous = AMBIGUOUS_AUTO,
                           .measure_cols = 80,
                           .mouse = SWITCH_YES,
                           .clipboard = SWITCH_YES,
                           .theme = THEME_DEFAULT,
                           .idle_seconds = 120,
                           .countdown_seconds = 20,
                           .attract_seconds = 8,
                           .night_theme = THEME_CONTRAST,
                           .accent = THEME_ACCENT_RGB};
}

void config_free(struct config *config)
{
    free_bindings(config);
    free(config->path);
    config->path = NULL;
}
