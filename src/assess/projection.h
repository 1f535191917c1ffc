/* projection.h -- bands, targets and joint probabilities as named numbers; const once made
 *
 * All numbers are in declared units: percent is percent again. NaN: does not exist, or is not
 * known. Everything lives in the projection's arena. */
#ifndef OT_ASSESS_PROJECTION_H
#define OT_ASSESS_PROJECTION_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/model.h"
#include "outturn/projection.h"

typedef struct ot_year_result {
    int year;
    int is_held;      /* given (observed, start, exogenised), not simulated */
    double median;    /* the central value */
    double low, high; /* 5 and 95 percent of the draws; equal to the median when certain */
    double mean, sd;  /* NaN: a single draw makes up most of their sum */
    double *quantile; /* [n_quantiles] of the projection */
    double *quantile_error;
    int is_rough; /* some error exceeds a quarter of the Monte Carlo standard error */
    double growth, growth_low, growth_high; /* percent, or points: see is_rate; NaN: none */
    uint64_t n, nonfinite;                  /* draws, and those of them that are not finite */
} ot_year_result;

typedef struct ot_indicator_result {
    size_t indicator;
    ot_year_result *year; /* [n_years] */
} ot_indicator_result;

typedef struct ot_target_result {
    size_t target;
    uint64_t n, met, nonfinite; /* not finite: counted as not met */
    double probability, mcse;   /* NaN: not finite in any draw, it cannot be judged here */
    double expected_shortfall;  /* mean gap of the draws that miss; NaN when none does */
} ot_target_result;

typedef struct ot_group_result {
    size_t group;
    size_t n_targets, n_left_out; /* left out: not finite in any draw, in none of the counts */
    uint64_t n, met;              /* draws that meet every target */
    double probability, mcse;
    double met_median, met_low, met_high; /* number of targets met: median, 5 and 95 percent */
} ot_group_result;

typedef struct ot_case_result {
    size_t scenario;
    ot_indicator_result *indicator; /* [n_indicators] of the projection */
    ot_target_result *target;       /* [n_targets] */
    ot_group_result *group;         /* [n_groups] */
    uint64_t unsolved; /* draws times years in which simultaneous equations could not be solved */
} ot_case_result;

/* What is known of an indicator whatever the scenario. */
typedef struct ot_indicator_facts {
    size_t indicator;
    int is_rate;       /* percent, per mille, share: growth is a change in points */
    int last_year;     /* of its observations or start; 0: none */
    double last_value; /* NaN: none */
    int is_assumed;    /* last_value is the model's start, not an observation */
    double last_sd;    /* of an assumed value; 0: none */
} ot_indicator_facts;

struct ot_projection {
    ot_arena *arena;
    const ot_model *model;
    uint64_t draws, seed;
    ot_sampling sampling;
    const char *executor;
    int first_year, last_year;
    double *quantile; /* probabilities */
    size_t n_quantiles, n_years;
    ot_indicator_facts *indicator; /* those projected */
    size_t *target, *group;        /* those that can be judged: index in the model */
    size_t n_indicators, n_targets, n_groups, n_cases;
    ot_case_result *c;
};

/* Standard error of a probability seen k times in n draws: never 0. */
double ot_probability_error(uint64_t k, uint64_t n);

/* Does the model ask for quantile q, or a chart alone? */
int ot_projection_asks(const ot_projection *projection, size_t q);

/* A value inside the engine in its declared unit: 0.07 -> 7, not 7.000000000000001. */
double ot_declared(double value, double inside);

/* Value inside / this = value of the target in the unit of its measure (growth: percent). */
double ot_target_inside(const ot_model *model, const ot_model_target *target);

#endif
