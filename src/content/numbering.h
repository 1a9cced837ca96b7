#ifndef CONTENT_NUMBERING_H
#define CONTENT_NUMBERING_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

/* A number in Chinese style before an item, which Markdown does not know: 一、 （一） (1) 1、 １．
 * 1) ① ⑴ ⒈ ㈠ 第一章 第1条. */
struct numbering {
    int style; /* equal for 1. and １．, for (一) and （一）, and for 第一章 and 第1条 */
    int number;   /* 1 to 999; 一 to 九十九; 第一条 to 第九百九十九条 */
    bool alone;   /* it needs no neighbour that counts up to be an item's number: 第三条 */
    size_t bytes; /* of the number with its brackets or its stop */
};

/* Returns whether a number is at text[0]. The text may be any bytes. */
bool numbering_read(struct str text, struct numbering *numbering);

#endif
