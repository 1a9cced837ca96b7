#include "faults/starve.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

void starve_at(struct sandbox *sandbox, long number)
{
    const char *build = getenv("BUILD");
    char library[4096], text[24];
    char *path, *count = sandbox_path(sandbox, "count");

    snprintf(library, sizeof(library), "%s/tests/starve/starve.so",
             build && *build ? build : "build");
    path = realpath(library, NULL);
    assert_non_null(path);
    unlink(count);
    snprintf(text, sizeof(text), "%ld", number);
    sandbox_env(sandbox, "LD_PRELOAD", path);
    sandbox_env(sandbox, "STARVE_COUNT", count);
    sandbox_env(sandbox, "STARVE_AT", text);
    free(path);
    free(count);
}

long starve_count(const struct sandbox *sandbox)
{
    char *path = sandbox_path(sandbox, "count");
    FILE *file = fopen(path, "r");
    uint64_t count = 0;

    assert_non_null(file);
    assert_int_equal(fread(&count, sizeof(count), 1, file), 1);
    fclose(file);
    free(path);
    return (long)count;
}
