#include "regress/components_core.h"

#include <math.h>
#include <string.h>

#include <gsl/gsl_linalg.h>

#include "base/elementary.h"

static int make_area(const ot_growth_panel *p, size_t i, ot_arena *arena, ot_area_rates *out) {
    const double *growth = p->growth + i * p->n_years;
    for (size_t t = 0; t < p->n_years; t++)
        out->n += isfinite(growth[t]) ? 1 : 0;
    double *room = ot_arena_alloc(arena, 5 * out->n, sizeof *room);
    out->at = ot_arena_alloc(arena, out->n, sizeof *out->at);
    if (!room || !out->at) return 0;
    out->rate = room;
    out->carry = room + out->n;
    out->fresh = room + 2 * out->n;
    out->u = room + 3 * out->n;
    out->v = room + 4 * out->n;
    for (size_t t = 0, j = 0; t < p->n_years; t++)
        if (isfinite(growth[t])) out->at[j++] = t;
    return 1;
}

int ot_reml_make(const ot_growth_panel *panel, ot_arena *arena, ot_reml *out) {
    const size_t n = panel->n_years;
    memset(out, 0, sizeof *out);
    out->panel = panel;
    out->area = ot_arena_alloc(arena, panel->n_areas, sizeof *out->area);
    double *room = ot_arena_alloc(arena, 5 * n, sizeof *room);
    out->matrix = ot_arena_alloc(arena, n * n, sizeof *out->matrix);
    out->error = ot_arena_alloc(arena, n * n, sizeof *out->error);
    if (!out->area || !room || !out->matrix || !out->error) return 0;
    out->one = room;
    out->effect = room + n;
    out->right = room + 2 * n;
    out->centre = room + 3 * n;
    out->unit = room + 4 * n;
    for (size_t t = 0; t < n; t++)
        out->one[t] = 1.0;
    for (size_t i = 0; i < panel->n_areas; i++) {
        if (!make_area(panel, i, arena, &out->area[i])) return 0;
        out->n += out->area[i].n;
    }
    return 1;
}

int ot_cholesky(double *matrix, size_t n, double *log_det) {
    for (size_t i = 0; i < n * n; i++)
        if (!isfinite(matrix[i])) return 0;
    gsl_matrix_view m = gsl_matrix_view_array(matrix, n, n);
    if (gsl_linalg_cholesky_decomp1(&m.matrix)) return 0;
    *log_det = 0.0;
    for (size_t i = 0; i < n; i++)
        *log_det += 2.0 * ot_log(matrix[i * n + i]);
    return isfinite(*log_det);
}

void ot_cholesky_solve(const double *factor, size_t n, double *x) {
    gsl_matrix_const_view m = gsl_matrix_const_view_array(factor, n, n);
    gsl_vector_view v = gsl_vector_view_array(x, n);
    (void)gsl_linalg_cholesky_svx(&m.matrix, &v.vector);
}
