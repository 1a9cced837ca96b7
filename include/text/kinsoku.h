#ifndef TEXT_KINSOKU_H
#define TEXT_KINSOKU_H

#include <uchar.h>

/* What GB/T 15834-2011 (5.1) and W3C clreq (3.1.3 Prohibition rules for line start and end) ask of
 * a character, or'ed. */
enum kinsoku {
    KINSOKU_NOT_START =
        1, /* may not begin a line: stops, closing marks, dashes, signs after numbers */
    KINSOKU_NOT_END = 2,     /* may not end a line: opening marks, signs before numbers */
    KINSOKU_OPEN_QUOTE = 4,  /* “ ‘, which Unicode cannot tell from closing ones */
    KINSOKU_CLOSE_QUOTE = 8, /* ” ’ */
};

/* The flags of one code point; 0 for most. ’ between Latin letters is an apostrophe, which the
 * caller has to see. */
unsigned kinsoku_of(char32_t cp);

#endif
