#include "base/buffer.h"
#include "base/i18n.h"
#include "view/kiosk_parts.h"

#include <ctype.h>

void view_kiosk_letters(struct frame *frame, const struct kiosk *kiosk)
{
    const struct rect body = kiosk->geometry.body;
    struct buffer line = {0};

    if (!kiosk->letters.bytes)
        buffer_add_text(&line, _("例如“四季青”按 S J Q"));
    for (size_t i = 0; i < kiosk->letters.bytes; i++)
        buffer_addf(&line, "%c ", toupper(kiosk->letters.data[i]));
    if (kiosk->letters.bytes && kiosk->search.pass < SEARCH_DONE)
        buffer_add_text(&line, _("　还在找"));
    else if (kiosk->letters.bytes && !kiosk->results.count)
        buffer_add_text(&line, _("　没有找到，请删去一个字母再试"));
    else if (kiosk->letters.bytes)
        buffer_addf(&line, n_("　找到%zu篇", kiosk->search.count), kiosk->search.count);
    frame_put_cut(frame, body.line, body.col + 1, body.col + body.cols - 1, buffer_str(&line),
                  (struct style){ROLE_HEADING, CELL_BOLD});
    for (size_t i = 0; kiosk->geometry.letter_lines > 0 && i < sizeof(KIOSK_LETTERS) - 1; i++) {
        char letter = (char)toupper(KIOSK_LETTERS[i]);

        view_kiosk_key(frame, kiosk, kiosk_letter_rect(kiosk, i), (struct str){&letter, 1},
                       (struct target){TARGET_LETTER, i});
    }
    buffer_free(&line);
}
