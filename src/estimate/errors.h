/* errors.h -- errors that remember: what an autoregressive error is expected to be after the last
 * one known, and how its shocks carry on */
#ifndef OT_ESTIMATE_ERRORS_H
#define OT_ESTIMATE_ERRORS_H

#include <stddef.h>

#include "estimate/estimator.h"
#include "estimate/task.h"

/* The errors of every year of the model's own series, in the sample or not, into task->fit, whose
 * coefficients and lags are there. OT_ERR_INPUT, OT_ERR_NOMEM */
ot_status ot_errors_observe(const ot_fit_task *task) OT_CHECK_RESULT;

/* From `known` [n_errors], which is fit->error, or a row of fit->error_slope for the slopes of what
 * is expected, expected[n] of the years first, first + 1, ...: u(t) = sum of lag[j] u(t - 1 - j).
 * Known errors are those before `first`; is_static: all, each year being a forecast of one step.
 * One that is not known is what is expected after those before it, the first of all 0. */
void ot_errors_expect(const ot_form_fit *fit, const double *known, int first, size_t n,
                      int is_static, double *expected);

/* Packed lower-triangular factor [n (n + 1) / 2] over years, of which the first n_before are before
 * the simulation: the weight of a shock in the error of each later year. is_static: none. */
void ot_errors_dependence(const ot_form_fit *fit, size_t n_before, size_t n, int is_static,
                          double *packed);

#endif
