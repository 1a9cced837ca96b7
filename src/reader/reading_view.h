#ifndef READER_READING_VIEW_H
#define READER_READING_VIEW_H

#include "reader/reading.h"

/* Internal to the reader. Returns whether at most a screenful is left from `at` on. */
bool reading_is_last_screen(const struct reading *reading, struct layout_at at);

#endif
