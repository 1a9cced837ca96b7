#include "base/i18n.h"
#include "content/date.h"
#include "search/query.h"

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

/* Reads a day, a month or a year, each as people write it. */
static bool read_date(struct query_filter *filter)
{
    enum { DAY = 10, MONTH = 7, YEAR = 4 };
    static const struct {
        const char *rest; /* that makes it a day */
        size_t bytes;
    } FORMS[] = {{"", DAY},      {"-1", MONTH},  {"/1", MONTH},   {".1", MONTH},
                 {"1日", MONTH}, {"-1-1", YEAR}, {"1月1日", YEAR}};
    struct buffer text = {0};
    bool read = false;

    for (size_t i = 0; i < sizeof(FORMS) / sizeof(*FORMS) && !read; i++) {
        buffer_clear(&text);
        buffer_add_str(&text, filter->value);
        buffer_add_text(&text, FORMS[i].rest);
        read = date_read(buffer_str(&text), filter->date);
        filter->date_bytes = FORMS[i].bytes;
    }
    buffer_free(&text);
    return read;
}

/* Takes a field's value. `from` is where the field begins. */
static void take_field(struct scan *scan, const char *from, bool without, enum query_field field)
{
    struct query *query = scan->query;
    struct query_filter filter = {.field = field, .without = without, .value = take_value(scan)};
    bool is_date = field == QUERY_AFTER || field == QUERY_BEFORE;

    if (!filter.value.bytes || (is_date && !read_date(&filter))) {
        if (!query->wrong.bytes) {
            query->wrong = (struct str){from, (size_t)(scan->at - from)};
            query->lacks_value = !filter.value.bytes;
        }
        return;
    }
    if (query->filter_count < QUERY_WORDS)
        query->filters[query->filter_count++] = filter;
}

static void add_word(struct str *words, size_t *count, struct str word)
{
    if (word.bytes && *count < QUERY_WORDS)
        words[(*count)++] = word;
}

static void begin(struct query *query, struct str text, struct scan *scan)
{
    text_fold(&query->folded, text);
    query->word_count = query->without_count = query->filter_count = 0;
    query->wrong = (struct str){0};
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

        if (take_name(&scan, &field))
            take_field(&scan, from, without, field);
        else if (without)
            add_word(query->without, &query->without_count, take_value(&scan));
        else
            add_word(query->words, &query->word_count, take_value(&scan));
    }
}

void query_set_words(struct query *query, struct str text)
{
    struct scan scan;

    for (begin(query, text, &scan); scan.at < scan.end; skip_spaces(&scan))
        add_word(query->words, &query->word_count, take_value(&scan));
}

bool query_write_fault(const struct query *query, struct buffer *out)
{
    struct str wrong = query->wrong;

    if (!wrong.bytes)
        return false;
    if (query->lacks_value)
        buffer_addf(out, _("“%.*s”后面要有词"), STR_FMT(wrong));
    else
        buffer_addf(out, _("“%.*s”里没有日期，要像 2025、2025-01 或 2025-01-31"), STR_FMT(wrong));
    return true;
}

const char *query_help(void)
{
    return _("搜索里可写：几个词、\"短语\"、-不要的词、地区:萧山、主题:文化、地点:湘湖、作者:郑宸、"
             "自:2025-01、至:2025-06（含当月）");
}
