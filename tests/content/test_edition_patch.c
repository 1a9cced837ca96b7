#include "content/archive.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <cmocka.h>

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
        archive_put(archive, name, buffer_c_str(&text));
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
    archive_load(archive, NULL, &anew);
    patched = edition_patch(&next, edition, archive->content, names, count, &diags);
    if (patched) {
        edition_free(edition);
        *edition = next;
        archive_same(edition, &anew);
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

    archive_load(archive, NULL, &edition);
    for (int round = 0; round < ROUNDS; round++) {
        if (round % NEW_INDEX == 0) {
            edition_free(&edition);
            archive_load(archive, NULL, &edition);
            assert_int_equal(index_write(archive->path, &edition, archive->content, NULL), 0);
            if (round % (2 * NEW_INDEX) == 0) {
                edition_free(&edition);
                assert_true(
                    edition_open(&edition, archive->path, archive->content, &ARCHIVE_FILTER));
            }
        }
        patched += patch(archive, &edition, &random);
    }
    edition_free(&edition);
    if (patched < ROUNDS / 2)
        fail_msg("%d of %d", patched, ROUNDS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {ARCHIVE_TEST(a_patched_edition_is_the_folder)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
