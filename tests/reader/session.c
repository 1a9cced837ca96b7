#include "reader/session.h"

#include <stdlib.h>

enum { PARAGRAPHS = 60 };

const struct reader_options SESSION_OPTIONS = {.measure_cols = 60, .may_copy = true};

void session_start(struct session *session, struct reader_options options)
{
    reader_free(&session->reader);
    reader_init(&session->reader, &session->bulletin.edition, &session->bulletin.marks, options);
    reader_resize(&session->reader, 80, 24);
}

void session_reload(struct session *session, struct reader_options options)
{
    reader_free(&session->reader);
    session->reader = (struct reader){0};
    bulletin_load(&session->bulletin);
    session_start(session, options);
}

int session_set_up(void **state)
{
    struct session *session = calloc(1, sizeof(*session));
    struct bulletin *bulletin = &session->bulletin;
    struct buffer body = {0};

    *bulletin = bulletin_new();
    bulletin_put(bulletin, "a",
                 "title: 停车办法\ndistrict: 东桥\ntopic: 物业\nauthor: 王某\ndate: 2026-11-01\n"
                 "link: https://example.org/a\n",
                 "车位每户一个。\n");
    bulletin_write_paragraphs(&body, PARAGRAPHS / 2);
    buffer_add_text(&body, "水箱在这里。\n\n");
    bulletin_write_paragraphs(&body, PARAGRAPHS / 2);
    buffer_add_text(&body, "水箱又在这里。\n");
    bulletin_put(bulletin, "b",
                 "title: 电梯检修\ndistrict: 东桥\ntopic: 物业\nauthor: 李某\ndate: 2026-11-03\n",
                 buffer_c_str(&body));
    buffer_free(&body);
    bulletin_put(bulletin, "c",
                 "title: 合唱团招新\ndistrict: 西门\ntopic: 文化\nauthor: 王某\n"
                 "date: 2026-11-02\n",
                 "每周二排练，在水箱旁边。\n");
    bulletin_put(bulletin, "d",
                 "title: 旧书市集\ndistrict: 西门\ntopic: 文化\nauthor: 李某\ndate: 2026-10-01\n",
                 "带上旧书。\n");
    bulletin_load(bulletin);
    session_start(session, SESSION_OPTIONS);
    *state = session;
    return 0;
}

int session_tear_down(void **state)
{
    struct session *session = *state;

    reader_free(&session->reader);
    bulletin_free(&session->bulletin);
    free(session);
    return 0;
}

void session_press(struct session *session, const char *keys)
{
    struct str left = str_of(keys);

    while (left.bytes) {
        reader_key key;
        size_t bytes = key_parse(left, &key);

        assert_true(bytes > 0);
        reader_key_press(&session->reader, key);
        left.p += bytes;
        left.bytes -= bytes;
    }
}

void session_point(struct session *session, enum pointer_event event, enum target_kind kind,
                   size_t value)
{
    reader_point(&session->reader, event, (struct target){kind, value});
}

void session_expect_message(struct session *session, const char *message)
{
    assert_string_equal(buffer_c_str(&session->reader.message), message);
}

void session_expect_shown(struct session *session, const char *id, bool reading)
{
    struct reader *reader = &session->reader;
    size_t article = bulletin_find(&session->bulletin, id);

    assert_int_equal(list_selected(&reader->list).article, article);
    assert_true(reading_is_open(&reader->reading));
    assert_int_equal(reader->reading.article, article);
    assert_int_equal(reader_is_reading(reader), reading);
}

void session_expect_row(struct session *session, size_t row)
{
    assert_int_equal(session->reader.list.selected, row);
}

bool session_has_read(struct session *session, const char *id)
{
    const struct mark *mark = marks_find(&session->bulletin.marks, str_of(id));

    return mark && mark->read;
}

int64_t session_top(struct session *session)
{
    return session->reader.reading.position;
}
