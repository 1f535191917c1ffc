/* quantity.h -- what a target speaks of, in draws: a level, growth, a sum ... and how far off it is
 *
 * Draws are taken in chunks, so that nothing is allocated while they pass by. Chunks are
 * those of moments. */
#ifndef OT_ASSESS_QUANTITY_H
#define OT_ASSESS_QUANTITY_H

#include <stddef.h>

#include "base/arena.h"
#include "model/model.h"
#include "simulate/probe.h"

enum { OT_CHUNK = 256 };

/* An indicator's value in one year: in the draws, or one number from the observations. */
typedef struct ot_reference {
    int slot; /* -1: constant */
    size_t row;
    double constant; /* NaN: unknown */
} ot_reference;

ot_reference ot_reference_make(const ot_model *model, size_t scenario, size_t indicator, int year);

/* Values of draws start .. start + n - 1 of case k (n <= OT_CHUNK): in the block itself, or in
 * `room` when the reference is constant. */
const double *ot_reference_values(const ot_reference *r, const ot_block *b, size_t k, size_t start,
                                  size_t n, double room[OT_CHUNK]);

/* A target as one scenario sees it: the values that it needs, resolved. */
typedef struct ot_aim ot_aim;

/* The aim lives in `arena`; NULL when memory ran out. The target can be judged (asserted). */
const ot_aim *ot_aim_new(ot_arena *arena, const ot_model *model, size_t scenario,
                         const ot_model_target *target);

/* For each draw of the chunk the gap in inside units of the measure: negative or 0 is met. A miss
 * is at least a rounding error large; a quantity that is not finite gives NaN. */
void ot_aim_gaps(const ot_aim *aim, const ot_block *b, size_t k, size_t start, size_t n,
                 double gap[OT_CHUNK]);

/* Is one quantity compared with a number: no milestone, not rising or falling? Then its values, in
 * the block itself or in `room`. They order draws as the quantity does; ot_aim_measured makes one
 * the quantity, in inside units of the measure. */
int ot_aim_has_value(const ot_aim *aim);
const double *ot_aim_values(const ot_aim *aim, const ot_block *b, size_t k, size_t start, size_t n,
                            double room[OT_CHUNK]);
double ot_aim_measured(const ot_aim *aim, double value);

/* Is the target a limit, of which less is better? */
int ot_target_wants_less(const ot_model_target *target);

#endif
