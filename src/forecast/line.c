#include "forecast/line.h"

#include <math.h>

#include "regress/golden_section.h"

struct line {
    const double *x, *y;
    size_t n;
    double a, b, mean, sxx, variance;
};

/* -2 log-likelihood of persistence rho, all else solved for (Prais and Winsten 1954). */
static double deviance_at(double rho, void *state) {
    struct line *q = state;
    double w = 0, wx = 0, wy = 0, xx = 0, xy = 0, yy = 0;
    for (size_t t = 0; t < q->n; t++) {
        const double root = sqrt(1.0 - rho * rho);
        const double one = t ? 1.0 - rho : root;
        const double x = t ? q->x[t] - rho * q->x[t - 1] : root * q->x[0];
        const double y = t ? q->y[t] - rho * q->y[t - 1] : root * q->y[0];
        w += one * one, wx += one * x, wy += one * y;
        xx += x * x, xy += x * y, yy += y * y;
    }
    q->mean = wx / w;
    q->sxx = xx - wx * wx / w;
    q->b = q->sxx > 1e-12 * xx ? (xy - wx * wy / w) / q->sxx : 0.0;
    q->a = (wy - q->b * wx) / w;
    const double squares = fmax(yy - q->a * wy - q->b * xy, 1e-14 * (yy + 1e-12));
    const double n = (double)q->n;
    q->variance = squares / fmax(n - 2.0, 1.0);
    return n * log(squares) - log(1.0 - rho * rho);
}

void ot_line_law(const ot_cast_task *task, const double *x, double damping, ot_cast_law *out) {
    const size_t n = task->n, h = task->horizon;
    struct line q = {.x = x, .y = task->y, .n = n};
    const double rho = n > 3 ? ot_golden_least(deviance_at, &q, 0.0, 0.98, NULL) : 0.5;
    deviance_at(rho, &q);
    ot_facts_add(&out->facts, "rho", "rho", rho);
    double at = x[n - 1], share = 1.0, left = task->y[n - 1] - q.a - q.b * at;
    for (size_t t = 0; t < h; t++) {
        at += share * (x[n + t] - x[n + t - 1]);
        share *= damping;
        left *= rho;
        out->centre[t] = q.a + q.b * at + left;
        for (size_t s = 0; s <= t; s++) {
            const double walk = pow(rho, (double)(t - s)) *
                                (1.0 - pow(rho, 2.0 * (double)(s + 1))) / (1.0 - rho * rho);
            const double slope =
                q.sxx > 0.0 ? (x[n + t] - x[n - 1]) * (x[n + s] - x[n - 1]) / q.sxx : 0.0;
            out->covariance[t * h + s] = q.variance * (walk + slope);
        }
    }
}
