#include "content/edition.h"

#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

/* A folder of articles, and the result of loading it. */
struct bulletin {
    char *folder;
    struct edition edition;
    struct diags diags;
    bool loaded;
};

static int make_bulletin(void **state)
{
    struct bulletin *bulletin = calloc(1, sizeof(*bulletin));

    if (!bulletin)
        return -1;
    bulletin->folder = scratch_new();
    *state = bulletin;
    return 0;
}

static int free_bulletin(void **state)
{
    struct bulletin *bulletin = *state;

    edition_free(&bulletin->edition);
    diags_free(&bulletin->diags);
    scratch_free(bulletin->folder);
    free(bulletin);
    return 0;
}

static void add_bytes(struct bulletin *bulletin, const char *name, const char *text, size_t bytes)
{
    scratch_put(bulletin->folder, name, text, bytes);
}

static void add_file(struct bulletin *bulletin, const char *name, const char *text)
{
    add_bytes(bulletin, name, text, strlen(text));
}

static void add_link(struct bulletin *bulletin, const char *name, const char *target)
{
    char *path = scratch_path(bulletin->folder, name);

    assert_int_equal(symlink(target, path), 0);
    free(path);
}

static void load(struct bulletin *bulletin)
{
    edition_free(&bulletin->edition);
    diags_free(&bulletin->diags);
    bulletin->loaded = edition_load(&bulletin->edition, bulletin->folder, &bulletin->diags);
}

static const struct article *article(const struct bulletin *bulletin, const char *id)
{
    size_t index = edition_find(&bulletin->edition, str_of(id));

    if (index == SIZE_MAX)
        fail_msg("no article %s", id);
    return edition_article(&bulletin->edition, index);
}

/* Returns the only diagnostic of a file, by its path below the folder, or NULL if there is none. */
static const struct diag *find_diag(const struct bulletin *bulletin, const char *name)
{
    const struct diag *found = NULL;
    size_t root = strlen(bulletin->folder) + 1;

    for (size_t i = 0; i < bulletin->diags.count; i++) {
        const char *path = bulletin->diags.items[i].path;

        assert_memory_equal(path, bulletin->folder, root - 1);
        if (strcmp(path + root, name) == 0) {
            assert_null(found);
            found = &bulletin->diags.items[i];
        }
    }
    return found;
}

static void assert_diag(const struct bulletin *bulletin, const char *name, enum diag_level level,
                        size_t line, size_t column, const char *message)
{
    const struct diag *diag = find_diag(bulletin, name);

    if (!diag)
        fail_msg("no diagnostic for %s", name);
    if (diag->level != level || diag->line != line || diag->column != column ||
        !strstr(diag->message, message))
        fail_msg("%s:%zu:%zu: %s", name, diag->line, diag->column, diag->message);
}

static void assert_str(struct str found, const char *expected)
{
    if (!str_eq(found, str_of(expected)))
        fail_msg("found '%.*s', expected '%s'", STR_FMT(found), expected);
}

static void a_folder_is_walked_and_sorted(void **state)
{
    static const char *const ids[] = {"b/z", "b/deep/er/c", "a", "b/a", "b/b", "北/京"};
    struct bulletin *bulletin = *state;

    add_file(bulletin, "b/b.md", "---\ntitle: b\n---\n正文\n");
    add_file(bulletin, "b/a.md", "---\ntitle: a\n---\n正文\n");
    add_file(bulletin, "b/z.md", "---\ntitle: z\norder: -1\n---\n正文\n");
    add_file(bulletin, "b/deep/er/c.md", "---\ntitle: c\norder: 2\n---\n正文\n");
    add_file(bulletin, "a.md", "---\ntitle: a\n---\n正文\n");
    add_file(bulletin, "北/京.md", "---\ntitle: 京\n---\n正文\n");
    add_file(bulletin, "b/.hidden.md", "---\nno\n");
    add_file(bulletin, ".git/x.md", "---\nno\n");
    add_file(bulletin, "b/readme.txt", "\xFF");
    add_file(bulletin, "b/.md", "\xFF");
    load(bulletin);
    assert_true(bulletin->loaded);
    assert_int_equal(bulletin->diags.count, 0);
    assert_int_equal(bulletin->edition.bad_count, 0);
    assert_int_equal(bulletin->edition.article_count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_str(edition_article(&bulletin->edition, i)->id, ids[i]);
        assert_int_equal(edition_find(&bulletin->edition, str_of(ids[i])), i);
    }
    for (unsigned chosen = 0; chosen < 1U << 6; chosen++) {
        size_t place = 0;

        for (size_t i = 0; i < 6; i++) {
            size_t found = bulletin->edition.by_id[i];

            if (chosen >> i & 1)
                assert_int_equal(
                    edition_find_next_marked(&bulletin->edition,
                                             edition_mark_id(&bulletin->edition, found), &place),
                    found);
        }
        assert_true(edition_find_next_marked(&bulletin->edition, str_of("~"), &place) == SIZE_MAX);
    }
    assert_true(edition_find(&bulletin->edition, str_of("b")) == SIZE_MAX);
    assert_true(edition_find(&bulletin->edition, str_of("")) == SIZE_MAX);
}

static void what_a_header_does_not_say(void **state)
{
    struct bulletin *bulletin = *state;
    struct buffer long_header = {0};

    add_file(bulletin, "shangcheng/a.md", "---\ntitle: 甲\n---\n正文\n");
    add_file(bulletin, "shangcheng/b.md", "---\ntitle: 乙\ndistrict: 上城区\n---\n正文\n");
    add_file(bulletin, "shangcheng/deep/c.md", "开头\n\n## 小 *题*  \n\n# 大题\n");
    add_file(bulletin, "shangcheng/文件名.md", "\xEF\xBB\xBF没有标题\n");
    add_file(bulletin, "root.md", "");
    buffer_add_text(&long_header, "---\ntitle: 长\n");
    while (long_header.bytes < 200000)
        buffer_add_text(&long_header, "# 注释\n");
    buffer_add_text(&long_header, "---\n正文\n");
    add_bytes(bulletin, "long.md", long_header.data, long_header.bytes);
    load(bulletin);
    assert_int_equal(bulletin->diags.count, 0);
    assert_str(article(bulletin, "shangcheng/a")->district, "shangcheng");
    assert_str(article(bulletin, "shangcheng/b")->district, "上城区");
    assert_str(article(bulletin, "shangcheng/deep/c")->district, "shangcheng");
    assert_str(article(bulletin, "shangcheng/deep/c")->title, "小题");
    assert_int_equal(article(bulletin, "shangcheng/deep/c")->body_start, 0);
    assert_str(article(bulletin, "shangcheng/文件名")->title, "文件名");
    assert_int_equal(article(bulletin, "shangcheng/文件名")->body_start, 3);
    assert_str(article(bulletin, "root")->district, "");
    assert_str(article(bulletin, "root")->title, "root");
    assert_int_equal(article(bulletin, "long")->body_start, long_header.bytes - 7);
    assert_int_equal(article(bulletin, "long")->stamp.bytes, long_header.bytes);
    buffer_free(&long_header);
}

static void bad_articles_are_left_out(void **state)
{
    struct bulletin *bulletin = *state;
    char *large = scratch_path(bulletin->folder, "large.md");
    char *pipe = scratch_path(bulletin->folder, "pipe.md");
    char *control = scratch_path(bulletin->folder, "a\x1B[31mb.md");
    char *latin = scratch_path(bulletin->folder, "caf\xE9.md");

    add_file(bulletin, "good.md", "---\ntitle: 好\n---\n正文\n");
    add_file(bulletin, "colon.md", "---\nplace：甲\n---\n正文\n");
    add_file(bulletin, "gbk.md", "---\ntitle: a\n---\n\xD5\xFD\xCE\xC4\n");
    add_bytes(bulletin, "nul.md", "---\ntitle: a\n---\n正文\nab\0c\n", 30);
    add_file(bulletin, "cut.md", "正文\xE4\xB8");
    scratch_write(large, "x", 1);
    assert_int_equal(truncate(large, ((off_t)ARTICLE_MAX_FILE_MIB << 20) + 1), 0);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    scratch_write(control, "x", 1);
    scratch_write(latin, "x", 1);
    load(bulletin);
    assert_true(bulletin->loaded);
    assert_int_equal(bulletin->edition.article_count, 1);
    assert_int_equal(bulletin->edition.bad_count, 8);
    assert_int_equal(diag_errors(&bulletin->diags), 8);
    assert_diag(bulletin, "colon.md", DIAG_ERROR, 2, 1, "半角冒号");
    assert_diag(bulletin, "gbk.md", DIAG_ERROR, 4, 1, "UTF-8");
    assert_diag(bulletin, "nul.md", DIAG_ERROR, 5, 3, "NUL");
    assert_diag(bulletin, "cut.md", DIAG_ERROR, 1, 7, "UTF-8");
    assert_diag(bulletin, "large.md", DIAG_ERROR, 0, 0, "8 MiB");
    assert_diag(bulletin, "pipe.md", DIAG_ERROR, 0, 0, "普通文件");
    assert_diag(bulletin, "a[31mb.md", DIAG_ERROR, 0, 0, "改名");
    assert_diag(bulletin, "caf\uFFFD.md", DIAG_ERROR, 0, 0, "改名");
    free(large);
    free(pipe);
    free(control);
    free(latin);
}

/* Only the first 64 KiB of a long file are read. They may end within a code point. */
static void a_head_may_end_anywhere(void **state)
{
    struct bulletin *bulletin = *state;
    struct buffer text = {0};

    for (int shift = 0; shift < 3; shift++) {
        char name[] = "0.md";

        name[0] = (char)('0' + shift);
        buffer_clear(&text);
        buffer_add_spaces(&text, shift);
        while (text.bytes < 100 * 1024)
            buffer_add_text(&text, "中");
        add_bytes(bulletin, name, text.data, text.bytes);
    }
    load(bulletin);
    assert_int_equal(bulletin->diags.count, 0);
    assert_int_equal(bulletin->edition.article_count, 3);
    buffer_free(&text);
}

static void links_are_followed_once(void **state)
{
    struct bulletin *bulletin = *state;
    static const char text[] = "---\ntitle: x\n---\n正文\n";
    char *other = scratch_new();
    char *path = scratch_path(other, "x.md");

    scratch_write(path, text, strlen(text));
    add_file(bulletin, "a/b.md", "---\ntitle: b\n---\n正文\n");
    add_link(bulletin, "a/loop", "..");
    add_link(bulletin, "a/self", "self");
    add_link(bulletin, "a/self.md", "self.md");
    add_link(bulletin, "a/dead.md", "none.md");
    add_link(bulletin, "a/dead.png", "none.png");
    add_link(bulletin, "a/c.md", "b.md");
    add_link(bulletin, "other", other);
    add_link(bulletin, "other2", other);
    load(bulletin);
    assert_int_equal(bulletin->edition.article_count, 3);
    assert_str(article(bulletin, "a/c")->title, "b");
    assert_str(article(bulletin, "other/x")->title, "x");
    assert_diag(bulletin, "a/loop/", DIAG_ERROR, 0, 0, "圈");
    assert_diag(bulletin, "a/self", DIAG_ERROR, 0, 0, "圈");
    assert_diag(bulletin, "a/self.md", DIAG_ERROR, 0, 0, "圈");
    assert_diag(bulletin, "a/dead.md", DIAG_ERROR, 0, 0, "没有");
    assert_diag(bulletin, "other2/", DIAG_WARNING, 0, 0, "链接");
    assert_int_equal(bulletin->diags.count, 5);
    assert_int_equal(bulletin->edition.bad_count, 2);
    free(path);
    scratch_free(other);
}

/* Folders that link to each other must not be walked along every path. */
static void a_maze_of_links_has_an_end(void **state)
{
    struct bulletin *bulletin = *state;

    for (int i = 0; i < 40; i++) {
        char name[32], target[32];

        snprintf(name, sizeof(name), "%02d/x.md", i);
        add_file(bulletin, name, "---\ntitle: x\n---\n正文\n");
        snprintf(target, sizeof(target), "../%02d", (i + 1) % 40);
        for (int j = 0; j < 3; j++) {
            snprintf(name, sizeof(name), "%02d/to%d", i, j);
            add_link(bulletin, name, target);
        }
    }
    load(bulletin);
    assert_true(bulletin->edition.article_count >= 40);
    assert_true(bulletin->edition.article_count < 4000);
}

static void folders_that_are_too_deep(void **state)
{
    struct bulletin *bulletin = *state;
    struct buffer name = {0};

    for (int i = 0; i < 80; i++)
        buffer_add_text(&name, "d/");
    buffer_add_text(&name, "x.md");
    add_file(bulletin, buffer_c_str(&name), "---\ntitle: x\n---\n正文\n");
    load(bulletin);
    assert_int_equal(bulletin->edition.article_count, 0);
    assert_int_equal(diag_errors(&bulletin->diags), 1);
    assert_non_null(strstr(bulletin->diags.items[0].message, "太深"));
    buffer_free(&name);
}

static void what_cannot_be_read(void **state)
{
    struct bulletin *bulletin = *state;
    char *closed = scratch_path(bulletin->folder, "closed");
    char *file = scratch_path(bulletin->folder, "file.md");
    bool root = geteuid() == 0; /* root may read anything */

    add_file(bulletin, "closed/a.md", "---\ntitle: a\n---\n正文\n");
    add_file(bulletin, "file.md", "---\ntitle: a\n---\n正文\n");
    add_file(bulletin, "open.md", "---\ntitle: a\n---\n正文\n");
    assert_int_equal(chmod(bulletin->folder, 0755), 0);
    assert_int_equal(chmod(closed, 0), 0);
    assert_int_equal(chmod(file, 0), 0);
    if (root)
        assert_int_equal(seteuid(65534), 0);
    load(bulletin);
    if (root)
        assert_int_equal(seteuid(0), 0);
    assert_true(bulletin->loaded);
    assert_int_equal(bulletin->edition.article_count, 1);
    assert_int_equal(bulletin->edition.bad_count, 1);
    assert_diag(bulletin, "closed", DIAG_ERROR, 0, 0, "权限");
    assert_diag(bulletin, "file.md", DIAG_ERROR, 0, 0, "权限");
    chmod(closed, 0700);
    free(closed);
    free(file);
}

static void a_single_file(void **state)
{
    struct bulletin *bulletin = *state;
    char *path = scratch_path(bulletin->folder, "shangcheng/one.md");
    char *bad = scratch_path(bulletin->folder, "bad.md");

    add_file(bulletin, "shangcheng/one.md", "---\ntitle: 一\n---\n正文\n");
    add_file(bulletin, "bad.md", "---\n");
    assert_true(edition_load(&bulletin->edition, path, &bulletin->diags));
    assert_int_equal(bulletin->edition.article_count, 1);
    assert_str(edition_article(&bulletin->edition, 0)->id, "one");
    assert_str(edition_article(&bulletin->edition, 0)->path, path);
    assert_str(edition_article(&bulletin->edition, 0)->district, "");
    edition_free(&bulletin->edition);
    assert_true(edition_load(&bulletin->edition, bad, &bulletin->diags));
    assert_int_equal(bulletin->edition.article_count, 0);
    assert_int_equal(bulletin->edition.bad_count, 1);
    free(path);
    free(bad);
}

static void what_is_no_bulletin(void **state)
{
    static const char *const names[] = {"none", "none.md", "text.txt", "text.txt/x"};
    struct bulletin *bulletin = *state;

    add_file(bulletin, "text.txt", "x");
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        char *path = scratch_path(bulletin->folder, names[i]);

        assert_false(edition_load(&bulletin->edition, path, &bulletin->diags));
        assert_int_equal(bulletin->diags.count, i + 1);
        assert_string_equal(bulletin->diags.items[i].path, path);
        assert_int_equal(bulletin->edition.article_count, 0);
        free(path);
    }
    assert_true(edition_load(&bulletin->edition, bulletin->folder, &bulletin->diags));
    assert_int_equal(bulletin->edition.article_count, 0);
}

static void the_path_is_shown_as_it_was_given(void **state)
{
    struct bulletin *bulletin = *state;
    struct buffer given = {0}, expected = {0};

    add_file(bulletin, "a/b.md", "---\n");
    buffer_addf(&given, "%s/./a//", bulletin->folder);
    buffer_addf(&expected, "%s/./a//b.md", bulletin->folder);
    edition_load(&bulletin->edition, buffer_c_str(&given), &bulletin->diags);
    assert_string_equal(bulletin->diags.items[0].path, buffer_c_str(&expected));
    buffer_free(&given);
    buffer_free(&expected);
}

/* Checks which articles are shown, by one letter for each. */
static void assert_shown(struct bulletin *bulletin, struct edition_filter filter, const char *ids)
{
    struct edition *edition = &bulletin->edition;
    struct buffer shown = {0};

    edition_show(edition, &filter);
    for (size_t i = 0; i < edition->shown_count; i++)
        buffer_add_str(&shown, edition_article(edition, edition_shown(edition, i))->id);
    assert_string_equal(buffer_c_str(&shown), ids);
    for (size_t i = 0; i < edition->article_count; i++)
        assert_int_equal(edition_shows(edition, i),
                         strchr(ids, edition_article(edition, i)->id.p[0]) != NULL);
    buffer_free(&shown);
}

static void a_filter_chooses_what_is_to_be_seen(void **state)
{
    struct bulletin *bulletin = *state;
    struct str first = str_of("2026-01-31"), second = str_of("2026-02-01");

    add_file(bulletin, "a.md", "---\ntitle: a\nexpires: 2026-01-31\n---\n正文\n");
    add_file(bulletin, "b.md", "---\ntitle: b\ndraft: true\n---\n正文\n");
    add_file(bulletin, "c.md", "---\ntitle: c\ndate: 2099-01-01\n---\n正文\n");
    add_file(bulletin, "d.md", "---\ntitle: d\npinned: true\ndraft: true\n---\n正文\n");
    add_file(bulletin, "e.md",
             "---\ntitle: e\npinned: true\nexpires: 2026-02-01\norder: 1\n---\n正文\n");
    add_file(bulletin, "f.md", "---\ntitle: f\npinned: true\norder: 2\n---\n正文\n");
    load(bulletin);
    assert_int_equal(bulletin->edition.shown_count, 6);
    assert_shown(bulletin, (struct edition_filter){0}, "efdabc");
    assert_shown(bulletin, (struct edition_filter){.hide_drafts = true}, "efac");
    assert_shown(bulletin, (struct edition_filter){.hide_expired = true}, "efdabc");
    assert_shown(bulletin, (struct edition_filter){first, true, false}, "efdabc");
    assert_shown(bulletin, (struct edition_filter){second, true, false}, "efdbc");
    assert_shown(bulletin, (struct edition_filter){str_of("2026-02-02"), true, true}, "fc");
    assert_shown(bulletin, (struct edition_filter){str_of("2026-02-02"), false, true}, "efac");
    assert_true(edition_has_expired(&bulletin->edition, 0));
    assert_true(edition_find(&bulletin->edition, str_of("b")) != SIZE_MAX);
    assert_shown(bulletin, (struct edition_filter){0}, "efdabc");
}

static void bodies_are_checked(void **state)
{
    struct bulletin *bulletin = *state;
    struct buffer text = {0};

    add_file(bulletin, "good.md",
             "---\ntitle: 好\n---\n**甲：** 乙 \\*\\*丙\\*\\* `**` **** 2*3\n\n"
             "![图](http://x)\n\n```\n**a：**b\n```\n");
    add_file(bulletin, "strong.md", "---\ntitle: 甲\n---\n正文\n\n正文**重点：不对\n");
    add_file(bulletin, "cell.md", "---\ntitle: 乙\n---\n|a|**b：c|\n|---|---|\n");
    add_file(bulletin, "image.md", "---\ntitle: 丙\n---\n正文\n![](http://x)\n");
    add_file(bulletin, "empty.md", "---\ntitle: 丁\n---\n\n\u200B\n");
    add_file(bulletin, "same.md", "---\ntitle: 好\n---\n正文\n");
    add_file(bulletin, "other/same.md", "---\ntitle: 好\n---\n正文\n");
    buffer_add_text(&text, "---\ntitle: 长\n---\n");
    for (int i = 0; i < 5000; i++)
        buffer_add_text(&text, "上城区望江街道\n\n");
    buffer_add_text(&text, "末行\xFF\n");
    add_bytes(bulletin, "late.md", text.data, text.bytes);
    load(bulletin);
    assert_int_equal(bulletin->diags.count, 0);
    edition_check(&bulletin->edition, bulletin->folder, &bulletin->diags);
    assert_diag(bulletin, "strong.md", DIAG_WARNING, 6, 7, "**");
    assert_diag(bulletin, "cell.md", DIAG_WARNING, 4, 4, "**");
    assert_diag(bulletin, "image.md", DIAG_WARNING, 5, 5, "说明");
    assert_diag(bulletin, "empty.md", DIAG_WARNING, 0, 0, "没有正文");
    assert_diag(bulletin, "same.md", DIAG_WARNING, 0, 0, "good.md");
    assert_diag(bulletin, "late.md", DIAG_ERROR, 10004, 7, "UTF-8");
    assert_int_equal(bulletin->diags.count, 6);
    buffer_free(&text);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, make_bulletin, free_bulletin)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_folder_is_walked_and_sorted),
        TEST(what_a_header_does_not_say),
        TEST(bad_articles_are_left_out),
        TEST(a_head_may_end_anywhere),
        TEST(links_are_followed_once),
        TEST(a_maze_of_links_has_an_end),
        TEST(folders_that_are_too_deep),
        TEST(what_cannot_be_read),
        TEST(a_single_file),
        TEST(what_is_no_bulletin),
        TEST(the_path_is_shown_as_it_was_given),
        TEST(a_filter_chooses_what_is_to_be_seen),
        TEST(bodies_are_checked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
