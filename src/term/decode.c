#include "term/decode.h"

#include "paste.h"
#include "patience.h"
#include "sequence.h"
#include "text/utf8.h"

enum { BELL = 0x07, CANCEL = 0x18, SUBSTITUTE = 0x1A, DELETE = 0x7F };

static void begin(struct decoder *decoder, enum decode_state state)
{
    decoder->state = state;
    decoder->count = 0;
    decoder->string_escape = false;
    decoder->alone = false;
}

static void end(struct decoder *decoder)
{
    begin(decoder, DECODE_GROUND);
    decoder->alt = false;
    decoder->escape_given = false;
}

static void keep(struct decoder *decoder, char byte)
{
    if (decoder->count < DECODE_MOST_BYTES)
        decoder->bytes[decoder->count] = byte;
    decoder->count++;
}

static void give_key(struct decoder *decoder, reader_key key, struct decoded *out)
{
    *out = (struct decoded){.kind = DECODED_KEY, .key = decoder->alt ? RK_UNKNOWN : key};
    end(decoder);
}

/* Produces the event of a mouse report: its button, column and line, both from 1. Presses with
 * Shift stay with the terminal. */
static void give_report(struct decoder *decoder, const int report[3], bool released,
                        struct decoded *out)
{
    enum pointer_event event = sequence_pointer(report[0], released);

    if (event != POINTER_EVENT_COUNT && report[1] > 0 && report[2] > 0)
        *out = (struct decoded){.kind = DECODED_POINTER,
                                .pointer = {event, report[2] - 1, report[1] - 1}};
    end(decoder);
}

/* Produces the answer to a question for the cursor's position: its line and column. Keys before it
 * have nothing to do with it. */
static void give_cursor(struct decoder *decoder, const int place[2], struct decoded *out)
{
    *out = (struct decoded){.kind = DECODED_CURSOR, .cursor_col = place[1]};
    end(decoder);
}

static void begin_paste(struct decoder *decoder)
{
    end(decoder);
    decoder->state = DECODE_PASTE;
    paste_begin(decoder);
}

static void give_paste(struct decoder *decoder, struct decoded *out)
{
    *out = (struct decoded){.kind = DECODED_PASTE, .paste = buffer_str(&decoder->paste)};
    end(decoder);
}

/* Gives the key Esc if an ESC precedes a sequence that is no key: the two have nothing to do with
 * each other. Returns false if none does. */
static bool give_escape_before(struct decoder *decoder, struct decoded *out)
{
    if (!decoder->alt)
        return false;
    decoder->alt = false;
    *out = (struct decoded){.kind = DECODED_KEY, .key = RK_ESCAPE};
    return true;
}

/* Handles a complete CSI: the bytes after "[", of which the last is the final byte. Returns false
 * if that byte must be handled again, after the key Esc. */
static bool finish_csi(struct decoder *decoder, struct decoded *out)
{
    enum { PASTE = 200 };
    const char *bytes = decoder->bytes + 1;
    size_t count = decoder->count - 2;                   /* without the final byte */
    bool is_short = decoder->count <= DECODE_MOST_BYTES; /* as all that have a meaning are */
    int numbers[3];
    reader_key key;

    if (is_short && (sequence_name(decoder, decoder->bytes, decoder->count, &key) ||
                     sequence_key(bytes, count, &key)))
        give_key(decoder, key, out);
    else if (give_escape_before(decoder, out))
        return false;
    else if (is_short && bytes[0] == '<' && (bytes[count] == 'M' || bytes[count] == 'm') &&
             sequence_numbers(bytes + 1, count - 1, numbers, 3))
        give_report(decoder, numbers, bytes[count] == 'm', out);
    else if (is_short && bytes[count] == '~' && sequence_numbers(bytes, count, numbers, 1) &&
             numbers[0] == PASTE)
        begin_paste(decoder);
    else if (is_short && bytes[count] == 'R' && sequence_numbers(bytes, count, numbers, 2))
        give_cursor(decoder, numbers, out);
    else
        end(decoder);
    return true;
}

static void finish_ss3(struct decoder *decoder, struct decoded *out)
{
    reader_key key;

    if (decoder->count > DECODE_MOST_BYTES)
        end(decoder);
    else if (sequence_name(decoder, decoder->bytes, decoder->count, &key) ||
             (decoder->count == 2 && sequence_final(decoder->bytes[1], &key)))
        give_key(decoder, key, out);
    else
        give_key(decoder, RK_UNKNOWN, out);
}

static void finish_x10(struct decoder *decoder, struct decoded *out)
{
    enum { OFFSET = 32, ANY_RELEASE = 3 };
    int report[3];
    bool released;

    for (int i = 0; i < 3; i++)
        report[i] = (unsigned char)decoder->bytes[i] - OFFSET;
    released = (report[0] & ANY_RELEASE) == ANY_RELEASE && report[0] < 32;
    report[0] &= released ? ~ANY_RELEASE : ~0;
    give_report(decoder, report, released, out);
}

static void finish_character(struct decoder *decoder, struct decoded *out);

/* Returns whether a byte may be part of a sequence. */
static bool is_in_sequences(char byte)
{
    return (unsigned char)byte >= 0x20 && (unsigned char)byte < DELETE;
}

/* The take_ functions, one for each state, process a byte. They return false if it does not belong
 * to the state; it is then processed again in the next state. */

/* Enters the state for a byte after ESC. Returns false if the byte begins no sequence. */
static bool take_introducer(struct decoder *decoder, char byte)
{
    switch (byte) {
    case '[':
        begin(decoder, DECODE_CSI);
        break;
    case 'O':
        begin(decoder, DECODE_SS3);
        break;
    case ']':
    case 'P':
    case 'X':
    case '^':
    case '_':
        begin(decoder, DECODE_STRING);
        break;
    default:
        return false;
    }
    keep(decoder, byte);
    return true;
}

static void take_ground(struct decoder *decoder, char byte, struct decoded *out)
{
    unsigned char lead = (unsigned char)byte;

    if (byte == DECODE_ESC) {
        begin(decoder, DECODE_ESCAPE);
    } else if (lead < 0x20 || lead == DELETE) {
        give_key(decoder, sequence_control(decoder, byte), out);
    } else {
        begin(decoder, DECODE_CHARACTER);
        keep(decoder, byte);
        if (lead < 0xC0)
            finish_character(decoder, out);
    }
}

static bool take_escape(struct decoder *decoder, char byte, struct decoded *out)
{
    reader_key key;

    if (sequence_name(decoder, &byte, 1, &key)) {
        give_key(decoder, key, out);
    } else if (take_introducer(decoder, byte)) {
        return true;
    } else if (decoder->alone) {
        give_key(decoder, RK_ESCAPE, out);
        return false;
    } else if (byte >= 0x20 && byte <= 0x2F) {
        begin(decoder, DECODE_ESCAPED);
    } else {
        decoder->alt = true;
        take_ground(decoder, byte, out);
    }
    return true;
}

/* Returns whether `byte` can be the second one of a sequence that begins with ESC and `introducer`.
 */
static bool continues(char introducer, char byte)
{
    reader_key key;

    return sequence_final(byte, &key) ||
           (introducer == '[' && ((byte >= '0' && byte <= '?') || byte == 'M'));
}

/* Returns whether ESC and one character are all that has come: Alt and a key. Where an answer is
 * awaited they are the beginning of it. */
static bool is_alt_alone(const struct decoder *decoder)
{
    bool begun = decoder->count == 1 && !decoder->escape_given && !decoder->awaits_answer &&
                 (decoder->state == DECODE_CSI || decoder->state == DECODE_SS3 ||
                  decoder->state == DECODE_STRING);

    return begun || (decoder->state == DECODE_ESCAPED && !decoder->count);
}

static bool take_after_escape(struct decoder *decoder, char byte)
{
    if ((byte != '[' && byte != 'O') || !take_introducer(decoder, byte)) {
        end(decoder);
        return false;
    }
    decoder->escape_given = true;
    return true;
}

static bool take_escaped(struct decoder *decoder, char byte)
{
    bool is_own = is_in_sequences(byte);

    if (!is_own || byte >= 0x30 || ++decoder->count > DECODE_MOST_BYTES)
        end(decoder);
    return is_own;
}

static bool take_csi(struct decoder *decoder, char byte, struct decoded *out)
{
    if (patience_is_perhaps_a_key(decoder) && !continues('[', byte)) {
        give_key(decoder, '[', out);
        return false;
    }
    if (!is_in_sequences(byte)) { /* incomplete: the byte is a key, or begins the next sequence */
        end(decoder);
        return false;
    }
    if (decoder->count == 1 && byte == 'M' && give_escape_before(decoder, out))
        return false;
    if (decoder->count == 1 && (byte == '[' || byte == 'M')) {
        begin(decoder, byte == 'M' ? DECODE_X10 : DECODE_CONSOLE);
        return true;
    }
    keep(decoder, byte);
    if (byte >= 0x40 && !finish_csi(decoder, out)) {
        decoder->count--;
        return false;
    }
    if (decoder->count > DECODE_STRING_MOST_BYTES)
        end(decoder);
    return true;
}

static bool take_ss3(struct decoder *decoder, char byte, struct decoded *out)
{
    if (patience_is_perhaps_a_key(decoder) && !continues('O', byte)) {
        give_key(decoder, 'O', out);
        return false;
    }
    if (!is_in_sequences(byte)) {
        end(decoder);
        return false;
    }
    keep(decoder, byte);
    /* Some terminals send a modifier's number before the final byte. */
    if (byte < '0' || byte > ';')
        finish_ss3(decoder, out);
    else if (decoder->count > DECODE_STRING_MOST_BYTES)
        end(decoder);
    return true;
}

/* Takes any byte: a terminal that is too wide for this form of report sends NUL, or a byte that
 * looks like Ctrl-C. */
static void take_x10(struct decoder *decoder, char byte, struct decoded *out)
{
    keep(decoder, byte);
    if (decoder->count == 3)
        finish_x10(decoder, out);
}

static bool take_console(struct decoder *decoder, char byte, struct decoded *out)
{
    if (!is_in_sequences(byte)) {
        end(decoder);
        return false;
    }
    give_key(decoder, byte == 'A' ? RK_F1 : RK_UNKNOWN, out);
    return true;
}

/* Gives an OSC that was kept whole, without its introducer. */
static void finish_string(struct decoder *decoder, struct decoded *out)
{
    size_t end_bytes = decoder->string_escape ? 1 : 0;

    if (decoder->bytes[0] == ']' && decoder->count <= DECODE_MOST_BYTES)
        *out = (struct decoded){
            .kind = DECODED_OSC,
            .osc = {decoder->bytes + 1, decoder->count - 1 - end_bytes},
        };
    end(decoder);
}

static bool take_string(struct decoder *decoder, char byte, struct decoded *out)
{
    if (give_escape_before(decoder, out))
        return false;
    if (byte == BELL || (decoder->string_escape && byte == '\\')) {
        finish_string(decoder, out);
        return true;
    }
    keep(decoder, byte);
    decoder->string_escape = byte == DECODE_ESC;
    if (byte == CANCEL || byte == SUBSTITUTE || decoder->count >= DECODE_STRING_MOST_BYTES)
        end(decoder);
    return true;
}

static void take_pasted(struct decoder *decoder, char byte, struct decoded *out)
{
    if (paste_take(decoder, byte))
        give_paste(decoder, out);
}

static size_t character_bytes(char lead)
{
    unsigned char byte = (unsigned char)lead;

    return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

/* Handles a complete character. A C1 control, as a single byte or in UTF-8, means ESC and another
 * character. */
static void finish_character(struct decoder *decoder, struct decoded *out)
{
    bool is_byte = decoder->count == 1;
    char32_t cp = (unsigned char)decoder->bytes[0];
    bool is_sound =
        is_byte ? cp < 0x80 : utf8_decode(decoder->bytes, decoder->count, &cp) == decoder->count;
    bool is_c1 = (is_byte || is_sound) && cp >= 0x80 && cp < 0xA0;

    if (is_c1 && take_introducer(decoder, (char)(cp - 0x40)))
        return;
    if (is_sound && !is_c1)
        give_key(decoder, cp, out);
    else
        end(decoder);
}

static bool take_character(struct decoder *decoder, char byte, struct decoded *out)
{
    if (((unsigned char)byte & 0xC0) != 0x80) {
        end(decoder);
        return false;
    }
    keep(decoder, byte);
    if (decoder->count == character_bytes(decoder->bytes[0]))
        finish_character(decoder, out);
    return true;
}

static bool take(struct decoder *decoder, char byte, struct decoded *out)
{
    switch (decoder->state) {
    case DECODE_CHARACTER:
        return take_character(decoder, byte, out);
    case DECODE_ESCAPE:
        return take_escape(decoder, byte, out);
    case DECODE_ESCAPED:
        return take_escaped(decoder, byte);
    case DECODE_CSI:
        return take_csi(decoder, byte, out);
    case DECODE_SS3:
        return take_ss3(decoder, byte, out);
    case DECODE_CONSOLE:
        return take_console(decoder, byte, out);
    case DECODE_ESCAPE_GIVEN:
        return take_after_escape(decoder, byte);
    case DECODE_X10:
        take_x10(decoder, byte, out);
        return true;
    case DECODE_STRING:
        return take_string(decoder, byte, out);
    case DECODE_PASTE:
        take_pasted(decoder, byte, out);
        return true;
    case DECODE_GROUND:
        break;
    }
    take_ground(decoder, byte, out);
    return true;
}

size_t decode(struct decoder *decoder, struct str bytes, struct decoded *out)
{
    size_t at = 0;

    *out = (struct decoded){0};
    while (at < bytes.bytes && out->kind == DECODED_NOTHING)
        at += take(decoder, bytes.p[at], out) ? 1 : 0;
    return at;
}

void decode_silence(struct decoder *decoder, struct decoded *out)
{
    *out = (struct decoded){0};
    if (decoder->state == DECODE_ESCAPE &&
        decode_patience_ms(decoder) < patience_with_escape_ms(decoder)) {
        decoder->alone = true;
    } else if (decoder->state == DECODE_ESCAPE) {
        decoder->alt = false; /* two presses of Esc at once are one Esc */
        give_key(decoder, RK_ESCAPE, out);
        decoder->state = DECODE_ESCAPE_GIVEN;
    } else if (decoder->state == DECODE_PASTE) {
        give_paste(decoder, out);
    } else if (patience_is_perhaps_a_key(decoder)) {
        give_key(decoder, (reader_key)decoder->bytes[0], out);
    } else if (is_alt_alone(decoder)) {
        give_key(decoder, RK_UNKNOWN, out);
    } else if (decoder->state != DECODE_CHARACTER) {
        end(decoder);
    }
}

void decode_free(struct decoder *decoder)
{
    buffer_free(&decoder->paste);
}
