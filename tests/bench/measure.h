#ifndef TESTS_BENCH_MEASURE_H
#define TESTS_BENCH_MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* What the programs that measure others in a terminal share. */

enum { MEASURE_ROWS = 24, MEASURE_COLS = 80 };

/* A growing list of measurements. Free its values. */
struct samples {
    double *values;
    size_t count;
    size_t cap;
};

void samples_add(struct samples *samples, double value);

/* Returns the value that `percent` of them are not above, the mean of two in the middle; 0 if there
 * are none. */
double samples_percentile(struct samples *samples, double percent);

/* A program in a terminal of its own. */
struct run {
    pid_t pid;
    int master; /* does not block */
    bool ended;
};

/* The output between a moment and the next silence. */
struct burst {
    size_t bytes;
    int64_t last_ns;
};

/* Starts a program in a terminal of MEASURE_ROWS and MEASURE_COLS. Ends this one if that fails. */
struct run run_start(const char *const argv[], char *const env[]);

/* Reads what there is. Returns the number of bytes. */
size_t run_read(struct run *run);

/* Reads until the program has begun to write and was silent for quiet_ms. */
struct burst run_read_burst(struct run *run, int quiet_ms);

void run_send(struct run *run, char key);

/* Closes the terminal and waits for the program, which is killed if it goes on. */
void run_end(struct run *run);

int64_t now_ns(void);

_Noreturn void give_up(const char *what, int error);

#endif
