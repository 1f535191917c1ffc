#include "model/scope.h"

#include <math.h>
#include <string.h>

ot_status ot_build_functions(const ot_build *b) {
    const ot_vocabulary *words = &b->model->spec->vocabulary;
    ot_model_scope seen;
    ot_status status = ot_model_scope_open(b, NULL, 0, &seen);
    for (size_t i = 0; i < words->n_functions && !status; i++)
        status =
            ot_function_check(&words->function[i], &seen.scope, b->model->arena, b->notes, b->err);
    ot_model_scope_close(&seen);
    return status;
}

static ot_status parse(const ot_build *b, size_t indicator, const ot_text *text,
                       const ot_equation **out) {
    const ot_model_indicator *owner = &b->model->indicator[indicator];
    ot_model_scope seen;
    ot_status status = ot_model_scope_open(b, owner, 1, &seen);
    if (!status)
        status = ot_equation_parse(text, &seen.scope, b->model->arena, b->notes, out, b->err);
    ot_model_scope_close(&seen);
    if (status || (size_t)(*out)->target == indicator) return status;
    const ot_place place = ot_text_place(text, 0);
    status = ot_fail(b->err, OT_ERR_INPUT,
                     "the equation of %s must have %s on its left side; it has another name there",
                     "%s 的方程左边应为 %s，现为其他名称", owner->spec->id, owner->spec->id);
    ot_error_locate(b->err, place.file, place.line, place.column);
    return status;
}

typedef struct usage {
    size_t first;
    unsigned char *seen;
} usage;

static int mark(void *state, const ot_tree *node) {
    const usage *u = state;
    if (node->op == OT_OP_SYMBOL && node->symbol.kind == OT_SYMBOL_COEFFICIENT)
        u->seen[(size_t)node->symbol.index - u->first] = 1;
    return 0;
}

/* A declared coefficient that the model's own equation does not use is an error; one that a
 * scenario's equation drops is fixed at 0 there, where nothing multiplies it. */
static ot_status check_use(const ot_build *b, const ot_form *form, int is_own) {
    const ot_model_indicator *x = &b->model->indicator[form->indicator];
    const size_t n = x->spec->n_coefficients;
    unsigned char *seen = ot_build_alloc(b, n, 1);
    if (!seen) return OT_ERR_NOMEM;
    const usage state = {x->first_coefficient, seen};
    (void)ot_tree_walk(form->equation->right, mark, (void *)&state);
    for (size_t k = 0; k < n; k++) {
        const ot_coefficient_spec *spec = form->coefficient[k];
        if (seen[k]) continue;
        if (is_own) {
            const ot_status status =
                ot_fail(b->err, OT_ERR_INPUT,
                        "coefficient \"%s\" is declared but the equation of %s "
                        "does not use it",
                        "系数“%s”已声明，但 %s 的方程没有使用它", spec->name, x->spec->id);
            ot_error_locate(b->err, spec->place.file, spec->place.line, spec->place.column);
            return status;
        }
        ot_coefficient_spec *dropped = ot_build_alloc(b, 1, sizeof *dropped);
        if (!dropped) return OT_ERR_NOMEM;
        *dropped = (ot_coefficient_spec){.name = spec->name,
                                         .is_fixed = 1,
                                         .value = 0.0,
                                         .mean = NAN,
                                         .sd = NAN,
                                         .place = spec->place};
        form->coefficient[k] = dropped;
    }
    return OT_OK;
}

static int is_same(const ot_form *a, const ot_form *b, size_t n) {
    if (a->indicator != b->indicator || strcmp(a->equation->text.s, b->equation->text.s) != 0)
        return 0;
    for (size_t k = 0; k < n; k++)
        if (a->coefficient[k] != b->coefficient[k]) return 0;
    return 1;
}

static ot_status keep(const ot_build *b, const ot_form *form) {
    ot_model *m = b->model;
    /* Room for every form of every scenario was made by ot_build_scenarios. */
    m->form[m->n_forms++] = form;
    if (form->is_behavioural) m->indicator[form->indicator].disturbance = 0; /* numbered later */
    return ot_units_check(b, form);
}

ot_status ot_form_make(const ot_build *b, size_t indicator, const ot_text *text,
                       const ot_coefficient_spec *const *change, const ot_form **out) {
    ot_model *m = b->model;
    const ot_indicator_spec *spec = m->indicator[indicator].spec;
    const size_t n = spec->n_coefficients;
    ot_form *form = ot_build_alloc(b, 1, sizeof *form);
    if (!form) return OT_ERR_NOMEM;
    form->indicator = indicator;
    form->coefficient = ot_build_alloc(b, n, sizeof *form->coefficient);
    if (!form->coefficient) return OT_ERR_NOMEM;
    for (size_t k = 0; k < n; k++)
        form->coefficient[k] = change && change[k] ? change[k] : &spec->coefficient[k];
    form->is_behavioural = n > 0 || spec->estimate.method || isfinite(spec->residual_scale);
    ot_status status = parse(b, indicator, text ? text : &spec->equation, &form->equation);
    if (!status) status = check_use(b, form, !text);
    if (status) return status;
    for (size_t f = 0; f < m->n_forms; f++)
        if (is_same(m->form[f], form, n)) {
            *out = m->form[f];
            return OT_OK;
        }
    *out = form;
    return keep(b, form);
}
