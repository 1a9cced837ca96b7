#include "app/help_json.h"

#include "app/cli.h"
#include "base/i18n.h"
#include "config/config_keys.h"
#include "text/json.h"
#include "ui/keymap.h"

#include <stdio.h>

/* Adds a text of several lines as one line. */
static void add_lines(struct json *json, const char *key, const char *text)
{
    if (text)
        json_text(json, key, str_of(_(text)));
}

static void add_option(struct json *json, const struct cli_option *option)
{
    const char letter[] = {option->letter, '\0'};

    json_open(json, NULL, '{');
    json_text(json, "name", str_of(option->name));
    if (option->letter)
        json_text(json, "letter", str_of(letter));
    add_lines(json, "value", option->value);
    add_lines(json, "operand", option->operand);
    add_lines(json, "help", option->help);
    json_bool(json, "kiosk", option->kiosk_only);
    json_close(json, '}');
}

static void add_setting(struct json *json, const struct config_key *key,
                        const struct config *defaults)
{
    struct buffer text = {0};

    json_open(json, NULL, '{');
    json_text(json, "section", str_of(key->section));
    json_text(json, "name", str_of(key->name));
    config_key_write(key, defaults, &text);
    json_text(json, "default", buffer_str(&text));
    buffer_clear(&text);
    config_key_allowed(key, &text);
    json_text(json, "allowed", buffer_str(&text));
    json_open(json, "choices", '[');
    for (size_t i = 0; key->choices[i]; i++)
        json_text(json, NULL, str_of(key->choices[i]));
    json_close(json, ']');
    json_text(json, "help", str_of(_(key->doc)));
    json_close(json, '}');
    buffer_free(&text);
}

static void add_action(struct json *json, const struct keymap_entry *entry)
{
    struct buffer key = {0};

    json_open(json, NULL, '{');
    json_text(json, "name", str_of(entry->name));
    json_open(json, "keys", '[');
    for (size_t i = 0; i < KEYMAP_KEYS && entry->keys[i]; i++) {
        key_spell(&key, entry->keys[i]);
        json_text(json, NULL, buffer_str(&key));
        buffer_clear(&key);
    }
    json_close(json, ']');
    json_text(json, "help", str_of(_(entry->help)));
    json_close(json, '}');
    buffer_free(&key);
}

void help_json_print(FILE *out)
{
    const struct config defaults = config_default();
    const struct config_key *key;
    const struct cli_option *option;
    struct buffer text = {0};
    struct json json = {.out = &text};

    json_open(&json, NULL, '{');
    json_open(&json, "options", '[');
    for (size_t i = 0; (option = cli_option_at(i)); i++)
        add_option(&json, option);
    json_close(&json, ']');
    json_open(&json, "settings", '[');
    for (size_t i = 0; (key = config_key_at(i)); i++)
        add_setting(&json, key, &defaults);
    json_close(&json, ']');
    json_open(&json, "actions", '[');
    for (const struct keymap_entry *e = keymap_entries(); e->action != ACTION_NONE; e++)
        if (e->name)
            add_action(&json, e);
    json_close(&json, ']');
    json_close(&json, '}');
    buffer_add_char(&text, '\n');
    fwrite(text.data, 1, text.bytes, out);
    buffer_free(&text);
}
