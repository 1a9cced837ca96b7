#include "text/uax14.h"

#include "base/buffer.h"
#include "text/utf8.h"
#include "unicode.h"

#include "../../src/text/line_class.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unilbrk.h>
#include <unistring/version.h>

/* The number of cases of our version, and the least number that must remain of a later version's
 * cases. */
enum { CASES = 7654, LATER_CASES = 4000, LONGEST_LINE = 1 << 14 };

/* Reads a line of the test file: "× 0023 × 0308 ÷ 2014 ÷ # ...". Writes the text to `text` and, to
 * `allowed`, whether a line may begin at the offset of each code point. */
static bool read_case(const char *line, struct buffer *text, bool *allowed, size_t limit)
{
    bool may_break = false;

    buffer_clear(text);
    for (const char *p = line; *p && *p != '#' && *p != '\n';) {
        if (strncmp(p, "÷", 2) == 0 || strncmp(p, "×", 2) == 0) {
            may_break = strncmp(p, "÷", 2) == 0;
            p += 2;
        } else if (*p == ' ' || *p == '\t') {
            p++;
        } else {
            char *end, encoded[4];
            char32_t cp = (char32_t)strtoul(p, &end, 16);

            assert_ptr_not_equal(end, p);
            assert_true(text->bytes < limit);
            allowed[text->bytes] = may_break;
            buffer_add(text, encoded, utf8_encode(cp, encoded));
            p = end;
        }
    }
    return text->bytes > 0;
}

/* Returns the offset of the code point after the one at `at`. */
static size_t after(struct str text, size_t at)
{
    char32_t cp;

    return at + utf8_decode(text.p + at, text.bytes - at, &cp);
}

/* The classes whose rules later versions have not changed, each with a character that kanbao puts
 * in it. Changed were QU (LB15, LB19), IS (LB15c and d), HY and BA (LB20a), HL (LB21a), NU, PR and
 * PO (LB25). */
static const struct {
    const char *class;
    char32_t like;
} LASTING[] = {
    {"AL", 'a'},    {"B2", U'—'},    {"BB", U'´'},  {"BK", 0x0C},   {"CB", 0xFFFC},
    {"CJ", U'ょ'},  {"CL", U'、'},   {"CM", 0x301}, {"CP", ')'},    {"CR", '\r'},
    {"EB", U'👍'},   {"EM", U'🏽'}, {"EX", U'！'}, {"GL", 0xA0},   {"H2", U'가'},
    {"H3", U'각'},  {"ID", U'春'},   {"IN", U'…'},  {"JL", 0x1100}, {"JT", 0x11A8},
    {"JV", 0x1160}, {"LF", '\n'},    {"NL", 0x85},  {"NS", U'・'},  {"OP", U'「'},
    {"OP", '('},    {"RI", 0x1F1E8}, {"SP", ' '},   {"SY", '/'},    {"WJ", 0x2060},
    {"ZW", 0x200B}, {"ZWJ", 0x200D},
};

static int our_class(char32_t cp)
{
    return line_class_blocks[line_class_index[cp / 128]][cp % 128];
}

/* Sets `lasting` for the code points that have one of these classes both in Unicode's file and in
 * kanbao's table. */
static void read_lasting(bool *lasting)
{
    FILE *file = unicode_open("LineBreak.txt");
    struct unicode_range range;

    while (unicode_next(file, &range))
        for (size_t i = 0; i < sizeof(LASTING) / sizeof(*LASTING); i++)
            for (char32_t cp = range.first; cp <= range.last; cp++)
                lasting[cp] = lasting[cp] || (strcmp(range.value, LASTING[i].class) == 0 &&
                                              our_class(cp) == our_class(LASTING[i].like));
    fclose(file);
}

static bool all_lasting(struct str text, const bool *lasting)
{
    char32_t cp;

    for (size_t at = 0; at < text.bytes;) {
        at += utf8_decode(text.p + at, text.bytes - at, &cp);
        if (!lasting[cp])
            return false;
    }
    return true;
}

static bool is_right(struct str text, const bool *allowed)
{
    bool right = !uax14_allows(text, 0) && !uax14_allows(text, text.bytes);

    for (size_t at = after(text, 0); at < text.bytes; at = after(text, at))
        right = right && uax14_allows(text, at) == allowed[at];
    return right;
}

/* Checks every case of Unicode's file; of a later version's file only the cases whose characters
 * all have lasting classes. */
static void agrees_with_unicodes_own_cases(void **state)
{
    static bool lasting[0x110000];
    FILE *file = unicode_open("auxiliary/LineBreakTest.txt");
    bool ours = unicode_is_ours();
    struct buffer text = {0};
    char line[LONGEST_LINE];
    bool allowed[512];
    int cases = 0, wrong = 0;

    (void)state;
    read_lasting(lasting);
    while (fgets(line, sizeof(line), file)) {
        if (line[0] == '#' || !read_case(line, &text, allowed, sizeof(allowed) - 4) ||
            !(ours || all_lasting(buffer_str(&text), lasting)))
            continue;
        cases++;
        if (!is_right(buffer_str(&text), allowed) && wrong++ < 20)
            print_message("disagrees: %s", line);
    }
    fclose(file);
    buffer_free(&text);
    assert_int_equal(wrong, 0);
    assert_in_range(cases, ours ? CASES : LATER_CASES, INT_MAX);
}

/* The characters of the random texts, with their classes in Unicode's LineBreak.txt. */
static const struct {
    const char *class, *characters;
} POOL[] = {
    {"ID", "春夏秋冬一二㐀𠮷あア１"},
    {"NU", "0123456789"},
    {"AL", "abcXYZé·"},
    {"CL", "、。，．」》）｝}"},
    {"CP", ")]"},
    {"OP", "「《（([{"},
    {"QU", "“”‘’\"'"},
    {"EX", "！？!?"},
    {"NS", "：；・〜々"},
    {"CJ", "ょっー"},
    {"IS", ",.:;"},
    {"SY", "/"},
    {"HY", "-"},
    {"BA", "–"},
    {"B2", "—"},
    {"IN", "…⋯"},
    {"PO", "%％‰℃°′"},
    {"PR", "$¥￥№+"},
    {"SP", " "},
    {"CM", "\u0301\u302A"},
    {"RI", "🇨🇳"},
    {"EM", "🏽"},
    {"EB", "👍"},
};

enum { CLASSES = sizeof(POOL) / sizeof(*POOL), SECOND_OPINIONS = 200000, OPINION_LENGTH = 12 };

static unsigned next_random(unsigned *random)
{
    *random = *random * 1103515245 + 12345;
    return *random >> 16;
}

/* Appends a random character of the class. */
static void add_of_class(struct buffer *text, size_t class, unsigned *random)
{
    struct str all = str_of(POOL[class].characters);
    unsigned skip = next_random(random) % 16;
    size_t at = 0;

    while (skip-- > 0) {
        at = after(all, at);
        if (at == all.bytes)
            at = 0;
    }
    buffer_add(text, all.p + at, after(all, at) - at);
}

static bool is_class(size_t class, const char *name)
{
    return strcmp(POOL[class].class, name) == 0;
}

/* A pair of classes on which kanbao and libunistring differ; combining marks count with the first
 * class. A mark without a base is a class of its own. */
struct pair {
    bool ours; /* kanbao allows a break between the two; libunistring does the opposite */
    const char *before;
    bool spaces; /* between the two */
    const char *next;
};

/* Returns the pair at code point i > 0 of a text of these classes. */
static struct pair pair_at(const size_t *classes, int i, bool ours)
{
    struct pair pair = {ours, "SP", is_class(classes[i - 1], "SP"), POOL[classes[i]].class};
    int before = i - 1, base;

    while (before > 0 && is_class(classes[before], "SP"))
        before--;
    for (base = before; base > 0 && is_class(classes[base], "CM");)
        base--;
    pair.before = POOL[classes[is_class(classes[base], "SP") ? before : base]].class;
    return pair;
}

/* The known differences of libunistring 1.0, and the reasons for kanbao's choice. */
static const struct {
    struct pair pair;
    const char *why;
} KNOWN[] = {
    /* LB25 as a table of pairs always forbids these breaks; example 7 of UAX #14 forbids them only
     * next to a number, as in "(12.00)%" and "$(12)". */
    {{true, "CL", false, "PO"}, "no number before"},
    {{true, "CL", false, "PR"}, "no number before"},
    {{true, "CP", false, "PO"}, "no number before"},
    {{true, "CP", false, "PR"}, "no number before"},
    {{true, "IS", false, "NU"}, "no number before"},
    {{true, "SY", false, "NU"}, "no number before"},
    {{true, "PO", false, "OP"}, "no number after"},
    {{true, "PR", false, "OP"}, "no number after"},
    /* Pairs cannot express the next ones: a sign after a number that ends in a separator. */
    {{false, "IS", false, "PO"}, "number before"},
    {{false, "IS", false, "PR"}, "number before"},
    {{false, "SY", false, "PO"}, "number before"},
    {{false, "SY", false, "PR"}, "number before"},
    {{false, "IS", false, "AL"}, "LB29: www.people.com.cn"},
    {{false, "CP", true, "NS"}, "LB16"},
    {{false, "CP", true, "CJ"}, "LB16"},
    {{false, "OP", true, "CM"}, "LB14"},
    {{true, "RI", false, "RI"}, "LB30a: a mark within a pair"},
    {{false, "RI", false, "RI"}, "LB30a: a mark within a pair"},
};

enum { KNOWN_PAIRS = sizeof(KNOWN) / sizeof(*KNOWN), KNOWN_VERSION = 0x0100 };

static size_t known_pair(struct pair pair)
{
    size_t i = 0;

    while (i < KNOWN_PAIRS &&
           (KNOWN[i].pair.ours != pair.ours || strcmp(KNOWN[i].pair.before, pair.before) != 0 ||
            KNOWN[i].pair.spaces != pair.spaces || strcmp(KNOWN[i].pair.next, pair.next) != 0))
        i++;
    return i;
}

/* Returns whether every version of libunistring can be asked about the class. Marks are excluded:
 * after an opening bracket and a space (LB10), some versions take a mark for a part of the
 * bracket. */
static bool is_settled(size_t class)
{
    size_t i = 0;

    while (i < sizeof(LASTING) / sizeof(*LASTING) && !is_class(class, LASTING[i].class))
        i++;
    return i < sizeof(LASTING) / sizeof(*LASTING) && !is_class(class, "CM");
}

/* Returns a random class for the text's i-th character. The first is never a space: a line may
 * begin after it (LB18), but libunistring takes it for an indent. */
static size_t random_class(int i, bool later, unsigned *random)
{
    size_t class;

    do {
        class = next_random(random) % CLASSES;
    } while ((i == 0 && is_class(class, "SP")) || (later && !is_settled(class)));
    return class;
}

/* Compares seeded random texts with libunistring: every difference must be one of the known pairs,
 * and every known pair must occur. A libunistring with the rules of a later Unicode is only asked
 * about texts of settled classes. */
static void agrees_with_a_second_opinion(void **state)
{
    bool later = _libunistring_version != KNOWN_VERSION;
    int met[KNOWN_PAIRS + 1] = {0};
    unsigned random = 2023;
    struct buffer text = {0};

    (void)state;
    for (int round = 0; round < SECOND_OPINIONS; round++) {
        size_t classes[OPINION_LENGTH], starts[OPINION_LENGTH];
        char breaks[OPINION_LENGTH * 4];

        buffer_clear(&text);
        for (int i = 0; i < OPINION_LENGTH; i++) {
            classes[i] = random_class(i, later, &random);
            starts[i] = text.bytes;
            add_of_class(&text, classes[i], &random);
        }
        u8_possible_linebreaks((const uint8_t *)text.data, text.bytes, "UTF-8", breaks);
        for (int i = 1; i < OPINION_LENGTH; i++) {
            bool ours = uax14_allows(buffer_str(&text), starts[i]);
            struct pair pair = pair_at(classes, i, ours);
            size_t known = known_pair(pair);

            if (ours == (breaks[starts[i]] == UC_BREAK_POSSIBLE))
                continue;
            if (known == KNOWN_PAIRS)
                print_message("ours %d: %s%s %s at byte %zu of %.*s\n", ours, pair.before,
                              pair.spaces ? " SP" : "", pair.next, starts[i],
                              STR_FMT(buffer_str(&text)));
            met[known]++;
        }
    }
    for (size_t i = 0; i < KNOWN_PAIRS; i++) {
        if (met[i] == 0 && !later)
            fail_msg("%s %s: a difference no more (%s)", KNOWN[i].pair.before, KNOWN[i].pair.next,
                     KNOWN[i].why);
    }
    assert_int_equal(met[KNOWN_PAIRS], 0);
    buffer_free(&text);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(agrees_with_unicodes_own_cases),
        cmocka_unit_test(agrees_with_a_second_opinion),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
