#ifndef BASE_LOWER_BOUND_H
#define BASE_LOWER_BOUND_H

#include <stdbool.h>
#include <stddef.h>

/* Returns whether the i-th of some sorted elements is before what is looked for. */
typedef bool lower_bound_before(const void *context, size_t i);

/* Returns the first of `count` sorted elements, from `from` on, that is not before what is looked
 * for, or `count`. Looks at few elements if it is near to `from`. If the elements are not sorted,
 * the result is wrong but in range. */
size_t lower_bound(size_t from, size_t count, lower_bound_before *is_before, const void *context);

/* Returns the last of `count` sorted elements that is not behind what is looked for, or 0 if all
 * are. */
size_t last_not_behind(size_t count, lower_bound_before *is_not_behind, const void *context);

#endif
