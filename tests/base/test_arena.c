#include "base/arena.h"

#include <setjmp.h>
#include <stdalign.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void test_memory_is_zeroed_aligned_and_apart(void **state)
{
    static const size_t sizes[] = {0, 1, 7, 16, 100, 5000, 16 * 1024, 16 * 1024 + 1, 1 << 20, 3};
    enum { COUNT = sizeof(sizes) / sizeof(sizes[0]), ROUNDS = 20 };
    struct arena arena = {0};
    unsigned char *parts[ROUNDS * COUNT];

    (void)state;
    for (size_t i = 0; i < ROUNDS * COUNT; i++) {
        parts[i] = arena_alloc(&arena, sizes[i % COUNT]);
        assert_non_null(parts[i]);
        assert_int_equal((uintptr_t)parts[i] % alignof(max_align_t), 0);
        for (size_t j = 0; j < sizes[i % COUNT]; j++)
            assert_int_equal(parts[i][j], 0);
        memset(parts[i], (int)(i % 255) + 1, sizes[i % COUNT]);
    }
    for (size_t i = 0; i < ROUNDS * COUNT; i++) {
        for (size_t j = 0; j < sizes[i % COUNT]; j++)
            assert_int_equal(parts[i][j], i % 255 + 1);
    }
    arena_free(&arena);
    assert_null(arena.blocks);
}

static void test_copy_is_terminated_and_takes_any_bytes(void **state)
{
    struct arena arena = {0};
    char source[] = "上\0城";
    struct str copy = arena_copy(&arena, (struct str){source, sizeof(source) - 1});
    struct str empty = arena_copy(&arena, (struct str){NULL, 0});

    (void)state;
    source[0] = 'x';
    assert_int_equal(copy.bytes, sizeof(source) - 1);
    assert_memory_equal(copy.p, "上\0城", sizeof(source));
    assert_int_equal(empty.bytes, 0);
    assert_string_equal(empty.p, "");
    arena_free(&arena);
}

static void test_can_be_used_again_after_free(void **state)
{
    struct arena arena = {0};

    (void)state;
    arena_free(&arena);
    arena_alloc(&arena, 10);
    arena_free(&arena);
    assert_string_equal(arena_copy(&arena, str_of("again")).p, "again");
    arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_is_zeroed_aligned_and_apart),
        cmocka_unit_test(test_copy_is_terminated_and_takes_any_bytes),
        cmocka_unit_test(test_can_be_used_again_after_free),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
