#ifndef KIOSK_ALOUD_H
#define KIOSK_ALOUD_H

#include "kiosk/sentence.h"

#include <stdbool.h>

/* An article that is read aloud, sentence by sentence. A zeroed struct reads nothing. */

enum aloud_state { ALOUD_OFF, ALOUD_READING, ALOUD_PAUSED };

struct aloud {
    enum aloud_state state;
    struct article_parts parts;
    struct sentence sentence; /* that is heard, or was heard last */
    unsigned number;          /* of the sentence in kiosk_speech */
    bool held;                /* paused by the question whether somebody is there */
    int64_t until_ms;         /* until then a visitor who only listens counts as present */
};

/* Speech to be heard, which the visit passes to the voice. */
struct kiosk_speech {
    bool possible;      /* there is a voice */
    struct buffer text; /* empty: silence */
    unsigned number;    /* a new one for every text */
    int rate, volume;   /* see struct voice_text */
};

#endif
