#include "text/character.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef bool in_class(char32_t cp);

static void check(in_class *is_in, const char32_t *in, const char32_t *out)
{
    for (; *in; in++)
        if (!is_in(*in))
            fail_msg("U+%04X is not in its class", (unsigned)*in);
    for (; *out; out++)
        if (is_in(*out))
            fail_msg("U+%04X is in a class that it is not of", (unsigned)*out);
    assert_false(is_in(0));
}

static void classes(void **state)
{
    (void)state;
    check(character_is_han, U"一龥㐀豈〇𠮷𰻝", U"aあア가，々。１ ");
    check(character_is_digit, U"09０９", U"az/:／：一");
    check(character_is_space, U" \t\n\r\u00A0\u3000\u2003", U"a一，\u200B_");
    check(character_is_letter, U"azé一あ가〇", U"09_， １");
    check(character_is_symbol, U"$+<€×→", U"a一，（\"");
    check(character_is_punctuation, U"!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~，。“”—…·€×＋",
          U"azAZ09一あ１ａ \t\n\x7F\u3000");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
