#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "regress/nonlinear_core.h"

enum {
    RAY_STEPS = 12, /* to either side */
    RAY_POINTS = 2 * RAY_STEPS + 1,
    N_LEVELS = 26, /* 1, 0.1, 10 ... 1e-6, 1e6 with both signs */
    FEWEST_LEVELS = 2
};

/* A step on the ray multiplies by the root of ten. */
static const double RAY_FACTOR = 3.1622776601683795;

double ot_curve_rss(const ot_curve *curve, const double *y, const double *b, double *value) {
    double rss = 0.0;
    if (!curve->at(curve->state, b, value, NULL)) return (double)INFINITY;
    for (size_t i = 0; i < curve->n; i++)
        rss += (y[i] - value[i]) * (y[i] - value[i]);
    return isfinite(rss) ? rss : (double)INFINITY;
}

/* Points whose residual sums differ by less than this share are taken for one: the same curve with
 * its terms in another order, or a plain. */
static const double ALIKE = 1e-6;

/* The lowest points so far, the lowest first. */
struct lowest {
    double *start, *rss; /* [most][k], [most] */
    size_t n, most, k;
};

static void keep(struct lowest *list, const double *b, double rss) {
    size_t at = list->n;
    while (at > 0 && rss < list->rss[at - 1])
        at--;
    if (!(rss < (double)INFINITY) || at == list->most) return;
    if (at > 0 && rss <= list->rss[at - 1] * (1.0 + ALIKE)) return;
    if (at < list->n && list->rss[at] <= rss * (1.0 + ALIKE)) return;
    if (list->n < list->most) list->n++;
    for (size_t i = list->n - 1; i > at; i--) {
        list->rss[i] = list->rss[i - 1];
        memcpy(list->start + i * list->k, list->start + (i - 1) * list->k, list->k * sizeof *b);
    }
    list->rss[at] = rss;
    memcpy(list->start + at * list->k, b, list->k * sizeof *b);
}

static void put_ray(const double *theta, size_t k, size_t point, double *b) {
    const double factor = pow(RAY_FACTOR, (double)point - RAY_STEPS);
    for (size_t j = 0; j < k; j++)
        b[j] = theta[j] * factor;
}

/* A point lower than its neighbours stands for its valley, the first one for a plain. */
ot_status ot_ray_starts(const ot_bent_curve *c, const double *theta, double *start,
                        size_t *n_starts, ot_error *err) {
    const size_t n = c->curve.n, k = c->curve.k;
    double rss[RAY_POINTS + 2], least[OT_RAY_STARTS];
    struct lowest list = {start, least, 0, OT_RAY_STARTS, k};
    double *value = malloc((n + k + 1) * sizeof *value);
    if (!value) return ot_nonlinear_no_memory(c->whole, err);
    double *b = value + n;
    rss[0] = rss[RAY_POINTS + 1] = (double)INFINITY;
    for (size_t i = 0; i < RAY_POINTS; i++) {
        put_ray(theta, k, i, b);
        rss[i + 1] = ot_curve_rss(&c->curve, c->y, b, value);
    }
    for (size_t i = 0; i < RAY_POINTS; i++) {
        put_ray(theta, k, i, b);
        if (rss[i + 1] < rss[i] && rss[i + 1] <= rss[i + 2]) keep(&list, b, rss[i + 1]);
    }
    free(value);
    *n_starts = list.n;
    return OT_OK;
}

/* 1, -1, 0.1, -0.1, 10, -10, 0.01 ... */
static double level(size_t i) {
    const double decade = (double)((i / 2 + 1) / 2);
    return (i % 2 ? -1.0 : 1.0) * pow(10.0, i / 2 % 2 ? -decade : decade);
}

/* The most levels whose grid over m coefficients is small enough. */
static size_t levels_of(size_t m) {
    for (size_t l = N_LEVELS; l > FEWEST_LEVELS; l--) {
        size_t points = 1;
        for (size_t j = 0; j < m && points <= OT_GRID_POINTS; j++)
            points *= l;
        if (points <= OT_GRID_POINTS) return l;
    }
    return FEWEST_LEVELS;
}

/* The digits of `point` are the levels of the coefficients. Returns 0 past the last. */
static int put_grid(size_t point, size_t n_levels, size_t m, double *theta) {
    for (size_t j = 0; j < m; j++) {
        theta[j] = level(point % n_levels);
        point /= n_levels;
    }
    return point == 0;
}

static void look_at_grid(ot_bent_curve *c, double *theta, double *value, struct lowest *list) {
    const size_t m = c->curve.k, n_levels = levels_of(m);
    for (size_t i = 0; i < OT_GRID_POINTS && put_grid(i, n_levels, m, theta); i++) {
        const double rss = ot_curve_rss(&c->curve, c->y, theta, value);
        keep(list, c->b, rss);
    }
}

/* Linear coefficients are looked for at the first point where the curve has finite values. */
static ot_status bend(const ot_curve *curve, const double *y, double *b, double *value,
                      ot_bent_curve *out, ot_error *err) {
    const size_t n_levels = levels_of(curve->k);
    for (size_t i = 0; i < OT_GRID_POINTS && put_grid(i, n_levels, curve->k, b); i++)
        if (ot_curve_rss(curve, y, b, value) < (double)INFINITY)
            return ot_bent_make(curve, y, b, out, err);
    return ot_fail(err, OT_ERR_NUMERIC,
                   "no point of the grid of starting values gives finite fitted values",
                   "初值网格上没有任何一点能给出有限的拟合值");
}

ot_status ot_nonlinear_grid(const ot_curve *curve, const double *y, double *start, size_t *n_starts,
                            ot_error *err) {
    double least[OT_GRID_STARTS];
    struct lowest list = {start, least, 0, OT_GRID_STARTS, curve->k};
    ot_bent_curve bent;
    double *value = NULL;
    if (curve->n < SIZE_MAX / 64 && curve->k < SIZE_MAX / 64)
        value = malloc((curve->n + curve->k + 1) * sizeof *value);
    if (!value) return ot_nonlinear_no_memory(curve, err);
    double *theta = value + curve->n;
    const ot_status status = bend(curve, y, theta, value, &bent, err);
    if (!status) {
        look_at_grid(&bent, theta, value, &list);
        ot_bent_clear(&bent);
    }
    free(value);
    if (!status) *n_starts = list.n;
    return status;
}
