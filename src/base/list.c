#include "base/list.h"

#include <stdint.h>
#include <stdlib.h>

enum { FIRST = 32 };

void *ot_list_grow(void *items, size_t n, size_t *capacity, size_t size) {
    if (n < *capacity) return items;
    if (*capacity > SIZE_MAX / 2 / size) return NULL;
    const size_t wanted = *capacity > 0 ? 2 * *capacity : FIRST;
    void *grown = realloc(items, wanted * size);
    if (grown) *capacity = wanted;
    return grown;
}
