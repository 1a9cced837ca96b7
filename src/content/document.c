#include "content/document.h"

#include "base/alloc.h"
#include "block_bounds.h"
#include "blocks.h"
#include "bracket_marks.h"
#include "letter.h"
#include "md4c_limits.h"
#include "notes.h"
#include "prepare.h"

#include <stdint.h>
#include <stdlib.h>

/* Links are read as text if their targets add up to more than this many times the input. */
enum { TARGET_BUDGET_FACTOR = 16 };

/* Copies a collected array to the document's arena. Returns NULL if it is empty. */
static void *keep(struct document *document, const void *array, size_t count, size_t size)
{
    return count ? (void *)arena_copy(&document->arena, (struct str){array, count * size}).p : NULL;
}

/* State shared by the parsing of a body and of its footnotes. */
struct parsing {
    struct document *document;
    struct findings findings;
    struct footnotes footnotes;
    struct links links;
    enum link_form link_form;
    unsigned flags;
    bool no_links; /* they cost too much: see md4c_limits.h */
    size_t target_budget;
    const atomic_bool *given_up; /* NULL: never */
};

/* Parses a text into blocks, and its Chinese numbers into lists. On success frees the input before
 * it copies the blocks, so that both are never in memory at once. */
static int parse_blocks(struct parsing *parsing, struct source *source, int64_t base,
                        struct block **blocks, size_t *count)
{
    const MD_PARSER callbacks = {.flags = parsing->flags,
                                 .enter_block = blocks_enter,
                                 .leave_block = blocks_leave,
                                 .enter_span = inline_enter_span,
                                 .leave_span = inline_leave_span,
                                 .text = inline_text};
    struct parser parser = {
        .document = parsing->document,
        .source = source,
        .rich = {.source = source, .base = base},
        .findings = &parsing->findings,
        .footnotes = &parsing->footnotes,
        .links = &parsing->links,
        .target_budget = parsing->target_budget,
        .link_form = parsing->link_form,
        .given_up = parsing->given_up,
    };
    int status = md_parse(source->input.data, (MD_SIZE)source->input.bytes, &callbacks, &parser);

    if (status == 0)
        buffer_free(&source->input);
    *count = parser.block_count;
    *blocks = keep(parsing->document, parser.blocks, parser.block_count, sizeof(*parser.blocks));
    if (status == 0) {
        items_resolve(&parser.items, &parsing->document->arena, blocks, count);
        letter_resolve(&parsing->document->arena, blocks, count);
        blocks_bound(&parsing->document->arena, blocks, count);
    }
    items_free(&parser.items);
    pieces_free(&parser.pieces);
    html_flow_free(&parser.html);
    free(parser.blocks);
    free(parser.lists);
    free(parser.cells);
    rich_free(&parser.rich);
    return status;
}

/* Removes markup from the input on which the parser is slow. Adds zero bytes behind the input's
 * end, because md4c 0.4.8 reads a little beyond it. */
static void limit_markup(const struct parsing *parsing, struct buffer *input)
{
    static const char behind[8] = {0};

    limit_nesting(input);
    if (parsing->no_links)
        limit_links(input);
    buffer_add(input, behind, sizeof(behind));
    input->bytes -= sizeof(behind);
}

/* Parses one footnote's text into the blocks that follow its mark. */
static int parse_note(struct parsing *parsing, const struct definition *definition, struct str text,
                      struct block **blocks, size_t *count)
{
    struct buffer own = {0};
    struct source source = {0};
    struct definitions none = {0};
    struct findings ignored = {0};
    int status;

    notes_dedent(&own,
                 (struct str){text.p + definition->start, definition->end - definition->start},
                 definition->quotes);
    source.text = arena_copy(&parsing->document->arena, buffer_str(&own));
    prepare(&source, &none, &ignored);
    limit_markup(parsing, &source.input);
    status = parse_blocks(parsing, &source, (int64_t)definition->start, blocks, count);
    free(none.items);
    findings_free(&ignored);
    source_free(&source);
    buffer_free(&own);
    return status;
}

/* Parses the footnotes in the order of their numbers. A note may refer to others, which then get
 * numbers, too. */
static int parse_notes(struct parsing *parsing, struct str text)
{
    struct footnotes *footnotes = &parsing->footnotes;
    struct notes notes = {.document = parsing->document};
    int status = 0;
    size_t next = 0;

    for (bool rest = false; status == 0 && (next < footnotes->count || !rest);) {
        struct block *blocks;
        size_t count;

        if (next == footnotes->count) {
            rest = true;
            footnotes_number_rest(footnotes, &parsing->document->arena, &parsing->findings);
            continue;
        }
        status = parse_note(parsing, &footnotes->definitions[footnotes->order[next]], text, &blocks,
                            &count);
        notes_add(&notes, ++next, blocks, count);
    }
    notes_finish(&notes, footnotes->count);
    return status;
}

static int compare_findings(const void *a, const void *b)
{
    const struct finding *left = a, *right = b;

    return (left->source > right->source) - (left->source < right->source);
}

static int parse(struct parsing *parsing, struct source *source, int64_t base)
{
    struct document *document = parsing->document;
    int status = parse_blocks(parsing, source, base, &document->blocks, &document->block_count);

    if (status == 0) {
        letter_salute(document->blocks, document->block_count);
        status = parse_notes(parsing, source->text);
    }
    document->target_count = parsing->links.count;
    document->targets = keep(document, parsing->links.targets, parsing->links.count,
                             sizeof(*parsing->links.targets));
    if (parsing->findings.count)
        qsort(parsing->findings.items, parsing->findings.count, sizeof(*parsing->findings.items),
              compare_findings);
    document->finding_count = parsing->findings.count;
    document->findings = keep(document, parsing->findings.items, parsing->findings.count,
                              sizeof(*parsing->findings.items));
    findings_free(&parsing->findings);
    links_free(&parsing->links);
    footnotes_free(&parsing->footnotes);
    return status;
}

/* Parses the text once, without the markup that `parsing` excludes. */
static int parse_once(struct parsing *parsing, struct str text, int64_t base)
{
    struct source source = {.text = text};
    struct definitions definitions = {0};
    int status;

    prepare(&source, &definitions, &parsing->findings);
    for (size_t i = 0; i < parsing->findings.count; i++)
        parsing->findings.items[i].source += base;
    limit_markup(parsing, &source.input);
    footnotes_start(&parsing->footnotes, &definitions);
    status = parse(parsing, &source, base);
    free(definitions.items);
    source_free(&source);
    return status;
}

bool document_parse_unless(struct document *document, const char *text, size_t bytes, int64_t base,
                           enum link_form links, const atomic_bool *given_up)
{
    unsigned flags = MD_FLAG_TABLES | MD_FLAG_TASKLISTS;
    bool no_links = false;
    int status = bytes ? -1 : 0;

    *document = (struct document){0};
    arena_reserve(&document->arena, bytes + bytes / 2);
    while (status != 0) {
        struct parsing parsing = {.document = document,
                                  .link_form = links,
                                  .flags = flags,
                                  .no_links = no_links,
                                  .target_budget = bytes * TARGET_BUDGET_FACTOR,
                                  .given_up = given_up};

        status = parse_once(&parsing, (struct str){text, bytes}, base);
        if (status == 0)
            break;
        document_free(document);
        if (status == PARSER_GIVEN_UP)
            return false;
        if (status == PARSER_TABLES_REFUSED)
            flags &= ~(unsigned)MD_FLAG_TABLES;
        else if (status == PARSER_LINKS_REFUSED)
            no_links = true;
        else /* only out of memory is left: ends the program */
            mem_resize(NULL, SIZE_MAX, 2);
    }
    return true;
}

void document_parse(struct document *document, const char *text, size_t bytes, int64_t base,
                    enum link_form links)
{
    document_parse_unless(document, text, bytes, base, links, NULL);
}

void document_free(struct document *document)
{
    arena_free(&document->arena);
    *document = (struct document){0};
}
