/* prior.h -- the result of outturn/prior.h, shown to the library; how it is made */
#ifndef OT_ESTIMATE_PRIOR_H
#define OT_ESTIMATE_PRIOR_H

#include "base/arena.h"
#include "outturn/prior.h"
#include "regress/components.h"

/* Years over which the law of a driver gives the sum of growth rates the right spread: those of a
 * plan that is carried to its end. */
enum { OT_PRIOR_HORIZON = 3 };

/* Robust standard deviations from which a growth rate is an outlier. */
#define OT_PRIOR_OUTLIER 5.0

/* Degrees of freedom of a Student-t; from the upper bound on it is not told from a normal law. */
#define OT_PRIOR_LEAST_DF 3.0
#define OT_PRIOR_MOST_DF  30.0

typedef struct ot_prior_outlier {
    size_t area, year;    /* indices */
    double growth, usual; /* what was; median of the year and of the area */
    double distance;      /* growth less usual, in robust standard deviations */
    int is_reversed;      /* an outlier to the other side stands in a year beside it */
} ot_prior_outlier;

typedef struct ot_prior_law { /* of a driver: growth in a year that is to come */
    double value;             /* its middle */
    double uncertainty;       /* sd of the mean of the area, about `value` */
    double year_sd;           /* sd of a year about the area's mean: common and own part */
    double sd;                /* sd of a year about `value`: both */
    double scale, df;         /* of the Student-t with that sd; df infinite: normal, scale = sd */
    double persistence;       /* with which the sum over OT_PRIOR_HORIZON years has the right sd */
    double sum_sd;            /* sd of that sum */
} ot_prior_law;

struct ot_prior {
    ot_arena *arena;
    const ot_table *table;
    const char *indicator;
    int first_year, last_year; /* of the growth rates that there are */
    const char **area;         /* [panel.n_areas] */
    const char *total;         /* left out; NULL */
    ot_growth_panel panel;
    int *year;      /* [panel.n_years] */
    double *growth; /* [n_areas][n_years] */
    ot_growth_components components;
    ot_area_effect *effect;             /* [n_areas] */
    double *year_effect;                /* [n_years] */
    double mean, mean_log, median;      /* of all growth rates; of their logarithms */
    double mad_sd;                      /* 1.4826 times the median distance from the usual growth */
    double persistence, persistence_se; /* of a year about the area's mean, both parts together */
    double year_df;                     /* of the tails of those deviations; infinite: normal */
    double panel_sum_sd; /* root mean square of sums over the horizon about those of the mean;
                          * NaN: no area has so many years */
    size_t own;          /* the area that options named alone; SIZE_MAX: none */
    int leaves_out_outliers;
    size_t n_rates; /* with those that are left out */
    int is_chosen;  /* options named several areas */
    ot_prior_law law;
    ot_prior_outlier *outlier; /* [n_outliers], the farthest first */
    size_t n_outliers;
};

/* prior_panel.c: areas, years and growth rates. */
ot_status ot_prior_gather(ot_prior *p, const ot_prior_options *options, ot_notes *notes,
                          ot_error *err) OT_CHECK_RESULT;

/* prior_robust.c: median, MAD, outliers. OT_ERR_NOMEM */
ot_status ot_prior_find_outliers(ot_prior *p, ot_error *err) OT_CHECK_RESULT;

/* prior_law.c */
ot_status ot_prior_fill_tails(ot_prior *p, ot_error *err) OT_CHECK_RESULT; /* OT_ERR_NOMEM */
void ot_prior_fill_law(ot_prior *p);
/* Degrees of freedom of a Student-t about 0 by maximum likelihood; infinite from
 * OT_PRIOR_MOST_DF on. */
double ot_prior_student_df(const double *x, size_t n);
/* Variance of the sum of n successive values of an AR(1) of variance 1. */
double ot_prior_sum_variance(double persistence, int n);
/* The persistence for which that is `variance`, from -0.98 to 0.98. */
double ot_prior_matched_persistence(double variance, int n);

#endif
