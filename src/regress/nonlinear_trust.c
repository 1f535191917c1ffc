#include <float.h>
#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_multifit_nlinear.h>

#include "regress/nonlinear_core.h"

enum { MOST_ITERATIONS = 500 };

/* Where every column stands this square to the residuals, the last steps do the rest. */
static const double NEAR = 1e-10;

/* Stands for a residual without value: any point is better. */
static const double WORST = 1e120;

/* In the order of trial. Scales that follow the data come first: coefficients of one curve differ
 * by many decades. */
static const struct {
    const char *name, *bent_name;
    const gsl_multifit_nlinear_trs *const *trs;
    const gsl_multifit_nlinear_scale *const *scale;
} METHOD[] = {
    {"lm", "lm variable projection", &gsl_multifit_nlinear_trs_lm,
     &gsl_multifit_nlinear_scale_more},
    {"lmaccel", "lmaccel variable projection", &gsl_multifit_nlinear_trs_lmaccel,
     &gsl_multifit_nlinear_scale_more},
    {"dogleg", "dogleg variable projection", &gsl_multifit_nlinear_trs_dogleg,
     &gsl_multifit_nlinear_scale_more},
    {"ddogleg", "ddogleg variable projection", &gsl_multifit_nlinear_trs_ddogleg,
     &gsl_multifit_nlinear_scale_more},
    {"subspace2D", "subspace2D variable projection", &gsl_multifit_nlinear_trs_subspace2D,
     &gsl_multifit_nlinear_scale_more},
    {"lm/marquardt", "lm/marquardt variable projection", &gsl_multifit_nlinear_trs_lm,
     &gsl_multifit_nlinear_scale_marquardt},
    {"lmaccel/marquardt", "lmaccel/marquardt variable projection",
     &gsl_multifit_nlinear_trs_lmaccel, &gsl_multifit_nlinear_scale_marquardt},
    {"lm/levenberg", "lm/levenberg variable projection", &gsl_multifit_nlinear_trs_lm,
     &gsl_multifit_nlinear_scale_levenberg},
    {"dogleg/levenberg", "dogleg/levenberg variable projection", &gsl_multifit_nlinear_trs_dogleg,
     &gsl_multifit_nlinear_scale_levenberg},
};

size_t ot_trust_count(void) { return sizeof METHOD / sizeof *METHOD; }
const char *ot_trust_name(size_t method) { return METHOD[method].name; }
const char *ot_trust_bent_name(size_t method) { return METHOD[method].bent_name; }

struct problem {
    const ot_curve *curve;
    const double *y;
    double *value; /* [n] scratch */
    double noise;  /* rounding in the length of the residuals */
};

static int residuals(const gsl_vector *x, void *params, gsl_vector *f) {
    const struct problem *p = params;
    const int is_finite = p->curve->at(p->curve->state, x->data, f->data, NULL);
    for (size_t i = 0; i < f->size; i++)
        f->data[i] = is_finite ? f->data[i] - p->y[i] : WORST;
    return GSL_SUCCESS;
}

static int slopes(const gsl_vector *x, void *params, gsl_matrix *j) {
    const struct problem *p = params;
    return p->curve->at(p->curve->state, x->data, p->value, j->data) ? GSL_SUCCESS : GSL_EDOM;
}

/* Are the residuals square to every column of the slope, or nothing but rounding? */
static int is_near(const gsl_multifit_nlinear_workspace *w, double noise) {
    const gsl_vector *f = w->f;
    const gsl_matrix *j = w->J;
    double rss = 0.0;
    for (size_t i = 0; i < f->size; i++)
        rss += f->data[i] * f->data[i];
    for (size_t c = 0; c < j->size2; c++) {
        double along = 0.0, square = 0.0;
        for (size_t i = 0; i < f->size; i++) {
            along += f->data[i] * j->data[i * j->tda + c];
            square += j->data[i * j->tda + c] * j->data[i * j->tda + c];
        }
        if (fabs(along) > (NEAR * sqrt(rss) + noise) * sqrt(square)) return 0;
    }
    return 1;
}

/* GSL's own test for small steps stops in long narrow valleys; it is not asked. */
static void go_down(gsl_multifit_nlinear_workspace *w, double noise, size_t *n_iterations) {
    int status = GSL_SUCCESS;
    while (!status && !is_near(w, noise) && *n_iterations < MOST_ITERATIONS) {
        status = gsl_multifit_nlinear_iterate(w);
        ++*n_iterations;
    }
}

static double noise_of(const double *y, size_t n) {
    double square = 0.0;
    for (size_t i = 0; i < n; i++)
        square += y[i] * y[i];
    return DBL_EPSILON * sqrt(square);
}

/* Where w is. */
static void take(const gsl_multifit_nlinear_workspace *w, double *b, double *rss) {
    for (size_t j = 0; j < w->x->size; j++)
        b[j] = w->x->data[j];
    *rss = 0.0;
    for (size_t i = 0; i < w->f->size; i++)
        *rss += w->f->data[i] * w->f->data[i];
    if (!(*rss < WORST)) *rss = (double)INFINITY;
}

ot_status ot_trust_run(const ot_curve *curve, const double *y, size_t method, double *b,
                       double *rss, size_t *n_iterations, ot_error *err) {
    gsl_multifit_nlinear_parameters parameters = gsl_multifit_nlinear_default_parameters();
    parameters.trs = *METHOD[method].trs;
    parameters.scale = *METHOD[method].scale;
    struct problem problem = {curve, y, malloc(curve->n * sizeof *problem.value),
                              noise_of(y, curve->n)};
    gsl_multifit_nlinear_fdf fdf = {
        .f = residuals, .df = slopes, .n = curve->n, .p = curve->k, .params = &problem};
    gsl_multifit_nlinear_workspace *w = NULL;
    if (problem.value)
        w = gsl_multifit_nlinear_alloc(gsl_multifit_nlinear_trust, &parameters, curve->n, curve->k);
    const ot_status status = w ? OT_OK : ot_nonlinear_no_memory(curve, err);
    *rss = (double)INFINITY;
    *n_iterations = 0;
    if (w) {
        const gsl_vector_view start = gsl_vector_view_array(b, curve->k);
        if (gsl_multifit_nlinear_init(&start.vector, &fdf, w) == GSL_SUCCESS) {
            go_down(w, problem.noise, n_iterations);
            take(w, b, rss);
        }
        gsl_multifit_nlinear_free(w);
    }
    free(problem.value);
    return status;
}
