/* Frames after some keys, compared byte for byte with golden/NAME.txt. After an intended change
 * UPDATE_GOLDEN=1 rewrites the files: look at every new frame before keeping it. */

#include "base/file.h"
#include "program/run.h"
#include "scratch.h"
#include "text/utf8.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <uniwidth.h>

#define BULLETIN "tests/program/bulletin"
#define NOTICES "tests/program/notices"
#define NOW "KANBAO_NOW=2026-11-23T08:00" /* a date within the notices' dates */
#define LARGE "--config=tests/program/large.ini"
#define NUMBERS "tests/program/articles/numbers.md"

enum { GOLDEN_LIMIT = 1 << 20 };

struct screen {
    const char *name; /* of the golden file; describes the frame */
    int cols;
    int lines;
    const char *keys;
    const char *path;
};

/* The articles by district, with their numbers: 1 reading-room, 2 coding, 3 courtyard, 4 prices, 5
 * noodles, 6 winter, 7 choir. */
static const struct screen SCREENS[] = {
    /* the first screen at every size */
    {"first-80x24", 80, 24, "", BULLETIN},
    {"first-40x12", 40, 12, "", BULLETIN},
    {"first-60x20", 60, 20, "", BULLETIN},
    {"first-100x30", 100, 30, "", BULLETIN},
    {"first-160x50", 160, 50, "", BULLETIN},
    {"first-20x5", 20, 5, "", BULLETIN},
    {"too-small-19x4", 19, 4, "", BULLETIN},

    /* the tree */
    {"tree-folded-80x24", 80, 24, "<Left><Left>GG<Left><Enter>", BULLETIN},
    {"tree-group-80x24", 80, 24, "g", BULLETIN},
    {"tree-long-title-60x20", 60, 20, "jjj", BULLETIN},
    {"tree-topics-80x24", 80, 24, "t", BULLETIN},
    {"tree-end-40x12", 40, 12, "G", BULLETIN},
    {"number-80x24", 80, 24, "t1", BULLETIN},
    {"number-none-80x24", 80, 24, "9", BULLETIN},

    /* an article */
    {"article-80x24", 80, 24, "3", BULLETIN},
    {"article-page-80x24", 80, 24, "3<Space>", BULLETIN},
    {"article-40x12", 40, 12, "<Enter>", BULLETIN},
    {"article-page-40x12", 40, 12, "<Enter><Space><Space>", BULLETIN},
    {"article-20x5", 20, 5, "<Enter><Space>", BULLETIN},
    {"article-120x40", 120, 40, "3", BULLETIN},
    {"article-160x50", 160, 50, "6z", BULLETIN},
    {"article-code-80x24", 80, 24, "2", BULLETIN},
    {"article-table-60x20", 60, 20, "4", BULLETIN},
    {"article-ext-b-60x20", 60, 20, "5", BULLETIN},
    {"article-numbers-80x24", 80, 24, "", NUMBERS},
    {"article-numbers-40x12", 40, 12, "", NUMBERS},
    {"article-numbers-page-40x12", 40, 12, "<Space>", NUMBERS},

    /* the end of an article, and the next article */
    {"end-offer-80x24", 80, 24, "6<Space><Space>", BULLETIN},
    {"end-offer-40x12", 40, 12, "5<Space><Space>", BULLETIN},
    {"end-next-80x24", 80, 24, "6<Space><Space><Space>", BULLETIN},
    {"end-last-80x24", 80, 24, "7<Space>", BULLETIN},
    {"end-links-80x24", 80, 24, "2G", BULLETIN},
    {"end-links-40x12", 40, 12, "2G", BULLETIN},

    /* search */
    {"search-typing-80x24", 80, 24, "/开放", BULLETIN},
    {"search-typing-40x12", 40, 12, "/三", BULLETIN},
    {"search-none-80x24", 80, 24, "/没有这样的话<Enter>", BULLETIN},
    {"search-opened-80x24", 80, 24, "/ＰＹＴＨＯＮ<Enter><Enter>", BULLETIN},
    {"search-initials-80x24", 80, 24, "/kf<Enter>n", BULLETIN},
    {"search-initials-40x12", 40, 12, "/kfsj", BULLETIN},
    {"find-80x24", 80, 24, "6f冰<Enter>nnn", BULLETIN},
    {"find-typing-60x20", 60, 20, "6f二百", BULLETIN},
    {"find-initials-60x20", 60, 20, "6fjb<Enter>", BULLETIN},
    {"find-none-60x20", 60, 20, "6f海<Enter>", BULLETIN},

    /* other screens */
    {"help-80x24", 80, 24, "?", BULLETIN},
    {"help-40x12", 40, 12, "?<Space>", BULLETIN},
    {"bookmarked-80x24", 80, 24, "6<Space>m", BULLETIN},
    {"bookmarks-80x24", 80, 24, "6<Space>m2m'j", BULLETIN},
    {"history-80x24", 80, 24, "2<Esc>5]<C-o><C-o>", BULLETIN},
    {"history-none-40x12", 40, 12, "<C-o>", BULLETIN},
    {"mark-read-asked-80x24", 80, 24, "gA", BULLETIN},
    {"mark-read-80x24", 80, 24, "gAA", BULLETIN},
    {"mark-read-taken-back-40x12", 40, 12, "AjkA", BULLETIN},
    {"bookmarks-none-reading-80x24", 80, 24, "6<Space>'", BULLETIN},
    {"bookmarks-last-gone-80x24", 80, 24, "6m<Esc>'m", BULLETIN},
    {"bookmarks-none-40x12", 40, 12, "'", BULLETIN},
    {"file-80x24", 80, 24, "", BULLETIN "/dongqiao/reading-room.md"},
    {"file-end-40x12", 40, 12, "G<Space>", BULLETIN "/dongqiao/prices.md"},

    /* the shipped articles */
    {"content-first-80x24", 80, 24, "", "content"},
    {"content-article-100x30", 100, 30, "jj<Enter>", "content"},
    {"content-search-40x12", 40, 12, "/物业", "content"},
};

enum { SCREEN_COUNT = sizeof(SCREENS) / sizeof(*SCREENS) };

/* Screens of a folder of notices: two pinned ones, one on its last day, one that expired the day
 * before, one dated ahead, one without a date, a draft, and an expired draft. */
struct notice {
    struct screen screen;
    const char *option; /* of the command line, or NULL */
};

static const struct notice NOTICE_SCREENS[] = {
    {{"notices-80x24", 80, 24, "", NOTICES}, NULL},
    {{"notices-40x12", 40, 12, "", NOTICES}, NULL},
    {{"notices-group-80x24", 80, 24, "g", NOTICES}, NULL},
    {{"notices-end-80x24", 80, 24, "2<Space>", NOTICES}, NULL},
    {{"notices-by-date-80x24", 80, 24, "o", NOTICES}, NULL},
    {{"notices-by-date-40x12", 40, 12, "o5<Left>", NOTICES}, NULL},
    {{"notices-by-date-opened-80x24", 80, 24, "3o", NOTICES}, NULL},
    {{"notices-places-60x20", 60, 20, "tt", NOTICES}, NULL},
    {{"notices-authors-80x24", 80, 24, "ttt", NOTICES}, NULL},
    {{"notices-issues-40x12", 40, 12, "ttttG", NOTICES}, NULL},
    {{"notices-drafts-80x24", 80, 24, "G", NOTICES}, "--drafts"},
    {{"notices-drafts-40x12", 40, 12, "G", NOTICES}, "--drafts"},
    {{"notices-all-80x24", 80, 24, "", NOTICES}, "--all"},
    {{"notices-all-160x24", 160, 24, "G", NOTICES}, "--all"},
    {{"notices-search-80x24", 80, 24, "/便民", NOTICES}, "--all"},

    /* the large style */
    {{"large-80x24", 80, 24, "3", BULLETIN}, LARGE},
    {{"large-40x12", 40, 12, "3<Space>", BULLETIN}, LARGE},
    {{"large-160x50", 160, 50, "1", BULLETIN}, LARGE},
    {{"large-zoom-100x30", 100, 30, "3z", BULLETIN}, LARGE},
    {{"large-20x5", 20, 5, "3<Space>", BULLETIN}, LARGE},
    {{"large-numbers-40x24", 40, 24, "<Enter><Space>", NUMBERS}, LARGE},
};

enum { NOTICE_COUNT = sizeof(NOTICE_SCREENS) / sizeof(*NOTICE_SCREENS) };

static void compose(const struct screen *screen, const char *option, struct buffer *frame)
{
    struct buffer size = {0}, errors = {0};
    int status;

    buffer_addf(&size, "%dx%d", screen->cols, screen->lines);
    status = run_program(
        &(struct run){.arguments = (const char *[]){"--frame", buffer_c_str(&size), "--keys",
                                                    screen->keys, screen->path, option, NULL},
                      .variables = (const char *[]){NOW, NULL},
                      .out = frame,
                      .errors = &errors},
        NULL);
    if (status || errors.bytes)
        fail_msg("%s: status %d: %s", screen->name, status, buffer_c_str(&errors));
    buffer_free(&size);
    buffer_free(&errors);
}

/* Checks the rules for every frame. */
static void check_shape(const struct screen *screen, struct str frame)
{
    const char *end = frame.p + frame.bytes;
    int lines = 0;

    assert_int_equal(utf8_valid_prefix(frame.p, frame.bytes), frame.bytes);
    for (const char *line = frame.p, *next; line < end; line = next + 1) {
        next = memchr(line, '\n', (size_t)(end - line));
        assert_non_null(next);
        lines++;
        if (u8_width((const uint8_t *)line, (size_t)(next - line), "UTF-8") > screen->cols)
            fail_msg("%s: too wide: %.*s", screen->name, (int)(next - line), line);
        if (next > line && next[-1] == ' ')
            fail_msg("%s: trailing spaces: %.*s", screen->name, (int)(next - line), line);
        for (const char *p = line; p < next; p++)
            if ((unsigned char)*p < ' ')
                fail_msg("%s: a control character: %.*s", screen->name, (int)(next - line), line);
    }
    assert_int_equal(lines, screen->lines);
}

/* Prints both frames in full, because cmocka truncates messages. */
static void fail_different(const struct screen *screen, struct str wanted, struct str frame)
{
    fprintf(stderr, "%s: wanted:\n%.*sgot:\n%.*s", screen->name, STR_FMT(wanted), STR_FMT(frame));
    fail_msg("%s has changed; UPDATE_GOLDEN=1 keeps it", screen->name);
}

static void check_screen(const struct screen *screen, const char *option)
{
    struct buffer path = {0}, frame = {0}, golden = {0};

    buffer_addf(&path, "tests/program/golden/%s.txt", screen->name);
    compose(screen, option, &frame);
    check_shape(screen, buffer_str(&frame));
    if (getenv("UPDATE_GOLDEN"))
        scratch_write(buffer_c_str(&path), frame.data, frame.bytes);
    assert_int_equal(file_read(buffer_c_str(&path), GOLDEN_LIMIT, &golden), 0);
    if (!str_eq(buffer_str(&frame), buffer_str(&golden)))
        fail_different(screen, buffer_str(&golden), buffer_str(&frame));
    buffer_free(&path);
    buffer_free(&frame);
    buffer_free(&golden);
}

static void test_screen(void **state)
{
    check_screen(*state, NULL);
}

static void test_notice(void **state)
{
    const struct notice *notice = *state;

    check_screen(&notice->screen, notice->option);
}

/* The tests' own articles have no faults. */
static void test_bulletins_are_clean(void **state)
{
    static const char *const folders[] = {BULLETIN, NOTICES};
    struct buffer out = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
        const struct run run = {
            .arguments = (const char *[]){"--check", folders[i], NULL},
            .variables = (const char *[]){"KANBAO_NOW=2026-01-01T08:00", NULL},
            .out = &out,
        };

        assert_int_equal(run_program(&run, NULL), 0);
        assert_non_null(strstr(buffer_c_str(&out), " 篇，没有问题\n"));
        buffer_clear(&out);
    }
    buffer_free(&out);
}

/* Every list is numbered from 1, and a row's number opens its article. */
static void test_numbers(void **state)
{
    static const struct {
        const char *list; /* keys that show the list */
        const char *row;  /* one of its rows */
        const char *key;
        const char *opened; /* in the article's text */
    } rows[] = {
        {"", "● 1 东桥图书馆", "1", "从三月起 晚间也开门"},
        {"t", "● 4 合唱团招新", "4<Enter>", "合唱团每周三晚排练"},
        {"/冰", "● 1 山路结冰", "<Enter>1", "西岭巡路队的二十二条经验"},
        {"6m2m'", "○★ 1 少年编程角", "1", "编程角每周六下午开放"},
        {"6m2m'", "○★ 2 山路结冰", "2", "西岭巡路队的二十二条经验"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct buffer keys = {0}, frame = {0};

        buffer_addf(&keys, "%s%s", rows[i].list, rows[i].key);
        compose(&(struct screen){"a list", 100, 30, rows[i].list, BULLETIN}, NULL, &frame);
        if (!strstr(buffer_c_str(&frame), rows[i].row))
            fail_msg("after “%s” there is no “%s”", rows[i].list, rows[i].row);
        buffer_clear(&frame);
        compose(&(struct screen){"its article", 100, 30, buffer_c_str(&keys), BULLETIN}, NULL,
                &frame);
        if (!strstr(buffer_c_str(&frame), rows[i].opened))
            fail_msg("“%s” does not open “%s”", keys.data, rows[i].opened);
        buffer_free(&keys);
        buffer_free(&frame);
    }
}

int main(void)
{
    struct CMUnitTest tests[2 + SCREEN_COUNT + NOTICE_COUNT] = {
        cmocka_unit_test(test_bulletins_are_clean),
        cmocka_unit_test(test_numbers),
    };

    for (size_t i = 0; i < SCREEN_COUNT; i++) {
        /* cmocka's state is not const. */
        union {
            const struct screen *screen;
            void *state;
        } row = {&SCREENS[i]};

        tests[i + 2] = (struct CMUnitTest){SCREENS[i].name, test_screen, NULL, NULL, row.state};
    }
    for (size_t i = 0; i < NOTICE_COUNT; i++) {
        union {
            const struct notice *notice;
            void *state;
        } row = {&NOTICE_SCREENS[i]};

        tests[2 + SCREEN_COUNT + i] =
            (struct CMUnitTest){NOTICE_SCREENS[i].screen.name, test_notice, NULL, NULL, row.state};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
