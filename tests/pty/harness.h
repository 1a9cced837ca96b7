#ifndef TESTS_PTY_HARNESS_H
#define TESTS_PTY_HARNESS_H

#include "pty/sandbox.h"
#include "pty/terminal.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* A program in a terminal: a pty whose output libvterm draws. Nothing here sleeps: whatever waits
 * reads what the program writes until what is waited for is there, or the deadline is. A wait that
 * fails says so on standard error, with the screen. */
struct harness;

struct harness_start {
    const char *const *argv; /* NULL-terminated */
    int rows;
    int cols;
    bool stdin_null;    /* standard input is /dev/null, not the terminal */
    bool no_file_space; /* a regular file cannot grow (RLIMIT_FSIZE is 0) */
};

/* Starts a program in a new session whose terminal the pty is. The sandbox must outlive the
 * harness. */
struct harness *harness_new(const struct sandbox *sandbox, const struct harness_start *start);

/* Kills what is left of the session. NULL is fine. */
void harness_free(struct harness *harness);

/* Types keys (see terminal.h). Esc and what follows make one key for a program that reads both at
 * once: wait for what Esc does before the next key. False, with a report, where a key is unknown or
 * the program takes no more input. */
bool harness_keys(struct harness *harness, const char *keys);

/* Presses and releases a button of the mouse on a cell, counted from 0 (1 is the first button, 4
 * and 5 are the wheel): the program gets what it asked the terminal for, be it nothing. */
bool harness_press(struct harness *harness, int button, int row, int col);

/* Sends bytes as they are. */
bool harness_send(struct harness *harness, const char *bytes);

/* Changes the window's size; the program gets SIGWINCH. */
void harness_resize(struct harness *harness, int rows, int cols);

void harness_signal(struct harness *harness, int signal);

/* Takes the terminal away, as a closed window does; the program gets SIGHUP. */
void harness_hang_up(struct harness *harness);

/* Waits until `text` stands in a row of the screen. */
bool harness_wait_text(struct harness *harness, const char *text, int deadline_ms);

/* Waits until the screen is `expected`, rows without their trailing spaces that each end in a
 * newline. */
bool harness_wait_screen(struct harness *harness, const char *expected, int deadline_ms);

/* Waits until the program, with all of its processes, has read its input and waits for more. */
bool harness_wait_idle(struct harness *harness, int deadline_ms);

/* Waits until the program has written `bytes` that many times since its start. */
bool harness_wait_output(struct harness *harness, const char *bytes, size_t times, int deadline_ms);

/* How a program ended, and how it left its terminal. */
struct harness_end {
    int status;            /* as waitpid() gives it */
    bool leaves_alternate; /* the primary screen is back */
    bool leaves_cursor;    /* the cursor is visible */
    bool leaves_mouse;     /* no mouse reports are on */
    bool leaves_paste;     /* bracketed paste is off */
    bool leaves_termios;   /* as it was before the start; true after a hang-up, which leaves none */
    bool leaves_no_process; /* nothing of its session runs on */
};

/* Waits for the end; all that was written is then on the screen. */
bool harness_wait_exit(struct harness *harness, int deadline_ms, struct harness_end *end);

/* Reads and draws what the program has written by now, waiting a moment for it: for a wait of one's
 * own. */
void harness_pump(struct harness *harness);

/* The processes that run: the one that was started, first, and those below it. Returns how many. */
enum { HARNESS_PROCESSES_MAX = 16 };
size_t harness_processes(const struct harness *harness, pid_t pids[HARNESS_PROCESSES_MAX]);

/* All that the program wrote, as far as the waits above have read it. */
struct str harness_output(const struct harness *harness);

/* The screen, to be looked at; what the program writes is drawn by the waits above. */
const struct terminal *harness_terminal(const struct harness *harness);

#endif
