#include "program/desk.h"

#include "base/alloc.h"
#include "scratch.h"

enum { MOST_ARGUMENTS = 16 };

int desk_set_up(void **state)
{
    struct desk *desk = mem_zeroed(1, sizeof(*desk));

    desk->folder = scratch_new();
    *state = desk;
    return 0;
}

int desk_tear_down(void **state)
{
    struct desk *desk = *state;

    scratch_free(desk->folder);
    buffer_free(&desk->out);
    buffer_free(&desk->errors);
    free(desk);
    return 0;
}

void desk_put_bytes(struct desk *desk, const char *name, const char *data, size_t bytes)
{
    scratch_put(desk->folder, name, data, bytes);
}

void desk_put(struct desk *desk, const char *name, const char *text)
{
    desk_put_bytes(desk, name, text, strlen(text));
}

void desk_clear(struct desk *desk)
{
    scratch_free(desk->folder);
    desk->folder = scratch_new();
}

/* Copies a text, with the desk's folder in place of each "@" at its end or before a "/". */
static void expand(const struct desk *desk, const char *text, struct buffer *out)
{
    for (const char *p = text; *p; p++) {
        if (*p == '@' && (p[1] == '/' || !p[1]))
            buffer_add_text(out, desk->folder);
        else
            buffer_add_char(out, *p);
    }
}

void desk_run_as(struct desk *desk, const char *const *arguments, struct run run)
{
    const char *expanded[MOST_ARGUMENTS + 1] = {0};
    struct buffer paths[MOST_ARGUMENTS] = {0};

    for (size_t i = 0; i < MOST_ARGUMENTS && arguments[i]; i++) {
        expanded[i] = arguments[i];
        if (arguments[i][0] == '@') {
            expand(desk, arguments[i], &paths[i]);
            expanded[i] = buffer_c_str(&paths[i]);
        }
    }
    buffer_clear(&desk->out);
    buffer_clear(&desk->errors);
    run.arguments = expanded;
    run.out = &desk->out;
    run.errors = &desk->errors;
    desk->status = run_program(&run, NULL);
    buffer_c_str(&desk->out);
    buffer_c_str(&desk->errors);
    for (size_t i = 0; i < MOST_ARGUMENTS; i++)
        buffer_free(&paths[i]);
}

void desk_run(struct desk *desk, const char *const *arguments)
{
    desk_run_as(desk, arguments, (struct run){0});
}

void desk_expect(struct desk *desk, bool condition, const char *what)
{
    /* Print all output here: cmocka truncates its messages. */
    if (!condition) {
        fprintf(stderr, "%s\nstatus %d\nstandard output:\n%s\nstandard error:\n%s", what,
                desk->status, buffer_c_str(&desk->out), buffer_c_str(&desk->errors));
        fail_msg("%s", what);
    }
}

bool desk_printed(struct desk *desk, const char *text)
{
    return strstr(buffer_c_str(&desk->out), text) != NULL;
}

size_t desk_lines(const struct buffer *text)
{
    size_t lines = 0;

    for (size_t i = 0; i < text->bytes; i++)
        lines += text->data[i] == '\n';
    return lines;
}

void desk_expect_output(struct desk *desk, int status, const char *text, const char *what)
{
    struct buffer wanted = {0}, message = {0};
    bool same;

    expand(desk, text, &wanted);
    same = desk->status == status && str_eq(buffer_str(&desk->out), buffer_str(&wanted)) &&
           !desk->errors.bytes;
    buffer_addf(&message, "%s: expected status %d and\n%s", what, status, buffer_c_str(&wanted));
    desk_expect(desk, same, buffer_c_str(&message));
    buffer_free(&wanted);
    buffer_free(&message);
}

void desk_expect_listed(struct desk *desk, const char *line, const char *what)
{
    struct buffer wanted = {0};

    buffer_addf(&wanted, "%s\n", line);
    DESK_RUN(desk, "--list", "@");
    desk_expect_output(desk, 0, buffer_c_str(&wanted), what);
    buffer_free(&wanted);
}

size_t desk_report_lines(struct desk *desk)
{
    size_t lines = desk_lines(&desk->out);
    const char *last = desk->out.data;

    for (size_t i = 1; i < lines; i++)
        last = strchr(last, '\n') + 1;
    desk_expect(desk, lines && strncmp(last, "共检查 ", strlen("共检查 ")) == 0, "it sums up");
    return lines - 1;
}

void desk_expect_clean(struct desk *desk, size_t articles, const char *what)
{
    struct buffer wanted = {0};

    buffer_addf(&wanted, "共检查 %zu 篇，没有问题\n", articles);
    desk_expect_output(desk, 0, buffer_c_str(&wanted), what);
    buffer_free(&wanted);
}

void desk_expect_error(struct desk *desk, int status, const char *what)
{
    desk_expect(desk,
                desk->status == status && !desk->out.bytes && desk_lines(&desk->errors) == 1 &&
                    desk->errors.data[desk->errors.bytes - 1] == '\n' &&
                    desk->errors.bytes > strlen("kanbao: \n") &&
                    strncmp(desk->errors.data, "kanbao: ", strlen("kanbao: ")) == 0,
                what);
}
