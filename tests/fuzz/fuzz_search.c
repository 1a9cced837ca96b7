/* The search: cleaning, the words of a query in a document, the search over an edition, and the way
 * from match to match. The first part is the query, the second the article's file. */

#include "base/ascii.h"
#include "content/walk.h"
#include "fuzz/fuzz.h"
#include "search/search.h"
#include "text/clean.h"
#include "text/grapheme.h"
#include "text/utf8.h"

#include <stdlib.h>

enum { MOST_MATCHES = 40, LEAST_COLS = 20 };

/* Aborts unless cleaned text is clean and stays as it is when it is cleaned again. */
static void check_cleaning(struct str text)
{
    struct buffer clean = {0}, again = {0};

    text_clean(&clean, text.p, text.bytes);
    fuzz_check_clean(buffer_str(&clean));
    text_clean(&again, clean.data, clean.bytes);
    MUST(str_eq(buffer_str(&clean), buffer_str(&again)));
    for (size_t at = 0, bytes; at < clean.bytes; at += bytes) {
        struct grapheme cluster = grapheme_next(clean.data + at, clean.bytes - at, false);

        bytes = cluster.bytes;
        MUST(bytes > 0 && at + bytes <= clean.bytes);
        MUST(cluster.cols > 0 || clean.data[at] == '\n' || clean.data[at] == '\t');
    }
    buffer_free(&clean);
    buffer_free(&again);
}

static void check_words(const struct query *query)
{
    MUST(query->word_count <= QUERY_WORDS);
    for (size_t i = 0; i < query->word_count; i++)
        MUST(query->words[i].bytes && !memchr(query->words[i].p, ' ', query->words[i].bytes));
}

/* Aborts unless the matches in a text are in it, in order, and there if and only if it has a word
 * of the query. */
static void check_text(const struct query *query, const struct rich_text *rich)
{
    struct folded folded = {0};
    struct match match = {0};
    size_t count = 0, end = 0;

    walk_fold(&folded, rich);
    while (count < MOST_MATCHES && query_next(query, &folded, end, &match)) {
        MUST(match.start >= end && match.start < match.end);
        MUST(match.end <= rich->text.bytes);
        MUST(!utf8_is_within(rich->text, match.start) && !utf8_is_within(rich->text, match.end));
        end = match.end;
        count++;
    }
    MUST((count > 0) == (query_words_in(query, &folded) != 0));
    MUST(!(query_words_in(query, &folded) & ~query_all(query)));
    folded_free(&folded);
}

static void check_document(const struct query *query, const struct document *document)
{
    for (size_t i = 0; i < document->block_count; i++) {
        const struct table *table = document->blocks[i].table;

        check_text(query, &document->blocks[i].rich);
        for (size_t j = 0; table && j < table->column_count * table->row_count; j++)
            check_text(query, &table->cells[j]);
    }
}

/* Aborts unless the matches forward from the beginning and back from the end are the same. */
static void check_neighbours(const struct query *query, const struct article *article,
                             const struct body *body)
{
    static int64_t found[MOST_MATCHES];
    int64_t position = INT64_MIN;
    size_t count = 0;

    while (count < MOST_MATCHES &&
           search_neighbour(query, article, body, position, true, &found[count])) {
        MUST(found[count] > position);
        position = found[count++];
    }
    if (count == MOST_MATCHES)
        return;
    for (position = INT64_MAX; count > 0; count--) {
        int64_t before = 0;

        MUST(search_neighbour(query, article, body, position, false, &before));
        MUST(before == found[count - 1]);
        position = before;
    }
    MUST(!search_neighbour(query, article, body, position, false, &position));
}

/* Aborts unless the line has the first character of the match, if it is no space. */
static void check_match_in(struct str line, const struct search_passage *passage)
{
    struct str rest = {passage->context.p + passage->match,
                       passage->context.bytes - passage->match};
    size_t bytes = rest.bytes ? grapheme_next(rest.p, rest.bytes, false).bytes : 0;

    MUST(!bytes || ascii_is_space(rest.p[0]) || memmem(line.p, line.bytes, rest.p, bytes));
}

static void check_result(const struct search *search)
{
    const struct search_passage *passage = search_passage(search, 0);
    struct buffer line = {0};

    MUST(search->results[0].article == 0);
    MUST(passage->match <= passage->context.bytes);
    MUST(!utf8_is_within(passage->context, passage->match));
    for (int cols = 2; cols < 60; cols += 19) {
        buffer_clear(&line);
        search_context(passage, cols, &line);
        fuzz_check_line(buffer_str(&line));
        MUST(text_cols(buffer_str(&line), false) <= cols);
        if (cols > LEAST_COLS)
            check_match_in(buffer_str(&line), passage);
    }
    buffer_free(&line);
}

static void finish(struct search *search)
{
    while (search_step(search))
        continue;
    MUST(search->pass == SEARCH_DONE && !search_step(search));
    MUST(search->count <= 1);
    if (search->count)
        check_result(search);
}

static void check_search(struct article *article, struct str words)
{
    uint32_t first = 0;
    struct edition edition = {.articles = article,
                              .article_count = 1,
                              .by_id = &first,
                              .shown = &first,
                              .shown_count = 1};
    struct search search = {0};

    search_start(&search, &edition, words);
    finish(&search);
    search_start_by_pinyin(&search, &edition, words);
    finish(&search);
    search_free(&search);
}

static void check_query(const struct article *article, const struct body *body, struct str words)
{
    struct query query = {0};
    int64_t found;

    query_set(&query, words);
    check_words(&query);
    check_document(&query, body_document(body));
    check_neighbours(&query, article, body);
    if (query_try_pinyin(&query)) {
        MUST(query.by_pinyin && query.word_count > 0);
        check_document(&query, body_document(body));
        check_neighbours(&query, article, body);
    }
    if (search_first(&query, words, article, body, &found))
        MUST(search_neighbour(&query, article, body, INT64_MIN, true, &found));
    query_free(&query);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str input = fuzz_copy(data, size), file = input, words = fuzz_take_part(&file);
    struct article article = {0};
    struct arena arena = {0};
    struct diags diags = {0};
    struct body *body;

    check_cleaning(input);
    article.path = str_of(fuzz_file(file));
    article_read_header(&article, &arena, "fuzz.md", file.p, file.bytes, &diags);
    body = body_open(&article, &diags);
    MUST(body);
    check_query(&article, body, words);
    check_search(&article, words);
    body_close(body);
    diags_free(&diags);
    arena_free(&arena);
    free((char *)input.p);
    return 0;
}
