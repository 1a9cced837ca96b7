#include "bracket_marks.h"

#include "base/alloc.h"
#include "content/document.h"
#include "rich.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct bracket_pass {
    const struct source *source;
    struct footnotes *footnotes;
    struct arena *arena;
    struct pieces out;
};

static int compare_labels(const void *a, const void *b)
{
    const struct definition *left = a, *right = b;
    int order = str_cmp(left->label, right->label);

    return order ? order : (left->start > right->start) - (left->start < right->start);
}

void footnotes_start(struct footnotes *footnotes, const struct definitions *definitions)
{
    *footnotes = (struct footnotes){.definitions = definitions->items,
                                    .definition_count = definitions->count};
    for (size_t i = 0; i < definitions->count; i++)
        definitions->items[i].number = 0;
    if (definitions->count)
        qsort(definitions->items, definitions->count, sizeof(*definitions->items), compare_labels);
}

static void number(struct footnotes *footnotes, size_t index)
{
    MEM_GROW(footnotes->order, footnotes->cap, footnotes->count + 1);
    footnotes->order[footnotes->count++] = index;
    footnotes->definitions[index].number = footnotes->count;
}

/* Returns the number of the footnote with this label, assigning the next one on first use, or 0 if
 * there is no such footnote. */
static size_t footnote_number(struct footnotes *footnotes, struct str label)
{
    struct definition *definitions = footnotes->definitions;
    size_t low = 0, high = footnotes->definition_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (str_cmp(definitions[middle].label, label) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == footnotes->definition_count || !str_eq(definitions[low].label, label))
        return 0;
    if (!definitions[low].number)
        number(footnotes, low);
    return definitions[low].number;
}

void footnotes_number_rest(struct footnotes *footnotes, struct arena *arena,
                           struct findings *findings)
{
    for (size_t i = 0; i < footnotes->definition_count; i++) {
        const struct definition *definition = &footnotes->definitions[i];

        if (definition->number)
            continue;
        number(footnotes, i);
        findings_add(findings, FINDING_OPEN_FOOTNOTE, (int64_t)definition->start,
                     arena_copy(arena, definition->label));
    }
}

void footnotes_free(struct footnotes *footnotes)
{
    free(footnotes->order);
    *footnotes = (struct footnotes){0};
}

struct str footnote_mark(struct arena *arena, size_t number)
{
    char mark[32];

    snprintf(mark, sizeof(mark), "〔%zu〕", number);
    return arena_copy(arena, str_of(mark));
}

/* A mark in brackets within a text. */
struct bracket_mark {
    size_t start;
    size_t end;
    size_t number;                 /* of a footnote; else 0 */
    size_t label_start, label_end; /* the shown text of a wiki link */
    bool picture;
};

/* Reads a footnote's mark, [^label], at text[at]. */
static bool read_footnote(struct footnotes *footnotes, struct str text, size_t at,
                          struct bracket_mark *mark)
{
    size_t end = str_case_find(text, at, "]");

    if (end == SIZE_MAX || end < at + 3 || text.p[at + 1] != '^')
        return false;
    *mark = (struct bracket_mark){.start = at, .end = end + 1};
    mark->number = footnote_number(footnotes, (struct str){text.p + at + 2, end - at - 2});
    return mark->number > 0;
}

/* Reads a wiki link, [[page|text]], or a picture, ![[file|columns]], with the bracket at text[at].
 */
static bool read_wiki_link(struct str text, size_t at, bool picture, struct bracket_mark *mark)
{
    size_t start = at + 2, end, bar;

    if (text.bytes < start || text.p[at + 1] != '[')
        return false;
    end = str_case_find(text, start, "]]");
    if (end == SIZE_MAX || end == start)
        return false;
    *mark = (struct bracket_mark){.start = at - picture,
                                  .end = end + 2,
                                  .label_start = start,
                                  .label_end = end,
                                  .picture = picture};
    bar = str_case_find((struct str){text.p, end}, start, "|");
    if (bar != SIZE_MAX && picture)
        mark->label_end = bar;
    else if (bar != SIZE_MAX && bar + 1 < end)
        mark->label_start = bar + 1;
    return true;
}

static void add_mark(struct bracket_pass *pass, const struct piece *piece,
                     const struct bracket_mark *mark)
{
    struct piece picture = {.kind = PIECE_OPEN, .style = SPAN_IMAGE, .at = piece->at + mark->start};

    if (mark->number) {
        pieces_add(&pass->out, (struct piece){.kind = PIECE_STAND_IN,
                                              .text = footnote_mark(pass->arena, mark->number),
                                              .at = piece->at + mark->start,
                                              .bytes = mark->end - mark->start});
        return;
    }
    if (mark->picture)
        pieces_add(&pass->out, picture);
    pieces_add(&pass->out, piece_cut(piece, mark->label_start, mark->label_end));
    picture.kind = PIECE_CLOSE;
    if (mark->picture)
        pieces_add(&pass->out, picture);
}

/* Reads the mark with the bracket at text[at]. Text before `from` is already resolved. */
static bool read_mark(struct bracket_pass *pass, const struct piece *piece, size_t from, size_t at,
                      struct bracket_mark *mark)
{
    enum { MOST_BYTES = 1024 };
    struct str text = piece->text;
    bool picture =
        at > from && text.p[at - 1] == '!' && !(at == 1 && piece_is_escaped(piece, pass->source));

    if (text.bytes - at > MOST_BYTES)
        text.bytes = at + MOST_BYTES;
    if (text.bytes - at < 4 || (at == 0 && piece_is_escaped(piece, pass->source)))
        return false;
    return read_wiki_link(text, at, picture, mark) ||
           read_footnote(pass->footnotes, text, at, mark);
}

static void resolve_text(struct bracket_pass *pass, const struct piece *piece)
{
    size_t from = 0;
    const char *bracket;

    for (size_t at = 0; at < piece->text.bytes &&
                        (bracket = memchr(piece->text.p + at, '[', piece->text.bytes - at));) {
        struct bracket_mark mark;

        at = (size_t)(bracket - piece->text.p);
        if (!read_mark(pass, piece, from, at, &mark)) {
            at++;
            continue;
        }
        if (mark.start > from)
            pieces_add(&pass->out, piece_cut(piece, from, mark.start));
        add_mark(pass, piece, &mark);
        from = at = mark.end;
    }
    if (from < piece->text.bytes)
        pieces_add(&pass->out, piece_cut(piece, from, piece->text.bytes));
}

/* Returns whether a text has [^ or [[. */
static bool has_mark(struct str text)
{
    const char *end = text.p + text.bytes;

    for (const char *p = text.p; (p = memchr(p, '[', (size_t)(end - p))); p++)
        if (p + 1 < end && (p[1] == '^' || p[1] == '['))
            return true;
    return false;
}

static bool has_brackets(const struct pieces *pieces)
{
    for (size_t i = 0; i < pieces->count; i++)
        if (piece_is_prose(&pieces->items[i]) && has_mark(pieces->items[i].text))
            return true;
    return false;
}

void bracket_marks_resolve(struct pieces *pieces, const struct source *source,
                           struct footnotes *footnotes, struct arena *arena)
{
    struct bracket_pass pass = {.source = source, .footnotes = footnotes, .arena = arena};

    if (!has_brackets(pieces))
        return;
    for (size_t i = 0; i < pieces->count; i++) {
        if (piece_is_prose(&pieces->items[i]))
            resolve_text(&pass, &pieces->items[i]);
        else
            pieces_add(&pass.out, pieces->items[i]);
    }
    pieces_free(pieces);
    *pieces = pass.out;
}

void marks_chop_id(struct pieces *pieces)
{
    struct piece *last = pieces->count ? &pieces->items[pieces->count - 1] : NULL;
    size_t end, start;

    if (!last || !piece_is_prose(last))
        return;
    for (end = last->text.bytes; end && last->text.p[end - 1] == ' ';)
        end--;
    if (!end || last->text.p[end - 1] != '}')
        return;
    for (start = end - 1;
         start && last->text.p[start - 1] != '{' && last->text.p[start - 1] != '}';)
        start--;
    if (!start || last->text.p[start - 1] != '{' ||
        !(last->text.p[start] == '#' || last->text.p[start] == '.'))
        return;
    for (start--; start && last->text.p[start - 1] == ' ';)
        start--;
    *last = piece_cut(last, 0, start);
}
