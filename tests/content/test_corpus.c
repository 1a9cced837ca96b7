#include "fuzz_content.h"

#include "base/buffer.h"
#include "base/file.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const char corpus[] = "tests/content/corpus";

static int is_shown(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void pieces_write(const char *name, bool prefixes)
{
    struct buffer path = {0}, text = {0};

    buffer_addf(&path, "%s/%s", corpus, name);
    assert_int_equal(file_read(buffer_c_str(&path), 1 << 20, &text), 0);
    for (size_t bytes = prefixes ? 0 : text.bytes; bytes <= text.bytes; bytes++)
        LLVMFuzzerTestOneInput((const uint8_t *)text.data, bytes);
    buffer_free(&path);
    buffer_free(&text);
}

static void replay_all(bool prefixes)
{
    struct dirent **names;
    int count = scandir(corpus, &names, is_shown, alphasort);

    assert_true(count >= 10);
    for (int i = 0; i < count; i++) {
        pieces_write(names[i]->d_name, prefixes);
        free(names[i]);
    }
    free(names);
}

static void every_file_of_the_corpus(void **state)
{
    (void)state;
    replay_all(false);
}

/* Files cut off anywhere, also within a code point. */
static void every_beginning_of_every_file(void **state)
{
    (void)state;
    replay_all(true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_file_of_the_corpus),
        cmocka_unit_test(every_beginning_of_every_file),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
