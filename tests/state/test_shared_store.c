/* Two readers share one state: each keeps what the other saves. */

#include "state/store.h"

#include "base/file.h"
#include "scratch.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include <cmocka.h>
#include <fcntl.h>

#define HEAD "kanbao-state 2\ncontent\t*\n"

struct one {
    struct store store;
    struct marks marks;
};

/* Every test has a folder of its own as $XDG_STATE_HOME. */
struct two {
    char *folder;
    struct one a, b;
    struct buffer message;
};

static void write_state(const char *text)
{
    mkdir("kanbao", 0700);
    scratch_write("kanbao/marks", text, strlen(text));
}

static bool state_is(const char *text)
{
    bool same = scratch_holds("kanbao/marks", text, strlen(text));

    if (!same) {
        struct buffer found = {0};

        file_read("kanbao/marks", 1 << 20, &found);
        print_error("the state is\n%s", buffer_c_str(&found));
        buffer_free(&found);
    }
    return same;
}

static void open_one(struct one *one)
{
    struct buffer message = {0};

    store_open(&one->store, &one->marks, NULL, NULL, &message);
    assert_int_equal(message.bytes, 0);
    buffer_free(&message);
}

static void close_one(struct one *one)
{
    store_close(&one->store);
    marks_free(&one->marks);
}

static int set_up(void **state)
{
    struct two *two = calloc(1, sizeof(*two));

    two->folder = scratch_new();
    setenv("XDG_STATE_HOME", two->folder, 1);
    *state = two;
    return chdir(two->folder);
}

static int tear_down(void **state)
{
    struct two *two = *state;

    close_one(&two->a);
    close_one(&two->b);
    buffer_free(&two->message);
    scratch_free(two->folder);
    free(two);
    return chdir("/");
}

static void open_both(struct two *two, const char *text)
{
    if (text)
        write_state(text);
    open_one(&two->a);
    open_one(&two->b);
}

static void save(struct one *one)
{
    struct buffer message = {0};

    assert_true(store_save(&one->store, &one->marks, &message));
    assert_int_equal(message.bytes, 0);
    assert_false(one->marks.changed);
    buffer_free(&message);
}

static void test_both_add(void **state)
{
    struct two *two = *state;

    open_both(two, NULL);
    marks_toggle_bookmark(&two->a.marks, str_of("x"), (struct mark_place){.position = 1});
    marks_toggle_bookmark(&two->b.marks, str_of("y"), (struct mark_place){.position = 2});
    marks_set_read(&two->b.marks, str_of("z"), true);
    save(&two->a);
    assert_false(two->a.store.merged);
    save(&two->b);
    assert_true(two->b.store.merged);
    assert_true(state_is(HEAD "bookmark\tx\t1\t0\nbookmark\ty\t2\t1\nread\tz\n"));
    assert_true(marks_find(&two->b.marks, str_of("x"))->bookmarked);
    /* Without a change of its own a save does not read the file. */
    save(&two->a);
    assert_null(marks_find(&two->a.marks, str_of("y")));
    marks_set_last(&two->a.marks, str_of("x"));
    save(&two->a);
    assert_true(two->a.store.merged);
    assert_true(marks_find(&two->a.marks, str_of("y"))->bookmarked);
    assert_true(state_is(HEAD "last\tx\nbookmark\tx\t1\t0\nbookmark\ty\t2\t1\nread\tz\n"));
}

static void test_one_takes_away_what_the_other_keeps(void **state)
{
    struct two *two = *state;

    open_both(two, HEAD "bookmark\tx\t1\t0\nbookmark\ty\t1\t1\n");
    marks_toggle_bookmark(&two->a.marks, str_of("x"), (struct mark_place){.position = 0});
    save(&two->a);
    marks_set_place(&two->b.marks, str_of("x"), (struct mark_place){.position = 5});
    save(&two->b);
    assert_true(state_is(HEAD "place\tx\t5\nbookmark\ty\t1\t1\n"));
    /* Marks taken in from the file are not a reader's own changes: the other one may remove
     * them. */
    marks_toggle_bookmark(&two->a.marks, str_of("y"), (struct mark_place){.position = 0});
    save(&two->a);
    marks_set_place(&two->b.marks, str_of("x"), (struct mark_place){.position = 6});
    save(&two->b);
    assert_true(state_is(HEAD "place\tx\t6\n"));
}

static void test_the_later_position_counts(void **state)
{
    struct two *two = *state;

    open_both(two, HEAD "place\tx\t1\n");
    marks_set_place(&two->a.marks, str_of("x"), (struct mark_place){.position = 2});
    marks_set_place(&two->b.marks, str_of("x"), (struct mark_place){.position = 3});
    save(&two->b);
    save(&two->a);
    assert_true(state_is(HEAD "place\tx\t2\n"));
    marks_set_place(&two->b.marks, str_of("x"), (struct mark_place){.position = 4});
    save(&two->b);
    marks_set_read(&two->a.marks, str_of("y"), true);
    save(&two->a);
    assert_true(state_is(HEAD "place\tx\t4\nread\ty\n"));
}

/* A save that takes in the other's marks and then fails does not make them its own changes. */
static void test_a_failed_save_between(void **state)
{
    struct two *two = *state;
    struct rlimit before, none;

    open_both(two, HEAD "place\tx\t1\n");
    marks_set_place(&two->a.marks, str_of("x"), (struct mark_place){.position = 2});
    save(&two->a);
    marks_set_read(&two->b.marks, str_of("y"), true);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    none = before;
    none.rlim_cur = 0;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
    assert_false(store_save(&two->b.store, &two->b.marks, &two->message));
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_true(two->b.marks.changed);
    assert_true(state_is(HEAD "place\tx\t2\n"));
    marks_set_place(&two->a.marks, str_of("x"), (struct mark_place){.position = 3});
    save(&two->a);
    save(&two->b);
    assert_true(state_is(HEAD "place\tx\t3\nread\ty\n"));
}

static void test_damage_between(void **state)
{
    static const char damaged[] = HEAD "read\tb\nplace\tc\t7\nwhat\n";
    struct two *two = *state;

    open_both(two, HEAD "read\ta\nread\tz\n");
    write_state(damaged);
    marks_set_place(&two->a.marks, str_of("a"), (struct mark_place){.position = 1});
    assert_true(store_save(&two->a.store, &two->a.marks, &two->message));
    assert_non_null(strstr(buffer_c_str(&two->message), "marks.damaged-1"));
    assert_null(strchr(two->message.data, '\n'));
    assert_true(scratch_holds("kanbao/marks.damaged-1", damaged, strlen(damaged)));
    assert_true(state_is(HEAD "read\ta\nplace\ta\t1\nread\tb\nplace\tc\t7\nread\tz\n"));
    marks_set_last(&two->b.marks, str_of("z"));
    save(&two->b);
    assert_true(state_is(HEAD "last\tz\nread\ta\nplace\ta\t1\nread\tb\nplace\tc\t7\nread\tz\n"));
    assert_int_equal(scratch_count("kanbao"), 3);
}

/* Both find the state damaged when they start; the quicker one repairs it. */
static void test_damage_before_both(void **state)
{
    static const char damaged[] = HEAD "read\ta\nwhat\n";
    struct two *two = *state;

    write_state(damaged);
    store_open(&two->a.store, &two->a.marks, NULL, NULL, &two->message);
    assert_non_null(strstr(buffer_c_str(&two->message), "marks.damaged-1"));
    open_one(&two->b);
    marks_set_read(&two->b.marks, str_of("b"), true);
    save(&two->b);
    marks_set_read(&two->a.marks, str_of("c"), true);
    save(&two->a);
    assert_true(state_is(HEAD "read\ta\nread\tb\nread\tc\n"));
}

static void test_gone_between(void **state)
{
    struct two *two = *state;

    open_both(two, HEAD "read\ta\n");
    assert_int_equal(unlink("kanbao/marks"), 0);
    marks_set_read(&two->a.marks, str_of("b"), true);
    save(&two->a);
    assert_true(state_is(HEAD "read\ta\nread\tb\n"));
    write_state("");
    marks_set_read(&two->b.marks, str_of("c"), true);
    save(&two->b);
    assert_true(state_is(HEAD "read\ta\nread\tc\n"));
}

static double seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void test_a_lock_that_is_not_given_back(void **state)
{
    struct two *two = *state;
    double start;
    int fd;

    open_both(two, HEAD "read\ta\n");
    fd = open("kanbao/marks.lock", O_RDWR | O_CREAT, 0600);
    assert_true(fd >= 0);
    assert_int_equal(flock(fd, LOCK_EX), 0);
    marks_set_read(&two->a.marks, str_of("b"), true);
    start = seconds();
    assert_false(store_save(&two->a.store, &two->a.marks, &two->message));
    assert_true(seconds() - start < 20);
    assert_non_null(strstr(buffer_c_str(&two->message), "/kanbao/marks"));
    assert_non_null(strstr(two->message.data, "占着"));
    assert_null(strchr(two->message.data, '\n'));
    assert_true(two->a.marks.changed);
    assert_true(state_is(HEAD "read\ta\n"));
    close(fd);
    save(&two->a);
    assert_true(state_is(HEAD "read\ta\nread\tb\n"));
}

static void test_where_there_can_be_no_lock(void **state)
{
    struct two *two = *state;

    open_both(two, HEAD "read\ta\n");
    assert_int_equal(mkdir("kanbao/marks.lock", 0700), 0);
    marks_set_read(&two->a.marks, str_of("b"), true);
    save(&two->a);
    assert_true(state_is(HEAD "read\ta\nread\tb\n"));
}

enum { READERS = 3, SAVES = 20 };

/* Reads one article after another and saves each time, in a process of its own. Returns its exit
 * status. */
static int read_and_save(char reader)
{
    struct one one = {0};
    struct buffer message = {0};
    char id[16];

    store_open(&one.store, &one.marks, NULL, NULL, &message);
    for (int i = 0; i < SAVES; i++) {
        snprintf(id, sizeof(id), "%c/%02d", reader, i);
        marks_set_read(&one.marks, str_of(id), true);
        /* On a slow disk another process may hold the lock for long. */
        for (int tries = 0; !store_save(&one.store, &one.marks, &message); tries++) {
            if (tries == 60)
                return 1;
        }
    }
    close_one(&one);
    buffer_free(&message);
    return 0;
}

static void test_all_at_once(void **state)
{
    struct two *two = *state;
    pid_t readers[READERS];
    int status;

    for (int i = 0; i < READERS; i++) {
        readers[i] = fork();
        if (readers[i] == 0)
            _exit(read_and_save((char)('a' + i)));
    }
    for (int i = 0; i < READERS; i++) {
        assert_int_equal(waitpid(readers[i], &status, 0), readers[i]);
        assert_int_equal(status, 0);
    }
    open_one(&two->a);
    assert_int_equal(two->a.marks.count, READERS * SAVES);
}

#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(test_both_add),
        WITH_FOLDER(test_one_takes_away_what_the_other_keeps),
        WITH_FOLDER(test_the_later_position_counts),
        WITH_FOLDER(test_a_failed_save_between),
        WITH_FOLDER(test_damage_between),
        WITH_FOLDER(test_damage_before_both),
        WITH_FOLDER(test_gone_between),
        WITH_FOLDER(test_a_lock_that_is_not_given_back),
        WITH_FOLDER(test_where_there_can_be_no_lock),
        WITH_FOLDER(test_all_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
