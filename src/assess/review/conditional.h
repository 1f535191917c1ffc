/* conditional.h -- what the draws that meet a target have in common: its inputs, the weightiest
 * first
 *
 * An input is a driver, or the residual of an equation, as the mean of the simulated years up to
 * the target's. */
#ifndef OT_ASSESS_CONDITIONAL_H
#define OT_ASSESS_CONDITIONAL_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "outturn/error.h"

enum { OT_CONDITIONAL_INPUTS = 3, OT_LEAST_MET_DRAWS = 50 };

typedef struct ot_conditional_input {
    size_t input;              /* its place among the inputs */
    double correlation;        /* rank correlation with how well the target is met */
    double mean, mean_met, sd; /* of the input; given that the target is met (NaN: too few) */
    double low_met, high_met;  /* 5 and 95 percent of the draws that meet it */
} ot_conditional_input;

typedef struct ot_conditional {
    size_t n, n_met, n_ranked; /* draws; those that meet it (the effective sample size, as draws
                                  count alike); those whose ranks were taken */
    ot_conditional_input input[OT_CONDITIONAL_INPUTS];
    size_t n_inputs; /* only those that enter, whose correlation is told from none */
} ot_conditional;

/* Inputs in draws, and their ranks. */
typedef struct ot_conditional_view {
    size_t n_inputs, n, n_ranked;
    const double *value; /* [n_inputs][n]; NaN in the first draw: it has no value */
    double *rank; /* [n_inputs][n_ranked] centred, of length 1; all 0: the input is certain */
    const uint8_t *enters; /* [n_inputs] those that the target hangs on by the equations: of others
                              a correlation is no cause; NULL: not told */
} ot_conditional_view;

/* The ranks of value[n_inputs][n], of the first n_ranked draws; `rank` and a little more room are
 * the arena's. OT_ERR_NOMEM */
ot_status ot_conditional_view_init(ot_conditional_view *view, const double *value, size_t n_inputs,
                                   size_t n, size_t n_ranked, ot_arena *arena,
                                   ot_error *err) OT_CHECK_RESULT;

/* gap[n] of a target, 0 or less where it is met; NaN counts as the farthest. OT_ERR_NOMEM */
ot_status ot_conditional_find(const ot_conditional_view *view, const double *gap,
                              ot_conditional *out, ot_error *err) OT_CHECK_RESULT;

/* Of every input, out[n_inputs]: its rank correlation with how well the target is met.
 * OT_ERR_NOMEM */
ot_status ot_conditional_correlations(const ot_conditional_view *view, const double *gap,
                                      double *out, ot_error *err) OT_CHECK_RESULT;
/* Middle ranks of gaps, centred and of length 1; all 0 when they are the same. room[3 n] */
void ot_conditional_rank_gaps(const double *gap, size_t n, double *out, double *room);
/* Does the input enter, and is its correlation told from none? */
int ot_conditional_is_telling(const ot_conditional_view *view, size_t input, double correlation);

#endif
