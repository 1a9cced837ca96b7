#include "reader/line_edit.h"

#include "base/bounds.h"
#include "text/clean.h"
#include "text/grapheme.h"
#include "text/utf8.h"

/* Returns the offset of the last cluster. */
static size_t last_cluster(struct str text)
{
    size_t at = 0, last = 0;

    while (at < text.bytes) {
        last = at;
        at += grapheme_next(text.p + at, text.bytes - at, false).bytes;
    }
    return last;
}

static enum line_edit_result erase_word(struct line_edit *prompt)
{
    struct str text = buffer_str(&prompt->text);

    while (text.bytes && text.p[text.bytes - 1] == ' ')
        text.bytes--;
    while (text.bytes && text.p[text.bytes - 1] != ' ')
        text.bytes--;
    prompt->text.bytes = text.bytes;
    return LINE_EDIT_CHANGED;
}

/* Ignores what cannot stand there, as a combining mark at the beginning. */
static enum line_edit_result insert(struct line_edit *prompt, char32_t cp)
{
    char utf8[4];
    size_t bytes = utf8_encode(cp, utf8);
    char32_t before = 0;

    if (prompt->text.bytes)
        utf8_decode_before(prompt->text.data, prompt->text.bytes, &before);
    if (text_clean_prefix(utf8, bytes, before) != bytes || cp == '\n' || cp == '\t')
        return LINE_EDIT_IGNORED;
    if (prompt->text.bytes + bytes > BOUND_QUERY_BYTES)
        return LINE_EDIT_FULL;
    buffer_add(&prompt->text, utf8, bytes);
    return LINE_EDIT_CHANGED;
}

/* Returns the bytes of as many whole clusters as fit into `room` bytes. */
static size_t fitting_bytes(struct str text, size_t room)
{
    size_t at = 0, next = 0;

    while (next < text.bytes && next <= room) {
        at = next;
        next += grapheme_next(text.p + at, text.bytes - at, false).bytes;
    }
    return next <= room ? next : at;
}

enum line_edit_result line_edit_paste(struct line_edit *prompt, struct str text)
{
    struct buffer clean = {0};
    size_t bytes;
    bool fits;

    text_clean(&clean, text.p, text.bytes);
    buffer_join_lines(&clean, 0);
    bytes = fitting_bytes(buffer_str(&clean), BOUND_QUERY_BYTES - prompt->text.bytes);
    buffer_add(&prompt->text, clean.data, bytes);
    fits = bytes == clean.bytes;
    buffer_free(&clean);
    if (!fits)
        return LINE_EDIT_FULL;
    return bytes ? LINE_EDIT_CHANGED : LINE_EDIT_IGNORED;
}

enum line_edit_result line_edit_key(struct line_edit *prompt, reader_key key)
{
    switch (key) {
    case RK_ENTER:
    case '\n':
        return LINE_EDIT_ACCEPTED;
    case RK_ESCAPE:
    case RK_CTRL('c'):
        return LINE_EDIT_CANCELLED;
    case RK_CTRL('u'):
        buffer_clear(&prompt->text);
        return LINE_EDIT_CHANGED;
    case RK_CTRL('w'):
        return erase_word(prompt);
    case RK_BACKSPACE:
    case RK_CTRL('h'):
        if (!prompt->text.bytes)
            return LINE_EDIT_CANCELLED;
        prompt->text.bytes = last_cluster(buffer_str(&prompt->text));
        return LINE_EDIT_CHANGED;
    default:
        return key >= ' ' && key < RK_UP ? insert(prompt, key) : LINE_EDIT_IGNORED;
    }
}

void line_edit_free(struct line_edit *prompt)
{
    buffer_free(&prompt->text);
}
