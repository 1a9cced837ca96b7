/* The sentences that an article is read aloud by, and their places in it. */

#include "kiosk/sentence.h"

#include "bulletin.h"

#include <stdlib.h>

struct read {
    struct bulletin bulletin;
    struct body *body;
    struct article_parts parts;
};

/* Opens an article with the title 题, more lines of the header, and a body. */
static struct read open_article_with(const char *header, const char *text)
{
    struct buffer lines = {0};
    struct read read = {.bulletin = bulletin_new()};
    const struct article *article;
    struct diags diags = {0};

    buffer_addf(&lines, "title: 题\n%s", header);
    bulletin_put(&read.bulletin, "a", buffer_c_str(&lines), text);
    buffer_free(&lines);
    bulletin_load(&read.bulletin);
    article = edition_article(&read.bulletin.edition, 0);
    read.body = body_open(article, &diags);
    assert_non_null(read.body);
    read.parts = (struct article_parts){.article = article, .body = read.body};
    return read;
}

static struct read open_article(const char *text)
{
    return open_article_with("", text);
}

static void close_article(struct read *read)
{
    article_parts_free(&read->parts);
    body_close(read->body);
    bulletin_free(&read->bulletin);
}

static bool next(struct read *read, struct sentence *sentence, bool first)
{
    return first ? sentence_find(&read->parts, INT64_MIN, sentence)
                 : sentence_next(&read->parts, sentence);
}

/* Fails unless the sentences of an article are `expected`, each ended by "|". */
static void expect_sentences(const char *text, const char *expected)
{
    struct read read = open_article(text);
    struct buffer said = {0};
    struct sentence sentence;

    for (bool more = next(&read, &sentence, true); more; more = next(&read, &sentence, false)) {
        sentence_write(&read.parts, &sentence, &said);
        buffer_add_char(&said, '|');
    }
    assert_string_equal(buffer_c_str(&said), expected);
    buffer_free(&said);
    close_article(&read);
}

static void sentences_end_at_their_marks(void **state)
{
    (void)state;
    expect_sentences("甲来了。乙走了！丙呢？丁……戊", "题|甲来了。|乙走了！|丙呢？|丁……|戊|");
    expect_sentences("他说：“来吧！”“好。”（笑。）走了", "题|他说：“来吧！”|“好。”|（笑。）|走了|");
    expect_sentences("真的？！是吗……？", "题|真的？！|是吗……？|");
    expect_sentences("Call 3.5 m. Then go! Yes", "题|Call 3.5 m.|Then go!|Yes|");
}

static void blocks_and_lines_end_sentences(void **state)
{
    (void)state;
    expect_sentences("# 标题\n\n一段\n\n二段\\\n又一行\n", "题|标题|一段|二段|又一行|");
}

static void marks_alone_are_not_read(void **state)
{
    (void)state;
    expect_sentences("——\n\n甲。\n\n* * *\n\n。。。\n\n乙", "题|甲。|乙|");
    expect_sentences("", "题|");
}

static void numbers_of_items_are_read_and_bullets_are_not(void **state)
{
    (void)state;
    expect_sentences("- 甲。又\n- 乙\n\n1. 丙\n2. 丁\n\n一、戊\n二、己\n",
                     "题|甲。|又|乙|1. 丙|2. 丁|一、 戊|二、 己|");
}

static void a_row_of_a_table_is_read_with_the_names_of_its_columns(void **state)
{
    (void)state;
    expect_sentences("| 姓名 | 电话 |\n|--|--|\n| 王明 | 1234 |\n| 李红 | |\n",
                     "题|姓名，电话|姓名：王明；电话：1234|姓名：李红|");
    expect_sentences("| | 电话 |\n|--|--|\n| 王明。张三 | 1234 |\n",
                     "题|电话|王明。|张三；电话：1234|");
}

static void a_picture_is_named_and_a_link_has_no_number(void **state)
{
    (void)state;
    expect_sentences("![大门](a.jpg)\n\n见[这里](https://a.cn/b)吧。", "题|图片：大门|见这里吧。|");
}

static void a_long_sentence_is_cut_after_a_comma(void **state)
{
    struct buffer text = {0}, expected = {0};

    (void)state;
    for (int i = 0; i < 60; i++)
        buffer_add_text(&text, "字");
    buffer_add_text(&expected, "题|");
    buffer_add_str(&expected, buffer_str(&text));
    buffer_add_text(&expected, "，|");
    buffer_add_text(&text, "，");
    for (int i = 0; i < 80; i++)
        buffer_add_text(&text, "文");
    for (int i = 0; i < 80; i++)
        buffer_add_text(&expected, "文");
    buffer_add_text(&expected, "|");
    for (int i = 0; i < 10; i++) {
        buffer_add_text(&text, "文");
        buffer_add_text(&expected, "文");
    }
    buffer_add_text(&expected, "|");
    expect_sentences(buffer_c_str(&text), buffer_c_str(&expected));
    buffer_free(&text);
    buffer_free(&expected);
}

/* Each sentence is exactly the bytes of the file between its positions. */
static void positions_are_those_of_the_file(void **state)
{
    static const char TEXT[] = "第一句。第二句！“第三句？”\n\n- 项目甲。又一句。\n- 项目乙\n\n"
                               "1. 数字\n\n> 引文。再引。\n";
    struct read read = open_article(TEXT);
    struct sentence sentence;
    int count = 0;

    (void)state;
    for (bool more = sentence_find(&read.parts, 0, &sentence); more;
         more = sentence_next(&read.parts, &sentence)) {
        struct buffer said = {0};
        const char *name = "1. ";
        struct str text;

        sentence_write(&read.parts, &sentence, &said);
        text = buffer_str(&said);
        if (str_case_begins(text, name))
            text = (struct str){text.p + 3, text.bytes - 3};
        assert_int_equal(sentence.part, PART_BODY);
        assert_int_equal(sentence.source_end - sentence.source, text.bytes);
        assert_memory_equal(TEXT + sentence.source, text.p, text.bytes);
        buffer_free(&said);
        count++;
    }
    assert_int_equal(count, 9);
    close_article(&read);
}

static void rows_of_a_table_follow_each_other_without_a_gap(void **state)
{
    struct read read =
        open_article("前。\n\n| 甲 | 乙 |\n|--|--|\n| 丙 | 丁 |\n| 戊 | 己 |\n\n后。\n");
    struct sentence sentence;
    int64_t end = 0;

    (void)state;
    assert_true(sentence_find(&read.parts, 0, &sentence)); /* 前。 */
    assert_true(sentence_next(&read.parts, &sentence));
    for (size_t row = 0; row < 3; row++) {
        assert_int_equal(sentence.row, row);
        assert_true(sentence.source_end > sentence.source);
        assert_true(row == 0 || sentence.source == end);
        end = sentence.source_end;
        assert_true(sentence_next(&read.parts, &sentence));
    }
    assert_true(sentence.source > end);
    close_article(&read);
}

static void there_and_back_are_the_same_sentences(void **state)
{
    struct read read =
        open_article("甲。乙。\n\n| 丙 | 丁 |\n|--|--|\n| 戊。己 | 庚 |\n\n——\n\n辛。壬\n");
    struct sentence forth[16], back;
    size_t count = 0;

    (void)state;
    for (bool more = next(&read, &forth[0], true); more;) {
        assert_true(count + 1 < sizeof(forth) / sizeof(*forth));
        forth[count + 1] = forth[count];
        more = sentence_next(&read.parts, &forth[++count]);
    }
    assert_int_equal(count, 8);
    back = forth[count - 1];
    for (size_t i = count - 1; i > 0; i--) {
        assert_true(sentence_previous(&read.parts, &back));
        assert_int_equal(back.source, forth[i - 1].source);
        assert_int_equal(back.from, forth[i - 1].from);
        assert_int_equal(back.row, forth[i - 1].row);
    }
    assert_false(sentence_previous(&read.parts, &back));
    close_article(&read);
}

static void a_position_finds_the_sentence_that_begins_there(void **state)
{
    struct read read = open_article("甲。乙。\n\n丙。丁。\n");
    struct sentence sentence;

    (void)state;
    /* A character has three bytes. */
    assert_true(sentence_find(&read.parts, 6, &sentence));
    assert_int_equal(sentence.source, 6);
    assert_true(sentence_find(&read.parts, 7, &sentence));
    assert_int_equal(sentence.source, 14);
    assert_true(sentence_find(&read.parts, 14, &sentence));
    assert_int_equal(sentence.source, 14);
    assert_true(sentence_find(&read.parts, 1000000, &sentence));
    close_article(&read);
}

/* A position between the body and the editor's note is that of a footnote. */
static void a_footnote_is_found_by_its_position(void **state)
{
    struct read read = open_article_with("note: 编者的话。\n", "甲[^一]。\n\n[^一]: 注文。\n");
    struct sentence sentence;
    struct buffer said = {0};

    (void)state;
    assert_true(sentence_find(&read.parts, body_bytes(read.body), &sentence));
    sentence_write(&read.parts, &sentence, &said);
    assert_non_null(strstr(buffer_c_str(&said), "注文。"));
    buffer_free(&said);
    close_article(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_end_at_their_marks),
        cmocka_unit_test(blocks_and_lines_end_sentences),
        cmocka_unit_test(marks_alone_are_not_read),
        cmocka_unit_test(numbers_of_items_are_read_and_bullets_are_not),
        cmocka_unit_test(a_row_of_a_table_is_read_with_the_names_of_its_columns),
        cmocka_unit_test(a_picture_is_named_and_a_link_has_no_number),
        cmocka_unit_test(a_long_sentence_is_cut_after_a_comma),
        cmocka_unit_test(positions_are_those_of_the_file),
        cmocka_unit_test(rows_of_a_table_follow_each_other_without_a_gap),
        cmocka_unit_test(there_and_back_are_the_same_sentences),
        cmocka_unit_test(a_position_finds_the_sentence_that_begins_there),
        cmocka_unit_test(a_footnote_is_found_by_its_position),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
