#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void each_byte_counts(void **state)
{
    char bytes[] = "一二三四五六七八";
    uint64_t hash = hash_of(str_of(bytes));

    (void)state;
    for (size_t i = 0; i < sizeof(bytes) - 1; i++) {
        bytes[i]++;
        assert_true(hash_of(str_of(bytes)) != hash);
        bytes[i]--;
    }
    assert_true(hash_of(str_of(bytes)) == hash);
    assert_true(hash_of((struct str){bytes, sizeof(bytes) - 2}) != hash);
}

static void words_may_come_in_pieces(void **state)
{
    struct str text = str_of("abcdefghijklmnopqrstuvwxyz");

    (void)state;
    assert_true(hash_of((struct str){0}) == hash_begin());
    for (size_t cut = 0; cut <= text.bytes; cut += HASH_WORD_BYTES) {
        uint64_t hash = hash_more(hash_begin(), (struct str){text.p, cut});

        assert_true(hash_more(hash, (struct str){text.p + cut, text.bytes - cut}) == hash_of(text));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_byte_counts),
        cmocka_unit_test(words_may_come_in_pieces),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
