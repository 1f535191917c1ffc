/* model.h -- the resolved model; const once ot_model_new has made it, all in its arena
 *
 * Rows number the series of a simulation: indicators first, then drivers, then disturbances. A
 * disturbance is what is added to the right side of an equation: residual and add-factor. */
#ifndef OT_MODEL_MODEL_H
#define OT_MODEL_MODEL_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "data/unit.h"
#include "lang/tree.h"
#include "outturn/forecast.h"
#include "outturn/model.h"
#include "spec/spec.h"

/* What an indicator's estimation speaks of beside its equation, in the order of its spec. */
typedef struct ot_estimate_terms {
    const ot_tree **instrument;
    const ot_tree **restriction; /* left side less right, linear in the coefficients */
    const ot_tree *weight;       /* of wls: the weight, or the variance; else NULL */
} ot_estimate_terms;

typedef struct ot_model_indicator {
    const ot_indicator_spec *spec;
    const ot_unit *unit;
    double inside;                      /* declared value * inside = value within the engine */
    const char *series, *area;          /* where its observations stand; area NULL: any */
    int base_year;                      /* its last observation or start; 0: none */
    int is_start_used;                  /* its base is its start, not an observation */
    int is_projected;                   /* 0: see reason */
    const char *reason[OT_N_LANGUAGES]; /* why it is not projected; NULL when it is */
    int disturbance;                    /* its row among the disturbances, or -1 */
    ot_estimate_terms terms;
    size_t first_coefficient; /* its rows: first .. first + spec->n_coefficients - 1 */
} ot_model_indicator;

typedef struct ot_model_driver {
    const ot_driver_spec *spec;
    const ot_unit *unit;
    double inside;
    const char *series, *area;
    ot_forecast *forecast; /* inside; of a driver that is one; NULL: none, or none needed */
    int forecast_after;    /* the last year of its history */
    size_t n_history;      /* years of it that are known */
    size_t n_own_outcomes; /* of earlier forecasts of its own past, which set its band right */
    size_t n_relative_outcomes, n_relatives;  /* the same of other areas, and how many of these */
    const char *why_left_out[OT_N_LANGUAGES]; /* the forecast could not be made, and another stands
                                                 in its place for what follows; NULL: it is */
} ot_model_driver;

/* One version of an indicator's equation with its coefficients; scenarios that change neither
 * share it. `coefficient[k]` are the specs in force (base or changed), in declared order. */
typedef struct ot_form {
    size_t indicator;
    const ot_equation *equation;
    int is_behavioural;
    const ot_coefficient_spec **coefficient; /* [n_coefficients of the indicator] */
} ot_form;

/* Equations that are solved together: order[first] .. order[first + n - 1]. Without feedback
 * variables it is one recursive equation; else a simultaneous block, whose last n_feedback
 * equations are those of the feedback variables, and the others can be evaluated in order once
 * these are known. */
typedef struct ot_model_stage {
    size_t first, n, n_feedback;
    ot_solver solver;
} ot_model_stage;

/* How an indicator gets its value in a year (slot). */
typedef enum ot_state {
    OT_STATE_UNKNOWN,  /* has none, and nothing needs it */
    OT_STATE_HELD,     /* observed, start, or exogenised */
    OT_STATE_SIMULATED /* by its equation */
} ot_state;

typedef struct ot_model_scenario {
    const ot_scenario_spec *spec;
    const size_t *chain; /* [n_chain] the scenarios it is made of, from the root to itself */
    size_t n_chain;
    int is_conditional;    /* its own or inherited */
    const ot_form **form;  /* [n_indicators]; NULL: no equation */
    size_t *order;         /* [n_order] indicators with equations, in solution order */
    ot_model_stage *stage; /* [n_stages] parts of `order` */
    size_t n_order, n_stages;
    double *driver;          /* [n_drivers][n_slots] centres, inside; NaN: unknown */
    uint8_t *driver_held;    /* [n_drivers][n_slots] observed: without randomness */
    const ot_law_spec **law; /* [n_drivers] */
    double *add;             /* [n_indicators][n_slots] on the transformed left side; 0 */
    double *held;            /* [n_indicators][n_slots] inside; NaN unless state is HELD */
    uint8_t *state;          /* [n_indicators][n_slots] ot_state */
} ot_model_scenario;

typedef struct ot_model_target {
    const ot_target_spec *spec;
    const ot_statement *statement; /* NULL */
    const char *id;
    ot_label label; /* the target's, the statement's or the indicator's */
    size_t indicator;
    ot_measure measure;
    int year, from; /* from: base year of increment, average_growth, cumulative; else 0 */
    ot_target_relation relation; /* never NONE when it can be judged */
    ot_wanted wanted;
    double value, high, tolerance; /* inside units of the measure (growth: fractions) */
    const char *kind, *wording, *section, *role;
    int is_assumed_year;
    const char *reason[OT_N_LANGUAGES]; /* why it cannot be judged; NULL when it can */
} ot_model_target;

/* The side of its value on which a target lies. */
typedef enum ot_target_side { OT_SIDE_MORE, OT_SIDE_LESS, OT_SIDE_BOTH } ot_target_side;
ot_target_side ot_target_side_of(ot_target_relation relation, ot_wanted wanted);

typedef struct ot_group { /* targets that are asked for together */
    const char *name;     /* "2025" of a year, else as the file names it */
    ot_label label;       /* of the groups section, else the name */
    int year;             /* 0 of a named group */
    const size_t *target;
    size_t n_targets; /* only those that can be judged */
} ot_group;

/* A statement of the plan that no target of the model judges, with the reason. */
typedef struct ot_unjudged {
    const ot_statement *statement;
    const char *reason[OT_N_LANGUAGES];
} ot_unjudged;

/* A hash table of ids and aliases. */
typedef struct ot_name {
    const char *text; /* NULL: an empty place */
    size_t length, row;
} ot_name;

struct ot_model {
    ot_arena *arena;
    const ot_spec *spec;
    const ot_table *table;
    const ot_plan *plan; /* NULL */
    ot_model_indicator *indicator;
    ot_model_driver *driver;
    ot_model_scenario *scenario;
    const ot_form **form; /* every distinct form */
    ot_model_target *target;
    ot_group *group;
    ot_unjudged *unjudged;
    size_t n_indicators, n_drivers, n_disturbances, n_coefficients;
    size_t n_scenarios, n_forms, n_targets, n_groups, n_unjudged;
    ot_name *name; /* [n_names] a power of two, at least twice what is in it */
    size_t n_names;
    size_t *disturbance;        /* [n_disturbances] -> indicator */
    int first_year, last_year;  /* projected and reported */
    int observed_until;         /* observations of indicators after it are not used */
    double *observed;           /* [n_indicators][n_slots] all of them, inside; NaN: none */
    int max_lag;                /* at least 1: growth needs the year before */
    size_t n_slots, first_slot; /* slots are years; the first simulated one */
    int first_slot_year;
};

static inline int ot_model_year(const ot_model *m, size_t slot) {
    return m->first_slot_year + (int)slot;
}
static inline size_t ot_model_slot(const ot_model *m, int year) {
    return (size_t)(year - m->first_slot_year);
}

/* The row of an indicator or driver by id or alias; SIZE_MAX: none. */
size_t ot_symbols_find(const ot_model *model, const char *name, size_t n);

/* The observation of an indicator or driver in a year, inside units; NaN when there is no point.
 * `area` and `map` (may be NULL, 0) replace where it is looked for. OT_ERR_INPUT: the unit of the
 * observation is of another dimension. A start counts as an observation of the model's own area. */
ot_status ot_model_observe(const ot_model *model, int is_driver, size_t index, const char *area,
                           const ot_map_spec *map, size_t n_map, int year, const char *as_of,
                           double *value, ot_error *err) OT_CHECK_RESULT;

/* Rows of the series in a simulation. */
static inline size_t ot_model_driver_row(const ot_model *m, size_t d) {
    return m->n_indicators + d;
}
static inline size_t ot_model_disturbance_row(const ot_model *m, size_t k) {
    return m->n_indicators + m->n_drivers + k;
}

#endif
