#ifndef TEXT_PLACE_H
#define TEXT_PLACE_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

/* A place in a text. */
struct place {
    struct str text;
    size_t at;           /* of `next` */
    size_t end;          /* of `prev`, before the blank */
    char32_t prev, next; /* the characters on either side */
    bool blank;          /* whether a typed blank lies between them */
};

#endif
