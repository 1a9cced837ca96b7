#include "commands.h"

/* The focus, which Enter acts on and arrows move. */

enum { LETTER_COUNT = sizeof(KIOSK_LETTERS) - 1 };

/* A target that can have the focus, and its rectangle on a page made of letters, all rows and
 * buttons. */
struct focus_rect {
    struct target target;
    struct rect rect;
};

static bool same_target(struct target a, struct target b)
{
    return a.kind == b.kind && a.value == b.value;
}

/* Search for the nearest target in a direction. */
struct nearest_search {
    const struct focus_rect *from;
    enum action direction;
    bool found;
    struct focus_rect best;
    long best_distance, best_offset;
};

static int middle(struct rect rect)
{
    return 2 * rect.col + rect.cols;
}

static bool on_same_lines(struct rect a, struct rect b)
{
    return a.line < b.line + b.lines && b.line < a.line + a.lines;
}

/* Returns the distance to a rectangle in the direction, or -1 if it is not in that direction. */
static long distance(const struct nearest_search *search, struct rect to)
{
    struct rect from = search->from->rect;

    switch (search->direction) {
    case ACTION_LINE_DOWN:
        return to.line >= from.line + from.lines ? to.line - from.line : -1;
    case ACTION_LINE_UP:
        return to.line + to.lines <= from.line ? from.line - to.line : -1;
    case ACTION_RIGHT:
        return on_same_lines(from, to) && to.col > from.col ? to.col - from.col : -1;
    default:
        return on_same_lines(from, to) && to.col < from.col ? from.col - to.col : -1;
    }
}

static void consider(struct nearest_search *search, struct target target, struct rect rect)
{
    long far = distance(search, rect);
    long aside = middle(rect) - middle(search->from->rect);

    aside = aside < 0 ? -aside : aside;
    if (far < 0 ||
        (search->found && (far > search->best_distance ||
                           (far == search->best_distance && aside >= search->best_offset))))
        return;
    search->found = true;
    search->best = (struct focus_rect){target, rect};
    search->best_distance = far;
    search->best_offset = aside;
}

/* Returns a button's rectangle below the last row, however long the page is. */
static struct rect below_page(const struct kiosk *kiosk, struct rect button)
{
    button.line += kiosk->geometry.page_lines + kiosk->lines;
    return button;
}

typedef void visit_spot(void *context, struct target target, struct rect rect);

static void visit_spots(const struct kiosk *kiosk, visit_spot *visit, void *context)
{
    const struct kiosk_rows *rows = kiosk_rows(kiosk);
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];
    size_t count = kiosk_buttons(kiosk, buttons);
    bool letters = kiosk->screen == KIOSK_PANEL && kiosk->geometry.letter_lines > 0;

    for (size_t i = 0; letters && i < LETTER_COUNT; i++)
        visit(context, (struct target){TARGET_LETTER, i}, kiosk_letter_rect(kiosk, i));
    if (kiosk->screen == KIOSK_ARTICLE)
        visit(context, (struct target){TARGET_ARTICLE, 0}, kiosk->geometry.body);
    for (size_t i = 0; rows && i < rows->count; i++) {
        struct rect rect = kiosk_row_rect(kiosk, i);

        rect.line += kiosk->scrolled_lines[kiosk->screen];
        visit(context, (struct target){TARGET_ENTRY, i}, rect);
    }
    for (size_t i = 0; i < count; i++)
        visit(context, (struct target){TARGET_BUTTON, buttons[i]},
              below_page(kiosk, kiosk_button_rect(kiosk, buttons[i])));
}

static void visit_hunt(void *context, struct target target, struct rect rect)
{
    consider(context, target, rect);
}

struct lookup {
    struct target wanted;
    bool found;
    struct focus_rect candidate;
};

static void visit_lookup(void *context, struct target target, struct rect rect)
{
    struct lookup *lookup = context;

    if (!same_target(target, lookup->wanted))
        return;
    lookup->found = true;
    lookup->candidate = (struct focus_rect){target, rect};
}

static bool find_focus_rect(const struct kiosk *kiosk, struct target target,
                            struct focus_rect *candidate)
{
    struct lookup lookup = {.wanted = target};

    visit_spots(kiosk, visit_lookup, &lookup);
    *candidate = lookup.candidate;
    return lookup.found;
}

/* Returns the first row that is fully in view: the page must not jump if a button that had the
 * focus is shown no more. */
static size_t first_row_in_view(const struct kiosk *kiosk)
{
    size_t count = kiosk_rows(kiosk)->count;

    for (size_t row = 0; row < count; row++)
        if (kiosk_row_rect(kiosk, row).line >= kiosk->geometry.rows.line)
            return row;
    return 0;
}

/* Returns the default focus of the screen. */
static struct target first_target(const struct kiosk *kiosk)
{
    enum kiosk_button buttons[KIOSK_BUTTON_COUNT];

    if (kiosk->screen == KIOSK_ARTICLE)
        return (struct target){TARGET_ARTICLE, 0};
    if (kiosk->screen == KIOSK_PANEL && kiosk->geometry.letter_lines > 0)
        return (struct target){TARGET_LETTER, 0};
    if (kiosk_rows(kiosk) && kiosk_rows(kiosk)->count)
        return (struct target){TARGET_ENTRY, first_row_in_view(kiosk)};
    return (struct target){TARGET_BUTTON, kiosk_buttons(kiosk, buttons) ? buttons[0] : KIOSK_BACK};
}

void kiosk_validate_focus(struct kiosk *kiosk)
{
    struct focus_rect candidate;

    /* Nothing has a rectangle on a screen that is too small. */
    if (kiosk->geometry.too_small)
        return;
    if (!find_focus_rect(kiosk, kiosk->focus, &candidate))
        kiosk->focus = first_target(kiosk);
    kiosk_keep_in_view(kiosk);
}

bool kiosk_move_focus(struct kiosk *kiosk, enum action direction)
{
    struct focus_rect from;
    struct nearest_search search = {.from = &from, .direction = direction};

    if (kiosk->geometry.too_small || !find_focus_rect(kiosk, kiosk->focus, &from))
        return false;
    visit_spots(kiosk, visit_hunt, &search);
    if (search.found) {
        kiosk->focus = search.best.target;
        kiosk_keep_in_view(kiosk);
    }
    return search.found;
}
