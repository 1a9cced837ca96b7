#include "base/i18n.h"
#include "commands.h"

#include <limits.h>

/* Sections, and days as a visitor names them. */

static int number_at(struct str date, size_t at, size_t digits)
{
    int number = 0;

    for (size_t i = 0; i < digits; i++)
        number = number * 10 + (date.p[at + i] - '0');
    return number;
}

static int year_of(struct str date)
{
    return number_at(date, 0, 4);
}

static int month_of(struct str date)
{
    return number_at(date, 5, 2);
}

static int day_of(struct str date)
{
    return number_at(date, 8, 2);
}

/* Returns the number of a day, counted from a first of March, so that a leap day ends a year. */
static int day_number(struct str date)
{
    int year = year_of(date), month = month_of(date);

    if (month < 3) {
        year--;
        month += 12;
    }
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * (month - 3) + 2) / 5 +
           day_of(date);
}

int kiosk_days_ago(const struct kiosk *kiosk, struct str date)
{
    struct str today = kiosk->edition->filter.today;

    return date.bytes && today.bytes ? day_number(today) - day_number(date) : INT_MAX;
}

const char *kiosk_section_heading(enum kiosk_section section)
{
    static const char *const HEADINGS[KIOSK_SECTION_COUNT] = {
        [KIOSK_PINNED] = N_("请先看"),
        [KIOSK_TODAY] = N_("今天"),
        [KIOSK_RECENT] = N_("近日"),
        [KIOSK_OTHERS] = N_("其他文章"),
        [KIOSK_BY_KIND + KIOSK_DISTRICT] = N_("地区"),
        [KIOSK_BY_KIND + KIOSK_TOPIC] = N_("主题"),
        [KIOSK_BY_KIND + KIOSK_MONTH] = N_("月份"),
        [KIOSK_BY_KIND + KIOSK_PLACE] = N_("地点"),
        [KIOSK_BY_KIND + KIOSK_WORD] = N_("标题里常见的词"),
    };

    return HEADINGS[section] ? _(HEADINGS[section]) : NULL;
}

bool kiosk_has_headings(const struct kiosk_rows *rows)
{
    return rows->count && rows->items[0].section != rows->items[rows->count - 1].section;
}

const char *kiosk_heading_above(const struct kiosk_rows *rows, size_t row)
{
    enum kiosk_section section = rows->items[row].section;

    if (!kiosk_has_headings(rows) || (row > 0 && rows->items[row - 1].section == section))
        return NULL;
    return kiosk_section_heading(section);
}

void kiosk_write_day(const struct kiosk *kiosk, struct str date, struct buffer *out)
{
    struct str today = kiosk->edition->filter.today;
    int days = kiosk_days_ago(kiosk, date);

    if (!date.bytes)
        return;
    if (days == 0)
        buffer_add_text(out, _("今天"));
    else if (days == 1)
        buffer_add_text(out, _("昨天"));
    else if (today.bytes && year_of(today) == year_of(date))
        buffer_addf(out, _("%d月%d日"), month_of(date), day_of(date));
    else
        buffer_addf(out, _("%d年%d月%d日"), year_of(date), month_of(date), day_of(date));
}

void kiosk_write_group(const struct kiosk *kiosk, enum kiosk_list list, size_t node,
                       struct buffer *out)
{
    const struct tree *tree = &kiosk->groups[list];
    struct str label = tree_label(tree, kiosk->edition, node);

    if (list == KIOSK_MONTH && !tree_node(tree, node).unnamed)
        buffer_addf(out, _("%d年%d月"), year_of(label), month_of(label));
    else
        buffer_add_str(out, label);
}
