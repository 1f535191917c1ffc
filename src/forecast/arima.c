#include <math.h>
#include <string.h>

#include "forecast/arma.h"
#include "forecast/method.h"

/* 5 % point of the test of a stationary level (Kwiatkowski, Phillips, Schmidt and Shin, Journal of
 * Econometrics 54, 1992, table 1). */
static const double KPSS_95 = 0.463;

static int is_level_stationary(const double *w, size_t n, double *e) {
    double mean = 0.0, sum = 0.0, top = 0.0, variance = 0.0;
    for (size_t t = 0; t < n; t++)
        mean += w[t] / (double)n;
    for (size_t t = 0; t < n; t++) {
        e[t] = w[t] - mean;
        sum += e[t];
        top += sum * sum;
        variance += e[t] * e[t];
    }
    const size_t lags = (size_t)(3.0 * sqrt((double)n) / 13.0);
    for (size_t lag = 1; lag <= lags; lag++)
        for (size_t t = lag; t < n; t++)
            variance += 2.0 * (1.0 - (double)lag / (double)(lags + 1)) * e[t] * e[t - lag];
    return !(top > KPSS_95 * variance * (double)n);
}

static size_t difference(double *w, size_t n) {
    for (size_t t = 0; t + 1 < n; t++)
        w[t] = w[t + 1] - w[t];
    return n - 1;
}

/* The orders of the least AICc. */
static int choose(const double *w, size_t n, int can_mean, ot_arma *best) {
    int found = 0;
    for (int p = 0; p <= OT_ARMA_MOST; p++)
        for (int q = 0; q <= OT_ARMA_MOST && p + q <= 3; q++)
            for (int has_mean = 0; has_mean <= can_mean; has_mean++) {
                ot_arma a;
                if (n < (size_t)(p + q + has_mean + 3)) continue;
                if (!ot_arma_fit(w, n, p, q, has_mean, &a)) continue;
                if (found && !(a.aicc < best->aicc)) continue;
                *best = a;
                found = 1;
            }
    return found;
}

static void tell(const ot_arma *a, int d, ot_facts *facts) {
    static const char *const AR[] = {"ar1", "ar2"}, *const MA[] = {"ma1", "ma2"};
    ot_facts_specify(facts, "ARIMA(%d,%d,%d)%s", a->p, d, a->q,
                     !a->has_mean ? ""
                     : d          ? " with drift"
                                  : " with mean");
    for (int i = 0; i < a->p; i++)
        ot_facts_add(facts, AR[i], AR[i], a->ar[i]);
    for (int i = 0; i < a->q; i++)
        ot_facts_add(facts, MA[i], MA[i], a->ma[i]);
    ot_facts_add(facts, "AICc", "AICc", a->aicc);
}

static ot_status fit(const ot_cast_task *task, ot_cast_law *out, ot_error *err) {
    const size_t h = task->horizon;
    double *w = task->scratch, *weight = w + 2 * task->n, last[2] = {0.0, 0.0};
    size_t n = task->n;
    int d = 0;
    ot_arma a;
    memcpy(w, task->y, n * sizeof *w);
    while (d < 2 && d < task->options->most_differences && n > 4 &&
           !is_level_stationary(w, n, w + task->n)) {
        last[d++] = w[n - 1];
        n = difference(w, n);
    }
    if (!choose(w, n, d < 2, &a)) return ot_cast_naive.fit(task, out, err);
    tell(&a, d, &out->facts);
    ot_arma_predict(&a, h, out->centre, weight);
    while (d-- > 0)
        for (size_t t = 0; t < h; t++) {
            out->centre[t] += t ? out->centre[t - 1] : last[d];
            if (t) weight[t] += weight[t - 1];
        }
    ot_cast_spread(weight, a.variance, h, out);
    return OT_OK;
}

const ot_cast_method ot_cast_arima = {
    .name = "arima",
    .text = {"autoregressive moving average of the differences, orders by AICc",
             "差分自回归移动平均，阶数按 AICc 选取"},
    .least = 4,
    .fit = fit,
};
