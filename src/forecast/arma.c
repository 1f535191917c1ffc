#include "forecast/arma.h"

#include <math.h>
#include <string.h>

#include "forecast/simplex.h"

enum { R = OT_ARMA_MOST + 1 };

struct arma_search {
    const double *w;
    size_t n;
    int r;
    ot_arma at;
};

/* From partial autocorrelations within (-1, 1) to coefficients of a stationary autoregression
 * (Monahan, Biometrika 71, 1984, p. 403-404). */
static void from_partial(const double *x, int p, double *coefficient) {
    for (int i = 0; i < p; i++) {
        const double last = tanh(x[i]);
        double old[R];
        memcpy(old, coefficient, sizeof old);
        for (int j = 0; j < i; j++)
            coefficient[j] = old[j] - last * old[i - 1 - j];
        coefficient[i] = last;
    }
}

/* P = T P T' + R R' by doubling. */
static void stationary(const ot_arma *a, int r, double p[R][R]) {
    double t[R][R] = {{0}}, u[R][R], v[R][R];
    for (int i = 0; i < r; i++) {
        t[i][0] = i < a->p ? a->ar[i] : 0.0;
        if (i + 1 < r) t[i][i + 1] = 1.0;
        for (int j = 0; j < r; j++)
            p[i][j] = (i ? a->ma[i - 1] : 1.0) * (j ? a->ma[j - 1] : 1.0);
    }
    for (int step = 0; step < 14; step++) { /* 2^14 years */
        for (int i = 0; i < r; i++)
            for (int j = 0; j < r; j++) {
                u[i][j] = v[i][j] = 0.0;
                for (int k = 0; k < r; k++)
                    u[i][j] += t[i][k] * p[k][j], v[i][j] += t[i][k] * t[k][j];
            }
        double change = 0.0;
        for (int i = 0; i < r; i++)
            for (int j = 0; j < r; j++) {
                double sum = 0.0;
                for (int k = 0; k < r; k++)
                    sum += u[i][k] * t[j][k];
                p[i][j] += sum;
                change = fmax(change, fabs(sum));
            }
        memcpy(t, v, sizeof t);
        if (change < 1e-12 * p[0][0]) break;
    }
}

/* State one year on, for values and for a unit mean. */
static void turn(const ot_arma *a, int r, double *s) {
    const double first = s[0];
    for (int i = 0; i < r; i++)
        s[i] = (i < a->p ? a->ar[i] * first : 0.0) + (i + 1 < r ? s[i + 1] : 0.0);
}

static void turn_variance(const ot_arma *a, int r, double p[R][R]) {
    double u[R][R];
    for (int i = 0; i < r; i++)
        for (int j = 0; j < r; j++)
            u[i][j] = (i < a->p ? a->ar[i] * p[0][j] : 0.0) + (i + 1 < r ? p[i + 1][j] : 0.0);
    for (int i = 0; i < r; i++)
        for (int j = 0; j < r; j++)
            p[i][j] = (j < a->p ? a->ar[j] * u[i][0] : 0.0) + (j + 1 < r ? u[i][j + 1] : 0.0) +
                      (i ? a->ma[i - 1] : 1.0) * (j ? a->ma[j - 1] : 1.0);
}

static double deviance_of(struct arma_search *q) {
    ot_arma *a = &q->at;
    const int r = q->r;
    double p[R][R] = {{0}}, s[R] = {0}, m[R] = {0}, logs = 0, s00 = 0, s01 = 0, s11 = 0;
    stationary(a, r, p);
    for (size_t t = 0; t < q->n; t++) {
        const double var = p[0][0], e = q->w[t] - s[0], d = a->has_mean ? 1.0 - m[0] : 0.0;
        double gain[R];
        if (!(var > 0.0)) return (double)INFINITY;
        for (int i = 0; i < r; i++)
            gain[i] = p[i][0] / var;
        for (int i = 0; i < r; i++) {
            s[i] += gain[i] * e, m[i] += gain[i] * d;
            for (int j = 0; j < r; j++)
                p[i][j] -= gain[i] * gain[j] * var;
        }
        logs += log(var), s00 += e * e / var, s01 += e * d / var, s11 += d * d / var;
        turn(a, r, s), turn(a, r, m), turn_variance(a, r, p);
    }
    a->mean = s11 > 0.0 ? s01 / s11 : 0.0;
    for (int i = 0; i < r; i++)
        a->state[i] = s[i] - a->mean * m[i];
    const double squares = fmax(s00 - a->mean * s01, 1e-14);
    const double k = a->p + a->q + a->has_mean;
    a->variance = squares / fmax((double)q->n - k, 1.0);
    return (double)q->n * log(squares / (double)q->n) + logs;
}

static double at(const double *x, void *state) {
    struct arma_search *q = state;
    double ma[R] = {0};
    for (int i = 0; i < q->at.p + q->at.q; i++)
        if (fabs(x[i]) > 4.0) return (double)INFINITY; /* tanh: the border of stationarity */
    memset(q->at.ar, 0, sizeof q->at.ar);
    from_partial(x, q->at.p, q->at.ar);
    from_partial(x + q->at.p, q->at.q, ma);
    for (int i = 0; i < R; i++)
        q->at.ma[i] = -ma[i];
    return deviance_of(q);
}

int ot_arma_fit(const double *w, size_t n, int p, int q, int has_mean, ot_arma *out) {
    struct arma_search s = {.w = w, .n = n, .r = p > q + 1 ? p : q + 1};
    s.at.p = p, s.at.q = q, s.at.has_mean = has_mean;
    double x[OT_SIMPLEX_MOST] = {0};
    const double step[OT_SIMPLEX_MOST] = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5};
    if (p + q > 0) ot_simplex_least(at, &s, x, step, (size_t)(p + q), 1e-6, 200);
    const double deviance = at(x, &s), m = (double)n, k = p + q + has_mean + 1;
    if (!isfinite(deviance)) return 0;
    s.at.aicc = deviance + 2.0 * k + 2.0 * k * (k + 1.0) / (m - k - 1.0);
    *out = s.at;
    return 1;
}

void ot_arma_predict(const ot_arma *a, size_t horizon, double *centre, double *weight) {
    const int r = a->p > a->q + 1 ? a->p : a->q + 1;
    double s[R], e[R] = {0};
    memcpy(s, a->state, sizeof s);
    for (int i = 0; i < r; i++)
        e[i] = i ? a->ma[i - 1] : 1.0;
    for (size_t t = 0; t < horizon; t++) {
        centre[t] = a->mean + s[0];
        weight[t] = e[0];
        turn(a, r, s);
        turn(a, r, e);
    }
}
