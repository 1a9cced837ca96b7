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

/* Collects the text of one block after another: cleans it, joins its lines, keeps its spans and
 * where it came from. Set `source` and `base` of a zeroed struct. Pieces are added in the order of
 * the input; one at SIZE_MAX stands for what comes next there. */
struct rich_builder {
    const struct source *source; /* what is parsed */
    int64_t base;                /* the position of source->text.p[0] */
    size_t consumed;             /* bytes of the input that are behind us */

    /* Of the block being collected. */
    struct buffer text;
    struct span *spans;
    size_t span_count, span_cap;
    struct text_run *runs;
    size_t run_count, run_cap;
    size_t *lines; /* where in the text a line of the input begins, but the first */
    size_t line_count, line_cap;
    bool grounded;   /* some of it came from the input, not from the parser alone */
    unsigned styles; /* of what is added next */
    struct str target;

    /* A soft break, or a space beside an emphasis: what follows decides whether it is anything. */
    struct {
        bool pending;
        bool ends_line;
        int64_t place;
        unsigned styles;
        struct str target;
    } gap;
    size_t emphasis_end; /* where in the text an emphasis closed last; SIZE_MAX: nowhere */
    size_t link_start;   /* where the link's text began that was opened last */
    size_t images;
    bool has_words; /* something but images and spaces */

    size_t measured; /* of a code block: bytes of the text whose columns are counted */
    int cols;        /* of its last line up to there */
};

/* Begins a block. */
void rich_start(struct rich_builder *rich);

/* Sets what the text added from now on looks like; `target` is borrowed until rich_finish(). */
void rich_set_styles(struct rich_builder *rich, unsigned styles, struct str target);

/* The position of input[at]. */
int64_t rich_place(const struct rich_builder *rich, size_t at);

/* A piece of prose that stands at input[at]; tabs and newlines in it become spaces. */
void rich_add(struct rich_builder *rich, struct str text, size_t at);

/* `stand_in` for `bytes` of the input at `at`, cleaned as prose. */
void rich_add_stand_in(struct rich_builder *rich, size_t at, size_t bytes, struct str stand_in);

/* A piece of a code block as the parser tells it, of the input or of the parser's own: its newlines
 * stay, its tabs are expanded. */
void rich_add_code(struct rich_builder *rich, const char *text, size_t bytes);

void rich_add_soft_break(struct rich_builder *rich);
void rich_add_hard_break(struct rich_builder *rich);

/* Before the styles change to and from an emphasis or a strong one. */
void rich_open_emphasis(struct rich_builder *rich);
void rich_close_emphasis(struct rich_builder *rich);

/* Before the styles change to an image's. */
void rich_open_image(struct rich_builder *rich);

/* Before the styles change to a link's. */
void rich_open_link(struct rich_builder *rich);

/* The link's text up to here, without the spaces around it; borrowed until more is added. */
struct str rich_link_text(const struct rich_builder *rich);

/* Before the styles change from a link's: adds its number. To the text before and after it that is
 * nothing: no space comes or goes for it. */
void rich_add_number(struct rich_builder *rich, size_t number);

/* Takes off the newline at the end of a code block. */
void rich_chop_newline(struct rich_builder *rich);

/* Ends the block and copies it to *out in `arena`. Returns whether it consists of images alone. */
bool rich_finish(struct rich_builder *rich, struct arena *arena, struct rich_text *out);

/* Frees what the builder owns. */
void rich_free(struct rich_builder *rich);

#endif
