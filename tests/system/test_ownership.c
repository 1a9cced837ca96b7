#include "system/ownership.h"

#include "scratch.h"
#include "skip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { SOMEBODY = 65534 };

/* Makes FOLDER/etc/kanbao/kanbao.ini with the right owners and modes, and changes to FOLDER. */
static int set_up(void **state)
{
    mode_t mask = umask(022);

    *state = scratch_new();
    if (chmod(*state, 0755) != 0 || chdir(*state) != 0 || mkdir("etc", 0755) != 0 ||
        mkdir("etc/kanbao", 0755) != 0)
        return -1;
    scratch_write("etc/kanbao/kanbao.ini", "", 0);
    umask(mask);
    return 0;
}

static int tear_down(void **state)
{
    scratch_free(*state);
    return chdir("/");
}

/* Checks the verdict on FOLDER/name and a part of its reason (NULL: no reason is given). */
static void assert_ownership(void **state, const char *name, enum ownership wanted,
                             const char *piece)
{
    char *path = scratch_path(*state, name);
    struct buffer why = {0};
    enum ownership owner = ownership_of_file(path, &why);

    if (owner != wanted || (piece && !strstr(buffer_c_str(&why), piece)))
        print_error("%s: %d, %s\n", name, (int)owner, buffer_c_str(&why));
    assert_int_equal(owner, wanted);
    if (piece)
        assert_non_null(strstr(buffer_c_str(&why), piece));
    else
        assert_int_equal(why.bytes, 0);
    assert_null(strchr(buffer_c_str(&why), '\n'));
    buffer_free(&why);
    free(path);
}

static void needs_root(void)
{
    if (getuid() != 0)
        skip_because("only root can give files away");
}

static void test_what_is_roots_alone_is_trusted(void **state)
{
    needs_root();
    assert_ownership(state, "etc/kanbao/kanbao.ini", OWNED_BY_ROOT, NULL);
    assert_ownership(state, "etc//kanbao/./../kanbao/kanbao.ini", OWNED_BY_ROOT, NULL);
    chmod("etc/kanbao/kanbao.ini", 0400);
    assert_ownership(state, "etc/kanbao/kanbao.ini", OWNED_BY_ROOT, NULL);
}

static void test_a_path_may_be_relative(void **state)
{
    struct buffer why = {0};

    (void)state;
    needs_root();
    assert_int_equal(ownership_of_file("etc/kanbao/kanbao.ini", &why), OWNED_BY_ROOT);
    assert_int_equal(chdir("etc/kanbao"), 0);
    assert_int_equal(ownership_of_file("kanbao.ini", &why), OWNED_BY_ROOT);
    assert_int_equal(ownership_of_file("../../etc/kanbao/kanbao.ini", &why), OWNED_BY_ROOT);
    assert_int_equal(chown("..", SOMEBODY, 0), 0);
    assert_int_equal(ownership_of_file("kanbao.ini", &why), OWNED_BY_OTHERS);
    buffer_free(&why);
}

static void test_what_is_not_there_is_told_apart(void **state)
{
    needs_root();
    assert_ownership(state, "etc/kanbao/other.ini", OWNED_ABSENT, "/etc/kanbao/other.ini");
    assert_ownership(state, "etc/other/kanbao.ini", OWNED_ABSENT, "/etc/other");
    assert_int_equal(symlink("nowhere", "etc/link"), 0);
    assert_ownership(state, "etc/link", OWNED_ABSENT, "/etc/nowhere");
    /* A missing file in a folder that others may write to is not trusted. */
    chmod("etc/kanbao", 0777);
    assert_ownership(state, "etc/kanbao/other.ini", OWNED_BY_OTHERS, "chmod go-w ");
}

static void test_a_file_of_somebody_elses_is_not_trusted(void **state)
{
    needs_root();
    assert_int_equal(chown("etc/kanbao/kanbao.ini", SOMEBODY, 0), 0);
    assert_ownership(state, "etc/kanbao/kanbao.ini", OWNED_BY_OTHERS, "chown root:root /");
}

static void test_a_file_that_others_can_write_is_not_trusted(void **state)
{
    static const mode_t MODES[] = {0664, 0646, 0666, 0620, 0602};

    needs_root();
    for (size_t i = 0; i < sizeof(MODES) / sizeof(MODES[0]); i++) {
        chmod("etc/kanbao/kanbao.ini", MODES[i]);
        assert_ownership(state, "etc/kanbao/kanbao.ini", OWNED_BY_OTHERS, "chmod go-w /");
    }
}

static void test_what_is_no_file_is_not_trusted(void **state)
{
    needs_root();
    assert_ownership(state, "etc/kanbao", OWNED_BY_OTHERS, "/etc/kanbao ");
    assert_ownership(state, "etc/kanbao/.", OWNED_BY_OTHERS, "/etc/kanbao ");
    assert_ownership(state, "etc/kanbao/kanbao.ini/", OWNED_BY_OTHERS, "/kanbao.ini");
    assert_ownership(state, "etc/kanbao/kanbao.ini/more", OWNED_BY_OTHERS, "/kanbao.ini");
    assert_int_equal(mkfifo("etc/fifo", 0600), 0);
    assert_ownership(state, "etc/fifo", OWNED_BY_OTHERS, "/etc/fifo");
}

static void test_each_folder_above_counts(void **state)
{
    static const char *const FOLDERS[] = {"etc/kanbao", "etc", "."};

    needs_root();
    for (size_t i = 0; i < 3; i++) {
        const char *folder = FOLDERS[i];

        assert_int_equal(chown(folder, SOMEBODY, 0), 0);
        assert_ownership(state, "etc/kanbao/kanbao.ini", OWNED_BY_OTHERS, "chown root:root /");
        assert_int_equal(chown(folder, 0, 0), 0);
        chmod(folder, 0775);
        assert_ownership(state, "etc/kanbao/kanbao.ini", OWNED_BY_OTHERS, "chmod go-w /");
        chmod(folder, 0757);
        assert_ownership(state, "etc/kanbao/kanbao.ini", OWNED_BY_OTHERS, "chmod go-w /");
        chmod(folder, 01777); /* the sticky bit: others cannot remove root's files */
        assert_ownership(state, "etc/kanbao/kanbao.ini", OWNED_BY_ROOT, NULL);
        assert_int_equal(chown(folder, SOMEBODY, 0), 0); /* but the folder's owner can */
        assert_ownership(state, "etc/kanbao/kanbao.ini", OWNED_BY_OTHERS, "chown root:root /");
        assert_int_equal(chown(folder, 0, 0), 0);
        chmod(folder, 0755);
    }
}

static void test_links_are_followed_where_they_are_roots(void **state)
{
    char *file;

    needs_root();
    file = scratch_path(*state, "etc/kanbao/kanbao.ini");
    assert_int_equal(symlink("kanbao/../kanbao/kanbao.ini", "etc/relative"), 0);
    assert_ownership(state, "etc/relative", OWNED_BY_ROOT, NULL);
    assert_int_equal(symlink(file, "etc/absolute"), 0);
    assert_ownership(state, "etc/absolute", OWNED_BY_ROOT, NULL);
    assert_int_equal(symlink("etc/kanbao", "folder"), 0);
    assert_ownership(state, "folder/kanbao.ini", OWNED_BY_ROOT, NULL);
    assert_ownership(state, "folder/../relative", OWNED_BY_ROOT, NULL);
    assert_int_equal(lchown("folder", SOMEBODY, 0), 0);
    assert_ownership(state, "folder/kanbao.ini", OWNED_BY_OTHERS, "chown -h root:root /");
    assert_int_equal(lchown("etc/absolute", SOMEBODY, 0), 0);
    assert_ownership(state, "etc/absolute", OWNED_BY_OTHERS, "chown -h root:root /");
    assert_int_equal(symlink("loop", "etc/loop"), 0);
    assert_ownership(state, "etc/loop", OWNED_BY_OTHERS, "/etc/loop");
    assert_int_equal(symlink("/", "etc/root"), 0);
    assert_ownership(state, "etc/root", OWNED_BY_OTHERS, " / ");
    free(file);
}

static void test_where_a_link_goes_counts_too(void **state)
{
    needs_root();
    assert_int_equal(mkdir("home", 0755), 0);
    scratch_write("home/kanbao.ini", "", 0);
    chmod("home/kanbao.ini", 0644);
    assert_int_equal(symlink("../../home/kanbao.ini", "etc/kanbao/link"), 0);
    assert_ownership(state, "etc/kanbao/link", OWNED_BY_ROOT, NULL);
    assert_int_equal(chown("home", SOMEBODY, 0), 0);
    assert_ownership(state, "etc/kanbao/link", OWNED_BY_OTHERS, "/home");
    /* A path through somebody's folder is not trusted, even if it leaves the folder again. */
    assert_ownership(state, "home/../etc/kanbao/kanbao.ini", OWNED_BY_OTHERS, "/home");
}

static void test_one_who_is_not_root_is_not_trusted(void **state)
{
    if (getuid() == 0)
        skip_because("root is trusted: only another user can try this");
    assert_ownership(state, "etc/kanbao/kanbao.ini", OWNED_BY_OTHERS, "chown root:root /");
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_what_is_roots_alone_is_trusted),
        T(test_a_path_may_be_relative),
        T(test_what_is_not_there_is_told_apart),
        T(test_a_file_of_somebody_elses_is_not_trusted),
        T(test_a_file_that_others_can_write_is_not_trusted),
        T(test_what_is_no_file_is_not_trusted),
        T(test_each_folder_above_counts),
        T(test_links_are_followed_where_they_are_roots),
        T(test_where_a_link_goes_counts_too),
        T(test_one_who_is_not_root_is_not_trusted),
    };

    /* root's folder for temporary files, as /tmp is */
    unsetenv("TMPDIR");
    return cmocka_run_group_tests_name("trust", tests, NULL, NULL);
}
