#include "config/config.h"
#include "config/config_keys.h"
#include "text/json.h"

#include <string.h>

static void add_value(struct json *json, const struct config *config, const char *name,
                      struct buffer *value, long origin)
{
    json_open(json, name, '{');
    json_text(json, "value", buffer_str(value));
    if (origin > 0) {
        json_text(json, "file", str_of(config->path));
        json_number(json, "line", origin);
    } else {
        json_text(json, "from", str_of(origin == CONFIG_COMMAND_LINE ? "command line" : "default"));
    }
    json_close(json, '}');
    buffer_clear(value);
}

static void add_keys(struct json *json, const struct config *config, const struct keymap *map,
                     struct buffer *value)
{
    json_open(json, "keys", '{');
    for (const struct keymap_entry *e = keymap_entries(); e->action != ACTION_NONE; e++) {
        const reader_key *keys = keymap_keys(map, e);

        if (!e->name)
            continue;
        for (int i = 0; i < KEYMAP_KEYS && keys[i]; i++) {
            if (i)
                buffer_add_char(value, ' ');
            key_spell(value, keys[i]);
        }
        add_value(json, config, e->name, value, (long)map->bindings[e->action].line);
    }
    json_close(json, '}');
}

void config_write_json(const struct config *config, const struct keymap *map, struct buffer *out)
{
    struct json json = {.out = out};
    struct buffer value = {0};
    const char *section = "";
    const struct config_key *key;

    json_open(&json, NULL, '{');
    for (size_t i = 0; (key = config_key_at(i)); i++) {
        if (strcmp(key->section, section) != 0) {
            if (*section)
                json_close(&json, '}');
            json_open(&json, key->section, '{');
        }
        section = key->section;
        config_key_write(key, config, &value);
        add_value(&json, config, key->name, &value, config->origins[i]);
    }
    json_close(&json, '}');
    add_keys(&json, config, map, &value);
    json_close(&json, '}');
    buffer_add_char(out, '\n');
    buffer_free(&value);
}
