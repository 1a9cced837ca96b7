#include "search/search.h"

#include "base/alloc.h"
#include "base/bounds.h"
#include "base/clock.h"
#include "content/body.h"
#include "content/index.h"
#include "content/walk.h"
#include "look.h"
#include "packed.h"
#include "search/finder.h"
#include "text/clean.h"

#include <stdlib.h>

/* The work that a header is counted as: see content/walk.h. Packed bytes are searched that many
 * times as fast as those of a file, and each article costs as much as some of them. */
enum { HEADER_BYTES = 256, PACKED_SPEED = 16, PACKED_BYTES = 64 };

static size_t next_article(const struct search *search)
{
    return edition_shown(search->edition, search->index);
}

/* Adds the words in a name to *within, and to *beginning those that begin a word of it. */
static void look_into_name(const struct search *search, const struct folded *name, unsigned *within,
                           unsigned *beginning)
{
    *within |= query_words_in(&search->query, name);
    *beginning |= query_words_beginning(&search->query, name);
}

/* Returns where the words were found in an article that matches. */
static enum search_rank rank_of(struct search *search, size_t index)
{
    unsigned all = query_all(&search->query), within = 0, beginning = 0;

    if (search->pass == SEARCH_BODIES)
        return SEARCH_BODY;
    if (packed_knows(search, index)) {
        struct packed_texts names =
            index_packed(search->packed, PACKED_NAMES, edition_indexed(search->edition, index));

        look_into_name(search, &names.folded, &within, &beginning);
    } else {
        const struct article *article = edition_article(search->edition, index);
        const struct str names[] = {article->title, article->place, article->district};

        for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
            text_fold(&search->matches.folded, names[i]);
            look_into_name(search, &search->matches.folded, &within, &beginning);
        }
    }
    return beginning == all ? SEARCH_NAME_START : within == all ? SEARCH_NAME : SEARCH_HEADER;
}

/* Adds an article to the results. The passage may be NULL. */
static void add_result(struct search *search, size_t index, struct search_passage *passage)
{
    MEM_GROW(search->results, search->cap, search->count + 1);
    search->results[search->count++] = (struct search_result){
        (uint32_t)index, (uint8_t)rank_of(search, index), (uint8_t)search->pass, passage};
    search->seen[index] |= SEEN_FOUND;
}

/* Goes on to the next article. */
static void leave_article(struct search *search, bool out)
{
    if (out)
        search->seen[next_article(search)] |= SEEN_OUT;
    search->index++;
}

/* Adds the article just searched to the results if it matches, and goes on to the next. */
static void conclude(struct search *search)
{
    const struct article *article = edition_article(search->edition, next_article(search));

    if (look_is_match(&search->matches))
        add_result(search, next_article(search), look_passage(&search->matches, article));
    leave_article(search, search->matches.ruled_out);
}

/* The body that is being searched. */
struct search_body {
    struct body_opening *opening; /* until it is open */
    struct body *body;
    struct walk walk;
};

static void leave_body(struct search *search)
{
    struct search_body *in = search->in;

    if (!in)
        return;
    body_give_up(in->opening);
    body_close(in->body);
    walk_free(&in->walk);
    free(in);
    search->in = NULL;
}

/* Begins to open the body of an article, after a look at its header. Before the pass of the bodies
 * this is done only for what the article must not have. */
static void enter_body(struct search *search, const struct article *article)
{
    struct diags unread = {0}; /* discarded: opening the article reports them */

    if (search->pass == SEARCH_BODIES) {
        look_into_header(&search->matches, article);
        search->matches.any = false; /* show the text rather than the header */
    } else {
        look_into_header_for_without(&search->matches, article);
    }
    search->in = mem_zeroed(1, sizeof(*search->in));
    search->in->opening = body_begin(article, search->links, &unread);
    search->in->walk = (struct walk){.parts.article = article, .part = PART_BODY};
    diags_free(&unread);
}

/* Takes the body once it is open. Returns false if that takes longer. */
static bool take_body(struct search_body *in)
{
    struct diags unread = {0};

    if (!in->opening)
        return true;
    if (!body_wait(in->opening, BOUND_SLICE_MS))
        return false;
    in->body = body_take(in->opening, &unread);
    in->opening = NULL;
    in->walk.parts.body = in->body;
    diags_free(&unread);
    return true;
}

/* Searches on in the body. Returns the number of bytes searched. */
static size_t look_into_body(struct search *search)
{
    const struct rich_text *rich = NULL;
    size_t bytes = HEADER_BYTES;

    if (!take_body(search->in))
        return WALK_SLICE_BYTES;
    while (bytes < WALK_SLICE_BYTES && (rich = walk_next(&search->in->walk))) {
        bytes += WALK_TEXT_BYTES + rich->text.bytes;
        if (!(search->pass == SEARCH_BODIES ? look_into : look_for_without)(&search->matches, rich))
            break;
    }
    if (!rich || !look_goes_on(&search->matches)) {
        leave_body(search);
        conclude(search);
    }
    return bytes;
}

/* Searches what the pass covers of the next article. Returns the number of bytes searched. */
static size_t look_on(struct search *search)
{
    const struct article *article = edition_article(search->edition, next_article(search));

    if (!query_fits(&search->query, search->edition, next_article(search))) {
        leave_article(search, true);
        return HEADER_BYTES;
    }
    look_begin(&search->matches, &search->query);
    if (search->pass == SEARCH_HEADERS) {
        look_into_header(&search->matches, article);
    } else if (search->pass == SEARCH_TITLES) {
        text_fold(&search->matches.folded, article->title);
        search->matches.words = query_words_in(&search->query, &search->matches.folded);
    }
    if (search->pass == SEARCH_BODIES ||
        (look_is_match(&search->matches) && look_goes_on(&search->matches))) {
        enter_body(search, article);
        return look_into_body(search);
    }
    conclude(search);
    return HEADER_BYTES;
}

/* Does the same in the packed texts, but for an article that has changed since. A large file that
 * has the words is read, which may take long, so that its passage is there when it is asked for. */
static size_t look_on_packed(struct search *search)
{
    size_t article = next_article(search), bytes = PACKED_BYTES;

    if (!packed_knows(search, article))
        return look_on(search);
    if (!packed_has(search, article, &bytes)) {
        search->index += packed_misses(search);
    } else if (!query_fits(&search->query, search->edition, article) ||
               packed_rules_out(search, article, &bytes)) {
        leave_article(search, true);
    } else if (search->pass == SEARCH_BODIES &&
               index_file_bytes(search->packed, edition_indexed(search->edition, article)) >
                   BOUND_AT_ONCE_BYTES) {
        return look_on(search);
    } else {
        add_result(search, article, packed_line(search, article));
        search->index++;
    }
    return bytes / PACKED_SPEED;
}

/* Searches the next article, or goes on in its body. Returns the number of bytes searched. */
static size_t look_at_next(struct search *search)
{
    if (search->in)
        return look_into_body(search);
    if (search->seen[next_article(search)] & (SEEN_FOUND | SEEN_OUT)) {
        search->index++;
        return 1;
    }
    return search->packed ? look_on_packed(search) : look_on(search);
}

static void discard_results(struct search *search)
{
    for (size_t i = 0; i < search->count; i++)
        free(search->results[i].passage);
    search->count = 0;
    free(search->seen);
    search->seen = NULL;
}

static void close_window(struct search *search)
{
    buffer_free(&search->window.copy);
    search->window = (struct packed_window){0};
}

void search_start(struct search *search, const struct edition *edition, struct str text)
{
    leave_body(search);
    discard_results(search);
    close_window(search);
    query_set(&search->query, text);
    search->edition = edition;
    search->index = 0;
    search->scan = (struct search_scan){0};
    search->pass = SEARCH_DONE;
    if (query_is_empty(&search->query))
        return;
    search->pass = SEARCH_TITLES;
    search->packed = packed_of(edition, &search->query);
    search->seen = mem_zeroed(edition->article_count, sizeof(*search->seen));
}

void search_start_by_pinyin(struct search *search, const struct edition *edition, struct str text)
{
    search_start(search, edition, text);
    query_try_pinyin(&search->query);
}

/* Begins the next pass. Without words, all articles were found in the first. After the last pass,
 * begins again with the titles, by pinyin, if no article has the words as text. */
static void begin_next_pass(struct search *search)
{
    search->index = 0;
    search->scan = (struct search_scan){0};
    search->pass = search->query.word_count ? search->pass + 1 : SEARCH_DONE;
    if (search->pass == SEARCH_DONE && !search->count && query_try_pinyin(&search->query)) {
        search->pass = SEARCH_TITLES;
        memset(search->seen, 0, search->edition->article_count);
    }
    if (search->pass == SEARCH_DONE)
        close_window(search);
}

bool search_step(struct search *search)
{
    size_t bytes = 0;

    while (search->pass < SEARCH_DONE && bytes < WALK_SLICE_BYTES) {
        if (search->index < search->edition->shown_count)
            bytes += look_at_next(search);
        else
            begin_next_pass(search);
    }
    return search->pass < SEARCH_DONE;
}

bool search_for(struct search *search, int ms)
{
    int64_t end_ms = clock_monotonic_ms() + ms;
    bool more;

    do
        more = search_step(search);
    while (more && clock_monotonic_ms() < end_ms);
    return more;
}

bool search_neighbour(const struct query *query, const struct article *article,
                      const struct body *body, int64_t position, bool forward, int64_t *found)
{
    struct finder *finder = finder_new(query, article, body, position, forward);
    bool any;

    while (finder_step(finder))
        continue;
    any = finder_found(finder, found);
    finder_free(finder);
    return any;
}

bool search_first(struct query *query, struct str text, const struct article *article,
                  const struct body *body, int64_t *found)
{
    query_set_words(query, text);
    if (!query->word_count)
        return false;
    if (search_neighbour(query, article, body, INT64_MIN, true, found))
        return true;
    if (query_try_pinyin(query) && search_neighbour(query, article, body, INT64_MIN, true, found))
        return true;
    query_set_words(query, text);
    return false;
}

void search_whole(struct search *search, const struct edition *edition, const char *words, int cols)
{
    struct buffer clean = {0};

    search->line_cols = cols;
    text_clean(&clean, words, strlen(words));
    search_start(search, edition, buffer_str(&clean));
    while (search_step(search))
        continue;
    buffer_free(&clean);
}

void search_free(struct search *search)
{
    leave_body(search);
    discard_results(search);
    close_window(search);
    look_free(&search->matches);
    query_free(&search->query);
    free(search->results);
    *search = (struct search){0};
}
