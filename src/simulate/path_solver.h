/* path_solver.h -- the working state of one path of a case without shocks, slot by slot
 *
 * Drivers are at their centres, coefficients at their means, starts at their values; disturbances
 * are add-factors. Kernel: only the C library and libm. */
#ifndef OT_SIMULATE_PATH_SOLVER_H
#define OT_SIMULATE_PATH_SOLVER_H

#include "simulate/newton.h"

typedef struct ot_path_solver {
    const ot_case *c;
    double *value;       /* [rows][slots]; NaN where a value has no meaning */
    double *coefficient; /* [n_coefficients] */
    double *scratch;     /* [n_registers] */
    ot_newton newton;
    size_t n_iterations; /* of all blocks in all slots */
    double residual;     /* the largest of any block, relative */
} ot_path_solver;

/* Where a path could not be solved. */
typedef struct ot_path_fault {
    ot_outcome outcome;
    size_t stage, slot;
} ot_path_fault;

/* Inputs in place, nothing solved. 0 when memory ran out; clear it whatever this returns. */
int ot_path_solver_init(ot_path_solver *f, const ot_case *c);
void ot_path_solver_clear(ot_path_solver *f);

ot_frame ot_path_solver_frame(const ot_path_solver *f, size_t slot);

/* Solve one stage in one slot, or all stages; feedback variables start from the slot before times
 * `start`, where that is finite and not 0. Returns 0 and fills *fault where a block cannot be
 * solved. */
ot_outcome ot_path_solver_solve_stage(ot_path_solver *f, size_t k, size_t slot, double start);
int ot_path_solver_solve_slot(ot_path_solver *f, size_t slot, double start, ot_path_fault *fault);
/* Every slot. */
int ot_path_solver_solve(ot_path_solver *f, double start, ot_path_fault *fault);

/* What no draw changes: held values, centres of drivers, add-factors; else NaN. */
double ot_case_fixed(const ot_case *c, size_t row, size_t slot);

#endif
