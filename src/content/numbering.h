#ifndef CONTENT_NUMBERING_H
#define CONTENT_NUMBERING_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* A number in Chinese style before an item, which Markdown does not know: 一、 （一） (1) 1、 １．
 * 1) ① ⑴ ⒈ ㈠. */
struct numbering {
    int style;    /* equal for 1. and １．, and for (一) and （一） */
    int number;   /* 1 to 999; 一 to 九十九 */
    size_t bytes; /* of the number with its brackets or its stop */
};

/* Returns whether a number is at text[0]. The text may be any bytes. */
bool numbering_read(struct str text, struct numbering *numbering);

#endif
