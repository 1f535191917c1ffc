#include "assess/multipliers.h"

#include <math.h>
#include <stdlib.h>

static ot_status no_memory(ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for the multipliers", "内存不足以计算乘数");
}

static ot_status find_inputs(ot_multipliers *x, const char *const *name, ot_error *err) {
    const ot_model *m = x->model;
    ot_status status = OT_OK;
    for (size_t k = 0; k < x->n && !status; k++) {
        x->name[k] = name[k];
        status = ot_exogenous_find(m, name[k], &x->exogenous[k], err);
        for (int year = m->first_year; year <= m->last_year && !status; year++)
            status =
                ot_exogenous_check(m, x->path->c, &x->exogenous[k], ot_model_slot(m, year), err);
    }
    return status;
}

static ot_status respond(ot_multipliers *x, const ot_shock *shock, ot_error *err) {
    ot_path_solver f;
    ot_status status = OT_OK;
    if (ot_path_resume(x->path, &f))
        status = ot_path_respond(x->model, &f, shock, x->n * x->n_years, &x->response, err);
    else
        status = no_memory(err);
    ot_path_solver_clear(&f);
    return status;
}

ot_status ot_multipliers_new(const ot_model *m, const ot_path *path, const char *const *name,
                             size_t n, ot_multipliers **out, ot_error *err) {
    if (!ot_mode_is_dynamic(path->mode))
        return ot_fail(err, OT_ERR_USAGE,
                       "multipliers follow a path through its years; use mode forecast or dynamic",
                       "乘数须沿模拟路径逐年推算；请用 forecast 或 dynamic 模式");
    ot_multipliers *x = calloc(1, sizeof *x);
    if (!x) return no_memory(err);
    *x = (ot_multipliers){.model = m, .path = path, .n = n};
    x->n_years = (size_t)(m->last_year - m->first_year + 1);
    x->name = calloc(n + 1, sizeof *x->name);
    x->exogenous = calloc(n + 1, sizeof *x->exogenous);
    ot_shock *shock = calloc(n * x->n_years + 1, sizeof *shock);
    ot_status status =
        x->name && x->exogenous && shock ? find_inputs(x, name, err) : no_memory(err);
    for (size_t k = 0; k < n && !status; k++)
        for (size_t y = 0; y < x->n_years; y++)
            shock[k * x->n_years + y] =
                (ot_shock){x->exogenous[k].row, ot_model_slot(m, m->first_year) + y};
    if (!status) status = respond(x, shock, err);
    free(shock);
    if (status)
        ot_multipliers_free(x);
    else
        *out = x;
    return status;
}

void ot_multipliers_free(ot_multipliers *x) {
    if (!x) return;
    ot_response_clear(&x->response);
    free((void *)x->name);
    free(x->exogenous);
    free(x);
}

double ot_multiplier_at(const ot_multipliers *x, size_t indicator, size_t t, size_t k, size_t y) {
    const size_t first = ot_model_slot(x->model, x->model->first_year);
    const double inside = ot_response_at(&x->response, indicator, first + t, k * x->n_years + y);
    return inside * x->exogenous[k].inside / x->model->indicator[indicator].inside;
}

double ot_multiplier_sum(const ot_multipliers *x, size_t indicator, size_t k, size_t y,
                         size_t last) {
    double sum = 0.0;
    for (size_t t = y; t <= last; t++)
        sum += ot_multiplier_at(x, indicator, t, k, y);
    return sum;
}

int ot_multiplier_moves(const ot_multipliers *x, size_t indicator, size_t k) {
    for (size_t y = 0; y < x->n_years; y++)
        for (size_t t = y; t < x->n_years; t++)
            if (!(fabs(ot_multiplier_at(x, indicator, t, k, y)) <= 0.0)) return 1; /* NaN too */
    return 0;
}
