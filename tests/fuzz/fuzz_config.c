/* The configuration: a file is read, written as --print-config writes it, and read again as the
 * same. What is said about the file has a place, and is on one line. */

#include "base/buffer.h"
#include "base/url.h"
#include "config/config.h"
#include "config/config_keys.h"
#include "fuzz/fuzz.h"

#include <stdlib.h>
#include <string.h>

/* Aborts unless each diagnostic names a line of the file, but for an error of the file as a whole.
 */
static void check_diags(const struct diags *diags, struct str file)
{
    size_t lines = 0;

    for (struct str left = file; left.bytes; lines++)
        str_take_line(&left);
    for (size_t i = 0; i < diags->count; i++) {
        const struct diag *diag = &diags->items[i];

        MUST(diag->line <= lines);
        MUST(diag->line > 0 || diag->level == DIAG_ERROR);
        for (const char *p = diag->message; *p; p++)
            MUST((unsigned char)*p >= 0x20 && *p != 0x7F);
    }
}

static void check_ranges(const struct config *config)
{
    const struct config_key *key;

    for (size_t i = 0; (key = config_key_at(i)); i++) {
        int value = 0, choices = 0;

        if (key->kind == CONFIG_INT || key->kind == CONFIG_CHOICE)
            memcpy(&value, (const char *)config + key->offset, sizeof(value));
        while (key->choices[choices])
            choices++;
        MUST(config->origins[i] >= 0);
        if (key->kind == CONFIG_INT)
            MUST(value >= key->min && value <= key->max);
        else if (key->kind == CONFIG_CHOICE)
            MUST(value >= 0 && value < choices);
    }
    MUST(strlen(config->site) <= CONFIG_URL_BYTES);
    MUST(!config->site[0] || url_is_web(str_of(config->site)));
    for (int i = 0; i < ROLE_COUNT; i++) {
        const struct config_paint *paint = &config->own[i];

        MUST(paint->foreground >= CONFIG_COLOUR_DEFAULT &&
             paint->foreground < 2 * CONFIG_COLOUR_RGB);
        MUST(paint->background >= CONFIG_COLOUR_DEFAULT &&
             paint->background < 2 * CONFIG_COLOUR_RGB);
        MUST(paint->attrs < 8);
    }
}

/* Appends the settings without their comments, which name another file. */
static void write_settings(const struct config *config, const struct keymap *map,
                           struct buffer *out)
{
    struct buffer written = {0};
    struct str left;

    config_write(config, map, &written);
    for (left = buffer_str(&written); left.bytes;) {
        struct str line = str_take_line(&left);

        if (line.bytes && line.p[0] == '#')
            continue;
        fuzz_check_line(line);
        buffer_add_str(out, line);
        buffer_add_char(out, '\n');
    }
    buffer_free(&written);
}

/* Reads the settings that were written: they must be found sound, and be the same. */
static void check_again(struct str text)
{
    struct config config = config_default();
    struct keymap map = {0};
    struct diags diags = {0};
    struct buffer again = {0};

    MUST(config_read(&config, fuzz_file(text), &diags));
    MUST(config_bind_keys(&config, &map, &diags));
    MUST(diags.count == 0);
    write_settings(&config, &map, &again);
    MUST(str_eq(buffer_str(&again), text));
    buffer_free(&again);
    config_free(&config);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str input = fuzz_copy(data, size);
    struct config config = config_default();
    struct keymap map = {0};
    struct diags diags = {0};
    struct buffer written = {0};
    bool sound = config_read(&config, fuzz_file(input), &diags);

    MUST(sound == (diag_errors(&diags) == 0));
    check_ranges(&config);
    if (sound && config_bind_keys(&config, &map, &diags)) {
        MUST(diag_errors(&diags) == 0);
        write_settings(&config, &map, &written);
        check_again(buffer_str(&written));
    }
    check_diags(&diags, input);
    buffer_free(&written);
    diags_free(&diags);
    config_free(&config);
    free((char *)input.p);
    return 0;
}
