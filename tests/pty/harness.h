#ifndef TESTS_PTY_HARNESS_H
#define TESTS_PTY_HARNESS_H

#include "pty/sandbox.h"
#include "pty/terminal.h"

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* A program in a terminal: a pty whose output is drawn by libvterm. Nothing sleeps: each wait reads
 * the program's output until its condition or the deadline is reached. A wait that fails prints the
 * reason and the screen on standard error. */
struct harness;

struct harness_start {
    const char *const *argv; /* NULL-terminated */
    int rows;
    int cols;
    bool stdin_null;    /* true: standard input is /dev/null rather than the terminal */
    bool no_file_space; /* true: regular files cannot grow (RLIMIT_FSIZE is 0) */
    bool unread;        /* true: harness_stop_reading() before the program starts */
};

/* Starts a program in a new session with the pty as its terminal. The sandbox must outlive the
 * harness. */
struct harness *harness_new(const struct sandbox *sandbox, const struct harness_start *start);

/* Kills the rest of the session. NULL is fine. */
void harness_free(struct harness *harness);

/* Types keys (see terminal.h). A program that reads Esc and the next key together takes them for
 * one key: wait for the effect of Esc before the next key. Returns false, with a report, if a key
 * is unknown or the program takes no more input. */
bool harness_keys(struct harness *harness, const char *keys);

/* Types keys without waiting for them to be taken. */
void harness_feed(struct harness *harness, const char *keys);

/* Presses and releases a mouse button on a cell, counted from 0. Button 1 is the first, 4 and 5 are
 * the wheel. The program gets the reports it asked the terminal for, if any. */
bool harness_press(struct harness *harness, int button, int row, int col);

/* Sends bytes unchanged. */
bool harness_send(struct harness *harness, const char *bytes);

/* Resizes the window; the program gets SIGWINCH. */
void harness_resize(struct harness *harness, int rows, int cols);

void harness_signal(struct harness *harness, int signal);

/* Takes the terminal away, as a closed window does; the program gets SIGHUP. */
void harness_hang_up(struct harness *harness);

/* Reads no more of the program's output, and fills the terminal, so that every further write to it
 * blocks. The waits read it again once the program has ended. */
void harness_stop_reading(struct harness *harness);

/* Reads a few bytes after harness_stop_reading(): poll() then says that the terminal takes output,
 * but a write of more than a few hundred bytes blocks. */
void harness_read_a_little(struct harness *harness);

/* Waits until a row of the screen contains `text`. */
bool harness_wait_text(struct harness *harness, const char *text, int deadline_ms);

/* Waits until the screen is `expected`: rows without trailing spaces, each ended by a newline. */
bool harness_wait_screen(struct harness *harness, const char *expected, int deadline_ms);

/* Waits until the program and all of its processes have read their input and wait for more; for the
 * terminal, if the input has an effect and the terminal is not read. */
bool harness_wait_idle(struct harness *harness, int deadline_ms);

/* Returns whether the terminal's modes are other than before the program. */
bool harness_modes_differ(const struct harness *harness);

/* Returns whether that is so now. */
bool harness_is_idle(struct harness *harness);

/* Returns whether the program has ended by now. */
bool harness_has_ended(struct harness *harness);

/* Waits until the program's output has contained `bytes` that many times. */
bool harness_wait_output(struct harness *harness, const char *bytes, size_t times, int deadline_ms);

/* The program's end, and the state of its terminal. */
struct harness_end {
    int status;             /* as waitpid() gives it */
    bool leaves_alternate;  /* the primary screen is back */
    bool leaves_cursor;     /* the cursor is visible */
    bool leaves_mouse;      /* no mouse reports are on */
    bool leaves_paste;      /* bracketed paste is off */
    bool leaves_termios;    /* restored; true after a hang-up, which leaves none */
    bool leaves_no_process; /* no process of its session is left */
};

/* Waits for the program's end; all of its output is on the screen then. */
bool harness_wait_exit(struct harness *harness, int deadline_ms, struct harness_end *end);

/* Reads and draws pending output, after waiting a moment for it. For waits with conditions of their
 * own. */
void harness_pump(struct harness *harness);

/* Fills in the running processes: the started one first, then its descendants. Returns their
 * number. */
enum { HARNESS_PROCESSES_MAX = 16 };
size_t harness_processes(const struct harness *harness, pid_t pids[HARNESS_PROCESSES_MAX]);

/* Returns the program's output, as far as the waits have read it. */
struct str harness_output(const struct harness *harness);

/* Returns the screen; only the waits draw the program's output on it. */
const struct terminal *harness_terminal(const struct harness *harness);

#endif
