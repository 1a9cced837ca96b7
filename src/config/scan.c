#include "scan.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "config/config_keys.h"

#include <stdlib.h>
#include <string.h>

/* The longest line that iniparser has room for. */
enum { MOST_LINE_BYTES = 1022 };

/* Ctrl-Z, which editors of DOS put at the end of a file. */
static const char END_OF_FILE = '\x1A';

/* The state of a scan. */
struct ini_scan {
    const char *path;
    size_t line;        /* from 1 */
    struct str section; /* as written in the file */
    struct config_lines *lines;
    struct diags *diags;
    bool swallows; /* the line before ends in \ and has been reported with the current one */
    bool sound;
};

static bool is_white(int64_t byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

static struct str trim(struct str text)
{
    return str_trim(text, is_white);
}

/* Ignores case, as iniparser does in the names of sections and keys. */
static bool names(struct str text, const char *name)
{
    return str_case_eq(text, str_of(name));
}

static bool in_keys(const struct ini_scan *scan)
{
    return names(scan->section, KEYS_SECTION);
}

static void add_error(struct ini_scan *scan, const char *message)
{
    diag_add(scan->diags, DIAG_ERROR, scan->path, scan->line, 0, "%s", message);
    scan->sound = false;
}

static void scan_section(struct ini_scan *scan, struct str line)
{
    const char *close = memchr(line.p, ']', line.bytes);
    struct str name = trim((struct str){line.p + 1, line.bytes - 1 - (close != NULL)});
    struct buffer quoted = {0};

    /* Take a wrong line as the name of an unknown section, whose keys get no warnings. */
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
    if (in_keys(scan))
        return;
    for (size_t i = 0; config_key_at(i); i++) {
        if (names(scan->section, config_key_at(i)->section))
            return;
    }
    diag_quote(scan->section, &quoted);
    diag_add(scan->diags, DIAG_WARNING, scan->path, scan->line, 0,
             _("没有 [%s] 这一节，其中的设置不起作用；请核对节名"), buffer_c_str(&quoted));
    buffer_free(&quoted);
}

/* Appends a list, for a person, of the section's keys. Returns how many it has. */
static size_t add_known_keys(struct str section, struct buffer *out)
{
    size_t count = 0;

    for (size_t i = 0; config_key_at(i); i++) {
        if (names(section, config_key_at(i)->section))
            buffer_addf(out, "%s%s", count++ ? _("、") : "", config_key_at(i)->name);
    }
    return count;
}

static void warn_of_unknown_key(struct ini_scan *scan, struct str name)
{
    struct buffer quoted = {0};
    struct buffer known = {0};

    diag_quote(name, &quoted);
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

static void warn_of_first(struct ini_scan *scan, const char *section, const char *name,
                          size_t first_line)
{
    diag_add(scan->diags, DIAG_WARNING, scan->path, scan->line, 0,
             _("[%s] 的 %s 在第 %zu 行已经设过，以这一行为准；请删去一行"), section, name,
             first_line);
}

/* Returns the format of a warning, which takes the action's name, if iniparser would misread a
 * value of [keys], or NULL if it would not. iniparser takes ; and # for the start of a comment,
 * even if they are meant as keys, and a quotation mark at the start for the opening one of a pair,
 * which the next mark of the same kind or the end of the line closes. */
static const char *value_trap(struct str value)
{
    char quote = value.bytes ? value.p[0] : '\0';
    const char *close, *comment;

    if (value.bytes > 1 && (quote == '\'' || quote == '"')) {
        close = memchr(value.p + 1, quote, value.bytes - 1);
        if (!close)
            return _("[keys] 的 %s：引号没有配对；要用引号这个键，请写 <Quote>（'）或 <DQuote>"
                     "（\"）；这一行不起作用");
        value.bytes -= (size_t)(close + 1 - value.p);
        value.p = close + 1;
        value = trim(value);
        if (value.bytes && value.p[0] != ';' && value.p[0] != '#')
            return _("[keys] 的 %s：引号后面的会被丢掉，请写进引号里；这一行不起作用");
        return NULL;
    }
    comment = memchr(value.p, '#', value.bytes);
    close = memchr(value.p, ';', value.bytes);
    if (!comment || (close && close < comment))
        comment = close;
    if (comment && (comment == value.p || comment + 1 == value.p + value.bytes))
        return _("[keys] 的 %s：; 和 # 后面都算注释；要用这两个键，请写 <Semicolon>、<Hash>；"
                 "要去掉全部键，请把注释另起一行；这一行不起作用");
    return NULL;
}

/* Returns the action of this name on an earlier line, or NULL if there is none. */
static struct config_binding *find_action(const struct config_lines *lines, const char *name)
{
    for (size_t i = 0; i < lines->action_count; i++) {
        if (strcmp(lines->actions[i].action, name) == 0)
            return lines->actions + i;
    }
    return NULL;
}

/* Returns the name in lower case, as iniparser stores it; the caller frees. */
static char *lower_case(struct str name)
{
    char *copy = mem_zeroed(name.bytes + 1, 1);

    for (size_t i = 0; i < name.bytes; i++)
        copy[i] = name.p[i] >= 'A' && name.p[i] <= 'Z' ? (char)(name.p[i] | 0x20) : name.p[i];
    return copy;
}

static void remove_action(struct config_lines *lines, struct config_binding *action)
{
    free(action->action);
    *action = lines->actions[--lines->action_count];
}

static void scan_action(struct ini_scan *scan, struct str name, struct str value)
{
    struct config_lines *lines = scan->lines;
    char *action = lower_case(name);
    struct config_binding *before = find_action(lines, action);
    const char *trap = value_trap(value);
    struct buffer quoted = {0};

    diag_quote(str_of(action), &quoted);
    if (before) {
        warn_of_first(scan, KEYS_SECTION, buffer_c_str(&quoted), before->line);
        remove_action(lines, before);
    }
    if (trap) {
        diag_add(scan->diags, DIAG_WARNING, scan->path, scan->line, 0, trap, buffer_c_str(&quoted));
        free(action);
    } else {
        MEM_GROW(lines->actions, lines->action_cap, lines->action_count + 1);
        lines->actions[lines->action_count++] =
            (struct config_binding){.action = action, .line = scan->line};
    }
    buffer_free(&quoted);
}

static void scan_key(struct ini_scan *scan, struct str name)
{
    size_t *lines = scan->lines->keys;

    for (size_t i = 0; config_key_at(i); i++) {
        const struct config_key *key = config_key_at(i);

        if (!names(scan->section, key->section) || !names(name, key->name))
            continue;
        if (lines[i])
            warn_of_first(scan, key->section, key->name, lines[i]);
        lines[i] = scan->line;
        return;
    }
    warn_of_unknown_key(scan, name);
}

static void scan_line(struct ini_scan *scan, struct str line)
{
    const char *equals;
    struct str name, value;
    bool continues, swallowed;

    if (line.bytes > MOST_LINE_BYTES) {
        add_error(scan, _("这一行超过 1022 字节，请分成几行"));
        return;
    }
    line = trim(line);
    continues = line.bytes && line.p[line.bytes - 1] == '\\';
    swallowed = scan->swallows;
    scan->swallows = continues;
    if (!line.bytes || swallowed)
        return;
    if (memchr(line.p, '\0', line.bytes)) {
        add_error(scan, _("有 NUL 字节，这不是文本文件"));
        return;
    }
    if (continues) {
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
    if (!equals || equals == line.p) {
        add_error(scan, _("这一行既不是“键 = 值”，也不是 [节名] 或以 # 开头的注释"));
        return;
    }
    name = trim((struct str){line.p, (size_t)(equals - line.p)});
    value = trim((struct str){equals + 1, line.bytes - 1 - (size_t)(equals - line.p)});
    if (in_keys(scan))
        scan_action(scan, name, value);
    else
        scan_key(scan, name);
}

bool config_scan(struct str text, const char *path, struct config_lines *lines, struct diags *diags)
{
    struct ini_scan scan = {.path = path, .lines = lines, .diags = diags, .sound = true};

    if (text.bytes >= 3 && memcmp(text.p, "\xEF\xBB\xBF", 3) == 0) {
        scan.line = 1;
        add_error(&scan, _("文件开头有 BOM，请存为不带 BOM 的 UTF-8"));
        return false;
    }
    if (text.bytes && text.p[text.bytes - 1] == END_OF_FILE)
        text.bytes--;
    while (text.bytes) {
        scan.line++;
        scan_line(&scan, str_take_line(&text));
    }
    return scan.sound;
}

void config_lines_free(struct config_lines *lines)
{
    for (size_t i = 0; i < lines->action_count; i++)
        free(lines->actions[i].action);
    free(lines->actions);
    *lines = (struct config_lines){0};
}
