#ifndef TESTS_KIOSK_VISIT_H
#define TESTS_KIOSK_VISIT_H

#include "bulletin.h"
#include "kiosk/kiosk.h"

/* The tests' *state: a kiosk of 80 columns and 24 lines, on the front page of a bulletin of six
 * articles, with a clock that tests set. */
struct visit {
    struct bulletin bulletin;
    struct kiosk kiosk;
    struct clock clock;
    int64_t now_ms;
};

/* The rows of the front page: articles (p is pinned, a is of today, b is long and is there as there
 * are too few headlines), then districts, then topics. The edition has p, a, b, c, d and e, in this
 * order: a and b in the first district and topic, c, d and e in the other district, c and d in the
 * second topic. */
enum {
    FRONT_P,
    FRONT_A,
    FRONT_B,
    FRONT_EAST,
    FRONT_WEST,
    FRONT_PROPERTY,
    FRONT_CULTURE,
    FRONT_SPORT,
    FRONT_ROWS
};

/* Options without times: nothing changes by itself. */
extern const struct kiosk_options VISIT_OPTIONS;

int visit_set_up(void **state);
int visit_tear_down(void **state);

#define VISIT_TEST(test) cmocka_unit_test_setup_teardown(test, visit_set_up, visit_tear_down)

/* Starts a new kiosk with the same edition and marks, at the front page or from the handover
 * `handed`. */
void visit_start(struct visit *visit, struct kiosk_options options, struct str handed);

/* Reloads the folder; call visit_start() next. */
void visit_reload(struct visit *visit);

/* Lets `ms` milliseconds pass. Returns the result of kiosk_tick(). */
int64_t visit_wait(struct visit *visit, int64_t ms);

/* Presses the keys of a text such as "jj<Enter>". */
void visit_press(struct visit *visit, const char *keys);

/* Touch a target, or a button, long enough after the last touch not to be a bounce. */
void visit_touch(struct visit *visit, enum target_kind kind, size_t value);
void visit_push(struct visit *visit, enum kiosk_button button);

void visit_expect_screen(struct visit *visit, enum kiosk_screen screen);

/* Fails unless article `id` is open. */
void visit_expect_article(struct visit *visit, const char *id);

/* Fails unless the rows of the screen are the articles `ids`, one letter each. */
void visit_expect_rows(struct visit *visit, const char *ids);

void visit_expect_message(struct visit *visit, const char *message);
void visit_expect_focus(struct visit *visit, enum target_kind kind, size_t value);

#endif
