#ifndef TESTS_PTY_KIOSK_H
#define TESTS_PTY_KIOSK_H

#include "pty/fixture.h"

/* A kiosk under test, with a clock of its own: `now` is the value of --clock, and $CLOCK in a
 * shell. */

/* A Wednesday on which the clock stands still, so that nothing happens by itself. */
#define KIOSK_STANDS "2026-11-25T09:30*0"

/* Starts a kiosk on the shipped articles, or on `content` unless NULL, with at most 4 more
 * arguments, ended by NULL (NULL: none). */
struct harness *kiosk_start(struct fixture *fixture, int cols, int rows, const char *now,
                            const char *content, const char *const args[]);

/* As kiosk_start(), by a shell that runs `line`, in which $KANBAO is the program. */
struct harness *kiosk_start_in_shell(struct fixture *fixture, int cols, int rows, const char *now,
                                     const char *line);

/* Writes a configuration that only root may write, or skips the test unless root runs it. Returns
 * its path; the caller frees. */
char *kiosk_config(struct fixture *fixture, const char *text);

/* Copies a folder of articles below the home. */
void kiosk_copy_content(struct fixture *fixture, const char *from, const char *below);

/* Returns the contents of a file below the home, ended by NUL, or "" if it does not exist. The
 * caller frees. */
char *kiosk_read_file(struct fixture *fixture, const char *below);

/* Copies the shipped articles, in a folder with a date of its own, which the screen shows. Returns
 * its path; the caller frees. */
char *kiosk_dated_content(struct fixture *fixture);

/* Types keys and waits for a text on the screen. */
void kiosk_keys(struct fixture *fixture, const char *keys, const char *text);

/* Looks at the screen for as long as a kiosk ignores touches after its change. */
void kiosk_look(struct fixture *fixture);

/* Looks, touches the middle of a text on the screen, and waits for another text. */
void kiosk_touch(struct fixture *fixture, const char *what, const char *text);

/* Waits until a text is no longer on the screen. */
void kiosk_wait_no_text(struct fixture *fixture, const char *text);

/* Waits for the process of the current visit, and returns it. */
pid_t kiosk_visit(struct fixture *fixture);

/* Returns whether the writable memory of any of the kiosk's processes contains these bytes. */
bool kiosk_remembers(struct fixture *fixture, const char *bytes);

#endif
