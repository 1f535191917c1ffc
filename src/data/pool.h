/* pool.h -- each text once: equal texts get the same pointer, which lives in the arena */
#ifndef OT_DATA_POOL_H
#define OT_DATA_POOL_H

#include <stddef.h>

#include "base/arena.h"

typedef struct ot_pool {
    ot_arena *arena;
    const char **slot; /* [n_slots], a power of two; NULL is free */
    size_t n_slots, n;
} ot_pool;

void ot_pool_init(ot_pool *pool, ot_arena *arena);
void ot_pool_clear(ot_pool *pool); /* the texts stay */

/* The pool's copy of text[0..n); NULL when memory ran out. */
const char *ot_pool_add(ot_pool *pool, const char *text, size_t n);

#endif
