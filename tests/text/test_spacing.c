#include "text/spacing.h"

#include "base/buffer.h"
#include "holds.h"
#include "text/grapheme.h"
#include "text/linebreak.h"
#include "text/unit.h"
#include "text/utf8.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { ROUNDS = 20000, MOST_PIECES = 24, MOST_CLUSTERS = MOST_PIECES * 8, MOST_SLACK = 24 };

static void what_is_spaced(void **state)
{
    static const struct {
        const char *what;
        char32_t left, right;
        bool spaced;
    } cases[] = {
        {"Han and a letter", U'汉', 'a', true},
        {"Han and a digit", U'汉', '5', true},
        {"hiragana", U'か', 'a', true},
        {"small hiragana", U'ぁ', 'a', true},
        {"katakana", U'カ', 'Z', true},
        {"the long vowel mark", U'ー', 'a', true},
        {"々", U'々', 'a', true},
        {"〇", U'〇', '4', true},
        {"Han, extension A", U'㐀', 'a', true},
        {"Han, extension B", U'𠮷', 'a', true},
        {"a compatibility ideograph", 0xF900, 'a', true},
        {"é, whose width is ambiguous", U'汉', U'é', true},
        {"ã, whose width is not", U'汉', U'ã', true},
        {"ā", U'汉', U'ā', true},
        {"Greek", U'汉', U'α', true},
        {"Cyrillic", U'汉', U'д', true},
        {"Arabic", U'汉', U'م', true},
        {"a Thai digit", U'汉', 0xE51, true},
        {"Han and Han", U'汉', U'字', false},
        {"a letter and a letter", 'a', 'b', false},
        {"Han and a full-width letter", U'汉', U'Ａ', false},
        {"a full-width letter and a letter", U'Ａ', 'a', false},
        {"Han and a space", U'汉', ' ', false},
        {"Han and an ideographic space", U'汉', 0x3000, false},
        {"Han and a stop", U'汉', '.', false},
        {"a stop and a letter", U'。', 'a', false},
        {"a quotation mark and a letter", U'“', 'a', false},
        {"Han and %", U'汉', '%', false},
        {"Han and $", U'汉', '$', false},
        {"Han and a circled digit", U'汉', U'①', false},
        {"Han and ㎡", U'汉', U'㎡', false},
        {"・ and a letter", U'・', 'a', false},
        {"Hangul and a letter", U'한', 'a', false},
        {"a pictograph and a letter", 0x1F600, 'a', false},
        {"nothing and a letter", 0, 'a', false},
        {"Han and nothing", U'汉', 0, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        if (text_is_spaced(cases[i].left, cases[i].right) != cases[i].spaced)
            fail_msg("%s", cases[i].what);
        if (text_is_spaced(cases[i].right, cases[i].left) != cases[i].spaced)
            fail_msg("%s, the other way round", cases[i].what);
    }
}

static unsigned next_random(unsigned *random)
{
    *random = *random * 1103515245 + 12345;
    return *random >> 16;
}

static void random_line(struct buffer *line, unsigned *random)
{
    static const char *const pieces[] = {
        "春", "夏天",   "𠮷", "々",       "カ", "a",  "Linux",
        "5",  "13.76",  "é",  "e\u0301",  "д",  "，", "。",
        "”",  "“",      "）", "（",       "？", "、", " ",
        "  ", "\u3000", ",",  "一\u302A", "…",  "——", "👨‍👩‍👧",
        "·",  "%",
    };
    unsigned count = 1 + next_random(random) % MOST_PIECES;

    buffer_clear(line);
    for (unsigned i = 0; i < count; i++)
        buffer_add_text(line, pieces[next_random(random) % (sizeof(pieces) / sizeof(*pieces))]);
}

/* A line as clusters. The entry at `count` stands for the line's end. */
struct clusters {
    size_t count;
    size_t at[MOST_CLUSTERS + 1];
    char32_t first[MOST_CLUSTERS + 1];
    int cols[MOST_CLUSTERS + 1]; /* from the line's start, with the spacing before the cluster */
};

static void read_clusters(struct clusters *clusters, struct str line, bool ambiguous_wide)
{
    size_t at = 0;
    int cols = 0;

    clusters->count = 0;
    while (at < line.bytes) {
        struct grapheme cluster = grapheme_next(line.p + at, line.bytes - at, ambiguous_wide);
        size_t i = clusters->count++;

        assert_true(i < MOST_CLUSTERS);
        clusters->at[i] = at;
        clusters->cols[i] = cols;
        utf8_decode(line.p + at, line.bytes - at, &clusters->first[i]);
        if (i > 0 && text_is_spaced(clusters->first[i - 1], clusters->first[i]))
            cols++;
        cols += cluster.cols;
        at += cluster.bytes;
    }
    clusters->at[clusters->count] = at;
    clusters->cols[clusters->count] = cols;
}

/* The columns of a line are the sum of its clusters' and of the spacing at each boundary; the part
 * that fits is the longest possible. */
static void columns_are_a_plain_sum(void **state)
{
    static struct clusters clusters;
    struct buffer line = {0};
    unsigned random = 7;

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        bool ambiguous_wide = round % 2;
        size_t fitting = 0;
        struct str text;

        random_line(&line, &random);
        text = buffer_str(&line);
        read_clusters(&clusters, text, ambiguous_wide);
        assert_int_equal(text_spaced_cols(text, ambiguous_wide), clusters.cols[clusters.count]);
        for (int cols = 0; cols <= clusters.cols[clusters.count] + 1; cols++) {
            int used = -1;

            while (fitting < clusters.count && clusters.cols[fitting + 1] <= cols)
                fitting++;
            assert_int_equal(text_spaced_fit(text, cols, ambiguous_wide, &used),
                             clusters.at[fitting]);
            assert_int_equal(used, clusters.cols[fitting]);
        }
    }
    assert_int_equal(text_spaced_cols(str_of(""), false), 0);
    assert_int_equal(text_spaced_fit(str_of("春a"), 4, false, NULL), 4);
    buffer_free(&line);
}

/* Returns whether the boundary before cluster i > 0 may become wider; the rule implemented a second
 * time. */
static bool may_widen(struct str line, const struct clusters *clusters, size_t i)
{
    static const char MARKS[] = "，。”“）（？、…—·";
    char32_t left = clusters->first[i - 1], right = clusters->first[i];
    size_t last = i - 1;

    while (last > 0 && clusters->first[last] == ' ')
        last--;
    if ((holds(MARKS, clusters->first[last]) && holds(MARKS, right)) || right == ' ' ||
        text_joint_at(line, clusters->at[i]) != TEXT_JOINT_NONE ||
        !text_may_break(line, clusters->at[i], KINSOKU_GB))
        return false;
    return left == ' ' || text_is_spaced(left, right) || holds("，。”）？、", left);
}

/* Checks the gaps of a line: all of the slack is used, or none if a gap would be widened by more
 * than two columns, and no gap is wider by two columns than a gap that could have had them. */
static void check_gaps(const struct text_gaps *gaps, struct str line,
                       const struct clusters *clusters, bool spacing, int slack)
{
    size_t next = 0;
    int places = 0, added_sum = 0, spaces = 0;
    int least = INT_MAX; /* columns of a gap that could be wider still */
    int most = 0;        /* of one that was widened */

    for (size_t i = 1; i < clusters->count; i++) {
        int own = spacing && text_is_spaced(clusters->first[i - 1], clusters->first[i]);
        int added = -own, blank;

        spaces = clusters->first[i - 1] == ' ' ? spaces + 1 : 0;
        if (next < gaps->count && gaps->items[next].at == clusters->at[i])
            added += gaps->items[next++].cols;
        assert_in_range(added, 0, 2);
        if (slack <= 0 || !may_widen(line, clusters, i)) {
            assert_int_equal(added, 0);
            continue;
        }
        places++;
        added_sum += added;
        blank = spaces + own + added;
        if (added < 2 && blank < least)
            least = blank;
        if (added > 0 && blank > most)
            most = blank;
    }
    /* each gap was found, so the gaps ascend and are at clusters of this line */
    assert_int_equal(next, gaps->count);
    assert_int_equal(added_sum, slack < 0 || slack > 2 * places ? 0 : slack);
    assert_true(most == 0 || least >= most - 1);
}

static void gaps_fill_a_line(void **state)
{
    static struct clusters clusters;
    struct text_gaps gaps = {0};
    struct buffer line = {0};
    unsigned random = 11;
    int filled = 0;

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        bool spacing = next_random(&random) % 2;
        int slack = (int)(next_random(&random) % MOST_SLACK);

        random_line(&line, &random);
        read_clusters(&clusters, buffer_str(&line), false);
        text_gaps_find(&gaps, buffer_str(&line), spacing, slack);
        check_gaps(&gaps, buffer_str(&line), &clusters, spacing, slack);
        filled += slack > 0 && gaps.count > 0;
    }
    assert_in_range(filled, ROUNDS / 4, ROUNDS);
    text_gaps_free(&gaps);
    buffer_free(&line);
}

/* Checks where a few columns go. */
static void gaps_are_spread_evenly(void **state)
{
    static const struct {
        const char *what, *line;
        bool spacing;
        int slack;
        const char *wanted; /* "_" for each added column */
    } cases[] = {
        {"spacing alone", "用Li好5年", true, 0, "用_Li_好_5_年"},
        {"neither", "用Li好", false, 0, "用Li好"},
        {"one column goes to the last of two places", "用Li好", false, 1, "用Li_好"},
        {"to the middle of three", "用Li好5", false, 1, "用Li_好5"},
        {"to one of the two in the middle", "一A二B三", false, 1, "一A二_B三"},
        {"to the middle of five", "一A二B三C", false, 1, "一A二_B三C"},
        {"two of four places", "一A二B三", false, 2, "一A_二B_三"},
        {"three of four", "一A二B三", false, 3, "一_A二_B_三"},
        {"beside the spacing's", "一A二B三", true, 2, "一_A__二_B__三"},
        {"twice everywhere", "一A，二", false, 4, "一__A，__二"},
        {"one more than that: nothing", "一A，二", false, 5, "一A，二"},
        {"but the spacing's stay", "一A，二", true, 5, "一_A，二"},
        {"after a mark, not within a run of marks", "一。”“二”，三", false, 2, "一。”“二”，__三"},
        {"after spaces", "a b  c", false, 3, "a __b  _c"},
        {"a typed space is a blank already", "一 A二，三", false, 2, "一 A_二，_三"},
        {"and so is the spacing's", "一A，二", true, 1, "一_A，_二"},
        {"all gaps are equal", "一 A二，三", false, 5, "一 _A__二，__三"},
        {"not between two marks", "一，“二”（三", false, 2, "一，“二”（三"},
        {"nor where a space is typed between", "一。 “二，三", false, 1, "一。 “二，_三"},
        {"but before a sign of a number", "一，￥5", false, 1, "一，_￥5"},
        {"no unit: a date", "至2024年3月15日，一", false, 2, "至_2024年3月15日，_一"},
        {"a telephone number", "电0571-8888 8888，一", false, 2, "电_0571-8888 8888，_一"},
        {"a measure word", "共300平方米，一", false, 2, "共_300平方米，_一"},
        {"a number of articles", "第5条，一", false, 1, "第5条，_一"},
        {"the spacing within a unit stays one column", "至3月15日，一", true, 3,
         "至__3_月_15_日，__一"},
        {"no place after a narrow stop", "a,b.c", false, 2, "a,b.c"},
        {"nothing at the ends", "，一，", false, 2, "，__一，"},
        {"no slack at all", "，一A", false, -1, "，一A"},
        {"an empty line", "", true, 3, ""},
    };
    struct text_gaps gaps = {0};
    struct buffer seen = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        size_t at = 0;

        buffer_clear(&seen);
        text_gaps_find(&gaps, str_of(cases[i].line), cases[i].spacing, cases[i].slack);
        for (size_t j = 0; j < gaps.count; j++) {
            buffer_add(&seen, cases[i].line + at, gaps.items[j].at - at);
            for (int col = 0; col < gaps.items[j].cols; col++)
                buffer_add_char(&seen, '_');
            at = gaps.items[j].at;
        }
        buffer_add_text(&seen, cases[i].line + at);
        if (strcmp(buffer_c_str(&seen), cases[i].wanted) != 0)
            fail_msg("%s: %s, not %s", cases[i].what, seen.data, cases[i].wanted);
    }
    text_gaps_free(&gaps);
    buffer_free(&seen);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_spaced),
        cmocka_unit_test(columns_are_a_plain_sum),
        cmocka_unit_test(gaps_fill_a_line),
        cmocka_unit_test(gaps_are_spread_evenly),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
