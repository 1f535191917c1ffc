/* What an estimation speaks of beside its equation: expressions of series, and restrictions of
 * coefficients. */
#include "model/scope.h"

static ot_status refuse(const ot_build *b, const ot_text *text, size_t offset) {
    const ot_place place = ot_text_place(text, offset);
    ot_error_locate(b->err, place.file, place.line, place.column);
    return OT_ERR_INPUT;
}

static ot_status expressions(const ot_build *b, const ot_model_indicator *x, const ot_text *text,
                             size_t n, const ot_tree **tree) {
    ot_model_scope seen;
    ot_status status = ot_model_scope_open(b, x, 0, &seen);
    for (size_t i = 0; i < n && !status; i++)
        status =
            ot_expression_parse(&text[i], &seen.scope, b->model->arena, b->notes, &tree[i], b->err);
    ot_model_scope_close(&seen);
    return status;
}

static int is_target_now(void *state, const ot_tree *node) {
    return node->op == OT_OP_SYMBOL && node->symbol.kind == OT_SYMBOL_SERIES && node->lag == 0 &&
           node->symbol.index == *(const int *)state;
}

/* What the equation explains cannot explain it. */
static ot_status check_instruments(const ot_build *b, const ot_model_indicator *x, int row) {
    const ot_estimate_spec *e = &x->spec->estimate;
    for (size_t i = 0; i < e->n_instruments; i++) {
        if (!ot_tree_walk(x->terms.instrument[i], is_target_now, &row)) continue;
        (void)ot_fail(b->err, OT_ERR_INPUT,
                      "%s is no instrument of its own equation; a lag of it may be",
                      "%s 不能作其自身方程的工具变量；其滞后值可以", x->spec->id);
        return refuse(b, &e->instrument[i], 0);
    }
    return OT_OK;
}

static int is_of_years(void *state, const ot_tree *node) {
    const int is = node->op == OT_OP_SYMBOL && node->symbol.kind != OT_SYMBOL_COEFFICIENT;
    if (is) *(const ot_tree **)state = node;
    return is;
}

static int is_coefficient(void *state, const ot_tree *node) {
    (void)state;
    return node->op == OT_OP_SYMBOL && node->symbol.kind == OT_SYMBOL_COEFFICIENT;
}

/* Linear in the coefficients, with at least one, and nothing that moves with the years. */
static ot_status check_restriction(const ot_build *b, const ot_text *text, const ot_tree *tree) {
    const ot_tree *offender = NULL;
    if (ot_tree_walk(tree, is_of_years, (void *)&offender))
        (void)ot_fail(b->err, OT_ERR_INPUT,
                      "a restriction holds coefficients and numbers, no series: a + b = 1",
                      "约束中只能有系数和数值，不能有序列，如 a + b = 1");
    else if (!ot_tree_walk(tree, is_coefficient, NULL))
        (void)ot_fail(b->err, OT_ERR_INPUT, "there is no coefficient in this restriction",
                      "该约束中没有系数");
    else if (!ot_tree_is_linear(tree, &offender))
        (void)ot_fail(b->err, OT_ERR_INPUT, "a restriction must be linear in the coefficients",
                      "约束须对系数为线性");
    else
        return OT_OK;
    return refuse(b, text, offender ? offender->offset : 0);
}

static ot_status restrictions(const ot_build *b, const ot_model_indicator *x,
                              const ot_tree **tree) {
    const ot_estimate_spec *e = &x->spec->estimate;
    ot_model_scope seen;
    ot_status status = ot_model_scope_open(b, x, 1, &seen);
    for (size_t i = 0; i < e->n_restrictions && !status; i++) {
        status = ot_difference_parse(&e->restriction[i], &seen.scope, b->model->arena, b->notes,
                                     &tree[i], b->err);
        if (!status) status = check_restriction(b, &e->restriction[i], tree[i]);
    }
    ot_model_scope_close(&seen);
    return status;
}

static ot_status make(const ot_build *b, ot_model_indicator *x) {
    const ot_estimate_spec *e = &x->spec->estimate;
    const ot_text *weight = e->weights.s ? &e->weights : &e->variance;
    x->terms.instrument = ot_build_alloc(b, e->n_instruments, sizeof *x->terms.instrument);
    x->terms.restriction = ot_build_alloc(b, e->n_restrictions, sizeof *x->terms.restriction);
    if (!x->terms.instrument || !x->terms.restriction) return OT_ERR_NOMEM;
    ot_status status = expressions(b, x, e->instrument, e->n_instruments, x->terms.instrument);
    if (!status) status = check_instruments(b, x, (int)(x - b->model->indicator));
    if (!status && weight->s) status = expressions(b, x, weight, 1, &x->terms.weight);
    return status ? status : restrictions(b, x, x->terms.restriction);
}

ot_status ot_build_estimate_terms(const ot_build *b) {
    ot_status status = OT_OK;
    for (size_t i = 0; i < b->model->n_indicators && !status; i++)
        if (b->model->indicator[i].spec->estimate.method) status = make(b, &b->model->indicator[i]);
    return status;
}
