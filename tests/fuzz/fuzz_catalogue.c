/* The reader of message catalogues: whatever bytes a catalogue has, a translation is the message
 * itself or a text of the file, with its NUL. The first part is a message to look up, the rest the
 * catalogue. */

#include "base/buffer.h"
#include "base/i18n.h"
#include "fuzz/fuzz.h"

#include <stdlib.h>

/* Returns whether the memory from `from` to the NUL of `text` is in the catalogue. */
static bool is_of(const char *from, const char *text, struct str catalogue)
{
    size_t bytes = (size_t)(text - from) + strlen(text) + 1;

    return catalogue.bytes && memmem(catalogue.p, catalogue.bytes, from, bytes);
}

static void look_up(const char *id, struct str catalogue)
{
    const char *text = i18n_text(id), *one = i18n_counted(id, 1), *many = i18n_counted(id, 5);

    MUST(one == text);
    if (text == id) {
        MUST(many == id);
        return;
    }
    MUST(*id && is_of(text, text, catalogue));
    MUST(many == text || many == text + strlen(text) + 1);
    MUST(is_of(text, many, catalogue));
}

/* Looks up every string of the file, among which are its messages, MOST_STRINGS at most. */
static void look_up_all(struct str catalogue)
{
    enum { MOST_STRINGS = 64 };
    struct str left = catalogue;

    for (int i = 0; i < MOST_STRINGS && left.bytes; i++) {
        size_t bytes = strnlen(left.p, left.bytes);
        char *id = str_copy((struct str){left.p, bytes});

        look_up(id, catalogue);
        free(id);
        bytes += bytes < left.bytes;
        left.p += bytes;
        left.bytes -= bytes;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str input = fuzz_copy(data, size), catalogue = input;
    char *id = str_copy(fuzz_take_part(&catalogue));
    bool is_open = i18n_open(fuzz_file(catalogue));

    look_up(id, is_open ? catalogue : (struct str){0});
    look_up("", is_open ? catalogue : (struct str){0});
    look_up("退出", is_open ? catalogue : (struct str){0});
    look_up_all(is_open ? catalogue : (struct str){0});
    MUST(i18n_open(NULL));
    MUST(i18n_text(id) == id);
    free(id);
    free((char *)input.p);
    return 0;
}
