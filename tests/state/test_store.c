#include "state/store.h"

#include "state/state_home.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cmocka.h>

#define HEAD "kanbao-state 2\ncontent\t*\n"

static void write_state(const char *text)
{
    mkdir("kanbao", 0700);
    scratch_write("kanbao/marks", text, strlen(text));
}

static bool holds(const char *path, const char *text)
{
    return scratch_holds(path, text, strlen(text));
}

/* Checks that the message is one line and names the state file. */
static void assert_one_line(struct buffer *message)
{
    assert_non_null(strstr(buffer_c_str(message), "/kanbao/marks"));
    assert_null(strchr(message->data, '\n'));
}

static void open_quietly(struct store *store, struct marks *marks)
{
    struct buffer message = {0};

    store_open(store, marks, NULL, NULL, &message);
    assert_int_equal(message.bytes, 0);
    buffer_free(&message);
}

static void close_all(struct store *store, struct marks *marks, struct buffer *message)
{
    store_close(store);
    marks_free(marks);
    buffer_free(message);
}

static void test_first_start_makes_nothing_and_the_first_save_all(void **state)
{
    struct store store;
    struct marks marks = {0};
    struct buffer message = {0};
    struct stat status;
    mode_t mask = umask(0);

    open_quietly(&store, &marks);
    assert_true(store_save(&store, &marks, &message));
    assert_int_equal(scratch_count(*state), 0);

    marks_set_read(&marks, str_of("a"), true);
    assert_true(store_save(&store, &marks, &message));
    umask(mask);
    assert_false(marks.changed);
    assert_int_equal(message.bytes, 0);
    assert_true(holds("kanbao/marks", HEAD "read\ta\n"));
    assert_int_equal(stat("kanbao", &status), 0);
    assert_int_equal(status.st_mode & 07777, 0700);
    assert_int_equal(stat("kanbao/marks", &status), 0);
    assert_int_equal(status.st_mode & 07777, 0600);
    assert_int_equal(scratch_count("kanbao"), 2); /* the lock file, too */
    close_all(&store, &marks, &message);

    open_quietly(&store, &marks);
    assert_true(marks_find(&marks, str_of("a"))->read);
    close_all(&store, &marks, &message);
}

static void test_unchanged_marks_are_not_written(void **state)
{
    struct store store;
    struct marks marks = {0};
    struct buffer message = {0};

    (void)state;
    write_state(HEAD "read\tb\nread\ta\n"); /* a save would sort the lines */
    open_quietly(&store, &marks);
    assert_true(store_save(&store, &marks, &message));
    assert_true(holds("kanbao/marks", HEAD "read\tb\nread\ta\n"));
    close_all(&store, &marks, &message);
}

static void test_without_a_home_nothing_is_kept(void **state)
{
    struct store store;
    struct marks marks = {0};
    struct buffer message = {0};

    unsetenv("XDG_STATE_HOME");
    unsetenv("HOME");
    store_open(&store, &marks, NULL, NULL, &message);
    assert_non_null(strstr(buffer_c_str(&message), "HOME"));
    assert_null(strchr(message.data, '\n'));
    buffer_clear(&message);
    assert_null(store.path);
    marks_set_read(&marks, str_of("a"), true);
    assert_true(store_save(&store, &marks, &message));
    assert_int_equal(message.bytes, 0);
    assert_int_equal(scratch_count(*state), 0);
    close_all(&store, &marks, &message);
}

/* Not even by root, whom access() allows everything there. */
static void test_where_no_folder_can_be_made_nothing_is_kept(void **state)
{
    struct store store;
    struct marks marks = {0};
    struct buffer message = {0};

    (void)state;
    setenv("XDG_STATE_HOME", "/proc/none/of/these", 1);
    store_open(&store, &marks, NULL, NULL, &message);
    store_check_place(&store, &message);
    assert_non_null(strstr(buffer_c_str(&message), "/proc/none/of/these/kanbao/marks"));
    assert_null(store.path);
    close_all(&store, &marks, &message);
}

static void test_damaged_is_set_aside(void **state)
{
    static const struct {
        const char *description, *text, *kept;
    } cases[] = {
        {"cut off", HEAD "read\ta\nplace\ta\t1", HEAD "read\ta\n"},
        {"a bad line between", HEAD "read\ta\nnonsense\nread\tb\n", HEAD "read\ta\n"},
        {"a later version", "kanbao-state 3\nread\ta\n", HEAD},
        {"something else",
         "\x7f"
         "ELF",
         HEAD},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct store store;
        struct marks marks = {0};
        struct buffer message = {0};
        char copy[64];

        write_state(cases[i].text);
        store_open(&store, &marks, NULL, NULL, &message);
        snprintf(copy, sizeof(copy), "kanbao/marks.damaged-%zu", i + 1);
        if (!holds(copy, cases[i].text) || !holds("kanbao/marks", cases[i].kept))
            print_error("%s\n", cases[i].description);
        assert_true(holds(copy, cases[i].text));
        assert_true(holds("kanbao/marks", cases[i].kept));
        assert_one_line(&message);
        assert_non_null(strstr(message.data, copy));
        close_all(&store, &marks, &message);
        /* The next start does not copy the file again. */
        open_quietly(&store, &marks);
        assert_int_equal(scratch_count("kanbao"), i + 3);
        close_all(&store, &marks, &message);
    }
}

static void test_an_empty_state_is_said_and_not_set_aside(void **state)
{
    struct store store;
    struct marks marks = {0};
    struct buffer message = {0};

    (void)state;
    write_state("");
    store_open(&store, &marks, NULL, NULL, &message);
    assert_one_line(&message);
    assert_int_equal(scratch_count("kanbao"), 1);
    close_all(&store, &marks, &message);
}

static void test_what_cannot_be_read_is_never_overwritten(void **state)
{
    struct store store;
    struct marks marks = {0};
    struct buffer message = {0};

    (void)state;
    mkdir("kanbao", 0700);
    mkdir("kanbao/marks", 0700);
    store_open(&store, &marks, NULL, NULL, &message);
    assert_one_line(&message);
    buffer_clear(&message);
    marks_set_read(&marks, str_of("a"), true);
    assert_true(store_save(&store, &marks, &message));
    assert_int_equal(message.bytes, 0);
    assert_int_equal(scratch_count("kanbao"), 1);
    assert_int_equal(scratch_count("kanbao/marks"), 0);
    close_all(&store, &marks, &message);
}

static void test_a_link_stays_a_link(void **state)
{
    struct store store;
    struct marks marks = {0};
    struct buffer message = {0};
    struct stat status;

    (void)state;
    mkdir("kanbao", 0700);
    scratch_write("dotfile", HEAD "oh\n", strlen(HEAD) + 3);
    assert_int_equal(symlink("../dotfile", "kanbao/marks"), 0);
    store_open(&store, &marks, NULL, NULL, &message);
    assert_true(holds("kanbao/marks.damaged-1", HEAD "oh\n"));
    marks_set_last(&marks, str_of("z"));
    assert_true(store_save(&store, &marks, &message));
    assert_true(holds("dotfile", HEAD "last\tz\n"));
    assert_int_equal(lstat("kanbao/marks", &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    close_all(&store, &marks, &message);
}

/* A place that cannot be written is told at the start, and nothing is tried afterwards. */
static void test_a_file_for_the_folder(void **state)
{
    struct store store;
    struct marks marks = {0};
    struct buffer message = {0};

    (void)state;
    scratch_write("kanbao", "", 0);
    store_open(&store, &marks, NULL, NULL, &message);
    store_check_place(&store, &message);
    assert_one_line(&message);
    assert_non_null(strstr(message.data, strerror(ENOTDIR)));
    assert_non_null(strstr(message.data, "不是文件夹"));
    buffer_clear(&message);
    marks_set_read(&marks, str_of("a"), true);
    assert_true(store_save(&store, &marks, &message));
    assert_int_equal(message.bytes, 0);
    close_all(&store, &marks, &message);
}

/* Each of these prepares the folder so that a save fails. */
static void dangling_link(void)
{
    mkdir("kanbao", 0700);
    assert_int_equal(symlink("nowhere", "kanbao/marks"), 0);
}

static void dangling_folder(void)
{
    assert_int_equal(symlink("nowhere", "kanbao"), 0);
}

static void link_to_a_device(void)
{
    mkdir("kanbao", 0700);
    assert_int_equal(symlink("/dev/null", "kanbao/marks"), 0);
}

static void test_a_failed_save_says_why_and_what_to_do(void **state)
{
    static const struct {
        void (*prepare)(void);
        int error;
        const char *advice;
    } cases[] = {
        {dangling_link, ENOENT, "符号链接"},
        {dangling_folder, ENOENT, "符号链接"},
        {link_to_a_device, EINVAL, "不是普通文件"},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct store store;
        struct marks marks = {0};
        struct buffer message = {0};

        cases[i].prepare();
        store_open(&store, &marks, NULL, NULL, &message);
        buffer_clear(&message);
        marks_set_read(&marks, str_of("a"), true);
        assert_false(store_save(&store, &marks, &message));
        assert_true(marks.changed);
        assert_one_line(&message);
        assert_non_null(strstr(message.data, strerror(cases[i].error)));
        assert_non_null(strstr(message.data, cases[i].advice));
        close_all(&store, &marks, &message);
        scratch_free(*state);
        state_home_set_up(state);
    }
}

/* Runs `check` in a process that is not root and whose files are limited to 4 KiB. Returns its exit
 * status, which says what failed. */
static int confined(int (*check)(void))
{
    int status = -1;
    pid_t child = fork();

    if (child == 0) {
        const struct rlimit limit = {4096, 4096};

        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        if (geteuid() == 0 && (setgid(65534) < 0 || setuid(65534) < 0))
            _exit(255);
        _exit(check());
    }
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

/* Fails to save `count` marks once, with this errno. Returns 0, or which check failed. */
static int save_fails_with(int count, int error)
{
    struct store store;
    struct marks marks = {0};
    struct buffer message = {0};
    char id[32];

    store_open(&store, &marks, NULL, NULL, &message);
    if (message.bytes)
        return 1;
    for (int i = 0; i < count; i++) {
        snprintf(id, sizeof(id), "shangcheng/%06d", i);
        marks_set_read(&marks, str_of(id), true);
    }
    if (store_save(&store, &marks, &message))
        return 2;
    if (!strstr(buffer_c_str(&message), strerror(error)) || !marks.changed)
        return 3;
    close_all(&store, &marks, &message);
    return 0;
}

static int too_large(void)
{
    return save_fails_with(1000, EFBIG);
}

/* Saves nothing, and says so at the start, for a state that may not be read or written, or that is
 * damaged and cannot be set aside. */
static int nothing_is_saved(void)
{
    struct store store;
    struct marks marks = {0};
    struct buffer message = {0};

    store_open(&store, &marks, NULL, NULL, &message);
    store_check_place(&store, &message);
    if (!strstr(buffer_c_str(&message), "/kanbao/marks") || strchr(message.data, '\n'))
        return 1;
    buffer_clear(&message);
    marks_set_read(&marks, str_of("a"), true);
    if (!store_save(&store, &marks, &message) || message.bytes)
        return 2;
    close_all(&store, &marks, &message);
    return 0;
}

static void test_a_full_or_closed_disk_keeps_the_old_state(void **state)
{
    write_state(HEAD "read\told\n");
    assert_int_equal(chmod("kanbao/marks", 0644), 0);
    assert_int_equal(chmod(*state, 0755), 0);
    assert_int_equal(chmod("kanbao", 0777), 0);
    assert_int_equal(confined(too_large), 0);
    assert_int_equal(chmod("kanbao", 0555), 0);
    assert_int_equal(confined(nothing_is_saved), 0);
    assert_int_equal(chmod("kanbao", 0700), 0);
    assert_true(holds("kanbao/marks", HEAD "read\told\n"));
    assert_int_equal(scratch_count("kanbao"), 2);
}

static void test_what_cannot_be_set_aside_is_left(void **state)
{
    write_state("damaged");
    assert_int_equal(chmod(*state, 0755), 0);
    assert_int_equal(chmod("kanbao/marks", 0644), 0);
    assert_int_equal(chmod("kanbao", 0555), 0);
    assert_int_equal(confined(nothing_is_saved), 0);
    assert_int_equal(chmod("kanbao/marks", 0), 0);
    assert_int_equal(chmod("kanbao", 0777), 0);
    assert_int_equal(confined(nothing_is_saved), 0);
    assert_int_equal(chmod("kanbao/marks", 0600), 0);
    assert_true(holds("kanbao/marks", "damaged"));
    assert_int_equal(scratch_count("kanbao"), 1);
}

#define WITH_FOLDER(test)                                                                          \
    cmocka_unit_test_setup_teardown(test, state_home_set_up, state_home_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(test_first_start_makes_nothing_and_the_first_save_all),
        WITH_FOLDER(test_unchanged_marks_are_not_written),
        WITH_FOLDER(test_without_a_home_nothing_is_kept),
        WITH_FOLDER(test_where_no_folder_can_be_made_nothing_is_kept),
        WITH_FOLDER(test_damaged_is_set_aside),
        WITH_FOLDER(test_an_empty_state_is_said_and_not_set_aside),
        WITH_FOLDER(test_what_cannot_be_read_is_never_overwritten),
        WITH_FOLDER(test_a_link_stays_a_link),
        WITH_FOLDER(test_a_file_for_the_folder),
        WITH_FOLDER(test_a_failed_save_says_why_and_what_to_do),
        WITH_FOLDER(test_a_full_or_closed_disk_keeps_the_old_state),
        WITH_FOLDER(test_what_cannot_be_set_aside_is_left),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
