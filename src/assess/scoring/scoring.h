/* scoring.h -- the result of outturn/scoring.h, shown to the library; how it is put together */
#ifndef OT_ASSESS_SCORING_H
#define OT_ASSESS_SCORING_H

#include <stdint.h>

#include "base/arena.h"
#include "forecast/score.h"
#include "outturn/scoring.h"

enum {
    OT_SCORING_AXES = 8,
    OT_SCORING_LEVELS = 4, /* of bands */
    OT_SCORING_REFERENCES = 2,
};
extern const double ot_scoring_level[OT_SCORING_LEVELS]; /* 0.5 0.8 0.9 0.95 */

/* What forecasts differ in: "indicator", "horizon". */
typedef struct ot_scoring_axis {
    const char *name;
    const char **value; /* [n_values] */
    size_t n_values;
} ot_scoring_axis;

/* One forecast of one thing, scored. NaN: the forecast does not tell, or the scale is not known. */
typedef struct ot_scoring_row {
    size_t method;
    size_t unit;            /* what was forecast, from where: the same for all methods */
    size_t series;          /* forecasts that hang together */
    size_t origin, horizon; /* an origin's place in time; years ahead, 0: not known */
    size_t value[OT_SCORING_AXES];
    double y, point, mean, scale;
    double crps, wis, log_score, pit;
    double z;                 /* normal score at which the forecast has y; NaN where nobody asks */
    double energy, variogram; /* of a whole path, in its last year; in units of the scale */
    double interval[OT_SCORING_LEVELS], width[OT_SCORING_LEVELS], covered[OT_SCORING_LEVELS];
    int is_there; /* 0: the method had no answer */
} ot_scoring_row;

typedef struct ot_scoring_against { /* a reference, on what both have forecast */
    ot_paired_skill crps, absolute; /* scaled, where there is a scale */
    ot_diebold_mariano dm;          /* of the differences of crps, averaged at each origin */
} ot_scoring_against;

/* Forecasts of one method that agree in up to two axes. */
typedef struct ot_scoring_group {
    size_t method;
    size_t axis[2], value[2]; /* OT_SCORING_ANY: all */
    size_t n, n_missing;      /* forecasts; those without an answer */
    double mae, rmse, bias, smape, mase, scaled_bias;
    double crps, scaled_crps, wis, log_score, scaled_log_score, energy, variogram;
    double interval[OT_SCORING_LEVELS], scaled_interval[OT_SCORING_LEVELS];
    double coverage[OT_SCORING_LEVELS];
    double coverage_error[OT_SCORING_LEVELS]; /* standard error, from sums of each origin */
    ot_pit pit;
    ot_scoring_against against[OT_SCORING_REFERENCES];
} ot_scoring_group;
#define OT_SCORING_ANY SIZE_MAX

/* The first of the forecasts that a method could not make, and why. */
typedef struct ot_scoring_gap {
    const char *series; /* NULL: none */
    int origin;
    const char *why[OT_N_LANGUAGES];
} ot_scoring_gap;

/* Whether an event came, of whole models. */
typedef struct ot_scoring_event {
    const char *name;
    int origin, year;
    double probability;
    int came;
} ot_scoring_event;

struct ot_scoring {
    ot_arena *arena;
    const char **method; /* [n_methods] */
    size_t n_methods;
    ot_scoring_axis axis[OT_SCORING_AXES];
    size_t n_axes;
    size_t target;   /* of a file: the axis that says what was forecast; OT_SCORING_ANY: none */
    size_t cross[2]; /* axes whose pairs are groups, too; OT_SCORING_ANY: none */
    ot_scoring_row *row;
    size_t n_rows, n_units, n_series, n_origins;
    int year_of_origins;                     /* that of origin 0; 0: origins are not years */
    size_t n_told, n_told_origins;           /* series and origins that have a row */
    size_t first_told, last_told;            /* of the origins */
    ot_scoring_gap *gap;                     /* [n_methods]; NULL: nobody looked for reasons */
    size_t reference[OT_SCORING_REFERENCES]; /* methods */
    size_t n_references;
    int is_backtest;         /* its rows have the scale of the history, unless that never changed */
    size_t n_unscaled;       /* forecasts after a history that never changed, by each method */
    ot_scoring_group *group; /* [n_groups] */
    size_t n_groups;
    ot_scoring_event *event; /* [n_events] */
    size_t n_events;
    ot_reliability reliability;
    const char **file; /* that were read */
    size_t n_files;
};

ot_scoring *ot_scoring_begin(void); /* empty; NULL when memory ran out */

/* Scores of y under quantiles at probabilities in ascending order into a row whose y and scale are
 * set; a point that is NaN becomes the median. `z`: normal scores of the probabilities. */
void ot_scoring_row_quantiles(ot_scoring_row *row, const double *probability, const double *z,
                              const double *quantile, size_t n);
/* The same under n draws, which are sorted. */
void ot_scoring_row_draws(ot_scoring_row *row, double *draw, size_t n, uint64_t seed);
/* The same by quantiles of the draws, at the probabilities of forecasts: what a few draws far out
 * do not decide, where a law has no mean. `room` has n. */
void ot_scoring_row_sample(ot_scoring_row *row, double *draw, size_t n, double *room);
void ot_scoring_row_empty(ot_scoring_row *row); /* all NaN */

/* Keep why a method could not forecast a series, unless an earlier reason is there. OT_ERR_NOMEM */
ot_status ot_scoring_tell_gap(ot_scoring *scoring, size_t method, const char *series, int origin,
                              const ot_error *why, ot_error *err) OT_CHECK_RESULT;

/* scoring_groups.c: means, tests and skill of every group. OT_ERR_NOMEM */
ot_status ot_scoring_summarise(ot_scoring *scoring, ot_error *err) OT_CHECK_RESULT;

/* The group of a method with these values, or NULL. */
const ot_scoring_group *ot_scoring_find(const ot_scoring *scoring, size_t method, size_t axis,
                                        size_t value);

#endif
