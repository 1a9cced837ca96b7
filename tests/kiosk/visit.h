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

/* The rows of the front page, which are those of the edition: p is pinned, a is of today, b is
 * long; b and the next ones have no date. */
enum { FRONT_P, FRONT_A, FRONT_B, FRONT_C, FRONT_D, FRONT_E, FRONT_ROWS };

/* The rows of the page of all groups: districts, topics, months. East and property have a and b,
 * west has c, d and e, culture has c and d. There are no places. */
enum {
    GROUPS_EAST,
    GROUPS_WEST,
    GROUPS_PROPERTY,
    GROUPS_CULTURE,
    GROUPS_SPORT,
    GROUPS_NOVEMBER,
    GROUPS_UNDATED,
    GROUPS_ROWS
};

/* Options without times: nothing changes by itself. */
extern const struct kiosk_options VISIT_OPTIONS;

int visit_set_up(void **state);
int visit_tear_down(void **state);

/* Sets up a kiosk for a program without cmocka, and tears it down as the program ends. Call it
 * once.
 */
struct visit *visit_of_program(void);

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

/* Touch a target, or a button. */
void visit_touch(struct visit *visit, enum target_kind kind, size_t value);
void visit_push(struct visit *visit, enum kiosk_button button);

/* Returns whether a button is shown. */
bool visit_shows(struct visit *visit, enum kiosk_button button);

void visit_expect_screen(struct visit *visit, enum kiosk_screen screen);

/* Fails unless article `id` is open. */
void visit_expect_article(struct visit *visit, const char *id);

/* Fails unless the rows of the screen are the articles `ids`, one letter each. */
void visit_expect_rows(struct visit *visit, const char *ids);

void visit_expect_message(struct visit *visit, const char *message);
/* Fail unless the screen shows a text, or if it does. */
void visit_expect_text(struct visit *visit, const char *text);
void visit_expect_no_text(struct visit *visit, const char *text);

void visit_expect_focus(struct visit *visit, enum target_kind kind, size_t value);

#endif
