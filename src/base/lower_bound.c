#include "base/lower_bound.h"

size_t lower_bound(size_t from, size_t count, lower_bound_before *is_before, const void *context)
{
    size_t low = from, high = from, step = 1;

    while (high < count && is_before(context, high)) {
        low = high + 1;
        high = step < count - high ? high + step : count;
        step *= 2;
    }
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (is_before(context, middle))
            low = middle + 1;
        else
            high = middle;
    }
    return low < count ? low : count;
}

size_t last_not_behind(size_t count, lower_bound_before *is_not_behind, const void *context)
{
    size_t behind = lower_bound(0, count, is_not_behind, context);

    return behind ? behind - 1 : 0;
}
