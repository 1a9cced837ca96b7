#include "base/buffer.h"
#include "curses_screen.h"
#include "signals.h"
#include "term/term.h"

#include <stdint.h>

static void add_base64(struct buffer *out, struct str text)
{
    static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t at = 0; at < text.bytes; at += 3) {
        size_t left = text.bytes - at;
        uint32_t group = (uint32_t)(unsigned char)text.p[at] << 16;

        if (left > 1)
            group |= (uint32_t)(unsigned char)text.p[at + 1] << 8;
        if (left > 2)
            group |= (unsigned char)text.p[at + 2];
        buffer_add_char(out, DIGITS[group >> 18]);
        buffer_add_char(out, DIGITS[group >> 12 & 63]);
        buffer_add_char(out, left > 1 ? DIGITS[group >> 6 & 63] : '=');
        buffer_add_char(out, left > 2 ? DIGITS[group & 63] : '=');
    }
}

void term_copy(struct term *term, struct str text)
{
    struct buffer sequence = {0};

    (void)term;
    buffer_add_text(&sequence, "\033]52;c;");
    add_base64(&sequence, text);
    buffer_add_char(&sequence, '\a');
    signals_let_end(0);
    screen_write(buffer_str(&sequence));
    signals_hold();
    buffer_free(&sequence);
}
