#ifndef TEXT_NOTE_MARK_H
#define TEXT_NOTE_MARK_H

#include "place.h"
#include "text/unit.h"

/* The marks of notes, and the numbers that look like them. */

/* Returns whether cp is a number in a circle or in brackets: ① ⑴ ❶. */
bool is_circled(char32_t cp);

/* Returns whether a mark of a note, or a number in brackets, may begin with cp. */
bool begins_note_mark(char32_t cp);

/* Returns the joint of a place before such a character, or after one in a circle. */
enum text_joint note_mark_joint(const struct place *p);

#endif
