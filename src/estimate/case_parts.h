/* case_parts.h -- what the files that make a case share: its parts (case.c), and errors that
 * remember (case_errors.c) */
#ifndef OT_ESTIMATE_CASE_PARTS_H
#define OT_ESTIMATE_CASE_PARTS_H

#include "base/arena.h"
#include "estimate/case.h"
#include "estimate/fit.h"
#include "estimate/sources.h"
#include "model/model.h"

/* All that goes into the case, gathered before its size is known. */
typedef struct ot_case_parts {
    const ot_model *model;
    const ot_model_scenario *scenario;
    ot_arena *arena;
    ot_error *err;
    const ot_form_fit **fit; /* [n_indicators]; NULL: no equation */
    ot_sources sources;
    ot_sparse_factor yearly, once;
    ot_program program;
    ot_law *law;          /* [n_drivers] */
    int32_t *sigma_table; /* [n_disturbances] */
    ot_law_table *table;
    double *table_df; /* of sigma tables; 0: of a law */
    const ot_law **table_law;
    size_t n_tables, most_tables;
    ot_law_tables *known; /* made for other cases before; NULL */
    size_t n_dependences, n_starts;
} ot_case_parts;

/* Errors that remember are expected to go on from the last known ones: into the add-factors. 0 when
 * memory ran out. */
int ot_case_fill_errors(const ot_case_parts *p, ot_case *c);

/* What drawn coefficients change of that: how many carries, and these. 0 when memory ran out. */
size_t ot_case_count_carries(const ot_case_parts *p);
int ot_case_fill_carries(const ot_case_parts *p, ot_case *c);

/* Dependence n of the case: each shock of a disturbance stays in later years. */
void ot_case_remember(const ot_case_parts *p, ot_case *c, size_t disturbance, int32_t n);

#endif
