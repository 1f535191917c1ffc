/* Newton's method on the logarithms of the variances, the curvature by differences. */
#include <math.h>
#include <string.h>

#include <gsl/gsl_eigen.h>
#include <gsl/gsl_errno.h>

#include "regress/panel_core.h"

enum { MOST_STEPS = 60, MOST_HALVINGS = 12, MOST_ROUNDS = 40 };
static const double DIFFERENCE = 1e-4;   /* of a logarithm */
static const double LONGEST_STEP = 1.5;  /* of a logarithm */
static const double LEAST_CURVE = 0.15;  /* no direction is taken for wider than sd 2.6 */
static const double CLOSE = 1e-6;        /* of a logarithm of a variance */
static const double CLOSE_WEIGHT = 1e-2; /* of a logarithm of a weight */

ot_panel_variances ot_panel_variances_of(const ot_panel_core *c, const double *log_variance) {
    ot_panel_variances v = {.sigma = exp(log_variance[0]), .omega = exp(log_variance[1])};
    for (size_t j = 2; j < c->d; j++)
        v.tau[j - 2] = exp(log_variance[j]);
    return v;
}

/* log s is flat; half-Cauchy of scale 1 in omega and tau, times the derivative of exp. */
double ot_panel_density(ot_panel_core *c, const double *log_variance) {
    const ot_panel_variances v = ot_panel_variances_of(c, log_variance);
    double density = ot_panel_likelihood(c, &v);
    for (size_t j = 1; j < c->d && !c->choice.has_flat_prior; j++)
        density += log_variance[j] - log1p(exp(2.0 * log_variance[j]));
    return isfinite(density) ? density : -INFINITY;
}

struct slope {
    double at, gradient[OT_PANEL_MOST_VARIANCES];
    double curve[OT_PANEL_MOST_VARIANCES * OT_PANEL_MOST_VARIANCES]; /* [d][d] of -log density */
};

/* Returns the density; out is NaN without one. */
static double gradient(ot_panel_core *c, const double *at, double *out) {
    const double density = ot_panel_density(c, at);
    for (size_t j = 0; j < c->d; j++)
        out[j] = (double)NAN;
    if (!isfinite(density)) return density;
    ot_panel_gradient(c, out);
    for (size_t j = 1; j < c->d && !c->choice.has_flat_prior; j++) {
        const double square = exp(2.0 * at[j]);
        out[j] += (1.0 - square) / (1.0 + square);
    }
    return density;
}

static void slope_make(ot_panel_core *c, const double *at, struct slope *s) {
    const size_t d = c->d;
    double beside[OT_PANEL_MOST_VARIANCES], up[OT_PANEL_MOST_VARIANCES];
    s->at = gradient(c, at, s->gradient);
    memcpy(beside, at, d * sizeof *at);
    for (size_t i = 0; i < d; i++) {
        beside[i] = at[i] + DIFFERENCE;
        gradient(c, beside, up);
        beside[i] = at[i];
        for (size_t j = 0; j < d; j++)
            s->curve[i * d + j] = -(up[j] - s->gradient[j]) / DIFFERENCE;
    }
    for (size_t i = 0; i < d; i++)
        for (size_t j = 0; j < i; j++)
            s->curve[i * d + j] = s->curve[j * d + i] =
                0.5 * (s->curve[i * d + j] + s->curve[j * d + i]);
}

struct axes {
    double value[OT_PANEL_MOST_VARIANCES];
    double vector[OT_PANEL_MOST_VARIANCES * OT_PANEL_MOST_VARIANCES]; /* by column */
};

/* The curvature's axes; what is flat or bent upwards is taken for bent a little downwards. */
static ot_status axes_make(const struct slope *s, size_t d, struct axes *out, ot_error *err) {
    double copy[OT_PANEL_MOST_VARIANCES * OT_PANEL_MOST_VARIANCES];
    memcpy(copy, s->curve, sizeof copy);
    for (size_t i = 0; i < d * d; i++)
        if (!isfinite(copy[i]))
            return ot_fail(err, OT_ERR_NUMERIC,
                           "the variances of a panel cannot be told apart from 0",
                           "面板的方差成分无法与 0 区分");
    gsl_matrix_view a = gsl_matrix_view_array(copy, d, d);
    gsl_matrix_view vector = gsl_matrix_view_array(out->vector, d, d);
    gsl_vector_view value = gsl_vector_view_array(out->value, d);
    gsl_eigen_symmv_workspace *w = gsl_eigen_symmv_alloc(d);
    if (!w)
        return ot_fail(err, OT_ERR_NOMEM, "no memory for %zu variances",
                       "内存不足以存放 %zu 个方差", d);
    const int status = gsl_eigen_symmv(&a.matrix, &value.vector, &vector.matrix, w);
    gsl_eigen_symmv_free(w);
    for (size_t i = 0; i < d; i++) {
        if (status || !isfinite(out->value[i]))
            return ot_fail(err, OT_ERR_NUMERIC, "curvature of %zu variances: %s",
                           "%zu 个方差的曲率：%s", d, gsl_strerror(status));
        out->value[i] = fmax(fabs(out->value[i]), LEAST_CURVE);
    }
    return OT_OK;
}

/* One step of Newton's method, shortened until it climbs. Returns its length. */
static ot_status step(ot_panel_core *c, double *at, double *length, ot_error *err) {
    const size_t d = c->d;
    struct slope s;
    struct axes axes;
    double move[OT_PANEL_MOST_VARIANCES] = {0}, next[OT_PANEL_MOST_VARIANCES];
    slope_make(c, at, &s);
    const ot_status status = axes_make(&s, d, &axes, err);
    if (status) return status;
    for (size_t a = 0; a < d; a++) {
        double along = 0.0;
        for (size_t i = 0; i < d; i++)
            along += axes.vector[i * d + a] * s.gradient[i];
        along = fmax(-LONGEST_STEP, fmin(LONGEST_STEP, along / axes.value[a]));
        for (size_t i = 0; i < d; i++)
            move[i] += along * axes.vector[i * d + a];
    }
    *length = 0.0;
    for (int half = 0; half < MOST_HALVINGS; half++) {
        double longest = 0.0;
        for (size_t i = 0; i < d; i++) {
            next[i] = at[i] + ldexp(move[i], -half);
            longest = fmax(longest, fabs(next[i] - at[i]));
        }
        if (ot_panel_density(c, next) < s.at) continue;
        memcpy(at, next, d * sizeof *at);
        *length = longest;
        break;
    }
    return OT_OK;
}

/* Columns: the axes over the roots of the curvature. */
static ot_status spread(ot_panel_core *c, const double *at, double *factor, ot_error *err) {
    struct slope s;
    struct axes axes;
    slope_make(c, at, &s);
    const ot_status status = axes_make(&s, c->d, &axes, err);
    if (status) return status;
    for (size_t i = 0; i < c->d; i++)
        for (size_t a = 0; a < c->d; a++)
            factor[i * c->d + a] = axes.vector[i * c->d + a] / sqrt(axes.value[a]);
    return OT_OK;
}

/* The scales move slowly beside the variances: a step of these, then new weights. */
ot_status ot_panel_mode(ot_panel_core *c, double *log_variance, double *factor, ot_error *err) {
    const int is_weighed = !c->choice.is_normal || !c->choice.has_one_scale;
    double length = 1.0, moved = is_weighed ? 1.0 : 0.0;
    ot_status status = OT_OK;
    for (int i = 0; !status && i < MOST_ROUNDS && moved > CLOSE_WEIGHT; i++) {
        status = step(c, log_variance, &length, err);
        const ot_panel_variances v = ot_panel_variances_of(c, log_variance);
        if (!status && !isfinite(ot_panel_likelihood(c, &v))) break;
        if (!status) moved = ot_panel_weigh(c, &v);
    }
    for (int i = 0; !status && i < MOST_STEPS && (i == 0 || length > CLOSE); i++)
        status = step(c, log_variance, &length, err);
    return status ? status : spread(c, log_variance, factor, err);
}
