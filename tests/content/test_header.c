/* Tests of a header's readers, of dates and of names of keys. */

#include "../../src/content/header.h"
#include "../../src/content/header_keys.h"
#include "base/buffer.h"
#include "content/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* Returns a pseudo-random number below `below`, the same in every run. */
static unsigned next_number(unsigned *state, unsigned below)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 16) % below;
}

/* Adds a value made of pieces, some of which mean something to YAML. */
static void add_value(struct buffer *text, unsigned *state)
{
    static const char *const pieces[] = {
        "甲",   "乙丙",
        "a",    "b c",
        "1",    "-",
        " ",    " ",
        ":",    ": ",
        "#",    " #",
        "'",    "''",
        "\"",   "\\",
        "\\n",  "\\\"",
        "[",    "]",
        "[",    "]",
        ", ",   ",",
        "{",    "}",
        "&x",   "*x",
        "!",    "|",
        ">",    "%",
        "@",    "`",
        "?",    "? ",
        "- ",   "~",
        "=",    "，",
        "。",   "null",
        "<<",   "2026-03-05",
        "true", "http://a.b/c?d=e&f#g",
        "  ",   "()",
        "“",    "”",
    };
    static const char *const frames[][2] = {
        {"", ""}, {"", ""}, {"'", "'"}, {"\"", "\""}, {"[", "]"}, {"[甲, ", "]"}, {"['", "', 乙]"},
    };
    unsigned frame = next_number(state, sizeof(frames) / sizeof(*frames));
    unsigned count = next_number(state, 5);

    buffer_add_text(text, frames[frame][0]);
    for (unsigned i = 0; i < count; i++)
        buffer_add_text(text, pieces[next_number(state, sizeof(pieces) / sizeof(*pieces))]);
    buffer_add_text(text, frames[frame][1]);
}

static void add_line(struct buffer *text, unsigned *state, unsigned number)
{
    static const char *const keys[] = {"title", "作者", "a b",    "k#",
                                       "x-y",   "date", "网址/a", "e'f"};
    static const char *const colons[] = {": ", ": ", ":", ":  ", " : ", "："};
    static const char *const ends[] = {"\n", "\n", " \n", " # 注 '释\n", "\r\n"};
    unsigned kind = next_number(state, 12);

    if (kind == 0) {
        buffer_add_text(text, "# 注释: [\n");
    } else if (kind == 1) {
        buffer_add_text(text, next_number(state, 2) ? "\n" : "   \n");
    } else {
        buffer_addf(text, "%s%u", keys[next_number(state, 8)], number);
        buffer_add_text(text, colons[next_number(state, 6)]);
        add_value(text, state);
        buffer_add_text(text, ends[next_number(state, 5)]);
    }
}

static bool same_item(const struct header_item *a, const struct header_item *b)
{
    return str_eq(a->text, b->text) && a->line == b->line && a->column == b->column &&
           a->plain == b->plain && a->nameless == b->nameless;
}

static bool same_entry(const struct header *a, const struct header *b, size_t index)
{
    const struct header_entry *left = &a->entries[index], *right = &b->entries[index];

    if (!str_eq(left->key, right->key) || left->line != right->line || left->shape != right->shape)
        return false;
    /* For an empty value libyaml has an item without text. */
    if (!left->count)
        return !right->count || (right->count == 1 && !b->items[right->first].text.bytes);
    for (size_t i = 0; i < left->count; i++)
        if (!same_item(&a->items[left->first + i], &b->items[right->first + i]))
            return false;
    return left->count == right->count;
}

static void both_readers_agree(void **state)
{
    enum { HEADERS = 200000, LEAST_READ = 30000 };
    unsigned number = 1;
    size_t read = 0;

    (void)state;
    for (int i = 0; i < HEADERS; i++) {
        struct header flat = {0}, yaml = {0};
        struct buffer text = {0};
        unsigned lines = 1 + next_number(&number, 3);

        for (unsigned line = 0; line < lines; line++)
            add_line(&text, &number, line);
        flat_read(&flat, buffer_str(&text), 2);
        if (!flat.fault_count) {
            bool same;

            yaml_read(&yaml, buffer_str(&text), 2);
            same = !yaml.fault_count && flat.count == yaml.count;
            for (size_t j = 0; same && j < flat.count; j++)
                same = same_entry(&flat, &yaml, j);
            if (!same)
                fail_msg("the readers do not agree (%s) on\n%s",
                         yaml.fault_count ? yaml.faults[0].message : "", buffer_c_str(&text));
            read++;
        }
        header_free(&flat);
        header_free(&yaml);
        buffer_free(&text);
    }
    assert_true(read >= LEAST_READ);
}

/* A header that the quick reader cannot read comes from libyaml, with lines and columns as in an
 * editor. */
static void places_beyond_the_quick_reader(void **state)
{
    static const char text[] = "标题: \"甲\r\n  乙\"\r\n作者:\r\n- 丙\r\n- name: 丁\r\n"
                               "  url: x\r\n- [戊, \"己\"]\r\n- url: y\r\n";
    static const struct {
        const char *text;
        size_t line, column;
    } items[] = {{"甲 乙", 2, 9}, {"丙", 5, 3}, {"丁", 6, 3},
                 {"戊", 8, 4},    {"己", 8, 9}, {"", 9, 3}};
    struct header header = {0};

    (void)state;
    header_read_yaml(&header, str_of(text), 2);
    assert_int_equal(header.fault_count, 0);
    assert_int_equal(header.count, 2);
    assert_int_equal(header.item_count, sizeof(items) / sizeof(*items));
    for (size_t i = 0; i < header.item_count; i++) {
        const struct header_item *item = &header.items[i];

        if (!str_eq(item->text, str_of(items[i].text)) || item->line != items[i].line ||
            item->column != items[i].column)
            fail_msg("%zu: found '%.*s' at %zu:%zu", i, STR_FMT(item->text), item->line,
                     item->column);
    }
    assert_true(header.items[5].nameless);
    header_free(&header);
}

static bool has_too_many(const struct header *header)
{
    for (size_t i = 0; i < header->count; i++)
        if (header->entries[i].too_many)
            return true;
    return false;
}

/* Headers made to take long are refused. */
static void what_has_no_end_is_refused(void **state)
{
    static const struct {
        const char *what;
        const char *begin, *repeat, *end;
        int times;
    } cases[] = {
        {"brackets", "a: ", "[", "\n", 100000},
        {"brackets on lines of their own", "a:\n- b\n", "c: [\n", "\n", 40000},
        {"few enough brackets", "a:\n- b\n", "c: [\n", "\n", 1000},
        {"braces", "a: ", "{a: ", "\n", 50000},
        {"items of items", "a:\n", "- ", "x\n", 100000},
        {"anchors", "a: [", "&a b, ", "]\n", 30000},
        {"aliases of aliases",
         "a: &a [x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\n"
         "c: &c [*b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c]\n"
         "e: &e [*d, *d, *d, *d, *d, *d, *d, *d]\nf: &f [",
         "*e, ", "]\n", 8},
        {"a list that is in itself", "a: &a [*a", ", *a", "]\n", 8},
        {"keys of keys", "", "? ", "\n", 50000},
        {"a key that does not end", "a:\n - b\n", "x", "\n", 200000},
        {"open quotation marks", "a:\n- b\n", "c: '\n", "\n", 20000},
        {"lines that are none", "", "x\n", "\n", 100000},
        {"many keys", "a:\n- b\n", "? k\n", "\n", 20000},
        {"long before a fault", "a:\n- b\n", "- 甲乙丙丁\n", "b: [\n", 10000},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        struct buffer text = {0};
        struct header header = {0};

        buffer_add_text(&text, cases[i].begin);
        for (int j = 0; j < cases[i].times; j++)
            buffer_add_text(&text, cases[i].repeat);
        buffer_add_text(&text, cases[i].end);
        header_read_yaml(&header, buffer_str(&text), 2);
        if (!header.fault_count && !has_too_many(&header))
            fail_msg("%s: no fault", cases[i].what);
        header_free(&header);
        buffer_free(&text);
    }
}

static void days(void **state)
{
    static const struct {
        const char *text;
        const char *day; /* NULL: not a date */
    } cases[] = {
        {"2026-03-05", "2026-03-05"},
        {"2026-3-5", "2026-03-05"},
        {"2026/3/5", "2026-03-05"},
        {"2026.3.5", "2026-03-05"},
        {"2026年3月5日", "2026-03-05"},
        {"2026 年 3 月 5 日", "2026-03-05"},
        {"2026年03月05日 10:00", "2026-03-05"},
        {"2026年3月5日10：00", "2026-03-05"},
        {"２０２６年３月５日", "2026-03-05"},
        {"2026-03-05 10:00", "2026-03-05"},
        {"2026-03-05 9:05:01", "2026-03-05"},
        {"2026-03-05T23:59:59Z", "2026-03-05"},
        {"2026-03-05T23:59:59.123+08:00", "2026-03-05"},
        {"2026-03-05T00:00:00-0800", "2026-03-05"},
        {"2026-03-05 10:00:00 +0800", "2026-03-05"},
        {"2026-03-05 10:00:00 +8", "2026-03-05"},
        {"2026-03-05 10:00:00 UTC", "2026-03-05"},
        {"2026/3/5 8:10 PM", "2026-03-05"},
        {"2024-02-29", "2024-02-29"},
        {"2023-02-29", NULL},
        {"1900-2-29", NULL},
        {"2026-13-01", NULL},
        {"2026-00-01", NULL},
        {"2026-04-31", NULL},
        {"0000-01-01", NULL},
        {"26-3-5", NULL},
        {"2026-3", NULL},
        {"2026-3-5-6", NULL},
        {"2026-3/5", NULL},
        {"20260305", NULL},
        {"3/5/2026", NULL},
        {"2026-03-005", NULL},
        {"2026-03-05T", NULL},
        {"2026-03-05T25:00", NULL},
        {"2026-03-05 10:60", NULL},
        {"2026-03-05 10:00:61", NULL},
        {"2026-03-05 13:00 PM", NULL},
        {"2026-03-05 10:00 +99", NULL},
        {"2026-03-05 明天", NULL},
        {"2026-03-05x", NULL},
        {"明天", NULL},
        {"", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        char date[DATE_BYTES];
        bool is_day = date_read(str_of(cases[i].text), date);

        if (is_day != (cases[i].day != NULL) ||
            (is_day && memcmp(date, cases[i].day, DATE_BYTES) != 0))
            fail_msg("%s: %.*s", cases[i].text, is_day ? DATE_BYTES : 0, date);
    }
}

static void names_of_keys(void **state)
{
    static const struct {
        const char *name;
        enum key key;
        bool own;
    } cases[] = {
        {"title", KEY_TITLE, true},     {"TITLE", KEY_TITLE, true},
        {"标题", KEY_TITLE, true},      {"引题", KEY_KICKER, true},
        {"副题", KEY_SUBTITLE, true},   {"作者", KEY_AUTHORS, true},
        {"地区", KEY_DISTRICT, true},   {"地点", KEY_PLACE, true},
        {"主题", KEY_TOPIC, true},      {"日期", KEY_DATE, true},
        {"期号", KEY_ISSUE, true},      {"版面", KEY_PAGE, true},
        {"来源", KEY_SOURCE, true},     {"链接", KEY_LINK, true},
        {"摘要", KEY_SUMMARY, true},    {"有效期", KEY_EXPIRES, true},
        {"置顶", KEY_PINNED, true},     {"草稿", KEY_DRAFT, true},
        {"按语", KEY_NOTE, true},       {"排序", KEY_ORDER, true},
        {"更多主题", KEY_TOPICS, true}, {"expiryDate", KEY_EXPIRES, false},
        {"author", KEY_AUTHORS, false}, {"categories", KEY_CATEGORIES, false},
        {"layout", KEY_IGNORED, false}, {"Lastmod", KEY_IGNORED, false},
        {"zuletzt", KEY_COUNT, false},  {"", KEY_COUNT, false},
    };
    static const char *const typos[][2] = {
        {"expire", "expires"}, {"titel", "title"},        {"Auther", "author"},
        {"sumary", "summary"}, {"dtae", "date"},          {"pined", "pinned"},
        {"darft", "draft"},    {"有效期限", "有效期"},    {"标 题", "标题"},
        {"作家", "作者"},      {"sub-title", "subtitle"},
    };
    static const char *const others[] = {"x", "colour", "编辑", "heroText", "", "联系电话和地址"};

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        const struct key_name *name = key_find(str_of(cases[i].name));

        if ((name ? name->key : KEY_COUNT) != cases[i].key || (name && name->own != cases[i].own))
            fail_msg("%s", cases[i].name);
    }
    for (size_t i = 0; i < sizeof(typos) / sizeof(*typos); i++) {
        const char *found = key_suggest(str_of(typos[i][0]));

        if (!found || strcmp(found, typos[i][1]) != 0)
            fail_msg("%s: %s", typos[i][0], found ? found : "nothing");
    }
    for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
        if (key_suggest(str_of(others[i])))
            fail_msg("%s: %s", others[i], key_suggest(str_of(others[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_readers_agree),
        cmocka_unit_test(places_beyond_the_quick_reader),
        cmocka_unit_test(what_has_no_end_is_refused),
        cmocka_unit_test(days),
        cmocka_unit_test(names_of_keys),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
