#ifndef TEXT_OPPORTUNITY_H
#define TEXT_OPPORTUNITY_H

#include "base/str.h"
#include "text/kinsoku.h"

#include <stdbool.h>
#include <stddef.h>
#include <uchar.h>

/* The line-break opportunities of a text whose units (text/unit.h) count as any other text. */

static inline bool is_space(char32_t cp)
{
    return cp == ' ' || cp == 0x3000;
}

static inline bool is_ascii_graph(char32_t cp)
{
    return cp > ' ' && cp < 0x7F;
}

/* Answers text_may_break() as if nothing were a unit. */
bool opportunity_at(struct str text, size_t at, enum kinsoku_level level);

/* Returns whether a word may be cut between two grapheme clusters at `at` if it has to be: neither
 * before a character that begins no line, nor after one that ends none, nor within —— or ……. */
bool cut_at(struct str text, size_t at, enum kinsoku_level level);

#endif
