/* Measures many readers of one folder at the same time, each in a terminal of its own: their
 * memory, and the time until a key is answered.
 *
 *   readers COUNT SECONDS COMMAND [ARGUMENT ...]
 *
 * COMMAND is kanbao --kiosk --ssh FOLDER, or what takes the same keys. Each reader opens an
 * article, pages through it and goes back; then each searches by letters. Somebody presses a key
 * every SECONDS; the keys of all readers are spread evenly. A key is answered with the first byte
 * that the terminal gets after it. Memory is that of the program and the processes it has started.
 */

#include "base/alloc.h"
#include "measure.h"
#include "pty/sandbox.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    QUIET_MS = 500,       /* silence of all readers */
    MOST_WAIT_MS = 30000, /* for that */
    EVENTS = 256
};

static const char READING[] = "\r    0";
static const char SEARCHING[] = "/sjq0";

struct reader {
    struct run run;
    int64_t sent_ns; /* time of a key that was not answered yet; 0: none */
};

struct crowd {
    struct reader *readers;
    size_t count;
    int epoll;
    double seconds;            /* between two keys of a reader */
    struct samples *answer_ms; /* of what is measured now, or NULL */
};

/* Takes what the readers have written until a time. Returns whether anything came. */
static bool take_output(struct crowd *crowd, int64_t until_ns)
{
    struct epoll_event events[EVENTS];
    bool any = false;

    do {
        int64_t left_ns = until_ns - now_ns();
        int left_ms = left_ns > 0 ? (int)(left_ns / 1000000) : 0;
        int count = epoll_wait(crowd->epoll, events, EVENTS, left_ms);

        for (int i = 0; i < count; i++) {
            struct reader *reader = events[i].data.ptr;
            size_t bytes = run_read(&reader->run);

            any |= bytes > 0;
            if (bytes && reader->sent_ns && crowd->answer_ms)
                samples_add(crowd->answer_ms, (double)(now_ns() - reader->sent_ns) / 1e6);
            if (bytes)
                reader->sent_ns = 0;
            if (reader->run.ended)
                epoll_ctl(crowd->epoll, EPOLL_CTL_DEL, reader->run.master, NULL);
        }
    } while (now_ns() < until_ns);
    return any;
}

/* Waits until no reader writes any more. */
static void settle(struct crowd *crowd)
{
    int64_t end_ns = now_ns() + (int64_t)MOST_WAIT_MS * 1000000;

    while (now_ns() < end_ns && take_output(crowd, now_ns() + (int64_t)QUIET_MS * 1000000))
        continue;
}

/* Starts a reader and waits until it has drawn something. */
static void start_reader(struct crowd *crowd, struct reader *reader, const char *const argv[],
                         char *const env[])
{
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = reader};
    int64_t begun_ns = now_ns();

    reader->run = run_start(argv, env);
    if (epoll_ctl(crowd->epoll, EPOLL_CTL_ADD, reader->run.master, &event) != 0)
        give_up("epoll", errno);
    reader->sent_ns = begun_ns;
    while (reader->sent_ns && !reader->run.ended &&
           now_ns() - begun_ns < (int64_t)MOST_WAIT_MS * 1000000)
        take_output(crowd, now_ns() + 1000000);
}

/* Types the keys in all readers, and measures how long the answers take. */
static void type_keys(struct crowd *crowd, const char *keys, struct samples *answer_ms)
{
    size_t total = crowd->count * strlen(keys);
    double apart_ns = crowd->seconds * 1e9 / (double)crowd->count;
    int64_t begun_ns = now_ns();

    crowd->answer_ms = answer_ms;
    for (size_t i = 0; i < total; i++) {
        struct reader *reader = &crowd->readers[i % crowd->count];

        take_output(crowd, begun_ns + (int64_t)(apart_ns * (double)i));
        if (reader->sent_ns) /* it waits for its last key's answer, at least so long */
            samples_add(answer_ms, (double)(now_ns() - reader->sent_ns) / 1e6);
        reader->sent_ns = now_ns();
        run_send(&reader->run, keys[i / crowd->count]);
    }
    settle(crowd);
    crowd->answer_ms = NULL;
}

struct memory {
    long pss_kib;
    long private_kib;
};

/* Adds the memory of a process and of those that it has started. */
static void add_memory(long pid, struct memory *memory)
{
    char path[64], line[256];
    FILE *file;
    long kib, child;

    snprintf(path, sizeof(path), "/proc/%ld/smaps_rollup", pid);
    file = fopen(path, "r");
    while (file && fgets(line, sizeof(line), file)) {
        if (sscanf(line, "Pss: %ld kB", &kib) == 1)
            memory->pss_kib += kib;
        if (sscanf(line, "Private_Clean: %ld kB", &kib) == 1 ||
            sscanf(line, "Private_Dirty: %ld kB", &kib) == 1)
            memory->private_kib += kib;
    }
    if (file)
        fclose(file);
    snprintf(path, sizeof(path), "/proc/%ld/task/%ld/children", pid, pid);
    file = fopen(path, "r");
    while (file && fscanf(file, "%ld", &child) == 1)
        add_memory(child, memory);
    if (file)
        fclose(file);
}

static void print_memory(const struct crowd *crowd, const char *when)
{
    struct memory memory = {0};
    size_t alive = 0;

    for (size_t i = 0; i < crowd->count; i++) {
        alive += !crowd->readers[i].run.ended;
        add_memory(crowd->readers[i].run.pid, &memory);
    }
    printf("%-24s  %8.2f  %8.2f  %8zu\n", when,
           (double)memory.pss_kib / 1024 / (double)crowd->count,
           (double)memory.private_kib / 1024 / (double)crowd->count, alive);
}

static void print_answers(const char *what, struct samples *answer_ms)
{
    printf("%-24s  %8.2f  %8.2f  %8zu\n", what, samples_percentile(answer_ms, 50),
           samples_percentile(answer_ms, 99), answer_ms->count);
}

static void measure(struct crowd *crowd, const char *const argv[], char *const env[])
{
    struct samples started_ms = {0}, reading_ms = {0}, searching_ms = {0};

    crowd->answer_ms = &started_ms;
    for (size_t i = 0; i < crowd->count; i++)
        start_reader(crowd, &crowd->readers[i], argv, env);
    crowd->answer_ms = NULL;
    settle(crowd);
    printf("%zu readers, each presses a key every %.1f s\n%-24s  %8s  %8s  %8s\n", crowd->count,
           crowd->seconds, "MiB a reader", "PSS", "private", "running");
    print_memory(crowd, "first screen");
    type_keys(crowd, READING, &reading_ms);
    print_memory(crowd, "has read");
    type_keys(crowd, SEARCHING, &searching_ms);
    print_memory(crowd, "has searched");
    printf("%-24s  %8s  %8s  %8s\n", "answer, ms", "median", "99 %", "number");
    print_answers("start", &started_ms);
    print_answers("key while reading", &reading_ms);
    print_answers("key while searching", &searching_ms);
    free(started_ms.values);
    free(reading_ms.values);
    free(searching_ms.values);
}

/* Allows as many open files as readers. */
static void allow_files(void)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
}

int main(int argc, char **argv)
{
    struct crowd crowd = {.count = argc > 3 ? strtoul(argv[1], NULL, 10) : 0,
                          .seconds = argc > 3 ? strtod(argv[2], NULL) : 0};
    struct sandbox sandbox;

    if (!crowd.count || crowd.seconds <= 0) {
        fputs("usage: readers COUNT SECONDS COMMAND [ARGUMENT ...]\n", stderr);
        return 2;
    }
    setvbuf(stdout, NULL, _IOLBF, 0); /* it takes minutes */
    allow_files();
    crowd.epoll = epoll_create1(EPOLL_CLOEXEC);
    if (crowd.epoll < 0)
        give_up("epoll", errno);
    crowd.readers = mem_zeroed(crowd.count, sizeof(*crowd.readers));
    sandbox_open(&sandbox);
    measure(&crowd, (const char *const *)(argv + 3), sandbox.env);
    for (size_t i = 0; i < crowd.count; i++)
        run_end(&crowd.readers[i].run);
    sandbox_close(&sandbox);
    close(crowd.epoll);
    free(crowd.readers);
    return 0;
}
