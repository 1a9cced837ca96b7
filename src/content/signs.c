#include "signs.h"

#include "base/ascii.h"
#include "header_keys.h"
#include "line.h"
#include "text/utf8.h"

enum { MOST_LINES = 64, MOST_KEY_BYTES = 64 };

static const char FULL_WIDTH_COLON[] = "：";

static bool is_unseen(char32_t cp)
{
    return cp <= 0x20 || cp == 0x7F || (cp >= 0x80 && cp <= 0xA0) || cp == 0xAD || cp == 0x180E ||
           (cp >= 0x2000 && cp <= 0x200F) || (cp >= 0x2028 && cp <= 0x202F) ||
           (cp >= 0x205F && cp <= 0x206F) || cp == 0x3000 || cp == 0x3164 || cp == 0xFEFF;
}

struct str trim_unseen(struct str text)
{
    return utf8_trim(text, is_unseen);
}

static enum rule_kind rule_kind(char32_t cp)
{
    if (cp == '+' || cp == 0xFF0B || cp == 0xFE62)
        return RULE_PLUSES;
    if (cp == '-' || (cp >= 0x2010 && cp <= 0x2015) || cp == 0x2212 || cp == 0x2500 ||
        cp == 0x2501 || cp == 0x2E3A || cp == 0x2E3B || cp == 0x30FC || cp == 0xFE58 ||
        cp == 0xFE63 || cp == 0xFF0D)
        return RULE_DASHES;
    return RULE_NONE;
}

bool rule_may_begin(char first)
{
    return first == '-' || first == '+' || (first & 0x80);
}

/* Returns the bytes at the beginning that are dashes, or pluses. *kind says which. */
static size_t rule_bytes(struct str line, enum rule_kind *kind)
{
    size_t at = 0;

    *kind = RULE_NONE;
    while (at < line.bytes) {
        char32_t cp;
        size_t bytes = utf8_decode(line.p + at, line.bytes - at, &cp);
        enum rule_kind found = rule_kind(cp);

        if (!found || (*kind && found != *kind))
            break;
        *kind = found;
        at += bytes;
    }
    return at;
}

struct rule rule_read(struct str line)
{
    struct str seen = trim_unseen(line);
    struct rule rule = {RULE_NONE, false, false};
    size_t bytes = rule_bytes(seen, &rule.kind);

    if (bytes < 2 || bytes != seen.bytes)
        return (struct rule){RULE_NONE, false, false};
    rule.at_margin = seen.p == line.p;
    rule.exact = rule.at_margin && bytes == 3 && (seen.p[0] == '-' || seen.p[0] == '+') &&
                 trim(line).bytes == 3;
    return rule;
}

struct str rule_rest(struct str line)
{
    enum rule_kind kind;
    size_t bytes = rule_bytes(line, &kind);

    if (bytes < 2)
        return (struct str){0};
    return trim_unseen((struct str){line.p + bytes, line.bytes - bytes});
}

bool line_is_code_fence(struct str line)
{
    return line.bytes >= 3 && (memcmp(line.p, "```", 3) == 0 || memcmp(line.p, "~~~", 3) == 0);
}

bool line_is_marks(struct str line)
{
    for (size_t i = 0; i < line.bytes; i++)
        if ((line.p[i] & 0x80) || ascii_is_digit(line.p[i]) || ascii_is_letter(line.p[i]))
            return false;
    return line.bytes >= 2;
}

/* A line `key: value`, or one that was meant as such. */
struct key_line {
    struct str key;
    bool plain;  /* an ASCII colon or equals sign */
    bool spaced; /* a space or nothing follows it */
};

static struct str strip_quotes(struct str key)
{
    if (key.bytes >= 2 && (key.p[0] == '"' || key.p[0] == '\'') && key.p[key.bytes - 1] == key.p[0])
        key = (struct str){key.p + 1, key.bytes - 2};
    return key;
}

static bool read_key_line(struct str line, struct key_line *key)
{
    size_t most = line.bytes < MOST_KEY_BYTES ? line.bytes : MOST_KEY_BYTES;

    for (size_t at = 0; at < most; at++) {
        size_t sign = line.p[at] == ':' || line.p[at] == '='                                  ? 1
                      : line.bytes - at >= 3 && memcmp(line.p + at, FULL_WIDTH_COLON, 3) == 0 ? 3
                                                                                              : 0;

        if (!sign)
            continue;
        key->key = strip_quotes(trim_unseen((struct str){line.p, at}));
        key->plain = sign == 1;
        key->spaced = at + 1 == line.bytes || line.p[at + 1] == ' ';
        return key->key.bytes > 0;
    }
    return false;
}

static bool is_word(struct str text)
{
    for (size_t i = 0; i < text.bytes; i++) {
        char byte = text.p[i];

        if (!ascii_is_letter(byte) && byte != '_' && byte != '-' && !(i && ascii_is_digit(byte)))
            return false;
    }
    return true;
}

/* Returns whether a key is not a word that begins sentences in notices, as in `Note: …` and
 * 地点：…. */
static bool is_strong(const struct key_name *name, struct str key)
{
    switch (name->key) {
    case KEY_IGNORED:
        return false;
    case KEY_TITLE:
    case KEY_DRAFT:
    case KEY_PINNED:
    case KEY_EXPIRES:
        return true;
    default:
        return key.p[0] >= 'a' && key.p[0] <= 'z';
    }
}

static void add_line(struct signs *signs, struct str line)
{
    const struct key_name *name;
    struct key_line key;

    signs->lines++;
    if (!read_key_line(line, &key))
        return;
    name = key_find(key.key);
    if (!name) {
        signs->shaped += key.plain && key.spaced && is_word(key.key);
        return;
    }
    signs->keys++;
    signs->plain += key.plain;
    signs->strong = signs->strong || is_strong(name, key.key);
}

struct signs signs_read(struct str text)
{
    struct signs signs = {0};

    for (size_t at = 0, next, end; at < text.bytes && signs.lines < MOST_LINES; at = next) {
        struct str line = {text.p + at, 0};
        struct rule rule;

        end = line_end(text.p, text.bytes, at, &next);
        line.bytes = end - at;
        rule = rule_read(line);
        line = trim_unseen(line);
        if (!line.bytes && signs.lines)
            break;
        if (rule.kind) {
            signs.rule_first = !signs.lines && rule.exact;
            signs.closed = true;
            break;
        }
        if (line_is_code_fence(line) && signs.lines)
            break;
        if (line.bytes && line.p[0] != '#')
            add_line(&signs, line);
    }
    return signs;
}

bool signs_of_header(const struct signs *signs, bool fenced)
{
    if (signs->strong || (signs->keys && signs->closed))
        return true;
    if (signs->keys >= 2 && signs->plain)
        return true;
    return fenced && signs->shaped && signs->closed;
}

bool signs_of_json(struct str text)
{
    size_t at = 1, start;
    char quote;

    if (!text.bytes || text.p[0] != '{')
        return false;
    while (at < text.bytes && strchr(" \t\r\n", text.p[at]) && text.p[at])
        at++;
    if (at == text.bytes || (text.p[at] != '"' && text.p[at] != '\''))
        return false;
    quote = text.p[at];
    start = ++at;
    while (at < text.bytes && at - start <= MOST_KEY_BYTES && text.p[at] != quote)
        at++;
    for (at++; at < text.bytes && text.p[at] == ' ';)
        at++;
    return at < text.bytes && text.p[at] == ':';
}

bool line_is_key(struct str line)
{
    struct key_line key;

    if (!read_key_line(trim_unseen(line), &key))
        return false;
    return key_find(key.key) || (key.plain && key.spaced && is_word(key.key));
}
