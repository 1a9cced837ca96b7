#ifndef TEXT_KINSOKU_H
#define TEXT_KINSOKU_H

#include <uchar.h>

/* Characters that may not begin or end a line (禁则), after GB/T 15834-2011 (5.1) and W3C clreq
 * (3.1.3 Prohibition rules for line start and end). */

/* Strictness of the rules. Each level from NONE to STRICT adds rules to the one before. */
enum kinsoku_level {
    KINSOKU_AUTO, /* GB, but …… begins no line; LOOSE in a narrow column: see kinsoku_resolve() */
    KINSOKU_NONE,   /* no rules */
    KINSOKU_BASIC,  /* stops, closing marks, connectors, · and / begin no line; opening marks end
                       none */
    KINSOKU_GB,     /* ／, too, ends no line; signs stay with their numbers */
    KINSOKU_STRICT, /* —— and …… begin no line, either */
    KINSOKU_LOOSE,  /* GB, but ？ and ！ may begin a line, as in narrow newspaper columns */
};

/* The flags of a character, combined by or. */
enum kinsoku {
    KINSOKU_NOT_START = 1,
    KINSOKU_NOT_END = 2,
    KINSOKU_MAY_START = 4,   /* against Unicode's algorithm, which has no break before it */
    KINSOKU_MAY_END = 8,     /* against Unicode's algorithm, which has no break after it */
    KINSOKU_OPEN_QUOTE = 16, /* “ ‘, which in Unicode's algorithm are like closing ones */
    KINSOKU_CLOSE_QUOTE = 32,
    KINSOKU_AFTER_NUMBER = 64,   /* ％ % ‰ ℃ ° ′ ″ */
    KINSOKU_BEFORE_NUMBER = 128, /* ￥ ¥ $ № */
    KINSOKU_PUNCTUATION = 256,   /* stops and closing marks, at which a reader pauses */
    KINSOKU_CLINGS = 512,        /* begins a line only after a typed space */
    KINSOKU_HOLDS = 1024,        /* ends a line only before a typed space */
};

/* Returns the flags of one code point at a level; 0 for most. The caller must recognise a ’ between
 * Latin letters as an apostrophe, and a doubled — as a dash. */
unsigned kinsoku_of(char32_t cp, enum kinsoku_level level);

/* Returns the level for a column of text: AUTO becomes LOOSE below 20 columns. */
enum kinsoku_level kinsoku_resolve(enum kinsoku_level level, int cols);

#endif
