#include "pty/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistr.h>

static int on_property(VTermProp property, VTermValue *value, void *user)
{
    struct terminal *terminal = user;
    if (property == VTERM_PROP_ALTSCREEN)
        terminal->alternate = value->boolean;
    else if (property == VTERM_PROP_CURSORVISIBLE)
        terminal->cursor_visible = value->boolean;
    else if (property == VTERM_PROP_MOUSE)
        terminal->mouse = value->number != VTERM_PROP_MOUSE_NONE;
    return 1;
}

static void on_input(const char *bytes, size_t count, void *user)
{
    struct terminal *terminal = user;
    buffer_add(&terminal->input, bytes, count);
}

void terminal_open(struct terminal *terminal, int rows, int cols)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = on_property};
    *terminal = (struct terminal){.cursor_visible = true};
    terminal->vterm = vterm_new(rows, cols);
    vterm_set_utf8(terminal->vterm, 1);
    vterm_output_set_callback(terminal->vterm, on_input, terminal);
    terminal->screen = vterm_obtain_screen(terminal->vterm);
    vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
    vterm_screen_enable_altscreen(terminal->screen, 1);
    vterm_screen_reset(terminal->screen, 1);
}

void terminal_resize(struct terminal *terminal, int rows, int cols)
{
    vterm_set_size(terminal->vterm, rows, cols);
}

/* Returns how many of the bytes are complete characters or invalid: the last 1 to 3 may be the
 * beginning of a character. */
static size_t whole_characters(const char *bytes, size_t count)
{
    for (size_t back = 1; back <= 3 && back <= count; back++) {
        unsigned char byte = (unsigned char)bytes[count - back];
        size_t needed = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
        if (needed > back)
            return count - back;
        if ((byte & 0xC0) != 0x80)
            break;
    }
    return count;
}

void terminal_draw(struct terminal *terminal, const char *bytes, size_t count)
{
    struct buffer *pending = &terminal->pending;
    if (!count)
        return;
    links_seen_read(&terminal->links, bytes, count, pending);
    /* libvterm 0.1.4 loses a character that comes in two pieces. */
    size_t whole = whole_characters(pending->data, pending->bytes);
    vterm_input_write(terminal->vterm, pending->data, whole);
    vterm_screen_flush_damage(terminal->screen);
    pending->bytes -= whole;
    memmove(pending->data, pending->data + whole, pending->bytes);
}

struct named_key {
    const char *name;
    VTermKey key; /* VTERM_KEY_NONE: the key is `text` */
    VTermModifier modifier;
    const char *text;
};

static const struct named_key named_keys[] = {
    {"<Down>", VTERM_KEY_DOWN, VTERM_MOD_NONE, NULL},
    {"<Up>", VTERM_KEY_UP, VTERM_MOD_NONE, NULL},
    {"<Left>", VTERM_KEY_LEFT, VTERM_MOD_NONE, NULL},
    {"<Right>", VTERM_KEY_RIGHT, VTERM_MOD_NONE, NULL},
    {"<Enter>", VTERM_KEY_NONE, VTERM_MOD_NONE, "\r"},
    {"<Esc>", VTERM_KEY_NONE, VTERM_MOD_NONE, "\033"},
    {"<Tab>", VTERM_KEY_NONE, VTERM_MOD_NONE, "\t"},
    {"<S-Tab>", VTERM_KEY_TAB, VTERM_MOD_SHIFT, NULL},
    {"<Space>", VTERM_KEY_NONE, VTERM_MOD_NONE, " "},
    {"<PgDn>", VTERM_KEY_PAGEDOWN, VTERM_MOD_NONE, NULL},
    {"<PgUp>", VTERM_KEY_PAGEUP, VTERM_MOD_NONE, NULL},
    {"<Home>", VTERM_KEY_HOME, VTERM_MOD_NONE, NULL},
    {"<End>", VTERM_KEY_END, VTERM_MOD_NONE, NULL},
    {"<BS>", VTERM_KEY_NONE, VTERM_MOD_NONE, "\177"},
    {"<F1>", VTERM_KEY_FUNCTION(1), VTERM_MOD_NONE, NULL},
    {"<lt>", VTERM_KEY_NONE, VTERM_MOD_NONE, "<"},
};

static const struct named_key *find_named_key(const char *keys)
{
    for (size_t i = 0; i < sizeof named_keys / sizeof *named_keys; i++) {
        if (strncmp(keys, named_keys[i].name, strlen(named_keys[i].name)) == 0)
            return &named_keys[i];
    }
    return NULL;
}

/* Returns whether the key is <C-x> with a letter or another character that has a control code. */
static bool is_control_key(const char *keys)
{
    return strncmp(keys, "<C-", 3) == 0 && keys[3] >= '@' && keys[3] <= 'z' && keys[4] == '>';
}

size_t terminal_key_bytes(const char *keys)
{
    if (!*keys)
        return 0;
    if (is_control_key(keys))
        return 5;
    const struct named_key *named = find_named_key(keys);
    if (named)
        return strlen(named->name);
    int bytes = u8_mblen((const uint8_t *)keys, strlen(keys));
    return bytes > 0 ? (size_t)bytes : 1;
}

bool terminal_type(struct terminal *terminal, const char *keys)
{
    size_t bytes;
    for (; (bytes = terminal_key_bytes(keys)) > 0; keys += bytes) {
        const struct named_key *named = find_named_key(keys);
        if (is_control_key(keys))
            buffer_add_char(&terminal->input, (char)(keys[3] & 31));
        else if (named && named->text)
            buffer_add_text(&terminal->input, named->text);
        else if (named)
            vterm_keyboard_key(terminal->vterm, named->key, named->modifier);
        else if (*keys != '<')
            buffer_add(&terminal->input, keys, bytes);
        else
            return false;
    }
    return true;
}

/* Appends a row with its trailing spaces. */
static void add_row(const struct terminal *terminal, int row, int cols, struct buffer *out)
{
    for (int col = 0; col < cols; col++) {
        VTermScreenCell cell;
        vterm_screen_get_cell(terminal->screen, (VTermPos){row, col}, &cell);
        if (cell.chars[0] == UINT32_MAX)
            continue;
        if (!cell.chars[0])
            buffer_add_char(out, ' ');
        for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++) {
            uint8_t encoded[4];
            int bytes = u8_uctomb(encoded, cell.chars[i], sizeof encoded);
            buffer_add(out, encoded, bytes > 0 ? (size_t)bytes : 0);
        }
    }
}

static void add_trimmed_row(const struct terminal *terminal, int row, struct buffer *out)
{
    int rows;
    int cols;
    size_t before = out->bytes;
    vterm_get_size(terminal->vterm, &rows, &cols);
    add_row(terminal, row, cols, out);
    while (out->bytes > before && out->data[out->bytes - 1] == ' ')
        out->bytes--;
}

char *terminal_row(const struct terminal *terminal, int row)
{
    struct buffer out = {0};
    add_trimmed_row(terminal, row, &out);
    return buffer_c_str(&out);
}

char *terminal_text(const struct terminal *terminal)
{
    struct buffer out = {0};
    int rows;
    int cols;
    vterm_get_size(terminal->vterm, &rows, &cols);
    for (int row = 0; row < rows; row++) {
        add_trimmed_row(terminal, row, &out);
        buffer_add_char(&out, '\n');
    }
    return buffer_c_str(&out);
}

struct terminal_cell terminal_cell(const struct terminal *terminal, int row, int col)
{
    VTermScreenCell cell;
    vterm_screen_get_cell(terminal->screen, (VTermPos){row, col}, &cell);
    return (struct terminal_cell){
        .character = cell.chars[0],
        .cols = cell.width,
        .bold = cell.attrs.bold,
        .underline = cell.attrs.underline != VTERM_UNDERLINE_OFF,
        .italic = cell.attrs.italic,
        .reverse = cell.attrs.reverse,
        .coloured = !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg),
        .link = links_seen_url(&terminal->links, cell.attrs.font),
    };
}

void terminal_cursor(const struct terminal *terminal, int *row, int *col)
{
    VTermPos position;
    vterm_state_get_cursorpos(vterm_obtain_state(terminal->vterm), &position);
    *row = position.row;
    *col = position.col;
}

void terminal_report(const struct terminal *terminal, const char *expected)
{
    int rows;
    int cols;
    struct buffer seen = {0};
    vterm_get_size(terminal->vterm, &rows, &cols);
    fprintf(stderr, "screen of %d columns and %d rows%s\n", cols, rows,
            expected ? " | expected; rows that differ are marked !" : "");
    for (int row = 0; row < rows || (expected && *expected); row++) {
        size_t expected_bytes = expected ? strcspn(expected, "\n") : 0;
        buffer_clear(&seen);
        if (row < rows)
            add_trimmed_row(terminal, row, &seen);
        bool same = row < rows && seen.bytes == expected_bytes &&
                    (!seen.bytes || memcmp(seen.data, expected, seen.bytes) == 0);
        buffer_clear(&seen);
        if (row < rows)
            add_row(terminal, row, cols, &seen);
        else
            buffer_add_spaces(&seen, cols);
        fprintf(stderr, "%3d%c%s|", row, expected && !same ? '!' : ' ', buffer_c_str(&seen));
        if (expected) {
            fprintf(stderr, "%.*s", (int)expected_bytes, expected);
            expected += expected_bytes;
            expected += *expected == '\n';
        }
        fputc('\n', stderr);
    }
    buffer_free(&seen);
}

void terminal_close(struct terminal *terminal)
{
    vterm_free(terminal->vterm);
    links_seen_free(&terminal->links);
    buffer_free(&terminal->pending);
    buffer_free(&terminal->input);
}
