#include "linear/streams.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

static void put(int descriptor, int place)
{
    assert_int_equal(dup2(descriptor, place), place);
    close(descriptor);
}

int streams_set_up(void **state)
{
    struct streams *streams = calloc(1, sizeof(*streams));
    FILE *file = tmpfile();
    int ends[2];

    assert_non_null(file);
    assert_int_equal(pipe(ends), 0);
    fflush(stdout);
    sigprocmask(SIG_SETMASK, NULL, &streams->mask);
    streams->kept[0] = dup(STDIN_FILENO);
    streams->kept[1] = dup(STDOUT_FILENO);
    streams->output = dup(fileno(file));
    streams->input = ends[1];
    put(ends[0], STDIN_FILENO);
    put(dup(fileno(file)), STDOUT_FILENO);
    fclose(file);
    *state = streams;
    return 0;
}

void streams_drop_signals(void)
{
    static const struct timespec AT_ONCE;
    sigset_t all;

    sigfillset(&all);
    while (sigtimedwait(&all, NULL, &AT_ONCE) > 0)
        continue;
}

int streams_tear_down(void **state)
{
    struct streams *streams = *state;

    streams_drop_signals();
    sigprocmask(SIG_SETMASK, &streams->mask, NULL);
    signal(SIGPIPE, SIG_DFL);
    streams_end(streams);
    put(streams->kept[0], STDIN_FILENO);
    put(streams->kept[1], STDOUT_FILENO);
    close(streams->output);
    free(streams);
    return 0;
}

void streams_type(struct streams *streams, const char *text)
{
    size_t bytes = strlen(text);

    assert_int_equal(write(streams->input, text, bytes), bytes);
}

void streams_end(struct streams *streams)
{
    if (streams->input >= 0)
        close(streams->input);
    streams->input = -1;
}

void streams_read(struct streams *streams, struct buffer *out)
{
    char bytes[4096];
    ssize_t count;

    for (off_t at = 0; (count = pread(streams->output, bytes, sizeof(bytes), at)) > 0; at += count)
        buffer_add(out, bytes, (size_t)count);
}

void streams_send_to(const char *path)
{
    int descriptor = open(path, O_WRONLY | O_CLOEXEC);

    assert_true(descriptor >= 0);
    put(descriptor, STDOUT_FILENO);
}
