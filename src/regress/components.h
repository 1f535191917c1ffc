/* components.h -- growth rates of areas split into what areas, years and chance contribute
 *
 * g(i, t) = mean + a(i) + c(t) + e(i, t). The area's own part e is a stationary AR(1) over the
 * years of an area, with persistence; a, c and e are independent. Two steps, which for a complete
 * panel are the two independent factors of the restricted likelihood:
 * 1. Years as fixed effects; sd of a, sd of e and the persistence by restricted maximum likelihood
 *    (REML: Patterson and Thompson, Biometrika 58(3), 1971, p. 545-554). It integrates over the
 *    means of areas instead of estimating them, so the persistence has not the bias of order 1 / T
 *    of own means taken out (Nickell, Econometrica 49(6), 1981, p. 1417-1426).
 * 2. The effects of years, known with the covariance of step 1, have a mean, an sd and, where years
 *    are many, a persistence of their own, again by REML.
 * Standard errors of persistences are from the curvature of the profile of the likelihood. */
#ifndef OT_REGRESS_COMPONENTS_H
#define OT_REGRESS_COMPONENTS_H

#include <stddef.h>

#include "outturn/error.h"

typedef struct ot_growth_panel {
    size_t n_areas, n_years;
    const int *year;      /* [n_years], rising, each with a growth rate of some area */
    const double *growth; /* [n_areas][n_years]; NaN: none */
} ot_growth_panel;

/* With fewer years the persistence of the common part, whose standard error is about
 * 1 / sqrt(years), is not told from anything: it is then taken to be that of the own part. */
enum { OT_COMPONENTS_YEARS_FOR_COMMON = 20 };
/* A persistence of the own part is estimated when the growth rates that stand in so many years in a
 * row or more, less their areas and years, leave so many degrees of freedom. */
enum { OT_COMPONENTS_YEARS_IN_A_ROW = 3, OT_COMPONENTS_DF_FOR_PERSISTENCE = 8 };

typedef struct ot_growth_components {
    size_t n;                                   /* growth rates */
    double mean, mean_se;                       /* of all areas, past and future years */
    double between;                             /* sd of a(i) */
    double common;                              /* sd of c(t) */
    double own;                                 /* sd of e(i, t) */
    double own_persistence, own_persistence_se; /* se NaN: at an end, or none */
    double common_persistence, common_persistence_se;
    int has_own_persistence;    /* told by the data; else 0 was taken */
    int has_common_persistence; /* told by the data, not that of the own part */
} ot_growth_components;

/* What the panel says of one area. */
typedef struct ot_area_effect {
    size_t n;        /* growth rates */
    double own_mean; /* arithmetic mean of its growth rates; NaN: it has none */
    double mean;     /* mean + a(i) as it is expected, given everything: own mean and mean of all
                      * areas, weighed by what each is known with (partial pooling) */
    double sd;       /* of that expectation */
    double weight;   /* of the area's own rates, 0 to 1 */
} ot_area_effect;

/* area[n_areas] and year_effect[n_years], less the mean, may be NULL.
 * OT_ERR_INPUT    fewer than 2 areas or years, or no degree of freedom within them
 * OT_ERR_NUMERIC  no variation to split; not finite
 * OT_ERR_NOMEM    memory */
ot_status ot_components_fit(const ot_growth_panel *panel, ot_growth_components *out,
                            ot_area_effect *area, double *year_effect,
                            ot_error *err) OT_CHECK_RESULT;

#endif
