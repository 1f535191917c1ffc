#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_linalg.h>

#include "regress/nonlinear_core.h"

/* A derivative that stays within this share of its length does not depend on what moved: rounding
 * alone changes less. */
static const double STAYS = 1e-12;

/* A direction of the linear coefficients whose singular value is below this share of the largest is
 * left out: the columns have length 1. */
static const double FLAT = 1e-11;

/* How far a coefficient is moved to see what depends on it. */
static double moved(double b) { return b + 0.1 * (1.0 + fabs(b)); }

void ot_bent_clear(ot_bent_curve *c) {
    free(c->block);
    *c = (ot_bent_curve){0};
}

/* Does column j of both slopes agree, and is it more than zeros? */
static int stays(const double *before, const double *after, size_t n, size_t k, size_t j) {
    double change = 0.0, square = 0.0;
    for (size_t i = 0; i < n; i++) {
        const double step = after[i * k + j] - before[i * k + j];
        change += step * step;
        square += before[i * k + j] * before[i * k + j];
    }
    return square > 0.0 && change <= STAYS * STAYS * square;
}

/* Coefficient j is linear together with those already found when neither its own derivative nor
 * theirs depend on it. b and after are scratch. */
static int is_linear(const ot_bent_curve *c, const double *before, double *after, size_t j) {
    const size_t n = c->whole->n, k = c->whole->k;
    const double kept = c->b[j];
    c->b[j] = moved(kept);
    const int is_finite = c->whole->at(c->whole->state, c->b, c->value, after);
    c->b[j] = kept;
    if (!is_finite || !stays(before, after, n, k, j)) return 0;
    for (size_t l = 0; l < c->n_linear; l++)
        if (!stays(before, after, n, k, c->linear[l])) return 0;
    return 1;
}

static void divide(ot_bent_curve *c, double *after) {
    const size_t k = c->whole->k;
    const int is_finite = c->whole->at(c->whole->state, c->b, c->value, c->slope);
    size_t n_bent = 0;
    for (size_t j = 0; j < k; j++) {
        if (is_finite && is_linear(c, c->slope, after, j))
            c->linear[c->n_linear++] = j;
        else
            c->bent[n_bent++] = j;
    }
    c->curve.k = n_bent;
}

/* Columns of the linear coefficients, made unit vectors. */
static void gather(ot_bent_curve *c) {
    const size_t n = c->whole->n, k = c->whole->k, m = c->n_linear;
    for (size_t l = 0; l < m; l++) {
        double square = 0.0;
        for (size_t i = 0; i < n; i++)
            square += c->slope[i * k + c->linear[l]] * c->slope[i * k + c->linear[l]];
        c->length[l] = square > 0.0 && isfinite(square) ? sqrt(square) : 1.0;
        for (size_t i = 0; i < n; i++)
            c->column[i * m + l] = c->slope[i * k + c->linear[l]] / c->length[l];
    }
}

static int decompose(ot_bent_curve *c) {
    const size_t m = c->n_linear;
    gsl_matrix_view u = gsl_matrix_view_array(c->column, c->whole->n, m);
    gsl_matrix_view v = gsl_matrix_view_array(c->right, m, m);
    gsl_vector_view s = gsl_vector_view_array(c->singular, m);
    gsl_vector_view work = gsl_vector_view_array(c->work, m);
    return gsl_linalg_SV_decomp(&u.matrix, &v.matrix, &s.vector, &work.vector) == GSL_SUCCESS &&
           isfinite(c->singular[0]);
}

static size_t rank_of(const ot_bent_curve *c) {
    size_t rank = 0;
    while (rank < c->n_linear && c->singular[rank] > FLAT * c->singular[0])
        rank++;
    return rank;
}

/* The best linear coefficients for y less the values without them, which stand in c->value. */
static void put_best(ot_bent_curve *c) {
    const size_t n = c->whole->n, m = c->n_linear, rank = rank_of(c);
    for (size_t l = 0; l < m; l++)
        c->b[c->linear[l]] = 0.0;
    for (size_t r = 0; r < rank; r++) {
        double along = 0.0;
        for (size_t i = 0; i < n; i++)
            along += c->column[i * m + r] * (c->y[i] - c->value[i]);
        for (size_t l = 0; l < m; l++)
            c->b[c->linear[l]] += c->right[l * m + r] * along / c->singular[r] / c->length[l];
    }
}

/* Take out of each bent column what the linear ones span. */
static void project(const ot_bent_curve *c, double *slope) {
    const size_t n = c->whole->n, k = c->whole->k, m = c->n_linear, p = c->curve.k,
                 rank = rank_of(c);
    for (size_t j = 0; j < p; j++) {
        for (size_t i = 0; i < n; i++)
            slope[i * p + j] = c->slope[i * k + c->bent[j]];
        for (size_t r = 0; r < rank; r++) {
            double along = 0.0;
            for (size_t i = 0; i < n; i++)
                along += c->column[i * m + r] * slope[i * p + j];
            for (size_t i = 0; i < n; i++)
                slope[i * p + j] -= along * c->column[i * m + r];
        }
    }
}

static int at(void *state, const double *theta, double *value, double *slope) {
    ot_bent_curve *c = state;
    for (size_t j = 0; j < c->curve.k; j++)
        c->b[c->bent[j]] = theta[j];
    for (size_t l = 0; l < c->n_linear; l++)
        c->b[c->linear[l]] = 0.0;
    if (c->n_linear > 0) {
        if (!c->whole->at(c->whole->state, c->b, c->value, c->slope)) return 0;
        gather(c);
        if (!decompose(c)) return 0;
        put_best(c);
    }
    if (!c->whole->at(c->whole->state, c->b, value, slope ? c->slope : NULL)) return 0;
    if (slope) project(c, slope);
    return 1;
}

ot_status ot_bent_make(const ot_curve *whole, const double *y, const double *b, ot_bent_curve *out,
                       ot_error *err) {
    const size_t n = whole->n, k = whole->k;
    *out = (ot_bent_curve){.whole = whole, .y = y};
    out->curve = (ot_curve){.n = n, .at = at, .state = out};
    if (n < SIZE_MAX / 64 / (k + 1) && k < SIZE_MAX / 64 / (k + 1))
        out->block = calloc(1, (4 * k + n + 3 * n * k + k * k + 1) * sizeof(double) +
                                   2 * k * sizeof(size_t));
    if (!out->block) return ot_nonlinear_no_memory(whole, err);
    out->b = out->block;
    out->length = out->b + k;
    out->singular = out->length + k;
    out->work = out->singular + k;
    out->value = out->work + k;
    out->slope = out->value + n;
    out->column = out->slope + n * k;
    out->right = out->column + 2 * n * k; /* room for two slopes while they are compared */
    out->linear = (size_t *)(void *)(out->right + k * k + 1);
    out->bent = out->linear + k;
    memcpy(out->b, b, k * sizeof *b);
    divide(out, out->column);
    return OT_OK;
}
