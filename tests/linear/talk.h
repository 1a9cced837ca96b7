#ifndef TESTS_LINEAR_TALK_H
#define TESTS_LINEAR_TALK_H

#include "bulletin.h"
#include "linear/commands.h"

/* The tests' *state: a conversation about a bulletin of five articles, with its output only
 * buffered. In the order of its tree: 东桥 物业 a b, 东桥 文化 c, 西门 文化 d, 西门 健身 e. b has
 * several pieces, and the word 水箱 in the third and the last; c has it too. */
struct talk {
    struct bulletin bulletin; /* the marks in use are those of `linear` */
    struct linear linear;
};

int talk_set_up(void **state);
int talk_tear_down(void **state);

#define TALK_TEST(test) cmocka_unit_test_setup_teardown(test, talk_set_up, talk_tear_down)

/* Fails unless the output since the last call is `text`. */
void talk_expect(struct talk *talk, const char *text);

/* Fails unless the output since the last call begins with `text`. */
void talk_expect_start(struct talk *talk, const char *text);

/* Fails unless article `id` is open, at the piece `number`. */
void talk_expect_piece(struct talk *talk, const char *id, size_t number);

#endif
