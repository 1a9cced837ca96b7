#include "base/buffer.h"
#include "base/i18n.h"
#include "text/grapheme.h"
#include "view/parts.h"

enum { HELP_GAP_COLS = 2 };

static void write_keys(struct buffer *out, const struct keymap_entry *entry)
{
    buffer_clear(out);
    for (int i = 0; i < KEYMAP_KEYS && entry->keys[i]; i++) {
        if (i)
            buffer_add_char(out, ' ');
        key_write(out, entry->keys[i]);
    }
    if (entry->action == ACTION_NUMBER)
        buffer_add_text(out, "0-9");
}

static int keys_cols(const struct frame *frame, struct buffer *keys)
{
    int most = 0;

    for (const struct keymap_entry *e = keymap(); e->action != ACTION_NONE; e++) {
        int cols;

        write_keys(keys, e);
        cols = text_cols(buffer_str(keys), frame->ambiguous_wide);
        most = cols > most ? cols : most;
    }
    return most;
}

/* Draws from line -help_top of the rectangle on; returns how many lines there are in all. */
static int draw_entries(struct frame *frame, const struct reader *reader, struct rect rect,
                        int help_top)
{
    struct buffer keys = {0};
    int text_col = keys_cols(frame, &keys) + HELP_GAP_COLS, line = -help_top;

    for (const struct keymap_entry *e = keymap(); e->action != ACTION_NONE; e++) {
        int first = line;

        write_keys(&keys, e);
        line = view_put_wrapped(frame, reader, rect, line, text_col, str_of(_(e->help)),
                                (struct style){ROLE_TEXT, 0});
        if (first >= 0 && first < rect.lines)
            frame_put(frame, rect.line + first, rect.col, rect.col + rect.cols, buffer_str(&keys),
                      (struct style){ROLE_TEXT, CELL_BOLD});
    }
    buffer_free(&keys);
    return line + help_top;
}

void view_help(struct frame *frame, struct reader *reader)
{
    struct rect rect = {1, 1, frame->lines - 2, frame->cols - 2};
    int lines = draw_entries(frame, reader, (struct rect){0, 0, 0, rect.cols}, 0);

    if (reader->help_top > lines - rect.lines)
        reader->help_top = lines > rect.lines ? lines - rect.lines : 0;
    draw_entries(frame, reader, rect, reader->help_top);
}
