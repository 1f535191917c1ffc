/* arena.h -- many small things that live and die together; freeing is one call */
#ifndef OT_BASE_ARENA_H
#define OT_BASE_ARENA_H

#include <stddef.h>

typedef struct ot_arena ot_arena;

ot_arena *ot_arena_new(void); /* NULL when memory ran out */
void ot_arena_free(ot_arena *arena);

/* Zeroed room for n things of `size` bytes, aligned for any type; NULL when memory ran out or
 * n * size overflows. n = 0 gives a valid pointer. */
void *ot_arena_alloc(ot_arena *arena, size_t n, size_t size);

/* A copy of text[0..length) with a closing NUL; NULL when memory ran out. */
char *ot_arena_text(ot_arena *arena, const char *text, size_t length);

#endif
