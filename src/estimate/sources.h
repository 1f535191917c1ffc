/* sources.h -- the independent scores behind a case, and how they are tied together
 *
 * The list is the same for every scenario of a model, so that scenarios share their draws. */
#ifndef OT_ESTIMATE_SOURCES_H
#define OT_ESTIMATE_SOURCES_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "estimate/case.h"
#include "estimate/fit.h"
#include "model/model.h"

/* Numbers of the sources; -1 where a quantity is certain in every scenario. */
typedef struct ot_sources {
    int32_t *driver;      /* [n_drivers] yearly */
    int32_t *residual;    /* [n_disturbances] yearly */
    int32_t *sigma;       /* [n_disturbances] once */
    int32_t *coefficient; /* [n_coefficients] once */
    int32_t *start;       /* [n_indicators] once */
    size_t n_yearly, n_once;
    const char **yearly_name, **once_name; /* of their streams: "driver/real_growth" */
    uint32_t *yearly_hash, *once_hash;
} ot_sources;

/* OT_ERR_INPUT: two streams have the same hash. OT_ERR_NOMEM */
ot_status ot_sources_make(const ot_model *model, const ot_fit *fit, ot_arena *arena,
                          ot_sources *out, ot_error *err) OT_CHECK_RESULT;

/* Lower-triangular factors without their zeros, as a case holds them. */
typedef struct ot_sparse_factor {
    size_t n_rows;        /* once: n; yearly: 2 n, see ot_case_factor_row */
    int32_t *first;       /* [n_rows + 1] */
    ot_case_entry *entry; /* [first[n_rows]] */
} ot_sparse_factor;

/* The form fit of each indicator in a scenario; NULL: no equation. */
typedef const ot_form_fit *const *ot_scenario_fits;

/*
 * Factors of both correlation matrices of a scenario: declared pairs, the posterior correlations of
 * each equation's coefficients, and what a system of equations ties together. Persistent scores
 * u(t) = p u(t - 1) + sqrt(1 - p^2) w(t) keep the declared correlation r in every year when
 * innovations w have r (1 - p q) / sqrt((1 - p^2)(1 - q^2)).
 * OT_ERR_INPUT    a pair cannot be, or a matrix is not positive definite
 * OT_ERR_NUMERIC  not finite
 * OT_ERR_NOMEM    memory
 */
ot_status ot_sources_factors(const ot_model *model, const ot_model_scenario *scenario,
                             const ot_fit *fit, ot_scenario_fits fits, const ot_sources *sources,
                             ot_arena *arena, ot_notes *notes, ot_sparse_factor *yearly,
                             ot_sparse_factor *once, ot_error *err) OT_CHECK_RESULT;

#endif
