#include "header.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <yaml.h>

/* Limits on the input of libyaml, whose time is not linear in anchors and brackets. */
enum {
    MOST_KIB = 256,
    MOST_ANCHORS = 256,
    MOST_BRACKETS = 512,
    MOST_DEPTH = 16,
    MOST_VISITS = 10000
};

struct yaml_reading {
    struct header *header;
    struct str text;
    size_t line; /* number of the text's first line */
    yaml_parser_t parser;
    yaml_document_t document;
    size_t visits; /* of nodes, for one key: aliases may repeat a node many times */

    /* A position in the text, with its line. libyaml gives positions in characters, and ends lines
     * where no editor does. */
    size_t characters, at, at_line, line_start;
};

/* kanbao's words for libyaml's problems, and which of libyaml's two positions helps an editor. */
static const struct {
    const char *problem;
    bool where_it_begins;
    enum { OF_VALUE, OF_LAYOUT, OPENS } of;
    const char *message;
} WORDS[] = {
    {"mapping values are not allowed in this context", false, OF_LAYOUT,
     N_("值里有冒号和空格，或者缩进不对：请给整个值加上引号，或从行首写起")},
    {"could not find expected ':'", true, OF_LAYOUT,
     N_("这一行不是“键: 值”的样子；值写成几行时，后面的行要缩进")},
    {"did not find expected key", false, OF_LAYOUT,
     N_("这一行与上面的行不齐，或者上面的值没有写完：同一层的键要从同一列写起")},
    {"did not find expected '-' indicator", false, OF_LAYOUT,
     N_("列表的各项要对齐，每项以“- ”开头")},
    {"found character that cannot start any token", false, OF_VALUE,
     N_("值以 YAML 的记号或制表符开头：请给整个值加上引号，制表符改用空格")},
    {"found unexpected end of stream", true, OPENS, N_("引号没有成对：请在值的末尾补上引号")},
    {"found unexpected document indicator", true, OPENS, N_("引号没有成对：请在值的末尾补上引号")},
    {"did not find expected ',' or ']'", true, OPENS,
     N_("列表没有写完，或者各项之间少了半角逗号：请补上 ] 或逗号")},
    {"did not find expected ',' or '}'", true, OPENS,
     N_("花括号没有写完，或者各项之间少了半角逗号：请补上 } 或逗号")},
    {"found unknown escape character", false, OF_VALUE,
     N_("双引号里的反斜杠只能写 \\\"、\\\\ 或 \\n；或者改用单引号")},
    {"found undefined alias", false, OF_VALUE,
     N_("值以 * 开头，是 YAML 的记号：请给整个值加上引号")},
    {"block sequence entries are not allowed in this context", false, OF_LAYOUT,
     N_("“- ”不能写在键的同一行：请写在下一行，或写成 [甲, 乙]")},
    {"found a tab character where an indentation space is expected", false, OF_VALUE,
     N_("缩进不能用制表符，请改用空格")},
    {"found a tab character that violates indentation", false, OF_VALUE,
     N_("缩进不能用制表符，请改用空格")},
    {"control characters are not allowed", false, OF_VALUE, N_("这里有看不见的控制字符，请删去")},
};

static const char *const OTHER = N_("这里不是 YAML：请检查引号、括号和缩进");

/* Moves to a position in the text, given in bytes or, if `at` is SIZE_MAX, in characters. */
static void go_to(struct yaml_reading *reading, size_t at, size_t characters)
{
    if (at < reading->at || characters < reading->characters) {
        reading->characters = reading->at = reading->line_start = 0;
        reading->at_line = reading->line;
    }
    while (reading->at < reading->text.bytes && reading->at < at &&
           reading->characters < characters) {
        if (reading->text.p[reading->at++] == '\n') {
            reading->at_line++;
            reading->line_start = reading->at;
        }
        while (reading->at < reading->text.bytes && utf8_is_tail(reading->text.p[reading->at]))
            reading->at++;
        reading->characters++;
    }
}

/* Returns a fault at the current position as an editor shows it; at the end of the text, on the
 * line before. */
static struct header_fault fault_here(const struct yaml_reading *reading, const char *message)
{
    struct header_fault fault = {.line = reading->at_line,
                                 .column = reading->at - reading->line_start + 1,
                                 .message = message};

    if (reading->at == reading->text.bytes && fault.column == 1 && fault.line > reading->line)
        fault.line--;
    return fault;
}

static void add_limit(struct yaml_reading *reading, const char *message)
{
    struct header_fault fault = fault_here(reading, message);

    fault.firm = true;
    header_add_fault(reading->header, fault);
}

static void add_fault_at(struct yaml_reading *reading, const yaml_mark_t *mark, const char *message)
{
    go_to(reading, SIZE_MAX, mark->index);
    header_add_fault(reading->header, fault_here(reading, message));
}

/* Adds the fault that libyaml found. */
static void add_problem(struct yaml_reading *reading)
{
    const yaml_parser_t *parser = &reading->parser;
    const char *problem = parser->problem ? parser->problem : "";
    size_t count = sizeof(WORDS) / sizeof(*WORDS), i = 0;
    struct header_fault fault;
    bool begins;

    while (i < count && strcmp(problem, WORDS[i].problem) != 0)
        i++;
    begins = i < count && WORDS[i].where_it_begins && parser->context;
    if (parser->error == YAML_READER_ERROR)
        go_to(reading, parser->problem_offset, SIZE_MAX);
    else
        go_to(reading, SIZE_MAX, begins ? parser->context_mark.index : parser->problem_mark.index);
    fault = fault_here(reading, i < count ? _(WORDS[i].message) : _(OTHER));
    fault.opens = i < count && WORDS[i].of == OPENS;
    fault.of_layout = i == count || WORDS[i].of == OF_LAYOUT;
    header_add_fault(reading->header, fault);
}

static struct str scalar_text(const yaml_node_t *node)
{
    return (struct str){(const char *)node->data.scalar.value, node->data.scalar.length};
}

/* Adds an item. Returns false if the key has too many already. */
static bool add_item(struct yaml_reading *reading, const yaml_node_t *node, const yaml_node_t *text)
{
    struct header_item item = {.nameless = !text};
    const struct header_entry *entry = &reading->header->entries[reading->header->count - 1];

    if (entry->count == HEADER_MOST_ITEMS)
        return false;
    if (text) {
        item.text = arena_copy(&reading->header->arena, scalar_text(text));
        item.plain = text->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    }
    item.line = entry->at_line;
    item.column = entry->at_column;
    /* Faults behind an alias are reported at the alias. */
    if (node->start_mark.index >= reading->characters) {
        go_to(reading, SIZE_MAX, node->start_mark.index);
        item.line = reading->at_line;
        item.column = reading->at - reading->line_start + 1;
    }
    header_add_item(reading->header, item);
    return true;
}

static const yaml_node_t *name_of(struct yaml_reading *reading, const yaml_node_t *map)
{
    for (const yaml_node_pair_t *pair = map->data.mapping.pairs.start;
         pair < map->data.mapping.pairs.top; pair++) {
        const yaml_node_t *key = yaml_document_get_node(&reading->document, pair->key);
        const yaml_node_t *value = yaml_document_get_node(&reading->document, pair->value);

        if (key->type == YAML_SCALAR_NODE && value->type == YAML_SCALAR_NODE &&
            (str_eq(scalar_text(key), str_of("name")) || str_eq(scalar_text(key), str_of("姓名"))))
            return value;
    }
    return NULL;
}

/* Adds the items of a value. Returns false if there are too many, or if they are nested too deeply.
 */
static bool add_items(struct yaml_reading *reading, int index, int depth)
{
    const yaml_node_t *node = yaml_document_get_node(&reading->document, index);

    if (depth == MOST_DEPTH || ++reading->visits > MOST_VISITS)
        return false;
    if (node->type == YAML_SCALAR_NODE)
        return add_item(reading, node, node);
    if (node->type == YAML_MAPPING_NODE)
        return add_item(reading, node, name_of(reading, node));
    for (const yaml_node_item_t *item = node->data.sequence.items.start;
         item < node->data.sequence.items.top; item++)
        if (!add_items(reading, *item, depth + 1))
            return false;
    return true;
}

static void read_pair(struct yaml_reading *reading, const yaml_node_pair_t *pair)
{
    const yaml_node_t *key = yaml_document_get_node(&reading->document, pair->key);
    const yaml_node_t *value = yaml_document_get_node(&reading->document, pair->value);
    struct header_entry *entry;

    go_to(reading, SIZE_MAX, key->start_mark.index);
    if (key->type != YAML_SCALAR_NODE) {
        header_add_fault(reading->header,
                         fault_here(reading, _("键要直接写出来，不加引号、括号和别的记号")));
        return;
    }
    entry = header_add_entry(reading->header, arena_copy(&reading->header->arena, scalar_text(key)),
                             reading->at_line);
    entry->shape = value->type == YAML_SEQUENCE_NODE  ? HEADER_LIST
                   : value->type == YAML_MAPPING_NODE ? HEADER_MAP
                                                      : HEADER_ONE;
    if (value->start_mark.index > reading->characters)
        go_to(reading, SIZE_MAX, value->start_mark.index);
    entry->at_line = reading->at_line;
    entry->at_column = reading->at - reading->line_start + 1;
    reading->visits = 0;
    entry->too_many = !add_items(reading, pair->value, 0);
}

static void read_document(struct yaml_reading *reading)
{
    const yaml_node_t *root = yaml_document_get_root_node(&reading->document);

    if (!root)
        return;
    if (root->type != YAML_MAPPING_NODE) {
        add_fault_at(reading, &root->start_mark, _("这一行不是“键: 值”的样子；注释请以 # 开头"));
        return;
    }
    for (const yaml_node_pair_t *pair = root->data.mapping.pairs.start;
         pair < root->data.mapping.pairs.top && !reading->header->fault_count; pair++) {
        read_pair(reading, pair);
        if (reading->header->count > HEADER_MOST_KEYS)
            add_limit(reading, _("文件头里的键太多，请删去一些"));
    }
}

/* Loads the next document. Returns false, with a fault, if it cannot be read. */
static bool load(struct yaml_reading *reading)
{
    if (yaml_parser_load(&reading->parser, &reading->document))
        return true;
    add_problem(reading);
    return false;
}

static void read_text(struct yaml_reading *reading)
{
    if (!load(reading))
        return;
    read_document(reading);
    yaml_document_delete(&reading->document);
    if (reading->header->fault_count || !load(reading))
        return;
    if (yaml_document_get_root_node(&reading->document))
        add_fault_at(reading, &reading->document.start_mark,
                     _("文件头在这里又开了头，后面的不会读：--- 后面不能有别的字"));
    yaml_document_delete(&reading->document);
}

/* Returns a copy in which characters that libyaml misreads are replaced with others of the same
 * length that are cleaned in the same way: the BOM, which it refuses within a text, and NEL and the
 * line and paragraph separators, which it takes for ends of lines. The caller frees it. */
static char *copy_text(struct str text)
{
    char *copy = mem_zeroed(text.bytes + 1, 1);

    memcpy(copy, text.p, text.bytes);
    for (size_t i = 0; i + 1 < text.bytes; i++) {
        if (memcmp(copy + i, "\xC2\x85", 2) == 0)
            memcpy(copy + i, "\xC2\xA0", 2);
        if (i + 2 < text.bytes &&
            (memcmp(copy + i, "\xEF\xBB\xBF", 3) == 0 || memcmp(copy + i, "\xE2\x80\xA8", 3) == 0 ||
             memcmp(copy + i, "\xE2\x80\xA9", 3) == 0))
            memcpy(copy + i, "\xE2\x80\x8B", 3);
    }
    return copy;
}

/* Returns whether libyaml might take too long for the text. */
static bool is_too_much(struct str text)
{
    size_t anchors = 0, brackets = 0;

    for (size_t i = 0; i < text.bytes; i++) {
        brackets += text.p[i] == '[' || text.p[i] == '{';
        anchors += text.p[i] == '&' && (i == 0 || strchr(" \t\n[{,", text.p[i - 1]));
    }
    return text.bytes > (size_t)MOST_KIB * 1024 || anchors > MOST_ANCHORS ||
           brackets > MOST_BRACKETS;
}

void yaml_read(struct header *header, struct str text, size_t line)
{
    struct yaml_reading reading = {.header = header, .text = text, .line = line, .at_line = line};
    char *copy;

    if (!text.bytes)
        return;
    if (is_too_much(text)) {
        add_limit(&reading, _("文件头太长，或者太复杂，没有读：请写得简单些"));
        return;
    }
    if (!yaml_parser_initialize(&reading.parser)) /* out of memory, which ends the program */
        mem_resize(NULL, SIZE_MAX, 2);
    copy = copy_text(text);
    yaml_parser_set_encoding(&reading.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&reading.parser, (const unsigned char *)copy, text.bytes);
    read_text(&reading);
    yaml_parser_delete(&reading.parser);
    free(copy);
}

const char *article_yaml_version(void)
{
    return yaml_get_version_string();
}
