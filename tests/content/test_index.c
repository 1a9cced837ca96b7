#include "content/index.h"

#include "../../src/content/index_format.h"
#include "content/archive.h"
#include "content/use_index.h"
#include "scratch.h"

#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void an_index_is_the_folder(void **state)
{
    const struct archive *archive = *state;
    struct edition loaded, opened;

    archive_index(archive);
    archive_load(archive, NULL, &loaded);
    assert_true(edition_open(&opened, archive->path, archive->content, &ARCHIVE_FILTER));
    assert_true(edition_has_trees(&opened));
    archive_same(&opened, &loaded);
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

    archive_index(archive);
    for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++) {
        struct edition loaded, opened;
        bool fits = edition_open(&opened, archive->path, archive->content, &CASES[i].filter);

        if (fits != CASES[i].fits)
            fail_msg("case %zu", i);
        edition_free(&opened);
        /* An edition that is open already shows what it is asked for, with trees of its own. */
        assert_true(edition_open(&opened, archive->path, archive->content, &ARCHIVE_FILTER));
        edition_show(&opened, &CASES[i].filter);
        archive_load(archive, NULL, &loaded);
        edition_show(&loaded, &CASES[i].filter);
        archive_same(&opened, &loaded);
        edition_free(&opened);
        edition_free(&loaded);
    }
}

static void *compare_stamps(void *comparison)
{
    index_comparison_stamps(comparison);
    return NULL;
}

/* Compares with the help of another thread. Returns whether that gives the changes given. */
static bool two_find(const struct archive *archive, const struct index *index,
                     const struct index_changes *changes)
{
    const atomic_bool given_up = false;
    struct index_comparison *comparison = index_comparison_new(index, archive->content, &given_up);
    struct index_changes found;
    pthread_t helper;
    bool current, same;

    assert_int_equal(pthread_create(&helper, NULL, compare_stamps, comparison), 0);
    index_comparison_names(comparison);
    index_comparison_stamps(comparison);
    assert_int_equal(pthread_join(helper, NULL), 0);
    current = index_comparison_end(comparison, &found);
    same = current == (!changes->count && !changes->more) && found.more == changes->more &&
           found.count == changes->count;
    for (size_t i = 0; same && i < found.count; i++)
        same = str_eq(found.names[i], changes->names[i]);
    index_changes_free(&found);
    return same;
}

static bool is_current(const struct archive *archive)
{
    const atomic_bool given_up = false;
    struct index *index = index_open(archive->path, archive->content);
    struct index_changes changes;
    bool current;

    assert_non_null(index);
    assert_true(index_is_whole(index));
    current = index_is_current(index, archive->content, &given_up, &changes);
    assert_true(two_find(archive, index, &changes));
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
    archive_load(archive, NULL, &anew);
    archive_load(archive, index_open(archive->path, archive->content), &renewed);
    archive_same(&renewed, &anew);
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

    archive_index(archive);
    assert_true(is_current(archive));
    archive_put(archive, "a/甲.md", "---\ntitle: 改过\n---\n正文。\n");
    expect_noticed(archive);
    archive_put(archive, "new/新.md", "新的。\n");
    expect_noticed(archive);
    assert_int_equal(rename(old, new), 0);
    expect_noticed(archive);
    assert_int_equal(remove(new), 0);
    expect_noticed(archive);
    archive_put(archive, "a/_index.md", "---\ntitle: 拱墅区\n---\n");
    expect_noticed(archive);
    archive_put(archive, "bad.md", "---\ntitle: 好了\n---\n");
    expect_noticed(archive);
    archive_put(archive, "README.md", "---\ntitle: 成了文章\n---\n");
    expect_noticed(archive);
    archive_put(archive, "LICENSE.md", "多了。\n");
    expect_noticed(archive);
    free(old);
    free(new);
}

/* Compares what two threads find with the articles that were changed. */
static void expect_changed(const struct archive *archive, const int *numbers, size_t count)
{
    struct index *index = index_open(archive->path, archive->content);
    struct index_changes changes = {.count = count, .more = count > INDEX_MOST_CHANGES};
    char names[INDEX_MOST_CHANGES][32];

    for (size_t i = 0; i < count && i < INDEX_MOST_CHANGES; i++) {
        snprintf(names[i], sizeof(names[i]), "many/%04d.md", numbers[i]);
        changes.names[i] = str_of(names[i]);
    }
    if (changes.more)
        changes.count = INDEX_MOST_CHANGES;
    assert_true(two_find(archive, index, &changes));
    index_close(index);
}

/* Each article is compared by one thread, at the ends of their parts, too, until too many differ.
 */
static void threads_leave_out_nothing(void **state)
{
    enum { PART = 256, ARTICLES = 3 * PART + 1 };
    static const int CHANGED[] = {0, PART - 1, PART, 2 * PART - 1, 2 * PART, ARTICLES - 1};
    const struct archive *archive = *state;
    int all[ARTICLES];
    char name[32];

    for (int i = 0; i < ARTICLES; i++) {
        snprintf(name, sizeof(name), "many/%04d.md", i);
        archive_put(archive, name, "正文。\n");
        all[i] = i;
    }
    archive_index(archive);
    expect_changed(archive, NULL, 0);
    for (size_t i = 0; i < sizeof(CHANGED) / sizeof(*CHANGED); i++) {
        snprintf(name, sizeof(name), "many/%04d.md", CHANGED[i]);
        archive_put(archive, name, "另一篇正文。\n");
    }
    expect_changed(archive, CHANGED, sizeof(CHANGED) / sizeof(*CHANGED));
    for (int i = 0; i < ARTICLES; i++) {
        snprintf(name, sizeof(name), "many/%04d.md", i);
        archive_put(archive, name, "都换过了。\n");
    }
    expect_changed(archive, all, ARTICLES);
}

/* Files whose names begin or end with spaces are other files, and known as well as all. */
static void spaces_belong_to_a_name(void **state)
{
    const struct archive *archive = *state;
    struct edition edition;

    archive_put(archive, " 己 .md", "己。\n");
    archive_put(archive, "己.md", "己。\n");
    archive_index(archive);
    assert_true(is_current(archive));
    archive_load(archive, index_open(archive->path, archive->content), &edition);
    assert_true(edition_find(&edition, str_of(" 己 ")) != SIZE_MAX);
    assert_true(
        str_eq(edition_title(&edition, edition_find(&edition, str_of(" 己 "))), str_of("己")));
    edition_free(&edition);
}

static void no_other_file_is_an_index(void **state)
{
    const struct archive *archive = *state;
    char *elsewhere = scratch_path(archive->folder, "elsewhere");
    struct buffer bytes = {0};

    assert_null(index_open(archive->path, archive->content));
    archive_index(archive);
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

/* Compares the folder with an index of which nothing is known. */
static void compare_forged(const struct archive *archive)
{
    const atomic_bool given_up = false;
    struct index *index = index_open(archive->path, archive->content);
    struct index_changes changes = {0};

    if (index)
        index_is_current(index, archive->content, &given_up, &changes);
    index_changes_free(&changes);
    index_close(index);
}

/* Whatever the bytes are, all that is read is clean and in range. */
static void a_forged_index_does_no_harm(void **state)
{
    enum { FORGERIES = 3000 };
    const struct archive *archive = *state;
    struct buffer bytes = {0};
    uint64_t random = 14;

    archive_index(archive);
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
        compare_forged(archive);
        buffer_free(&forged);
    }
    buffer_free(&bytes);
}

/* Replaces each full stop of a file by another one, so that nobody can tell it by the stamp. */
static void change_secretly(const char *path)
{
    const char OLD[] = "。", NEW[] = "、";
    struct buffer bytes = {0};
    struct stat status;
    FILE *file = fopen(path, "r+");
    char *at;

    assert_non_null(file);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(file_read(path, SIZE_MAX, &bytes), 0);
    while ((at = strstr(buffer_c_str(&bytes), OLD)))
        memcpy(at, NEW, strlen(NEW));
    assert_int_equal(fwrite(bytes.data, 1, bytes.bytes, file), bytes.bytes);
    fclose(file);
    utimensat(AT_FDCWD, path, (struct timespec[]){status.st_mtim, status.st_mtim}, 0);
    buffer_free(&bytes);
}

/* Leaves what a writer of the index leaves behind that is killed while it writes the bodies. */
static void leave_behind(const struct archive *archive)
{
    struct buffer bytes = {0}, temporary = {0}, kept = {0};
    struct edition edition;
    size_t bodies;

    assert_true(edition_open(&edition, archive->path, archive->content, &ARCHIVE_FILTER));
    bodies = sizeof(struct index_header) + index_packed_bytes(edition.index, PACKED_BODY).bytes;
    edition_free(&edition);
    assert_int_equal(file_read(archive->path, SIZE_MAX, &bytes), 0);
    buffer_addf(&temporary, "%s.tmp-abcdef", archive->path);
    buffer_addf(&kept, "%s" INDEX_PARTIAL, archive->path);
    scratch_write(buffer_c_str(&temporary), bytes.data, bodies - 8);
    assert_int_equal(unlink(archive->path), 0);
    file_keep_leftover(archive->path, buffer_c_str(&kept));
    assert_int_equal(access(kept.data, F_OK), 0);
    buffer_free(&bytes);
    buffer_free(&temporary);
    buffer_free(&kept);
}

/* The bodies that were packed are not packed again, but for the last one, which is torn. */
static void an_unfinished_index_is_gone_on_with(void **state)
{
    const struct archive *archive = *state;
    struct edition edition;
    size_t old = 0, anew = 0;

    archive_index(archive);
    archive_load(archive, NULL, &edition);
    for (size_t i = 0; i < edition.article_count; i++)
        change_secretly(edition_article(&edition, i)->path.p);
    edition_free(&edition);
    leave_behind(archive);
    archive_index(archive);
    assert_true(edition_open(&edition, archive->path, archive->content, &ARCHIVE_FILTER));
    assert_true(index_is_whole(edition.index));
    for (size_t i = 0; i < edition.article_count; i++) {
        struct folded body = index_packed(edition.index, PACKED_BODY, i).folded;

        old += body.bytes && memmem(body.text, body.bytes, "。", strlen("。")) != NULL;
        anew += body.bytes && memmem(body.text, body.bytes, "、", strlen("、")) != NULL;
    }
    edition_free(&edition);
    assert_int_equal(old, 4);
    assert_int_equal(anew, 1);
    assert_int_equal(scratch_count(archive->folder), 2); /* no more than content and index */
}

/* A file that is cut off while it is mapped is read as zeros. */
static void an_index_that_is_cut_off_does_no_harm(void **state)
{
    const struct archive *archive = *state;
    struct edition edition;

    archive_index(archive);
    for (off_t bytes = 8192; bytes >= 0; bytes -= 4096) {
        assert_true(edition_open(&edition, archive->path, archive->content, &ARCHIVE_FILTER));
        assert_int_equal(truncate(archive->path, bytes), 0);
        for (size_t i = 0; i < edition.article_count; i++)
            edition_title(&edition, i);
        for (int i = 0; i < GROUPING_COUNT * SORTING_COUNT; i++)
            archive_same_tree(&edition, &edition, (enum grouping)(i / SORTING_COUNT),
                              (enum sorting)(i % SORTING_COUNT));
        index_is_whole(edition.index);
        assert_true(bytes > 0 || index_is_cut(edition.index));
        edition_free(&edition);
        archive_index(archive);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        ARCHIVE_TEST(an_index_is_the_folder),
        ARCHIVE_TEST(an_index_is_for_some_days),
        ARCHIVE_TEST(each_change_is_noticed),
        ARCHIVE_TEST(threads_leave_out_nothing),
        ARCHIVE_TEST(spaces_belong_to_a_name),
        ARCHIVE_TEST(no_other_file_is_an_index),
        ARCHIVE_TEST(a_forged_index_does_no_harm),
        ARCHIVE_TEST(an_unfinished_index_is_gone_on_with),
        ARCHIVE_TEST(an_index_that_is_cut_off_does_no_harm),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
