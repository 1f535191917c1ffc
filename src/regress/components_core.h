/* components_core.h -- scratch of the restricted likelihood, and its linear algebra */
#ifndef OT_REGRESS_COMPONENTS_CORE_H
#define OT_REGRESS_COMPONENTS_CORE_H

#include "base/arena.h"
#include "regress/components.h"

typedef struct ot_area_rates { /* the growth rates that an area has */
    size_t n;
    size_t *at;            /* [n] index of the year */
    double *rate;          /* [n] centred by year */
    double *carry, *fresh; /* [n] persistence^gap, sqrt(1 - its square) */
    double *u, *v;         /* [n] R^-1 1, R^-1 rate */
    double information;    /* 1' R^-1 1: as many independent rates would tell as much of its mean */
} ot_area_rates;

typedef struct ot_reml {
    const ot_growth_panel *panel;
    size_t n;
    ot_area_rates *area;                    /* [n_areas] */
    double *one;                            /* [n_years] ones */
    double *matrix;                         /* [n_years][n_years] X' V^-1 X, then its factor */
    double *error;                          /* [n_years][n_years] covariance of the effects */
    double *effect, *right, *centre, *unit; /* [n_years] */
    double square, log_det, variance;       /* of the own part */
    double share, persistence, sd;          /* where the profiles are */
    double most_sd, mean, mean_variance;    /* of step 2 */
    double areas_variance;                  /* of the mean, but for what years are drawn */
} ot_reml;

int ot_reml_make(const ot_growth_panel *panel, ot_arena *arena, ot_reml *out); /* 0: no memory */

/* Factor a positive definite matrix[n][n] in place; 0 where it is not. */
int ot_cholesky(double *matrix, size_t n, double *log_det);
void ot_cholesky_solve(const double *factor, size_t n, double *x);

#endif
