#include "content/article.h"

#include "base/i18n.h"
#include "fence.h"
#include "header_apply.h"
#include "line.h"

#include <stdint.h>

/* Chooses the entry that counts for a key: kanbao's own, else the first that is not empty. */
static void choose(struct header_apply *apply, size_t index)
{
    size_t *chosen = &apply->chosen[apply->names[index]->key];

    if (!*chosen || header_apply_rank(apply, index) > header_apply_rank(apply, *chosen - 1))
        *chosen = index + 1;
}

/* Returns the index of an earlier entry in conflict with this one, or SIZE_MAX: one with the same
 * name, or with another of kanbao's own names for the key. */
static size_t find_rival(const struct header_apply *apply, size_t index)
{
    const struct key_name *name = apply->names[index];
    struct str key = apply->header->entries[index].key;

    if (name && name->key == KEY_IGNORED)
        return SIZE_MAX;
    for (size_t i = 0; i < index; i++) {
        const struct key_name *other = apply->names[i];

        if (name ? other && (other == name || (other->key == name->key && other->own && name->own))
                 : !other && str_eq(apply->header->entries[i].key, key))
            return i;
    }
    return SIZE_MAX;
}

static void warn_of_unknown(struct header_apply *apply)
{
    struct str key = clean_line(apply->arena, apply->entry->key);
    const char *meant = key_suggest(key);
    struct buffer shown = {0};

    diag_quote(key, &shown);
    if (meant)
        diag_add(apply->diags, DIAG_WARNING, apply->path, apply->entry->line, 1,
                 _("不认识的键“%s”：是不是 %s？"), buffer_c_str(&shown), meant);
    else
        diag_add(apply->diags, DIAG_WARNING, apply->path, apply->entry->line, 1,
                 _("不认识的键“%s”，没有用到；请检查拼写"), buffer_c_str(&shown));
    buffer_free(&shown);
}

static void apply_entry(struct header_apply *apply, size_t index)
{
    const struct key_name *name = apply->names[index];
    size_t rival = find_rival(apply, index);

    apply->entry = &apply->header->entries[index];
    apply->own = name && name->own;
    if (rival != SIZE_MAX) {
        struct buffer key = {0};

        diag_quote(clean_line(apply->arena, apply->entry->key), &key);
        diag_add(apply->diags, DIAG_ERROR, apply->path, apply->entry->line, 1,
                 _("键 %s 在第 %zu 行已经有了，请只留一行"), buffer_c_str(&key),
                 apply->header->entries[rival].line);
        apply->failed = true;
        buffer_free(&key);
    } else if (!name) {
        warn_of_unknown(apply);
    } else if (name->key != KEY_IGNORED && apply->chosen[name->key] == index + 1) {
        header_apply_value(apply, name->key);
    }
}

static void join_list(struct article *article, const struct value_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        size_t known = 0;

        while (known < article->topic_count && !str_eq(article->topics[known], list->items[i]))
            known++;
        if (known == article->topic_count)
            article->topics[article->topic_count++] = list->items[i];
    }
}

/* Joins `topic` and `topics` or, if both are empty, the lists of other tools' keys. */
static void join_topics(struct header_apply *apply)
{
    static const enum key own[] = {KEY_TOPIC, KEY_TOPICS},
                          others[] = {KEY_CATEGORIES, KEY_TAGS, KEY_KEYWORDS};
    struct article *article = apply->article;
    size_t count = 0;

    for (int i = 0; i < KEY_COUNT; i++)
        count += apply->lists[i].count;
    article->topics = arena_alloc(apply->arena, count * sizeof(*article->topics));
    for (size_t i = 0; i < sizeof(own) / sizeof(*own); i++)
        join_list(article, &apply->lists[own[i]]);
    if (article->topic_count)
        return;
    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
        join_list(article, &apply->lists[others[i]]);
}

/* Returns whether a key's value is shown as written, so that a # in it may be intended. */
static bool is_shown(enum key key)
{
    switch (key) {
    case KEY_TITLE:
    case KEY_KICKER:
    case KEY_SUBTITLE:
    case KEY_AUTHORS:
    case KEY_DISTRICT:
    case KEY_PLACE:
    case KEY_TOPIC:
    case KEY_TOPICS:
    case KEY_SOURCE:
    case KEY_SUMMARY:
    case KEY_NOTE:
        return true;
    case KEY_IGNORED:
    case KEY_DATE:
    case KEY_ISSUE:
    case KEY_PAGE:
    case KEY_ORDER:
    case KEY_LINK:
    case KEY_EXPIRES:
    case KEY_PINNED:
    case KEY_DRAFT:
    case KEY_CATEGORIES:
    case KEY_TAGS:
    case KEY_KEYWORDS:
    case KEY_PUBLISHED:
    case KEY_STATUS:
    case KEY_COUNT:
        break;
    }
    return false;
}

/* Warns of a value like 标题: 通知 #3, which is 通知 to all readers of YAML. */
static void warn_of_comment(struct header_apply *apply, size_t index)
{
    const struct header_entry *entry = &apply->header->entries[index];
    const struct key_name *name = apply->names[index];

    if (entry->comment_column && name && name->own && is_shown(name->key))
        diag_add(apply->diags, DIAG_WARNING, apply->path, entry->at_line, entry->comment_column,
                 "%s", _("空格后面的 # 起是注释，不显示：要显示就给整个值加上引号"));
}

static void apply_header(struct header_apply *apply)
{
    const struct header *header = apply->header;
    size_t count = header->count < HEADER_MOST_KEYS ? header->count : HEADER_MOST_KEYS;

    for (size_t i = 0; i < header->fault_count; i++)
        header_apply_add_error(apply, header->faults[i].line, header->faults[i].column,
                               header->faults[i].message);
    for (size_t i = 0; i < count; i++) {
        apply->names[i] = key_find(header->entries[i].key);
        if (apply->names[i])
            choose(apply, i);
    }
    for (size_t i = 0; i < count; i++) {
        warn_of_comment(apply, i);
        apply_entry(apply, i);
    }
    join_topics(apply);
}

size_t article_header_bytes(const char *head, size_t bytes)
{
    struct fence fence;

    fence_find(&fence, head, bytes);
    return fence.kind == FENCE_OPEN ? SIZE_MAX : fence.body_start;
}

enum { MONTH_BYTES = sizeof("YYYY-MM") - 1 };

bool article_read_header(struct article *article, struct arena *arena, const char *path,
                         const char *head, size_t bytes, struct diags *diags)
{
    struct header header = {0};
    struct header_apply apply = {
        .article = article, .arena = arena, .diags = diags, .path = path, .header = &header};
    struct fence fence;

    fence_find(&fence, head, bytes);
    article->body_start = fence.body_start;
    article->headless = fence.kind == FENCE_NONE;
    if (article->headless)
        return true;
    if (fence.kind == FENCE_FAULT || fence.kind == FENCE_OPEN) {
        header_apply_add_error(&apply, fence.line, fence.column, fence.message);
        return false;
    }
    if (fence.kind == FENCE_TOML)
        toml_read(&header, fence.inside, fence.line);
    else
        header_read_yaml(&header, fence.inside, fence.line);
    apply_header(&apply);
    header_free(&header);
    article->month = (struct str){article->date.p, article->date.bytes ? MONTH_BYTES : 0};
    return !apply.failed;
}
