/* The posterior of the own area, summed over points of the variances (Sobol's, through Student-t
 * with 4 df about the mode, each with its importance), and the nearest of the form of
 * regress/regression.h, in the sense of Kullback and Leibler: the same means of log sigma^2, of
 * 1 / sigma^2, and of the coefficients and their squares over sigma^2. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_qrng.h>
#include <gsl/gsl_sf_psi.h>

#include "regress/panel_core.h"

enum { N_POINTS = 256, N_LEVELS = 8, N_HALVINGS = 60 };
static const double LEAST_LOG_WEIGHT = -30.0; /* beside the mode's */
static const double MOST_DF = 1e6, LEAST_DF = 0.5;

/* Sums over the points, each times its importance. */
struct total {
    double weight, precision, log_square; /* of c + e */
    double mean[OT_PANEL_MOST_COLUMNS];   /* over sigma^2 */
    double square[OT_PANEL_MOST_COLUMNS * OT_PANEL_MOST_COLUMNS];
    double panel_mean[OT_PANEL_MOST_COLUMNS], tau[OT_PANEL_MOST_COLUMNS];
    double panel_square[OT_PANEL_MOST_COLUMNS]; /* tau^2, variance and square of the mean */
    double shrinkage[OT_PANEL_MOST_COLUMNS];
    double omega, sigma;
};

/* A quantile of Student's t with 4 df: W. T. Shaw, Journal of Computational Finance 9(4), 2006. */
static double student4(double u) {
    const double alpha = sqrt(4.0 * u * (1.0 - u));
    const double q = cos(acos(fmin(1.0, alpha)) / 3.0) / alpha;
    return copysign(2.0 * sqrt(fmax(0.0, q - 1.0)), u - 0.5);
}

static double log_student4(double t) { return -2.5 * log1p(t * t / 4.0); /* less a constant */ }

/* chi^2(df) / df at the middles of equal parts of its probability. */
static void levels(double df, double *out) {
    for (size_t i = 0; i < N_LEVELS; i++) {
        const double u = ((double)i + 0.5) / N_LEVELS;
        out[i] = isfinite(df) ? gsl_cdf_chisq_Pinv(u, df) / df : 1.0;
    }
}

struct sum {
    ot_panel_core *core;
    double scale[N_LEVELS], tail[N_LEVELS]; /* 1 / s_i^2 and g over their means */
};

/* Means of 1 / sigma^2 and log sigma^2 over the levels. */
static void residual(const struct sum *s, const ot_panel_variances *v, double *precision,
                     double *log_square) {
    const double own = v->sigma * v->sigma / s->core->area_weight[s->core->own];
    const double shared = s->core->choice.has_year ? 0.0 : v->omega * v->omega;
    *precision = *log_square = 0.0;
    for (size_t i = 0; i < N_LEVELS; i++)
        for (size_t j = 0; j < N_LEVELS; j++) {
            const double square = shared + own / (s->scale[i] * s->tail[j]);
            *precision += 1.0 / square / (N_LEVELS * N_LEVELS);
            *log_square += log(square) / (N_LEVELS * N_LEVELS);
        }
}

/* The point that the equations were solved for last. */
static void add(const struct sum *s, const double *point, double weight, struct total *t) {
    const size_t k = s->core->k;
    const ot_panel_variances v = ot_panel_variances_of(s->core, point);
    ot_panel_own own;
    double precision, log_square;
    ot_panel_own_make(s->core, &v, &own);
    residual(s, &v, &precision, &log_square);
    t->weight += weight;
    t->precision += weight * precision;
    t->log_square += weight * log_square;
    t->omega += weight * v.omega;
    t->sigma += weight * v.sigma;
    for (size_t i = 0; i < k; i++) {
        t->mean[i] += weight * precision * own.mean[i];
        t->panel_mean[i] += weight * own.panel_mean[i];
        t->panel_square[i] += weight * (v.tau[i] * v.tau[i] + own.panel_variance[i] +
                                        own.panel_mean[i] * own.panel_mean[i]);
        t->tau[i] += weight * v.tau[i];
        t->shrinkage[i] += weight * own.shrinkage[i];
        for (size_t j = 0; j < k; j++)
            t->square[i * k + j] +=
                weight * precision * (own.covariance[i * k + j] + own.mean[i] * own.mean[j]);
    }
}

/* Each point's importance is in units of that of the mode. */
static ot_status sum_points(const struct sum *s, const double *mode, const double *factor,
                            struct total *total, ot_error *err) {
    const size_t d = s->core->d;
    double u[OT_PANEL_MOST_VARIANCES], point[OT_PANEL_MOST_VARIANCES];
    const double highest = ot_panel_density(s->core, mode);
    gsl_qrng *sobol = gsl_qrng_alloc(gsl_qrng_sobol, (unsigned)d);
    if (!sobol)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for %zu variances",
                       "内存不足以存放 %zu 个方差", d);
    for (size_t n = 0; n < N_POINTS; n++) {
        double log_weight = -highest;
        gsl_qrng_get(sobol, u);
        memcpy(point, mode, d * sizeof *point);
        for (size_t a = 0; a < d; a++) {
            const double t = student4(u[a]);
            log_weight -= log_student4(t);
            for (size_t i = 0; i < d; i++)
                point[i] += factor[i * d + a] * t;
        }
        log_weight += ot_panel_density(s->core, point);
        if (log_weight > LEAST_LOG_WEIGHT) add(s, point, exp(log_weight), total);
    }
    gsl_qrng_free(sobol);
    return OT_OK;
}

/* log(df / 2) - digamma(df / 2) = gap; it falls in df. */
static double df_of(double gap) {
    double low = log(LEAST_DF), high = log(MOST_DF);
    for (int i = 0; i < N_HALVINGS; i++) {
        const double middle = 0.5 * (low + high), half = 0.5 * exp(middle);
        if (log(half) - gsl_sf_psi(half) > gap)
            low = middle;
        else
            high = middle;
    }
    return exp(0.5 * (low + high));
}

/* Back to the caller's units. */
static void project(const ot_panel_core *c, const struct total *t, ot_panel_fit *out) {
    const size_t k = c->k;
    const double precision = t->precision / t->weight, y = c->y_unit;
    out->df = df_of(t->log_square / t->weight + log(precision));
    out->sigma_scale = y / sqrt(precision);
    out->year_sd = y * t->omega / t->weight;
    out->common_sd = y * t->sigma / t->weight;
    out->own_sd = out->common_sd / sqrt(c->area_weight[c->own]);
    out->spread_df = c->spread_df;
    for (size_t i = 0; i < k; i++) {
        const double x = c->unit[i];
        out->coefficient[i] = c->centre[i] + y / x * t->mean[i] / t->precision;
        out->panel_mean[i] = c->centre[i] + y / x * t->panel_mean[i] / t->weight;
        const double mean = t->panel_mean[i] / t->weight;
        out->panel_sd[i] = y / x * sqrt(fmax(t->panel_square[i] / t->weight - mean * mean, 0.0));
        out->between_sd[i] = y / x * t->tau[i] / t->weight;
        out->shrinkage[i] = t->shrinkage[i] / t->weight;
        for (size_t j = 0; j < k; j++)
            out->covariance[i * k + j] =
                y * y / x / c->unit[j] *
                (t->square[i * k + j] - t->mean[i] * t->mean[j] / t->precision) / t->precision;
    }
}

ot_status ot_panel_sum(ot_panel_core *c, const double *log_variance, const double *factor,
                       ot_panel_fit *out, ot_error *err) {
    struct sum s = {.core = c};
    struct total total = {0};
    levels(c->spread_df + c->area_df[c->own], s.scale);
    levels(c->choice.is_normal ? INFINITY : (double)OT_PANEL_TAIL_DF, s.tail);
    const ot_status status = sum_points(&s, log_variance, factor, &total, err);
    if (!status) project(c, &total, out);
    return status;
}
