#include "config/keys.h"

#include "base/i18n.h"

#include <string.h>
#include <strings.h>

/* A line a key: section, name, setting, doc and choices, or smallest and largest number. */
#define ONE_OF(kind, section, name, field, doc, ...)                                               \
    {                                                                                              \
        section, name, doc, kind, offsetof(struct config, field), 0, 0,                            \
        {                                                                                          \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }
#define INT(section, name, field, doc, min, max)                                                   \
    {                                                                                              \
        section, name, doc, CONFIG_INT, offsetof(struct config, field), min, max,                  \
        {                                                                                          \
            NULL                                                                                   \
        }                                                                                          \
    }

static const struct config_key KEYS[] = {
    ONE_OF(CONFIG_CHOICE, "text", "ambiguous", ambiguous, N_("歧义宽度"), "auto", "narrow", "wide"),
    INT("text", "measure", measure_cols, N_("正文最宽的列数"), 20, 400),
    ONE_OF(CONFIG_CHOICE, "text", "kinsoku", kinsoku, N_("行首行尾禁则"), "auto", "none", "basic",
           "gb", "strict", "loose"),
    ONE_OF(CONFIG_CHOICE, "text", "hang", hang, N_("行尾标点悬挂"), "no", "yes"),
    ONE_OF(CONFIG_CHOICE, "text", "spacing", spacing, N_("中西文间距"), "no", "yes"),
    ONE_OF(CONFIG_CHOICE, "text", "justify", justify, N_("两端对齐"), "no", "yes"),
    ONE_OF(CONFIG_CHOICE, "screen", "borders", borders, N_("线条"), "auto", "line", "ascii"),
    ONE_OF(CONFIG_CHOICE, "screen", "mouse", mouse, N_("鼠标"), "no", "yes"),
    ONE_OF(CONFIG_CHOICE, "screen", "clipboard", clipboard, N_("剪贴板"), "no", "yes"),
    ONE_OF(CONFIG_CHOICE, "screen", "theme", theme, N_("配色"), "default", "light", "dark",
           "contrast", "mono"),
    ONE_OF(CONFIG_CHOICE, "screen", "links", links, N_("可点的链接"), "auto", "on", "off"),
};

_Static_assert(sizeof(KEYS) / sizeof(KEYS[0]) <= CONFIG_MOST_KEYS, "each key has its origin");

const struct config_key *config_key_at(size_t index)
{
    return index < sizeof(KEYS) / sizeof(KEYS[0]) ? KEYS + index : NULL;
}

const struct config_key *config_key_find(const char *section, const char *name)
{
    const struct config_key *key = KEYS;

    while (strcmp(key->section, section) != 0 || strcmp(key->name, name) != 0)
        key++;
    return key;
}

/* A whole number of up to nine digits; -1 where it is none. */
static int parse_count(const char *text)
{
    int value = 0;
    size_t digits = 0;

    for (; text[digits] >= '0' && text[digits] <= '9' && digits < 9; digits++)
        value = value * 10 + (text[digits] - '0');
    return digits && !text[digits] ? value : -1;
}

static int find_choice(const struct config_key *key, const char *value)
{
    for (int i = 0; key->choices[i]; i++) {
        if (strcasecmp(key->choices[i], value) == 0)
            return i;
    }
    return -1;
}

bool config_key_set(const struct config_key *key, struct config *config, const char *value,
                    long origin)
{
    void *setting = (char *)config + key->offset;
    int number = key->kind == CONFIG_INT ? parse_count(value) : find_choice(key, value);

    if (number < 0 || (key->kind == CONFIG_INT && (number < key->min || number > key->max)))
        return false;
    *(int *)setting = number; /* an enum of such few values is an int or unsigned int */
    config->origins[key - KEYS] = origin;
    return true;
}

void config_key_write(const struct config_key *key, const struct config *config, struct buffer *out)
{
    const void *setting = (const char *)config + key->offset;
    int number = *(const int *)setting;

    if (key->kind == CONFIG_INT)
        buffer_addf(out, "%d", number);
    else
        buffer_add_text(out, key->choices[number]);
}

void config_key_allowed(const struct config_key *key, struct buffer *out)
{
    if (key->kind == CONFIG_INT) {
        buffer_addf(out, _("%d 到 %d 的整数"), key->min, key->max);
        return;
    }
    for (int i = 0; key->choices[i]; i++)
        buffer_addf(out, "%s%s", i ? " | " : "", key->choices[i]);
}
