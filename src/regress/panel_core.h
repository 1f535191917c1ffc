/* panel_core.h -- the steps of both poolings: the mixed model's equations, the mode of the variance
 * components, the scales of the areas, the sum over the posterior
 *
 * Everything is in units of the panel: y is the residual of least squares over its sd, a column of
 * x is over its root mean square. */
#ifndef OT_REGRESS_PANEL_CORE_H
#define OT_REGRESS_PANEL_CORE_H

#include <stddef.h>

#include "outturn/error.h"
#include "regress/panel.h"

enum {
    OT_PANEL_MOST_VARIANCES = OT_PANEL_MOST_COLUMNS + 2,
    OT_PANEL_TAIL_DF = 4 /* of e */
};

/* What the model leaves out; the benchmark and the tests look at the parts. */
typedef struct ot_panel_choice {
    int is_pooled;      /* tau = 0 */
    int has_one_scale;  /* s_i = s */
    int is_normal;      /* g_it = 1 */
    int has_flat_prior; /* of tau and omega too: the mode is that of REML */
    int has_year;       /* coefficient 0, of the constant, is that of `year`: it holds c */
    size_t year;
} ot_panel_choice;

typedef struct ot_panel_variances {
    double sigma, omega, tau[OT_PANEL_MOST_COLUMNS];
} ot_panel_variances;

typedef struct ot_panel_mode_of { /* in the caller's units */
    ot_panel_variances variances;
    double likelihood; /* restricted; logarithm */
} ot_panel_mode_of;

typedef struct ot_panel_core {
    ot_panel_choice choice;
    size_t n, k, n_areas, n_years, own;
    size_t p;                      /* k + n_years: b, then c / omega */
    size_t d;                      /* variances that are not 0: sigma, omega, tau */
    double *x, *y;                 /* [n][k], [n] by area */
    double *weight;                /* [n] 1 / (s_i^2 / s^2) times g_it */
    double *area_weight;           /* [n_areas] s^2 / s_i^2 */
    double *row_weight;            /* [n] g_it */
    double *area_df, *area_square; /* [n_areas] of the area's residuals alone */
    double *centre, *unit, y_unit; /* [k] least squares; [k] root mean squares; sd of residuals */
    size_t *year, *start;          /* [n]; [n_areas + 1] first row of each area */
    size_t *place;                 /* [n] which row a caller's observation became */
    double spread_df;
    /* scratch of the equations */
    double *m, *directions; /* [p][p] lower factor of the equations of b and c; [k][p] */
    double *solution, *row; /* [p] b and c / omega; [p] one row */
    double *a, *cross, *z; /* [n_areas][k][k] lower factors; [n_areas][k][p], [n_areas][k] solved */
    double square;         /* y'V^-1 y less what b explains */
    double *residual, *variance; /* [n] y less its mean given the data; the variance of the mean */
    void *block;
} ot_panel_core;

/* One area's coefficients less the panel's least squares, in the panel's units. */
typedef struct ot_panel_own {
    double mean[OT_PANEL_MOST_COLUMNS], panel_mean[OT_PANEL_MOST_COLUMNS];
    double panel_variance[OT_PANEL_MOST_COLUMNS]; /* of that mean */
    double covariance[OT_PANEL_MOST_COLUMNS * OT_PANEL_MOST_COLUMNS];
    double shrinkage[OT_PANEL_MOST_COLUMNS];
} ot_panel_own;

/* panel_system.c. Restricted log likelihood, N - k factors of 1 / sqrt(2 pi) included; NaN when the
 * equations cannot be solved. The others speak of the variances last passed. */
double ot_panel_likelihood(ot_panel_core *c, const ot_panel_variances *v);
void ot_panel_gradient(ot_panel_core *c, double *out); /* [d] by the logarithms of the variances */
void ot_panel_residuals(ot_panel_core *c, const ot_panel_variances *v);
void ot_panel_own_make(ot_panel_core *c, const ot_panel_variances *v, ot_panel_own *out);

/* panel_scales.c. Weights of areas and observations for these variances: one round of EM.
 * Returns how far the logarithm of a weight moved last. */
double ot_panel_weigh(ot_panel_core *c, const ot_panel_variances *v);

/* panel_mode.c. Log posterior of the logarithms of the variances. */
double ot_panel_density(ot_panel_core *c, const double *log_variance);
ot_panel_variances ot_panel_variances_of(const ot_panel_core *c, const double *log_variance);
/* Their mode (where it is sought from when passed) [d], and minus the inverse of the curvature
 * there as a lower factor [d][d]. */
ot_status ot_panel_mode(ot_panel_core *c, double *log_variance, double *factor,
                        ot_error *err) OT_CHECK_RESULT;

/* panel_sum.c. */
ot_status ot_panel_sum(ot_panel_core *c, const double *log_variance, const double *factor,
                       ot_panel_fit *out, ot_error *err) OT_CHECK_RESULT;

/* panel.c. Checks, then all steps; `mode`, which may be NULL, has the modes in the caller's units.
 */
ot_status ot_panel_fit_make(const ot_panel *panel, const ot_panel_choice *choice, ot_panel_fit *out,
                            ot_panel_mode_of *mode, size_t *redundant,
                            ot_error *err) OT_CHECK_RESULT;

#endif
