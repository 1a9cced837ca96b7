#include "base/i18n.h"
#include "content/date.h"
#include "search/query.h"
#include "text/character.h"
#include "text/utf8.h"

/* The names of the fields, as they are folded; query_help() has one of each. */
static const struct {
    const char *name;
    enum query_field field;
} NAMES[] = {
    {"district", QUERY_DISTRICT}, {"地区", QUERY_DISTRICT}, {"topic", QUERY_TOPIC},
    {"主题", QUERY_TOPIC},        {"place", QUERY_PLACE},   {"地点", QUERY_PLACE},
    {"author", QUERY_AUTHOR},     {"作者", QUERY_AUTHOR},   {"after", QUERY_AFTER},
    {"之后", QUERY_AFTER},        {"自", QUERY_AFTER},      {"before", QUERY_BEFORE},
    {"之前", QUERY_BEFORE},       {"至", QUERY_BEFORE},
};

/* The rest of a query that is being read. */
struct scan {
    struct query *query;
    struct str source; /* the query as it was typed */
    const char *at, *end;
};

static void skip_spaces(struct scan *scan)
{
    while (scan->at < scan->end && *scan->at == ' ')
        scan->at++;
}

/* Takes a text in quotation marks, which may lack its end while it is typed, or up to a space. */
static struct str take_value(struct scan *scan)
{
    bool quoted = scan->at < scan->end && *scan->at == '"';
    struct str value;

    scan->at += quoted;
    if (quoted)
        skip_spaces(scan);
    value.p = scan->at;
    while (scan->at < scan->end && *scan->at != (quoted ? '"' : ' '))
        scan->at++;
    value.bytes = (size_t)(scan->at - value.p);
    scan->at += quoted && scan->at < scan->end;
    while (value.bytes && value.p[value.bytes - 1] == ' ')
        value.bytes--;
    return value;
}

/* Takes the hyphen before what an article must not have. A dash is none, although it is folded to
 * one. */
static bool take_minus(struct scan *scan)
{
    const struct folded *folded = &scan->query->folded;
    struct str source = scan->source;
    size_t from;

    if (scan->at == scan->end || *scan->at != '-')
        return false;
    from = folded_source(folded, (size_t)(scan->at - folded->text));
    source.p += from;
    source.bytes -= from;
    if (!str_case_begins(source, "-") && !str_case_begins(source, "－"))
        return false;
    scan->at++;
    return true;
}

/* Takes the name of a field and the colon after it. */
static bool take_name(struct scan *scan, enum query_field *field)
{
    for (size_t i = 0; i < sizeof(NAMES) / sizeof(*NAMES); i++) {
        size_t bytes = strlen(NAMES[i].name);

        if ((size_t)(scan->end - scan->at) <= bytes || scan->at[bytes] != ':' ||
            memcmp(scan->at, NAMES[i].name, bytes) != 0)
            continue;
        *field = NAMES[i].field;
        scan->at += bytes + 1;
        return true;
    }
    return false;
}

/* Notes the part from `from` on as wrong, if no other is before it. */
static void note_wrong(struct scan *scan, const char *from, enum query_fault fault)
{
    if (scan->query->wrong.bytes)
        return;
    scan->query->wrong = (struct str){from, (size_t)(scan->at - from)};
    scan->query->fault = fault;
}

/* Takes a field's value. `from` is where the field begins. */
static void take_field(struct scan *scan, const char *from, bool without, enum query_field field)
{
    struct query *query = scan->query;
    struct query_filter filter = {.field = field, .without = without, .value = take_value(scan)};
    bool is_date = field == QUERY_AFTER || field == QUERY_BEFORE;

    if (!filter.value.bytes)
        note_wrong(scan, from, QUERY_LACKS_VALUE);
    else if (is_date && !date_read_part(filter.value, filter.date, &filter.date_bytes))
        note_wrong(scan, from, QUERY_LACKS_DATE);
    else if (query->filter_count == QUERY_WORDS)
        note_wrong(scan, from, QUERY_HAS_TOO_MANY);
    else
        query->filters[query->filter_count++] = filter;
}

/* Takes a word or a phrase, unless there is none, or only hyphens after a hyphen. `from` is where
 * it begins. */
static void take_word(struct scan *scan, const char *from, bool without)
{
    struct query *query = scan->query;
    struct str *words = without ? query->without : query->words;
    size_t *count = without ? &query->without_count : &query->word_count, hyphens = 0;
    struct str word = take_value(scan);

    while (without && hyphens < word.bytes && word.p[hyphens] == '-')
        hyphens++;
    if (hyphens == word.bytes)
        return;
    if (*count == QUERY_WORDS)
        note_wrong(scan, from, QUERY_HAS_TOO_MANY);
    else
        words[(*count)++] = word;
}

/* Notes a name before a colon, as of a field, but of none that there is. */
static void note_unknown(struct query *query, struct str word)
{
    size_t bytes = 0;

    while (bytes < word.bytes) {
        char32_t cp;
        size_t next = bytes + utf8_decode(word.p + bytes, word.bytes - bytes, &cp);

        if (cp == ':')
            break;
        if (!character_is_letter(cp))
            return;
        bytes = next;
    }
    if (bytes && bytes < word.bytes && !query->unknown.bytes &&
        !(bytes + 1 < word.bytes && word.p[bytes + 1] == '/'))
        query->unknown = (struct str){word.p, bytes};
}

static void begin(struct query *query, struct str text, struct scan *scan)
{
    text_fold(&query->folded, text);
    query->word_count = query->without_count = query->filter_count = 0;
    query->wrong = query->unknown = (struct str){0};
    query->by_pinyin = false;
    *scan =
        (struct scan){query, text, query->folded.text, query->folded.text + query->folded.bytes};
    skip_spaces(scan);
}

void query_set(struct query *query, struct str text)
{
    struct scan scan;

    for (begin(query, text, &scan); scan.at < scan.end; skip_spaces(&scan)) {
        const char *from = scan.at;
        bool without = take_minus(&scan);
        enum query_field field;

        if (take_name(&scan, &field)) {
            take_field(&scan, from, without, field);
            continue;
        }
        take_word(&scan, from, without);
        note_unknown(query, (struct str){from + without, (size_t)(scan.at - from) - without});
    }
}

void query_set_words(struct query *query, struct str text)
{
    struct scan scan;

    for (begin(query, text, &scan); scan.at < scan.end; skip_spaces(&scan))
        take_word(&scan, scan.at, false);
}

bool query_write_fault(const struct query *query, struct buffer *out)
{
    struct str wrong = query->wrong, whole = {query->folded.text, query->folded.bytes};

    if (!wrong.bytes && !query_is_empty(query))
        return false;
    whole = utf8_trim(whole, character_is_space);
    if (!wrong.bytes && !whole.bytes)
        buffer_add_text(out, _("没有写要找的词"));
    else if (!wrong.bytes)
        buffer_addf(out, _("“%.*s”里没有要找的词"), STR_FMT(whole));
    else if (query->fault == QUERY_HAS_TOO_MANY)
        buffer_addf(out, _("要找的词太多，从“%.*s”起写不下；最多 %d 个"), STR_FMT(wrong),
                    QUERY_WORDS);
    else if (query->fault == QUERY_LACKS_VALUE)
        buffer_addf(out, _("“%.*s”后面要有词"), STR_FMT(wrong));
    else
        buffer_addf(out, _("“%.*s”里没有日期，要像 2025、2025-01 或 2025-01-31"), STR_FMT(wrong));
    return true;
}

void query_write_hint(const struct query *query, struct buffer *out)
{
    if (query->unknown.bytes)
        buffer_addf(out, _("；没有“%.*s:”这一栏，只有地区、主题、地点、作者、自、至"),
                    STR_FMT(query->unknown));
}

const char *query_help(void)
{
    return _("搜索里可写：几个词、\"短语\"、-不要的词、地区:萧山、主题:文化、地点:湘湖、作者:郑宸、"
             "自:2025-01、至:2025-06（含当月）");
}
