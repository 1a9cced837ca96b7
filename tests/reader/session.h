#ifndef TESTS_READER_SESSION_H
#define TESTS_READER_SESSION_H

#include "bulletin.h"
#include "reader/reader.h"

/* The tests' *state: a reader of 80 columns and 24 lines, at the beginning of a bulletin of four
 * articles. */
struct session {
    struct bulletin bulletin;
    struct reader reader;
};

/* The rows of the list: a to d are articles. b is long and has the word 水箱 in its middle and at
 * its end, c has it once. */
enum { ROW_EAST, ROW_PROPERTY, ROW_A, ROW_B, ROW_WEST, ROW_CULTURE, ROW_C, ROW_D, ROWS };

extern const struct reader_options SESSION_OPTIONS;

int session_set_up(void **state);
int session_tear_down(void **state);

#define SESSION_TEST(test) cmocka_unit_test_setup_teardown(test, session_set_up, session_tear_down)

/* Starts a new reader with the same edition and marks. */
void session_start(struct session *session, struct reader_options options);

/* Reloads the folder, then does as session_start(). */
void session_reload(struct session *session, struct reader_options options);

/* Presses the keys of a text such as "jj<Enter>". */
void session_press(struct session *session, const char *keys);

void session_point(struct session *session, enum pointer_event event, enum target_kind kind,
                   size_t value);

/* Fails unless the message is `message`. */
void session_expect_message(struct session *session, const char *message);

/* Fails unless article `id` is selected and shown, with the focus on it if `reading`, else on the
 * list. */
void session_expect_shown(struct session *session, const char *id, bool reading);

/* Fails unless row `row` is selected. */
void session_expect_row(struct session *session, size_t row);

bool session_has_read(struct session *session, const char *id);

/* Returns the position of the line at the top of the article's pane. */
int64_t session_top(struct session *session);

#endif
