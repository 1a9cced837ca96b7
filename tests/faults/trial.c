#include "faults/trial.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define BULLETIN "tests/program/bulletin"
#define CORPUS "tests/content/corpus"
#define STATE "state/kanbao/marks"

#define ARGUMENTS(...)                                                                             \
    (const char *const[])                                                                          \
    {                                                                                              \
        __VA_ARGS__, NULL                                                                          \
    }

const struct trial_mode TRIAL_MODES[] = {
    {"--list", ARGUMENTS("--list", BULLETIN), NULL},
    {"--dump", ARGUMENTS("--dump", CORPUS), NULL},
    {"--check", ARGUMENTS("--check", "--lang", "en", CORPUS), NULL},
    {"--search", ARGUMENTS("--search", "社区", BULLETIN), NULL},
    {"--frame",
     ARGUMENTS("--frame", "80x24", "--keys", "jj<Enter>G]/社区<Enter>jf区<Enter>n?", BULLETIN),
     NULL},
    {"--linear", ARGUMENTS("--linear", BULLETIN), "1\n1\n\nm\n/社区\n1\n]\nq\n"},
    {"--print-config", ARGUMENTS("--print-config"), NULL},
    {NULL, NULL, NULL},
};

/* Two articles that the bulletin has not, so that no save may drop them; nor does one part them. */
#define HEAD "kanbao-state 2\n"
static const char OLD_MARKS[] =
    HEAD "content\t/gone\nread\tgone/first\nbookmark\tgone/second\t7\t3\n";

static const char CONFIG[] = "[text]\nmeasure = 60\n[screen]\ntheme = dark\n"
                             "[theme]\ntitle = red on default bold\n[keys]\nhelp = ? <F1> H\n";

/* Reads the marks, without what is noted of texts, which a fault may leave unknown: it only helps
 * to find an article again that was moved. */
static void read_marks(const struct trial *trial, struct buffer *marks)
{
    char *path = sandbox_path(&trial->sandbox, STATE);
    struct buffer file = {0};

    buffer_clear(marks);
    file_read(path, 1 << 20, &file);
    for (const char *line = buffer_c_str(&file); *line;) {
        size_t bytes = strcspn(line, "\n");

        bytes += line[bytes] == '\n';
        if (strncmp(line, "text\t", 5) != 0)
            buffer_add(marks, line, bytes);
        line += bytes;
    }
    buffer_free(&file);
    free(path);
}

void trial_reset(const struct trial *trial)
{
    sandbox_write(&trial->sandbox, STATE, str_of(OLD_MARKS));
}

struct sandbox_result trial_run(struct trial *trial, const char *const *wrapper)
{
    enum { MOST_WORDS = 32 };
    const char *argv[MOST_WORDS + 1] = {0};
    struct sandbox_result result = {0};
    size_t count = 0;

    for (size_t i = 0; wrapper && wrapper[i] && count < MOST_WORDS; i++)
        argv[count++] = wrapper[i];
    argv[count++] = sandbox_kanbao();
    for (size_t i = 0; trial->mode->arguments[i] && count < MOST_WORDS; i++)
        argv[count++] = trial->mode->arguments[i];
    if (!sandbox_run(&trial->sandbox, argv, SANDBOX_DEADLINE_MS, &result))
        result.status = -1;
    return result;
}

void trial_open(struct trial *trial, const struct trial_mode *mode, const char *const *wrapper)
{
    *trial = (struct trial){.mode = mode};
    sandbox_open(&trial->sandbox);
    sandbox_env(&trial->sandbox, "KANBAO_NOW", "2026-11-25T09:30");
    sandbox_write(&trial->sandbox, "config/kanbao/kanbao.ini", str_of(CONFIG));
    if (mode->input) {
        sandbox_write(&trial->sandbox, "input", str_of(mode->input));
        trial->sandbox.input = sandbox_path(&trial->sandbox, "input");
    }
    trial_reset(trial);
    trial->sound = trial_run(trial, wrapper);
    read_marks(trial, &trial->saved);
}

static bool complain(const struct trial *trial, const char *fault, const char *what)
{
    fprintf(stderr, "%s: %s: %s\n", trial->mode->name, fault, what);
    return false;
}

bool trial_marks_hold(const struct trial *trial, const char *fault, bool went_elsewhere)
{
    struct buffer marks = {0};
    bool hold;

    read_marks(trial, &marks);
    hold = str_eq(buffer_str(&marks), str_of(OLD_MARKS)) ||
           str_eq(buffer_str(&marks), buffer_str(&trial->saved)) ||
           (went_elsewhere && strncmp(buffer_c_str(&marks), OLD_MARKS, strlen(HEAD)) == 0 &&
            strstr(marks.data, OLD_MARKS + strlen(HEAD)));
    if (!hold)
        fprintf(stderr, "%s: %s: the marks are neither old nor new but:\n%s\n", trial->mode->name,
                fault, buffer_c_str(&marks));
    buffer_free(&marks);
    return hold;
}

/* Returns whether a reader, who can go on without an article or the marks, is told of it. */
static bool tells_what_is_missing(struct sandbox_result *result)
{
    static const char *const WORDS[] = {"有错未收", "读不了",       "打不开",
                                        "无法读取", "没有读取权限", "这次不保存"};
    const char *out = buffer_c_str(&result->out);

    for (size_t i = 0; i < sizeof(WORDS) / sizeof(*WORDS); i++)
        if (strstr(out, WORDS[i]))
            return true;
    return false;
}

/* Returns whether the result may be the end of a run with a fault. */
static bool may_end_so(const struct trial *trial, struct sandbox_result *result, const char *fault)
{
    const struct sandbox_result *sound = &trial->sound;
    bool same_output = str_eq(buffer_str(&result->out), buffer_str(&sound->out));

    if (result->status == -1)
        return complain(trial, fault, "did not end");
    if (!WIFEXITED(result->status) || WEXITSTATUS(result->status) > 2) {
        fprintf(stderr, "%s: %s: wait status %#x\n%s\n", trial->mode->name, fault,
                (unsigned)result->status, buffer_c_str(&result->err));
        return false;
    }
    if (same_output && result->status == sound->status)
        return true;
    if (WEXITSTATUS(result->status) == 0)
        return tells_what_is_missing(result) ||
               complain(trial, fault, "status 0, but the output is another one");
    if (!strstr(buffer_c_str(&result->err), "kanbao: ") &&
        !strstr(buffer_c_str(&result->err), ": 错误: ") && same_output)
        return complain(trial, fault, "a status without a message");
    if (str_eq(buffer_str(&result->err), buffer_str(&sound->err)) && !result->out.bytes)
        return complain(trial, fault, "no output, and no message");
    return true;
}

bool trial_holds(struct trial *trial, const char *const *wrapper, const char *fault)
{
    struct sandbox_result result;
    bool holds;

    trial_reset(trial);
    result = trial_run(trial, wrapper);
    holds = may_end_so(trial, &result, fault) &&
            trial_marks_hold(trial, fault, tells_what_is_missing(&result));
    sandbox_result_free(&result);
    return holds;
}

bool trial_is_undisturbed(struct trial *trial, const char *const *wrapper, const char *fault)
{
    struct sandbox_result result;
    struct buffer marks = {0};
    bool same;

    trial_reset(trial);
    result = trial_run(trial, wrapper);
    read_marks(trial, &marks);
    same = result.status == trial->sound.status &&
           str_eq(buffer_str(&result.out), buffer_str(&trial->sound.out)) &&
           str_eq(buffer_str(&marks), buffer_str(&trial->saved));
    if (!same)
        complain(trial, fault, "did not end as it does undisturbed");
    buffer_free(&marks);
    sandbox_result_free(&result);
    return same;
}

void trial_close(struct trial *trial)
{
    free((char *)trial->sandbox.input);
    sandbox_close(&trial->sandbox);
    sandbox_result_free(&trial->sound);
    buffer_free(&trial->saved);
}

long trial_step(long count, long most)
{
    const char *all = getenv("FAULTS");

    if ((all && strcmp(all, "all") == 0) || count <= most)
        return 1;
    return (count + most - 1) / most;
}

int trial_each_mode(const char *name, void (*test)(void **state))
{
    struct CMUnitTest tests[16];
    size_t count = 0;

    for (const struct trial_mode *mode = TRIAL_MODES; mode->name; mode++)
        tests[count++] = (struct CMUnitTest){
            .name = mode->name, .test_func = test, .initial_state = (void *)mode};
    return _cmocka_run_group_tests(name, tests, count, NULL, NULL);
}
