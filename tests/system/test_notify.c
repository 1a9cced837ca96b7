#include "system/notify.h"

#include "child.h"
#include "receiver.h"
#include "scratch.h"

#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#include <cmocka.h>

/* Returns a socket that listens at `path` as the manager does, and sets NOTIFY_SOCKET to it. */
static int manager_start(const char *path)
{
    setenv("NOTIFY_SOCKET", path, 1);
    return receiver_open(path);
}

static void assert_heard(int manager, const char *text)
{
    struct buffer heard = {0};

    assert_true(read_soon(manager, &heard));
    assert_string_equal(buffer_c_str(&heard), text);
    buffer_free(&heard);
}

static int set_up(void **state)
{
    *state = scratch_new();
    unsetenv("NOTIFY_SOCKET");
    unsetenv("WATCHDOG_USEC");
    unsetenv("WATCHDOG_PID");
    return 0;
}

static int tear_down(void **state)
{
    scratch_free(*state);
    return 0;
}

static void test_a_manager_at_a_path_hears_all(void **state)
{
    char *path = scratch_path(*state, "notify");
    int manager = manager_start(path);
    struct notify notify;

    notify_open(&notify);
    assert_true(notify_send(&notify, "READY=1\nSTATUS=%d 篇", 9));
    assert_true(notify_send(&notify, "WATCHDOG=1"));
    assert_heard(manager, "READY=1\nSTATUS=9 篇");
    assert_heard(manager, "WATCHDOG=1");
    assert_int_equal(fcntl(notify.datagram.fd, F_GETFD), FD_CLOEXEC);
    notify_close(&notify);
    assert_true(notify_send(&notify, "WATCHDOG=1"));
    close(manager);
    free(path);
}

static void test_a_manager_at_an_abstract_name_hears_all(void **state)
{
    struct buffer name = {0};
    struct notify notify;
    int manager;

    buffer_addf(&name, "@%s", (char *)*state);
    manager = manager_start(buffer_c_str(&name));
    notify_open(&notify);
    assert_true(notify_send(&notify, "READY=1"));
    assert_heard(manager, "READY=1");
    notify_close(&notify);
    close(manager);
    buffer_free(&name);
}

/* A confined process may not connect again: whoever takes the manager's path later hears nothing.
 */
static void test_a_manager_that_ends_is_not_replaced_by_another(void **state)
{
    char *path = scratch_path(*state, "notify"), byte;
    int manager = manager_start(path);
    struct notify notify;

    notify_open(&notify);
    close(manager);
    assert_false(notify_send(&notify, "WATCHDOG=1"));
    unlink(path);
    manager = manager_start(path);
    assert_false(notify_send(&notify, "WATCHDOG=1"));
    assert_true(recv(manager, &byte, 1, MSG_DONTWAIT) < 0 && errno == EAGAIN);
    notify_close(&notify);
    close(manager);
    free(path);
}

static void test_a_manager_that_does_not_listen_holds_nothing_up(void **state)
{
    char *path = scratch_path(*state, "notify");
    int manager = manager_start(path), sent = 0;
    struct notify notify;

    notify_open(&notify);
    while (sent < 100000 && notify_send(&notify, "WATCHDOG=1"))
        sent++;
    assert_in_range(sent, 1, 99999);
    assert_heard(manager, "WATCHDOG=1");
    assert_true(notify_send(&notify, "WATCHDOG=1"));
    notify_close(&notify);
    close(manager);
    free(path);
}

static void test_half_a_message_is_not_sent(void **state)
{
    char *path = scratch_path(*state, "notify");
    int manager = manager_start(path);
    struct notify notify;

    notify_open(&notify);
    assert_false(notify_send(&notify, "STATUS=%2000d", 1));
    assert_true(notify_send(&notify, "READY=1"));
    assert_heard(manager, "READY=1");
    notify_close(&notify);
    close(manager);
    free(path);
}

static void test_without_a_manager_nothing_is_done(void **state)
{
    static const char *const NONE[] = {
        NULL, "", "@", "/", "run/notify", "vsock:2:1234", "/nowhere/notify"};

    (void)state;
    setenv("WATCHDOG_USEC", "15000000", 1);
    for (size_t i = 0; i < sizeof(NONE) / sizeof(NONE[0]); i++) {
        struct notify notify;

        if (NONE[i])
            setenv("NOTIFY_SOCKET", NONE[i], 1);
        notify_open(&notify);
        assert_int_equal(notify.datagram.fd, -1);
        assert_true(notify_send(&notify, "READY=1"));
        assert_int_equal(notify_watchdog_ms(&notify), -1);
        notify_close(&notify);
    }
}

static void test_a_name_that_is_too_long_is_none(void **state)
{
    /* sun_path has 108 bytes; a path ends with a NUL. */
    static const struct {
        char first;
        size_t bytes;
        bool fits;
    } cases[] = {{'/', 107, true}, {'/', 108, false}, {'@', 108, true}, {'@', 109, false}};

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct buffer path = {0};
        struct datagram datagram;
        int receiver = -1;

        buffer_addf(&path, "%c%s/", cases[i].first, (char *)*state + 1);
        while (path.bytes < cases[i].bytes)
            buffer_add_char(&path, 'a');
        if (cases[i].fits)
            receiver = receiver_open(buffer_c_str(&path));
        assert_int_equal(datagram_open(&datagram, buffer_c_str(&path)), cases[i].fits);
        datagram_close(&datagram);
        if (receiver >= 0)
            close(receiver);
        buffer_free(&path);
    }
}

static void test_the_watchdog_is_fed_twice_in_its_period(void **state)
{
    static const struct {
        const char *usec;
        int ms;
    } cases[] = {
        {"15000000", 7500},
        {"2000", 1},
        {"4999", 2},
        {"1999", -1},
        {"0", -1},
        {"", -1},
        {"-15000000", -1},
        {" 15", -1},
        {"15s", -1},
        {"18446744073709551615", INT_MAX},
        {"99999999999999999999999", INT_MAX},
        {NULL, -1},
    };

    char *path = scratch_path(*state, "notify");
    int manager = manager_start(path);

    setenv("WATCHDOG_PID", "1", 1); /* the watchdog of another process: ignored */
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct notify notify;

        if (cases[i].usec)
            setenv("WATCHDOG_USEC", cases[i].usec, 1);
        else
            unsetenv("WATCHDOG_USEC");
        notify_open(&notify);
        if (notify_watchdog_ms(&notify) != cases[i].ms)
            print_error("%s\n", cases[i].usec);
        assert_int_equal(notify_watchdog_ms(&notify), cases[i].ms);
        notify_close(&notify);
    }
    close(manager);
    free(path);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_a_manager_at_a_path_hears_all),
        T(test_a_manager_at_an_abstract_name_hears_all),
        T(test_a_manager_that_ends_is_not_replaced_by_another),
        T(test_a_manager_that_does_not_listen_holds_nothing_up),
        T(test_half_a_message_is_not_sent),
        T(test_without_a_manager_nothing_is_done),
        T(test_a_name_that_is_too_long_is_none),
        T(test_the_watchdog_is_fed_twice_in_its_period),
    };

    return cmocka_run_group_tests_name("notify", tests, NULL, NULL);
}
