#include "model/build.h"

#include <stdio.h>
#include <string.h>

typedef enum colour { WHITE, GREY, BLACK } colour;

typedef struct search {
    const ot_build *build;
    ot_model_scenario *scenario;
    unsigned char *colour; /* [n_indicators] */
    size_t *path;          /* the indicators that are being visited */
    size_t n_path;
    ot_status status;
} search;

static void visit(search *s, size_t i);

static int visit_reference(void *state, const ot_tree *node) {
    search *s = state;
    if (node->op == OT_OP_SYMBOL && node->symbol.kind == OT_SYMBOL_SERIES && node->lag == 0 &&
        (size_t)node->symbol.index < s->build->model->n_indicators)
        visit(s, (size_t)node->symbol.index);
    return s->status != OT_OK;
}

/* "a -> b -> a", cut where it grows past what can be read. */
static void report_loop(search *s, size_t i) {
    const ot_model *m = s->build->model;
    size_t first = 0;
    while (s->path[first] != i)
        first++;
    char text[300] = "";
    size_t used = 0;
    for (size_t k = first; k <= s->n_path && used < sizeof text - 80; k++) {
        const size_t at = k < s->n_path ? s->path[k] : i;
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%.60s",
                                 k > first ? " -> " : "", m->indicator[at].spec->id);
    }
    s->status =
        ot_fail(s->build->err, OT_ERR_INPUT,
                "the equations form a loop within one year: %s; simultaneous equations come "
                "with a later version",
                "方程在同一年内构成循环：%s；联立方程将在后续版本中支持", text);
    const ot_place place = ot_text_place(&s->scenario->form[i]->equation->text, 0);
    ot_error_locate(s->build->err, place.file, place.line, place.column);
}

/* Depth first: what an equation needs within its year comes before it. */
static void visit(search *s, size_t i) {
    const ot_form *form = s->scenario->form[i];
    if (!form || s->colour[i] == BLACK) return;
    if (s->colour[i] == GREY) {
        report_loop(s, i);
        return;
    }
    s->colour[i] = GREY;
    s->path[s->n_path++] = i;
    (void)ot_tree_walk(form->equation->right, visit_reference, s);
    s->n_path--;
    s->colour[i] = BLACK;
    s->scenario->order[s->scenario->n_order++] = i;
}

ot_status ot_build_orders(const ot_build *b) {
    const ot_model *m = b->model;
    for (size_t k = 0; k < m->n_scenarios; k++) {
        search s = {b,
                    &m->scenario[k],
                    ot_build_alloc(b, m->n_indicators, 1),
                    ot_build_alloc(b, m->n_indicators, sizeof *s.path),
                    0,
                    OT_OK};
        s.scenario->order = ot_build_alloc(b, m->n_indicators, sizeof *s.scenario->order);
        if (!s.colour || !s.path || !s.scenario->order) return OT_ERR_NOMEM;
        for (size_t i = 0; i < m->n_indicators && !s.status; i++)
            visit(&s, i);
        if (s.status) return s.status;
    }
    return OT_OK;
}
