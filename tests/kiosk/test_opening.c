/* A large article that is still being opened: the visitor may touch whatever is there. */

#include "kiosk/visit.h"
#include "view/kiosk_view.h"

enum { SLOW_BYTES = 1 << 20 };

/* Makes the second article a text on which the parser takes longer than reading_open() waits. */
static void start_slow(struct visit *visit)
{
    struct buffer text = {0};

    while (text.bytes < SLOW_BYTES)
        buffer_add_text(&text, "*_");
    bulletin_put(&visit->bulletin, "a",
                 "title: 停车办法\ndistrict: 东桥\ntopic: 物业\ndate: 2026-11-24\n",
                 buffer_c_str(&text));
    buffer_free(&text);
    visit_reload(visit);
    visit_start(visit, VISIT_OPTIONS, (struct str){0});
}

static void finish(struct visit *visit)
{
    while (kiosk_work(&visit->kiosk))
        continue;
    assert_false(reading_is_opening(&visit->kiosk.reading));
}

static void compose(struct visit *visit)
{
    struct frame frame = {0};

    view_kiosk(&frame, &visit->kiosk);
    frame_free(&frame);
}

/* Nothing is said about an end that is not known yet, and every button is safe. */
static void buttons_while_it_opens(void **state)
{
    struct visit *visit = *state;
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];
    size_t count;

    start_slow(visit);
    visit_press(visit, "2<Space><Space>");
    visit_expect_article(visit, "a");
    visit_expect_message(visit, "");
    count = kiosk_buttons(&visit->kiosk, buttons);
    for (size_t i = 0; i < count; i++) {
        visit_start(visit, VISIT_OPTIONS, (struct str){0});
        visit_press(visit, "2");
        compose(visit);
        visit_push(visit, buttons[i]);
        compose(visit);
    }
    visit_start(visit, VISIT_OPTIONS, (struct str){0});
    visit_press(visit, "2");
    finish(visit);
    compose(visit);
    visit_expect_article(visit, "a");
    assert_non_null(visit->kiosk.reading.layout);
    visit_press(visit, "<Space>");
    assert_false(reading_at_start(&visit->kiosk.reading));
}

/* A visit that is handed over while its article opens goes on there. */
static void a_handover_while_it_opens(void **state)
{
    struct visit *visit = *state;
    struct buffer handed = {0};

    start_slow(visit);
    visit_press(visit, "2");
    kiosk_write_handover(&visit->kiosk, &handed);
    marks_free(&visit->bulletin.marks);
    visit_start(visit, VISIT_OPTIONS, buffer_str(&handed));
    visit_expect_article(visit, "a");
    finish(visit);
    visit_expect_article(visit, "a");
    buffer_free(&handed);
}

/* As a small one, an article read to its end begins anew. */
static void the_end_is_not_shown_alone(void **state)
{
    struct visit *visit = *state;

    start_slow(visit);
    visit_press(visit, "2");
    finish(visit);
    visit_press(visit, "<End><Esc>2");
    finish(visit);
    visit_expect_article(visit, "a");
    assert_true(reading_at_start(&visit->kiosk.reading));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        VISIT_TEST(buttons_while_it_opens),
        VISIT_TEST(the_end_is_not_shown_alone),
        VISIT_TEST(a_handover_while_it_opens),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
