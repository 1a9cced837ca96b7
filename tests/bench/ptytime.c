/* Times programs in a terminal from outside, taking turns, and prints each next to its peer: the
 * last one before it whose name begins with "bare".
 *
 *   ptytime RUNS KEYS -- NAME SETUP [VARIABLE=VALUE ...] COMMAND [ARGUMENT ...] [-- NAME SETUP ...]
 *
 * A run starts COMMAND in a pty of 24x80 with a new home. The first screen is complete at the last
 * byte before the program is silent for a while. Then the run types the bytes of SETUP one by one,
 * and the key j KEYS times; a repaint is complete at the last byte before silence. The figures are
 * medians over all runs. */

#include "measure.h"
#include "pty/sandbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    START_QUIET_MS = 150, /* silence that ends the first screen */
    KEY_QUIET_MS = 20,    /* silence that ends a repaint */
    PROGRAMS_MAX = 8
};

struct program {
    const char *name;
    const char *setup;
    const char *const *argv;
    struct samples first_ms;
    struct samples key_ms;
    struct samples key_bytes;
    struct samples key_cpu_ms;
    struct samples memory_mib;
    size_t unanswered_keys;
};

/* Returns the CPU time of the process, in ms. */
static double cpu_ms(pid_t pid)
{
    char path[64];
    unsigned long long ns = 0;
    snprintf(path, sizeof path, "/proc/%d/schedstat", (int)pid);
    FILE *file = fopen(path, "r");
    if (!file)
        return 0;
    if (fscanf(file, "%llu", &ns) != 1)
        ns = 0;
    fclose(file);
    return (double)ns / 1e6;
}

static double peak_memory_mib(pid_t pid)
{
    char path[64];
    char line[256];
    long kib = 0;
    snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
    FILE *file = fopen(path, "r");
    if (!file)
        return 0;
    while (fgets(line, sizeof line, file) && sscanf(line, "VmHWM: %ld kB", &kib) != 1) {
    }
    fclose(file);
    return (double)kib / 1024;
}

static void end_program(struct run *run)
{
    int status;
    for (const char *key = "\033qQ"; *key && !run->ended; key++) {
        run_send(run, *key);
        run_read_burst(run, KEY_QUIET_MS);
        if (sandbox_wait(run->pid, 0, &status)) {
            close(run->master);
            return;
        }
    }
    run_end(run);
}

static void measure_key(struct program *program, struct run *run)
{
    double cpu_before = cpu_ms(run->pid);
    int64_t begun = now_ns();
    run_send(run, 'j');
    struct burst burst = run_read_burst(run, KEY_QUIET_MS);
    if (!burst.bytes) {
        program->unanswered_keys++;
        return;
    }
    samples_add(&program->key_ms, (double)(burst.last_ns - begun) / 1e6);
    samples_add(&program->key_bytes, (double)burst.bytes);
    samples_add(&program->key_cpu_ms, cpu_ms(run->pid) - cpu_before);
}

/* Sets the variables before a command, rather than by env, whose own start would be counted to the
 * program. Returns the command. */
static const char *const *set_variables(struct sandbox *sandbox, const char *const *words)
{
    const char *equals;
    for (; words[1] && (equals = strchr(*words, '=')); words++) {
        char name[64];
        snprintf(name, sizeof name, "%.*s", (int)(equals - *words), *words);
        sandbox_env(sandbox, name, equals + 1);
    }
    return words;
}

static void measure(struct program *program, int keys)
{
    struct sandbox sandbox;
    sandbox_open(&sandbox);
    const char *const *argv = set_variables(&sandbox, program->argv);
    int64_t begun = now_ns();
    struct run run = run_start(argv, sandbox.env);
    struct burst first = run_read_burst(&run, START_QUIET_MS);
    if (first.bytes && !run.ended)
        samples_add(&program->first_ms, (double)(first.last_ns - begun) / 1e6);
    for (const char *key = program->setup; *key && !run.ended; key++) {
        run_send(&run, *key);
        run_read_burst(&run, KEY_QUIET_MS);
    }
    for (int i = 0; i < keys && !run.ended; i++)
        measure_key(program, &run);
    if (!run.ended)
        samples_add(&program->memory_mib, peak_memory_mib(run.pid));
    end_program(&run);
    sandbox_close(&sandbox);
}

static void print_figure(double value, double peer, double limit, const char *format)
{
    char text[32];
    snprintf(text, sizeof text, format, value);
    if (value <= 0)
        snprintf(text, sizeof text, "-");
    if (value > 0 && peer > 0 && limit > 0)
        printf("  %8s %5.2fx%c", text, value / peer, value / peer > limit ? '!' : ' ');
    else if (value > 0 && peer > 0)
        printf("  %8s %5.2fx ", text, value / peer);
    else
        printf("  %8s %7s", text, "");
}

/* The limits for kanbao's figures, as multiples of its peer's. */
static const double first_limit = 1.5;
static const double key_limit = 1.4;
static const double bytes_limit = 1.5;
static const double memory_limit = 1.5;

static void print_program(struct program *program, struct program *peer)
{
    printf("%-24s", program->name);
    print_figure(samples_percentile(&program->first_ms, 50),
                 peer ? samples_percentile(&peer->first_ms, 50) : 0, first_limit, "%.2f");
    print_figure(samples_percentile(&program->key_ms, 50),
                 peer ? samples_percentile(&peer->key_ms, 50) : 0, key_limit, "%.3f");
    print_figure(samples_percentile(&program->key_bytes, 50),
                 peer ? samples_percentile(&peer->key_bytes, 50) : 0, bytes_limit, "%.0f");
    print_figure(samples_percentile(&program->key_cpu_ms, 50),
                 peer ? samples_percentile(&peer->key_cpu_ms, 50) : 0, 0, "%.3f");
    print_figure(samples_percentile(&program->memory_mib, 50),
                 peer ? samples_percentile(&peer->memory_mib, 50) : 0, memory_limit, "%.2f");
    if (program->unanswered_keys)
        printf("  %zu keys without an answer", program->unanswered_keys);
    putchar('\n');
}

static void print_table(struct program *programs, size_t count, int runs, int keys)
{
    printf("%dx%d, %d runs, %d keys j each, medians; beside each figure how many times the bare "
           "peer's above it is, ! where that is over the target\n",
           MEASURE_ROWS, MEASURE_COLS, runs, keys);
    printf("%-24s  %-16s  %-16s  %-16s  %-16s  %s\n", "", "first screen ms", "key repaint ms",
           "bytes a key", "CPU ms a key", "peak memory MiB");
    struct program *peer = NULL;
    for (size_t i = 0; i < count; i++) {
        bool is_peer = strncmp(programs[i].name, "bare", strlen("bare")) == 0;
        print_program(&programs[i], is_peer ? NULL : peer);
        if (is_peer)
            peer = &programs[i];
    }
    printf("%-24s  %14.1fx  %15.1fx  %15.1fx  %15s  %14.1fx\n", "target, at most", first_limit,
           key_limit, bytes_limit, "", memory_limit);
}

/* Splits the arguments into programs at each "--". Returns their number. */
static size_t parse_programs(char **argv, struct program *programs)
{
    size_t count = 0;
    while (*argv && count < PROGRAMS_MAX) {
        if (!argv[1] || !argv[2])
            return 0;
        programs[count++] = (struct program){
            .name = argv[0], .setup = argv[1], .argv = (const char *const *)(argv + 2)};
        for (argv += 2; *argv && strcmp(*argv, "--") != 0; argv++) {
        }
        if (*argv)
            *argv++ = NULL;
    }
    return count;
}

int main(int argc, char **argv)
{
    struct program programs[PROGRAMS_MAX] = {0};
    size_t count = argc > 4 && strcmp(argv[3], "--") == 0 ? parse_programs(argv + 4, programs) : 0;
    int runs = count ? atoi(argv[1]) : 0;
    int keys = count ? atoi(argv[2]) : 0;
    if (runs < 1 || keys < 0) {
        fputs("usage: ptytime RUNS KEYS -- NAME SETUP [VARIABLE=VALUE ...] COMMAND [ARGUMENT ...] "
              "[-- ...]\n",
              stderr);
        return 2;
    }
    for (int run = 0; run < runs; run++) {
        for (size_t i = 0; i < count; i++)
            measure(&programs[i], keys);
    }
    print_table(programs, count, runs, keys);
    for (size_t i = 0; i < count; i++) {
        struct program *program = &programs[i];
        free(program->first_ms.values);
        free(program->key_ms.values);
        free(program->key_bytes.values);
        free(program->key_cpu_ms.values);
        free(program->memory_mib.values);
    }
    return 0;
}
