#include "packed.h"

#include "base/lower_bound.h"
#include "content/index.h"
#include "look.h"

/* Bytes looked through at once for the rarest word, and those that its last occurrence in them may
 * go on for: each of its bytes may be a character if it is pinyin. */
enum { WINDOW_BYTES = 128 * 1024, CHARACTER_BYTES = 4 };

const struct index *packed_of(const struct edition *edition, const struct query *query)
{
    const struct str words = {query->folded.text, query->folded.bytes};

    return edition->index && index_is_in_language(edition->index) &&
                   !memchr(words.p, PACKED_END, words.bytes)
               ? edition->index
               : NULL;
}

bool packed_knows(const struct search *search, size_t article)
{
    return search->packed && edition_indexed(search->edition, article) != SIZE_MAX;
}

static enum packed_kind kind_of(enum search_pass pass)
{
    return pass == SEARCH_TITLES    ? PACKED_NAMES
           : pass == SEARCH_HEADERS ? PACKED_HEADER
                                    : PACKED_BODY;
}

/* Returns where an article's texts of a kind lie. */
static struct packed_texts place_of(const struct search *search, enum packed_kind kind,
                                    size_t article)
{
    return index_packed(search->packed, kind, edition_indexed(search->edition, article));
}

/* Returns an article's texts of a kind, without addresses that are not searched; those that the
 * pass looks through, in the window. */
static struct packed_texts texts_of(struct search *search, enum packed_kind kind, size_t article)
{
    struct packed_texts texts =
        kind == kind_of(search->pass)
            ? packed_window_texts(&search->window, search->packed, kind,
                                  edition_indexed(search->edition, article), WINDOW_BYTES)
            : place_of(search, kind, article);

    if (search->links == LINKS_PLAIN)
        texts.folded.bytes = texts.plain_bytes;
    return texts;
}

/* Returns the word that is likely to be the rarest: the longest. */
static struct str rarest(const struct query *query)
{
    struct str longest = query->words[0];

    for (size_t i = 1; i < query->word_count; i++)
        if (query->words[i].bytes > longest.bytes)
            longest = query->words[i];
    return longest;
}

/* Looks through the next bytes for the rarest word. Returns their number. */
static size_t scan_on(struct search *search, size_t left)
{
    struct search_scan *scan = &search->scan;
    const struct str word = rarest(&search->query);
    const size_t overlap = word.bytes * CHARACTER_BYTES;
    const struct str window =
        packed_window_bytes(&search->window, search->packed, kind_of(search->pass), scan->at,
                            overlap + 1, WINDOW_BYTES);
    size_t found = query_scan(&search->query, word, window), passed = found;

    scan->is_there = found != SIZE_MAX;
    if (!scan->is_there)
        passed = window.bytes < left ? window.bytes - overlap : left;
    scan->at += passed;
    return passed;
}

/* Returns whether an article's texts have the rarest word, perhaps within a cluster. */
static bool has_rarest(struct search *search, struct packed_texts texts, size_t *bytes)
{
    const size_t end = index_packed_bytes(search->packed, kind_of(search->pass)).bytes;
    struct search_scan *scan = &search->scan;

    if (texts.start < scan->from || texts.start > scan->at)
        *scan = (struct search_scan){texts.start, texts.start, false};
    while (scan->at < texts.next && !scan->is_there)
        *bytes += scan_on(search, end - scan->at);
    return scan->at < texts.next;
}

static unsigned words_in_title(const struct search *search, struct packed_texts names)
{
    const char *end = memchr(names.folded.text, PACKED_END, names.folded.bytes);

    if (end)
        names.folded.bytes = (size_t)(end - names.folded.text);
    return query_words_in(&search->query, &names.folded);
}

bool packed_has(struct search *search, size_t article, size_t *bytes)
{
    const enum packed_kind kind = kind_of(search->pass);
    const unsigned all = query_all(&search->query);
    struct packed_texts texts;
    unsigned words;

    if (!all)
        return true;
    if (!has_rarest(search, place_of(search, kind, article), bytes) &&
        !(search->pass == SEARCH_BODIES && (search->seen[article] & SEEN_RAREST)))
        return false;
    texts = texts_of(search, kind, article);
    if (!texts.folded.bytes)
        return false;
    *bytes += texts.folded.bytes;
    if (search->pass == SEARCH_TITLES)
        return words_in_title(search, texts) == all;
    words = query_words_in(&search->query, &texts.folded);
    if (search->pass == SEARCH_HEADERS)
        search->seen[article] |= SEEN_RAREST;
    if (search->pass == SEARCH_BODIES && words != all) {
        const struct packed_texts header = texts_of(search, PACKED_HEADER, article);

        words |= query_words_in(&search->query, &header.folded);
    }
    return words == all;
}

bool packed_rules_out(struct search *search, size_t article, size_t *bytes)
{
    static const enum packed_kind KINDS[] = {PACKED_HEADER, PACKED_BODY};

    for (size_t i = 0; i < sizeof(KINDS) / sizeof(*KINDS) && search->query.without_count; i++) {
        struct packed_texts texts = texts_of(search, KINDS[i], article);

        *bytes += texts.folded.bytes;
        if (query_rules_out(&search->query, &texts.folded))
            return true;
    }
    return false;
}

struct search_passage *packed_line(struct search *search, size_t article)
{
    if (!search->line_cols || search->pass != SEARCH_BODIES || search->links != LINKS_NUMBERED)
        return NULL;
    look_begin(&search->matches, &search->query);
    return look_line_in(&search->matches, texts_of(search, PACKED_BODY, article),
                        search->line_cols);
}

/* Returns whether the article that is shown so far behind the next one follows it in the packed
 * texts, too, as far as they have been looked through without finding the rarest word. */
static bool is_clear(const void *context, size_t ahead)
{
    const struct search *search = context;
    const struct edition *edition = search->edition;
    size_t next = edition_shown(edition, search->index), article = next + ahead;
    struct packed_texts texts;

    if (edition_shown(edition, search->index + ahead) != article ||
        edition_next_changed(edition, next) <= article)
        return false;
    texts = place_of(search, kind_of(search->pass), article);
    return texts.start >= search->scan.from && texts.next <= search->scan.at;
}

size_t packed_misses(const struct search *search)
{
    const size_t left = search->edition->shown_count - search->index;

    if (search->pass == SEARCH_BODIES && search->query.word_count > 1) /* see SEEN_RAREST */
        return 1;
    return lower_bound(1, left, is_clear, search);
}
