#include "simulate/path.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double *observed_row(const ot_model *m, size_t i) {
    return m->observed + i * m->n_slots;
}

typedef struct look { /* where a tree finds its values */
    const ot_model *model;
    const double *coefficient, *value;
    size_t slot;
} look;

static double get(const void *state, ot_symbol symbol, int lag) {
    const look *at = state;
    const size_t slot = at->slot - (size_t)lag;
    if (symbol.kind == OT_SYMBOL_COEFFICIENT) return at->coefficient[symbol.index];
    if (symbol.kind == OT_SYMBOL_YEAR) return (double)ot_model_year(at->model, slot);
    return at->value[(size_t)symbol.index * at->model->n_slots + slot];
}

double ot_equation_value(const ot_model *m, const ot_case *c, const double *coefficient,
                         const double *value, size_t i, size_t slot) {
    const ot_form *form = m->scenario[c->scenario].form[i];
    if (!form) return (double)NAN;
    const ot_equation *e = form->equation;
    const look at = {m, coefficient, value, slot};
    const ot_point point = {get, &at};
    const int d = m->indicator[i].disturbance;
    const double add =
        d < 0 ? 0.0 : value[ot_model_disturbance_row(m, (size_t)d) * m->n_slots + slot];
    const double before = slot > 0 ? value[i * m->n_slots + slot - 1] : (double)NAN;
    return ot_transform_inverse(e->transform, e->ceiling, ot_tree_value(e->right, &point) + add,
                                before);
}

/* Observed values in the place of simulated ones, from first to last slot, where there are any and
 * nothing is exogenised. */
static void put_observed(const ot_model *m, ot_path_solver *f, size_t first, size_t last) {
    for (size_t i = 0; i < m->n_indicators; i++)
        for (size_t slot = first; slot <= last; slot++)
            if (!ot_case_is_held(f->c, i, slot) && isfinite(observed_row(m, i)[slot]))
                f->value[i * m->n_slots + slot] = observed_row(m, i)[slot];
}

static void keep_slot(const ot_path_solver *f, ot_path *path, size_t slot) {
    const size_t n_rows = ot_case_n_rows(f->c), n_slots = f->c->n_slots;
    for (size_t row = 0; row < n_rows; row++)
        path->value[row * n_slots + slot] = f->value[row * n_slots + slot];
}

/* In a static simulation each year's lags are observed ones. */
static int solve(const ot_model *m, ot_path_solver *f, ot_path *path, double start,
                 ot_path_fault *fault) {
    for (size_t slot = 0; slot < f->c->n_slots; slot++) {
        if (slot >= f->c->first_slot && !ot_path_solver_solve_slot(f, slot, start, fault)) return 0;
        keep_slot(f, path, slot);
        if (path->mode == OT_MODE_STATIC) put_observed(m, f, slot, slot);
    }
    path->n_iterations = f->n_iterations;
    path->residual = f->residual;
    return 1;
}

static void evaluate(const ot_model *m, ot_path_solver *f, ot_path *path) {
    const size_t n_slots = f->c->n_slots;
    put_observed(m, f, 0, n_slots - 1);
    memcpy(path->value, f->value, ot_case_n_rows(f->c) * n_slots * sizeof *path->value);
    for (size_t i = 0; i < m->n_indicators; i++)
        for (size_t slot = f->c->first_slot; slot < n_slots; slot++)
            if (!ot_case_is_held(f->c, i, slot))
                path->value[i * n_slots + slot] =
                    ot_equation_value(m, f->c, f->coefficient, f->value, i, slot);
}

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for a path of the model",
                   "内存不足以推演模型路径");
}

static ot_status fill(ot_path *path, double start, ot_notes *notes, ot_error *err) {
    ot_path_solver f;
    ot_path_fault fault;
    ot_status status = OT_OK;
    if (!ot_path_solver_init(&f, path->c))
        status = no_memory(err);
    else if (path->mode == OT_MODE_RESIDUALS)
        evaluate(path->model, &f, path);
    else if (!solve(path->model, &f, path, start, &fault))
        status = ot_path_explain(path->model, &f, &fault, notes, err);
    ot_path_solver_clear(&f);
    return status;
}

ot_status ot_path_new(const ot_model *model, const ot_case *c, const ot_path_options *options,
                      ot_notes *notes, ot_path **out, ot_error *err) {
    const double start = options ? options->start : 1.0;
    if (!(start > 0.0) || !isfinite(start))
        return ot_fail(err, OT_ERR_USAGE, "starting values times %g; must be above 0",
                       "初值倍数为 %g；须大于 0", start);
    ot_path *path = calloc(1, sizeof *path);
    if (!path) return no_memory(err);
    *path = (ot_path){.model = model, .c = c, .mode = model->spec->mode};
    path->value = malloc((ot_case_n_rows(c) * c->n_slots + 1) * sizeof *path->value);
    ot_status status = path->value ? fill(path, start, notes, err) : no_memory(err);
    if (status)
        ot_path_free(path);
    else
        *out = path;
    return status;
}

static void warn_indicator(const ot_path *path, size_t i, ot_notes *notes) {
    const ot_model *m = path->model;
    const ot_place place = m->indicator[i].spec->place;
    for (size_t slot = ot_model_slot(m, m->first_year); slot < path->c->n_slots; slot++) {
        if (isfinite(ot_path_at(path, i, slot))) continue;
        ot_notes_add(notes, OT_SEVERITY_WARNING, place.file, place.line, place.column,
                     "%s has no finite value in %d in scenario %s",
                     "%s 在 %d 年没有有限值（情景 %s）", m->indicator[i].spec->id,
                     ot_model_year(m, slot), m->scenario[path->c->scenario].spec->id);
        return;
    }
}

/* The first year, before the last, in which an indicator is not observed; 0: there is none. */
static int first_unobserved(const ot_path *path, size_t i) {
    for (size_t slot = path->c->first_slot; slot + 1 < path->c->n_slots; slot++)
        if (!isfinite(observed_row(path->model, i)[slot]) && !ot_case_is_held(path->c, i, slot))
            return ot_model_year(path->model, slot);
    return 0;
}

static void note_simulated_lags(const ot_path *path, ot_notes *notes) {
    const ot_model *m = path->model;
    size_t n = 0, first = 0;
    for (size_t i = 0; i < m->n_indicators; i++) {
        if (!m->indicator[i].is_projected || first_unobserved(path, i) == 0) continue;
        if (n++ == 0) first = i;
    }
    if (n == 0) return;
    ot_notes_add(notes, OT_SEVERITY_INFO, NULL, 0, 0,
                 "static simulation: indicators not observed in every year: %zu (first %s in %d); "
                 "after such a year their lags are simulated",
                 "静态模拟：有 %zu 个指标并非每年都有观测值（%s，%d 年）；其后的滞后值取模拟值", n,
                 m->indicator[first].spec->id, first_unobserved(path, first));
}

void ot_path_warn(const ot_path *path, ot_notes *notes) {
    if (path->mode == OT_MODE_RESIDUALS) return; /* what it needs may not have been observed */
    if (path->mode == OT_MODE_STATIC) note_simulated_lags(path, notes);
    for (size_t i = 0; i < path->model->n_indicators; i++)
        if (path->model->indicator[i].is_projected) warn_indicator(path, i, notes);
}

int ot_path_resume(const ot_path *path, ot_path_solver *f) {
    if (!ot_path_solver_init(f, path->c)) return 0;
    memcpy(f->value, path->value, ot_case_n_rows(path->c) * path->c->n_slots * sizeof *path->value);
    return 1;
}

ot_status ot_path_respond(const ot_model *model, ot_path_solver *f, const ot_shock *shock, size_t n,
                          ot_response *out, ot_error *err) {
    ot_path_fault fault;
    const ot_status status = ot_response_find(f, shock, n, out, &fault);
    if (status == OT_ERR_NUMERIC) return ot_path_explain(model, f, &fault, NULL, err);
    return status ? no_memory(err) : OT_OK;
}

void ot_path_free(ot_path *path) {
    if (!path) return;
    free(path->value);
    free(path);
}
