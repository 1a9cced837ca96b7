#ifndef CONTENT_RICH_H
#define CONTENT_RICH_H

#include "base/arena.h"
#include "base/buffer.h"
#include "content/document.h"
#include "pieces.h"
#include "source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Builds the text of one block after another: cleans it, joins its lines, and keeps its spans and
 * source positions. Set `source` and `base` in a zeroed struct. Add pieces in the order of the
 * input; one with the offset SIZE_MAX is not from the input, and gets the position of the input
 * that comes next. */
struct rich_builder {
    const struct source *source; /* the text being parsed */
    int64_t base;                /* the position of source->text.p[0] */
    size_t consumed;             /* bytes of the input already used */

    /* State of the block being built. */
    struct buffer text;
    struct span *spans;
    size_t span_count, span_cap;
    struct text_run *runs;
    size_t run_count, run_cap;
    size_t *lines; /* offsets in the text at which lines of the input begin, without the first */
    size_t line_count, line_cap;
    bool has_position; /* some of the text is from the input, not only from the parser */
    unsigned styles;   /* of the text added next */
    struct str target;

    /* A soft break, or a space next to emphasis: the text that follows decides whether it becomes a
     * space or nothing. */
    struct {
        bool pending;
        bool ends_line;
        int64_t position;
        unsigned styles;
        struct str target;
    } gap;
    size_t emphasis_end; /* end of the last closed emphasis in the text, or SIZE_MAX */
    size_t link_start;   /* beginning of the text of the last opened link */
    size_t images;
    bool has_words; /* there is more than images and spaces */

    size_t measured; /* in a code block: bytes of the text whose columns are counted */
    int cols;        /* of the last line, up to there */
};

/* Begins a block. */
void rich_start(struct rich_builder *rich);

/* Sets what the text added from now on looks like; `target` is borrowed until rich_finish(). */
void rich_set_styles(struct rich_builder *rich, unsigned styles, struct str target);

/* Returns the source position of input[at]. */
int64_t rich_position(const struct rich_builder *rich, size_t at);

/* Gives all of a text that is not from the input, in whose runs each piece has its own, one
 * position. Returns how many runs are left. */
size_t rich_ground(struct text_run *runs, size_t count, struct str text, int64_t position);

/* Adds prose from input[at]; tabs and newlines in it become spaces. */
void rich_add(struct rich_builder *rich, struct str text, size_t at);

/* Adds `stand_in`, cleaned as prose, in place of `bytes` of the input at `at`. */
void rich_add_stand_in(struct rich_builder *rich, size_t at, size_t bytes, struct str stand_in);

/* Adds a part of a code block, from the input or of the parser's own. Newlines stay, tabs are
 * expanded. */
void rich_add_code(struct rich_builder *rich, const char *text, size_t bytes);

void rich_add_soft_break(struct rich_builder *rich);
void rich_add_hard_break(struct rich_builder *rich);

/* Call before the styles change to, and from, emphasis or strong emphasis. */
void rich_open_emphasis(struct rich_builder *rich);
void rich_close_emphasis(struct rich_builder *rich);

/* Call before the styles change to an image's. */
void rich_open_image(struct rich_builder *rich);

/* Call before the styles change to a link's. */
void rich_open_link(struct rich_builder *rich);

/* Returns the open link's text so far, without the spaces around it; borrowed until more is added.
 */
struct str rich_link_text(const struct rich_builder *rich);

/* Adds a link's number. Call before the styles change from the link's. The text before and after is
 * joined as if there were no number. */
void rich_add_number(struct rich_builder *rich, size_t number);

/* Removes the newline at the end of a code block. */
void rich_chop_newline(struct rich_builder *rich);

/* Ends the block and copies it to *out in `arena`. Returns whether it has only images. */
bool rich_finish(struct rich_builder *rich, struct arena *arena, struct rich_text *out);

/* Frees what the builder owns. */
void rich_free(struct rich_builder *rich);

#endif
