/* response.h -- how a path moves with its inputs: exact derivatives through all later years
 *
 * Forward-mode derivatives of the compiled equations; through a simultaneous block by the implicit
 * function theorem, with the block's own Jacobian. */
#ifndef OT_SIMULATE_RESPONSE_H
#define OT_SIMULATE_RESPONSE_H

#include "simulate/path_solver.h"

/* A unit change of one input, a driver, a disturbance or a held indicator, in one slot. */
typedef struct ot_shock {
    size_t row, slot;
} ot_shock;

/* What shock k does to a series in a slot: response[(row * n_slots + slot) * n + k]. */
typedef struct ot_response {
    size_t n, n_slots;
    double *at; /* [rows][slots][n] */
} ot_response;

static inline double ot_response_at(const ot_response *r, size_t row, size_t slot, size_t k) {
    return r->at[(row * r->n_slots + slot) * r->n + k];
}

/*
 * Find the response of the path, solved for every slot, to n shocks. The caller clears *out.
 * OT_ERR_NUMERIC  a block is singular there; *fault tells where
 * OT_ERR_NOMEM
 */
ot_status ot_response_find(ot_path_solver *f, const ot_shock *shock, size_t n, ot_response *out,
                           ot_path_fault *fault) OT_CHECK_RESULT;
void ot_response_clear(ot_response *response);

#endif
