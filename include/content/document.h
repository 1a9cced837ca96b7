#ifndef CONTENT_DOCUMENT_H
#define CONTENT_DOCUMENT_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A piece of an article as a flat list of blocks, in reading order. Containers (quotes, lists) are
 * attributes of the blocks in them, so that a layout can take the blocks one by one. */

enum block_kind {
    BLOCK_PARAGRAPH,
    BLOCK_HEADING,
    BLOCK_CODE,    /* verbatim, lines end in \n, no final one */
    BLOCK_CAPTION, /* an image's alt text; a paragraph that is an image alone becomes just this */
    BLOCK_RULE,    /* a thematic break, no text */
    BLOCK_TABLE,   /* `table` is set; text and spans are empty */
    BLOCK_KICKER,  /* from here on: made from the header, not from the body */
    BLOCK_TITLE,
    BLOCK_SUBTITLE,
    BLOCK_BYLINE,
    BLOCK_LINK, /* where a link leads, listed at the end */
    BLOCK_NOTE, /* the editor's note there */
    BLOCK_NEXT  /* the next article's title after the end */
};

enum span_style {
    SPAN_EMPHASIS = 1,
    SPAN_STRONG = 2,
    SPAN_CODE = 4,
    SPAN_LINK = 8,
    SPAN_STRIKE = 16,
    /* What a link's text is followed by, which is not the article's own: see enum link_form. Always
     * with SPAN_LINK and the link's target. */
    SPAN_NUMBER = 32
};

/* A styled stretch of a block's text. The spans of a block do not overlap and are in order; text
 * between them is plain. */
struct span {
    size_t start; /* bytes into the block's text */
    size_t end;
    unsigned styles;   /* enum span_style, or'ed */
    struct str target; /* of SPAN_LINK: where it leads */
};

/* From `text` bytes into the block's text on, until the next run, text is a copy of the source from
 * `source` on (or stands for what is there). Both ascend. */
struct text_run {
    size_t text;
    int64_t source;
};

/* Text with its spans and where it came from; all of it cleaned. "\n" is a hard line break. */
struct rich_text {
    struct str text;
    struct span *spans;
    size_t span_count;
    struct text_run *runs; /* at least one where there is text */
    size_t run_count;
};

enum cell_align { CELL_LEFT, CELL_CENTER, CELL_RIGHT };

struct table {
    size_t column_count;
    size_t row_count; /* the first row is the head */
    enum cell_align *aligns;
    struct rich_text *cells; /* row by row */
};

struct block {
    enum block_kind kind;
    struct rich_text rich;
    struct table *table;
    int64_t source;    /* where its text begins: bytes into the file's body; never descends */
    int level;         /* of a heading, 1 to 6 */
    int quote_depth;   /* how many block quotes it stands in */
    int list_depth;    /* how many lists it stands in */
    int list_cols;     /* the columns that those lists' items take up before their text */
    struct str marker; /* the item's, with no space after it ("•", "3.", "（一）"); on its first
                          block only */
    bool tight;        /* in a list whose items are not set apart */
    bool note;         /* of a footnote */
    enum cell_align align; /* of HTML's align="right" or <center>; else CELL_LEFT */
};

/* Something in a body that is not wrong and may still not be as its editor means it. */
enum finding_kind {
    FINDING_BARE_IMAGE,    /* a picture without a description */
    FINDING_IMAGE,         /* `text` is a picture's file */
    FINDING_UNKNOWN_HTML,  /* `text` is the name of an element that HTML does not have */
    FINDING_SURPLUS_CELL,  /* a row of a table has more cells than its head */
    FINDING_OPEN_COMMENT,  /* <!-- without -->: what follows is not shown */
    FINDING_SHOWN_COMMENT, /* the same behind other text, which is shown */
    FINDING_OPEN_BOX,      /* ::: that is not closed */
    FINDING_OPEN_FOOTNOTE, /* a footnote without a mark in the text; `text` is its label */
    /* From here on: found by --check alone, in the text that came of it. */
    FINDING_OPEN_STRONG,       /* ** without its other half */
    FINDING_HEADING_MARK,      /* ##标题 without a space, or ＃ */
    FINDING_LINK_MARKS,        /* a link in full-width brackets, or with a space between them */
    FINDING_LINK_SPACE,        /* a link's target with a space in it */
    FINDING_FULL_WIDTH_PIPE,   /* a table's row with ｜ */
    FINDING_TABLE_RULE,        /* a table's rows without the line of dashes, or with a wrong one */
    FINDING_OPEN_NOTE_MARK,    /* [^label] without its footnote; `text` is the label */
    FINDING_JOINED_PARAGRAPHS, /* a paragraph each of whose lines ends a sentence */
    FINDING_KINDS
};

struct finding {
    enum finding_kind kind;
    int64_t source; /* bytes into the file's body */
    struct str text;
};

/* The blocks and all they point to live in the document's arena. */
struct document {
    struct arena arena;
    struct block *blocks;
    size_t block_count;
    struct block
        *notes; /* the footnotes, each after its mark 〔1〕; their positions mean nothing */
    size_t note_count;
    struct finding *findings; /* in the order of the text */
    size_t finding_count;
    struct str *targets; /* of the numbered links: that of number 1 first, none twice */
    size_t target_count;
};

/* The ways to tell where a link leads. A number stands right behind the link's text, in the source
 * where that ends. None is added where the text is the target itself (without its mailto:), or
 * where there is no text or no target. */
enum link_form {
    LINKS_PLAIN,   /* not at all */
    LINKS_NUMBERED /* 这里[1]: one number a target, counted from 1; document.targets lists them */
};

/* Parses Markdown into *document: CommonMark (md4c) with GFM's tables and task lists, footnotes,
 * ::: boxes, links of wikis, HTML of which the text is kept, formulas as they are typed, and
 * emphasis by rules that suit Chinese (prepare.h, mask.h, emphasis.h, marks.h, and html_flow.h in
 * src/content say more). `source` is the offset of text[0] in the body; the text need not outlive
 * the call. Within a paragraph a newline between two wide characters (not Hangul; “ ” ‘ ’ — … ·
 * beside one count as wide) is nothing, else a space; a single space that is there for CommonMark's
 * sake, outside of a strong or emphasised span and between it and a wide character with a wide one
 * at the span's end, is nothing either. The numbers of a list are those that are written; where it
 * repeats its first one, 0 or 1, it is counted on. What is struck out keeps its ~~ around it.
 *
 * Lines of paragraphs that begin with a number as Chinese text has it (一、 （一） (1) 1、 １． 1)
 * ① ⑴ ⒈ ㈠; to 九十九, 999, ⑳, ㈩) are items of a tight list, and blocks of their own, where at
 * least two in one style go up by one: on lines of a paragraph or at the beginning of paragraphs
 * one right after another in the same quotes and lists. What begins with 1 in another style right
 * behind an item is a list in it, and so is a list of CommonMark; then the outer numbers may go on.
 * The marker is the number as it is written, without spaces around it; no number is code, an escape
 * or all of a link's text.
 *
 * Blocks without text are left out, but rules, tables and those with a marker. Never fails:
 * what is no markup is text, and so is what would cost far more than its size: a table of more than
 * 128 columns or mostly of cells that are not written out, links that repeat a long target many
 * times, containers that a line's first 256 bytes do not open. */
void document_parse(struct document *document, const char *text, size_t bytes, int64_t source,
                    enum link_form links);

/* The columns of a marker with the gap behind it: one column, but none behind 、 ） ．, which are
 * half empty. */
int marker_cols(struct str marker, bool ambiguous_wide);

/* The source offset of byte `offset` of the text; 0 where there is no text. */
int64_t rich_text_source(const struct rich_text *rich, size_t offset);

/* The largest offset of the text, at a code point's start, whose source is at or before `source` (0
 * where there is none). */
size_t rich_text_offset(const struct rich_text *rich, int64_t source);

void document_free(struct document *document);

#endif
