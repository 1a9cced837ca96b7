/* The addresses that a visitor can take home, and their QR codes on the screen. */

#include "kiosk/visit.h"
#include "skip.h"
#include "view/kiosk_view.h"

static struct kiosk_options with_site(const char *site)
{
    struct kiosk_options options = VISIT_OPTIONS;

    options.site = str_of(site);
    return options;
}

/* Opens article 0, with a header line and a body, in a bulletin with a site. */
static void open_article(struct visit *visit, const char *site, const char *header,
                         const char *body)
{
    struct buffer lines = {0};

    buffer_addf(&lines, "title: 问答\npinned: true\n%s", header);
    bulletin_put(&visit->bulletin, "0", buffer_c_str(&lines), body);
    buffer_free(&lines);
    visit_reload(visit);
    visit_start(visit, with_site(site), (struct str){0});
    visit_press(visit, "1");
    visit_expect_article(visit, "0");
}

static void expect_url(struct visit *visit, const char *url)
{
    visit_expect_screen(visit, KIOSK_CODE);
    assert_string_equal(buffer_c_str(&visit->kiosk.code.url), url);
}

static void skip_without_codes(void)
{
    if (!qr_is_available())
        skip_because("built without libqrencode");
}

static void an_article_without_an_address_has_no_button(void **state)
{
    struct visit *visit = *state;

    open_article(visit, "", "link: 见第二版\n", "无链接。[文](../a.md)\n");
    assert_false(visit_shows(visit, KIOSK_TAKE));
    visit_push(visit, KIOSK_TAKE);
    visit_expect_screen(visit, KIOSK_ARTICLE);
}

static void a_build_without_codes_has_no_button(void **state)
{
    struct visit *visit = *state;

    open_article(visit, "https://a.cn/", "link: https://b.cn/1\n", "[甲](https://c.cn/)\n");
    assert_int_equal(visit_shows(visit, KIOSK_TAKE), qr_is_available());
}

static void the_link_goes_before_the_site(void **state)
{
    struct visit *visit = *state;

    skip_without_codes();
    open_article(visit, "https://a.cn/", "link: https://b.cn/看\n", "正文。\n");
    visit_push(visit, KIOSK_TAKE);
    expect_url(visit, "https://b.cn/%E7%9C%8B");
    open_article(visit, "https://a.cn/", "link: ftp://b.cn/1\n", "正文。\n");
    visit_push(visit, KIOSK_TAKE);
    expect_url(visit, "https://a.cn/0/");
    open_article(visit, "https://a.cn/x", "", "正文。\n"); /* a slash is added */
    visit_push(visit, KIOSK_TAKE);
    expect_url(visit, "https://a.cn/x/0/");
}

static void links_follow_once_each(void **state)
{
    struct visit *visit = *state;
    const struct kiosk_code *code = &visit->kiosk.code;

    skip_without_codes();
    open_article(visit, "", "link: https://b.cn/1\n",
                 "[**报**名](https://c.cn/) 与 [又](https://c.cn/) "
                 "<https://d.cn/> [自己](https://b.cn/1)\n\n"
                 "| 表 |\n| - |\n| [格](https://e.cn/) |\n\n注[^1]\n\n[^1]: [脚](mailto:f@a.cn)\n");
    assert_int_equal(code->count, 5);
    assert_true(str_eq(code->addresses[0].name, str_of("问答")));
    assert_true(str_eq(code->addresses[1].name, str_of("报名")));
    visit_push(visit, KIOSK_TAKE);
    expect_url(visit, "https://b.cn/1");
    assert_false(visit_shows(visit, KIOSK_PREVIOUS));
    visit_push(visit, KIOSK_NEXT);
    expect_url(visit, "https://c.cn/");
    visit_press(visit, "]");
    expect_url(visit, "https://d.cn/");
    visit_press(visit, "]]");
    expect_url(visit, "mailto:f@a.cn");
    assert_false(visit_shows(visit, KIOSK_NEXT));
    visit_press(visit, "]");
    expect_url(visit, "mailto:f@a.cn");
    visit_push(visit, KIOSK_PREVIOUS);
    expect_url(visit, "https://e.cn/");
}

/* Without codes the addresses at the article's end are all that a visitor can take home. */
static void an_address_is_a_code_or_text(void **state)
{
    struct visit *visit = *state;

    open_article(visit, "", "link: https://b.cn/1\n", "请到[这里](https://c.cn/)报名。\n");
    if (qr_is_available()) {
        visit_expect_text(visit, "请到这里报名。");
        visit_expect_no_text(visit, "b.cn");
        visit_press(visit, "0/h"); /* is no initial in an address */
        visit_expect_screen(visit, KIOSK_PANEL);
        while (kiosk_work(&visit->kiosk))
            continue;
        visit_expect_no_text(visit, "https://");
    } else {
        visit_expect_text(visit, "请到这里[1]报名。");
        visit_expect_text(visit, "https://b.cn/1");
        visit_expect_text(visit, "[1] https://c.cn/");
    }
}

static void there_are_a_hundred_addresses_at_the_most(void **state)
{
    struct visit *visit = *state;
    struct buffer body = {0};

    skip_without_codes();
    for (int i = 0; i < 500; i++)
        buffer_addf(&body, "[链](https://a.cn/%d)\n\n", i);
    open_article(visit, "", "", buffer_c_str(&body));
    buffer_free(&body);
    assert_int_equal(visit->kiosk.code.count, KIOSK_MOST_ADDRESSES);
}

static void one_address_has_no_next(void **state)
{
    struct visit *visit = *state;

    skip_without_codes();
    open_article(visit, "https://a.cn/", "", "正文。\n");
    visit_push(visit, KIOSK_TAKE);
    assert_false(visit_shows(visit, KIOSK_NEXT) || visit_shows(visit, KIOSK_PREVIOUS));
    assert_false(visit_shows(visit, KIOSK_TAKE));
    visit_expect_focus(visit, TARGET_BUTTON, KIOSK_BACK);
}

static void one_goes_back_to_the_same_lines(void **state)
{
    struct visit *visit = *state;
    struct buffer body = {0};
    int64_t position;

    skip_without_codes();
    bulletin_write_paragraphs(&body, 60);
    open_article(visit, "https://a.cn/", "", buffer_c_str(&body));
    buffer_free(&body);
    visit_press(visit, "<Down><Down><Down>");
    position = visit->kiosk.reading.position;
    for (int way = 0; way < 3; way++) {
        static const char *const WAYS[] = {"0", "<Esc>", "<BS>"};

        visit_push(visit, KIOSK_TAKE);
        visit_expect_screen(visit, KIOSK_CODE);
        kiosk_resize(&visit->kiosk, 100, 30);
        kiosk_resize(&visit->kiosk, 80, 24);
        visit_press(visit, WAYS[way]);
        visit_expect_article(visit, "0");
        assert_int_equal(visit->kiosk.reading.position, position);
    }
    visit_push(visit, KIOSK_TAKE);
    visit_push(visit, KIOSK_HOME);
    visit_expect_screen(visit, KIOSK_FRONT);
}

/* Starts the process that follows, at this size of text and of the screen. */
static void hand_over(struct visit *visit, int text_size, int cols, int lines)
{
    struct kiosk_options options = with_site("https://a.cn/");
    struct buffer handed = {0};

    options.text_size = text_size;
    kiosk_write_handover(&visit->kiosk, &handed);
    visit_start(visit, options, buffer_str(&handed));
    kiosk_resize(&visit->kiosk, cols, lines);
    buffer_free(&handed);
}

static void expect_size(struct visit *visit, int size)
{
    assert_int_equal(visit->kiosk.end, size ? KIOSK_END_TEXT_SIZE : KIOSK_END_NONE);
    assert_int_equal(visit->kiosk.wanted_size, size);
}

static void a_handover_keeps_the_code(void **state)
{
    struct visit *visit = *state;

    skip_without_codes();
    open_article(visit, "https://a.cn/", "", "[甲](https://b.cn/)\n");
    visit_push(visit, KIOSK_TAKE);
    visit_push(visit, KIOSK_NEXT);
    hand_over(visit, 0, 80, 24);
    expect_url(visit, "https://b.cn/");
    bulletin_put(&visit->bulletin, "0", "title: 问答\npinned: true\n", "正文。\n");
    hand_over(visit, 0, 80, 24);
    expect_url(visit, "https://a.cn/0/"); /* the link has gone */
    visit_push(visit, KIOSK_BACK);
    visit_expect_article(visit, "0");
}

/* On a wide screen the largest letters leave too few lines for a code. */
static void a_code_gets_room_by_smaller_letters_for_as_long_as_it_is_shown(void **state)
{
    enum { COLS = 49, LINES = 12 };
    static const struct {
        enum kiosk_button button;
        enum kiosk_screen screen;
    } WAYS[] = {{KIOSK_BACK, KIOSK_ARTICLE}, {KIOSK_HOME, KIOSK_FRONT}};
    struct visit *visit = *state;

    skip_without_codes();
    open_article(visit, "https://a.cn/", "",
                 "[甲](https://a.cn/?q=0123456789012345678901234567)\n");
    for (size_t i = 0; i < sizeof(WAYS) / sizeof(*WAYS); i++) {
        visit_press(visit, "01");
        hand_over(visit, 3, COLS, LINES);
        visit_push(visit, KIOSK_TAKE);
        expect_size(visit, 1);
        hand_over(visit, 1, 2 * COLS, 2 * LINES);
        expect_url(visit, "https://a.cn/0/");
        visit_push(visit, KIOSK_NEXT);
        expect_size(visit, 0);
        hand_over(visit, 1, 2 * COLS, 2 * LINES); /* for a new edition */
        visit_expect_screen(visit, KIOSK_CODE);
        visit_push(visit, WAYS[i].button);
        expect_size(visit, 3);
        hand_over(visit, 3, COLS, LINES);
        visit_expect_screen(visit, WAYS[i].screen);
        expect_size(visit, 0);
    }
}

static void letters_stay_large_where_the_code_fits(void **state)
{
    struct visit *visit = *state;

    skip_without_codes();
    open_article(visit, "https://a.cn/", "",
                 "[甲](https://a.cn/?q=0123456789012345678901234567)\n");
    hand_over(visit, 3, 27, 14);
    visit_push(visit, KIOSK_TAKE);
    expect_size(visit, 0);
    visit_push(visit, KIOSK_NEXT); /* is longer */
    expect_size(visit, 1);
}

/* A code that has gone, as another edition has come, needs no other letters. */
static void letters_come_back_if_the_code_is_gone(void **state)
{
    struct visit *visit = *state;
    struct buffer handed = {0};
    struct kiosk_options options = VISIT_OPTIONS;

    skip_without_codes();
    open_article(visit, "https://a.cn/", "", "正文。\n");
    hand_over(visit, 3, 49, 12);
    visit_push(visit, KIOSK_TAKE);
    kiosk_write_handover(&visit->kiosk, &handed);
    options.text_size = 1;
    visit_start(visit, options, buffer_str(&handed)); /* without a site */
    visit_expect_article(visit, "0");
    expect_size(visit, 3);
    buffer_free(&handed);
}

/* Returns whether a place is dark, in sixths of a cell's height and halves of its width. */
static bool is_dark(const struct frame *frame, int sixth, int half)
{
    const struct cell *cell = frame_cell(frame, sixth / 6, half / 2);
    unsigned bit = 1U << (sixth % 6 / 2 * 2 + half % 2), pattern;

    switch (cell->cps[0]) {
    case U' ':
        return cell->style.role == ROLE_QR_DARK;
    case U'▀':
        return sixth % 6 < 3;
    case U'▄':
        return sixth % 6 >= 3;
    case U'▌':
        return half % 2 == 0;
    case U'▐':
        return half % 2 == 1;
    default:
        assert_in_range(cell->cps[0], 0x1FB00, 0x1FB3B);
        pattern = cell->cps[0] - 0x1FB00 + 1; /* U+1FB00 on: all but the halves, in order */
        pattern += pattern >= 0x15;
        pattern += pattern >= 0x2A;
        return pattern & bit;
    }
}

static bool is_code(const struct frame *frame, int line, int col)
{
    uint8_t role = frame_cell(frame, line, col)->style.role;

    return role == ROLE_QR_LIGHT || role == ROLE_QR_DARK;
}

/* Finds the cells of the code. Returns false if there are none; fails if they are no rectangle. */
static bool find_code(const struct frame *frame, struct rect *rect)
{
    int end_line = 0, end_col = 0;

    *rect = (struct rect){frame->lines, frame->cols, 0, 0};
    for (int line = 0; line < frame->lines; line++)
        for (int col = 0; col < frame->cols; col++)
            if (is_code(frame, line, col)) {
                rect->line = line < rect->line ? line : rect->line;
                rect->col = col < rect->col ? col : rect->col;
                end_line = line + 1;
                end_col = col + 1 > end_col ? col + 1 : end_col;
            }
    rect->lines = end_line - rect->line;
    rect->cols = end_col - rect->col;
    for (int line = rect->line; line < end_line; line++)
        for (int col = rect->col; col < end_col; col++)
            assert_true(is_code(frame, line, col));
    return end_line > 0;
}

/* Size of a module in halves of a cell's width and sixths of its height. */
struct size {
    int across, down;
};
static const struct size NONE = {0, 0}, FINEST = {1, 2}, SMALL = {2, 3}, MEDIUM = {4, 6},
                         LARGE = {6, 9};

/* Fails unless the screen shows the code with modules of this size, and nothing dark around it. */
static void expect_drawn(struct visit *visit, int cols, int lines, struct size size)
{
    const struct qr *qr = &visit->kiosk.code.qr;
    struct frame frame = {0};
    struct rect rect;

    kiosk_resize(&visit->kiosk, cols, lines);
    view_kiosk(&frame, &visit->kiosk);
    if (find_code(&frame, &rect) != (size.down > 0))
        fail_msg("%dx%d: a code or none", cols, lines);
    if (size.down)
        assert_int_equal(rect.cols, ((qr->modules + 2 * QR_QUIET) * size.across + 1) / 2);
    for (int down = 0; down < 6 * rect.lines && size.down; down++)
        for (int across = 0; across < 2 * rect.cols; across++)
            if (is_dark(&frame, 6 * rect.line + down, 2 * rect.col + across) !=
                qr_is_dark(qr, down / size.down - QR_QUIET, across / size.across - QR_QUIET))
                fail_msg("%dx%d: sixth %d, half %d", cols, lines, down, across);
    frame_free(&frame);
}

static void the_code_is_drawn_as_large_as_it_fits(void **state)
{
    struct visit *visit = *state;

    skip_without_codes();
    open_article(visit, "https://a.cn/", "", "正文。\n");
    visit_push(visit, KIOSK_TAKE);
    assert_int_equal(visit->kiosk.code.qr.modules, 25); /* 33 with the light ones: 17 lines */
    expect_drawn(visit, 80, 24, SMALL);
    expect_drawn(visit, 59, 19, SMALL); /* beside the words */
    expect_drawn(visit, 58, 19, FINEST);
    expect_drawn(visit, 92, 35, MEDIUM);
    expect_drawn(visit, 130, 55, LARGE);
    expect_drawn(visit, 66, 90, MEDIUM); /* above the words */
    expect_drawn(visit, 30, 40, FINEST);
    expect_drawn(visit, 40, 13, FINEST); /* without words */
    expect_drawn(visit, 30, 10, NONE);
}

static void without_block_elements_modules_are_two_columns_wide(void **state)
{
    struct visit *visit = *state;

    skip_without_codes();
    open_article(visit, "https://a.cn/", "", "正文。\n");
    visit_push(visit, KIOSK_TAKE);
    visit->kiosk.options.style.borders = BORDERS_ASCII;
    expect_drawn(visit, 80, 24, NONE);
    expect_drawn(visit, 130, 55, MEDIUM);
    visit->kiosk.options.style.borders = BORDERS_LINE;
    visit->kiosk.options.style.text.ambiguous_wide = true;
    expect_drawn(visit, 80, 24, NONE);
    expect_drawn(visit, 130, 55, MEDIUM);
}

static void the_code_is_in_the_middle(void **state)
{
    struct visit *visit = *state;
    struct frame frame = {0};
    struct rect rect;

    skip_without_codes();
    open_article(visit, "https://a.cn/", "", "正文。\n");
    visit_push(visit, KIOSK_TAKE);
    kiosk_resize(&visit->kiosk, 66, 90);
    view_kiosk(&frame, &visit->kiosk);
    assert_true(find_code(&frame, &rect));
    assert_int_equal(rect.col, 0);
    assert_int_equal(rect.col + rect.cols, 66);
    kiosk_resize(&visit->kiosk, 80, 100);
    view_kiosk(&frame, &visit->kiosk);
    assert_true(find_code(&frame, &rect));
    assert_int_equal(rect.col, 80 - rect.col - rect.cols);
    frame_free(&frame);
}

static void a_code_without_room_gives_way_to_the_address(void **state)
{
    struct visit *visit = *state;

    skip_without_codes();
    open_article(visit, "https://a.cn/", "", "正文。\n");
    visit_push(visit, KIOSK_TAKE);
    kiosk_resize(&visit->kiosk, 40, 10);
    visit_expect_text(visit, "屏幕放不下二维码");
    visit_expect_text(visit, "https://a.cn/0/");
}

static void an_address_that_is_too_long_is_said_to_be(void **state)
{
    struct visit *visit = *state;
    struct buffer header = {0};

    skip_without_codes();
    buffer_add_text(&header, "link: https://a.cn/");
    for (int i = 0; i < 4000; i++)
        buffer_add_char(&header, 'x');
    buffer_add_char(&header, '\n');
    open_article(visit, "", buffer_c_str(&header), "正文。\n");
    buffer_free(&header);
    visit_push(visit, KIOSK_TAKE);
    assert_int_equal(visit->kiosk.code.qr.modules, 0);
    visit_expect_text(visit, "网址太长");
    visit_expect_text(visit, "https://a.cn/");
    expect_drawn(visit, 400, 200, NONE);
}

static void the_longest_text_of_a_code_is_taken(void **state)
{
    char text[2400];
    struct qr qr = {0};

    (void)state;
    skip_without_codes();
    memset(text, 'x', sizeof(text));
    qr_make(&qr, (struct str){text, 2331});
    assert_int_equal(qr.modules, 177);
    qr_make(&qr, (struct str){text, 2332});
    assert_int_equal(qr.modules, 0);
    qr_make(&qr, (struct str){0});
    assert_int_equal(qr.modules, 0);
    qr_free(&qr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(an_article_without_an_address_has_no_button),
        VISIT_TEST(a_build_without_codes_has_no_button),
        VISIT_TEST(the_link_goes_before_the_site),
        VISIT_TEST(links_follow_once_each),
        VISIT_TEST(an_address_is_a_code_or_text),
        VISIT_TEST(there_are_a_hundred_addresses_at_the_most),
        VISIT_TEST(one_address_has_no_next),
        VISIT_TEST(one_goes_back_to_the_same_lines),
        VISIT_TEST(a_handover_keeps_the_code),
        VISIT_TEST(a_code_gets_room_by_smaller_letters_for_as_long_as_it_is_shown),
        VISIT_TEST(letters_stay_large_where_the_code_fits),
        VISIT_TEST(letters_come_back_if_the_code_is_gone),
        VISIT_TEST(the_code_is_drawn_as_large_as_it_fits),
        VISIT_TEST(without_block_elements_modules_are_two_columns_wide),
        VISIT_TEST(the_code_is_in_the_middle),
        VISIT_TEST(a_code_without_room_gives_way_to_the_address),
        VISIT_TEST(an_address_that_is_too_long_is_said_to_be),
        cmocka_unit_test(the_longest_text_of_a_code_is_taken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
