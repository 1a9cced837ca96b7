#include "content/index.h"

#include "content/use_index.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define TODAY                                                                                      \
    {                                                                                              \
        "2026-11-25", 10                                                                           \
    }

static const struct edition_filter FILTER = {TODAY, true, true};

/* A folder of articles and the path of its index. */
struct archive {
    char *folder, *content, *path;
};

static void put(const struct archive *archive, const char *name, const char *text)
{
    scratch_put(archive->content, name, text, strlen(text));
}

static int set_up(void **state)
{
    struct archive *archive = calloc(1, sizeof(*archive));

    archive->folder = scratch_new();
    archive->content = scratch_path(archive->folder, "content");
    archive->path = scratch_path(archive->folder, "index");
    assert_int_equal(mkdir(archive->content, 0755), 0);
    put(archive, "_index.md", "---\ntitle: 东桥周报\n---\n");
    put(archive, "a/_index.md", "---\ntitle: 上城区\n---\n");
    put(archive, "a/甲.md",
        "---\ntitle: 甲\nauthors: [张三, 李四]\ntopics: [文化, 教育]\ndate: 2026-11-20\n"
        "expires: 2026-11-30\nplace: 四季青\norder: 2\n---\n正文。\n");
    put(archive, "b/乙.md",
        "---\ntitle: 乙\npinned: true\nsummary: 摘要\nlink: https://example.org\n---\n乙。\n");
    put(archive, "b/丙.md", "---\ntitle: 丙\nexpires: 2026-11-01\n---\n旧。\n");
    put(archive, "b/丁.md", "---\ntitle: 丁\ndraft: true\n---\n稿。\n");
    put(archive, "戊.md", "# 标题\n\n没有头。\n");
    put(archive, "x.md", "---\ntitle: 同名\n---\n");
    put(archive, "x.markdown", "---\ntitle: 同名\n---\n");
    put(archive, "bad.md", "---\ntitle: [\n---\n");
    put(archive, "README.md", "说明。\n");
    *state = archive;
    return 0;
}

static int tear_down(void **state)
{
    struct archive *archive = *state;

    scratch_free(archive->folder);
    free(archive->content);
    free(archive->path);
    free(archive);
    return 0;
}

/* Loads the folder, with an index to start from or NULL. */
static void load(const struct archive *archive, struct index *known, struct edition *edition)
{
    struct diags diags = {0};

    assert_true(edition_load_watched(edition, archive->content, &diags, known, NULL));
    edition_show(edition, &FILTER);
    diags_free(&diags);
}

static void write_index(const struct archive *archive)
{
    struct edition edition;

    load(archive, NULL, &edition);
    assert_int_equal(index_write(archive->path, &edition, archive->content, NULL), 0);
    edition_free(&edition);
}

static void assert_same_text(struct str a, struct str b)
{
    if (!str_eq(a, b))
        fail_msg("“%.*s”, not “%.*s”", STR_FMT(a), STR_FMT(b));
}

static void assert_same_texts(const struct str *a, size_t a_count, const struct str *b,
                              size_t b_count)
{
    assert_int_equal(a_count, b_count);
    for (size_t i = 0; i < a_count; i++)
        assert_same_text(a[i], b[i]);
}

static void assert_same_article(const struct article *a, const struct article *b)
{
    const struct str left[] = {a->id,       a->mark_id,  a->path,   a->title, a->kicker,
                               a->subtitle, a->district, a->place,  a->date,  a->month,
                               a->issue,    a->page,     a->source, a->link,  a->summary,
                               a->expires,  a->note};
    const struct str right[] = {b->id,       b->mark_id,  b->path,   b->title, b->kicker,
                                b->subtitle, b->district, b->place,  b->date,  b->month,
                                b->issue,    b->page,     b->source, b->link,  b->summary,
                                b->expires,  b->note};

    for (size_t i = 0; i < sizeof(left) / sizeof(*left); i++)
        assert_same_text(left[i], right[i]);
    assert_same_texts(a->authors, a->author_count, b->authors, b->author_count);
    assert_same_texts(a->topics, a->topic_count, b->topics, b->topic_count);
    assert_int_equal(a->order, b->order);
    assert_true(a->pinned == b->pinned && a->draft == b->draft && a->headless == b->headless);
    assert_int_equal(a->district_line, b->district_line);
    assert_int_equal(a->expires_line, b->expires_line);
    assert_int_equal(a->body_start, b->body_start);
    assert_true(file_stamp_eq(a->stamp, b->stamp));
}

static void assert_same_tree(const struct edition *a, const struct edition *b,
                             enum grouping grouping, enum sorting sorting)
{
    struct tree left, right;

    tree_build(&left, a, grouping, sorting);
    tree_build(&right, b, grouping, sorting);
    assert_int_equal(left.count, right.count);
    for (size_t i = 0; i < left.count; i++) {
        struct tree_node x = tree_node(&left, i), y = tree_node(&right, i);

        assert_true(x.article == y.article && x.parent == y.parent && x.end == y.end &&
                    x.number == y.number && x.depth == y.depth);
        if (x.article == SIZE_MAX)
            assert_same_text(tree_label(&left, a, i), tree_label(&right, b, i));
    }
    tree_free(&left);
    tree_free(&right);
}

static void assert_same_edition(const struct edition *a, const struct edition *b)
{
    assert_same_text(edition_name(a), edition_name(b));
    assert_int_equal(a->article_count, b->article_count);
    assert_int_equal(a->bad_count, b->bad_count);
    assert_int_equal(a->bad_folder_count, b->bad_folder_count);
    for (size_t i = 0; i < a->article_count; i++) {
        assert_same_article(edition_article(a, i), edition_article(b, i));
        assert_int_equal(edition_find(a, edition_article(b, i)->id), i);
    }
    assert_int_equal(a->shown_count, b->shown_count);
    for (size_t i = 0; i < a->shown_count; i++)
        assert_int_equal(edition_shown(a, i), edition_shown(b, i));
    for (int i = 0; i < GROUPING_COUNT * SORTING_COUNT; i++)
        assert_same_tree(a, b, (enum grouping)(i / SORTING_COUNT),
                         (enum sorting)(i % SORTING_COUNT));
}

static void an_index_is_the_folder(void **state)
{
    const struct archive *archive = *state;
    struct edition loaded, opened;

    write_index(archive);
    load(archive, NULL, &loaded);
    assert_true(edition_open(&opened, archive->path, archive->content, &FILTER));
    assert_true(edition_has_trees(&opened));
    assert_same_edition(&opened, &loaded);
    edition_free(&opened);
    edition_free(&loaded);
}

/* On another day other articles are to be shown, and so they are with other options. */
static void an_index_is_for_some_days(void **state)
{
    static const struct {
        struct edition_filter filter;
        bool fits;
    } CASES[] = {
        {{{"2026-11-01", 10}, true, true}, false},
        {{{"2026-11-02", 10}, true, true}, true},
        {{{"2026-11-30", 10}, true, true}, true},
        {{{"2026-12-01", 10}, true, true}, false},
        {{TODAY, false, true}, false},
        {{TODAY, true, false}, false},
    };
    const struct archive *archive = *state;

    write_index(archive);
    for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
        struct edition loaded, opened;
        bool fits = edition_open(&opened, archive->path, archive->content, &CASES[i].filter);

        if (fits != CASES[i].fits)
            fail_msg("case %zu", i);
        edition_free(&opened);
        /* An edition that is open already shows what it is asked for, with trees of its own. */
        assert_true(edition_open(&opened, archive->path, archive->content, &FILTER));
        edition_show(&opened, &CASES[i].filter);
        load(archive, NULL, &loaded);
        edition_show(&loaded, &CASES[i].filter);
        assert_same_edition(&opened, &loaded);
        edition_free(&opened);
        edition_free(&loaded);
    }
}

static bool is_current(const struct archive *archive)
{
    const atomic_bool given_up = false;
    struct index *index = index_open(archive->path, archive->content);
    struct index_changes changes = {0};
    bool current;

    assert_non_null(index);
    assert_true(index_is_whole(index));
    current = index_is_current(index, archive->content, &given_up, &changes);
    index_changes_free(&changes);
    index_close(index);
    return current;
}

/* Checks that a change is noticed, and that an edition made from the index and the changed files is
 * the one of the files. */
static void expect_noticed(const struct archive *archive)
{
    struct edition anew, renewed;

    assert_false(is_current(archive));
    load(archive, NULL, &anew);
    load(archive, index_open(archive->path, archive->content), &renewed);
    assert_same_edition(&renewed, &anew);
    assert_int_equal(index_write(archive->path, &renewed, archive->content, NULL), 0);
    edition_free(&anew);
    edition_free(&renewed);
    assert_true(is_current(archive));
}

static void each_change_is_noticed(void **state)
{
    const struct archive *archive = *state;
    char *old = scratch_path(archive->content, "b/乙.md"),
         *new = scratch_path(archive->content, "b/己.md");

    write_index(archive);
    assert_true(is_current(archive));
    put(archive, "a/甲.md", "---\ntitle: 改过\n---\n正文。\n");
    expect_noticed(archive);
    put(archive, "new/新.md", "新的。\n");
    expect_noticed(archive);
    assert_int_equal(rename(old, new), 0);
    expect_noticed(archive);
    assert_int_equal(remove(new), 0);
    expect_noticed(archive);
    put(archive, "a/_index.md", "---\ntitle: 拱墅区\n---\n");
    expect_noticed(archive);
    put(archive, "bad.md", "---\ntitle: 好了\n---\n");
    expect_noticed(archive);
    put(archive, "README.md", "---\ntitle: 成了文章\n---\n");
    expect_noticed(archive);
    put(archive, "LICENSE.md", "多了。\n");
    expect_noticed(archive);
    free(old);
    free(new);
}

static uint64_t random_below(uint64_t *random, uint64_t below)
{
    *random = *random * 6364136223846793005 + 1442695040888963407;
    return (*random >> 33) % below;
}

/* Writes, rewrites or withdraws one of some articles, and returns its path below the folder. */
static struct str change_one(const struct archive *archive, uint64_t *random, char name[32])
{
    static const char *const FOLDERS[] = {"", "a/", "b/", "c/"};
    static const char *const LINES[][4] = {
        {"district: 东区\n"},
        {"topics: [文化, 教育, 文化]\n", "topics: [教育]\n"},
        {"authors: [张三, 李四]\n", "authors: [李四, 王五]\n"},
        {"issue: 11\n", "issue: 12\n", "issue: 13\n", "issue: 14\n"},
        {"place: 四季青\n"},
        {"pinned: true\n"},
        {"draft: true\n"},
        {"expires: 2026-11-01\n"},
        {"order: 1\n", "order: 7\n"},
        {NULL, NULL, NULL, "bad\n"}};
    struct buffer text = {0};
    char *path;

    snprintf(name, 32, "%s%d.md", FOLDERS[random_below(random, 4)], (int)random_below(random, 12));
    buffer_addf(&text, "---\ntitle: 题%d\n", (int)random_below(random, 100));
    if (random_below(random, 4))
        buffer_addf(&text, "date: 2026-%02d-%02d\n", 1 + (int)random_below(random, 4),
                    1 + (int)random_below(random, 4));
    for (size_t i = 0; i < sizeof(LINES) / sizeof(*LINES); i++) {
        const char *line = LINES[i][random_below(random, 4)];

        buffer_add_text(&text, line ? line : "");
    }
    buffer_add_text(&text, "---\n正文。\n");
    path = scratch_path(archive->content, name);
    if (random_below(random, 4))
        put(archive, name, buffer_c_str(&text));
    else
        remove(path);
    free(path);
    buffer_free(&text);
    return str_of(name);
}

/* Patches an edition with some changes, and checks that it is that of the folder. Returns whether
 * it could be patched. */
static bool patch(const struct archive *archive, struct edition *edition, uint64_t *random)
{
    enum { MOST_NAMES = 3 };
    size_t count = 1 + random_below(random, MOST_NAMES);
    char paths[MOST_NAMES][32];
    struct str names[MOST_NAMES];
    struct edition next, anew;
    struct diags diags = {0};
    bool patched;

    for (size_t i = 0; i < count; i++)
        names[i] = change_one(archive, random, paths[i]);
    load(archive, NULL, &anew);
    patched = edition_patch(&next, edition, archive->content, names, count, &diags);
    if (patched) {
        edition_free(edition);
        *edition = next;
        assert_same_edition(edition, &anew);
        edition_free(&anew);
    } else {
        edition_free(edition);
        *edition = anew;
    }
    diags_free(&diags);
    return patched;
}

/* An edition that is patched again and again, from an index or from the files, is the one that is
 * loaded. */
static void a_patched_edition_is_the_folder(void **state)
{
    enum { ROUNDS = 200, NEW_INDEX = 20 };
    const struct archive *archive = *state;
    struct edition edition;
    uint64_t random = 14;
    int patched = 0;

    load(archive, NULL, &edition);
    for (int round = 0; round < ROUNDS; round++) {
        if (round % NEW_INDEX == 0) {
            edition_free(&edition);
            load(archive, NULL, &edition);
            assert_int_equal(index_write(archive->path, &edition, archive->content, NULL), 0);
            if (round % (2 * NEW_INDEX) == 0) {
                edition_free(&edition);
                assert_true(edition_open(&edition, archive->path, archive->content, &FILTER));
            }
        }
        patched += patch(archive, &edition, &random);
    }
    edition_free(&edition);
    if (patched < ROUNDS / 2)
        fail_msg("%d of %d", patched, ROUNDS);
}

static void no_other_file_is_an_index(void **state)
{
    const struct archive *archive = *state;
    char *elsewhere = scratch_path(archive->folder, "elsewhere");
    struct buffer bytes = {0};

    assert_null(index_open(archive->path, archive->content));
    write_index(archive);
    assert_int_equal(mkdir(elsewhere, 0755), 0);
    assert_null(index_open(archive->path, elsewhere));
    assert_int_equal(file_read(archive->path, SIZE_MAX, &bytes), 0);
    for (size_t count = 0; count < bytes.bytes; count += 1 + count / 8) {
        scratch_write(archive->path, bytes.data, count);
        assert_null(index_open(archive->path, archive->content));
    }
    scratch_write(archive->path, bytes.data, bytes.bytes);
    bytes.data[20]++;
    scratch_write(archive->path, bytes.data, bytes.bytes);
    assert_null(index_open(archive->path, archive->content));
    bytes.data[20]--;
    bytes.data[bytes.bytes - 9]++;
    scratch_write(archive->path, bytes.data, bytes.bytes);
    struct index *index = index_open(archive->path, archive->content);
    assert_non_null(index);
    assert_false(index_is_whole(index));
    index_close(index);
    buffer_free(&bytes);
    free(elsewhere);
}

/* Whatever the bytes are, all that is read is clean and in range. */
static void a_forged_index_does_no_harm(void **state)
{
    enum { FORGERIES = 3000 };
    const struct archive *archive = *state;
    struct buffer bytes = {0};
    uint64_t random = 14;

    write_index(archive);
    assert_int_equal(file_read(archive->path, SIZE_MAX, &bytes), 0);
    for (int i = 0; i < FORGERIES; i++) {
        struct buffer forged = {0};

        buffer_add_str(&forged, buffer_str(&bytes));
        for (int change = 0; change <= i % 4; change++) {
            random = random * 6364136223846793005 + 1442695040888963407;
            forged.data[(random >> 33) % forged.bytes] = (char)(random >> (i % 2 ? 24 : 28));
        }
        complete_index(forged.data, forged.bytes);
        scratch_write(archive->path, forged.data, forged.bytes);
        use_index(archive->path, archive->content);
        buffer_free(&forged);
    }
    buffer_free(&bytes);
}

/* A file that is cut off while it is mapped is read as zeros. */
static void an_index_that_is_cut_off_does_no_harm(void **state)
{
    const struct archive *archive = *state;
    struct edition edition;

    write_index(archive);
    for (off_t bytes = 8192; bytes >= 0; bytes -= 4096) {
        assert_true(edition_open(&edition, archive->path, archive->content, &FILTER));
        assert_int_equal(truncate(archive->path, bytes), 0);
        for (size_t i = 0; i < edition.article_count; i++)
            edition_title(&edition, i);
        for (int i = 0; i < GROUPING_COUNT * SORTING_COUNT; i++)
            assert_same_tree(&edition, &edition, (enum grouping)(i / SORTING_COUNT),
                             (enum sorting)(i % SORTING_COUNT));
        index_is_whole(edition.index);
        assert_true(bytes > 0 || index_is_cut(edition.index));
        edition_free(&edition);
        write_index(archive);
    }
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_index_is_the_folder),
        TEST(an_index_is_for_some_days),
        TEST(each_change_is_noticed),
        TEST(a_patched_edition_is_the_folder),
        TEST(no_other_file_is_an_index),
        TEST(a_forged_index_does_no_harm),
        TEST(an_index_that_is_cut_off_does_no_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
