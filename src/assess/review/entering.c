#include "assess/review/entering.h"

typedef struct walk {
    const ot_model *model;
    uint8_t *enters;
    uint8_t *seen; /* [n_indicators] */
    size_t *todo;  /* [n_indicators] seen, and not yet read */
    size_t n;
} walk;

static void see(walk *w, size_t indicator) {
    if (w->seen[indicator]) return;
    w->seen[indicator] = 1;
    w->todo[w->n++] = indicator;
}

static int take_series(void *state, const ot_tree *node) {
    walk *w = state;
    if (node->op != OT_OP_SYMBOL || node->symbol.kind != OT_SYMBOL_SERIES) return 0;
    const size_t row = (size_t)node->symbol.index;
    if (row < w->model->n_indicators)
        see(w, row);
    else
        w->enters[row - w->model->n_indicators] = 1;
    return 0;
}

static int is_simulated(const ot_model *m, const ot_model_scenario *s, size_t indicator) {
    for (size_t slot = 0; slot < m->n_slots; slot++)
        if (s->state[indicator * m->n_slots + slot] == OT_STATE_SIMULATED) return 1;
    return 0;
}

int ot_entering_mark(const ot_model *m, size_t scenario, size_t indicator, ot_arena *room,
                     uint8_t *enters) {
    const ot_model_scenario *s = &m->scenario[scenario];
    walk w = {.model = m, .enters = enters};
    w.seen = ot_arena_alloc(room, m->n_indicators, sizeof *w.seen);
    w.todo = ot_arena_alloc(room, m->n_indicators, sizeof *w.todo);
    if (!w.seen || !w.todo) return 0;
    see(&w, indicator);
    while (w.n > 0) {
        const size_t i = w.todo[--w.n];
        if (!s->form[i] || !is_simulated(m, s, i)) continue;
        if (m->indicator[i].disturbance >= 0)
            enters[m->n_drivers + (size_t)m->indicator[i].disturbance] = 1;
        (void)ot_tree_walk(s->form[i]->equation->right, take_series, &w);
    }
    return 1;
}
