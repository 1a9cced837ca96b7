#include "header.h"

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/i18n.h"
#include "content/date.h"
#include "text/utf8.h"

enum { MOST_DEPTH = 16 };

static const char *const TABLE =
    N_("TOML 的表（花括号或方括号里的）这里不读：每个键请写成一行“键 = 值”");

struct toml_reader {
    struct header *header;
    struct str text;
    size_t at;
    size_t line, line_start; /* of the current position */
};

static bool fail_at(struct toml_reader *reader, size_t line, size_t column, const char *message)
{
    header_add_fault(reader->header,
                     (struct header_fault){.line = line, .column = column, .message = message});
    return false;
}

static size_t column(const struct toml_reader *reader)
{
    return reader->at - reader->line_start + 1;
}

static bool fail(struct toml_reader *reader, const char *message)
{
    return fail_at(reader, reader->line, column(reader), message);
}

static char peek_at(const struct toml_reader *reader, size_t ahead)
{
    size_t at = reader->at + ahead;

    return at < reader->text.bytes ? reader->text.p[at] : '\0';
}

static char peek(const struct toml_reader *reader)
{
    return peek_at(reader, 0);
}

static bool is_end(const struct toml_reader *reader)
{
    return reader->at >= reader->text.bytes;
}

static bool at_newline(const struct toml_reader *reader)
{
    return peek(reader) == '\n' || (peek(reader) == '\r' && peek_at(reader, 1) == '\n');
}

static void step(struct toml_reader *reader)
{
    if (reader->text.p[reader->at++] == '\n') {
        reader->line++;
        reader->line_start = reader->at;
    }
}

static void skip_spaces(struct toml_reader *reader)
{
    while (ascii_is_blank(peek(reader)))
        step(reader);
}

static void skip_line(struct toml_reader *reader)
{
    while (!is_end(reader) && peek(reader) != '\n')
        step(reader);
    if (!is_end(reader))
        step(reader);
}

/* Skips spaces, ends of lines and comments. */
static void skip_blank(struct toml_reader *reader)
{
    for (;;) {
        skip_spaces(reader);
        if (peek(reader) == '#')
            while (!is_end(reader) && !at_newline(reader))
                step(reader);
        if (!at_newline(reader))
            return;
        step(reader);
    }
}

static bool starts(const struct toml_reader *reader, const char *text)
{
    size_t bytes = strlen(text);

    return reader->text.bytes - reader->at >= bytes &&
           memcmp(reader->text.p + reader->at, text, bytes) == 0;
}

/* Reads the digits of \u or \U. */
static bool read_code_point(struct toml_reader *reader, int digits, struct buffer *out)
{
    char32_t cp = 0;
    char bytes[4];

    for (int i = 0; i < digits; i++) {
        int value = ascii_hex_value(peek(reader));

        if (value < 0)
            return false;
        cp = cp << 4 | (char32_t)value;
        step(reader);
    }
    if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
        return false;
    buffer_add(out, bytes, utf8_encode(cp, bytes));
    return true;
}

/* Reads an escape sequence, from its backslash on. */
static bool read_escape(struct toml_reader *reader, bool over_lines, struct buffer *out)
{
    static const char escapes[] = "btnfr\"\\", stand_for[] = "\b\t\n\f\r\"\\";
    size_t line = reader->line, at = column(reader);
    const char *found;
    char byte = peek_at(reader, 1);

    step(reader);
    found = byte ? strchr(escapes, byte) : NULL;
    if (found) {
        buffer_add_char(out, stand_for[found - escapes]);
        step(reader);
        return true;
    }
    if (byte == 'u' || byte == 'U') {
        step(reader);
        if (read_code_point(reader, byte == 'u' ? 4 : 8, out))
            return true;
    } else if (over_lines) {
        skip_spaces(reader);
        if (at_newline(reader)) {
            while (ascii_is_blank(peek(reader)) || at_newline(reader))
                step(reader);
            return true;
        }
    }
    return fail_at(reader, line, at, _("双引号里的反斜杠只能写 \\\"、\\\\ 或 \\n；或者改用单引号"));
}

/* Reads a string in one quotation mark or three, and adds its text to `out`. */
static bool read_string(struct toml_reader *reader, struct buffer *out)
{
    size_t line = reader->line, at = column(reader);
    char quote = peek(reader);
    const char *closing = starts(reader, "\"\"\"") ? "\"\"\""
                          : starts(reader, "'''")  ? "'''"
                          : quote == '"'           ? "\""
                                                   : "'";
    bool over_lines = strlen(closing) == 3;

    reader->at += strlen(closing);
    if (over_lines && at_newline(reader))
        skip_line(reader);
    while (!is_end(reader) && (over_lines || !at_newline(reader))) {
        if (starts(reader, closing)) {
            /* Up to two quotation marks may come before the closing three. */
            while (over_lines && peek_at(reader, 3) == quote) {
                buffer_add_char(out, quote);
                reader->at++;
            }
            reader->at += strlen(closing);
            return true;
        }
        if (quote == '"' && peek(reader) == '\\') {
            if (!read_escape(reader, over_lines, out))
                return false;
            continue;
        }
        buffer_add_char(out, peek(reader));
        step(reader);
    }
    return fail_at(reader, line, at, _("引号没有成对：请在值的末尾补上引号"));
}

/* Returns whether an unquoted value is a boolean, a number, or a date with or without a time. */
static bool is_bare_value(struct str text)
{
    static const char *const words[] = {"true", "false", "inf",  "+inf",
                                        "-inf", "nan",   "+nan", "-nan"};
    char date[DATE_BYTES];
    bool digits = false;

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (str_eq(text, str_of(words[i])))
            return true;
    if (date_read(text, date))
        return true;
    /* Accept anything that looks like a number or a date; the key's own reader reports a wrong one.
     */
    for (size_t i = 0; i < text.bytes; i++) {
        if (ascii_is_digit(text.p[i]))
            digits = true;
        else if (!text.p[i] || !strchr("+-_.:/xobeETZabcdfABCDF ", text.p[i]))
            return false;
    }
    return digits && text.p[0] >= '+' && text.p[0] <= '9';
}

static bool read_bare(struct toml_reader *reader, bool in_list)
{
    size_t start = reader->at, end = start, at = column(reader);
    struct str text;

    while (!is_end(reader) && !at_newline(reader) && peek(reader) != '#' &&
           !(in_list && strchr(",]", peek(reader)))) {
        step(reader);
        if (!ascii_is_blank(reader->text.p[reader->at - 1]))
            end = reader->at;
    }
    text = (struct str){reader->text.p + start, end - start};
    if (!text.bytes)
        return fail_at(reader, reader->line, at, _("等号后面没有值，请补上，或删去这一行"));
    if (!is_bare_value(text))
        return fail_at(reader, reader->line, at, _("TOML 里的文字要加引号：键 = \"值\""));
    header_add_item(reader->header,
                    (struct header_item){.text = text, .line = reader->line, .column = at});
    return true;
}

static bool read_value(struct toml_reader *reader, int depth);

static bool read_list(struct toml_reader *reader, int depth)
{
    size_t line = reader->line, at = column(reader);

    step(reader);
    for (skip_blank(reader); peek(reader) != ']'; skip_blank(reader)) {
        if (is_end(reader))
            return fail_at(reader, line, at, _("列表没有写完：请补上 ]"));
        if (peek(reader) == ',')
            return fail(reader, _("列表里有一项是空的：请删去多余的逗号"));
        if (!read_value(reader, depth + 1))
            return false;
        skip_blank(reader);
        if (peek(reader) == ',')
            step(reader);
        else if (is_end(reader))
            return fail_at(reader, line, at, _("列表没有写完：请补上 ]"));
        else if (peek(reader) != ']')
            return fail(reader, _("列表的各项之间要用半角逗号隔开"));
    }
    step(reader);
    return true;
}

static bool read_value(struct toml_reader *reader, int depth)
{
    struct header_item item = {.line = reader->line, .column = column(reader)};
    struct buffer text = {0};
    bool read;

    if (depth == MOST_DEPTH)
        return fail(reader, _("这个键下面的层次或项太多，请写得简单些"));
    if (peek(reader) == '[')
        return read_list(reader, depth);
    if (peek(reader) == '{')
        return fail(reader, _(TABLE));
    if (peek(reader) != '"' && peek(reader) != '\'')
        return read_bare(reader, depth > 0);
    read = read_string(reader, &text);
    if (read) {
        item.text = arena_copy(&reader->header->arena, buffer_str(&text));
        header_add_item(reader->header, item);
    }
    buffer_free(&text);
    return read;
}

static bool is_key_byte(char byte)
{
    return ascii_is_digit(byte) || ascii_is_letter(byte) || byte == '_' || byte == '-' ||
           (byte & 0x80);
}

/* Reads a part of a key, which is bare or in quotation marks. */
static bool read_key_part(struct toml_reader *reader, struct buffer *key)
{
    size_t before = key->bytes;

    if (peek(reader) == '"' || peek(reader) == '\'')
        return read_string(reader, key);
    while (is_key_byte(peek(reader))) {
        buffer_add_char(key, peek(reader));
        step(reader);
    }
    if (key->bytes == before)
        return fail(reader, _("这一行不是“键 = 值”的样子；注释请以 # 开头"));
    return true;
}

/* Reads a key and its equals sign. */
static bool read_key(struct toml_reader *reader, struct buffer *key)
{
    if (!read_key_part(reader, key))
        return false;
    for (skip_spaces(reader); peek(reader) == '.'; skip_spaces(reader)) {
        step(reader);
        buffer_add_char(key, '.');
        skip_spaces(reader);
        if (!read_key_part(reader, key))
            return false;
    }
    if (peek(reader) != '=')
        return fail(reader, peek(reader) == ':'
                                ? _("+++ 之间是 TOML，键和值用 = 隔开：键 = \"值\"；"
                                    "要写“键: 值”，上下请用 ---")
                                : _("这一行不是“键 = 值”的样子；注释请以 # 开头"));
    step(reader);
    skip_spaces(reader);
    return true;
}

/* Reads `key = value`. A list or a string may continue on further lines. */
static bool read_pair(struct toml_reader *reader)
{
    struct header_entry *entry;
    struct buffer key = {0};
    size_t line = reader->line;
    bool read = read_key(reader, &key);

    if (read) {
        entry = header_add_entry(reader->header,
                                 arena_copy(&reader->header->arena, buffer_str(&key)), line);
        entry->at_column = column(reader);
        entry->shape = peek(reader) == '[' ? HEADER_LIST : HEADER_ONE;
        read = read_value(reader, 0);
    }
    buffer_free(&key);
    if (!read)
        return false;
    skip_spaces(reader);
    if (!is_end(reader) && !at_newline(reader) && peek(reader) != '#')
        return fail(reader, _("值的后面还有字：引号或方括号要包住整个值"));
    return true;
}

/* Returns whether a line begins like `key =`. */
static bool at_pair(struct toml_reader reader)
{
    while (is_key_byte(peek(&reader)))
        reader.at++;
    skip_spaces(&reader);
    return peek(&reader) == '=';
}

void toml_read(struct header *header, struct str text, size_t line)
{
    struct toml_reader reader = {.header = header, .text = text, .line = line};

    for (skip_blank(&reader); !is_end(&reader); skip_blank(&reader)) {
        bool read;

        if (peek(&reader) == '[') {
            fail(&reader, _(TABLE));
            return;
        }
        read = read_pair(&reader);
        skip_line(&reader);
        /* Skip the rest of a value that cannot be read, without a further message. */
        while (!read && !is_end(&reader) && peek(&reader) != '[' && !at_pair(reader))
            skip_line(&reader);
        if (header->count > HEADER_MOST_KEYS) {
            fail(&reader, _("文件头里的键太多，请删去一些"));
            return;
        }
    }
}
