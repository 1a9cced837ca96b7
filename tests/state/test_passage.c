/* A place in an article is found by its words after the text was edited. */

#include "state/passage.h"

#include "bulletin.h"

/* Ten paragraphs, and a table and a list, whose words differ. */
static const char TEXT[] =
    "第一段讲车位，居民议事会商量了收费的办法，大家都同意先试三个月。\n\n"
    "第二段讲照明，路灯要换成感应的，夜里十二点以后暗一半。\n\n"
    "## 电梯\n\n"
    "第三段讲电梯，[加装的楼](https://a.example)有四栋，下个月开工。\n\n"
    "| 楼 | 日期 |\n|---|---|\n| 甲楼 | 十二月三日 |\n| 乙楼 | 十二月九日 |\n\n"
    "- 先报名的先装，\n- 后报名的等第二批；\n\n"
    "第四段讲水箱，清洗安排在周三上午，停水两个小时，请提前蓄水。\n\n"
    "第五段讲水箱，清洗安排在周四上午，停水两个小时，请提前蓄水。\n";

static struct body *open_text(struct bulletin *bulletin, const char *text)
{
    struct diags diags = {0};
    struct body *body;

    bulletin_put(bulletin, "a", "title: 标题\n", text);
    bulletin_load(bulletin);
    body = body_open(edition_article(&bulletin->edition, 0), &diags);
    assert_non_null(body);
    diags_free(&diags);
    return body;
}

static int64_t position_in(const char *text, const char *words)
{
    const char *found = strstr(text, words);

    assert_non_null(found);
    return found - text;
}

/* Replaces the first `from` in a text. */
static void replaced(const char *text, const char *from, const char *to, struct buffer *out)
{
    const char *at = strstr(text, from);

    assert_non_null(at);
    buffer_clear(out);
    buffer_add(out, text, (size_t)(at - text));
    buffer_add_text(out, to);
    buffer_add_text(out, at + strlen(from));
}

static void test_an_unchanged_text_keeps_every_position(void **state)
{
    struct bulletin bulletin = bulletin_new();
    struct body *body = open_text(&bulletin, TEXT);
    struct buffer words = {0};

    (void)state;
    for (int64_t position = 0; position <= body_bytes(body); position++) {
        buffer_clear(&words);
        passage_words(body, position, &words);
        assert_true(words.bytes > 0 && words.bytes < 100);
        assert_int_equal(passage_find(body, (struct mark_place){position, buffer_str(&words)}),
                         position);
    }
    buffer_clear(&words);
    passage_words(body, INT64_MIN, &words);
    passage_words(body, -3, &words);
    passage_words(body, body_bytes(body) + 1, &words);
    assert_int_equal(words.bytes, 0);
    buffer_free(&words);
    body_close(body);
    bulletin_free(&bulletin);
}

/* An edit of the text, the words at the place, and the words there afterwards. */
static const struct edit {
    const char *description, *from, *to, *at, *expected;
} EDITS[] = {
    {"a paragraph before", "第一段", "新的一段，说明来由，很长。\n\n第一段", "第四段", "第四段"},
    {"a paragraph before taken away", "第二段讲照明，路灯要换成感应的，夜里十二点以后暗一半。\n\n",
     "", "第四段", "第四段"},
    {"the words after it changed", "讲水箱，清洗安排在周三上午，停水", "改期了，另行通知：停水",
     "第四段", "第四段"},
    {"the words before it changed", "先试三个月", "先试一年", "第二段", "第二段"},
    {"a link before it is gone", "[加装的楼](https://a.example)", "加装的楼", "有四栋", "有四栋"},
    {"in a table that has a new row", "| 甲楼 |", "| 丙楼 | 十二月一日 |\n| 甲楼 |", "乙楼",
     "乙楼"},
    {"two paragraphs became one", "先试三个月。\n\n", "先试三个月。", "第二段", "第二段"},
    {"within a paragraph that was cut in two", "路灯要换成", "\n\n路灯要换成", "夜里十二点",
     "夜里十二点"},
    {"words that stand twice: the nearer ones", "第一段", "加一段。\n\n第一段", "停水两个小时",
     "停水两个小时"},
    {"all about it is gone", "第四段讲水箱，清洗安排在周三上午，停水两个小时，请提前蓄水。\n\n", "",
     "第四段", NULL},
};

static void test_an_edited_text(void **state)
{
    enum { HAN_BYTES = 3 };

    (void)state;
    for (size_t i = 0; i < sizeof(EDITS) / sizeof(*EDITS); i++) {
        const struct edit *edit = &EDITS[i];
        struct bulletin bulletin = bulletin_new();
        struct buffer words = {0}, edited = {0};
        struct body *body = open_text(&bulletin, TEXT);
        int64_t position = position_in(TEXT, edit->at), found;

        passage_words(body, position, &words);
        body_close(body);
        replaced(TEXT, edit->from, edit->to, &edited);
        body = open_text(&bulletin, buffer_c_str(&edited));
        found = passage_find(body, (struct mark_place){position, buffer_str(&words)});
        /* Within the first character, which is the same line. */
        if (edit->expected && (found < position_in(edited.data, edit->expected) ||
                               found >= position_in(edited.data, edit->expected) + HAN_BYTES))
            fail_msg("%s: %.60s", edit->description, edited.data + found);
        assert_in_range(found, 0, body_bytes(body));
        body_close(body);
        buffer_free(&words);
        buffer_free(&edited);
        bulletin_free(&bulletin);
    }
}

/* Words of any bytes lead somewhere. */
static void test_odd_words(void **state)
{
    static const char *const WORDS[] = {"",
                                        "\t",
                                        "a",
                                        "a\tb",
                                        "\t没有这些字的地方在哪里",
                                        "没有这些字的地方在哪里\t",
                                        "\t\t\t",
                                        "\t\xE6\xB0\xB4\xE7"};
    struct bulletin bulletin = bulletin_new();
    struct body *body = open_text(&bulletin, TEXT), *empty;

    (void)state;
    for (size_t i = 0; i < sizeof(WORDS) / sizeof(*WORDS); i++) {
        assert_int_equal(passage_find(body, (struct mark_place){7, str_of(WORDS[i])}), 7);
        assert_int_equal(passage_find(body, (struct mark_place){-7, str_of(WORDS[i])}), -7);
    }
    body_close(body);
    empty = open_text(&bulletin, "");
    assert_int_equal(passage_find(empty, (struct mark_place){7, str_of("水箱水箱\t水箱水箱")}), 0);
    body_close(empty);
    bulletin_free(&bulletin);
}

/* Words that stand at each place of a long text are found where they were. */
static void test_the_same_words_everywhere(void **state)
{
    enum { LINES = 20000 };
    struct bulletin bulletin = bulletin_new();
    struct buffer text = {0}, words = {0};
    struct body *body;

    (void)state;
    for (int i = 0; i < LINES; i++)
        buffer_add_text(&text, "水箱水箱水箱水箱\n\n");
    body = open_text(&bulletin, buffer_c_str(&text));
    for (int64_t at = 0; at < (int64_t)text.bytes; at += (int64_t)text.bytes / 7) {
        buffer_clear(&words);
        passage_words(body, at, &words);
        assert_int_equal(passage_find(body, (struct mark_place){at, buffer_str(&words)}), at);
    }
    body_close(body);
    buffer_free(&text);
    buffer_free(&words);
    bulletin_free(&bulletin);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_unchanged_text_keeps_every_position),
        cmocka_unit_test(test_an_edited_text),
        cmocka_unit_test(test_odd_words),
        cmocka_unit_test(test_the_same_words_everywhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
