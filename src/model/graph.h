/* graph.h -- which equation reads which other one within a year */
#ifndef OT_MODEL_GRAPH_H
#define OT_MODEL_GRAPH_H

#include <stddef.h>

#include "base/arena.h"

/* Node i reads nodes to[first[i]] .. to[first[i + 1] - 1], no one twice; perhaps itself. */
typedef struct ot_graph {
    size_t n;
    size_t *first; /* [n + 1] */
    size_t *to;
} ot_graph;

/* Nodes that read each other, directly or through others. Components come in an order in which each
 * comes after those that it reads: node[first[k]] .. node[first[k + 1] - 1] is component k. */
typedef struct ot_components {
    size_t n;
    size_t *first; /* [n + 1] */
    size_t *node;  /* [nodes] */
} ot_components;

/* Tarjan (1972), nodes taken in rising order, without recursion: a chain may be long. 0 when memory
 * ran out. */
int ot_graph_components(const ot_graph *graph, ot_arena *arena, ot_components *out);

/* Put the nodes of one component into an order for passes: node[n - *n_feedback] .. node[n - 1] is
 * a small set without which no node reads itself, the others come after those that they read. A
 * smallest set is hard to find; this one is that of Levy and Low (1988), with a greedy choice where
 * their rules do not go on, and nothing in it that can be left out. 0 when memory ran out. */
int ot_graph_feedback(const ot_graph *graph, size_t *node, size_t n, ot_arena *arena,
                      size_t *n_feedback);

#endif
