#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include <stddef.h>

/* Memory allocation that never returns NULL: where no memory is left, one line goes to standard
 * error and the program ends through exit(), so that the terminal is restored. */

/* Returns `memory`, or ends the program, as stated, if it is NULL. */
void *mem_or_die(void *memory);

/* Returns `count` × `size` bytes of zeros; the caller frees them. */
void *mem_zeroed(size_t count, size_t size);

/* Does realloc() for `count` × `size` bytes, and checks the product for overflow. */
void *mem_resize(void *old, size_t count, size_t size);

/* Makes room for at least `need` elements in `array`, which has room for `cap`: doubles `cap` until
 * it is enough. The array may move. */
#define MEM_GROW(array, cap, need) ((array) = mem_grow((array), &(cap), (need), sizeof(*(array))))

/* Does the work of MEM_GROW(): returns the array, enlarged if `need` is more than *cap. */
void *mem_grow(void *array, size_t *cap, size_t need, size_t size);

/* Takes about `bytes` of memory from the system, for allocations that are sure to come: all at
 * once, which takes a tenth of the time of page by page, as they are written to. */
void mem_expect(size_t bytes);

#endif
