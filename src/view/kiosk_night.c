#include "view/kiosk_parts.h"

void view_kiosk_night(struct frame *frame, const struct kiosk *kiosk)
{
    /* Steps that go through all places of most screens before one comes again. */
    enum { LINE_STEP = 5, COL_STEP = 17, DAY_MINUTES = 24 * 60 };
    const struct clock *clock = &kiosk->clock;
    int minute = (int)((uint64_t)clock->seconds / 60 % DAY_MINUTES);
    int room = frame->cols - (CLOCK_TIME_BYTES - 1);

    frame->theme = THEME_CONTRAST;
    if (room > 0)
        frame_put(frame, minute * LINE_STEP % frame->lines, minute * COL_STEP % room, frame->cols,
                  str_of(clock->time), (struct style){ROLE_DIM, 0});
}
