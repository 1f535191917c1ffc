#include "assess/order.h"

#include <string.h>

ot_order_facts ot_order_facts_of(const ot_model *m, size_t scenario) {
    const ot_model_scenario *s = &m->scenario[scenario];
    ot_order_facts f = {.n_equations = s->n_order};
    for (size_t k = 0; k < s->n_stages; k++) {
        const ot_model_stage *stage = &s->stage[k];
        if (stage->n_feedback == 0) {
            f.n_recursive += stage->n;
            continue;
        }
        f.n_blocks++;
        f.n_simultaneous += stage->n;
        f.n_feedback += stage->n_feedback;
    }
    return f;
}

size_t ot_order_run_end(const ot_model_scenario *s, size_t k) {
    if (s->stage[k].n_feedback > 0) return k + 1;
    while (k < s->n_stages && s->stage[k].n_feedback == 0)
        k++;
    return k;
}

int ot_order_is_same(const ot_model_scenario *a, const ot_model_scenario *b) {
    if (a->n_order != b->n_order || a->n_stages != b->n_stages) return 0;
    if (memcmp(a->order, b->order, a->n_order * sizeof *a->order) != 0) return 0;
    for (size_t k = 0; k < a->n_stages; k++)
        if (a->stage[k].n != b->stage[k].n || a->stage[k].n_feedback != b->stage[k].n_feedback)
            return 0;
    return 1;
}
