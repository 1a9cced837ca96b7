#include "kiosk/visit.h"

#include <stdlib.h>

enum { PARAGRAPHS = 60, TOUCH_MS = 300 };

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
    visit_wait(visit, TOUCH_MS);
    kiosk_point(&visit->kiosk, POINTER_PRESS, (struct target){kind, value});
}

void visit_push(struct visit *visit, enum kiosk_button button)
{
    visit_touch(visit, TARGET_BUTTON, button);
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

void visit_expect_focus(struct visit *visit, enum target_kind kind, size_t value)
{
    assert_int_equal(visit->kiosk.focus.kind, kind);
    assert_int_equal(visit->kiosk.focus.value, value);
}
