#include "base/find.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static size_t find_plainly(struct str text, struct str what)
{
    const char *found = memmem(text.p, text.bytes, what.p, what.bytes);

    return found ? (size_t)(found - text.p) : SIZE_MAX;
}

static uint64_t next_random(uint64_t *random)
{
    *random = *random * 6364136223846793005 + 1442695040888963407;
    return *random >> 33;
}

/* Whatever the bytes are, the first place is found, up to the last byte of the text. Few different
 * bytes make many places that are nearly right. */
static void it_finds_what_memmem_finds(void **state)
{
    enum { TEXTS = 20000, MOST_BYTES = 300, MOST_WANTED = 24 };
    static const char *const ALPHABETS[] = {"ab", "abcdefgh", "四季青", "\x80\xE4", "区x融0"};
    uint64_t random = 14;

    (void)state;
    for (size_t i = 0; i < TEXTS; i++) {
        const struct str alphabet = str_of(ALPHABETS[i % 5]);
        /* Just as large as they are, so that a sanitizer sees a read outside. */
        struct str text = {NULL, next_random(&random) % MOST_BYTES};
        struct str what = {NULL, next_random(&random) % MOST_WANTED};
        char *bytes = malloc(text.bytes ? text.bytes : 1);
        char *wanted = malloc(what.bytes ? what.bytes : 1);

        assert_true(bytes && wanted);
        for (size_t at = 0; at < text.bytes; at++)
            bytes[at] = alphabet.p[next_random(&random) % alphabet.bytes];
        for (size_t at = 0; at < what.bytes; at++)
            wanted[at] = alphabet.p[next_random(&random) % alphabet.bytes];
        if (i % 3 == 0 && what.bytes < text.bytes)
            memcpy(bytes + next_random(&random) % (text.bytes - what.bytes + 1), wanted,
                   what.bytes);
        text.p = bytes;
        what.p = wanted;
        if (find_bytes(text, what) != find_plainly(text, what))
            fail_msg("text %zu", i);
        free(bytes);
        free(wanted);
    }
}

static void nothing_is_found_in_nothing(void **state)
{
    (void)state;
    assert_int_equal(find_bytes(str_of(""), str_of("a")), SIZE_MAX);
    assert_int_equal(find_bytes((struct str){0}, str_of("ab")), SIZE_MAX);
    assert_int_equal(find_bytes(str_of("ab"), str_of("")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_finds_what_memmem_finds),
        cmocka_unit_test(nothing_is_found_in_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
