#include "header_apply.h"

#include "base/i18n.h"
#include "base/number.h"
#include "content/date.h"
#include "line.h"

#include <limits.h>

/* Offset in struct article of the text field for each key. */
static const size_t FIELDS[KEY_COUNT] = {
    [KEY_TITLE] = offsetof(struct article, title),
    [KEY_KICKER] = offsetof(struct article, kicker),
    [KEY_SUBTITLE] = offsetof(struct article, subtitle),
    [KEY_DISTRICT] = offsetof(struct article, district),
    [KEY_PLACE] = offsetof(struct article, place),
    [KEY_DATE] = offsetof(struct article, date),
    [KEY_ISSUE] = offsetof(struct article, issue),
    [KEY_PAGE] = offsetof(struct article, page),
    [KEY_SOURCE] = offsetof(struct article, source),
    [KEY_LINK] = offsetof(struct article, link),
    [KEY_SUMMARY] = offsetof(struct article, summary),
    [KEY_EXPIRES] = offsetof(struct article, expires),
    [KEY_NOTE] = offsetof(struct article, note),
};

static const char *const TOO_MANY = N_("这个键下面的层次或项太多，请写得简单些");

void header_apply_add_error(struct header_apply *apply, size_t line, size_t column,
                            const char *message)
{
    diag_add(apply->diags, DIAG_ERROR, apply->path, line, column, "%s", message);
    apply->failed = true;
}

/* Adds an error at the current value, unless its key is another tool's, which may have values of
 * another kind. */
static void refuse(struct header_apply *apply, const char *message)
{
    if (apply->own)
        header_apply_add_error(apply, apply->entry->at_line, apply->entry->at_column, message);
}

static bool is_null(const struct header_item *item)
{
    static const char *const words[] = {"~", "null", "Null", "NULL"};

    if (item->nameless)
        return false;
    if (!item->text.bytes)
        return true;
    for (size_t i = 0; item->plain && i < sizeof(words) / sizeof(*words); i++)
        if (str_eq(item->text, str_of(words[i])))
            return true;
    return false;
}

/* Returns the entry's items, or an empty one if it has none. */
static const struct header_item *items_of(const struct header_apply *apply,
                                          const struct header_entry *entry)
{
    static const struct header_item EMPTY = {.text = {0}};

    return entry->count ? apply->header->items + entry->first : &EMPTY;
}

static bool is_empty(const struct header_apply *apply, const struct header_entry *entry)
{
    const struct header_item *items = items_of(apply, entry);

    for (size_t i = 0; i < entry->count; i++)
        if (!is_null(&items[i]))
            return false;
    return true;
}

int header_apply_rank(const struct header_apply *apply, size_t index)
{
    return is_empty(apply, &apply->header->entries[index]) ? 0 : apply->names[index]->own ? 2 : 1;
}

/* Returns whether the header has a value for this key. */
static bool is_said(const struct header_apply *apply, enum key key)
{
    return apply->chosen[key] && header_apply_rank(apply, apply->chosen[key] - 1) > 0;
}

/* Returns the current value's text, cleaned, with its source in *item. Empty if there is none or,
 * with an error, if it is not a single text. */
static struct str read_text(struct header_apply *apply, const struct header_item **item)
{
    const struct header_item *items = items_of(apply, apply->entry);
    size_t found = 0;

    *item = NULL;
    if (apply->entry->too_many)
        refuse(apply, _(TOO_MANY));
    for (size_t i = 0; i < apply->entry->count; i++) {
        if (is_null(&items[i]))
            continue;
        *item = &items[i];
        found++;
    }
    if (apply->entry->shape == HEADER_MAP || (found && (*item)->nameless)) {
        refuse(apply, _("这个键下面不能再分出别的键；值本来就以 { 开头的，请给整个值加上引号"));
        found = 0;
    } else if (found > 1) {
        refuse(apply, _("这个键只有一个值，不是列表：请去掉方括号，或给值加上引号"));
        found = 0;
    }
    return found == 1 ? clean_line(apply->arena, (*item)->text) : (struct str){0};
}

static bool has_mark(struct str text, const char *mark)
{
    return memmem(text.p, text.bytes, mark, strlen(mark)) != NULL;
}

/* Returns the bytes of a comma at text[at], which may be full-width or a 、, or 0 if there is none.
 */
static size_t comma_bytes(struct str text, size_t at)
{
    if (text.p[at] == ',')
        return 1;
    return text.bytes - at >= 3 &&
                   (memcmp(text.p + at, "，", 3) == 0 || memcmp(text.p + at, "、", 3) == 0)
               ? 3
               : 0;
}

/* Adds a text or, if `part`, its parts between commas, as in other tools' `keywords: a, b`. */
static void add_texts(struct header_apply *apply, struct value_list *list, struct str text,
                      bool part)
{
    for (size_t at = 0, end, comma; at < text.bytes; at = end + comma) {
        struct str cleaned;

        for (end = at, comma = 0; end < text.bytes; end++)
            if (part && (comma = comma_bytes(text, end)) > 0)
                break;
        cleaned = clean_line(apply->arena, (struct str){text.p + at, end - at});
        if (cleaned.bytes && list->count < HEADER_MOST_ITEMS)
            list->items[list->count++] = cleaned;
    }
}

/* Returns the texts of the current value, each split at its commas if `part`. */
static struct value_list read_list(struct header_apply *apply, bool part)
{
    const struct header_entry *entry = apply->entry;
    const struct header_item *items = items_of(apply, entry);
    struct value_list list = {
        .items = arena_alloc(apply->arena,
                             (part ? HEADER_MOST_ITEMS : entry->count) * sizeof(*list.items))};

    if (entry->too_many)
        refuse(apply, _(TOO_MANY));
    for (size_t i = 0; i < entry->count; i++) {
        if (items[i].nameless && apply->own)
            header_apply_add_error(apply, items[i].line, items[i].column,
                                   _("列表的这一项里没有 name：请写成名字，或加上“name: 名字”"));
        if (items[i].nameless || is_null(&items[i]))
            continue;
        if (apply->own && items[i].plain &&
            (has_mark(items[i].text, "，") || has_mark(items[i].text, "、")))
            diag_add(apply->diags, DIAG_WARNING, apply->path, items[i].line, items[i].column,
                     _("“，”“、”不隔开各项：几项请写成 [甲, 乙]，一项请加引号"));
        add_texts(apply, &list, items[i].text, part);
    }
    return list;
}

static void read_date(struct header_apply *apply, enum key key)
{
    struct str *field = (struct str *)(void *)((char *)apply->article + FIELDS[key]);
    const struct header_item *item;
    struct str text = read_text(apply, &item);
    char date[DATE_BYTES];

    if (!item || !text.bytes)
        return;
    if (date_read(text, date))
        *field = arena_copy(apply->arena, (struct str){date, DATE_BYTES});
    else if (apply->own || key == KEY_EXPIRES) /* an expired article must not be shown */
        header_apply_add_error(apply, item->line, item->column,
                               _("日期请写成 2023-02-14 这样的年-月-日，而且要有这一天"));
}

/* Reads a whole number of at most nine digits. */
static bool read_number(struct str text, int *number)
{
    bool negative = text.bytes && text.p[0] == '-';
    size_t sign = negative || (text.bytes && text.p[0] == '+');
    uint64_t value;
    size_t digits = number_read((struct str){text.p + sign, text.bytes - sign}, INT_MAX, &value);

    *number = negative ? -(int)value : (int)value;
    return digits && digits <= 9 && sign + digits == text.bytes;
}

static void read_order(struct header_apply *apply)
{
    const struct header_item *item;
    struct str text = read_text(apply, &item);
    int number;

    if (!text.bytes)
        return;
    if (read_number(text, &number))
        apply->article->order = number;
    else if (apply->own)
        header_apply_add_error(apply, item->line, item->column,
                               _("order 的值必须是整数，例如 order: 3"));
}

/* Reads a yes or a no. Returns false for any other text. */
static bool read_flag(struct str text, bool *flag)
{
    static const struct {
        const char *word;
        bool flag;
    } words[] = {{"true", true}, {"false", false}, {"yes", true}, {"no", false},
                 {"on", true},   {"off", false},   {"是", true},  {"否", false}};

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
        if (str_case_eq(text, str_of(words[i].word))) {
            *flag = words[i].flag;
            return true;
        }
    }
    return false;
}

static void read_flag_key(struct header_apply *apply, enum key key)
{
    struct article *article = apply->article;
    const struct header_item *item;
    struct str text = read_text(apply, &item);
    char date[DATE_BYTES];
    bool flag;

    if (!text.bytes)
        return;
    if (read_flag(text, &flag)) {
        if (key == KEY_PINNED)
            article->pinned = flag;
        else if (key == KEY_DRAFT)
            article->draft = flag;
        else if (!is_said(apply, KEY_DRAFT))
            article->draft = article->draft || !flag;
    } else if (key == KEY_PUBLISHED && date_read(text, date)) {
        if (!is_said(apply, KEY_DATE))
            article->date = arena_copy(apply->arena, (struct str){date, DATE_BYTES});
    } else {
        /* An error for other tools' keys, too, because a draft must not be shown. */
        header_apply_add_error(apply, item->line, item->column,
                               _("这个键的值只能是 true、false、yes、no、是 或 否"));
    }
}

/* Reads `status: draft` of some tools and `publish: false` of others. The value may also be
 * something else, such as a publishing house. */
static void read_status(struct header_apply *apply)
{
    static const char *const words[] = {"draft", "private", "pending", "hidden", "草稿",
                                        "false", "no",      "off",     "否"};
    const struct header_item *item;
    struct str text = read_text(apply, &item);

    for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
        if (str_case_eq(text, str_of(words[i])) && !is_said(apply, KEY_DRAFT))
            apply->article->draft = true;
}

static void read_authors(struct header_apply *apply)
{
    struct value_list list = read_list(apply, false);

    apply->article->authors = list.items;
    apply->article->author_count = list.count;
}

void header_apply_value(struct header_apply *apply, enum key key)
{
    const struct header_item *item;

    switch (key) {
    case KEY_AUTHORS:
        read_authors(apply);
        return;
    case KEY_TOPIC:
    case KEY_TOPICS:
        apply->lists[key] = read_list(apply, false);
        return;
    case KEY_CATEGORIES:
    case KEY_TAGS:
    case KEY_KEYWORDS:
        apply->lists[key] = read_list(apply, apply->entry->shape == HEADER_ONE);
        return;
    case KEY_EXPIRES:
        apply->article->expires_line = apply->entry->line;
        /* fall through */
    case KEY_DATE:
        read_date(apply, key);
        return;
    case KEY_ORDER:
        read_order(apply);
        return;
    case KEY_PINNED:
    case KEY_DRAFT:
    case KEY_PUBLISHED:
        read_flag_key(apply, key);
        return;
    case KEY_STATUS:
        read_status(apply);
        return;
    case KEY_DISTRICT:
        apply->article->district_line = apply->entry->line;
        /* fall through */
    case KEY_TITLE:
    case KEY_KICKER:
    case KEY_SUBTITLE:
    case KEY_PLACE:
    case KEY_ISSUE:
    case KEY_PAGE:
    case KEY_SOURCE:
    case KEY_LINK:
    case KEY_SUMMARY:
    case KEY_NOTE:
        *(struct str *)(void *)((char *)apply->article + FIELDS[key]) = read_text(apply, &item);
        return;
    case KEY_IGNORED:
    case KEY_COUNT:
        return;
    }
}
