/* future.h -- one future of a case without shocks, slot by slot
 *
 * Drivers are at their centres, coefficients at their means, starts at their values; disturbances
 * are add-factors. Kernel: only the C library and libm. */
#ifndef OT_SIMULATE_FUTURE_H
#define OT_SIMULATE_FUTURE_H

#include "simulate/newton.h"

typedef struct ot_future {
    const ot_case *c;
    double *value;       /* [rows][slots]; NaN where a value has no meaning */
    double *coefficient; /* [n_coefficients] */
    double *scratch;     /* [n_registers] */
    ot_newton newton;
    size_t n_iterations; /* of all blocks in all slots */
    double residual;     /* the largest of any block, relative */
} ot_future;

/* Where a future could not be solved. */
typedef struct ot_future_fault {
    ot_outcome outcome;
    size_t stage, slot;
} ot_future_fault;

/* Inputs in place, nothing solved. 0 when memory ran out; clear it whatever this returns. */
int ot_future_init(ot_future *f, const ot_case *c);
void ot_future_clear(ot_future *f);

ot_frame ot_future_frame(const ot_future *f, size_t slot);

/* Solve one stage in one slot, or all stages; feedback variables start from the slot before times
 * `start`, where that is finite and not 0. Returns 0 and fills *fault where a block cannot be
 * solved. */
ot_outcome ot_future_solve_stage(ot_future *f, size_t k, size_t slot, double start);
int ot_future_solve_slot(ot_future *f, size_t slot, double start, ot_future_fault *fault);
/* Every slot. */
int ot_future_solve(ot_future *f, double start, ot_future_fault *fault);

/* What no draw changes: held values, centres of drivers, add-factors; else NaN. */
double ot_case_fixed(const ot_case *c, size_t row, size_t slot);

#endif
