#include "base/arena.h"

#include <assert.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Big enough that a model takes a few blocks, small enough that a tiny one wastes little. */
enum { BLOCK_SIZE = 16384 };

typedef struct block {
    struct block *next;
    size_t used, size; /* bytes of `data` */
    max_align_t data[];
} block;

struct ot_arena {
    block *blocks; /* the first is the one being filled */
};

ot_arena *ot_arena_new(void) { return calloc(1, sizeof(ot_arena)); }

void ot_arena_free(ot_arena *arena) {
    if (!arena) return;
    for (block *b = arena->blocks, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    free(arena);
}

static block *block_new(size_t size) {
    if (size > SIZE_MAX - sizeof(block)) return NULL;
    block *b = calloc(1, sizeof *b + size);
    if (b) b->size = size;
    return b;
}

/* Room of `size` bytes, a multiple of the alignment. */
static void *take(block *b, size_t size) {
    void *room = (char *)b->data + b->used;
    b->used += size;
    return room;
}

void *ot_arena_alloc(ot_arena *arena, size_t n, size_t size) {
    assert(arena);
    if (size > 0 && n > SIZE_MAX / size) return NULL;
    size_t bytes = n * size;
    if (bytes > SIZE_MAX - sizeof(max_align_t)) return NULL;
    /* Nothing takes one step too, so that every pointer is different. */
    bytes = bytes > 0 ? (bytes + sizeof(max_align_t) - 1) / sizeof(max_align_t) : 1;
    if (bytes > SIZE_MAX / sizeof(max_align_t)) return NULL;
    bytes *= sizeof(max_align_t);

    block *first = arena->blocks;
    if (first && first->size - first->used >= bytes) return take(first, bytes);
    block *b = block_new(bytes > BLOCK_SIZE / 4 ? bytes : BLOCK_SIZE);
    if (!b) return NULL;
    if (first && b->size != BLOCK_SIZE) { /* a large thing has its own; keep filling the first */
        b->next = first->next;
        first->next = b;
    } else {
        b->next = first;
        arena->blocks = b;
    }
    return take(b, bytes);
}

char *ot_arena_text(ot_arena *arena, const char *text, size_t length) {
    if (length == SIZE_MAX) return NULL;
    char *copy = ot_arena_alloc(arena, length + 1, 1);
    if (copy && length > 0) memcpy(copy, text, length);
    return copy;
}
