/* Measures how long a reader that is open takes to show a changed article.
 *
 *   reload RUNS FILE COMMAND [ARGUMENT ...]
 *
 * COMMAND is started in a terminal and shows the title of FILE, an article, on its first screen. A
 * run replaces FILE by one of another title, and waits for the title. FILE is as it was afterwards.
 */

#include "base/buffer.h"
#include "base/file.h"
#include "measure.h"
#include "pty/sandbox.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_QUIET_MS = 1000, MOST_MS = 20000, TITLE_BYTES = 12 };

/* Makes a title of which no cell is the same in the next one. */
static void make_title(int run, char title[TITLE_BYTES + 1])
{
    for (int i = 0; i < TITLE_BYTES; i++)
        title[i] = (char)((i % 2 ? 'n' : 'a') + run % 13);
    title[TITLE_BYTES] = '\0';
}

static void replace(const char *path, struct str data)
{
    struct buffer beside = {0};
    FILE *file;

    buffer_addf(&beside, "%s.new", path);
    file = fopen(buffer_c_str(&beside), "w");
    if (!file || fwrite(data.p, 1, data.bytes, file) != data.bytes || fclose(file) != 0 ||
        rename(buffer_c_str(&beside), path) != 0)
        give_up(path, errno);
    buffer_free(&beside);
}

/* Replaces the article by one with another title in its header. */
static void retitle(const char *path, struct str article, const char *title)
{
    const char *line = memmem(article.p, article.bytes, "title:", strlen("title:"));
    size_t at = line ? (size_t)(line - article.p) : article.bytes, end = at;
    struct buffer changed = {0};

    while (end < article.bytes && article.p[end] != '\n')
        end++;
    if (end == article.bytes)
        give_up(path, EINVAL);
    buffer_add(&changed, article.p, at);
    buffer_addf(&changed, "title: %s", title);
    buffer_add(&changed, article.p + end, article.bytes - end);
    replace(path, buffer_str(&changed));
    buffer_free(&changed);
}

/* Waits until the program has written the text. Returns false if it does not. */
static bool wait_for(struct run *run, const char *text)
{
    long long until_ms = sandbox_now_ms() + MOST_MS;
    struct pollfd terminal = {run->master, POLLIN, 0};
    struct buffer output = {0};
    bool found = false;

    while (!found && sandbox_now_ms() < until_ms && poll(&terminal, 1, MOST_MS) > 0) {
        char piece[4096];
        ssize_t bytes = read(run->master, piece, sizeof(piece));

        if (bytes <= 0)
            break;
        buffer_add(&output, piece, (size_t)bytes);
        found = memmem(output.data, output.bytes, text, strlen(text)) != NULL;
    }
    buffer_free(&output);
    return found;
}

int main(int argc, char **argv)
{
    int runs = argc > 3 ? atoi(argv[1]) : 0;
    struct buffer article = {0};
    struct samples shown_ms = {0};
    struct sandbox sandbox;
    struct run run;
    int error;

    if (runs < 1) {
        fputs("usage: reload RUNS FILE COMMAND [ARGUMENT ...]\n", stderr);
        return 2;
    }
    error = file_read(argv[2], (size_t)1 << 20, &article);
    if (error)
        give_up(argv[2], error);
    sandbox_open(&sandbox);
    run = run_start((const char *const *)(argv + 3), sandbox.env);
    run_read_burst(&run, FIRST_QUIET_MS);
    for (int i = 0; i < runs; i++) {
        char title[TITLE_BYTES + 1];
        int64_t begun_ns = now_ns();

        make_title(i, title);
        retitle(argv[2], buffer_str(&article), title);
        if (wait_for(&run, title))
            samples_add(&shown_ms, (double)(now_ns() - begun_ns) / 1e6);
        run_read_burst(&run, FIRST_QUIET_MS);
    }
    replace(argv[2], buffer_str(&article));
    printf("a changed article is shown after %.0f ms (median of %zu, %d changes)\n",
           samples_percentile(&shown_ms, 50), shown_ms.count, runs);
    run_end(&run);
    sandbox_close(&sandbox);
    buffer_free(&article);
    free(shown_ms.values);
    return 0;
}
