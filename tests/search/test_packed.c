/* The search of an index's packed texts finds what the search of every article does. */

#include "base/file.h"
#include "content/generate.h"
#include "content/index.h"
#include "scratch.h"
#include "search/search.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { GENERATED = 16, GENERATED_BYTES = 1200, LARGE_BYTES = 135000, RANDOM_WORDS = 60 };

/* Articles with the words in every place that an article has, and others of which nothing is known;
 * loaded from the files, and opened from their index. */
struct archive {
    char *folder, *content, *path;
    struct edition loaded, opened;
    struct buffer texts; /* of all files */
    uint64_t random;
};

static void put(struct archive *archive, const char *name, struct str text)
{
    scratch_put(archive->content, name, text.p, text.bytes);
    buffer_add_str(&archive->texts, text);
}

static void put_cases(struct archive *archive)
{
    static const char *const CASES[] = {
        "---\ntitle: 四季青街道\nplace: 望江街道\ndistrict: 上城区\ntopics: [文化, 教育]\n"
        "authors: [张三, 李四]\ndate: 2026-11-20\nkicker: 要闻\nsubtitle: 水箱漏了\n"
        "summary: 概要说水箱\nnote: 本文有更正\nlink: https://example.org/old\n---\n正文很短。\n",
        "---\ntitle: 在季\npinned: true\n---\n看四[季](https://example.org/x)青街道的"
        "[这里](https://example.org/y)水箱。\n",
        "---\ntitle: 表格\n---\n| 水箱 | 甲 |\n| --- | --- |\n| 四季 | 青街道 "
        "|\n\n末了是四季青。\n",
        "---\ntitle: 脚注\n---\n正文[^1]。\n\n[^1]: "
        "注里有水箱，见[网站](https://example.org/z)。\n",
        "---\ntitle: 单位\n---\n面积100㎡……约m2。㈱会社，株式会社ﾊﾟ，é́ E\xCC\x81。ＡＩ。\n",
        "---\ntitle: 提示框\n---\n::: note\n框里的话。\n:::\n\n![](a.png)\n\n一行  \n两行\n",
        "---\ntitle: 重行长\n---\n银行重要，长江。臺灣的檯子。「引」“文”——完\n\n```\n水\t箱\n```\n",
        "没有头，只有水箱和x1。\n",
        "---\ntitle: 社区服务站\n---\n路灯亮了。\n",
        "---\ntitle: 空\nsummary: 四季\nplace: 青街道\n---\n",
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
        char name[32];

        snprintf(name, sizeof(name), "case%02zu.md", i);
        put(archive, name, str_of(CASES[i]));
    }
}

static void put_generated(struct archive *archive, size_t number, size_t bytes)
{
    struct buffer text = {0};
    char name[32];

    snprintf(name, sizeof(name), "%s/%zu.md", number % 2 ? "乡" : "镇", number);
    buffer_addf(&text, "---\ntitle: 第%zu篇\n---\n", number);
    generate_document(&text, number, bytes, number % 3 == 0);
    buffer_add_text(&text, "\n\n末尾是四季青。\n");
    put(archive, name, buffer_str(&text));
    buffer_free(&text);
}

/* Writes the index of the edition that was loaded, and opens it. */
static void open_index(struct archive *archive)
{
    assert_int_equal(index_write(archive->path, &archive->loaded, archive->content, NULL), 0);
    assert_true(edition_open(&archive->opened, archive->path, archive->content,
                             &(struct edition_filter){0}));
}

static int set_up(void **state)
{
    struct archive *archive = calloc(1, sizeof(*archive));
    struct diags diags = {0};

    archive->folder = scratch_new();
    archive->content = scratch_path(archive->folder, "content");
    archive->path = scratch_path(archive->folder, "index");
    archive->random = 14;
    assert_int_equal(mkdir(archive->content, 0755), 0);
    put_cases(archive);
    for (size_t i = 0; i < GENERATED; i++)
        put_generated(archive, i, GENERATED_BYTES);
    assert_true(edition_load(&archive->loaded, archive->content, &diags));
    edition_show(&archive->loaded, &(struct edition_filter){0});
    diags_free(&diags);
    open_index(archive);
    *state = archive;
    return 0;
}

static int tear_down(void **state)
{
    struct archive *archive = *state;

    edition_free(&archive->loaded);
    edition_free(&archive->opened);
    buffer_free(&archive->texts);
    scratch_free(archive->folder);
    free(archive->content);
    free(archive->path);
    free(archive);
    return 0;
}

enum { CONTEXT_COLS = 72 };

static void search_all(struct search *search, const struct edition *edition, struct str words,
                       enum link_form links, int line_cols)
{
    *search = (struct search){.links = links, .line_cols = line_cols};
    search_start(search, edition, words);
    while (search_step(search))
        continue;
}

/* Compares what would be printed of a result. */
static void expect_same_context(const struct search *plain, const struct search *printed, size_t i)
{
    struct buffer left = {0}, right = {0};

    search_context(search_passage(plain, i), CONTEXT_COLS, &left);
    search_context(search_passage(printed, i), CONTEXT_COLS, &right);
    if (!str_eq(buffer_str(&left), buffer_str(&right)))
        fail_msg("“%.*s”: “%s”, not “%s”", STR_FMT(plain->query.words[0]), buffer_c_str(&right),
                 buffer_c_str(&left));
    buffer_free(&left);
    buffer_free(&right);
}

static void expect_same_results(const struct search *plain, const struct search *packed,
                                struct str words)
{
    if (plain->count != packed->count || plain->query.by_pinyin != packed->query.by_pinyin)
        fail_msg("“%.*s”: %zu, not %zu", STR_FMT(words), packed->count, plain->count);
    for (size_t i = 0; i < plain->count; i++) {
        const struct search_result *a = &plain->results[i], *b = &packed->results[i];
        const struct search_passage *left, *right;

        left = search_passage(plain, i);
        right = search_passage(packed, i);
        if (a->article != b->article || a->rank != b->rank || a->pass != b->pass ||
            left->position != right->position || left->match != right->match ||
            !str_eq(left->context, right->context))
            fail_msg("“%.*s”: result %zu is another", STR_FMT(words), i);
    }
}

/* Compares the two searches. Returns the number of results. */
static size_t compare(const struct archive *archive, struct str words, enum link_form links)
{
    struct search plain, packed, printed;
    size_t count;

    search_all(&plain, &archive->loaded, words, links, 0);
    search_all(&packed, &archive->opened, words, links, 0);
    search_all(&printed, &archive->opened, words, links, CONTEXT_COLS);
    if (!query_is_empty(&packed.query))
        assert_non_null(packed.packed);
    assert_null(plain.packed);
    expect_same_results(&plain, &packed, words);
    count = packed.count;
    assert_int_equal(printed.count, count);
    for (size_t i = 0; i < count; i++)
        expect_same_context(&plain, &printed, i);
    search_free(&printed);
    search_free(&plain);
    search_free(&packed);
    return count;
}

static void known_words(void **state)
{
    static const struct {
        const char *words;
        bool found, found_without_addresses;
    } CASES[] = {
        {"四季青", true, true},          /* in a title, over a link's number, at the end of many */
        {"水箱", true, true},            /* in subtitle, summary, body, table and footnote */
        {"水箱 四季", true, true},       /* in several texts */
        {"正文 四季青街道", true, true}, /* one in the head, one in the body */
        {"很短 四季", true, true},
        {"路灯 社区服务站", true, true},
        {"青街道末了", false, false}, /* the end of one cell and the next text */
        {"四季青街道的", true, true},
        {"更正", true, true},
        {"说明", true, true}, /* the program's own words before the note */
        {"example.org/old", true, false},
        {"example.org", true, false},
        {"m2", true, true},
        {"m", true, true},
        {"2", true, true},
        {".", true, true},
        {"..", false, false}, /* not within a cluster: … is one */
        {"株式", true, true},
        {"株", true, true},
        {"会社", true, true},
        {"e", true, true},
        {"台湾", true, true},
        {"\"文\"", true, true},
        {"sjq", true, true},
        {"sjqjd", true, true},
        {"yhzy", true, true}, /* with a second initial of a character */
        {"zxc", true, true},
        {"sx zs", true, true},
        {"x1", true, true},
        {"一行", true, true},
        {"行两", false, false},
        {"qqqq", false, false},
        {"\"看四季青\"", true, true},
        {"水箱 -街道", true, true}, /* in a body, and in a title */
        {"-水箱", true, true},
        {"-水箱 -四季", true, true},
        {"四季 -example", true, true}, /* in addresses, which may be no text */
        {"四季青 -概要", true, true},  /* in a summary */
        {"sjq -shuixiang", true, true},
        {"sjq -概要", true, true},
        {"district:上城", true, true},
        {"district:上城 -水箱", false, false},
        {"-district:上城 水箱", true, true},
        {"topic:文化 topic:jiaoyu", true, true},
        {"author:李四 after:2026-11", true, true},
        {"before:2026-11-19", false, false},
        {"-after:2000 place:青", true, true},
        {"", false, false},
    };
    const struct archive *archive = *state;

    for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
        struct str words = str_of(CASES[i].words);
        bool found = compare(archive, words, LINKS_NUMBERED),
             without = compare(archive, words, LINKS_PLAIN);

        if (found != CASES[i].found || without != CASES[i].found_without_addresses)
            fail_msg("“%s”: %d, %d", CASES[i].words, found, without);
    }
}

static size_t choose(struct archive *archive, size_t below)
{
    archive->random = archive->random * 6364136223846793005 + 1442695040888963407;
    return (size_t)(archive->random >> 33) % below;
}

/* Appends a few characters from anywhere in the files. */
static void add_word(struct archive *archive, struct buffer *words)
{
    const struct str all = buffer_str(&archive->texts);
    size_t start = choose(archive, all.bytes - 32), end;

    while (utf8_is_within(all, start))
        start++;
    end = start + 1 + choose(archive, 12);
    while (utf8_is_within(all, end))
        end++;
    buffer_add(words, all.p + start, end - start);
}

static void random_words(void **state)
{
    struct archive *archive = *state;
    size_t found = 0;

    for (int i = 0; i < RANDOM_WORDS; i++) {
        struct buffer words = {0};

        if (i % 4 == 0) {
            for (int letter = 0; letter < 2 + i % 3; letter++)
                buffer_add_char(&words, "sjqdyzxhcgl"[choose(archive, 11)]);
        } else {
            add_word(archive, &words);
        }
        if (i % 3 == 0) {
            buffer_add_text(&words, i % 2 ? " -" : " ");
            add_word(archive, &words);
        }
        found += compare(archive, buffer_str(&words), i % 2 ? LINKS_PLAIN : LINKS_NUMBERED) > 0;
        buffer_free(&words);
    }
    assert_true(found > RANDOM_WORDS / 6);
}

/* Loads what the files are now, and makes the index anew. */
static void load_anew(struct archive *archive, struct index *known)
{
    struct diags diags = {0};

    edition_free(&archive->loaded);
    edition_free(&archive->opened);
    assert_true(edition_load_watched(&archive->loaded, archive->content, &diags, known, NULL));
    open_index(archive);
    diags_free(&diags);
}

/* Expired articles and drafts lie between those that are searched. */
static void some_are_not_shown(void **state)
{
    const struct edition_filter filter = {{"2026-11-25", 10}, true, true};
    struct archive *archive = *state;

    put(archive, "case02.md", str_of("---\ntitle: 稿\ndraft: true\n---\n水箱。\n"));
    put(archive, "case05.md", str_of("---\ntitle: 旧\nexpires: 2026-01-01\n---\n水箱。\n"));
    load_anew(archive, NULL);
    edition_show(&archive->loaded, &filter);
    edition_show(&archive->opened, &filter);
    assert_true(compare(archive, str_of("水箱"), LINKS_NUMBERED));
    assert_true(compare(archive, str_of("sx"), LINKS_NUMBERED));
}

/* The search itself reads a large file that has the words, in a thread. */
static void a_large_file(void **state)
{
    struct archive *archive = *state;
    struct search search;

    put_generated(archive, GENERATED, LARGE_BYTES);
    load_anew(archive, NULL);
    compare(archive, str_of("末尾是四季青"), LINKS_NUMBERED);
    compare(archive, str_of("mws"), LINKS_PLAIN);
    search_all(&search, &archive->opened, str_of("末尾是四季青"), LINKS_NUMBERED, 0);
    assert_int_equal(search.count, GENERATED + 1);
    for (size_t i = 0; i < search.count; i++)
        assert_true((edition_article(&archive->opened, search.results[i].article)->stamp.bytes >
                     100000) == (search.results[i].passage != NULL));
    search_free(&search);
}

/* The texts are looked through in windows; a word lies over the end of one. */
static void over_the_end_of_a_window(void **state)
{
    enum { FILLERS = 120, FILLER_BYTES = 1000, FIRST = 0x5000, HAN = 8000 };
    enum { WINDOW_BYTES = 128 * 1024, NEAR = 10 };
    const size_t at = (WINDOW_BYTES - FILLERS * (FILLER_BYTES + 1)) / 3;
    struct archive *archive = *state;
    struct buffer text = {0};
    char han[8];

    for (int i = 0; i < FILLERS * FILLER_BYTES; i++)
        buffer_add_text(&text, i % FILLER_BYTES ? "x" : "\n\nx");
    buffer_add_text(&text, "\n\n");
    for (char32_t cp = FIRST; cp < FIRST + HAN; cp++)
        buffer_add(&text, han, utf8_encode(cp, han));
    put(archive, "0.md", buffer_str(&text));
    load_anew(archive, NULL);
    for (char32_t cp = FIRST + at - NEAR; cp < FIRST + at + 2 * NEAR; cp++) {
        struct search search;
        size_t bytes = utf8_encode(cp, han);

        bytes += utf8_encode(cp + 1, han + bytes);
        search_all(&search, &archive->opened, (struct str){han, bytes}, LINKS_NUMBERED, 0);
        if (!search.count)
            fail_msg("U+%04X", cp);
        search_free(&search);
    }
    buffer_free(&text);
}

/* Unchanged articles' texts come from the index that was known. */
static void an_index_made_from_another(void **state)
{
    struct archive *archive = *state;

    put(archive, "case03.md", str_of("---\ntitle: 改过\n---\n换了水箱。\n"));
    put(archive, "case99.md", str_of("---\ntitle: 新\n---\n新的。\n"));
    load_anew(archive, index_open(archive->path, archive->content));
    known_words(state);
    assert_int_equal(compare(archive, str_of("换了水箱"), LINKS_PLAIN), 1);
    assert_int_equal(compare(archive, str_of("新的"), LINKS_PLAIN), 1);
}

/* A result whose file has changed or gone shows its title, until the index follows. */
static void a_file_changed_since(void **state)
{
    struct archive *archive = *state;
    char *path = scratch_path(archive->content, "case02.md");
    struct search search;

    for (int gone = 0; gone < 2; gone++) {
        put(archive, "case02.md", str_of("---\ntitle: 表格\n---\n别的。\n"));
        if (gone)
            assert_int_equal(unlink(path), 0);
        search_all(&search, &archive->opened, str_of("末了是"), LINKS_NUMBERED, 0);
        assert_int_equal(search.count, 1);
        assert_true(search_passage(&search, 0)->position == POSITION_NONE);
        assert_true(str_eq(search_passage(&search, 0)->context, str_of("表格")));
        search_free(&search);
    }
    free(path);
}

/* What is printed of many results comes from the index, unless an address has the words. */
static void contexts_without_files(void **state)
{
    static const char *const WORDS[] = {"青街道的", "水箱",   "m2",   "张三 正文", "株式",
                                        "ai",       "\"文\"", "一行", "sx",        "末尾"};
    struct archive *archive = *state;
    char *away = scratch_path(archive->folder, "away");
    size_t bodies = 0;

    assert_int_equal(rename(archive->content, away), 0);
    for (size_t i = 0; i < sizeof(WORDS) / sizeof(*WORDS); i++) {
        struct search packed, plain;

        search_all(&packed, &archive->opened, str_of(WORDS[i]), LINKS_NUMBERED, CONTEXT_COLS);
        assert_int_equal(rename(away, archive->content), 0);
        search_all(&plain, &archive->loaded, str_of(WORDS[i]), LINKS_NUMBERED, CONTEXT_COLS);
        assert_int_equal(rename(archive->content, away), 0);
        assert_int_equal(packed.count, plain.count);
        for (size_t result = 0; result < packed.count; result++) {
            expect_same_context(&plain, &packed, result);
            bodies += packed.results[result].pass == SEARCH_BODIES;
        }
        search_free(&packed);
        search_free(&plain);
    }
    assert_true(bodies > GENERATED);
    assert_int_equal(rename(away, archive->content), 0);
    free(away);
}

/* Patches the edition of the index with a changed, a new and a withdrawn article. */
static void patch(struct archive *archive)
{
    const struct str names[] = {str_of("case02.md"), str_of("case04a.md"), str_of("case07.md")};
    char *path = scratch_path(archive->content, "case07.md");
    struct edition next;
    struct diags diags = {0};

    put(archive, "case02.md", str_of("---\ntitle: 表格\n---\n别的水箱。\n"));
    put(archive, "case04a.md", str_of("---\ntitle: 四季青\n---\n新来的x1。\n"));
    assert_int_equal(unlink(path), 0);
    assert_true(edition_patch(&next, &archive->opened, archive->content, names,
                              sizeof(names) / sizeof(*names), &diags));
    edition_free(&archive->opened);
    archive->opened = next;
    edition_free(&archive->loaded);
    assert_true(edition_load(&archive->loaded, archive->content, &diags));
    diags_free(&diags);
    free(path);
}

/* The articles that have changed since are read, those of the index around them are not passed
 * over. */
static void a_patched_edition(void **state)
{
    static const char *const WORDS[] = {"水箱",   "四季青", "新来的",    "别的水箱",
                                        "末了是", "sjq",    "表格 水箱", "x1",
                                        "一行",   "单位",   "四 季青",   "末尾是四季青"};
    struct archive *archive = *state;

    patch(archive);
    for (size_t i = 0; i < sizeof(WORDS) / sizeof(*WORDS); i++)
        compare(archive, str_of(WORDS[i]), i % 2 ? LINKS_PLAIN : LINKS_NUMBERED);
    random_words(state);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_words),
        TEST(random_words),
        TEST(some_are_not_shown),
        TEST(a_large_file),
        TEST(over_the_end_of_a_window),
        TEST(an_index_made_from_another),
        TEST(a_file_changed_since),
        TEST(contexts_without_files),
        TEST(a_patched_edition),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
