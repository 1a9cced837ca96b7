#include "kiosk/visit.h"

#include "view/kiosk_view.h"

#include <stdlib.h>

enum { PARAGRAPHS = 60 };

const struct kiosk_options VISIT_OPTIONS = {.measure_cols = 60};

void visit_start(struct visit *visit, struct kiosk_options options, struct str handed)
{
    kiosk_free(&visit->kiosk);
    kiosk_init(&visit->kiosk, &visit->bulletin.edition, &visit->bulletin.marks, options,
               visit->now_ms, handed);
    kiosk_resize(&visit->kiosk, 80, 24);
}

void visit_reload(struct visit *visit)
{
    kiosk_free(&visit->kiosk);
    visit->kiosk = (struct kiosk){0};
    bulletin_load(&visit->bulletin);
    edition_show(&visit->bulletin.edition, &(struct edition_filter){.today = {"2026-11-24", 10}});
}

int visit_set_up(void **state)
{
    struct visit *visit = calloc(1, sizeof(*visit));
    struct bulletin *bulletin = &visit->bulletin;
    struct buffer body = {0};

    visit->now_ms = 1000000;
    *bulletin = bulletin_new();
    bulletin_put(bulletin, "p", "title: 停水通知\ndistrict: 东桥\ntopic: 物业\npinned: true\n",
                 "周三停水。\n");
    bulletin_put(bulletin, "a", "title: 停车办法\ndistrict: 东桥\ntopic: 物业\ndate: 2026-11-24\n",
                 "车位每户一个。\n");
    bulletin_write_paragraphs(&body, PARAGRAPHS);
    bulletin_put(bulletin, "b", "title: 电梯检修\ndistrict: 东桥\ntopic: 物业\n",
                 buffer_c_str(&body));
    buffer_free(&body);
    bulletin_put(bulletin, "c", "title: 合唱团招新\ndistrict: 西门\ntopic: 文化\n", "每周二。\n");
    bulletin_put(bulletin, "d", "title: 旧书市集\ndistrict: 西门\ntopic: 文化\n", "带上旧书。\n");
    bulletin_put(bulletin, "e", "title: 太极拳班\ndistrict: 西门\ntopic: 健身\n", "在广场。\n");
    visit_reload(visit);
    visit_start(visit, VISIT_OPTIONS, (struct str){0});
    *state = visit;
    return 0;
}

int visit_tear_down(void **state)
{
    struct visit *visit = *state;

    kiosk_free(&visit->kiosk);
    bulletin_free(&visit->bulletin);
    free(visit);
    return 0;
}

static void *visit_to_end;

static void end_visit(void)
{
    visit_tear_down(&visit_to_end);
}

struct visit *visit_of_program(void)
{
    visit_set_up(&visit_to_end);
    atexit(end_visit);
    return visit_to_end;
}

int64_t visit_wait(struct visit *visit, int64_t ms)
{
    visit->now_ms += ms;
    return kiosk_tick(&visit->kiosk, visit->now_ms, &visit->clock);
}

void visit_press(struct visit *visit, const char *keys)
{
    struct str left = str_of(keys);

    while (left.bytes) {
        reader_key key;
        size_t bytes = key_parse(left, &key);

        assert_true(bytes > 0);
        kiosk_key(&visit->kiosk, key);
        left.p += bytes;
        left.bytes -= bytes;
    }
}

void visit_touch(struct visit *visit, enum target_kind kind, size_t value)
{
    kiosk_point(&visit->kiosk, POINTER_PRESS, (struct target){kind, value});
}

void visit_push(struct visit *visit, enum kiosk_button button)
{
    visit_touch(visit, TARGET_BUTTON, button);
}

bool visit_shows(struct visit *visit, enum kiosk_button button)
{
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];
    size_t count = kiosk_buttons(&visit->kiosk, buttons);

    for (size_t i = 0; i < count; i++)
        if (buttons[i] == button)
            return true;
    return false;
}

void visit_expect_screen(struct visit *visit, enum kiosk_screen screen)
{
    assert_int_equal(visit->kiosk.screen, screen);
}

void visit_expect_article(struct visit *visit, const char *id)
{
    visit_expect_screen(visit, KIOSK_ARTICLE);
    assert_true(reading_is_open(&visit->kiosk.reading));
    assert_int_equal(visit->kiosk.reading.article, bulletin_find(&visit->bulletin, id));
}

void visit_expect_rows(struct visit *visit, const char *ids)
{
    const struct kiosk_rows *rows = kiosk_rows(&visit->kiosk);

    assert_non_null(rows);
    assert_int_equal(rows->count, strlen(ids));
    for (size_t i = 0; i < rows->count; i++)
        assert_int_equal(rows->items[i].article,
                         bulletin_find(&visit->bulletin, (char[]){ids[i], '\0'}));
}

void visit_expect_message(struct visit *visit, const char *message)
{
    assert_string_equal(buffer_c_str(&visit->kiosk.message), message);
}

static void expect_text(struct visit *visit, const char *text, bool wanted)
{
    struct frame frame = {0};
    struct buffer screen = {0};

    view_kiosk(&frame, &visit->kiosk);
    frame_write(&frame, &screen);
    if (!strstr(buffer_c_str(&screen), text) == wanted)
        fail_msg("%s %s:\n%s", wanted ? "no" : "there is", text, buffer_c_str(&screen));
    frame_free(&frame);
    buffer_free(&screen);
}

void visit_expect_text(struct visit *visit, const char *text)
{
    expect_text(visit, text, true);
}

void visit_expect_no_text(struct visit *visit, const char *text)
{
    expect_text(visit, text, false);
}

void visit_expect_focus(struct visit *visit, enum target_kind kind, size_t value)
{
    assert_int_equal(visit->kiosk.focus.kind, kind);
    assert_int_equal(visit->kiosk.focus.value, value);
}
