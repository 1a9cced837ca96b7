/* Key specifications: the bytes are read as a run of keys, as a key's number and as the keys of an
 * action. A key is spelled so that it is read again as the same. */

#include "base/buffer.h"
#include "fuzz/fuzz.h"
#include "ui/keymap.h"

#include <stdlib.h>

static bool is_key(reader_key key)
{
    return key <= RK_BACK_TAB && (key < 0xD800 || key > 0xDFFF);
}

static void check_key(reader_key key)
{
    struct buffer spelled = {0}, label = {0};
    reader_key again;

    MUST(is_key(key));
    key_spell(&spelled, key);
    MUST(spelled.bytes > 0);
    MUST(key_parse(buffer_str(&spelled), &again) == spelled.bytes);
    MUST(again == key);
    MUST(key_narrow(key_narrow(key)) == key_narrow(key));
    key_write(&label, key);
    MUST(label.bytes > 0 && !memchr(label.data, '\033', label.bytes));
    buffer_free(&spelled);
    buffer_free(&label);
}

static void check_run(struct str text)
{
    while (text.bytes) {
        reader_key key;
        size_t bytes = key_parse(text, &key);

        MUST(bytes <= text.bytes);
        if (!bytes) {
            MUST(text.p[0] == '<');
            bytes = 1;
        } else {
            check_key(key);
        }
        text.p += bytes;
        text.bytes -= bytes;
    }
}

static void check_number(struct str text)
{
    reader_key key = 0;

    for (int i = 0; i < 3; i++)
        key = key << 8 | fuzz_take_byte(&text);
    if (is_key(key))
        check_key(key);
}

static void check_warnings(const struct diags *diags, bool bound)
{
    MUST(diags->count == !bound);
    if (bound)
        return;
    MUST(diags->items[0].line == 7);
    MUST(!strpbrk(diags->items[0].message, "\n\r\033"));
}

/* Binds an action to the keys; if that works, to its keys as they are spelled. */
static void check_binding(struct str keys)
{
    struct keymap map = {0}, again = {0};
    struct diags diags = {0};
    struct keymap_line line = {str_of("open"), keys, "fuzz.ini", 7};
    struct buffer spelled = {0};
    bool bound = keymap_bind(&map, &line, &diags);
    const reader_key *bound_keys = map.bindings[ACTION_OPEN].keys;

    check_warnings(&diags, bound);
    MUST(map.bindings[ACTION_OPEN].bound == bound);
    for (int i = 0; bound && i < KEYMAP_KEYS && bound_keys[i]; i++) {
        struct buffer label = {0};

        key_write(&label, bound_keys[i]);
        fuzz_check_line(buffer_str(&label));
        buffer_free(&label);
        MUST(keymap_action(&map, bound_keys[i]) != ACTION_NONE);
        buffer_add_char(&spelled, ' ');
        key_spell(&spelled, bound_keys[i]);
    }
    line.keys = buffer_str(&spelled);
    fuzz_check_line(line.keys);
    MUST(!bound || keymap_bind(&again, &line, &diags));
    MUST(memcmp(bound_keys, again.bindings[ACTION_OPEN].keys, sizeof(again.bindings->keys)) == 0);
    keymap_check(&map, "fuzz.ini", &diags);
    buffer_free(&spelled);
    diags_free(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str input = fuzz_copy(data, size);

    check_run(input);
    check_number(input);
    check_binding(input);
    free((char *)input.p);
    return 0;
}
