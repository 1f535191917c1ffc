#include "regress/nonlinear.h"

#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "regress/nonlinear_core.h"

/* Another solution is better when its residual sum is lower by this share: the same minimum, found
 * twice, differs less, and the first stands. */
static const double LOWER = 1e-6;

/* Methods that are tried where linear coefficients are concentrated out: the first of the table. */
enum { N_BENT_METHODS = 2 };

struct search {
    const ot_nonlinear_input *in;
    ot_bent_curve bent;
    double *b, *theta, *from; /* [k] */
    double *ray, *value;      /* [OT_RAY_STARTS][k]; [n] scratch */
    ot_nonlinear best;        /* b NULL: nothing yet */
    double lower;             /* the least residual sum where the last steps did not end well */
    ot_error why;             /* and why not */
    size_t redundant;
    double noise;   /* rounding in the length of the residuals */
    size_t start;   /* which one it is */
    int has_finite; /* any start */
    int disagrees;  /* have methods ended elsewhere than at the best? */
    ot_error *err;
};

void ot_nonlinear_clear(ot_nonlinear *s) {
    free(s->b);
    ot_least_squares_clear(&s->solved);
    *s = (ot_nonlinear){0};
}

ot_status ot_nonlinear_no_memory(const ot_curve *curve, ot_error *err) {
    return ot_fail(err, OT_ERR_NOMEM, "no memory for least squares on %zu by %zu numbers",
                   "内存不足以计算 %zu 行 %zu 列的最小二乘", curve->n, curve->k);
}

/* Beyond what rounding makes of a residual sum. */
static int is_lower(const struct search *s, double rss, double than) {
    return rss + 4.0 * s->noise * sqrt(than) < than * (1.0 - LOWER);
}

/* A point where a method ended: finish it if it may be better than the best. */
static ot_status offer(struct search *s, const char *method, double rss, size_t n_iterations) {
    ot_nonlinear made = {0};
    ot_error why = {0};
    size_t redundant = s->in->curve.k;
    if (!(rss < (double)INFINITY)) return OT_OK;
    s->has_finite = 1;
    if (s->best.b) {
        s->disagrees |= is_lower(s, rss, s->best.rss) || is_lower(s, s->best.rss, rss);
        if (!is_lower(s, rss, s->best.rss)) return OT_OK;
    }
    const ot_status status = ot_nonlinear_polish(s->in, s->b, &made, &redundant, &why);
    if (status == OT_ERR_NOMEM) return ot_nonlinear_no_memory(&s->in->curve, s->err);
    if (status) {
        s->disagrees = 1;
        if (rss < s->lower) {
            s->lower = rss;
            s->why = why;
            s->redundant = redundant;
        }
        return OT_OK;
    }
    made.method = method;
    made.start = s->start;
    made.n_iterations += n_iterations;
    if (!s->best.b || is_lower(s, made.rss, s->best.rss)) {
        ot_nonlinear_clear(&s->best);
        s->best = made;
    } else {
        ot_nonlinear_clear(&made);
    }
    return OT_OK;
}

static ot_status try_method(struct search *s, const double *from, size_t method) {
    double rss;
    size_t n_iterations;
    memcpy(s->b, from, s->in->curve.k * sizeof *from);
    const ot_status status =
        ot_trust_run(&s->in->curve, s->in->y, method, s->b, &rss, &n_iterations, s->err);
    return status ? status : offer(s, ot_trust_name(method), rss, n_iterations);
}

/* Down on the bent coefficients, then on all of them. */
static ot_status try_bent(struct search *s, const double *theta, size_t method) {
    const size_t k = s->in->curve.k;
    double rss;
    size_t n_bent, n_iterations = 0;
    memcpy(s->theta, theta, s->bent.curve.k * sizeof *theta);
    ot_status status =
        ot_trust_run(&s->bent.curve, s->in->y, method, s->theta, &rss, &n_bent, s->err);
    if (status) return status;
    rss = ot_curve_rss(&s->bent.curve, s->in->y, s->theta, s->value);
    if (!(rss < (double)INFINITY)) return OT_OK;
    memcpy(s->b, s->bent.b, k * sizeof *s->b);
    status = ot_trust_run(&s->in->curve, s->in->y, method, s->b, &rss, &n_iterations, s->err);
    return status ? status : offer(s, ot_trust_bent_name(method), rss, n_bent + n_iterations);
}

/* From theta and from the lowest points of its ray. */
static ot_status try_rays(struct search *s, const double *theta) {
    size_t n = 0;
    ot_status status = OT_OK;
    for (size_t m = 0; m < N_BENT_METHODS && s->bent.n_linear > 0 && !status; m++)
        status = try_bent(s, theta, m);
    if (!status) status = ot_ray_starts(&s->bent, theta, s->ray, &n, s->err);
    for (size_t i = 0; i < n; i++)
        for (size_t m = 0; m < N_BENT_METHODS && !status; m++)
            status = try_bent(s, s->ray + i * s->bent.curve.k, m);
    return status;
}

/* Where all methods end at the same residual sum there is but one valley to see from this start,
 * and where the first one ends at what another start gave there is nothing new. */
static ot_status try_start(struct search *s, const double *start) {
    const size_t n_methods = s->best.b ? 1 : ot_trust_count();
    ot_status status = OT_OK;
    size_t m = 0;
    s->disagrees = 0;
    for (; m < n_methods && !status; m++)
        status = try_method(s, start, m);
    if (!status && s->best.b && !s->disagrees) return OT_OK;
    for (; m < ot_trust_count() && !status; m++)
        status = try_method(s, start, m);
    if (!status) status = ot_bent_make(&s->in->curve, s->in->y, start, &s->bent, s->err);
    if (status) return status;
    for (size_t j = 0; j < s->bent.curve.k; j++)
        s->from[j] = start[s->bent.bent[j]];
    if (s->bent.curve.k > 0) status = try_rays(s, s->from);
    ot_bent_clear(&s->bent);
    return status;
}

static ot_status check(const ot_nonlinear_input *in, ot_error *err) {
    const size_t n = in->curve.n, k = in->curve.k;
    if (n < k || k == 0)
        return ot_fail(err, OT_ERR_INPUT, "%zu observations for %zu coefficients; needs as many",
                       "只有 %zu 个观测值，却要估计 %zu 个系数；前者不应少于后者", n, k);
    if (in->n_starts == 0)
        return ot_fail(err, OT_ERR_INPUT, "no starting values for %zu coefficients",
                       "%zu 个系数没有初值", k);
    for (size_t i = 0; i < n; i++)
        if (!isfinite(in->y[i]))
            return ot_fail(err, OT_ERR_NUMERIC, "left side of observation %zu is %g",
                           "第 %zu 个观测值的左边为 %g", i + 1, in->y[i]);
    return OT_OK;
}

/* What to say when nothing was found. */
static ot_status refuse(const struct search *s, size_t *redundant) {
    if (!s->has_finite)
        return ot_fail(s->err, OT_ERR_NUMERIC,
                       "none of the %zu starting points gives finite fitted values",
                       "%zu 个初始点都不能给出有限的拟合值", s->in->n_starts);
    *redundant = s->redundant;
    if (s->err) *s->err = s->why;
    return s->why.status;
}

static ot_status run(struct search *s, size_t *redundant) {
    ot_status status = OT_OK;
    for (s->start = 0; s->start < s->in->n_starts && !status; s->start++)
        status = try_start(s, s->in->start + s->start * s->in->curve.k);
    if (status || s->best.b) return status;
    return refuse(s, redundant);
}

ot_status ot_nonlinear_solve(const ot_nonlinear_input *in, ot_nonlinear *out, size_t *redundant,
                             ot_error *err) {
    const size_t n = in->curve.n, k = in->curve.k;
    struct search s = {.in = in, .lower = (double)INFINITY, .redundant = k, .err = err};
    size_t ignored;
    if (!redundant) redundant = &ignored;
    *redundant = k;
    ot_status status = check(in, err);
    if (status) return status;
    for (size_t i = 0; i < n; i++)
        s.noise += in->y[i] * in->y[i];
    s.noise = DBL_EPSILON * sqrt(s.noise);
    if (n < SIZE_MAX / 64) s.b = malloc(((3 + OT_RAY_STARTS) * k + n) * sizeof *s.b);
    if (!s.b) return ot_nonlinear_no_memory(&in->curve, err);
    s.theta = s.b + k;
    s.from = s.theta + k;
    s.ray = s.from + k;
    s.value = s.ray + OT_RAY_STARTS * k;
    status = run(&s, redundant);
    free(s.b);
    if (status) {
        ot_nonlinear_clear(&s.best);
        return status;
    }
    if (is_lower(&s, s.lower, s.best.rss)) s.best.lower = s.lower;
    *out = s.best;
    return OT_OK;
}
