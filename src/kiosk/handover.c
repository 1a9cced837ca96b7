#include "commands.h"

#include "base/i18n.h"
#include "base/number.h"

#include <inttypes.h>
#include <stdlib.h>

/* A visit as text: lines for numbers, list, letters and article, one for each screen with
 * its focus and its top, then the marks. Only this program reads it. */

#define FIRST_LINE "kiosk-visit 5"

/* The numbers of the second line: the screens from the front page to the current one, as decimal
 * digits without the front page's 0; the kind of the list; … CODE counts the article's addresses
 * from 1, and is 0 if none is shown. RATE and VOLUME are the voice's, above VOICE_LEAST. */
enum {
    TRAIL,
    LISTED,
    VISITED,
    SINCE,
    RESTING,
    LARGE,
    ANSWERED,
    CODE,
    SIZE_BEFORE_CODE,
    RATE,
    VOLUME,
    NUMBERS
};

enum { VOICE_LEAST = -100, VOICE_RANGE = 200 }; /* see struct voice_text */

/* The numbers of a screen's line. */
enum { FOCUS_KIND, FOCUS_VALUE, TOP_ROW, SCREEN_NUMBERS };

/* The time for which results are waited for, so that the focus is among them. */
enum { RESULTS_MS = 500 };

/* Bounds a number of a damaged handover, so that no sum with it overflows. */
static const uint64_t MOST_NUMBER = INT64_MAX / 100;

static struct str list_label(const struct kiosk *kiosk)
{
    if (kiosk->listed == KIOSK_BOOKMARKS || !kiosk->list.count)
        return (struct str){0};
    return tree_label(&kiosk->groups[kiosk->listed], kiosk->edition, kiosk->listed_node);
}

static void add_line(struct buffer *out, struct str text)
{
    buffer_add_str(out, text);
    buffer_add_char(out, '\n');
}

static int64_t trail_number(const struct kiosk *kiosk)
{
    int64_t number = 0;

    for (size_t i = 0; i < kiosk->trail_count; i++)
        number = number * 10 + kiosk->trail[i];
    return number * 10 + kiosk->screen;
}

/* Appends a screen's focus, its top, and the article of the focused row, as the row may move. A
 * front page at its beginning stays there: a new notice comes first. */
static void add_screen(const struct kiosk *kiosk, enum kiosk_screen screen, struct buffer *out)
{
    const struct kiosk_rows *rows = kiosk_rows_of(kiosk, screen);
    struct target focus = screen == kiosk->screen ? kiosk->focus : kiosk->saved_focus[screen];
    bool at_beginning = screen == KIOSK_FRONT && !focus.value && !kiosk->top_row[screen];
    bool on_article = rows && focus.kind == TARGET_ENTRY && focus.value < rows->count &&
                      rows->items[focus.value].article != SIZE_MAX && !at_beginning;

    buffer_addf(out, "%d %zu %zu ", (int)focus.kind, focus.value, kiosk->top_row[screen]);
    add_line(out, on_article
                      ? edition_article(kiosk->edition, rows->items[focus.value].article)->mark_id
                      : (struct str){0});
}

void kiosk_write_handover(struct kiosk *kiosk, struct buffer *out)
{
    struct str id = {0};

    kiosk_save_position(kiosk);
    if (kiosk->screen == KIOSK_ARTICLE || kiosk->screen == KIOSK_CODE)
        id = reading_article(&kiosk->reading)->mark_id;
    add_line(out, str_of(FIRST_LINE));
    buffer_addf(out, "%" PRId64 " %d %d %" PRId64 " %d %d %d %zu %d %d %d\n", trail_number(kiosk),
                (int)kiosk->listed, kiosk->visited, kiosk->now_ms - kiosk->since_ms,
                kiosk->presence == KIOSK_RESTING, kiosk->large, kiosk->answered,
                kiosk->screen == KIOSK_CODE ? kiosk->code.chosen + 1 : 0, kiosk->size_before_code,
                kiosk->speech.rate - VOICE_LEAST, kiosk->speech.volume - VOICE_LEAST);
    add_line(out, list_label(kiosk));
    add_line(out, buffer_str(&kiosk->letters));
    add_line(out, id);
    for (enum kiosk_screen screen = 0; screen < KIOSK_SCREEN_COUNT; screen++)
        add_screen(kiosk, screen, out);
    marks_write(kiosk->marks, out);
}

/* Reads numbers separated by single spaces. Returns the bytes read, 0 if there are fewer. */
static size_t read_numbers(struct str line, int64_t *numbers, size_t wanted)
{
    size_t count = 0, at = 0;

    for (; at < line.bytes && count < wanted; at++, count++) {
        uint64_t number;

        at += number_read((struct str){line.p + at, line.bytes - at}, MOST_NUMBER, &number);
        numbers[count] = (int64_t)number;
    }
    return count < wanted ? 0 : at < line.bytes ? at : line.bytes;
}

/* A screen as it was handed over. */
struct handed_screen {
    struct target focus;
    size_t top_row;
    struct str id; /* of the article of the focused row, or empty */
};

/* Contents of a handover, besides the marks. */
struct handed {
    int64_t numbers[NUMBERS];
    struct str label, letters, id;
    struct handed_screen screens[KIOSK_SCREEN_COUNT];
};

static bool take_screen(struct str line, struct handed_screen *screen)
{
    int64_t numbers[SCREEN_NUMBERS];
    size_t bytes = read_numbers(line, numbers, SCREEN_NUMBERS);

    if (!bytes)
        return false;
    screen->focus =
        (struct target){(enum target_kind)numbers[FOCUS_KIND], (size_t)numbers[FOCUS_VALUE]};
    screen->top_row = (size_t)numbers[TOP_ROW];
    screen->id = (struct str){line.p + bytes, line.bytes - bytes};
    return numbers[FOCUS_KIND] <= TARGET_BUTTON;
}

/* Reads the lines. Returns false if something is missing or out of range. */
static bool take_lines(struct str *lines, struct handed *handed)
{
    struct str head = str_take_line(lines), numbers = str_take_line(lines);

    handed->label = str_take_line(lines);
    handed->letters = str_take_line(lines);
    handed->id = str_take_line(lines);
    if (!str_eq(head, str_of(FIRST_LINE)) || !read_numbers(numbers, handed->numbers, NUMBERS) ||
        handed->numbers[LISTED] > KIOSK_BOOKMARKS ||
        handed->numbers[SIZE_BEFORE_CODE] > KIOSK_MOST_TEXT_SIZE ||
        handed->numbers[RATE] > VOICE_RANGE || handed->numbers[VOLUME] > VOICE_RANGE)
        return false;
    for (int i = 0; i < KIOSK_SCREEN_COUNT; i++)
        if (!take_screen(str_take_line(lines), &handed->screens[i]))
            return false;
    return true;
}

/* Restores the open list, if its group is still in the edition. */
static void take_list(struct kiosk *kiosk, enum kiosk_list list, struct str label)
{
    const struct tree *tree;

    if (list == KIOSK_BOOKMARKS) {
        kiosk_fill_bookmarks(kiosk);
        return;
    }
    if (list == KIOSK_WORD)
        kiosk_add_words(kiosk);
    tree = &kiosk->groups[list];
    for (size_t node = 0; label.bytes && node < tree->count; node = tree_node(tree, node).end)
        if (str_eq(tree_label(tree, kiosk->edition, node), label))
            kiosk_fill_group(kiosk, list, node);
}

static void take_letters(struct kiosk *kiosk, struct str letters)
{
    int64_t end_ms = clock_monotonic_ms() + RESULTS_MS;

    buffer_add_str(&kiosk->letters, letters);
    if (!letters.bytes)
        return;
    kiosk_search(kiosk);
    while (kiosk_work(kiosk) && clock_monotonic_ms() < end_ms)
        continue;
}

/* Opens the article again as near as possible to its old position, as one of the current screen.
 * Returns false if it is gone. */
static bool take_article(struct kiosk *kiosk, struct str id)
{
    size_t article = edition_find_marked(kiosk->edition, id);

    if (article == SIZE_MAX || !edition_shows(kiosk->edition, article))
        return false;
    kiosk_open_article(kiosk, kiosk->screen, kiosk_row_of(kiosk_rows(kiosk), article), article);
    return kiosk->screen == KIOSK_ARTICLE;
}

/* Goes to a screen of the trail. Returns false if it does not exist any more. */
static bool take_step(struct kiosk *kiosk, const struct handed *handed, enum kiosk_screen screen)
{
    switch (screen) {
    case KIOSK_ARTICLE:
        if (!kiosk_rows(kiosk))
            return false;
        if (take_article(kiosk, handed->id))
            return true;
        kiosk_say(kiosk, _("刚才的文章已经撤下"));
        return false;
    case KIOSK_LIST:
        if (!kiosk->list.count && kiosk->listed != KIOSK_BOOKMARKS)
            return false;
        break;
    case KIOSK_GROUPS:
        if (!kiosk->kinds.count)
            return false;
        break;
    case KIOSK_FRONT:
    case KIOSK_PANEL:
        break;
    case KIOSK_CODE: /* see take_code() */
    case KIOSK_SCREEN_COUNT:
        return false;
    }
    kiosk_show(kiosk, screen);
    return true;
}

/* Goes from the front page to the screen that was shown, or as far as the trail still leads. */
static void take_trail(struct kiosk *kiosk, const struct handed *handed)
{
    int64_t left = handed->numbers[TRAIL], unit = 1;

    while (unit <= left / 10)
        unit *= 10;
    for (; unit > 0 && kiosk->screen != KIOSK_ARTICLE; unit /= 10) {
        int screen = (int)(left / unit % 10);

        if (screen < KIOSK_SCREEN_COUNT)
            take_step(kiosk, handed, (enum kiosk_screen)screen);
    }
}

/* Restores the focus and the top of a screen; both move with the focused article. */
static void take_place(struct kiosk *kiosk, enum kiosk_screen screen,
                       const struct handed_screen *handed)
{
    const struct kiosk_rows *rows = kiosk_rows_of(kiosk, screen);
    struct target focus = handed->focus;
    size_t top = handed->top_row;

    if (rows && focus.kind == TARGET_ENTRY) {
        size_t article = edition_find_marked(kiosk->edition, handed->id);
        size_t row = article == SIZE_MAX ? SIZE_MAX : kiosk_row_of(rows, article);

        if (row == SIZE_MAX)
            row = focus.value < rows->count ? focus.value : rows->count ? rows->count - 1 : 0;
        top = top + row > focus.value ? top + row - focus.value : 0;
        focus.value = row;
    }
    kiosk->top_row[screen] = top;
    kiosk->saved_focus[screen] = focus;
    if (screen == kiosk->screen)
        kiosk->focus = focus;
}

/* Shows the code again or, if it is gone, does without the letters that it needed. */
static void take_code(struct kiosk *kiosk, const struct handed *handed)
{
    int64_t end_ms = clock_monotonic_ms() + RESULTS_MS, number = handed->numbers[CODE];

    while (number && reading_is_opening(&kiosk->reading) && clock_monotonic_ms() < end_ms)
        kiosk_work(kiosk);
    if (number && kiosk->screen == KIOSK_ARTICLE)
        kiosk_open_code(kiosk, (size_t)number - 1);
    if (kiosk->options.text_size)
        kiosk->size_before_code = (int)handed->numbers[SIZE_BEFORE_CODE];
    if (kiosk->screen != KIOSK_CODE)
        kiosk_restore_size(kiosk);
}

void kiosk_read_handover(struct kiosk *kiosk, struct str text)
{
    struct handed handed = {0};
    size_t bad_line;

    if (!take_lines(&text, &handed) || !marks_parse(kiosk->marks, text, NULL, &bad_line)) {
        /* Marks that were read before the error must not be left for the next visitor. */
        marks_free(kiosk->marks);
        return;
    }
    kiosk->visited = handed.numbers[VISITED] != 0;
    kiosk->since_ms = kiosk->now_ms - handed.numbers[SINCE];
    kiosk_set_large(kiosk, handed.numbers[LARGE] != 0);
    kiosk->answered = handed.numbers[ANSWERED] != 0;
    kiosk->speech.rate = (int)handed.numbers[RATE] + VOICE_LEAST;
    kiosk->speech.volume = (int)handed.numbers[VOLUME] + VOICE_LEAST;
    take_list(kiosk, (enum kiosk_list)handed.numbers[LISTED], handed.label);
    take_letters(kiosk, handed.letters);
    take_trail(kiosk, &handed);
    for (enum kiosk_screen screen = 0; screen < KIOSK_SCREEN_COUNT; screen++)
        take_place(kiosk, screen, &handed.screens[screen]);
    take_code(kiosk, &handed);
    if (handed.numbers[RESTING] && kiosk->screen == KIOSK_FRONT)
        kiosk->presence = KIOSK_RESTING;
}
