#include <string.h>

#include "model/build.h"
#include "model/graph.h"

/* The edges of one scenario's equations; forms read few others, so that a mark for each indicator
 * tells what was seen. */
typedef struct reading {
    const ot_model *model;
    const ot_model_scenario *scenario;
    ot_graph *graph;
    size_t *seen; /* [n_indicators] the reader that saw it last, plus one */
    size_t reader, n;
} reading;

static int take_reference(void *state, const ot_tree *node) {
    reading *r = state;
    if (node->op != OT_OP_SYMBOL || node->symbol.kind != OT_SYMBOL_SERIES || node->lag != 0)
        return 0;
    const size_t i = (size_t)node->symbol.index;
    if (i >= r->model->n_indicators || !r->scenario->form[i] || r->seen[i] == r->reader + 1)
        return 0;
    r->seen[i] = r->reader + 1;
    if (r->graph->to) r->graph->to[r->n] = i;
    r->n++;
    return 0;
}

/* Once to count the edges, once to keep them. */
static void take_references(reading *r) {
    const size_t n = r->model->n_indicators;
    memset(r->seen, 0, n * sizeof *r->seen);
    r->n = 0;
    for (r->reader = 0; r->reader < n; r->reader++) {
        const ot_form *form = r->scenario->form[r->reader];
        r->graph->first[r->reader] = r->n;
        if (form) (void)ot_tree_walk(form->equation->right, take_reference, r);
    }
    r->graph->first[n] = r->n;
}

static int read_graph(const ot_model *m, const ot_model_scenario *s, ot_arena *arena,
                      ot_graph *graph) {
    *graph = (ot_graph){.n = m->n_indicators,
                        .first = ot_arena_alloc(arena, m->n_indicators + 1, sizeof *graph->first)};
    reading r = {m, s, graph, ot_arena_alloc(arena, m->n_indicators, sizeof *r.seen), 0, 0};
    if (!graph->first || !r.seen) return 0;
    take_references(&r);
    graph->to = ot_arena_alloc(arena, r.n, sizeof *graph->to);
    if (!graph->to) return 0;
    take_references(&r);
    return 1;
}

static int reads_itself(const ot_graph *graph, size_t i) {
    for (size_t e = graph->first[i]; e < graph->first[i + 1]; e++)
        if (graph->to[e] == i) return 1;
    return 0;
}

static int is_same(const ot_solver *a, const ot_solver *b) {
    return a->method == b->method && a->max_iterations == b->max_iterations &&
           memcmp(&a->tolerance, &b->tolerance, sizeof a->tolerance) == 0 &&
           memcmp(&a->damping, &b->damping, sizeof a->damping) == 0;
}

/* The solver that an indicator of the block asks for, else the model's. */
static ot_status choose_solver(const ot_build *b, const size_t *node, size_t n, ot_solver *solver) {
    const ot_model *m = b->model;
    const ot_indicator_spec *asks = NULL;
    *solver = m->spec->solver;
    for (size_t k = 0; k < n; k++) {
        const ot_indicator_spec *spec = m->indicator[node[k]].spec;
        if (!spec->solver) continue;
        if (asks && !is_same(asks->solver, spec->solver)) {
            (void)ot_fail(b->err, OT_ERR_INPUT,
                          "%s and %s are in one simultaneous block but ask for different solvers",
                          "%s 与 %s 属于同一联立方程块，却要求不同的求解方法", asks->id, spec->id);
            ot_error_locate(b->err, spec->solver_place.file, spec->solver_place.line,
                            spec->solver_place.column);
            return OT_ERR_INPUT;
        }
        asks = spec;
        *solver = *spec->solver;
    }
    return OT_OK;
}

static ot_status add_stage(const ot_build *b, ot_model_scenario *s, const ot_graph *graph,
                           ot_arena *arena, const size_t *node, size_t n) {
    size_t *to = s->order + s->n_order, n_feedback = 0;
    if (n == 1 && !s->form[*node]) return OT_OK;
    memcpy(to, node, n * sizeof *node);
    const int is_simultaneous = n > 1 || reads_itself(graph, *node);
    if (is_simultaneous && !ot_graph_feedback(graph, to, n, arena, &n_feedback))
        return ot_build_no_memory(b);
    ot_model_stage *stage = &s->stage[s->n_stages++];
    *stage = (ot_model_stage){.first = s->n_order, .n = n, .n_feedback = n_feedback};
    s->n_order += n;
    return choose_solver(b, node, n, &stage->solver);
}

static ot_status order(const ot_build *b, ot_model_scenario *s, ot_arena *arena) {
    const ot_model *m = b->model;
    ot_graph graph;
    ot_components found;
    s->order = ot_build_alloc(b, m->n_indicators, sizeof *s->order);
    if (!s->order) return OT_ERR_NOMEM;
    s->stage = ot_build_alloc(b, m->n_indicators, sizeof *s->stage);
    if (!s->stage) return OT_ERR_NOMEM;
    if (!read_graph(m, s, arena, &graph) || !ot_graph_components(&graph, arena, &found))
        return ot_build_no_memory(b);
    ot_status status = OT_OK;
    for (size_t k = 0; k < found.n && !status; k++)
        status = add_stage(b, s, &graph, arena, found.node + found.first[k],
                           found.first[k + 1] - found.first[k]);
    return status;
}

/* The scenario before, if its equations read each other in the same way: it has the same forms. */
static int is_alike(const ot_model *m, const ot_model_scenario *a, const ot_model_scenario *b) {
    return memcmp(a->form, b->form, m->n_indicators * sizeof *a->form) == 0;
}

ot_status ot_build_orders(const ot_build *b) {
    const ot_model *m = b->model;
    ot_status status = OT_OK;
    for (size_t k = 0; k < m->n_scenarios && !status; k++) {
        ot_model_scenario *s = &m->scenario[k];
        if (k > 0 && is_alike(m, s, s - 1)) {
            s->order = s[-1].order;
            s->stage = s[-1].stage;
            s->n_order = s[-1].n_order;
            s->n_stages = s[-1].n_stages;
            continue;
        }
        ot_arena *scratch = ot_arena_new();
        status = scratch ? order(b, s, scratch) : ot_build_no_memory(b);
        ot_arena_free(scratch);
    }
    return status;
}
