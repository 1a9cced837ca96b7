#include "filter.h"

/* Returns whether one of a field's values contains a text, or has it as its pinyin. */
static bool any_value_has(const struct edition *edition, size_t article, enum edition_field field,
                          struct str text, struct folded *folded)
{
    struct str value;

    for (size_t i = 0; (value = edition_value(edition, article, field, i)).bytes; i++) {
        text_fold(folded, value);
        if (query_has(folded, text, true))
            return true;
    }
    return false;
}

/* Returns whether an article's date is not before or not after the filter's; one without a date has
 * neither. */
static bool date_fits(const struct query_filter *filter, struct str date)
{
    int order;

    if (date.bytes < filter->date_bytes)
        return false;
    order = memcmp(date.p, filter->date, filter->date_bytes);
    return filter->field == QUERY_AFTER ? order >= 0 : order <= 0;
}

static bool fits(const struct query_filter *filter, const struct edition *edition, size_t article,
                 struct folded *folded)
{
    static const enum edition_field FIELDS[] = {
        [QUERY_DISTRICT] = EDITION_DISTRICT,
        [QUERY_TOPIC] = EDITION_TOPICS,
        [QUERY_PLACE] = EDITION_PLACE,
        [QUERY_AUTHOR] = EDITION_AUTHORS,
    };

    if (filter->field == QUERY_AFTER || filter->field == QUERY_BEFORE)
        return date_fits(filter, edition_value(edition, article, EDITION_DATE, 0));
    return any_value_has(edition, article, FIELDS[filter->field], filter->value, folded);
}

bool query_fits(const struct query *query, const struct edition *edition, size_t article)
{
    struct folded folded = {0};
    bool fit = true;

    for (size_t i = 0; i < query->filter_count && fit; i++)
        fit = fits(&query->filters[i], edition, article, &folded) != query->filters[i].without;
    folded_free(&folded);
    return fit;
}
