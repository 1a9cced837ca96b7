#include "content/archive.h"

#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

const struct edition_filter ARCHIVE_FILTER = {TODAY, true, true};

void archive_put(const struct archive *archive, const char *name, const char *text)
{
    scratch_put(archive->content, name, text, strlen(text));
}

int archive_set_up(void **state)
{
    struct archive *archive = calloc(1, sizeof(*archive));

    archive->folder = scratch_new();
    archive->content = scratch_path(archive->folder, "content");
    archive->path = scratch_path(archive->folder, "index");
    assert_int_equal(mkdir(archive->content, 0755), 0);
    archive_put(archive, "_index.md", "---\ntitle: 东桥周报\n---\n");
    archive_put(archive, "a/_index.md", "---\ntitle: 上城区\n---\n");
    archive_put(archive, "a/甲.md",
                "---\ntitle: 甲\nauthors: [张三, 李四]\ntopics: [文化, 教育]\ndate: 2026-11-20\n"
                "expires: 2026-11-30\nplace: 四季青\norder: 2\n---\n正文。\n");
    archive_put(
        archive, "b/乙.md",
        "---\ntitle: 乙\npinned: true\nsummary: 摘要\nlink: https://example.org\n---\n乙。\n");
    archive_put(archive, "b/丙.md", "---\ntitle: 丙\nexpires: 2026-11-01\n---\n旧。\n");
    archive_put(archive, "b/丁.md", "---\ntitle: 丁\ndraft: true\n---\n稿。\n");
    archive_put(archive, "戊.md", "# 标题\n\n没有头。\n");
    archive_put(archive, "x.md", "---\ntitle: 同名\n---\n");
    archive_put(archive, "x.markdown", "---\ntitle: 同名\n---\n");
    archive_put(archive, "bad.md", "---\ntitle: [\n---\n");
    archive_put(archive, "README.md", "说明。\n");
    *state = archive;
    return 0;
}

int archive_tear_down(void **state)
{
    struct archive *archive = *state;

    scratch_free(archive->folder);
    free(archive->content);
    free(archive->path);
    free(archive);
    return 0;
}

void archive_load(const struct archive *archive, struct index *known, struct edition *edition)
{
    struct diags diags = {0};

    assert_true(edition_load_watched(edition, archive->content, &diags, known, NULL));
    edition_show(edition, &ARCHIVE_FILTER);
    diags_free(&diags);
}

void archive_index(const struct archive *archive)
{
    struct edition edition;

    archive_load(archive, NULL, &edition);
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

void archive_same_tree(const struct edition *a, const struct edition *b, enum grouping grouping,
                       enum sorting sorting)
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

void archive_same(const struct edition *a, const struct edition *b)
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
        archive_same_tree(a, b, (enum grouping)(i / SORTING_COUNT),
                          (enum sorting)(i % SORTING_COUNT));
}
