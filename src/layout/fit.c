#include "layout/fit.h"

#include "base/alloc.h"
#include "text/grapheme.h"
#include "text/linebreak.h"
#include "text/spacing.h"
#include "text/unit.h"
#include "text/utf8.h"

#include <stdlib.h>

/* The cost of a line is the square of its hole in columns, and more for what is seen at once: a
 * hole of three characters and up, so that one hole is not shared out to three lines. A line that
 * ends within a unit (text/unit.h) costs more than a hole of four columns, and less than one of
 * five. */
enum { HOLE_COLS = 6, HOLE_COST = 400, PART_COST = 17, SOFT_COST = 20, WORD_COST = 24 };

/* A place where a line may end and the next one may begin. */
struct stop {
    size_t end;    /* offset after the line, without the spaces that follow it */
    size_t next;   /* offset of the next line */
    int end_cols;  /* columns from the first stop to `end` */
    int next_cols; /* columns from the first stop to `next`, with the blank column before it */
    int cost;      /* of a line that ends here, but for its hole */
    /* the best way from here to the last stop: */
    size_t lines;    /* how many; 0: there is none */
    long long costs; /* the sum of theirs */
    size_t to;       /* the stop that the first one ends at */
};

/* Lines that are set together. */
struct fit {
    struct block_line *lines;
    size_t count;
    struct str text; /* up to the end of the lines */
    fit_cost *cost;  /* of a line; NULL: that of a paragraph's */
    int end_col;     /* of the hanging margin, if there is one */
    const struct text_setting *setting;
    struct stop *stops; /* from the beginning of the lines to their end */
    size_t stop_count, stop_cap;
    size_t farthest; /* the last stop that a line can end at that begins after the one in hand */
};

/* Returns the columns that a line at this indent leaves free. A hanging stop leaves none. */
static int hole_cols(const struct fit *fit, int indent_cols, int cols)
{
    int margin = fit->setting->hang ? TEXT_HANG_COLS : 0;
    int hole = fit->end_col - margin - indent_cols - cols;

    return hole > 0 ? hole : 0;
}

/* Returns the number of lines at the end that are worth being set together: all if one but the last
 * has a hole, a few if the last is a single character. From those above it no more can be had than
 * a character, too. */
static size_t count_worth(const struct fit *fit)
{
    enum { FEW_LINES = 4 };
    const struct block_line *last = &fit->lines[fit->count - 1];

    if (fit->cost)
        return fit->count;
    for (const struct block_line *line = fit->lines; line < last; line++)
        if (hole_cols(fit, line->indent_cols, line->cols) >= HOLE_COLS)
            return fit->count;
    if (!text_is_single_character((struct str){fit->text.p + last->start, last->end - last->start}))
        return 0;
    return fit->count < FEW_LINES ? fit->count : FEW_LINES;
}

static bool is_blank(struct str cluster)
{
    return str_eq(cluster, str_of(" ")) || str_eq(cluster, str_of("\u3000")) ||
           str_eq(cluster, str_of("\n"));
}

/* Returns whether a line may end at this place. Sets *cost to what that costs, but for its hole. */
static bool is_stop(const struct fit *fit, size_t at, int *cost)
{
    *cost = 0;
    if (!text_may_break(fit->text, at, fit->setting->kinsoku))
        return false;
    switch (text_joint_at(fit->text, at)) {
    case TEXT_JOINT_NONE:
        return true;
    case TEXT_JOINT_PART:
        *cost = PART_COST;
        return true;
    case TEXT_JOINT_SOFT:
        *cost = SOFT_COST;
        return true;
    case TEXT_JOINT_WORD:
        *cost = WORD_COST;
        return true;
    case TEXT_JOINT_HARD:
        break;
    }
    return false;
}

static void add_stop(struct fit *fit, struct stop stop)
{
    MEM_GROW(fit->stops, fit->stop_cap, fit->stop_count + 1);
    fit->stops[fit->stop_count++] = stop;
}

/* Finds the stops of the lines. */
static void find_stops(struct fit *fit)
{
    size_t start = fit->lines[0].start, at = start;
    struct stop stop = {.end = start};
    char32_t before = 0, first;
    int cols = 0;

    fit->stop_count = 0;
    while (at < fit->text.bytes) {
        const char *p = fit->text.p + at;
        size_t bytes = fit->text.bytes - at;
        struct grapheme cluster = grapheme_next(p, bytes, fit->setting->ambiguous_wide);

        utf8_decode(p, bytes, &first);
        cols += fit->setting->spacing && text_is_spaced(before, first);
        stop.next = at;
        stop.next_cols = cols;
        if (at == start || is_stop(fit, at, &stop.cost))
            add_stop(fit, stop);
        cols += cluster.cols;
        at += cluster.bytes;
        before = first;
        if (!is_blank((struct str){p, cluster.bytes})) {
            stop.end = at;
            stop.end_cols = cols;
        }
    }
    stop.next = at;
    stop.cost = 0;
    add_stop(fit, stop);
    fit->farthest = fit->stop_count - 1;
}

static long long hole_cost(int cols)
{
    return (long long)cols * cols + (cols >= HOLE_COLS ? HOLE_COST : 0);
}

/* Returns the cost of a line from one stop to another. A paragraph's last line costs nothing,
 * unless it is a single character, which is as bad as a line that is half empty. */
static long long line_cost(const struct fit *fit, const struct stop *from, const struct stop *to,
                           int indent_cols)
{
    struct str line = {fit->text.p + from->next, to->end - from->next};
    int cols = to->end_cols - from->next_cols;

    if (fit->cost)
        return fit->cost(&(struct fit_line){.text = fit->text,
                                            .start = from->next,
                                            .end = to->end,
                                            .next = to->next,
                                            .cols = cols,
                                            .room = fit->end_col - indent_cols,
                                            .in_unit = to->cost > 0});
    if (to != &fit->stops[fit->stop_count - 1])
        return to->cost + hole_cost(hole_cols(fit, indent_cols, cols));
    return text_is_single_character(line) ? hole_cost(hole_cols(fit, indent_cols, 0) / 2) : 0;
}

/* Returns the last stop that a line from stop `i` can end at, or `i` if absent. The stops are asked
 * for from the last one on. */
static size_t last_stop(struct fit *fit, size_t i, int indent_cols)
{
    const struct stop *from = &fit->stops[i];
    int cols = fit->end_col - indent_cols;
    size_t last = i == 0 ? fit->stop_count - 1 : fit->farthest, next;

    while (last > i && fit->stops[last].end_cols - from->next_cols > cols)
        last--;
    fit->farthest = last;
    /* only units and hanging stops take more to know than columns */
    if (last == i || (!fit->stops[last].cost && !fit->setting->hang))
        return last;
    next = text_line_next(fit->text, from->next, cols, fit->setting).next;
    while (last > i && fit->stops[last].next > next)
        last--;
    return last;
}

/* Finds the best way from stop `i` to the last one, given those from all later stops: as few lines
 * as possible, then the least cost. Of equal ways it is the one with the fullest first line. Looks
 * at the fullest first line first, and no further than its hole alone costs less than the best way:
 * a shorter one has a larger hole, and never makes for fewer lines. The square of its hole is the
 * least that a line costs, whatever it is a line of. */
static void find_way(struct fit *fit, size_t i)
{
    struct stop *from = &fit->stops[i];
    int indent_cols = fit->lines[i == 0 ? 0 : 1].indent_cols;
    long long costs, least = 0;

    for (size_t j = last_stop(fit, i, indent_cols); j > i && (!from->lines || least <= from->costs);
         j--) {
        const struct stop *to = &fit->stops[j];
        int hole = hole_cols(fit, indent_cols, to->end_cols - from->next_cols);
        size_t lines = to->lines + 1;

        if ((j + 1 < fit->stop_count && !to->lines) || (from->lines && lines > from->lines))
            continue;
        costs = to->costs + line_cost(fit, from, to, indent_cols);
        least = fit->cost ? (long long)hole * hole : hole_cost(hole);
        if (!from->lines || lines < from->lines || costs < from->costs) {
            from->lines = lines;
            from->costs = costs;
            from->to = j;
        }
    }
}

/* Sets the lines by the best way from the first stop. */
static void take_way(const struct fit *fit)
{
    const struct stop *from = fit->stops;

    for (size_t i = 0; i < fit->count; i++) {
        const struct stop *to = &fit->stops[from->to];

        fit->lines[i].start = from->next;
        fit->lines[i].end = to->end;
        fit->lines[i].cols = to->end_cols - from->next_cols;
        from = to;
    }
}

/* Sets together those of `count` lines that are worth it. They end at byte `end`. */
static void set_together(struct fit *fit, struct block_line *lines, size_t count, size_t end)
{
    for (; count && end - lines->start > FIT_MOST_BYTES; count--)
        lines++;
    fit->lines = lines;
    fit->count = count;
    fit->text.bytes = end;
    fit->count = count < 2 ? 0 : count_worth(fit);
    fit->lines = lines + count - fit->count;
    if (!fit->count)
        return;
    find_stops(fit);
    for (size_t i = fit->stop_count - 1; i-- > 0;)
        find_way(fit, i);
    if (fit->stops[0].lines == fit->count)
        take_way(fit);
}

/* Leaves a word that is longer than a line as it is: it begins a line, and is cut at the line's
 * end. The line before such a word counts as a last line, because no other way fills its hole. */
void fit_lines(struct block_line *lines, size_t count, struct str text, int end_col,
               const struct text_setting *setting, fit_cost *cost)
{
    struct fit fit = {.lines = lines,
                      .count = count,
                      .text = text,
                      .cost = cost,
                      .end_col = end_col,
                      .setting = setting};
    size_t first = 0;

    if (count < 2 || !count_worth(&fit))
        return;
    for (size_t i = 0; i + 1 < count; i++) {
        if (!text_may_break(text, lines[i + 1].start, setting->kinsoku)) {
            set_together(&fit, lines + first, i - first, lines[i].start);
            first = i + 1;
        }
    }
    set_together(&fit, lines + first, count - first, text.bytes);
    free(fit.stops);
}
