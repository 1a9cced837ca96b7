#include "look.h"

#include "base/alloc.h"
#include "base/bounds.h"
#include "content/body.h"
#include "content/index.h"
#include "content/walk.h"
#include "text/clean.h"
#include "text/grapheme.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* The most bytes of a column of text, combining marks aside: limits how far before a match the
 * displayed context can begin, and tells how much of the rest is likely to be enough. */
enum { COLUMN_BYTES = 8 };

/* Bytes of a text kept before and after the start of its match: wanted for the widest line. */
enum { BEFORE_BYTES = 1024, AFTER_BYTES = 4096 };

void look_begin(struct search_matches *matches, const struct query *query)
{
    matches->query = query;
    matches->words = 0;
    matches->wanted = query_all(query);
    matches->any = matches->ruled_out = false;
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
    buffer_clear(&matches->context);
    buffer_add(&matches->context, text.p + start, end - start);
    matches->match = match - start;
}

bool look_is_match(const struct search_matches *matches)
{
    return matches->words == matches->wanted && !matches->ruled_out;
}

bool look_goes_on(const struct search_matches *matches)
{
    return !matches->ruled_out &&
           (matches->words != matches->wanted || matches->query->without_count);
}

bool look_for_without(struct search_matches *matches, const struct rich_text *rich)
{
    walk_fold(&matches->folded, rich);
    matches->ruled_out |= query_rules_out(matches->query, &matches->folded);
    return look_goes_on(matches);
}

bool look_into(struct search_matches *matches, const struct rich_text *rich)
{
    struct match match;
    unsigned here;

    look_for_without(matches, rich);
    here = query_words_in(matches->query, &matches->folded);
    matches->words |= here;
    if (here && !matches->any && query_next(matches->query, &matches->folded, 0, &match)) {
        matches->any = true;
        matches->first = rich_text_source(rich, match.start);
        keep_context(matches, rich->text, match.start);
    }
    return look_goes_on(matches);
}

/* Looks into the head and the summary by a function that looks into a text. */
static void look_by(bool (*look)(struct search_matches *, const struct rich_text *),
                    struct search_matches *matches, const struct article *article)
{
    struct walk walk = {.parts.article = article};
    const struct rich_text *rich;

    while ((rich = walk_next(&walk)) && look(matches, rich))
        continue;
    walk_free(&walk);
    text_fold(&matches->folded, article->summary);
    matches->ruled_out |= query_rules_out(matches->query, &matches->folded);
}

void look_into_header(struct search_matches *matches, const struct article *article)
{
    look_by(look_into, matches, article);
    matches->words |= query_words_in(matches->query, &matches->folded);
}

void look_into_header_for_without(struct search_matches *matches, const struct article *article)
{
    look_by(look_for_without, matches, article);
}

/* Makes a passage with a text of its own. */
static struct search_passage *passage_of(struct str context, size_t match, int64_t position)
{
    struct search_passage *passage = mem_resize(NULL, 1, sizeof(*passage) + context.bytes);

    *passage = (struct search_passage){.position = position, .match = match};
    if (context.bytes)
        memcpy(passage->own, context.p, context.bytes);
    passage->context = (struct str){passage->own, context.bytes};
    return passage;
}

struct search_passage *look_passage(const struct search_matches *matches,
                                    const struct article *article)
{
    struct search_passage *passage;

    if (matches->any)
        return passage_of(buffer_str(&matches->context), matches->match, matches->first);
    passage = mem_zeroed(1, sizeof(*passage));
    passage->position = POSITION_NONE;
    passage->context = article->summary.bytes ? article->summary : article->title;
    return passage;
}

void look_free(struct search_matches *matches)
{
    buffer_free(&matches->context);
    buffer_free(&matches->unfolded);
    folded_free(&matches->folded);
}

/* Looks for the first match in a body. A file that takes longer than a key may is one that has
 * grown since: the search itself has looked into a large one. */
static void look_into_body(struct search_matches *matches, const struct article *article,
                           enum link_form links)
{
    struct diags unread = {0};
    struct body_opening *opening = body_begin(article, links, &unread);
    struct walk walk = {.parts.article = article, .part = PART_BODY};
    struct body *body = NULL;
    const struct rich_text *rich;

    if (opening && body_wait(opening, BOUND_KEY_MS))
        body = body_take(opening, &unread);
    else
        body_give_up(opening);
    walk.parts.body = body;
    while (!matches->any && (rich = walk_next(&walk)))
        look_into(matches, rich);
    walk_free(&walk);
    body_close(body);
    diags_free(&unread);
}

/* Returns whether a body has its first match among the texts that the index keeps in reading order:
 * the addresses are behind all others there. */
static bool is_in_order(const struct search_matches *matches, struct packed_texts texts,
                        struct match *match)
{
    struct match address;

    if (query_next(matches->query, &texts.folded, texts.plain_bytes, &address))
        return false;
    texts.folded.bytes = texts.plain_bytes;
    return query_next(matches->query, &texts.folded, 0, match);
}

struct search_passage *look_line_in(struct search_matches *matches, struct packed_texts texts,
                                    int cols)
{
    const char *folded = texts.folded.text, *before, *after;
    struct buffer *text = &matches->unfolded, *line = &matches->context;
    struct search_passage whole = {0}, *passage;
    struct match match;
    size_t start, end;

    if (!is_in_order(matches, texts, &match))
        return NULL;
    before = memrchr(folded, PACKED_END, match.start);
    after = memchr(folded + match.start, PACKED_END, texts.plain_bytes - match.start);
    start = before ? (size_t)(before + 1 - folded) : 0;
    end = after ? (size_t)(after - folded) : texts.plain_bytes;
    buffer_clear(text);
    whole.match = index_unfold(&texts, start, end, match.start, text);
    whole.context = buffer_str(text);
    if (whole.match >= text->bytes)
        return NULL;
    buffer_clear(line);
    search_context(&whole, cols, line);
    if (text_clean_prefix(line->data, line->bytes, 0) != line->bytes)
        return NULL;
    passage = passage_of(buffer_str(line), 0, POSITION_NONE);
    passage->is_line = true;
    return passage;
}

/* Returns the passage of a result, to be freed with free(). */
static struct search_passage *find_passage(const struct search *search,
                                           const struct search_result *result)
{
    const struct article *article = edition_article(search->edition, result->article);
    struct search_matches matches = {0};
    struct search_passage *passage;

    look_begin(&matches, &search->query);
    if (result->pass == SEARCH_HEADERS)
        look_into_header(&matches, article);
    else if (result->pass == SEARCH_BODIES)
        look_into_body(&matches, article, search->links);
    passage = look_passage(&matches, article);
    look_free(&matches);
    return passage;
}

const struct search_passage *search_passage(const struct search *search, size_t index)
{
    struct search_result *result = &search->results[index];

    if (!result->passage)
        result->passage = find_passage(search, result);
    return result->passage;
}

/* Appends what fits of a text into `cols` columns, on one line. Returns whether all of it does. */
static bool add_beginning(struct buffer *out, struct str text, int cols)
{
    enum { CLUSTER_BYTES = 64 }; /* a cluster longer than this may be cut */
    const size_t from = out->bytes;
    size_t most = CLUSTER_BYTES + (size_t)(cols > 0 ? cols : 0) * COLUMN_BYTES, bytes, fits;

    do {
        bytes = most < text.bytes ? most : text.bytes;
        while (utf8_is_within(text, bytes))
            bytes--;
        most *= 2;
        out->bytes = from;
        buffer_add(out, text.p, bytes);
        buffer_join_lines(out, from); /* then measure: a newline has no columns, a space has */
        fits = text_fit((struct str){out->data + from, bytes}, cols, false, NULL);
    } while (bytes < text.bytes && fits + CLUSTER_BYTES > bytes);
    out->bytes = from + fits;
    return fits == text.bytes;
}

void search_context(const struct search_passage *passage, int cols, struct buffer *out)
{
    struct str text = passage->context;
    size_t at = passage->match;
    int before = cols / 3, before_match;
    size_t near = before > 0 ? (size_t)before * COLUMN_BYTES : 0;
    size_t start = at > near ? at - near : 0;

    if (passage->is_line) {
        buffer_add_str(out, text);
        return;
    }
    while (start < at && utf8_is_tail(text.p[start]))
        start++;
    /* Step forward over the clusters before the match until what is left of them fits. */
    before_match = text_cols((struct str){text.p + start, at - start}, false);
    while (start < at && before_match > before) {
        struct grapheme cluster = grapheme_next(text.p + start, text.bytes - start, false);

        before_match -= cluster.cols;
        start += cluster.bytes;
    }
    if (start)
        buffer_add_text(out, "…");
    if (!add_beginning(out, (struct str){text.p + start, text.bytes - start},
                       cols - (start ? 1 : 0) - 1))
        buffer_add_text(out, "…");
}
