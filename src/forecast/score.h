/* score.h -- how good a forecast was, once the outturn is known: numbers alone
 *
 * Lower is better, but for coverage. T. Gneiting, A. E. Raftery, JASA 102(477), 2007, p. 359-378;
 * R. J. Hyndman, A. B. Koehler, Int. J. Forecasting 22(4), 2006, p. 679-688; J. Bracher et al.,
 * PLoS Comput. Biol. 17(2), 2021, e1008618. */
#ifndef OT_FORECAST_SCORE_H
#define OT_FORECAST_SCORE_H

#include <stddef.h>
#include <stdint.h>

/* The unit of scaled scores: the mean absolute change from value to value, missing ones (NaN)
 * passed over; NaN of one value, or where nothing changes by more than 1e-9 of
 * the largest. */
double ot_score_scale(const double *history, size_t n);

/* score.c: one outturn y. */
double ot_score_symmetric_ape(double point, double y); /* percent of the mean size, 0 to 200 */
double ot_score_pinball(double probability, double quantile, double y);
/* Of the central band of that level, as 0.8: width and penalties. */
double ot_score_interval(double level, double low, double high, double y);
/* Weighted interval score of n quantiles, in pairs of p and 1 - p about the median: twice the mean
 * of their pinball losses. */
double ot_score_weighted_interval(const double *probability, const double *quantile, size_t n,
                                  double y);
/* Twice the mean pinball loss, each of n quantiles weighed by the probabilities it stands for. */
double ot_score_crps_quantiles(const double *probability, const double *quantile, size_t n,
                               double y);
/* Quantiles as a law: straight between normal scores z and beyond the ends. Where y falls: the
 * probability below it, and minus the logarithm of the density (infinite where there is none). */
double ot_score_below(const double *z, const double *quantile, size_t n, double y);
double ot_score_log_quantiles(const double *z, const double *quantile, size_t n, double y);

/* score_law.c: laws in closed form. */
double ot_score_crps_normal(double mean, double sd, double y);
double ot_score_crps_student(double df, double scale, double y); /* about 0; df > 1 */
double ot_score_crps_lognormal(double mean_log, double sd_log, double y);
double ot_score_crps_uniform(double low, double high, double y);
double ot_score_log_normal(double mean, double sd, double y);

/* score_sample.c: n draws in any order, of `years` numbers each in the multivariate scores.
 * Fair: as if there were endlessly many draws (C. A. T. Ferro, Q. J. R. Meteorol. Soc. 140(683),
 * 2014, p. 1917-1923); n > 1. */
double ot_score_crps_draws(const double *draw, size_t n, double y);
double ot_score_crps_fair(const double *draw, size_t n, double y);
double ot_score_energy(const double *draw, size_t n, size_t years, const double *y);
/* Order 1/2, all pairs alike (M. Scheuerer, T. M. Hamill, Mon. Weather Rev. 143(4), 2015). */
double ot_score_variogram(const double *draw, size_t n, size_t years, const double *y);
/* The shares of draws below y, and at or below it. */
void ot_score_shares(const double *draw, size_t n, double y, double *below, double *at_most);

/* score_event.c: n probabilities, and whether it came (0, 1). */
double ot_score_brier(double probability, int came);
enum { OT_RELIABILITY_CLASSES = 10 };
typedef struct ot_reliability { /* A. H. Murphy, J. Appl. Meteorol. 12(4), 1973, p. 595-600 */
    size_t n[OT_RELIABILITY_CLASSES];
    double probability[OT_RELIABILITY_CLASSES]; /* mean of the class; NaN: it is empty */
    double share[OT_RELIABILITY_CLASSES];       /* that came */
    double brier;
    double reliability, resolution, uncertainty; /* of Brier scores of the classes' means */
} ot_reliability;
void ot_reliability_fill(ot_reliability *out, const double *probability, const int *came, size_t n);

/* score_pit.c: are probabilities below outturns spread evenly? */
enum { OT_PIT_CLASSES = 10, OT_PIT_LEAST = 50 }; /* five in each class, as the test asks */
typedef struct ot_pit {
    size_t n;
    double share[OT_PIT_CLASSES]; /* of outturns; a tenth each if bands are right */
    double chi_squared, p;        /* of the classes together; NaN: of fewer than OT_PIT_LEAST */
    double mean, variance;        /* 1/2 and 1/12 if bands are right */
} ot_pit;
/* pit[i] within 0 and 1; values that are NaN do not count. */
void ot_pit_fill(ot_pit *out, const double *pit, size_t n);
/* A draw between the shares below and at most, by a number that is a function of seed and index. */
double ot_pit_randomised(double below, double at_most, uint64_t seed, uint64_t index);

/* score_pair.c: is one forecaster better than another? */
typedef struct ot_paired_skill {
    size_t n, n_clusters; /* pairs; clusters that they come from */
    double mean, other;   /* mean score and that of the reference */
    double skill, error;  /* 1 - mean / other; its standard error, between clusters */
} ot_paired_skill;
/* cluster[i] < n_clusters is what pair i shares with others: a series, or the year of an origin.
 * Pairs that are not finite do not count; room has 2 n_clusters. */
void ot_paired_skill_fill(ot_paired_skill *out, const double *score, const double *other,
                          const size_t *cluster, size_t n, size_t n_clusters, double *room);
/* Diebold and Mariano (1995) of n successive differences of losses `horizon` years ahead, with the
 * small-sample correction of D. Harvey, S. Leybourne, P. Newbold, Int. J. Forecasting 13(2), 1997,
 * p. 281-291; NaN: too few, or all alike. */
typedef struct ot_diebold_mariano {
    size_t n;
    double statistic, p; /* two-sided, Student-t of n - 1 degrees of freedom */
} ot_diebold_mariano;
ot_diebold_mariano ot_diebold_mariano_of(const double *difference, size_t n, size_t horizon);

#endif
