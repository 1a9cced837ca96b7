#include "commands.h"

#include "base/i18n.h"
#include "base/number.h"

#include <inttypes.h>
#include <stdlib.h>

/* A visit as text: lines for screen, list, letters, article and words, then the marks. Only this
 * program reads it. */

#define FIRST_LINE "kiosk-visit 1"

enum { NUMBERS = 7 };

/* Bounds a number of a damaged handover, so that no sum with it overflows. */
static const uint64_t MOST_NUMBER = INT64_MAX / 100;

/* Returns the longest part of a text without a space, as a search takes it as one word. */
static struct str longest_word(struct str text)
{
    struct str best = {text.p, 0};

    for (size_t start = 0, end; start < text.bytes; start = end + 1) {
        for (end = start; end < text.bytes && text.p[end] != ' ' && text.p[end] != '\n'; end++)
            continue;
        if (end - start > best.bytes)
            best = (struct str){text.p + start, end - start};
    }
    return best;
}

/* Returns the words at the top of an article, to find the position again in a changed text. */
static struct str words_at_top(struct kiosk *kiosk)
{
    struct layout_line line;

    if (kiosk->screen != KIOSK_ARTICLE || !kiosk->reading.layout || kiosk->reading.position < 0)
        return (struct str){0};
    line = layout_line(kiosk->reading.layout, kiosk->reading.top);
    return longest_word((struct str){line.rich->text.p + line.start, line.end - line.start});
}

static struct str list_label(const struct kiosk *kiosk)
{
    if (kiosk->listed == KIOSK_BOOKMARKS || !kiosk->list.count)
        return (struct str){0};
    return kiosk->groups[kiosk->listed].nodes[kiosk->listed_node].label;
}

static void add_line(struct buffer *out, struct str text)
{
    buffer_add_str(out, text);
    buffer_add_char(out, '\n');
}

void kiosk_write_handover(struct kiosk *kiosk, struct buffer *out)
{
    struct str id = {0};

    kiosk_save_position(kiosk);
    if (kiosk->screen == KIOSK_ARTICLE)
        id = reading_article(&kiosk->reading)->mark_id;
    add_line(out, str_of(FIRST_LINE));
    buffer_addf(out, "%d %d %d %d %" PRId64 " %d %d\n", (int)kiosk->screen, (int)kiosk->opened_from,
                (int)kiosk->listed, kiosk->visited, kiosk->now_ms - kiosk->since_ms,
                kiosk->presence == KIOSK_RESTING, kiosk->large);
    add_line(out, list_label(kiosk));
    add_line(out, buffer_str(&kiosk->letters));
    add_line(out, id);
    add_line(out, words_at_top(kiosk));
    marks_write(kiosk->marks, out);
}

/* Reads NUMBERS numbers separated by spaces. Returns false if there are fewer, or a screen or list
 * is invalid. */
static bool take_numbers(struct str line, int64_t numbers[NUMBERS])
{
    size_t count = 0;

    for (size_t at = 0; at < line.bytes && count < NUMBERS; at++, count++) {
        uint64_t number;

        at += number_read((struct str){line.p + at, line.bytes - at}, MOST_NUMBER, &number);
        numbers[count] = (int64_t)number;
    }
    return count == NUMBERS && numbers[0] <= KIOSK_PANEL && numbers[1] <= KIOSK_PANEL &&
           numbers[1] != KIOSK_ARTICLE && numbers[2] <= KIOSK_BOOKMARKS;
}

/* Restores the open list, if its group is still in the edition. */
static void take_list(struct kiosk *kiosk, enum kiosk_list list, struct str label)
{
    const struct tree *tree;

    if (list == KIOSK_BOOKMARKS) {
        kiosk_fill_bookmarks(kiosk);
        return;
    }
    tree = &kiosk->groups[list];
    for (size_t node = 0; label.bytes && node < tree->count; node = tree->nodes[node].end)
        if (str_eq(tree->nodes[node].label, label))
            kiosk_fill_group(kiosk, list, node);
}

static void take_letters(struct kiosk *kiosk, struct str letters)
{
    buffer_add_str(&kiosk->letters, letters);
    if (!letters.bytes)
        return;
    kiosk_search(kiosk);
    while (kiosk_work(kiosk))
        continue;
}

/* Returns the position of `words` nearest to `position`, or `position` if they are not found. */
static int64_t find_words(const struct article *article, int64_t position, struct str words)
{
    struct query query = {0};
    struct diags unread = {0}; /* reported when the article is opened */
    struct body *body;
    int64_t after = 0, before = 0;
    bool is_after, is_before;

    if (!words.bytes || position < 0)
        return position;
    body = body_open(article, &unread);
    query_set(&query, words);
    is_after = search_neighbour(&query, article, body, position - 1, true, &after);
    is_before = search_neighbour(&query, article, body, position, false, &before);
    query_free(&query);
    body_close(body);
    diags_free(&unread);
    if (is_before && (!is_after || position - before < after - position))
        return before;
    return is_after ? after : position;
}

static size_t row_in(struct kiosk *kiosk, enum kiosk_screen from, size_t article)
{
    return from == KIOSK_FRONT ? kiosk_index_in_edition(kiosk->edition, article)
                               : kiosk_row_of(kiosk_rows_of(kiosk, from), article);
}

/* Opens the article again as near as possible to its old position. Returns false if it is gone. */
static bool take_article(struct kiosk *kiosk, enum kiosk_screen from, struct str id,
                         struct str words)
{
    size_t article = edition_find_marked(kiosk->edition, id), row;
    int64_t position = marks_position(kiosk->marks, id);

    if (article == SIZE_MAX || !edition_shows(kiosk->edition, article))
        return false;
    marks_set_position(kiosk->marks, id,
                       find_words(&kiosk->edition->articles[article], position, words));
    row = row_in(kiosk, from, article);
    if (row == SIZE_MAX)
        row = row_in(kiosk, from = KIOSK_FRONT, article);
    kiosk_open_article(kiosk, from, row, false);
    return kiosk->screen == KIOSK_ARTICLE;
}

void kiosk_read_handover(struct kiosk *kiosk, struct str handed)
{
    struct str head = str_take_line(&handed), numbers_line = str_take_line(&handed);
    struct str label = str_take_line(&handed), letters = str_take_line(&handed);
    struct str id = str_take_line(&handed), words = str_take_line(&handed);
    int64_t numbers[NUMBERS] = {0};
    enum kiosk_screen screen, from;
    size_t bad_line;

    if (!str_eq(head, str_of(FIRST_LINE)) || !take_numbers(numbers_line, numbers) ||
        !marks_parse(kiosk->marks, handed, &bad_line)) {
        /* Marks that were read before the error must not be left for the next visitor. */
        marks_free(kiosk->marks);
        return;
    }
    screen = (enum kiosk_screen)numbers[0];
    from = (enum kiosk_screen)numbers[1];
    kiosk->visited = numbers[3] != 0;
    kiosk->since_ms = kiosk->now_ms - numbers[4];
    kiosk->presence = numbers[5] ? KIOSK_RESTING : KIOSK_AWAKE;
    kiosk_set_large(kiosk, numbers[6] != 0);
    take_list(kiosk, (enum kiosk_list)numbers[2], label);
    take_letters(kiosk, letters);
    if (screen == KIOSK_ARTICLE && !take_article(kiosk, from, id, words)) {
        kiosk_say(kiosk, _("刚才的文章已经撤下"));
        screen = from;
    }
    if (screen == KIOSK_LIST && !kiosk->list.count)
        screen = KIOSK_FRONT;
    if (screen != KIOSK_ARTICLE)
        kiosk_show(kiosk, screen);
}
