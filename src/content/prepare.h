#ifndef CONTENT_PREPARE_H
#define CONTENT_PREPARE_H

#include "finding.h"
#include "source.h"

/* A footnote's definition: [^label]: text, with what is indented under it. */
struct definition {
    struct str label; /* borrowed from the text */
    size_t start;     /* bytes into the text: what is defined */
    size_t end;
    int quotes;    /* that it stands in: their marks begin its lines */
    size_t number; /* of its mark, once the text has named it; 0: it has not */
};

struct definitions {
    struct definition *items;
    size_t count, cap;
};

/* Makes the parser's input of source->text, line by line, so that CommonMark's parser reads what
 * Chinese notices and other tools' files have:
 *
 * - Tables as GFM has them: behind a line of text, of short dashes, ended by a heading, with empty
 *   and surplus cells.
 * - ::: boxes are quotations whose first line is their head, as > [!NOTE] has it.
 * - Footnotes' definitions are left out, and told in *definitions.
 * - What mask.h says of emphasis, formulas and comments. */
void prepare(struct source *source, struct definitions *definitions, struct findings *findings);

#endif
