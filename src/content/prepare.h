#ifndef CONTENT_PREPARE_H
#define CONTENT_PREPARE_H

#include "finding.h"
#include "source.h"

/* A footnote's definition, [^label]: text, with the indented lines below it. */
struct definition {
    struct str label; /* borrowed from the text */
    size_t start;     /* of the definition's text, in bytes into the whole text */
    size_t end;
    int quotes;    /* the number of quotes around it; their marks begin its lines */
    size_t number; /* of the footnote, or 0 until the text refers to it */
};

struct definitions {
    struct definition *items;
    size_t count, cap;
};

/* Makes the parser's input from source->text, line by line, so that CommonMark's parser can read
 * Chinese notices and other tools' files:
 *
 * - Tables follow GFM: right after text, short dashes, empty or surplus cells, ended by a heading.
 * - ::: boxes become quotations whose first line is their head, as in > [!NOTE].
 * - Footnotes' definitions go to *definitions, whose items the caller frees.
 * - Emphasis, formulas and comments are masked as mask.h describes. */
void prepare(struct source *source, struct definitions *definitions, struct findings *findings);

#endif
