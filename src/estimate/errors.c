#include "estimate/errors.h"

#include <string.h>

/* Left side less right, coefficients at their estimates. */
static double error_at(const ot_form_fit *fit, const ot_design *s, size_t row) {
    double error = s->y[row];
    for (size_t j = 0; j < s->k; j++)
        error -= s->x[row * s->k + j] * fit->mean[s->free[j]];
    return error;
}

ot_status ot_errors_observe(const ot_fit_task *t) {
    const ot_design_request request = {.as_of = t->as_of, .is_own = 1};
    ot_design s;
    ot_form_fit *fit = t->fit;
    const ot_status status =
        ot_design_gather(t->model, t->form, &request, t->scratch, NULL, &s, t->err);
    if (status) return status;
    fit->error_year = ot_arena_alloc(t->arena, s.n + 1, sizeof *fit->error_year);
    fit->error = ot_arena_alloc(t->arena, s.n + 1, sizeof *fit->error);
    fit->error_slope = ot_arena_alloc(t->arena, s.n * fit->k + 1, sizeof *fit->error_slope);
    if (!fit->error_year || !fit->error || !fit->error_slope) return ot_fit_no_memory(t);
    for (size_t i = 0; i < s.n; i++) {
        fit->error_year[i] = s.year[i];
        fit->error[i] = error_at(fit, &s, i);
        for (size_t j = 0; j < s.k; j++)
            fit->error_slope[s.free[j] * s.n + i] = -s.x[i * s.k + j];
    }
    fit->n_errors = s.n;
    return OT_OK;
}

/* From the first year with a known error on, so that one that is not known is expected from those
 * before it, and those after it from what was expected. */
void ot_errors_expect(const ot_form_fit *fit, const double *known, int first, size_t n,
                      int is_static, double *expected) {
    double before[OT_MOST_ERROR_LAGS] = {0.0}; /* the latest first */
    const int from = fit->n_errors > 0 && fit->error_year[0] < first ? fit->error_year[0] : first;
    size_t next = 0; /* known error */
    for (int year = from; year < first + (int)n; year++) {
        double error = 0.0;
        for (size_t j = 0; j < fit->n_lags; j++)
            error += fit->lag[j] * before[j];
        if (year >= first) expected[year - first] = error;
        while (next < fit->n_errors && fit->error_year[next] < year)
            next++;
        const int is_known = next < fit->n_errors && fit->error_year[next] == year;
        if (is_known && (year < first || is_static)) error = known[next];
        memmove(before + 1, before, (OT_MOST_ERROR_LAGS - 1) * sizeof *before);
        before[0] = error;
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
