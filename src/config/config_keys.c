#include "config/config_keys.h"

#include "base/ascii.h"
#include "base/i18n.h"
#include "base/number.h"
#include "base/url.h"
#include "text/clean.h"

#include <limits.h>
#include <string.h>
#include <strings.h>

/* One line for each key: section, name, setting and doc, then its choices or its least and greatest
 * number. */
#define ONE_OF(kind, section, name, field, doc, ...)                                               \
    {                                                                                              \
        section, name, doc, kind, offsetof(struct config, field), 0, 0,                            \
        {                                                                                          \
            __VA_ARGS__                                                                            \
        }                                                                                          \
    }
#define ANY(kind, section, name, field, doc)                                                       \
    {                                                                                              \
        section, name, doc, kind, offsetof(struct config, field), 0, 0,                            \
        {                                                                                          \
            NULL                                                                                   \
        }                                                                                          \
    }
#define INT(section, name, field, doc, min, max)                                                   \
    {                                                                                              \
        section, name, doc, CONFIG_INT, offsetof(struct config, field), min, max,                  \
        {                                                                                          \
            NULL                                                                                   \
        }                                                                                          \
    }

#define THEMES "default", "light", "dark", "contrast", "paper", "mono", "own"

#define PAINT(role, name, doc) ANY(CONFIG_PAINT, "theme", name, own[role], doc)

static const struct config_key KEYS[] = {
    ONE_OF(CONFIG_CHOICE, "text", "ambiguous", ambiguous, N_("歧义宽度"), "auto", "narrow", "wide"),
    INT("text", "measure", measure_cols, N_("正文最宽的列数"), 20, 400),
    ONE_OF(CONFIG_CHOICE, "text", "kinsoku", kinsoku, N_("行首行尾禁则"), "auto", "none", "basic",
           "gb", "strict", "loose"),
    ONE_OF(CONFIG_CHOICE, "text", "hang", hang, N_("行尾标点悬挂"), "no", "yes"),
    ONE_OF(CONFIG_CHOICE, "text", "spacing", spacing, N_("中西文间距"), "no", "yes"),
    ONE_OF(CONFIG_CHOICE, "text", "justify", justify, N_("两端对齐"), "no", "yes"),
    ONE_OF(CONFIG_CHOICE, "text", "style", style, N_("版式"), "normal", "large"),
    ONE_OF(CONFIG_CHOICE, "screen", "borders", borders, N_("线条"), "auto", "line", "ascii"),
    INT("screen", "list", list_cols, N_("目录的列数，0 随窗口"), 0, 200),
    ONE_OF(CONFIG_CHOICE, "screen", "mouse", mouse, N_("鼠标"), "no", "yes"),
    ONE_OF(CONFIG_CHOICE, "screen", "clipboard", clipboard, N_("剪贴板"), "no", "yes"),
    ONE_OF(CONFIG_CHOICE, "screen", "theme", theme, N_("配色"), THEMES, "auto"),
    ONE_OF(CONFIG_CHOICE, "screen", "links", links, N_("可点的链接"), "auto", "on", "off"),
    ONE_OF(CONFIG_CHOICE, "screen", "lang", lang, N_("界面语言"), "auto", "zh_CN", "en"),
    ONE_OF(CONFIG_CHOICE, "content", "index", index, N_("文件夹的索引"), "auto", "on", "off"),
    INT("kiosk", "idle_seconds", idle_seconds, N_("无人操作多少秒后询问"), 0, 3600),
    INT("kiosk", "countdown_seconds", countdown_seconds, N_("询问后多少秒清除"), 1, 600),
    INT("kiosk", "attract_seconds", attract_seconds, N_("轮播每条多少秒"), 0, 600),
    ONE_OF(CONFIG_CHOICE, "kiosk", "night_theme", night_theme, N_("夜里的配色"), THEMES),
    {"kiosk",
     "site",
     N_("公报网站的网址"),
     CONFIG_URL,
     offsetof(struct config, site),
     0,
     0,
     {NULL}},
    ANY(CONFIG_ACCENT, "kiosk", "accent", accent, N_("纸色上的一种强调色")),
    ANY(CONFIG_TEXT, "kiosk", "contact", contact, N_("出了问题打给谁")),
    PAINT(ROLE_TEXT, "text", N_("正文")),
    PAINT(ROLE_DIM, "dim", N_("署名、附注、线条")),
    PAINT(ROLE_TITLE, "title", N_("标题")),
    PAINT(ROLE_KICKER, "kicker", N_("引题、副题")),
    PAINT(ROLE_HEADING, "heading", N_("小标题")),
    PAINT(ROLE_LINK, "link", N_("链接")),
    PAINT(ROLE_CODE, "code", N_("代码")),
    PAINT(ROLE_GROUP, "group", N_("目录里的组")),
    PAINT(ROLE_SELECTED, "selected", N_("选中的一行")),
    PAINT(ROLE_SELECTED_UNFOCUSED, "chosen", N_("读文章时选中的一行")),
    PAINT(ROLE_UNREAD, "unread", N_("未读的标记")),
    PAINT(ROLE_MATCH, "match", N_("找到的词")),
    PAINT(ROLE_MATCH_CURRENT, "found", N_("当前找到的词")),
    PAINT(ROLE_BAR, "bar", N_("标题栏和提示栏")),
    PAINT(ROLE_KEY, "key", N_("提示栏里的键")),
    PAINT(ROLE_MESSAGE, "message", N_("消息")),
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

/* Returns the value of a whole number of up to nine digits, or -1 if the text is not one. */
static int parse_count(const char *text)
{
    uint64_t value;
    size_t digits = number_read(str_of(text), INT_MAX, &value);

    return digits && digits <= 9 && !text[digits] ? (int)value : -1;
}

static int find_choice(const struct config_key *key, const char *value)
{
    for (int i = 0; key->choices[i]; i++) {
        if (strcasecmp(key->choices[i], value) == 0)
            return i;
    }
    return -1;
}

/* Returns whether `value` is the beginning of URLs that a name can follow. The characters need no
 * quotes in an ini file. */
static bool is_url(const char *value)
{
    size_t bytes = strlen(value);

    for (size_t i = 0; i < bytes; i++)
        if (!ascii_is_letter(value[i]) && !ascii_is_digit(value[i]) && !strchr("-._~:/%", value[i]))
            return false;
    return !bytes || (bytes <= CONFIG_URL_BYTES && url_is_web(str_of(value)));
}

static bool set_url(char *setting, const char *value)
{
    if (!is_url(value))
        return false;
    memcpy(setting, value, strlen(value) + 1);
    return true;
}

/* Copies a text, cleaned, unless it is too long or has a character that an ini file needs. */
static bool set_text(char setting[CONFIG_TEXT_BYTES], const char *value)
{
    struct buffer clean = {0};
    bool fits;

    text_clean(&clean, value, strlen(value));
    buffer_join_lines(&clean, 0);
    fits = clean.bytes < CONFIG_TEXT_BYTES && !strpbrk(value, "\"\\");
    if (fits)
        memcpy(setting, buffer_c_str(&clean), clean.bytes + 1);
    buffer_free(&clean);
    return fits;
}

/* Sets a setting that is no number. Returns false if the value is not allowed. */
static bool set_other(enum config_kind kind, void *setting, const char *value)
{
    if (kind == CONFIG_PAINT)
        return config_paint_parse(setting, value);
    if (kind == CONFIG_ACCENT)
        return config_accent_parse(setting, value);
    if (kind == CONFIG_URL)
        return set_url(setting, value);
    return set_text(setting, value);
}

bool config_key_set(const struct config_key *key, struct config *config, const char *value,
                    long origin)
{
    void *setting = (char *)config + key->offset;
    int number;

    if (key->kind != CONFIG_INT && key->kind != CONFIG_CHOICE) {
        if (!set_other(key->kind, setting, value))
            return false;
        config->origins[key - KEYS] = origin;
        return true;
    }
    number = key->kind == CONFIG_INT ? parse_count(value) : find_choice(key, value);

    if (number < 0 || (key->kind == CONFIG_INT && (number < key->min || number > key->max)))
        return false;
    *(int *)setting = number; /* an enum of so few values is an int or unsigned int */
    config->origins[key - KEYS] = origin;
    return true;
}

long config_key_origin(const struct config_key *key, const struct config *config)
{
    return config->origins[key - KEYS];
}

static void write_text(const char *text, struct buffer *out)
{
    if (*text)
        buffer_addf(out, "\"%s\"", text);
}

void config_key_write(const struct config_key *key, const struct config *config, struct buffer *out)
{
    const void *setting = (const char *)config + key->offset;

    if (key->kind == CONFIG_PAINT)
        config_paint_write(setting, out);
    else if (key->kind == CONFIG_URL)
        buffer_add_text(out, setting);
    else if (key->kind == CONFIG_ACCENT)
        buffer_addf(out, "\"#%06x\"", *(const unsigned *)setting);
    else if (key->kind == CONFIG_TEXT)
        write_text(setting, out);
    else if (key->kind == CONFIG_INT)
        buffer_addf(out, "%d", *(const int *)setting);
    else
        buffer_add_text(out, key->choices[*(const int *)setting]);
}

void config_key_allowed(const struct config_key *key, struct buffer *out)
{
    switch (key->kind) {
    case CONFIG_CHOICE:
        for (int i = 0; key->choices[i]; i++)
            buffer_addf(out, "%s%s", i ? " | " : "", key->choices[i]);
        break;
    case CONFIG_INT:
        buffer_addf(out, _("%d 到 %d 的整数"), key->min, key->max);
        break;
    case CONFIG_PAINT:
        buffer_add_text(out,
                        _("“颜色 on 颜色 bold underline reverse”，颜色是 default、red 等八种之一、"
                          "0 到 255 或 \"#rrggbb\""));
        break;
    case CONFIG_URL:
        buffer_addf(
            out,
            _("http:// 或 https:// 开头的网址，只含字母、数字和 - . _ ~ : / %%，不超过 %d 字节"),
            CONFIG_URL_BYTES);
        break;
    case CONFIG_ACCENT:
        buffer_add_text(
            out, _("\"#8c1c13\" 这样的颜色，要写在引号里，并且够深：与纸色的对比至少 4.5:1"));
        break;
    case CONFIG_TEXT:
        buffer_addf(out, _("不超过 %d 字节的一行文字，不含引号和反斜线"), CONFIG_TEXT_BYTES - 1);
        break;
    }
}
