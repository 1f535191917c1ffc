#include <math.h>

#include "forecast/method.h"
#include "forecast/simplex.h"

/* Local linear trend: value = level + noise; level and slope walk. The start is unknown and is
 * estimated by generalised least squares beside the filter (de Jong, Annals of Statistics 19, 1991,
 * p. 1073-1083), so the likelihood is exact. Variances are relative to the largest. */
struct trend_filter {
    const double *y;
    size_t n;
    double noise, level, slope; /* variances, relative */
    double state[3][2];         /* of y without a start; of a unit level; of a unit slope */
    double p[3];                /* variances of level, both, slope */
    double first[2], cov[3];    /* the start and its covariance, relative */
    double scale;               /* what variances are relative to */
};

static void advance(struct trend_filter *f) {
    for (int k = 0; k < 3; k++)
        f->state[k][0] += f->state[k][1];
    f->p[0] += 2.0 * f->p[1] + f->p[2] + f->level;
    f->p[1] += f->p[2];
    f->p[2] += f->slope;
}

static double deviance_of(struct trend_filter *f) {
    double logs = 0.0, s00 = 0, s01 = 0, s02 = 0, s11 = 0, s12 = 0, s22 = 0;
    f->state[0][0] = f->state[0][1] = f->state[1][1] = f->state[2][0] = 0.0;
    f->state[1][0] = f->state[2][1] = 1.0;
    f->p[0] = f->p[1] = f->p[2] = 0.0;
    for (size_t t = 0; t < f->n; t++) {
        if (t > 0) advance(f);
        const double var = f->p[0] + f->noise, k0 = f->p[0] / var, k1 = f->p[1] / var;
        const double e[3] = {f->y[t] - f->state[0][0], -f->state[1][0], -f->state[2][0]};
        for (int k = 0; k < 3; k++)
            f->state[k][0] += k0 * e[k], f->state[k][1] += k1 * e[k];
        f->p[2] -= k1 * f->p[1];
        f->p[1] -= k0 * f->p[1];
        f->p[0] -= k0 * f->p[0];
        logs += log(var);
        s00 += e[0] * e[0] / var, s01 += e[0] * e[1] / var, s02 += e[0] * e[2] / var;
        s11 += e[1] * e[1] / var, s12 += e[1] * e[2] / var, s22 += e[2] * e[2] / var;
    }
    const double det = s11 * s22 - s12 * s12, free = (double)(f->n - 2);
    if (!(det > 0.0)) return (double)INFINITY;
    f->first[0] = (-s01 * s22 + s02 * s12) / det;
    f->first[1] = (-s02 * s11 + s01 * s12) / det;
    f->cov[0] = s22 / det, f->cov[1] = -s12 / det, f->cov[2] = s11 / det;
    f->scale = fmax((s00 + f->first[0] * s01 + f->first[1] * s02) / free, 1e-16);
    return free * log(f->scale) + logs + log(det);
}

static double at(const double *x, void *state) {
    struct trend_filter *f = state;
    if (fabs(x[0]) > 14.0 || fabs(x[1]) > 14.0) return (double)INFINITY;
    const double level = exp(x[0]), slope = exp(x[1]), most = fmax(1.0, fmax(level, slope));
    f->noise = 1.0 / most, f->level = level / most, f->slope = slope / most;
    return deviance_of(f);
}

static void search(struct trend_filter *f, double tolerance) {
    static const double START[][2] = {{0.0, -3.0}, {3.0, 0.0}, {-4.0, -8.0}};
    static const double STEP[] = {1.5, 1.5};
    double best[2] = {0.0, -3.0}, least = (double)INFINITY;
    for (size_t i = 0; i < sizeof START / sizeof *START; i++) {
        double x[2] = {START[i][0], START[i][1]};
        const double value = ot_simplex_least(at, f, x, STEP, 2, tolerance, 150);
        if (value < least) least = value, best[0] = x[0], best[1] = x[1];
    }
    at(best, f);
}

static void predict(const struct trend_filter *f, size_t horizon, ot_cast_law *out) {
    double now[2], effect[2][2], p[3];
    for (int i = 0; i < 2; i++) {
        effect[0][i] = f->state[1][i], effect[1][i] = f->state[2][i];
        now[i] = f->state[0][i] + f->first[0] * effect[0][i] + f->first[1] * effect[1][i];
    }
    for (int i = 0; i < 3; i++) { /* what is not known of the start, carried to the end */
        const int a = i > 1, b = i > 0;
        p[i] = f->p[i] + effect[0][a] * effect[0][b] * f->cov[0] +
               (effect[0][a] * effect[1][b] + effect[1][a] * effect[0][b]) * f->cov[1] +
               effect[1][a] * effect[1][b] * f->cov[2];
    }
    for (size_t t = 0; t < horizon; t++) {
        out->centre[t] = now[0] + (double)(t + 1) * now[1];
        p[0] += 2.0 * p[1] + p[2] + f->level;
        p[1] += p[2];
        p[2] += f->slope;
        for (size_t s = t; s < horizon; s++)
            out->covariance[s * horizon + t] =
                f->scale * (p[0] + (double)(s - t) * p[1] + (s == t ? f->noise : 0.0));
    }
}

/* Variances, beside each other. */
static void tell(const struct trend_filter *f, ot_facts *facts) {
    const double sum = f->noise + f->level + f->slope;
    ot_facts_add(facts, "share of noise", "噪声占比", f->noise / sum);
    ot_facts_add(facts, "of level", "水平占比", f->level / sum);
    ot_facts_add(facts, "of slope", "斜率占比", f->slope / sum);
}

static ot_status fit(const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    (void)err;
    struct trend_filter f = {.y = task->y, .n = task->n};
    search(&f, 1e-6);
    tell(&f, &out->facts);
    predict(&f, task->horizon, out);
    return OT_OK;
}

const ot_cast_method ot_cast_llt = {
    .name = "llt",
    .text = {"a level and a slope that walk (Kalman filter)", "水平与斜率随机游走（卡尔曼滤波）"},
    .least = 4,
    .fit = fit,
};

static ot_status fit_quickly(const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    (void)err;
    struct trend_filter f = {.y = task->y, .n = task->n};
    search(&f, 0.02); /* of -2 log-likelihood: far below what tells two models apart */
    predict(&f, task->horizon, out);
    return OT_OK;
}

const ot_cast_method ot_cast_pool_llt = {.name = "", .least = 4, .fit = fit_quickly};
