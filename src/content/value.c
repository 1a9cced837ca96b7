#include "value.h"

#include "base/alloc.h"
#include "base/i18n.h"

#include <stdlib.h>

struct reader {
    struct value *value;
    struct str line;
    size_t at;
    struct fault *fault;
};

static bool fail(struct reader *reader, size_t at, const char *message)
{
    *reader->fault = (struct fault){at, message};
    return false;
}

static char peek(const struct reader *reader)
{
    return reader->at < reader->line.bytes ? reader->line.p[reader->at] : '\0';
}

static void skip_spaces(struct reader *reader)
{
    while (peek(reader) == ' ')
        reader->at++;
}

static bool is_end(const struct reader *reader)
{
    return reader->at == reader->line.bytes;
}

/* A comment begins at a # that is at the line's beginning or behind a space. */
static bool at_comment(const struct reader *reader)
{
    return peek(reader) == '#' && (reader->at == 0 || reader->line.p[reader->at - 1] == ' ');
}

/* Whether a colon is followed by what makes it the end of a YAML key. */
static bool at_key_colon(const struct reader *reader, bool in_list)
{
    char next = reader->at + 1 < reader->line.bytes ? reader->line.p[reader->at + 1] : ' ';

    return peek(reader) == ':' && (next == ' ' || (in_list && next && strchr(",[]{}", next)));
}

static bool read_single_quoted(struct reader *reader)
{
    size_t opening = reader->at++;

    while (!is_end(reader)) {
        char byte = reader->line.p[reader->at++];

        if (byte == '\'') {
            if (peek(reader) != '\'')
                return true;
            reader->at++;
        }
        buffer_add_char(&reader->value->text, byte);
    }
    return fail(reader, opening, _("单引号没有成对：请在值的末尾补上 '"));
}

static bool read_double_quoted(struct reader *reader)
{
    size_t opening = reader->at++;

    while (!is_end(reader)) {
        char byte = reader->line.p[reader->at++];

        if (byte == '"')
            return true;
        if (byte == '\\') {
            byte = peek(reader);
            if (is_end(reader))
                break;
            if (byte != '"' && byte != '\\' && byte != 'n')
                return fail(reader, reader->at - 1,
                            _("双引号里的反斜杠只能写 \\\"、\\\\ 或 \\n；或者改用单引号"));
            if (byte == 'n')
                byte = ' ';
            reader->at++;
        }
        buffer_add_char(&reader->value->text, byte);
    }
    return fail(reader, opening, _("双引号没有成对：请在值的末尾补上 \""));
}

static bool read_plain(struct reader *reader, bool in_list)
{
    size_t start = reader->at, end = start;
    char first = peek(reader);
    char second = start + 1 < reader->line.bytes ? reader->line.p[start + 1] : ' ';

    if (first && strchr("[]{},&*!|>%@`", first))
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
    buffer_add(&reader->value->text, reader->line.p + start, end - start);
    return true;
}

static bool read_item(struct reader *reader, bool in_list)
{
    struct value *value = reader->value;
    struct value_item item = {.start = value->text.bytes, .column = reader->at};
    char first = peek(reader);

    item.quoted = first == '\'' || first == '"';
    if (first == '\''  ? !read_single_quoted(reader)
        : first == '"' ? !read_double_quoted(reader)
                       : !read_plain(reader, in_list))
        return false;
    item.end = value->text.bytes;
    value->items = mem_grow(value->items, &value->cap, value->count + 1, sizeof(*value->items));
    value->items[value->count++] = item;
    return true;
}

static bool read_list(struct reader *reader)
{
    size_t opening = reader->at++;

    for (skip_spaces(reader); peek(reader) != ']'; skip_spaces(reader)) {
        if (is_end(reader) || at_comment(reader))
            return fail(reader, opening, _("列表没有写完：请在同一行补上 ]"));
        if (peek(reader) == ',')
            return fail(reader, reader->at, _("列表里有一项是空的：请删去多余的逗号"));
        if (!read_item(reader, true))
            return false;
        skip_spaces(reader);
        if (peek(reader) == ',')
            reader->at++;
        else if (peek(reader) != ']')
            return fail(reader, is_end(reader) || at_comment(reader) ? opening : reader->at,
                        is_end(reader) || at_comment(reader) ? _("列表没有写完：请在同一行补上 ]")
                                                             : _("列表的各项之间要用半角逗号隔开"));
    }
    reader->at++;
    return true;
}

bool value_read(struct value *value, struct str line, size_t at, struct fault *fault)
{
    struct reader reader = {value, line, at, fault};

    buffer_clear(&value->text);
    value->count = 0;
    skip_spaces(&reader);
    value->is_list = peek(&reader) == '[';
    if (is_end(&reader) || at_comment(&reader))
        return true;
    if (value->is_list ? !read_list(&reader) : !read_item(&reader, false))
        return false;
    skip_spaces(&reader);
    if (!is_end(&reader) && !at_comment(&reader))
        return fail(&reader, reader.at, _("值的后面还有字：引号或方括号要包住整个值"));
    return true;
}

struct str value_item_text(const struct value *value, size_t index)
{
    const struct value_item *item = &value->items[index];

    if (item->start == item->end)
        return (struct str){0};
    return (struct str){value->text.data + item->start, item->end - item->start};
}

void value_free(struct value *value)
{
    buffer_free(&value->text);
    free(value->items);
}
