#include "state/marks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#define HEAD "kanbao-state 2\n"

static struct marks parsed(const char *facts)
{
    struct buffer text = {0};
    struct marks marks = {0};
    size_t bad_line;

    buffer_addf(&text, HEAD "%s", facts);
    assert_true(marks_parse(&marks, buffer_str(&text), NULL, &bad_line));
    buffer_free(&text);
    return marks;
}

/* A state two programs begin with, the marks each makes of it, and the merged marks. */
static const struct merge_case {
    const char *description;
    const char *base, *mine, *theirs;
    const char *merged;
    bool taken;
} CASES[] = {
    {"nothing at all", "", "", "", "", false},
    {"this one chose a theme", "last\ta\n", "theme\tdark\nlast\ta\n", "last\ta\n",
     "theme\tdark\nlast\ta\n", false},
    {"the other one did", "theme\tlight\n", "theme\tlight\n", "theme\tdark\n", "theme\tdark\n",
     true},
    {"both chose one: who saves last", "", "theme\tlight\n", "theme\tdark\n", "theme\tlight\n",
     false},
    {"nobody changed anything", "read\ta\n", "read\ta\n", "read\ta\n", "read\ta\n", false},
    {"this one read something", "", "read\ta\n", "", "read\ta\n", false},
    {"the other one did", "", "", "read\ta\n", "read\ta\n", true},
    {"both, different articles", "read\tm\n", "read\tm\nread\tz\n", "read\ta\nread\tm\n",
     "read\ta\nread\tm\nread\tz\n", true},
    {"both the same", "", "read\ta\n", "read\ta\n", "read\ta\n", false},
    {"the other one unread it", "read\ta\n", "read\ta\n", "", "", true},
    {"this one unread it", "read\ta\n", "", "read\ta\n", "", false},
    {"different facts of one article", "read\ta\n", "read\ta\nplace\ta\t5\n",
     "read\ta\nbookmark\ta\t3\t0\n", "read\ta\nplace\ta\t5\nbookmark\ta\t3\t0\n", true},

    {"this one moved on", "place\ta\t1\n", "place\ta\t2\n", "place\ta\t1\n", "place\ta\t2\n",
     false},
    {"the other one moved on", "place\ta\t1\n", "place\ta\t1\n", "place\ta\t3\n", "place\ta\t3\n",
     true},
    {"both moved on: who saves last", "place\ta\t1\n", "place\ta\t2\n", "place\ta\t3\n",
     "place\ta\t2\n", false},
    {"there and back is no change", "place\ta\t1\n", "place\ta\t1\n", "place\ta\t9\n",
     "place\ta\t9\n", true},
    {"a place of 0 is one", "", "place\ta\t0\n", "", "place\ta\t0\n", false},
    {"the other one's of 0", "", "", "place\ta\t0\n", "place\ta\t0\n", true},

    {"this one moved on, with words", "place\ta\t1\tb\tc\n", "place\ta\t1\tx\ty\n",
     "place\ta\t1\tb\tc\n", "place\ta\t1\tx\ty\n", false},
    {"the other one did", "place\ta\t1\tb\tc\n", "place\ta\t1\tb\tc\n", "place\ta\t9\tx\ty\n",
     "place\ta\t9\tx\ty\n", true},
    {"the other one set a bookmark elsewhere", "bookmark\ta\t1\t0\tb\tc\n",
     "bookmark\ta\t1\t0\tb\tc\n", "bookmark\ta\t1\t0\tx\ty\n", "bookmark\ta\t1\t0\tx\ty\n", true},
    {"the text changed", "text\ta\t1\tt\n", "text\ta\t1\tt\n", "text\ta\t2\tt\n", "text\ta\t2\tt\n",
     true},
    {"both noted it", "", "text\ta\t1\tt\n", "text\ta\t2\tu\n", "text\ta\t1\tt\n", false},
    {"this one renamed it", "read\ta\ntext\ta\t1\tt\n", "read\tb\ntext\tb\t1\tt\n",
     "read\ta\nplace\ta\t5\ntext\ta\t1\tt\n", "place\ta\t5\nread\tb\ntext\tb\t1\tt\n", true},
    {"other contents are theirs", "content\to\nread\ta\n", "content\to\nread\ta\n",
     "content\to\nread\tb\n", "content\to\nread\tb\n", false},

    {"both set a bookmark", "", "bookmark\ta\t1\t0\n", "bookmark\tb\t2\t0\n",
     "bookmark\ta\t1\t1\nbookmark\tb\t2\t0\n", true},
    {"both set several: this one's are later, in their order", "bookmark\tm\t0\t4\n",
     "bookmark\ta\t1\t5\nbookmark\tb\t1\t6\nbookmark\tm\t0\t4\n",
     "bookmark\tm\t0\t4\nbookmark\tx\t2\t5\nbookmark\ty\t2\t6\n",
     "bookmark\ta\t1\t7\nbookmark\tb\t1\t8\nbookmark\tm\t0\t4\nbookmark\tx\t2\t5\nbookmark\ty\t2\t6"
     "\n",
     true},
    {"both in the same article: this one's", "", "bookmark\ta\t1\t0\n", "bookmark\ta\t2\t0\n",
     "bookmark\ta\t1\t1\n", false},
    {"this one takes one away that the other keeps", "bookmark\ta\t1\t0\n", "",
     "bookmark\ta\t1\t0\n", "", false},
    {"the other one takes it away", "bookmark\ta\t1\t0\n", "bookmark\ta\t1\t0\n", "", "", true},
    {"both take it away", "bookmark\ta\t1\t0\n", "", "", "", false},
    {"the other one takes it away, this one sets it elsewhere", "bookmark\ta\t1\t0\n",
     "bookmark\ta\t5\t1\n", "", "bookmark\ta\t5\t1\n", false},
    {"this one takes it away, the other one sets it elsewhere", "bookmark\ta\t1\t0\n", "",
     "bookmark\ta\t5\t1\n", "", false},
    {"one taken away, another set", "bookmark\ta\t1\t0\n", "",
     "bookmark\ta\t1\t0\nbookmark\tb\t2\t"
     "1\n",
     "bookmark\tb\t2\t1\n", true},
    {"ages stay in bounds", "", "bookmark\ta\t1\t9223372036854775807\n",
     "bookmark\tb\t1\t9223372036854775807\n",
     "bookmark\ta\t1\t9223372036854775807\nbookmark\tb\t1\t9223372036854775807\n", true},

    {"this one's last", "last\ta\n", "last\tb\n", "last\ta\n", "last\tb\n", false},
    {"the other one's last", "last\ta\n", "last\ta\n", "last\tc\n", "last\tc\n", true},
    {"both have a new last", "last\ta\n", "last\tb\n", "last\tc\n", "last\tb\n", false},
    {"the first last", "", "", "last\tc\n", "last\tc\n", true},
    {"no last any more", "last\ta\n", "last\ta\n", "", "", true},

    {"without a base nothing is taken away", "", "read\ta\nbookmark\tb\t1\t0\n",
     "place\ta\t3\nread\tc\n", "read\ta\nplace\ta\t3\nbookmark\tb\t1\t0\nread\tc\n", true},
    {"ids in a row", "read\ta\nread\tc\nread\te\n", "read\ta\nread\tb\nread\tc\nread\te\n",
     "read\ta\nread\te\nread\tf\n", "read\ta\nread\tb\nread\te\nread\tf\n", true},
};

static void test_merge(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(CASES) / sizeof(CASES[0]); i++) {
        struct marks base = parsed(CASES[i].base), mine = parsed(CASES[i].mine),
                     theirs = parsed(CASES[i].theirs);
        struct buffer written = {0}, expected = {0};
        bool taken;

        mine.changed = true;
        taken = marks_merge(&mine, &base, &theirs);
        assert_true(mine.changed);
        for (size_t j = 0; j < mine.count; j++) {
            assert_int_equal(mine.items[j].id.p[mine.items[j].id.bytes], '\0');
            assert_ptr_equal(marks_find(&mine, mine.items[j].id), mine.items + j);
        }
        marks_write(&mine, &written);
        buffer_addf(&expected, HEAD "%s", CASES[i].merged);
        if (!str_eq(buffer_str(&written), buffer_str(&expected)) || taken != CASES[i].taken)
            print_error("%s: %staken,\n%s", CASES[i].description, taken ? "" : "not ",
                        buffer_c_str(&written));
        assert_true(str_eq(buffer_str(&written), buffer_str(&expected)));
        assert_int_equal(taken, CASES[i].taken);
        buffer_free(&written);
        buffer_free(&expected);
        marks_free(&base);
        marks_free(&mine);
        marks_free(&theirs);
    }
}

/* The next bookmark is the latest, even if others came from the other program. */
static void test_the_next_age(void **state)
{
    struct marks base = parsed(""), mine = parsed("bookmark\ta\t1\t0\n"),
                 theirs = parsed("bookmark\tb\t1\t0\nbookmark\tc\t1\t1\n");
    size_t count, *list;

    (void)state;
    assert_true(marks_merge(&mine, &base, &theirs));
    assert_true(marks_toggle_bookmark(&mine, str_of("d"), (struct mark_place){.position = 4}));
    list = marks_bookmarks(&mine, &count);
    assert_int_equal(count, 4);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(mine.items[list[i]].id.p[0], "dacb"[i]);
    free(list);
    marks_free(&base);
    marks_free(&mine);
    marks_free(&theirs);
}

/* Writes random facts about a few articles, as text. */
static void random_facts(uint32_t *seed, struct buffer *out)
{
    for (char id = 'a'; id <= 'e'; id++) {
        unsigned bits;

        *seed = *seed * 1664525 + 1013904223;
        bits = *seed >> 8;
        if (bits & 1)
            buffer_addf(out, "read\t%c\n", id);
        if (bits & 2)
            buffer_addf(out, "place\t%c\t%u\n", id, bits >> 2 & 3);
        if (bits & 16)
            buffer_addf(out, "bookmark\t%c\t%u\t%u\n", id, bits >> 5 & 3, bits >> 7 & 3);
    }
}

/* Checks random merges against the rule for one fact, fact by fact. */
static void test_any_marks(void **state)
{
    uint32_t seed = 4711;

    (void)state;
    for (int round = 0; round < 5000; round++) {
        struct buffer texts[3] = {0};
        struct marks base, mine, before, theirs;

        for (int i = 0; i < 3; i++)
            random_facts(&seed, &texts[i]);
        base = parsed(buffer_c_str(&texts[0]));
        mine = parsed(buffer_c_str(&texts[1]));
        before = parsed(buffer_c_str(&texts[1]));
        theirs = parsed(buffer_c_str(&texts[2]));
        marks_merge(&mine, &base, &theirs);
        for (char id[] = "a"; *id <= 'e'; (*id)++) {
            static const struct mark none;
            const struct marks *all[] = {&base, &before, &theirs, &mine};
            const struct mark *mark[4];

            for (int i = 0; i < 4; i++) {
                mark[i] = marks_find(all[i], str_of(id));
                mark[i] = mark[i] ? mark[i] : &none;
            }
            assert_int_equal(mark[3]->read,
                             mark[1]->read != mark[0]->read ? mark[1]->read : mark[2]->read);
#define PLACE(m) ((m)->has_position ? (m)->position : -1)
            assert_int_equal(PLACE(mark[3]),
                             PLACE(mark[1]) != PLACE(mark[0]) ? PLACE(mark[1]) : PLACE(mark[2]));
#undef PLACE
#define BOOKMARK(m)                                                                                \
    ((m)->bookmarked ? (m)->bookmark * 100 + (int64_t)(m)->bookmark_serial : (int64_t)-1)
            if (BOOKMARK(mark[1]) == BOOKMARK(mark[0])) {
                assert_int_equal(BOOKMARK(mark[3]), BOOKMARK(mark[2]));
            } else {
                assert_int_equal(mark[3]->bookmarked, mark[1]->bookmarked);
                assert_true(!mark[3]->bookmarked || mark[3]->bookmark == mark[1]->bookmark);
            }
#undef BOOKMARK
        }
        marks_free(&base);
        marks_free(&mine);
        marks_free(&before);
        marks_free(&theirs);
        for (int i = 0; i < 3; i++)
            buffer_free(&texts[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_merge),
        cmocka_unit_test(test_the_next_age),
        cmocka_unit_test(test_any_marks),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
