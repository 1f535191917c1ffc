#include <stdint.h>
#include <string.h>

#include "model/graph.h"

/* One component as a matrix of edges, from which nodes are taken away one by one. */
typedef struct pruning {
    size_t n;
    unsigned char *edge; /* [n][n] edge[i][j]: i reads j */
    size_t *in, *out;    /* [n] how many edges, its own loop apart */
    unsigned char *is_gone;
    unsigned char *is_feedback;
} pruning;

static unsigned char *edge(const pruning *w, size_t i, size_t j) { return &w->edge[i * w->n + j]; }

static void join(pruning *w, size_t i, size_t j) {
    if (*edge(w, i, j)) return;
    *edge(w, i, j) = 1;
    if (i == j) return;
    w->out[i]++;
    w->in[j]++;
}

static void cut(pruning *w, size_t i, size_t j) {
    if (!*edge(w, i, j)) return;
    *edge(w, i, j) = 0;
    if (i == j) return;
    w->out[i]--;
    w->in[j]--;
}

static void drop(pruning *w, size_t i) {
    for (size_t j = 0; j < w->n; j++) {
        cut(w, i, j);
        cut(w, j, i);
    }
    w->is_gone[i] = 1;
}

/* Take node i away, and let its readers read what it read. */
static void bypass(pruning *w, size_t i) {
    for (size_t a = 0; a < w->n; a++)
        for (size_t b = 0; b < w->n && *edge(w, a, i); b++)
            if (*edge(w, i, b)) join(w, a, b);
    drop(w, i);
}

static void choose(pruning *w, size_t i) {
    w->is_feedback[i] = 1;
    drop(w, i);
}

/* The rules that lose nothing: a node that reads itself is in every set; one without readers or
 * without reading is in no cycle; one with a single neighbour on a side is as good as that. */
static int reduce(pruning *w, size_t i) {
    if (w->is_gone[i]) return 0;
    if (*edge(w, i, i))
        choose(w, i);
    else if (w->in[i] == 0 || w->out[i] == 0)
        drop(w, i);
    else if (w->in[i] == 1 || w->out[i] == 1)
        bypass(w, i);
    else
        return 0;
    return 1;
}

static void reduce_all(pruning *w) {
    for (int goes_on = 1; goes_on;) {
        goes_on = 0;
        for (size_t i = 0; i < w->n; i++)
            goes_on |= reduce(w, i);
    }
}

/* The node through which the most cycles of two edges go; the first of equals. */
static size_t busiest(const pruning *w) {
    size_t best = w->n, most = 0;
    for (size_t i = 0; i < w->n; i++)
        if (!w->is_gone[i] && w->in[i] * w->out[i] > most) {
            most = w->in[i] * w->out[i];
            best = i;
        }
    return best;
}

/* node[0..n) of the component in an order of reading, without those of the set: 0 when there is
 * none, because some read themselves. */
static int sort(const ot_graph *graph, const size_t *place, const size_t *node, const pruning *w,
                size_t *sorted, unsigned char *done) {
    size_t n_sorted = 0, n_left = 0;
    for (size_t i = 0; i < w->n; i++) {
        done[i] = w->is_feedback[i];
        n_left += !done[i];
    }
    while (n_sorted < n_left) {
        const size_t before = n_sorted;
        for (size_t i = 0; i < w->n; i++) {
            if (done[i]) continue;
            int is_ready = 1;
            for (size_t e = graph->first[node[i]]; e < graph->first[node[i] + 1] && is_ready; e++)
                is_ready = place[graph->to[e]] == SIZE_MAX || done[place[graph->to[e]]];
            if (!is_ready) continue;
            done[i] = 1;
            sorted[n_sorted++] = node[i];
        }
        if (n_sorted == before) return 0;
    }
    return 1;
}

static int pruning_init(pruning *w, const ot_graph *graph, const size_t *node, const size_t *place,
                        size_t n, ot_arena *arena) {
    *w = (pruning){.n = n,
                   .edge = ot_arena_alloc(arena, n, n),
                   .in = ot_arena_alloc(arena, n, sizeof *w->in),
                   .out = ot_arena_alloc(arena, n, sizeof *w->out),
                   .is_gone = ot_arena_alloc(arena, n, 1),
                   .is_feedback = ot_arena_alloc(arena, n, 1)};
    if (!w->edge || !w->in || !w->out || !w->is_gone || !w->is_feedback) return 0;
    for (size_t i = 0; i < n; i++)
        for (size_t e = graph->first[node[i]]; e < graph->first[node[i] + 1]; e++)
            if (place[graph->to[e]] != SIZE_MAX) join(w, i, place[graph->to[e]]);
    return 1;
}

int ot_graph_feedback(const ot_graph *graph, size_t *node, size_t n, ot_arena *arena,
                      size_t *n_feedback) {
    size_t *place = ot_arena_alloc(arena, graph->n, sizeof *place); /* in `node`; SIZE_MAX: not */
    size_t *sorted = ot_arena_alloc(arena, n, sizeof *sorted);
    unsigned char *done = ot_arena_alloc(arena, n, 1);
    pruning w;
    if (!place || !sorted || !done) return 0;
    for (size_t i = 0; i < graph->n; i++)
        place[i] = SIZE_MAX;
    for (size_t i = 0; i < n; i++)
        place[node[i]] = i;
    if (!pruning_init(&w, graph, node, place, n, arena)) return 0;
    reduce_all(&w);
    for (size_t i = busiest(&w); i < n; i = busiest(&w)) {
        choose(&w, i);
        reduce_all(&w);
    }
    for (size_t i = 0; i < n; i++) { /* leave out what is not needed */
        if (!w.is_feedback[i]) continue;
        w.is_feedback[i] = 0;
        if (!sort(graph, place, node, &w, sorted, done)) w.is_feedback[i] = 1;
    }
    (void)sort(graph, place, node, &w, sorted, done);
    size_t end = 0;
    for (size_t i = 0; i < n; i++)
        end += !w.is_feedback[i];
    *n_feedback = n - end;
    for (size_t i = 0; i < n; i++)
        if (w.is_feedback[i]) sorted[end++] = node[i];
    memcpy(node, sorted, n * sizeof *node);
    return 1;
}
