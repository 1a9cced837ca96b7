#include "patience.h"

/* The wait for the rest of a sequence. */

enum {
    /* Terminals send the bytes of a key together, and a person needs longer for the next key; a
     * line between them may part the bytes. */
    ESCAPE_MS = 25,
    REMOTE_ESCAPE_MS = 100,
    /* Longer, since a begun sequence is hardly a key. */
    SEQUENCE_MS = 1000,
    /* Longer still, since it is hardly anything but the answer. */
    ANSWER_MS = 10000,
    /* The rest of a paste would be taken for keys; a terminal that dies within a paste must not
     * take the keyboard along for ever. */
    PASTE_MS = 10000
};

bool patience_is_perhaps_a_key(const struct decoder *decoder)
{
    return decoder->escape_given && decoder->count == 1 &&
           (decoder->state == DECODE_CSI || decoder->state == DECODE_SS3);
}

/* Returns how long the rest of what may be a key is awaited. */
static int escape_ms(const struct decoder *decoder)
{
    return decoder->remote ? REMOTE_ESCAPE_MS : ESCAPE_MS;
}

int patience_with_escape_ms(const struct decoder *decoder)
{
    return decoder->awaits_answer ? SEQUENCE_MS : escape_ms(decoder);
}

int decode_patience_ms(const struct decoder *decoder)
{
    switch (decoder->state) {
    case DECODE_GROUND:
    case DECODE_CHARACTER: /* no other byte can be taken for the rest of it, however late */
        return -1;
    case DECODE_ESCAPE:
        return decoder->alone ? patience_with_escape_ms(decoder) : ESCAPE_MS;
    case DECODE_ESCAPED:
        return escape_ms(decoder);
    case DECODE_ESCAPE_GIVEN:
        return SEQUENCE_MS;
    case DECODE_PASTE:
        return PASTE_MS;
    case DECODE_CSI:
    case DECODE_SS3:
    case DECODE_CONSOLE:
    case DECODE_X10:
    case DECODE_STRING:
        break;
    }
    if (patience_is_perhaps_a_key(decoder))
        return escape_ms(decoder);
    return decoder->awaits_answer ? ANSWER_MS : SEQUENCE_MS;
}
