/* broyden.h -- the simultaneous blocks of a case, solved for a block of draws at once
 *
 * Each draw's feedback variables are found by Broyden's method (Broyden 1965, "good" updates of the
 * inverse) from the inverse Jacobian of the path without shocks: a vector operation over draws
 * for each operation of a pass. A draw is done by itself, so that its numbers do not depend on its
 * neighbours; those that are not done after a few passes are solved one by one by Newton's method.
 * Kernel: only the C library and libm. */
#ifndef OT_SIMULATE_BROYDEN_H
#define OT_SIMULATE_BROYDEN_H

#include "simulate/path_solver.h"

typedef struct ot_broyden ot_broyden;

/* For blocks of draws of up to `stride` of one case, which lives longer. NULL: no memory. */
ot_broyden *ot_broyden_new(const ot_case *c, size_t stride);
void ot_broyden_free(ot_broyden *joint);

/* Solve stage k, a simultaneous block, for the frame's draws; what cannot be solved becomes NaN.
 * Draws from n_counted on only fill the vectors up: they are in no count. */
void ot_broyden_solve(ot_broyden *joint, size_t k, const ot_frame *frame, size_t n_counted);

/* Draws times years that were solved one by one, and those that could not be solved. */
uint64_t ot_broyden_n_single(const ot_broyden *joint);
uint64_t ot_broyden_n_failed(const ot_broyden *joint);

#endif
