#include "base/bounds.h"
#include "base/i18n.h"
#include "linear/commands.h"
#include "search/finder.h"

/* Searches of all articles, and of the open one. */

enum { PROGRESS_SLICES = 64 /* slices of a search until it reports that it goes on */ };

/* Completes a search, with a report if it is long. Returns false if a signal broke it off. */
static bool search_all(struct linear *linear, struct search *search)
{
    for (int slices = 1; search_step(search); slices++) {
        if (line_io_is_over(&linear->io))
            return false;
        if (slices == PROGRESS_SLICES) {
            line_io_say(&linear->io, str_of(_("正在搜索……")));
            line_io_flush(&linear->io);
        }
    }
    return true;
}

bool linear_query_is_wrong(struct linear *linear, const struct query *query)
{
    struct buffer fault = {0};
    bool wrong = query_write_fault(query, &fault);

    if (wrong)
        line_io_say(&linear->io, buffer_str(&fault));
    buffer_free(&fault);
    return wrong;
}

/* Returns whether a search has found nothing, and says so. */
static bool has_no_results(struct linear *linear, const struct search *search, struct str words)
{
    struct buffer none = {0};

    if (!search->count) {
        buffer_addf(&none, _("没有找到“%.*s”"), STR_FMT(words));
        query_write_hint(&search->query, &none);
        line_io_say(&linear->io, buffer_str(&none));
    }
    buffer_free(&none);
    return !search->count;
}

bool linear_words_are_too_long(struct linear *linear, struct str words)
{
    if (words.bytes <= BOUND_QUERY_BYTES)
        return false;
    line_io_sayf(&linear->io, _("要找的词太长，最多 %d 字节"), BOUND_QUERY_BYTES);
    return true;
}

void linear_search(struct linear *linear, struct str words)
{
    struct search search = {0};

    if (linear_words_are_too_long(linear, words))
        return;
    search_start(&search, linear->edition, words);
    if (linear_query_is_wrong(linear, &search.query) || !search_all(linear, &search) ||
        has_no_results(linear, &search, words)) {
        search_free(&search);
        return;
    }
    linear_leave_tree(linear);
    search_free(&linear->search);
    linear->search = search;
    buffer_clear(&linear->words);
    buffer_add_str(&linear->words, words);
    list_show_results(&linear->list, &linear->search);
    linear_show_choices(linear, 0);
}

/* Finds the first match after `end`, else in the body, else in the head, which no piece repeats.
 * Sets *from_start if the search began anew. */
static bool find_from(struct linear *linear, int64_t end, int64_t *found, bool *from_start)
{
    const int64_t starts[] = {end, -1, INT64_MIN};
    const struct article *article = linear_article_at(linear, linear->index);
    const struct body *body = readout_body(linear->readout);

    /* Behind the last piece there is nothing to look through. */
    for (size_t i = end == INT64_MAX; i < sizeof(starts) / sizeof(*starts); i++) {
        *from_start = i > 0;
        if (search_neighbour(&linear->find, article, body, starts[i], true, found))
            return true;
    }
    return false;
}

/* Says which of the article's matches is the one at a position, and how it was found. */
static void tell_match(struct linear *linear, int64_t found, bool from_start)
{
    struct finder *finder =
        finder_new_count(&linear->find, linear_article_at(linear, linear->index),
                         readout_body(linear->readout), found);
    size_t up_to, all;

    while (finder_step(finder) && !line_io_is_over(&linear->io))
        continue;
    finder_counts(finder, &up_to, &all);
    finder_free(finder);
    line_io_sayf(&linear->io, _("%s%s第 %zu 处，共 %zu 处："),
                 from_start ? _("后面没有了，从头找，") : "",
                 linear->find.by_pinyin ? _("按拼音，") : "", up_to, all);
}

/* Finds words from the next piece on, else from the beginning. */
void linear_find(struct linear *linear, struct str words)
{
    int64_t end, found;
    bool from_start;

    if (!linear->readout) {
        line_io_say(&linear->io, str_of(_("先打开一篇文章，再在里面查找")));
        return;
    }
    if (linear_words_are_too_long(linear, words))
        return;
    if (words.bytes)
        search_first(&linear->find, words, linear_article_at(linear, linear->index),
                     readout_body(linear->readout), &found);
    if (linear_query_is_wrong(linear, &linear->find))
        return;
    end = readout_end(linear->readout);
    if (!find_from(linear, end == INT64_MAX ? end : end - 1, &found, &from_start)) {
        line_io_say(&linear->io, str_of(_("本文里没有")));
        return;
    }
    tell_match(linear, found, from_start);
    readout_seek(linear->readout, found);
    linear_read_piece(linear);
}
