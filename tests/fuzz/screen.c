#include "fuzz/screen.h"

#include "fuzz/fuzz.h"
#include "text/utf8.h"
#include "text/width.h"

enum { SIZE = 0x90, POINT, PASTE, TIME, OTHER, FIRST_KEY = 0x80, FIRST_LEAD = 0xC0 };

static void take_event(struct str *input, const struct frame *frame, struct screen_event *event)
{
    unsigned byte = fuzz_take_byte(input), one, two;

    switch (byte) {
    case SIZE:
        event->kind = SCREEN_SIZE;
        event->cols = (int)fuzz_take_byte(input) + 1;
        event->lines = (int)fuzz_take_byte(input) % 64 + 1;
        break;
    case POINT:
        event->kind = SCREEN_POINT;
        event->pointer = (enum pointer_event)(fuzz_take_byte(input) % POINTER_EVENT_COUNT);
        one = fuzz_take_byte(input);
        two = fuzz_take_byte(input);
        event->target = frame_target_at(frame, (int)one, (int)two);
        break;
    case PASTE:
        event->kind = SCREEN_PASTE;
        one = fuzz_take_byte(input);
        event->paste = (struct str){input->p, one < input->bytes ? one : input->bytes};
        *input = (struct str){input->p + event->paste.bytes, input->bytes - event->paste.bytes};
        break;
    case TIME:
    case OTHER:
        event->kind = byte == TIME ? SCREEN_TIME : SCREEN_OTHER;
        event->number = fuzz_take_byte(input);
        break;
    default:
        if (byte >= FIRST_KEY && byte - FIRST_KEY <= RK_BACK_TAB - RK_UP) {
            event->kind = SCREEN_KEY;
            event->key = RK_UP + (byte - FIRST_KEY);
        }
        break;
    }
}

bool screen_event_next(struct str *input, const struct frame *frame, struct screen_event *event)
{
    unsigned char byte;
    char32_t cp;
    size_t bytes;

    *event = (struct screen_event){0};
    if (!input->bytes)
        return false;
    byte = (unsigned char)input->p[0];
    if (byte >= FIRST_KEY && byte < FIRST_LEAD) {
        take_event(input, frame, event);
        return true;
    }
    bytes = utf8_decode(input->p, input->bytes, &cp);
    event->kind = SCREEN_KEY;
    event->key = cp;
    *input = (struct str){input->p + bytes, input->bytes - bytes};
    return true;
}

static const struct cell BLANK = {.cps = {' '}, .cols = 1};

static bool may_be_drawn(char32_t cp)
{
    return cp >= 0x20 && (cp < 0x7F || cp >= 0xA0) && cp <= 0x10FFFF &&
           (cp < 0xD800 || cp > 0xDFFF) && (cp < 0x202A || cp > 0x202E) &&
           (cp < 0x2066 || cp > 0x2069);
}

static void check_cell(const struct frame *frame, int line, int col)
{
    const struct cell *cell = frame_cell(frame, line, col);

    if (memcmp(cell, &BLANK, sizeof(BLANK)) == 0)
        return;
    MUST(cell->cols <= 2 && cell->style.role < ROLE_COUNT);
    MUST(cell->link == 0 || urls_get(&frame->urls, cell->link).bytes);
    if (cell->cols == 0) {
        MUST(col > 0 && cell[-1].cols == 2 && !cell->cps[0]);
        return;
    }
    MUST(cell->cols == 1 || (col + 1 < frame->cols && cell[1].cols == 0));
    MUST(cell->cps[0] && text_width(cell->cps[0], frame->ambiguous_wide) == cell->cols);
    for (int i = 0; i < CELL_CODE_POINTS && cell->cps[i]; i++) {
        MUST(may_be_drawn(cell->cps[i]));
        MUST(i == 0 || text_width(cell->cps[i], frame->ambiguous_wide) == 0);
    }
}

void screen_check_frame(const struct frame *frame)
{
    for (int line = 0; line < frame->lines; line++)
        for (int col = 0; col < frame->cols; col++)
            check_cell(frame, line, col);
    for (size_t i = 0; i < frame->target_count; i++) {
        const struct frame_target *target = &frame->targets[i];

        MUST(target->line >= 0 && target->line < frame->lines);
        MUST(target->col >= 0 && target->col <= target->end);
    }
    MUST(frame->cursor_line < frame->lines && frame->cursor_col <= frame->cols);
}

void screen_check_top(const struct reading *reading)
{
    struct layout_at first, last;

    MUST(layout_first(reading->layout, &first) && layout_last(reading->layout, &last));
    MUST(!layout_before(reading->top, first) && !layout_before(last, reading->top));
    MUST(reading->position != INT64_MIN || !layout_before(first, reading->top));
    MUST(reading->position < layout_position(reading->layout, first) ||
         reading->position >= layout_position(reading->layout, reading->top));
}
