#include "forecast/pool.h"

#include <math.h>
#include <string.h>

/* A change counts as at least this share of the level: a constant series may still move. */
static const double LEAST_UNIT = 2e-4;
static const double TYPICAL_COUNT = 0.5; /* changes of this series that others are worth */

static const ot_cast_method *const MEMBERS[OT_POOL_MEMBERS] = {
    &ot_cast_naive,
    &ot_cast_drift,
    &ot_cast_ses,
    &ot_cast_holt,
    &ot_cast_pool_damped,
    &ot_cast_theta,
    &ot_cast_theta_optimised,
    &ot_cast_pool_llt,
    &ot_cast_trend,
};

const char *ot_pool_member_name(size_t member) {
    if (MEMBERS[member] == &ot_cast_pool_damped) return ot_cast_damped.name;
    return MEMBERS[member] == &ot_cast_pool_llt ? ot_cast_llt.name : MEMBERS[member]->name;
}

size_t ot_pool_room(size_t n, size_t horizon) {
    return OT_POOL_MEMBERS * horizon + 2 * n + horizon * horizon + horizon +
           OT_CAST_SCRATCH(n, horizon);
}

/* Numbers of any size into a few units, with their sign. */
static double squashed(double x) { return asinh(x); }

static double within(double x, double most) { return fmax(-most, fmin(most, x)); }

static double mean_of(const double *x, size_t n) {
    double sum = 0.0;
    for (size_t t = 0; t < n; t++)
        sum += x[t];
    return n ? sum / (double)n : 0.0;
}

/* Of the changes d[m], in units. */
static size_t look_at_changes(const double *d, size_t m, double *f) {
    size_t k = 0;
    const double mean = mean_of(d, m);
    double square = 0, cross = 0, bend = 0, largest = 0, recent = 0, n_down = 0;
    for (size_t t = 0; t < m; t++) {
        square += (d[t] - mean) * (d[t] - mean);
        if (t) cross += (d[t] - mean) * (d[t - 1] - mean), bend += fabs(d[t] - d[t - 1]);
        largest = fmax(largest, fabs(d[t]));
        n_down += d[t] < 0.0;
    }
    const size_t few = m < 3 ? m : 3, half = m / 2;
    for (size_t i = 0; i < few; i++)
        recent += fabs(d[m - 1 - i]) / (double)few;
    for (size_t i = 0; i < OT_POOL_LAGS; i++)
        f[k++] = squashed(i < m ? d[m - 1 - i] : mean);
    f[k++] = mean;
    f[k++] = sqrt(square / (double)(m ? m : 1));
    f[k++] = cross / (square + 1.0);
    f[k++] = bend / (double)(m > 1 ? m - 1 : 1);
    f[k++] = log(largest + 0.5);
    f[k++] = log(recent + 0.2);
    f[k++] = n_down / (double)(m ? m : 1);
    f[k++] = m > 1 ? mean_of(d + half, m - half) - mean_of(d, half) : 0.0;
    f[k++] = mean_of(d + m - few, few);
    return k;
}

/* Of the values y[n]; unit is their mean absolute change. */
static size_t look_at_values(const double *y, size_t n, double unit, double *f) {
    size_t k = 0;
    const double mean = mean_of(y, n), last = y[n - 1], m = (double)n;
    double high = last, low = last, sxy = 0, sxx = 0, syy = 0;
    for (size_t t = 0; t < n; t++) {
        const double x = (double)t - (m - 1.0) / 2.0;
        high = fmax(high, y[t]), low = fmin(low, y[t]);
        sxy += x * y[t], sxx += x * x, syy += (y[t] - mean) * (y[t] - mean);
    }
    f[k++] = log(m);
    f[k++] = 1.0 / m;
    f[k++] = squashed((high - last) / unit);
    f[k++] = squashed((last - low) / unit);
    f[k++] = squashed((last - mean) / unit) / sqrt(m);
    f[k++] = syy > 0.0 && n > 2 ? sxy * sxy / (sxx * syy) : 0.0;
    f[k++] = n > 1 ? sxy / sxx / unit : 0.0;
    return k;
}

static void run_members(const ot_cast_task *task, double *room, ot_pool_view *v) {
    const size_t h = task->horizon;
    for (size_t k = 0; k < OT_POOL_MEMBERS; k++) {
        ot_cast_law law = {.centre = v->centre + k * h, .covariance = room};
        const ot_cast_method *method = MEMBERS[k];
        if (task->n < method->least) method = task->n > 1 ? &ot_cast_drift : &ot_cast_naive;
        if (method->fit(task, &law, NULL)) ot_cast_naive.fit(task, &law, NULL);
        for (size_t t = 0; t < h; t++) {
            const double x = (law.centre[t] - v->last) / v->unit;
            law.centre[t] = isfinite(x) ? within(x, 4.0 * (double)(t + 2)) : 0.0;
        }
    }
}

void ot_pool_look(const ot_scale *scale, const ot_cast_task *task, double typical, double *room,
                  ot_pool_view *out) {
    const size_t n = task->n, h = task->horizon;
    double *y = room + OT_POOL_MEMBERS * h, *d = y + n, *rest = d + n, size = 0.0;
    *out = (ot_pool_view){.scale = *scale, .centre = room};
    for (size_t t = 0; t < n; t++)
        y[t] = ot_scale_forth(scale, task->value[t]);
    for (size_t t = 0; t < n; t++)
        size += fabs(y[t]) / (double)n;
    for (size_t t = 1; t < n; t++)
        out->unit += fabs(y[t] - y[t - 1]) / (double)(n - 1);
    const int is_level = scale->form == OT_FORM_LEVEL && isinf(scale->low) && isinf(scale->high);
    const double level = is_level && size > 0.0 ? size : 1.0, m = (double)(n - 1);
    const double relative = log(fmax(out->unit / level, LEAST_UNIT));
    out->unit = level * exp((m * relative + TYPICAL_COUNT * typical) / (m + TYPICAL_COUNT));
    out->last = y[n - 1];
    for (size_t t = 1; t < n; t++)
        d[t - 1] = (y[t] - y[t - 1]) / out->unit;
    size_t k = look_at_changes(d, n - 1, out->feature);
    k += look_at_values(y, n, out->unit, out->feature + k);
    out->feature[k++] = relative;
    ot_cast_task own = *task;
    own.y = y;
    own.scratch = rest + h * h;
    run_members(&own, rest, out);
    for (size_t i = 0; i < OT_POOL_MEMBERS; i++) {
        const double *c = out->centre + i * h;
        out->feature[k++] = squashed(c[0]);
        out->feature[k++] = squashed(c[h > OT_POOL_YEARS ? OT_POOL_YEARS - 1 : h - 1]);
    }
}
