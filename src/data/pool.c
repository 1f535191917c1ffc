#include "data/pool.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void ot_pool_init(ot_pool *pool, ot_arena *arena) { *pool = (ot_pool){.arena = arena}; }

void ot_pool_clear(ot_pool *pool) {
    free(pool->slot);
    *pool = (ot_pool){0};
}

/* FNV-1a, 64 bits (Fowler, Noll & Vo). */
static uint64_t hash(const char *text, size_t n) {
    uint64_t h = 14695981039346656037U;
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)text[i]) * 1099511628211U;
    return h;
}

static size_t place_of(const ot_pool *pool, const char *text, size_t n) {
    size_t i = (size_t)hash(text, n) & (pool->n_slots - 1);
    while (pool->slot[i] && (strncmp(pool->slot[i], text, n) != 0 || pool->slot[i][n] != '\0'))
        i = (i + 1) & (pool->n_slots - 1);
    return i;
}

static int grow(ot_pool *pool) {
    ot_pool wide = *pool;
    wide.n_slots = pool->n_slots ? 2 * pool->n_slots : 64;
    wide.slot = calloc(wide.n_slots, sizeof *wide.slot);
    if (!wide.slot) return 0;
    for (size_t i = 0; i < pool->n_slots; i++)
        if (pool->slot[i])
            wide.slot[place_of(&wide, pool->slot[i], strlen(pool->slot[i]))] = pool->slot[i];
    free(pool->slot);
    *pool = wide;
    return 1;
}

const char *ot_pool_add(ot_pool *pool, const char *text, size_t n) {
    if (2 * pool->n >= pool->n_slots && !grow(pool)) return NULL; /* at most half full */
    const char **slot = &pool->slot[place_of(pool, text, n)];
    if (!*slot) {
        *slot = ot_arena_text(pool->arena, text, n);
        pool->n += *slot != NULL;
    }
    return *slot;
}
