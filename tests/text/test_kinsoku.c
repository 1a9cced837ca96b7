#include "text/kinsoku.h"

#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The rules' lists, written out. UAX #14 (LB22) keeps an ellipsis off a line's start as well. */
static const char NOT_START[] =
    "、。，．：；！？‼⁇⁈⁉”’」』）〕】〗〙》〉］｝〞〟·・‧～〜－–—／/％%‰℃°′″々)]},.:;!?…⋯";
static const char NOT_END[] = "“‘「『（〔【〖〘《〈［｛〝([{￥¥$№／";

/* A set of code points, by the flag that each has. */
struct list {
    const char *name, *characters;
    unsigned flag;
};

static const struct list LISTS[] = {
    {"not at a line's start", NOT_START, KINSOKU_NOT_START},
    {"not at a line's end", NOT_END, KINSOKU_NOT_END},
    {"opening quotation marks", "“‘", KINSOKU_OPEN_QUOTE},
    {"closing quotation marks", "”’", KINSOKU_CLOSE_QUOTE},
};

static bool holds(const char *characters, char32_t wanted)
{
    size_t bytes = strlen(characters);

    for (size_t at = 0; at < bytes;) {
        char32_t cp;

        at += utf8_decode(characters + at, bytes - at, &cp);
        if (cp == wanted)
            return true;
    }
    return false;
}

/* Every code point has the flags of the lists that it is on, and no other. */
static void flags_are_the_lists(void **state)
{
    (void)state;
    for (char32_t cp = 0; cp <= 0x10FFFF; cp++) {
        unsigned wanted = 0;

        /* nothing on the lists is beyond the full-width forms */
        if (cp <= 0xFFFF) {
            for (size_t i = 0; i < sizeof(LISTS) / sizeof(*LISTS); i++)
                wanted |= holds(LISTS[i].characters, cp) ? LISTS[i].flag : 0;
        }
        if (kinsoku_of(cp) != wanted)
            fail_msg("U+%04X: %u, not %u", (unsigned)cp, kinsoku_of(cp), wanted);
    }
}

static void what_is_no_code_point_is_free(void **state)
{
    (void)state;
    assert_int_equal(kinsoku_of(0x110000), 0);
    assert_int_equal(kinsoku_of(UINT32_MAX), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(flags_are_the_lists),
        cmocka_unit_test(what_is_no_code_point_is_free),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
