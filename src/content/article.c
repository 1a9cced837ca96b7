#include "content/article.h"

#include "base/alloc.h"
#include "base/i18n.h"
#include "line.h"
#include "value.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>

enum {
    MAX_LINE_BYTES = ARTICLE_MAX_HEADER_LINE_KIB * 1024,
    MAX_UNKNOWN_KEYS = 256, /* so that a wrong file cannot make the search for duplicates slow */
    MAX_ITEMS = 256
};

enum key_kind {
    KEY_TEXT,
    KEY_TITLE,
    KEY_DATE,
    KEY_AUTHORS,
    KEY_TOPIC,
    KEY_TOPICS,
    KEY_ORDER,
    KEY_FLAG
};

/* The keys of the design, and where in a struct article their value goes. */
static const struct key {
    const char *name;
    enum key_kind kind;
    size_t offset;
} keys[] = {
    {"title", KEY_TITLE, offsetof(struct article, title)},
    {"kicker", KEY_TEXT, offsetof(struct article, kicker)},
    {"subtitle", KEY_TEXT, offsetof(struct article, subtitle)},
    {"authors", KEY_AUTHORS, 0},
    {"district", KEY_TEXT, offsetof(struct article, district)},
    {"place", KEY_TEXT, offsetof(struct article, place)},
    {"topic", KEY_TOPIC, 0},
    {"topics", KEY_TOPICS, 0},
    {"date", KEY_DATE, offsetof(struct article, date)},
    {"issue", KEY_TEXT, offsetof(struct article, issue)},
    {"page", KEY_TEXT, offsetof(struct article, page)},
    {"order", KEY_ORDER, 0},
    {"source", KEY_TEXT, offsetof(struct article, source)},
    {"link", KEY_TEXT, offsetof(struct article, link)},
    {"summary", KEY_TEXT, offsetof(struct article, summary)},
    {"expires", KEY_DATE, offsetof(struct article, expires)},
    {"pinned", KEY_FLAG, offsetof(struct article, pinned)},
    {"draft", KEY_FLAG, offsetof(struct article, draft)},
    {"note", KEY_TEXT, offsetof(struct article, note)},
};

enum { TITLE_KEY = 0, KEY_COUNT = sizeof(keys) / sizeof(*keys) };

struct header {
    struct article *article;
    struct arena *arena;
    struct diags *diags;
    const char *path;
    size_t line;
    bool failed;
    size_t seen[KEY_COUNT]; /* the line of each key, 0: not there */
    struct value value;
    struct str topic;
    struct str *topics; /* those of `topics` */
    size_t topic_count;
    struct article_field *unknown;
    size_t unknown_count, unknown_cap;
};

/* `at`: bytes into the line. */
static void add_error(struct header *header, size_t at, const char *message)
{
    diag_add(header->diags, DIAG_ERROR, header->path, header->line, at + 1, "%s", message);
    header->failed = true;
}

static size_t bom_bytes(const char *head, size_t bytes)
{
    return bytes >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* The line at head[at], without its line end; *next is where the one after it begins. */
static struct str line_at(const char *head, size_t bytes, size_t at, size_t *next)
{
    const char *newline = memchr(head + at, '\n', bytes - at);
    struct str line = {head + at, newline ? (size_t)(newline - head) - at : bytes - at};

    *next = at + line.bytes + (newline ? 1 : 0);
    if (line.bytes && line.p[line.bytes - 1] == '\r')
        line.bytes--;
    return line;
}

static bool is_fence(struct str line)
{
    while (line.bytes && (line.p[line.bytes - 1] == ' ' || line.p[line.bytes - 1] == '\t'))
        line.bytes--;
    return str_eq(line, str_of("---"));
}

size_t article_header_bytes(const char *head, size_t bytes)
{
    size_t start = bom_bytes(head, bytes), next;

    if (start == bytes || !is_fence(line_at(head, bytes, start, &next)))
        return start;
    while (next < bytes)
        if (is_fence(line_at(head, bytes, next, &next)))
            return next;
    return SIZE_MAX;
}

static bool is_digits(struct str text, size_t from, size_t count)
{
    for (size_t i = from; i < from + count; i++)
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
    return true;
}

static int read_digits(struct str text, size_t from, size_t count)
{
    int number = 0;

    for (size_t i = from; i < from + count; i++)
        number = number * 10 + (text.p[i] - '0');
    return number;
}

/* YYYY-MM-DD, a day that there is. */
static bool is_date(struct str text)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year, month, day;
    bool leap;

    if (text.bytes != 10 || !is_digits(text, 0, 4) || text.p[4] != '-' || !is_digits(text, 5, 2) ||
        text.p[7] != '-' || !is_digits(text, 8, 2))
        return false;
    year = read_digits(text, 0, 4);
    month = read_digits(text, 5, 2);
    day = read_digits(text, 8, 2);
    leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return year > 0 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days[month - 1] + (leap && month == 2);
}

static bool read_order(struct str text, int *order)
{
    bool negative = text.bytes && text.p[0] == '-';
    size_t sign = negative || (text.bytes && text.p[0] == '+');

    if (text.bytes == sign || text.bytes > sign + 9 || !is_digits(text, sign, text.bytes - sign))
        return false;
    *order = read_digits(text, sign, text.bytes - sign);
    if (negative)
        *order = -*order;
    return true;
}

/* The items of a value, cleaned, without those that are empty. */
static struct str *read_items(struct header *header, size_t *count)
{
    const struct value *value = &header->value;
    struct str *items = arena_alloc(header->arena, value->count * sizeof(*items));

    *count = 0;
    for (size_t i = 0; i < value->count; i++) {
        struct str item = value_item_text(value, i);

        if (item.bytes && !value->items[i].quoted &&
            (memmem(item.p, item.bytes, "，", strlen("，")) ||
             memmem(item.p, item.bytes, "、", strlen("、"))))
            diag_add(header->diags, DIAG_WARNING, header->path, header->line,
                     value->items[i].column + 1,
                     _("“，”“、”不隔开各项：几项请写成 [甲, 乙]，一项请加引号"));
        items[*count] = clean_line(header->arena, item);
        *count += items[*count].bytes > 0;
    }
    return items;
}

static void read_known(struct header *header, const struct key *key, size_t at)
{
    struct article *article = header->article;
    void *field = (char *)article + key->offset;
    struct str text = {0}, *topics;
    size_t count;

    if (header->value.is_list && key->kind != KEY_AUTHORS && key->kind != KEY_TOPICS) {
        add_error(header, at, _("这个键只有一个值，不是列表：请去掉方括号，或给值加上引号"));
        return;
    }
    if (header->value.count > MAX_ITEMS) {
        add_error(header, at, _("列表里的项太多，请删去一些"));
        return;
    }
    if (header->value.count && !header->value.is_list)
        text = clean_line(header->arena, value_item_text(&header->value, 0));
    switch (key->kind) {
    case KEY_AUTHORS:
        article->authors = read_items(header, &article->author_count);
        return;
    case KEY_TOPICS:
        header->topics = read_items(header, &header->topic_count);
        return;
    case KEY_TOPIC:
        topics = read_items(header, &count);
        if (count)
            header->topic = topics[0];
        return;
    case KEY_TITLE:
    case KEY_TEXT:
        *(struct str *)field = text;
        return;
    default:
        break;
    }
    if (!text.bytes)
        return;
    if (key->kind == KEY_DATE) {
        *(struct str *)field = text;
        if (!is_date(text))
            add_error(header, at, _("日期请写成 2023-02-14 这样的年-月-日，而且要有这一天"));
    } else if (key->kind == KEY_ORDER) {
        if (!read_order(text, &article->order))
            add_error(header, at, _("order 的值必须是整数，例如 order: 3"));
    } else {
        *(bool *)field = str_eq(text, str_of("true"));
        if (!*(bool *)field && !str_eq(text, str_of("false")))
            add_error(header, at, _("这个键的值只能是 true 或 false"));
    }
}

static void read_unknown(struct header *header, struct str name, struct str line, size_t at)
{
    struct article_field field = {.key = clean_line(header->arena, name)};

    for (size_t i = 0; i < header->unknown_count; i++)
        if (str_eq(header->unknown[i].key, field.key)) {
            add_error(header, 0, _("这个键重复了，请只留一行"));
            return;
        }
    if (header->unknown_count == MAX_UNKNOWN_KEYS) {
        add_error(header, 0, _("不认识的键太多，请删去"));
        return;
    }
    diag_add(header->diags, DIAG_WARNING, header->path, header->line, 1,
             _("不认识的键“%.*s”，照原样保留；请检查拼写"), STR_FMT(field.key));
    if (header->value.is_list)
        field.value = clean_line(header->arena, (struct str){line.p + at, line.bytes - at});
    else if (header->value.count)
        field.value = clean_line(header->arena, value_item_text(&header->value, 0));
    header->unknown = mem_grow(header->unknown, &header->unknown_cap, header->unknown_count + 1,
                               sizeof(*header->unknown));
    header->unknown[header->unknown_count++] = field;
}

static void read_key(struct header *header, struct str name, struct str line, size_t at)
{
    size_t index = 0;
    struct fault fault;
    bool readable = value_read(&header->value, line, at, &fault);

    while (index < KEY_COUNT && !str_eq(name, str_of(keys[index].name)))
        index++;
    if (index < KEY_COUNT && header->seen[index]) {
        diag_add(header->diags, DIAG_ERROR, header->path, header->line, 1,
                 _("键 %s 在第 %zu 行已经有了，请只留一行"), keys[index].name, header->seen[index]);
        header->failed = true;
        return;
    }
    if (index < KEY_COUNT)
        header->seen[index] = header->line;
    if (!readable)
        add_error(header, fault.at, fault.message);
    else if (index < KEY_COUNT)
        read_known(header, &keys[index], at);
    else
        read_unknown(header, name, line, at);
}

/* The bytes of the key at the line's beginning; 0 with an error where there is none. */
static size_t find_colon(struct header *header, struct str line)
{
    const char *found = memchr(line.p, ':', line.bytes);
    size_t colon = found ? (size_t)(found - line.p) : 0;

    if (line.p[0] == '-' && (line.bytes == 1 || line.p[1] == ' '))
        add_error(header, 0, _("列表请写在键的同一行：[甲, 乙]"));
    else if (strchr("\"'[]{},&*!|>%@`?", line.p[0]) && line.p[0])
        add_error(header, 0, _("键要直接写出来，不加引号、括号和别的记号"));
    else if (!found || memmem(line.p, colon, " #", 2))
        add_error(header, 0,
                  memmem(line.p, line.bytes, "：", strlen("："))
                      ? _("全角冒号不行：请写成“键: 值”，用半角冒号，后面空一格")
                      : _("这一行不是“键: 值”的样子；注释请以 # 开头"));
    else if (colon == 0)
        add_error(header, 0, _("冒号前面没有键，请写成“键: 值”"));
    else if (colon + 1 < line.bytes && line.p[colon + 1] != ' ')
        add_error(header, colon, _("冒号后面要空一格"));
    else
        return colon;
    return 0;
}

static void read_line(struct header *header, struct str line)
{
    struct str text = trim(line);
    const char *tab = memchr(line.p, '\t', line.bytes);
    size_t colon, at;

    if (line.bytes > MAX_LINE_BYTES)
        add_error(header, 0, _("文件头的一行超过了 64 KiB，请改短，或移到正文里"));
    else if (!text.bytes || text.p[0] == '#')
        return;
    else if (tab)
        add_error(header, (size_t)(tab - line.p), _("文件头里不能有制表符，请改用空格"));
    else if (line.p[0] == ' ')
        add_error(header, 0, _("文件头只有一层，行首不能缩进；列表请写成 [甲, 乙]"));
    else if ((colon = find_colon(header, line)) > 0) {
        for (at = colon + 1; at < line.bytes && line.p[at] == ' ';)
            at++;
        read_key(header, trim((struct str){line.p, colon}), line, at);
    }
}

/* `topic`, then those of `topics` that are not there yet. */
static void join_topics(struct header *header)
{
    struct article *article = header->article;

    article->topics =
        arena_alloc(header->arena, (header->topic_count + 1) * sizeof(*article->topics));
    if (header->topic.bytes)
        article->topics[article->topic_count++] = header->topic;
    for (size_t i = 0; i < header->topic_count; i++) {
        size_t known = 0;

        while (known < article->topic_count && !str_eq(article->topics[known], header->topics[i]))
            known++;
        if (known == article->topic_count)
            article->topics[article->topic_count++] = header->topics[i];
    }
}

static void finish(struct header *header)
{
    struct article *article = header->article;
    size_t title_line = header->seen[TITLE_KEY];

    join_topics(header);
    article->unknown_count = header->unknown_count;
    if (header->unknown_count) {
        article->unknown =
            arena_alloc(header->arena, header->unknown_count * sizeof(*article->unknown));
        memcpy(article->unknown, header->unknown,
               header->unknown_count * sizeof(*article->unknown));
    }
    if (!title_line || (!article->title.bytes && !header->failed)) {
        header->line = title_line ? title_line : 1;
        add_error(header, 0,
                  title_line ? _("标题是空的，请在 title: 后面写上标题")
                             : _("没有标题，请在文件头里加一行“title: 标题”"));
    }
}

bool article_read_header(struct article *article, struct arena *arena, const char *path,
                         const char *head, size_t bytes, struct diags *diags)
{
    struct header header = {
        .article = article, .arena = arena, .diags = diags, .path = path, .line = 1};
    size_t end = article_header_bytes(head, bytes);
    size_t at = bom_bytes(head, bytes), next;

    article->body_start = end == SIZE_MAX ? bytes : end;
    if (end == at)
        return true;
    if (end == SIZE_MAX) {
        add_error(&header, 0, _("文件头没有结束：请在它的最后一行后面加一行 ---"));
        return false;
    }
    line_at(head, bytes, at, &at);
    while (at < end) {
        struct str line = line_at(head, bytes, at, &next);

        header.line++;
        at = next;
        if (at < end || !is_fence(line))
            read_line(&header, line);
    }
    finish(&header);
    free(header.unknown);
    value_free(&header.value);
    return !header.failed;
}
