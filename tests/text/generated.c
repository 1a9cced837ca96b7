#include "generated.h"

#include "base/buffer.h"
#include "skip.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static void read_all(FILE *file, struct buffer *out)
{
    char bytes[4096];
    size_t count;

    assert_non_null(file);
    while ((count = fread(bytes, 1, sizeof(bytes), file)) > 0)
        buffer_add(out, bytes, count);
    buffer_c_str(out);
}

static size_t first_line_bytes(const struct buffer *text)
{
    return strcspn(text->data, "\n");
}

void generated_expect(const char *path, const char *command)
{
    struct buffer table = {0}, made = {0}, line = {0};
    FILE *file;
    bool same_version;

    if (access(UNIHAN("Readings"), R_OK) != 0 || system("command -v python3 >/dev/null") != 0)
        skip_because("unicode-data or python3 is not here");
    file = fopen(path, "rb");
    read_all(file, &table);
    fclose(file);
    buffer_addf(&line, "python3 -B %s", command);
    file = popen(buffer_c_str(&line), "r");
    read_all(file, &made);
    assert_int_equal(pclose(file), 0);
    same_version = first_line_bytes(&table) == first_line_bytes(&made) &&
                   memcmp(table.data, made.data, first_line_bytes(&table)) == 0;
    if (same_version) {
        assert_int_equal(made.bytes, table.bytes);
        assert_memory_equal(made.data, table.data, table.bytes);
    }
    buffer_free(&table);
    buffer_free(&made);
    buffer_free(&line);
    if (!same_version)
        skip_because("unicode-data is of another version of Unicode than %s", path);
}
