/* The linear reader: whatever lines are typed, it answers with clean lines no wider than asked for,
 * ends by itself, and leaves a sound state file. A byte is the width (0: none), the first part the
 * input, the second an article z.md, the third the state file. */

#include "base/file.h"
#include "base/status.h"
#include "fuzz/fuzz.h"
#include "linear/linear.h"
#include "linear/streams.h"
#include "linear/talk.h"
#include "text/grapheme.h"

#include <stdlib.h>
#include <unistd.h>

static struct talk *talk;
static char *state_folder;

static void tear_down(void)
{
    void *state = talk;

    talk_tear_down(&state);
    scratch_free(state_folder);
}

static void set_up(void)
{
    void *state;

    talk_set_up(&state);
    talk = state;
    state_folder = scratch_new();
    setenv("XDG_STATE_HOME", state_folder, 1);
    atexit(tear_down);
}

/* Puts a file below the folder, or removes it if it is to be empty. */
static void put(const char *folder, const char *name, struct str bytes)
{
    char *path = scratch_path(folder, name);

    if (bytes.bytes)
        scratch_put(folder, name, bytes.p, bytes.bytes);
    else
        remove(path);
    free(path);
}

static void load(struct str article)
{
    struct edition *edition = &talk->bulletin.edition;
    struct diags diags = {0};

    put(talk->bulletin.folder, "z.md", article);
    edition_free(edition);
    *edition = (struct edition){0};
    MUST(edition_load(edition, talk->bulletin.folder, &diags));
    diags_free(&diags);
}

/* Reads the edition out, with the bytes as standard input, and appends what is said. */
static void converse(struct str typed, int cols, struct buffer *said)
{
    struct linear_options options = {.width_cols = cols};
    struct streams *streams;
    void *state;

    streams_set_up(&state);
    streams = state;
    MUST(write(streams->input, typed.p, typed.bytes) == (ssize_t)typed.bytes);
    streams_end(streams);
    MUST(linear_read(&talk->bulletin.edition, &options) == STATUS_FINE);
    streams_read(streams, said);
    streams_tear_down(&state);
}

static void check_said(struct str said, int cols)
{
    MUST(said.bytes && said.p[said.bytes - 1] == '\n');
    while (said.bytes) {
        struct str line = str_take_line(&said);

        fuzz_check_line(line);
        MUST(cols < 8 || text_cols(line, false) <= cols);
    }
}

static void check_state(void)
{
    char *path = scratch_path(state_folder, "kanbao/marks");
    struct buffer text = {0};
    struct marks marks = {0};
    size_t bad_line;

    if (access(path, F_OK) == 0) {
        MUST(file_read(path, 1 << 20, &text) == 0);
        MUST(marks_parse(&marks, buffer_str(&text), NULL, &bad_line));
    }
    marks_free(&marks);
    buffer_free(&text);
    free(path);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { MOST_BYTES = 4096 }; /* a pipe holds them */
    struct str input = fuzz_copy(data, size), state = input;
    int cols = (int)fuzz_take_byte(&state) % 128;
    struct str typed = fuzz_take_part(&state), article = fuzz_take_part(&state);
    struct buffer said = {0};

    if (!talk)
        set_up();
    if (typed.bytes > MOST_BYTES)
        typed.bytes = MOST_BYTES;
    load(article);
    put(state_folder, "kanbao/state", state);
    converse(typed, cols, &said);
    check_said(buffer_str(&said), cols);
    check_state();
    put(state_folder, "kanbao/marks", (struct str){0});
    buffer_free(&said);
    free((char *)input.p);
    return 0;
}
