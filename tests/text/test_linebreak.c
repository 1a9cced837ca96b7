#include "text/linebreak.h"

#include "base/buffer.h"
#include "holds.h"
#include "linebreak_cases.h"
#include "text/grapheme.h"
#include "text/uax14.h"
#include "text/unit.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#if defined(__SANITIZE_ADDRESS__)
enum { SLOW = 1 };
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
enum { SLOW = 1 };
#else
enum { SLOW = 0 };
#endif
#else
enum { SLOW = 0 };
#endif

enum {
    FIRST_RULE = 1,
    LAST_RULE = 7,
    INDENT_RULE = 7,
    INDENT_COLS = 4,
    LEAST_CASES = 150,
    PARAGRAPHS = SLOW ? 10000 : 80000,
    LEAST_COLS = 2,
    MOST_COLS = 120,
    MOST_PIECES = 60,
    MOST_BYTES = MOST_PIECES * 64,
    LONG_BYTES = 256 << 10,
    MOST_DOTS = 126,
};

/* Breaks the case's text into lines, joined by "|". */
static void set_case(const struct linebreak_case *c, bool ambiguous_wide, struct buffer *lines)
{
    struct str text = str_of(c->text);
    struct text_setting setting = {.ambiguous_wide = ambiguous_wide};

    buffer_clear(lines);
    for (size_t at = 0; at < text.bytes;) {
        bool first = at == 0 || text.p[at - 1] == '\n';
        int cols = c->cols - (c->rule == INDENT_RULE && first ? INDENT_COLS : 0);
        struct text_line line = text_line_next(text, at, cols, &setting);

        assert_true(line.next > at && line.next <= text.bytes && line.end <= line.next);
        if (at > 0)
            buffer_add_char(lines, '|');
        buffer_add(lines, text.p + at, line.end - at);
        at = line.next;
    }
}

/* Returns how many cases fail, and counts the cases of each rule in `of_rule`. */
static int wrong_cases(const struct linebreak_case *cases, size_t count, bool ambiguous_wide,
                       int *of_rule)
{
    struct buffer lines = {0};
    int wrong = 0;

    for (size_t i = 0; i < count; i++) {
        const struct linebreak_case *c = &cases[i];

        assert_in_range(c->rule, FIRST_RULE, LAST_RULE);
        of_rule[c->rule]++;
        set_case(c, ambiguous_wide, &lines);
        if (!str_eq(buffer_str(&lines), str_of(c->lines))) {
            wrong++;
            print_message("rule %d, %s: %s in %d columns:\n  %.*s, not\n  %s\n", c->rule, c->what,
                          c->text, c->cols, STR_FMT(buffer_str(&lines)), c->lines);
        }
    }
    buffer_free(&lines);
    return wrong;
}

static void newspaper_typesetting(void **state)
{
    int of_rule[LAST_RULE + 1] = {0}, cases = 0;
    int wrong = wrong_cases(CASES, sizeof(CASES) / sizeof(*CASES), false, of_rule) +
                wrong_cases(WIDE_CASES, sizeof(WIDE_CASES) / sizeof(*WIDE_CASES), true, of_rule);

    (void)state;
    for (int rule = FIRST_RULE; rule <= LAST_RULE; rule++) {
        if (of_rule[rule] == 0)
            fail_msg("no case for rule %d", rule);
        cases += of_rule[rule];
    }
    assert_in_range(cases, LEAST_CASES, INT32_MAX);
    assert_int_equal(wrong, 0);
}

/* Random paragraphs. */

static unsigned next_random(unsigned *random)
{
    *random = *random * 1103515245 + 12345;
    return *random >> 16;
}

static void random_paragraph(struct buffer *text, unsigned *random)
{
    unsigned count = 1 + next_random(random) % MOST_PIECES;
    /* half of the paragraphs are made of only a few pieces, so that these meet more often */
    unsigned few = next_random(random) % 2 ? 1 + next_random(random) % 6 : PIECE_COUNT;
    unsigned from = next_random(random) % PIECE_COUNT;

    buffer_clear(text);
    for (unsigned i = 0; i < count; i++) {
        unsigned pick = next_random(random) % few * (few == PIECE_COUNT ? 1 : 37);

        buffer_add_text(text, PIECES[(from + pick) % PIECE_COUNT]);
        if (next_random(random) % 4 == 0)
            buffer_add_text(text, "元宇");
    }
}

/* The rules, implemented a second time. */

/* The characters of level GB, from which the other levels are derived. */
static const char CLOSING[] = "、。，．：；」』）〕】〗〙》〉］｝〞〟”’)]},.:;!?";
static const char LOUD[] = "！？‼⁇⁈⁉";
static const char CONNECTORS[] = "·・‧～〜－–—/／";
static const char CLINGING[] = "~∼⁓−―─•∙⋅∶｜＂＇〃‖>＞†®";
static const char HOLDING[] = "<＜@§＂＇";
static const char SIGNS_AFTER[] = "％%‰℃°′″";
static const char DOTS[] = "…⋯";
static const char ELLIPSES[] = "…⋯⸺";
static const char OPENING[] = "“‘「『（〔【〖〘《〈［｛〝([{";
static const char SIGNS_BEFORE[] = "￥¥$№";

static enum kinsoku_level level_of(int round)
{
    static const enum kinsoku_level LEVELS[] = {KINSOKU_GB,    KINSOKU_AUTO, KINSOKU_NONE,
                                                KINSOKU_BASIC, KINSOKU_GB,   KINSOKU_STRICT,
                                                KINSOKU_LOOSE};

    return LEVELS[round % (int)(sizeof(LEVELS) / sizeof(*LEVELS))];
}

/* A paragraph as code points, and the facts about the boundary before each. */
struct paragraph {
    struct str text;
    size_t count;
    char32_t cp[MOST_BYTES + 1];   /* cp[count]: 0 */
    size_t offset[MOST_BYTES + 1]; /* offset[count]: text.bytes */
    size_t index[MOST_BYTES + 1];  /* of the code point at a byte offset */
    bool
        is_cluster[MOST_BYTES + 1]; /* a grapheme cluster begins at this offset, or the text ends */
    bool may_break[MOST_BYTES + 1]; /* text_may_break() at this offset */
    enum kinsoku_level level;
};

static bool is_space(char32_t cp)
{
    return cp == ' ' || cp == U'　';
}

/* Returns whether a character is of the most common kind, Han on none of the lists. */
static bool is_plain_han(char32_t cp)
{
    return cp >= 0x4E00 && cp <= 0x9FFF;
}

static bool is_letter(char32_t cp)
{
    return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

static bool is_latin(char32_t cp)
{
    return is_letter(cp) || cp == U'é';
}

static bool is_ascii(char32_t cp)
{
    return cp >= '!' && cp <= '~';
}

static char32_t cp_before(const struct paragraph *p, size_t i)
{
    return i > 0 ? p->cp[i - 1] : 0;
}

/* Rule 5: ’ between Latin letters is an apostrophe. */
static bool is_apostrophe(const struct paragraph *p, size_t i)
{
    return p->cp[i] == U'’' && is_latin(cp_before(p, i)) && is_latin(p->cp[i + 1]);
}

/* A doubled — is a dash. */
static bool is_dash(const struct paragraph *p, size_t i)
{
    return p->cp[i] == U'—' && (cp_before(p, i) == U'—' || p->cp[i + 1] == U'—');
}

/* A single … after Latin text belongs to the word, at every level. */
static bool is_word_ellipsis(const struct paragraph *p, size_t i)
{
    return p->cp[i] == U'…' && is_ascii(cp_before(p, i)) && p->cp[i + 1] != U'…';
}

static bool is_listed(const struct paragraph *p, size_t i)
{
    static const char *const LISTS[] = {CLOSING, LOUD,         CONNECTORS, SIGNS_AFTER, ELLIPSES,
                                        OPENING, SIGNS_BEFORE, "々",       CLINGING,    HOLDING};

    if (is_plain_han(p->cp[i]) || is_apostrophe(p, i) || is_word_ellipsis(p, i))
        return false;
    for (size_t list = 0; list < sizeof(LISTS) / sizeof(*LISTS); list++)
        if (holds(LISTS[list], p->cp[i]))
            return true;
    return false;
}

/* Returns how many times the code point at i stands there in a row, in steps of 1 or -1. */
static int run_length(const struct paragraph *p, size_t i, int step)
{
    char32_t cp = p->cp[i];
    int count = 0;

    for (; count < MOST_DOTS && i < p->count && p->cp[i] == cp; i += (size_t)step) {
        count++;
        if (i == 0 && step < 0)
            break;
    }
    return count;
}

/* Returns whether the boundary is between the pairs of the twelve dots, or of more. */
static bool in_twelve_dots(const struct paragraph *p, size_t i)
{
    return p->cp[i - 1] == p->cp[i] && holds(DOTS, p->cp[i]) && run_length(p, i - 1, -1) % 2 == 0 &&
           run_length(p, i, 1) % 2 == 0;
}

/* Some marks begin a line only after a space, and so do dots at level AUTO. */
static bool is_clinging(const struct paragraph *p, size_t i)
{
    return !is_space(cp_before(p, i)) &&
           (holds(CLINGING, p->cp[i]) || (p->level == KINSOKU_AUTO && holds(DOTS, p->cp[i]) &&
                                          !(i > 0 && in_twelve_dots(p, i))));
}

static bool may_not_start(const struct paragraph *p, size_t i)
{
    bool is_gb = p->level != KINSOKU_NONE && p->level != KINSOKU_BASIC;

    if (p->level == KINSOKU_NONE || !is_listed(p, i))
        return false;
    if (is_clinging(p, i))
        return true;
    if (is_dash(p, i) || holds(ELLIPSES, p->cp[i]))
        return p->level == KINSOKU_STRICT;
    if (holds(LOUD, p->cp[i]))
        return p->level != KINSOKU_LOOSE;
    return holds(CLOSING, p->cp[i]) || holds(CONNECTORS, p->cp[i]) ||
           (is_gb && (holds(SIGNS_AFTER, p->cp[i]) || p->cp[i] == U'々'));
}

static bool may_not_end(const struct paragraph *p, size_t i)
{
    bool is_gb = p->level != KINSOKU_NONE && p->level != KINSOKU_BASIC;

    if (p->level == KINSOKU_NONE || is_plain_han(p->cp[i]))
        return false;
    return holds(OPENING, p->cp[i]) || (holds(HOLDING, p->cp[i]) && !is_space(p->cp[i + 1])) ||
           (is_gb && (holds(SIGNS_BEFORE, p->cp[i]) || p->cp[i] == U'／' ||
                      (p->cp[i] == '/' && cp_before(p, i) >= 0x80 && !is_space(p->cp[i + 1]))));
}

/* Returns whether the level allows a break that Unicode forbids: before code point i, or after code
 * point `last`. */
static bool is_let(const struct paragraph *p, size_t last, size_t i)
{
    static const char GLUE[] = "\u00A0\u200D\u202F\u2011";

    if (holds(GLUE, p->cp[i]) || holds(GLUE, p->cp[last]))
        return false;
    if (p->level == KINSOKU_NONE)
        return is_listed(p, i) || is_listed(p, last);
    if (p->level == KINSOKU_LOOSE && holds(LOUD, p->cp[i]))
        return true;
    if (p->level == KINSOKU_STRICT || (p->level == KINSOKU_AUTO && holds(DOTS, p->cp[i])))
        return false;
    return !is_word_ellipsis(p, i) && (is_dash(p, i) || holds(ELLIPSES, p->cp[i]));
}

/* Returns whether the boundary is between the halves of a two-part mark. */
static bool in_mark(const struct paragraph *p, size_t i)
{
    char32_t prev = p->cp[i - 1], next = p->cp[i];

    if (prev == next && holds("—…⋯", prev))
        return true;
    return p->level == KINSOKU_LOOSE && holds(LOUD, prev) && holds(LOUD, next);
}

static bool is_hangul(char32_t cp)
{
    return (cp >= U'가' && cp <= U'힣') || (cp >= 0x1100 && cp <= 0x11FF);
}

/* Returns whether the boundary is within a Korean word or a syllable of Bopomofo. */
static bool in_syllables(const struct paragraph *p, size_t i)
{
    static const char LETTERS[] = "ㄅㄚ", TONES[] = "ˊˇˋ";
    char32_t prev = p->cp[i - 1], next = p->cp[i];

    return (is_hangul(prev) && is_hangul(next)) ||
           (holds(LETTERS, prev) && (holds(LETTERS, next) || holds(TONES, next)));
}

/* A line may end at a hyphen in a word, but not in an address. */
static bool after_hyphen(const struct paragraph *p, size_t i)
{
    return p->cp[i - 1] == '-' && is_letter(cp_before(p, i - 1)) && is_letter(p->cp[i]);
}

static enum text_joint joint_at(const struct paragraph *p, size_t at)
{
    return text_joint_at(p->text, at);
}

/* Returns whether the rules allow a line to begin at code point i, if nothing is a unit. */
static bool is_opportunity(const struct paragraph *p, size_t i)
{
    size_t last = i;

    if (i == 0 || i == p->count || p->cp[i] == '\n' || is_space(p->cp[i]))
        return false;
    if (p->cp[i - 1] == '\n')
        return true;
    while (last > 0 && is_space(p->cp[last - 1]))
        last--;
    if (last == 0 || p->cp[last - 1] == '\n') /* after an indent */
        return false;
    last--;
    if (last == i - 1 && p->is_cluster[p->offset[i]] && in_twelve_dots(p, i))
        return p->level != KINSOKU_STRICT;
    if (may_not_start(p, i) || may_not_end(p, last) || !p->is_cluster[p->offset[i]])
        return false;
    if (last == i - 1) {
        if (in_mark(p, i) || in_syllables(p, i) ||
            (is_ascii(p->cp[i - 1]) && is_ascii(p->cp[i]) && !after_hyphen(p, i)))
            return false;
        if (holds("“‘", p->cp[i]) || (holds("”’", p->cp[i - 1]) && !is_apostrophe(p, i - 1)))
            return true;
    }
    return is_let(p, last, i) || uax14_allows(p->text, p->offset[i]);
}

/* Returns whether the rules allow a line to begin at code point i. See test_unit.c for the joints.
 */
static bool reference(const struct paragraph *p, size_t i)
{
    return is_opportunity(p, i) && joint_at(p, p->offset[i]) != TEXT_JOINT_HARD;
}

/* Returns whether a word may be cut before code point i. */
static bool is_clean_cut(const struct paragraph *p, size_t i)
{
    return p->is_cluster[p->offset[i]] && !is_space(p->cp[i]) && !is_space(p->cp[i - 1]) &&
           !may_not_start(p, i) && !may_not_end(p, i - 1) && !in_mark(p, i);
}

static void fail_in(const struct paragraph *p, int cols, size_t at, const char *what)
{
    fail_msg("%s: at byte %zu, %d columns of «%.*s»", what, at, cols, STR_FMT(p->text));
}

static void read_paragraph(struct paragraph *p, struct str text, enum kinsoku_level level)
{
    p->level = level;
    p->text = text;
    p->count = 0;
    memset(p->is_cluster, 0, text.bytes + 1);
    memset(p->may_break, 0, text.bytes + 1);
    for (size_t at = 0; at < text.bytes; p->count++) {
        p->offset[p->count] = at;
        p->index[at] = p->count;
        at += utf8_decode(text.p + at, text.bytes - at, &p->cp[p->count]);
    }
    p->cp[p->count] = 0;
    p->offset[p->count] = text.bytes;
    p->index[text.bytes] = p->count;
    for (size_t at = 0; at < text.bytes;) {
        p->is_cluster[at] = true;
        at += grapheme_next(text.p + at, text.bytes - at, false).bytes;
    }
    p->is_cluster[text.bytes] = true;
}

/* Compares text_may_break(), including its fast path, with the rules. */
static void check_opportunities(struct paragraph *p)
{
    for (size_t i = 0; i < p->count; i++) {
        size_t at = p->offset[i];
        bool wanted = reference(p, i);

        p->may_break[at] = text_may_break(p->text, at, p->level);
        /* the cases, not this check, decide whether the hyphen is in an address */
        if (p->may_break[at] != wanted && !(wanted && after_hyphen(p, i)))
            fail_in(p, 0, at, wanted ? "no break allowed" : "a break allowed");
    }
}

static size_t trim(const struct paragraph *p, size_t start, size_t end)
{
    while (end > start && is_space(p->cp[p->index[end] - 1]))
        end = p->offset[p->index[end] - 1];
    return end;
}

static struct str part(const struct paragraph *p, size_t start, size_t end)
{
    return (struct str){p->text.p + start, end - start};
}

/* Returns the next offset after `at` where a line may end: a break opportunity, a newline or the
 * end. */
static size_t next_stop(const struct paragraph *p, size_t at)
{
    do {
        at = p->offset[p->index[at] + 1];
    } while (at < p->text.bytes && !p->may_break[at] && p->text.p[at] != '\n');
    return at;
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

/* Returns whether `at` is inside a percent escape that begins after `start`. */
static bool in_escape(const struct paragraph *p, size_t start, size_t at)
{
    for (size_t back = 1; back <= 2 && at > start + back; back++) {
        const char *sign = p->text.p + at - back;

        if (at - back + 2 < p->text.bytes && sign[0] == '%' && is_hex(sign[1]) && is_hex(sign[2]))
            return true;
    }
    return false;
}

/* Rule 6: the margin, if any, may hold only one 、 ， or 。 at the line's end. */
static bool fits(const struct paragraph *p, size_t start, size_t end, int cols,
                 const struct text_setting *setting)
{
    size_t last = end > start ? p->offset[p->index[end] - 1] : end;

    if (!setting->hang)
        return text_set_cols(part(p, start, end), setting) <= cols;
    if (text_set_cols(part(p, start, end), setting) <= cols - TEXT_HANG_COLS)
        return true;
    return holds("、，。", p->cp[p->index[last]]) &&
           text_set_cols(part(p, start, last), setting) <= cols - TEXT_HANG_COLS;
}

/* Checks an emergency break, which the rules do not allow: the line must have no other break, it is
 * cut where that is least bad, and as long as possible. */
static void check_emergency(const struct paragraph *p, size_t start, struct text_line line,
                            int cols, const struct text_setting *setting)
{
    size_t stop = next_stop(p, start), cut = line.next, i = p->index[cut];
    bool opens = is_opportunity(p, i), clean = is_clean_cut(p, i);

    if (fits(p, start, trim(p, start, stop), cols, setting))
        fail_in(p, cols, start, "an emergency break with an opportunity left");
    if (in_escape(p, start, cut))
        fail_in(p, cols, cut, "a percent escape is cut");
    for (size_t other = p->index[start] + 1; other < p->count; other++) {
        size_t at = p->offset[other];

        if (!fits(p, start, trim(p, start, at), cols, setting))
            break;
        if (is_opportunity(p, other) && !after_hyphen(p, other) && (!opens || at > cut))
            fail_in(p, cols, at, "an emergency break elsewhere than at a joint");
        /* An address is cut at its most readable break, and before a percent escape; a long number
         * so that some digits are left. */
        if (!opens && is_clean_cut(p, other) && !is_ascii(p->cp[other]) &&
            !is_ascii(p->cp[other - 1]) && ((!clean && !is_ascii(p->cp[i])) || at > cut))
            fail_in(p, cols, at, "an emergency break elsewhere than at a good place");
    }
}

/* Checks that a line ends within a unit, or at the worse of two joints, only where it would be more
 * than a few columns shorter otherwise, and that it is not shorter than it must be. */
static void check_held(const struct paragraph *p, size_t start, size_t next, int cols,
                       const struct text_setting *setting)
{
    enum { MOST_HOLE_COLS = 4 };
    size_t last = next, best;

    for (size_t at = next_stop(p, next);
         at <= p->text.bytes && fits(p, start, trim(p, start, at), cols, setting);
         at = next_stop(p, at)) {
        last = at;
        if (at == p->text.bytes || p->text.p[at] == '\n')
            break;
    }
    if (last == p->text.bytes || p->text.p[last] == '\n')
        fail_in(p, cols, start, "more would fit");
    best = last;
    for (size_t i = p->index[last] - 1; i > p->index[start]; i--) {
        size_t at = p->offset[i];

        if (text_cols(part(p, at, last), setting->ambiguous_wide) > MOST_HOLE_COLS)
            break;
        if (p->may_break[at] && joint_at(p, at) < joint_at(p, best))
            best = at;
    }
    if (best != next)
        fail_in(p, cols, next, best > next ? "more would fit" : "a unit is parted");
}

static void check_line(const struct paragraph *p, size_t start, struct text_line line, int cols,
                       const struct text_setting *setting)
{
    struct str set = part(p, start, line.end);
    size_t newlines = 0;
    bool at_end;

    if (line.next <= start || line.next > p->text.bytes || line.end < start || line.end > line.next)
        fail_in(p, cols, start, "not a line");
    for (size_t i = p->index[line.end]; i < p->index[line.next]; i++) {
        newlines += p->cp[i] == '\n';
        if (p->cp[i] != '\n' && !is_space(p->cp[i]))
            fail_in(p, cols, line.end, "text is lost");
    }
    at_end = newlines > 0 || line.next == p->text.bytes;
    if (newlines > 1 || (newlines == 1 && p->text.p[line.next - 1] != '\n') ||
        memchr(set.p, '\n', set.bytes))
        fail_in(p, cols, start, "newlines are lost");
    if (line.end != trim(p, start, line.end))
        fail_in(p, cols, line.end, "a space at the end");
    if (line.cols != text_set_cols(set, setting))
        fail_in(p, cols, start, "its columns are wrong");
    if (!fits(p, start, line.end, cols, setting) &&
        grapheme_next(set.p, set.bytes, setting->ambiguous_wide).bytes != set.bytes)
        fail_in(p, cols, start, "too wide");
    if (!p->is_cluster[line.end] || !p->is_cluster[line.next])
        fail_in(p, cols, line.next, "a cluster is split");
    if (at_end)
        return;
    if (!p->may_break[line.next]) {
        check_emergency(p, start, line, cols, setting);
        return;
    }
    if (may_not_start(p, p->index[line.next]))
        fail_in(p, cols, line.next, "a forbidden start");
    if (line.end > start && may_not_end(p, p->index[line.end] - 1))
        fail_in(p, cols, line.end, "a forbidden end");
    check_held(p, start, line.next, cols, setting);
}

/* The lines after a newline are the same as if the text after it were set on its own. */
static void check_alone(const struct paragraph *p, size_t start, int cols,
                        const struct text_setting *setting)
{
    struct str rest = part(p, start, p->text.bytes);

    for (size_t at = 0; at < rest.bytes;) {
        struct text_line whole = text_line_next(p->text, start + at, cols, setting);
        struct text_line alone = text_line_next(rest, at, cols, setting);

        if (whole.end != start + alone.end || whole.next != start + alone.next ||
            whole.cols != alone.cols)
            fail_in(p, cols, start + at, "set differently alone");
        at = alone.next;
    }
}

static void random_paragraphs(void **state)
{
    static struct paragraph p;
    struct buffer text = {0};
    unsigned random = 42;

    (void)state;
    for (int round = 0; round < PARAGRAPHS; round++) {
        int cols = LEAST_COLS + round % (MOST_COLS - LEAST_COLS + 1);
        bool alone = false;
        struct text_setting setting = {.kinsoku = level_of(round),
                                       .ambiguous_wide = next_random(&random) % 4 == 0,
                                       .hang = next_random(&random) % 4 == 0,
                                       .spacing = next_random(&random) % 4 == 0};

        random_paragraph(&text, &random);
        assert_in_range(text.bytes, 1, MOST_BYTES);
        read_paragraph(&p, buffer_str(&text), setting.kinsoku);
        check_opportunities(&p);
        for (size_t at = 0; at < text.bytes;) {
            struct text_line line = text_line_next(p.text, at, cols, &setting);

            check_line(&p, at, line, cols, &setting);
            at = line.next;
            if (!alone && p.text.p[at - 1] == '\n') {
                check_alone(&p, at, cols, &setting);
                alone = true;
            }
        }
    }
    buffer_free(&text);
}

/* Checks long texts of a repeated piece: the lines are full, so that the work is bounded by their
 * number, and no text is lost. */
static void one_thing_again_and_again(void **state)
{
    struct buffer text = {0};

    (void)state;
    for (size_t i = 0; i < sizeof(LONG_CASES) / sizeof(*LONG_CASES); i++) {
        struct str s;
        size_t cluster = 0;

        buffer_clear(&text);
        buffer_add_text(&text, LONG_CASES[i].begin);
        while (text.bytes < LONG_BYTES)
            buffer_add_text(&text, LONG_CASES[i].piece);
        buffer_add_text(&text, LONG_CASES[i].end);
        s = buffer_str(&text);
        for (size_t at = 0; at < s.bytes;) {
            struct text_line line = text_line_next(s, at, LONG_COLS, &(struct text_setting){0});
            size_t left = s.bytes - line.next;

            if (line.next <= at || line.cols > LONG_COLS ||
                (line.cols < LONG_CASES[i].least_cols && left > LONG_COLS * 4))
                fail_msg("%s: a line of %d columns at byte %zu", LONG_CASES[i].what, line.cols, at);
            at = line.next;
            while (cluster < at)
                cluster += grapheme_next(s.p + cluster, s.bytes - cluster, false).bytes;
            if (cluster != at)
                fail_msg("%s: a cluster is split at byte %zu", LONG_CASES[i].what, at);
        }
    }
    buffer_free(&text);
}

static void nothing_but_the_last_break(void **state)
{
    struct str text = str_of("春夏、秋");

    (void)state;
    assert_int_equal(text_last_break(text, 0, text.bytes, KINSOKU_GB), 9);
    assert_int_equal(text_last_break(text, 0, 9, KINSOKU_GB), 3);
    assert_int_equal(text_last_break(text, 0, 3, KINSOKU_GB), 0);
    assert_int_equal(text_last_break(text, 3, 9, KINSOKU_GB), 3);
    assert_int_equal(text_last_break(text, 0, 0, KINSOKU_GB), 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(newspaper_typesetting),
        cmocka_unit_test(random_paragraphs),
        cmocka_unit_test(one_thing_again_and_again),
        cmocka_unit_test(nothing_but_the_last_break),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
