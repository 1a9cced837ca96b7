#include "text/kinsoku.h"

#include "holds.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The characters of the rules, written out. */
#define CLOSING                                                                                    \
    "、。，．：；”’」』）〕】〗〙》〉］｝〞〟)]},.:;!?"                     \
    "︐︑︒︓︔︘︶︸︺︼︾﹀﹂﹄﹈﹐﹑﹒﹔﹕﹚﹜﹞"
#define LOUD "！？‼⁇⁈⁉︕︖﹖﹗"
#define CONNECTORS "·・‧～〜－–—/︲"
#define CLINGING "~∼⁓−―─•∙⋅∶｜︰〃‖＼﹘﹣>＞﹥†‡®™℠"
#define HOLDING "<＜﹤@＠﹫§※□☐☑☒"
#define STRAIGHT_QUOTES "＂＇"
#define AFTER "％%‰℃°′″﹪"
#define OPENING "“‘「『（〔【〖〘《〈［｛〝([{︗︵︷︹︻︽︿﹁﹃﹇﹙﹛﹝"
#define BEFORE "￥¥$№﹩"
#define DOTS "…⋯︙"
#define DASHES "⸺" DOTS
#define ALL                                                                                        \
    CLOSING LOUD CONNECTORS "／々" AFTER OPENING BEFORE DASHES CLINGING HOLDING STRAIGHT_QUOTES

/* A set of code points, with the flag its members have at a level. */
struct list {
    enum kinsoku_level level;
    const char *characters;
    unsigned flag;
};

static const struct list LISTS[] = {
    {KINSOKU_NONE, ALL, KINSOKU_MAY_START | KINSOKU_MAY_END},
    {KINSOKU_BASIC, CLOSING LOUD CONNECTORS "／", KINSOKU_NOT_START},
    {KINSOKU_BASIC, OPENING, KINSOKU_NOT_END},
    {KINSOKU_BASIC, DASHES, KINSOKU_MAY_START},
    {KINSOKU_GB, CLOSING LOUD CONNECTORS AFTER "／々", KINSOKU_NOT_START},
    {KINSOKU_GB, OPENING BEFORE "／", KINSOKU_NOT_END},
    {KINSOKU_GB, DASHES, KINSOKU_MAY_START},
    {KINSOKU_STRICT, CLOSING LOUD CONNECTORS AFTER "／々" DASHES, KINSOKU_NOT_START},
    {KINSOKU_STRICT, OPENING BEFORE "／", KINSOKU_NOT_END},
    {KINSOKU_BASIC, CLINGING STRAIGHT_QUOTES, KINSOKU_CLINGS},
    {KINSOKU_BASIC, HOLDING STRAIGHT_QUOTES, KINSOKU_HOLDS},
    {KINSOKU_GB, CLINGING STRAIGHT_QUOTES, KINSOKU_CLINGS},
    {KINSOKU_GB, HOLDING STRAIGHT_QUOTES, KINSOKU_HOLDS},
    {KINSOKU_STRICT, CLINGING STRAIGHT_QUOTES, KINSOKU_CLINGS},
    {KINSOKU_STRICT, HOLDING STRAIGHT_QUOTES, KINSOKU_HOLDS},
    {KINSOKU_LOOSE, CLINGING STRAIGHT_QUOTES, KINSOKU_CLINGS},
    {KINSOKU_LOOSE, HOLDING STRAIGHT_QUOTES, KINSOKU_HOLDS},
    {KINSOKU_LOOSE, CLOSING CONNECTORS AFTER "／々", KINSOKU_NOT_START},
    {KINSOKU_LOOSE, OPENING BEFORE "／", KINSOKU_NOT_END},
    {KINSOKU_LOOSE, DASHES LOUD, KINSOKU_MAY_START},
};

/* The flags that do not depend on the level. */
static const struct list ALWAYS[] = {
    {KINSOKU_AUTO, "“‘", KINSOKU_OPEN_QUOTE},
    {KINSOKU_AUTO, "”’", KINSOKU_CLOSE_QUOTE},
    {KINSOKU_AUTO, AFTER, KINSOKU_AFTER_NUMBER},
    {KINSOKU_AUTO, BEFORE, KINSOKU_BEFORE_NUMBER},
    {KINSOKU_AUTO, CLOSING LOUD, KINSOKU_PUNCTUATION},
};

static unsigned wanted_flags(char32_t cp, enum kinsoku_level level)
{
    unsigned wanted = 0;

    for (size_t i = 0; i < sizeof(ALWAYS) / sizeof(*ALWAYS); i++)
        wanted |= holds(ALWAYS[i].characters, cp) ? ALWAYS[i].flag : 0;
    for (size_t i = 0; i < sizeof(LISTS) / sizeof(*LISTS); i++)
        if (LISTS[i].level == level)
            wanted |= holds(LISTS[i].characters, cp) ? LISTS[i].flag : 0;
    return wanted;
}

/* Checks that every code point has the flags of the lists it is in, and no other flags. */
static void flags_are_the_lists(void **state)
{
    (void)state;
    for (enum kinsoku_level level = KINSOKU_NONE; level <= KINSOKU_LOOSE; level++) {
        for (char32_t cp = 0; cp <= 0x10FFFF; cp++) {
            /* the lists end with the full-width forms */
            unsigned wanted = cp <= 0xFFFF ? wanted_flags(cp, level) : 0;

            if (kinsoku_of(cp, level) != wanted)
                fail_msg("level %d, U+%04X: %u, not %u", (int)level, (unsigned)cp,
                         kinsoku_of(cp, level), wanted);
        }
    }
}

static void automatic_is_gb_but_for_dots_and_loose_where_narrow(void **state)
{
    (void)state;
    for (char32_t cp = 0; cp <= 0xFFFF; cp++)
        assert_int_equal(kinsoku_of(cp, KINSOKU_AUTO),
                         holds(DOTS, cp) ? KINSOKU_CLINGS : kinsoku_of(cp, KINSOKU_GB));
    assert_int_equal(kinsoku_resolve(KINSOKU_AUTO, 20), KINSOKU_AUTO);
    assert_int_equal(kinsoku_resolve(KINSOKU_AUTO, 19), KINSOKU_LOOSE);
    assert_int_equal(kinsoku_resolve(KINSOKU_STRICT, 19), KINSOKU_STRICT);
    assert_int_equal(kinsoku_resolve(KINSOKU_NONE, 80), KINSOKU_NONE);
}

static void what_is_no_code_point_is_free(void **state)
{
    (void)state;
    assert_int_equal(kinsoku_of(0x110000, KINSOKU_NONE), 0);
    assert_int_equal(kinsoku_of(UINT32_MAX, KINSOKU_NONE), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(flags_are_the_lists),
        cmocka_unit_test(automatic_is_gb_but_for_dots_and_loose_where_narrow),
        cmocka_unit_test(what_is_no_code_point_is_free),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
