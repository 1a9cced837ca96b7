/* The decoder of the terminal's input: the same bytes make the same events wherever a read cuts
 * them off, and every event is in range. The first byte chooses the mode, the second the cut. */

#include "base/buffer.h"
#include "fuzz/fuzz.h"
#include "term/decode.h"

#include <stdlib.h>

enum { REMOTE = 2, AWAITS_ANSWER = 4, MOST_PLACE = 1000000 };

static const struct decode_name NAMES[] = {
    {"\033OA", RK_UP}, {"\033[5~", RK_PAGE_UP}, {"\033x", RK_F1}, {"\b", RK_BACKSPACE}};

static void check_event(const struct decoded *event)
{
    const struct pointer *pointer = &event->pointer;

    switch (event->kind) {
    case DECODED_NOTHING:
        break;
    case DECODED_KEY:
        MUST(event->key <= RK_UNKNOWN);
        MUST(event->key < 0xD800 || event->key > 0xDFFF);
        MUST(event->key < 0x80 || event->key >= 0xA0);
        break;
    case DECODED_POINTER:
        MUST(pointer->event < POINTER_EVENT_COUNT);
        MUST(pointer->line >= 0 && pointer->line < MOST_PLACE);
        MUST(pointer->col >= 0 && pointer->col < MOST_PLACE);
        break;
    case DECODED_CURSOR:
        MUST(event->cursor_col >= 0 && event->cursor_col < MOST_PLACE);
        break;
    case DECODED_OSC:
        MUST(event->osc.bytes < DECODE_MOST_BYTES);
        break;
    case DECODED_PASTE:
        MUST(event->paste.bytes <= DECODE_PASTE_MOST_BYTES);
        break;
    }
}

static void note(struct buffer *events, const struct decoded *event)
{
    check_event(event);
    if (event->kind == DECODED_KEY)
        buffer_addf(events, "key %x\n", event->key);
    else if (event->kind == DECODED_POINTER)
        buffer_addf(events, "pointer %d %d %d\n", (int)event->pointer.event, event->pointer.line,
                    event->pointer.col);
    else if (event->kind == DECODED_CURSOR)
        buffer_addf(events, "cursor %d\n", event->cursor_col);
    else if (event->kind == DECODED_OSC)
        buffer_addf(events, "osc %zu\n", event->osc.bytes);
    else if (event->kind == DECODED_PASTE)
        buffer_addf(events, "paste %zu\n", event->paste.bytes);
    if (event->kind == DECODED_PASTE)
        buffer_add_str(events, event->paste);
}

static void feed(struct decoder *decoder, struct str bytes, struct buffer *events)
{
    while (bytes.bytes) {
        struct decoded event;
        size_t used = decode(decoder, bytes, &event);

        MUST(used <= bytes.bytes);
        MUST(used == bytes.bytes || event.kind != DECODED_NOTHING);
        MUST(decode_patience_ms(decoder) >= -1);
        MUST((decode_patience_ms(decoder) == -1) ==
             (decoder->state == DECODE_GROUND || decoder->state == DECODE_CHARACTER));
        note(events, &event);
        bytes.p += used;
        bytes.bytes -= used;
    }
}

static void be_silent(struct decoder *decoder, struct buffer *events)
{
    struct decoded event;

    for (int i = 0; i < 3 && decode_patience_ms(decoder) >= 0; i++) {
        decode_silence(decoder, &event);
        note(events, &event);
    }
    MUST(decode_patience_ms(decoder) == -1);
}

/* Decodes the bytes in pieces of `piece` bytes, with a silence after each if `silent`, and at the
 * end. */
static struct buffer decode_in_pieces(struct str bytes, size_t piece, unsigned mode, bool silent)
{
    struct decoder decoder = {.remote = mode & REMOTE,
                              .awaits_answer = mode & AWAITS_ANSWER,
                              .name_count = sizeof(NAMES) / sizeof(*NAMES)};
    struct buffer events = {0};

    memcpy(decoder.names, NAMES, sizeof(NAMES));
    while (bytes.bytes) {
        struct str part = {bytes.p, bytes.bytes < piece ? bytes.bytes : piece};

        feed(&decoder, part, &events);
        if (silent)
            be_silent(&decoder, &events);
        bytes.p += part.bytes;
        bytes.bytes -= part.bytes;
    }
    be_silent(&decoder, &events);
    decode_free(&decoder);
    return events;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str input = fuzz_copy(data, size), bytes = input;
    unsigned mode = fuzz_take_byte(&bytes);
    size_t piece = fuzz_take_byte(&bytes) + 1;
    struct buffer whole = decode_in_pieces(bytes, SIZE_MAX, mode, false);
    struct buffer pieces = decode_in_pieces(bytes, piece, mode, false);
    struct buffer single = decode_in_pieces(bytes, 1, mode, false);
    struct buffer silent = decode_in_pieces(bytes, piece, mode, true);

    MUST(str_eq(buffer_str(&whole), buffer_str(&pieces)));
    MUST(str_eq(buffer_str(&whole), buffer_str(&single)));
    buffer_free(&whole);
    buffer_free(&pieces);
    buffer_free(&single);
    buffer_free(&silent);
    free((char *)input.p);
    return 0;
}
