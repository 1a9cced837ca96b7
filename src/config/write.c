#include "config/config.h"

#include "base/i18n.h"
#include "config/config_keys.h"
#include "text/clean.h"
#include "text/utf8.h"

#include <string.h>

/* The longest path in a comment: config_scan() refuses lines of more than 1022 bytes. */
enum { PATH_MOST_BYTES = 800 };

/* Writes a file's path in a comment, cleaned, since the file may be named anything; only the end of
 * a long path. */
static void write_path(const char *path, struct buffer *out)
{
    struct buffer clean = {0};
    size_t start = 0;

    text_clean(&clean, path, strlen(path));
    buffer_join_lines(&clean, 0);
    if (clean.bytes > PATH_MOST_BYTES) {
        start = clean.bytes - PATH_MOST_BYTES;
        while (utf8_is_within(buffer_str(&clean), start))
            start++;
        buffer_add_text(out, "…");
    }
    buffer_add(out, clean.data + start, clean.bytes - start);
    buffer_free(&clean);
}

static void write_origin(const struct config *config, long origin, struct buffer *out)
{
    buffer_add_text(out, "# ");
    if (origin == CONFIG_BUILT_IN) {
        buffer_add_text(out, _("默认"));
    } else if (origin == CONFIG_COMMAND_LINE) {
        buffer_add_text(out, _("命令行"));
    } else {
        write_path(config->path, out);
        buffer_addf(out, _(" 第 %ld 行"), origin);
    }
    buffer_add_char(out, '\n');
}

static void write_keys(const struct config *config, const struct keymap *map, struct buffer *out)
{
    buffer_add_text(out, "\n[keys]\n");
    for (const struct keymap_entry *e = keymap_entries(); e->action != ACTION_NONE; e++) {
        const reader_key *keys = keymap_keys(map, e);

        if (!e->name)
            continue;
        write_origin(config, (long)map->bindings[e->action].line, out);
        buffer_addf(out, "%s =", e->name);
        for (int i = 0; i < KEYMAP_KEYS && keys[i]; i++) {
            buffer_add_char(out, ' ');
            key_spell(out, keys[i]);
        }
        buffer_add_char(out, '\n');
    }
}

void config_write(const struct config *config, const struct keymap *map, struct buffer *out)
{
    const char *section = "";
    const struct config_key *key;

    for (size_t i = 0; (key = config_key_at(i)); i++) {
        if (strcmp(key->section, section) != 0)
            buffer_addf(out, "%s[%s]\n", *section ? "\n" : "", key->section);
        section = key->section;
        write_origin(config, config->origins[i], out);
        buffer_addf(out, "%s = ", key->name);
        config_key_write(key, config, out);
        buffer_add_char(out, '\n');
    }
    write_keys(config, map, out);
}
