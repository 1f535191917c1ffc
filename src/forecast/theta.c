#include "forecast/method.h"

#include <math.h>

#include "forecast/smooth.h"
#include "regress/golden_section.h"

static double slope_of(const double *y, size_t n) {
    double sxy = 0.0, sxx = 0.0;
    const double middle = ((double)n - 1.0) / 2.0;
    for (size_t t = 0; t < n; t++) {
        sxy += ((double)t - middle) * y[t];
        sxx += ((double)t - middle) * ((double)t - middle);
    }
    return sxy / sxx;
}

static void spread_of(double alpha, double variance, const ot_cast_task *task, ot_cast_law *out) {
    for (size_t t = 0; t < task->horizon; t++)
        task->scratch[t] = t == 0 ? 1.0 : alpha;
    ot_cast_spread(task->scratch, variance, task->horizon, out);
}

/* Assimakopoulos and Nikolopoulos (2000) as simple smoothing with half the slope of the line
 * (Hyndman and Billah, International Journal of Forecasting 19, 2003, p. 287-290). */
static ot_status fit(const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    (void)err;
    ot_smooth s;
    ot_smooth_fit((ot_smooth_kind){0, 0, 0}, task->y, task->n, &s);
    const double half = slope_of(task->y, task->n) / 2.0;
    const double ahead = (1.0 - pow(1.0 - s.alpha, (double)task->n)) / s.alpha;
    for (size_t t = 0; t < task->horizon; t++)
        out->centre[t] = s.level + half * ((double)t + ahead);
    spread_of(s.alpha, s.variance, task, out);
    ot_facts_add(&out->facts, "theta", "theta", 2.0);
    ot_facts_add(&out->facts, "alpha", "alpha", s.alpha);
    return OT_OK;
}

const ot_cast_method ot_cast_theta = {
    .name = "theta",
    .text = {"the theta method", "Theta 方法"},
    .least = 3,
    .fit = fit,
};

struct share_search {
    const double *y;
    size_t n;
    double slope, share, level; /* share: of the slope that is kept, 1 - 1 / theta */
};

/* Squares of the one-step errors at alpha; they are linear in the start and in the share. */
static double squares_at(double alpha, void *state) {
    struct share_search *q = state;
    double l0 = 0, l1 = 1, l2 = 0, s00 = 0, s01 = 0, s02 = 0, s11 = 0, s12 = 0, s22 = 0, rest = 1;
    for (size_t t = 0; t < q->n; t++) {
        const double drift = t == 0 ? 0.0 : q->slope * (1.0 - rest) / alpha;
        rest *= 1.0 - alpha;
        const double e0 = q->y[t] - l0, e1 = -l1, e2 = -l2 - drift;
        l0 += alpha * e0;
        l1 += alpha * e1;
        l2 = (1.0 - alpha) * l2; /* the level itself is smoothed from values, not from forecasts */
        s00 += e0 * e0, s01 += e0 * e1, s02 += e0 * e2;
        s11 += e1 * e1, s12 += e1 * e2, s22 += e2 * e2;
    }
    const double det = s11 * s22 - s12 * s12;
    double share = det > 1e-12 * s11 * s22 ? (-s02 * s11 + s01 * s12) / det : 0.0;
    share = fmax(0.0, fmin(1.0, share));
    const double first = -(s01 + share * s12) / s11;
    q->share = share;
    q->level = l0 + first * l1;
    return s00 + 2.0 * (first * s01 + share * s02 + first * share * s12) + first * first * s11 +
           share * share * s22;
}

/* Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler (International Journal of Forecasting 32,
 * 2016, p. 1151-1161): theta itself is estimated. */
static ot_status fit_optimised(const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    (void)err;
    struct share_search q = {.y = task->y, .n = task->n, .slope = slope_of(task->y, task->n)};
    const double alpha = ot_golden_least(squares_at, &q, 0.05, 0.999, NULL);
    const double squares = fmax(squares_at(alpha, &q), 0.0); /* a difference of sums */
    const double rest = pow(1.0 - alpha, (double)task->n);
    for (size_t t = 0; t < task->horizon; t++)
        out->centre[t] = q.level + q.share * q.slope * ((double)t + (1.0 - rest) / alpha);
    ot_facts_add(&out->facts, "slope kept", "保留的斜率", q.share);
    ot_facts_add(&out->facts, "alpha", "alpha", alpha);
    spread_of(alpha, squares / (double)(task->n > 4 ? task->n - 3 : 1), task, out);
    return OT_OK;
}

const ot_cast_method ot_cast_theta_optimised = {
    .name = "theta_optimised",
    .text = {"the theta method with a theta that is estimated",
             "参数 theta 由数据估计的 Theta 方法"},
    .least = 4,
    .fit = fit_optimised,
};
