/* Gives files to a fuzz target that is built without libFuzzer. With file names as arguments it
 * replays these, which is how other fuzzers use a target. Without any, it replays the target's
 * corpus, tests/fuzz/corpus/<name of the program>, and prints a line of TAP for each of its files:
 * the file as a whole and cut off at many places, in a process of its own. */

#include "base/buffer.h"
#include "base/file.h"
#include "base/sanitized.h"
#include "fuzz/fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_BYTES = 1 << 20, MOST_BEGINNINGS = SANITIZED ? 40 : 400 };

static void read_input(const char *path, struct buffer *bytes)
{
    int error = file_read(path, MOST_BYTES, bytes);

    if (!error)
        return;
    fprintf(stderr, "%s: %s\n", path, strerror(error));
    exit(EXIT_FAILURE);
}

static void replay(const char *path)
{
    struct buffer input = {0};

    read_input(path, &input);
    LLVMFuzzerTestOneInput((const uint8_t *)input.data, input.bytes);
    buffer_free(&input);
}

static void replay_beginnings(const char *path)
{
    struct buffer input = {0};
    size_t step;

    read_input(path, &input);
    step = input.bytes / MOST_BEGINNINGS + 1;
    for (size_t bytes = 0; bytes < input.bytes; bytes += step)
        LLVMFuzzerTestOneInput((const uint8_t *)input.data, bytes);
    buffer_free(&input);
}

/* Returns whether the file passes. */
static bool passes(const char *path)
{
    pid_t child;
    int status;

    fflush(stdout);
    child = fork();
    if (child == 0) {
        replay(path);
        replay_beginnings(path);
        exit(EXIT_SUCCESS); /* not _exit(): LeakSanitizer looks for leaks now */
    }
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static int replay_corpus(const char *program)
{
    const char *slash = strrchr(program, '/');
    struct dirent **names;
    struct buffer folder = {0};
    int count, failed = 0;

    buffer_addf(&folder, "tests/fuzz/corpus/%s", slash ? slash + 1 : program);
    count = scandir(buffer_c_str(&folder), &names, is_shown, alphasort);
    if (count < 0) {
        fprintf(stderr, "%s: no such corpus; run it from the top of the tree\n", folder.data);
        return EXIT_FAILURE;
    }
    printf("1..%d\n", count);
    for (int i = 0; i < count; i++) {
        struct buffer path = {0};
        bool passed;

        buffer_addf(&path, "%s/%s", folder.data, names[i]->d_name);
        passed = passes(buffer_c_str(&path));
        failed += !passed;
        printf("%s %d - %s\n", passed ? "ok" : "not ok", i + 1, names[i]->d_name);
        buffer_free(&path);
        free(names[i]);
    }
    free(names);
    buffer_free(&folder);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        replay(argv[i]);
    return argc > 1 ? EXIT_SUCCESS : replay_corpus(argv[0]);
}
