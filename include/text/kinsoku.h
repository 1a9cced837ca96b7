#ifndef TEXT_KINSOKU_H
#define TEXT_KINSOKU_H

#include <uchar.h>

/* What may not begin or end a line (禁则), after GB/T 15834-2011 (5.1) and W3C clreq (3.1.3
 * Prohibition rules for line start and end). */

/* How much of it is heeded; each level but LOOSE asks for more than the one before. */
enum kinsoku_level {
    KINSOKU_AUTO,   /* GB, or LOOSE in a narrow column: see kinsoku_settle(); else the same as GB */
    KINSOKU_NONE,   /* nothing: all of these may stand anywhere */
    KINSOKU_BASIC,  /* stops, closing marks, connectors, · and / begin no line; opening marks end
                       none */
    KINSOKU_GB,     /* and ／ ends no line; signs stay with what they stand beside */
    KINSOKU_STRICT, /* and neither —— nor …… begins one */
    KINSOKU_LOOSE,  /* as GB, but ？ and ！ may begin one, as in narrow newspaper columns */
};

/* The flags of a character, or'ed. */
enum kinsoku {
    KINSOKU_NOT_START = 1,
    KINSOKU_NOT_END = 2,
    KINSOKU_MAY_START = 4,   /* though Unicode's algorithm, on its own, has no break before it */
    KINSOKU_MAY_END = 8,     /* though it has none after it */
    KINSOKU_OPEN_QUOTE = 16, /* “ ‘, which Unicode cannot tell from closing ones */
    KINSOKU_CLOSE_QUOTE = 32,
    KINSOKU_AFTER_NUMBER = 64,   /* ％ % ‰ ℃ ° ′ ″ */
    KINSOKU_BEFORE_NUMBER = 128, /* ￥ ¥ $ № */
    KINSOKU_PUNCTUATION = 256,   /* stops and closing marks, which a reader pauses at */
};

/* The flags of one code point at a level; 0 for most. That ’ between Latin letters is an
 * apostrophe, and that — is a dash where it is doubled, is the caller's to see. */
unsigned kinsoku_of(char32_t cp, enum kinsoku_level level);

/* The level for a column of text: AUTO becomes GB, or LOOSE in less than 20 columns. */
enum kinsoku_level kinsoku_settle(enum kinsoku_level level, int cols);

#endif
