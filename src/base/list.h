/* list.h -- room for one more in an array that grows */
#ifndef OT_BASE_LIST_H
#define OT_BASE_LIST_H

#include <stddef.h>

/* `items` with room for more than n things of `size` bytes each, *capacity of them; the caller's
 * pointer is replaced by what is returned. NULL: memory ran out, and both are as they were. */
void *ot_list_grow(void *items, size_t n, size_t *capacity, size_t size);

#endif
