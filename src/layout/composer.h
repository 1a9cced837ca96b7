#ifndef SRC_LAYOUT_COMPOSER_H
#define SRC_LAYOUT_COMPOSER_H

#include "base/arena.h"
#include "base/buffer.h"
#include "content/document.h"

#include <stdbool.h>

/* A rich text that grows line by line.
 *
 * Runs must ascend, but the cells of a wrapped row interleave. So every line has a run at its
 * start, which maps a position to its line and back, and a row takes its other runs from some of
 * its cells only: a row of one line from all cells; a row of several lines from its leader, the
 * cell with most lines, and on its first line also from the cells before the leader, on its last
 * line from those after it. All other positions in the row map to its first or last line. A line
 * without text gets the position right after the text before it. */
struct composer {
    struct buffer text;
    struct span *spans;
    size_t span_count, span_cap;
    struct text_run *runs;
    size_t run_count, run_cap;
    size_t line_start;
    bool line_has_run;
    int64_t behind; /* source position right after the beginning of the last character added */
};

/* Iterates over a cell part by part. */
struct cursor {
    const struct rich_text *cell;
    size_t at;   /* offset of the next part */
    size_t span; /* index of the first span, and of the first run, that may reach beyond `at` */
    size_t run;
};

/* Maps the text from byte `text` on to a source position, which is not before the last one. */
void composer_add_run(struct composer *to, size_t text, int64_t source);

/* Adds the cell's text from the cursor up to `end`, with its runs if `with_runs`. */
void composer_add_part(struct composer *to, struct cursor *cursor, size_t end, bool with_runs);

/* Begin and end a line. */
void composer_start_line(struct composer *to);
void composer_finish_line(struct composer *to);

/* Notes that the text added next stands behind a cell. */
void composer_pass_cell(struct composer *to, const struct rich_text *cell);

/* Returns the text, allocated in an arena, and frees the rest. */
struct rich_text *composer_finish(struct composer *to, struct arena *arena);

#endif
