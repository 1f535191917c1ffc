/* tangent.h -- values of a program together with their exact derivatives: forward mode, one draw
 *
 * A direction is a way in which inputs move. The kernel's: only the C library and libm. */
#ifndef OT_LANG_TANGENT_H
#define OT_LANG_TANGENT_H

#include "lang/program.h"

/* Derivatives along n directions. What does not move is marked, so that it costs nothing.
 *
 * With `rounding` above 0 there is one direction, and it holds no derivative but a bound of the
 * rounding error: what the operands' errors make of the result's, and that share of the result
 * (running error analysis: Higham 2002, section 3.3). */
typedef struct ot_tangent {
    size_t n;
    double rounding;
    size_t n_slots;  /* 1: only the current year moves; else as the frame's */
    double *series;  /* [(row * n_slots + slot) * n + direction] */
    double *scratch; /* [register * n + direction] */
    unsigned char *series_moves, *scratch_moves; /* [row * n_slots + slot], [register] */
} ot_tangent;

/* Room for rows of so many slots and for registers; nothing moves. 0 when memory ran out; clear it
 * whatever this returns. */
int ot_tangent_init(ot_tangent *t, size_t n, size_t n_rows, size_t n_slots, size_t n_registers);
void ot_tangent_clear(ot_tangent *t);

/* The derivatives of a series in a slot, to be set or read; they are marked as moving. */
double *ot_tangent_move(ot_tangent *t, size_t row, size_t slot);
/* The same to read; NULL: it does not move. */
const double *ot_tangent_at(const ot_tangent *t, size_t row, size_t slot);

/* Evaluate n instructions over the frame's first draw, derivatives too. */
void ot_tangent_run(const ot_instruction *instruction, int32_t n, const double *constant,
                    const ot_frame *frame, ot_tangent *t);

#endif
