#include "scan.h"

#include "base/i18n.h"
#include "config/keys.h"

#include <stdint.h>
#include <strings.h>

/* Where the scan is. */
struct scan {
    const char *path;
    size_t line;        /* from 1 */
    struct str section; /* as it is written */
    size_t *lines;
    struct diags *diags;
    bool sound;
};

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static struct str trim(struct str text)
{
    while (text.bytes && is_blank(text.p[text.bytes - 1]))
        text.bytes--;
    while (text.bytes && is_blank(text.p[0])) {
        text.p++;
        text.bytes--;
    }
    return text;
}

/* iniparser knows sections and keys in lower case only. */
static bool names(struct str text, const char *name)
{
    return text.p && text.bytes == strlen(name) && strncasecmp(text.p, name, text.bytes) == 0;
}

void config_quote(struct str text, struct buffer *out)
{
    enum { MAX_BYTES = 120 };

    for (size_t i = 0; i < text.bytes; i++) {
        unsigned char byte = (unsigned char)text.p[i];
        unsigned char next = i + 1 < text.bytes ? (unsigned char)text.p[i + 1] : 0;
        bool begins_character = (byte & 0xC0) != 0x80;

        if (i >= MAX_BYTES && begins_character) {
            buffer_add_text(out, "…");
            return;
        }
        if (byte == 0xC2 && next >= 0x80 && next < 0xA0) { /* C1 */
            buffer_add_char(out, '?');
            i++;
        } else {
            buffer_add_char(out, byte < 0x20 || byte == 0x7F ? '?' : (char)byte);
        }
    }
}

static void add_error(struct scan *scan, const char *message)
{
    diag_add(scan->diags, DIAG_ERROR, scan->path, scan->line, 0, "%s", message);
    scan->sound = false;
}

static void scan_section(struct scan *scan, struct str line)
{
    const char *close = memchr(line.p, ']', line.bytes);
    struct str name = trim((struct str){line.p + 1, line.bytes - 1 - (close != NULL)});
    struct buffer quoted = {0};

    /* Where it is wrong the whole line is the name: an unknown one, whose keys have no warnings. */
    scan->section = line;
    if (close != line.p + line.bytes - 1) {
        add_error(scan, _("节名要单独成行，写作 [text]；注释请另起一行"));
        return;
    }
    if (!name.bytes) {
        add_error(scan, _("节名是空的，请写作 [text]"));
        return;
    }
    scan->section = name;
    for (size_t i = 0; config_key_at(i); i++) {
        if (names(scan->section, config_key_at(i)->section))
            return;
    }
    config_quote(scan->section, &quoted);
    diag_add(scan->diags, DIAG_WARNING, scan->path, scan->line, 0,
             _("没有 [%s] 这一节，其中的设置不起作用；请核对节名"), buffer_c_str(&quoted));
    buffer_free(&quoted);
}

/* Appends the keys of the section, for a person. Returns how many there are. */
static size_t add_known_keys(struct str section, struct buffer *out)
{
    size_t count = 0;

    for (size_t i = 0; config_key_at(i); i++) {
        if (names(section, config_key_at(i)->section))
            buffer_addf(out, "%s%s", count++ ? _("、") : "", config_key_at(i)->name);
    }
    return count;
}

static void warn_of_unknown_key(struct scan *scan, struct str name)
{
    struct buffer quoted = {0};
    struct buffer known = {0};

    config_quote(name, &quoted);
    if (!scan->section.bytes)
        diag_add(scan->diags, DIAG_WARNING, scan->path, scan->line, 0,
                 _("“%s”不在任何一节里，不起作用；请在它上面写明节名，如 [text]"),
                 buffer_c_str(&quoted));
    else if (add_known_keys(scan->section, &known)) /* an unknown section has its own warning */
        diag_add(scan->diags, DIAG_WARNING, scan->path, scan->line, 0,
                 _("[%.*s] 里没有“%s”这个键；有的是：%s"), STR_FMT(scan->section),
                 buffer_c_str(&quoted), buffer_c_str(&known));
    buffer_free(&quoted);
    buffer_free(&known);
}

static void scan_key(struct scan *scan, struct str name)
{
    for (size_t i = 0; config_key_at(i); i++) {
        const struct config_key *key = config_key_at(i);

        if (!names(scan->section, key->section) || !names(name, key->name))
            continue;
        if (scan->lines[i])
            diag_add(scan->diags, DIAG_WARNING, scan->path, scan->line, 0,
                     _("[%s] 的 %s 在第 %zu 行已经设过，以这一行为准；请删去一行"), key->section,
                     key->name, scan->lines[i]);
        scan->lines[i] = scan->line;
        return;
    }
    warn_of_unknown_key(scan, name);
}

static void scan_line(struct scan *scan, struct str line)
{
    const char *equals;

    line = trim(line);
    if (!line.bytes)
        return;
    if (memchr(line.p, '\0', line.bytes)) {
        add_error(scan, _("有 NUL 字节，这不是文本文件"));
        return;
    }
    if (line.p[line.bytes - 1] == '\\') {
        add_error(scan, _("行末的“\\”会吞掉下一行，请删去"));
        return;
    }
    if (line.p[0] == '#' || line.p[0] == ';')
        return;
    if (line.p[0] == '[') {
        scan_section(scan, line);
        return;
    }
    equals = memchr(line.p, '=', line.bytes);
    if (equals && equals > line.p)
        scan_key(scan, trim((struct str){line.p, (size_t)(equals - line.p)}));
}

bool config_scan(struct str text, const char *path, size_t *lines, struct diags *diags)
{
    struct scan scan = {.path = path, .lines = lines, .diags = diags, .sound = true};

    if (text.bytes >= 3 && memcmp(text.p, "\xEF\xBB\xBF", 3) == 0) {
        scan.line = 1;
        add_error(&scan, _("文件开头有 BOM，请存为不带 BOM 的 UTF-8"));
        return false;
    }
    for (size_t i = 0; config_key_at(i); i++)
        lines[i] = 0;
    while (text.bytes) {
        const char *end = memchr(text.p, '\n', text.bytes);
        size_t bytes = end ? (size_t)(end - text.p) : text.bytes;

        scan.line++;
        scan_line(&scan, (struct str){text.p, bytes});
        bytes += end != NULL;
        text.p += bytes;
        text.bytes -= bytes;
    }
    return scan.sound;
}
