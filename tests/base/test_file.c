#include "base/file.h"

#include "scratch.h"

#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <cmocka.h>

static void assert_mode(const char *path, mode_t mode)
{
    struct stat status;

    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 07777, mode);
}

static int set_up(void **state)
{
    *state = scratch_new();
    return chdir(*state);
}

static int tear_down(void **state)
{
    scratch_free(*state);
    return chdir("/");
}

/* Returns the result of `call` in a process that is not root and whose files are limited to 4
 * KiB. */
static int confined(int (*call)(void))
{
    int status = -1;
    pid_t child = fork();

    if (child == 0) {
        const struct rlimit limit = {4096, 4096};

        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &limit);
        if (geteuid() == 0 && (setgid(65534) < 0 || setuid(65534) < 0))
            _exit(255);
        _exit(call());
    }
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void test_read_appends_the_whole_file(void **state)
{
    static char large[300000];
    struct buffer out = {0};

    (void)state;
    memset(large, 'z', sizeof(large));
    scratch_write("empty", "", 0);
    scratch_write("short", "a\0b\n", 4);
    scratch_write("large", large, sizeof(large));

    assert_int_equal(file_read("empty", 0, &out), 0);
    assert_int_equal(out.bytes, 0);
    assert_int_equal(file_read("short", 4, &out), 0);
    assert_int_equal(file_read("short", 100, &out), 0);
    assert_int_equal(out.bytes, 8);
    assert_memory_equal(out.data, "a\0b\na\0b\n", 8);
    buffer_clear(&out);
    assert_int_equal(file_read("large", sizeof(large), &out), 0);
    assert_int_equal(out.bytes, sizeof(large));
    assert_memory_equal(out.data, large, sizeof(large));
    buffer_free(&out);
}

static void test_read_fails_and_leaves_the_buffer(void **state)
{
    static const struct {
        const char *description, *path;
        size_t limit;
        int error;
    } cases[] = {
        {"missing", "missing", 100, ENOENT},
        {"below a file", "short/x", 100, ENOTDIR},
        {"a folder", "folder", 100, EISDIR},
        {"one byte over the limit", "short", 3, EFBIG},
        {"without an end", "/dev/zero", 200000, EFBIG},
        {"a link to itself", "loop", 100, ELOOP},
    };
    struct buffer out = {0};

    (void)state;
    scratch_write("short", "abcd", 4);
    mkdir("folder", 0700);
    assert_int_equal(symlink("loop", "loop"), 0);
    buffer_add_text(&out, "kept");
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        int error = file_read(cases[i].path, cases[i].limit, &out);

        if (error != cases[i].error)
            print_error("%s\n", cases[i].description);
        assert_int_equal(error, cases[i].error);
        assert_true(str_eq(buffer_str(&out), str_of("kept")));
    }
    buffer_free(&out);
}

static void test_read_of_a_fifo_does_not_wait(void **state)
{
    struct buffer out = {0};

    (void)state;
    assert_int_equal(mkfifo("fifo", 0600), 0);
    assert_int_equal(file_read("fifo", 100, &out), 0);
    assert_int_equal(out.bytes, 0);
    buffer_free(&out);
}

static void test_create_makes_a_private_file_once(void **state)
{
    mode_t mask = umask(0);

    assert_int_equal(file_create("new", str_of("one"), 0600), 0);
    umask(mask);
    assert_mode("new", 0600);
    assert_int_equal(file_create("new", str_of("two"), 0600), EEXIST);
    assert_true(scratch_holds("new", "one", 3));
    assert_int_equal(symlink("nowhere", "link"), 0);
    assert_int_equal(file_create("link", str_of("two"), 0600), EEXIST);
    assert_int_equal(file_create("no/folder", str_of("two"), 0600), ENOENT);
    assert_int_equal(scratch_count(*state), 2);
}

static int create_large(void)
{
    static char large[8192];

    return file_create("new", (struct str){large, sizeof(large)}, 0600);
}

static void test_create_leaves_nothing_where_it_fails(void **state)
{
    assert_int_equal(chmod(*state, 0777), 0);
    assert_int_equal(confined(create_large), EFBIG);
    assert_int_equal(scratch_count(*state), 0);
}

static void test_replace_makes_or_replaces(void **state)
{
    mode_t mask = umask(0);

    assert_int_equal(file_replace("state", str_of(""), 0600), 0);
    assert_true(scratch_holds("state", "", 0));
    assert_mode("state", 0600);
    assert_int_equal(chmod("state", 0644), 0);
    assert_int_equal(file_replace("state", (struct str){"o\0ne", 4}, 0600), 0);
    umask(mask);
    assert_true(scratch_holds("state", "o\0ne", 4));
    assert_mode("state", 0600);
    assert_int_equal(scratch_count(*state), 1);
}

static void test_replace_keeps_a_symbolic_link(void **state)
{
    struct stat status;
    char *absolute = scratch_path(*state, "real/target");

    mkdir("real", 0700);
    mkdir("links", 0700);
    scratch_write("real/target", "old", 3);
    assert_int_equal(symlink("../real/target", "links/relative"), 0);
    assert_int_equal(symlink(absolute, "links/absolute"), 0);
    assert_int_equal(symlink("absolute", "links/twice"), 0);

    assert_int_equal(file_replace("links/relative", str_of("new1"), 0600), 0);
    assert_true(scratch_holds("real/target", "new1", 4));
    assert_int_equal(file_replace("links/twice", str_of("new2"), 0600), 0);
    assert_true(scratch_holds("real/target", "new2", 4));
    assert_int_equal(lstat("links/twice", &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(scratch_count("links"), 3);
    assert_int_equal(scratch_count("real"), 1);
    free(absolute);
}

static void test_replace_fails_and_leaves_nothing(void **state)
{
    static const struct {
        const char *description, *path;
        int error;
    } cases[] = {
        {"no folder", "missing/state", ENOENT},
        {"a folder that is a file", "file/state", ENOTDIR},
        {"a folder", "folder", EISDIR},
        {"a FIFO", "fifo", EINVAL},
        {"a link to nothing", "dangling", ENOENT},
        {"a link to a device", "device", EINVAL},
        {"a link to itself", "loop", ELOOP},
        {"no name at all", "", ENOENT},
    };

    scratch_write("file", "kept", 4);
    mkdir("folder", 0700);
    assert_int_equal(mkfifo("fifo", 0600), 0);
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    assert_int_equal(symlink("/dev/null", "device"), 0);
    assert_int_equal(symlink("loop", "loop"), 0);
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        int error = file_replace(cases[i].path, str_of("new"), 0600);

        if (error != cases[i].error)
            print_error("%s\n", cases[i].description);
        assert_int_equal(error, cases[i].error);
        assert_int_equal(scratch_count(*state), 6);
    }
    assert_true(scratch_holds("file", "kept", 4));
}

static int replace_large(void)
{
    static char large[8192];

    return file_replace("state", (struct str){large, sizeof(large)}, 0600);
}

static int replace_small(void)
{
    return file_replace("state", str_of("new"), 0600);
}

static void test_replace_keeps_the_old_where_writing_fails(void **state)
{
    scratch_write("state", "old", 3);
    assert_int_equal(chmod(*state, 0777), 0);
    assert_int_equal(confined(replace_large), EFBIG);
    assert_true(scratch_holds("state", "old", 3));
    assert_int_equal(scratch_count(*state), 1);
    assert_int_equal(chmod(*state, 0555), 0);
    assert_int_equal(confined(replace_small), EACCES);
    assert_true(scratch_holds("state", "old", 3));
    assert_int_equal(chmod(*state, 0700), 0);
    assert_int_equal(scratch_count(*state), 1);
}

static void test_leftovers_of_the_file_alone_are_removed(void **state)
{
    static const struct {
        const char *name;
        bool stays;
    } files[] = {
        {"a/state", true},           {"a/state.tmp-aB3xYz", false}, {"a/state.tmp-000000", false},
        {"a/state.tmp-short", true}, {"a/state.tmp-toolong", true}, {"a/other.tmp-aB3xYz", true},
        {"a/state.lock", true},      {"a/state.damaged-1", true}};

    (void)state;
    assert_int_equal(mkdir("a", 0700), 0);
    for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
        assert_int_equal(file_create(files[i].name, str_of("x"), 0600), 0);
    assert_int_equal(symlink("a/state", "link"), 0);
    file_remove_leftovers("link");
    for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
        if ((access(files[i].name, F_OK) == 0) != files[i].stays)
            fail_msg("%s", files[i].name);
    assert_int_equal(chdir("a"), 0);
    assert_int_equal(file_create("state.tmp-aB3xYz", str_of("x"), 0600), 0);
    file_remove_leftovers("state");
    assert_int_equal(access("state.tmp-aB3xYz", F_OK), -1);
    file_remove_leftovers("nothing/there");
}

static void test_make_folder(void **state)
{
    mode_t mask = umask(0);
    char *absolute = scratch_path(*state, "abs/x");

    assert_int_equal(file_make_folder("a/b/c"), 0);
    assert_mode("a", 0700);
    assert_mode("a/b", 0700);
    assert_mode("a/b/c", 0700);
    assert_int_equal(file_make_folder("t//u/"), 0);
    assert_mode("t/u", 0700);
    assert_int_equal(file_make_folder(absolute), 0);
    assert_mode(absolute, 0700);
    assert_int_equal(mkdir("open", 0755), 0);
    assert_int_equal(file_make_folder("open/new"), 0);
    assert_mode("open", 0755);
    assert_int_equal(file_make_folder("/"), 0);
    umask(mask);
    free(absolute);
}

static int make_denied(void)
{
    return file_make_folder("x/y");
}

static int make_one_that_is_there(void)
{
    return file_make_folder("there");
}

static void test_make_folder_fails(void **state)
{
    assert_int_equal(file_make_folder(""), ENOENT);
    scratch_write("file", "", 0);
    assert_int_equal(file_make_folder("file"), ENOTDIR);
    assert_int_equal(file_make_folder("file/x"), ENOTDIR);
    assert_int_equal(symlink("nowhere", "dangling"), 0);
    assert_int_equal(file_make_folder("dangling/x"), ENOENT);
    assert_int_equal(mkdir("there", 0755), 0);
    assert_int_equal(chmod(*state, 0555), 0);
    assert_int_equal(confined(make_denied), EACCES);
    assert_int_equal(confined(make_one_that_is_there), 0);
    assert_int_equal(chmod(*state, 0700), 0);
}

static void test_lock_is_had_by_one_at_a_time(void **state)
{
    int first = -1, second = -1;

    (void)state;
    assert_int_equal(file_lock("lock", 0, &first), 0);
    assert_mode("lock", 0600);
    assert_int_equal(file_lock("lock", 0, &second), EWOULDBLOCK);
    assert_int_equal(file_lock("lock", 30, &second), EWOULDBLOCK);
    assert_int_equal(second, -1);
    close(first);
    assert_int_equal(file_lock("lock", 0, &second), 0);
    close(second);
}

/* Another process holds the lock until it is told to end. */
static void test_lock_is_waited_for(void **state)
{
    int ends[2], locked[2], fd = -1, status;
    char byte;
    pid_t child;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(pipe(locked), 0);
    child = fork();
    if (child == 0) {
        if (file_lock("lock", 0, &fd) != 0 || write(locked[1], "", 1) != 1)
            _exit(1);
        close(ends[1]);
        _exit(read(ends[0], &byte, 1) == 1 ? 0 : 2);
    }
    assert_int_equal(read(locked[0], &byte, 1), 1);
    assert_int_equal(file_lock("lock", 0, &fd), EWOULDBLOCK);
    assert_int_equal(write(ends[1], "", 1), 1);
    assert_int_equal(file_lock("lock", 60000, &fd), 0);
    close(fd);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    for (int i = 0; i < 2; i++) {
        close(ends[i]);
        close(locked[i]);
    }
}

static void test_lock_fails_where_there_can_be_none(void **state)
{
    int fd = -1;

    (void)state;
    assert_int_equal(mkdir("folder", 0700), 0);
    assert_int_equal(file_lock("folder", 1000, &fd), EISDIR);
    assert_int_equal(file_lock("missing/lock", 1000, &fd), ENOENT);
    assert_int_equal(fd, -1);
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(test_read_appends_the_whole_file),
        WITH_FOLDER(test_read_fails_and_leaves_the_buffer),
        WITH_FOLDER(test_read_of_a_fifo_does_not_wait),
        WITH_FOLDER(test_create_makes_a_private_file_once),
        WITH_FOLDER(test_create_leaves_nothing_where_it_fails),
        WITH_FOLDER(test_replace_makes_or_replaces),
        WITH_FOLDER(test_replace_keeps_a_symbolic_link),
        WITH_FOLDER(test_replace_fails_and_leaves_nothing),
        WITH_FOLDER(test_replace_keeps_the_old_where_writing_fails),
        WITH_FOLDER(test_leftovers_of_the_file_alone_are_removed),
        WITH_FOLDER(test_make_folder),
        WITH_FOLDER(test_make_folder_fails),
        WITH_FOLDER(test_lock_is_had_by_one_at_a_time),
        WITH_FOLDER(test_lock_is_waited_for),
        WITH_FOLDER(test_lock_fails_where_there_can_be_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
