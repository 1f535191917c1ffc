#include "estimate/errors.h"

#include <math.h>

/* Left side less right, coefficients at their estimates. */
static double error_at(const ot_form_fit *fit, const ot_design *s, size_t row) {
    double error = s->y[row];
    for (size_t j = 0; j < s->k; j++)
        error -= s->x[row * s->k + j] * fit->mean[s->free[j]];
    return error;
}

ot_status ot_errors_observe(const ot_fit_task *t) {
    const ot_design_request request = {
        .as_of = t->as_of, .area = t->spec->estimate.area, .is_whole = 1};
    ot_design s;
    ot_form_fit *fit = t->fit;
    const ot_status status =
        ot_design_gather(t->model, t->form, &request, t->scratch, NULL, &s, t->err);
    if (status) return status;
    fit->error_year = ot_arena_alloc(t->arena, s.n + 1, sizeof *fit->error_year);
    fit->error = ot_arena_alloc(t->arena, s.n + 1, sizeof *fit->error);
    if (!fit->error_year || !fit->error) return ot_fit_no_memory(t);
    for (size_t i = 0; i < s.n; i++) {
        fit->error_year[i] = s.year[i];
        fit->error[i] = error_at(fit, &s, i);
    }
    fit->n_errors = s.n;
    return OT_OK;
}

static double known(const ot_form_fit *fit, int year) {
    for (size_t i = 0; i < fit->n_errors; i++)
        if (fit->error_year[i] == year) return fit->error[i];
    return 0.0;
}

void ot_errors_expect(const ot_form_fit *fit, int first, size_t n, int is_static,
                      double *expected) {
    for (size_t t = 0; t < n; t++) {
        expected[t] = 0.0;
        for (size_t j = 0; j < fit->n_lags; j++) {
            const int is_simulated = !is_static && j < t;
            const double before =
                is_simulated ? expected[t - 1 - j] : known(fit, first + (int)t - 1 - (int)j);
            expected[t] += fit->lag[j] * before;
        }
    }
}

/* psi(0) = 1, psi(h) = sum of lag[j] psi(h - 1 - j). */
void ot_errors_dependence(const ot_form_fit *fit, size_t n_before, size_t n, int is_static,
                          double *packed) {
    for (size_t t = 0; t < n; t++) {
        double *row = packed + t * (t + 1) / 2;
        for (size_t i = 0; i <= t; i++) {
            row[i] = i == t;
            if (i == t || i < n_before || is_static) continue;
            row[i] = 0.0;
            for (size_t j = 0; j < fit->n_lags && j < t - i; j++) {
                const size_t before = t - 1 - j;
                row[i] += fit->lag[j] * packed[before * (before + 1) / 2 + i];
            }
        }
    }
}
