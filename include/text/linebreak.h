#ifndef TEXT_LINEBREAK_H
#define TEXT_LINEBREAK_H

#include "base/str.h"
#include "text/kinsoku.h"

#include <stdbool.h>
#include <stddef.h>

/* Breaks Chinese text into lines as newspapers do. Unicode's line breaking algorithm (text/uax14.h)
 * is tailored by GB/T 15834-2011 and W3C clreq (text/kinsoku.h): characters that may not begin or
 * end a line, the side of quotation marks, dashes and ellipses; units (text/unit.h), ASCII words
 * and URLs kept whole. */

/* Typesetting options. A zeroed struct has newspaper rules and no optional features. */
struct text_setting {
    enum kinsoku_level kinsoku;
    bool ambiguous_wide;
    bool hang;    /* the last TEXT_HANG_COLS columns are a margin for one hanging 、 ， or 。 */
    bool spacing; /* a blank column between Han and Latin: see text/spacing.h */
};

enum { TEXT_HANG_COLS = 2 };

/* One line of a text. */
struct text_line {
    size_t end;  /* offset after its last byte, without trailing spaces and newline */
    size_t next; /* offset of the next line, after those spaces and that newline */
    int cols;    /* width of the bytes up to `end`, with the blank columns of `spacing` */
};

/* Returns whether a line may begin at byte `at` of the text, which must begin a code point: at a
 * unit's joint, too, unless it is a hard one. The
 * answer depends only on the text around `at`. "\n" is a hard line break; a line never begins with
 * a space. */
bool text_may_break(struct str text, size_t at, enum kinsoku_level level);

/* Returns the line that begins at byte `start` < text.bytes of clean UTF-8. It is as full as `cols`
 * columns allow: it ends at the last break opportunity that fits (push-out, 推出) or at a newline;
 * trailing spaces take up no columns. It ends within a unit only if it would be more than four
 * columns shorter otherwise, and then at the joint that gives way first. A word longer than the
 * line is broken at a unit's joint, or between grapheme clusters that may begin and end a line, if
 * there are any; a URL preferably after a delimiter. At least one cluster is taken, so only a
 * single cluster can be wider than `cols`. */
struct text_line text_line_next(struct str text, size_t start, int cols,
                                const struct text_setting *setting);

/* Returns the columns of a text on one line, with the blank columns of `spacing`. */
int text_set_cols(struct str text, const struct text_setting *setting);

/* Returns the columns of the widest piece of a text that no line is parted in, but in an emergency:
 * a word, a number, an address; with `whole_units` no line is parted in a unit (text/unit.h), even
 * at a joint that gives way. May stop as soon as it is beyond `most`. */
int text_widest_piece(struct str text, bool whole_units, int most,
                      const struct text_setting *setting);

/* Returns whether a line has at most one Han character besides stops and closing marks; a dash or
 * an ellipsis counts as one. Such a line is not to be a paragraph's last (clreq: 孤字不成行). */
bool text_is_single_character(struct str line);

/* Returns the last break opportunity after `start` and before `end`, at a unit's joint only if
 * there is no other, or `start` if absent. */
size_t text_last_break(struct str text, size_t start, size_t end, enum kinsoku_level level);

#endif
