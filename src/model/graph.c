#include "model/graph.h"

#include <stdint.h>

#include "outturn/error.h"

/* Tarjan's search, with the path that recursion would keep. */
typedef struct visiting {
    const ot_graph *graph;
    size_t *number, *low; /* [n] in order of the first visit, from 1; 0: not yet */
    size_t *next;         /* [n] the edge to follow next */
    size_t *path, n_path; /* nodes that are being visited */
    size_t *stack, n_stack;
    unsigned char *is_stacked;
    size_t n_seen;
    ot_components *out;
} visiting;

static void enter(visiting *s, size_t i) {
    s->number[i] = s->low[i] = ++s->n_seen;
    s->next[i] = s->graph->first[i];
    s->path[s->n_path++] = i;
    s->stack[s->n_stack++] = i;
    s->is_stacked[i] = 1;
}

/* The component that ends with its root i is on top of the stack; its members keep the order of
 * their first visit. */
static void close_component(visiting *s, size_t i) {
    ot_components *out = s->out;
    size_t from = s->n_stack;
    while (s->stack[from - 1] != i)
        from--;
    from--;
    size_t end = out->first[out->n];
    for (size_t k = from; k < s->n_stack; k++) {
        out->node[end++] = s->stack[k];
        s->is_stacked[s->stack[k]] = 0;
    }
    s->n_stack = from;
    out->first[++out->n] = end;
}

static void leave(visiting *s) {
    const size_t i = s->path[--s->n_path];
    if (s->low[i] == s->number[i]) close_component(s, i);
    if (s->n_path == 0) return;
    const size_t parent = s->path[s->n_path - 1];
    if (s->low[i] < s->low[parent]) s->low[parent] = s->low[i];
}

static void visit(visiting *s, size_t root) {
    enter(s, root);
    while (s->n_path > 0) {
        const size_t i = s->path[s->n_path - 1];
        if (s->next[i] == s->graph->first[i + 1]) {
            leave(s);
            continue;
        }
        const size_t j = s->graph->to[s->next[i]++];
        if (s->number[j] == 0)
            enter(s, j);
        else if (s->is_stacked[j] && s->number[j] < s->low[i])
            s->low[i] = s->number[j];
    }
}

int ot_graph_components(const ot_graph *graph, ot_arena *arena, ot_components *out) {
    const size_t n = graph->n;
    size_t *room = ot_arena_alloc(arena, 7 * n + 1, sizeof *room);
    unsigned char *is_stacked = ot_arena_alloc(arena, n, 1);
    if (!room || !is_stacked) return 0;
    *out = (ot_components){.first = room + 6 * n, .node = room + 5 * n};
    visiting s = {.graph = graph,
                  .number = room,
                  .low = room + n,
                  .next = room + 2 * n,
                  .path = room + 3 * n,
                  .stack = room + 4 * n,
                  .is_stacked = is_stacked,
                  .out = out};
    for (size_t i = 0; i < n; i++)
        if (s.number[i] == 0) visit(&s, i);
    return 1;
}
