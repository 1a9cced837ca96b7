#include "app/settings.h"

bool settings_bind_keys(struct keymap *map, const struct config *config, struct diags *diags)
{
    for (size_t i = 0; i < config->binding_count; i++) {
        const struct config_binding *binding = config->bindings + i;
        const struct keymap_line line = {str_of(binding->action), str_of(binding->keys),
                                         config->path, binding->line};

        keymap_bind(map, &line, diags);
    }
    return !config->binding_count || keymap_check(map, config->path, diags);
}

void settings_write(const struct config *config, const struct keymap *map, struct buffer *out)
{
    config_write(config, out);
    buffer_add_text(out, "\n[keys]\n");
    for (const struct keymap_entry *e = keymap_entries(); e->action != ACTION_NONE; e++) {
        const reader_key *keys = keymap_keys(map, e);

        if (!e->name)
            continue;
        config_write_origin(config, (long)map->bindings[e->action].line, out);
        buffer_addf(out, "%s =", e->name);
        for (int i = 0; i < KEYMAP_KEYS && keys[i]; i++) {
            buffer_add_char(out, ' ');
            key_spell(out, keys[i]);
        }
        buffer_add_char(out, '\n');
    }
}
