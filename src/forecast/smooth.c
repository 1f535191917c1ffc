#include "forecast/smooth.h"

#include <math.h>
#include <string.h>

#include "forecast/simplex.h"

/* Bounds of Hyndman et al. (2008, section 2.7): the usual ones. */
static const double LEAST_ALPHA = 1e-4, MOST_ALPHA = 0.9999;
static const double LEAST_SQUARES = 1e-12; /* of series that are met exactly */
static const double LEAST_PHI = 0.8, MOST_PHI = 0.98;
/* Errors in proportion are never below -1: with a variance beyond, most are close to it, and the
 * level hangs on one value far above the rest. */
static const double MOST_RELATIVE = 1.0;

struct search {
    ot_smooth_kind kind;
    const double *y;
    size_t n;
    ot_smooth at; /* the last point that was asked for */
};

static double between(double low, double high, double x) {
    return low + (high - low) / (1.0 + exp(-x));
}

static double logit_of(double low, double high, double value) {
    const double share = (value - low) / (high - low);
    return log(share / (1.0 - share));
}

/* Sum of squares of errors that are added, the start solved for: errors are linear in it. */
static double squares_added(const double *y, size_t n, ot_smooth *s) {
    const double a = s->alpha, b = s->beta, phi = s->phi;
    const int has_trend = s->kind.has_trend;
    double l0 = 0.0, b0 = 0.0, l1 = 1.0, l2 = 0.0, b2 = 1.0, b1 = 0.0;
    double s00 = 0, s01 = 0, s02 = 0, s11 = 0, s12 = 0, s22 = 0;
    for (size_t t = 0; t < n; t++) {
        const double p0 = l0 + phi * b0, p1 = l1 + phi * b1, p2 = l2 + phi * b2;
        const double e0 = y[t] - p0, e1 = -p1, e2 = -p2;
        l0 = p0 + a * e0, l1 = p1 + a * e1, l2 = p2 + a * e2;
        if (has_trend) b0 = phi * b0 + b * e0, b1 = phi * b1 + b * e1, b2 = phi * b2 + b * e2;
        s00 += e0 * e0, s01 += e0 * e1, s02 += e0 * e2;
        s11 += e1 * e1, s12 += e1 * e2, s22 += e2 * e2;
    }
    double first = -s01 / s11, slope = 0.0;
    if (has_trend) {
        const double det = s11 * s22 - s12 * s12;
        if (!(det > 1e-14 * s11 * s22)) return (double)INFINITY;
        first = (-s01 * s22 + s02 * s12) / det;
        slope = (-s02 * s11 + s01 * s12) / det;
    }
    s->first_level = first, s->first_slope = slope;
    s->level = l0 + first * l1 + slope * l2;
    s->slope = has_trend ? b0 + first * b1 + slope * b2 : 0.0;
    return fmax(s00 + first * s01 + slope * s02, 0.0);
}

/* -2 log-likelihood but for constants; errors in proportion. */
static double deviance_relative(const double *y, size_t n, ot_smooth *s, double *squares) {
    double level = s->first_level, slope = s->first_slope, sum = 0.0, logs = 0.0;
    for (size_t t = 0; t < n; t++) {
        const double p = level + s->phi * slope;
        if (!(p > 0.0)) return (double)INFINITY;
        const double e = (y[t] - p) / p;
        level = p * (1.0 + s->alpha * e);
        if (s->kind.has_trend) slope = s->phi * slope + s->beta * p * e;
        sum += e * e;
        logs += log(p);
    }
    s->level = level, s->slope = slope;
    *squares = sum;
    return (double)n * log(sum) + 2.0 * logs;
}

static void set_weights(const double *x, ot_smooth *s) {
    s->alpha = between(LEAST_ALPHA, MOST_ALPHA, x[0]);
    s->beta = s->kind.has_trend ? between(0.0, s->alpha, x[1]) : 0.0;
    s->phi = s->kind.is_damped ? between(LEAST_PHI, MOST_PHI, x[2]) : s->kind.has_trend;
}

static double at_added(const double *x, void *state) {
    struct search *q = state;
    q->at.kind = q->kind;
    set_weights(x, &q->at);
    return log(squares_added(q->y, q->n, &q->at) + LEAST_SQUARES);
}

static double at_relative(const double *x, void *state) {
    struct search *q = state;
    const size_t n_weights = 1u + (size_t)q->kind.has_trend + (size_t)q->kind.is_damped;
    double squares;
    q->at.kind = q->kind;
    set_weights(x, &q->at);
    q->at.first_level = x[n_weights];
    q->at.first_slope = q->kind.has_trend ? x[n_weights + 1] : 0.0;
    return deviance_relative(q->y, q->n, &q->at, &squares);
}

static size_t n_parameters(ot_smooth_kind kind) {
    return 2u + 2u * (size_t)kind.has_trend + (size_t)kind.is_damped;
}

int ot_smooth_can(ot_smooth_kind kind, const double *y, size_t n) {
    if (n < n_parameters(kind) + 3) return 0; /* AICc divides by n - k - 2 */
    for (size_t t = 0; t < n && kind.is_relative; t++)
        if (!(y[t] > 0.0)) return 0;
    return 1;
}

static void rate(double deviance, size_t n, ot_smooth *s) {
    const double k = (double)s->n_parameters + 1.0, m = (double)n;
    s->aicc = deviance + 2.0 * k + (m - k - 1.0 > 0.0 ? 2.0 * k * (k + 1.0) / (m - k - 1.0) : 1e9);
}

/* From cautious weights to the next least: likelihoods of short series have others at their
 * borders, where forecasts are worse. */
static void search_added(struct search *q, double *x) {
    static const double STEP[3] = {1.0, 1.0, 0.7};
    const size_t m = 1u + (size_t)q->kind.has_trend + (size_t)q->kind.is_damped;
    x[0] = logit_of(LEAST_ALPHA, MOST_ALPHA, 0.2);
    x[1] = logit_of(0.0, 1.0, 0.1);
    x[2] = logit_of(LEAST_PHI, MOST_PHI, 0.975);
    ot_simplex_least(at_added, q, x, STEP, m, 1e-6, 300);
    for (size_t i = 0; i < m; i++)
        x[i] = fmax(-12.0, fmin(12.0, x[i])); /* else it cannot move */
}

void ot_smooth_fit(ot_smooth_kind kind, const double *y, size_t n, ot_smooth *out) {
    struct search q = {.kind = kind, .y = y, .n = n};
    double x[OT_SIMPLEX_MOST] = {0}, deviance, squares;
    search_added(&q, x);
    at_added(x, &q);
    squares = squares_added(y, n, &q.at);
    const size_t m = 1u + (size_t)kind.has_trend + (size_t)kind.is_damped;
    if (kind.is_relative) {
        const double step[OT_SIMPLEX_MOST] = {0.5, 0.5, 0.5, 0.1, 0.1, 0.1};
        x[m] = fmax(q.at.first_level, 0.1 * y[0]);
        x[m + 1] = q.at.first_slope;
        if (isinf(at_relative(x, &q))) x[m] = y[0], x[m + 1] = 0.0;
        for (int i = 0; i < 2; i++)
            ot_simplex_least(at_relative, &q, x, step, m + 1 + (size_t)kind.has_trend, 1e-8, 800);
        at_relative(x, &q);
        deviance = deviance_relative(y, n, &q.at, &squares);
    } else {
        deviance = (double)n * log(fmax(squares, LEAST_SQUARES));
    }
    *out = q.at;
    out->n_parameters = n_parameters(kind);
    out->variance = squares / (double)(n > out->n_parameters ? n - out->n_parameters : 1);
    rate(deviance, n, out);
}

int ot_smooth_choose(const ot_smooth_kind *kind, size_t n_kinds, const double *y, size_t n,
                     ot_smooth *out) {
    int found = 0;
    for (size_t i = 0; i < n_kinds; i++) {
        ot_smooth now;
        if (!ot_smooth_can(kind[i], y, n)) continue;
        ot_smooth_fit(kind[i], y, n, &now);
        if (kind[i].is_relative && !(now.variance < MOST_RELATIVE)) continue;
        if (isnan(now.aicc) || (found && !(now.aicc < out->aicc))) continue;
        *out = now;
        found = 1;
    }
    return found;
}

static void tell(const ot_smooth *s, ot_facts *facts) {
    const char *trend = s->kind.is_damped ? "Ad" : s->kind.has_trend ? "A" : "N";
    ot_facts_specify(facts, "ETS(%s,%s,N)", s->kind.is_relative ? "M" : "A", trend);
    ot_facts_add(facts, "alpha", "alpha", s->alpha);
    if (s->kind.has_trend) ot_facts_add(facts, "beta", "beta", s->beta);
    if (s->kind.is_damped) ot_facts_add(facts, "phi", "phi", s->phi);
    ot_facts_add(facts, "AICc", "AICc", s->aicc);
}

void ot_smooth_law(const ot_smooth *s, size_t horizon, ot_cast_law *out, double *scratch) {
    tell(s, &out->facts);
    double *weight = scratch, sum = 0.0, power = 1.0;
    weight[0] = 1.0;
    for (size_t t = 0; t < horizon; t++) {
        power *= s->phi;
        sum += power;
        out->centre[t] = s->level + (s->kind.has_trend ? sum * s->slope : 0.0);
        if (t + 1 < horizon) weight[t + 1] = s->alpha + (s->kind.has_trend ? s->beta * sum : 0.0);
    }
    if (!s->kind.is_relative) {
        ot_cast_spread(weight, s->variance, horizon, out);
        return;
    }
    for (size_t t = 0; t < horizon; t++)
        for (size_t v = 0; v <= t; v++) {
            double c = 0.0; /* each error in proportion to the level then forecast */
            for (size_t j = 0; j <= v; j++)
                c += weight[v - j] * weight[t - j] * out->centre[j] * out->centre[j];
            out->covariance[t * horizon + v] = c * s->variance;
        }
}
