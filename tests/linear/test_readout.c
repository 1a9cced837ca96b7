#include "linear/readout.h"

#include "bulletin.h"

#include <stdlib.h>

/* An article, x, and its readout. */
struct desk {
    struct bulletin bulletin;
    struct readout *readout;
};

static int set_up(void **state)
{
    struct desk *desk = calloc(1, sizeof(*desk));

    desk->bulletin = bulletin_new();
    *state = desk;
    return 0;
}

static int tear_down(void **state)
{
    struct desk *desk = *state;

    readout_close(desk->readout);
    bulletin_free(&desk->bulletin);
    free(desk);
    return 0;
}

static struct readout *open_article(const struct article *article, struct diags *diags)
{
    struct body *body = body_open(article, diags);

    assert_non_null(body);
    return readout_new(article, body);
}

static struct readout *open_text(struct desk *desk, const char *header, const char *body)
{
    struct diags diags = {0};

    readout_close(desk->readout);
    bulletin_put(&desk->bulletin, "x", header, body);
    bulletin_load(&desk->bulletin);
    desk->readout = open_article(edition_article(&desk->bulletin.edition, 0), &diags);
    assert_non_null(desk->readout);
    assert_int_equal(diags.count, 0);
    return desk->readout;
}

static void expect_piece(const struct readout *readout, const char *text)
{
    struct buffer piece = {0};

    readout_write_piece(readout, &piece);
    assert_string_equal(buffer_c_str(&piece), text);
    buffer_free(&piece);
}

static size_t piece_bytes(const struct readout *readout)
{
    struct buffer piece = {0};
    size_t bytes;

    readout_write_piece(readout, &piece);
    bytes = piece.bytes;
    buffer_free(&piece);
    return bytes;
}

static void the_header_names_what_is_no_title(void **state)
{
    struct buffer header = {0};
    struct readout *readout =
        open_text(*state, "title: 题目\nkicker: 肩题\nsubtitle: 副题目\n", "正文。\n");

    readout_write_header(readout, &header);
    assert_string_equal(buffer_c_str(&header), "引题：肩题\n标题：题目\n副题：副题目\n");
    buffer_free(&header);
    expect_piece(readout, "正文。\n");
}

/* Appends a paragraph of `lines` lines of 80 columns. */
static void add_lines(struct buffer *body, int lines)
{
    for (int i = 0; i < lines * 4; i++)
        buffer_add_text(body, "一二三四五六七八九。");
    buffer_add_text(body, "\n\n");
}

static void short_paragraphs_are_joined_and_long_ones_stand_alone(void **state)
{
    struct buffer body = {0};
    struct readout *readout = open_text(*state, "title: 题\n", "一。\n\n二。\n\n三。\n");

    assert_int_equal(readout_count(readout), 1);
    expect_piece(readout, "一。\n二。\n三。\n");
    for (int i = 0; i < 3; i++)
        add_lines(&body, 4);
    assert_int_equal(readout_count(open_text(*state, "title: 题\n", buffer_c_str(&body))), 3);
    buffer_clear(&body);
    for (int i = 0; i < 4; i++)
        add_lines(&body, 2);
    assert_int_equal(readout_count(open_text(*state, "title: 题\n", buffer_c_str(&body))), 2);
    buffer_clear(&body);
    add_lines(&body, 3);
    add_lines(&body, 8);
    assert_int_equal(readout_count(open_text(*state, "title: 题\n", buffer_c_str(&body))), 2);
    buffer_free(&body);
}

static void a_long_paragraph_is_cut_where_a_sentence_ends(void **state)
{
    struct buffer body = {0};
    struct readout *readout;
    size_t bytes = 0;

    add_lines(&body, 15);
    assert_int_equal(readout_count(open_text(*state, "title: 题\n", buffer_c_str(&body))), 1);
    buffer_clear(&body);
    for (int i = 0; i < 300; i++)
        buffer_add_text(&body, i % 7 ? "一二三四五" : "“六七八。”");
    readout = open_text(*state, "title: 题\n", buffer_c_str(&body));
    assert_true(readout_count(readout) > 3);
    do {
        struct buffer piece = {0};
        static const char END[] = "。”\n";

        readout_write_piece(readout, &piece);
        if (!readout_is_last(readout))
            assert_memory_equal(piece.data + piece.bytes - strlen(END), END, strlen(END));
        bytes += piece.bytes - 1;
        buffer_free(&piece);
    } while (readout_next(readout));
    assert_int_equal(bytes, body.bytes);
    buffer_free(&body);
}

static void without_a_sentences_end_it_is_cut_at_a_lines_end(void **state)
{
    struct buffer body = {0};
    struct readout *readout;

    for (int i = 0; i < 200; i++)
        buffer_add_text(&body, "一二三四五");
    readout = open_text(*state, "title: 题\n", buffer_c_str(&body));
    assert_int_equal(piece_bytes(readout), 10 * 40 * 3 + 1); /* ten lines */
    buffer_free(&body);
}

static void it_is_not_cut_in_the_first_half_of_a_piece(void **state)
{
    struct buffer body = {0};
    struct readout *readout;

    buffer_add_text(&body, "一二三四。");
    for (int i = 0; i < 200; i++)
        buffer_add_text(&body, "一二三四五");
    readout = open_text(*state, "title: 题\n", buffer_c_str(&body));
    assert_int_equal(piece_bytes(readout), 10 * 40 * 3 + 1);
    buffer_free(&body);
}

static void a_long_table_is_cut_between_its_rows(void **state)
{
    struct buffer body = {0}, piece = {0};
    struct readout *readout;

    buffer_add_text(&body, "| 日 | 事 |\n| --- | --- |\n");
    for (int i = 1; i <= 20; i++)
        buffer_addf(&body, "| %d 日 | 开会 |\n", i);
    readout = open_text(*state, "title: 题\n", buffer_c_str(&body));
    assert_true(readout_next(readout));
    readout_write_piece(readout, &piece);
    assert_memory_equal(piece.data, "第 3 行\n日：", strlen("第 3 行\n日："));
    buffer_free(&piece);
    buffer_free(&body);
}

static void western_sentences_end_too(void **state)
{
    struct buffer body = {0}, piece = {0};
    struct readout *readout;

    for (int i = 0; i < 12; i++)
        buffer_add_text(&body, "Some thirty words of it in a row, ");
    buffer_add_text(&body, "ended. ");
    for (int i = 0; i < 50; i++)
        buffer_add_text(&body, "and a good many words more of them, ");
    readout = open_text(*state, "title: 题\n", buffer_c_str(&body));
    readout_write_piece(readout, &piece);
    assert_non_null(strstr(buffer_c_str(&piece), "ended."));
    assert_null(strstr(buffer_c_str(&piece), "and a good"));
    buffer_free(&piece);
    buffer_free(&body);
}

static void a_heading_begins_a_piece_with_what_it_stands_over(void **state)
{
    struct readout *readout =
        open_text(*state, "title: 题\n", "一。\n\n## 甲\n\n### 乙\n\n二。\n\n## 丙\n\n三。\n");

    assert_int_equal(readout_count(readout), 3);
    expect_piece(readout, "一。\n");
    readout_next(readout);
    expect_piece(readout, "小标题：甲\n小标题：乙\n二。\n");
    readout_next(readout);
    expect_piece(readout, "小标题：丙\n三。\n");
}

static void what_print_shows_is_said_in_words(void **state)
{
    static const struct {
        const char *body, *said;
    } CASES[] = {
        {"> 引来的话。\n", "引文：引来的话。\n"},
        {"- 一\n  - 二\n", "• 一\n第 2 层 ◦ 二\n"},
        {"- [x] 一\n- [ ] 二\n", "已办：一\n未办：二\n"},
        {"9. 一\n10. 二\n", "9. 一\n10. 二\n"},
        {"~~旧的~~新的\n", "（已删去：旧的）新的\n"},
        {"```\na\tb\n```\n", "代码：\na   b\n"},
        {"![一张照片](a.png)\n", "图：一张照片\n"},
        {"| 日 | 事 |\n| --- | --- |\n| 一 | 开会 |\n| 二 | 下棋 |\n",
         "表格，2 列，2 行：\n第 1 行\n日：一\n事：开会\n\n第 2 行\n日：二\n事：下棋\n"},
        /* Heads are whole in the first row, and then as long as tells them from each other. */
        {"| 楼栋（东区） | 电话（白天） | 电话（夜里） | 负责联系住户的工作人员 |\n| - | - | - | - "
         "|\n"
         "| 1 | 2 | 3 | 4 |\n| 5 | 6 | 7 | 8 |\n",
         "表格，4 列，2 行：\n第 1 行\n楼栋（东区）：1\n电话（白天）：2\n电话（夜里）：3\n"
         "负责联系住户的工作人员：4\n\n第 2 "
         "行\n楼栋：5\n电话（白天）：6\n电话（夜里）：7\n负责联系住户：8\n"},
        {"| （一） | |\n| - | - |\n| 1 | 2 |\n| 3 | |\n",
         "表格，2 列，2 行：\n第 1 行\n（一）：1\n：2\n\n第 2 行\n（一）：3\n：\n"},
        {"　　缩进的一段。\n", "缩进的一段。\n"},
    };

    for (size_t i = 0; i < sizeof(CASES) / sizeof(*CASES); i++)
        expect_piece(open_text(*state, "title: 题\n", CASES[i].body), CASES[i].said);
}

static void nothing_of_the_body_is_said_with_the_footer(void **state)
{
    struct readout *readout = open_text(*state, "title: 题\nnote: 按语一句\n", "一。\n");

    assert_int_equal(readout_count(readout), 2);
    expect_piece(readout, "一。\n");
    assert_true(readout_next(readout));
    assert_true(piece_bytes(readout) > 0);
    assert_true(readout_position(readout) >= body_bytes(readout_body(readout)));
}

static void without_anything_to_say_there_are_no_pieces(void **state)
{
    struct readout *readout = open_text(*state, "title: 题\n", "");

    assert_int_equal(readout_count(readout), 0);
    assert_int_equal(readout_number(readout), 0);
    assert_true(readout_is_last(readout));
    assert_false(readout_next(readout) || readout_previous(readout) || readout_go(readout, 1));
    readout_seek(readout, 0);
    expect_piece(readout, "");
}

/* Opens an article of five pieces. */
static struct readout *open_pieces(struct desk *desk)
{
    struct buffer body = {0};
    struct readout *readout;

    for (int i = 0; i < 5; i++)
        add_lines(&body, 5);
    readout = open_text(desk, "title: 题\n", buffer_c_str(&body));
    buffer_free(&body);
    assert_int_equal(readout_count(readout), 5);
    return readout;
}

static void one_goes_on_and_back_by_a_piece(void **state)
{
    struct readout *readout = open_pieces(*state);

    assert_int_equal(readout_number(readout), 1);
    assert_false(readout_previous(readout));
    for (size_t number = 2; number <= 5; number++) {
        assert_false(readout_is_last(readout));
        assert_true(readout_next(readout));
        assert_int_equal(readout_number(readout), number);
    }
    assert_true(readout_is_last(readout));
    assert_false(readout_next(readout));
    assert_int_equal(readout_number(readout), 5);
    assert_true(readout_previous(readout));
    assert_int_equal(readout_number(readout), 4);
    assert_true(readout_go(readout, 2));
    assert_int_equal(readout_number(readout), 2);
    assert_false(readout_go(readout, 0) || readout_go(readout, 6));
    assert_int_equal(readout_number(readout), 2);
}

static void a_position_leads_to_the_piece_that_holds_it(void **state)
{
    struct readout *readout = open_pieces(*state);
    int64_t start, end;

    assert_true(readout_position(readout) == INT64_MIN);
    readout_go(readout, 3);
    start = readout_position(readout);
    end = readout_end(readout);
    assert_true(start > 0 && start < end);
    for (int64_t position = start; position < end; position++) {
        readout_seek(readout, position);
        assert_int_equal(readout_number(readout), 3);
    }
    readout_seek(readout, end);
    assert_int_equal(readout_number(readout), 4);
    readout_seek(readout, start - 1);
    assert_int_equal(readout_number(readout), 2);
    readout_seek(readout, INT64_MIN);
    assert_int_equal(readout_number(readout), 1);
    readout_seek(readout, INT64_MAX);
    assert_int_equal(readout_number(readout), 5);
    assert_true(readout_end(readout) == INT64_MAX);
}

static void every_piece_of_the_bulletin_is_found_by_its_position(void **state)
{
    struct edition edition = {0};
    struct diags diags = {0};

    (void)state;
    assert_true(edition_load(&edition, "tests/program/bulletin", &diags));
    assert_true(edition.article_count > 5);
    for (size_t i = 0; i < edition.article_count; i++) {
        struct readout *readout = open_article(edition_article(&edition, i), &diags);
        int64_t end = INT64_MIN;

        assert_non_null(readout);
        do {
            size_t number = readout_number(readout);

            assert_true(piece_bytes(readout) > 0);
            assert_true(readout_position(readout) == end);
            end = readout_end(readout);
            readout_seek(readout, readout_position(readout));
            assert_int_equal(readout_number(readout), number);
        } while (readout_next(readout));
        readout_close(readout);
    }
    diags_free(&diags);
    edition_free(&edition);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_header_names_what_is_no_title),
        TEST(short_paragraphs_are_joined_and_long_ones_stand_alone),
        TEST(a_long_paragraph_is_cut_where_a_sentence_ends),
        TEST(without_a_sentences_end_it_is_cut_at_a_lines_end),
        TEST(it_is_not_cut_in_the_first_half_of_a_piece),
        TEST(a_long_table_is_cut_between_its_rows),
        TEST(western_sentences_end_too),
        TEST(a_heading_begins_a_piece_with_what_it_stands_over),
        TEST(what_print_shows_is_said_in_words),
        TEST(nothing_of_the_body_is_said_with_the_footer),
        TEST(without_anything_to_say_there_are_no_pieces),
        TEST(one_goes_on_and_back_by_a_piece),
        TEST(a_position_leads_to_the_piece_that_holds_it),
        TEST(every_piece_of_the_bulletin_is_found_by_its_position),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
