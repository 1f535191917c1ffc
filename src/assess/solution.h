/* solution.h -- paths as named numbers in declared units; const once made
 *
 * Everything lives in the solution's arena. NaN: does not exist. */
#ifndef OT_ASSESS_SOLUTION_H
#define OT_ASSESS_SOLUTION_H

#include <stddef.h>

#include "assess/order.h"
#include "assess/tune/history_fit.h"
#include "base/arena.h"
#include "model/model.h"
#include "outturn/solution.h"

typedef struct ot_solved_indicator {
    size_t indicator;
    int has_equation;
    int is_behavioural;   /* in this scenario: it has a residual, or reads a driver with a law */
    ot_solved_year *year; /* [n_years] */
    ot_history_fit fit;
} ot_solved_indicator;

typedef struct ot_solver_facts {
    ot_order_facts order;
    size_t n_iterations; /* of all blocks in all years */
    double residual;     /* the largest that is left, relative */
} ot_solver_facts;

/* Equations whose results were compared with observations, and those that reproduce them. */
typedef struct ot_reproduction {
    size_t n, n_reproduced;
} ot_reproduction;

typedef struct ot_solved_case {
    size_t scenario;
    ot_solved_indicator *indicator; /* [n_indicators] in the model's order */
    size_t *by_residual;            /* [n_compared] of them with the largest relative one first */
    size_t n_compared;              /* indicators with a year that can be compared */
    ot_solver_facts solver;
    ot_reproduction identities, behavioural;
} ot_solved_case;

struct ot_solution {
    ot_arena *arena;
    const ot_model *model;
    ot_mode mode;
    int first_year, last_year;
    size_t n_years, n_indicators, n_cases;
    ot_solved_case *c;
    ot_solver_facts solver; /* the largest order of any case, iterations of all, largest residual */
};

#endif
