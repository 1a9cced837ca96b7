#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include <stddef.h>

/* Memory that is there: where there is none left, one line goes to standard error and the program
 * ends through exit(), so that the terminal is restored. None of these returns NULL. */

/* `count` × `size` bytes of zeros; the caller frees. */
void *mem_zeroed(size_t count, size_t size);

/* realloc() for `count` × `size` bytes, the product checked for overflow. */
void *mem_resize(void *old, size_t count, size_t size);

/* Makes room for at least `need` elements of `size` bytes: doubles *cap as often as it takes.
 * Returns the array, moved if need be. */
void *mem_grow(void *array, size_t *cap, size_t need, size_t size);

#endif
