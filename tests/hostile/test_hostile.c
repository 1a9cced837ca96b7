/* A folder of articles that try to break a reader (make.sh), through everything that reads it: the
 * program neither crashes nor hangs, its memory is bounded, nothing that would act on a terminal
 * comes out, and what is left out is named. $HOSTILE=all makes the articles as large as may be. */

#include "base/sanitized.h"
#include "program/run.h"
#include "pty/harness.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "scratch.h"

/* The most memory of a run; an article of 8 MiB takes about half of it. */
enum { MOST_MIB = 400, MOST_NAMES = 512, NORMAL_SCALE = SANITIZED ? 64 : 32 };

/* The folder, and the names in it that do not begin with a dot. */
struct hostile {
    char *folder;
    char *names[MOST_NAMES];
    size_t count;
};

static void read_names(struct hostile *hostile)
{
    DIR *folder = opendir(hostile->folder);
    struct dirent *entry;

    assert_non_null(folder);
    while ((entry = readdir(folder)) && hostile->count < MOST_NAMES)
        if (entry->d_name[0] != '.')
            hostile->names[hostile->count++] = strdup(entry->d_name);
    closedir(folder);
}

static bool is_full(void)
{
    const char *size = getenv("HOSTILE");

    return size && strcmp(size, "all") == 0;
}

static int set_up(void **state)
{
    static struct hostile hostile;
    struct buffer command = {0};
    int status;

    hostile.folder = scratch_new();
    buffer_addf(&command, "tests/hostile/make.sh %s %d >/dev/null", hostile.folder,
                is_full() ? 1 : NORMAL_SCALE);
    status = system(buffer_c_str(&command)); /* NOLINT(cert-env33-c): a command of our own */
    buffer_free(&command);
    read_names(&hostile);
    *state = &hostile;
    return status;
}

static int tear_down(void **state)
{
    struct hostile *hostile = *state;

    for (size_t i = 0; i < hostile->count; i++)
        free(hostile->names[i]);
    scratch_free(hostile->folder);
    return 0;
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* Returns whether a terminal only shows the character, where it stands. */
static bool is_harmless(char32_t cp, bool has_tabs)
{
    if (cp == '\n' || (cp == '\t' && has_tabs))
        return true;
    return cp >= 0x20 && !(cp >= 0x7F && cp < 0xA0) && cp != 0x61C &&
           !(cp >= 0x200E && cp <= 0x200F) && !(cp >= 0x2028 && cp <= 0x202E) &&
           !(cp >= 0x2066 && cp <= 0x2069) && !(cp >= 0xFFF9 && cp <= 0xFFFB) &&
           !(cp >= 0xE0000 && cp <= 0xE007F);
}

/* Returns the offset of what is not harmless UTF-8, or the number of bytes. */
static size_t harmless_prefix(struct str text, bool has_tabs)
{
    size_t at = utf8_valid_prefix(text.p, text.bytes);

    text.bytes = at;
    at = 0;
    while (at < text.bytes) {
        char32_t cp;
        size_t bytes = utf8_decode(text.p + at, text.bytes - at, &cp);

        if (!is_harmless(cp, has_tabs))
            break;
        at += bytes;
    }
    return at;
}

static void expect_harmless(struct buffer *text, bool has_tabs, const char *what)
{
    size_t at = text->bytes ? harmless_prefix(buffer_str(text), has_tabs) : 0;

    if (at < text->bytes)
        fail_msg("%s: printed at byte %zu: %02x %.40s", what, at, (unsigned char)text->data[at],
                 buffer_c_str(text) + at + 1);
}

/* Runs an order, whose output *out receives, and expects a sensible end. */
static void run_order(const char *const *arguments, struct buffer *out, struct buffer *errors)
{
    bool has_tabs = begins(arguments[0], "--list") || begins(arguments[0], "--search");
    struct run run = {.arguments = arguments, .out = out, .errors = errors};
    struct buffer what = {0};
    long peak_kib;
    int status;

    for (size_t i = 0; arguments[i]; i++)
        buffer_addf(&what, "%s ", arguments[i]);
    status = run_program(&run, &peak_kib);
    if (status > 2)
        fail_msg("%s: status %d: %s", buffer_c_str(&what), status, buffer_c_str(errors));
    if (!SANITIZED && peak_kib > MOST_MIB * 1024L)
        fail_msg("%s: %ld KiB of memory", buffer_c_str(&what), peak_kib);
    expect_harmless(out, has_tabs, buffer_c_str(&what));
    expect_harmless(errors, false, buffer_c_str(&what));
    buffer_free(&what);
}

static void test_all_orders(void **state)
{
    static const char *const ORDERS[][6] = {
        {"--list"},
        {"--list", "--all", "--drafts"},
        {"--dump", "--width", "20"},
        {"--dump", "--width", "40"},
        {"--dump", "--width", "80", "--all", "--drafts"},
        {"--dump", "--width", "60", "--page-rows", "10"},
        {"--search", "text"},
        {"--search", "[a]( a"},
        {"--search", "sjq"},
        {"--frame", "80x24", "--keys", "ttttt"},
        {"--frame", "20x5", "--keys", "o<End>t<End>o<Home>"},
        {"--frame", "500x200", "--keys", "<End><Enter>]]nA?"},
        {"--frame", "80x24", "--keys", "/text<Enter>j<Enter>n<PgDn>fa<Enter>nN"},
    };
    const struct hostile *hostile = *state;

    for (size_t i = 0; i < sizeof(ORDERS) / sizeof(*ORDERS); i++) {
        const char *arguments[7] = {0};
        struct buffer out = {0}, errors = {0};
        size_t count = 0;

        for (; count < 6 && ORDERS[i][count]; count++)
            arguments[count] = ORDERS[i][count];
        arguments[count] = hostile->folder;
        run_order(arguments, &out, &errors);
        assert_true(out.bytes || errors.bytes);
        buffer_free(&out);
        buffer_free(&errors);
    }
}

/* Returns whether a line of the list is about the file of this name. */
static bool is_listed(struct buffer *list, const char *name)
{
    struct buffer line = {0};
    bool listed;

    buffer_addf(&line, "\n%.*s\t", (int)(strlen(name) - strlen(".md")), name);
    listed = strstr(buffer_c_str(list), buffer_c_str(&line)) != NULL;
    buffer_free(&line);
    return listed;
}

/* Returns whether the text has the beginning of a name, up to what is not shown as it is. */
static bool is_named(struct buffer *text, const char *name)
{
    struct buffer wanted = {0};
    bool named;

    buffer_addf(&wanted, "/%.*s", (int)strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-"), name);
    named = strstr(buffer_c_str(text), buffer_c_str(&wanted)) != NULL;
    buffer_free(&wanted);
    return named;
}

/* Root reads what may not be read; one of two names of the same article is left out; spaces are put
 * in order. */
static bool is_either(const char *name)
{
    return begins(name, "unreadable") || begins(name, "same.") || begins(name, "name with ");
}

static void test_what_is_left_out_is_named(void **state)
{
    const struct hostile *hostile = *state;
    struct buffer list = {0}, told = {0}, checked = {0}, errors = {0};

    assert_true(hostile->count >= 60);
    buffer_add_char(&list, '\n');
    run_order((const char *const[]){"--list", "--all", "--drafts", hostile->folder, NULL}, &list,
              &told);
    run_order((const char *const[]){"--check", hostile->folder, NULL}, &checked, &errors);
    for (size_t i = 0; i < hostile->count; i++) {
        const char *name = hostile->names[i], *end = strrchr(name, '.');
        bool left_out = begins(name, "out-");

        if (left_out && (!is_named(&told, name) || !is_named(&checked, name)))
            fail_msg("%s is left out without a message", name);
        if (end && strcmp(end, ".md") == 0 && !is_either(name) && !begins(name, "folder") &&
            is_listed(&list, name) == left_out)
            fail_msg("%s is %slisted", name, left_out ? "" : "not ");
    }
    buffer_free(&list);
    buffer_free(&told);
    buffer_free(&checked);
    buffer_free(&errors);
}

/* Each article named on the command line, where nothing has looked at its name before. */
static void test_each_name(void **state)
{
    const struct hostile *hostile = *state;

    for (size_t i = 0; i < hostile->count; i++) {
        char *path = scratch_path(hostile->folder, hostile->names[i]);
        const char *order = i % 3 == 0 ? "--list" : i % 3 == 1 ? "--search=text" : "--check";
        struct buffer out = {0}, errors = {0};

        if (!strstr(path, "many") && !strstr(path, "deep"))
            run_order((const char *const[]){order, path, NULL}, &out, &errors);
        buffer_clear(&out);
        buffer_clear(&errors);
        if (strpbrk(path, "\n\033\xFF\xC2\xE2"))
            run_order((const char *const[]){"--check", path, NULL}, &out, &errors);
        buffer_free(&out);
        buffer_free(&errors);
        free(path);
    }
}

/* Each article by itself: opened, from its beginning to its end and back, searched, at one of three
 * sizes or at all of them. */
static void test_each_article(void **state)
{
    static const char *const SIZES[] = {"20x5", "80x24", "500x200"};
    const struct hostile *hostile = *state;

    for (size_t i = 0; i < hostile->count * 3; i += is_full() ? 1 : 4) {
        const char *name = hostile->names[i / 3];
        char *path = scratch_path(hostile->folder, name);
        struct buffer out = {0}, errors = {0};

        if (strstr(name, ".md"))
            run_order((const char *const[]){"--frame", SIZES[i % 3], "--keys",
                                            "<Enter><PgDn>G<PgUp>ugfa<Enter>nNzT<lt>12<Enter>?",
                                            path, NULL},
                      &out, &errors);
        buffer_free(&out);
        buffer_free(&errors);
        free(path);
    }
}

/* Starts the program in a terminal, presses `first` and then `each` for all articles, and waits for
 * its end. */
static void walk(const char *const *argv, const char *first, const char *each, size_t times)
{
    struct sandbox sandbox;
    struct harness *harness;
    struct harness_end end;

    sandbox_open(&sandbox);
    harness = harness_new(&sandbox, &(struct harness_start){.argv = argv, .rows = 24, .cols = 80});
    assert_true(harness_wait_output(harness, "\033[?2004h", 1, SANDBOX_DEADLINE_MS));
    assert_true(harness_wait_idle(harness, SANDBOX_DEADLINE_MS));
    assert_true(harness_keys(harness, first));
    for (size_t i = 0; i < times; i++) {
        assert_true(harness_keys(harness, each));
        assert_true(harness_wait_idle(harness, SANDBOX_DEADLINE_MS));
    }
    assert_true(harness_keys(harness, "<C-c>"));
    assert_true(harness_wait_exit(harness, SANDBOX_DEADLINE_MS, &end));
    assert_true(WIFEXITED(end.status));
    assert_int_equal(WEXITSTATUS(end.status), 0);
    assert_true(end.leaves_alternate && end.leaves_cursor && end.leaves_termios);
    harness_free(harness);
    sandbox_close(&sandbox);
}

static void test_reader(void **state)
{
    const struct hostile *hostile = *state;
    const char *const argv[] = {sandbox_kanbao(), "--all", "--drafts", hostile->folder, NULL};

    walk(argv, "<Down><Enter>", "]G<PgUp>", hostile->count);
}

static void test_kiosk(void **state)
{
    const struct hostile *hostile = *state;
    const char *const argv[] = {sandbox_kanbao(),     "--kiosk",       "--ssh", "--clock",
                                "2026-11-25T09:30*0", hostile->folder, NULL};

    walk(argv, "<Down><Enter>", "6<End><PgUp>", hostile->count);
}

static void test_linear(void **state)
{
    const struct hostile *hostile = *state;
    struct buffer out = {0}, errors = {0}, input = {0};
    int status;

    buffer_add_text(&input, "1\n1\n");
    for (size_t i = 0; i < hostile->count; i++)
        buffer_add_text(&input, "]\n\nm\nk\n");
    buffer_add_text(&input, "/text\nt\nt\nt\nt\no\n'\nq\n");
    status = run_program(
        &(struct run){.arguments =
                          (const char *const[]){"--linear", "--width", "40", hostile->folder, NULL},
                      .variables = (const char *const[]){"XDG_STATE_HOME=/dev/null", NULL},
                      .input = buffer_str(&input),
                      .out = &out,
                      .errors = &errors},
        NULL);
    assert_int_equal(status, 0); /* one line says that the marks cannot be saved there */
    expect_harmless(&out, false, "--linear");
    expect_harmless(&errors, false, "--linear");
    buffer_free(&out);
    buffer_free(&errors);
    buffer_free(&input);
}

/* Writes the file again and again, each time longer or shorter, until it is killed. */
static _Noreturn void keep_writing(const char *path)
{
    static char text[1 << 20];

    prctl(PR_SET_PDEATHSIG, SIGKILL);
    memset(text, 'a', sizeof(text));
    memcpy(text, "---\ntitle: a\n---\n", strlen("---\ntitle: a\n---\n"));
    for (size_t i = 0;; i++) {
        FILE *file = fopen(path, i % 3 ? "w" : "a");

        if (file) {
            fwrite(text, 1, (i * 7919) % sizeof(text), file);
            fclose(file);
        }
    }
}

static void test_file_that_changes_while_it_is_read(void **state)
{
    static const char *const ORDERS[] = {"--dump", "--check", "--list", "--search=a"};
    char *folder = scratch_new(), *path = scratch_path(folder, "changing.md");
    pid_t writer;

    (void)state;
    scratch_write(path, "a\n", 2);
    writer = fork();
    assert_true(writer >= 0);
    if (writer == 0)
        keep_writing(path);
    for (size_t i = 0; i < 40; i++) {
        struct buffer out = {0}, errors = {0};

        run_order((const char *const[]){ORDERS[i % 4], folder, NULL}, &out, &errors);
        buffer_free(&out);
        buffer_free(&errors);
    }
    kill(writer, SIGKILL);
    waitpid(writer, NULL, 0);
    free(path);
    scratch_free(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_orders),
        cmocka_unit_test(test_what_is_left_out_is_named),
        cmocka_unit_test(test_each_name),
        cmocka_unit_test(test_each_article),
        cmocka_unit_test(test_reader),
        cmocka_unit_test(test_kiosk),
        cmocka_unit_test(test_linear),
        cmocka_unit_test(test_file_that_changes_while_it_is_read),
    };
    return cmocka_run_group_tests_name("hostile", tests, set_up, tear_down);
}
