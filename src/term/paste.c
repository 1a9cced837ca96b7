#include "paste.h"

#include "sequence.h"

static const char END[] = "\033[201~";

void paste_begin(struct decoder *decoder)
{
    decoder->end_count = 0;
    buffer_clear(&decoder->paste);
}

static void add(struct decoder *decoder, const char *bytes, size_t count)
{
    size_t room = DECODE_PASTE_MOST_BYTES - decoder->paste.bytes;

    buffer_add(&decoder->paste, bytes, count < room ? count : room);
}

bool paste_take(struct decoder *decoder, char byte)
{
    if (byte == END[decoder->end_count])
        return !END[++decoder->end_count];
    /* The end's first byte, ESC, occurs in it only once, so only this byte can begin it anew. */
    add(decoder, END, decoder->end_count);
    decoder->end_count = byte == DECODE_ESC;
    if (byte != DECODE_ESC)
        add(decoder, &byte, 1);
    return false;
}
