#ifndef CONTENT_DOCUMENT_H
#define CONTENT_DOCUMENT_H

#include "base/arena.h"
#include "base/str.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A parsed text as a flat list of blocks, in reading order. Containers (quotes, lists) are
 * attributes of the blocks in them, so that a layout can take the blocks one by one. */

enum block_kind {
    BLOCK_PARAGRAPH,
    BLOCK_HEADING,
    BLOCK_CODE,    /* verbatim; all lines but the last end in \n */
    BLOCK_CAPTION, /* an image's alt text; replaces a paragraph that has only images */
    BLOCK_RULE,    /* a thematic break, no text */
    BLOCK_TABLE,   /* `table` is set; text and spans are empty */
    BLOCK_KICKER,  /* from here on: added before or after the body, not part of it */
    BLOCK_TITLE,
    BLOCK_SUBTITLE,
    BLOCK_BYLINE,
    BLOCK_LINK, /* a link's target, listed after the body */
    BLOCK_NOTE, /* the editor's note, after the links */
    BLOCK_NEXT  /* the next article's title, at the very end */
};

enum span_style {
    SPAN_EMPHASIS = 1,
    SPAN_STRONG = 2,
    SPAN_CODE = 4,
    SPAN_LINK = 8,
    SPAN_STRIKE = 16,
    /* The number added after a link's text, which is not the article's own: see enum link_form.
       Always with SPAN_LINK and the link's target. */
    SPAN_NUMBER = 32,
    SPAN_PROPER = 64 /* a proper name (专名号), by <u> */
};

/* A styled part of a block's text. The spans of a block do not overlap and are in order; text
 * between them is plain. */
struct span {
    size_t start; /* bytes into the block's text */
    size_t end;
    unsigned styles;   /* enum span_style, or'ed together */
    struct str target; /* the link's, with SPAN_LINK */
};

/* Maps a block's text to its source: from byte `text` up to the next run, the text is a copy of the
 * source from `source` on, or replaces it. Both fields ascend from run to run. */
struct text_run {
    size_t text;
    int64_t source;
};

/* Text with its styles and source positions, all of it cleaned. "\n" is a hard line break. */
struct rich_text {
    struct str text;
    struct span *spans;
    size_t span_count;
    struct text_run *runs; /* at least one unless the text is empty */
    size_t run_count;
};

enum cell_align { CELL_LEFT, CELL_CENTER, CELL_RIGHT };

struct table {
    size_t column_count;
    size_t row_count; /* including the first, which is the head */
    enum cell_align *aligns;
    struct rich_text *cells; /* row by row */
};

struct block {
    enum block_kind kind;
    struct rich_text rich;
    struct table *table;
    int64_t source;  /* offset of its text in the file's body; never descends from block to block */
    int level;       /* 1 to 6, of a heading */
    int quote_depth; /* the number of block quotes around it */
    int list_depth;  /* the number of lists around it */
    int list_cols;   /* the columns by which those lists indent its text */
    struct str marker; /* of the list item, without a space after it ("•", "3.", "（一）"); only on
                          the item's first block */
    bool tight;        /* in a list without blank lines between its items */
    bool note;         /* part of a footnote */
    bool flush;        /* a paragraph without an indent: a letter's 称谓 or 敬礼 */
    bool continues; /* goes on with the block before, which was longer than BLOCK_MOST_BYTES */
    enum cell_align align; /* from HTML's align="right" or <center>, or a signature as a letter has
                              it; else CELL_LEFT */
};

/* Kinds of text in a body that are valid but perhaps not what the editor meant. */
enum finding_kind {
    FINDING_BARE_IMAGE,    /* an image without a description */
    FINDING_IMAGE,         /* an image; `text` is its file, which may be missing */
    FINDING_UNKNOWN_HTML,  /* `text` is the name of an element that HTML does not have */
    FINDING_SURPLUS_CELL,  /* a row of a table has more cells than its head */
    FINDING_OPEN_COMMENT,  /* <!-- without -->: what follows is not shown */
    FINDING_SHOWN_COMMENT, /* <!-- without --> after other text: what follows is shown */
    FINDING_OPEN_BOX,      /* ::: without a closing ::: */
    FINDING_OPEN_FOOTNOTE, /* a footnote that the text does not refer to; `text` is its label */
    /* From here on: found only by --check, in the parsed text. */
    FINDING_OPEN_STRONG,       /* ** without the matching ** */
    FINDING_HEADING_MARK,      /* ##标题 without a space, or ＃ */
    FINDING_LINK_MARKS,        /* a link in full-width brackets, or with a space between them */
    FINDING_LINK_SPACE,        /* a link's target with a space in it */
    FINDING_FULL_WIDTH_PIPE,   /* a table's row with ｜ */
    FINDING_TABLE_RULE,        /* a table's rows without a correct line of dashes */
    FINDING_OPEN_NOTE_MARK,    /* [^label] without a footnote; `text` is the label */
    FINDING_JOINED_PARAGRAPHS, /* a paragraph in which each line ends a sentence */
    FINDING_LONG_BLOCK,        /* a paragraph out of all proportion */
    FINDING_KINDS
};

struct finding {
    enum finding_kind kind;
    int64_t source; /* bytes into the file's body */
    struct str text;
};

/* A parsed text. Its blocks and all they point to live in its arena. */
struct document {
    struct arena arena;
    struct block *blocks;
    size_t block_count;
    struct block *notes; /* the footnotes' blocks, with the mark 〔1〕 on each footnote's first;
                            their positions mean nothing */
    size_t note_count;
    struct finding *findings; /* in the order of the text */
    size_t finding_count;
    struct str *targets; /* of the numbered links, without duplicates; number 1 is the first */
    size_t target_count;
};

/* Ways to show where a link leads. A number follows the link's text; its source position is the end
 * of that text. A link gets no number if its text is its target (without mailto:), or if it has no
 * text or no target. */
enum link_form {
    LINKS_NUMBERED, /* 这里[1]: one number per target, counted from 1; document.targets lists them
                     */
    LINKS_PLAIN     /* not shown */
};

/* Parses Markdown into *document: CommonMark (md4c) with GFM's tables and task lists, footnotes,
 * ::: boxes, wiki links, HTML of which the text is kept, formulas as typed, and emphasis by rules
 * that suit Chinese (for details see prepare.h, mask.h, emphasis.h, bracket_marks.h and html_flow.h
 * in src/content). `source` is the offset of text[0] in the body; the text need not outlive the
 * call. In a paragraph, a newline between two wide characters is dropped (Hangul does not count as
 * wide; “ ” ‘ ’ — … · next to a wide character do), and any other becomes a space. A single space
 * between a strong or emphasised span and a wide character outside of it is dropped, too, if the
 * span's end is wide: CommonMark needs such a space, Chinese does not. List items keep their
 * written numbers; a list that repeats its first number, 0 or 1, is counted up. Struck-out text
 * keeps its ~~.
 *
 * Lines of paragraphs that begin with a number in Chinese style (一、 （一） (1) 1、 １． 1) ① ⑴ ⒈
 * ㈠; up to 九十九, 999, ⑳, ㈩) become items of a tight list, as blocks of their own, if at least
 * two in one style count up by one: on lines of a paragraph, or at the beginning of consecutive
 * paragraphs in the same quotes and lists. A line with 1 in another style right after an item
 * begins a nested list, and so does a list of CommonMark; the outer numbers may continue after it.
 * 第一章, 第一条 and their kin, before a blank or a stop, are items even alone, and all of one
 * list. The marker is the number as written, without the spaces around it. A number in code, an
 * escaped one, or one that is all of a link's text does not count.
 *
 * Blocks without text are left out, except rules, tables and blocks with a marker. Blocks of more
 * than BLOCK_MOST_BYTES are cut, a table between its rows, with the head before each part. Never
 * fails: invalid markup is text, and so is markup that would cost far more than its size: a table
 * of more than 128 columns, with a row longer than BLOCK_MOST_BYTES or with mostly implicit cells,
 * links that repeat a long target many times, containers opened beyond a line's first 256 bytes. */
void document_parse(struct document *document, const char *text, size_t bytes, int64_t source,
                    enum link_form links);

/* Does what document_parse() does, but gives up soon after *given_up has become true. Returns
 * false, and leaves an empty document, if it did. */
bool document_parse_unless(struct document *document, const char *text, size_t bytes,
                           int64_t source, enum link_form links, const atomic_bool *given_up);

/* Returns the columns of a marker and the gap after it: one column, or none after 、 ） ．, which
 * are half empty. */
int marker_cols(struct str marker, bool ambiguous_wide);

/* Returns the source offset of byte `offset` of the text, or 0 if there is no text. */
int64_t rich_text_source(const struct rich_text *rich, size_t offset);

/* Returns the largest offset of the text, at the beginning of a code point, whose source is at or
 * before `source`, or 0 if there is none. */
size_t rich_text_offset(const struct rich_text *rich, int64_t source);

/* Returns the last block that begins at or before `position`, or 0 if there is none. */
size_t document_block_at(const struct document *document, int64_t position);

void document_free(struct document *document);

#endif
