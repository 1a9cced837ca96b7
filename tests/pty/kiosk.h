#ifndef TESTS_PTY_KIOSK_H
#define TESTS_PTY_KIOSK_H

#include "pty/fixture.h"

/* A kiosk under test. Its clock is its own: `now` is that of --clock, in a shell $CLOCK. */

/* A Wednesday, at which the clock stands: nothing happens by itself. */
#define KIOSK_STANDS "2026-11-25T09:30*0"

/* Starts a kiosk on the shipped articles, or on `content`, with at most 4 more arguments
 * (NULL-terminated; NULL: none). */
struct harness *kiosk_start(struct fixture *fixture, int cols, int rows, const char *now,
                            const char *content, const char *const args[]);

/* The same with the words of a shell that runs `line`, in which $KANBAO is the program. */
struct harness *kiosk_start_in_shell(struct fixture *fixture, int cols, int rows, const char *now,
                                     const char *line);

/* Writes a configuration that only root can have written, or skips the test where it is not root
 * who runs it. Returns its path; the caller frees. */
char *kiosk_config(struct fixture *fixture, const char *text);

/* Copies a folder of articles below the home. */
void kiosk_copy_content(struct fixture *fixture, const char *from, const char *below);

/* What is in a file below the home, NUL-terminated; empty where there is none. The caller frees. */
char *keeper_run(struct fixture *fixture, const char *below);

/* Types keys and waits for a text on the screen. */
void kiosk_keys(struct fixture *fixture, const char *keys, const char *text);

/* Presses the middle of a text on the screen, which must be there, and waits for another. */
void kiosk_touch(struct fixture *fixture, const char *what, const char *text);

/* Waits until a text is not on the screen. */
void kiosk_wait_no_text(struct fixture *fixture, const char *text);

/* The process of the visit, waited for. */
pid_t kiosk_visit(struct fixture *fixture);

/* Whether some bytes are anywhere in the memory of any of its processes that can be written. */
bool kiosk_remembers(struct fixture *fixture, const char *bytes);

#endif
