#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "regress/nonlinear_core.h"

enum { MOST_STEPS = 400, MOST_HALVINGS = 40, PATIENCE = 12 };

/* The cosine of residuals and tangent plane (Bates and Watts 1981, Technometrics 23(2), p. 179-183)
 * of a solution. What remains moves a coefficient by less than this share of its standard error
 * times the root of the degrees of freedom. */
static const double SQUARE = 1e-8;

/* Rounding of fitted values, in units of DBL_EPSILON of their length: a curve that fits to the last
 * bits leaves residuals of no direction. */
static const double ROUNDING = 64.0;

/* A coefficient stands still when its next step is below this share of it. One whose column is this
 * share of the fitted values in length may be 0. Others run away while their column dies out. */
static const double STILL = 1e-6;

/* Steps may let the residual sum grow by its own rounding. */
static const double GROWTH = 4.0;

struct walk {
    const ot_nonlinear_input *in;
    double *b, *trial, *best; /* [k]: here, the next, the one with the least tilt */
    double *value, *residual; /* [n] */
    double *slope;            /* [n][k] */
    double rss;
    double length;         /* of the fitted values */
    double tilt;           /* length of the residuals' part in the tangent plane */
    ot_least_squares step; /* of Gauss and Newton, from here */
};

static ot_status walk_make(struct walk *w, const ot_nonlinear_input *in, const double *b,
                           ot_error *err) {
    const size_t n = in->curve.n, k = in->curve.k;
    *w = (struct walk){.in = in};
    if (n < SIZE_MAX / 64 / (k + 1)) w->b = calloc(3 * k + 2 * n + n * k, sizeof *w->b);
    if (!w->b) return ot_nonlinear_no_memory(&in->curve, err);
    w->trial = w->b + k;
    w->best = w->trial + k;
    w->value = w->best + k;
    w->residual = w->value + n;
    w->slope = w->residual + n;
    memcpy(w->b, b, k * sizeof *b);
    return OT_OK;
}

static void walk_clear(struct walk *w) {
    free(w->b);
    ot_least_squares_clear(&w->step);
}

static double tilt_of(const struct walk *w) {
    const size_t n = w->in->curve.n, k = w->in->curve.k;
    long double square = 0;
    for (size_t i = 0; i < n; i++) {
        long double along = 0;
        for (size_t j = 0; j < k; j++)
            along += w->slope[i * k + j] * w->step.b[j];
        square += along * along;
    }
    return (double)sqrtl(square);
}

/* Residuals, slope, and the step from here. */
static ot_status look(struct walk *w, size_t *redundant, ot_error *err) {
    const ot_curve *curve = &w->in->curve;
    if (!curve->at(curve->state, w->b, w->value, w->slope))
        return ot_fail(err, OT_ERR_NUMERIC, "a fitted value or its derivative is not finite",
                       "拟合值或其导数不是有限数");
    double square = 0.0;
    w->rss = 0.0;
    for (size_t i = 0; i < curve->n; i++) {
        w->residual[i] = w->in->y[i] - w->value[i];
        w->rss += w->residual[i] * w->residual[i];
        square += w->value[i] * w->value[i];
    }
    w->length = sqrt(square);
    const ot_least_squares_input in = {
        .x = w->slope, .y = w->residual, .n = curve->n, .k = curve->k};
    ot_least_squares_clear(&w->step);
    const ot_status status = ot_least_squares_solve(&in, &w->step, redundant, err);
    if (!status) w->tilt = tilt_of(w);
    return status;
}

/* Go along the step, halved until the residual sum does not grow. Returns 0 where it always does.
 */
static int advance(struct walk *w) {
    const size_t k = w->in->curve.k;
    const double most = w->rss + GROWTH * DBL_EPSILON * (w->rss + w->length * sqrt(w->rss));
    double share = 1.0;
    for (int i = 0; i < MOST_HALVINGS; i++, share /= 2.0) {
        for (size_t j = 0; j < k; j++)
            w->trial[j] = (double)(w->b[j] + share * w->step.b[j]);
        const double rss = ot_curve_rss(&w->in->curve, w->in->y, w->trial, w->value);
        if (rss <= most) {
            memcpy(w->b, w->trial, k * sizeof *w->b);
            return 1;
        }
    }
    return 0;
}

/* To the point with the least tilt; steps end when it has not fallen by half for a while. */
static ot_status descend(struct walk *w, size_t *n_steps, size_t *redundant, ot_error *err) {
    const size_t k = w->in->curve.k;
    double least = (double)INFINITY, halved = least;
    int waited = 0;
    for (*n_steps = 0; *n_steps < MOST_STEPS && waited < PATIENCE; ++*n_steps) {
        const ot_status status = look(w, redundant, err);
        if (status) return status;
        if (w->tilt < least) {
            least = w->tilt;
            memcpy(w->best, w->b, k * sizeof *w->b);
        }
        waited++;
        if (least < halved / 2) {
            halved = least;
            waited = 0;
        }
        if (!(w->tilt > DBL_EPSILON * sqrt(w->rss)) || !advance(w)) break;
    }
    memcpy(w->b, w->best, k * sizeof *w->b);
    return OT_OK;
}

/* The last step is taken in extended precision: it is too small to bend the curve. */
static ot_status hand_back(struct walk *w, ot_nonlinear *out, ot_error *err) {
    const size_t n = w->in->curve.n, k = w->in->curve.k;
    double *block = calloc(k + n * k + n, sizeof *block);
    if (!block) return ot_nonlinear_no_memory(&w->in->curve, err);
    out->b = block;
    out->slope = block + k;
    out->residual = out->slope + n * k;
    memcpy(out->slope, w->slope, n * k * sizeof *block);
    for (size_t j = 0; j < k; j++) {
        w->step.b[j] += w->b[j];
        out->b[j] = (double)w->step.b[j];
    }
    for (size_t i = 0; i < n; i++)
        out->residual[i] = (double)w->step.residual[i];
    out->rss = (double)w->step.rss;
    out->angle = w->rss > 0.0 ? w->tilt / sqrt(w->rss) : 0.0;
    out->lower = (double)NAN;
    out->solved = w->step;
    w->step = (ot_least_squares){0};
    return OT_OK;
}

/* The first coefficient that does not stand still, or k. */
static size_t running(const struct walk *w) {
    const size_t n = w->in->curve.n, k = w->in->curve.k;
    for (size_t j = 0; j < k; j++) {
        double square = 0.0;
        for (size_t i = 0; i < n; i++)
            square += w->slope[i * k + j] * w->slope[i * k + j];
        if (sqrt(square) > STILL * w->length) continue;
        if (fabsl(w->step.b[j]) > STILL * fabs(w->b[j])) return j;
    }
    return k;
}

/* Is this a minimum? */
static ot_status judge(const struct walk *w, ot_error *err) {
    const double cosine = w->tilt / sqrt(w->rss);
    if (w->tilt > SQUARE * sqrt(w->rss) + ROUNDING * DBL_EPSILON * w->length)
        return ot_fail(err, OT_ERR_NUMERIC,
                       "the search ends at a residual sum of %g where it still falls: the cosine "
                       "of residuals and tangent plane is %.1e; must be below %.0e",
                       "搜索停在残差平方和 %g 处，但它在此仍会下降：残差与切平面夹角的余弦为 "
                       "%.1e，应小于 %.0e",
                       w->rss, cosine, SQUARE);
    const size_t j = running(w);
    if (j < w->in->curve.k)
        return ot_fail(err, OT_ERR_NUMERIC,
                       "coefficient %zu runs away: at %g it still moves by %g although the "
                       "residual sum, %g, hardly falls",
                       "第 %zu 个系数趋于发散：在 %g 处仍会移动 %g，而残差平方和 %g 几乎不再下降",
                       j + 1, w->b[j], (double)w->step.b[j], w->rss);
    return OT_OK;
}

ot_status ot_nonlinear_polish(const ot_nonlinear_input *in, const double *b, ot_nonlinear *out,
                              size_t *redundant, ot_error *err) {
    struct walk w;
    ot_nonlinear made = {0};
    ot_status status = walk_make(&w, in, b, err);
    if (!status) status = descend(&w, &made.n_iterations, redundant, err);
    if (!status) status = look(&w, redundant, err);
    if (!status) status = judge(&w, err);
    if (!status) status = hand_back(&w, &made, err);
    walk_clear(&w);
    if (!status) *out = made;
    return status;
}
