#include "header.h"

#include "base/i18n.h"
#include "content/article.h"
#include "line.h"

enum {
    MAX_LINE_BYTES = ARTICLE_MAX_HEADER_LINE_KIB * 1024,
    MAX_KEY_BYTES = 1024 /* YAML's own limit, in characters */
};

/* A line that is being read. */
struct flat_reader {
    struct header *header;
    struct str line;
    size_t number;
    size_t at;
};

static bool fail(struct flat_reader *reader, size_t at, const char *message)
{
    header_add_fault(
        reader->header,
        (struct header_fault){.line = reader->number, .column = at + 1, .message = message});
    return false;
}

static bool fail_layout(struct flat_reader *reader, size_t at, const char *message)
{
    header_add_fault(reader->header, (struct header_fault){.line = reader->number,
                                                           .column = at + 1,
                                                           .message = message,
                                                           .of_layout = true});
    return false;
}

/* Fails at a quotation mark or a bracket that is not closed. */
static bool fail_open(struct flat_reader *reader, size_t at, const char *message)
{
    header_add_fault(reader->header, (struct header_fault){.line = reader->number,
                                                           .column = at + 1,
                                                           .message = message,
                                                           .opens = true});
    return false;
}

static void fail_limit(struct flat_reader *reader, const char *message)
{
    header_add_fault(reader->header,
                     (struct header_fault){
                         .line = reader->number, .column = 1, .message = message, .firm = true});
}

static char peek(const struct flat_reader *reader)
{
    return reader->at < reader->line.bytes ? reader->line.p[reader->at] : '\0';
}

static void skip_spaces(struct flat_reader *reader)
{
    while (peek(reader) == ' ')
        reader->at++;
}

static bool is_end(const struct flat_reader *reader)
{
    return reader->at == reader->line.bytes;
}

/* Returns whether a comment begins here: a # at the line's beginning or after a space. */
static bool at_comment(const struct flat_reader *reader)
{
    return peek(reader) == '#' && (reader->at == 0 || reader->line.p[reader->at - 1] == ' ');
}

/* Returns whether a colon here ends a YAML key. */
static bool at_key_colon(const struct flat_reader *reader, bool in_list)
{
    char next = reader->at + 1 < reader->line.bytes ? reader->line.p[reader->at + 1] : ' ';

    return peek(reader) == ':' && (next == ' ' || (in_list && next && strchr(",[]{}?", next)));
}

static void add_item(struct flat_reader *reader, size_t at, struct str text, bool plain)
{
    header_add_item(reader->header,
                    (struct header_item){
                        .text = text, .line = reader->number, .column = at + 1, .plain = plain});
}

/* Reads a 'quoted' value. Copies it only if it has an escaped quote; `kept` counts the bytes of the
 * copy. */
static bool read_single_quoted(struct flat_reader *reader)
{
    size_t opening = reader->at++, kept = 0;
    char *copy = NULL;

    for (; !is_end(reader); reader->at++) {
        char byte = peek(reader);

        if (byte == '\'') {
            if (reader->at + 1 == reader->line.bytes || reader->line.p[reader->at + 1] != '\'') {
                struct str text = {reader->line.p + opening + 1, reader->at - opening - 1};

                reader->at++;
                add_item(reader, opening, copy ? (struct str){copy, kept} : text, false);
                return true;
            }
            if (!copy) {
                copy = arena_alloc(&reader->header->arena, reader->line.bytes - opening);
                kept = reader->at - opening - 1;
                memcpy(copy, reader->line.p + opening + 1, kept);
            }
            reader->at++;
        }
        if (copy)
            copy[kept++] = byte;
    }
    return fail_open(reader, opening, _("单引号没有成对：请在值的末尾补上 '"));
}

static bool read_double_quoted(struct flat_reader *reader)
{
    size_t opening = reader->at++, kept = 0;
    char *copy = NULL;

    for (; !is_end(reader); reader->at++) {
        char byte = peek(reader);

        if (byte == '"') {
            struct str text = {reader->line.p + opening + 1, reader->at - opening - 1};

            reader->at++;
            add_item(reader, opening, copy ? (struct str){copy, kept} : text, false);
            return true;
        }
        if (byte == '\\') {
            if (!copy) {
                copy = arena_alloc(&reader->header->arena, reader->line.bytes - opening);
                kept = reader->at - opening - 1;
                memcpy(copy, reader->line.p + opening + 1, kept);
            }
            reader->at++;
            if (is_end(reader))
                break;
            byte = peek(reader);
            if (byte != '"' && byte != '\\' && byte != 'n')
                return fail(reader, reader->at - 1,
                            _("双引号里的反斜杠只能写 \\\"、\\\\ 或 \\n；或者改用单引号"));
            if (byte == 'n')
                byte = '\n';
        }
        if (copy)
            copy[kept++] = byte;
    }
    return fail_open(reader, opening, _("双引号没有成对：请在值的末尾补上 \""));
}

/* Returns whether a plain value may not begin with these characters. */
static bool is_indicator(char first, char second, bool in_list)
{
    if (strchr("[]{},&*!|>%@`", first))
        return first != '\0';
    return in_list && first && strchr(":?", first) && (first == ':' || second);
}

static bool read_plain(struct flat_reader *reader, bool in_list)
{
    size_t start = reader->at, end = start;
    char first = peek(reader);
    char second = start + 1 < reader->line.bytes ? reader->line.p[start + 1] : ' ';

    if (is_indicator(first, second, in_list))
        return fail(reader, start, _("值以 YAML 的记号开头：请给整个值加上引号"));
    if ((first == '-' || first == '?') && second == ' ')
        return fail(reader, start, _("值以“- ”或“? ”开头：列表请写成 [甲, 乙]，其他请加引号"));
    while (!is_end(reader) && !at_comment(reader)) {
        char byte = peek(reader);

        if (at_key_colon(reader, in_list))
            return fail(reader, reader->at, _("值里有冒号和空格：请给整个值加上引号"));
        if (in_list && (byte == ',' || byte == ']'))
            break;
        if (in_list && (byte == '[' || byte == '{' || byte == '}'))
            return fail(reader, reader->at, _("列表里又有括号：请给这一项加上引号"));
        reader->at++;
        if (byte != ' ')
            end = reader->at;
    }
    add_item(reader, start, (struct str){reader->line.p + start, end - start}, true);
    return true;
}

static bool read_item(struct flat_reader *reader, bool in_list)
{
    char first = peek(reader);

    return first == '\''  ? read_single_quoted(reader)
           : first == '"' ? read_double_quoted(reader)
                          : read_plain(reader, in_list);
}

static bool read_list(struct flat_reader *reader)
{
    size_t opening = reader->at++;

    for (skip_spaces(reader); peek(reader) != ']'; skip_spaces(reader)) {
        if (is_end(reader) || peek(reader) == '#')
            return fail_open(reader, opening, _("列表没有写完：请补上 ]"));
        if (peek(reader) == ',')
            return fail(reader, reader->at, _("列表里有一项是空的：请删去多余的逗号"));
        if (!read_item(reader, true))
            return false;
        skip_spaces(reader);
        if (peek(reader) == ',')
            reader->at++;
        else if (peek(reader) != ']' && (is_end(reader) || at_comment(reader)))
            return fail_open(reader, opening, _("列表没有写完：请补上 ]"));
        else if (peek(reader) != ']')
            return fail(reader, reader->at, _("列表的各项之间要用半角逗号隔开"));
    }
    reader->at++;
    return true;
}

static void note_comment(const struct flat_reader *reader, struct header_entry *entry)
{
    entry->comment_column = is_end(reader) ? 0 : reader->at + 1;
}

/* Reads the value at the current position. Only a comment may follow it. */
static bool read_value(struct flat_reader *reader)
{
    struct header_entry *entry = &reader->header->entries[reader->header->count - 1];

    entry->at_column = reader->at + 1;
    if (is_end(reader) || at_comment(reader)) {
        note_comment(reader, entry);
        return true;
    }
    entry->shape = peek(reader) == '[' ? HEADER_LIST : HEADER_ONE;
    if (entry->shape == HEADER_LIST ? !read_list(reader) : !read_item(reader, false))
        return false;
    skip_spaces(reader);
    if (!is_end(reader) && !at_comment(reader))
        return fail(reader, reader->at, _("值的后面还有字：引号或方括号要包住整个值"));
    note_comment(reader, entry);
    return true;
}

/* Returns the bytes of the key at the line's beginning, or 0 with a fault if there is none. */
static size_t find_colon(struct flat_reader *reader)
{
    struct str line = reader->line;
    const char *found = memchr(line.p, ':', line.bytes);
    size_t colon = found ? (size_t)(found - line.p) : 0;

    if (line.p[0] == '-' && (line.bytes == 1 || line.p[1] == ' '))
        fail(reader, 0, _("列表的这一项不在任何键下面：请写在“键:”的下一行，或写成“键: [甲, 乙]”"));
    else if (line.p[0] && strchr("\"'[]{},&*!|>%@`?", line.p[0]))
        fail(reader, 0, _("键要直接写出来，不加引号、括号和别的记号"));
    else if (!found || memmem(line.p, colon, " #", 2) || colon > MAX_KEY_BYTES)
        fail(reader, 0,
             memmem(line.p, line.bytes, "：", strlen("："))
                 ? _("全角冒号不行：请写成“键: 值”，用半角冒号，后面空一格")
                 : _("这一行不是“键: 值”的样子；注释请以 # 开头"));
    else if (colon == 0)
        fail(reader, 0, _("冒号前面没有键，请写成“键: 值”"));
    else if (colon + 1 < line.bytes && line.p[colon + 1] != ' ')
        fail(reader, colon, _("冒号后面要空一格"));
    else
        return colon;
    return 0;
}

static void read_line(struct flat_reader *reader)
{
    struct str line = reader->line, text = trim(line);
    const char *tab = line.bytes ? memchr(line.p, '\t', line.bytes) : NULL;
    size_t colon;

    if (line.bytes > MAX_LINE_BYTES)
        fail_limit(reader, _("文件头的一行超过了 64 KiB，请改短，或移到正文里"));
    else if (!text.bytes || text.p[0] == '#')
        return;
    else if (tab)
        fail(reader, (size_t)(tab - line.p), _("文件头里不能有制表符，请改用空格"));
    else if (line.p[0] == ' ' && text.p[0] == '-')
        fail_layout(reader, (size_t)(text.p - line.p),
                    _("缩进不对：列表的各项要对齐，每项以“- ”开头"));
    else if (line.p[0] == ' ')
        fail_layout(reader, 0, _("这一行的缩进不对：键要从行首写起"));
    else if ((colon = find_colon(reader)) > 0) {
        header_add_entry(reader->header, trim((struct str){line.p, colon}), reader->number);
        reader->at = colon + 1;
        skip_spaces(reader);
        read_value(reader);
    }
}

void flat_read(struct header *header, struct str text, size_t line)
{
    struct flat_reader reader = {.header = header, .number = line};

    for (size_t at = 0; at < text.bytes; reader.number++) {
        const char *newline = memchr(text.p + at, '\n', text.bytes - at);
        size_t end = newline ? (size_t)(newline - text.p) : text.bytes;

        reader.at = 0;
        reader.line = (struct str){text.p + at, end - at};
        if (reader.line.bytes && reader.line.p[reader.line.bytes - 1] == '\r')
            reader.line.bytes--;
        at = end + (newline != NULL);
        read_line(&reader);
        if (header->count > HEADER_MOST_KEYS) {
            fail_limit(&reader, _("文件头里的键太多，请删去一些"));
            break;
        }
    }
}
