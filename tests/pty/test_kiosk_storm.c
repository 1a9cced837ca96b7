/* 100,000 pieces of random input as keyboards, terminals, fingers or vandals may send it: a kiosk
 * never ends, writes no file, runs no program, and returns to the front page when it is left
 * alone. */

#include "pty/kiosk.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SANITIZE_ADDRESS__)
enum { PIECES = 8000 };
#else
enum { PIECES = 100000 };
#endif
enum { SEED = 20261125, AT_ONCE = 40, RESIZE_EVERY = 500 };

static const char *const sequences[] = {
    "\033",
    "\033[A",
    "\033[B",
    "\033[C",
    "\033[D",
    "\033OA",
    "\033OP",
    "\033[11~",
    "\033[5~",
    "\033[6~",
    "\033[1;5A",
    "\033[Z",
    "\033[[A",
    "\033[?1;2c",
    "\033[24;80R",
    "\033]0;x\007",
    "\033]52;c;eA==\033\\",
    "\033P+q\033\\",
    "\033_x\033\\",
    "\033^x",
    "\033[<0;10;5M",
    "\033[<0;10;5m",
    "\033[<65;9;9M",
    "\033[<64;9;9M",
    "\033[<0;99998;99998M",
    "\033[<0;0;0M",
    "\033[M !!",
    "\033[200~",
    "\033[201~",
    "\033[200~q\rQ\x1a\033[201~",
    "\033x",
    "\033\033",
    "\233A",
    "\033[27;5;9~",
    "\033[97;5u",
    "\033[",
    "\033[1;",
    "\033]",
    "\033[?2004h",
    "\033c",
    "\033[!p",
    "\033[5n",
    "\033[I",
    "\033[O",
    "\033(0",
};

static const char *const words[] = {
    "q",  "Q",    "\x03", "\x1a", "\x1c", "\x04", "\x13", "\x11", "\r",   "\n",   "\t",       " ",
    "0",  "1",    "2",    "3",    "4",    "5",    "6",    "7",    "8",    "9",    "b",        "j",
    "k",  "g",    "G",    "/",    "sjq",  "xzw",  "'",    "m",    "[",    "]",    "h",        "l",
    "!",  ":sh",  "\x7f", "\x08", "四",   "１",   "ｑ",   "\xff", "\xe5", "\x80", "\xf0\x9f", "😀",
    "$(", "`id`", "../",  "|",    "&",    ";",    "\x17", "\x15",
};

static unsigned long next_random(unsigned long *seed)
{
    *seed = *seed * 6364136223846793005UL + 1442695040888963407UL;
    return *seed >> 33;
}

static void add_piece(struct buffer *out, unsigned long *seed)
{
    unsigned long kind = next_random(seed) % 10;
    if (kind < 4) {
        buffer_add_text(out, words[next_random(seed) % (sizeof words / sizeof *words)]);
    } else if (kind < 7) {
        buffer_add_text(out, sequences[next_random(seed) % (sizeof sequences / sizeof *sequences)]);
    } else if (kind < 9) {
        buffer_addf(out, "\033[<%lu;%lu;%lu%c", next_random(seed) % 2 ? 0 : next_random(seed) % 70,
                    next_random(seed) % 90, next_random(seed) % 30,
                    next_random(seed) % 3 ? 'M' : 'm');
    } else {
        for (unsigned long bytes = next_random(seed) % 4; bytes > 0; bytes--)
            buffer_add_char(out, (char)(1 + next_random(seed) % 255));
    }
}

static size_t files_found;

static int count_file(const char *path, const struct stat *status, int type, struct FTW *where)
{
    (void)path;
    (void)status;
    (void)type;
    (void)where;
    files_found++;
    return 0;
}

static size_t count_files(const struct fixture *fixture)
{
    files_found = 0;
    assert_int_equal(nftw(fixture->sandbox.home, count_file, 16, FTW_PHYS), 0);
    return files_found;
}

/* Checks that the processes are the kiosk and one visit, of the program that was started. */
static void assert_only_kanbao(struct fixture *fixture)
{
    pid_t pids[HARNESS_PROCESSES_MAX];
    size_t count = harness_processes(fixture->harness, pids);
    assert_in_range(count, 1, 2);
    for (size_t i = 0; i < count; i++) {
        char path[64];
        char name[64] = "kanbao\n";
        snprintf(path, sizeof path, "/proc/%d/comm", (int)pids[i]);
        FILE *file = fopen(path, "r");
        if (!file)
            continue; /* a visit that has just ended */
        if (!fgets(name, sizeof name, file))
            strcpy(name, "kanbao\n");
        fclose(file);
        assert_string_equal(name, "kanbao\n");
    }
}

static void test_storm(void **state)
{
    static const int sizes[][2] = {{24, 80}, {12, 40}, {50, 160}, {4, 18},
                                   {5, 30},  {9, 24},  {40, 100}};
    struct fixture *fixture = *state;
    unsigned long seed = SEED;
    char *config = kiosk_config(
        fixture, "[kiosk]\nidle_seconds = 60\ncountdown_seconds = 60\nattract_seconds = 8\n");
    kiosk_start_in_shell(
        fixture, 80, 24, "2026-11-25T09:30*60",
        "exec \"$KANBAO\" --kiosk --strict-calls --clock \"$CLOCK\" --config \"$HOME/kiosk.ini\" "
        "content 2>\"$HOME/log\"");
    free(config);
    assert_true(harness_wait_text(fixture->harness, "看报　社区公报", SANDBOX_DEADLINE_MS));
    size_t files = count_files(fixture);
    for (int sent = 0; sent < PIECES;) {
        struct buffer bytes = {0};
        for (int i = 0; i < AT_ONCE && sent < PIECES; i++, sent++)
            add_piece(&bytes, &seed);
        assert_true(harness_send(fixture->harness, buffer_c_str(&bytes)));
        buffer_free(&bytes);
        if (sent % RESIZE_EVERY == 0) {
            const int *size = sizes[next_random(&seed) % (sizeof sizes / sizeof *sizes)];
            harness_resize(fixture->harness, size[0], size[1]);
            assert_only_kanbao(fixture);
        }
    }
    /* Any incomplete sequence ends soon; then the kiosk is left alone. */
    harness_resize(fixture->harness, 24, 80);
    assert_true(harness_wait_text(fixture->harness, "开始看报", SANDBOX_DEADLINE_MS));
    assert_only_kanbao(fixture);
    assert_int_equal(count_files(fixture), files);
    kiosk_keys(fixture, " ", "看报　社区公报　共9篇");
    kiosk_keys(fixture, "'", "还没有书签");
    kiosk_keys(fixture, "1", "张梦月");
    /* No visit may have crashed. */
    char *log = kiosk_read_file(fixture, "log");
    assert_null(strstr(log, "中断"));
    free(log);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        FIXTURE_TEST(test_storm),
    };
    return cmocka_run_group_tests_name("kiosk, storm", tests, NULL, NULL);
}
