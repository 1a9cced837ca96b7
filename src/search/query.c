#include "search/query.h"

#include "base/ascii.h"
#include "base/bounds.h"
#include "base/find.h"
#include "filter.h"
#include "text/character.h"
#include "text/pinyin.h"
#include "text/utf8.h"

#include <stdint.h>

bool query_is_empty(const struct query *query)
{
    return !query->word_count && !query->without_count && !query->filter_count;
}

/* Returns whether a folded word can be pinyin: Latin letters and digits. Sets *any_letter if one is
 * a letter. */
static bool may_be_pinyin(struct str word, bool *any_letter)
{
    for (size_t i = 0; i < word.bytes; i++) {
        bool letter = word.p[i] >= 'a' && word.p[i] <= 'z';

        if (!letter && !ascii_is_digit(word.p[i]) && word.p[i] != ' ')
            return false;
        *any_letter |= letter;
    }
    return word.bytes <= BOUND_PINYIN;
}

bool query_try_pinyin(struct query *query)
{
    bool any_letter = false;

    if (query->by_pinyin)
        return false;
    for (size_t i = 0; i < query->word_count; i++)
        if (!may_be_pinyin(query->words[i], &any_letter))
            return false;
    query->by_pinyin = any_letter;
    return any_letter;
}

/* Does what folded_find() does, for a word as text or as pinyin. */
static size_t find_word(const struct folded *text, struct str word, bool by_pinyin, size_t from,
                        struct match *match)
{
    return by_pinyin ? pinyin_find(text, word, from, &match->start, &match->end)
                     : folded_find(text, word, from, &match->start, &match->end);
}

bool query_has(const struct folded *text, struct str word, bool by_pinyin)
{
    struct match match;
    bool letter = false;

    return find_word(text, word, false, 0, &match) != SIZE_MAX ||
           (by_pinyin && may_be_pinyin(word, &letter) && letter &&
            find_word(text, word, true, 0, &match) != SIZE_MAX);
}

bool query_rules_out(const struct query *query, const struct folded *text)
{
    for (size_t i = 0; i < query->without_count; i++)
        if (query_has(text, query->without[i], query->by_pinyin))
            return true;
    return false;
}

size_t query_scan(const struct query *query, struct str word, struct str text)
{
    return query->by_pinyin ? pinyin_scan(text, word, 0) : find_bytes(text, word);
}

unsigned query_words_in(const struct query *query, const struct folded *text)
{
    unsigned found = 0;
    struct match match;

    for (size_t i = 0; i < query->word_count; i++)
        if (find_word(text, query->words[i], query->by_pinyin, 0, &match) != SIZE_MAX)
            found |= 1U << i;
    return found;
}

/* Returns whether a word begins at a folded byte. */
static bool is_word_start(const struct folded *text, size_t at)
{
    char32_t cp;

    if (at == 0)
        return true;
    utf8_decode_before(text->text, at, &cp);
    return !character_is_letter(cp);
}

unsigned query_words_beginning(const struct query *query, const struct folded *text)
{
    unsigned beginning = 0;
    struct match match;

    for (size_t i = 0; i < query->word_count; i++)
        for (size_t at = 0;
             (at = find_word(text, query->words[i], query->by_pinyin, at, &match)) != SIZE_MAX;
             at++)
            if (is_word_start(text, at)) {
                beginning |= 1U << i;
                break;
            }
    return beginning;
}

unsigned query_all(const struct query *query)
{
    return (1U << query->word_count) - 1;
}

/* Returns the folded offset of the first byte whose source offset is `from` or more. */
static size_t folded_offset(const struct folded *text, size_t from)
{
    size_t low = 0, high = text->bytes;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (folded_source(text, middle) < from)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

bool query_next(const struct query *query, const struct folded *text, size_t from,
                struct match *match)
{
    size_t at = folded_offset(text, from);
    bool found = false;

    for (size_t i = 0; i < query->word_count; i++) {
        struct match m;

        if (find_word(text, query->words[i], query->by_pinyin, at, &m) == SIZE_MAX)
            continue;
        if (!found || m.start < match->start || (m.start == match->start && m.end > match->end))
            *match = m;
        found = true;
    }
    return found;
}

void query_free(struct query *query)
{
    folded_free(&query->folded);
    *query = (struct query){0};
}
