#include "base/buffer.h"
#include "base/i18n.h"
#include "search/query.h"
#include "text/grapheme.h"
#include "view/parts.h"

enum { HELP_GAP_COLS = 2 };

static void write_keys(struct buffer *out, const struct reader *reader,
                       const struct keymap_entry *entry)
{
    const reader_key *keys = keymap_keys(&reader->options.keymap, entry);

    buffer_clear(out);
    for (int i = 0; i < KEYMAP_KEYS && keys[i]; i++) {
        if (i)
            buffer_add_char(out, ' ');
        key_write(out, keys[i]);
    }
    if (entry->action == ACTION_NUMBER)
        buffer_add_text(out, "0-9");
}

/* Returns the columns for the keys: as many as the longest needs, but at most half of all. */
static int keys_cols(const struct reader *reader, int cols, struct buffer *keys)
{
    int most = 0, half = cols / 2 - HELP_GAP_COLS;

    for (const struct keymap_entry *e = keymap_entries(); e->action != ACTION_NONE; e++) {
        int wanted;

        write_keys(keys, reader, e);
        wanted = text_cols(buffer_str(keys), reader->options.style.text.ambiguous_wide);
        most = wanted > most ? wanted : most;
    }
    return most < half ? most : half > 1 ? half : 1;
}

/* Draws the meaning of the list's marks from a line on. Returns the line after them. */
static int draw_legend(struct frame *frame, const struct reader *reader, struct rect rect,
                       int text_col, int line)
{
    static const struct {
        const char *mark, *plain, *meaning;
    } LEGEND[] = {
        {"●", NULL, N_("未读")},    {"○", NULL, N_("读过")},       {"★", "*", N_("有书签")},
        {"[顶]", NULL, N_("置顶")}, {"▾", NULL, N_("组，已展开")}, {"▸", NULL, N_("组，已收起")},
    };

    for (size_t i = 0; i < sizeof(LEGEND) / sizeof(*LEGEND); i++) {
        bool plain = LEGEND[i].plain && reader_is_mono(reader);
        const char *mark = plain ? LEGEND[i].plain : _(LEGEND[i].mark);

        view_put_wrapped(frame, &reader->options.style, rect, line, 0, str_of(mark),
                         (struct style){ROLE_UNREAD, 0});
        line = view_put_wrapped(frame, &reader->options.style, rect, line, text_col,
                                str_of(_(LEGEND[i].meaning)), (struct style){ROLE_TEXT, 0});
    }
    return line;
}

/* Draws the entries from line -help_top of the rectangle on, without actions that have no key, and
 * what a search can be. Returns the number of lines of all. */
static int draw_entries(struct frame *frame, const struct reader *reader, struct rect rect,
                        int help_top)
{
    struct buffer keys = {0};
    struct rect left = {rect.line, rect.col, rect.lines, keys_cols(reader, rect.cols, &keys)};
    int line = -help_top;

    for (const struct keymap_entry *e = keymap_entries(); e->action != ACTION_NONE; e++) {
        int keys_end, text_end;

        write_keys(&keys, reader, e);
        if (!keys.bytes)
            continue;
        keys_end = view_put_wrapped(frame, &reader->options.style, left, line, 0, buffer_str(&keys),
                                    (struct style){ROLE_TEXT, CELL_BOLD});
        text_end =
            view_put_wrapped(frame, &reader->options.style, rect, line, left.cols + HELP_GAP_COLS,
                             str_of(_(e->help)), (struct style){ROLE_TEXT, 0});
        line = text_end > keys_end ? text_end : keys_end;
    }
    buffer_free(&keys);
    line = draw_legend(frame, reader, rect, left.cols + HELP_GAP_COLS, line + 1);
    line = view_put_wrapped(frame, &reader->options.style, rect, line + 1, 0, str_of(query_help()),
                            (struct style){ROLE_TEXT, 0});
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
