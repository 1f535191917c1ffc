/* nonlinear_core.h -- what the files of nonlinear least squares share: methods of GSL
 * (nonlinear_trust.c), linear coefficients concentrated out (nonlinear_linear.c), the last steps
 * (nonlinear_polish.c), starts (nonlinear_start.c), the whole search (nonlinear.c) */
#ifndef OT_REGRESS_NONLINEAR_CORE_H
#define OT_REGRESS_NONLINEAR_CORE_H

#include "regress/nonlinear.h"

/* The sum of squared residuals at b; infinite where a value is not finite. value[n] is scratch, and
 * holds the fitted values after it. */
double ot_curve_rss(const ot_curve *curve, const double *y, const double *b, double *value);

ot_status ot_nonlinear_no_memory(const ot_curve *curve, ot_error *err);

size_t ot_trust_count(void);
const char *ot_trust_name(size_t method);
const char *ot_trust_bent_name(size_t method); /* where linear coefficients are concentrated out */

/* Go down from b[k] by one method. *rss is infinite when it could not start. OT_ERR_NOMEM */
ot_status ot_trust_run(const ot_curve *curve, const double *y, size_t method, double *b,
                       double *rss, size_t *n_iterations, ot_error *err) OT_CHECK_RESULT;

/* A curve in the coefficients that bend it: the linear ones have their best values. */
typedef struct ot_bent_curve {
    ot_curve curve; /* its coefficients are the bent ones; its state is this */
    const ot_curve *whole;
    const double *y;
    size_t n_linear;
    size_t *linear, *bent;            /* [k] which coefficients of the whole */
    double *b;                        /* [k] of the whole, after curve.at */
    double *value, *slope;            /* [n], [n][k] scratch */
    double *column, *right;           /* [n][n_linear], [n_linear][n_linear]: singular vectors */
    double *length, *singular, *work; /* [n_linear] */
    void *block;
} ot_bent_curve;

/* Which coefficients are linear is seen at b[k]: their derivatives stay when they move. It must not
 * be moved, since its curve points at it. OT_ERR_NOMEM */
ot_status ot_bent_make(const ot_curve *whole, const double *y, const double *b, ot_bent_curve *out,
                       ot_error *err) OT_CHECK_RESULT;
void ot_bent_clear(ot_bent_curve *c);

/* Finish at b[k], in place. The arrays of *out are its own; method and start are not set.
 * OT_ERR_INPUT    a redundant coefficient
 * OT_ERR_NUMERIC  residuals and tangent plane are not at right angles
 * OT_ERR_NOMEM */
ot_status ot_nonlinear_polish(const ot_nonlinear_input *in, const double *b, ot_nonlinear *out,
                              size_t *redundant, ot_error *err) OT_CHECK_RESULT;

/* Bent coefficients at a multiple of theta: the lowest points of its ray, the lowest first. Returns
 * how many of OT_RAY_STARTS there are. */
enum { OT_RAY_STARTS = 3 };
ot_status ot_ray_starts(const ot_bent_curve *c, const double *theta, double *start,
                        size_t *n_starts, ot_error *err) OT_CHECK_RESULT;

#endif
