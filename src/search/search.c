#include "search/search.h"

#include "base/alloc.h"
#include "content/body.h"
#include "content/head_and_foot.h"
#include "text/grapheme.h"
#include "text/utf8.h"

#include <stdlib.h>

/* Work is counted in bytes searched. A slice of work takes some milliseconds; a header counts as
 * HEADER_BYTES. */
enum { SLICE_BYTES = 256 * 1024, HEADER_BYTES = 256 };

/* The most bytes of a column of text, combining marks aside: limits how far before a match the
 * displayed context can begin. */
enum { LOOK_BACK_BYTES = 8 };

/* Bytes of a text kept before and after the start of its match: wanted for the widest line. */
enum { BEFORE_BYTES = 1024, AFTER_BYTES = 4096 };

/* A callback for each text of an article, in reading order. Returns false to stop. */
typedef bool visit_text(void *data, const struct rich_text *rich, const struct folded *folded);

static bool visit_rich(const struct rich_text *rich, struct folded *folded, visit_text *visit,
                       void *data)
{
    query_fold(folded, rich);
    return visit(data, rich, folded);
}

static bool visit_document(const struct document *document, struct folded *folded,
                           visit_text *visit, void *data)
{
    for (size_t i = 0; i < document->block_count; i++) {
        const struct block *block = &document->blocks[i];
        size_t cells = block->table ? block->table->row_count * block->table->column_count : 0;

        if (block->rich.text.bytes && !visit_rich(&block->rich, folded, visit, data))
            return false;
        for (size_t cell = 0; cell < cells; cell++)
            if (!visit_rich(&block->table->cells[cell], folded, visit, data))
                return false;
    }
    return true;
}

/* Visits an article's parts from `first` on; without a body, the head alone. */
static void visit_parts(const struct article *article, const struct body *body,
                        enum article_part first, struct folded *folded, visit_text *visit,
                        void *data)
{
    struct article_parts parts = {.article = article, .body = body};
    enum article_part end = body ? PART_COUNT : PART_BODY;

    for (enum article_part part = first; part < end; part++)
        if (!visit_document(article_part(&parts, part), folded, visit, data))
            break;
    article_parts_free(&parts);
}

/* Copies the text around its match for search_context(), since the text is freed after the search
 * of its article. */
static void keep_context(struct search_matches *matches, struct str text, size_t match)
{
    size_t start = match > BEFORE_BYTES ? match - BEFORE_BYTES : 0;
    size_t end = text.bytes - match > AFTER_BYTES ? match + AFTER_BYTES : text.bytes;

    while (utf8_is_within(text, start))
        start++;
    while (utf8_is_within(text, end))
        end--;
    buffer_clear(matches->context);
    buffer_add(matches->context, text.p + start, end - start);
    matches->match = match - start;
}

static bool find_words(void *data, const struct rich_text *rich, const struct folded *folded)
{
    struct search_matches *matches = data;
    unsigned here = query_words_in(matches->query, folded);
    struct match match;

    matches->words |= here;
    if (here && !matches->any && query_next(matches->query, folded, 0, &match)) {
        matches->any = true;
        matches->first = rich_text_source(rich, match.start);
        keep_context(matches, rich->text, match.start);
    }
    return matches->words != matches->wanted;
}

/* Adds an article to the results. If only its title or its summary has the words, the context is
 * the summary, or the title if there is no summary. */
static void add_result(struct search *search, size_t index)
{
    const struct article *article = &search->edition->articles[index];
    const struct search_matches *matches = &search->matches;
    struct search_result result = {index, POSITION_NONE, search->pass == SEARCH_BODIES,
                                   article->summary.bytes ? article->summary : article->title, 0};

    if (matches->any) {
        result.position = matches->first;
        result.context = arena_copy(&search->contexts, buffer_str(matches->context));
        result.match = matches->match;
    }
    MEM_GROW(search->results, search->cap, search->count + 1);
    search->results[search->count++] = result;
    search->found[index] = true;
}

static void look_at_header(struct search *search, const struct article *article)
{
    visit_parts(article, NULL, PART_HEAD, &search->scratch, find_words, &search->matches);
    text_fold(&search->scratch, article->summary);
    search->matches.words |= query_words_in(&search->query, &search->scratch);
}

static size_t next_article(const struct search *search)
{
    return search->edition->shown[search->index];
}

/* Adds the article just searched to the results if it has all words, and goes on to the next. */
static void conclude(struct search *search)
{
    if (search->matches.words == search->matches.wanted)
        add_result(search, next_article(search));
    search->index++;
}

/* Returns the number of bytes searched. */
static size_t look_into_body(struct search *search, const struct article *article)
{
    struct diags unread = {0}; /* discarded: opening the article reports them */
    struct body *body = body_open(article, &unread);
    size_t bytes = HEADER_BYTES;

    look_at_header(search, article);
    search->matches.any = false; /* show the text rather than the header */
    if (body) {
        visit_parts(article, body, PART_BODY, &search->scratch, find_words, &search->matches);
        bytes += (size_t)body_bytes(body);
    }
    body_close(body);
    diags_free(&unread);
    return bytes;
}

/* Searches what the pass covers of the next article. Returns the number of bytes searched. */
static size_t look_on(struct search *search)
{
    const struct article *article = &search->edition->articles[next_article(search)];
    size_t bytes = HEADER_BYTES;

    if (search->found[next_article(search)]) {
        search->index++;
        return 1;
    }
    search->matches = (struct search_matches){
        .query = &search->query, .wanted = query_all(&search->query), .context = &search->context};
    if (search->pass == SEARCH_BODIES) {
        bytes = look_into_body(search, article);
    } else if (search->pass == SEARCH_HEADERS) {
        look_at_header(search, article);
    } else {
        text_fold(&search->scratch, article->title);
        search->matches.words = query_words_in(&search->query, &search->scratch);
    }
    conclude(search);
    return bytes;
}

void search_start(struct search *search, const struct edition *edition, struct str text)
{
    query_set(&search->query, text);
    search->edition = edition;
    search->count = 0;
    search->index = 0;
    arena_free(&search->contexts);
    search->pass = search->query.word_count ? SEARCH_TITLES : SEARCH_DONE;
    free(search->found);
    search->found = mem_zeroed(edition->article_count, sizeof(*search->found));
}

void search_start_by_initials(struct search *search, const struct edition *edition, struct str text)
{
    search_start(search, edition, text);
    query_try_initials(&search->query);
}

/* Begins the next pass. After the last pass, begins again with the titles, by initials, if no
 * article has the words as text. */
static void begin_next_pass(struct search *search)
{
    search->index = 0;
    search->pass++;
    if (search->pass == SEARCH_DONE && !search->count && query_try_initials(&search->query))
        search->pass = SEARCH_TITLES;
}

bool search_step(struct search *search)
{
    size_t bytes = 0;

    while (search->pass < SEARCH_DONE && bytes < SLICE_BYTES) {
        if (search->index < search->edition->shown_count)
            bytes += look_on(search);
        else
            begin_next_pass(search);
    }
    return search->pass < SEARCH_DONE;
}

void search_context(const struct search_result *result, int cols, struct buffer *out)
{
    struct str text = result->context;
    size_t at = result->match;
    int before = cols / 3;
    size_t near = before > 0 ? (size_t)before * LOOK_BACK_BYTES : 0;
    size_t start = at > near ? at - near : 0, end, from = out->bytes;
    struct str rest;

    while (start < at && utf8_is_tail(text.p[start]))
        start++;
    /* Step forward over the clusters before the match until what is left of them fits. */
    while (start < at && text_cols((struct str){text.p + start, at - start}, false) > before)
        start += grapheme_next(text.p + start, text.bytes - start, false).bytes;
    rest = (struct str){text.p + start, text.bytes - start};
    end = text_fit(rest, cols - (start ? 1 : 0) - 1, false, NULL);
    if (start)
        buffer_add_text(out, "…");
    buffer_add(out, rest.p, end);
    if (end < rest.bytes)
        buffer_add_text(out, "…");
    buffer_join_lines(out, from);
}

/* The nearest match on one side of a position. */
struct neighbour {
    const struct query *query;
    int64_t position;
    bool forward;
    bool any;
    int64_t found;
};

static bool find_neighbour(void *data, const struct rich_text *rich, const struct folded *folded)
{
    struct neighbour *neighbour = data;
    struct match match = {0, 0};

    for (size_t from = 0; query_next(neighbour->query, folded, from, &match); from = match.end) {
        int64_t source = rich_text_source(rich, match.start);

        if (neighbour->forward ? source <= neighbour->position : source >= neighbour->position) {
            if (neighbour->forward)
                continue;
            return false; /* this match and all later ones are past the position */
        }
        neighbour->any = true;
        neighbour->found = source;
        if (neighbour->forward)
            return false;
    }
    return true;
}

bool search_neighbour(const struct query *query, const struct article *article,
                      const struct body *body, int64_t position, bool forward, int64_t *found)
{
    struct neighbour neighbour = {query, position, forward, false, 0};
    struct folded folded = {0};

    visit_parts(article, body, PART_HEAD, &folded, find_neighbour, &neighbour);
    folded_free(&folded);
    if (neighbour.any)
        *found = neighbour.found;
    return neighbour.any;
}

bool search_first(struct query *query, struct str text, const struct article *article,
                  const struct body *body, int64_t *found)
{
    query_set(query, text);
    if (!query->word_count)
        return false;
    if (search_neighbour(query, article, body, INT64_MIN, true, found))
        return true;
    if (query_try_initials(query) && search_neighbour(query, article, body, INT64_MIN, true, found))
        return true;
    query_set(query, text);
    return false;
}

void search_free(struct search *search)
{
    query_free(&search->query);
    buffer_free(&search->context);
    arena_free(&search->contexts);
    folded_free(&search->scratch);
    free(search->results);
    free(search->found);
    *search = (struct search){0};
}
