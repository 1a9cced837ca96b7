#include "changes.h"

#include "content/index.h"
#include "text/utf8.h"

#include <string.h>

/* A change is a byte and, for CHANGE_ANY, the numbers of folded bytes and of the text's, and the
 * latter. The others are of one folded byte. Numbers have 7 bits in each byte, the lowest first,
 * and 0x80 in all but the last. */
enum change {
    CHANGE_ANY,
    CHANGE_CAPITAL, /* of an ASCII letter */
    CHANGE_WIDE,    /* the full-width form of an ASCII character: ， */
    CHANGE_TYPED    /* and above: a mark of TYPED */
};

/* The most frequent marks that fold to an ASCII character, each of three bytes. */
static const char TYPED[][4] = {"“", "”", "‘", "’", "—", "「", "」"};
enum { TYPED_COUNT = sizeof(TYPED) / sizeof(*TYPED), TYPED_BYTES = 3, WIDE_BYTES = 3 };

enum { WIDE_FIRST = 0xFF01, ASCII_FIRST = '!', ASCII_LAST = '~', CAPITAL = 'a' - 'A' };

static void add_number(struct buffer *list, size_t number)
{
    for (; number >= 0x80; number >>= 7)
        buffer_add_char(list, (char)(number | 0x80));
    buffer_add_char(list, (char)number);
}

/* Writes the full-width form of an ASCII character that has one. */
static size_t widen(char byte, char out[4])
{
    return byte >= ASCII_FIRST && byte <= ASCII_LAST
               ? utf8_encode((char32_t)(WIDE_FIRST + byte - ASCII_FIRST), out)
               : 0;
}

/* Returns the shortest way to say what a folded text was. */
static int change_of(struct str folded, struct str text)
{
    char wide[4];

    if (folded.bytes != 1)
        return CHANGE_ANY;
    if (text.bytes == 1)
        return folded.p[0] >= 'a' && folded.p[0] <= 'z' && text.p[0] == folded.p[0] - CAPITAL
                   ? CHANGE_CAPITAL
                   : CHANGE_ANY;
    if (text.bytes != WIDE_BYTES)
        return CHANGE_ANY;
    if (widen(folded.p[0], wide) == WIDE_BYTES && memcmp(wide, text.p, WIDE_BYTES) == 0)
        return CHANGE_WIDE;
    for (int i = 0; i < TYPED_COUNT; i++)
        if (memcmp(TYPED[i], text.p, TYPED_BYTES) == 0)
            return CHANGE_TYPED + i;
    return CHANGE_ANY;
}

static void add_change(struct changes *changes, struct str folded, struct str text)
{
    int change = change_of(folded, text);

    add_number(&changes->list, changes->alike);
    changes->alike = 0;
    buffer_add_char(&changes->list, (char)change);
    if (change != CHANGE_ANY)
        return;
    add_number(&changes->list, folded.bytes);
    add_number(&changes->list, text.bytes);
    buffer_add_str(&changes->list, text);
}

void changes_add(struct changes *changes, const struct folded *folded, struct str text)
{
    const uint32_t *source = folded->source;
    size_t at = 0, from = folded->bytes ? source[0] : text.bytes, end, next;

    if (from)
        add_change(changes, (struct str){0}, (struct str){text.p, from});
    for (; at < folded->bytes; at = end, from = next) {
        struct str before, after;

        for (end = at + 1; end < folded->bytes && source[end] == from; end++)
            continue;
        next = end < folded->bytes ? source[end] : text.bytes;
        before = (struct str){text.p + from, next - from};
        after = (struct str){folded->text + at, end - at};
        if (str_eq(before, after))
            changes->alike += after.bytes;
        else
            add_change(changes, after, before);
    }
    changes->alike++;
}

/* A list of changes, from the one to be read next on. */
struct changes_left {
    struct str rest;
    bool broken;
};

static struct str take_bytes(struct changes_left *left, size_t bytes)
{
    struct str taken = {left->rest.p, bytes};

    if (bytes > left->rest.bytes) {
        left->broken = true;
        return (struct str){left->rest.p, 0};
    }
    left->rest.p += bytes;
    left->rest.bytes -= bytes;
    return taken;
}

static size_t take_number(struct changes_left *left)
{
    size_t number = 0;

    for (unsigned shift = 0; shift < 32; shift += 7) {
        struct str byte = take_bytes(left, 1);

        if (!byte.bytes)
            return 0;
        number |= (size_t)(*byte.p & 0x7F) << shift;
        if (!(*byte.p & 0x80))
            return number;
    }
    left->broken = true;
    return 0;
}

/* Takes a change at a folded byte. Sets *text to what was there, in `mark` if it is not in the
 * list. Returns the number of folded bytes. */
static size_t take_change(struct changes_left *left, char folded, char mark[4], struct str *text)
{
    size_t change = take_number(left), bytes = 1;

    *text = (struct str){mark, 0};
    if (change == CHANGE_ANY) {
        bytes = take_number(left);
        *text = take_bytes(left, take_number(left));
        return bytes;
    }
    if (change == CHANGE_CAPITAL) {
        mark[0] = (char)(folded - CAPITAL);
        text->bytes = 1;
    } else if (change == CHANGE_WIDE) {
        text->bytes = widen(folded, mark);
    } else if (change - CHANGE_TYPED < TYPED_COUNT) {
        memcpy(mark, TYPED[change - CHANGE_TYPED], TYPED_BYTES);
        text->bytes = TYPED_BYTES;
    }
    left->broken |= !text->bytes;
    return bytes;
}

/* A stretch of folded bytes that is to be unfolded, and the byte whose place is asked for. */
struct stretch {
    size_t start, end, at;
    struct buffer *out;
    size_t begun; /* bytes of `out` before it */
    size_t place; /* SIZE_MAX until it is known */
};

/* Adds the text of some folded bytes that are alike. */
static void unfold_alike(struct stretch *stretch, const char *folded, size_t from, size_t end)
{
    if (from < stretch->start)
        from = stretch->start;
    if (from >= end)
        return;
    if (stretch->at >= from && stretch->at < end)
        stretch->place = stretch->out->bytes - stretch->begun + stretch->at - from;
    buffer_add(stretch->out, folded + from, end - from);
}

/* Adds the text of a change. */
static void unfold_change(struct stretch *stretch, struct str text, size_t from, size_t end)
{
    if (from < stretch->start)
        return;
    if (stretch->at >= from && stretch->at < end)
        stretch->place = stretch->out->bytes - stretch->begun;
    buffer_add_str(stretch->out, text);
}

size_t index_unfold(const struct packed_texts *texts, size_t start, size_t end, size_t at,
                    struct buffer *out)
{
    struct stretch stretch = {start, end, at, out, out->bytes, SIZE_MAX};
    struct changes_left changes = {.rest = texts->changes};
    const char *folded = texts->folded.text;
    size_t passed = 0;

    while (passed < end && !changes.broken) {
        size_t left = end - passed, alike = changes.rest.bytes ? take_number(&changes) : left;
        size_t bytes;
        struct str text;
        char mark[4];

        if (alike > left)
            alike = left;
        unfold_alike(&stretch, folded, passed, passed + alike);
        passed += alike;
        if (passed == end)
            break;
        bytes = take_change(&changes, folded[passed], mark, &text);
        if (bytes > end - passed)
            return SIZE_MAX;
        unfold_change(&stretch, text, passed, passed + bytes);
        passed += bytes;
    }
    return changes.broken ? SIZE_MAX : stretch.place;
}
