#include "linear/talk.h"

#include <stdlib.h>

enum { WIDE_COLS = 1000, PARAGRAPHS = 4 };

int talk_set_up(void **state)
{
    struct talk *talk = calloc(1, sizeof(*talk));
    struct bulletin *bulletin = &talk->bulletin;
    struct buffer body = {0};

    *bulletin = bulletin_new();
    bulletin_put(bulletin, "a", "title: 停车办法\ndistrict: 东桥\ntopic: 物业\n", "车位一个。\n");
    bulletin_write_paragraphs(&body, PARAGRAPHS);
    buffer_add_text(&body, "## 水箱\n\n水箱在这里。\n\n");
    bulletin_write_paragraphs(&body, PARAGRAPHS);
    buffer_add_text(&body, "## 又一个\n\n水箱又在这里。\n");
    bulletin_put(bulletin, "b", "title: 电梯检修\ndistrict: 东桥\ntopic: 物业\n",
                 buffer_c_str(&body));
    buffer_free(&body);
    bulletin_put(bulletin, "c", "title: 合唱团招新\ndistrict: 东桥\ntopic: 文化\n",
                 "在水箱旁边。\n");
    bulletin_put(bulletin, "d", "title: 旧书市集\ndistrict: 西门\ntopic: 文化\n", "带上旧书。\n");
    bulletin_put(bulletin, "e", "title: 太极拳班\ndistrict: 西门\ntopic: 健身\n", "在广场。\n");
    bulletin_load(bulletin);
    talk->linear = (struct linear){.edition = &bulletin->edition,
                                   .io = {.width_cols = WIDE_COLS, .signals = -1},
                                   .origin = SIZE_MAX,
                                   .enter_explained = true};
    list_group(&talk->linear.list, &bulletin->edition, &talk->linear.marks, GROUP_DISTRICT,
               SORT_PAGES);
    *state = talk;
    return 0;
}

int talk_tear_down(void **state)
{
    struct talk *talk = *state;
    struct linear *linear = &talk->linear;

    readout_close(linear->readout);
    list_free(&linear->list);
    search_free(&linear->search);
    query_free(&linear->find);
    buffer_free(&linear->words);
    marked_free(&linear->marked);
    history_free(&linear->history);
    buffer_free(&linear->io.out);
    marks_free(&linear->marks);
    bulletin_free(&talk->bulletin);
    free(talk);
    return 0;
}

void talk_expect(struct talk *talk, const char *text)
{
    struct buffer *out = &talk->linear.io.out;

    assert_string_equal(buffer_c_str(out), text);
    buffer_clear(out);
}

void talk_expect_start(struct talk *talk, const char *text)
{
    struct buffer *out = &talk->linear.io.out;

    if (strncmp(buffer_c_str(out), text, strlen(text)) != 0)
        fail_msg("'%s' does not begin with '%s'", buffer_c_str(out), text);
    buffer_clear(out);
}

void talk_expect_piece(struct talk *talk, const char *id, size_t number)
{
    const struct linear *linear = &talk->linear;

    assert_non_null(linear->readout);
    assert_int_equal(list_article_at(&linear->list, linear->index),
                     bulletin_find(&talk->bulletin, id));
    assert_int_equal(readout_number(linear->readout), number);
}
