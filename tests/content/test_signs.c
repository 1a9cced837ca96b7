/* What may stand around the marks of a header without being seen, and the marks themselves. */

#include "../../src/content/signs.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Ranges of characters in order, the last of which ends with an empty one. */
struct range {
    char32_t first, last;
};

static bool is_in(const struct range *range, char32_t cp)
{
    while (range->last && cp > range->last)
        range++;
    return range->last && cp >= range->first;
}

/* Every character, so that none is missing at a range's end. */
static void only_the_unseen_is_trimmed(void **state)
{
    static const struct range UNSEEN[] = {{0, 0x20},
                                          {0x7F, 0xA0},
                                          {0xAD, 0xAD},
                                          {0x180E, 0x180E},
                                          {0x2000, 0x200F},
                                          {0x2028, 0x202F},
                                          {0x205F, 0x206F},
                                          {0x3000, 0x3000},
                                          {0x3164, 0x3164},
                                          {0xFEFF, 0xFEFF},
                                          {0, 0}};

    (void)state;
    for (char32_t cp = 0; cp <= 0x10FFFF; cp++) {
        char text[16];
        size_t bytes;

        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        bytes = utf8_encode(cp, text);
        text[bytes] = '-';
        bytes += 1 + utf8_encode(cp, text + bytes + 1);
        if ((trim_unseen((struct str){text, bytes}).bytes == 1) != is_in(UNSEEN, cp))
            fail_msg("U+%04X", (unsigned)cp);
    }
}

/* Two of a character make a rule, if it is one of these. */
static void rules_are_made_of_dashes_or_pluses(void **state)
{
    static const struct range DASHES[] = {
        {'-', '-'},       {0x2010, 0x2015}, {0x2212, 0x2212}, {0x2500, 0x2501}, {0x2E3A, 0x2E3B},
        {0x30FC, 0x30FC}, {0xFE58, 0xFE58}, {0xFE63, 0xFE63}, {0xFF0D, 0xFF0D}, {0, 0}};
    static const struct range PLUSES[] = {{'+', '+'}, {0xFE62, 0xFE62}, {0xFF0B, 0xFF0B}, {0, 0}};

    (void)state;
    for (char32_t cp = 0; cp <= 0x10FFFF; cp++) {
        enum rule_kind kind = is_in(DASHES, cp)   ? RULE_DASHES
                              : is_in(PLUSES, cp) ? RULE_PLUSES
                                                  : RULE_NONE;
        char text[8];
        size_t bytes;

        if (cp >= 0xD800 && cp <= 0xDFFF)
            continue;
        bytes = utf8_encode(cp, text);
        bytes += utf8_encode(cp, text + bytes);
        if (rule_read((struct str){text, bytes}).kind != kind)
            fail_msg("U+%04X", (unsigned)cp);
    }
}

static void a_rule_is_exact_with_three_at_the_margin(void **state)
{
    static const struct {
        const char *line;
        enum rule_kind kind;
        bool at_margin, exact;
    } rows[] = {
        {"---", RULE_DASHES, true, true},        {"+++", RULE_PLUSES, true, true},
        {"--- ", RULE_DASHES, true, true},       {"--", RULE_DASHES, true, false},
        {"----", RULE_DASHES, true, false},      {" ---", RULE_DASHES, false, false},
        {"-", RULE_NONE, false, false},          {"--+", RULE_NONE, false, false},
        {"---x", RULE_NONE, false, false},       {"", RULE_NONE, false, false},
        {"——", RULE_DASHES, true, false},        {"—", RULE_DASHES, true, false},
        {"---\u200B", RULE_DASHES, true, false}, {"＋", RULE_PLUSES, true, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct rule rule = rule_read(str_of(rows[i].line));

        if (rule.kind != rows[i].kind || rule.at_margin != rows[i].at_margin ||
            rule.exact != rows[i].exact)
            fail_msg("“%s”: %d %d %d", rows[i].line, rule.kind, rule.at_margin, rule.exact);
    }
}

static void marks_alone_and_code_fences(void **state)
{
    (void)state;
    assert_true(line_is_marks(str_of("==")) && line_is_marks(str_of("* * *")));
    assert_false(line_is_marks(str_of("=")) || line_is_marks(str_of("")));
    assert_false(line_is_marks(str_of("=a=")) || line_is_marks(str_of("=9=")));
    assert_false(line_is_marks(str_of("=文=")));
    assert_true(line_is_code_fence(str_of("```")) && line_is_code_fence(str_of("~~~yaml")));
    assert_false(line_is_code_fence(str_of("``")) || line_is_code_fence(str_of("``~")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_unseen_is_trimmed),
        cmocka_unit_test(rules_are_made_of_dashes_or_pluses),
        cmocka_unit_test(a_rule_is_exact_with_three_at_the_margin),
        cmocka_unit_test(marks_alone_and_code_fences),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
