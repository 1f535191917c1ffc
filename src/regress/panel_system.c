/* Henderson's mixed model equations with the areas eliminated one by one: what is left is a system
 * of b and of the years (S. R. Searle, G. Casella, C. E. McCulloch, Variance Components, 1992,
 * section 7.6). Random parts are over their sd, so that an sd of 0 is nothing special. */
#include <math.h>
#include <string.h>

#include "regress/panel_core.h"

static const double LOG_2_PI = 1.8378770664093454836;

/* Lower Cholesky factor in place; the sum of the logarithms of its diagonal, NaN when there is
 * none. */
static double factor(double *a, size_t k) {
    double sum = 0.0;
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j <= i; j++) {
            double s = a[i * k + j];
            for (size_t l = 0; l < j; l++)
                s -= a[i * k + l] * a[j * k + l];
            if (j < i) {
                a[i * k + j] = s / a[j * k + j];
            } else {
                if (!(s > 0.0)) return (double)NAN;
                a[i * k + i] = sqrt(s);
                sum += log(a[i * k + i]);
            }
        }
    return sum;
}

/* b = L^-1 b. */
static void solve_lower(const double *l, size_t k, double *restrict b) {
    for (size_t i = 0; i < k; i++) {
        double sum = b[i];
        for (size_t j = 0; j < i; j++)
            sum -= l[i * k + j] * b[j];
        b[i] = sum / l[i * k + i];
    }
}

/* b = L'^-1 b. */
static void solve_upper(const double *l, size_t k, double *b) {
    for (size_t i = k; i-- > 0;) {
        for (size_t j = i + 1; j < k; j++)
            b[i] -= l[j * k + i] * b[j];
        b[i] /= l[i * k + i];
    }
}

/* The sums of one area: a = 1 + T X'WX T, cross = T X'W [X, omega years], z = T X'W y; and what its
 * rows add to the equations of b and the years, lower half. */
static void add_rows(ot_panel_core *c, const ot_panel_variances *v, size_t area, double *square) {
    const size_t k = c->k, p = c->p;
    double *a = c->a + area * k * k, *cross = c->cross + area * k * p, *z = c->z + area * k;
    memset(a, 0, k * k * sizeof *a);
    memset(cross, 0, k * p * sizeof *cross);
    memset(z, 0, k * sizeof *z);
    for (size_t r = c->start[area]; r < c->start[area + 1]; r++) {
        const double w = c->weight[r] / (v->sigma * v->sigma), y = c->y[r];
        const double *x = c->x + r * k;
        const size_t t = k + c->year[r];
        for (size_t i = 0; i < k; i++) {
            const double wx = w * x[i];
            for (size_t j = 0; j <= i; j++)
                c->m[i * p + j] += wx * x[j];
            for (size_t j = 0; j < k; j++)
                cross[i * p + j] += v->tau[i] * wx * x[j];
            cross[i * p + t] += v->tau[i] * wx * v->omega;
            c->m[t * p + i] += wx * v->omega;
            z[i] += v->tau[i] * wx * y;
            c->solution[i] += wx * y;
        }
        c->m[t * p + t] += w * v->omega * v->omega;
        c->solution[t] += w * v->omega * y;
        *square += w * y * y;
    }
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++)
            a[i * k + j] = (i == j) + cross[i * p + j] * v->tau[j];
}

/* Takes the area's own coefficients out of the equations. */
static double eliminate(ot_panel_core *c, size_t area, double *square) {
    const size_t k = c->k, p = c->p;
    double *a = c->a + area * k * k, *cross = c->cross + area * k * p, *z = c->z + area * k;
    const double log_det = factor(a, k);
    if (!isfinite(log_det)) return log_det;
    solve_lower(a, k, z);
    for (size_t i = 0; i < k; i++) { /* L^-1 cross, row by row */
        for (size_t l = 0; l < i; l++)
            for (size_t j = 0; j < p; j++)
                cross[i * p + j] -= a[i * k + l] * cross[l * p + j];
        for (size_t j = 0; j < p; j++)
            cross[i * p + j] /= a[i * k + i];
    }
    for (size_t l = 0; l < k; l++) {
        const double *restrict row = cross + l * p;
        for (size_t i = 0; i < p; i++) {
            double *restrict m = c->m + i * p;
            const double at = row[i];
            for (size_t j = 0; j <= i; j++)
                m[j] -= at * row[j];
            c->solution[i] -= at * z[l];
        }
        *square -= z[l] * z[l];
    }
    return log_det;
}

double ot_panel_likelihood(ot_panel_core *c, const ot_panel_variances *v) {
    const size_t p = c->p;
    double log_det = 0.0, square = 0.0;
    memset(c->m, 0, p * p * sizeof *c->m);
    memset(c->solution, 0, p * sizeof *c->solution);
    for (size_t t = c->k; t < p; t++)
        c->m[t * p + t] = 1.0;
    for (size_t area = 0; area < c->n_areas; area++) {
        if (c->start[area] == c->start[area + 1]) continue;
        add_rows(c, v, area, &square);
        if (!c->choice.is_pooled) log_det += eliminate(c, area, &square);
    }
    for (size_t r = 0; r < c->n; r++)
        log_det -= 0.5 * log(c->weight[r]) - log(v->sigma);
    log_det += factor(c->m, p);
    if (!isfinite(log_det)) return (double)NAN;
    solve_lower(c->m, p, c->solution);
    for (size_t i = 0; i < p; i++)
        square -= c->solution[i] * c->solution[i];
    solve_upper(c->m, p, c->solution);
    c->square = square;
    return -log_det - 0.5 * square - 0.5 * (double)(c->n - c->k) * LOG_2_PI;
}

/* row = g - cross'z_row: the row of b and the years that is left of a direction x of the area's
 * coefficients and a year (omega 0: none); u = L^-1 T x. */
static void reduce(const ot_panel_core *c, const ot_panel_variances *v, size_t area,
                   const double *x, double *u) {
    const size_t k = c->k, p = c->p;
    const double *cross = c->cross + area * k * p;
    memset(c->row, 0, p * sizeof *c->row);
    for (size_t i = 0; i < k; i++) {
        c->row[i] = x[i];
        u[i] = v->tau[i] * x[i];
    }
    if (c->choice.is_pooled || c->start[area] == c->start[area + 1]) return;
    solve_lower(c->a + area * k * k, k, u);
    for (size_t l = 0; l < k; l++)
        for (size_t i = 0; i < p; i++)
            c->row[i] -= cross[l * p + i] * u[l];
}

static double dot(const double *a, const double *b, size_t n) {
    double sum = 0.0;
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

static int is_estimated(const ot_panel_core *c, size_t area) {
    return !c->choice.is_pooled && c->start[area] < c->start[area + 1];
}

void ot_panel_residuals(ot_panel_core *c, const ot_panel_variances *v) {
    double u[OT_PANEL_MOST_COLUMNS];
    for (size_t area = 0; area < c->n_areas; area++)
        for (size_t r = c->start[area]; r < c->start[area + 1]; r++) {
            reduce(c, v, area, c->x + r * c->k, u);
            c->row[c->k + c->year[r]] += v->omega;
            c->residual[r] = c->y[r] - dot(c->row, c->solution, c->p);
            c->variance[r] = 0.0;
            if (is_estimated(c, area)) {
                c->residual[r] -= dot(u, c->z + area * c->k, c->k);
                c->variance[r] = dot(u, u, c->k);
            }
            solve_lower(c->m, c->p, c->row);
            c->variance[r] += dot(c->row, c->row, c->p);
        }
}

/* The sum over the areas of E v_j^2 - 1, where v are the area's coefficients less b over tau. */
static double excess_of_areas(ot_panel_core *c, size_t j) {
    const size_t k = c->k, p = c->p;
    double sum = 0.0, u[OT_PANEL_MOST_COLUMNS];
    for (size_t area = 0; area < c->n_areas; area++) {
        if (!is_estimated(c, area)) continue;
        const double *cross = c->cross + area * k * p, *z = c->z + area * k;
        double mean = 0.0;
        memset(u, 0, sizeof u);
        u[j] = 1.0;
        solve_lower(c->a + area * k * k, k, u);
        memset(c->row, 0, p * sizeof *c->row);
        for (size_t l = j; l < k; l++) { /* u is 0 before j */
            mean += u[l] * z[l];
            for (size_t i = 0; i < p; i++)
                c->row[i] += cross[l * p + i] * u[l];
        }
        mean -= dot(c->row, c->solution, p);
        solve_lower(c->m, p, c->row);
        sum += mean * mean + dot(u, u, k) + dot(c->row, c->row, p) - 1.0;
    }
    return sum;
}

/* As above, of the years over omega. */
static double excess_of_years(ot_panel_core *c) {
    const size_t p = c->p;
    double sum = 0.0;
    for (size_t t = c->k; t < p; t++) {
        memset(c->row, 0, p * sizeof *c->row);
        c->row[t] = 1.0;
        solve_lower(c->m, p, c->row);
        sum += c->solution[t] * c->solution[t] + dot(c->row, c->row, p) - 1.0;
    }
    return sum;
}

/* Fisher's identity for omega and tau; all variances times the same factor give that of sigma. */
void ot_panel_gradient(ot_panel_core *c, double *out) {
    out[0] = c->square - (double)(c->n - c->k);
    out[1] = excess_of_years(c);
    for (size_t j = 2; j < c->d; j++)
        out[j] = excess_of_areas(c, j - 2);
    for (size_t j = 1; j < c->d; j++)
        out[0] -= out[j];
}

/* Column j of the answer: the direction e_j, its reduced row in rows[j], its own part in own[j]. */
void ot_panel_own_make(ot_panel_core *c, const ot_panel_variances *v, ot_panel_own *out) {
    const size_t k = c->k, p = c->p;
    double own[OT_PANEL_MOST_COLUMNS][OT_PANEL_MOST_COLUMNS] = {{0}};
    double direction[OT_PANEL_MOST_COLUMNS];
    for (size_t j = 0; j < k; j++) {
        memset(c->row, 0, p * sizeof *c->row);
        c->row[j] = 1.0;
        solve_lower(c->m, p, c->row);
        out->panel_variance[j] = dot(c->row, c->row, p);
        memset(direction, 0, sizeof direction);
        direction[j] = 1.0;
        reduce(c, v, c->own, direction, own[j]);
        if (j == 0 && c->choice.has_year) c->row[k + c->choice.year] += v->omega;
        out->panel_mean[j] = c->solution[j];
        out->mean[j] = dot(c->row, c->solution, p);
        if (is_estimated(c, c->own)) out->mean[j] += dot(own[j], c->z + c->own * k, k);
        solve_lower(c->m, p, c->row);
        memcpy(c->directions + j * p, c->row, p * sizeof *c->row);
        const double share = dot(own[j], own[j], k), whole = v->tau[j] * v->tau[j];
        out->shrinkage[j] = whole > 0.0 ? share / whole : 1.0;
    }
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++)
            out->covariance[i * k + j] =
                dot(own[i], own[j], k) + dot(c->directions + i * p, c->directions + j * p, p);
}
