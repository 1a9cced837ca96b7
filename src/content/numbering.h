#ifndef CONTENT_NUMBERING_H
#define CONTENT_NUMBERING_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* The numbers that Chinese text puts before its items, and Markdown knows nothing of: 一、 （一）
 * (1) 1、 １． 1) ① ⑴ ⒈ ㈠. */
struct numbering {
    int style;    /* the same for 1. and １．, for (一) and （一） */
    int number;   /* 1 to 999; 一 to 九十九 */
    size_t bytes; /* of the number with its brackets or its stop */
};

/* Whether a number stands at text[0]. The text may be any bytes. */
bool numbering_read(struct str text, struct numbering *numbering);

#endif
