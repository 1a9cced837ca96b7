#include "ui/keys.h"

#include "text/utf8.h"

static const struct {
    reader_key key;
    const char *name;  /* between < and > */
    const char *label; /* for the user */
} NAMES[] = {
    {RK_UP, "Up", "↑"},           {RK_DOWN, "Down", "↓"},
    {RK_LEFT, "Left", "←"},       {RK_RIGHT, "Right", "→"},
    {RK_ENTER, "Enter", "Enter"}, {RK_ESCAPE, "Esc", "Esc"},
    {RK_TAB, "Tab", "Tab"},       {RK_BACK_TAB, "S-Tab", "S-Tab"},
    {' ', "Space", "Space"},      {RK_PAGE_DOWN, "PgDn", "PgDn"},
    {RK_PAGE_UP, "PgUp", "PgUp"}, {RK_HOME, "Home", "Home"},
    {RK_END, "End", "End"},       {RK_BACKSPACE, "BS", "Backspace"},
    {RK_F1, "F1", "F1"},          {'<', "lt", "<"},
    {'\'', "Quote", "'"},         {'"', "DQuote", "\""},
    {';', "Semicolon", ";"},      {'#', "Hash", "#"},
    {'\\', "Backslash", "\\"},
};

enum { NAME_COUNT = sizeof(NAMES) / sizeof(*NAMES) };

static bool parse_name(struct str name, reader_key *key)
{
    for (size_t i = 0; i < NAME_COUNT; i++) {
        if (str_case_eq(name, str_of(NAMES[i].name))) {
            *key = NAMES[i].key;
            return true;
        }
    }
    if (name.bytes == 3 && (name.p[0] | 0x20) == 'c' && name.p[1] == '-' && name.p[2] > '?' &&
        name.p[2] < 0x7F) {
        *key = RK_CTRL(name.p[2]);
        return true;
    }
    return false;
}

size_t key_parse(struct str text, reader_key *key)
{
    char32_t cp;
    size_t bytes;

    if (!text.bytes)
        return 0;
    if (text.p[0] == '<') {
        const char *end = memchr(text.p, '>', text.bytes);

        if (!end || !parse_name((struct str){text.p + 1, (size_t)(end - text.p - 1)}, key))
            return 0;
        return (size_t)(end - text.p) + 1;
    }
    bytes = utf8_decode(text.p, text.bytes, &cp);
    *key = cp;
    return bytes;
}

/* Returns the index of the key's name, or NAME_COUNT if it has none. */
static size_t find_name(reader_key key)
{
    size_t i = 0;

    while (i < NAME_COUNT && NAMES[i].key != key)
        i++;
    return i;
}

static void add_character(struct buffer *out, reader_key key)
{
    char utf8[4];

    buffer_add(out, utf8, utf8_encode(key, utf8));
}

void key_spell(struct buffer *out, reader_key key)
{
    size_t name = find_name(key);

    if (name < NAME_COUNT)
        buffer_addf(out, "<%s>", NAMES[name].name);
    else if (key == RK_UNKNOWN)
        buffer_add_text(out, "<?>");
    else if (key < ' ')
        buffer_addf(out, "<C-%c>", (char)(key <= RK_CTRL('z') ? key + '`' : key + '@'));
    else
        add_character(out, key);
}

void key_write(struct buffer *out, reader_key key)
{
    size_t name = find_name(key);

    if (name < NAME_COUNT)
        buffer_add_text(out, NAMES[name].label);
    else if (key < ' ')
        buffer_addf(out, "Ctrl-%c", (char)(key + '@'));
    else
        add_character(out, key);
}

reader_key key_narrow(reader_key key)
{
    if (key >= 0xFF01 && key <= 0xFF5E)
        return key - 0xFF01 + '!';
    if (key == 0x3010 || key == 0x3011) /* 【 】 share the keys of [ ] */
        return key == 0x3010 ? '[' : ']';
    if (key == 0x2018 || key == 0x2019) /* ‘ ’ share the key of ' */
        return '\'';
    return key == 0x3000 ? ' ' : key;
}
